import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { REFUSAL_CODES } from "../../../src/core/archive/refusal-codes.ts";

const root = join(import.meta.dirname, "../../..");
const codes = Object.keys(REFUSAL_CODES).sort();

/** All files below this folder with this ending, as paths from the root. */
function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** The text of every string literal in a file, by its syntax tree. */
function literalsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), "utf8"),
    ts.ScriptTarget.Latest,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("each refusal", () => {
  it("is thrown or returned somewhere in the readers", () => {
    const literals = filesBelow("src/core/archive", ".ts")
      .filter((file) => !file.endsWith("refusal-codes.ts"))
      .flatMap(literalsIn);
    expect(codes.filter((code) => !literals.includes(code))).toEqual([]);
  });

  it("has a heading with cause and remedy in docs/archives.md", () => {
    const sections = readFileSync(join(root, "docs/archives.md"), "utf8").split(/^#+ /m);
    const documented = new Map(sections.map((text) => [text.split("\n")[0] ?? "", text]));
    const whole = (text = ""): boolean =>
      ["**What.**", "**Why.**", "**Do.**"].every((part) => text.includes(part));
    expect(codes.filter((code) => !whole(documented.get(code)))).toEqual([]);
    const headings = [...documented.keys()].filter((name) => /^[a-z0-9]+(-[a-z0-9]+)+$/.test(name));
    expect(headings.sort()).toEqual(codes);
  });

  it("is expected by a test", () => {
    const literals = filesBelow("__tests__/core/archive", ".test.ts").flatMap(literalsIn);
    const expected = new Set(literals.map((text) => text.split(/[@ ]/)[0]));
    expect(codes.filter((code) => !expected.has(code))).toEqual([]);
  });
});
