import { crc32 } from "node:zlib";
import { inflated } from "./observed-gzip.ts";

/*
 * What any consumer can observe of a zip, read by nothing of ours: an oracle for tests, written from APPNOTE 6.3.10. It
 * keeps every byte of both records and masks what the normalisers name: times, the version of the maker, how a body is
 * deflated, the order of members.
 */

/** Null: this oracle does not know such a file, so nobody may call it equivalent to one that it knows. */
export function observedZip(zip: Uint8Array): string | null {
  const view = Buffer.from(zip);
  const end = view.length - 22;
  if (end < 0 || view.readUInt32LE(end) !== 0x06054b50) return null;
  const count = view.readUInt16LE(end + 10);
  const size = view.readUInt32LE(end + 12);
  const start = view.readUInt32LE(end + 16);
  const isPlain =
    view.readUInt32LE(end + 4) === 0 &&
    view.readUInt16LE(end + 8) === count &&
    view.readUInt16LE(end + 20) === 0 &&
    start + size === end;
  if (!isPlain) return null;
  const seen: string[] = [];
  let at = start;
  let offset = 0;
  for (let left = count; left > 0; left--) {
    if (at + 46 > end || view.readUInt32LE(at) !== 0x02014b50) return null;
    const lengths = [28, 30, 32].map((field) => view.readUInt16LE(at + field));
    const length = 46 + lengths.reduce((sum, one) => sum + one, 0);
    const member = memberAt(view, offset, at, start);
    if (at + length > end || member === null) return null;
    const central = Buffer.from(view.subarray(at, at + length));
    // The version of the maker; time and date; the packed size of what is deflated; where the member lies.
    central.writeUInt8(0, 4);
    central.writeUInt32LE(0, 12);
    if (central.readUInt16LE(10) === 8) central.writeUInt32LE(0, 20);
    central.writeUInt32LE(0, 42);
    seen.push(central.toString("latin1") + member.text);
    at += length;
    offset = member.end;
  }
  if (at !== end || offset !== start) return null;
  return JSON.stringify(seen.sort());
}

interface Member {
  readonly text: string;
  readonly end: number;
}

/** The member at `offset`, when it agrees with its record in the directory. */
function memberAt(view: Buffer, offset: number, central: number, limit: number): Member | null {
  if (offset !== view.readUInt32LE(central + 42) || offset + 30 > limit) return null;
  if (view.readUInt32LE(offset) !== 0x04034b50) return null;
  const data = offset + 30 + view.readUInt16LE(offset + 26) + view.readUInt16LE(offset + 28);
  const isLate = (view.readUInt16LE(offset + 6) & 8) !== 0;
  const packedSize = view.readUInt32LE(central + 20);
  const dataEnd = data + packedSize;
  const end = dataEnd + (isLate ? 16 : 0);
  if (end > limit) return null;
  const method = view.readUInt16LE(offset + 8);
  const body = bodyOf(view.subarray(data, dataEnd), method, view, central);
  if (body === null) return null;
  // Both records must say the same of flags, method, time and date; of sizes and checksum where they stand.
  const isSame = view
    .subarray(offset + 6, offset + 14)
    .equals(view.subarray(central + 8, central + 16));
  const sums = view.subarray(offset + 14, offset + 26);
  const agree = isLate
    ? sums.every((byte) => byte === 0) && isDescriptor(view.subarray(dataEnd, end), view, central)
    : sums.equals(view.subarray(central + 16, central + 28));
  const stamp = view.readUInt32LE(central + 12);
  if (!isSame || !agree || !isDate(stamp)) return null;
  const local = Buffer.from(view.subarray(offset, data));
  local.writeUInt32LE(0, 10);
  if (method === 8) local.writeUInt32LE(0, 18);
  return { text: local.toString("latin1") + body.toString("latin1"), end };
}

/** The body, when it is what its record in the directory says. */
function bodyOf(packed: Buffer, method: number, view: Buffer, central: number): Buffer | null {
  const body = method === 0 ? packed : inflated(packed);
  const isRight =
    body !== null &&
    crc32(body) === view.readUInt32LE(central + 16) &&
    body.length === view.readUInt32LE(central + 24);
  return isRight ? body : null;
}

function isDescriptor(bytes: Buffer, view: Buffer, central: number): boolean {
  return (
    bytes.readUInt32LE(0) === 0x08074b50 &&
    bytes.subarray(4).equals(view.subarray(central + 16, central + 28))
  );
}

/** Whether a DOS stamp names a moment; one that does not has no order in time. */
function isDate(stamp: number): boolean {
  const [date, time] = [stamp >>> 16, stamp & 0xffff];
  const [year, month, day] = [1980 + (date >>> 9), (date >>> 5) & 15, date & 31];
  const at = new Date(Date.UTC(year, month - 1, day));
  const isDay = month >= 1 && month <= 12 && day >= 1 && at.getUTCDate() === day;
  return isDay && time >>> 11 < 24 && ((time >>> 5) & 63) < 60 && (time & 31) < 30;
}
