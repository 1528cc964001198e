import type { GitAttributes } from "./archive-form.ts";

/**
 * Whether git writes this text (one char per byte) with CRLF wherever it is, by attributes alone: `eol=crlf`, with
 * `text`, with `text=auto` for what is no binary, or by itself (gitattributes(5), "End-of-line conversion"; convert.c).
 * Without `eol` the packer's own configuration would decide, so the answer is no.
 */
export function convertsToCrlf(text: string, attributes: GitAttributes): boolean {
  const kind = attributes.get("text") ?? attributes.get("crlf");
  if (attributes.get("eol") !== "crlf" || kind === "unset") return false;
  if (!/(^|[^\r])\n/.test(text)) return false;
  return kind !== "auto" || !looksUnsafe(text);
}

/** The text with CR before each LF that has none. */
export function withCrlf(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

// eslint-disable-next-line no-control-regex -- git counts these
const UNPRINTABLE = /[\x01-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]/g;

/** `text=auto` leaves alone what is binary, and what has CRs already. */
function looksUnsafe(text: string): boolean {
  if (text.includes("\r") || text.includes("\0")) return true;
  const counted = text.endsWith("\x1a") ? text.slice(0, -1) : text;
  const unprintable = counted.match(UNPRINTABLE)?.length ?? 0;
  const lines = counted.match(/\n/g)?.length ?? 0;
  const printable = counted.length - lines - unprintable;
  return Math.floor(printable / 128) < unprintable;
}
