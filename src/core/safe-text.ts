/**
 * The one escape per surface for untrusted text: names in archives, build output, messages of others, and everything
 * derived from them. Text of our own around it is trusted; nothing is escaped twice.
 */
export { safeHtml } from "./safe/html.ts";
export { safeJson } from "./safe/json.ts";
export { safeLine, safeLines } from "./safe/line.ts";
export { safeMarkdown, safeMarkdownCode } from "./safe/markdown.ts";
