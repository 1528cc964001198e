import { readLimits } from "../../core/archive/limit-settings.ts";
import type { Limits } from "../../core/archive/limits.ts";
import { NETWORK_MODES, SANDBOX_REQUESTS } from "../../core/build-plan.ts";
import type { NetworkMode, SandboxRequest } from "../../core/build-plan.ts";
import { PRESET_NAMES } from "../../core/presets/registry.ts";

/** What the workflow asks for: typed, complete, nothing left to guess. */
export interface ActionInputs {
  /** Globs of the uploads, relative to the workspace; `!` takes files out again. */
  readonly subjectPath: readonly string[];
  /** Whether anything is rebuilt; otherwise the commit alone is looked at. */
  readonly rebuild: boolean;
  /** Run as `/bin/sh -ec`; null: what the preset says. */
  readonly build: string | null;
  /** null: detected. */
  readonly preset: string | null;
  /** Run before the build with the network; null: nothing is. */
  readonly fetch: string | null;
  readonly sandbox: SandboxRequest;
  /** null: as the other inputs imply. */
  readonly network: NetworkMode | null;
  /** Folder or URL of the repository. */
  readonly source: string;
  readonly commit: string;
  readonly submodules: boolean;
  readonly lfs: boolean;
  /** Branches and tags; the commit must be in the history of one. Empty: any commit. */
  readonly reachableFrom: readonly string[];
  /** Globs of the files that the build leaves; empty: as the check decides. */
  readonly output: readonly string[];
  /** `NAME=VALUE`, each name once. */
  readonly env: readonly string[];
  readonly tools: readonly string[];
  readonly timeoutMs: number;
  /** Caps on what is read of an archive. */
  readonly limits: Limits;
  /** Keep proxies and certificate authorities of the job, for this process and for the build. */
  readonly allowProxy: boolean;
  readonly recheck: boolean;
  readonly attest: "auto" | "always" | "never";
  /** Name of a built-in instance, or a file that describes one. */
  readonly instance: string;
  /** Consent to write the name of a private repository into a public log. */
  readonly allowPublicLog: boolean;
  readonly trustedRoot: string | null;
  /** Folder for the report; null: a new one among the runner's temporary files. */
  readonly report: string | null;
  readonly annotations: boolean;
  readonly showSummary: boolean;
  readonly onMismatch: "error" | "warn";
}

/** One input that cannot be used. `found` is untrusted text. */
export interface InputProblem {
  readonly input: string;
  readonly expected: string;
  readonly found: string;
}

/** The inputs, or everything that is wrong with them. */
export type ReadInputs =
  | { readonly ok: true; readonly inputs: ActionInputs }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Every input that action.yml declares, and what counts where the workflow says nothing. */
export const INPUT_DEFAULTS = {
  "subject-path": "",
  build: "",
  preset: "",
  "no-build": "false",
  fetch: "",
  sandbox: "auto",
  network: "",
  source: "",
  commit: "",
  submodules: "false",
  lfs: "false",
  "reachable-from": "",
  output: "",
  env: "",
  tools: "",
  "timeout-minutes": "60",
  limits: "",
  "allow-proxy": "false",
  recheck: "true",
  attest: "auto",
  instance: "public-good",
  "trusted-root": "",
  "allow-public-log": "false",
  report: "",
  annotations: "true",
  "show-summary": "true",
  "on-mismatch": "error",
} as const satisfies Readonly<Record<string, string>>;

type InputName = keyof typeof INPUT_DEFAULTS;

/** A job on a hosted runner ends after six hours. */
const LONGEST_MINUTES = 360;

/**
 * Reads `INPUT_*` as the runner sets them, defaults filled in, all problems together. A name that is not declared is a
 * problem too: a misspelt `on-mismatch` must not leave the default in force unseen.
 */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): ReadInputs {
  const problems = unknownInputs(environment);
  const reader = inputReader(environment, problems);
  const inputs: ActionInputs = {
    subjectPath: reader.subjects(),
    rebuild: !reader.flag("no-build"),
    build: reader.build(),
    preset: reader.preset(),
    fetch: reader.optional("fetch"),
    sandbox: reader.choice("sandbox", SANDBOX_REQUESTS),
    network: reader.optional("network") === null ? null : reader.choice("network", NETWORK_MODES),
    source: reader.required("source", "a folder or URL of a Git repository"),
    commit: reader.required("commit", "a commit, tag or branch of the source"),
    submodules: reader.flag("submodules"),
    lfs: reader.flag("lfs"),
    reachableFrom: reader.lines("reachable-from"),
    output: reader.lines("output"),
    env: reader.variables("env"),
    tools: reader.folders("tools"),
    timeoutMs: reader.minutes("timeout-minutes") * 60_000,
    limits: reader.limits("limits"),
    allowProxy: reader.flag("allow-proxy"),
    recheck: reader.flag("recheck"),
    attest: reader.choice("attest", ["auto", "always", "never"]),
    instance: reader.required("instance", "the name or file of a Sigstore instance"),
    trustedRoot: reader.optional("trusted-root"),
    allowPublicLog: reader.flag("allow-public-log"),
    report: reader.optional("report"),
    annotations: reader.flag("annotations"),
    showSummary: reader.flag("show-summary"),
    onMismatch: reader.choice("on-mismatch", ["error", "warn"]),
  };
  return problems.length === 0 ? { ok: true, inputs } : { ok: false, problems };
}

