import { pathToBytes, type PathBytes } from "../../path-bytes.ts";
import type { Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import { xzCheckOf, type XzCheck } from "./xz-check.ts";

/** Bytes of a stream header and of a footer (xz file format 1.2.1, sections 2.1.1 and 2.1.2). */
export const XZ_HEADER = 12;

/** What every stream begins with, one latin1 char per byte. */
export const XZ_MAGIC = "\xfd7zXZ\0";

/** Reads the stream header at the start of `bytes`, which has the magic and is whole. */
export function parseXzHeader(bytes: Uint8Array, crc32: Crc32): XzCheck {
  if (readUint32(bytes, 8) !== crc32(bytes.subarray(6, 8), 0)) {
    refuse("xz-header", 8, "another checksum of the header");
  }
  const [flags = 0, id = 0] = bytes.subarray(6, 8);
  if (flags !== 0 || id > 15) refuse("xz-header", 6, "a reserved flag");
  return xzCheckOf(id) ?? refuse("xz-check", 7, `check number ${String(id)}`);
}

/** The stream header that says so. */
export function serialiseXzHeader({ id }: XzCheck, crc32: Crc32): Uint8Array {
  const bytes = new Uint8Array(XZ_HEADER);
  bytes.set(pathToBytes(XZ_MAGIC as PathBytes));
  bytes[7] = id;
  new DataView(bytes.buffer).setUint32(8, crc32(bytes.subarray(6, 8), 0), true);
  return bytes;
}

/** Four bytes, lowest first. */
export function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}
