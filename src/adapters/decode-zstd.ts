import { constants, createZstdDecompress } from "node:zlib";
import { LONGEST_WINDOW_LOG } from "../core/archive/zstd/zstd-header.ts";
import { ZlibDecoder } from "./zlib-decoder.ts";

/** Room for one piece of output. */
const CHUNK = 256 * 1024;

/** A decoder for one zstd frame, with the window capped where our reader caps it. */
export function openZstd(): ZlibDecoder {
  const params = { [constants.ZSTD_d_windowLogMax]: LONGEST_WINDOW_LOG };
  return new ZlibDecoder(createZstdDecompress({ chunkSize: CHUNK, params }));
}
