import { resultOf } from "../statement/check.ts";
import type { Check } from "../statement/check.ts";
import type { VerificationReport } from "../statement/verification-report.ts";
import type { Ink } from "./ink.ts";
import { labelled, wrapped, WIDTH } from "./lines.ts";
import { counted } from "./words.ts";

/** The answer of `verify` for a terminal: the result, what failed first, then every check. */
export function renderVerification(name: string, report: VerificationReport, ink: Ink): string {
  const failed = report.checks.filter((check) => !check.passed);
  const paint = report.result === "PASSED" ? ink.good : ink.bad;
  const sentence =
    report.result === "PASSED"
      ? `${name}: PASSED. ${counted(report.checks.length, "check")}, all of them hold.`
      : `${name}: FAILED. ${String(failed.length)} of ${counted(report.checks.length, "check")} failed.`;
  return [
    ...wrapped(sentence, WIDTH).map((line) => paint(ink.bold(line))),
    ...failed.flatMap((check) => checkLines(check, ink)),
    ...(report.unpinned.length === 0
      ? []
      : labelled("unpinned", `not demanded, so any value passes: ${report.unpinned.join(", ")}`)),
    ...report.checks
      .filter((check) => check.passed)
      .flatMap((check) => labelled("holds", `${check.id}: ${check.got}`)),
    "",
  ].join("\n");
}

function checkLines(check: Check, ink: Ink): readonly string[] {
  return [
    ...labelled("failed", check.id).map((line) => ink.bad(line)),
    ...labelled("expected", check.expected, { indent: 4, column: 14 }),
    ...labelled("got", check.got, { indent: 4, column: 14 }),
  ];
}

/** The answer of `verify` for machines (design section 5.2). */
export function verificationJson(name: string, report: VerificationReport): unknown {
  return {
    result: report.result,
    upload: name,
    checks: report.checks.map(({ id, passed, expected, got }) => ({ id, passed, expected, got })),
    unpinned: report.unpinned,
    bundles: report.bundles.map((bundle) => ({
      name: bundle.name,
      result: resultOf(bundle.checks),
      predicateType: bundle.verified?.statement.predicateType ?? null,
    })),
  };
}
