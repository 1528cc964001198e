import { describe, expect, it } from "@jest/globals";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { serialiseTar } from "../../../src/core/archive/tar/tar-archive.ts";
import { serialiseZip } from "../../../src/core/archive/zip/zip-archive.ts";
import type { ArchiveModel, Entry } from "../../../src/core/archive/model.ts";
import { isFieldKey } from "../../../src/core/archive/fields.ts";
import { displayPath, pathFromText, type PathBytes } from "../../../src/core/path-bytes.ts";
import {
  bytesOf,
  join,
  octal,
  patched,
  tarMeta,
  tarOf,
  zipExtra,
  zipOf,
  type TarEntry,
  type ZipEntry,
} from "../../support/archives.ts";
import { archiveIn, readBytes } from "../../support/read-archive.ts";

/** A number field of this width: digits, then one of the accepted ends. */
function spelled(value: number, width: number): fc.Arbitrary<string> {
  return fc.constantFrom("\0", " ", " \0", "\0 ", "\0".repeat(width)).map((end) => {
    // NULs may fill up the field; with any other end the digits do, or spaces in front of them.
    if (end.length === width) return octal(value, 1).padEnd(width - 1, "\0") + "\0";
    const digits = octal(value, width - end.length);
    const spaced = octal(value, 1).padStart(width - end.length, " ");
    if (value % 3 === 0 && spaced.length + end.length === width) return spaced + end;
    return digits.length + end.length > width ? `${octal(value, width - 1)}\0` : digits + end;
  });
}

const part = fc.stringMatching(/^[a-z]{1,40}$/);
const longPath = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("/"));
const instant = fc.integer({ min: 0, max: 2 ** 33 - 1 });
const owner = fc.integer({ min: 0, max: 0o7777777 });

const paxTimes = fc.record(
  {
    atime: fc.constantFrom("1", "1700000000.123456789"),
    ctime: fc.constantFrom("0", "2.50"),
    uid: fc.constantFrom("0", "3000000"),
    gname: fc.constantFrom("staff", "größe"),
    "LIBARCHIVE.creationtime": fc.constantFrom("7.7"),
    "SCHILY.ino": fc.constantFrom("42", "18446744073709551615"),
    hdrcharset: fc.constantFrom("BINARY"),
  },
  { requiredKeys: [] },
);

const TYPE_BITS: Readonly<Record<string, number>> = { directory: 0o040000, symlink: 0o120000 };

const tarEntry = (name: string): fc.Arbitrary<TarEntry> =>
  fc
    .record({
      mode: fc.integer({ min: 0, max: 0o7777 }),
      typed: fc.boolean(),
      mtime: instant,
      uid: owner,
      gid: owner,
      uname: fc.constantFrom("", "root", "u=|\\%d"),
      gname: fc.constantFrom("", "wheel"),
      body: fc.uint8Array({ maxLength: 700 }),
      type: fc.constantFrom("file", "file", "directory", "symlink", "\0"),
      slash: fc.boolean(),
      dev: fc.constantFrom("", "0000000\0", "000000 \0"),
      pax: paxTimes,
      fraction: fc.option(fc.constantFrom("5", "125000")),
    })
    .chain((made) =>
      fc
        .record({
          mode: spelled(made.mode + (made.typed ? (TYPE_BITS[made.type] ?? 0o100000) : 0), 8),
          uid: spelled(made.uid, 8),
          gid: fc.oneof(spelled(made.gid, 8), fc.constant("")),
          mtime: spelled(made.mtime, 12),
        })
        .map((raw): TarEntry => {
          const isFile = made.type === "file" || made.type === "\0";
          const pax = Object.entries(made.pax) as [string, string][];
          if (made.fraction !== null) {
            pax.push(["mtime", `${String(made.mtime)}.${made.fraction}`]);
          }
          return {
            ...made,
            // Its header's name must not be cut behind a slash.
            type: made.type === "\0" && name.length > 90 ? "file" : made.type,
            path: made.type === "directory" && made.slash ? `${name}/` : name,
            body: isFile ? made.body : "",
            linkTarget: made.type === "symlink" ? "target" : "",
            raw: { ...raw, devmajor: made.dev },
            pax,
          };
        }),
    );

