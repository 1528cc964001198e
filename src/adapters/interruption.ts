import { InterruptedError } from "../core/errors.ts";
import { removeLive } from "./scratch.ts";

/** What is thrown where work ends because somebody asked for it. */
export function interrupted(work: string, cause?: unknown): InterruptedError {
  return new InterruptedError("interrupted", {
    expected: `${work} to come to its end`,
    found: "a request to stop",
    next: "Run the command again; nothing was decided.",
    cause,
  });
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The requests of this process's surroundings to stop, as an abort signal. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
  /** The first signal that came, for the exit status. */
  received(): NodeJS.Signals | null;
}

/**
 * Listens until disposed. The first signal aborts, so that everything winds up in order; a second one cleans up at
 * once and lets the signal have its usual effect.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let first: NodeJS.Signals | null = null;
  const listen = (name: NodeJS.Signals): void => {
    if (first === null) {
      first = name;
      controller.abort(interrupted("the run"));
      return;
    }
    stop();
    removeLive();
    process.kill(process.pid, name);
  };
  const stop = (): void => {
    for (const name of SIGNALS) process.off(name, listen);
  };
  for (const name of SIGNALS) process.on(name, listen);
  return { signal: controller.signal, received: () => first, [Symbol.dispose]: stop };
}
