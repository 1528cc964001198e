const MOST_LINES = 200;
const MOST_BYTES = 16 * 1024;

/**
 * The end of a build's output, for the message when it fails. Memory stays at a few times the tail, however much
 * is said; `total` counts everything.
 */
export class BuildLog {
  #pieces: Buffer[] = [];
  #kept = 0;
  #total = 0;

  get total(): number {
    return this.#total;
  }

  append(chunk: Buffer): void {
    this.#total += chunk.length;
    // A copy: a small chunk would keep the large buffer alive that it was read into.
    const piece = Buffer.from(chunk.subarray(-MOST_BYTES));
    this.#pieces.push(piece);
    this.#kept += piece.length;
    // Cut now and then only: a build that writes byte by byte must not move the tail each time.
    if (this.#kept > 4 * MOST_BYTES) {
      this.#pieces = [this.#bytes()];
      this.#kept = MOST_BYTES;
    }
  }

  /** The last 200 lines, at most 16 KiB of them; a line that was cut in front is left out if there are others. */
  tail(): string {
    const text = this.#bytes().toString("utf8");
    const cut = this.#total > MOST_BYTES && text.includes("\n");
    const whole = cut ? text.slice(text.indexOf("\n") + 1) : text;
    return whole.replace(/\n$/, "").split("\n").slice(-MOST_LINES).join("\n");
  }

  #bytes(): Buffer {
    return Buffer.from(Buffer.concat(this.#pieces).subarray(-MOST_BYTES));
  }
}
