import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  bundledImports,
  deadExports,
  exportedNames,
  impurities,
  layerViolations,
  openContracts,
  sourceFiles,
  statedImports,
} from "./support/layers.ts";

const root = join(import.meta.dirname, "..");
const files = sourceFiles(root).map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const stated = files.flatMap(({ path, text }) => statedImports(path, text));

describe("the layers of src", () => {
  it("hold for every import that is left at run time", async () => {
    const imports = await bundledImports(root);
    expect(imports.length).toBeGreaterThan(0);
    expect(layerViolations(imports)).toEqual([]);
  });

  it("hold for every import that is written, types included", () => {
    expect(stated.length).toBeGreaterThan(0);
    expect(layerViolations(stated)).toEqual([]);
  });

  it("are seen broken by a planted run-time import", async () => {
    const planted = await mkdtemp(join(tmpdir(), "rebuild-gate-layers-"));
    try {
      await mkdir(join(planted, "src", "core"), { recursive: true });
      await mkdir(join(planted, "src", "app"));
      await writeFile(join(planted, "src", "app", "use.ts"), "export const use = 1;\n");
      await writeFile(
        join(planted, "src", "core", "bad.ts"),
        'import { rm } from "node:fs/promises";\nimport { use } from "../app/use.ts";\nexport const bad = [rm, use];\n',
      );
      expect(layerViolations(await bundledImports(planted))).toEqual([
        "src/core/bad.ts must not import node:fs/promises",
        "src/core/bad.ts must not import src/app/use.ts",
      ]);
    } finally {
      await rm(planted, { recursive: true, force: true });
    }
  });

  it.each([
    ["src/core/a.ts", 'import type { Run } from "../app/ports.ts";', "src/app/ports.ts"],
    ["src/core/deep/a.ts", 'export type { Run } from "../../app/ports.ts";', "src/app/ports.ts"],
    ["src/core/a.ts", 'type T = import("../adapters/git.ts").Git;', "src/adapters/git.ts"],
    ["src/core/a.ts", 'await import("node:fs");', "node:fs"],
    ["src/core/a.ts", 'import "yaml";', "yaml"],
    ["src/app/a.ts", 'import { x } from "../entry/cli.ts";', "src/entry/cli.ts"],
    ["src/app/a.ts", 'import type { Git } from "../adapters/git.ts";', "src/adapters/git.ts"],
    ["src/app/a.ts", 'import { join } from "node:path";', "node:path"],
    ["src/adapters/a.ts", 'import type { check } from "../app/check.ts";', "src/app/check.ts"],
    ["src/adapters/a.ts", 'import "../entry/cli.ts";', "src/entry/cli.ts"],
  ])("are seen broken by a planted import: %s states %s", (from, text, to) => {
    expect(layerViolations(statedImports(from, text))).toEqual([`${from} must not import ${to}`]);
  });

  it.each([
    ["src/core/a.ts", 'import { z } from "zod"; import { createHash } from "node:crypto";'],
    ["src/app/a.ts", 'import { x } from "../core/x.ts"; import type { P } from "./ports.ts";'],
    ["src/adapters/a.ts", 'import type { P } from "../app/ports.ts"; import "node:fs";'],
    ["src/entry/a.ts", 'import "../adapters/x.ts"; import "../app/x.ts"; import "../core/x.ts";'],
  ])("permit what they are for: %s states %s", (from, text) => {
    expect(layerViolations(statedImports(from, text))).toEqual([]);
  });

  it("have no file beside them", () => {
    expect(layerViolations([{ from: "src/main.ts", to: "src/core/x.ts" }])).toEqual([
      "src/main.ts is in no layer",
    ]);
    expect(files.map(({ path }) => path)).toEqual(
      files
        .map(({ path }) => path)
        .filter((path) => /^src\/(?:core|app|adapters|entry)\//.test(path)),
    );
  });

  it("let one file only speak to the workflow runner's toolkit", () => {
    const users = stated.filter(({ to }) => to === "@actions/core").map(({ from }) => from);
    expect([...new Set(users)]).toEqual(["src/adapters/workflow.ts"]);
  });

  it("keep the signing and hosting libraries inside the adapters", () => {
    const libraries = /^@(?:sigstore|actions|octokit)\//;
    const users = stated.filter(({ to }) => libraries.test(to)).map(({ from }) => from);
    expect(users.filter((from) => !from.startsWith("src/adapters/"))).toEqual([]);
  });
});

describe("core", () => {
  const core = files.filter(({ path }) => path.startsWith("src/core/"));

  it("uses no global that is not a function of its arguments", () => {
    expect(core.length).toBeGreaterThan(0);
    expect(core.flatMap(({ path, text }) => impurities(path, text))).toEqual([]);
  });

  it.each([
    ["process.env", "process"],
    ["const now = Date.now();", "the clock"],
    ["const now = new Date();", "the clock"],
    ["const now = Date();", "the clock"],
    ["const { now } = Date;", "the clock"],
    ["const D = Date;", "the clock"],
    ["Math.random()", "Math.random, or Math as a value"],
    ["const { random } = Math;", "Math.random, or Math as a value"],
    ["void fetch(url)", "fetch"],
    ["console.log(1)", "console"],
    ["globalThis.process", "globalThis"],
    ["const later = { setTimeout };", "setTimeout"],
    ['Buffer.from("x")', "Buffer"],
    ["import.meta.url", "import.meta"],
    ["names.sort((a, b) => a.localeCompare(b))", "localeCompare"],
    ["size.toLocaleString()", "toLocaleString"],
    ["new Date(0).getHours()", "getHours"],
    ['import { randomBytes } from "node:crypto";', "randomBytes"],
    ['import { generateKeyPairSync as g } from "node:crypto";', "generateKeyPairSync"],
    ['import * as c from "node:crypto";', "all of node:crypto"],
    ['import c from "node:crypto";', "all of node:crypto"],
  ])("is seen impure by a planted `%s`", (text, what) => {
    expect(impurities("a.ts", `\n${text}`)).toEqual([`a.ts:2 uses ${what}`]);
  });

  it.each([
    "const at = new Date(seconds * 1000).toISOString();",
    "const at = Date.UTC(2020, 1, 1); const big = Math.max(1, 2);",
    "interface Run { readonly process: string; fetch(): void }",
    "const shown = run.process; const made = { fetch: 1 };",
    'import { createHash } from "node:crypto";',
    "// process.env and Date.now() in a comment",
  ])("may say `%s`", (text) => {
    expect(impurities("a.ts", text)).toEqual([]);
  });
});

/** Exports without a reader in src that stay, and why. */
const keptExports: ReadonlySet<string> = new Set([
  // The inverse of a reader over a whole archive: the proof that a model loses nothing.
  "src/core/archive/ar/ar-archive.ts exports serialiseAr",
  "src/core/archive/tar/tar-archive.ts exports serialiseTar",
  "src/core/archive/zip/zip-archive.ts exports serialiseZip",
]);

describe("the contracts of src", () => {
  it("have a docstring on every export and no writable field in an exported interface", () => {
    expect(files.flatMap(({ path, text }) => openContracts(path, text))).toEqual([]);
  });

  it("are seen open by a planted export", () => {
    const text =
      "export const a = 1;\n/** B. */\nexport interface B { c: string; readonly d: 1 }\n";
    expect(openContracts("a.ts", text)).toEqual([
      "a.ts exports a without a docstring",
      "a.ts lets B.c be written",
    ]);
  });

  it("are each read by another file, or by their own and a test of them", () => {
    const readers = ["__tests__", "scripts"]
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
          (path) => `${folder}/${path}`,
        ),
      )
      .filter((path) => path.endsWith(".ts"))
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
    const dead = deadExports(files, readers).map((sentence) => sentence.split(",")[0]!);
    expect(dead.filter((sentence) => !keptExports.has(sentence))).toEqual([]);
  });

  it("are seen dead by a planted export", () => {
    const text = [
      "export const unread = 1, own = 2, tested = 3, lazy = 4, later = 5, picked = 6, named = 7;",
      "export type Gone = 1; export type Argument = 2; export const f = (a: Argument) => a;",
      "use(own, tested);",
    ].join("\n");
    const user =
      'import { f, named as other } from "./a.ts"; const { lazy } = await import("./a.ts");' +
      '(await import("./a.ts")).picked; import("./a.ts").then((a) => a.later);';
    const test = 'import { tested, unread } from "../src/a.ts";';
    expect(
      deadExports(
        [
          { path: "src/a.ts", text },
          { path: "src/b.ts", text: user },
        ],
        [{ path: "__tests__/a.test.ts", text: test }],
      ),
    ).toEqual([
      "src/a.ts exports unread, which src does not use",
      "src/a.ts exports own, which only that file uses",
      "src/a.ts exports Gone, which src does not use",
    ]);
  });

  it("carry names that say what they are", () => {
    const vague = /(?:^|-)(?:utils?|helpers?|common|types|misc|manager|service|handler)\.ts$/;
    const names = files.map(({ path }) => basename(path));
    expect(
      names.filter((name) => vague.test(name) || !/^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(name)),
    ).toEqual([]);
    const declared = files.flatMap(({ path }) => exportedNames(join(root, path)));
    expect(
      declared.filter((name) => /(?:Manager|Service|Handler|Helper|Utils?)$/.test(name)),
    ).toEqual([]);
  });
});

