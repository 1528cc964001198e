import { escaped, visible } from "./visible.ts";

/**
 * Untrusted text for a log or a terminal: one line, at most `limit` characters of it, nothing in it acts.
 *
 * The runner obeys two forms (actions/runner, ActionCommand.cs): `::name …::` after leading blanks, and `##[name …]`
 * anywhere in a line. A leading colon and the last `#` of `##[` are therefore spelled out; also at the ends of the
 * text, so that no concatenation of results (with nothing or blanks between) makes a command either.
 */
export function safeLine(text: string, limit?: number): string {
  return visible(text, limit)
    .replace(/(?<=^ *):/, escaped)
    .replace(/(?<=^|#)#(?=\[|$)/g, escaped);
}

/** Colours that a build prints on purpose (ECMA-48 SGR); every other control sequence is shown, not obeyed. */
// eslint-disable-next-line no-control-regex -- ESC is what these sequences start with
const COLOUR = /\u001b\[[0-9;:]*m/g;

/** A captured log as lines for `safeLine`'s surfaces: split at LF, CRLF and CR, colours dropped, tabs as blanks. */
export function safeLines(log: string, limit?: number): string[] {
  const lines = log.split(/\r\n|[\r\n]/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => safeLine(line.replace(COLOUR, "").replaceAll("\t", "  "), limit));
}
