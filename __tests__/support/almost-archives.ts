import {
  join,
  octal,
  patched,
  paxRecord,
  tarMeta,
  tarOf,
  withTarChecksum,
  zipExtra,
  zipOf,
  type RawTarHeader,
  type TarEntry,
  type ZipEntry,
} from "./archives.ts";
import type { Random } from "./random.ts";

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[random.below(values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

function chance(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}

/** A number field in one of the accepted spellings, or one near them. */
function numberField(random: Random, value: number, width: number): string {
  const short = octal(value, 1);
  const right = [
    `${octal(value, width - 1)}\0`,
    `${octal(value, width - 2)} \0`,
    `${octal(value, width - 2)}\0 `,
    `${octal(value, width - 1)} `,
    `${short}\0`,
  ];
  const wrong = [
    octal(value, width),
    `${short.padStart(width - 1, " ")}\0`,
    `${short} `,
    `-${octal(value, width - 2)}\0`,
    `+${octal(value, width - 2)}\0`,
    `${octal(value, width - 2)}8\0`,
    "",
  ];
  return pick(random, chance(random, 97) ? right : wrong).slice(0, width);
}

const PAX: readonly (readonly [key: string, value: string])[] = [
  ["path", "renamed"],
  ["path", "./renamed"],
  ["path", "folder/"],
  ["path", "größe/datei"],
  ["linkpath", "elsewhere"],
  ["size", "0"],
  ["size", "5"],
  ["mtime", "1.25"],
  ["mtime", "1700000000"],
  ["atime", "1700000000.5"],
  ["ctime", "12"],
  ["uid", "3000000"],
  ["uname", "größe"],
  ["gname", ""],
  ["comment", "c"],
  ["SCHILY.ino", "7"],
  ["LIBARCHIVE.creationtime", "5"],
];

const NAMES = [
  "a",
  "b",
  "c",
  "d",
  "e/f",
  "e/g",
  "h/i/j",
  "größe",
  "sp ace",
  "q'uote",
  "-dash",
  "semi;1",
  "v;2/f",
  "x".repeat(99),
  "y".repeat(100),
  "z".repeat(101),
  `${"long/".repeat(40)}name`,
];

const TYPES = ["file", "file", "file", "file", "file", "\0", "directory", "symlink", "hardlink"];

/** A prefix field as star and, for long, npm filled it: access and change time at its end; or almost so. */
function prefixWithTimes(random: Random): string {
  const prefix = pick(random, ["", "", "p", "p/q", "x".repeat(129), "x".repeat(131)]);
  const time = pick(random, ["14742271765\0", "14742271765\0", "14742271765 ", "1474227176\0\0"]);
  return `${prefix.padEnd(131, "\0")}${time}14742271765\0`;
}

function tarRaw(random: Random, size: number): RawTarHeader {
  const raw: Record<string, string> = {};
  if (chance(random, 25)) raw["mode"] = numberField(random, pick(random, [0o644, 0o755]), 8);
  if (chance(random, 25)) raw["uid"] = numberField(random, random.below(2000), 8);
  if (chance(random, 25)) raw["mtime"] = numberField(random, 1_700_000_000, 12);
  if (chance(random, 15)) raw["size"] = numberField(random, size, 12);
  if (chance(random, 3)) raw["size"] = numberField(random, 5, 12);
  if (chance(random, 3)) raw["prefix"] = pick(random, ["p", "p/q", "p/", "/p", "."]);
  if (chance(random, 4)) raw["prefix"] = prefixWithTimes(random);
  if (chance(random, 2)) raw["magic"] = pick(random, ["", "ustar ", "ustar\0"]);
  if (chance(random, 4)) raw["devminor"] = pick(random, ["", "0000001\0", "0\0"]);
  return raw;
}

function linkTarget(random: Random): string {
  return pick(random, ["a", "e/f", "t".repeat(120), chance(random, 20) ? "../x" : "b"]);
}

function tarEntry(random: Random, path: string, earlier: readonly string[]): TarEntry {
  const types = earlier.length > 0 ? TYPES : TYPES.slice(0, -1);
  const type = chance(random, 1) ? pick(random, ["6", "7", "S", "Z"]) : pick(random, types);
  const isFile = type === "file" || type === "\0";
  const body = isFile || chance(random, 1) ? "x".repeat(pick(random, [0, 1, 511, 512, 513])) : "";
  const isLink = type === "symlink" || type === "hardlink";
  const target = type === "hardlink" ? pick(random, earlier) : linkTarget(random);
  const records = chance(random, 8) ? 1 + random.below(2) : 0;
  return {
    path: type === "directory" && chance(random, 80) ? `${path}/` : path,
    body,
    type,
    linkTarget: isLink || chance(random, 1) ? target : "",
    mtime: pick(random, [0, 1, 1_700_000_000]),
    uname: pick(random, ["", "root"]),
    pax: Array.from({ length: records }, () => pick(random, PAX)),
    raw: tarRaw(random, body.length),
  };
}

/** A tar that is right, or almost: a few fields, records or blocks are off. */
export function almostTar(random: Random): Uint8Array {
  const prefix = chance(random, 15) ? "./" : "";
  const names = NAMES.filter(() => chance(random, 25)).map((name) => prefix + name);
  const entries: (TarEntry | Uint8Array)[] = [];
  const files: string[] = [];
  for (const name of names) {
    const entry = tarEntry(random, name, chance(random, 95) ? files : [...files, "none"]);
    if (entry.type === "file" && entry.raw?.prefix === undefined) files.push(name);
    if (chance(random, 2)) entries.push(tarMeta("L", join("named-by-L", "\0")));
    if (chance(random, 1)) entries.push(tarMeta("g", paxRecord("path", "global")));
    entries.push(entry);
  }
  const bytes = tarOf(entries, {
    format: chance(random, 30) ? "gnu" : "ustar",
    endBlocks: chance(random, 95) ? pick(random, [2, 20]) : random.below(2),
    ...(chance(random, 10) ? { commit: "0123456789".repeat(4) } : {}),
  });
  return chance(random, 20) ? mutated(random, bytes) : bytes;
}

/** One byte changed and the checksum made right, or one block doubled or dropped. */
function mutated(random: Random, bytes: Uint8Array): Uint8Array {
  const at = 512 * random.below(Math.max(1, bytes.length / 512));
  const block = bytes.slice(at, at + 512);
  switch (random.below(4)) {
    case 0:
      return join(bytes.subarray(0, at), block, bytes.subarray(at));
    case 1:
      return join(bytes.subarray(0, at), bytes.subarray(at + 512));
    default:
      if (block.length === 0) return bytes;
      block[random.below(512)] = pick(random, [0, 0x20, 0x2f, 0x2e, 0x30, 0x37, 0x61, 0x80, 0xff]);
      return patched(bytes, at, block[257] === 0x75 ? withTarChecksum(block) : block);
  }
}

const EXTRAS = [
  zipExtra(0x5455, Uint8Array.of(1, 0, 0, 0, 99)),
  zipExtra(0x7075, new Uint8Array(6)),
  zipExtra(0xcafe, new Uint8Array(0)),
  zipExtra(0x7855, Uint8Array.of(1, 0, 1, 0)),
  zipExtra(0x5855, new Uint8Array(12)),
  zipExtra(0xd935, Uint8Array.of(4, 0, 0, 0)),
  zipExtra(0xa220, Uint8Array.of(0x28, 0xa0, 0, 0, 0, 0)),
];

/** Twenty bytes that a reader could take for the locator of a zip64 end record. */
const LOCATOR = join("PK\x06\x07", new Uint8Array(12), "\x01\0\0\0");
const CENTRAL_EXTRAS = [
  ...EXTRAS,
  zipExtra(0x000a, join(new Uint8Array(4), "\x01\0\x18\0", new Uint8Array(4), LOCATOR)),
];
const COMMENTS = ["c", "0123456789".repeat(4), "PK", "PK\x05\x06", "x".repeat(5000), "\x1b[2J"];

/** Fields of both records that say something else than they should, most often none. */
function disturbed(random: Random): Required<Pick<ZipEntry, "local" | "central">> {
  const local: Record<string, number> = {};
  const central: Record<string, number | string> = {};
  if (chance(random, 4)) {
    const types = [0, 0x10, 0o100644, 0o040755, 0o120777];
    central["external"] = pick(random, types) * 65536;
  }
  if (chance(random, 5)) central["comment"] = pick(random, COMMENTS);
  if (chance(random, 4)) central["external"] = 0xffff0010;
  if (chance(random, 2)) {
    const fields = ["crc", "size", "packedSize", "flags", "method", "time"];
    local[pick(random, fields)] = random.below(9);
  }
  if (chance(random, 3)) {
    const fields = ["crc", "size", "packedSize", "flags", "offset", "disk", "internal"];
    central[pick(random, fields)] = random.below(9);
  }
  return { local, central };
}

function zipEntry(random: Random, name: string): ZipEntry {
  const kind = pick(random, ["file", "file", "file", "directory", "symlink"]);
  const target = pick(random, ["a", "e/f", chance(random, 10) ? "../../x" : "b"]);
  const text = "y".repeat(pick(random, [0, 1, 5, 900]));
  const body = kind === "file" ? text : kind === "symlink" ? target : "";
  const { local, central } = disturbed(random);
  return {
    path: kind === "directory" ? `${name}/` : name,
    body,
    ...(kind === "symlink" ? { type: "symlink" } : {}),
    host: kind === "symlink" ? 3 : pick(random, [3, 3, 3, 0]),
    mode: kind === "directory" ? 0o755 : pick(random, [0o644, 0o755, 0o600]),
    mtime: pick(random, [315532800, 1_700_000_000]),
    descriptor: kind === "file" && body !== "" && chance(random, 15),
    extraLocal: chance(random, 10) ? pick(random, EXTRAS) : new Uint8Array(0),
    extraCentral: chance(random, 10) ? pick(random, CENTRAL_EXTRAS) : new Uint8Array(0),
    local,
    central,
    ...(chance(random, 1) ? { before: new Uint8Array(3) } : {}),
  };
}

/** A zip that is right, or almost. */
export function almostZip(random: Random): Uint8Array {
  // One at least: unzip complains of a zip without any.
  const names = [pick(random, ["n", "größer"]), ...NAMES.filter(() => chance(random, 25))];
  const bytes = zipOf(
    names.map((name) => zipEntry(random, name)),
    {
      ...(chance(random, 20) ? { comment: pick(random, COMMENTS) } : {}),
      ...(chance(random, 4) ? { suffix: "s" } : {}),
      ...(chance(random, 4) ? { end: { count: random.below(4) } } : {}),
    },
  );
  if (chance(random, 70)) return bytes;
  return patched(bytes, random.below(bytes.length), Uint8Array.of(random.below(256)));
}
