/** What is taken away, in the words of the report. */
export type MutantKind =
  | "condition never holds"
  | "condition always holds"
  | "operand is left out"
  | "answer is constant"
  | "empty arm is taken"
  | "throw is left out"
  | "refusal is left out"
  | "check is not called"
  | "replacement is left out"
  | "pattern loses a part"
  | "table loses an entry"
  | "schema loses a check"
  | "schema takes unknown keys";

/** One check, refusal or escape that can be switched off: text set around a piece of the source. */
export interface Mutant {
  /** Path below the root. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly kind: MutantKind;
  /** The piece itself, on one line and cut to length. */
  readonly shown: string;
  /** Why no test can see it, from a `// mutant: reason` comment, or null. */
  readonly exempt: string | null;
  /** Offsets of the piece, and what is put before and after it; `#` stands for the mutant's number. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** What a mutant is called in reports and samples: stable as long as its line is. */
export function nameOf({ file, line, column, kind, shown }: Mutant): string {
  return `${file}:${String(line)}:${String(column)} ${kind}: ${shown}`;
}

/**
 * The source with every mutant built in and none active; `numberOf` numbers them over all files.
 * `runtime` is the path of the switchboard that decides, at run time, which one is active.
 */
export function instrument(
  text: string,
  mutants: readonly Mutant[],
  numberOf: (mutant: Mutant) => number,
  runtime: string,
): string {
  const header =
    `const __mutant = process.getBuiltinModule("node:module")` +
    `.createRequire(${JSON.stringify(runtime)})(${JSON.stringify(runtime)}); `;
  const marks = mutants.flatMap((mutant, index) => {
    const { start, end, before, after } = mutant;
    const number = String(numberOf(mutant));
    return [
      { at: start, opens: true, far: end, index, text: before.replaceAll("#", number) },
      { at: end, opens: false, far: start, index, text: after },
    ];
  });
  // At one offset what ends there is closed first, the inner before the outer; then the outer opens.
  marks.sort((a, b) => {
    if (a.at !== b.at) return a.at - b.at;
    if (a.opens !== b.opens) return a.opens ? 1 : -1;
    if (a.far !== b.far) return b.far - a.far;
    return a.opens ? a.index - b.index : b.index - a.index;
  });
  let result = "";
  let position = 0;
  for (const mark of marks) {
    result += text.slice(position, mark.at) + mark.text;
    position = mark.at;
  }
  result += text.slice(position);
  const shebang = /^#!.*\n/.exec(result)?.[0] ?? "";
  return shebang + header + result.slice(shebang.length);
}
