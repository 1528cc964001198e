import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { diffLines } from "../../../src/adapters/line-diff.ts";
import { EXCERPT_CAPS, LONGEST_EXCERPT_LINE } from "../../../src/core/excerpt/excerpt.ts";
import type { TextExcerpt } from "../../../src/core/excerpt/excerpt.ts";
import { textExcerpt } from "../../../src/core/excerpt/text-excerpt.ts";
import { bytesOf } from "../../support/archives.ts";
import type { Bytes } from "../../support/archives.ts";

function excerpt(rebuilt: Bytes | null, upload: Bytes | null): TextExcerpt {
  const made = textExcerpt(
    {
      upload: upload === null ? null : bytesOf(upload),
      rebuilt: rebuilt === null ? null : bytesOf(rebuilt),
    },
    diffLines,
  );
  if (made.kind !== "diff") throw new Error("expected a diff");
  return made;
}

/** Hunks as `diff -u` prints them. */
function shown({ hunks }: TextExcerpt): readonly string[] {
  return hunks.flatMap(({ rebuiltStart, rebuiltCount, uploadStart, uploadCount, lines }) => [
    `@@ -${[rebuiltStart, rebuiltCount].join()} +${[uploadStart, uploadCount].join()} @@`,
    ...lines.map(
      ({ sign, text, cut, unended }) =>
        sign + text + (cut === undefined ? "" : `<${cut}>`) + (unended === true ? "<unended>" : ""),
    ),
  ]);
}

/** What patching the rebuilt text with the hunks gives; an implementation that knows nothing of how they were made. */
function patched(rebuilt: string, { hunks }: TextExcerpt): string {
  const lines = rebuilt.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let result = "";
  let at = 0;
  for (const hunk of hunks) {
    const begin = hunk.rebuiltStart - 1;
    result += lines.slice(at, begin).join("");
    at = begin;
    for (const { sign, text, unended } of hunk.lines) {
      const line = text + (unended === true ? "" : "\n");
      if (sign !== "+") {
        expect(lines[at]).toBe(line);
        at += 1;
      }
      if (sign !== "-") result += line;
    }
  }
  return result + lines.slice(at).join("");
}

const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `line ${String(at + from)}\n`).join("");

