import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { CollectedBodies } from "../../../src/adapters/collected-bodies.ts";
import type { Reading } from "../../../src/core/archive/model.ts";
import type { ManifestCheck } from "../../../src/core/compare/manifest-check.ts";
import { compareReadings } from "../../../src/core/compare/readings.ts";
import { factsOf } from "../../../src/core/finding-codes.ts";
import { checkRecord } from "../../../src/core/compare/wheel-record.ts";
import { DEFAULT_NORMALISERS } from "../../../src/core/normalisers.ts";
import type { NormaliserId } from "../../../src/core/normalisers.ts";
import { pathFromText } from "../../../src/core/path-bytes.ts";
import { decide } from "../../../src/core/verdict.ts";
import type { Verdict } from "../../../src/core/verdict.ts";
import { gzipOf, tarOf, wheelOf, zipOf } from "../../support/archives.ts";
import type { TarEntry, ZipEntry } from "../../support/archives.ts";
import { gzipAnatomy, mutated, mutations, tarAnatomy, zipAnatomy } from "../../support/mutation.ts";
import type { Anatomy } from "../../support/mutation.ts";
import { observedGzip } from "../../support/observed-gzip.ts";
import { observedTar } from "../../support/observed-tar.ts";
import { observedZip } from "../../support/observed-zip.ts";
import { readBytes } from "../../support/read-archive.ts";

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? 20_261_122);
/** Mutations per kind of archive; a night's run takes 100,000. */
const RUNS = Number(process.env["REBUILD_GATE_MUTATIONS"] ?? 300);

/** A canonical archive, how to change it, and an oracle of its own for what a consumer sees. */
interface Subject {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly anatomy: (bytes: Uint8Array) => Anatomy;
  readonly observed: (bytes: Uint8Array) => string | null;
  readonly profile?: "wheel";
  /** The same archive with what a packer could have done otherwise: members moved, changed, left out or new. */
  readonly made: fc.Arbitrary<Uint8Array>;
  /** Wraps what was changed, at a level of compression; as it is by default. */
  readonly pack?: (bytes: Uint8Array, level: number) => Uint8Array;
}

const entries: readonly TarEntry[] = [
  { path: "p/", type: "directory" },
  { path: "p/configure.ac", body: "AC_INIT", mtime: 1000 },
  { path: "p/configure", body: "#!/bin/sh".repeat(80), mode: 0o755, mtime: 2000 },
  { path: "p/su", body: "su", mode: 0o4755, uid: 0, uname: "root" },
  { path: "p/link", type: "symlink", linkTarget: "configure" },
  { path: "p/hard", type: "hardlink", linkTarget: "p/configure", mode: 0o755 },
  { path: "p/empty", uid: 1000, gid: 1000, uname: "me", gname: "us" },
];
const PAIRS = [["p/configure", "p/configure.ac"]] as const;
const observed = (tar: Uint8Array) => observedTar(tar, PAIRS);
const long: TarEntry = { path: `p/${"n".repeat(120)}`, body: "long" };
const longLink: TarEntry = {
  path: `p/${"l".repeat(101)}`,
  type: "symlink",
  linkTarget: "t".repeat(130),
};

const timed = entries.map((entry): TarEntry => ({
  ...entry,
  pax: [["mtime", `${String(entry.mtime ?? 0)}.25`]],
}));
const GZIP = { name: "p.tar", extra: new Uint8Array([65, 66, 1, 0, 9]) };

const wheelEntries: readonly ZipEntry[] = [
  { path: "demo/__init__.py", body: "x = 1\n".repeat(30) },
  { path: "demo/data", body: "data", method: "stored" },
];
const zipEntries: readonly ZipEntry[] = [
  { path: "p/", type: "directory" },
  { path: "p/a.py", body: "print(1)\n".repeat(60) },
  { path: "p/run", body: "#!/bin/sh".repeat(60), mode: 0o755 },
  { path: "p/link", type: "symlink", body: "run" },
  { path: "p/é", body: "é" },
  { path: "p/stored", body: "stored", method: "stored" },
];
const late: readonly ZipEntry[] = zipEntries.map((entry) =>
  entry.path === "p/a.py" ? { ...entry, descriptor: true } : entry,
);

/** The list with one entry changed, moved, left out, twice or beside a new one. */
function remade<Entry>(
  list: readonly Entry[],
  changes: fc.Arbitrary<Partial<Entry>>,
  pack: (list: readonly Entry[]) => Uint8Array,
): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({
    at: fc.nat(list.length - 1),
    to: fc.nat(list.length - 1),
    change: fc.oneof(
      { weight: 5, arbitrary: changes },
      { weight: 3, arbitrary: fc.constant("move" as const) },
      { weight: 1, arbitrary: fc.constantFrom("drop" as const, "repeat" as const) },
    ),
  });
  return fc.noBias(edit).map(({ at, to, change }) => {
    const entry = list[at]!;
    const rest = list.toSpliced(at, 1);
    if (change === "drop") return pack(rest);
    if (change === "move") return pack(rest.toSpliced(to, 0, entry));
    if (change === "repeat") return pack(list.toSpliced(to, 0, entry));
    return pack(list.with(at, { ...entry, ...change }));
  });
}

