import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Imports } from "../../../scripts/mutants/imports.ts";
import { nearestFirst } from "../../../scripts/mutants/test-order.ts";

describe("nearestFirst", () => {
  it("asks the mirrored test, then those around it, then the rest, and the thorough ones last", () => {
    const tests = [
      "__tests__/adapters/a.test.ts",
      "__tests__/core/archive/differential.test.ts",
      "__tests__/core/archive/names.test.ts",
      "__tests__/core/archive/tar/a.test.ts",
      "__tests__/core/archive/tar/tar-pax.test.ts",
      "__tests__/core/verdict.test.ts",
    ];
    expect(nearestFirst("src/core/archive/tar/tar-pax.ts", tests)).toEqual([
      "__tests__/core/archive/tar/tar-pax.test.ts",
      "__tests__/core/archive/tar/a.test.ts",
      "__tests__/core/archive/names.test.ts",
      "__tests__/core/verdict.test.ts",
      "__tests__/adapters/a.test.ts",
      "__tests__/core/archive/differential.test.ts",
    ]);
  });
});

describe("Imports", () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  const judge = "scripts/mutants/judge.ts";
  const files = [judge, "scripts/mutants/test-book.ts", "scripts/mutants/question.ts"];

  it("are those of the file and of what it imports, with types", () => {
    expect([...new Imports(root, files).of(judge)].sort()).toEqual([...files].sort());
    expect([...new Imports(root, [judge]).of(judge)]).toEqual([judge]);
  });
});
