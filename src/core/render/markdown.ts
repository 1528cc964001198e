import { FINDING_CODES } from "../finding-codes.ts";
import type { ArtifactReport, BuildReport, Report, ReportFinding } from "../report.ts";
import { safeLine, safeLines, safeMarkdown, safeMarkdownCode } from "../safe-text.ts";
import { limitsText, networkText, sandboxText } from "./build-words.ts";
import { cappedDocument } from "./capped.ts";
import type { Block } from "./capped.ts";
import { excerptLines } from "./excerpt-lines.ts";
import { acceptedGroups, rejectedGroups } from "./finding-groups.ts";
import type { RejectedGroup } from "./finding-groups.ts";
import { documentationOf } from "./finding-text.ts";
import { cause, fix, headline, statement } from "./headline.ts";
import { countsText } from "./text.ts";
import {
  briefValue,
  counted,
  durationText,
  grouped,
  innerPath,
  pathText,
  remarkText,
  shortId,
  sizeText,
} from "./words.ts";

/** A job summary over 1 MiB is dropped whole by the runner, so it ends well before (GitHub documentation, job summaries). */
export const LONGEST_SUMMARY = 900 * 1024;

const LONGEST_CELL = 300;
const MOST_PLAN_ITEMS = 60;
/** Excerpts below the table of one group, and lines of each. */
const MOST_EXCERPTS = 20;
const MOST_EXCERPT_LINES = 24;

const MARK: Readonly<Record<Report["verdict"], string>> = {
  identical: "✅",
  equivalent: "✅",
  different: "❌",
  inconclusive: "⚠️",
};

/** A report for a job summary or a comment: at most `limit` bytes, cut between two rows of a table. */
export function renderMarkdown(report: Report, limit: number = LONGEST_SUMMARY): string {
  return cappedDocument(
    [
      { text: headMarkdown(report), findings: 0 },
      ...artifactTable(report),
      ...report.artifacts.flatMap((artifact) => artifactBlocks(report, artifact)),
    ],
    tailMarkdown(report),
    limit,
    (findings) =>
      `\n\n**${counted(findings, "more file")} in the report.** This page is cut to what a job summary may hold.\n`,
  );
}

function headMarkdown(report: Report): string {
  const { verdict, sentence, first } = headline(report);
  return [
    `## ${MARK[verdict]} ${safeMarkdown(sentence)}\n`,
    ...(first === null
      ? []
      : [
          [
            `**First file:** ${safeMarkdownCode(first.path, LONGEST_CELL)}`,
            `**Cause:** ${safeMarkdown(first.cause)}`,
            `**Fix:** ${safeMarkdown(first.fix)}`,
          ].join("  \n"),
          "",
        ]),
    ...report.notices.map((notice) => `> ${safeMarkdown(`${notice.message} (${notice.code})`)}\n`),
    "",
  ].join("\n");
}