const tarChanges: fc.Arbitrary<Partial<TarEntry>> = fc.oneof(
  fc.record({ mtime: fc.constantFrom(0, 999, 1500, 3000, 2 ** 33 - 1) }),
  fc.record({ uid: fc.nat(2_000_000), uname: fc.constantFrom("", "me", "root", "u".repeat(32)) }),
  fc.record({ gid: fc.nat(2_000_000), gname: fc.constantFrom("", "us", "g\n") }),
  fc.record({ mode: fc.nat(0o7777) }),
  fc.record({ body: fc.constantFrom("", "AC_INIT", "su", "x") }),
  fc.record({ type: fc.constantFrom("file", "directory", "symlink", "hardlink") }),
  fc.record({ linkTarget: fc.constantFrom("configure", "p/configure", "..", "p/su") }),
  fc.record({
    pax: fc.constantFrom(
      [["mtime", "1000.5"]] as const,
      [["path", "p/new"]] as const,
      [["mtime", "0"]] as const,
    ),
  }),
);
const madeTar = (
  list: readonly TarEntry[],
  options: Parameters<typeof tarOf>[1] = {},
): fc.Arbitrary<Uint8Array> => remade(list, tarChanges, (entries) => tarOf(entries, options));

const zipChanges: fc.Arbitrary<Partial<ZipEntry>> = fc.oneof(
  fc.record({ mtime: fc.nat(1e8).map((pairs) => 315_532_800 + 2 * pairs) }),
  fc.record({ version: fc.integer({ min: 20, max: 63 }) }),
  fc.record({ level: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ mode: fc.nat(0o7777) }),
  fc.record({ method: fc.constantFrom("stored" as const, "deflate" as const) }),
  fc.record({ host: fc.nat(3) }),
  fc.record({ body: fc.constantFrom("", "run", "stored", "x") }),
  fc.record({ descriptor: fc.boolean() }),
  fc.record({ central: fc.record({ internal: fc.nat(1) }) }),
);

const SUBJECTS: readonly Subject[] = [
  {
    kind: "tar",
    bytes: tarOf(entries, { commit: "c0".repeat(20) }),
    made: madeTar(entries, { commit: "c0".repeat(20) }),
    anatomy: tarAnatomy,
    observed,
  },
  {
    kind: "tar with PAX records",
    bytes: tarOf([...timed, long, longLink]),
    made: madeTar([...timed, long, longLink]),
    anatomy: tarAnatomy,
    observed,
  },
  {
    kind: "tar with GNU's long names",
    bytes: tarOf([...entries, long, longLink], { format: "gnu", endBlocks: 4 }),
    made: madeTar([...entries, long, longLink], { format: "gnu", endBlocks: 4 }),
    anatomy: tarAnatomy,
    observed,
  },
  {
    kind: "tar in gzip, changed in the tar",
    bytes: tarOf([...entries, long]),
    pack: (bytes, level) => gzipOf(bytes, { level }),
    made: madeTar([...entries, long]),
    anatomy: tarAnatomy,
    observed,
  },
  {
    kind: "tar in gzip, changed in the gzip",
    bytes: gzipOf(tarOf(entries), GZIP),
    made: madeTar(entries).map((tar) => gzipOf(tar, GZIP)),
    anatomy: gzipAnatomy,
    observed: (bytes) => observedGzip(bytes, observed),
  },
  {
    kind: "zip",
    bytes: zipOf(zipEntries),
    made: remade(zipEntries, zipChanges, zipOf),
    anatomy: zipAnatomy,
    observed: observedZip,
  },
  {
    kind: "zip with a data descriptor",
    bytes: zipOf(late),
    made: remade(late, zipChanges, zipOf),
    anatomy: zipAnatomy,
    observed: observedZip,
  },
  {
    kind: "wheel",
    bytes: wheelOf(wheelEntries),
    made: remade(wheelEntries, zipChanges, wheelOf),
    anatomy: zipAnatomy,
    observed: observedZip,
    profile: "wheel",
  },
];

const RECORD = pathFromText("demo-1.0.dist-info/RECORD");

interface Side {
  readonly reading: Reading;
  readonly record: Uint8Array | null;
}

async function sideOf(bytes: Uint8Array, { profile }: Subject): Promise<Side> {
  if (profile === undefined) return { reading: await readBytes(bytes), record: null };
  const sink = new CollectedBodies([RECORD], 1024 * 1024);
  const reading = await readBytes(bytes, { profile, sink });
  return { reading, record: sink.bodies().get(RECORD) ?? null };
}

