import { createHash } from "node:crypto";
import { nameOf, type Mutant } from "./mutant.ts";

/** Draws mutants, in their own order: the same ones for the same seed and sources, without those exempt. */
export function drawSample(
  mutants: readonly Mutant[],
  size: number,
  seed: string,
): readonly Mutant[] {
  const drawn = mutants
    .filter(({ exempt }) => exempt === null)
    .map((mutant) => ({
      mutant,
      rank: createHash("sha256")
        .update(`${seed}\0${nameOf(mutant)}`)
        .digest("hex"),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size);
  const chosen = new Set(drawn.map(({ mutant }) => mutant));
  return mutants.filter((mutant) => chosen.has(mutant));
}
