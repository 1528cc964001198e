import { pathFromBytes } from "../../path-bytes.ts";

/** Where the prefix field ends in a header with times, and where the times begin. */
const PREFIX_END = 475;
const TIMES = 476;
const TIMES_END = 500;

const TYPE_FLAG = 156;
const METADATA = "xgLK";

const BOTH = /^([0-7]{11})\0([0-7]{11})\0$/;

/**
 * Access and change time of a ustar header, as `access,change` in octal, where they stand at the end of the prefix
 * field behind a NUL; "" where they do not. The packer that npm had before 2018 wrote them so, after star. Every
 * consumer sees at most the prefix in front: it ends at a NUL for all, and for those that know star it is 130 bytes
 * long. With a space behind a time GNU tar would take the header for star's, so only NUL counts here.
 */
export function headerTimesOf(block: Uint8Array): string {
  // mutant `block[TIMES] === 0`: the pattern below does not match then, either, only slower
  if (block[TIMES] === 0 || block[PREFIX_END] !== 0) return "";
  // Of a metadata member nothing but its body counts, and no packer wrote times there.
  if (METADATA.includes(String.fromCharCode(block[TYPE_FLAG] ?? 0))) return "";
  const [, access, change] = BOTH.exec(pathFromBytes(block.subarray(TIMES, TIMES_END))) ?? [];
  return access === undefined || change === undefined ? "" : `${access},${change}`;
}

/** How much of the block the prefix may fill: up to here. */
export function endOfPrefix(headerTimes: string): number {
  return headerTimes === "" ? TIMES_END : PREFIX_END;
}

/** The text of the end of the prefix field, and where in the block it begins. */
export function spelledHeaderTimes(headerTimes: string): readonly [at: number, text: string] {
  return [TIMES, headerTimes === "" ? "" : `${headerTimes.replace(",", "\0")}\0`];
}
