import type { BuildPlan, NetworkMode, PlanItem, SandboxRequest } from "./build-plan.ts";
import { forwardedVariables } from "./caller-environment.ts";
import { InputError } from "./errors.ts";
import type { SourceTree } from "./source-tree.ts";

/** What the caller says about a build; the rest of the plan follows from the commit and from defaults. */
export interface BuildInputs {
  /** One string, run as `/bin/sh -ec`. */
  readonly command: string;
  /** What runs before it with the network, to fetch what the build needs; null: nothing does. */
  readonly fetchCommand: string | null;
  readonly sandbox: SandboxRequest;
  /** null: as the rest of the inputs implies. */
  readonly network: NetworkMode | null;
  /** Globs of the outputs; empty: they follow from the names of the uploads. */
  readonly outputs: readonly string[];
  /** Base names of the uploads. */
  readonly uploads: readonly string[];
  /** `NAME=VALUE`, in the order given; a later one wins. */
  readonly environment: readonly string[];
  /** Absolute folders for the front of `PATH`. */
  readonly tools: readonly string[];
  /** Milliseconds; null for the default. */
  readonly timeoutMs: number | null;
  /** The caller's own environment, of which very little is forwarded. */
  readonly caller: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_TIMEOUT_MS = 60 * 60 * 1000;

/** What every build gets, so that two machines agree (docs/build.md has the reasons). */
const FIXED: readonly (readonly [string, string])[] = [
  ["TZ", "UTC"],
  ["LC_ALL", "C.UTF-8"],
  ["PYTHONHASHSEED", "0"],
  ["GIT_CONFIG_NOSYSTEM", "1"],
  ["GIT_TERMINAL_PROMPT", "0"],
];

/** The runner's own files and tokens: a build that has them can speak for the job. */
const RESERVED_BY_JOB =
  /^(GITHUB_TOKEN|GH_TOKEN|ACTIONS_.*|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY))$/i;

/** What the runner of builds sets itself, to folders of the run. */
const RESERVED_BY_RUNNER = /^(HOME|TMPDIR|PATH|XDG_[A-Z_]+)$/;

/** Endings of files that a build makes in order to publish them. */
const PACKAGE_ENDING = /\.(tgz|tar(\.[a-z0-9]+)?|whl|zip|crate|gem|jar|nupkg|deb|rpm|apk|vsix)$/i;

/**
 * The plan of one build: what runs, in which environment, what is collected, and for each of it who said so.
 * Throws `InputError` (`usage`) for a variable or glob that cannot be honoured.
 */
export function planBuild(
  inputs: BuildInputs,
  source: Pick<SourceTree, "committedAt" | "subdirectory">,
): BuildPlan {
  checkCommands(inputs);
  const network = chooseNetwork(inputs);
  const environment = new Map<string, PlanItem>();
  const set = (name: string, value: string, evidence: string): void => {
    environment.set(name, { item: `env ${name}`, value, evidence });
  };
  set("SOURCE_DATE_EPOCH", String(source.committedAt), "commit");
  for (const [name, value] of FIXED) set(name, value, "default");
  for (const { name, value, withoutCredentials } of forwardedVariables(inputs.caller)) {
    set(name, value, withoutCredentials ? "caller, credentials removed" : "caller");
  }
  for (const assignment of inputs.environment) {
    const [name, value] = parseAssignment(assignment);
    set(name, value, "--env");
  }

  const outputs =
    inputs.outputs.length > 0 ? inputs.outputs.map(checkGlob) : defaultOutputs(inputs);
  const directory = source.subdirectory;
  const timeoutMs = inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return {
    phases: [
      ...(inputs.fetchCommand === null
        ? []
        : [{ name: "fetch" as const, command: inputs.fetchCommand, network: "open" as const }]),
      {
        name: "build",
        command: inputs.command,
        network: network.mode === "open" ? "open" : "none",
      },
    ],
    environment: new Map([...environment].map(([name, item]) => [name, item.value])),
    tools: inputs.tools,
    outputs,
    timeoutMs,
    sandbox: inputs.sandbox,
    network: { mode: network.mode, insisted: inputs.network !== null },
    ...(directory === undefined ? {} : { directory }),
    items: [
      ...(inputs.fetchCommand === null
        ? []
        : [{ item: "fetch command", value: inputs.fetchCommand, evidence: "--fetch" }]),
      { item: "command", value: inputs.command, evidence: "--build" },
      { item: "network", value: network.mode, evidence: network.evidence },
      ...(directory === undefined
        ? []
        : [{ item: "directory", value: directory, evidence: "--source" }]),
      ...inputs.tools.map((value) => ({ item: "tools", value, evidence: "--tools" })),
      ...outputs.map((value) => ({
        item: "output",
        value,
        evidence: inputs.outputs.length > 0 ? "--output" : "upload",
      })),
      ...environment.values(),
      { item: "umask", value: "022", evidence: "default" },
      {
        item: "timeout",
        value: `${String(timeoutMs)} ms`,
        evidence: inputs.timeoutMs === null ? "default" : "--timeout",
      },
    ],
  };
}

