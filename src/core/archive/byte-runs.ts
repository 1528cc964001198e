import { timingSafeEqual } from "node:crypto";

const ZEROS = new Uint8Array(512);

/** Offset of the first byte that is not zero, or -1; at most 512 bytes are looked at. */
export function firstNonZero(bytes: Uint8Array, from: number, to: number): number {
  // mutant `bytes[from] !== 0 && from < to`: what follows finds the same byte, only slower
  if (bytes[from] !== 0 && from < to) return from;
  // A native comparison: a loop over every field of every header would be the larger part of reading.
  if (equalBytes(bytes.subarray(from, to), ZEROS.subarray(0, to - from))) return -1;
  let at = from;
  while (bytes[at] === 0) at += 1;
  return at;
}

/** Whether two byte strings are the same. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Bytes that are compared natively at a time, at most and at least: a loop over many bytes is many times slower. */
const STRETCH = { longest: 4096, shortest: 64 };

/** How many bytes two byte strings have in common at their start. */
export function commonStart(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (let length = STRETCH.longest; length >= STRETCH.shortest;) {
    const end = at + length;
    if (end <= most && equalBytes(a.subarray(at, end), b.subarray(at, end))) at = end;
    else length >>= 1;
  }
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}

/** How many bytes two byte strings have in common at their end. */
export function commonEnd(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (let length = STRETCH.longest; length >= STRETCH.shortest;) {
    const before = (bytes: Uint8Array) =>
      bytes.subarray(bytes.length - at - length, bytes.length - at);
    if (at + length <= most && equalBytes(before(a), before(b))) at += length;
    else length >>= 1;
  }
  while (at < most && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
}

/** Sum of all bytes of a block of 512. */
export function sumOfBlock(block: Uint8Array): number {
  const aligned = block.byteOffset % 4 === 0 ? block : block.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, 128);
  // Two sums side by side, each of at most 2 * 128 * 255, which 16 bits hold.
  let sums = 0;
  for (const word of words) sums += (word & 0x00ff00ff) + ((word >>> 8) & 0x00ff00ff);
  return (sums & 0xffff) + Math.floor(sums / 0x10000);
}

/** All of them one after the other. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
