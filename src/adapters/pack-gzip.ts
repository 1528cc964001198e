import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** Magic, deflate, no flags, no time, "slowest" (level 9), system unknown (RFC 1952, section 2.3). */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255);

/** One gzip member that says nothing of when and where it was made. Its deflate is that of this Node's zlib. */
export async function* gzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield HEADER;
  let sum = 0;
  let size = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of source) {
      sum = crc32(bytes, sum);
      size += bytes.length;
      yield bytes;
    }
  };
  const deflate = createDeflateRaw({ level: 9 });
  // Errors of the source destroy the deflate stream, and reading that throws them.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => undefined);
  for await (const bytes of deflate) yield bytes as Uint8Array;
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, sum, true);
  trailer.setUint32(4, size % 2 ** 32, true);
  yield new Uint8Array(trailer.buffer);
}
