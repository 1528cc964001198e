import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { linesWithout } from "../../../../src/core/explain/notes/text-change.ts";
import { explainContent } from "../../../support/explained.ts";

describe("notes on what changed", () => {
  it("count lines and show the first that differs", () => {
    const { notes } = explainContent({
      path: "a.c",
      upload: "one\nEVIL\nthree",
      rebuilt: "one\ntwo\nthree",
    });
    expect(notes).toEqual([
      "text; 1 line only in the upload, 1 line only in the other",
      'first at line 2: "EVIL" in the upload, "two" in the other',
    ]);
  });

  it("say where one side ends", () => {
    const { notes } = explainContent({ path: "a.c", upload: "one\ntwo", rebuilt: "one" });
    expect(notes[1]).toBe('first at line 2: "two" in the upload, nothing in the other');
  });

  it("cut long lines and hide control characters", () => {
    const { notes } = explainContent({
      path: "a.c",
      upload: `\u001b[2J${"x".repeat(500)}`,
      rebuilt: "y",
    });
    expect(notes[1]).toBe(
      `first at line 1: "?[2J${"x".repeat(96)}…" in the upload, "y" in the other`,
    );
  });

  it.each([
    ["that is no UTF-8", Buffer.from("ab\xff", "latin1"), Buffer.from("ab\xfe", "latin1"), 2],
    ["with a NUL", "abc\0", "abd\0", 2],
    ["that is no UTF-8 in the rebuild", "ab", Buffer.from("a\xff", "latin1"), 1],
    ["that is no UTF-8 in the upload", Buffer.from("a\xff", "latin1"), "ab", 1],
    ["that has a NUL in the upload", "a\0", "ab", 1],
    ["that is binary on one side", "ab", Buffer.from("a\0", "latin1"), 1],
  ])("name the first byte of a file %s", (_, upload, rebuilt, at) => {
    const { notes } = explainContent({ path: "a.bin", upload, rebuilt });
    expect(notes).toEqual([`binary; the first unequal byte is number ${String(at)}`]);
  });

  it("say nothing when a body is not known", () => {
    expect(explainContent({ path: "a", upload: "1", rebuilt: "2", unknown: ["a"] }).notes).toEqual(
      [],
    );
  });
});

describe("linesWithout", () => {
  it("counts every line on both sides, wherever they stand", () => {
    const line = fc.constantFrom("a", "b", "c", "d", "");
    const lists = fc.array(line, { maxLength: 60 });
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        const found = linesWithout(one, other);
        for (const text of ["a", "b", "c", "d", ""]) {
          const count = (list: readonly string[]) => list.filter((each) => each === text).length;
          expect(count(found)).toBe(Math.max(0, count(one) - count(other)));
        }
      }),
    );
  });

  it("takes long lists, of which nothing is the same", () => {
    const numbered = (word: string) =>
      Array.from({ length: 150_000 }, (_, at) => word + String(at));
    expect(linesWithout(numbered("a"), numbered("b"))).toHaveLength(150_000);
    expect(linesWithout(numbered("a"), [])).toHaveLength(150_000);
  });

  it("counts a line as often as it is missing", () => {
    expect(linesWithout(["a", "a", "b", "c"], ["a", "c", "d"])).toEqual(["a", "b"]);
  });
});
