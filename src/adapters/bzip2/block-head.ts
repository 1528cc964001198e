import type { Bits } from "./bits.ts";
import { CodeTable, LONGEST_CODE } from "./code-table.ts";

/** 900,000 symbols in groups of 50, and the two that `bzip2` itself may write on top. */
const MOST_SELECTORS = 18_002;
const MOST_TABLES = 6;

/** What stands in front of a block's symbols. */
export interface BlockHead {
  readonly crc: number;
  /** Row of the sorted rotations that the content is. */
  readonly origin: number;
  /** Bytes that occur, ascending. */
  readonly bytes: Uint8Array;
  /** By group of 50 symbols, the number of its table. */
  readonly selectors: Uint8Array;
  readonly tables: readonly CodeTable[];
}

/** Reads it behind the block's magic. Throws `SHORT` for input that ends too early, else an error. */
export function readBlockHead(bits: Bits): BlockHead {
  const crc = ((bits.take(16) << 16) | bits.take(16)) >>> 0;
  if (bits.take(1) !== 0)
    throw new Error("a randomised block, which no packer has made since 1997");
  const origin = bits.take(24);
  const bytes = readBytesInUse(bits);
  const count = bits.take(3);
  if (count < 2 || count > MOST_TABLES) throw new Error(`${String(count)} tables of codes`);
  const selectors = readSelectors(bits, count);
  const tables = Array.from({ length: count }, () => readTable(bits, bytes.length + 2));
  return { crc, origin, bytes, selectors, tables };
}

function readBytesInUse(bits: Bits): Uint8Array {
  const ranges = bits.take(16);
  const bytes: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const map = bits.take(16);
    for (let at = 0; at < 16; at++) {
      if ((map & (0x8000 >> at)) !== 0) bytes.push(range * 16 + at);
    }
  }
  if (bytes.length === 0) throw new Error("a block of no bytes");
  return Uint8Array.from(bytes);
}

function readSelectors(bits: Bits, tables: number): Uint8Array {
  const count = bits.take(15);
  if (count === 0 || count > MOST_SELECTORS) throw new Error(`${String(count)} selectors`);
  const recent = Array.from({ length: tables }, (_, table) => table);
  const selectors = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    let place = 0;
    while (bits.take(1) === 1) {
      place += 1;
      if (place >= tables) throw new Error("a selector of no table");
    }
    const [table = 0] = recent.splice(place, 1);
    recent.unshift(table);
    selectors[at] = table;
  }
  return selectors;
}

function readTable(bits: Bits, symbols: number): CodeTable {
  const lengths = new Uint8Array(symbols);
  let length = bits.take(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw new Error(`a code of ${String(length)} bits`);
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new CodeTable(lengths);
}
