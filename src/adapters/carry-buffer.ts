/** Bytes that a reader could not take yet because there were too few of them. */
export class CarryBuffer {
  #bytes = new Uint8Array(1024);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** A view that holds until the next `append`. */
  view(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  append(bytes: Uint8Array): void {
    const length = this.length + bytes.length;
    if (this.#start + length > this.#bytes.length) {
      const larger = length > this.#bytes.length ? new Uint8Array(2 * length) : this.#bytes;
      larger.set(this.view());
      this.#bytes = larger;
      this.#end = this.length;
      this.#start = 0;
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  drop(count: number): void {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }
}