function recordCheck({ reading, record }: Side): ManifestCheck | null {
  return reading.kind === "archive" ? checkRecord(reading.archive, record) : null;
}

function verdictOf(upload: Side, rebuilt: Side, { profile }: Subject): Verdict {
  const comparison = compareReadings(
    upload.reading,
    rebuilt.reading,
    { upload: "a", rebuilt: "b" },
    {
      at: ["a"],
      commit: null,
      tracked: null,
      manifest:
        profile === undefined
          ? null
          : {
              upload: recordCheck(upload),
              rebuilt: recordCheck(rebuilt),
              unchecked: "wheel-record-unchecked",
            },
    },
  );
  // The account: two models are equal after neutralising what the findings name.
  expect(comparison.findings.map(({ code }) => code)).not.toContain("unaccounted-bytes");
  return decide(comparison, { word: "normalized", normalisers: DEFAULT_NORMALISERS }).verdict;
}

/** Header fields of a tar by their first byte (POSIX), and the normalisers that may name a change in them. */
const FIELDS: readonly (readonly [start: number, normalisers: readonly NormaliserId[]])[] = [
  [0, ["tar-encoding"]], // name: the slash of a folder, the cut of a long name
  [100, ["tar-encoding"]], // mode: only how it is spelled
  [108, ["tar-encoding", "archive-owner"]],
  [124, ["tar-encoding"]], // size: only how it is spelled
  [136, ["tar-encoding", "archive-mtime"]],
  [148, ["tar-encoding"]], // checksum, type, link target, magic
  [265, ["tar-encoding", "archive-owner"]],
  [329, ["tar-encoding"]],
  [500, []],
];

/** The normalisers that may name the bytes at which two tars of one length differ. */
function namedByPlace(one: Uint8Array, other: Uint8Array): ReadonlySet<NormaliserId> {
  const named = new Set<NormaliserId>();
  one.forEach((byte, at) => {
    if (byte === other[at]) return;
    const start = at - (at % 512);
    const isHeader = Buffer.from(one.subarray(start + 257, start + 262)).toString() === "ustar";
    // In a body it can only be the time in a PAX record.
    const field = FIELDS.findLast(([begin]) => begin <= at - start)?.[1] ?? [];
    for (const id of isHeader ? field : (["archive-mtime"] as const)) named.add(id);
  });
  return named;
}

const COMPRESSOR = ["compression-layout", "gzip-header"];

describe(`an archive that was changed anywhere (REBUILD_GATE_SEED=${String(seed)})`, () => {
  it.each(SUBJECTS)(
    "is never identical, and equivalent only where no consumer can see the change: $kind",
    async (subject) => {
      const { bytes, made, anatomy, observed, pack = (inner: Uint8Array) => inner } = subject;
      const honest = observed(bytes);
      expect(honest).not.toBeNull();
      const rebuilt = await sideOf(pack(bytes, 6), subject);
      const count = new Map<string, number>();
      const change = fc.oneof(
        { weight: 3, arbitrary: fc.record({ changes: mutations }) },
        { weight: 1, arbitrary: fc.record({ bytes: made }) },
      );
      await fc.assert(
        fc.asyncProperty(change, async (how) => {
          const changes = "changes" in how ? how.changes : [];
          const changed = "changes" in how ? mutated(bytes, how.changes, anatomy) : how.bytes;
          if (Buffer.compare(changed, bytes) === 0) return;
          const upload = await sideOf(pack(changed, 1), subject);
          const verdict = verdictOf(upload, rebuilt, subject);
          count.set(verdict.kind, (count.get(verdict.kind) ?? 0) + 1);
          expect(verdict.kind).not.toBe("identical");
          expect(verdictOf(rebuilt, upload, subject).kind).toBe(verdict.kind);
          if (verdict.kind !== "equivalent") return;
          expect(observed(changed)).toBe(honest);
          if (anatomy !== tarAnatomy || changed.length !== bytes.length) return;
          if (changes.length === 0) return;
          if (!changes.every(({ kind }) => kind === "flip" || kind === "write")) return;
          const named = namedByPlace(bytes, changed);
          const needed = verdict.accepted.map(({ code }) => factsOf(code).normaliser);
          expect(
            needed.filter((id) => id === null || !(named.has(id) || COMPRESSOR.includes(id))),
          ).toEqual([]);
        }),
        { seed, numRuns: RUNS, endOnFailure: false },
      );
      for (const kind of ["different", "equivalent", "inconclusive"]) {
        expect([kind, (count.get(kind) ?? 0) > RUNS / 60]).toEqual([kind, true]);
      }
    },
    Math.max(600_000, RUNS * 60),
  );
});
