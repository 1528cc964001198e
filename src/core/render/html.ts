import type { ArtifactReport, Report } from "../report.ts";
import { safeHtml } from "../safe-text.ts";
import { buildHtml } from "./html-build.ts";
import { acceptedHtml, rejectedHtml, undecidedHtml } from "./html-findings.ts";
import { CONTENT_SECURITY_POLICY, STYLE } from "./html-style.ts";
import { headline, statement } from "./headline.ts";
import { countsText } from "./text.ts";
import { counted, remarkText, shortId, sizeText } from "./words.ts";

/**
 * A report as one HTML file: complete (no path is cut or left out), readable without script, and unable to run or
 * load anything. Printed to a log it holds no command of the workflow runner.
 */
export function renderHtml(report: Report): string {
  const { sentence } = headline(report);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${safeHtml(CONTENT_SECURITY_POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">',
    `<title>${safeHtml(`${report.verdict}: ${sentence}`, 120)}</title>`,
    `<style>${STYLE}</style>\n</head>\n<body>`,
    '<a class="skip" href="#findings">Skip to the findings</a>',
    headHtml(report),
    '<main id="findings">',
    artifactTable(report),
    ...report.artifacts.map((artifact, at) => artifactHtml(report, artifact, at)),
    sourceHtml(report),
    report.build === null ? "" : buildHtml(report.build),
    "</main>",
    footHtml(report),
    "</body>\n</html>\n",
  ].join("\n");
}

/** The text of an entry that is shown whole, however long. */
function whole(text: string): string {
  return safeHtml(text, Infinity);
}

function headHtml(report: Report): string {
  const { verdict, sentence, first } = headline(report);
  return [
    `<header>\n<div class="verdict ${verdict}">\n<h1>${safeHtml(sentence)}</h1>`,
    first === null
      ? ""
      : [
          `<dl><dt>First file</dt><dd><code>${whole(first.path)}</code></dd>`,
          `<dt>Cause</dt><dd>${safeHtml(first.cause)}</dd><dt>Fix</dt><dd>${safeHtml(first.fix)}</dd></dl>`,
        ].join("\n"),
    "</div>",
    report.notices.length === 0
      ? ""
      : `<ul>${report.notices.map(({ code, message }) => `<li>${safeHtml(message)} <code>${safeHtml(code)}</code></li>`).join("")}</ul>`,
    '<nav aria-label="Sections"><ul>',
    '<li><a href="#uploads">Uploads</a></li>',
    ...report.artifacts.map((artifact, at) =>
      artifact.verdict === "identical"
        ? ""
        : `<li><a href="#upload-${String(at)}">${safeHtml(artifact.name, 80)}</a></li>`,
    ),
    report.source === null ? "" : '<li><a href="#source">Source</a></li>',
    report.build === null ? "" : '<li><a href="#build">Build</a></li>',
    "</ul></nav>\n</header>",
  ].join("\n");
}

function artifactTable(report: Report): string {
  return [
    '<section aria-labelledby="uploads"><h2 id="uploads">Uploads</h2>',
    '<div class="scroll" tabindex="0" role="region" aria-labelledby="uploads"><table>',
    `<caption>${counted(report.artifacts.length, "upload")}, one verdict each</caption>`,
    "<thead><tr>",
    ...["Name", "Verdict", "Level", "SHA-256", "Rebuilt SHA-256", "Size"].map(
      (title) => `<th scope="col">${title}</th>`,
    ),
    "</tr></thead>\n<tbody>",
    ...report.artifacts.map(({ name, verdict, level, upload, rebuilt }) =>
      [
        `<tr><th scope="row"><code>${whole(name)}</code></th>`,
        `<td><span class="badge ${verdict}">${verdict}</span></td><td>${level ?? "–"}</td>`,
        `<td><code title="${upload.sha256}">${shortId(upload.sha256)}</code></td>`,
        rebuilt === null
          ? "<td>–</td>"
          : `<td><code title="${rebuilt.sha256}">${shortId(rebuilt.sha256)}</code></td>`,
        `<td>${sizeText(upload.size)}</td></tr>`,
      ].join(""),
    ),
    "</tbody></table></div></section>",
  ].join("\n");
}

function artifactHtml(report: Report, artifact: ArtifactReport, at: number): string {
  if (artifact.verdict === "identical") return "";
  const id = `upload-${String(at)}`;
  const { reason } = artifact;
  return [
    `<section aria-labelledby="${id}"><h2 id="${id}">${whole(artifact.name)}</h2>`,
    `<p>${safeHtml(statement(report, artifact))}</p>`,
    `<dl><dt>Files</dt><dd>${safeHtml(countsText(artifact))}</dd>`,
    reason === null
      ? ""
      : `<dt>Reason</dt><dd>${safeHtml(reason.message)} <code>${safeHtml(reason.code)}</code></dd>`,
    `<dt>Bytes agree at</dt><dd>${artifact.agreement ?? "no level"}</dd></dl>`,
    artifact.remarks.length === 0
      ? ""
      : `<ul>${artifact.remarks.map((remark) => `<li>${safeHtml(remarkText(remark))}</li>`).join("")}</ul>`,
    undecidedHtml(artifact),
    rejectedHtml(report, artifact, id),
    acceptedHtml(artifact),
    "</section>",
  ].join("\n");
}

function sourceHtml({ source }: Report): string {
  if (source === null) return "";
  return [
    '<section aria-labelledby="source"><h2 id="source">Source</h2>',
    `<dl><dt>Repository</dt><dd><code>${whole(source.repository)}</code></dd>`,
    `<dt>Commit</dt><dd><code>${source.commit}</code>, ${safeHtml(source.committedAt)}</dd>`,
    `<dt>Tree</dt><dd><code>${source.tree}</code></dd>`,
    `<dt>Tree, SHA-256</dt><dd><code>${source.treeSha256}</code></dd></dl></section>`,
  ].join("\n");
}

function footHtml(report: Report): string {
  return [
    `<footer><p>rebuild-gate ${safeHtml(report.tool.version, 40)}, ${safeHtml(report.createdAt)}.`,
    `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.</p></footer>`,
  ].join("\n");
}
