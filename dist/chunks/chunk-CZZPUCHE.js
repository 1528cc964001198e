import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/entry/cli/commands.ts
var COMMANDS = {
  check: {
    summary: "rebuild from the commit and compare with the files about to be published",
    load: async () => (await import("./check-OLQHPWQV.js")).check
  },
  compare: {
    summary: "compare an upload with a file that was rebuilt elsewhere",
    load: async () => (await import("./compare-S77NY4MQ.js")).compare
  },
  inspect: {
    summary: "show what the strict reader sees in an archive, or why it refuses",
    load: async () => (await import("./inspect-R5FSRPEL.js")).inspect
  },
  repack: {
    summary: "write the same content as a reproducible archive",
    load: async () => (await import("./repack-APVB6MRK.js")).repack
  },
  attest: {
    summary: "sign what a report says of the uploads",
    load: async () => (await import("./attest-CLKJVUS7.js")).attest
  },
  verify: {
    summary: "verify an upload against its signed statements",
    load: async () => (await import("./verify-QSMNI5BP.js")).verify
  },
  explain: {
    summary: "explain the findings of a report in depth",
    load: async () => (await import("./explain-KVLDXWQQ.js")).explain
  },
  demo: {
    summary: "gate this package itself, then a tampered twin of it",
    load: async () => (await import("./demo-K2VUYVCH.js")).demo
  }
};
function isCommandName(word) {
  return Object.hasOwn(COMMANDS, word);
}

export {
  COMMANDS,
  isCommandName
};
