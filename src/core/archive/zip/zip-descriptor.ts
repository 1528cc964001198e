import { equalBytes } from "../byte-runs.ts";
import { refuse } from "../refusal.ts";
import { LittleEndianReader, LittleEndianWriter } from "./little-endian.ts";
import type { LocalRecord } from "./zip-record.ts";
import { IN_ZIP64 } from "./zip64.ts";

/** Signature of a data descriptor (APPNOTE 4.3.9.3). */
export const DESCRIPTOR_MAGIC = 0x08074b50;

/** Length of a descriptor with signature and 32-bit sizes, bytes. */
const DESCRIPTOR_LENGTH = 16;
/** The same with 64-bit sizes. */
const WIDE_DESCRIPTOR_LENGTH = 24;

type Described = Pick<LocalRecord, "crc" | "packedSize" | "size" | "zip64">;

/** Length of what follows the data: 64-bit sizes go with a zip64 field in front (APPNOTE 4.3.9.2). */
export function descriptorLength({ zip64 }: Pick<LocalRecord, "zip64">): number {
  return zip64 === "open" ? WIDE_DESCRIPTOR_LENGTH : DESCRIPTOR_LENGTH;
}

/** What follows the data of a member whose local record left it open. */
export function serialiseDescriptor(record: Described): Uint8Array {
  const writer = new LittleEndianWriter(descriptorLength(record));
  writer.u32(DESCRIPTOR_MAGIC).u32(record.crc);
  const { packedSize, size } = record;
  if (record.zip64 === "open") return writer.u64(packedSize).u64(size).bytes();
  return writer.u32(packedSize).u32(size).bytes();
}

/** Refuses a descriptor that says something else than was found; `offset` is where it stands. */
export function checkDescriptor(bytes: Uint8Array, found: Described, offset: number): void {
  const tooLarge = Math.max(found.packedSize, found.size) >= IN_ZIP64;
  if (tooLarge && found.zip64 !== "open") {
    refuse("zip-data-descriptor", offset, "sizes that do not fit a descriptor without zip64");
  }
  if (!equalBytes(bytes, serialiseDescriptor(found))) {
    refuse("zip-data-descriptor", offset, "another signature, checksum or size");
  }
}

/** From the signature to the end of the low half of the packed size. */
const WINDOW = 12;
const P = 0x50;

/**
 * Watches packed data that is described later for something that looks like its descriptor: readers of streams that do
 * not look for the end of the deflate stream take the first one whose size is right, and go on behind it.
 */
export class DescriptorWatch {
  #tail: Uint8Array = new Uint8Array(0);
  /** Where the tail starts in the packed data. */
  #offset = 0;

  /** Takes the next bytes; gives the offset of a false descriptor in the packed data, or null. */
  find(bytes: Uint8Array): number | null {
    const joined = new Uint8Array(this.#tail.length + bytes.length);
    joined.set(this.#tail);
    joined.set(bytes, this.#tail.length);
    const last = joined.length - WINDOW;
    for (let at = joined.indexOf(P); at !== -1 && at <= last; at = joined.indexOf(P, at + 1)) {
      if (this.#isDescriptor(joined, at)) return this.#offset + at;
    }
    const keep = Math.min(joined.length, WINDOW - 1);
    this.#tail = joined.slice(joined.length - keep);
    this.#offset += joined.length - keep;
    return null;
  }

  #isDescriptor(bytes: Uint8Array, at: number): boolean {
    const reader = new LittleEndianReader(bytes, at);
    if (reader.u32() !== DESCRIPTOR_MAGIC) return false;
    reader.u32();
    return reader.u32() === (this.#offset + at) % 2 ** 32;
  }
}
