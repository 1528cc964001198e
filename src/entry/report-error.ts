import { ArchiveError, GateError } from "../core/errors.ts";
import { exitCodeFor } from "../core/exit-code.ts";
import { documentation } from "../core/identifiers.ts";
import { safeJson, safeLine } from "../core/safe-text.ts";
import type { Shell } from "./cli/command.ts";

/** Prints an error (with `--format json` also as the one document on stdout); resolves to the exit code. */
export async function reportError(
  error: unknown,
  argv: readonly string[],
  shell: Shell,
): Promise<number> {
  const verbose = argv.includes("--verbose");
  const exitCode = exitCodeFor([{ kind: "error", error }]);
  await shell.stderr.write(errorText(error, verbose));
  if (wantsJson(argv)) await shell.stdout.write(`${safeJson(errorJson(error, exitCode))}\n`);
  return exitCode;
}

/** The error as people read it: what was expected, what was found, what to do, why, and where to read on. */
export function errorText(error: unknown, verbose: boolean): string {
  const known = gateError(error);
  const lines =
    known !== null
      ? [
          `rebuild-gate: ${known.code}`,
          field("expected", known.expected),
          ...found(known.found),
          ...problems(known.cause),
          field("next", known.next),
          ...causes(known.cause),
          field("docs", docsOf(error)),
        ]
      : [
          "rebuild-gate: internal",
          field("expected", "no fault in this program or in the machine under it"),
          field("found", messageOf(error)),
          field("next", "Run again with --verbose, and report it with what that prints."),
          ...causes(error instanceof Error ? error.cause : undefined),
          field("docs", docsOf(error)),
        ];
  return `${[...lines, ...(verbose ? stack(error) : [])].join("\n")}\n`;
}

function errorJson(error: unknown, exitCode: number): unknown {
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
      exitCode,
    },
  };
}

/** Narrowing by `instanceof` would leave the type of the code open; it is a string. */
function gateError(error: unknown): GateError | null {
  return error instanceof GateError ? (error as GateError) : null;
}

/** A refusal of a strict reader is explained with the archives, everything else with the errors. */
function docsOf(error: unknown): string {
  const code = gateError(error)?.code ?? "internal";
  return documentation(error instanceof ArchiveError ? "archives" : "errors", code);
}

function wantsJson(argv: readonly string[]): boolean {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  return words.some(
    (word, at) => word === "--format=json" || (word === "json" && words[at - 1] === "--format"),
  );
}

function field(name: string, text: string): string {
  return `  ${name.padEnd(10)}${safeLine(text)}`;
}

/** A complaint about a file's fields is several lines; each is escaped on its own. */
function found(text: string): readonly string[] {
  return text.split("\n").map((line, at) => field(at === 0 ? "found" : "", line));
}

function problems(cause: unknown): readonly string[] {
  if (!(cause instanceof AggregateError)) return [];
  return parts(cause).map((problem) => field("", `- ${messageOf(problem)}`));
}

function parts(cause: AggregateError): readonly unknown[] {
  return cause.errors;
}

const DEEPEST_CAUSE = 8;

function causes(cause: unknown): readonly string[] {
  const lines: string[] = [];
  let current = cause;
  while (
    current !== undefined &&
    !(current instanceof AggregateError) &&
    lines.length < DEEPEST_CAUSE
  ) {
    lines.push(field("cause", messageOf(current).split("\n")[0] ?? ""));
    current = current instanceof Error ? current.cause : undefined;
  }
  return lines;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stack(error: unknown): readonly string[] {
  const text = error instanceof Error ? (error.stack ?? "") : "";
  return text.split("\n").map((line) => `  ${safeLine(line.trim())}`);
}
