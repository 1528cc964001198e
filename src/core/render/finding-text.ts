import { FINDING_CODES } from "../finding-codes.ts";
import { documentation, isDocumentation } from "../identifiers.ts";
import type { Report, ReportFinding } from "../report.ts";
import { safeLine } from "../safe-text.ts";
import { excerptLines } from "./excerpt-lines.ts";
import { cause, fix } from "./headline.ts";
import type { Ink } from "./ink.ts";
import { labelled } from "./lines.ts";
import { CLASS_WORDS, innerPath, pathText, valueText } from "./words.ts";

const COLUMN = { indent: 4, column: 14 } as const;

/** Where to read on about a finding: its rule if it has one of ours, otherwise its code. */
export function documentationOf(finding: ReportFinding): string {
  const docs = finding.explanation?.docs;
  return docs !== undefined && isDocumentation(docs)
    ? docs
    : documentation("differences", finding.code);
}

/** One finding for a terminal or a log: file, what, both values, cause and remedy. */
export function findingLines(
  report: Pick<Report, "mode">,
  finding: ReportFinding,
  ink: Ink,
): readonly string[] {
  const risk = finding.risk.padEnd(7);
  const [path = "", ...rest] = labelled("", pathText(innerPath(finding.path)), {
    indent: 2,
    column: 9,
  });
  return [
    "",
    `  ${finding.risk === "high" ? ink.bad(risk) : risk}${ink.bold(path.trimStart())}`,
    ...rest.map((line) => ink.bold(line)),
    ...labelled("what", `${FINDING_CODES[finding.code].title} (${finding.code})`, COLUMN),
    ...labelled("upload", valueText(finding.upload), COLUMN),
    ...labelled(
      report.mode === "no-build" ? "commit" : "rebuilt",
      valueText(finding.rebuilt),
      COLUMN,
    ),
    ...(finding.class === null ? [] : labelled("class", CLASS_WORDS[finding.class], COLUMN)),
    ...finding.notes.flatMap((note) => labelled("note", note, COLUMN)),
    ...(finding.explanation === null ? [] : labelled("cause", cause(finding), COLUMN)),
    ...labelled("fix", fix(finding, report), COLUMN),
    ...labelled("docs", documentationOf(finding), COLUMN),
    ...excerptText(report, finding, MOST_EXCERPT_LINES, ink),
  ];
}

/** Lines of an excerpt in a report; `explain` prints all of them. */
const MOST_EXCERPT_LINES = 16;
/** Characters of one such line. */
const LONGEST_EXCERPT_LINE = 300;

/** The excerpt of a finding for a terminal or a log, behind a bar as everything that somebody else wrote. */
export function excerptText(
  report: Pick<Report, "mode">,
  finding: ReportFinding,
  most: number,
  ink: Ink,
): readonly string[] {
  if (finding.excerpt === null) return [];
  const inks = {
    place: ink.dim,
    same: ink.dim,
    removed: ink.bad,
    added: ink.good,
    remark: ink.dim,
  };
  return excerptLines(report, finding.excerpt, most).map(
    ({ kind, text }) => `  | ${inks[kind](safeLine(text, LONGEST_EXCERPT_LINE))}`,
  );
}