const tarEntries = fc
  .uniqueArray(longPath, {
    minLength: 1,
    maxLength: 6,
    selector: (path) => path.split("/")[0] ?? "",
  })
  .chain((names) => fc.tuple(...names.map((name) => tarEntry(name))));

const tarBytes = fc
  .record({
    entries: tarEntries,
    format: fc.constantFrom("ustar" as const, "gnu" as const),
    endBlocks: fc.integer({ min: 2, max: 20 }),
    root: fc.boolean(),
    commit: fc.option(fc.constantFrom("a".repeat(40), "0".repeat(64)), { nil: undefined }),
  })
  .map(({ entries, root, commit, ...options }) =>
    tarOf(
      entries.map(({ pax = [], ...entry }) => ({
        ...entry,
        path: root ? `./${String(entry.path)}` : entry.path,
        // GNU long names and PAX headers do not go together.
        ...(options.format === "gnu" ? {} : { pax }),
      })),
      commit === undefined ? options : { ...options, commit },
    ),
  );

const zipEntry = (name: string): fc.Arbitrary<ZipEntry> =>
  fc
    .record({
      mode: fc.integer({ min: 0, max: 0o7777 }),
      mtime: fc.integer({ min: 315532800 / 2, max: 4354819198 / 2 }).map((half) => half * 2),
      host: fc.constantFrom(3, 0, 19),
      version: fc.integer({ min: 0, max: 63 }),
      body: fc.uint8Array({ maxLength: 700 }),
      method: fc.constantFrom("stored" as const, "deflate" as const),
      level: fc.constantFrom(1, 9),
      kind: fc.constantFrom("file", "file", "directory", "symlink"),
      descriptor: fc.boolean(),
      extraLocal: fc.constantFrom(
        new Uint8Array(0),
        zipExtra(0x5455, Uint8Array.of(1, 9, 8, 7, 6)),
        join(zipExtra(0xcafe, new Uint8Array(0)), zipExtra(0x7875, Uint8Array.of(1, 1, 5, 1, 6))),
      ),
      needed: fc.constantFrom(10, 20),
      internal: fc.constantFrom(0, 1),
    })
    .map(({ kind, needed, internal, ...made }): ZipEntry => {
      return {
        ...made,
        path: kind === "directory" ? `${name}/` : name,
        body: kind === "file" ? made.body : kind === "symlink" ? "target" : "",
        // Other systems name files in ASCII only.
        host: kind === "symlink" || name === "größe" ? 3 : made.host,
        ...(kind === "symlink" ? { type: "symlink" } : {}),
        descriptor: made.descriptor && made.method === "deflate",
        local: { needed },
        central: { internal },
      };
    });

const zipEntries = fc
  .uniqueArray(fc.oneof(longPath, fc.constant("größe")), {
    maxLength: 6,
    selector: (path) => path.split("/")[0] ?? "",
  })
  .chain((names) => fc.tuple(...names.map(zipEntry)));

/** Bodies of an archive by path, kept by a sink while it is read. */
async function withBodies(
  bytes: Uint8Array,
): Promise<{ archive: ArchiveModel; bodyOf: (entry: Entry) => Uint8Array }> {
  const bodies = new Map<PathBytes, Uint8Array>();
  const archive = await archiveIn(bytes, {
    sink: {
      wants: () => true,
      body: (path, piece) => bodies.set(path, join(bodies.get(path) ?? "", piece)),
    },
  });
  return { archive, bodyOf: ({ path }) => bodies.get(path) ?? new Uint8Array(0) };
}

/** What a model says, without the digest of the whole. */
function said({ fields, entries }: ArchiveModel): unknown {
  return [[...fields], entries.map((entry) => ({ ...entry, fields: [...entry.fields] }))];
}

