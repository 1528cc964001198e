import { refuse } from "../refusal.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import type { ZipExtra } from "./zip-extra.ts";

/** In a 32-bit field: look in the zip64 extra field. */
export const IN_ZIP64 = 0xffffffff;

/**
 * The true values of 32-bit fields, in the order in which the extra field holds those that did not fit. Refused unless
 * exactly those that need it are there; a local record that needs one holds both sizes.
 */
export function widen(
  narrow: readonly number[],
  extra: ZipExtra,
  together: boolean,
  offset: number,
): readonly number[] {
  const moved = narrow.filter((value) => value === IN_ZIP64).length;
  if (extra.zip64?.length !== (moved === 0 ? undefined : moved * 8)) {
    refuse("zip-zip64", offset, `${String(moved)} fields that refer to zip64`);
  }
  if (extra.zip64 === null) return narrow;
  const reader = new LittleEndianReader(extra.zip64, 0);
  const wide = narrow.map((value) => (value === IN_ZIP64 ? reader.u64() : value));
  const needed = (value: number): boolean => value >= IN_ZIP64;
  const canonical = together
    ? moved === narrow.length && wide.some(needed)
    : wide.every((value, at) => needed(value) === (narrow[at] === IN_ZIP64));
  if (!canonical) refuse("zip-zip64", offset, "a zip64 field that is not needed");
  return wide;
}

/** The inverse of `widen`: the 32-bit fields, and the data of the extra field (null when none is needed). */
export function narrow(
  wide: readonly number[],
  together: boolean,
): { readonly narrow: readonly number[]; readonly zip64: Uint8Array | null } {
  const any = wide.some((value) => value >= IN_ZIP64);
  if (!any) return { narrow: wide, zip64: null };
  const moved = wide.map((value) => together || value >= IN_ZIP64);
  const writer = new LittleEndianWriter(8 * moved.filter(Boolean).length);
  wide.forEach((value, at) => {
    if (moved[at] === true) writer.u64(value);
  });
  return {
    narrow: wide.map((value, at) => (moved[at] === true ? IN_ZIP64 : value)),
    zip64: writer.bytes(),
  };
}
