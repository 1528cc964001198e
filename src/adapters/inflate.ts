import { createInflateRaw, inflateRawSync, type InflateRaw } from "node:zlib";
import { ZlibDecoder } from "./zlib-decoder.ts";

/** Room for one piece of output. */
const CHUNK = 256 * 1024;

/** A decoder for raw deflate, piece by piece. */
export function openInflate(): ZlibDecoder {
  return new ZlibDecoder(createInflateRaw({ chunkSize: CHUNK }));
}

/**
 * A whole raw deflate stream at once; many times faster than a stream where it is small. null when the output would
 * be longer than `longest`. Throws zlib's errors.
 */
export function inflateAtOnce(
  bytes: Uint8Array,
  sizeHint: number,
  longest: number,
): { readonly output: Uint8Array; readonly consumed: number } | null {
  try {
    const result = inflateRawSync(bytes, {
      info: true,
      maxOutputLength: longest,
      chunkSize: Math.min(Math.max(sizeHint, 64), CHUNK),
    }) as unknown as { buffer: Uint8Array; engine: InflateRaw };
    return { output: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return null;
    throw error;
  }
}
