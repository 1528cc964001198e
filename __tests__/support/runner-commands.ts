/** A workflow command as the runner would obey it. */
export interface RunnerCommand {
  readonly form: "colons" | "brackets";
  readonly name: string;
}

/** What .NET's String.TrimStart() removes: Char.IsWhiteSpace. */
const dotnetBlanks = new Set(
  [
    0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
    0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
  ].map((code) => String.fromCharCode(code)),
);

/** First and last code points that a culture-sensitive search skips (a broad choice only makes the oracle stricter). */
const skippedBySearch: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe0fff],
];

function isSkipped(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return skippedBySearch.some(([first, last]) => first <= code && code <= last);
}

/**
 * The command in one line, by the grammar of actions/runner `ActionCommand.cs`, written anew and stricter: every name
 * counts as registered (a stop token can be any), and blanks and skipped characters are read as the runner reads them.
 */
export function commandInLine(line: string): RunnerCommand | null {
  const searched = Array.from(line)
    .filter((character) => !isSkipped(character))
    .join("");
  return colons(searched) ?? brackets(searched);
}

function colons(line: string): RunnerCommand | null {
  let start = 0;
  while (start < line.length && dotnetBlanks.has(line.charAt(start))) start++;
  if (!line.startsWith("::", start)) return null;
  const end = line.indexOf("::", start + 2);
  if (end === -1) return null;
  return { form: "colons", name: firstWord(line.slice(start + 2, end)) };
}

function brackets(line: string): RunnerCommand | null {
  const start = line.indexOf("##[");
  const end = line.indexOf("]", start);
  if (start === -1 || end === -1) return null;
  return { form: "brackets", name: firstWord(line.slice(start + 3, end)) };
}

function firstWord(text: string): string {
  const blank = text.indexOf(" ");
  return blank === -1 ? text : text.slice(0, blank);
}

/** Every command in an output, however a reader of it may split lines. */
export function commandsIn(output: string): RunnerCommand[] {
  return output
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(commandInLine)
    .filter((command) => command !== null);
}

/** The names of the commands that a runner obeys in a log, in order; what stands between stop and resume is no command. */
export function obeyedIn(log: string): string[] {
  const obeyed: string[] = [];
  let token: string | null = null;
  for (const line of log.split(/\r\n|[\n\r]/)) {
    const command = commandInLine(line);
    if (command === null) continue;
    if (token !== null) {
      if (command.name === token) token = null;
    } else {
      obeyed.push(command.name);
      if (command.name === "stop-commands") token = line.slice(line.indexOf("::", 2) + 2);
    }
  }
  return obeyed;
}
