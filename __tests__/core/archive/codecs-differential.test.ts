import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Reading } from "../../../src/core/archive/model.ts";
import { sha256Hex } from "../../../src/core/digest.ts";
import { bzip2Of, runsCoded } from "../../support/bzip2.ts";
import { debOf } from "../../support/ar.ts";
import { tarOf } from "../../support/archives.ts";
import { mutated } from "../../support/mutated.ts";
import { seededRandom } from "../../support/random.ts";
import { readBytes } from "../../support/read-archive.ts";
import { xzOf } from "../../support/xz.ts";

const seed = Number(process.env["REBUILD_GATE_SEED"] ?? Date.now() % 2 ** 31);
const MUTANTS = Number(process.env["REBUILD_GATE_CODEC_MUTANTS"] ?? 40);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), "codecs-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Tool {
  readonly format: "xz" | "zstd" | "bzip2";
  /** Sets of flags with which the program makes streams. */
  readonly flags: readonly (readonly string[])[];
  /** A stream of ours, for where the program is missing and for shapes that it does not make. */
  readonly ours: (content: Uint8Array) => Uint8Array;
}

const TOOLS: readonly Tool[] = [
  {
    format: "xz",
    flags: [["-0"], ["-9e"], ["--check=sha256"], ["--check=crc32", "--block-size=20000"], ["-T2"]],
    ours: (content) =>
      xzOf([{ content: content.subarray(0, 9) }, { content: content.subarray(9) }]),
  },
  {
    format: "zstd",
    flags: [["-1"], ["-19"], ["--no-check"], ["--no-content-size"], ["-T2", "--long=24"]],
    ours: (content) => new Uint8Array(zstdCompressSync(content)),
  },
  {
    format: "bzip2",
    flags: [["-1"], ["-9"], ["-s"]],
    ours: (content) => {
      const piece = content.subarray(0, 300);
      return bzip2Of([{ content: runsCoded(piece), decoded: piece }]);
    },
  },
];

/** Texts and tables, runs of every length, noise, nothing. */
const random = seededRandom(seed);
const CONTENTS: readonly Uint8Array[] = [
  tarOf([{ path: "a", body: "some content\n".repeat(99) }]),
  new Uint8Array(Buffer.from(Array.from({ length: 9000 }, (_, at) => `${String(at)},`).join(""))),
  Uint8Array.from({ length: 3000 }, () => random.below(256)),
  Uint8Array.from({ length: 20_000 }, (_, at) => (at >> (at % 9)) & 1),
  new Uint8Array(70_000),
  new Uint8Array(0),
];

/** What a program decodes this to, or null where it complains. */
function decoded(command: string, bytes: Uint8Array): string | null {
  const { status, stdout } = spawnSync(command, ["-dc"], { input: bytes, maxBuffer: 2 ** 28 });
  return status === 0 ? sha256Hex(stdout) : null;
}

/** The digest of what our reader decodes it to, or null where it refuses the frame. */
function contentOf(reading: Reading): string | null {
  if (reading.kind === "archive") return reading.archive.content.sha256;
  return reading.kind === "opaque" && reading.layers.length > 0 ? reading.content.sha256 : null;
}

