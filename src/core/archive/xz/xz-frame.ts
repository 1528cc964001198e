import type { FieldKey } from "../fields.ts";
import { startsWith } from "../format.ts";
import type { FrameFormat, OpenFrame } from "../framed-reader.ts";
import type { Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import type { XzCheck } from "./xz-check.ts";
import { parseXzHeader, serialiseXzHeader, XZ_HEADER, XZ_MAGIC } from "./xz-header.ts";
import { XzWalk } from "./xz-walk.ts";

/** Whether a stream begins as xz does. */
export function looksLikeXz(head: Uint8Array): boolean {
  return startsWith(head, 0, XZ_MAGIC);
}

/** Bytes behind a stream that are looked at: stream padding comes in fours. */
const TAIL = 4;

/** One xz stream of LZMA2 blocks, without padding behind. The decoder verifies the check of each block. */
export function xzFormat(crc32: Crc32): FrameFormat {
  return {
    format: "xz",
    codec: "xz",
    headerAtLeast: XZ_HEADER,
    tailAtLeast: TAIL,
    open: (bytes) => openFrame(parseXzHeader(bytes, crc32), crc32),
    cut: (at) => refuse("xz-header", at, "the end of the file"),
    behind(bytes, at) {
      const first = bytes.subarray(0, TAIL);
      if (startsWith(first, 0, XZ_MAGIC.slice(0, TAIL))) {
        refuse("xz-multiple-streams", at, "another stream");
      }
      if (first.every((byte) => byte === 0)) refuse("xz-stream-padding", at, "zeros");
      refuse("xz-trailing-data", at, "more bytes");
    },
  };
}

function openFrame(check: XzCheck, crc32: Crc32): OpenFrame {
  const walk = new XzWalk(check, crc32);
  return {
    header: serialiseXzHeader(check, crc32),
    measure: (bytes) => walk.take(bytes),
    consumed: () => undefined,
    ended(size) {
      if (!walk.isComplete) refuse("xz-data", walk.offset, "the end of the file");
      if (walk.contentSize !== BigInt(size)) {
        refuse("xz-size", 0, `${String(size)} bytes of content`);
      }
    },
    failed: (reason) => refuse("xz-data", XZ_HEADER, reason),
    fields() {
      const fields = new Map<FieldKey, string>([
        ["xz.check", check.name],
        ["xz.blocks", String(walk.blockCount)],
        ["xz.dictionary", String(walk.largestDictionary)],
      ]);
      if (walk.declaresSizes) fields.set("xz.sizes", "1");
      return fields;
    },
  };
}
