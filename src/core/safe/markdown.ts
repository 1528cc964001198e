import { safeLine } from "./line.ts";
import { escaped, visible } from "./visible.ts";

function entity(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}

/** An element of its own ends the text node, and with it what GitHub would recognise across it. */
function apart(character: string): string {
  return `<span>${entity(character)}</span>`;
}

/**
 * Untrusted text as prose in GitHub's Markdown: a paragraph, list item, heading or table cell. It shows as it is
 * written; no HTML, comment, emphasis, code, link, image, table cell, footnote or block comes of it.
 *
 * A character reference is never Markdown syntax (CommonMark 2.5). It does not stop what is recognised in the finished
 * text (mentions, references, e-mail and web addresses, emoji, and mathematics between `$`): those get an element
 * between their parts, the way GitHub documents for `$`. What is left to GitHub is a bare commit id or `GH-1`, which may
 * become a link into the repository itself.
 */
export function safeMarkdown(text: string, limit?: number): string {
  return visible(text, limit).replace(
    /[&<>"'`|*_~[\]\\!^{}]|[@#$]|:(?! )|(?<=www)\.|^[-+](?= |$)|^[-=](?=[-= ]*$)|(?<=^\d+)[.)](?= |$)|^ | $/gi,
    (character) => (/[@#$:.]/.test(character) ? apart(character) : entity(character)),
  );
}

/**
 * Untrusted text as a code span of GitHub's Markdown, delimiters included: in prose and in table cells. The content is
 * literal there, so the two characters that would end the span or the cell are spelled out, and `$` (which starts
 * mathematics before a backtick) and blanks never touch a delimiter.
 */
export function safeMarkdownCode(text: string, limit?: number): string {
  const shown = safeLine(text, limit).replace(/[`|]/g, escaped);
  return shown === "" ? "` `" : `\` ${shown} \``;
}
