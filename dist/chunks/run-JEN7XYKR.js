import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  reportError
} from "./chunk-JAKCMOC5.js";
import {
  listenForInterruption
} from "./chunk-ZEO36RTO.js";
import "./chunk-XJNHG5EC.js";
import "./chunk-SONAEMCK.js";
import {
  RemoteError
} from "./chunk-LQXGX5TO.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QG4KOVD7.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/run.ts
import { constants } from "node:os";
async function run(main) {
  var _stack = [];
  try {
    const argv = process.argv.slice(2);
    const interruption = __using(_stack, listenForInterruption());
    const shell = {
      stdout: output(process.stdout),
      stderr: output(process.stderr),
      environment: process.env,
      directory: process.cwd(),
      signal: interruption.signal
    };
    try {
      process.exitCode = await main(argv, shell);
    } catch (error) {
      process.exitCode = await reportError(error, argv, shell);
    }
    const signal = interruption.received();
    if (signal !== null) process.exitCode = 128 + constants.signals[signal];
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function output(stream) {
  let broken = null;
  stream.on("error", (error) => {
    broken ??= error;
  });
  return {
    isTerminal: stream.isTTY,
    write: (text) => new Promise((resolve, reject) => {
      const settle = () => {
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
    })
  };
}
function unwritten(cause) {
  return new RemoteError("disk-failed", {
    expected: "an output that takes what is written",
    found: cause.message,
    next: "Check the file or device that the output goes to; the result was not delivered.",
    cause
  });
}
export {
  run
};
