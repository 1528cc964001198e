import { UNSEEN } from "./visible.ts";

/** As JSON spells it, per UTF-16 unit. */
function spelled(text: string): string {
  let units = "";
  for (let at = 0; at < text.length; at++) {
    units += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return units;
}

/**
 * A value as JSON that may pass through a log, a terminal, or a script element of HTML: it parses to the same value,
 * and no unseen character, no command of the runner (`##[`) and no end of a script element stands in it literally.
 * Two blanks of indentation, or none; no newline at the end.
 */
export function safeJson(value: unknown, indentation: 0 | 2 = 2): string {
  return JSON.stringify(value, null, indentation)
    .replace(UNSEEN, (character) => (character === "\n" ? character : spelled(character)))
    .replace(/(?<=##)\[|<(?=[!/])/g, spelled);
}
