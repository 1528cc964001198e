/** The longest code, bits (BZ_MAX_CODE_LEN of the decoder that everybody has). */
export const LONGEST_CODE = 20;
/** Codes up to this length are found by one look. */
const QUICK = 10;

/** A canonical prefix code: from the length of each symbol's code to a table that finds symbols. */
export class CodeTable {
  /** By the next `QUICK` bits: length and symbol, or 0 for a longer code. */
  readonly #quick = new Uint16Array(1 << QUICK);
  /** Symbols in the order of their codes. */
  readonly #symbols: Uint16Array;
  /** By length: the first value of 20 bits that is beyond the codes of this length. */
  readonly #limits = new Uint32Array(LONGEST_CODE + 1);
  /** By length: what makes an index of symbols out of a code. */
  readonly #bases = new Int32Array(LONGEST_CODE + 1);

  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code *= 2;
      this.#bases[length] = index - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        // Two symbols of one code would be read by each decoder in its own way.
        if (code >= 2 ** length) throw new Error("a code with more symbols than it has room for");
        this.#symbols[index] = symbol;
        if (length <= QUICK) {
          const first = code << (QUICK - length);
          this.#quick.fill((length << 9) | symbol, first, first + (1 << (QUICK - length)));
        }
        code += 1;
        index += 1;
      }
      this.#limits[length] = code * 2 ** (LONGEST_CODE - length);
    }
  }

  /** Length and symbol (in the low nine bits) of the code that these 20 bits begin with. */
  find(bits: number): number {
    const found = this.#quick[bits >>> (LONGEST_CODE - QUICK)] ?? 0;
    if (found !== 0) return found;
    for (let length = QUICK + 1; length <= LONGEST_CODE; length++) {
      if (bits >= (this.#limits[length] ?? 0)) continue;
      const index = (bits >>> (LONGEST_CODE - length)) + (this.#bases[length] ?? 0);
      return (length << 9) | (this.#symbols[index] ?? 0);
    }
    throw new Error("a code that no symbol has");
  }
}
