import type { Mutant } from "./mutant.ts";

/** What came of one mutant. */
export interface Outcome {
  readonly mutant: Mutant;
  readonly result: "killed" | "timed out" | "survived" | "not reached";
  /** The first test that failed, or how its process ended. */
  readonly by: string | null;
}
