import { pathFromBytes } from "../../path-bytes.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import { parseZipExtra, serialiseZipExtra } from "./zip-extra.ts";
import { narrow, widen } from "./zip64.ts";

/** Signature of a local header (APPNOTE 4.3.7). */
export const LOCAL_MAGIC = 0x04034b50;
/** Signature of a central record (APPNOTE 4.3.12). */
export const CENTRAL_MAGIC = 0x02014b50;
/** Signature of a data descriptor (APPNOTE 4.3.9.3). */
export const DESCRIPTOR_MAGIC = 0x08074b50;

/** Length of a local header without name and extra field, bytes. */
export const LOCAL_FIXED = 30;
/** Length of a central record without name, extra field and comment, bytes. */
export const CENTRAL_FIXED = 46;
/** Length of a data descriptor with signature and 32-bit sizes, bytes. */
export const DESCRIPTOR_LENGTH = 16;

/** General purpose flag: sizes and checksum follow the data. */
export const DESCRIBED_LATER = 0x0008;

/** What both records of a member say. Sizes are the true ones, also where zip64 holds them. */
export interface ZipRecord {
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
  /** DOS date and time. */
  readonly stamp: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** latin1. */
  readonly name: string;
  /** Extra fields as `ZipExtra.text`. */
  readonly extra: string;
}

/** What the directory says of a member. */
export interface CentralRecord extends ZipRecord {
  readonly madeBy: number;
  readonly disk: number;
  readonly internal: number;
  readonly external: number;
  readonly offset: number;
  readonly commentLength: number;
}

/** Length of the local record that begins here, of which the fixed part is there. */
export function localLength(bytes: Uint8Array, at: number): number {
  const reader = new LittleEndianReader(bytes, at + 26);
  return LOCAL_FIXED + reader.u16() + reader.u16();
}

/** Length of the central record that begins here, of which the fixed part is there. */
export function centralLength(bytes: Uint8Array, at: number): number {
  const reader = new LittleEndianReader(bytes, at + 28);
  return CENTRAL_FIXED + reader.u16() + reader.u16() + reader.u16();
}

/** Reads a whole local record; `offset` is where it starts. */
export function parseLocal(bytes: Uint8Array, offset: number): ZipRecord {
  const reader = new LittleEndianReader(bytes, 4);
  const start = {
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: (reader.u16() + reader.u16() * 0x10000) >>> 0,
    crc: reader.u32(),
  };
  const [packed, plain] = [reader.u32(), reader.u32()];
  const nameEnd = LOCAL_FIXED + reader.u16();
  const extra = parseZipExtra(bytes.subarray(nameEnd), offset + nameEnd);
  const [size = 0, packedSize = 0] = widen([plain, packed], extra, true, offset);
  const name = pathFromBytes(bytes.subarray(LOCAL_FIXED, nameEnd));
  return { ...start, packedSize, size, name, extra: extra.text };
}

/** The bytes that `parseLocal` reads as this record. */
export function serialiseLocal(record: ZipRecord): Uint8Array {
  const { narrow: sizes, zip64 } = narrow([record.size, record.packedSize], true);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(LOCAL_FIXED + record.name.length + extra.length);
  writeStart(writer.u32(LOCAL_MAGIC), record, sizes, extra);
  return writer.latin1(record.name).append(extra).bytes();
}

/** Reads a whole central record; `offset` is where it starts. */
export function parseCentral(bytes: Uint8Array, offset: number): CentralRecord {
  const reader = new LittleEndianReader(bytes, 4);
  const start = {
    madeBy: reader.u16(),
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: (reader.u16() + reader.u16() * 0x10000) >>> 0,
    crc: reader.u32(),
  };
  const [packed, plain] = [reader.u32(), reader.u32()];
  const nameEnd = CENTRAL_FIXED + reader.u16();
  const extraEnd = nameEnd + reader.u16();
  const end = {
    commentLength: reader.u16(),
    disk: reader.u16(),
    internal: reader.u16(),
    external: reader.u32(),
  };
  const extra = parseZipExtra(bytes.subarray(nameEnd, extraEnd), offset + nameEnd);
  const wide = widen([plain, packed, reader.u32()], extra, false, offset);
  const [size = 0, packedSize = 0, localOffset = 0] = wide;
  const name = pathFromBytes(bytes.subarray(CENTRAL_FIXED, nameEnd));
  return { ...start, ...end, packedSize, size, name, extra: extra.text, offset: localOffset };
}

/** The bytes that `parseCentral` reads as this record, which has no comment. */
export function serialiseCentral(record: CentralRecord): Uint8Array {
  const wide = [record.size, record.packedSize, record.offset];
  const { narrow: numbers, zip64 } = narrow(wide, false);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(CENTRAL_FIXED + record.name.length + extra.length);
  writeStart(writer.u32(CENTRAL_MAGIC).u16(record.madeBy), record, numbers, extra);
  writer.u16(record.commentLength).u16(record.disk).u16(record.internal).u32(record.external);
  return writer
    .u32(numbers[2] ?? 0)
    .latin1(record.name)
    .append(extra)
    .bytes();
}

function writeStart(
  writer: LittleEndianWriter,
  record: ZipRecord,
  [size = 0, packedSize = 0]: readonly number[],
  extra: Uint8Array,
): void {
  writer.u16(record.needed).u16(record.flags).u16(record.method);
  writer.u16(record.stamp & 0xffff).u16(record.stamp >>> 16);
  writer.u32(record.crc).u32(packedSize).u32(size).u16(record.name.length).u16(extra.length);
}

/** What follows the data of a member whose local record left it open. */
export function serialiseDescriptor({
  crc,
  packedSize,
  size,
}: Pick<ZipRecord, "crc" | "packedSize" | "size">): Uint8Array {
  const writer = new LittleEndianWriter(DESCRIPTOR_LENGTH);
  return writer.u32(DESCRIPTOR_MAGIC).u32(crc).u32(packedSize).u32(size).bytes();
}
