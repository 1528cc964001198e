import { resolve } from "node:path";
import { LIMIT_NAMES, readLimits } from "../../core/archive/limit-settings.ts";
import type { Limits } from "../../core/archive/limits.ts";
import type { Complain, Exit, Flag, Given, Shell } from "./command.ts";
import { quoted } from "./parse.ts";

const REPORT_FORMATS = ["text", "json", "markdown", "html"] as const;

/** What every command understands. */
export const COMMON_FLAGS: readonly Flag[] = [
  {
    name: "quiet",
    value: null,
    meaning: "No progress and no notices on stderr; errors and the result are still printed.",
  },
  {
    name: "verbose",
    value: null,
    meaning:
      "Progress and build output on stderr even when it is no terminal, and stack traces of errors.",
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    fallback: "auto (a terminal, and NO_COLOR is not set)",
    meaning: "Colours in text.",
  },
  { name: "help", short: "h", value: null, meaning: "Print this manual and exit." },
];

/** Of the commands that read archives. */
export const LIMIT_FLAG: Flag = {
  name: "limit",
  value: "NAME=VALUE",
  repeat: true,
  fallback: "the caps of docs/archives.md#limits",
  meaning: `Another cap, higher or lower, on what is read of an archive: ${LIMIT_NAMES.join(", ")}. Such as entries=1000000, output=20GiB or time=10m.`,
};

/** The caps that `--limit` asks for. */
export function limitsOf(given: Given, complain: Complain): Limits {
  return readLimits(given.many("limit"), (expected, found) => {
    complain(`--limit takes ${expected}; found ${quoted(found)}`);
  });
}

/** Of the commands that end in a report. */
export const REPORT_FLAGS: readonly Flag[] = [
  {
    name: "format",
    value: "FORMAT",
    choices: REPORT_FORMATS,
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document.",
  },
  {
    name: "report",
    value: "DIR",
    meaning:
      "Write report.json, report.md, report.html and report.txt to DIR, all or none. Without it nothing is written.",
  },
  ...COMMON_FLAGS,
];

/** Of the commands that print text or one JSON document. */
export const PRINT_FLAGS: readonly Flag[] = [
  {
    name: "format",
    value: "FORMAT",
    choices: ["text", "json"],
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document.",
  },
  ...COMMON_FLAGS,
];

/** The meaning of each exit code, the same for every command. */
export const EXITS = {
  usage: {
    code: 2,
    when: "wrong usage, or an input that is missing or unusable; nothing was decided",
  },
  buildFailed: { code: 4, when: "the build failed, or left nothing to compare" },
  infrastructure: { code: 5, when: "the network, a service or the disk did not do its part" },
  inconclusive: {
    code: 6,
    when: "could not tell: a strict reader refused where bytes differ, a limit, a missing tool",
  },
  interrupted: {
    code: 130,
    when: "interrupted (SIGINT; 143 for SIGTERM, 129 for SIGHUP); nothing was decided",
  },
} as const satisfies Record<string, Exit>;

/** How a command is to talk. */
export interface Manner {
  readonly format: (typeof REPORT_FORMATS)[number];
  /** Absolute folder for the report files. */
  readonly reportFolder: string | null;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Per stream, because one of them may be a file. */
  readonly stdoutColour: boolean;
  readonly stderrColour: boolean;
}

/** The common flags of a command line. */
export function mannerOf(given: Given, shell: Shell): Manner {
  const format = given.one("format");
  const folder = given.one("report");
  const when = given.one("color") ?? "auto";
  const noColour = (shell.environment["NO_COLOR"] ?? "") !== "";
  const colour = (isTerminal: boolean) =>
    when === "always" || (when !== "never" && isTerminal && !noColour);
  return {
    format: REPORT_FORMATS.find((known) => known === format) ?? "text",
    reportFolder: folder === undefined ? null : resolve(shell.directory, folder),
    quiet: given.has("quiet"),
    verbose: given.has("verbose"),
    stdoutColour: colour(shell.stdout.isTerminal),
    stderrColour: colour(shell.stderr.isTerminal),
  };
}
