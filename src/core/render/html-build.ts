import type { BuildReport } from "../report.ts";
import { safeHtml, safeLines } from "../safe-text.ts";
import { limitsText, networkText, sandboxText } from "./build-words.ts";
import { failure } from "./headline.ts";
import { durationText, sizeText } from "./words.ts";

/** How the upload was rebuilt: plan with evidence, isolation as reached, outputs, and the log's end on failure. */
export function buildHtml(build: BuildReport): string {
  const { plan, tools, durationMs, outcome } = build;
  return [
    '<section aria-labelledby="build"><h2 id="build">Build</h2>',
    `<dl><dt>Isolation</dt><dd>${safeHtml(sandboxText(build))}</dd>`,
    `<dt>Limits</dt><dd>${safeHtml(limitsText(build))}</dd>`,
    `<dt>Network</dt><dd>${safeHtml(networkText(build))}</dd>`,
    `<dt>Duration</dt><dd>${durationText(durationMs)}</dd></dl>`,
    table(
      "What ran, and who said so",
      ["Item", "Value", "Evidence"],
      plan.map(({ item, value, evidence }) => [item, value, evidence]),
    ),
    table("Tools the build could see", ["Tool", "Version"], Object.entries(tools)),
    outcome.kind === "built"
      ? table(
          "What the build made",
          ["Path", "SHA-256", "Size"],
          outcome.files.map(({ path, sha256, size }) => [path, sha256, sizeText(size)]),
        )
      : [
          `<p>The build failed: ${safeHtml(failure(outcome))}.</p>`,
          `<pre>${safeLines(outcome.logTail)
            .map((line) => safeHtml(line, Infinity))
            .join("\n")}</pre>`,
        ].join("\n"),
    "</section>",
  ].join("\n");
}

function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return "";
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>`,
    `<thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>\n<tbody>`,
    ...rows.map(
      ([first = "", ...rest]) =>
        `<tr><th scope="row">${safeHtml(first)}</th>${rest.map((cell) => `<td class="value">${safeHtml(cell)}</td>`).join("")}</tr>`,
    ),
    "</tbody></table></div>",
  ].join("\n");
}
