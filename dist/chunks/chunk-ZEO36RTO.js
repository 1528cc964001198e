import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  removeLive
} from "./chunk-SONAEMCK.js";
import {
  InterruptedError
} from "./chunk-LQXGX5TO.js";

// src/adapters/interruption.ts
function interrupted(work, cause) {
  return new InterruptedError("interrupted", {
    expected: `${work} to come to its end`,
    found: "a request to stop",
    next: "Run the command again; nothing was decided.",
    cause
  });
}
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
function listenForInterruption() {
  const controller = new AbortController();
  let first = null;
  const listen = (name) => {
    if (first === null) {
      first = name;
      controller.abort(interrupted("the run"));
      return;
    }
    stop();
    removeLive();
    process.kill(process.pid, name);
  };
  const stop = () => {
    for (const name of SIGNALS) process.off(name, listen);
  };
  for (const name of SIGNALS) process.on(name, listen);
  return { signal: controller.signal, received: () => first, [Symbol.dispose]: stop };
}

export {
  interrupted,
  listenForInterruption
};
