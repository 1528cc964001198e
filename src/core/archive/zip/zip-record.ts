import { pathFromBytes } from "../../path-bytes.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import { readLocalSizes, writeLocalSizes, type LocalZip64 } from "./zip-local-sizes.ts";
import { parseZipExtra, serialiseZipExtra } from "./zip-extra.ts";
import { narrow, widen } from "./zip64.ts";

/** Signature of a local header (APPNOTE 4.3.7). */
export const LOCAL_MAGIC = 0x04034b50;
/** Signature of a central record (APPNOTE 4.3.12). */
export const CENTRAL_MAGIC = 0x02014b50;

/** Length of a local header without name and extra field, bytes. */
export const LOCAL_FIXED = 30;
/** Length of a central record without name, extra field and comment, bytes. */
export const CENTRAL_FIXED = 46;

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

/** What stands in front of a member. */
export interface LocalRecord extends ZipRecord {
  readonly zip64: LocalZip64;
}

/** What the directory says of a member. */
export interface CentralRecord extends ZipRecord {
  readonly madeBy: number;
  readonly disk: number;
  readonly internal: number;
  readonly external: number;
  readonly offset: number;
  /** latin1. */
  readonly comment: string;
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
export function parseLocal(bytes: Uint8Array, offset: number): LocalRecord {
  const reader = new LittleEndianReader(bytes, 4);
  const shared = readShared(reader);
  const nameEnd = LOCAL_FIXED + shared.nameLength;
  const extra = parseZipExtra(bytes.subarray(nameEnd), offset + nameEnd);
  const late = (shared.flags & DESCRIBED_LATER) !== 0;
  const sizes = readLocalSizes(shared, extra, late, offset);
  const name = pathFromBytes(bytes.subarray(LOCAL_FIXED, nameEnd));
  const { needed, flags, method, stamp, crc } = shared;
  return { needed, flags, method, stamp, crc, ...sizes, name, extra: extra.text };
}

/** The bytes that `parseLocal` reads as this record. */
export function serialiseLocal(record: LocalRecord): Uint8Array {
  const { packedSize, size, zip64 } = writeLocalSizes(record);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(LOCAL_FIXED + record.name.length + extra.length);
  writeShared(writer.u32(LOCAL_MAGIC), record, packedSize, size, extra);
  return writer.latin1(record.name).append(extra).bytes();
}

/** Reads a whole central record; `offset` is where it starts. */
export function parseCentral(bytes: Uint8Array, offset: number): CentralRecord {
  const reader = new LittleEndianReader(bytes, 4);
  const madeBy = reader.u16();
  const shared = readShared(reader);
  const nameEnd = CENTRAL_FIXED + shared.nameLength;
  const extraEnd = nameEnd + shared.extraLength;
  const commentLength = reader.u16();
  const disk = reader.u16();
  const internal = reader.u16();
  const external = reader.u32();
  const extra = parseZipExtra(bytes.subarray(nameEnd, extraEnd), offset + nameEnd);
  const wide = widen([shared.size, shared.packedSize, reader.u32()], extra, false, offset);
  const [size = 0, packedSize = 0, localOffset = 0] = wide;
  const { needed, flags, method, stamp, crc } = shared;
  return {
    ...{ madeBy, needed, flags, method, stamp, crc, packedSize, size },
    name: pathFromBytes(bytes.subarray(CENTRAL_FIXED, nameEnd)),
    ...{ extra: extra.text, disk, internal, external, offset: localOffset },
    comment: pathFromBytes(bytes.subarray(extraEnd, extraEnd + commentLength)),
  };
}

/** The bytes that `parseCentral` reads as this record. */
export function serialiseCentral(record: CentralRecord): Uint8Array {
  const { name, comment } = record;
  const wide = [record.size, record.packedSize, record.offset];
  const { narrow: numbers, zip64 } = narrow(wide, false);
  const [size = 0, packedSize = 0, offset = 0] = numbers;
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const length = CENTRAL_FIXED + name.length + extra.length + comment.length;
  const writer = new LittleEndianWriter(length);
  writeShared(writer.u32(CENTRAL_MAGIC).u16(record.madeBy), record, packedSize, size, extra);
  writer.u16(comment.length).u16(record.disk).u16(record.internal).u32(record.external);
  return writer.u32(offset).latin1(name).append(extra).latin1(comment).bytes();
}

/** The fields that both records have, in the order of both. */
interface SharedFields extends Omit<ZipRecord, "name" | "extra"> {
  readonly nameLength: number;
  readonly extraLength: number;
}

function readShared(reader: LittleEndianReader): SharedFields {
  return {
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: (reader.u16() + reader.u16() * 0x10000) >>> 0,
    crc: reader.u32(),
    packedSize: reader.u32(),
    size: reader.u32(),
    nameLength: reader.u16(),
    extraLength: reader.u16(),
  };
}

function writeShared(
  writer: LittleEndianWriter,
  record: ZipRecord,
  packedSize: number,
  size: number,
  extra: Uint8Array,
): void {
  writer.u16(record.needed).u16(record.flags).u16(record.method);
  writer.u16(record.stamp & 0xffff).u16(record.stamp >>> 16);
  writer.u32(record.crc).u32(packedSize).u32(size).u16(record.name.length).u16(extra.length);
}
