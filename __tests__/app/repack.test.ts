import { mkdtemp, readdir, readFile, rm, symlink, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { packer } from "../../src/adapters/pack.ts";
import { DEFAULT_EPOCH, repackArchive } from "../../src/app/repack.ts";
import type { RepackRequest } from "../../src/app/repack.ts";
import type { Packer } from "../../src/app/ports.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { displayPath } from "../../src/core/path-bytes.ts";
import { arOf } from "../support/ar.ts";
import { gzipOf, tarOf, zipOf } from "../support/archives.ts";
import type { TarEntry, ZipEntry } from "../support/archives.ts";
import { bzip2Of, runsCoded } from "../support/bzip2.ts";
import { xzOf } from "../support/xz.ts";

let folder: string;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "repack-"));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

async function repack(
  bytes: Uint8Array | string,
  request: Partial<RepackRequest> = {},
  ports: { readonly packer?: Packer; readonly name?: string } = {},
) {
  const file = at(ports.name ?? "in");
  await writeFile(file, bytes);
  return repackArchive(
    {
      file,
      output: at(`out-${ports.name ?? "in"}`),
      epoch: DEFAULT_EPOCH,
      replace: false,
      limits: DEFAULT_LIMITS,
      ...request,
    },
    { files: archiveFiles, packer: ports.packer ?? packer },
    signal,
  );
}

async function entriesOf(file: string) {
  const reading = await archiveFiles.read(file, [], DEFAULT_LIMITS, signal);
  if (reading.kind !== "archive") throw new Error(JSON.stringify(reading));
  return reading.archive.entries;
}

const NOW = 1_700_000_000;

const messyMembers: readonly TarEntry[] = [
  { path: "p/", type: "directory", mode: 0o700, uid: 1000, uname: "me" },
  { path: "p/z", body: "z".repeat(2000), mode: 0o600, mtime: 2_000_000_000 },
  { path: "p/hard", type: "hardlink", linkTarget: "p/z", mode: 0o600 },
  { path: "p/run", body: "run", mode: 0o4750, gid: 7, gname: "us" },
  { path: "p/a", type: "symlink", linkTarget: "z" },
  { path: `p/${"é".repeat(60)}`, body: "é", mtime: NOW + 5 },
  { path: `p/${"n".repeat(120)}/${"m".repeat(120)}`, body: "", mtime: NOW + 5 },
];
const messy = messyMembers.map((entry): TarEntry => ({ mtime: NOW, ...entry }));

