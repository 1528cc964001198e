import type { Command } from "./command.ts";

interface Listed {
  /** One line for the list of commands; the manual of the command repeats it. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command there is, each loaded only when it is asked for. */
export const COMMANDS = {
  check: {
    summary: "rebuild from the commit and compare with the files about to be published",
    load: async () => (await import("./check.ts")).check,
  },
  compare: {
    summary: "compare an upload with a file that was rebuilt elsewhere",
    load: async () => (await import("./compare.ts")).compare,
  },
  inspect: {
    summary: "show what the strict reader sees in an archive, or why it refuses",
    load: async () => (await import("./inspect.ts")).inspect,
  },
  repack: {
    summary: "write the same content as a reproducible archive",
    load: async () => (await import("./repack.ts")).repack,
  },
  attest: {
    summary: "sign what a report says of the uploads",
    load: async () => (await import("./attest.ts")).attest,
  },
  verify: {
    summary: "verify an upload against its signed statements",
    load: async () => (await import("./verify.ts")).verify,
  },
  explain: {
    summary: "explain the findings of a report in depth",
    load: async () => (await import("./explain.ts")).explain,
  },
  demo: {
    summary: "gate this package itself, then a tampered twin of it",
    load: async () => (await import("./demo.ts")).demo,
  },
} as const satisfies Record<string, Listed>;

/** A name in `COMMANDS`. */
export type CommandName = keyof typeof COMMANDS;

/** Whether a word is the name of a command; inherited names are not. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
