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
        yield output;
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
