import { constants } from "node:os";
import type { BuildOutcome } from "../core/rebuild-record.ts";
import type { BuildLog } from "./build-log.ts";
import type {
  ConfinedCommand,
  ConfinedEnd,
  ConfinedProcess,
  Confinement,
} from "./sandbox/confinement.ts";
import { watchDisk, type DiskLimits } from "./sandbox/disk-watch.ts";

/** How one command failed. */
export type StepFailure = Omit<Extract<BuildOutcome, { kind: "failed" }>, "kind" | "logTail">;

/** One command of a build and where it runs. */
export interface Step {
  readonly confinement: Confinement;
  readonly command: ConfinedCommand;
  /** Folder of this machine whose file system the command must not fill. */
  readonly folder: string;
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
  readonly disk: DiskLimits;
}

/** How a step went. */
export type StepEnd =
  | {
      readonly kind: "ended";
      /** null: with success. */
      readonly failure: StepFailure | null;
      /** How often it looked for a way into a network that it did not have. */
      readonly deadEnds: number;
    }
  | Extract<ConfinedEnd, { kind: "not-started" }>;

/**
 * Runs one command in a confinement and returns when nothing of it is left. Rejects only when nothing could be
 * started at all.
 */
export async function runStep(step: Step, limits: StepLimits): Promise<StepEnd> {
  if (step.signal.aborted) return { kind: "ended", failure: INTERRUPTED, deadEnds: 0 };
  const running = await step.confinement.start(step.command);
  const stopped = stopper(running, step, limits);
  running.output?.on("data", (chunk: Buffer) => {
    step.log.append(chunk);
    step.onOutput(chunk);
    if (step.log.total > limits.logBytes) stopped.because(logLimit(limits.logBytes));
  });
  try {
    const end = await running.ended;
    // One that we stopped before it could begin was stopped: that says nothing against the confinement.
    const before = stopped.reason();
    if (end.kind === "not-started") {
      return before === null ? end : { kind: "ended", failure: before, deadEnds: 0 };
    }
    return {
      kind: "ended",
      failure: stopped.reason() ?? running.hit() ?? failureOf(end),
      deadEnds: end.deadEnds,
    };
  } finally {
    stopped.done();
    await running.finish();
  }
}

const INTERRUPTED: StepFailure = { reason: "interrupted", detail: "stopped on request" };

function logLimit(bytes: number): StepFailure {
  return { reason: "log-limit", detail: `more than ${String(bytes)} bytes of output` };
}

/** Signals by which the kernel enforces a limit; a shell adds 128 when it reports that of a command it ran. */
const LIMITS: ReadonlyMap<number, string> = new Map([
  [constants.signals.SIGXFSZ, "a file grew over the limit for one file"],
  [constants.signals.SIGXCPU, "a process used more processor time than the build has"],
]);

function failureOf({
  status,
  signal,
}: Extract<ConfinedEnd, { kind: "ended" }>): StepFailure | null {
  if (status === 0) return null;
  const number =
    status === null
      ? (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0)
      : status - 128;
  const limit = LIMITS.get(number);
  const named = limit === undefined ? "" : `: ${limit}`;
  if (status === null) return { reason: "signal", detail: `${String(signal)}${named}` };
  return { reason: "exit", detail: `exit status ${String(status)}${named}` };
}

interface Stopper {
  because(reason: StepFailure): void;
  reason(): StepFailure | null;
  done(): void;
}

/** Stops a command for the first reason that comes: politely, then for good. */
function stopper(running: ConfinedProcess, step: Step, limits: StepLimits): Stopper {
  let reason: StepFailure | null = null;
  let last: NodeJS.Timeout | undefined;
  const because = (given: StepFailure): void => {
    if (reason !== null) return;
    reason = given;
    running.ask();
    last = setTimeout(() => {
      running.kill();
    }, limits.graceMs);
  };
  const deadline = setTimeout(
    () => {
      because({ reason: "timeout", detail: "the time for the build is over" });
    },
    Math.max(0, step.deadlineMs),
  );
  const disk = watchDisk(step.folder, limits.disk, (detail) => {
    because({ reason: "disk-limit", detail });
  });
  const limit = setInterval(() => {
    const hit = running.hit();
    if (hit !== null) because(hit);
  }, limits.disk.everyMs);
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
      clearInterval(limit);
      disk.stop();
      step.signal.removeEventListener("abort", abort);
    },
  };
}
