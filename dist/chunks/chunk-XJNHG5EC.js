import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  ArchiveError,
  BuildError,
  InputError,
  InterruptedError,
  SourceError,
  StatementError
} from "./chunk-LQXGX5TO.js";

// src/core/exit-code.ts
var WORST_FIRST = [2, 1, 4, 5, 6, 3, 0];
function exitCodeFor(outcomes) {
  const codes = outcomes.map(codeOf);
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 6;
}
var WORST_VERDICT_FIRST = [
  "different",
  "inconclusive",
  "equivalent",
  "identical"
];
var WEAKEST_LEVEL_FIRST = [null, "L4", "L2", "L1", "L0"];
function overallVerdict(verdicts) {
  const rank = ({ kind, level }) => WORST_VERDICT_FIRST.indexOf(kind) * WEAKEST_LEVEL_FIRST.length + WEAKEST_LEVEL_FIRST.indexOf(level);
  return verdicts.reduce((worst, verdict) => rank(verdict) < rank(worst) ? verdict : worst);
}
function codeOf(outcome) {
  switch (outcome.kind) {
    case "verdict":
      return { identical: 0, equivalent: 0, different: 1, inconclusive: 6 }[outcome.verdict];
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
function codeOfError(error) {
  if (error instanceof InputError || error instanceof StatementError) return 2;
  if (error instanceof SourceError) {
    return error.code === "git-missing" || error.code === "git-failed" ? 5 : 2;
  }
  if (error instanceof BuildError) return 4;
  if (error instanceof ArchiveError || error instanceof InterruptedError) return 6;
  return 5;
}

export {
  exitCodeFor,
  overallVerdict
};
