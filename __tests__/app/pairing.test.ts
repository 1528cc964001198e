import { describe, expect, it } from "@jest/globals";
import { pairUploads } from "../../src/app/pairing.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import type { BuiltFile } from "../../src/core/rebuild-record.ts";

function output(path: string, content = path): BuiltFile {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return { path, name, size: content.length, sha256: sha256Hex(Buffer.from(content)) };
}

function pairs(uploads: readonly string[], outputs: readonly BuiltFile[]): readonly unknown[] {
  const named = uploads.map((name) => ({ name, size: 1 }));
  return pairUploads(named, outputs).map(({ upload, built }) => [upload.name, built?.path ?? null]);
}

function refusal(uploads: readonly string[], outputs: readonly BuiltFile[]): unknown {
  try {
    return pairs(uploads, outputs);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("pairUploads", () => {
  it("pairs by exact base name", () => {
    expect(pairs(["a.tgz", "b.whl"], [output("dist/b.whl"), output("a.tgz"), output("x")])).toEqual(
      [
        ["a.tgz", "a.tgz"],
        ["b.whl", "dist/b.whl"],
      ],
    );
  });

  it("pairs one upload with one output whatever they are called", () => {
    expect(pairs(["a.tgz"], [output("dist/b.tgz")])).toEqual([["a.tgz", "dist/b.tgz"]]);
  });

  it("finds none where other outputs or uploads exist", () => {
    expect(pairs(["a.tgz"], [output("b.tgz"), output("c.tgz")])).toEqual([["a.tgz", null]]);
    expect(pairs(["a.tgz", "b.tgz"], [output("c.tgz")])).toEqual([
      ["a.tgz", null],
      ["b.tgz", null],
    ]);
    expect(pairs(["a.tgz", "A.tgz"], [output("a.tgz")])).toEqual([
      ["a.tgz", "a.tgz"],
      ["A.tgz", null],
    ]);
    expect(pairs(["a.tgz"], [])).toEqual([["a.tgz", null]]);
  });

  it("refuses two outputs of one name and different bytes", () => {
    expect(refusal(["a.tgz"], [output("x/a.tgz"), output("y/a.tgz")])).toBe("upload-ambiguous");
    const third = [output("x/a.tgz", "s"), output("y/a.tgz", "s"), output("z/a.tgz")];
    expect(refusal(["a.tgz"], third)).toBe("upload-ambiguous");
  });

  it("takes outputs of one name and the same bytes for one", () => {
    expect(pairs(["a.tgz"], [output("x/a.tgz", "same"), output("y/a.tgz", "same")])).toEqual([
      ["a.tgz", "x/a.tgz"],
    ]);
  });

  it("refuses two uploads of one name", () => {
    expect(refusal(["a.tgz", "a.tgz"], [output("a.tgz")])).toBe("upload-ambiguous");
  });
});
