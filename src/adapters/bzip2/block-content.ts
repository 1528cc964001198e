import type { BlockSymbols } from "./block-symbols.ts";

/** Room for one piece of content. */
const ROOM = 256 * 1024;
/** Equal bytes after which a count of more stands. */
const RUN = 4;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/**
 * The content of a block whose symbols are all there: undoes the sorting and the first run-length coding. A piece
 * holds until the next one is asked for. Throws where checksum or runs are wrong.
 */
export function* contentOf(
  symbols: BlockSymbols,
  rows: Uint32Array,
): Generator<Uint8Array, void, void> {
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
        crc = (crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ last] ?? 0);
      }
      run = 0;
      last = -1;
    } else {
      piece[filled++] = byte;
      crc = (crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0);
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

/** Puts into each row which row follows it. */
function linkRows({ counts, length }: BlockSymbols, rows: Uint32Array): void {
  const next = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte++) {
    next[byte] = (next[byte - 1] ?? 0) + (counts[byte - 1] ?? 0);
  }
  for (let at = 0; at < length; at++) {
    const byte = (rows[at] ?? 0) & 255;
    const row = next[byte] ?? 0;
    next[byte] = row + 1;
    rows[row] = (rows[row] ?? 0) | (at << 8);
  }
}
