import {
  ArchiveError,
  BuildError,
  InputError,
  InterruptedError,
  SourceError,
  StatementError,
} from "./errors.ts";
import type { NonEmpty, Verdict } from "./verdict.ts";

/**
 * 0 passed · 1 different, or verification failed · 2 wrong usage, input or policy file · 3 the verdict passes, policy
 * does not · 4 the build failed · 5 infrastructure · 6 inconclusive.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** One thing that a run came to; a run has one or more. */
export type Outcome =
  | { readonly kind: "verdict"; readonly verdict: Verdict["kind"] }
  | { readonly kind: "build-failed" }
  | { readonly kind: "policy"; readonly passed: boolean }
  | { readonly kind: "verification"; readonly passed: boolean }
  | { readonly kind: "error"; readonly error: unknown };

/** From the worst on: several outcomes leave by the first of these that one of them asks for. */
const WORST_FIRST: readonly ExitCode[] = [2, 1, 4, 5, 6, 3, 0];

/** The exit code of a run. No outcome at all is no pass: 6. */
export function exitCodeFor(outcomes: readonly Outcome[]): ExitCode {
  const codes = outcomes.map(codeOf);
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 6;
}

/** Verdicts from the worst on, then the levels of a passing one from the weakest on. */
const WORST_VERDICT_FIRST: readonly Verdict["kind"][] = [
  "different",
  "inconclusive",
  "equivalent",
  "identical",
];
const WEAKEST_LEVEL_FIRST: readonly Verdict["level"][] = [null, "L4", "L2", "L1", "L0"];

/** Verdict and level of the whole run: those of its worst upload. */
export function overallVerdict<V extends Pick<Verdict, "kind" | "level">>(
  verdicts: NonEmpty<V>,
): V {
  const rank = ({ kind, level }: V) =>
    WORST_VERDICT_FIRST.indexOf(kind) * WEAKEST_LEVEL_FIRST.length +
    WEAKEST_LEVEL_FIRST.indexOf(level);
  return verdicts.reduce((worst, verdict) => (rank(verdict) < rank(worst) ? verdict : worst));
}

function codeOf(outcome: Outcome): ExitCode {
  switch (outcome.kind) {
    case "verdict":
      return { identical: 0, equivalent: 0, different: 1, inconclusive: 6 }[
        outcome.verdict
      ] as ExitCode;
    case "build-failed":
      return 4;
    case "policy":
      return outcome.passed ? 0 : 3;
    case "verification":
      return outcome.passed ? 0 : 1;
    case "error":
      return codeOfError(outcome.error);
  }
}

/** By class, as documented there. Whatever nobody foresaw is a failure of the tool: 5, never 0 and never `different`. */
function codeOfError(error: unknown): ExitCode {
  if (error instanceof InputError || error instanceof StatementError) return 2;
  if (error instanceof SourceError) {
    return error.code === "git-missing" || error.code === "git-failed" ? 5 : 2;
  }
  if (error instanceof BuildError) return 4;
  if (error instanceof ArchiveError || error instanceof InterruptedError) return 6;
  return 5;
}
