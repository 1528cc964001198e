/** Reads little-endian numbers from one place on; each call moves on. */
export class LittleEndianReader {
  readonly #view: DataView;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  u16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2, true);
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  /** Above 2^53 the value is rounded; no cap on sizes is near. */
  u64(): number {
    const low = this.u32();
    return low + this.u32() * 2 ** 32;
  }
}

/** Writes little-endian numbers and bytes one after the other. */
export class LittleEndianWriter {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.#bytes = new Uint8Array(length);
    this.#view = new DataView(this.#bytes.buffer);
  }

  u16(value: number): this {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  u64(value: number): this {
    return this.u32(value % 2 ** 32).u32(Math.floor(value / 2 ** 32));
  }

  latin1(text: string): this {
    for (let next = 0; next < text.length; next++)
      this.#bytes[this.#at + next] = text.charCodeAt(next);
    this.#at += text.length;
    return this;
  }

  append(bytes: Uint8Array): this {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }

  /** All that was written; the length must be the one asked for. */
  bytes(): Uint8Array {
    return this.#bytes;
  }
}
