/** One decision of the plan and why it was taken, shown and recorded. */
export interface PlanItem {
  readonly item: string;
  readonly value: string;
  /** `--build`, `commit`, `default` …: who said so. */
  readonly evidence: string;
}

/**
 * One step of a build: `fetch` (network), `prepare` (sets up what was fetched), `build`. A plain command has the last
 * alone.
 */
export interface BuildPhase {
  readonly name: "fetch" | "prepare" | "build";
  /** Run as `/bin/sh -ec COMMAND`. */
  readonly command: string;
  readonly network: PhaseNetwork;
  /**
   * Of a phase whose materials are kept: what a repetition runs in its place, without a network and with the same
   * materials; null: nothing. Absent: the phase is run again.
   */
  readonly replay?: string | null;
}

/** A program that a build cannot do without. */
export interface RequiredTool {
  readonly program: string;
  /** What to install where it is missing, for the reader. */
  readonly from: string;
}

/** What one phase may reach: everything, or nothing beyond itself. */
export type PhaseNetwork = "none" | "open";

/**
 * What a build may reach: nothing; the network in the fetch phase alone; the network. `open` is also what an unenforced
 * `none` or `fetch` is recorded as.
 */
export const NETWORK_MODES = ["none", "fetch", "open"] as const;
/** One of `NETWORK_MODES`. */
export type NetworkMode = (typeof NETWORK_MODES)[number];

/** What runs, in which environment, and which files it must leave. Two runs of one plan must give the same bytes. */
export interface BuildPlan {
  readonly phases: readonly BuildPhase[];
  /** The whole environment beyond what the runner sets itself (`HOME`, `TMPDIR`, `PATH`). */
  readonly environment: ReadonlyMap<string, string>;
  /** Absolute folders put first on `PATH`. */
  readonly tools: readonly string[];
  /** Globs of the files to collect, relative to `directory`; one that starts with `!` takes files out again. */
  readonly outputs: readonly string[];
  /** Folder of the source tree in which the phases run; absent for its root. */
  readonly directory?: string;
  /** For all phases together, milliseconds. */
  readonly timeoutMs: number;
  readonly sandbox: SandboxRequest;
  readonly network: NetworkWish;
  /** Looked for before anything is fetched; absent for a plan without a preset. */
  readonly requires?: readonly RequiredTool[];
  /** Globs below `$GATE_MATERIALS` of what the fetch phase brings and is recorded by digest; absent when nothing is. */
  readonly materials?: readonly string[];
  readonly items: readonly PlanItem[];
}

/** Which network a build is meant to have. */
export interface NetworkWish {
  readonly mode: NetworkMode;
  /** The caller said so: where it cannot be enforced, nothing is built. */
  readonly insisted: boolean;
}

/** How far a build was shut in, from most to least. */
export const ISOLATION_LEVELS = ["namespaces", "user", "process", "none"] as const;
/** One of `ISOLATION_LEVELS`. */
export type IsolationLevel = (typeof ISOLATION_LEVELS)[number];

/** What a run asks of the sandbox: the best there is, the best or no build, none. */
export const SANDBOX_REQUESTS = ["auto", "required", "off"] as const;
/** One of `SANDBOX_REQUESTS`. */
export type SandboxRequest = (typeof SANDBOX_REQUESTS)[number];
