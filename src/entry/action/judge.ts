import { basename, resolve } from "node:path";
import type { CommandFiles } from "../../adapters/command-files.ts";
import { storedCredentials } from "../../adapters/stored-credentials.ts";
import { ACCEPTED_FOR_REBUILD, ACCEPTED_WITHOUT_BUILD } from "../../app/accepted-rules.ts";
import { check } from "../../app/check.ts";
import type { NamedFile } from "../../app/pair-reader.ts";
import type { Workflow } from "../../adapters/workflow.ts";
import type { Clock, Scratch } from "../../app/ports.ts";
import { BuildError } from "../../core/errors.ts";
import type { Report } from "../../core/report.ts";
import type { NonEmpty } from "../../core/verdict.ts";
import { VERSION } from "../version.ts";
import { gatePorts } from "../wire-gate.ts";
import type { ActionInputs } from "./inputs.ts";
import type { Job } from "./job.ts";

/** What is to be judged, and what must be untouched afterwards. */
export interface Judging {
  readonly inputs: ActionInputs;
  readonly job: Job;
  /** Absolute paths. */
  readonly uploads: readonly string[];
  readonly commandFiles: CommandFiles;
}

/** Clock, temporary folders and log of the run. */
export interface Means {
  readonly scratch: Scratch;
  readonly clock: Clock;
  readonly workflow: Workflow;
}

/**
 * Rebuilds and compares. Throws what `check` throws, and `BuildError` (`runner-files-changed`) when the runner's own
 * files are not as they were: they are put back first, whatever else went wrong.
 */
export async function judge(
  { inputs, job, uploads, commandFiles }: Judging,
  { scratch, clock, workflow }: Means,
  signal: AbortSignal,
): Promise<Report> {
  const source = inputs.source.includes("://")
    ? inputs.source
    : resolve(job.workspace, inputs.source);
  await tellCredentials(source, workflow);
  try {
    return await check(
      {
        uploads: uploads.map((file) => ({
          file,
          name: basename(file),
        })) as unknown as NonEmpty<NamedFile>,
        source: {
          repository: source,
          revision: inputs.commit,
          submodules: inputs.submodules,
          lfs: inputs.lfs,
          reachableFrom: inputs.reachableFrom,
        },
        build: !inputs.rebuild
          ? null
          : {
              command: inputs.build,
              fetchCommand: inputs.fetch,
              sandbox: inputs.sandbox,
              network: inputs.network,
              outputs: inputs.output,
              environment: inputs.env,
              tools: inputs.tools,
              timeoutMs: inputs.timeoutMs,
              caller: job.environment,
            },
        preset: inputs.preset,
        recheck: inputs.recheck,
        accepted: inputs.rebuild ? ACCEPTED_FOR_REBUILD : ACCEPTED_WITHOUT_BUILD,
        limits: inputs.limits,
        toolVersion: VERSION,
      },
      gatePorts({ scratch, clock, progress: workflow, environment: job.environment }),
      signal,
    );
  } finally {
    await demandUntouched(commandFiles);
  }
}

async function tellCredentials(source: string, workflow: Workflow): Promise<void> {
  const key = await storedCredentials(source);
  if (key === null) return;
  workflow.annotate({
    level: "notice",
    title: "rebuild-gate: credentials-in-checkout",
    lines: [
      `${key} in the checkout's .git/config gives credentials to every build of this job.`,
      "Fix: set persist-credentials: false on actions/checkout.",
    ],
  });
}

async function demandUntouched(commandFiles: CommandFiles): Promise<void> {
  const changed = await commandFiles.restoreChanged();
  if (changed.length === 0) return;
  const lost = changed.filter(({ restored }) => !restored);
  throw new BuildError("runner-files-changed", {
    expected: "a build that leaves the runner's own files alone",
    found: `other contents in ${changed.map(({ variable }) => variable).join(", ")}`,
    next:
      lost.length === 0
        ? "They were put back. Find out what in the build writes to them; it would have steered every later step."
        : "They could NOT all be put back: do not trust any later step of this job.",
  });
}
