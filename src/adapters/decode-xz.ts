import { LARGEST_DICTIONARY } from "../core/archive/xz/xz-block-header.ts";
import type { Decoder, Progress } from "./decoder.ts";
import { LzmaCoder } from "./liblzma.ts";

/** What liblzma needs beside the dictionary, bytes. */
const BESIDE = 16 * 1024 * 1024;

/* eslint-disable @typescript-eslint/require-await -- liblzma computes at once; other decoders wait for a thread */

/** A decoder for one xz stream, with the dictionary capped where our reader caps it. */
export async function openXz(): Promise<Decoder> {
  return new XzDecoder(await LzmaCoder.decoder(LARGEST_DICTIONARY + BESIDE));
}

class XzDecoder implements Decoder {
  readonly #coder: LzmaCoder;
  #ended = false;

  constructor(coder: LzmaCoder) {
    this.#coder = coder;
  }

  async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array, Progress, void> {
    // mutant: nothing is written behind the end
    if (this.#ended) return { consumed: 0, ended: true };
    const progress = yield* this.#coder.code(bytes, false);
    this.#ended = progress.ended;
    return progress;
  }

  async *finish(): AsyncGenerator<Uint8Array, Progress, void> {
    if (!this.#ended) yield* this.#coder.code(new Uint8Array(0), true);
    return { consumed: 0, ended: true };
  }

  close(): void {
    this.#coder.close();
  }
}
