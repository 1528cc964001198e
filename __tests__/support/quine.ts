import { crc32 } from "node:zlib";
import { rootOf } from "./affine.ts";
import { join } from "./archives.ts";

function littleEndian(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) % 256);
}

/** A stored deflate block without its data: print the next `length` bytes. Five bytes. */
function print(length: number, last = false): Uint8Array {
  return join(
    Uint8Array.of(last ? 1 : 0),
    littleEndian(length, 2),
    littleEndian(0xffff - length, 2),
  );
}

/**
 * A deflate block of fixed codes: print the last `length` bytes again, 17 to 20 of them. Two matches of at most ten
 * bytes make it five bytes long, too.
 */
function repeat(length: number): Uint8Array {
  const bits: number[] = [0, 1, 0];
  const code = (value: number, width: number): void => {
    for (let bit = width - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  for (const part of [10, length - 10]) {
    code(part - 2, 7); // lengths 3 to 10 have the codes 1 to 8
    code(8, 5); // distances 17 to 24, which three bits tell apart, lowest first
    for (let bit = 0; bit < 3; bit++) bits.push(((length - 17) >> bit) & 1);
  }
  code(0, 7);
  const bytes = new Uint8Array(5);
  bits.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return bytes;
}

/**
 * A gzip file that decompresses to itself. Its program prints every part of it twice, once from its own text and once
 * by repeating, in such an order that output and program are the same; the checksum is the root of an equation.
 */
export function gzipQuine(): Uint8Array {
  const name = "self\0";
  const head = join(Uint8Array.of(0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3), name);
  const headAndPrint = head.length + 5;
  const four = 20;
  const programWith = (tail: Uint8Array): Uint8Array => {
    const tailAndRepeat = tail.length + 5;
    const [pHead, rHead] = [print(headAndPrint), repeat(headAndPrint)];
    const [p0, p1, p4, r4] = [print(0), print(5), print(four), repeat(four)];
    const [pTail, rTail] = [print(tailAndRepeat), repeat(tailAndRepeat)];
    return join(
      ...[head, pHead, head, pHead, rHead],
      ...[p1, rHead, p1, p1],
      ...[p4, rHead, p1, p1, p4, r4],
      ...[p4, r4, p4, r4, p4, r4],
      ...[p4, r4, p0, p0, pTail, r4],
      ...[p0, p0, pTail, rTail, tail, rTail, tail],
    );
  };
  const fileWith = (crc: number, size: number): Uint8Array =>
    programWith(join(print(0, true), littleEndian(crc, 4), littleEndian(size, 4)));
  const { length } = fileWith(0, 0);
  const crc = rootOf((value) => crc32(fileWith(value, length)) ^ value);
  if (crc === null) throw new Error("no checksum fits");
  return fileWith(crc, length);
}
