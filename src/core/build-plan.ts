/** One decision of the plan and why it was taken, shown and recorded. */
export interface PlanItem {
  readonly item: string;
  readonly value: string;
  /** `--build`, `commit`, `default` …: who said so. */
  readonly evidence: string;
}

/** One step of a build. `fetch` (network) comes before `build`; a plain command has the latter alone. */
export interface BuildPhase {
  readonly name: "fetch" | "build";
  /** Run as `/bin/sh -ec COMMAND`. */
  readonly command: string;
  readonly network: NetworkMode;
}

/** `open` is also what an unenforced `none` is recorded as. */
export type NetworkMode = "none" | "fetch" | "open";

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
  readonly items: readonly PlanItem[];
}

/** How far the build was shut in: `namespaces` > `user` > `process` > `none`. */
export type IsolationLevel = "namespaces" | "user" | "process" | "none";
