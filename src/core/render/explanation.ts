import { factsOf } from "../finding-codes.ts";
import { InputError } from "../errors.ts";
import { NORMALISERS } from "../normalisers.ts";
import type { Report, ReportFinding } from "../report.ts";
import { cause, fix } from "./headline.ts";
import { documentationOf, excerptText } from "./finding-text.ts";
import type { Ink } from "./ink.ts";
import { labelled, wrapped, WIDTH } from "./lines.ts";
import { CLASS_WORDS, counted, pathText, valueText } from "./words.ts";

const COLUMN = { indent: 2, column: 12 } as const;

/** Every finding of a report, in its order. */
function findingsOf(report: Report): readonly ReportFinding[] {
  return report.artifacts.flatMap(({ findings }) => findings);
}

/**
 * The findings that a path names: all of a report for null; else those at exactly this path (as shown, with or without
 * the upload's name), and if there are none those whose path ends with it. Throws `InputError` (`usage`) for none.
 */
export function selectFindings(report: Report, path: string | null): readonly ReportFinding[] {
  const all = findingsOf(report);
  if (path === null) return all;
  const exact = all.filter((finding) => spellings(finding).includes(path));
  const found =
    exact.length > 0
      ? exact
      : all.filter((finding) => finding.path.at(-1)?.endsWith(`/${path}`) === true);
  if (found.length > 0) return found;
  throw new InputError("usage", {
    expected: `a path of one of the ${counted(all.length, "finding")} of this report`,
    found: `"${path}"`,
    next: "Run `rebuild-gate explain REPORT` without a path for the list; a file without a finding is equal on both sides.",
  });
}

function spellings({ path }: ReportFinding): readonly string[] {
  return path.flatMap((_, at) => [path.slice(at).join(" ▸ "), path.slice(at).join("/")]);
}

/** Findings in depth for a terminal: what, why, both values, who accepts it or could, what to do, where to read on. */
export function renderExplanation(
  report: Report,
  findings: readonly ReportFinding[],
  ink: Ink,
): string {
  if (findings.length === 0) return "This report has no findings: nothing differs.\n";
  return `${findings.map((finding) => findingInDepth(report, finding, ink).join("\n")).join("\n\n")}\n`;
}

function findingInDepth(report: Report, finding: ReportFinding, ink: Ink): readonly string[] {
  return [
    ...wrapped(pathText(finding.path), WIDTH).map((line) => ink.bold(line)),
    ...labelled("what", `${factsOf(finding.code).title} (${finding.code})`, COLUMN),
    ...labelled("upload", valueText(finding.upload), COLUMN),
    ...labelled(
      report.mode === "no-build" ? "commit" : "rebuilt",
      valueText(finding.rebuilt),
      COLUMN,
    ),
    ...labelled("why", cause(finding), COLUMN),
    ...(finding.explanation === null
      ? []
      : finding.notes.flatMap((note) => labelled("note", note, COLUMN))),
    ...labelled("class", finding.class === null ? "none" : CLASS_WORDS[finding.class], COLUMN),
    ...labelled("risk", finding.risk, COLUMN),
    ...labelled("accepted", acceptance(report, finding), COLUMN),
    ...labelled("fix", fix(finding, report), COLUMN),
    ...labelled("docs", documentationOf(finding), COLUMN),
    ...excerptText(report, finding, Infinity, ink),
  ];
}

/** Who accepts a finding; of one that nobody accepts, who could. */
function acceptance(report: Report, finding: ReportFinding): string {
  const { normaliser, standing } = factsOf(finding.code);
  if (finding.accepted !== null) {
    const by = finding.accepted.by;
    return by === normaliser ? `by ${by}: ${NORMALISERS[normaliser]}` : `by ${by}`;
  }
  if (normaliser !== null) return `no; ${normaliser} would, but this run does not accept it`;
  switch (standing) {
    case "barring":
      return "no, and nothing may ever accept it";
    case "unanswered":
      return "no; it was not proven either way";
    case "open-to-evidence":
      return report.accepted.word === "explained"
        ? "no; only a proven cause could, and none was proven"
        : `no; this run accepts ${report.accepted.word}, and no difference of content is that`;
  }
}

/** The same findings for machines. */
export function explanationJson(report: Report, findings: readonly ReportFinding[]): unknown {
  return {
    findings: findings.map((finding) => ({
      ...finding,
      title: factsOf(finding.code).title,
      why: cause(finding),
      acceptance: acceptance(report, finding),
      fix: fix(finding, report),
      docs: documentationOf(finding),
    })),
  };
}
