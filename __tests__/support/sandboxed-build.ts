import { readFileSync } from "node:fs";
import { BuildSandbox } from "../../src/adapters/build-runner.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { listenForInterruption } from "../../src/adapters/interruption.ts";
import type { ProcessLimits } from "../../src/adapters/sandbox/confinement.ts";
import { machineConfiners } from "../../src/adapters/sandbox/confiners.ts";
import {
  namespaceConfiner,
  type NamespaceMeans,
} from "../../src/adapters/sandbox/namespace-confiner.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { IsolationLevel } from "../../src/core/build-plan.ts";
import type { HeldLimit } from "../../src/core/held-limit.ts";
import { planBuild, type BuildInputs } from "../../src/core/plan.ts";
import { RecordedProgress } from "./recorded-progress.ts";

/** A build for `sandboxed-build.ts`, as JSON in its only argument. */
export interface BuildJob {
  readonly repository: string;
  readonly temporary: string;
  readonly inputs: Partial<BuildInputs>;
  readonly processes?: Partial<ProcessLimits>;
  /** New files after which the build is stopped. */
  readonly files?: number;
  /** Levels of this machine that may be used; all of them unless said otherwise. */
  readonly levels?: readonly IsolationLevel[];
  /** Only this way into namespaces, instead of the best that the machine has. */
  readonly means?: NamespaceMeans;
}

/** What it prints: how the build went, or the code of the error. */
export interface BuildEnd {
  readonly error?: { readonly code: string; readonly found: string };
  readonly sandbox: {
    readonly requested: string;
    readonly reached: string;
    readonly limits?: readonly HeldLimit[];
  };
  readonly network: { readonly requested: string; readonly reached: string };
  readonly outcome: {
    readonly kind: string;
    readonly reason?: string;
    readonly detail?: string;
    readonly logTail?: string;
  };
  readonly notices: readonly { readonly code: string; readonly message: string }[];
  /** Outputs by their path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Proves and builds, with every real part, and prints the end. A program, so that another user can run it. */
async function main(job: BuildJob): Promise<unknown> {
  const progress = new RecordedProgress();
  using interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    await using scratch = await openScratch(job.temporary);
    const source = await new GitSourceProver({ environment: {} }).prove(
      { repository: job.repository, revision: "HEAD" },
      scratch,
      progress,
      signal,
    );
    const plan = planBuild(
      {
        command: "true",
        fetchCommand: null,
        sandbox: "auto",
        network: null,
        outputs: ["out/**"],
        uploads: [],
        environment: [],
        tools: [],
        timeoutMs: 600_000,
        caller: {},
        ...job.inputs,
      },
      source.tree,
    );
    const machine = machineConfiners(process.env, job.inputs.sandbox === "required");
    const confiners =
      job.means === undefined
        ? machine.filter(({ level }) => job.levels?.includes(level) !== false)
        : [namespaceConfiner(job.means, { homes: ["/root"], hidden: [] })];
    const sandbox = new BuildSandbox({
      clock: systemClock,
      confiners,
      tools: new Map(),
      steps: {
        graceMs: 300,
        logBytes: 2 ** 24,
        disk: { reserveBytes: 0, files: job.files ?? 2 ** 40, everyMs: 20 },
      },
      ...(job.processes === undefined ? {} : { processes: job.processes }),
    });
    const { record, copies } = await sandbox.run(plan, source, scratch, progress, signal);
    const files = [...copies].map(([name, copy]) => [name, readFileSync(copy, "utf8")] as const);
    const { sandbox: isolation, network, outcome } = record;
    return {
      sandbox: isolation,
      network,
      outcome,
      notices: progress.notices,
      files: Object.fromEntries(files),
    };
  } catch (error) {
    const { code, found } = error as { code: string; found: string };
    return { error: { code, found }, notices: progress.notices, files: {} };
  }
}

if (import.meta.main) {
  const end = await main(JSON.parse(process.argv[2] ?? "{}") as BuildJob);
  process.stdout.write(JSON.stringify(end));
}
