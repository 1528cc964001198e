import { once } from "node:events";
import { constants, createZstdCompress, type ZstdCompress } from "node:zlib";

/** High enough for a release, and its window of 4 MiB is small enough for every decoder. */
const LEVEL = 12;

/** One zstd frame with a checksum. Its blocks are those of this Node's zstd. */
export async function* zstdPacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compress = createZstdCompress({
    // Node ends a stream twice, and the second end would be an empty frame of its own.
    finishFlush: constants.ZSTD_e_continue,
    params: {
      [constants.ZSTD_c_compressionLevel]: LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
  });
  // An error of the source destroys the compressor, and reading that throws it.
  feed(compress, source).catch((error: unknown) => compress.destroy(error as Error));
  for await (const bytes of compress) yield bytes as Uint8Array;
}

async function feed(compress: ZstdCompress, source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const bytes of source) {
    if (!compress.write(bytes)) await once(compress, "drain");
  }
  compress.flush(constants.ZSTD_e_end, () => compress.end());
}
