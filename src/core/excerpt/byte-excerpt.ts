import { hexOf } from "../archive/hex.ts";
import { binaryFormat } from "./binary-format.ts";
import { EXCERPT_CAPS } from "./excerpt.ts";
import type { ByteWindow, Excerpt } from "./excerpt.ts";
import type { Bodies } from "./text-excerpt.ts";
import { firstUnequal } from "./text-window.ts";

/** Both windows start at a multiple of this, as hex dumps do. */
const ROW = 16;

/** The bytes around the first difference of two bodies, and what both are by their first bytes. */
export function byteExcerpt({ upload, rebuilt }: Bodies): Excerpt {
  const offset = upload === null || rebuilt === null ? 0 : firstUnequal(upload, rebuilt);
  const start = Math.max(0, offset - (offset % ROW) - ROW);
  const side = (body: Uint8Array | null): ByteWindow | null =>
    body === null
      ? null
      : {
          format: binaryFormat(body),
          hex: hexOf(body.subarray(start, start + EXCERPT_CAPS.window)),
        };
  return { kind: "bytes", offset, start, upload: side(upload), rebuilt: side(rebuilt) };
}
