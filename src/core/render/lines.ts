import { safeLine } from "../safe-text.ts";

/** Columns that text for people keeps to. */
export const WIDTH = 96;

/** The longest path or value that text for people spells out; JSON and HTML have it whole. */
const LONGEST_VALUE = 400;

/**
 * Untrusted text as lines of at most `width` characters. Each line is escaped on its own: a break must not put at the
 * start of a line what was harmless in the middle of one.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const push = () => {
    lines.push(safeLine(line, Infinity));
    line = "";
  };
  for (const word of safeLine(text, LONGEST_VALUE).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) push();
    line = line === "" ? word : `${line} ${word}`;
    while (line.length > width) {
      const rest = line.slice(cut(line, width));
      line = line.slice(0, cut(line, width));
      push();
      line = rest;
    }
  }
  if (line !== "" || lines.length === 0) push();
  return lines;
}

/** Where to cut so that no character of two units is torn. */
function cut(line: string, width: number): number {
  return (line.codePointAt(width - 1) ?? 0) > 0xffff ? width - 1 : width;
}

/**
 * A label and a text beside it, the text in a column of its own however many lines it takes. A label that is too long
 * for its column gets lines of its own.
 */
export function labelled(
  label: string,
  text: string,
  { indent = 2, column = 12 }: { readonly indent?: number; readonly column?: number } = {},
): readonly string[] {
  const lines = wrapped(text, WIDTH - column).map((line) => `${" ".repeat(column)}${line}`);
  const [first = "", ...rest] = lines;
  return label.length < column - indent
    ? [`${" ".repeat(indent)}${label}`.padEnd(column) + first.slice(column), ...rest]
    : [...paragraph(label, indent), ...lines];
}

/** Untrusted text, escaped and wrapped behind an indentation. */
export function paragraph(text: string, indent = 2): readonly string[] {
  return wrapped(text, WIDTH - indent).map((line) => `${" ".repeat(indent)}${line}`);
}
