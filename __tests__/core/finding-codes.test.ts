import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { FINDING_CODES, factsOf } from "../../src/core/finding-codes.ts";
import type { FindingCode } from "../../src/core/finding-codes.ts";
import { NORMALISERS } from "../../src/core/normalisers.ts";

const CODES = Object.keys(FINDING_CODES) as FindingCode[];

/** Sections of a page, by the heading that is their anchor. */
async function sectionsOf(page: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const [, ...sections] = text.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end).trim(), section.slice(end)] as const;
    }),
  );
}

describe("docs/differences.md", () => {
  it("has one section for each code, in the order of the table, and no other", async () => {
    expect([...(await sectionsOf("differences.md")).keys()]).toEqual(CODES);
  });

  it.each(CODES)(
    "says of %s what, why, before and after, and whether it is safe to accept",
    async (code) => {
      const section = (await sectionsOf("differences.md")).get(code) ?? "";
      for (const part of ["**What.**", "**Why.**", "**Before / After.**", "**Safe to accept?**"]) {
        expect(section).toContain(part);
      }
      const { normaliser, standing } = factsOf(code);
      const [, safe = ""] = section.split("**Safe to accept?** ");
      expect(safe.startsWith("Never")).toBe(standing === "barring");
      expect(safe.startsWith("Yes")).toBe(normaliser !== null);
      if (normaliser !== null) expect(safe).toContain(`normalisers.md#${normaliser}`);
    },
  );
});

describe("docs/normalisers.md", () => {
  it("has one section for each normaliser, naming exactly the codes that it accepts", async () => {
    const sections = await sectionsOf("normalisers.md");
    expect([...sections.keys()]).toEqual(Object.keys(NORMALISERS));
    for (const [id, section] of sections) {
      const [, findings = ""] = section.split("**Findings.**");
      const named = [...findings.matchAll(/differences\.md#([a-z-]+)/g)].map(([, code]) => code);
      const accepted = CODES.filter((code) => factsOf(code).normaliser === id);
      expect(new Set(named)).toEqual(new Set(accepted));
    }
  });
});
