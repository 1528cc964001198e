import { realpath } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import type {
  Clock,
  KeptMaterials,
  Progress,
  ProvenSource,
  Sandbox,
  SandboxRun,
  Scratch,
} from "../app/ports.ts";
import type { BuildPhase, BuildPlan, NetworkMode } from "../core/build-plan.ts";
import { BuildError, GateError } from "../core/errors.ts";
import type { HeldLimit } from "../core/held-limit.ts";
import { complainsOfNetwork } from "../core/network-need.ts";
import type { BuildOutcome, RebuildRecord } from "../core/rebuild-record.ts";
import {
  buildEnvironment,
  checkTools,
  isFolder,
  makeRunFolders,
  MATERIALS,
  namedFiles,
} from "./build-environment.ts";
import { BuildLog } from "./build-log.ts";
import { runStep, type StepEnd, type StepFailure, type StepLimits } from "./build-step.ts";
import {
  collectOutputs,
  OUTPUT_LIMITS,
  stampFiles,
  type Collected,
  type OutputLimits,
} from "./collect-outputs.ts";
import type {
  Confinement,
  ConfinementRequest,
  Confiner,
  ProcessLimits,
  RunFolders,
} from "./sandbox/confinement.ts";
import { keepMaterials, layOutMaterials } from "./materials.ts";
import { missingTool, type StepLog } from "./missing-tool.ts";
import { KNOWN_TOOLS, toolVersions } from "./tool-versions.ts";

/** What a sandbox is made with; what is left out has the default. */
export interface BuildSandboxOptions {
  readonly clock: Clock;
  /** Ways to shut a build in, the best first; the last one always works. */
  readonly confiners: readonly Confiner[];
  readonly steps?: StepLimits;
  readonly processes?: Partial<ProcessLimits>;
  readonly outputs?: OutputLimits;
  /** Programs whose version is recorded, and how each is asked. */
  readonly tools?: ReadonlyMap<string, readonly string[]>;
}

const STEP_LIMITS: StepLimits = {
  graceMs: 5000,
  logBytes: 1024 ** 3,
  disk: { reserveBytes: 256 * 2 ** 20, files: 2_000_000, everyMs: 250 },
};

/** What is known of a machine once a way to shut builds in was found. */
interface Chosen {
  readonly confiner: Confiner;
  readonly tools: ReadonlyMap<string, string>;
  /** Why a better one could not be used. */
  readonly complaint: string | null;
}

/**
 * Builds in the best confinement there is, or in the one that was asked for: phases in order under one deadline, each
 * with the network that the plan gives it, and outputs collected when everything is dead (docs/build.md).
 */
export class BuildSandbox implements Sandbox {
  readonly #options: BuildSandboxOptions;
  /** Two runs of one plan are shut in alike, and the machine is tried out once. */
  readonly #chosen = new WeakMap<BuildPlan, Chosen>();

  constructor(options: BuildSandboxOptions) {
    this.#options = options;
  }

