/** More input is needed before this part can be read; what was read of it is read again then. */
export const SHORT = Symbol("short");

/** Zeros behind the buffer, so that a peek near its end reads no further. */
const MARGIN = 4;

/** Bits of a growing input, highest first. */
export class Bits {
  #bytes = new Uint8Array(MARGIN);
  #length = 0;
  /** The next bit, counted from the first byte that is held. */
  #at = 0;

  /** Bits that are there and not taken. */
  get left(): number {
    return this.#length * 8 - this.#at;
  }

  /** Bits up to the next whole byte. */
  get toByte(): number {
    return -this.#at & 7;
  }

  /** A mark to come back to. */
  get at(): number {
    return this.#at;
  }

  goTo(at: number): void {
    this.#at = at;
  }

  append(bytes: Uint8Array): void {
    const start = this.#at >> 3;
    const kept = this.#length - start;
    const joined = new Uint8Array(kept + bytes.length + MARGIN);
    joined.set(this.#bytes.subarray(start, this.#length));
    joined.set(bytes, kept);
    this.#bytes = joined;
    this.#length = kept + bytes.length;
    this.#at &= 7;
  }

  /** The next 24 bits, zeros where the input ends. */
  peek24(): number {
    const bytes = this.#bytes;
    const index = this.#at >> 3;
    const word =
      ((bytes[index] ?? 0) << 24) |
      ((bytes[index + 1] ?? 0) << 16) |
      ((bytes[index + 2] ?? 0) << 8) |
      (bytes[index + 3] ?? 0);
    return (word << (this.#at & 7)) >>> 8;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Takes up to 24 bits; throws `SHORT` where they are not there. */
  take(count: number): number {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- no error: it is caught where input can be added
    if (this.left < count) throw SHORT;
    const value = this.peek24() >>> (24 - count);
    this.#at += count;
    return value;
  }
}
