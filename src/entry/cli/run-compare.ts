import { basename } from "node:path";
import { ACCEPTED_FOR_REBUILD } from "../../app/accepted-rules.ts";
import { compareGiven } from "../../app/compare-given.ts";
import { VERSION } from "../version.ts";
import { gatePorts } from "../wire-gate.ts";
import { openWorkshop } from "../wire.ts";
import type { Given, Shell } from "./command.ts";
import { mannerOf } from "./common-flags.ts";
import type { CompareArguments } from "./compare.ts";
import { checkReportFolder, finishReport } from "./finish-report.ts";

/** Compares what the command line names; resolves to the exit code. */
export async function runCompare(
  request: CompareArguments,
  given: Given,
  shell: Shell,
): Promise<number> {
  const manner = mannerOf(given, shell);
  await using workshop = await openWorkshop(shell, manner);
  await checkReportFolder(manner, workshop);
  const report = await compareGiven(
    {
      upload: { file: request.upload, name: basename(request.upload) },
      rebuilt: { file: request.rebuilt, name: basename(request.rebuilt) },
      source: request.source,
      accepted: ACCEPTED_FOR_REBUILD,
      limits: request.limits,
      toolVersion: VERSION,
    },
    gatePorts({ ...workshop, environment: shell.environment }),
    workshop.signal,
  );
  workshop.progress.end();
  return await finishReport(report, manner, shell);
}
