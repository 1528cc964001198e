import { Bits, SHORT } from "./bzip2/bits.ts";
import { contentOf } from "./bzip2/block-content.ts";
import { readBlockHead } from "./bzip2/block-head.ts";
import { BlockSymbols } from "./bzip2/block-symbols.ts";
import type { Decoder, Progress } from "./decoder.ts";

/* eslint-disable @typescript-eslint/require-await -- it computes at once; other decoders wait for a thread */

/** Two halves of what a block begins with, and of what the end does. */
const BLOCK = [0x314159, 0x265359] as const;
const END = [0x177245, 0x385090] as const;

/** Bytes of content per level. */
const LEVEL = 100_000;

/** A decoder for one bzip2 stream. */
export function openBzip2(): Decoder {
  return new Bzip2Decoder();
}

/**
 * Decodes bzip2 block by block, with one block in memory. Our own, because the decoders that are kept take a whole
 * file, and the ones that stream loop forever on some input, print a warning, or do not say where a stream ends.
 */
class Bzip2Decoder implements Decoder {
  readonly #bits = new Bits();
  #size = 0;
  #rows = new Uint32Array(0);
  #symbols: BlockSymbols | null = null;
  #crc = 0;
  #ended = false;

  async *write(bytes: Uint8Array): AsyncGenerator<Uint8Array, Progress, void> {
    // mutant: nothing is written behind the end
    if (this.#ended) return { consumed: 0, ended: true };
    this.#bits.append(bytes);
    for (;;) {
      const part = this.#readPart();
      if (part === "short") return { consumed: bytes.length, ended: false };
      if (part === "end") {
        this.#ended = true;
        return { consumed: bytes.length - this.#bits.left / 8, ended: true };
      }
      if (part === "header") continue;
      yield* contentOf(part, this.#rows);
      this.#crc = ((this.#crc << 1) | (this.#crc >>> 31)) ^ part.head.crc;
      this.#symbols = null;
    }
  }

  // eslint-disable-next-line require-yield -- all content is given as soon as its block is whole
  async *finish(): AsyncGenerator<Uint8Array, Progress, void> {
    if (!this.#ended) throw new Error("the end of the data");
    return { consumed: 0, ended: true };
  }

  close(): void {
    this.#rows = new Uint32Array(0);
    this.#ended = true;
  }

  /** Reads the header, all of a block, or the end; `short` where the input does not suffice. */
  #readPart(): "header" | BlockSymbols | "end" | "short" {
    const start = this.#bits.at;
    try {
      if (this.#size === 0) return this.#readHeader();
      this.#symbols ??= this.#readStart();
    } catch (error) {
      if (error !== SHORT) throw error;
      this.#bits.goTo(start);
      return "short";
    }
    if (this.#symbols === null) return "end";
    return this.#symbols.take(this.#bits) ? this.#symbols : "short";
  }

  #readHeader(): "header" {
    this.#bits.take(24);
    this.#size = (this.#bits.take(8) - 0x30) * LEVEL;
    this.#rows = new Uint32Array(this.#size);
    return "header";
  }

  /** The head of a block, or null for the end; both begin where the block before ended, at any bit. */
  #readStart(): BlockSymbols | null {
    const magic = [this.#bits.take(24), this.#bits.take(24)];
    if (magic.every((half, at) => half === BLOCK[at])) {
      return new BlockSymbols(readBlockHead(this.#bits), this.#rows, this.#size);
    }
    if (!magic.every((half, at) => half === END[at])) {
      throw new Error("neither a block nor the end");
    }
    this.#readEnd();
    return null;
  }

  #readEnd(): void {
    const crc = ((this.#bits.take(16) << 16) | this.#bits.take(16)) >>> 0;
    if (crc !== this.#crc >>> 0) throw new Error("another checksum of the content");
    // The reader looks at these bits, too, and wants zeros.
    this.#bits.take(this.#bits.toByte);
  }
}
