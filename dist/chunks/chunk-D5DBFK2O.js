import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/entry/cli/commands.ts
var COMMANDS = {
  check: {
    summary: "rebuild from the commit and compare with the files about to be published",
    load: async () => (await import("./check-YUNOMHU4.js")).check
  },
  compare: {
    summary: "compare an upload with a file that was rebuilt elsewhere",
    load: async () => (await import("./compare-YM63DEZC.js")).compare
  },
  inspect: {
    summary: "show what the strict reader sees in an archive, or why it refuses",
    load: async () => (await import("./inspect-FK5DQSIR.js")).inspect
  },
  repack: {
    summary: "write the same content as a reproducible archive",
    load: async () => (await import("./repack-IOC2H44B.js")).repack
  },
  attest: {
    summary: "sign what a report says of the uploads",
    load: async () => (await import("./attest-32XIAQ5K.js")).attest
  },
  verify: {
    summary: "verify an upload against its signed statements",
    load: async () => (await import("./verify-QSMNI5BP.js")).verify
  },
  explain: {
    summary: "explain the findings of a report in depth",
    load: async () => (await import("./explain-CZ4KAIHQ.js")).explain
  },
  demo: {
    summary: "gate this package itself, then a tampered twin of it",
    load: async () => (await import("./demo-7PC5DPNI.js")).demo
  }
};
function isCommandName(word) {
  return Object.hasOwn(COMMANDS, word);
}

export {
  COMMANDS,
  isCommandName
};
