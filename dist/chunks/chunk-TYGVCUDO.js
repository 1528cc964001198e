import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  scrubEnvironment
} from "./chunk-RVGRMXAE.js";
import {
  systemClock
} from "./chunk-3I4T7SDJ.js";
import {
  openScratch
} from "./chunk-SONAEMCK.js";
import {
  safeLine,
  safeLines
} from "./chunk-QG4KOVD7.js";

// src/adapters/terminal.ts
import { StringDecoder } from "node:string_decoder";
var TITLES = {
  source: "proving the source tree",
  rebuild: "rebuilding",
  compare: "comparing",
  explain: "explaining",
  recheck: "rebuilding once more, to see whether the build is stable",
  sign: "signing",
  verify: "verifying"
};
var LONGEST_PENDING = 16 * 1024;
function terminalProgress(manner, clock) {
  const { write, isTerminal, colour, quiet, verbose } = manner;
  const talks = !quiet && (isTerminal || verbose);
  const showsBuild = !quiet && verbose;
  const start = clock.monotonic();
  const decoder = new StringDecoder("utf8");
  let pending = "";
  const paint = (code, text) => colour ? `\x1B[${code}m${text}\x1B[0m` : text;
  const buildLines = (text) => {
    for (const line of safeLines(text)) write(`${paint("2", "  |")} ${line}
`);
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
      const seconds = ((clock.monotonic() - start) / 1e3).toFixed(1);
      write(
        `${paint("36", `[${seconds.padStart(6)} s]`)} ${TITLES[name]}: ${safeLine(detail, 200)}
`
      );
    },
    notice(code, message) {
      end();
      if (talks) write(`${paint("33", "notice")} ${safeLine(message)} (${safeLine(code, 80)})
`);
    },
    buildOutput(chunk) {
      if (!showsBuild) return;
      pending += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      const last = Math.max(
        pending.lastIndexOf("\n"),
        pending.length > LONGEST_PENDING ? pending.length - 1 : -1
      );
      if (last === -1) return;
      buildLines(pending.slice(0, last + 1));
      pending = pending.slice(last + 1);
    },
    end
  };
}

// src/entry/wire.ts
async function openWorkshop(shell, manner) {
  const dropped = scrubEnvironment(process.env);
  const scratch = await openScratch();
  const progress = terminalProgress(
    {
      write: (text) => void shell.stderr.write(text),
      isTerminal: shell.stderr.isTerminal,
      colour: manner.stderrColour,
      quiet: manner.quiet,
      verbose: manner.verbose
    },
    systemClock
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
    }
  };
}

export {
  openWorkshop
};