describe("a tar model", () => {
  it("writes exactly the bytes it was read from", async () => {
    await fc.assert(
      fc.asyncProperty(tarBytes, async (bytes) => {
        const { archive, bodyOf } = await withBodies(bytes);
        const again = serialiseTar(archive, (entry) => {
          if (entry.type !== "file") throw new Error(`asked for the body of a ${entry.type}`);
          return bodyOf(entry);
        });
        expect(Buffer.from(again).equals(bytes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("is the same for any chunks", async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(tarBytes, pieces, async (bytes, lengths) => {
        expect(await readBytes(bytes, { pieces: lengths })).toEqual(await readBytes(bytes));
      }),
      { numRuns: 60 },
    );
  });

  const canonical = tarOf(
    [
      { path: "d/", type: "directory" },
      { path: "d/f", body: "body", pax: [["mtime", "7.5"]], mtime: 7, uname: "u" },
      { path: "l", type: "symlink", linkTarget: "d/f" },
      { path: "h", type: "hardlink", linkTarget: "d/f" },
    ],
    { commit: "0".repeat(40) },
  );
  const gnu = tarOf(
    [
      tarMeta("K", join("t".repeat(101), "\0")),
      { path: "n".repeat(101), type: "symlink", linkTarget: "t".repeat(100) },
    ],
    { format: "gnu" },
  );

  it.each([
    ["ustar", canonical],
    ["gnu", gnu],
  ])("of a %s archive changes with every byte, or the archive is refused", async (_, bytes) => {
    const original = said(await archiveIn(bytes));
    for (let at = 0; at < bytes.length; at++) {
      // Of the long runs of zeros some bytes stand for all.
      if (bytes[at] === 0 && bytes[at - 1] === 0 && at % 7 !== 0) continue;
      const flipped = patched(bytes, at, Uint8Array.of((bytes[at] ?? 0) ^ (1 << (at % 8))));
      const reading = await readBytes(flipped);
      if (reading.kind === "archive") expect(said(reading.archive)).not.toEqual(original);
    }
  });

  it("uses documented keys only", async () => {
    const archives = await Promise.all([canonical, gnu].map((bytes) => archiveIn(bytes)));
    const keys = archives.flatMap(({ fields, entries }) => [
      ...fields.keys(),
      ...entries.flatMap((entry) => [...entry.fields.keys()]),
    ]);
    expect(keys.filter((key) => !isFieldKey(key))).toEqual([]);
  });

  it("shares the fields of entries that say the same", async () => {
    const { entries } = await archiveIn(
      tarOf(Array.from({ length: 20 }, (_, n) => ({ path: `f${String(n)}`, mtime: n, body: "x" }))),
    );
    expect(new Set(entries.map((entry) => entry.fields)).size).toBe(1);
  });

  it("shares the fields also where each entry has a PAX header named after it", async () => {
    const entries = ["a/x", "a/y", "z"].flatMap((path) => [
      patchedPax(path),
      { path, pax: [] } satisfies TarEntry,
    ]);
    const archive = await archiveIn(tarOf(entries));
    expect(new Set(archive.entries.map((entry) => entry.fields)).size).toBe(1);
    expect(archive.entries[0]?.fields.get("tar.pax-header")).toMatch(/^%d\/PaxHeaders\.7\/%f\|/);
  });

  /** A PAX header named as GNU tar does, with a process number. */
  function patchedPax(path: string): Uint8Array {
    const slash = path.lastIndexOf("/");
    const folder = slash === -1 ? "." : path.slice(0, slash);
    const name = `${folder}/PaxHeaders.7/${path.slice(slash + 1)}`;
    return tarMeta("x", "11 atime=1\n", { name });
  }
});

describe("a zip model", () => {
  const dataOf =
    (bodyOf: (entry: Entry) => Uint8Array, entries: readonly ZipEntry[]) =>
    (entry: Entry): { packed: Uint8Array; crc: number } => {
      const made = entries.find((other) => pathOf(other) === displayPath(entry.path));
      const body = entry.linkTarget === null ? bodyOf(entry) : bytesOf(made?.body ?? "");
      const packed =
        entry.packed === null ? body : deflateRawSync(body, { level: made?.level ?? 6 });
      return { packed, crc: crc32(body) };
    };
  const pathOf = ({ path }: ZipEntry): string => String(path).replace(/\/$/, "");

  it("writes exactly the bytes it was read from", async () => {
    await fc.assert(
      fc.asyncProperty(zipEntries, async (entries) => {
        const bytes = zipOf(entries);
        const { archive, bodyOf } = await withBodies(bytes);
        const again = serialiseZip(archive, dataOf(bodyOf, entries));
        expect(Buffer.from(again).equals(bytes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("is the same for any chunks", async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(zipEntries, pieces, async (entries, lengths) => {
        const bytes = zipOf(entries);
        expect(await readBytes(bytes, { pieces: lengths })).toEqual(await readBytes(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it("changes with every byte of a zip, or the zip is refused", async () => {
    const sizes64 = (size: number, packed: number): Uint8Array =>
      new Uint8Array(BigUint64Array.of(BigInt(size), BigInt(packed)).buffer);
    const openSizes = {
      local: { size: 0xffffffff, packedSize: 0xffffffff },
      extraLocal: zipExtra(1, sizes64(0, 0)),
    };
    const wide = join(
      "PK\x07\x08",
      new Uint8Array(Uint32Array.of(crc32("wide")).buffer),
      sizes64(deflateRawSync("wide").length, 4),
    );
    const entries: readonly ZipEntry[] = [
      { path: "d/" },
      { path: "d/f", body: "body", extraLocal: zipExtra(0x5455, Uint8Array.of(1, 0, 0, 0, 1)) },
      { path: "größe", body: "stored", method: "stored" },
      { path: "l", type: "symlink", body: "d/f" },
      { path: "late", body: "late", descriptor: true, local: { size: 4 } },
      { path: "said", body: "said", central: { comment: "of an entry" } },
      { path: "wide", body: "wide", descriptor: true, ...openSizes, descriptorBytes: wide },
      { path: "room", body: "room", extraLocal: zipExtra(1, sizes64(4, 6)) },
      { path: "dos", host: 0, body: "x" },
    ];
    const bytes = zipOf(entries, { comment: "of the archive" });
    const { archive, bodyOf } = await withBodies(bytes);
    const again = serialiseZip(archive, dataOf(bodyOf, entries));
    expect(Buffer.from(again).equals(bytes)).toBe(true);
    const original = said(await archiveIn(bytes));
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of [at % 8, (at + 3) % 8]) {
        const flipped = patched(bytes, at, Uint8Array.of((bytes[at] ?? 0) ^ (1 << bit)));
        const reading = await readBytes(flipped);
        if (reading.kind === "archive") expect(said(reading.archive)).not.toEqual(original);
      }
    }
  });

  it("tells a commit id that `git archive` left in the comment from other comments", async () => {
    const commentOf = async (comment: string): Promise<unknown> => [
      ...(await archiveIn(zipOf([{ path: "a" }], { comment }))).fields,
    ];
    const id = "0123456789".repeat(4);
    expect(await commentOf(id)).toEqual([["zip.commit-comment", id]]);
    expect(await commentOf("a".repeat(64))).toEqual([["zip.commit-comment", "a".repeat(64)]]);
    for (const other of [id.slice(1), `${id}0`, `${id}\n`, "G".repeat(40), "A".repeat(40)]) {
      expect(await commentOf(other)).toEqual([["zip.comment", other]]);
    }
    expect(await commentOf("")).toEqual([]);
  });

  it("tells a link's target", async () => {
    const { entries } = await archiveIn(zipOf([{ path: "l", type: "symlink", body: "d/f" }]));
    expect(entries).toMatchObject([
      { type: "symlink", linkTarget: pathFromText("d/f"), size: 0, sha256: null, mode: 0o644 },
    ]);
  });
});
