import { hexOf } from "../archive/hex.ts";
import { binaryFormat } from "./binary-format.ts";
import { EXCERPT_CAPS } from "./excerpt.ts";
import type { ByteWindow, Excerpt } from "./excerpt.ts";
import { BLOCK } from "./passing-body.ts";
import type { Bodies } from "./text-excerpt.ts";
import { firstUnequal } from "./text-window.ts";

/** Both windows start at a multiple of this, as hex dumps do. */
const ROW = 16;

/** The bytes around the first difference of two bodies, and what both are by their first bytes. */
export function byteExcerpt({ upload, rebuilt }: Bodies): Excerpt {
  const offset = upload === null || rebuilt === null ? 0 : firstUnequal(upload, rebuilt);
  const side = (body: Uint8Array | null): Cut | null =>
    body === null ? null : { head: body, from: 0, bytes: body };
  return excerptAt(offset, side(upload), side(rebuilt));
}

/** The part of a body that has to be known for an excerpt whose first unequal byte lies in the block at `block`. */
export function partAround(block: number): { readonly start: number; readonly length: number } {
  const start = Math.max(0, block - ROW);
  return { start, length: block - start + BLOCK + EXCERPT_CAPS.window };
}

/** What is known of a body that is not held: its first bytes, and its part from `from` on. */
export interface Cut {
  readonly head: Uint8Array;
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** As `byteExcerpt`, of two bodies of which only the part around their first unequal block is known. */
export function cutExcerpt(upload: Cut, rebuilt: Cut): Excerpt {
  const offset = upload.from + firstUnequal(upload.bytes, rebuilt.bytes);
  return excerptAt(offset, upload, rebuilt);
}

function excerptAt(offset: number, upload: Cut | null, rebuilt: Cut | null): Excerpt {
  const start = Math.max(0, offset - (offset % ROW) - ROW);
  const side = (cut: Cut | null): ByteWindow | null => {
    if (cut === null) return null;
    const at = start - cut.from;
    const part = cut.bytes.subarray(at, at + EXCERPT_CAPS.window);
    return { format: binaryFormat(cut.head), hex: hexOf(part) };
  };
  return { kind: "bytes", offset, start, upload: side(upload), rebuilt: side(rebuilt) };
}
