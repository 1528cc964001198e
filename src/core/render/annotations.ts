import { FINDING_CODES } from "../finding-codes.ts";
import type { ArtifactReport, Report } from "../report.ts";
import { cause, fix, statement } from "./headline.ts";
import { counted, innerPath, pathText } from "./words.ts";

/** A message on the page of a workflow run. All untrusted: whoever shows it escapes it. */
export interface ReportAnnotation {
  readonly title: string;
  /** One line each. */
  readonly lines: readonly string[];
}

/** The runner shows ten errors and ten warnings of a step; the step's own failure takes one. */
const MOST_ANNOTATIONS = 9;
const MOST_FILES = 8;

/** What a run that did not pass shows beside its summary: each upload concerned, then the first files. */
export function reportAnnotations(report: Report): readonly ReportAnnotation[] {
  const failing = report.artifacts.filter(({ verdict }) =>
    ["different", "inconclusive"].includes(verdict),
  );
  const artifacts = failing.map((artifact) => ({
    title: `rebuild-gate: ${artifact.name}`,
    lines: [statement(report, artifact)],
  }));
  const files = failing
    .flatMap((artifact) => fileAnnotations(report, artifact))
    .slice(0, MOST_FILES);
  if (artifacts.length < MOST_ANNOTATIONS) {
    return [...artifacts, ...files].slice(0, MOST_ANNOTATIONS);
  }
  const left = artifacts.length - MOST_ANNOTATIONS + 1;
  return [
    ...artifacts.slice(0, MOST_ANNOTATIONS - 1),
    { title: "rebuild-gate", lines: [`${counted(left, "more upload")} in the report.`] },
  ];
}

function fileAnnotations(report: Report, artifact: ArtifactReport): readonly ReportAnnotation[] {
  return artifact.findings
    .filter(({ accepted }) => accepted === null)
    .map((finding) => ({
      title: `${artifact.name}: ${finding.code}`,
      lines: [
        `${pathText(innerPath(finding.path))}: ${FINDING_CODES[finding.code].title}`,
        `Cause: ${cause(finding)}`,
        `Fix: ${fix(finding, report)}`,
      ],
    }));
}
