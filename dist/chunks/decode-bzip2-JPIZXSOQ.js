import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import "./chunk-QLIL6GH6.js";

// src/adapters/bzip2/bits.ts
var SHORT = /* @__PURE__ */ Symbol("short");
var MARGIN = 4;
var Bits = class {
  #bytes = new Uint8Array(MARGIN);
  #length = 0;
  /** The next bit, counted from the first byte that is held. */
  #at = 0;
  /** Bits that are there and not taken. */
  get left() {
    return this.#length * 8 - this.#at;
  }
  /** Bits up to the next whole byte. */
  get toByte() {
    return -this.#at & 7;
  }
  /** A mark to come back to. */
  get at() {
    return this.#at;
  }
  goTo(at) {
    this.#at = at;
  }
  append(bytes) {
    const start = this.#at >> 3;
    const kept = this.#length - start;
    const joined = new Uint8Array(kept + bytes.length + MARGIN);
    joined.set(this.#bytes.subarray(start, this.#length));
    joined.set(bytes, kept);
    this.#bytes = joined;
    this.#length = kept + bytes.length;
    this.#at &= 7;
  }
  /** The next 24 bits, zeros where the input ends. */
  peek24() {
    const bytes = this.#bytes;
    const index = this.#at >> 3;
    const word = (bytes[index] ?? 0) << 24 | (bytes[index + 1] ?? 0) << 16 | (bytes[index + 2] ?? 0) << 8 | (bytes[index + 3] ?? 0);
    return word << (this.#at & 7) >>> 8;
  }
  skip(count) {
    this.#at += count;
  }
  /** Takes up to 24 bits; throws `SHORT` where they are not there. */
  take(count) {
    if (this.left < count) throw SHORT;
    const value = this.peek24() >>> 24 - count;
    this.#at += count;
    return value;
  }
};

// src/adapters/bzip2/block-content.ts
var ROOM = 256 * 1024;
var RUN = 4;
var CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? value << 1 ^ 79764919 : value << 1;
  return value;
});
function* contentOf(symbols, rows) {
  const { head, length } = symbols;
  if (head.origin >= length) throw new Error("a block that begins nowhere");
  linkRows(symbols, rows);
  const piece = new Uint8Array(ROOM);
  let filled = 0;
  let crc = -1;
  let row = (rows[head.origin] ?? 0) >>> 8;
  let last = -1;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const entry = rows[row] ?? 0;
    row = entry >>> 8;
    const byte = entry & 255;
    if (run === RUN) {
      for (let more = byte; more > 0; more--) {
        piece[filled++] = last;
        crc = crc << 8 ^ (CRC_TABLE[crc >>> 24 ^ last] ?? 0);
      }
      run = 0;
      last = -1;
    } else {
      piece[filled++] = byte;
      crc = crc << 8 ^ (CRC_TABLE[crc >>> 24 ^ byte] ?? 0);
      run = byte === last ? run + 1 : 1;
      last = byte;
    }
    if (filled > ROOM - 256) {
      yield piece.subarray(0, filled);
      filled = 0;
    }
  }
  if (run === RUN) throw new Error("a run without the count that belongs behind it");
  if ((crc ^ -1) >>> 0 !== head.crc) throw new Error("another checksum of a block");
  if (filled > 0) yield piece.subarray(0, filled);
}
function linkRows({ counts, length }, rows) {
  const next = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte++) {
    next[byte] = (next[byte - 1] ?? 0) + (counts[byte - 1] ?? 0);
  }
  for (let at = 0; at < length; at++) {
    const byte = (rows[at] ?? 0) & 255;
    const row = next[byte] ?? 0;
    next[byte] = row + 1;
    rows[row] = (rows[row] ?? 0) | at << 8;
  }
}

