import { assertUntracked, reportStore } from "../../adapters/report-store.ts";
import { renderReport, reportFiles } from "../../core/render/formats.ts";
import { COLOURED, PLAIN } from "../../core/render/ink.ts";
import type { Report } from "../../core/report.ts";
import type { Workshop } from "../wire.ts";
import type { Shell } from "./command.ts";
import type { Manner } from "./common-flags.ts";

/** The files of a report folder. */
const REPORT_FILES = ["report.json", "report.md", "report.html", "report.txt"];

/** Refuses a report folder before hours of work go into the report. Throws `InputError` (`output-exists`). */
export async function checkReportFolder(manner: Manner, workshop: Workshop): Promise<void> {
  if (manner.reportFolder === null) return;
  const home = await workshop.scratch.directory("report-home");
  await assertUntracked(manner.reportFolder, REPORT_FILES, home, workshop.signal);
}

/** Writes the report where it was asked for, prints it, and resolves to the run's exit code. */
export async function finishReport(report: Report, manner: Manner, shell: Shell): Promise<number> {
  if (manner.reportFolder !== null) {
    const files = new Map(
      [...reportFiles(report)].map(([name, text]) => [name, new TextEncoder().encode(text)]),
    );
    await reportStore().write(manner.reportFolder, files);
  }
  await shell.stdout.write(
    renderReport(report, manner.format, manner.stdoutColour ? COLOURED : PLAIN),
  );
  return report.exitCode;
}
