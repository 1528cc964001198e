import { basename } from "node:path";
import { ACCEPTED_FOR_REBUILD, ACCEPTED_WITHOUT_BUILD } from "../../app/accepted-rules.ts";
import { check, previewPlan } from "../../app/check.ts";
import { planJson, renderPlan } from "../../core/render/plan.ts";
import type { NonEmpty } from "../../core/verdict.ts";
import { VERSION } from "../version.ts";
import { gatePorts } from "../wire-gate.ts";
import { openWorkshop } from "../wire.ts";
import type { CheckArguments } from "./check.ts";
import type { Given, Shell } from "./command.ts";
import { mannerOf } from "./common-flags.ts";
import { checkReportFolder, finishReport } from "./finish-report.ts";

/** Checks what the command line names; resolves to the exit code. */
export async function runCheck(
  request: CheckArguments,
  given: Given,
  shell: Shell,
): Promise<number> {
  const manner = mannerOf(given, shell);
  // As the caller set it: cleaning ours must not hide from the plan what the caller has.
  const caller = { ...shell.environment };
  await using workshop = await openWorkshop(shell, manner);
  await checkReportFolder(manner, workshop);
  const uploads = request.uploads.map((file) => ({ file, name: basename(file) }));
  const build = {
    command: request.command,
    fetchCommand: request.fetch,
    sandbox: request.sandbox,
    network: request.network,
    outputs: request.outputs,
    environment: request.environment,
    tools: request.tools,
    timeoutMs: request.timeoutMs,
    caller,
  };
  const terms = {
    // The command line takes at least one.
    uploads: uploads as unknown as NonEmpty<(typeof uploads)[number]>,
    source: { repository: request.repository, revision: request.revision, ...request.terms },
    preset: request.preset,
    limits: request.limits,
  };
  const ports = gatePorts({ ...workshop, environment: caller });
  if (request.explainPlan) {
    const preview = await previewPlan({ ...terms, build }, ports, workshop.signal);
    workshop.progress.end();
    await shell.stdout.write(manner.format === "json" ? planJson(preview) : renderPlan(preview));
    return 0;
  }
  const report = await check(
    {
      ...terms,
      build: request.rebuild ? build : null,
      recheck: request.recheck,
      accepted: request.rebuild ? ACCEPTED_FOR_REBUILD : ACCEPTED_WITHOUT_BUILD,
      toolVersion: VERSION,
    },
    ports,
    workshop.signal,
  );
  workshop.progress.end();
  return await finishReport(report, manner, shell);
}
