import type { BuildOutcome } from "../core/rebuild-record.ts";
import type { BuildLog } from "./build-log.ts";
import { spawnGroup, type ProcessGroup } from "./process-group.ts";
import { killSurvivors } from "./survivors.ts";

/** How one command ended; null: with success. */
export type StepFailure = Omit<Extract<BuildOutcome, { kind: "failed" }>, "kind" | "logTail">;

/** One command of a build and where it runs. */
export interface Step {
  readonly command: string;
  readonly directory: string;
  /** Complete; nothing is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** Private folder of the run; whatever carries it in its environment or works in it belongs to the build. */
  readonly home: string;
  readonly deadlineMs: number;
  readonly log: BuildLog;
  readonly onOutput: (chunk: Uint8Array) => void;
  readonly signal: AbortSignal;
}

/** When a step is stopped. */
export interface StepLimits {
  /** From the polite signal to the last one. */
  readonly graceMs: number;
  /** Bytes of output after which the build is stopped. */
  readonly logBytes: number;
}

/** umask for every file the build makes, and one stream, so that output and errors stay in order. */
const SHELL = 'umask 022; exec 2>&1; exec /bin/sh -ec "$1"';

/** How long output may still arrive once every process of the build is dead. */
const DRAIN_MS = 500;

/**
 * Runs one command as `/bin/sh -ec` in a process group of its own and returns when nothing of it is left: the group
 * is killed at the end, and so is what left the group and can still be told by the folder it carries.
 * Rejects only when the shell cannot be started.
 */
export async function runStep(step: Step, limits: StepLimits): Promise<StepFailure | null> {
  if (step.signal.aborted) return INTERRUPTED;
  const group = spawnGroup("/bin/sh", ["-c", SHELL, "sh", step.command], {
    cwd: step.directory,
    env: step.environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const stopped = stopper(group, step, limits);
  group.child.stdout?.on("data", (chunk: Buffer) => {
    step.log.append(chunk);
    step.onOutput(chunk);
    if (step.log.total > limits.logBytes) stopped.because(logLimit(limits.logBytes));
  });
  try {
    const ended = await exitOf(group);
    return stopped.reason() ?? ended;
  } finally {
    stopped.done();
    group.signal("SIGKILL");
    killSurvivors(step.home);
    await drained(group);
    group.release();
  }
}

const INTERRUPTED: StepFailure = { reason: "interrupted", detail: "stopped on request" };

function logLimit(bytes: number): StepFailure {
  return { reason: "log-limit", detail: `more than ${String(bytes)} bytes of output` };
}

interface Stopper {
  because(reason: StepFailure): void;
  reason(): StepFailure | null;
  done(): void;
}

/** Stops a group for the first reason that comes: politely, then for good. */
function stopper(group: ProcessGroup, step: Step, limits: StepLimits): Stopper {
  let reason: StepFailure | null = null;
  let last: NodeJS.Timeout | undefined;
  const because = (given: StepFailure): void => {
    if (reason !== null) return;
    reason = given;
    group.signal("SIGTERM");
    last = setTimeout(() => {
      group.signal("SIGKILL");
    }, limits.graceMs);
  };
  const deadline = setTimeout(
    () => {
      because({ reason: "timeout", detail: "the time for the build is over" });
    },
    Math.max(0, step.deadlineMs),
  );
  const abort = (): void => {
    because(INTERRUPTED);
  };
  step.signal.addEventListener("abort", abort, { once: true });
  return {
    because,
    reason: () => reason,
    done() {
      clearTimeout(deadline);
      clearTimeout(last);
      step.signal.removeEventListener("abort", abort);
    },
  };
}

/** The leader's end. `exit`, not `close`: a daemon may hold the pipe open for ever. */
function exitOf(group: ProcessGroup): Promise<StepFailure | null> {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("exit", (status, signal) => {
      if (status === 0) resolve(null);
      else if (status === null) resolve({ reason: "signal", detail: String(signal) });
      else resolve({ reason: "exit", detail: `exit status ${String(status)}` });
    });
  });
}

/** Waits for the rest of the output, but not for a process that was not found and keeps the pipe. */
async function drained(group: ProcessGroup): Promise<void> {
  const stream = group.child.stdout;
  if (stream === null || stream.closed) return;
  await new Promise<void>((resolve) => {
    const enough = setTimeout(resolve, DRAIN_MS);
    stream.once("close", () => {
      clearTimeout(enough);
      resolve();
    });
  });
  stream.destroy();
}
