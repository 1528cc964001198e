import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  exitCodeFor
} from "./chunk-XJNHG5EC.js";
import {
  ArchiveError,
  GateError
} from "./chunk-LQXGX5TO.js";
import {
  documentation
} from "./chunk-FPZJALNE.js";
import {
  safeJson,
  safeLine
} from "./chunk-QG4KOVD7.js";

// src/entry/report-error.ts
async function reportError(error, argv, shell) {
  const verbose = argv.includes("--verbose");
  const exitCode = exitCodeFor([{ kind: "error", error }]);
  await shell.stderr.write(errorText(error, verbose));
  if (wantsJson(argv)) await shell.stdout.write(`${safeJson(errorJson(error, exitCode))}
`);
  return exitCode;
}
function errorText(error, verbose) {
  const known = gateError(error);
  const lines = known !== null ? [
    `rebuild-gate: ${known.code}`,
    field("expected", known.expected),
    ...found(known.found),
    ...problems(known.cause),
    field("next", known.next),
    ...causes(known.cause),
    field("docs", docsOf(error))
  ] : [
    "rebuild-gate: internal",
    field("expected", "no fault in this program or in the machine under it"),
    field("found", messageOf(error)),
    field("next", "Run again with --verbose, and report it with what that prints."),
    ...causes(error instanceof Error ? error.cause : void 0),
    field("docs", docsOf(error))
  ];
  return `${[...lines, ...verbose ? stack(error) : []].join("\n")}
`;
}
function errorJson(error, exitCode) {
  const known = gateError(error);
  const code = known?.code ?? "internal";
  return {
    error: {
      code,
      expected: known?.expected ?? null,
      found: known?.found ?? messageOf(error),
      next: known?.next ?? null,
      problems: known?.cause instanceof AggregateError ? parts(known.cause).map(messageOf) : [],
      docs: docsOf(error),
      exitCode
    }
  };
}
function gateError(error) {
  return error instanceof GateError ? error : null;
}
function docsOf(error) {
  const code = gateError(error)?.code ?? "internal";
  return documentation(error instanceof ArchiveError ? "archives" : "errors", code);
}
function wantsJson(argv) {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  return words.some(
    (word, at) => word === "--format=json" || word === "json" && words[at - 1] === "--format"
  );
}
function field(name, text) {
  return `  ${name.padEnd(10)}${safeLine(text)}`;
}
function found(text) {
  return text.split("\n").map((line, at) => field(at === 0 ? "found" : "", line));
}
function problems(cause) {
  if (!(cause instanceof AggregateError)) return [];
  return parts(cause).map((problem) => field("", `- ${messageOf(problem)}`));
}
function parts(cause) {
  return cause.errors;
}
var DEEPEST_CAUSE = 8;
function causes(cause) {
  const lines = [];
  let current = cause;
  while (current !== void 0 && !(current instanceof AggregateError) && lines.length < DEEPEST_CAUSE) {
    lines.push(field("cause", messageOf(current).split("\n")[0] ?? ""));
    current = current instanceof Error ? current.cause : void 0;
  }
  return lines;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function stack(error) {
  const text = error instanceof Error ? error.stack ?? "" : "";
  return text.split("\n").map((line) => `  ${safeLine(line.trim())}`);
}

export {
  reportError,
  errorText
};