// src/adapters/bzip2/code-table.ts
var LONGEST_CODE = 20;
var QUICK = 10;
var CodeTable = class {
  /** By the next `QUICK` bits: length and symbol, or 0 for a longer code. */
  #quick = new Uint16Array(1 << QUICK);
  /** Symbols in the order of their codes. */
  #symbols;
  /** By length: the first value of 20 bits that is beyond the codes of this length. */
  #limits = new Uint32Array(LONGEST_CODE + 1);
  /** By length: what makes an index of symbols out of a code. */
  #bases = new Int32Array(LONGEST_CODE + 1);
  constructor(lengths) {
    this.#symbols = new Uint16Array(lengths.length);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code *= 2;
      this.#bases[length] = index - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        if (code >= 2 ** length) throw new Error("a code with more symbols than it has room for");
        this.#symbols[index] = symbol;
        if (length <= QUICK) {
          const first = code << QUICK - length;
          this.#quick.fill(length << 9 | symbol, first, first + (1 << QUICK - length));
        }
        code += 1;
        index += 1;
      }
      this.#limits[length] = code * 2 ** (LONGEST_CODE - length);
    }
  }
  /** Length and symbol (in the low nine bits) of the code that these 20 bits begin with. */
  find(bits) {
    const found = this.#quick[bits >>> LONGEST_CODE - QUICK] ?? 0;
    if (found !== 0) return found;
    for (let length = QUICK + 1; length <= LONGEST_CODE; length++) {
      if (bits >= (this.#limits[length] ?? 0)) continue;
      const index = (bits >>> LONGEST_CODE - length) + (this.#bases[length] ?? 0);
      return length << 9 | (this.#symbols[index] ?? 0);
    }
    throw new Error("a code that no symbol has");
  }
};

// src/adapters/bzip2/block-head.ts
var MOST_SELECTORS = 18002;
var MOST_TABLES = 6;
function readBlockHead(bits) {
  const crc = (bits.take(16) << 16 | bits.take(16)) >>> 0;
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
function readBytesInUse(bits) {
  const ranges = bits.take(16);
  const bytes = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & 32768 >> range) === 0) continue;
    const map = bits.take(16);
    for (let at = 0; at < 16; at++) {
      if ((map & 32768 >> at) !== 0) bytes.push(range * 16 + at);
    }
  }
  if (bytes.length === 0) throw new Error("a block of no bytes");
  return Uint8Array.from(bytes);
}
function readSelectors(bits, tables) {
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
function readTable(bits, symbols) {
  const lengths = new Uint8Array(symbols);
  let length = bits.take(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (; ; ) {
      if (length < 1 || length > LONGEST_CODE) throw new Error(`a code of ${String(length)} bits`);
      if (bits.take(1) === 0) break;
      length += bits.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return new CodeTable(lengths);
}

// src/adapters/bzip2/block-symbols.ts
var GROUP = 50;
var RUN_B = 1;
var BlockSymbols = class {
  head;
  /** The sorted rotations' last bytes, in the low eight bits. */
  #rows;
  #size;
  #counts = new Uint32Array(256);
  /** The bytes in use, the most recent one first. */
  #recent;
  #table = null;
  #group = 0;
  #leftInGroup = 0;
  #length = 0;
  #run = 0;
  #digit = 1;
  /** `rows` is filled from its start; `size` is how many bytes a block may have. */
  constructor(head, rows, size) {
    this.head = head;
    this.#rows = rows;
    this.#size = size;
    this.#recent = head.bytes.slice();
  }
  get length() {
    return this.#length;
  }
  /** How often each byte is in the block. */
  get counts() {
    return this.#counts;
  }
  /** Takes symbols as far as the input goes; true when the last one was there. */
  take(bits) {
    const end = this.#recent.length + 1;
    while (bits.left >= LONGEST_CODE) {
      const found = this.#tableOfNext().find(bits.peek24() >>> 24 - LONGEST_CODE);
      bits.skip(found >>> 9);
      const symbol = found & 511;
      if (symbol <= RUN_B) {
        this.#run += (symbol + 1) * this.#digit;
        this.#digit *= 2;
        if (this.#run > this.#size) throw new Error("a run that is longer than a block");
        continue;
      }
      if (this.#run > 0) this.#putRun();
      if (symbol === end) return true;
      this.#put(this.#toFront(symbol - 1), 1);
    }
    return false;
  }
  #tableOfNext() {
    if (this.#leftInGroup === 0 || this.#table === null) {
      const { selectors, tables } = this.head;
      const table = tables[selectors[this.#group] ?? tables.length];
      if (table === void 0) throw new Error("more symbols than there are selectors for");
      this.#table = table;
      this.#group += 1;
      this.#leftInGroup = GROUP;
    }
    this.#leftInGroup -= 1;
    return this.#table;
  }
  #putRun() {
    this.#put(this.#recent[0] ?? 0, this.#run);
    this.#run = 0;
    this.#digit = 1;
  }
  #toFront(place) {
    const recent = this.#recent;
    const byte = recent[place] ?? 0;
    for (let at = place; at > 0; at--) recent[at] = recent[at - 1] ?? 0;
    recent[0] = byte;
    return byte;
  }
  #put(byte, times) {
    const end = this.#length + times;
    if (end > this.#size) throw new Error("a block that is longer than its level allows");
    if (times === 1) this.#rows[this.#length] = byte;
    else this.#rows.fill(byte, this.#length, end);
    this.#length = end;
    this.#counts[byte] = (this.#counts[byte] ?? 0) + times;
  }
};

// src/adapters/decode-bzip2.ts
var BLOCK = [3227993, 2511705];
var END = [1536581, 3690640];
var LEVEL = 1e5;
function openBzip2() {
  return new Bzip2Decoder();
}
var Bzip2Decoder = class {
  #bits = new Bits();
  #size = 0;
  #rows = new Uint32Array(0);
  #symbols = null;
  #crc = 0;
  #ended = false;
  async *write(bytes) {
    if (this.#ended) return { consumed: 0, ended: true };
    this.#bits.append(bytes);
    for (; ; ) {
      const part = this.#readPart();
      if (part === "short") return { consumed: bytes.length, ended: false };
      if (part === "end") {
        this.#ended = true;
        return { consumed: bytes.length - this.#bits.left / 8, ended: true };
      }
      if (part === "header") continue;
      yield* contentOf(part, this.#rows);
      this.#crc = (this.#crc << 1 | this.#crc >>> 31) ^ part.head.crc;
      this.#symbols = null;
    }
  }
  // eslint-disable-next-line require-yield -- all content is given as soon as its block is whole
  async *finish() {
    if (!this.#ended) throw new Error("the end of the data");
    return { consumed: 0, ended: true };
  }
  close() {
    this.#rows = new Uint32Array(0);
    this.#ended = true;
  }
  /** Reads the header, all of a block, or the end; `short` where the input does not suffice. */
  #readPart() {
    const start = this.#bits.at;
    try {
      if (this.#size === 0) return this.#readHeader();
      this.#symbols ??= this.#readStart();
    } catch (error) {
      if (error !== SHORT) throw error;
      this.#bits.goTo(start);
      return "short";
    }
    if (this.#symbols === null) return "end";
    return this.#symbols.take(this.#bits) ? this.#symbols : "short";
  }
  #readHeader() {
    this.#bits.take(24);
    this.#size = (this.#bits.take(8) - 48) * LEVEL;
    this.#rows = new Uint32Array(this.#size);
    return "header";
  }
  /** The head of a block, or null for the end; both begin where the block before ended, at any bit. */
  #readStart() {
    const magic = [this.#bits.take(24), this.#bits.take(24)];
    if (magic.every((half, at) => half === BLOCK[at])) {
      return new BlockSymbols(readBlockHead(this.#bits), this.#rows, this.#size);
    }
    if (!magic.every((half, at) => half === END[at])) {
      throw new Error("neither a block nor the end");
    }
    this.#readEnd();
    return null;
  }
  #readEnd() {
    const crc = (this.#bits.take(16) << 16 | this.#bits.take(16)) >>> 0;
    if (crc !== this.#crc >>> 0) throw new Error("another checksum of the content");
    this.#bits.take(this.#bits.toByte);
  }
};
export {
  openBzip2
};