  /** Throws `BuildError`, and what checking the source out throws; a build that fails is an outcome. */
  async run(
    plan: BuildPlan,
    source: ProvenSource,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
    kept?: KeptMaterials,
  ): Promise<SandboxRun> {
    await checkTools(plan);
    const known = this.#chosen.get(plan);
    const chosen = known ?? (await this.#choose(plan, scratch, signal));
    this.#chosen.set(plan, chosen);
    const { confiner, tools } = chosen;
    if (known === undefined) tellDegraded(plan, chosen, progress);

    const folders = await makeRunFolders(scratch);
    const checkout = await source.checkOut(folders.run);
    const directory = await workFolder(checkout, plan);
    const before = stampFiles(checkout, source.tree.files.keys());
    const ran = await this.#stages({ plan, confiner, folders, kept }, scratch, progress, signal);
    if (ran.failure === null && ran.deadEnds > 0) tellDeadEnds(ran.deadEnds, progress);
    const into = await scratch.directory("outputs");
    const collected =
      ran.failure === null
        ? await this.#collect({ root: checkout, directory, globs: plan.outputs, before, into })
        : null;
    const { materials } = ran;
    const record: RebuildRecord = {
      plan,
      sandbox: { requested: plan.sandbox, reached: confiner.level, limits: ran.limits },
      network: { requested: plan.network.mode, reached: reachedNetwork(plan, confiner) },
      tools,
      ...(materials === undefined ? {} : { materials: materials.files }),
      durationMs: ran.durationMs,
      outcome: outcomeOf(ran.failure, collected, plan, ran.log),
    };
    return {
      record,
      ...(materials === undefined ? {} : { materials }),
      copies: collected?.copies ?? new Map(),
    };
  }

  /**
   * The phases in order. What was fetched is kept before anything else runs, in folders that are ours meanwhile: what
   * the build does with its own copy changes neither the record nor a repetition.
   */
  async #stages(
    { plan, confiner, folders, kept }: StagesRequest,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<PhasesRun & { readonly materials?: KeptMaterials }> {
    const start = this.#options.clock.monotonic();
    const place = path.join(folders.run, MATERIALS);
    if (kept !== undefined) await layOutMaterials(kept, place);
    const phases = kept === undefined ? plan.phases : replayed(plan.phases);
    const last = kept === undefined ? phases.findLastIndex(bringsMaterials) + 1 : 0;
    const log = new BuildLog();
    const run = async (part: readonly BuildPhase[], isFirst: boolean): Promise<PhasesRun> => {
      const confinement = await confiner.confine(this.#request(plan, folders));
      const request = { plan, phases: part, confinement, folders, log, start, isFirst };
      return this.#phases(request, progress, signal).finally(() => confinement.giveBack());
    };
    if (last === 0) {
      const ran = await run(phases, true);
      return kept === undefined ? ran : { ...ran, materials: kept };
    }
    const fetched = await run(phases.slice(0, last), true);
    if (fetched.failure !== null) return fetched;
    const folder = await scratch.directory("materials");
    const materials = await keepMaterials(place, plan.materials ?? [], folder);
    const built = await run(phases.slice(last), false);
    return { ...built, deadEnds: fetched.deadEnds + built.deadEnds, materials };
  }

  /** The first confiner that can be used, tried out by asking the tools for their versions in it. */
  async #choose(plan: BuildPlan, scratch: Scratch, signal: AbortSignal): Promise<Chosen> {
    let complaint: string | null = null;
    for (const confiner of this.#candidates(plan)) {
      const folders = await makeRunFolders(scratch);
      const confinement = await confiner.confine(this.#request(plan, folders));
      const answer = await toolVersions({
        confinement,
        environment: await buildEnvironment(plan, confinement),
        tools: this.#options.tools ?? KNOWN_TOOLS,
        limits: this.#options.steps ?? STEP_LIMITS,
        signal,
      })
        .catch(notStarted)
        .finally(() => confinement.giveBack());
      if (answer.kind === "asked") return { confiner, tools: answer.versions, complaint };
      complaint ??= answer.complaint;
    }
    throw unavailable(plan, complaint);
  }

  #candidates(plan: BuildPlan): readonly Confiner[] {
    const { confiners } = this.#options;
    switch (plan.sandbox) {
      case "required":
        return confiners.filter(({ level }) => level === "namespaces");
      case "off":
        return confiners.filter(({ level }) => level === "process");
      case "auto":
        return plan.network.insisted && plan.network.mode !== "open"
          ? confiners.filter(({ holdsNetwork }) => holdsNetwork)
          : confiners;
    }
  }

  #request(plan: BuildPlan, folders: RunFolders): ConfinementRequest {
    const limits: ProcessLimits = {
      memoryBytes: memoryForBuild(),
      processes: 4096,
      fileBytes: OUTPUT_LIMITS.bytes,
      cpuSeconds: Math.ceil(plan.timeoutMs / 1000) * availableParallelism(),
      ...this.#options.processes,
    };
    return { ...folders, tools: plan.tools, files: namedFiles(plan), limits };
  }