function artifactTable(report: Report): readonly Block[] {
  return [
    {
      text: "| Upload | Verdict | Level | sha256 | Rebuilt sha256 | Size |\n|---|---|---|---|---|---|\n",
      findings: 0,
    },
    ...report.artifacts.map(({ name, verdict, level, upload, rebuilt }) => ({
      text: row([
        safeMarkdownCode(name, LONGEST_CELL),
        `${MARK[verdict]} ${verdict}`,
        level ?? "–",
        `\`${shortId(upload.sha256)}\``,
        rebuilt === null ? "–" : `\`${shortId(rebuilt.sha256)}\``,
        sizeText(upload.size),
      ]),
      findings: 0,
    })),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function artifactBlocks(report: Report, artifact: ArtifactReport): readonly Block[] {
  if (artifact.verdict === "identical") return [];
  const accepted = acceptedGroups(artifact);
  return [
    {
      text: [
        `\n### ${safeMarkdown(artifact.name, LONGEST_CELL)}\n`,
        `${safeMarkdown(statement(report, artifact))}\n`,
        `Files: ${safeMarkdown(countsText(artifact))}.\n`,
      ].join("\n"),
      findings: 0,
    },
    ...artifact.undecided.map(({ code, message, path, side }) => ({
      text: `- undecided, ${side}: ${safeMarkdown([...path, message].join(": "))} (${safeMarkdownCode(code, 100)})\n`,
      findings: 1,
    })),
    ...artifact.remarks.map((remark) => ({
      text: `- remark: ${safeMarkdown(remarkText(remark), LONGEST_CELL)}\n`,
      findings: 0,
    })),
    ...rejectedGroups(artifact).flatMap((group) => groupBlocks(report, group)),
    ...(accepted.length === 0 ? [] : [{ text: "\n#### Accepted\n\n", findings: 0 }]),
    ...accepted.map(({ title, by, findings }) => ({
      text: `- ${grouped(findings.length)} × ${safeMarkdown(title)} – accepted by ${safeMarkdownCode(by, 100)}\n`,
      findings: findings.length,
    })),
  ];
}

function groupBlocks(report: Report, group: RejectedGroup): readonly Block[] {
  const other = report.mode === "no-build" ? "Commit" : "Rebuild";
  return [
    {
      text: [
        `\n#### ${group.title} (${grouped(group.findings.length)})\n`,
        `${group.meaning}\n`,
        `| Risk | File | What | Upload | ${other} | Cause | Fix |`,
        "|---|---|---|---|---|---|---|\n",
      ].join("\n"),
      findings: 0,
    },
    ...group.findings.map((finding) => ({ text: findingRow(report, finding), findings: 1 })),
    ...group.findings
      .filter(({ excerpt }) => excerpt !== null)
      .slice(0, MOST_EXCERPTS)
      .map((finding) => ({ text: excerptMarkdown(report, finding), findings: 0 })),
  ];
}

/** An excerpt as an indented block, like a log: every line starts with our four blanks and its sign. */
function excerptMarkdown(report: Report, { path, excerpt }: ReportFinding): string {
  const lines = excerpt === null ? [] : excerptLines(report, excerpt, MOST_EXCERPT_LINES);
  return [
    `\n${safeMarkdownCode(pathText(innerPath(path)), LONGEST_CELL)}:\n`,
    ...lines.map(({ text }) => `    ${safeLine(text, LONGEST_CELL)}`),
    "",
  ].join("\n");
}

function findingRow(report: Report, finding: ReportFinding): string {
  return row([
    finding.risk,
    safeMarkdownCode(pathText(innerPath(finding.path)), LONGEST_CELL),
    `[${safeMarkdown(FINDING_CODES[finding.code].title)}](${documentationOf(finding)})`,
    safeMarkdownCode(briefValue(finding.upload), LONGEST_CELL),
    safeMarkdownCode(briefValue(finding.rebuilt), LONGEST_CELL),
    safeMarkdown(
      [cause(finding), ...(finding.explanation === null ? [] : finding.notes)].join("; "),
      LONGEST_CELL,
    ),
    safeMarkdown(fix(finding, report), LONGEST_CELL),
  ]);
}

function tailMarkdown(report: Report): string {
  const { source, build } = report;
  return [
    "",
    ...(source === null
      ? []
      : [
          `**Source:** ${safeMarkdownCode(source.repository, LONGEST_CELL)} at commit \`${source.commit}\`, tree \`${shortId(source.tree)}\`\n`,
        ]),
    ...(build === null ? [] : buildMarkdown(build)),
    `Accepted in this run: ${report.accepted.word}. rebuild-gate ${safeMarkdown(report.tool.version, 40)}, exit code ${String(report.exitCode)}.`,
    "",
  ].join("\n");
}

function buildMarkdown(build: BuildReport): readonly string[] {
  const left = build.plan.length - MOST_PLAN_ITEMS;
  return [
    "<details><summary>How it was rebuilt</summary>\n",
    "| Item | Value | Evidence |\n|---|---|---|",
    ...build.plan
      .slice(0, MOST_PLAN_ITEMS)
      .map(({ item, value, evidence }) =>
        row([
          safeMarkdown(item, 100),
          safeMarkdownCode(value, LONGEST_CELL),
          safeMarkdown(evidence, LONGEST_CELL),
        ]).trimEnd(),
      ),
    row(["isolation", safeMarkdown(sandboxText(build)), "measured"]).trimEnd(),
    row(["limits", safeMarkdown(limitsText(build)), "measured"]).trimEnd(),
    row(["network", safeMarkdown(networkText(build)), "measured"]).trimEnd(),
    row(["duration", durationText(build.durationMs), "measured"]),
    ...(left <= 0 ? [] : [`${counted(left, "more item")} in the report.\n`]),
    "</details>\n",
    ...(build.outcome.kind === "built" ? [] : logMarkdown(build.outcome.logTail)),
  ];
}

/** The end of the log as an indented block: every line starts with our four blanks, so no text of it is syntax. */
function logMarkdown(log: string): readonly string[] {
  const lines = safeLines(log, LONGEST_CELL).slice(-40);
  return [
    "The build log ended with:\n",
    ...(lines.length === 0 ? ["    (nothing was printed)"] : lines.map((line) => `    ${line}`)),
    "",
  ];
}
