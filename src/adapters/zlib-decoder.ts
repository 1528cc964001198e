import type { Transform } from "node:stream";
import type { Decoder, Progress } from "./decoder.ts";

/** A decoding stream of `node:zlib`, as far as it is needed here. */
export type ZlibStream = Transform & { readonly bytesWritten: number };

/** Decodes with a stream of `node:zlib`. Throws zlib's errors. */
export class ZlibDecoder implements Decoder {
  readonly #stream: ZlibStream;
  #error: Error | null = null;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(stream: ZlibStream) {
    this.#stream = stream;
    const wake = (): void => {
      this.#wake();
    };
    this.#stream.on("readable", wake);
    this.#stream.on("end", () => {
      this.#ended = true;
      wake();
    });
    this.#stream.on("error", (error) => {
      this.#error = error;
      wake();
    });
  }

  async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array, Progress, void> {
    const before = this.#stream.bytesWritten;
    let written = false;
    this.#stream.write(bytes, () => {
      written = true;
      this.#wake();
    });
    yield* this.#outputUntil(() => written);
    const consumed = this.#stream.bytesWritten - before;
    return { consumed, ended: consumed < bytes.length };
  }

  async *finish(): AsyncGenerator<Uint8Array, Progress, void> {
    this.#stream.end();
    yield* this.#outputUntil(() => this.#ended);
    return { consumed: 0, ended: true };
  }

  close(): void {
    this.#stream.destroy();
  }

  async *#outputUntil(done: () => boolean): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const output = this.#stream.read() as Uint8Array | null;
      if (output !== null) {
        // Not as the buffer of Node that it is: a slice of one is no copy.
        yield new Uint8Array(output.buffer, output.byteOffset, output.byteLength);
        release(output);
        continue;
      }
      if (this.#error !== null) throw this.#error;
      if (done()) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Below this length a buffer may be a part of one that is shared (`Buffer.poolSize` is 8 KiB). */
const NEVER_SHARED = 64 * 1024;

/**
 * Gives the memory of a piece back at once, where the piece is the whole of a buffer, which the stream fills no further.
 * Left to the collector, as many pieces as it likes would wait for it: some sixty megabytes of a large file.
 */
function release({ buffer, byteLength }: Uint8Array): void {
  const isWhole = byteLength === buffer.byteLength && byteLength >= NEVER_SHARED;
  if (isWhole && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
