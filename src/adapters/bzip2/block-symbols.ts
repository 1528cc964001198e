import type { Bits } from "./bits.ts";
import type { BlockHead } from "./block-head.ts";
import { LONGEST_CODE, type CodeTable } from "./code-table.ts";

const GROUP = 50;
/** The two digits in which a run's length is written. */
const RUN_B = 1;

/** The symbols of one block, as they come in: undoes the prefix codes, the runs and move-to-front. */
export class BlockSymbols {
  readonly head: BlockHead;
  /** The sorted rotations' last bytes, in the low eight bits. */
  readonly #rows: Uint32Array;
  readonly #size: number;
  readonly #counts = new Uint32Array(256);
  /** The bytes in use, the most recent one first. */
  readonly #recent: Uint8Array;
  #table: CodeTable | null = null;
  #group = 0;
  #leftInGroup = 0;
  #length = 0;
  #run = 0;
  #digit = 1;

  /** `rows` is filled from its start; `size` is how many bytes a block may have. */
  constructor(head: BlockHead, rows: Uint32Array, size: number) {
    this.head = head;
    this.#rows = rows;
    this.#size = size;
    this.#recent = head.bytes.slice();
  }

  get length(): number {
    return this.#length;
  }

  /** How often each byte is in the block. */
  get counts(): Uint32Array {
    return this.#counts;
  }

  /** Takes symbols as far as the input goes; true when the last one was there. */
  take(bits: Bits): boolean {
    const end = this.#recent.length + 1;
    // Behind a block there is always more than the longest code needs.
    while (bits.left >= LONGEST_CODE) {
      const found = this.#tableOfNext().find(bits.peek24() >>> (24 - LONGEST_CODE));
      bits.skip(found >>> 9);
      const symbol = found & 511;
      if (symbol <= RUN_B) {
        this.#run += (symbol + 1) * this.#digit;
        this.#digit *= 2;
        if (this.#run > this.#size) throw new Error("a run that is longer than a block");
        continue;
      }
      if (this.#run > 0) this.#putRun();
      if (symbol === end) return true;
      this.#put(this.#toFront(symbol - 1), 1);
    }
    return false;
  }

  #tableOfNext(): CodeTable {
    if (this.#leftInGroup === 0 || this.#table === null) {
      const { selectors, tables } = this.head;
      const table = tables[selectors[this.#group] ?? tables.length];
      if (table === undefined) throw new Error("more symbols than there are selectors for");
      this.#table = table;
      this.#group += 1;
      this.#leftInGroup = GROUP;
    }
    this.#leftInGroup -= 1;
    return this.#table;
  }

  #putRun(): void {
    this.#put(this.#recent[0] ?? 0, this.#run);
    this.#run = 0;
    this.#digit = 1;
  }

  #toFront(place: number): number {
    const recent = this.#recent;
    const byte = recent[place] ?? 0;
    for (let at = place; at > 0; at--) recent[at] = recent[at - 1] ?? 0;
    recent[0] = byte;
    return byte;
  }

  #put(byte: number, times: number): void {
    const end = this.#length + times;
    if (end > this.#size) throw new Error("a block that is longer than its level allows");
    if (times === 1) this.#rows[this.#length] = byte;
    else this.#rows.fill(byte, this.#length, end);
    this.#length = end;
    this.#counts[byte] = (this.#counts[byte] ?? 0) + times;
  }
}
