import fc from "fast-check";
import { join, withTarChecksum } from "../archives.ts";

/** One damage. Places are numbers taken modulo what there is, so that every change fits every archive. */
export interface Change {
  readonly unit: "byte" | "block" | "part";
  readonly how: "flip" | "insert" | "delete" | "duplicate" | "swap";
  readonly at: number;
  readonly to: number;
  readonly value: number;
  /** Whether a tar header that was right before gets a right checksum again. */
  readonly repaired: boolean;
}

/** Bytes with a meaning somewhere in a header. */
const TELLING = Array.from("\0 /.\\:01257xgLKS9=\n\r~%$\"'*?\x7f\x80\x85\xa0\xc0\xff", (char) =>
  char.charCodeAt(0),
);

const BLOCK = 512;
const place = fc.nat(0xffff);

/** A change of bytes, of blocks of 512, or of whole records. */
export const change: fc.Arbitrary<Change> = fc.record({
  unit: fc.constantFrom("byte", "block", "part"),
  how: fc.constantFrom("flip", "insert", "delete", "duplicate", "swap"),
  at: place,
  to: place,
  value: fc.oneof(fc.constantFrom(...TELLING), fc.nat(255)),
  repaired: fc.boolean(),
});

/** Mostly none, sometimes a few. */
export const fewChanges: fc.Arbitrary<readonly Change[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
);

/** The archive made of these records after these changes, one after the other. */
export function changedParts(parts: readonly Uint8Array[], changes: readonly Change[]): Uint8Array {
  let records = [...parts];
  let bytes: Uint8Array | null = null;
  for (const one of changes) {
    if (one.unit === "part" && bytes === null) {
      records = listChanged(records, one, Uint8Array.of(one.value));
      continue;
    }
    bytes ??= join(...records);
    bytes = one.unit === "byte" ? bytesChanged(bytes, one) : blocksChanged(bytes, one);
  }
  return bytes ?? join(...records);
}

function blocksChanged(bytes: Uint8Array, one: Change): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK) blocks.push(bytes.subarray(at, at + BLOCK));
  return join(...listChanged(blocks, one, new Uint8Array(BLOCK)));
}

function listChanged(
  list: readonly Uint8Array[],
  { how, at, to, value }: Change,
  filler: Uint8Array,
): Uint8Array[] {
  if (list.length === 0) return [];
  const copy = [...list];
  const [here, there] = [at % list.length, to % list.length];
  const [one, other] = [copy[here] ?? filler, copy[there] ?? filler];
  if (how === "swap") [copy[here], copy[there]] = [other, one];
  if (how === "insert") copy.splice(there, 0, filler);
  if (how === "delete") copy.splice(here, 1);
  if (how === "duplicate") copy.splice(there, 0, one);
  if (how === "flip") copy[here] = flipped(one, to, value);
  return copy;
}

function bytesChanged(bytes: Uint8Array, one: Change): Uint8Array {
  if (bytes.length === 0) return bytes;
  const at = one.at % bytes.length;
  const length = 1 + (one.to % 4);
  if (one.how === "insert") {
    return join(bytes.subarray(0, at), new Uint8Array(length).fill(one.value), bytes.subarray(at));
  }
  if (one.how === "delete") return join(bytes.subarray(0, at), bytes.subarray(at + length));
  if (one.how === "duplicate") {
    return join(bytes.subarray(0, at + length), bytes.subarray(at));
  }
  const start = at - (at % BLOCK);
  const wasRight = isRightHeader(bytes.subarray(start, start + BLOCK));
  const copy = flipped(bytes, at, one.value);
  if (one.how === "swap") copy[one.to % bytes.length] = bytes[at] ?? 0;
  if (one.repaired && wasRight) {
    copy.set(withTarChecksum(copy.subarray(start, start + BLOCK)), start);
  }
  return copy;
}

function flipped(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  if (bytes.length > 0) copy[at % bytes.length] = value;
  return copy;
}

function isRightHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  const claimed = Number.parseInt(Buffer.from(block.subarray(148, 156)).toString("latin1"), 8);
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return claimed === sum;
}
