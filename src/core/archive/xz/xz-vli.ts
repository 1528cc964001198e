/** The most bytes that a variable-length integer may have (xz file format 1.2.1, section 1.2). */
const LONGEST = 9;

/** A variable-length integer as it comes in, byte by byte. */
export class XzVli {
  #value = 0n;
  #bytes = 0;

  /** The number once its last byte is in; null before. Undefined for a spelling with a needless byte. */
  take(byte: number): bigint | null | undefined {
    this.#value |= BigInt(byte & 0x7f) << BigInt(7 * this.#bytes);
    this.#bytes += 1;
    if ((byte & 0x80) !== 0) return this.#bytes === LONGEST ? undefined : null;
    if (byte === 0 && this.#bytes > 1) return undefined;
    const value = this.#value;
    this.#value = 0n;
    this.#bytes = 0;
    return value;
  }
}
