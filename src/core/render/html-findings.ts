import { FINDING_CODES } from "../finding-codes.ts";
import type { ArtifactReport, Report, ReportFinding } from "../report.ts";
import { safeHtml } from "../safe-text.ts";
import { excerptLines } from "./excerpt-lines.ts";
import { acceptedGroups, rejectedGroups } from "./finding-groups.ts";
import { documentationOf } from "./finding-text.ts";
import { cause, fix } from "./headline.ts";
import { CLASS_WORDS, grouped, innerPath, pathText, valueText } from "./words.ts";

/** Up to this many findings a group is open; a longer one is one click away, or one search: closed text is found. */
const MOST_OPEN = 30;

/** The findings that nobody accepts: group by group, each finding a description list of its own. */
export function rejectedHtml(report: Report, artifact: ArtifactReport, id: string): string {
  return rejectedGroups(artifact)
    .map(({ title, meaning, findings, risk }, at) => {
      const heading = `${id}-group-${String(at)}`;
      return [
        `<section aria-labelledby="${heading}"><h3 id="${heading}">${title} (${grouped(findings.length)})`,
        ` <span class="badge ${risk}">${risk} risk</span></h3>`,
        `<p class="soft">${meaning}</p>`,
        ...findings.map((finding) => findingHtml(report, finding, findings.length <= MOST_OPEN)),
        "</section>",
      ].join("\n");
    })
    .join("\n");
}

function findingHtml(report: Report, finding: ReportFinding, open: boolean): string {
  const { title } = FINDING_CODES[finding.code];
  const rows: readonly (readonly [string, string])[] = [
    ["Upload", value(finding.upload)],
    [report.mode === "no-build" ? "Commit" : "Rebuild", value(finding.rebuilt)],
    ...(finding.class === null ? [] : [["Class", CLASS_WORDS[finding.class]] as const]),
    ...finding.notes.map((note) => ["Note", safeHtml(note)] as const),
    ...(finding.explanation === null ? [] : [["Cause", safeHtml(cause(finding))] as const]),
    ["Fix", safeHtml(fix(finding, report))],
    [
      "Read on",
      `<a href="${documentationOf(finding)}">${safeHtml(finding.explanation?.rule ?? finding.code)}</a>`,
    ],
  ];
  return [
    `<details${open ? " open" : ""}><summary><span class="badge ${finding.risk}">${finding.risk}</span>`,
    ` <code>${path(finding)}</code> – ${safeHtml(title)}</summary>`,
    `<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join("")}</dl>${excerptHtml(report, finding)}</details>`,
  ].join("");
}

function excerptHtml(report: Report, { excerpt }: ReportFinding): string {
  if (excerpt === null) return "";
  const lines = excerptLines(report, excerpt).map(
    ({ kind, text }) => `<span class="${kind}">${safeHtml(text)}</span>`,
  );
  return `<pre class="excerpt">${lines.join("\n")}</pre>`;
}

function value(side: ReportFinding["upload"]): string {
  return `<span class="value">${safeHtml(valueText(side))}</span>`;
}

function path(finding: ReportFinding): string {
  return safeHtml(pathText(innerPath(finding.path)), Infinity);
}

/** What is accepted: one line per kind, its files behind it. */
export function acceptedHtml(artifact: ArtifactReport): string {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return "";
  return [
    "<h3>Accepted</h3>",
    ...groups.map(({ title, by, findings }) =>
      [
        `<details><summary>${grouped(findings.length)} × ${safeHtml(title)} – accepted by <code>${safeHtml(by)}</code></summary>`,
        '<ul class="paths">',
        ...findings.map(
          (finding) =>
            `<li><code>${path(finding)}</code> <span class="soft">${safeHtml(`${valueText(finding.upload)} → ${valueText(finding.rebuilt)}`)}</span></li>`,
        ),
        "</ul></details>",
      ].join("\n"),
    ),
  ].join("\n");
}

/** Why nothing could be said, place by place. */
export function undecidedHtml(artifact: ArtifactReport): string {
  if (artifact.undecided.length === 0) return "";
  return [
    "<h3>Not decided</h3>\n<ul>",
    ...artifact.undecided.map(
      ({ code, message, path: place, side }) =>
        `<li>${safeHtml(side)}: <code>${safeHtml(pathText(place), Infinity)}</code> ${safeHtml(message)} (<code>${safeHtml(code)}</code>)</li>`,
    ),
    "</ul>",
  ].join("\n");
}
