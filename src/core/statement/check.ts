import type { NonEmpty } from "../verdict.ts";

/** One question that was put to a bundle, and its answer. Nothing that was not asked counts as passed. */
export interface Check {
  /** Stable, kebab-case, documented in docs/verifying.md. */
  readonly id: string;
  readonly passed: boolean;
  readonly expected: string;
  /** What was there; untrusted text, escaped by whoever prints it. */
  readonly got: string;
}

/** PASSED only when every check passed; a list without checks does not compile. */
export function resultOf(checks: NonEmpty<Check>): "PASSED" | "FAILED" {
  return checks.every((check) => check.passed) ? "PASSED" : "FAILED";
}

/** The check that holds when both texts are the same and there is one. */
export function exactly(id: string, expected: string, got: string | undefined): Check {
  return { id, passed: got === expected && expected !== "", expected, got: got ?? "nothing" };
}

/** A check that could not be put, which is never a pass. */
export function notEvaluated(id: string, reason: string): Check {
  return { id, passed: false, expected: "an answer", got: `not evaluated: ${reason}` };
}
