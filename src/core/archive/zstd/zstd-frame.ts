import { startsWith } from "../format.ts";
import type { FrameFormat, OpenFrame } from "../framed-reader.ts";
import { refuse } from "../refusal.ts";
import { parseZstdHeader, serialiseZstdHeader, type ZstdHeader } from "./zstd-header.ts";
import { ZstdWalk } from "./zstd-walk.ts";

const MAGIC = "\x28\xb5\x2f\xfd";

/** Whether a stream begins with a frame or with a skippable one (RFC 8878, sections 3.1.1 and 3.1.2). */
export function looksLikeZstd(head: Uint8Array): boolean {
  return startsWith(head, 0, MAGIC) || isSkippable(head);
}

function isSkippable(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 0xf0) === 0x50 && startsWith(bytes, 1, "\x2a\x4d\x18");
}

/** One zstd frame (RFC 8878) without dictionary. The decoder verifies its checksum where it has one. */
export const ZSTD: FrameFormat = {
  format: "zstd",
  codec: "zstd",
  headerAtLeast: 5,
  tailAtLeast: 4,
  open(bytes) {
    if (isSkippable(bytes)) refuse("zstd-skippable-frame", 0, "a skippable frame in front");
    const header = parseZstdHeader(bytes);
    return header === null ? null : openFrame(header);
  },
  cut: (at) => refuse("zstd-header", at, "the end of the file"),
  behind(bytes, at) {
    if (isSkippable(bytes)) refuse("zstd-skippable-frame", at, "a skippable frame behind");
    if (startsWith(bytes, 0, MAGIC)) refuse("zstd-multiple-frames", at, "another frame");
    refuse("zstd-trailing-data", at, "more bytes");
  },
};

function openFrame({ fields, length, hasChecksum, contentSize }: ZstdHeader): OpenFrame {
  const walk = new ZstdWalk(length, hasChecksum);
  return {
    header: serialiseZstdHeader(fields, contentSize ?? 0n),
    measure: (bytes) => walk.take(bytes),
    consumed: () => undefined,
    ended(size) {
      if (!walk.isComplete) refuse("zstd-data", 0, "the end of the file");
      if (contentSize !== null && contentSize !== BigInt(size)) {
        refuse("zstd-size", 0, `${String(size)} bytes of content`);
      }
    },
    failed(reason) {
      // The decoder's own words are the only sign of which part it minds.
      refuse(/checksum/i.test(reason) ? "zstd-checksum" : "zstd-data", 0, reason);
    },
    fields: () => fields,
  };
}
