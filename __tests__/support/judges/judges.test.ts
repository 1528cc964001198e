import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { ArchiveModel } from "../../../src/core/archive/model.ts";
import { debOf } from "../ar.ts";
import { gzipOf, tarOf, zipOf, type TarEntry, type ZipEntry } from "../archives.ts";
import { archiveIn } from "../read-archive.ts";
import { judged, PREPARATION_MS, type Judge, type ReadFile } from "./judge.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "./judges.ts";
import { differences, fileLine, FULL_SIGHT, ownListing } from "./listing.ts";

const tarEntries: readonly TarEntry[] = [
  { path: "./", type: "directory" },
  { path: "./d/f", body: "first", mtime: 5 },
  { path: "./d/empty/", type: "directory" },
  { path: "./größe", body: "x".repeat(600) },
  { path: "./d/h", type: "hardlink", linkTarget: "./d/f" },
  { path: "./d/l", type: "symlink", linkTarget: "../d/f" },
];
const zipEntries: readonly ZipEntry[] = [
  { path: "d/f", body: "first" },
  { path: "d/empty/" },
  { path: "größe", body: "x".repeat(600), method: "stored" },
  { path: "d/l", type: "symlink", body: "../d/f" },
];

/** The same with one thing changed that every judge has to see. */
const tarChanges: readonly (readonly [what: string, at: number, change: Partial<TarEntry>])[] = [
  ["a name", 1, { path: "./d/g" }],
  ["a byte of a body", 3, { body: `y${"x".repeat(599)}` }],
  ["the size of a body", 3, { body: "x".repeat(601) }],
  ["a type", 2, { path: "./d/empty", type: "file" }],
  ["the target of a symbolic link", 5, { linkTarget: "../d/h" }],
  ["the target of a hard link", 4, { linkTarget: "./größe" }],
];
const zipChanges: readonly (readonly [what: string, at: number, change: Partial<ZipEntry>])[] = [
  ["a name", 0, { path: "d/g" }],
  ["a byte of a body", 2, { body: `y${"x".repeat(599)}` }],
  ["the size of a body", 2, { body: "x".repeat(601) }],
  ["a type", 1, { path: "d/empty" }],
  ["the target of a symbolic link", 3, { body: "../d/g" }],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "judges-"));
  for (const { missing, prepare } of [...TAR_JUDGES, ...ZIP_JUDGES]) {
    if (missing === undefined) prepare?.();
  }
}, PREPARATION_MS);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function changed<T>(entries: readonly T[], at: number, change: Partial<T>): readonly T[] {
  return entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry));
}

function stored(name: string, bytes: Uint8Array, archive: ArchiveModel): ReadFile {
  const file = joinPath(folder, name);
  writeFileSync(file, bytes);
  return { file, archive };
}

function each(judge: Judge, test: () => Promise<void>): void {
  if (judge.missing === undefined) it(judge.name, test);
  else it.skip(`${judge.name} (skipped: ${judge.missing})`, test);
}

describe("a tar is seen as it is, and every change of it, by", () => {
  for (const judge of TAR_JUDGES) {
    each(judge, async () => {
      const bytes = tarOf(tarEntries);
      const right = await archiveIn(bytes);
      const wrong = tarChanges.map(([, at, change]) => tarOf(changed(tarEntries, at, change)));
      const found = await judged(
        judge,
        [
          stored("right.tar", bytes, right),
          stored("right.tgz", gzipOf(bytes), right),
          ...wrong.map((other, at) => stored(`wrong${String(at)}.tar`, other, right)),
        ],
        folder,
      );
      expect(found.slice(0, 2)).toEqual([[], []]);
      const blind = tarChanges.filter((_, at) => found[at + 2]?.length === 0);
      expect(blind.map(([what]) => what)).toEqual([]);
    });
  }
});

