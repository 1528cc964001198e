import { describe, expect, it } from "@jest/globals";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { decide } from "../../../src/core/verdict.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import { safeHtml } from "../../../src/core/safe/html.ts";
import { safeLine } from "../../../src/core/safe/line.ts";
import { safeMarkdown } from "../../../src/core/safe/markdown.ts";
import { tarOf, zipOf } from "../../support/archives.ts";
import { explainPair } from "../../support/explained.ts";
import { readBytes, refusalOf } from "../../support/read-archive.ts";

/** The findings of an archive that has one more file than the rebuild, read from bytes. */
async function findingsOf(name: string, pack: typeof tarOf | typeof zipOf) {
  const honest = { path: "p/a", body: "a" };
  const comparison = compareReadings(
    await readBytes(pack([honest, { path: name, body: "x" }])),
    await readBytes(pack([honest])),
    { upload: "a", rebuilt: "a" },
    { at: ["a"], commit: null, tracked: null, manifest: null },
  );
  const accepted = { word: "normalized", normalisers: DEFAULT_NORMALISERS } as const;
  expect(decide(comparison, accepted).verdict.kind).toBe("different");
  return comparison.findings;
}

const WINDOWS = "Windows cannot have a file of this name, or places it elsewhere";
const HIDDEN = "the name has characters that are not shown";

describe("N1, names that Windows has other plans for", () => {
  it.each([
    ...["CON", "p/con", "p/nul.txt", "nul.tar.gz", "COM1", "p/lpt9.log", "AUX/x", "Prn.", "COM¹"],
    ...[
      "d.",
      "d ",
      "d./x",
      "p/d /x",
      "a<b",
      "a>b",
      "a|b",
      "p/Some::Module.3pm",
      "a.txt:stream",
      "a?b",
      "a*b",
      'a"b',
      "conin$",
      "nul .txt",
    ],
  ])("are read, and flagged: %j", async (name) => {
    const [finding] = await findingsOf(name, tarOf);
    expect(finding?.code).toBe("entry-only-in-upload");
    expect(finding?.notes).toEqual([WINDOWS]);
  });

  it.each([
    "p/CONT",
    "console.log",
    "p/anul.txt",
    "COM",
    "COM10",
    "xCOM1",
    "a.b/c",
    ".x",
    "a b",
    "$x",
  ])("are not those that are only alike: %j", async (name) => {
    const [finding] = await findingsOf(name, tarOf);
    expect(finding?.notes).toEqual([]);
  });
});

describe("T48 and T52, names with characters that nobody sees", () => {
  it.each([
    ...["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"],
    ...[
      "\u200b",
      "\u200c",
      "\u200d",
      "\u200e",
      "\u200f",
      "\u2060",
      "\ufeff",
      "\u{e0041}",
      "\u{e007f}",
    ],
  ])("are flagged in tar and zip, and escaped on every surface: %j", async (character) => {
    const name = `p/x${character}txt.exe`;
    for (const pack of [tarOf, zipOf]) {
      const [finding] = await findingsOf(name, pack);
      expect(finding?.notes).toEqual([HIDDEN]);
      for (const safe of [safeHtml, safeLine, safeMarkdown]) {
        expect(safe(finding?.path.at(-1) ?? "")).not.toContain(character);
      }
    }
  });
});

describe("N3, names of JavaScript's own objects", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "are ordinary names: %s",
    async (name) => {
      for (const pack of [tarOf, zipOf]) {
        const found = await findingsOf(name, pack);
        expect(found.filter(({ path }) => path.at(-1) === name)).toMatchObject([
          { code: "entry-only-in-upload", notes: [] },
        ]);
      }
    },
  );
});

describe("N4, names that run where they land", () => {
  const names = [
    ...[".git/hooks/x", ".gitmodules", "a/.GIT/config", "b/git~1", ".npmrc", "x.pth"],
    ...["tests/conftest.py", "sitecustomize.py"],
  ];

  it("stand first among what only the upload has, each with its reason", () => {
    const plain = Array.from({ length: 40 }, (_, at) => ({
      path: `a${String(at)}.txt`,
      body: "x",
    }));
    const upload = [...plain, ...names.map((path) => ({ path, body: "run me" })), { path: "z" }];
    const { findings } = explainPair({ entries: upload }, { entries: [] });
    const first = findings.slice(0, names.length);
    expect(new Set(first.map(({ path }) => path.at(-1)))).toEqual(new Set(names));
    expect(first.every(({ risk, notes }) => risk === "high" && notes.length > 0)).toBe(true);
    expect(findings.slice(names.length).every(({ notes }) => notes.length === 0)).toBe(true);
  });
});

describe("Z19 to Z22, names that consumers of zips place differently", () => {
  it.each([
    ["a drive", "c:/a", "name-separator@0"],
    ["a share", "\\\\host\\a", "name-separator@0"],
    ["a backslash", "d\\a", "name-separator@0"],
    ["a root", "/a", "name-not-canonical@0"],
    ["a way up", "../a", "name-not-canonical@0"],
    ["a way up inside", "a/../../b", "name-not-canonical@0"],
    ["a dot", "a/./b", "name-not-canonical@0"],
    ["two slashes", "a//b", "name-not-canonical@0"],
    ["a NUL", "a\0b", "name-control@0"],
    ["a C1 control", "a\u0085b", "name-control@0"],
    ["a delete", "a\u007fb", "name-control@0"],
  ])("are refused with %s", async (_, path, refusal) => {
    expect(await refusalOf(zipOf([{ path }]))).toBe(refusal);
  });

  it.each([
    ["case", "a", "A"],
    ["sharp s", "stra\u00dfe", "STRASSE"],
    ["width", "a", "\uff41"],
    ["case in a folder", "d/a", "D/b"],
  ])("are refused where only %s tells two of them apart", async (_, one, other) => {
    for (const pack of [tarOf, zipOf]) {
      expect(await refusalOf(pack([{ path: one }, { path: other }]))).toMatch(/^name-collision@/);
    }
  });
});
