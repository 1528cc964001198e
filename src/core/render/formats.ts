import type { Report } from "../report.ts";
import { safeJson } from "../safe-text.ts";
import { renderHtml } from "./html.ts";
import type { Ink } from "./ink.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderText } from "./text.ts";

/** The forms a report can take. */
export type Format = "text" | "json" | "markdown" | "html";

/** The report in one format, ending in a newline. Colour is for text alone. */
export function renderReport(report: Report, format: Format, ink: Ink): string {
  switch (format) {
    case "text":
      return renderText(report, ink);
    case "json":
      return `${safeJson(report)}\n`;
    case "markdown":
      return renderMarkdown(report);
    case "html":
      return renderHtml(report);
  }
}

/** Name in a report folder to content, every format. */
export function reportFiles(report: Report): ReadonlyMap<string, string> {
  return new Map([
    ["report.json", `${safeJson(report)}\n`],
    ["report.md", renderMarkdown(report)],
    ["report.html", renderHtml(report)],
    ["report.txt", renderText(report)],
  ]);
}
