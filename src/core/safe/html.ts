import { visible } from "./visible.ts";

function reference(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}

/**
 * Untrusted text for HTML: element content or a quoted attribute value. Not for unquoted attributes, URLs, script or
 * style; those take no untrusted text at all. `[` and a leading colon are references too, so that a page printed to a
 * log holds no command of the runner.
 */
export function safeHtml(text: string, limit?: number): string {
  return visible(text, limit).replace(/[&<>"'`[]|(?<=^ *):/g, reference);
}
