import {
  constants,
  crc32,
  inflateRawSync,
  zstdCompressSync,
  zstdDecompressSync,
  type InflateRaw,
} from "node:zlib";
import { withTarChecksum } from "../archives.ts";

/** Makes checksums and lengths right again where a mutation made them wrong, so that a fuzzer gets behind them. */
export type Repair = (bytes: Uint8Array) => Uint8Array;

const BLOCK = 512;

/** Every block that has a tar magic, or a mode where a header has one, gets its checksum. */
export const repairTar: Repair = (bytes) => {
  const copy = bytes.slice();
  for (let at = 0; at + BLOCK <= copy.length; at += BLOCK) {
    const block = copy.subarray(at, at + BLOCK);
    const magic = Buffer.from(block.subarray(257, 262)).toString("latin1");
    if (magic === "ustar" || (block[100] === 0x30 && block[148] === 0x30)) {
      copy.set(withTarChecksum(block), at);
    }
  }
  return copy;
};

/** The records of a PAX body get their lengths, line by line. */
export const repairPax: Repair = (bytes) => {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  const records = lines.flatMap((line) => {
    const rest = ` ${line.replace(/^[0-9]* /, "")}\n`;
    if (rest.length < 3) return [];
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length) length += 1;
    return [`${String(length)}${rest}`];
  });
  return new Uint8Array(Buffer.from(records.join(""), "latin1"));
};

/** The trailer of a gzip member without optional parts. */
export const repairGzip: Repair = (bytes) => {
  const inflated = inflatedAt(bytes, 10);
  if (inflated === null) return bytes;
  const end = 10 + inflated.length;
  const copy = new Uint8Array(Math.max(end + 8, bytes.length));
  copy.set(bytes);
  const view = new DataView(copy.buffer);
  view.setUint32(end, crc32(inflated.content), true);
  view.setUint32(end + 4, inflated.content.length, true);
  return copy;
};

/** The sizes in the headers of an ar, up to where the next header ends; the fields in front of them stay as they are. */
export const repairAr: Repair = (bytes) => {
  const copy = Buffer.from(bytes);
  const bodies = placesOf(copy, "`\n").filter((at) => at >= 66);
  for (const [index, end] of bodies.entries()) {
    const start = end + 2;
    const next = (bodies[index + 1] ?? copy.length + 58) - 58;
    const size = Number.parseInt(copy.toString("latin1", end - 10, end), 10);
    if (next < start || start + size + (size % 2) === next) continue;
    const length = (next - start) % 2 === 1 ? next - start - 1 : next - start;
    copy.write(String(length).padEnd(10), end - 10, "latin1");
  }
  return new Uint8Array(copy);
};

/** Checksums and sizes of the members of a zip, the same in the directory, and the end record. */
export const repairZip: Repair = (bytes) => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const centrals = placesOf(copy, "PK\x01\x02").filter((at) => at + 46 <= copy.length);
  for (const [index, at] of placesOf(copy, "PK\x03\x04").entries()) {
    if (at + 30 > copy.length) break;
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const central = centrals[index];
    if (central !== undefined) view.setUint32(central + 42, at, true);
    const data = dataAt(copy, view, at, start);
    if (data === null || (view.getUint16(at + 6, true) & 8) !== 0) continue;
    for (const field of central === undefined ? [at + 14] : [at + 14, central + 16]) {
      view.setUint32(field, crc32(data.content), true);
      view.setUint32(field + 4, data.length, true);
      view.setUint32(field + 8, data.content.length, true);
    }
  }
  const end = placesOf(copy, "PK\x05\x06").at(-1);
  const [first] = centrals;
  if (end !== undefined && first !== undefined && end + 22 <= copy.length) {
    view.setUint16(end + 8, centrals.length, true);
    view.setUint16(end + 10, centrals.length, true);
    view.setUint32(end + 12, Math.max(0, end - first), true);
    view.setUint32(end + 16, first, true);
    view.setUint16(end + 20, copy.length - end - 22, true);
  }
  return copy;
};

interface Inflated {
  readonly content: Uint8Array;
  /** Bytes that it takes packed. */
  readonly length: number;
}

function dataAt(bytes: Uint8Array, view: DataView, local: number, start: number): Inflated | null {
  const packed = view.getUint32(local + 18, true);
  if (view.getUint16(local + 8, true) === 8) return inflatedAt(bytes, start);
  if (start + packed > bytes.length) return null;
  return { content: bytes.subarray(start, start + packed), length: packed };
}

function inflatedAt(bytes: Uint8Array, start: number): Inflated | null {
  try {
    const result = inflateRawSync(bytes.subarray(start), {
      info: true,
      maxOutputLength: 2 ** 20,
    }) as unknown as { readonly buffer: Uint8Array; readonly engine: InflateRaw };
    return { content: result.buffer, length: result.engine.bytesWritten };
  } catch {
    return null;
  }
}

/** The checksums of an xz stream's header and footer, of its first block's header, and of its index. */
export const repairXz: Repair = (bytes) => {
  if (bytes.length < 36) return bytes;
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const seal = (from: number, to: number, at: number): void => {
    if (from < to && at + 4 <= copy.length) {
      view.setUint32(at, crc32(copy.subarray(from, to)), true);
    }
  };
  seal(6, 8, 8);
  const header = 12 + ((copy[12] ?? 0) + 1) * 4;
  seal(12, header - 4, header - 4);
  const footer = copy.length - 12;
  const index = footer - (view.getUint32(footer + 4, true) + 1) * 4;
  if (index > 12) seal(index, footer - 4, footer - 4);
  seal(footer + 4, footer + 10, footer);
  return copy;
};

/** Bit of a zstd frame's descriptor that says that a checksum ends the frame. */
const ZSTD_CHECKSUM = 4;
const LARGEST_CONTENT = 1024 * 1024;

/** The checksum at the end of a zstd frame that has one: of what the frame gives without it. */
export const repairZstd: Repair = (bytes) => {
  if (bytes.length < 9 || ((bytes[4] ?? 0) & ZSTD_CHECKSUM) === 0) return bytes;
  const bare = bytes.slice(0, -4);
  bare[4] = (bytes[4] ?? 0) & ~ZSTD_CHECKSUM;
  try {
    const content = zstdDecompressSync(bare, { maxOutputLength: LARGEST_CONTENT });
    // Any frame of the same content ends in the same checksum.
    const params = { [constants.ZSTD_c_checksumFlag]: 1 };
    const copy = bytes.slice();
    copy.set(zstdCompressSync(content, { params }).subarray(-4), bytes.length - 4);
    return copy;
  } catch {
    return bytes;
  }
};

function placesOf(bytes: Uint8Array, magic: string): readonly number[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const places: number[] = [];
  for (
    let at = text.indexOf(magic, 0, "latin1");
    at !== -1;
    at = text.indexOf(magic, at + 1, "latin1")
  ) {
    places.push(at);
  }
  return places;
}
