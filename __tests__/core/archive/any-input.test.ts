import { describe, expect, it } from "@jest/globals";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { gzipOf, join, tarMeta, tarOf, zipOf } from "../../support/archives.ts";
import { bzip2Of } from "../../support/bzip2.ts";
import { TARS, TGZS, ZIPS } from "../../support/generated/kinds.ts";
import { readBytes } from "../../support/read-archive.ts";
import { xzOf } from "../../support/xz.ts";
import { change, changedParts } from "../../support/generated/changes.ts";

/** On the clock; what is judged is processor time, so a busy machine only makes it last. */
const PATIENCE_MS = 180_000;

const tar = tarOf([
  { path: "a", body: "some content" },
  { path: "d/b", body: "x".repeat(700) },
]);

/** One whole file of each format that has no recipes, which changes then damage. */
const WHOLE: Readonly<Record<string, Uint8Array>> = {
  zstd: new Uint8Array(zstdCompressSync(tar)),
  xz: xzOf([{ content: tar }]),
  bzip2: bzip2Of([{ content: "some content" }]),
  "zip in gzip": gzipOf(zipOf([{ path: "a", body: "first" }])),
};

/** Damaged or not, of each format: bytes that make sense to its reader for a while at least. */
const KINDS: readonly (readonly [name: string, bytes: fc.Arbitrary<Uint8Array>])[] = [
  ["tar", TARS.recipe.map(TARS.bytesOf)],
  ["tar in gzip", TGZS.recipe.map(TGZS.bytesOf)],
  ["zip", ZIPS.recipe.map(ZIPS.bytesOf)],
  ...Object.entries(WHOLE).map(
    ([name, whole]) =>
      [
        name,
        fc.array(change, { maxLength: 2 }).map((changes) => changedParts([whole], changes)),
      ] as const,
  ),
  ["nothing in particular", fc.uint8Array({ maxLength: 2000 })],
];

/** What was read; of a refusal its place and code, because a decoder words its reason by what it was given. */
async function outcome(bytes: Uint8Array, pieces?: readonly number[]): Promise<unknown> {
  const reading = await readBytes(bytes, pieces === undefined ? {} : { pieces });
  if (reading.kind !== "refused" && reading.kind !== "unsupported") return reading;
  const { code, offset } = reading.refusal;
  return { kind: reading.kind, file: reading.file, code, offset };
}

describe("any chunking gives the same result", () => {
  const pieces = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3000 })),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  it.each(KINDS)(
    "of %s",
    async (_, bytes) => {
      await fc.assert(
        fc.asyncProperty(bytes, pieces, async (input, lengths) => {
          expect(await outcome(input, lengths)).toEqual(await outcome(input));
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE_MS,
  );

  it.each(KINDS)(
    "of %s, byte by byte",
    async (_, bytes) => {
      await fc.assert(
        fc.asyncProperty(bytes, async (input) => {
          fc.pre(input.length < 6000);
          expect(await outcome(input, [1])).toEqual(await outcome(input));
        }),
        { numRuns: 12 },
      );
    },
    PATIENCE_MS,
  );
});

/** Inputs of a size, each of the kind that a careless reader would go through again and again. */
const COSTLY: readonly (readonly [name: string, make: (size: number) => Uint8Array])[] = [
  [
    "empty entries",
    (size) => tarOf(Array.from({ length: size / 512 }, (_, at) => ({ path: `f${String(at)}` }))),
  ],
  [
    "entries of deep paths",
    (size) =>
      tarOf(
        Array.from({ length: size / 2048 }, (_, at) => ({
          path: `${"d/".repeat(200)}f${String(at)}`,
        })),
      ),
  ],
  [
    "names in other scripts",
    (size) =>
      tarOf(Array.from({ length: size / 512 }, (_, at) => ({ path: `ö${String(at)}/größe` }))),
  ],
  [
    "PAX headers",
    (size) =>
      tarOf(
        Array.from({ length: size / 2048 }, (_, at) => ({
          path: `f${String(at)}`,
          body: "x",
          pax: [
            ["atime", "1.5"],
            ["ctime", "2.5"],
          ],
        })),
      ),
  ],
  ["one PAX path of slashes", () => tarOf([tarMeta("x", paxOfSlashes(60_000)), { path: "a" }])],
  [
    "members of a zip",
    (size) =>
      zipOf(Array.from({ length: size / 128 }, (_, at) => ({ path: `f${String(at)}`, body: "x" }))),
  ],
  [
    "a stored body of signatures",
    (size) => zipOf([{ path: "a", method: "stored", body: "PK\x03\x04".repeat(size / 4) }]),
  ],
  [
    "a deflated body of descriptors",
    (size) =>
      zipOf([{ path: "a", descriptor: true, level: 0, body: "PK\x07\x08".repeat(size / 4) }]),
  ],
  ["zeros", (size) => join(tar, new Uint8Array(size))],
  ["zeros in gzip", (size) => gzipOf(new Uint8Array(size))],
  ["a gzip name that does not end", (size) => gzipOf("x", { name: "n".repeat(size) })],
  ["zeros in zstd", (size) => new Uint8Array(zstdCompressSync(new Uint8Array(size)))],
  ["an xz of blocks", (size) => xzOf(Array.from({ length: size / 64 }, () => ({ content: "x" })))],
];

function paxOfSlashes(length: number): string {
  return `${String(length)} path=${"/".repeat(length - 12)}\n`;
}

/** Processor time of one reading in small pieces, milliseconds; the least of three. */
async function cost(bytes: Uint8Array): Promise<number> {
  let least = Infinity;
  for (let time = 0; time < 3; time++) {
    const start = process.cpuUsage();
    await readBytes(bytes, { pieces: [4096] });
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe("no input costs more than in proportion to its size:", () => {
  it.each(COSTLY)(
    "%s",
    async (_, make) => {
      const [small, large] = [make(32 * 1024), make(256 * 1024)];
      const before = await cost(small);
      const after = await cost(large);
      const factor = Math.max(1, large.length / small.length);
      // Eight times the input may take eight times as long, thrice that for the noise; a square would take sixty-four times.
      expect(after).toBeLessThan(30 + 3 * factor * Math.max(before, 1));
    },
    PATIENCE_MS,
  );
});
