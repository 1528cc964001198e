import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { RULES } from "../../../../src/core/explain/rules/registry.ts";
import { factsOf } from "../../../../src/core/finding-codes.ts";

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
