import type { FieldKey } from "../fields.ts";
import { startsWith } from "../format.ts";
import type { FrameFormat, OpenFrame } from "../framed-reader.ts";
import { refuse } from "../refusal.ts";

/** Bytes of magic and level. */
const HEADER = 4;
/** What stands behind the last block, at any bit: a magic of 48 bits and a checksum of 32. */
const END_MAGIC = 0x177245385090n;
const END_BITS = 80n;
/** The end, and up to seven bits that fill its last byte. */
const TAIL = 11;

/** Whether a stream begins as bzip2 does, and not as a text that happens to. */
export function looksLikeBzip2(head: Uint8Array): boolean {
  return startsWith(head, 0, "BZh") && (isLevel(head[3]) || head.length < HEADER);
}

function isLevel(byte = 0): boolean {
  return byte >= 0x31 && byte <= 0x39;
}

/** One bzip2 stream. Only its decoder sees where it ends; what it ends with is looked at here. */
export const BZIP2: FrameFormat = {
  format: "bzip2",
  codec: "bzip2",
  headerAtLeast: HEADER,
  tailAtLeast: HEADER,
  open: (bytes) => openFrame(bytes[3] ?? 0),
  cut: (at) => refuse("bzip2-header", at, "the end of the file"),
  behind(bytes, at) {
    if (startsWith(bytes, 0, "BZh") && isLevel(bytes[3])) {
      refuse("bzip2-multiple-streams", at, "another stream");
    }
    refuse("bzip2-trailing-data", at, "more bytes");
  },
};

function openFrame(level: number): OpenFrame {
  let tail: Uint8Array = new Uint8Array(0);
  let offset = 0;
  return {
    header: Uint8Array.of(0x42, 0x5a, 0x68, level),
    measure: null,
    consumed(bytes) {
      offset += bytes.length;
      const last = new Uint8Array(tail.length + Math.min(bytes.length, TAIL));
      last.set(tail);
      last.set(bytes.subarray(-TAIL), tail.length);
      tail = last.slice(-TAIL);
    },
    ended: () => {
      checkTail(tail, offset);
    },
    failed(reason) {
      refuse(/checksum/.test(reason) ? "bzip2-crc" : "bzip2-data", HEADER, reason);
    },
    fields: () => new Map<FieldKey, string>([["bzip2.level", String.fromCharCode(level)]]),
  };
}

/** The last byte of a stream ends in zeros behind its last bit, because nothing reads them. */
function checkTail(tail: Uint8Array, offset: number): void {
  const value = tail.reduce((whole, byte) => (whole << 8n) | BigInt(byte), 0n);
  for (let filling = 0n; filling < 8n; filling++) {
    const end = (value >> filling) & ((1n << END_BITS) - 1n);
    if (end >> 32n !== END_MAGIC) continue;
    if ((value & ((1n << filling) - 1n)) !== 0n) {
      refuse("bzip2-padding", offset - 1, "bits that are not zero");
    }
    return;
  }
  refuse("bzip2-data", offset, "no end of a stream");
}
