import { StringDecoder } from "node:string_decoder";
import type { Clock, PhaseName, Progress } from "../app/ports.ts";
import { safeLine, safeLines } from "../core/safe-text.ts";

/** How a run talks to a terminal. */
export interface TerminalManner {
  /** Takes whole lines. */
  readonly write: (text: string) => void;
  /** Whether somebody watches; otherwise only `verbose` makes it talk. */
  readonly isTerminal: boolean;
  readonly colour: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Progress on a terminal; `end` prints what the build left without a line end. */
export interface TerminalProgress extends Progress {
  end(): void;
}

const TITLES: Readonly<Record<PhaseName, string>> = {
  source: "proving the source tree",
  rebuild: "rebuilding",
  compare: "comparing",
  explain: "explaining",
  recheck: "rebuilding once more, to see whether the build is stable",
  sign: "signing",
  verify: "verifying",
};

/** A line of build output longer than this is cut into several, so that memory stays bounded. */
const LONGEST_PENDING = 16 * 1024;

/**
 * Progress for people, on stderr: phases and notices when it is a terminal, build output with `verbose`, nothing with
 * `quiet`. Whatever a build or a file name holds, each line is escaped: it cannot move the cursor, and in a log it is
 * no command of the runner.
 */
export function terminalProgress(manner: TerminalManner, clock: Clock): TerminalProgress {
  const { write, isTerminal, colour, quiet, verbose } = manner;
  const talks = !quiet && (isTerminal || verbose);
  const showsBuild = !quiet && verbose;
  const start = clock.monotonic();
  const decoder = new StringDecoder("utf8");
  let pending = "";

  const paint = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const buildLines = (text: string) => {
    for (const line of safeLines(text)) write(`${paint("2", "  |")} ${line}\n`);
  };
  const end = () => {
    pending += decoder.end();
    if (pending !== "" && showsBuild) buildLines(pending);
    pending = "";
  };

  return {
    phase(name, detail) {
      end();
      if (!talks) return;
      const seconds = ((clock.monotonic() - start) / 1000).toFixed(1);
      write(
        `${paint("36", `[${seconds.padStart(6)} s]`)} ${TITLES[name]}: ${safeLine(detail, 200)}\n`,
      );
    },
    notice(code, message) {
      end();
      if (talks) write(`${paint("33", "notice")} ${safeLine(message)} (${safeLine(code, 80)})\n`);
    },
    buildOutput(chunk) {
      if (!showsBuild) return;
      pending += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      const last = Math.max(
        pending.lastIndexOf("\n"),
        pending.length > LONGEST_PENDING ? pending.length - 1 : -1,
      );
      if (last === -1) return;
      buildLines(pending.slice(0, last + 1));
      pending = pending.slice(last + 1);
    },
    end,
  };
}