describe("docs/architecture.md", () => {
  const text = (): string => readFileSync(join(root, "docs", "architecture.md"), "utf8");

  it("names, in its table of stages, only types that src exports", () => {
    const named = stageTypes(text());
    expect(named.length).toBeGreaterThanOrEqual(5);
    const exported = new Set(files.flatMap(({ path }) => exportedNames(join(root, path))));
    expect(named.filter((name) => !exported.has(name))).toEqual([]);
  });

  it("points only at files that exist", () => {
    const paths = [...text().matchAll(/`((?:src|scripts|docs|__tests__)\/[\w./-]+)`/g)].map(
      ([, path]) => path!,
    );
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("is read by the column that is headed with types", () => {
    const table =
      "| Stage | Types |\n|---|---|\n| read | `A`, `B<C>` and words |\n| end | none |\n\n`D`\n";
    expect(stageTypes(table)).toEqual(["A", "B"]);
  });
});

/** The names in backticks in the column of types, of the one table that has columns Stage and Type(s). */
function stageTypes(markdown: string): readonly string[] {
  const lines = markdown.split("\n");
  const head = lines.findIndex((line) => /^\|.*\bstage\b.*\btypes?\b.*\|$/i.test(line));
  if (head === -1) return [];
  const column = cells(lines[head]!).findIndex((cell) => /\btypes?\b/i.test(cell));
  const names: string[] = [];
  for (const line of lines.slice(head + 2)) {
    if (!line.startsWith("|")) break;
    for (const [, name] of (cells(line)[column] ?? "").matchAll(/`([A-Z]\w*)[^`]*`/g))
      names.push(name!);
  }
  return names;
}

function cells(row: string): readonly string[] {
  return row.split("|").slice(1, -1);
}
