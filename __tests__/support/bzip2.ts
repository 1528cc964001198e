import { bytesOf, type Bytes } from "./archives.ts";

export interface Bzip2Block {
  /** Bytes of the block as they are sorted: after the first run-length coding. */
  readonly content: Bytes;
  /** What the block decodes to, where that is something else. */
  readonly decoded?: Bytes;
  readonly crc?: number;
  readonly randomised?: 1;
  readonly origin?: number;
  readonly tables?: number;
  readonly selectors?: number;
  /** Replaces the selectors' bits. */
  readonly selectorBits?: string;
  /** Length of each symbol's code. */
  readonly codeLength?: number;
  /** Replaces the symbols behind the tables: two digits of runs, then places, then the end. */
  readonly symbols?: readonly number[];
  readonly noBytes?: true;
}

export interface Bzip2Options {
  readonly level?: string;
  readonly crc?: number;
  /** The bits that fill the last byte. */
  readonly filling?: "0" | "1";
  readonly magic?: string;
}

/** CRC-32 with the highest bit first. */
export function bzip2Crc(content: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytesOf(content)) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}

function bits(value: number, width: number): string {
  return (value >>> 0).toString(2).padStart(32, "0").slice(-width).padStart(width, "0");
}

/** The last bytes of the sorted rotations, and the row of the content itself. */
function sorted(content: Uint8Array): readonly [last: readonly number[], origin: number] {
  const rotation = (start: number) =>
    String.fromCharCode(...content.subarray(start), ...content.subarray(0, start));
  const starts = Array.from(content, (_, at) => at).sort((a, b) =>
    rotation(a) < rotation(b) ? -1 : 1,
  );
  const last = starts.map((at) => content.at(at - 1) ?? 0);
  return [last, starts.indexOf(0)];
}

/** Move-to-front, with runs of the front in digits 0 and 1 of base two that have no zero. */
function symbolsOf(last: readonly number[], inUse: readonly number[]): readonly number[] {
  const recent = [...inUse];
  const symbols: number[] = [];
  let run = 0;
  const endRun = (): void => {
    for (; run > 0; run = (run - 1) >> 1) symbols.push(1 - (run & 1));
  };
  for (const byte of last) {
    const place = recent.indexOf(byte);
    if (place === 0) {
      run += 1;
      continue;
    }
    endRun();
    symbols.push(place + 1);
    recent.unshift(...recent.splice(place, 1));
  }
  endRun();
  return [...symbols, inUse.length + 1];
}

function blockBits(block: Bzip2Block): string {
  const content = bytesOf(block.content);
  const inUse = block.noBytes ? [] : [...new Set(content)].sort((a, b) => a - b);
  const [last, origin] = sorted(content);
  const symbols = block.symbols ?? symbolsOf(last, inUse);
  const length = block.codeLength ?? Math.ceil(Math.log2(inUse.length + 2));
  const ranges = Array.from({ length: 16 }, (_, range) =>
    inUse.filter((byte) => byte >> 4 === range),
  );
  const tables = block.tables ?? 2;
  const selectors = block.selectors ?? Math.ceil(symbols.length / 50);
  const table = bits(length, 5) + "0".repeat(inUse.length + 2);
  return [
    "314159265359".replace(/./g, (digit) => bits(Number(digit), 4)),
    bits(block.crc ?? bzip2Crc(block.decoded ?? content), 32),
    String(block.randomised ?? 0),
    bits(block.origin ?? origin, 24),
    ...ranges.map((range) => (range.length > 0 ? "1" : "0")),
    ...ranges
      .filter((range) => range.length > 0)
      .map((range) => Array.from({ length: 16 }, (_, at) => +range.some((b) => (b & 15) === at))),
    bits(tables, 3),
    bits(selectors, 15),
    block.selectorBits ?? "0".repeat(selectors),
    table.repeat(tables),
    ...symbols.map((symbol) => bits(symbol, length)),
  ]
    .flat()
    .join("");
}

/** The first run-length coding: a count of more behind four equal bytes. */
export function runsCoded(bytes: Uint8Array): Uint8Array {
  const coded: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    let run = 1;
    while (run < 259 && bytes[at + run] === byte) run += 1;
    coded.push(...Array.from({ length: Math.min(run, 4) }, () => byte));
    if (run >= 4) coded.push(run - 4);
    at += run;
  }
  return Uint8Array.from(coded);
}

/** A bzip2 stream, written bit by bit; blocks are sorted by comparing rotations, so they have to be short. */
export function bzip2Of(blocks: readonly Bzip2Block[], options: Bzip2Options = {}): Uint8Array {
  let crc = 0;
  for (const { crc: own, decoded, content } of blocks) {
    crc = ((crc << 1) | (crc >>> 31)) ^ (own ?? bzip2Crc(decoded ?? content));
  }
  const start = Array.from(bytesOf(`BZh${options.level ?? "1"}`), (byte) => bits(byte, 8));
  const end = (options.magic ?? "177245385090").replace(/./g, (digit) => bits(Number(digit), 4));
  const all = [...start, ...blocks.map(blockBits), end, bits(options.crc ?? crc, 32)].join("");
  const filled = all.padEnd(Math.ceil(all.length / 8) * 8, options.filling ?? "0");
  return Uint8Array.from(filled.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