describe("the excerpt of two texts", () => {
  it("shows a changed line with three lines around it", () => {
    const text = numbered(20);
    const made = excerpt(text, text.replace("line 10\n", "other\n"));
    expect(shown(made)).toEqual([
      "@@ -7,7 +7,7 @@",
      ...[
        " line 7",
        " line 8",
        " line 9",
        "-line 10",
        "+other",
        " line 11",
        " line 12",
        " line 13",
      ],
    ]);
    expect(made).toMatchObject({ encoding: "utf-8", whole: true });
  });

  it("keeps changes that lie far apart in hunks of their own, and near ones in one", () => {
    const text = numbered(40);
    const far = text.replace("line 5\n", "").replace("line 30\n", "line 30\nnew\n");
    expect(shown(excerpt(text, far)).filter((line) => line.startsWith("@@"))).toEqual([
      "@@ -2,7 +2,6 @@",
      "@@ -28,6 +27,7 @@",
    ]);
    const near = text.replace("line 5\n", "").replace("line 10\n", "line 10\nnew\n");
    expect(excerpt(text, near).hunks).toHaveLength(1);
  });

  it("tells a last line with and without line feed apart", () => {
    expect(shown(excerpt("a\nb\n", "a\nb"))).toEqual([
      "@@ -1,2 +1,2 @@",
      " a",
      "-b",
      "+b<unended>",
    ]);
    expect(shown(excerpt("a", "a\n"))).toEqual(["@@ -1,1 +1,1 @@", "-a<unended>", "+a"]);
  });

  it("keeps carriage returns, so that other line ends are seen", () => {
    expect(shown(excerpt("a\n", "a\r\n"))).toEqual(["@@ -1,1 +1,1 @@", "-a", "+a\r"]);
  });

  it("shows the beginning of a file that one side alone has", () => {
    const made = excerpt(null, numbered(50));
    expect(made.hunks).toMatchObject([
      { rebuiltStart: 1, rebuiltCount: 0, uploadStart: 1, uploadCount: EXCERPT_CAPS.linesAlone },
    ]);
    expect(made.whole).toBe(false);
    expect(shown(excerpt("x\n", null))).toEqual(["@@ -1,1 +1,0 @@", "-x"]);
    expect(excerpt(null, "").hunks).toEqual([]);
  });

  it("spells bytes that are no UTF-8, and a backslash beside them, so that no two look alike", () => {
    const made = excerpt(new Uint8Array([0x63, 0xe9, 0x5c, 10]), "c\\xE9\n");
    expect(made.encoding).toBe("other");
    expect(excerpt("c\n", new Uint8Array([0xe9, 10])).encoding).toBe("other");
    expect(shown(made)).toEqual(["@@ -1,1 +1,1 @@", "-c\\xE9\\x5C", "+c\\x5CxE9"]);
  });

  it("cuts a long line around the place where it changes", () => {
    const line = (middle: string) => `${"a".repeat(5000)}${middle}${"b".repeat(5000)}\n`;
    const made = excerpt(line("honest"), line("evil"));
    const [removed, added] = made.hunks[0]!.lines;
    expect(removed).toMatchObject({ sign: "-", cut: "both" });
    expect(removed!.text).toContain("aahonestbb");
    expect(added!.text).toContain("aaevilbb");
    const short = excerpt(`x${"a".repeat(500)}1\n`, `x${"a".repeat(500)}2\n`);
    expect(short.hunks[0]!.lines.map(({ text }) => text.at(-1))).toEqual(["1", "2"]);
    expect(short.hunks[0]!.lines[0]!.cut).toBe("start");
  });

  it("never cuts a character in two", () => {
    const face = "😀".repeat(3000);
    for (const pad of ["", "x", "xx", "xxx"]) {
      const made = excerpt(`${pad}${face}1${face}\n`, `${pad}${face}2${face}\n`);
      expect(made.encoding).toBe("utf-8");
      for (const { text } of made.hunks.flatMap(({ lines }) => lines)) {
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain("\ufffd");
        expect(text).toMatch(/[12]/);
      }
    }
  });

  it("says that more differs where it stops", () => {
    const made = excerpt(numbered(500), numbered(500, 1000));
    expect(made.whole).toBe(false);
    expect(made.hunks.flatMap(({ lines }) => lines)).toHaveLength(EXCERPT_CAPS.lines);
    expect(excerpt(numbered(10), numbered(10, 20)).whole).toBe(true);
  });

  it("is bounded, and so is the search for it, however large and unlike the texts are", () => {
    const noise = (seed: number) =>
      Array.from({ length: 200_000 }, (_, at) => `${String((at * seed) % 9973)}\n`).join("");
    for (const [rebuilt, upload] of [
      [noise(7), noise(11)],
      ["\n".repeat(2_000_000), "x\n".repeat(1_000_000)],
      ["a".repeat(3_000_000), "b".repeat(3_000_000)],
      ["a b\n".repeat(50_000), "b a\n".repeat(50_000)],
    ] as const) {
      const made = textExcerpt(
        { upload: bytesOf(upload), rebuilt: bytesOf(rebuilt) },
        (from, to, mostEdits) => {
          // The work of the search grows with the lines and with the square of the edits.
          expect(Math.max(from.length, to.length)).toBeLessThanOrEqual(128 * 1024);
          expect(mostEdits).toBeLessThanOrEqual(400);
          return diffLines(from, to, mostEdits);
        },
      );
      if (made.kind !== "diff") throw new Error("expected a diff");
      expect(made.whole).toBe(false);
      const lines = made.hunks.flatMap((hunk) => hunk.lines);
      expect(lines.length).toBeLessThanOrEqual(EXCERPT_CAPS.lines);
      for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(EXCERPT_CAPS.line);
    }
  });

  it("is a patch: it turns the rebuilt text into the upload wherever it is whole", () => {
    const line = fc.constantFrom("", "a", "b", "c", "\tx", "é", "y\r");
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
      .map(([lines, ended]) => lines.join("\n") + (ended && lines.length > 0 ? "\n" : ""));
    let whole = 0;
    fc.assert(
      fc.property(text, text, (rebuilt, upload) => {
        fc.pre(rebuilt !== upload);
        const made = excerpt(rebuilt, upload);
        if (!made.whole) return;
        whole += 1;
        expect(patched(rebuilt, made)).toBe(upload);
        expect(excerpt(rebuilt, upload)).toEqual(made);
      }),
      { seed: 3, numRuns: 1500 },
    );
    expect(whole).toBeGreaterThan(1000);
  });

  it("is a patch also for few changes in a long text", () => {
    const edit = fc.record({ at: fc.nat(400), text: fc.constantFrom("", "new\n", "x\ny\n") });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const lines = numbered(400).match(/[^\n]*\n/g)!;
        for (const { at, text } of edits) lines[at] = text;
        const [rebuilt, upload] = [numbered(400), lines.join("")];
        fc.pre(rebuilt !== upload);
        const made = excerpt(rebuilt, upload);
        expect(made.whole).toBe(true);
        expect(patched(rebuilt, made)).toBe(upload);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("keeps every line within what a report may hold, whatever the bytes are", () => {
    const body = fc.uint8Array({ minLength: 1, maxLength: 1000 }).map((bytes) => {
      const repeated = new Uint8Array(bytes.length * 5);
      for (let at = 0; at < 5; at++) repeated.set(bytes, at * bytes.length);
      return repeated.map((byte) => (byte === 0 ? 1 : byte));
    });
    fc.assert(
      fc.property(body, body, (rebuilt, upload) => {
        fc.pre(Buffer.compare(rebuilt, upload) !== 0);
        const made = excerpt(rebuilt, upload);
        expect(made.hunks.length).toBeGreaterThan(0);
        for (const { text } of made.hunks.flatMap(({ lines }) => lines)) {
          expect(text.length).toBeLessThanOrEqual(LONGEST_EXCERPT_LINE);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