function checkCommands({ command, fetchCommand }: BuildInputs): void {
  if (command.trim() === "") {
    throw usage("a build command", "an empty --build", "Pass the command that makes the file.");
  }
  if (fetchCommand?.trim() === "") {
    throw usage("a fetch command", "an empty --fetch", "Pass the command that fetches, or none.");
  }
}

interface ChosenNetwork {
  readonly mode: NetworkMode;
  readonly evidence: string;
}

/** No network unless somebody asks for it: a build that fetches is not a function of its commit. */
function chooseNetwork({ network, sandbox, fetchCommand }: BuildInputs): ChosenNetwork {
  if (sandbox === "off" && network !== null && network !== "open") {
    throw usage(
      "a sandbox that can hold the network",
      `--network ${network} with --sandbox off`,
      "Leave one of them out.",
    );
  }
  if (network === "fetch" && fetchCommand === null) {
    throw usage(
      "--fetch COMMAND together with --network fetch",
      "no fetch command",
      "Say what fetches with --fetch, or let the whole build have the network with --network open.",
    );
  }
  if (network === "none" && fetchCommand !== null) {
    throw usage(
      "a network for the fetch command",
      "--network none with --fetch",
      "Leave one of them out.",
    );
  }
  if (network !== null) return { mode: network, evidence: "--network" };
  if (sandbox === "off") return { mode: "open", evidence: "--sandbox off" };
  return fetchCommand === null
    ? { mode: "none", evidence: "default" }
    : { mode: "fetch", evidence: "--fetch" };
}

function parseAssignment(assignment: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([^\0]*)$/s.exec(assignment) ?? [];
  if (name === undefined || value === undefined) {
    // The value may be a secret: only what stands before the first `=` is shown.
    const shown = assignment.split("=")[0] ?? "";
    throw usage("--env NAME=VALUE", `"${shown}"`, "A name has letters, digits and underscores.");
  }
  if (RESERVED_BY_JOB.test(name)) {
    throw usage(
      "a variable that a build may have",
      name,
      "It would let the build speak for the job.",
    );
  }
  if (RESERVED_BY_RUNNER.test(name)) {
    throw usage(
      "a variable that is free",
      name,
      "Each run sets it; put programs on PATH with --tools.",
    );
  }
  return [name, value];
}

function checkGlob(glob: string): string {
  const pattern = glob.startsWith("!") ? glob.slice(1) : glob;
  if (pattern === "" || pattern.startsWith("/") || pattern.split("/").includes("..")) {
    throw usage("--output with a glob inside the source tree", `"${glob}"`, "Example: dist/*.tgz");
  }
  return glob;
}

/**
 * Without `--output`: for a package every new file of the same kind (so that a wrong version shows up as such), for
 * any other upload the files of its name; never what package managers unpack.
 */
function defaultOutputs(inputs: BuildInputs): readonly string[] {
  const globs = inputs.uploads.map((name) => {
    const ending = PACKAGE_ENDING.exec(name)?.[0];
    return `**/${ending === undefined ? escapeGlob(name) : `*${escapeGlob(ending)}`}`;
  });
  return [...new Set(globs), "!**/node_modules/**", "!**/.venv/**"];
}

function escapeGlob(name: string): string {
  return name.replace(/[\\*?[\]{}()!+@|$^]/g, "\\$&");
}

function usage(expected: string, found: string, next: string): InputError {
  return new InputError("usage", { expected, found, next });
}