  async #phases(
    { plan, phases, confinement, folders, log, start, isFirst }: PhasesRequest,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<PhasesRun> {
    const { clock, steps } = this.#options;
    const environment = await buildEnvironment(plan, confinement);
    const step = (
      command: string,
      network: BuildPhase["network"],
      into: StepLog,
    ): Promise<StepEnd> =>
      runStep(
        {
          confinement,
          command: {
            command,
            directory: path.join(confinement.root, "source", plan.directory ?? ""),
            environment,
            network,
          },
          folder: folders.run,
          deadlineMs: plan.timeoutMs - (clock.monotonic() - start),
          ...into,
          signal,
        },
        steps ?? STEP_LIMITS,
      ).catch(notStarted);
    const over = (failure: StepFailure | null, deadEnds: number): PhasesRun => ({
      failure,
      deadEnds,
      log,
      limits: confinement.limits,
      durationMs: Math.round(clock.monotonic() - start),
    });
    if (isFirst) {
      const lacking = await missingTool(plan.requires ?? [], step);
      if (lacking !== null) return over(lacking, 0);
    }
    let deadEnds = 0;
    for (const phase of phases) {
      progress.phase("rebuild", `${phase.name}: ${phase.command}`);
      const onOutput = progress.buildOutput.bind(progress);
      const end = await step(phase.command, phase.network, { log, onOutput });
      if (end.kind === "not-started") return notStarted(end.complaint);
      deadEnds += end.deadEnds;
      const failure =
        end.failure === null ? null : withNetworkNeed(end.failure, phase, deadEnds, log);
      if (failure !== null) return over(failure, deadEnds);
    }
    return over(null, deadEnds);
  }

  async #collect(request: Parameters<typeof collectOutputs>[0]): Promise<Collected> {
    try {
      return await collectOutputs(request, this.#options.outputs ?? OUTPUT_LIMITS);
    } catch (cause) {
      if (cause instanceof GateError) throw cause;
      throw new BuildError("output-unsafe", {
        expected: "the build folder to be readable",
        found: cause instanceof Error ? cause.message : String(cause),
        next: "Check what the build does with permissions, and the free space of TMPDIR.",
        cause,
      });
    }
  }
}

/** One way through the phases of a plan. */
interface StagesRequest {
  readonly plan: BuildPlan;
  readonly confiner: Confiner;
  readonly folders: RunFolders;
  readonly kept: KeptMaterials | undefined;
}

/** Phases that run in one confinement. */
interface PhasesRequest {
  readonly plan: BuildPlan;
  readonly phases: readonly BuildPhase[];
  readonly confinement: Confinement;
  readonly folders: RunFolders;
  readonly log: BuildLog;
  /** When the first phase of the plan began. */
  readonly start: number;
  /** Whether nothing ran before. */
  readonly isFirst: boolean;
}

function bringsMaterials({ replay }: BuildPhase): boolean {
  return replay !== undefined;
}

/** The phases of a repetition: with the materials at hand, nothing needs the network to fetch them. */
function replayed(phases: readonly BuildPhase[]): readonly BuildPhase[] {
  return phases.flatMap((phase) => {
    if (phase.replay === undefined) return [phase];
    if (phase.replay === null) return [];
    return [{ name: phase.name, command: phase.replay, network: "none" as const }];
  });
}

interface PhasesRun {
  readonly failure: StepFailure | null;
  readonly deadEnds: number;
  readonly log: BuildLog;
  /** What the kernel held it to. */
  readonly limits: readonly HeldLimit[];
  readonly durationMs: number;
}

