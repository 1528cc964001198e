import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { assertUntracked, reportStore } from "../../adapters/report-store.ts";
import type { Scratch } from "../../app/ports.ts";
import { reportFiles } from "../../core/render/formats.ts";
import type { Report } from "../../core/report.ts";
import type { Job } from "./job.ts";

const REPORT_FILES = ["report.json", "report.md", "report.html", "report.txt"];

/**
 * The folder that the report goes to: the one that was asked for, or a new one that outlives the step. Throws
 * `InputError` (`output-exists`) before hours of work go into a report that could not be written.
 */
export async function newReportFolder(
  asked: string | null,
  job: Job,
  scratch: Scratch,
  signal: AbortSignal,
): Promise<string> {
  if (asked === null) return mkdtemp(join(job.temporary ?? tmpdir(), "gate-report-"));
  const folder = resolve(job.workspace, asked);
  await assertUntracked(folder, REPORT_FILES, await scratch.directory("report-home"), signal);
  return folder;
}

/** Writes every format of the report, all or none. Throws `RemoteError` (`disk-failed`). */
export async function writeReport(report: Report, folder: string): Promise<void> {
  const files = [...reportFiles(report)].map(
    ([name, text]) => [name, new TextEncoder().encode(text)] as const,
  );
  await reportStore().write(folder, new Map(files));
}
