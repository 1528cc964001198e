import { constants, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { checkSymlink } from "../../../src/core/archive/link-target.ts";
import { NameIndex } from "../../../src/core/archive/name-index.ts";
import { checkName } from "../../../src/core/archive/names.ts";
import { refusalOf } from "../../../src/core/archive/refusal.ts";
import { REFUSAL_CODES } from "../../../src/core/archive/refusal-codes.ts";
import { checkGemChecksums } from "../../../src/core/compare/gem-checksums.ts";
import { checkRecord } from "../../../src/core/compare/wheel-record.ts";
import { pathFromBytes } from "../../../src/core/path-bytes.ts";
import { arOf, debOf } from "../ar.ts";
import { gzipOf, join, tarMeta, tarOf, wheelOf } from "../archives.ts";
import { tarBytes, tarRecipe } from "../generated/tar-recipe.ts";
import { zipBytes, zipRecipe } from "../generated/zip-recipe.ts";
import { checksumsOf, gemOf } from "../gem.ts";
import { archiveIn, readBytes, type ReadOptions } from "../read-archive.ts";
import { GZIP_ROWS } from "../rows/gzip-rows.ts";
import { TAR_ROWS } from "../rows/tar-rows.ts";
import { ZIP_ROWS } from "../rows/zip-rows.ts";
import { bzip2Of } from "../bzip2.ts";
import { xzOf } from "../xz.ts";
import {
  repairAr,
  repairGzip,
  repairPax,
  repairTar,
  repairXz,
  repairZip,
  repairZstd,
  type Repair,
} from "./repair.ts";

/** Something that takes bytes from anybody. */
export interface Target {
  readonly seeds: readonly Uint8Array[];
  readonly repair: Repair | null;
  /**
   * What it makes of the input, as a value to compare; `pieces` as in `ReadOptions`. Throws when a promise is broken:
   * any error at all is a finding, because a refusal is a value.
   */
  readonly run: (input: Uint8Array, pieces: readonly number[] | null) => Promise<unknown>;
}

const LONGEST_SEED = 8192;

function seedsOf(...lists: readonly (readonly Uint8Array[])[]): readonly Uint8Array[] {
  return lists.flat().filter(({ length }) => length <= LONGEST_SEED);
}

async function read(
  input: Uint8Array,
  pieces: readonly number[] | null,
  options: ReadOptions = {},
): Promise<unknown> {
  const reading = await readBytes(input, pieces === null ? options : { ...options, pieces });
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    checkCode(reading.refusal.code);
    const { code, offset } = reading.refusal;
    // What a refusal says of the decoder's own words depends on where the input was cut; code and place do not.
    return { kind: reading.kind, file: reading.file, code, offset };
  }
  return reading;
}

function checkCode(code: string): void {
  if (!Object.hasOwn(REFUSAL_CODES, code)) throw new Error(`a refusal without a code: ${code}`);
}

const tars = fc.sample(tarRecipe, { numRuns: 60, seed: 7 }).map(tarBytes);
const zips = fc.sample(zipRecipe, { numRuns: 60, seed: 7 }).map(zipBytes);
const smallTar = tarOf([{ path: "a", body: "some content" }]);

/** The bytes as the records of a PAX header. */
const pax: Target = {
  seeds: ["11 path=ab\n13 size=0005\n", "20 mtime=1700000.25\n", "9 uid=10\n12 gname=ab\n"].map(
    (text) => Buffer.from(text),
  ),
  repair: repairPax,
  run: (input, pieces) => read(tarOf([tarMeta("x", input), { path: "a", body: "first" }]), pieces),
};

/** The bytes as the RECORD of a wheel. */
const record: Target = {
  seeds: [
    "a,sha256=ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0,3\ndemo-1.0.dist-info/RECORD,,\n",
    '"a","sha256=x","3"\r\n"b""c",,\n',
    "a,sha512=eA,3\na,md5=eA,3\n",
  ].map((text) => Buffer.from(text)),
  repair: null,
  run: async (input) => checkRecord(await wheel, input),
};
const wheel = archiveIn(wheelOf([{ path: "a", body: "abc" }]));

