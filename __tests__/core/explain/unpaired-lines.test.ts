import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { unpairedLines } from "../../../src/core/explain/unpaired-lines.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const count = (lines: readonly string[], line: string) =>
  lines.filter((each) => each === line).length;

describe("the lines without a twin", () => {
  it("are those of which a side has more, and perhaps some that stand far from their twin", () => {
    const line = fc.constantFrom("a", "b", "é", "", "a longer line that no other is like");
    const lines = fc.array(line, { maxLength: 40 });
    fc.assert(
      fc.property(lines, lines, lines, lines, (start, one, other, end) => {
        const here = [...start, ...one, ...end].join("\n");
        const there = [...start, ...other, ...end].join("\n");
        const left = unpairedLines(bytes(here), bytes(there));
        const [upload, rebuilt] = [here.split("\n"), there.split("\n")];
        for (const text of new Set([...upload, ...rebuilt])) {
          // Taken out in pairs: as many here as there.
          expect(count(upload, text) - count(left.upload, text)).toBe(
            count(rebuilt, text) - count(left.other, text),
          );
          expect(count(left.upload, text)).toBeGreaterThanOrEqual(0);
        }
        const first = upload.findIndex((text, at) => text !== rebuilt[at]);
        const at = first === -1 ? Math.min(upload.length, rebuilt.length) : first;
        expect(left).toMatchObject({
          before: at,
          first: { upload: upload[at], other: rebuilt[at] },
        });
      }),
    );
  });

  it("of texts that differ in few lines are those alone, with other lines between or not", () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `line ${String(at)}`);
    const other = lines.with(3000, "another").toSpliced(4000, 3).toSpliced(100, 0, "new", "newer");
    expect(unpairedLines(bytes(lines.join("\n")), bytes(other.join("\n")))).toEqual({
      before: 100,
      first: { upload: "line 100", other: "new" },
      upload: ["line 3000", "line 4000", "line 4001", "line 4002"],
      other: ["new", "newer", "another"],
    });
  });

  it.each([
    ["one\ntwo", "one", { before: 1, first: { upload: "two" }, upload: ["two"], other: [] }],
    ["one", "one\n", { before: 1, first: { other: "" }, upload: [], other: [""] }],
    ["", "x", { before: 0, first: { upload: "", other: "x" }, upload: [""], other: ["x"] }],
    ["ab", "a\nb", { before: 0, upload: ["ab"], other: ["a", "b"] }],
  ])("of %j and %j know where a text ends", (upload, other, expected) => {
    expect(unpairedLines(bytes(upload), bytes(other))).toMatchObject(expected);
  });

  it("are all that is left once a long walk has found no two alike", () => {
    const numbered = (word: string) =>
      Array.from({ length: 150_000 }, (_, at) => word + String(at)).join("\n");
    const left = unpairedLines(bytes(`${numbered("a")}\nlast`), bytes(`${numbered("b")}\nlast`));
    expect(left.upload).toHaveLength(150_001);
    expect(left.other).toHaveLength(150_001);
  });
});
