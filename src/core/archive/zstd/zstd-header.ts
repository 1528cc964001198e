import type { FieldKey } from "../fields.ts";
import type { Fields } from "../model.ts";
import { refuse } from "../refusal.ts";

/** The largest window that is decoded, as a power of two: what `zstd` and libarchive take without being asked. */
export const LONGEST_WINDOW_LOG = 27;

const LONGEST_WINDOW = 2 ** LONGEST_WINDOW_LOG;

/** Bits of the frame header descriptor (RFC 8878, section 3.1.1.1.1). */
const SINGLE_SEGMENT = 0x20;
const UNUSED_AND_RESERVED = 0x18;
const CHECKSUM = 0x04;
const DICTIONARY_ID = 0x03;

/** Bytes of magic and descriptor. */
const FIXED = 5;
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** What the header of a zstd frame says. */
export interface ZstdHeader {
  readonly fields: Fields;
  readonly length: number;
  readonly hasChecksum: boolean;
  /** The content's length, where the header declares it. */
  readonly contentSize: bigint | null;
}

/** Reads the header at the start of `bytes`, which begins with the magic; null when it goes on behind them. */
export function parseZstdHeader(bytes: Uint8Array): ZstdHeader | null {
  const descriptor = bytes[4];
  // mutant: the bytes would be too few below, too
  if (descriptor === undefined) return null;
  if ((descriptor & UNUSED_AND_RESERVED) !== 0) refuse("zstd-header", 4, "a reserved flag");
  if ((descriptor & DICTIONARY_ID) !== 0) refuse("zstd-dictionary", 4, "a dictionary's number");
  const isSingle = (descriptor & SINGLE_SEGMENT) !== 0;
  const width = sizeWidth(descriptor);
  const sizeAt = FIXED + (isSingle ? 0 : 1);
  const length = sizeAt + width;
  if (bytes.length < length) return null;
  const fields = new Map<FieldKey, string>();
  const contentSize =
    width === 0 ? null : littleEndian(bytes.subarray(sizeAt, length)) + bias(width);
  const windowSize = isSingle ? Number(contentSize) : windowOf(bytes[FIXED] ?? 0);
  if (windowSize > LONGEST_WINDOW)
    refuse("zstd-window", FIXED, `a window of ${String(windowSize)} bytes`);
  if (!isSingle) fields.set("zstd.window", String(windowSize));
  if (width > 0) fields.set("zstd.size-width", String(width));
  const hasChecksum = (descriptor & CHECKSUM) !== 0;
  if (hasChecksum) fields.set("zstd.checksum", "1");
  return { fields, length, hasChecksum, contentSize };
}

/** Bytes in which the content size is written (section 3.1.1.1.4). */
function sizeWidth(descriptor: number): number {
  const flag = descriptor >> 6;
  if (flag === 0) return (descriptor & SINGLE_SEGMENT) === 0 ? 0 : 1;
  return 2 ** flag;
}

/** A size in two bytes counts from 256 on. */
function bias(width: number): bigint {
  return width === 2 ? 256n : 0n;
}

/** Bytes of the window (section 3.1.1.1.2). */
function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}

/** The header that `parseZstdHeader` reads as these fields, of a frame with so much content. */
export function serialiseZstdHeader(fields: Fields, contentSize: bigint): Uint8Array {
  const width = Number(fields.get("zstd.size-width") ?? 0);
  const windowSize = fields.get("zstd.window");
  const sizeFlag = width < 2 ? 0 : Math.log2(width);
  const descriptor =
    (sizeFlag << 6) |
    (windowSize === undefined ? SINGLE_SEGMENT : 0) |
    (fields.has("zstd.checksum") ? CHECKSUM : 0);
  const bytes = [...MAGIC, descriptor];
  if (windowSize !== undefined) bytes.push(windowDescriptor(Number(windowSize)));
  let rest = contentSize - bias(width);
  for (let at = 0; at < width; at++) {
    bytes.push(Number(rest & 255n));
    rest >>= 8n;
  }
  return Uint8Array.from(bytes);
}

function windowDescriptor(windowSize: number): number {
  const exponent = Math.floor(Math.log2(windowSize));
  return ((exponent - 10) << 3) | ((windowSize / 2 ** exponent - 1) * 8);
}
