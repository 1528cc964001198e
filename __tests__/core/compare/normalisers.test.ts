import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { DEFAULT_NORMALISERS, NORMALISERS } from "../../../src/core/normalisers.ts";
import type { NormaliserId } from "../../../src/core/normalisers.ts";
import { gzipOf, tarOf, zipOf } from "../../support/archives.ts";
import type { GzipOptions, TarEntry, TarOptions, ZipEntry } from "../../support/archives.ts";
import { verdictOfBytes } from "../../support/byte-verdict.ts";

/** A text that every level of deflate packs otherwise. */
const VARIED = Array.from({ length: 300 }, (_, at) => `v${String((at * at) % 97)}\n`).join("");

/** A tar in gzip, piece by piece, so that changes can be put together. */
interface Tarball {
  readonly entries: readonly TarEntry[];
  readonly tar: TarOptions;
  readonly gzip: GzipOptions;
}

const base: Tarball = {
  entries: [
    { path: "p/configure.ac", body: "AC_INIT", mtime: 1000 },
    { path: "p/configure", body: VARIED, mode: 0o755, mtime: 2000 },
    { path: "p/su", body: "su", mode: 0o4755 },
    { path: "p/x", body: "x" },
  ],
  tar: {},
  gzip: { name: "p.tar" },
};

type Change = (from: Tarball) => Tarball;

const inEntry =
  (at: string, change: Partial<TarEntry>): Change =>
  (from) => ({
    ...from,
    entries: from.entries.map((entry) => (entry.path === at ? { ...entry, ...change } : entry)),
  });

/** Per normaliser, a change that it is for and one beside it that a consumer can observe. */
const TAR_CHANGES: readonly (readonly [NormaliserId, benign: Change, observable: Change])[] = [
  [
    "compression-layout",
    (from) => ({ ...from, gzip: { ...from.gzip, level: 1 } }),
    inEntry("p/configure", { body: `${VARIED}v` }),
  ],
  [
    "gzip-header",
    (from) => ({ ...from, gzip: { ...from.gzip, mtime: 99, os: 0 } }),
    (from) => ({ ...from, gzip: { ...from.gzip, name: "q.tar" } }),
  ],
  [
    "tar-encoding",
    (from) => ({ ...from, tar: { ...from.tar, format: "gnu", endBlocks: 20 } }),
    inEntry("p/x", { path: "p/y" }),
  ],
  ["archive-owner", inEntry("p/x", { uid: 7, uname: "me" }), inEntry("p/su", { uid: 7 })],
  [
    "archive-order",
    (from) => ({ ...from, entries: from.entries.toReversed() }),
    (from) => ({ ...from, entries: from.entries.slice(1) }),
  ],
  ["archive-mtime", inEntry("p/x", { mtime: 5 }), inEntry("p/configure.ac", { mtime: 3000 })],
];

const built = ({ entries, tar, gzip }: Tarball) => gzipOf(tarOf(entries, tar), gzip);

describe("the normalisers", () => {
  const zipEntries: readonly ZipEntry[] = [
    { path: "META-INF/MANIFEST.MF", body: "M" },
    { path: "x" },
  ];
  const zip = (change: Partial<ZipEntry>) =>
    zipOf([zipEntries[0]!, { ...zipEntries[1]!, ...change }]);
  const PAIRS: readonly (readonly [NormaliserId, Uint8Array, Uint8Array, Uint8Array, string])[] = [
    ...TAR_CHANGES.map(
      ([id, benign, observable]) =>
        [
          id,
          built(base),
          built(benign(base)),
          built(observable(benign(base))),
          "a.tar.gz",
        ] as const,
    ),
    ["zip-made-by", zip({}), zip({ version: 63 }), zip({ version: 63, host: 0 }), "a.zip"],
  ];

  it("are all on unless a policy says less, the compressor's and the one for tar among them", () => {
    expect([...DEFAULT_NORMALISERS].sort()).toEqual(Object.keys(NORMALISERS).sort());
    expect(DEFAULT_NORMALISERS.has("compression-layout")).toBe(true);
    expect(DEFAULT_NORMALISERS.has("tar-encoding")).toBe(true);
    expect(PAIRS.map(([id]) => id).sort()).toEqual([...DEFAULT_NORMALISERS].sort());
  });

  it.each(PAIRS)(
    "%s accepts what it is for, only where it is allowed, and nothing that can be observed",
    async (id, honest, noisy, observable, name) => {
      const found = await verdictOfBytes(noisy, honest, { name });
      expect(found.kind).toBe("equivalent");
      expect(found.needed).toContain(id);
      const without = new Set([...DEFAULT_NORMALISERS].filter((other) => other !== id));
      expect((await verdictOfBytes(noisy, honest, { name, normalisers: without })).kind).toBe(
        "different",
      );
      expect((await verdictOfBytes(observable, honest, { name })).kind).toBe("different");
      expect((await verdictOfBytes(honest, observable, { name })).kind).toBe("different");
    },
  );

  it("accept any of their changes together, in any order, once or twice, and name those that were needed", async () => {
    const some = fc.shuffledSubarray(TAR_CHANGES.slice(), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, some, fc.nat(TAR_CHANGES.length - 1), async (here, there, at) => {
        const changed = (changes: typeof TAR_CHANGES) =>
          changes.reduce((from, [, benign]) => benign(from), base);
        // A change of order made twice is none, so each is made once on each side.
        const [upload, rebuilt] = [changed(here), changed(there)];
        const found = await verdictOfBytes(built(upload), built(rebuilt));
        const only = TAR_CHANGES.filter(
          (change) => here.includes(change) !== there.includes(change),
        );
        if (only.length === 0) {
          expect(found.kind).toBe("identical");
          return;
        }
        expect(found.kind).toBe("equivalent");
        const named = only.map(([id]) => id);
        expect(found.needed).toEqual(expect.arrayContaining(named));
        // Another content is packed otherwise; nothing else may be named that was not changed.
        expect(
          found.needed.filter(
            (id) => id !== "compression-layout" && !named.includes(id as NormaliserId),
          ),
        ).toEqual([]);
        const observable = TAR_CHANGES[at]![2](upload);
        expect((await verdictOfBytes(built(observable), built(rebuilt))).kind).toBe("different");
      }),
      { seed: 21, numRuns: 60 },
    );
  });
});

