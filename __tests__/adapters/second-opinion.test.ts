import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import type { ContentSource } from "../../src/adapters/container-content.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { ArchiveModel, Entry, Reading } from "../../src/core/archive/model.ts";
import { gzipOf, tarOf } from "../support/archives.ts";
import type { TarEntry } from "../support/archives.ts";
import { archiveOf, opaqueOf, printOf } from "../support/models.ts";

let folder: string;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "opinion-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, "x.tar");
  await writeFile(file, bytes);
  return file;
}

/** The opinion about a file, with what our reader says of it or a changed version of that. */
async function opinionOf(
  bytes: Uint8Array,
  change: (archive: ArchiveModel) => Partial<ArchiveModel> = () => ({}),
) {
  const file = await written(bytes);
  const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
  if (reading.kind !== "archive") throw new Error(JSON.stringify(reading));
  const archive = { ...reading.archive, ...change(reading.archive) };
  return tarOpinion.review(file, { ...reading, archive }, signal);
}

const entries: readonly TarEntry[] = [
  { path: "p/", type: "directory" },
  { path: "p/a", body: "a".repeat(100_000) },
  { path: "p/empty" },
  { path: "p/link", type: "symlink", linkTarget: "a" },
  { path: "p/hard", type: "hardlink", linkTarget: "p/a" },
  { path: `p/${"n".repeat(150)}`, body: "long" },
  { path: "p/é", body: "é" },
  { path: "p/old", body: "o", raw: { typeflag: "\0" } },
];