function unknownInputs(environment: Readonly<Record<string, string | undefined>>): InputProblem[] {
  const known = Object.keys(INPUT_DEFAULTS).map((name) => `INPUT_${name.toUpperCase()}`);
  return Object.keys(environment)
    .filter((name) => name.startsWith("INPUT_") && !known.includes(name))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({
      input: name.slice("INPUT_".length).toLowerCase(),
      expected: `one of ${Object.keys(INPUT_DEFAULTS).join(", ")}`,
      found: "an input of another name",
    }));
}

/** Readers of single inputs; what cannot be used goes to `problems`, and a stand-in comes back. */
function inputReader(
  environment: Readonly<Record<string, string | undefined>>,
  problems: InputProblem[],
) {
  const problem = (input: InputName, expected: string, found: string): void => {
    problems.push({ input, expected, found });
  };
  const text = (name: InputName): string => {
    const given = (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
    return given === "" ? INPUT_DEFAULTS[name] : given;
  };
  const lines = (name: InputName): string[] =>
    text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const flag = (name: InputName): boolean => {
    const given = text(name);
    if (given !== "true" && given !== "false") problem(name, "true or false", given);
    return given === "true";
  };
  return {
    lines,
    flag,
    optional: (name: InputName): string | null => (text(name) === "" ? null : text(name)),
    required(name: InputName, expected: string): string {
      if (text(name) === "") problem(name, expected, "nothing");
      return text(name);
    },
    limits: (name: InputName): Limits =>
      readLimits(lines(name), (expected, found) => {
        problem(name, expected, found);
      }),
    subjects(): string[] {
      const globs = lines("subject-path");
      if (!globs.some((glob) => !glob.startsWith("!"))) {
        problem(
          "subject-path",
          "the files about to be published, one glob a line",
          globs.join(" ") || "nothing",
        );
      }
      return globs;
    },
    build(): string | null {
      const command = text("build");
      if (command !== "" && text("no-build") === "true") {
        problem("build", "a command, or no-build: true in its place", "both");
      }
      return command === "" ? null : command;
    },
    preset(): string | null {
      const name = text("preset");
      if (name !== "" && text("no-build") === "true") {
        problem("preset", "a preset, or no-build: true in its place", "both");
      }
      if (name !== "" && !PRESET_NAMES.includes(name)) {
        problem("preset", `one of ${PRESET_NAMES.join(", ")}`, name);
      }
      return name === "" ? null : name;
    },
    choice<C extends string>(name: InputName, choices: readonly [C, ...C[]]): C {
      const chosen = choices.find((choice) => choice === text(name));
      if (chosen === undefined) problem(name, `one of ${choices.join(", ")}`, text(name));
      return chosen ?? choices[0];
    },
    minutes(name: InputName): number {
      const given = text(name);
      const minutes = /^[1-9]\d{0,2}$/.test(given) ? Number(given) : NaN;
      if (!(minutes <= LONGEST_MINUTES)) {
        problem(name, `whole minutes from 1 to ${String(LONGEST_MINUTES)}`, given);
      }
      return minutes;
    },
    folders(name: InputName): string[] {
      const folders = lines(name);
      for (const folder of folders) {
        if (!folder.startsWith("/") || folder.includes(":")) {
          problem(name, "absolute folders without a colon, one a line", folder);
        }
      }
      return folders;
    },
    variables(name: InputName): string[] {
      const given = lines(name);
      const names = new Set<string>();
      for (const line of given) {
        const [, variable] = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(line) ?? [];
        if (variable === undefined || names.has(variable)) {
          problem(name, "NAME=VALUE, one a line, each name once", line);
        } else {
          names.add(variable);
        }
      }
      return given;
    },
  };
}