function runs(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

describe.each(TOOLS)(`a stream that is read (REBUILD_GATE_SEED=${String(seed)})`, (tool) => {
  const { format } = tool;
  const isThere = runs(format, "--help");
  const made: Uint8Array[] = [];
  beforeAll(() => {
    if (!isThere) return;
    made.push(
      ...CONTENTS.filter(({ length }) => length > 9 && length < 65_000).map(tool.ours),
      ...CONTENTS.flatMap((input) =>
        tool.flags.map(
          (flags) => new Uint8Array(execFileSync(format, ["-c", ...flags], { input })),
        ),
      ),
    );
  });

  (isThere ? it : it.skip)(`of ${format} is what ${format} decodes`, async () => {
    for (const bytes of made) {
      const own = contentOf(await readBytes(bytes));
      expect(own).not.toBeNull();
      expect(decoded(format, bytes)).toBe(own);
    }
  });

  (isThere ? it : it.skip)(`of ${format} after accidents is what ${format} decodes`, async () => {
    const streams = made.filter(({ length }) => length < 4000);
    for (let count = 0; count < MUTANTS; count++) {
      const bytes = mutated(streams[count % streams.length] ?? new Uint8Array(0), random);
      const own = contentOf(await readBytes(bytes, { pieces: [1 + random.below(999)] }));
      if (own === null) continue;
      expect({
        bytes: Buffer.from(bytes).toString("hex"),
        decoded: decoded(format, bytes),
      }).toEqual({
        bytes: Buffer.from(bytes).toString("hex"),
        decoded: own,
      });
    }
  });
});

describe(`a Debian package that is read (REBUILD_GATE_SEED=${String(seed)})`, () => {
  const LISTERS: readonly {
    readonly command: readonly [string, ...(readonly string[])];
    /** How it shows a name. */
    readonly shown: (name: string) => string;
  }[] = [
    { command: ["ar", "t"], shown: (name) => name },
    // Bytes that a terminal might not show are in octal, and each backslash is there twice.
    {
      command: ["bsdtar", "-tf"],
      shown: (name) =>
        name.replace(/[\\\x80-\xff]/g, (byte) =>
          byte === "\\" ? "\\\\" : `\\${byte.charCodeAt(0).toString(8)}`,
        ),
    },
  ];
  const control = tarOf([
    {
      path: "./control",
      body: "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\nDescription: x\n",
    },
  ]);
  const deb = debOf(control, tarOf([{ path: "./usr/x", body: "some content" }]));

  /** What a program lists, or its complaint. */
  function listed(
    [command, ...args]: readonly [string, ...(readonly string[])],
    file: string,
  ): string {
    const env = { PATH: process.env["PATH"], LC_ALL: "C" };
    const { status, stdout } = spawnSync(command, [...args, file], { encoding: "latin1", env });
    return status === 0 ? stdout.trim() : `exit ${String(status)}`;
  }

  const isThere = runs("ar", "--version") && runs("bsdtar", "--version");
  const hasDpkg = runs("dpkg-deb", "--version");

  (hasDpkg ? it : it.skip)(
    "is one that dpkg-deb made, and dpkg-deb reads one of ours",
    async () => {
      const root = joinPath(folder, "root");
      mkdirSync(joinPath(root, "DEBIAN"), { recursive: true });
      writeFileSync(
        joinPath(root, "DEBIAN", "control"),
        "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\nDescription: x\n",
      );
      writeFileSync(joinPath(root, "file"), "some content");
      for (const compressor of ["gzip", "xz", "zstd", "none"]) {
        const file = joinPath(folder, `${compressor}.deb`);
        const run = spawnSync("dpkg-deb", [
          `-Z${compressor}`,
          "--root-owner-group",
          "-b",
          root,
          file,
        ]);
        // Older releases do not write zstd.
        if (run.status !== 0 && compressor === "zstd") continue;
        const bytes = new Uint8Array(execFileSync("cat", [file]));
        const suffix = { gzip: ".gz", xz: ".xz", zstd: ".zst", none: "" }[compressor] ?? "";
        const inner = await readBytes(bytes, { inside: [`data.tar${suffix}`] });
        expect(inner.kind === "archive" && inner.archive.entries.map(({ path }) => path)).toEqual([
          ".",
          "file",
        ]);
      }
      const own = joinPath(folder, "own.deb");
      writeFileSync(own, deb);
      expect((await readBytes(deb)).kind).toBe("archive");
      expect(listed(["dpkg-deb", "-f"], own)).toContain("Package: x");
      expect(listed(["dpkg-deb", "-c"], own)).toContain("./usr/x");
    },
  );

  (isThere ? it : it.skip)("is listed alike by ar and bsdtar, also after accidents", async () => {
    const file = joinPath(folder, "mutant.deb");
    let accepted = 0;
    for (let count = 0; count < MUTANTS; count++) {
      // The accidents fall on the headers: 8 bytes, then 60 and 4, then 60 in front of the control tar.
      const head = count === 0 ? deb.slice(0, 132) : mutated(deb.subarray(0, 132), random);
      const bytes = new Uint8Array(Buffer.concat([head, deb.subarray(132)]));
      const reading = await readBytes(bytes);
      if (reading.kind !== "archive" || reading.archive.format !== "ar") continue;
      accepted += 1;
      writeFileSync(file, bytes);
      const names = reading.archive.entries.map(({ path }) => path);
      for (const { command, shown } of LISTERS) {
        expect({
          head: Buffer.from(head).toString("latin1"),
          names: listed(command, file),
        }).toEqual({
          head: Buffer.from(head).toString("latin1"),
          names: names.map(shown).join("\n"),
        });
      }
    }
    expect(accepted).toBeGreaterThan(0);
  });
});