describe("the second opinion", () => {
  it("agrees with our list of a tar, in both dialects, compressed or not", async () => {
    for (const format of ["ustar", "gnu"] as const) {
      const tar = tarOf(entries, { format });
      expect(await opinionOf(tar)).toEqual({ kind: "agrees" });
      expect(await opinionOf(gzipOf(tar))).toEqual({ kind: "agrees" });
    }
    expect(await opinionOf(tarOf(entries, { commit: "a".repeat(40) }))).toEqual({ kind: "agrees" });
  });

  it("agrees with names that all begin with ./", async () => {
    const dotted = ["./", "./x"].map((name): TarEntry => ({
      path: name,
      type: name === "./" ? "directory" : "file",
    }));
    expect(await opinionOf(tarOf(dotted))).toEqual({ kind: "agrees" });
  });

  it("agrees with a long name whose characters two pieces of the file share", async () => {
    // The second block of the name's metadata starts where the first piece of the file ends.
    const filler: TarEntry = { path: "f", body: "f".repeat(256 * 1024 - 3 * 512) };
    const name = Array.from({ length: 4 }, () => "é".repeat(100)).join("/");
    for (const shift of [0, 1]) {
      const named: TarEntry = { path: `${"x".repeat(shift)}${name}`, body: "n" };
      expect(await opinionOf(tarOf([filler, named]))).toEqual({ kind: "agrees" });
    }
  });

  const changed = (at: number, change: Partial<Entry>) => (archive: ArchiveModel) => ({
    entries: archive.entries.map((entry, here) => (here === at ? { ...entry, ...change } : entry)),
  });

  it.each<readonly [string, (archive: ArchiveModel) => Partial<ArchiveModel>, string]>([
    ["another name", changed(1, { path: "p/b" as Entry["path"] }), 'it calls p/b "p/a"'],
    ["another type", changed(2, { type: "directory" }), "it takes p/empty for a File"],
    ["another size", changed(1, { size: 5 }), "it reads 100000 bytes of p/a"],
    ["other bytes", changed(1, { sha256: printOf("b").sha256 }), "it reads other bytes of p/a"],
    [
      "another target",
      changed(3, { linkTarget: "b" as Entry["path"] }),
      'it lets p/link link to "a"',
    ],
    ["a target", changed(2, { linkTarget: "b" as Entry["path"] }), 'it lets p/empty link to ""'],
    ["no target", changed(3, { linkTarget: null }), 'it lets p/link link to "a"'],
    [
      "one entry less",
      ({ entries: all }) => ({ entries: all.slice(0, -1) }),
      'it lists "p/old", which the reader does not',
    ],
    [
      "one entry more",
      ({ entries: all }) => ({ entries: [...all, all[0]!] }),
      "it lists 8 entries instead of 9",
    ],
    [
      "another order",
      ({ entries: all }) => ({ entries: [all[0]!, all[2]!, all[1]!, ...all.slice(3)] }),
      'it calls p/empty "p/a"',
    ],
  ])("objects where our list has %s", async (_, change, objection) => {
    expect(await opinionOf(gzipOf(tarOf(entries)), change)).toEqual({ kind: "objects", objection });
  });

  it("objects to a file that it cannot read", async () => {
    const tar = tarOf(entries);
    const file = await written(tar.slice(0, 1024));
    const reading = archiveOf({ entries: [{ path: "p" }] });
    expect(await tarOpinion.review(file, reading, signal)).toMatchObject({ kind: "objects" });
    const broken = await written(gzipOf(tar).map((byte, at) => (at === 300 ? byte ^ 0xff : byte)));
    expect(await tarOpinion.review(broken, reading, signal)).toMatchObject({ kind: "objects" });
  });

  it("objects to a file that has changed since, even to one with the same list", async () => {
    const file = await written(tarOf(entries));
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
    await written(tarOf(entries.map((entry) => ({ ...entry, mtime: 7 }))));
    expect(await tarOpinion.review(file, reading, signal)).toEqual({
      kind: "objects",
      objection: "the file has changed",
    });
  });

  it("is of the bytes that it is given, not of a decoder of its own", async () => {
    const file = await written(gzipOf(tarOf(entries)));
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
    const other: ContentSource = (_file, _reading, _signal, take) => {
      take(tarOf(entries.slice(1)));
      return Promise.resolve(true);
    };
    expect(await tarOpinion.review(file, reading, signal, other)).toMatchObject({
      kind: "objects",
    });
  });

  it("objects where the parser passes over an entry of a type it does not know", async () => {
    const tar = tarOf([{ path: "a" }, { path: "z", type: "Z" }, { path: "b" }]);
    const file = await written(tar);
    const reading = archiveOf({ entries: [{ path: "a" }, { path: "b" }] });
    expect(await tarOpinion.review(file, reading, signal)).toEqual({
      kind: "objects",
      objection: 'it ignores the entry "z"',
    });
  });

  it.each<readonly [string, Reading]>([
    ["not-read", opaqueOf("x")],
    ["not-a-tar", archiveOf({ format: "zip", entries: [{ path: "x" }] })],
    ["no-entries", archiveOf({ entries: [] })],
    ["names-not-utf8", notUtf8({ path: "\xff" as Entry["path"] })],
    ["names-not-utf8", notUtf8({ linkTarget: "\xff" as Entry["path"] })],
    ["several-compressors", twice(archiveOf({ entries: [{ path: "x" }], gzip: {} }))],
  ])("says %s of a file that is not for it", async (code, reading) => {
    expect(await tarOpinion.review("/nowhere", reading, signal)).toEqual({
      kind: "not-applicable",
      code,
    });
  });

  it("stops when it is asked to", async () => {
    const file = await written(tarOf(entries));
    const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
    await expect(tarOpinion.review(file, reading, AbortSignal.abort())).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});

function notUtf8(change: Partial<Entry>): Reading {
  const reading = archiveOf({ entries: [{ path: "x" }] });
  const list = reading.archive.entries.map((entry) => ({ ...entry, ...change }));
  return { ...reading, archive: { ...reading.archive, entries: list } };
}

function twice(reading: Reading & { readonly kind: "archive" }): Reading {
  return { ...reading, layers: [...reading.layers, ...reading.layers] };
}
