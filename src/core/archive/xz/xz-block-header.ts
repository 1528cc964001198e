import type { Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import { readUint32 } from "./xz-header.ts";
import { XzVli } from "./xz-vli.ts";

/** The largest dictionary that is decoded, bytes: twice what `xz -9` asks for. */
export const LARGEST_DICTIONARY = 128 * 1024 * 1024;

/** Bits of the block flags (xz file format 1.2.1, section 3.1.2). */
const FILTERS = 0x03;
const RESERVED = 0x3c;
const PACKED_SIZE = 0x40;
const SIZE = 0x80;

const LZMA2 = 0x21n;

/** What a block says of itself. */
export interface XzBlockHeader {
  /** Bytes of the compressed data, where declared. */
  readonly packedSize: bigint | null;
  /** Bytes of the content, where declared. */
  readonly size: bigint | null;
  readonly dictionary: number;
}

/** Bytes of the block header whose first byte this is. */
export function blockHeaderLength(first: number): number {
  return (first + 1) * 4;
}

/** Reads a whole block header, which stands at `offset`. */
export function parseBlockHeader(bytes: Uint8Array, offset: number, crc32: Crc32): XzBlockHeader {
  const end = bytes.length - 4;
  if (readUint32(bytes, end) !== crc32(bytes.subarray(0, end), 0)) {
    refuse("xz-block-header", offset + end, "another checksum of the block header");
  }
  const malformed = (found: string): never => refuse("xz-block-header", offset, found);
  const flags = bytes[1] ?? 0;
  if ((flags & RESERVED) !== 0) malformed("a reserved flag");
  let at = 2;
  const vli = new XzVli();
  const number = (): bigint => {
    for (;;) {
      if (at >= end) malformed("a number without end");
      const value = vli.take(bytes[at++] ?? 0);
      if (value === undefined) malformed("a number with a needless byte");
      else if (value !== null) return value;
    }
  };
  const packedSize = (flags & PACKED_SIZE) === 0 ? null : number();
  const size = (flags & SIZE) === 0 ? null : number();
  if ((flags & FILTERS) !== 0) refuse("xz-filter", offset, "another filter in front of LZMA2");
  const filter = number();
  if (filter !== LZMA2) refuse("xz-filter", offset, `filter 0x${filter.toString(16)}`);
  if (number() !== 1n || at >= end) malformed("properties of another length");
  const dictionary = dictionaryOf(bytes[at++] ?? 0, offset);
  if (bytes.subarray(at, end).some((byte) => byte !== 0)) malformed("padding that is not zero");
  return { packedSize, size, dictionary };
}

/** Bytes of the dictionary (section 5.3.1). */
function dictionaryOf(property: number, offset: number): number {
  if (property > 40) refuse("xz-block-header", offset, "a dictionary of no size");
  const size = (2 | (property & 1)) * 2 ** ((property >> 1) + 11);
  if (size > LARGEST_DICTIONARY) refuse("xz-dictionary", offset, `${String(size)} bytes`);
  return size;
}
