import { describe, expect, it } from "@jest/globals";
import { parseTree } from "../../../src/core/git/tree.ts";

function tree(...lines: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    lines.flatMap(([mode, name]) => [
      Buffer.from(`${mode} ${name}\0`, "latin1"),
      Buffer.alloc(20, 0xab),
    ]),
  );
}

function refusal(body: Uint8Array): unknown {
  try {
    return parseTree(body, "sha1");
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function entryOf(head: string): Buffer {
  return Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(40, 0xab)]);
}

describe("parseTree", () => {
  it("reads mode, name and id of each entry", () => {
    const body = tree(
      ["100644", "a"],
      ["100755", "b"],
      ["120000", "c"],
      ["40000", "d"],
      ["160000", "e"],
    );
    expect(parseTree(body, "sha1")).toEqual(
      [
        ["100644", "a"],
        ["100755", "b"],
        ["120000", "c"],
        ["040000", "d"],
        ["160000", "e"],
      ].map(([mode, name]) => ({ mode, name, objectId: "ab".repeat(20) })),
    );
    expect(parseTree(new Uint8Array(), "sha1")).toEqual([]);
  });

  it("reads ids of 32 bytes in SHA-256 repositories", () => {
    const body = Buffer.concat([Buffer.from("100644 a\0"), Buffer.alloc(32, 0x01)]);
    expect(parseTree(body, "sha256")).toEqual([
      { mode: "100644", name: "a", objectId: "01".repeat(32) },
    ]);
    expect(refusal(body)).toBe("object-unsupported");
  });

  it("takes a group-writable file for a plain one, as git does", () => {
    expect(parseTree(tree(["100664", "a"]), "sha1")[0]?.mode).toBe("100644");
  });

  it("takes folders in git's order, where a slash ends their name", () => {
    expect(
      parseTree(tree(["100644", "a-b"], ["40000", "a"], ["100644", "a0"]), "sha1"),
    ).toHaveLength(3);
    expect(refusal(tree(["40000", "a"], ["100644", "a-b"]))).toBe("object-unsupported");
  });

  it.each([
    ["names out of order", tree(["100644", "b"], ["100644", "a"])],
    ["a name twice", tree(["100644", "a"], ["100644", "a"])],
    ["a file and a folder of one name", tree(["100644", "a"], ["40000", "a"])],
    ["a mode that is padded", tree(["040000", "a"])],
    ["an unknown mode", tree(["100600", "a"])],
    ["a long mode", tree(["1006440", "a"])],
    ["no mode", Buffer.from("a")],
    ["no end of a name", Buffer.from("100644 abc")],
    ["a cut id", tree(["100644", "a"]).subarray(0, -1)],
    ["an end right after the name", Buffer.from("100644 a\0")],
    ["a NUL before the blank", Buffer.concat([Buffer.from("1006\0 44a\0"), Buffer.alloc(40)])],
  ])("refuses %s", (_what, body) => {
    expect(refusal(body)).toBe("object-unsupported");
  });

  it.each([
    ["no blank", entryOf("100644\0")],
    ["a blank far behind", entryOf(`${"1".repeat(1_000_000)} a\0`)],
    ["a NUL in front of the blank", entryOf("1\0 a")],
  ])("takes nothing for a mode that has %s", (_what, body) => {
    expect(() => parseTree(body, "sha1")).toThrow("entries of mode, name and id");
  });
});
