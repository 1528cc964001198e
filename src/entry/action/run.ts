import { systemClock } from "../../adapters/clock.ts";
import { rememberCommandFiles } from "../../adapters/command-files.ts";
import { openScratch } from "../../adapters/scratch.ts";
import { findUploads } from "../../adapters/upload-globs.ts";
import { openWorkflow } from "../../adapters/workflow.ts";
import type { Workflow } from "../../adapters/workflow.ts";
import { exitCodeFor } from "../../core/exit-code.ts";
import { InputError } from "../../core/errors.ts";
import type { InputProblem } from "./inputs.ts";
import { readInputs } from "./inputs.ts";
import type { ActionInputs } from "./inputs.ts";
import { errorText } from "../report-error.ts";
import { takeOverJob } from "./job.ts";
import { judge } from "./judge.ts";
import { outputsOf } from "./outputs.ts";
import type { RunEnd } from "./outputs.ts";
import { newReportFolder, writeReport } from "./report-folder.ts";
import { tellError, tellReport } from "./tell.ts";

/** How far a run came; what is told at its end, whatever ended it. */
type Progressed = { -readonly [Key in keyof RunEnd]: RunEnd[Key] };

/**
 * One step of a workflow from its inputs to its outputs. Every end is told in the log, in the summary and by the
 * outputs, which are written last; the step is green for exit code 0, and as `on-mismatch` says.
 */
export async function runAction(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const workflow = openWorkflow();
  const debugging = environment["RUNNER_DEBUG"] === "1";
  const end: Progressed = { report: null, exitCode: 5, reportPath: null, bundlePath: null };
  const read = readInputs(environment);
  try {
    if (!read.ok) throw unusable(read.problems);
    await gate(read.inputs, environment, workflow, end, signal);
  } catch (error) {
    end.exitCode = exitCodeFor([{ kind: "error", error }]);
    await tellError(error, !read.ok || read.inputs.showSummary, debugging, workflow);
  }
  try {
    workflow.outputs(outputsOf(end));
  } catch (error) {
    // Without its outputs a green step would say nothing to the steps that ask.
    workflow.fail(errorText(error, debugging).trimEnd().split("\n"));
  }
}

async function gate(
  inputs: ActionInputs,
  environment: NodeJS.ProcessEnv,
  workflow: Workflow,
  end: Progressed,
  signal: AbortSignal,
): Promise<void> {
  const job = takeOverJob(environment, inputs);
  if (job.dropped.length > 0) {
    workflow.say(`Dropped from the environment: ${job.dropped.join(", ")}`);
  }
  const uploads = await findUploads(inputs.subjectPath, job.workspace);
  await using scratch = await openScratch();
  const folder = await newReportFolder(inputs.report, job, scratch, signal);
  const commandFiles = await rememberCommandFiles(environment);
  const means = { scratch, clock: systemClock, workflow };
  const report = await judge({ inputs, job, uploads, commandFiles }, means, signal);
  await writeReport(report, folder);
  end.report = report;
  end.exitCode = report.exitCode;
  end.reportPath = folder;
  try {
    if (inputs.attest !== "never" && report.exitCode === 0) {
      const { sign } = await import("./sign.ts");
      end.bundlePath = await sign({ inputs, job, report, uploads, folder, ...means }, signal);
    }
  } finally {
    // A signature that fails makes the step red, and takes nothing away from what was found.
    await tellReport(report, inputs, folder, workflow);
  }
}

function unusable(problems: readonly InputProblem[]): InputError {
  return new InputError("usage", {
    expected: "inputs as docs/action.md lists them",
    found: problems.length === 1 ? "one that is not" : `${String(problems.length)} that are not`,
    next: "Mend the `with:` block of this step.",
    cause: new AggregateError(
      problems.map(
        ({ input, expected, found }) => new Error(`${input}: expected ${expected}, found ${found}`),
      ),
    ),
  });
}
