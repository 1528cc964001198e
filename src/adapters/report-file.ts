import { InputError } from "../core/errors.ts";
import { LONGEST_REPORT, parseReport } from "../core/report.ts";
import type { Report } from "../core/report.ts";
import { readWholeFile } from "./whole-file.ts";

/** The report in a file, at most 64 MiB. Throws `InputError` (`file-missing`, `file-unusable`, `report-invalid`). */
export async function readReport(file: string): Promise<Report> {
  const bytes = await readWholeFile(file, LONGEST_REPORT, "a report.json");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError("report-invalid", {
      expected: "a report.json in UTF-8",
      found: `bytes that are not (${file})`,
      next: "Pass the report.json of a `check` or `compare` run, unchanged.",
      cause,
    });
  }
  return parseReport(text);
}
