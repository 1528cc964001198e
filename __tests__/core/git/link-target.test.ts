import { describe, expect, it } from "@jest/globals";
import { leavesTree } from "../../../src/core/git/link-target.ts";
import { pathFromText, type PathBytes } from "../../../src/core/path-bytes.ts";

function leaves(links: Record<string, string>): readonly string[] {
  const map = new Map<PathBytes, PathBytes>();
  for (const [path, target] of Object.entries(links)) {
    map.set(pathFromText(path), pathFromText(target));
  }
  return [...map].filter(([path, target]) => leavesTree(path, target, map)).map(([path]) => path);
}

describe("leavesTree", () => {
  it("is false for links that stay inside, to what exists or not", () => {
    expect(
      leaves({
        a: "b",
        "d/a": "../b",
        "d/e/a": "../../d/./e//b",
        "d/root": "..",
        dot: ".",
        slash: "d/",
      }),
    ).toEqual([]);
  });

  it("is true for absolute targets, empty ones, and ones that climb too far", () => {
    expect(leaves({ a: "/etc/passwd" })).toEqual(["a"]);
    expect(leaves({ a: "/" })).toEqual(["a"]);
    expect(leaves({ a: "" })).toEqual(["a"]);
    expect(leaves({ a: "x\0y" })).toEqual(["a"]);
    expect(leaves({ a: ".." })).toEqual(["a"]);
    expect(leaves({ "d/a": "../../x" })).toEqual(["d/a"]);
    expect(leaves({ a: "b/../../a" })).toEqual(["a"]);
    expect(leaves({ "d/a": "./../.." })).toEqual(["d/a"]);
  });

  it("follows other links on the way", () => {
    expect(leaves({ "deep/x": "..", y: "deep/x/.." })).toEqual(["y"]);
    expect(leaves({ "p/q/r": "../..", y: "p/q/r/p/q/r/p" })).toEqual([]);
    expect(leaves({ a: "b", b: "c", c: "../out" })).toEqual(["a", "b", "c"]);
    expect(leaves({ a: "b/../x", b: "d/e" })).toEqual([]);
  });

  it("ends at loops, which open nothing", () => {
    expect(leaves({ a: "a", b: "c", c: "b", "d/e": "../d/e/f" })).toEqual([]);
  });
});
