import { describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { formatOfId, newObjectIdHasher, objectIdBytes } from "../../../src/core/git/object-id.ts";
import { objectIdOf } from "../../support/object-id.ts";

describe("newObjectIdHasher", () => {
  it("gives the ids that git gives", () => {
    const empty = new Uint8Array();
    expect(objectIdOf("sha1", "blob", empty)).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    expect(objectIdOf("sha1", "tree", empty)).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    for (const body of ["hello\n", "\0\xff", "x".repeat(100_000)]) {
      const bytes = Buffer.from(body, "latin1");
      const byGit = execFileSync("git", ["hash-object", "--stdin"], { input: bytes });
      expect(objectIdOf("sha1", "blob", bytes)).toBe(byGit.toString().trim());
    }
  });

  it("hashes a body in pieces like the whole", () => {
    const hasher = newObjectIdHasher("sha256", "commit", 4);
    hasher.update(Buffer.from("ab"));
    hasher.update(Buffer.from("cd"));
    expect(hasher.objectId()).toBe(objectIdOf("sha256", "commit", Buffer.from("abcd")));
  });

  it("depends on kind, length and format", () => {
    const body = Buffer.from("x");
    const ids = [
      objectIdOf("sha1", "blob", body),
      objectIdOf("sha1", "tree", body),
      objectIdOf("sha256", "blob", body),
      newObjectIdHasher("sha1", "blob", 2).objectId(),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(ids.map((id) => id.length)).toEqual([40, 40, 64, 40]);
  });
});

describe("formatOfId", () => {
  it("knows full ids by their length, and nothing else", () => {
    expect(formatOfId("a".repeat(40))).toBe("sha1");
    expect(formatOfId("0".repeat(64))).toBe("sha256");
    for (const text of [
      "",
      "a".repeat(39),
      "a".repeat(41),
      "A".repeat(40),
      "g".repeat(40),
      `${"a".repeat(40)}\n`,
    ]) {
      expect([text, formatOfId(text)]).toEqual([text, null]);
    }
    expect([objectIdBytes("sha1"), objectIdBytes("sha256")]).toEqual([20, 32]);
  });
});
