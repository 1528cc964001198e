import type { Workflow } from "../../adapters/workflow.ts";
import { reportAnnotations } from "../../core/render/annotations.ts";
import { headline } from "../../core/render/headline.ts";
import { renderMarkdown } from "../../core/render/markdown.ts";
import { renderText } from "../../core/render/text.ts";
import type { Report } from "../../core/report.ts";
import { safeMarkdown } from "../../core/safe-text.ts";
import { errorText } from "../report-error.ts";
import type { ActionInputs } from "./inputs.ts";

/**
 * Shows what a report says: in the log, in the summary, as annotations, and by the colour of the step. With
 * `on-mismatch: warn` only the colour changes.
 */
export async function tellReport(
  report: Report,
  inputs: ActionInputs,
  reportPath: string,
  workflow: Workflow,
): Promise<void> {
  workflow.group("Result");
  workflow.say(renderText(report));
  workflow.close();
  if (inputs.showSummary) await workflow.summary(renderMarkdown(report));
  const warns = inputs.onMismatch === "warn";
  if (inputs.annotations) {
    for (const { title, lines } of reportAnnotations(report)) {
      workflow.annotate({ level: warns ? "warning" : "error", title, lines });
    }
  }
  const { sentence, first } = headline(report);
  const lines = [
    sentence,
    ...(first === null
      ? []
      : [`First file: ${first.path}`, `Cause: ${first.cause}`, `Fix: ${first.fix}`]),
    `Report: ${reportPath}`,
  ];
  if (report.exitCode === 0) workflow.say(sentence);
  else if (warns) workflow.annotate({ level: "warning", title: "rebuild-gate", lines });
  else workflow.fail(lines);
}

/** Shows an error: the question could not be put, or not be answered. */
export async function tellError(
  error: unknown,
  showSummary: boolean,
  debugging: boolean,
  workflow: Workflow,
): Promise<void> {
  const lines = errorText(error, debugging).trimEnd().split("\n");
  workflow.fail(lines);
  if (!showSummary) return;
  await workflow.summary(
    `## ⚠️ Could not tell\n\n${lines.map((line) => `- ${safeMarkdown(line.trim())}\n`).join("")}`,
  );
}
