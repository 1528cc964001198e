import { HEAD_LENGTH } from "../archive/format.ts";
import { newHasher } from "../digest.ts";

/** Bytes of which one digest is kept. A multiple of a row of a hex dump. */
export const BLOCK = 64 * 1024;

/** Takes a body in pieces, in order. */
export interface BodyTap {
  push(bytes: Uint8Array): void;
}

/**
 * What is kept of a body that passes and is too large to be held: its first bytes, and a digest of each block, by which
 * the first block is found in which two bodies differ. 1 KiB for each MiB.
 */
export class BodyOutline implements BodyTap {
  readonly #head = new PassingSlice(0, HEAD_LENGTH);
  readonly #digests: string[] = [];
  #hasher = newHasher();
  #filled = 0;

  /** As many of the first bytes as tell a format. */
  get head(): Uint8Array {
    return this.#head.bytes();
  }

  push(bytes: Uint8Array): void {
    this.#head.push(bytes);
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#hasher.update(piece);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled < BLOCK) continue;
      this.#digests.push(this.#hasher.fingerprint().sha256);
      this.#hasher = newHasher();
      this.#filled = 0;
    }
  }

  /** Offset of the first block in which the two differ, or of what lies behind the blocks that both have whole. */
  firstUnequalBlock(other: BodyOutline): number {
    const at = this.#digests.findIndex((digest, block) => digest !== other.#digests[block]);
    return BLOCK * (at === -1 ? this.#digests.length : at);
  }
}

/** Keeps the bytes of a body from `start` on, `length` of them at most. */
export class PassingSlice implements BodyTap {
  readonly #start: number;
  readonly #end: number;
  readonly #pieces: Uint8Array[] = [];
  #at = 0;

  constructor(start: number, length: number) {
    this.#start = start;
    this.#end = start + length;
  }

  push(bytes: Uint8Array): void {
    const from = Math.max(0, this.#start - this.#at);
    const piece = bytes.slice(from, Math.max(from, this.#end - this.#at));
    if (piece.length > 0) this.#pieces.push(piece);
    this.#at += bytes.length;
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.#pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}
