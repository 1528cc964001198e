import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  assertUntracked,
  reportStore
} from "./chunk-VNHDQG56.js";
import {
  renderReport,
  reportFiles
} from "./chunk-EL3KX6LU.js";
import {
  COLOURED,
  PLAIN
} from "./chunk-GVPLSKDB.js";

// src/entry/cli/finish-report.ts
var REPORT_FILES = ["report.json", "report.md", "report.html", "report.txt"];
async function checkReportFolder(manner, workshop) {
  if (manner.reportFolder === null) return;
  const home = await workshop.scratch.directory("report-home");
  await assertUntracked(manner.reportFolder, REPORT_FILES, home, workshop.signal);
}
async function finishReport(report, manner, shell) {
  if (manner.reportFolder !== null) {
    const files = new Map(
      [...reportFiles(report)].map(([name, text]) => [name, new TextEncoder().encode(text)])
    );
    await reportStore().write(manner.reportFolder, files);
  }
  await shell.stdout.write(
    renderReport(report, manner.format, manner.stdoutColour ? COLOURED : PLAIN)
  );
  return report.exitCode;
}

export {
  checkReportFolder,
  finishReport
};
