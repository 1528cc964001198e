import type { BuildPhase, BuildPlan, NetworkMode, PlanItem, SandboxRequest } from "./build-plan.ts";
import { forwardedVariables } from "./caller-environment.ts";
import { InputError } from "./errors.ts";
import type { ChosenRecipe } from "./presets/choose.ts";
import type { RecipeCommand } from "./presets/preset.ts";
import type { SourceTree } from "./source-tree.ts";

/** What the caller says about a build; the rest of the plan follows from the commit and from defaults. */
export interface BuildInputs {
  /** One string, run as `/bin/sh -ec`; null: what the recipe says. */
  readonly command: string | null;
  /** What runs before it with the network, to fetch what the build needs; null: what the recipe says, or nothing. */
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
const RESERVED_BY_RUNNER = /^(HOME|TMPDIR|PATH|GATE_MATERIALS|XDG_[A-Z_]+)$/;

/** Endings of files that a build makes in order to publish them. */
const PACKAGE_ENDING = /\.(tgz|tar(\.[a-z0-9]+)?|whl|zip|crate|gem|jar|nupkg|deb|rpm|apk|vsix)$/i;

/**
 * The plan of one build: what runs, in which environment, what is collected, and for each of it who said so. A recipe
 * stands in wherever the caller says nothing. Throws `InputError` (`usage`) for a variable or glob that cannot be
 * honoured, and where neither the caller nor a recipe says what to run.
 */
export function planBuild(
  inputs: BuildInputs,
  source: Pick<SourceTree, "committedAt" | "subdirectory">,
  chosen: ChosenRecipe | null = null,
): BuildPlan {
  checkCommands(inputs, chosen);
  const fetching = chooseFetch(inputs, chosen);
  const network = chooseNetwork(inputs, fetching);
  const decided: Decided = {
    fetching,
    network,
    build: chooseBuild(inputs, chosen),
    outputs: chooseOutputs(inputs, chosen),
    environment: planEnvironment(inputs, source, chosen),
    umask: chosen?.recipe.umask ?? { value: "022", evidence: "default" },
  };
  const { subdirectory: directory } = source;
  return {
    phases: phasesOf(decided, chosen),
    environment: new Map(
      [...decided.environment].flatMap(([name, { value }]) =>
        value === null ? [] : [[name, value]],
      ),
    ),
    tools: inputs.tools,
    outputs: decided.outputs.map(({ value }) => value),
    timeoutMs: inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    sandbox: inputs.sandbox,
    network: { mode: network.mode, insisted: inputs.network !== null },
    ...(directory === undefined ? {} : { directory }),
    ...(chosen === null ? {} : { requires: chosen.recipe.requires }),
    ...(fetching?.replay === undefined ? {} : { materials: chosen?.recipe.materials ?? [] }),
    items: itemsOf(decided, inputs, source, chosen),
  };
}

/** A variable of the build; null where it is not set although every other build has it. */
interface PlannedVariable {
  readonly value: string | null;
  readonly evidence: string;
}

/** What each of the words comes down to. */
interface Decided {
  readonly fetching: ChosenFetch | null;
  readonly network: ChosenNetwork;
  readonly build: RecipeCommand;
  readonly outputs: readonly PlanItem[];
  readonly environment: ReadonlyMap<string, PlannedVariable>;
  readonly umask: Omit<PlanItem, "item">;
}

function phasesOf(
  { fetching, network, build, umask }: Decided,
  chosen: ChosenRecipe | null,
): readonly BuildPhase[] {
  const prepare = chosen?.recipe.prepare ?? null;
  return [
    ...(fetching === null ? [] : [fetchPhase(fetching)]),
    ...(prepare === null
      ? []
      : [{ name: "prepare" as const, command: prepare.command, network: "none" as const }]),
    {
      name: "build",
      command: umask.value === "022" ? build.command : `umask ${umask.value}\n${build.command}`,
      network: network.mode === "open" ? "open" : "none",
    },
  ];
}

function itemsOf(
  { fetching, network, build, outputs, environment, umask }: Decided,
  inputs: BuildInputs,
  { subdirectory: directory }: Pick<SourceTree, "subdirectory">,
  chosen: ChosenRecipe | null,
): readonly PlanItem[] {
  const command = (item: string, it: RecipeCommand | null | undefined): readonly PlanItem[] =>
    it === null || it === undefined ? [] : [{ item, value: it.command, evidence: it.evidence }];
  const timeoutMs = inputs.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return [
    ...(chosen === null
      ? []
      : [{ item: "preset", value: chosen.preset, evidence: chosen.evidence }]),
    ...(chosen?.recipe.decisions ?? []),
    ...command("fetch command", fetching),
    ...command("prepare command", chosen?.recipe.prepare),
    ...command("command", build),
    { item: "network", value: network.mode, evidence: network.evidence },
    ...(directory === undefined
      ? []
      : [{ item: "directory", value: directory, evidence: "--source" }]),
    ...inputs.tools.map((value) => ({ item: "tools", value, evidence: "--tools" })),
    ...outputs,
    ...[...environment].map(([name, { value, evidence }]) => ({
      item: `env ${name}`,
      value: value ?? "not set",
      evidence,
    })),
    { item: "umask", ...umask },
    {
      item: "timeout",
      value: `${String(timeoutMs)} ms`,
      evidence: inputs.timeoutMs === null ? "default" : "--timeout",
    },
  ];
}

function planEnvironment(
  inputs: BuildInputs,
  { committedAt }: Pick<SourceTree, "committedAt">,
  chosen: ChosenRecipe | null,
): ReadonlyMap<string, PlannedVariable> {
  const environment = new Map<string, PlannedVariable>();
  const set = (name: string, value: string | null, evidence: string): void => {
    environment.set(name, { value, evidence });
  };
  set("SOURCE_DATE_EPOCH", String(committedAt), "commit");
  for (const [name, value] of FIXED) set(name, value, "default");
  for (const { name, value, evidence } of chosen?.recipe.environment ?? []) {
    set(name, value, evidence);
  }
  for (const { name, value, withoutCredentials } of forwardedVariables(inputs.caller)) {
    set(name, value, withoutCredentials ? "caller, credentials removed" : "caller");
  }
  for (const assignment of inputs.environment) {
    const [name, value] = parseAssignment(assignment);
    set(name, value, "--env");
  }
  return environment;
}

function checkCommands({ command, fetchCommand }: BuildInputs, chosen: ChosenRecipe | null): void {
  if (command === null ? chosen === null : command.trim() === "") {
    throw usage("a build command", "none", "Pass the command that makes the file with --build.");
  }
  if (fetchCommand?.trim() === "") {
    throw usage("a fetch command", "an empty --fetch", "Pass the command that fetches, or none.");
  }
}

function chooseBuild({ command }: BuildInputs, chosen: ChosenRecipe | null): RecipeCommand {
  if (command !== null) return { command, evidence: "--build" };
  return chosen?.recipe.build ?? { command: "false", evidence: "default" };
}

/** A recipe's fetch phase can be replayed; of the caller's own command nobody knows what it leaves. */
interface ChosenFetch extends RecipeCommand {
  readonly replay?: string | null;
}

/** The caller's own command goes before the recipe's; without a network there is none. */
function chooseFetch(
  { fetchCommand, network }: BuildInputs,
  chosen: ChosenRecipe | null,
): ChosenFetch | null {
  if (fetchCommand !== null) return { command: fetchCommand, evidence: "--fetch" };
  return network === "none" ? null : (chosen?.recipe.fetch ?? null);
}

function fetchPhase({ command, replay }: ChosenFetch): BuildPhase {
  return {
    name: "fetch",
    command,
    network: "open",
    ...(replay === undefined ? {} : { replay }),
  };
}

function chooseOutputs(inputs: BuildInputs, chosen: ChosenRecipe | null): readonly PlanItem[] {
  const item = (evidence: string) => (value: string) => ({ item: "output", value, evidence });
  if (inputs.outputs.length > 0) return inputs.outputs.map(checkGlob).map(item("--output"));
  if (chosen !== null && inputs.command === null) {
    return chosen.recipe.outputs.map(item(`preset ${chosen.preset}`));
  }
  return defaultOutputs(inputs).map(item("upload"));
}

interface ChosenNetwork {
  readonly mode: NetworkMode;
  readonly evidence: string;
}

/** No network unless somebody asks for it: a build that fetches is not a function of its commit. */
function chooseNetwork(
  { network, sandbox, fetchCommand }: BuildInputs,
  fetching: ChosenFetch | null,
): ChosenNetwork {
  if (sandbox === "off" && network !== null && network !== "open") {
    throw usage(
      "a sandbox that can hold the network",
      `--network ${network} with --sandbox off`,
      "Leave one of them out.",
    );
  }
  if (network === "fetch" && fetching === null) {
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
  return fetching === null
    ? { mode: "none", evidence: "default" }
    : { mode: "fetch", evidence: fetching.evidence };
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
