import type { Flag, Manual } from "./command.ts";

const WIDTH = 88;

/** The manual of one command as `--help` prints it. */
export function manualText(manual: Manual): string {
  const { operands } = manual;
  return `${[
    section("NAME", [`rebuild-gate ${manual.name} - ${manual.summary}`]),
    section("SYNOPSIS", manual.synopsis, false),
    section(
      "DESCRIPTION",
      manual.description.flatMap((text, at) => (at === 0 ? [text] : ["", text])),
    ),
    operands.most === 0 ? "" : section("OPERANDS", [`${operands.name}: ${operands.meaning}`]),
    `FLAGS\n${manual.flags.map(flagText).join("\n")}\n`,
    `EXIT CODES\n${manual.exits.map(({ code, when }) => entry(String(code), when, 8)).join("\n")}\n`,
    `EXAMPLES\n${manual.examples.map(({ purpose, command }) => `  ${purpose}\n    ${command}`).join("\n\n")}`,
  ]
    .filter((text) => text !== "")
    .join("\n")}\n`;
}

/** `--name VALUE`, as it stands on a command line. */
function flagSpelling({ name, short, value }: Flag): string {
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === null ? "" : ` ${value}`}`;
}

/** What a flag does, with whether it may be repeated and what it is when it is not given. */
function flagMeaning({ meaning, repeat, fallback, choices }: Flag): string {
  return [
    meaning,
    ...(choices === undefined ? [] : [`One of ${choices.join(", ")}.`]),
    ...(repeat === true ? ["May be repeated."] : []),
    ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
  ].join(" ");
}

function flagText(flag: Flag): string {
  return [
    `  ${flagSpelling(flag)}`,
    ...wrap(flagMeaning(flag), WIDTH - 8).map((line) => `        ${line}`),
  ].join("\n");
}

function section(title: string, texts: readonly string[], wrapping = true): string {
  const lines = texts.flatMap((text) => (wrapping ? wrap(text, WIDTH - 2) : [text]));
  return `${title}\n${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n`;
}

function entry(label: string, text: string, column: number): string {
  return wrap(text, WIDTH - column)
    .map((line, at) =>
      at === 0 ? `  ${label.padEnd(column - 2)}${line}` : `${" ".repeat(column)}${line}`,
    )
    .join("\n");
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
