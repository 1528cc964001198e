import type { Random } from "./random.ts";

/** A copy with one to three accidents: a flipped bit, a piece cut out, doubled, moved, or overwritten. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let copy: Uint8Array = bytes.slice();
  for (let count = 1 + random.below(3); count > 0 && copy.length > 0; count--) {
    const at = random.below(copy.length);
    const length = 1 + random.below(Math.min(16, copy.length - at));
    const piece = copy.slice(at, at + length);
    const rest = (from: number): Uint8Array => copy.slice(from);
    switch (random.below(5)) {
      case 0:
        copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        copy = new Uint8Array(Buffer.concat([copy.slice(0, at), rest(at + length)]));
        break;
      case 2:
        copy = new Uint8Array(Buffer.concat([copy.slice(0, at), piece, rest(at)]));
        break;
      case 3:
        copy = new Uint8Array(Buffer.concat([copy.slice(0, at), rest(at + length), piece]));
        break;
      default:
        copy.set(piece, random.below(copy.length - length + 1));
    }
  }
  return copy;
}
