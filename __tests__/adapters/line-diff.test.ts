import { describe, expect, it } from "@jest/globals";
import { diffLines } from "../../src/adapters/line-diff.ts";

describe("diffLines", () => {
  it("names what is kept, removed and added, in the order of the lines", () => {
    expect(diffLines(["a", "b", "c"], ["a", "x", "c", "d"], 10)).toEqual([
      { fate: "kept", count: 1 },
      { fate: "removed", count: 1 },
      { fate: "added", count: 1 },
      { fate: "kept", count: 1 },
      { fate: "added", count: 1 },
    ]);
  });

  it("gives up where more lines change than it may look for, and not before", () => {
    const from = ["a", "b", "c"];
    const to = ["x", "y", "z"];
    expect(diffLines(from, to, 6)).toEqual([
      { fate: "removed", count: 3 },
      { fate: "added", count: 3 },
    ]);
    expect(diffLines(from, to, 5)).toBeNull();
  });

  it("takes lines that are empty or called like members of objects for what they are", () => {
    expect(diffLines(["", "__proto__"], ["", "constructor"], 4)).toEqual([
      { fate: "kept", count: 1 },
      { fate: "removed", count: 1 },
      { fate: "added", count: 1 },
    ]);
  });
});
