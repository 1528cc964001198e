/** A stream of numbers that is the same in every run. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}

/** Marsaglia's xorshift with 32 bits of state: weak, and just as good for choosing test cases. */
export function seededRandom(seed: number): Random {
  let state = seed === 0 ? 1 : seed;
  return {
    below(limit) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % limit;
    },
  };
}
