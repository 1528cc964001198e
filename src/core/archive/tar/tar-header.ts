import { firstNonZero, sumOfBlock } from "../byte-runs.ts";
import { pathFromBytes } from "../../path-bytes.ts";
import { refuse } from "../refusal.ts";
import { endOfPrefix, headerTimesOf, spelledHeaderTimes } from "./tar-header-times.ts";
import {
  parseTarNumber,
  parseTarNumberOrNone,
  writeTarNumber,
  type TarNumber,
} from "./tar-number.ts";

/** Length of a header, and what bodies are padded to, bytes. */
export const BLOCK = 512;

/** Type flags that have a meaning here; `nul` is the old spelling of `0`. */
const TYPE_FLAGS = {
  "\0": "nul",
  "0": "0",
  "1": "1",
  "2": "2",
  "5": "5",
  x: "x",
  g: "g",
  L: "L",
  K: "K",
} as const;
/**
 * File type bits (POSIX `st_mode`) that old tars and Go write in front of the permissions. The type flag decides, so
 * they may repeat it and nothing else.
 */
export const TYPE_BITS: ReadonlyMap<string, number> = new Map([
  ["nul", 0o100000],
  ["0", 0o100000],
  ["1", 0o100000],
  ["2", 0o120000],
  ["5", 0o040000],
]);

/** A type flag by name. */
export type TypeFlag = (typeof TYPE_FLAGS)[keyof typeof TYPE_FLAGS];

/** Which tar a header is of: POSIX, GNU, or the one before magics, which automake still writes. */
export type Dialect = "ustar" | "gnu" | "v7";

/** One header block, field by field; texts are latin1, without their NULs. Writes back to exactly the same block. */
export interface TarHeader {
  readonly type: TypeFlag;
  readonly name: string;
  readonly prefix: string;
  readonly linkname: string;
  readonly mode: TarNumber;
  readonly uid: TarNumber;
  readonly gid: TarNumber;
  readonly size: TarNumber;
  readonly mtime: TarNumber;
  readonly checksumSpelling: string;
  /** Spellings of both device fields, `-` for one that is all NUL: `7n,7n`, `-,-`. */
  readonly deviceSpelling: string;
  readonly dialect: Dialect;
  readonly uname: string;
  readonly gname: string;
  /** Access and change time behind the prefix, `access,change` in octal; "" almost always. */
  readonly headerTimes: string;
}

/** Owners and groups are numbers of 32 bits; GNU tar lists no archive with a larger one without an error. */
export const LARGEST_ID = 0xffffffff;

const CHECKSUM = 148;
const MAGIC = 257;
const USTAR_MAGIC = "ustar\u000000";
const GNU_MAGIC = "ustar  \0";
const MAGICS: Readonly<Record<Dialect, string>> = { ustar: USTAR_MAGIC, gnu: GNU_MAGIC, v7: "" };

/**
 * Reads one header block in the order that docs/archives.md lists: checksum, magic, field syntax, type, size, link.
 * `offset` is where the block starts.
 */
export function parseTarHeader(block: Uint8Array, offset: number): TarHeader {
  const checksum = parseChecksum(block, offset);
  const dialect = dialectOf(block, offset);
  if (dialect === "gnu" && firstNonZero(block, 345, 500) !== -1) {
    refuse("tar-prefix-gnu", offset + 345, "other bytes");
  }
  const stray = firstNonZero(block, 500, BLOCK);
  if (stray !== -1) refuse("tar-field-padding", offset + stray, "another byte");
  const mode = parseTarNumber(block, 100, 8, offset);
  const headerTimes = dialect === "ustar" ? headerTimesOf(block) : "";
  const header: TarHeader = {
    name: text(block, 0, 100, offset),
    mode,
    uid: parseTarNumberOrNone(block, 108, 8, offset),
    gid: parseTarNumberOrNone(block, 116, 8, offset),
    size: parseTarNumber(block, 124, 12, offset),
    mtime: parseTarNumberOrNone(block, 136, 12, offset),
    checksumSpelling: checksum.spelling,
    linkname: text(block, 157, 257, offset),
    dialect,
    uname: text(block, 265, 297, offset),
    gname: text(block, 297, 329, offset),
    deviceSpelling: `${device(block, 329, offset)},${device(block, 337, offset)}`,
    prefix: text(block, 345, endOfPrefix(headerTimes), offset),
    headerTimes,
    type: typeFlag(block, offset),
  };
  checkUse(header, offset);
  return header;
}

/**
 * A header without magic counts as old only if it has nothing where the other two have fields. GNU tar writes zeros as
 * device numbers there, too (`--format=v7`, which automake uses); those two fields are read as ever.
 */