describe("the files of a Debian package are seen as they are, and every change of them, by", () => {
  const files: readonly TarEntry[] = [
    { path: "./etc/rmt", type: "symlink", linkTarget: "/usr/sbin/rmt" },
    { path: "./usr/Pod/", type: "directory" },
    { path: "./usr/pod/", type: "directory" },
    { path: "./usr/Pod/x", body: "upper" },
    { path: "./usr/pod/x", body: "lower" },
    { path: "./usr/pod/X", body: "last" },
  ];
  const changes: readonly (readonly [at: number, change: Partial<TarEntry>])[] = [
    [0, { linkTarget: "/usr/sbin/rmT" }],
    [0, { linkTarget: "usr/sbin/rmt" }],
    [3, { body: "lower" }],
    [5, { path: "./usr/pod/y" }],
  ];
  for (const judge of TAR_JUDGES) {
    each(judge, async () => {
      const bytes = tarOf(files);
      const right = await archiveIn(debOf(bytes, bytes), { inside: ["data.tar"] });
      const wrong = changes.map(([at, change]) => tarOf(changed(files, at, change)));
      const all = [bytes, ...wrong].map((one, at) => stored(`d${String(at)}.tar`, one, right));
      const [seen, ...others] = await judged(judge, all, folder);
      expect(seen).toEqual([]);
      expect(others.map((found) => found.length > 0)).toEqual(changes.map(() => true));
    });
  }
});

describe("a zip is seen as it is, and every change of it, by", () => {
  for (const judge of ZIP_JUDGES) {
    each(judge, async () => {
      const bytes = zipOf(zipEntries);
      const right = await archiveIn(bytes);
      const wrong = zipChanges.map(([, at, change]) => zipOf(changed(zipEntries, at, change)));
      const found = await judged(
        judge,
        [
          stored("right.zip", bytes, right),
          ...wrong.map((other, at) => stored(`wrong${String(at)}.zip`, other, right)),
        ],
        folder,
      );
      expect(found[0]).toEqual([]);
      const blind = zipChanges.filter((_, at) => found[at + 1]?.length === 0);
      expect(blind.map(([what]) => what)).toEqual([]);
    });
  }
});

describe("what is no archive is declined aloud by", () => {
  for (const [kind, judges] of [
    ["tar", TAR_JUDGES],
    ["zip", ZIP_JUDGES],
  ] as const) {
    for (const judge of judges) {
      each(judge, async () => {
        const file = joinPath(folder, `none.${kind}`);
        writeFileSync(file, "PK, but no archive at all".repeat(40));
        const [answer] = await judge.list([file], folder);
        // A judge that lists nothing instead disagrees with every archive that has an entry.
        expect(answer instanceof Map ? [...answer] : typeof answer).toEqual(
          answer instanceof Map ? [] : "string",
        );
      });
    }
  }
});

describe("a listing", () => {
  it("differs in another line, a missing entry or one too many", () => {
    const own = new Map([
      ["a", "x"],
      ["b/c", "x"],
      ["gone", "x"],
    ]);
    const other = new Map([
      ["a", "y"],
      ["b", "directory"],
      ["b/c", "x"],
      ["more", "directory"],
    ]);
    expect(differences(own, other)).toEqual([
      "a: x / y",
      "gone: x / nothing",
      "more: nothing / directory",
    ]);
    expect(differences(own, "a complaint")).toEqual(["a complaint"]);
  });

  it("rests on type, size and digest", () => {
    const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(fileLine(new Uint8Array(0))).toBe(`file 0 ${empty}`);
  });

  it("leaves out what a judge cannot see, and nothing else", async () => {
    const archive = await archiveIn(
      tarOf([
        { path: Uint8Array.of(0x61, 0xff), body: "first" },
        { path: "l", type: "symlink", linkTarget: "a" },
        { path: "h", type: "hardlink", linkTarget: Uint8Array.of(0x61, 0xff) },
      ]),
    );
    const full = ownListing(archive, FULL_SIGHT);
    expect([...full]).toEqual([
      ["a\xff", fileLine(Buffer.from("first"))],
      ["l", "symlink a"],
      ["h", "hardlink a\xff"],
    ]);
    const text = ownListing(archive, { ...FULL_SIGHT, names: "text" });
    expect([...text.keys()]).toEqual(["a\xef\xbf\xbd", "l", "h"]);
    const disk = ownListing(archive, { ...FULL_SIGHT, hardLinks: "files", symlinks: "files" });
    expect([...disk.values()].slice(1)).toEqual([
      fileLine(Buffer.from("a")),
      fileLine(Buffer.from("first")),
    ]);
  });
});
