import type { Clock, Scratch } from "../app/ports.ts";
import { systemClock } from "../adapters/clock.ts";
import { scrubEnvironment } from "../adapters/environment.ts";
import { openScratch } from "../adapters/scratch.ts";
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

/** The composition root of the command line: cleaned environment, clock, temporary folders and progress of one run. */
export async function openWorkshop(shell: Shell, manner: Manner): Promise<Workshop> {
  const dropped = scrubEnvironment(process.env);
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
    progress.notice("environment-cleaned", `not obeyed, and dropped: ${dropped.join(", ")}`);
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
