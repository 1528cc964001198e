import type { BuildPlan, IsolationLevel, NetworkMode, SandboxRequest } from "./build-plan.ts";
import type { Fingerprint } from "./digest.ts";
import type { HeldLimit } from "./held-limit.ts";

/** One collected output: base name, and where the private copy lies on this machine. */
export interface BuiltFile extends Fingerprint {
  /** Path in the source tree, `/`-separated, in display form. */
  readonly path: string;
  readonly name: string;
}

/** One file that the fetch phase brought; the path is below the folder of materials, in display form. */
export interface Material extends Fingerprint {
  readonly path: string;
}

/** The ways in which a build fails (docs/build.md). */
export const FAILURE_REASONS = [
  "exit",
  "tool-missing",
  "network-needed",
  "signal",
  "timeout",
  "log-limit",
  "disk-limit",
  "memory-limit",
  "process-limit",
  "no-output",
  "interrupted",
] as const;
/** One of `FAILURE_REASONS`. */
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** How a build ended; each way is a value. */
export type BuildOutcome =
  | { readonly kind: "built"; readonly files: readonly BuiltFile[] }
  | {
      readonly kind: "failed";
      readonly reason: FailureReason;
      /** Exit status or signal name, for the reader. */
      readonly detail: string;
      /** Last lines of the log, capped; escaped by whoever prints them. */
      readonly logTail: string;
    };

/** What a rebuild did, truthfully: the plan, what was asked of the sandbox and what was reached. */
export interface RebuildRecord {
  readonly plan: BuildPlan;
  readonly sandbox: {
    readonly requested: SandboxRequest;
    readonly reached: IsolationLevel;
    /** What the kernel held the build to; absent where nobody knows. */
    readonly limits?: readonly HeldLimit[];
  };
  readonly network: { readonly requested: NetworkMode; readonly reached: NetworkMode };
  /** Version lines of the tools the build could see, e.g. `node` → `v24.1.0`. */
  readonly tools: ReadonlyMap<string, string>;
  /** What the build was given from outside the commit, by path; absent where that was not kept. */
  readonly materials?: readonly Material[];
  readonly durationMs: number;
  readonly outcome: BuildOutcome;
}
