import { describe, expect, it } from "@jest/globals";
import { DEFAULT_LIMITS, type Limits } from "../../../src/core/archive/limits.ts";
import { gzipOf, join, patched, tarOf, zipOf, type ZipEntry } from "../../support/archives.ts";
import { bzip2Of } from "../../support/bzip2.ts";
import { readBytes, refusalOf } from "../../support/read-archive.ts";

const body = "x".repeat(3000);
const tar = tarOf([
  { path: "a", body },
  { path: "b", body },
]);
const gzip = gzipOf(tar);
const zip = zipOf([
  { path: "a", body },
  { path: "b", body },
]);
const stored: ZipEntry = { path: "a", body, method: "stored" };
const twice = gzipOf(bzip2Of([{ content: "some content" }]));
const deep = [
  { path: "a/b/f", body },
  { path: "a/c/f", body },
];
const deepTar = tarOf(deep);
const deepZip = zipOf(deep);
const secondRecord = Buffer.from(deepZip).lastIndexOf("PK\x01\x02");
const low = { ratioFloor: 2000, ratio: 20 };

/** Each cap at the value that is just enough, one below it, and the refusal that gives. */
const CAPS: readonly (readonly [
  name: string,
  bytes: Uint8Array,
  enough: Partial<Limits>,
  tooLow: Partial<Limits>,
  refusal: string,
])[] = [
  [
    "input",
    tar,
    { input: tar.length },
    { input: tar.length - 1 },
    `limit-input@${String(tar.length - 1)}`,
  ],
  ["input inside a header", tar, { input: tar.length }, { input: 100 }, "limit-input@100"],
  ["compressed input", gzip, { input: gzip.length }, { input: 30 }, "limit-input@30"],
  [
    "input of what is no archive",
    new Uint8Array(99),
    { input: 99 },
    { input: 98 },
    "limit-input@98",
  ],
  [
    "input of two compressors",
    twice,
    { input: twice.length },
    { input: twice.length - 1 },
    `limit-input@${String(twice.length - 1)}`,
  ],
  ["output of gzip", gzip, { output: tar.length }, { output: tar.length - 1 }, "limit-output@10"],
  [
    "output of both members of a zip",
    zip,
    { output: 6000 },
    { output: 5999 },
    `limit-output@${String(zipMemberData(1))}`,
  ],
  [
    "folders that no entry of a tar names",
    deepTar,
    { entries: 3 },
    { entries: 2 },
    "limit-entries@3584",
  ],
  [
    "folders that no entry of a zip names",
    deepZip,
    { entries: 3 },
    { entries: 2 },
    `limit-entries@${String(secondRecord)}`,
  ],
  ["the ratio of gzip", gzip, { ...low, ratio: 200 }, low, "limit-ratio@10"],
  [
    "the ratio below its floor",
    gzip,
    { ratio: 1, ratioFloor: tar.length },
    { ratio: 1, ratioFloor: tar.length - 1 },
    "limit-ratio@10",
  ],
  [
    "the ratio over all members of a zip",
    zip,
    { ...low, ratio: 200 },
    low,
    `limit-ratio@${String(zipMemberData(1))}`,
  ],
  ["one body in tar", tar, { entry: 3000 }, { entry: 2999 }, "limit-entry@3511"],
  [
    "one deflated body in zip",
    zip,
    { entry: 3000 },
    { entry: 2999 },
    `limit-entry@${String(31 + 2999)}`,
  ],
  ["one stored body in zip", zipOf([stored]), { entry: 3000 }, { entry: 2999 }, "limit-entry@3030"],
  ["entries in tar", tar, { entries: 2 }, { entries: 1 }, "limit-entries@3584"],
  [
    "entries in zip",
    zip,
    { entries: 2 },
    { entries: 1 },
    `limit-entries@${String(zipMemberData(1) - 31)}`,
  ],
  [
    "metadata in tar",
    tarOf([{ path: "a", pax: [["uname", "u"]] }]),
    { meta: 11 },
    { meta: 10 },
    "limit-meta@0",
  ],
  ["containers", zip, { depth: 1 }, { depth: 0 }, "limit-depth@0"],
  ["compressors", gzip, { depth: 1 }, { depth: 0 }, "limit-depth@0"],
];

/** Where the data of the n-th member of `zip` starts. */
function zipMemberData(n: number): number {
  const member = zipOf([{ path: "a", body }]).length - 47 - 22;
  return n * member + 31;
}

describe("the reader keeps the cap on", () => {
  it.each(CAPS)("%s", async (_, bytes, enough, tooLow, refusal) => {
    expect(await refusalOf(bytes, { limits: enough })).not.toMatch(/^limit-/);
    expect(await refusalOf(bytes, { limits: tooLow })).toBe(refusal);
    expect(await refusalOf(bytes, { limits: tooLow, pieces: [1] })).toBe(refusal);
    expect(await refusalOf(bytes, { limits: tooLow, pieces: [700, 13] })).toBe(refusal);
  });

  it("output and entries over nested archives together", async () => {
    const nested = tarOf([{ path: "in.tgz", body: gzip }]);
    const inside = ["in.tgz"];
    expect(await refusalOf(nested, { inside, limits: { entries: 3 } })).toBe("archive");
    expect(await refusalOf(nested, { inside, limits: { entries: 2 } })).toBe("limit-entries@3584");
    const outer = gzipOf(nested);
    const output = nested.length + tar.length;
    expect(await refusalOf(outer, { inside, limits: { output } })).toBe("archive");
    expect(await refusalOf(outer, { inside, limits: { output: output - 1 } })).toMatch(
      /^limit-output@/,
    );
  });

  it("input, but what is wrong before it comes first", async () => {
    const broken = patched(gzip, 10, Uint8Array.of(0xff, 0xff));
    for (const pieces of [[broken.length], [1], [700, 13]]) {
      expect(await refusalOf(broken, { limits: { input: 40 }, pieces })).toMatch(/^gzip-deflate@/);
    }
  });

  it("nothing of a file that has no reader", async () => {
    const rpm = join(Uint8Array.of(0xed, 0xab, 0xee, 0xdb), new Uint8Array(40_000));
    for (const pieces of [[rpm.length], [35_000, 1], [500]]) {
      const read = readBytes(rpm, { limits: { input: 35_000 }, pieces });
      expect(await read).toMatchObject({ kind: "unsupported", format: "rpm" });
    }
  });

  it("two containers by default", async () => {
    const three = tarOf([{ path: "b", body: tarOf([{ path: "a", body: tar }]) }]);
    expect(await refusalOf(three, { inside: ["b"] })).toBe("archive");
    expect(await refusalOf(three, { inside: ["b", "a"] })).toBe("limit-depth@0");
  });

  it("nothing by itself on an ordinary file", () => {
    expect(DEFAULT_LIMITS).toEqual({
      input: 2 ** 31,
      output: 2 ** 34,
      entry: 2 ** 32,
      ratio: 200,
      ratioFloor: 2 ** 26,
      entries: 500_000,
      meta: 65_536,
      depth: 2,
      time: 120_000,
    });
  });

  it("a file that it stopped reading, and still fingerprints it whole", async () => {
    const limited = await readBytes(gzip, { limits: { output: 10 } });
    expect(limited.file).toEqual((await readBytes(gzip)).file);
  });
});
