import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { cliPage, reportSchemaText } from "../../scripts/reference-text.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

/** The string literals that an `errors.ts` hands to GateError: every code there is. */
function errorCodes(source: string): readonly string[] {
  return [...source.matchAll(/extends GateError<([^>]*)>/g)].flatMap(([, union = ""]) =>
    [...union.matchAll(/"([a-z-]+)"/g)].map(([, code = ""]) => code),
  );
}

describe("docs/cli.md", () => {
  it("is what --help prints (mend: node scripts/reference-pages.ts)", async () => {
    expect(read("docs", "cli.md")).toBe(await cliPage());
  });
});

describe("docs/schema/report-v1.json", () => {
  it("is the schema of the code (mend: node scripts/reference-pages.ts)", async () => {
    expect(read("docs", "schema", "report-v1.json")).toBe(await reportSchemaText());
  });
});

describe("docs/errors.md", () => {
  const sections = new Map(
    read("docs", "errors.md")
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf("\n")), section.split(/^## /m)[0]!]),
  );

  it("has a heading for every error code, and none for a code that does not exist", () => {
    const codes = errorCodes(read("src", "core", "errors.ts"));
    expect(codes.length).toBeGreaterThan(20);
    expect([...sections.keys()].sort()).toEqual([...codes, "internal"].sort());
  });

  it.each([...sections])("says symptom, cause and fix of %s", (_code, section) => {
    expect(section).toMatch(/\*\*Symptom\.\*\* .+\n\n\*\*Cause\.\*\* .+\n\n\*\*Fix\.\*\* .+/s);
  });

  it("reads the codes from the declarations", () => {
    expect(
      errorCodes(
        'class A extends GateError<"a-b" | "c"> {}\nclass B extends GateError<\n  | "d"\n> {}',
      ),
    ).toEqual(["a-b", "c", "d"]);
  });
});
