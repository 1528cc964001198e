import { LzmaCoder } from "./liblzma.ts";

/** The preset and the check (CRC64) that `xz` has by default. */
const PRESET = 6;
const CHECK = 4;

/** One xz stream of one block. Its chunks are those of the liblzma that comes along. */
export async function* xzPacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const coder = await LzmaCoder.encoder(PRESET, CHECK);
  try {
    // A piece of the coder's memory holds only until the next one.
    for await (const bytes of source) {
      for (const piece of coder.code(bytes, false)) yield piece.slice();
    }
    for (const piece of coder.code(new Uint8Array(0), true)) yield piece.slice();
  } finally {
    coder.close();
  }
}
