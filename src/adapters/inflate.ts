import { createInflateRaw, inflateRawSync, type InflateRaw } from "node:zlib";

/** Room for one piece of output. */
const CHUNK = 256 * 1024;

/** What one call gave: how much of its input belonged to the stream, and whether the stream is over. */
export interface Progress {
  readonly consumed: number;
  readonly ended: boolean;
}

/** A raw deflate stream, decoded piece by piece; memory does not grow with it. Throws zlib's errors. */
export class StreamingInflate {
  readonly #inflate: InflateRaw = createInflateRaw({ chunkSize: CHUNK });
  #error: Error | null = null;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor() {
    const wake = (): void => {
      this.#wake();
    };
    this.#inflate.on("readable", wake);
    this.#inflate.on("end", () => {
      this.#ended = true;
      wake();
    });
    this.#inflate.on("error", (error) => {
      this.#error = error;
      wake();
    });
  }

  /** Yields what these bytes decode to. Fewer are consumed than given only when the stream ended before. */
  async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array, Progress, void> {
    const before = this.#inflate.bytesWritten;
    let written = false;
    this.#inflate.write(bytes, () => {
      written = true;
      this.#wake();
    });
    yield* this.#outputUntil(() => written);
    const consumed = this.#inflate.bytesWritten - before;
    return { consumed, ended: consumed < bytes.length };
  }

  /** Yields what is left, and throws if the stream is not complete. */
  async *finish(): AsyncGenerator<Uint8Array, Progress, void> {
    this.#inflate.end();
    yield* this.#outputUntil(() => this.#ended);
    return { consumed: 0, ended: true };
  }

  close(): void {
    this.#inflate.destroy();
  }

  async *#outputUntil(done: () => boolean): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const output = this.#inflate.read() as Uint8Array | null;
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
