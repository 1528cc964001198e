import { parseArgs } from "node:util";
import { ABSENT_FLAGS, ABSENT_FORMATS } from "./absent.ts";
import type { Complain, Flag, Given, Manual } from "./command.ts";
import { nearest } from "./nearest.ts";

const LONGEST_SHOWN = 80;

/** Untrusted text of the command line in a message: quoted, and cut. Whoever prints the message escapes it. */
export function quoted(text: string): string {
  return `"${text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`}"`;
}

/**
 * Takes a command line apart by the manual of its command. Every departure from the manual is a problem: unknown,
 * repeated, without or with a value against the manual, a value that is not listed, too few or too many operands.
 */
export function parseCommandLine(
  manual: Manual,
  argv: readonly string[],
  complain: Complain,
): Given {
  const flags = new Map(manual.flags.map((flag) => [flag.name, flag]));
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokensOf(manual, argv)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const flag = flags.get(token.name);
    if (flag === undefined) {
      complain(unknownFlag(token.rawName, manual));
      continue;
    }
    const problem = valueProblem(flag, token.rawName, token.value, token.inlineValue === true);
    if (problem !== null) complain(problem);
    const before = values.get(flag.name) ?? [];
    if (before.length === 1 && flag.repeat !== true) complain(`${token.rawName} is given twice`);
    values.set(flag.name, [...before, token.value ?? ""]);
  }
  const count = operandProblem(manual, operands);
  if (count !== null && !values.has("help")) complain(count);
  return {
    operands,
    has: (name) => values.has(name),
    one: (name) => values.get(name)?.at(-1),
    many: (name) => values.get(name) ?? [],
  };
}

function tokensOf(manual: Manual, argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    // Strict parsing stops at the first problem; all of them are wanted, so the tokens are judged here.
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      manual.flags.map(({ name, short, value }) => [
        name,
        {
          type: value === null ? ("boolean" as const) : ("string" as const),
          ...(short === undefined ? {} : { short }),
        },
      ]),
    ),
  }).tokens;
}

function unknownFlag(rawName: string, manual: Manual): string {
  const name = rawName.replace(/^-+/, "");
  const absent = Object.hasOwn(ABSENT_FLAGS, name) ? ABSENT_FLAGS[name] : undefined;
  if (absent !== undefined) return `unknown flag ${quoted(rawName)}: ${absent}`;
  const meant = nearest(
    name,
    manual.flags.map((flag) => flag.name),
  );
  return `unknown flag ${quoted(rawName)}${meant === null ? "" : `; did you mean --${meant}?`}`;
}

function valueProblem(
  flag: Flag,
  rawName: string,
  value: string | undefined,
  inline: boolean,
): string | null {
  if (flag.value === null) return value === undefined ? null : `${rawName} takes no value`;
  if (value === undefined) return `${rawName} needs a value: ${rawName} ${flag.value}`;
  // `--output --quiet` is a forgotten value far more often than a file called "--quiet".
  if (!inline && /^-./.test(value)) {
    return `${rawName} needs a value, found ${quoted(value)}; write ${rawName}=${value.slice(0, 20)} if that is it`;
  }
  if (value === "") return `${rawName} needs a value that is not empty`;
  if (flag.choices?.includes(value) !== false) return null;
  const later = flag.name === "format" && ABSENT_FORMATS.includes(value);
  return `${rawName} takes ${flag.choices.join(", ")}, found ${quoted(value)}${later ? " (not part of this version)" : ""}`;
}

function operandProblem(
  { operands: { name, least, most } }: Manual,
  given: readonly string[],
): string | null {
  if (given.length < least) {
    return `expected ${least === most ? "" : "at least "}${String(least)} operand${least === 1 ? "" : "s"} (${name}), found ${given.length === 0 ? "none" : String(given.length)}`;
  }
  if (given.length <= most) return null;
  const extra = given.slice(most).map(quoted).join(", ");
  return most === 0 ? `expected no operand, found ${extra}` : `one operand too many: ${extra}`;
}