/** The bytes as the checksums of a gem. */
const checksums: Target = {
  seeds: [["SHA256", "SHA512"], ["SHA1", "SHA512"], ["MD5"]].map((algorithms) =>
    Buffer.from(
      checksumsOf(
        [
          ["metadata.gz", "m"],
          ["data.tar.gz", "d"],
        ],
        algorithms,
      ),
    ),
  ),
  repair: null,
  run: async (input) => checkGemChecksums({ archive: await gem, text: input, bodies: new Map() }),
};
const gem = archiveIn(gemOf());

/** The bytes as names of entries and targets of links, a line each. */
const names: Target = {
  seeds: [
    "a\nd/b\nd\ne/f/g\n",
    "stra\u00dfe\nSTRASSE\n",
    "l -> ../a\nd/l -> b/../c\n",
    "a\\b\nc:d\n../e\n//\n",
  ].map((text) => Buffer.from(text)),
  repair: null,
  run: (input) => Promise.resolve(pathFromBytes(input).split("\n").map(verdictOnName())),
};

function verdictOnName(): (line: string) => string {
  const index = new NameIndex();
  return (line) => {
    const [name = "", target] = line.split(" -> ");
    try {
      checkName(name, 0);
      if (target !== undefined) checkSymlink(name, target, 0);
      index.add(pathFromBytes(Buffer.from(name, "latin1")), "file", 0);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      checkCode(refusal.code);
      return refusal.code;
    }
    const climbs = name.split("/").some((part) => part === "" || part === "." || part === "..");
    if (climbs || name.includes("\\")) throw new Error(`a name that climbs passed: ${name}`);
    return "passed";
  };
}

function zstd(content: Uint8Array, checksum: number): Uint8Array {
  const params = { [constants.ZSTD_c_checksumFlag]: checksum };
  return new Uint8Array(zstdCompressSync(content, { params }));
}

/** Everything that reads bytes from outside, by name. */
export const TARGETS: Readonly<Record<string, Target>> = {
  tar: {
    seeds: seedsOf(
      tars,
      TAR_ROWS.map(({ bytes }) => bytes),
    ),
    repair: repairTar,
    run: read,
  },
  pax,
  gzip: {
    seeds: seedsOf(
      GZIP_ROWS.map(({ bytes }) => bytes),
      [gzipOf("text", { name: "a", comment: "c", fhcrc: true }), gzipOf(smallTar, { level: 0 })],
    ),
    repair: repairGzip,
    run: read,
  },
  zip: {
    seeds: seedsOf(
      zips,
      ZIP_ROWS.map(({ bytes }) => bytes),
    ),
    repair: repairZip,
    run: read,
  },
  wheel: {
    seeds: [wheelOf([{ path: "a.py", body: "pass\n" }])],
    repair: repairZip,
    run: (input, pieces) => read(input, pieces, { profile: "wheel" }),
  },
  record,
  checksums,
  names,
  zstd: {
    seeds: [
      zstd(smallTar, 0),
      zstd(smallTar, 1),
      zstd(Buffer.from("text"), 0),
      zstd(new Uint8Array(5000), 0),
    ],
    repair: repairZstd,
    run: read,
  },
  xz: {
    seeds: [
      xzOf([{ content: "text" }]),
      xzOf([{ content: smallTar }]),
      xzOf([]),
      join(xzOf([{ content: "a" }, { content: "b" }])),
    ],
    repair: repairXz,
    run: read,
  },
  ar: {
    seeds: [
      arOf([]),
      arOf([
        { name: "a.o/", body: "odd" },
        { name: "b.o/", body: "even", mode: "644" },
      ]),
      debOf(smallTar, tarOf([{ path: "./usr/bin/x", body: "x" }])),
      debOf(smallTar, smallTar, [{ name: "_gpgorigin", body: "signature" }]),
      arOf([
        { name: "debian-binary", body: "2.0\n" },
        { name: "control.tar.gz", body: gzipOf(smallTar) },
        { name: "data.tar.xz", body: xzOf([{ content: smallTar }]) },
      ]),
    ],
    repair: repairAr,
    run: read,
  },
  bzip2: {
    seeds: [
      bzip2Of([]),
      bzip2Of([{ content: "some content" }]),
      bzip2Of([{ content: "a" }, { content: "b" }]),
    ],
    repair: null,
    run: read,
  },
};
