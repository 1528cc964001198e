import { bytesOfHex, hexOf } from "../hex.ts";
import { refuse } from "../refusal.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";

/** Numbers that did not fit the 32 bits of a record. */
const ZIP64 = 0x0001;
const NTFS = 0x000a;
const TIMES = 0x5455;
const OWNER = 0x7875;
const OWNER_OF_16_BITS = 0x7855;
const OLD_TIMES = 0x5855;
const JAR = 0xcafe;
const ALIGNMENT = 0xd935;
const GROWTH_HINT = 0xa220;

/** Extra fields of one record. */
export interface ZipExtra {
  /**
   * `id:data` in hex, joined by commas, in file order. The zip64 field is its id alone: what it holds follows from
   * the sizes.
   */
  readonly text: string;
  /** Data of the zip64 field. */
  readonly zip64: Uint8Array | null;
}

/** The extra field of a record that has none. */
const NO_EXTRA: ZipExtra = { text: "", zip64: null };

/** Reads extra fields; refuses any whose meaning is not known to be harmless, or whose length is not exact. */
export function parseZipExtra(bytes: Uint8Array, offset: number): ZipExtra {
  // mutant: it would be read as no field, only slower
  if (bytes.length === 0) return NO_EXTRA;
  const parts = new Map<number, string>();
  let zip64: Uint8Array | null = null;
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) refuse("zip-extra", offset + at, "half a field");
    const head = new LittleEndianReader(bytes, at);
    const id = head.u16();
    const end = at + 4 + head.u16();
    const data = bytes.subarray(at + 4, end);
    const name = id.toString(16).padStart(4, "0");
    if (end > bytes.length || FORMS.get(id)?.(data) !== true) {
      refuse("zip-extra", offset + at, `field 0x${name} of ${String(data.length)} bytes`);
    }
    if (parts.has(id)) refuse("zip-extra", offset + at, `field 0x${name} twice`);
    if (id === ZIP64) zip64 = data;
    parts.set(id, id === ZIP64 ? name : `${name}:${hexOf(data)}`);
    at = end;
  }
  return { text: [...parts.values()].join(","), zip64 };
}

/** Whether data has the exact form of its field; a field that is not here is not known to be harmless. */
const FORMS: ReadonlyMap<number, (data: Uint8Array) => boolean> = new Map([
  [ZIP64, ({ length }) => length > 0 && length % 8 === 0 && length <= 24],
  [NTFS, (data) => data.length === 32 && hasBytes(data, 4, [1, 0, 24, 0])],
  [TIMES, isTimes],
  [OLD_TIMES, ({ length }) => length === 8 || length === 12],
  [OWNER, isOwner],
  [OWNER_OF_16_BITS, ({ length }) => length === 0 || length === 4],
  [JAR, ({ length }) => length === 0],
  [ALIGNMENT, (data) => data.length >= 2 && areZero(data, 2)],
  [GROWTH_HINT, (data) => data.length >= 4 && hasBytes(data, 0, [0x28, 0xa0]) && areZero(data, 4)],
]);

function hasBytes(data: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return bytes.every((byte, next) => data[at + next] === byte);
}

function areZero(data: Uint8Array, from: number): boolean {
  return data.subarray(from).every((byte) => byte === 0);
}

/** Flags, then one time per flag; the directory may keep the modification time alone. */
function isTimes(data: Uint8Array): boolean {
  const [flags = 0xff] = data;
  if (flags > 7) return false;
  const times = (flags & 1) + ((flags >> 1) & 1) + ((flags >> 2) & 1);
  return data.length === 1 + 4 * times || data.length === 1 + 4 * (flags & 1);
}

/** Version 1, then length and bytes of the user number, then of the group number. */
function isOwner(data: Uint8Array): boolean {
  const uidLength = data[1] ?? 0xff;
  const gidLength = data[2 + uidLength] ?? 0xff;
  return data[0] === 1 && data.length === 3 + uidLength + gidLength;
}

/** The bytes that `parseZipExtra` read. */
export function serialiseZipExtra({ text, zip64 }: ZipExtra): Uint8Array {
  if (text === "") return new Uint8Array(0);
  const fields = text.split(",").map((field) => {
    const [id = "", data] = field.split(":");
    const bytes = data === undefined ? (zip64 ?? new Uint8Array(0)) : bytesOfHex(data);
    return { id: Number.parseInt(id, 16), bytes };
  });
  const length = fields.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0);
  const writer = new LittleEndianWriter(length);
  for (const { id, bytes } of fields) writer.u16(id).u16(bytes.length).append(bytes);
  return writer.bytes();
}
