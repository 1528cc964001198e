import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { sha256Hex } from "../../../src/core/digest.ts";
import { isLfsPointer } from "../../../src/core/git/lfs-pointer.ts";
import { digestTree } from "../../../src/core/git/source-digest.ts";
import { pathFromText, type PathBytes } from "../../../src/core/path-bytes.ts";
import type { SourceFile } from "../../../src/core/source-tree.ts";

const A = sha256Hex(Buffer.from("a"));
const FILE: SourceFile = { mode: "100644", objectId: "1".repeat(40), sha256: A, size: 1 };

function digest(files: readonly (readonly [string, Partial<SourceFile>])[]): string {
  return digestTree(
    new Map(files.map(([path, file]) => [path as PathBytes, { ...FILE, ...file }])),
  );
}

describe("digestTree", () => {
  it("hashes the documented records in byte order of the paths", () => {
    const gitlink = { mode: "160000", sha256: null, objectId: "2".repeat(40), size: 0 } as const;
    const records = `100755 ${A}\ta.b\x00100644 ${A}\ta/b\x00160000 ${"2".repeat(40)}\tz\x00`;
    const expected = createHash("sha256").update(records).digest("hex");
    const files = [
      ["a/b", {}],
      ["z", gitlink],
      ["a.b", { mode: "100755" }],
    ] as const;
    expect(digest(files)).toBe(expected);
    expect(digest([...files].reverse())).toBe(expected);
    expect(digest([])).toBe(createHash("sha256").digest("hex"));
  });

  it("takes names as bytes", () => {
    const name = pathFromText("ü");
    const expected = createHash("sha256").update(`100644 ${A}\tü\0`).digest("hex");
    expect(digest([[name, {}]])).toBe(expected);
  });

  it("does not depend on git's ids of files, and on everything else", () => {
    const base = digest([["a", {}]]);
    expect(digest([["a", { objectId: "3".repeat(40) }]])).toBe(base);
    for (const [path, change] of [
      ["b", {}],
      ["a", { mode: "100755" }],
      ["a", { mode: "120000" }],
      ["a", { sha256: sha256Hex(Buffer.from("b")) }],
    ] as const) {
      expect(digest([[path, change]])).not.toBe(base);
    }
  });
});

describe("isLfsPointer", () => {
  const first = "version https://git-lfs.github.com/spec/v1\n";

  it("knows a pointer by its first line and its size", () => {
    expect(isLfsPointer(Buffer.from(`${first}oid sha256:00\nsize 1\n`))).toBe(true);
    expect(isLfsPointer(Buffer.from(`${first}${"x".repeat(1024)}`))).toBe(false);
    expect(isLfsPointer(Buffer.from(` ${first}`))).toBe(false);
    expect(isLfsPointer(Buffer.alloc(0))).toBe(false);
  });
});
