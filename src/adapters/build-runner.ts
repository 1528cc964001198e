import { mkdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Clock, Progress, ProvenSource, Sandbox, SandboxRun, Scratch } from "../app/ports.ts";
import type { BuildPlan } from "../core/build-plan.ts";
import { BuildError, GateError } from "../core/errors.ts";
import type { BuildOutcome, RebuildRecord } from "../core/rebuild-record.ts";
import { BuildLog } from "./build-log.ts";
import { runStep, type StepFailure, type StepLimits } from "./build-step.ts";
import {
  collectOutputs,
  OUTPUT_LIMITS,
  stampFiles,
  type Collected,
  type OutputLimits,
} from "./collect-outputs.ts";
import { KNOWN_TOOLS, toolVersions } from "./tool-versions.ts";

/** Where systems keep their programs. The caller's PATH is not asked: `--tools` adds to this. */
const SYSTEM_PATH = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/opt/homebrew/bin",
];

/** What a sandbox is made with; what is left out has the default. */
export interface ProcessSandboxOptions {
  readonly clock: Clock;
  readonly steps?: StepLimits;
  readonly outputs?: OutputLimits;
  /** Programs whose version is recorded, and how each is asked. */
  readonly tools?: ReadonlyMap<string, readonly string[]>;
}

const STEP_LIMITS: StepLimits = { graceMs: 5000, logBytes: 1024 ** 3 };

/** Folders of one build, all inside one private folder. */
interface BuildFolders {
  readonly run: string;
  readonly home: string;
  readonly temporary: string;
  readonly outputs: string;
}

/**
 * Builds as ordinary processes of the same user: own folders, own environment, own process group, a deadline. That is
 * isolation level `process`: it keeps a build from leaning on its surroundings, it does not hold a hostile one
 * (docs/build.md). The network is open.
 */
export class ProcessSandbox implements Sandbox {
  readonly #options: ProcessSandboxOptions;

  constructor(options: ProcessSandboxOptions) {
    this.#options = options;
  }

  /** Throws `BuildError`, and what checking the source out throws; a build that fails is an outcome. */
  async run(
    plan: BuildPlan,
    source: ProvenSource,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<SandboxRun> {
    const { clock } = this.#options;
    const folders = await makeFolders(scratch);
    const environment = await buildEnvironment(plan, folders);
    const root = await source.checkOut(folders.run);
    const directory = await workFolder(root, plan);
    const before = stampFiles(root, source.tree.files.keys());
    const tools = await this.#askTools(environment, await makeFolders(scratch));

    const start = clock.monotonic();
    const log = new BuildLog();
    let failure: StepFailure | null = null;
    for (const phase of plan.phases) {
      progress.phase("rebuild", `${phase.name}: ${phase.command}`);
      const deadlineMs = plan.timeoutMs - (clock.monotonic() - start);
      const { command } = phase;
      const onOutput = progress.buildOutput.bind(progress);
      failure = await runStep(
        { command, directory, environment, home: folders.run, deadlineMs, log, onOutput, signal },
        this.#options.steps ?? STEP_LIMITS,
      ).catch(notStarted);
      if (failure !== null) break;
    }
    const durationMs = Math.round(clock.monotonic() - start);

    const collected =
      failure === null
        ? await this.#collect({
            root,
            directory,
            globs: plan.outputs,
            before,
            into: folders.outputs,
          })
        : null;
    const record: RebuildRecord = {
      plan,
      sandbox: { requested: "auto", reached: "process" },
      network: { requested: plan.phases.at(-1)?.network ?? "open", reached: "open" },
      tools,
      durationMs,
      outcome: outcomeOf(failure, collected, plan, log),
    };
    return { record, copies: collected?.copies ?? new Map() };
  }

  /** In folders that the build does not get: some programs write to their home when they are asked. */
  #askTools(
    environment: Readonly<Record<string, string>>,
    apart: BuildFolders,
  ): Promise<ReadonlyMap<string, string>> {
    return toolVersions(
      { ...environment, ...homeVariables(apart) },
      apart.home,
      this.#options.tools ?? KNOWN_TOOLS,
    );
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

async function makeFolders(scratch: Scratch): Promise<BuildFolders> {
  const run = await scratch.directory("build");
  const outputs = await scratch.directory("outputs");
  const folders = { run, outputs, home: path.join(run, "home"), temporary: path.join(run, "tmp") };
  for (const folder of [folders.home, folders.temporary]) await mkdir(folder, { mode: 0o700 });
  for (const [, place] of xdgFolders(folders)) await mkdir(place, { recursive: true, mode: 0o700 });
  return folders;
}

function xdgFolders(folders: BuildFolders): readonly (readonly [string, string])[] {
  return [
    ["XDG_CONFIG_HOME", path.join(folders.home, ".config")],
    ["XDG_CACHE_HOME", path.join(folders.home, ".cache")],
    ["XDG_DATA_HOME", path.join(folders.home, ".local", "share")],
    ["XDG_STATE_HOME", path.join(folders.home, ".local", "state")],
    ["XDG_RUNTIME_DIR", path.join(folders.run, "runtime")],
  ];
}

function homeVariables(folders: BuildFolders): Record<string, string> {
  return {
    HOME: folders.home,
    TMPDIR: folders.temporary,
    ...Object.fromEntries(xdgFolders(folders)),
  };
}

/** The whole environment of the build: the plan's variables, and what belongs to this run. */
async function buildEnvironment(
  plan: BuildPlan,
  folders: BuildFolders,
): Promise<Readonly<Record<string, string>>> {
  const tools: string[] = [];
  for (const folder of plan.tools) tools.push(await checkTools(folder));
  const system: string[] = [];
  for (const folder of SYSTEM_PATH) if (await isFolder(folder)) system.push(folder);
  return {
    ...Object.fromEntries(plan.environment),
    ...homeVariables(folders),
    PATH: [...tools, ...system].join(":"),
  };
}

async function checkTools(folder: string): Promise<string> {
  if (path.isAbsolute(folder) && !folder.includes(":") && (await isFolder(folder))) return folder;
  throw new BuildError("tools-unusable", {
    expected: "--tools with absolute folders that exist and have no colon in their name",
    found: `"${folder}"`,
    next: "Pass the folder that holds the programs, such as the bin folder of a virtual environment.",
  });
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
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
