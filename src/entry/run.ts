import { constants } from "node:os";
import { setEngineFlags } from "../adapters/engine-flags.ts";
import { listenForInterruption } from "../adapters/interruption.ts";
import type { Output, Shell } from "./cli/command.ts";
import { RemoteError } from "../core/errors.ts";
import { reportError } from "./report-error.ts";

// V8 compiles, on other cores, whatever was called a few hundred times: a release is read before that pays off.
setEngineFlags("--invocation-count-for-maglev=1000", "--invocation-count-for-turbofan=20000");

/** A program: its arguments and what it may know of its process in, the exit code out. */
export type Main = (argv: readonly string[], shell: Shell) => Promise<number>;

/**
 * Runs a program to its end and sets `process.exitCode`, never `process.exit`, so that clean-up runs. Errors are
 * printed once, here: message, code, cause chain, link to the documentation; stack traces only with `--verbose`.
 * After a signal the exit code is 128 plus its number, as shells expect, whatever the program still said.
 */
export async function run(main: Main): Promise<void> {
  const argv = process.argv.slice(2);
  using interruption = listenForInterruption();
  const shell: Shell = {
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    environment: process.env,
    directory: process.cwd(),
    signal: interruption.signal,
  };
  try {
    process.exitCode = await main(argv, shell);
  } catch (error) {
    process.exitCode = await reportError(error, argv, shell);
  }
  const signal = interruption.received();
  if (signal !== null) process.exitCode = 128 + constants.signals[signal];
}

function output(stream: NodeJS.WriteStream): Output {
  let broken: NodeJS.ErrnoException | null = null;
  stream.on("error", (error) => {
    broken ??= error;
  });
  return {
    isTerminal: stream.isTTY,
    write: (text) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          // A reader that goes away (`| head`) is no error of ours; what is left to say is dropped.
          if (broken === null || broken.code === "EPIPE") resolve();
          else reject(unwritten(broken));
        };
        if (broken !== null) settle();
        else {
          stream.write(text, (error) => {
            broken ??= error ?? null;
            settle();
          });
        }
      }),
  };
}

function unwritten(cause: Error): RemoteError {
  return new RemoteError("disk-failed", {
    expected: "an output that takes what is written",
    found: cause.message,
    next: "Check the file or device that the output goes to; the result was not delivered.",
    cause,
  });
}
