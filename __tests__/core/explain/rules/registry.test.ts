import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { newResolver } from "../../../../src/core/explain/difference.ts";
import { placeKey } from "../../../../src/core/explain/evidence.ts";
import { RULES } from "../../../../src/core/explain/rules/registry.ts";
import { factsOf } from "../../../../src/core/finding-codes.ts";
import { goProgram } from "../../../support/go-program.ts";
import { bodiesOf, commitOf, readingOf } from "../../../support/explained.ts";

/** A file of every kind that some rule decodes. */
const ARCHIVE = {
  gzip: { "gzip.os": "3" },
  entries: [
    { path: "a.txt", body: "a\n", packed: "p", fields: { "tar.uid": "1" } },
    { path: "d.dist-info/WHEEL", body: "Generator: a 1.0\n" },
    { path: "d.dist-info/RECORD", body: "d.dist-info/RECORD,,\n" },
    { path: "d.dist-info/METADATA", body: "Name: a\n" },
    { path: "package.json", body: "{}\n" },
    { path: "x.po", body: 'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2023-01-11 19:05+0200\\n"\n' },
    { path: "x.gmo", body: "" },
    { path: ".cargo_vcs_info.json", body: '{"git":{"sha1":"x"}}' },
    { path: "META-INF/MANIFEST.MF", body: "Build-Jdk-Spec: 17\r\n" },
    { path: "tool", body: goProgram() },
    { path: "_version.py", body: "version = '1.0'\n" },
  ],
} as const;

const page = readFileSync(join(import.meta.dirname, "../../../../docs/rules.md"), "utf8");
const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
const section = (id: string) =>
  page.split(/^## /m).find((text) => text.startsWith(`${id}\n`)) ?? "";

describe("the registry of rules", () => {
  it("names each rule once, in kebab-case", () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("has no rule for a finding that nothing may ever accept", () => {
    for (const { codes } of RULES) {
      for (const code of codes) expect(factsOf(code).standing).not.toBe("barring");
    }
  });

  it.each(RULES)("says nothing by $id where one side is not known", (rule) => {
    const side = {
      readings: new Map([[placeKey([]), readingOf(ARCHIVE)]]),
      bodies: bodiesOf(ARCHIVE),
    };
    const nothing = { readings: new Map(), bodies: new Map() };
    const empty = {
      readings: new Map([[placeKey([]), readingOf({ entries: [] })]]),
      bodies: new Map(),
    };
    const commit = commitOf({ files: {} });
    for (const code of rule.codes) {
      for (const [upload, rebuilt] of [
        [nothing, nothing],
        [side, nothing],
        [nothing, side],
        [side, null],
        [side, empty],
        [empty, side],
      ] as const) {
        const resolver = newResolver({ upload, rebuilt, commit, oversize: new Set() });
        for (const path of [["a.tar"], ...ARCHIVE.entries.map((entry) => ["a.tar", entry.path])]) {
          const facts = { class: null, risk: "high", explanation: null, accepted: null } as const;
          const finding = {
            code,
            path,
            upload: null,
            rebuilt: null,
            notes: [],
            excerpt: null,
            ...facts,
          };
          expect(rule.explain(resolver.resolve(finding))).toBeNull();
        }
      }
    }
  });

  it("has a section for each rule and no other", () => {
    expect(headings).toEqual(RULES.map(({ id }) => id));
  });

  it.each(RULES.map(({ id }) => id))(
    "says of %s what it decodes, accounts for and cannot be fooled by",
    (id) => {
      for (const part of [
        "**Decodes.**",
        "**Before / After.**",
        "**Accounts for.**",
        "**Remedy.**",
        "**Not fooled by.**",
      ]) {
        expect(section(id)).toContain(part);
      }
    },
  );

  it.each(RULES)("lists the findings of $id", ({ id, codes }) => {
    for (const code of codes) expect(section(id)).toContain(`\`${code}\``);
  });
});
