import type { EvidenceClass } from "../finding.ts";
import { EVIDENCE_CLASSES } from "../finding.ts";
import type { ArtifactReport, BuildReport, Report, ReportFinding } from "../report.ts";
import { safeLine, safeLines } from "../safe-text.ts";
import { limitsText, networkText, sandboxText } from "./build-words.ts";
import { acceptedGroups, kindsOf, rejectedGroups } from "./finding-groups.ts";
import type { RejectedGroup } from "./finding-groups.ts";
import { findingLines } from "./finding-text.ts";
import { headline, statement } from "./headline.ts";
import { PLAIN, verdictInk } from "./ink.ts";
import type { Ink } from "./ink.ts";
import { labelled, paragraph, wrapped, WIDTH } from "./lines.ts";
import {
  CLASS_WORDS,
  counted,
  durationText,
  grouped,
  innerPath,
  pathText,
  remarkText,
  shortId,
  sizeText,
} from "./words.ts";

/** Findings spelled out per group; the rest is counted, with a pointer to where it stands. */
const MOST_FINDINGS = 20;
const MOST_ROWS = 200;

/** A report for a terminal or a log: 96 columns, the verdict and what to do in the first lines. */
export function renderText(report: Report, ink: Ink = PLAIN): string {
  const sections = [
    headlineLines(report, ink),
    noticeLines(report),
    tableLines(report, ink),
    ...report.artifacts.slice(0, MOST_ROWS).map((artifact) => artifactLines(report, artifact, ink)),
    sourceLines(report, ink),
    report.build === null ? [] : buildLines(report.build, ink),
    closingLines(report, ink),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headlineLines(report: Report, ink: Ink): readonly string[] {
  const { verdict, sentence, first } = headline(report);
  const paint = verdictInk(ink, verdict);
  const [head = "", ...rest] = wrapped(sentence, WIDTH);
  return [
    paint(ink.bold(head)),
    ...rest.map((line) => paint(line)),
    ...(first === null
      ? []
      : [
          ...labelled("first", first.path),
          ...labelled("cause", first.cause),
          ...labelled("fix", first.fix),
        ]),
  ];
}

function noticeLines(report: Report): readonly string[] {
  return report.notices.flatMap(({ code, message }) => labelled("notice", `${message} (${code})`));
}

function tableLines(report: Report, ink: Ink): readonly string[] {
  const shown = report.artifacts.slice(0, MOST_ROWS);
  const more = report.artifacts.length - shown.length;
  return [
    ink.bold("UPLOADS"),
    ink.dim(
      `  ${"verdict".padEnd(14)}${"level".padEnd(7)}${"sha256".padEnd(14)}${"rebuilt".padEnd(14)}${"size".padEnd(11)}name`,
    ),
    ...shown.map(({ verdict, level, upload, rebuilt, name }) => {
      const paint = verdictInk(ink, verdict);
      return [
        `  ${paint(verdict.padEnd(14))}${(level ?? "-").padEnd(7)}`,
        `${shortId(upload.sha256).padEnd(14)}${shortId(rebuilt?.sha256 ?? "-").padEnd(14)}`,
        `${sizeText(upload.size).padEnd(11)}${safeLine(name, 80)}`,
      ].join("");
    }),
    ...(more === 0 ? [] : [`  ${counted(more, "more upload")} in report.json`]),
  ];
}

function artifactLines(report: Report, artifact: ArtifactReport, ink: Ink): readonly string[] {
  if (artifact.verdict === "identical") return [];
  const { undecided, reason } = artifact;
  // One doubt that is the reason is not said twice.
  const doubts = undecided.filter(({ message }) => message !== reason?.message);
  const paint = verdictInk(ink, artifact.verdict);
  return [
    ...wrapped(artifact.name, WIDTH).map((line) => ink.bold(line)),
    ...paragraph(statement(report, artifact)).map((line) => paint(line)),
    ...labelled("files", countsText(artifact)),
    ...(reason === null ? [] : labelled("reason", `${reason.message} (${reason.code})`)),
    ...doubts
      .slice(0, MOST_FINDINGS)
      .flatMap(({ code, message, side, path }) =>
        labelled("undecided", `${[...path, message].join(": ")} (${code}, ${side})`),
      ),
    ...moreLines(doubts.length - MOST_FINDINGS),
    ...artifact.remarks.flatMap((remark) => labelled("remark", remarkText(remark))),
    ...rejectedGroups(artifact).flatMap((group) => groupLines(report, group, ink)),
    ...acceptedLines(artifact, ink),
  ];
}

/** `453 as in the commit, 5 not explained`, in the order of the classes. */
export function countsText(artifact: Pick<ArtifactReport, "files">): string {
  const counts = EVIDENCE_CLASSES.flatMap((evidence: EvidenceClass) => {
    const count = artifact.files[evidence] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${CLASS_WORDS[evidence]}`];
  });
  return counts.length === 0 ? "none classified" : counts.join(", ");
}

function groupLines(report: Report, group: RejectedGroup, ink: Ink): readonly string[] {
  const kinds = kindsOf(group.findings);
  return [
    "",
    `  ${ink.bold(`${group.title.toUpperCase()} (${grouped(group.findings.length)})`)}`,
    ...paragraph(group.meaning),
    ...kinds
      .slice(0, MOST_FINDINGS)
      .flatMap(({ first, others }) => [
        ...findingLines(report, first, ink),
        ...othersLines(others),
      ]),
    ...moreLines(
      kinds.slice(MOST_FINDINGS).reduce((sum, { others }) => sum + 1 + others.length, 0),
    ),
  ];
}

const MOST_OTHERS = 5;

/** The rest of a kind: its first paths, and how many there are. */
function othersLines(others: readonly ReportFinding[]): readonly string[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, MOST_OTHERS).map(({ path }) => pathText(innerPath(path)));
  const left = others.length - shown.length;
  return [
    `    and ${grouped(others.length)} more of this kind:`,
    ...shown.flatMap((path) => paragraph(path, 6)),
    ...(left === 0 ? [] : [`      ... and ${grouped(left)} more; all of them are in report.json`]),
  ];
}

function moreLines(count: number): readonly string[] {
  return count <= 0 ? [] : ["", `  ... and ${grouped(count)} more; all of them are in report.json`];
}

function acceptedLines(artifact: ArtifactReport, ink: Ink): readonly string[] {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return [];
  return [
    "",
    `  ${ink.bold(`ACCEPTED (${grouped(artifact.findings.filter(({ accepted }) => accepted !== null).length)})`)}`,
    ...groups.flatMap(({ title, by, findings }) =>
      labelled(grouped(findings.length), `${title} - accepted by ${by}`),
    ),
  ];
}

function sourceLines({ source }: Report, ink: Ink): readonly string[] {
  if (source === null) return [];
  return [
    ink.bold("SOURCE"),
    ...labelled("repository", source.repository, { column: 14 }),
    ...labelled("commit", `${source.commit} (${source.committedAt})`, { column: 14 }),
    ...labelled("tree", `${source.tree}, sha256 ${source.treeSha256}`, { column: 14 }),
  ];
}

function buildLines(build: BuildReport, ink: Ink): readonly string[] {
  const { outcome } = build;
  return [
    ink.bold("BUILD"),
    ...planLines(build),
    ...labelled("tools", pairsText(Object.entries(build.tools)), BUILD_COLUMN),
    ...labelled("isolation", sandboxText(build), BUILD_COLUMN),
    ...labelled("limits", limitsText(build), BUILD_COLUMN),
    ...labelled("network", networkText(build), BUILD_COLUMN),
    ...labelled("duration", durationText(build.durationMs), BUILD_COLUMN),
    ...(outcome.kind === "built" ? [] : logLines(outcome.logTail, ink)),
  ];
}

/** Wide enough for SOURCE_DATE_EPOCH. */
const BUILD_COLUMN = { column: 20 } as const;

/** What somebody chose, line by line; what is the same for everybody, together. */
function planLines({ plan }: BuildReport): readonly string[] {
  const chosen = plan.filter(({ evidence }) => evidence !== "default" && evidence !== "caller");
  const given = (by: string) =>
    plan.filter(({ evidence }) => evidence === by).map(({ item, value }) => [item, value] as const);
  return [
    ...chosen.flatMap(({ item, value, evidence }) =>
      labelled(safeLine(item.replace(/^env /, ""), 40), `${value}  [${evidence}]`, BUILD_COLUMN),
    ),
    ...labelled("defaults", pairsText(given("default")), BUILD_COLUMN),
    ...labelled("from caller", pairsText(given("caller")), BUILD_COLUMN),
  ];
}

function pairsText(pairs: readonly (readonly [string, string])[]): string {
  return pairs.length === 0
    ? "none"
    : pairs.map(([name, value]) => `${name.replace(/^env /, "")} ${value}`).join(", ");
}

const LONGEST_LOG_TAIL = 40;

function logLines(log: string, ink: Ink): readonly string[] {
  const lines = safeLines(log, 400).slice(-LONGEST_LOG_TAIL);
  return lines.length === 0
    ? ["  The build printed nothing."]
    : ["  The build log ended with:", ...lines.map((line) => ink.dim(`  | ${line}`))];
}

function closingLines(report: Report, ink: Ink): readonly string[] {
  return [
    ...wrapped(
      `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.`,
      WIDTH,
    ).map((line) => ink.dim(line)),
    ...(report.artifacts.some(({ findings }) => findings.length > 0)
      ? [ink.dim("One finding in depth: rebuild-gate explain report.json PATH")]
      : []),
  ];
}
