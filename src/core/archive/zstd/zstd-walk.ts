import { refuse } from "../refusal.ts";

const BLOCK_HEADER = 3;
/** Block types (RFC 8878, section 3.1.1.2.2). */
const RLE = 1;
const RESERVED = 3;
const CHECKSUM = 4;

/**
 * Goes from block header to block header and so finds the end of a frame, whatever its blocks contain: decoders go on
 * with a next frame, or stop without a word of what follows.
 */
export class ZstdWalk {
  readonly #checksum: number;
  /** Bytes up to the next block header, or to the end. */
  #skip: number;
  #header = 0;
  #headerBytes = 0;
  #isLast = false;
  #offset = 0;

  constructor(headerLength: number, hasChecksum: boolean) {
    this.#skip = headerLength;
    this.#checksum = hasChecksum ? CHECKSUM : 0;
  }

  /** Whether the frame's last byte was seen. */
  get isComplete(): boolean {
    return this.#isLast && this.#skip === 0;
  }

  /** How many of the next bytes belong to the frame. */
  take(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.isComplete) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        at += step;
        this.#offset += step;
      } else {
        this.#takeHeaderByte(bytes[at] ?? 0);
        at += 1;
        this.#offset += 1;
      }
    }
    return at;
  }

  #takeHeaderByte(byte: number): void {
    this.#header |= byte << (8 * this.#headerBytes);
    this.#headerBytes += 1;
    if (this.#headerBytes < BLOCK_HEADER) return;
    const type = (this.#header >> 1) & 3;
    if (type === RESERVED) refuse("zstd-data", this.#offset - 2, "a block of the reserved type");
    this.#isLast = (this.#header & 1) === 1;
    this.#skip = (type === RLE ? 1 : this.#header >> 3) + (this.#isLast ? this.#checksum : 0);
    this.#header = 0;
    this.#headerBytes = 0;
  }
}