describe("repackArchive of a tar", () => {
  it("keeps every file and settles everything else", async () => {
    await repack(
      gzipOf(tarOf(messy, { format: "gnu" }), { name: "x", mtime: 5 }),
      {},
      { name: "a.tgz" },
    );
    const entries = await entriesOf(at("out-a.tgz"));
    expect(
      entries.map((entry) => [
        displayPath(entry.path).slice(0, 6),
        entry.type,
        entry.mode,
        entry.mtime,
      ]),
    ).toEqual([
      ["p", "directory", 0o755, DEFAULT_EPOCH],
      ["p/a", "symlink", 0o777, DEFAULT_EPOCH],
      ["p/nnnn", "file", 0o644, DEFAULT_EPOCH],
      ["p/run", "file", 0o755, DEFAULT_EPOCH],
      ["p/z", "file", 0o644, DEFAULT_EPOCH],
      ["p/éééé", "file", 0o644, DEFAULT_EPOCH],
      ["p/hard", "hardlink", 0o644, DEFAULT_EPOCH],
    ]);
    for (const { fields } of entries) {
      expect([fields.get("tar.uid"), fields.get("tar.gid")]).toEqual(["0", "0"]);
      expect([fields.get("tar.uname"), fields.get("tar.gname")]).toEqual([undefined, undefined]);
    }
    const header = (await readFile(at("out-a.tgz"))).subarray(0, 10);
    expect([...header]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it("lists what it changed, by kind", async () => {
    const { changes } = await repack(gzipOf(tarOf(messy), { name: "x" }));
    const counts = Object.fromEntries(changes.map(({ code, count }) => [code, count]));
    expect(counts).toMatchObject({
      "entry-mode": 4,
      "entry-mtime": 7,
      "entry-order": 1,
      "gzip-name": 1,
      "gzip-header": 1,
      "compression-layout": 1,
    });
    expect(changes.find(({ code }) => code === "entry-mtime")?.example).toEqual(["archive", "p"]);
  });

  it("gives the same bytes for two archives of the same files", async () => {
    const one = await repack(gzipOf(tarOf(messy)), {}, { name: "one" });
    const moved = [messy[0]!, messy[4]!, messy[1]!, messy[3]!, messy[2]!, messy[6]!, messy[5]!];
    const other = moved.map((entry): TarEntry => ({
      ...entry,
      mtime: NOW + 77,
      uid: 5,
      uname: "else",
    }));
    const two = await repack(
      gzipOf(tarOf(other, { format: "gnu" }), { level: 1 }),
      {},
      { name: "two" },
    );
    expect(two.input.sha256).not.toBe(one.input.sha256);
    expect(two.output).toEqual(one.output);
  });

  it("changes nothing the second time", async () => {
    for (const bytes of [
      tarOf(messy),
      gzipOf(tarOf(messy)),
      tarOf([{ path: "./", type: "directory" }, { path: "./x" }]),
    ]) {
      const first = await repack(bytes, { replace: true });
      const again = await repackArchive(
        {
          file: at("out-in"),
          output: at("again"),
          epoch: DEFAULT_EPOCH,
          replace: true,
          limits: DEFAULT_LIMITS,
        },
        { files: archiveFiles, packer },
        signal,
      );
      expect(again).toEqual({ input: first.output, output: first.output, changes: [] });
    }
  });

  it("gives later members the time it is told, and leaves earlier ones theirs", async () => {
    const times: readonly TarEntry[] = [
      { path: "configure.ac", mtime: 1 },
      { path: "m4/x.m4", mtime: 2000 },
      { path: "new", mtime: 2001, pax: [["mtime", "2001.75"]] },
      { path: "newest", mtime: 3000 },
      { path: "old", mtime: 1, pax: [["mtime", "1.5"]] },
    ];
    const { changes } = await repack(tarOf(times), { epoch: 2000 });
    const entries = await entriesOf(at("out-in"));
    expect(entries.map(({ mtime }) => mtime)).toEqual([1, 2000, 2000, 2000, 1]);
    for (const { fields } of entries) expect(fields.has("tar.mtime-fraction")).toBe(false);
    // Two later ones, and a fraction of a second that was dropped.
    expect(changes.find(({ code }) => code === "entry-mtime")?.count).toBe(3);
  });

  it("keeps ./ in front of names where the root is an entry, and drops it elsewhere", async () => {
    await repack(tarOf([{ path: "./", type: "directory" }, { path: "./x" }]));
    expect((await entriesOf(at("out-in"))).map(({ path: name }) => name)).toEqual([".", "x"]);
    const { changes } = await repack(tarOf([{ path: "./x" }]), {}, { name: "b" });
    expect(changes.map(({ code }) => code)).toContain("entry-attributes");
  });

  it("refuses names that are not UTF-8", async () => {
    const tar = tarOf([{ path: new Uint8Array([0x61, 0xff]) }]);
    await expect(repack(tar)).rejects.toMatchObject({ code: "file-unusable" });
    expect(await readdir(folder)).toEqual(["in"]);
  });
});

describe("repackArchive of a zip", () => {
  const files: readonly ZipEntry[] = [
    { path: "x-1.dist-info/RECORD", body: "listed", mode: 0o600 },
    { path: "x/run", body: "run".repeat(100), mode: 0o775, mtime: 2_000_000_000 },
    { path: "x/é.py", body: "é".repeat(100), level: 1 },
    { path: "x/tiny", body: "t" },
    { path: "x/none" },
  ];

  it("keeps every file, settles everything else, and leaves RECORD last and as it is", async () => {
    const { changes } = await repack(zipOf(files), {}, { name: "a.whl" });
    const entries = await entriesOf(at("out-a.whl"));
    expect(
      entries.map((entry) => [
        displayPath(entry.path),
        entry.mode,
        entry.mtime,
        entry.packed === null,
      ]),
    ).toEqual([
      ["x/none", 0o644, DEFAULT_EPOCH, true],
      ["x/run", 0o755, DEFAULT_EPOCH, false],
      ["x/tiny", 0o644, DEFAULT_EPOCH, true],
      ["x/é.py", 0o644, DEFAULT_EPOCH, false],
      ["x-1.dist-info/RECORD", 0o644, DEFAULT_EPOCH, true],
    ]);
    expect(changes.map(({ code }) => code)).toContain("entry-order");
  });

  it("changes nothing the second time, also with folders, links and odd times", async () => {
    const more: readonly ZipEntry[] = [
      ...files,
      { path: "d/", type: "directory" },
      { path: "l", type: "symlink", body: "x/run" },
    ];
    const first = await repack(zipOf(more), { epoch: 1_000_000_001 }, { name: "a.zip" });
    const again = await repackArchive(
      {
        file: at("out-a.zip"),
        output: at("b.zip"),
        epoch: 1_000_000_001,
        replace: false,
        limits: DEFAULT_LIMITS,
      },
      { files: archiveFiles, packer },
      signal,
    );
    expect(again).toEqual({ input: first.output, output: first.output, changes: [] });
    expect((await entriesOf(at("b.zip"))).some(({ mtime }) => mtime === 1_000_000_000)).toBe(true);
  });

  it("leaves members in front that readers look for there", async () => {
    const order = async (paths: readonly string[], name: string) => {
      await repack(
        zipOf(paths.map((member): ZipEntry => ({ path: member, body: "b".repeat(99) }))),
        {},
        { name },
      );
      return (await entriesOf(at(`out-${name}`))).map((entry) => [
        displayPath(entry.path),
        entry.packed === null,
      ]);
    };
    expect(await order(["mimetype", "META-INF/a", "B"], "a.epub")).toEqual([
      ["mimetype", true],
      ["B", false],
      ["META-INF/a", false],
    ]);
    expect(await order(["META-INF/MANIFEST.MF", "A"], "a.jar")).toEqual([
      ["META-INF/MANIFEST.MF", false],
      ["A", false],
    ]);
  });
});

describe("repackArchive of other compressors and containers", () => {
  const tar = tarOf(messy, { format: "gnu" });
  const pieces = Array.from({ length: tar.length / 512 }, (_, at) => ({
    content: runsCoded(tar.subarray(512 * at, 512 * at + 512)),
    decoded: tar.subarray(512 * at, 512 * at + 512),
  }));
  const packed: Readonly<Record<string, Uint8Array>> = {
    xz: xzOf([{ content: tar }]),
    zstd: new Uint8Array(zstdCompressSync(tar)),
    bzip2: bzip2Of(pieces),
  };

  it.each(["xz", "zstd"])("keeps %s, keeps every file, and is a fixed point", async (name) => {
    const bytes = packed[name] ?? "";
    const first = await repack(bytes);
    const again = await repack(await readFile(at("out-in")), {}, { name: "again" });
    expect(first.changes.map(({ code }) => code)).toContain("compression-layout");
    expect(again.output).toEqual(first.output);
    expect(again.changes).toEqual([]);
    const reading = await archiveFiles.read(at("out-in"), [], DEFAULT_LIMITS, signal);
    expect(reading.kind === "archive" && reading.layers.map(({ format }) => format)).toEqual([
      name,
    ]);
    expect((await entriesOf(at("out-in"))).map(({ path }) => path).sort()).toEqual(
      (await entriesOf(at("in"))).map(({ path }) => path).sort(),
    );
  });

  it("turns bzip2 into gzip where the name says so, and says that it did", async () => {
    const refused = repack(packed["bzip2"] ?? "");
    await expect(refused).rejects.toMatchObject({ code: "compressor-not-written" });
    expect(await readdir(folder)).toEqual(["in"]);
    const { changes } = await repack(packed["bzip2"] ?? "", { output: at("x.tar.gz") });
    expect(changes[0]).toEqual({ code: "container-format", count: 1, example: ["archive"] });
    expect(await entriesOf(at("x.tar.gz"))).toHaveLength(messy.length);
    const twin = await repack(gzipOf(tar), { output: at("twin") });
    expect(twin.output.sha256).toBe(sha256Hex(await readFile(at("x.tar.gz"))));
  });

  it("settles a Debian package, keeps its order, and is a fixed point", async () => {
    const deb = arOf([
      { name: "debian-binary/", body: "2.0\n", uid: "5", mode: "600" },
      { name: "control.tar", body: tar },
      { name: "data.tar", body: tar },
      { name: "_a", body: "odd" },
    ]);
    const first = await repack(deb);
    expect(first.changes.map(({ code }) => code).sort()).toEqual([
      "ar-encoding",
      "entry-mode",
      "entry-mtime",
      "entry-owner",
    ]);
    const again = await repack(await readFile(at("out-in")), {}, { name: "again" });
    expect(again.changes).toEqual([]);
    expect(
      (await entriesOf(at("out-in"))).map(({ path, mode, mtime }) => [path, mode, mtime]),
    ).toEqual(
      ["debian-binary", "control.tar", "data.tar", "_a"].map((name) => [
        name,
        0o644,
        DEFAULT_EPOCH,
      ]),
    );
  });
});

describe("repackArchive and the output", () => {
  const tar = tarOf([{ path: "x", body: "1" }]);

  it("never takes a name that is taken, unless it may", async () => {
    await writeFile(at("out-in"), "precious");
    await expect(repack(tar)).rejects.toMatchObject({ code: "output-exists" });
    expect(await readFile(at("out-in"), "utf8")).toBe("precious");
    expect((await readdir(folder)).sort()).toEqual(["in", "out-in"]);
    await repack(tar, { replace: true });
    expect((await entriesOf(at("out-in"))).length).toBe(1);
  });

  it("replaces a link and not what it leads to", async () => {
    await writeFile(at("victim"), "precious");
    await symlink(at("victim"), at("out-in"));
    await expect(repack(tar)).rejects.toMatchObject({ code: "output-exists" });
    await repack(tar, { replace: true });
    expect(await readFile(at("victim"), "utf8")).toBe("precious");
  });

  it("does not replace a folder", async () => {
    await mkdir(at("out-in"));
    await expect(repack(tar, { replace: true })).rejects.toMatchObject({ code: "output-exists" });
  });

  it("may write over the archive it reads", async () => {
    await repack(tar, { output: at("in"), replace: true });
    expect((await readdir(folder)).sort()).toEqual(["in"]);
    expect((await entriesOf(at("in"))).length).toBe(1);
  });

  it("says that a folder does not exist", async () => {
    const output = path.join(folder, "no", "out");
    await expect(repack(tar, { output })).rejects.toMatchObject({ code: "disk-failed" });
  });

  it.each([
    ["a file that is no archive", "text", "not-an-archive"],
    ["a compressed file that holds no archive", gzipOf("text"), "not-an-archive"],
    ["a tar that was compressed twice", gzipOf(gzipOf(tar)), "not-an-archive"],
    ["an archive that its reader refuses", tar.slice(0, 1024), "tar-end-marker"],
    ["a format that has no reader", Buffer.from("LZIP"), "compressor-unsupported"],
  ])("refuses %s and leaves nothing", async (_, bytes, code) => {
    await expect(repack(bytes)).rejects.toMatchObject({ code });
    expect(await readdir(folder)).toEqual(["in"]);
  });

  it("leaves nothing when what was written is not the same files", async () => {
    const lossy: Packer = {
      stage: packer.stage,
      pack: (file, plan, abort) =>
        packer.pack(file, { ...plan, members: plan.members.slice(1) }, abort),
    };
    await expect(repack(tar, {}, { packer: lossy })).rejects.toMatchObject({
      code: "repack-unfaithful",
    });
    expect(await readdir(folder)).toEqual(["in"]);
    const broken: Packer = {
      stage: packer.stage,
      pack: (file) => writeFile(file, tar.slice(0, 512)),
    };
    await expect(repack(tar, {}, { packer: broken })).rejects.toMatchObject({
      code: "repack-unfaithful",
    });
  });

  it("does not pack a body that is not the one it read", async () => {
    const lying = {
      ...archiveFiles,
      bodies: async (...args: Parameters<typeof archiveFiles.bodies>) =>
        new Map(
          [...(await archiveFiles.bodies(...args))].map(([name]) => [name, new Uint8Array([50])]),
        ),
    };
    await writeFile(at("in"), tar);
    const request = {
      file: at("in"),
      output: at("out"),
      epoch: 0,
      replace: false,
      limits: DEFAULT_LIMITS,
    };
    await expect(repackArchive(request, { files: lying, packer }, signal)).rejects.toMatchObject({
      code: "file-unusable",
    });
    expect(await readdir(folder)).toEqual(["in"]);
  });

  it("does not pack a body that is too large to be had", async () => {
    const withholding = { ...archiveFiles, bodies: () => Promise.resolve(new Map()) };
    await writeFile(at("in"), tar);
    const request = {
      file: at("in"),
      output: at("out"),
      epoch: 0,
      replace: false,
      limits: DEFAULT_LIMITS,
    };
    await expect(
      repackArchive(request, { files: withholding, packer }, signal),
    ).rejects.toMatchObject({ code: "file-unusable", found: "x: a larger one" });
  });

  it("leaves nothing when it is stopped", async () => {
    await writeFile(at("in"), gzipOf(tarOf(messy)));
    const controller = new AbortController();
    const stopping: Packer = {
      stage: packer.stage,
      pack: (file, plan, abort) => {
        const body: typeof plan.body = (name) => {
          controller.abort();
          return plan.body(name);
        };
        return packer.pack(file, { ...plan, body }, abort);
      },
    };
    const request = {
      file: at("in"),
      output: at("out"),
      epoch: 0,
      replace: false,
      limits: DEFAULT_LIMITS,
    };
    const run = repackArchive(
      request,
      { files: archiveFiles, packer: stopping },
      controller.signal,
    );
    await expect(run).rejects.toMatchObject({ code: "interrupted" });
    expect(await readdir(folder)).toEqual(["in"]);
  });
});

describe("repackArchive of any archive", () => {
  const names = fc.uniqueArray(
    fc.constantFrom("a", "b", "d/x", "d/é", "Z", "z".repeat(120), "m4/q"),
    {
      minLength: 1,
    },
  );
  const facts = fc.record({
    body: fc.string({ maxLength: 600 }),
    mode: fc.nat(0o7777),
    mtime: fc.integer({ min: 0, max: 2_000_000_000 }),
    owner: fc.nat(5000),
    level: fc.integer({ min: 1, max: 9 }),
  });
  const members = names.chain((paths) =>
    fc.tuple(...paths.map((name) => facts.map((fact) => ({ path: name, ...fact })))),
  );
  const archive = fc.oneof(
    fc
      .tuple(members, fc.constantFrom("gnu" as const, "ustar" as const), fc.boolean())
      .map(([list, format, gzip]) => {
        const entries = list.map(({ owner, ...rest }) => ({ ...rest, uid: owner, gname: "g" }));
        const tar = tarOf(entries, { format, endBlocks: 2 + list.length });
        return { list, bytes: gzip ? gzipOf(tar, { name: "n", mtime: 7 }) : tar, zip: false };
      }),
    members.map((list) => ({
      list,
      bytes: zipOf(
        list.map((entry) => ({ ...entry, mtime: Math.max(DEFAULT_EPOCH, entry.mtime) })),
      ),
      zip: true,
    })),
  );

  it("settles everything but the files, is a fixed point, and says of each kind what it changed", async () => {
    const epoch = 1_500_000_001;
    await fc.assert(
      fc.asyncProperty(archive, async ({ list, bytes, zip }) => {
        const first = await repack(bytes, { epoch, replace: true });
        const entries = await entriesOf(at("out-in"));
        const byName = new Map(list.map((entry) => [entry.path, entry]));
        expect(entries.map(({ path: name }) => name)).toEqual(
          entries.map(({ path: name }) => name).sort((a, b) => (a < b ? -1 : 1)),
        );
        for (const { path: name, mode, mtime, size, sha256, fields } of entries) {
          const was = byName.get(displayPath(name))!;
          const body = Buffer.from(was.body);
          expect([size, sha256]).toEqual([body.length, sha256Hex(body)]);
          expect(mode).toBe((was.mode & 0o111) === 0 ? 0o644 : 0o755);
          const clamped = Math.min(zip ? Math.max(DEFAULT_EPOCH, was.mtime) : was.mtime, epoch);
          expect(mtime).toBe(zip ? clamped - (clamped % 2) : clamped);
          if (!zip)
            expect([fields.get("tar.uid"), fields.get("tar.gname")]).toEqual(["0", undefined]);
        }
        const dropped = new Map(first.changes.map(({ code, count }) => [code, count]));
        const changed = (has: (entry: (typeof list)[number]) => boolean) =>
          list.filter(has).length || undefined;
        expect(dropped.get("entry-mode")).toBe(
          changed(({ mode }) => mode !== ((mode & 0o111) === 0 ? 0o644 : 0o755)),
        );
        if (!zip) {
          const owned =
            (dropped.get("entry-owner") ?? 0) + (dropped.get("entry-owner-privileged") ?? 0);
          expect(owned).toBe(list.length);
          expect(dropped.get("entry-mtime")).toBe(changed(({ mtime }) => mtime > epoch));
        }
        await writeFile(at("once"), await readFile(at("out-in")));
        const again = await repackArchive(
          { file: at("once"), output: at("again"), epoch, replace: true, limits: DEFAULT_LIMITS },
          { files: archiveFiles, packer },
          signal,
        );
        expect(again).toEqual({ input: first.output, output: first.output, changes: [] });
      }),
      { seed: 12, numRuns: 40 },
    );
  });
});
