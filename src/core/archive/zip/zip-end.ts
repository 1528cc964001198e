import { equalBytes } from "../byte-runs.ts";
import { refuse } from "../refusal.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import { IN_ZIP64 } from "./zip64.ts";

/** Signature of the end record (APPNOTE 4.3.16). */
export const END_MAGIC = 0x06054b50;
/** Signature of the zip64 end record (APPNOTE 4.3.14). */
export const END64_MAGIC = 0x06064b50;
/** Signature of the zip64 locator (APPNOTE 4.3.15). */
export const LOCATOR_MAGIC = 0x07064b50;

/** Length of an end record without comment, bytes. */
export const END_LENGTH = 22;
/** Length of a zip64 end record without extensible data, bytes. */
export const END64_LENGTH = 56;
/** Length of a zip64 locator, bytes. */
export const LOCATOR_LENGTH = 20;

/** What the end records say of a directory; all of it follows from the records before. */
export interface DirectoryPlace {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

/** The two versions in a zip64 end record, the only part that does not follow. */
export interface Zip64Versions {
  readonly madeBy: number;
  readonly needed: number;
}

/** Whether the directory needs the zip64 records. */
export function needsZip64({ count, size, offset }: DirectoryPlace): boolean {
  return count >= 0xffff || size >= IN_ZIP64 || offset >= IN_ZIP64;
}

/** Checks a zip64 end record that the directory needs, and gives what it adds. `at` is where it starts. */
export function checkEnd64(bytes: Uint8Array, place: DirectoryPlace, at: number): Zip64Versions {
  const reader = new LittleEndianReader(bytes, 12);
  const versions = { madeBy: reader.u16(), needed: reader.u16() };
  if (reader.u32() !== 0 || reader.u32() !== 0) refuse("zip-split", at, "another disk");
  const counts = [reader.u64(), reader.u64()];
  if (counts.some((count) => count !== place.count)) {
    refuse("zip-count", at, `${counts.join(" and ")} instead of ${String(place.count)}`);
  }
  if (!equalBytes(bytes, serialiseEnd64(place, versions))) {
    refuse("zip-zip64", at, "a zip64 end record that says something else");
  }
  return versions;
}

/** The zip64 end record of these values. */
export function serialiseEnd64(place: DirectoryPlace, versions: Zip64Versions): Uint8Array {
  const { count, size, offset } = place;
  const writer = new LittleEndianWriter(END64_LENGTH).u32(END64_MAGIC).u64(END64_LENGTH - 12);
  writer.u16(versions.madeBy).u16(versions.needed).u32(0).u32(0);
  return writer.u64(count).u64(count).u64(size).u64(offset).bytes();
}

/** Checks the record that says where the zip64 end record is: right before this one. */
export function checkLocator(bytes: Uint8Array, at: number): void {
  if (!equalBytes(bytes, serialiseLocator(at - END64_LENGTH))) {
    refuse("zip-zip64", at, "a zip64 locator that points elsewhere");
  }
}

/** The zip64 locator that points at this offset. */
export function serialiseLocator(end64: number): Uint8Array {
  return new LittleEndianWriter(LOCATOR_LENGTH).u32(LOCATOR_MAGIC).u32(0).u64(end64).u32(1).bytes();
}

/** Checks the end record, and gives the length of its comment. `at` is where it starts. */
export function checkEnd(bytes: Uint8Array, place: DirectoryPlace, at: number): number {
  const reader = new LittleEndianReader(bytes, 4);
  if (reader.u16() !== 0 || reader.u16() !== 0) refuse("zip-split", at, "another disk");
  const [here, all] = [reader.u16(), reader.u16()];
  const count = Math.min(place.count, 0xffff);
  if (here !== count || all !== count) {
    refuse("zip-count", at, `${String(here)} and ${String(all)} instead of ${String(count)}`);
  }
  const [size, offset] = [reader.u32(), reader.u32()];
  if (size !== Math.min(place.size, IN_ZIP64) || offset !== Math.min(place.offset, IN_ZIP64)) {
    refuse("zip-cd-position", at, `a directory of ${String(size)} bytes at ${String(offset)}`);
  }
  return reader.u16();
}

/** The end record of these values; the comment is latin1. */
export function serialiseEnd({ count, size, offset }: DirectoryPlace, comment: string): Uint8Array {
  const writer = new LittleEndianWriter(END_LENGTH + comment.length).u32(END_MAGIC).u16(0).u16(0);
  const narrowCount = Math.min(count, 0xffff);
  writer.u16(narrowCount).u16(narrowCount);
  writer.u32(Math.min(size, IN_ZIP64)).u32(Math.min(offset, IN_ZIP64));
  return writer.u16(comment.length).latin1(comment).bytes();
}
