import { pathFromBytes, pathToBytes, type PathBytes } from "../../path-bytes.ts";
import type { FieldKey } from "../fields.ts";
import { bytesOfHex, hexOf } from "../hex.ts";
import type { Fields } from "../model.ts";
import { checkName } from "../names.ts";
import type { Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";

/** Flags of a gzip header (RFC 1952, section 2.3.1). */
const FTEXT = 1;
const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;

const FIXED = 10;
const LONGEST_NAME = 255;
const LONGEST_COMMENT = 4096;

/** A header whose parts end at `length`. */
export interface GzipHeader {
  readonly fields: Fields;
  readonly length: number;
}

/**
 * Reads the header at the start of `bytes`; null when it goes on behind them, which the caps on its texts bound.
 */
export function parseGzipHeader(bytes: Uint8Array, crc32: Crc32): GzipHeader | null {
  if (bytes.length < FIXED) return null;
  const flags = checkStart(bytes);
  const fields: Taken = new Map();
  fields.set("gzip.mtime", String(new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)));
  fields.set("gzip.xfl", String(bytes[8]));
  fields.set("gzip.os", String(bytes[9]));
  if ((flags & FTEXT) !== 0) fields.set("gzip.ftext", "1");
  let length: number | null = FIXED;
  for (const [flag, take] of PARTS) {
    if ((flags & flag) === 0) continue;
    length = take(bytes, length, fields, crc32);
    if (length === null) return null;
  }
  return { fields, length };
}

function checkStart([id1, id2, method, flags = 0]: Uint8Array): number {
  if (id1 !== 0x1f || id2 !== 0x8b || method !== 8) refuse("gzip-header", 0, "another header");
  if (flags > 31) refuse("gzip-flags", 3, `flags 0x${flags.toString(16)}`);
  return flags;
}

type Taken = Map<FieldKey, string>;

/** The optional parts in their order; each gives the offset behind it, or null when it goes on behind the bytes. */
const PARTS = [
  [FEXTRA, takeExtra],
  [FNAME, takeName],
  [FCOMMENT, takeComment],
  [FHCRC, takeChecksum],
] as const;

function takeExtra(bytes: Uint8Array, at: number, fields: Taken): number | null {
  const end = at + 2 + uint16(bytes, at);
  if (bytes.length < end) return null;
  let next = at + 2;
  while (next + 4 <= end) next += 4 + uint16(bytes, next + 2);
  if (next !== end) refuse("gzip-extra", at, "a subfield that ends elsewhere");
  fields.set("gzip.extra", hexOf(bytes.subarray(at + 2, end)));
  return end;
}

function takeName(bytes: Uint8Array, at: number, fields: Taken): number | null {
  const name = takeText(bytes, at, LONGEST_NAME);
  if (name === null) return null;
  // `gunzip -N` would create a file of this name.
  checkName(name, at);
  fields.set("gzip.name", name);
  return at + name.length + 1;
}

function takeComment(bytes: Uint8Array, at: number, fields: Taken): number | null {
  const comment = takeText(bytes, at, LONGEST_COMMENT);
  if (comment === null) return null;
  fields.set("gzip.comment", comment);
  return at + comment.length + 1;
}

function takeText(bytes: Uint8Array, at: number, longest: number): string | null {
  const end = bytes.indexOf(0, at);
  const length = (end === -1 ? bytes.length : end) - at;
  if (length > longest) refuse("limit-meta", at, `a text of more than ${String(longest)} bytes`);
  return end === -1 ? null : pathFromBytes(bytes.subarray(at, end));
}

function takeChecksum(bytes: Uint8Array, at: number, fields: Taken, crc32: Crc32): number | null {
  if (bytes.length < at + 2) return null;
  if (uint16(bytes, at) !== (crc32(bytes.subarray(0, at), 0) & 0xffff)) {
    refuse("gzip-header-crc", at, "another checksum");
  }
  fields.set("gzip.fhcrc", "1");
  return at + 2;
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** The header that `parseGzipHeader` reads as these fields. */
export function serialiseGzipHeader(fields: Fields, crc32: Crc32): Uint8Array {
  const number = (key: FieldKey): number => Number(fields.get(key));
  const flag = (key: FieldKey, value: number): number => (fields.has(key) ? value : 0);
  const flags =
    flag("gzip.ftext", FTEXT) |
    flag("gzip.fhcrc", FHCRC) |
    flag("gzip.extra", FEXTRA) |
    flag("gzip.name", FNAME) |
    flag("gzip.comment", FCOMMENT);
  const bytes = [0x1f, 0x8b, 8, flags, ...little(number("gzip.mtime"), 4)];
  bytes.push(number("gzip.xfl"), number("gzip.os"));
  const extra = fields.get("gzip.extra");
  if (extra !== undefined) bytes.push(...little(extra.length / 2, 2), ...bytesOfHex(extra));
  for (const key of ["gzip.name", "gzip.comment"] as const) {
    const text = fields.get(key);
    if (text !== undefined) bytes.push(...pathToBytes(`${text}\0` as PathBytes));
  }
  if (fields.has("gzip.fhcrc")) bytes.push(...little(crc32(Uint8Array.from(bytes), 0) & 0xffff, 2));
  return Uint8Array.from(bytes);
}

function little(value: number, length: number): number[] {
  return Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) % 256);
}