/** The gate and the runner beside it need little; without an eighth of the memory they would be what is killed. */
function memoryForBuild(): number {
  const constrained = process.constrainedMemory();
  const most = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.floor((most / 8) * 7);
}

/** What was enforced. Where nothing is, everything is open, whatever was asked for. */
function reachedNetwork(plan: BuildPlan, { holdsNetwork }: Confiner): NetworkMode {
  return holdsNetwork ? plan.network.mode : "open";
}

/** A command that failed without a network and looked or asked for one failed for want of it. */
function withNetworkNeed(
  failure: StepFailure,
  { network }: BuildPhase,
  deadEnds: number,
  log: BuildLog,
): StepFailure {
  const wanted = deadEnds > 0 || complainsOfNetwork(log.tail());
  if (failure.reason !== "exit" || network === "open" || !wanted) return failure;
  return {
    reason: "network-needed",
    detail: `${failure.detail}; give it with --fetch COMMAND beforehand, or with --network open`,
  };
}

function tellDegraded(
  { sandbox, network }: BuildPlan,
  { confiner: { level, holdsNetwork }, complaint }: Chosen,
  progress: Progress,
): void {
  if (sandbox === "off" || level === "namespaces") return;
  const open =
    holdsNetwork || network.mode === "open" ? "" : ", and could reach the network all the same";
  progress.notice(
    "sandbox-degraded",
    `the build ran at isolation level ${level}, not in namespaces of its own${open} (${complaint ?? "only Linux has them"})`,
  );
}

function tellDeadEnds(deadEnds: number, progress: Progress): void {
  progress.notice(
    "network-attempted",
    `the build tried ${String(deadEnds)} times to reach the network, which it did not have, and went on without it`,
  );
}

function unavailable({ sandbox, network }: BuildPlan, complaint: string | null): BuildError {
  const found = complaint ?? "a system without them";
  if (sandbox === "required") {
    return new BuildError("sandbox-unavailable", {
      expected: "Linux namespaces for --sandbox required",
      found,
      next: "Run as root, with passwordless sudo or with unprivileged user namespaces; or leave --sandbox at auto, and read in the report what was reached.",
    });
  }
  return new BuildError("network-not-enforced", {
    expected: `a machine that can hold --network ${network.mode}`,
    found,
    next: "Run as root, with passwordless sudo or with unprivileged user namespaces; or leave --network out, and read in the report what was reached.",
  });
}

function outcomeOf(
  failure: StepFailure | null,
  collected: Collected | null,
  plan: BuildPlan,
  log: BuildLog,
): BuildOutcome {
  if (failure !== null) return { kind: "failed", ...failure, logTail: log.tail() };
  if (collected !== null && collected.files.length > 0) {
    return { kind: "built", files: collected.files };
  }
  const untouched = collected?.untouched ?? [];
  const hint =
    untouched.length === 0
      ? ""
      : `; ${untouched.slice(0, 3).join(", ")} is in the commit and was not made again`;
  return {
    kind: "failed",
    reason: "no-output",
    detail: `no new file matches ${plan.outputs.join(", ")}${hint}`,
    logTail: log.tail(),
  };
}

/** Where the phases run. The commit may hold a link at that place; it must still lead into the checkout. */
async function workFolder(root: string, plan: BuildPlan): Promise<string> {
  if (plan.directory === undefined) return root;
  const folder = path.join(root, plan.directory);
  const isInside = folder.startsWith(`${root}/`);
  if (isInside && (await isFolder(folder)) && (await realpath(folder)) === folder) return folder;
  throw new BuildError("build-not-started", {
    expected: `a folder "${plan.directory}" in the commit`,
    found: "none",
    next: "Pass --source with a folder that the commit has.",
  });
}

function notStarted(cause: unknown): never {
  throw new BuildError("build-not-started", {
    expected: "/bin/sh to start",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check that this machine has /bin/sh and room for another process.",
    cause,
  });
}