/** Whether a program can be started here. */
function has(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Together too long for a header alone, and short enough for one with a prefix. */
const DEEP = "d".repeat(40);
const LONG = `${"n".repeat(90)}é`;

const hasPython = has("python3");
const hasTar = has("tar");

describe("honest archives of real packers", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "normalisers-"));
    await mkdir(path.join(folder, "demo", DEEP), { recursive: true });
    await writeFile(path.join(folder, "demo", "a.js"), VARIED);
    await chmod(path.join(folder, "demo", "a.js"), 0o755);
    await writeFile(path.join(folder, "demo", DEEP, LONG), "é\n");
    await writeFile(
      path.join(folder, "demo", "package.json"),
      '{"name":"demo","version":"1.0.0"}\n',
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const name = (test: string, missing: boolean, what: string) =>
    missing ? `${test} (skipped: no ${what} here)` : test;

  const test = (missing: boolean) => (missing ? it.skip : it);

  test(!has("npm"))(
    name("of npm pass at any level of compression", !has("npm"), "npm"),
    async () => {
      execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
        cwd: path.join(folder, "demo"),
        env: { ...process.env, NODE_OPTIONS: "" },
      });
      const packed = new Uint8Array(await readFile(path.join(folder, "demo-1.0.0.tgz")));
      const tar = gunzipSync(packed);
      const kinds = new Set<string>();
      for (const level of [1, 6, 9]) {
        const found = await verdictOfBytes(gzipOf(tar, { level, os: 255 }), packed, {
          name: "demo.tgz",
        });
        kinds.add(found.kind);
        expect(["equivalent", "identical"]).toContain(found.kind);
        for (const id of found.needed) expect(["compression-layout", "gzip-header"]).toContain(id);
      }
      expect(kinds.has("equivalent")).toBe(true);
    },
  );

  test(!hasPython || !hasTar)(
    name(
      "of GNU tar and of Python pass in any of their formats",
      !hasPython || !hasTar,
      "python3 and tar",
    ),
    async () => {
      const inFolder = {
        cwd: folder,
        stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
      };
      const made: Uint8Array[] = [];
      for (const format of ["gnu", "ustar", "pax"]) {
        const file = path.join(folder, `tar-${format}.tar`);
        const options = format === "pax" ? ["--pax-option=delete=atime,delete=ctime"] : [];
        execFileSync("tar", [`--format=${format}`, ...options, "-cf", file, "demo"], inFolder);
        made.push(new Uint8Array(await readFile(file)));
      }
      for (const format of ["GNU_FORMAT", "USTAR_FORMAT", "PAX_FORMAT"]) {
        const file = path.join(folder, `python-${format}.tar`);
        const script = `import tarfile,sys; t=tarfile.open(sys.argv[1],"w",format=tarfile.${format}); t.add("demo"); t.close()`;
        execFileSync("python3", ["-c", script, file], inFolder);
        made.push(new Uint8Array(await readFile(file)));
      }
      const [honest, ...others] = made;
      const needed = new Set<string>();
      for (const other of others) {
        const found = await verdictOfBytes(other, honest!, { name: "demo.tar" });
        expect([found.kind, found.codes]).toEqual(["equivalent", found.codes]);
        for (const id of found.needed) needed.add(id);
      }
      expect(needed.has("tar-encoding")).toBe(true);
    },
  );
});
