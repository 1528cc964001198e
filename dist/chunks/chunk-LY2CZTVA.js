import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/entry/cli/common-flags.ts
import { resolve } from "node:path";
var REPORT_FORMATS = ["text", "json", "markdown", "html"];
var COMMON_FLAGS = [
  {
    name: "quiet",
    value: null,
    meaning: "No progress and no notices on stderr; errors and the result are still printed."
  },
  {
    name: "verbose",
    value: null,
    meaning: "Progress and build output on stderr even when it is no terminal, and stack traces of errors."
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    fallback: "auto (a terminal, and NO_COLOR is not set)",
    meaning: "Colours in text."
  },
  { name: "help", short: "h", value: null, meaning: "Print this manual and exit." }
];
var REPORT_FLAGS = [
  {
    name: "format",
    value: "FORMAT",
    choices: REPORT_FORMATS,
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document."
  },
  {
    name: "report",
    value: "DIR",
    meaning: "Write report.json, report.md, report.html and report.txt to DIR, all or none. Without it nothing is written."
  },
  ...COMMON_FLAGS
];
var PRINT_FLAGS = [
  {
    name: "format",
    value: "FORMAT",
    choices: ["text", "json"],
    fallback: "text",
    meaning: "What is printed on stdout. JSON is exactly one document."
  },
  ...COMMON_FLAGS
];
var EXITS = {
  usage: {
    code: 2,
    when: "wrong usage, or an input that is missing or unusable; nothing was decided"
  },
  buildFailed: { code: 4, when: "the build failed, or left nothing to compare" },
  infrastructure: { code: 5, when: "the network, a service or the disk did not do its part" },
  inconclusive: {
    code: 6,
    when: "could not tell: a strict reader refused where bytes differ, a limit, a missing tool"
  },
  interrupted: {
    code: 130,
    when: "interrupted (SIGINT; 143 for SIGTERM, 129 for SIGHUP); nothing was decided"
  }
};
function mannerOf(given, shell) {
  const format = given.one("format");
  const folder = given.one("report");
  const when = given.one("color") ?? "auto";
  const noColour = (shell.environment["NO_COLOR"] ?? "") !== "";
  const colour = (isTerminal) => when === "always" || when !== "never" && isTerminal && !noColour;
  return {
    format: REPORT_FORMATS.find((known) => known === format) ?? "text",
    reportFolder: folder === void 0 ? null : resolve(shell.directory, folder),
    quiet: given.has("quiet"),
    verbose: given.has("verbose"),
    stdoutColour: colour(shell.stdout.isTerminal),
    stderrColour: colour(shell.stderr.isTerminal)
  };
}

export {
  COMMON_FLAGS,
  REPORT_FLAGS,
  PRINT_FLAGS,
  EXITS,
  mannerOf
};