function dialectOf(block: Uint8Array, offset: number): Dialect {
  const magic = latin1(block, MAGIC, MAGIC + 8);
  if (magic === USTAR_MAGIC) return "ustar";
  if (magic === GNU_MAGIC) return "gnu";
  const isOld = firstNonZero(block, MAGIC, 329) === -1 && firstNonZero(block, 345, BLOCK) === -1;
  if (isOld) return "v7";
  return refuse("tar-magic", offset + MAGIC, JSON.stringify(magic));
}

function parseChecksum(block: Uint8Array, offset: number): TarNumber {
  let sum = sumOfBlock(block) + 8 * 0x20;
  for (let at = CHECKSUM; at < CHECKSUM + 8; at++) sum -= block[at] ?? 0;
  const checksum = parseTarNumber(block, CHECKSUM, 8, offset);
  if (checksum.value !== sum) {
    refuse(
      "tar-checksum",
      offset + CHECKSUM,
      `${String(checksum.value)} instead of ${String(sum)}`,
    );
  }
  return checksum;
}

function typeFlag(block: Uint8Array, offset: number): TypeFlag {
  const char = String.fromCharCode(block[156] ?? 0);
  if (!Object.hasOwn(TYPE_FLAGS, char)) {
    refuse("tar-type", offset + 156, `type ${JSON.stringify(char)}`);
  }
  return TYPE_FLAGS[char as keyof typeof TYPE_FLAGS];
}

function checkUse(header: TarHeader, offset: number): void {
  const { type, size, linkname, dialect, mode } = header;
  const typeBits = mode.value - (mode.value % 0o10000);
  if (typeBits !== 0 && typeBits !== TYPE_BITS.get(type)) {
    refuse("tar-number", offset + 100, `mode 0${mode.value.toString(8)} on type ${type}`);
  }
  for (const [at, { value }] of [
    [108, header.uid],
    [116, header.gid],
  ] as const) {
    if (value > LARGEST_ID) refuse("tar-number", offset + at, `owner or group ${String(value)}`);
  }
  if (dialect === "v7" && /[xgLK]/.test(type)) {
    refuse("tar-type", offset + 156, `type ${type} in a header without magic`);
  }
  const isLink = type === "1" || type === "2";
  if ((isLink || type === "5") && size.value !== 0) {
    refuse("tar-size-on-nonfile", offset + 124, `size ${String(size.value)} on type ${type}`);
  }
  if (!isLink && linkname !== "") refuse("tar-linkname", offset + 157, `a target on type ${type}`);
}

function text(block: Uint8Array, from: number, to: number, offset: number): string {
  let end = block.indexOf(0, from);
  // mutant `end === -1`: the last bytes of a header are zero when its texts are read, so there is one
  if (end === -1 || end > to) end = to;
  const stray = firstNonZero(block, end, to);
  if (stray !== -1) refuse("tar-field-padding", offset + stray, "a byte after the NUL");
  return end === from ? "" : latin1(block, from, end);
}

function latin1(block: Uint8Array, from: number, to: number): string {
  return pathFromBytes(block.subarray(from, to));
}

/** Spelling of a device field, which must say zero: devices themselves have no reader. */
function device(block: Uint8Array, at: number, offset: number): string {
  const { value, spelling } = parseTarNumberOrNone(block, at, 8, offset);
  if (value !== 0) refuse("tar-number", offset + at, `device ${String(value)}`);
  return spelling;
}

/** The block that `parseTarHeader` reads as this header. */
export function serialiseTarHeader(header: TarHeader): Uint8Array {
  const block = new Uint8Array(BLOCK);
  writeTarHeader(block, header);
  return block;
}

/** Writes that block over another one. */
export function writeTarHeader(block: Uint8Array, header: TarHeader): void {
  block.fill(0);
  writeText(block, 0, header.name);
  writeTarNumber(block, 100, 8, header.mode);
  writeTarNumber(block, 108, 8, header.uid);
  writeTarNumber(block, 116, 8, header.gid);
  writeTarNumber(block, 124, 12, header.size);
  writeTarNumber(block, 136, 12, header.mtime);
  block[156] = header.type === "nul" ? 0 : header.type.charCodeAt(0);
  writeText(block, 157, header.linkname);
  writeText(block, MAGIC, MAGICS[header.dialect]);
  writeText(block, 265, header.uname);
  writeText(block, 297, header.gname);
  const [major = "", minor = ""] = header.deviceSpelling.split(",");
  writeTarNumber(block, 329, 8, { value: 0, spelling: major });
  writeTarNumber(block, 337, 8, { value: 0, spelling: minor });
  writeText(block, 345, header.prefix);
  writeText(block, ...spelledHeaderTimes(header.headerTimes));
  const value = sumOfBlock(block) + 8 * 0x20;
  writeTarNumber(block, CHECKSUM, 8, { value, spelling: header.checksumSpelling });
}

function writeText(block: Uint8Array, at: number, value: string): void {
  for (let next = 0; next < value.length; next++) block[at + next] = value.charCodeAt(next);
}
