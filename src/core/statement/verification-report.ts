import type { NonEmpty } from "../verdict.ts";
import { resultOf } from "./check.ts";
import type { Check } from "./check.ts";
import type { JudgedPredicateType } from "./expectations.ts";
import type { VerifiedStatement } from "./verified-statement.ts";

/** What became of one bundle: every check, and the statement if the bundle itself verified. */
export interface JudgedBundle {
  /** File name, and line in a file of several bundles. */
  readonly name: string;
  readonly checks: NonEmpty<Check>;
  readonly verified: VerifiedStatement | null;
}

/** The answer of `verify`. */
export interface VerificationReport {
  readonly result: "PASSED" | "FAILED";
  /** All of them; of several bundles those of the ones that decided. */
  readonly checks: NonEmpty<Check>;
  /** Ids of checks that the caller left open, e.g. `repository-id`. */
  readonly unpinned: readonly string[];
  readonly bundles: readonly JudgedBundle[];
  /** The statements that passed, one per demanded predicate type; empty unless PASSED. */
  readonly statements: readonly VerifiedStatement[];
}

/**
 * Decides over judged bundles: for each demanded predicate type one bundle must have passed all of its checks. Bundles
 * about other files may stand beside it (one file often carries those of a whole release). No bundle, no demanded
 * type, or none that passes fails.
 */
export function decideVerification(
  bundles: readonly JudgedBundle[],
  demanded: readonly JudgedPredicateType[],
  unpinned: readonly string[],
): VerificationReport {
  const present: Check = {
    id: "bundle-present",
    passed: bundles.length > 0 && demanded.length > 0,
    expected: "at least one bundle",
    got: bundles.length === 1 ? "one bundle" : `${String(bundles.length)} bundles`,
  };
  const winners = demanded.map((type) => bundles.find((bundle) => isPass(bundle, type)));
  const types = demanded.map((type, at) => predicateTypeCheck(type, winners[at], bundles));
  const deciding = demanded.map((type, at) => winners[at] ?? nearestMiss(bundles, type));
  const shown = new Set(deciding.filter((bundle) => bundle !== undefined));
  const checks: NonEmpty<Check> = [
    present,
    ...types,
    ...[...shown].flatMap((bundle) => bundle.checks),
  ];
  const result = resultOf(checks);
  const statements = winners.flatMap((bundle) => bundle?.verified ?? []);
  return {
    result,
    checks,
    unpinned,
    bundles,
    statements: result === "PASSED" ? statements : [],
  };
}

function isPass(bundle: JudgedBundle, type: string): boolean {
  return bundle.verified?.statement.predicateType === type && resultOf(bundle.checks) === "PASSED";
}

function predicateTypeCheck(
  type: string,
  winner: JudgedBundle | undefined,
  bundles: readonly JudgedBundle[],
): Check {
  const got = bundles.map((bundle) => bundle.verified?.statement.predicateType ?? "unverified");
  return {
    id: "predicate-type",
    passed: winner !== undefined,
    expected: `a bundle that passes, of type ${type}`,
    got:
      winner === undefined
        ? [...new Set(got)].join(", ") || "no bundle"
        : `a bundle that passes, of type ${type}`,
  };
}

/** The bundle whose failures say most: of the right type first, then the one with the fewest. */
function nearestMiss(bundles: readonly JudgedBundle[], type: string): JudgedBundle | undefined {
  const failures = (bundle: JudgedBundle) => bundle.checks.filter((check) => !check.passed).length;
  const rank = (bundle: JudgedBundle) =>
    (bundle.verified?.statement.predicateType === type ? 0 : 1000) + failures(bundle);
  return [...bundles].sort((a, b) => rank(a) - rank(b))[0];
}
