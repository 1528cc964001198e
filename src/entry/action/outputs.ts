import type { Report } from "../../core/report.ts";
import { safeJson } from "../../core/safe-text.ts";

/** Every output that action.yml declares. All are set at every end of the step; one without a value is empty. */
export const OUTPUT_NAMES = [
  "result",
  "verdict",
  "level",
  "exit-code",
  "subject-digests",
  "mismatches",
  "attested",
  "report-path",
  "bundle-path",
] as const;
/** One of `OUTPUT_NAMES`. */
export type OutputName = (typeof OUTPUT_NAMES)[number];

/** How a run of the Action ended, as far as it came. */
export interface RunEnd {
  /** Null: it ended before there was a report. */
  readonly report: Report | null;
  readonly exitCode: number;
  /** Folder of the report files; null: none were written. */
  readonly reportPath: string | null;
  /** File with all bundles, one per line; null: nothing was signed. */
  readonly bundlePath: string | null;
}

/**
 * The outputs of a run, whatever its end. `result` is the one to branch on: `passed` only for exit code 0, `failed`
 * where a difference was found, `inconclusive` for everything that could not be told.
 */
export function outputsOf({
  report,
  exitCode,
  reportPath,
  bundlePath,
}: RunEnd): ReadonlyMap<OutputName, string> {
  const artifacts = report?.artifacts ?? [];
  const mismatches = artifacts.flatMap(({ findings }) =>
    findings.filter(({ accepted }) => accepted === null),
  );
  return new Map([
    [
      "result",
      exitCode === 0 ? "passed" : report?.verdict === "different" ? "failed" : "inconclusive",
    ],
    ["verdict", report?.verdict ?? ""],
    ["level", report?.level ?? ""],
    ["exit-code", String(exitCode)],
    [
      "subject-digests",
      safeJson(
        artifacts.map(({ name, upload }) => ({ name, digest: `sha256:${upload.sha256}` })),
        0,
      ),
    ],
    ["mismatches", report === null ? "" : String(mismatches.length)],
    ["attested", String(bundlePath !== null)],
    ["report-path", reportPath ?? ""],
    ["bundle-path", bundlePath ?? ""],
  ]);
}
