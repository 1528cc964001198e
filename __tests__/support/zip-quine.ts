import { crc32 } from "node:zlib";
import { rootOf } from "./affine.ts";
import { join } from "./archives.ts";

function littleEndian(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) % 256);
}

/** A stored deflate block without its data. */
function stored(length: number, last = false): Uint8Array {
  const fields = [littleEndian(length, 2), littleEndian(0xffff - length, 2)] as const;
  return join(Uint8Array.of(last ? 1 : 0), ...fields);
}

/** Bytes of an instruction; long enough for a match of more than a local header. */
const UNIT = 10;

/** Print the next `length` bytes: an empty stored block, and one that waits for its data. */
function print(length: number): Uint8Array {
  return join(stored(0), stored(length));
}

/** Codes of deflate for one length and the same distance (RFC 1951, section 3.2.5). */
const MATCHES = [
  { from: 35, to: 42, length: 273, lengthBits: 3, distance: 10, distanceFrom: 33, distanceBits: 4 },
  { from: 83, to: 96, length: 278, lengthBits: 4, distance: 12, distanceFrom: 65, distanceBits: 5 },
] as const;

/** Print the last `length` bytes again: a match, an empty block of fixed codes, and a stored one up to the last byte. */
function repeat(length: number): Uint8Array {
  const match = MATCHES.find(({ from, to }) => length >= from && length <= to);
  if (match === undefined) throw new RangeError(`no match of ${String(length)} bytes`);
  const bits: number[] = [];
  const lowestFirst = (value: number, width: number): void => {
    for (let bit = 0; bit < width; bit++) bits.push((value >> bit) & 1);
  };
  const code = (value: number, width: number): void => {
    for (let bit = width - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  bits.push(0, 1, 0);
  code(match.length - 256, 7);
  lowestFirst(length - match.from, match.lengthBits);
  code(match.distance, 5);
  lowestFirst(length - match.distanceFrom, match.distanceBits);
  code(0, 7);
  bits.push(0, 1, 0);
  code(0, 7);
  const bytes = new Uint8Array(UNIT - 4);
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  // The three bits that begin a stored block are zero, as is what fills its byte.
  return join(bytes, littleEndian(0, 2), littleEndian(0xffff, 2));
}

/**
 * A zip whose only file is the zip itself. The program is that of the gzip quine: every part is printed twice, once
 * from its own text and once by repeating; the checksum, which is in it in two places, is the root of an equation.
 */
export function zipQuine(): Uint8Array {
  const name = "r";
  const fileWith = (crc: number, packed: number, size: number): Uint8Array => {
    const record = [
      ...[20, 0, 8, 0, 33].map((value) => littleEndian(value, 2)),
      ...[crc, packed, size].map((value) => littleEndian(value, 4)),
      ...[name.length, 0].map((value) => littleEndian(value, 2)),
    ];
    const head = join("PK\u0003\u0004", ...record, name);
    const directory = join(
      "PK\u0001\u0002",
      littleEndian(20, 2),
      ...record,
      new Uint8Array(14),
      name,
    );
    const end = join(
      "PK\u0005\u0006",
      ...[0, 0, 1, 1].map((value) => littleEndian(value, 2)),
      littleEndian(directory.length, 4),
      littleEndian(head.length + packed, 4),
      littleEndian(0, 2),
    );
    const tail = join(stored(0, true), directory, end);
    const [pHead, rHead] = [print(head.length + UNIT), repeat(head.length + UNIT)];
    const [p0, p1, p4, r4] = [print(0), print(UNIT), print(4 * UNIT), repeat(4 * UNIT)];
    const [pTail, rTail] = [print(tail.length + UNIT), repeat(tail.length + UNIT)];
    return join(
      ...[head, pHead, head, pHead, rHead],
      ...[p1, rHead, p1, p1],
      ...[p4, rHead, p1, p1, p4, r4],
      ...[p4, r4, p4, r4, p4, r4],
      ...[p4, r4, p0, p0, pTail, r4],
      ...[p0, p0, pTail, rTail, tail, rTail, tail],
    );
  };
  const { length } = fileWith(0, 0, 0);
  const around = 30 + name.length + 46 + name.length + 22;
  const crc = rootOf((value) => crc32(fileWith(value, length - around, length)) ^ value);
  if (crc === null) throw new Error("no checksum fits");
  return fileWith(crc, length - around, length);
}
