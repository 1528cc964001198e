import { visible } from "./visible.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/**
 * Untrusted text for HTML: element content or a quoted attribute value. Not for unquoted attributes, URLs, script or
 * style; those take no untrusted text at all.
 */
export function safeHtml(text: string, limit?: number): string {
  return visible(text, limit).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");
}
