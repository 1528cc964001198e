import type { Clock, Scratch } from "../app/ports.ts";
import { systemClock } from "../adapters/clock.ts";
import { terminalProgress } from "../adapters/terminal.ts";
import type { TerminalProgress } from "../adapters/terminal.ts";
import type { Shell } from "./cli/command.ts";
import type { Manner } from "./cli/common-flags.ts";

/** What a run of a command works with, opened once and gone when it ends. */
export interface Workshop extends AsyncDisposable {
  readonly scratch: Scratch;
  readonly clock: Clock;
  readonly progress: TerminalProgress;
  readonly signal: AbortSignal;
}

/**
 * The composition root of the command line: clock, temporary folders and progress of one run. The adapters that only
 * some commands need are loaded by those commands.
 */
export async function openWorkshop(shell: Shell, manner: Manner): Promise<Workshop> {
  const { scrubEnvironment } = await import("../adapters/environment.ts");
  const dropped = scrubEnvironment(process.env);
  const { openScratch } = await import("../adapters/scratch.ts");
  const scratch = await openScratch();
  const progress = terminalProgress(
    {
      write: (text) => void shell.stderr.write(text),
      isTerminal: shell.stderr.isTerminal,
      colour: manner.stderrColour,
      quiet: manner.quiet,
      verbose: manner.verbose,
    },
    systemClock,
  );
  if (dropped.length > 0) {
    progress.notice("environment-scrubbed", `dropped from the environment: ${dropped.join(", ")}`);
  }
  return {
    scratch,
    clock: systemClock,
    progress,
    signal: shell.signal,
    async [Symbol.asyncDispose]() {
      progress.end();
      await scratch[Symbol.asyncDispose]();
    },
  };
}
