/**
 * Characters a reader cannot see, or that move the text around them:
 * controls (C0, DEL, C1), formats (bidirectional marks and overrides, zero width, tags), lone surrogates, private use,
 * line and paragraph separators, everything Unicode calls ignorable, every blank but U+0020, the blank braille cell.
 * Ignorable ones matter twice: the runner looks for its commands with culture-sensitive string search, which skips them.
 */
export const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Marks that would change a character of ours, or pile up over the lines above. */
const STRAY_MARK = /^\p{M}|(?<=\p{M}{4})\p{M}/gu;

/** How much of an untrusted text is shown where the caller sets no limit. */
export const LONGEST_SHOWN = 2000;

/** `\u{1b}` for ESC: what every surface shows in place of a character that must not act. */
export function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * One line in which every character can be seen. Of a text longer than `limit` (UTF-16 units) the rest is replaced by
 * its length. Not reversible: text that itself spells `\u{1b}` stays as it is. A surface still has its own escape to do.
 */
export function visible(text: string, limit: number = LONGEST_SHOWN): string {
  const whole = text.length <= limit;
  const shown = (whole ? text : text.slice(0, cutBefore(text, limit)))
    .replace(UNSEEN, escaped)
    .replace(STRAY_MARK, escaped);
  return whole ? shown : `${shown}… (${String(text.length - cutBefore(text, limit))} more)`;
}

/** `limit`, or one less where it would tear a surrogate pair. */
function cutBefore(text: string, limit: number): number {
  return limit > 0 && (text.codePointAt(limit - 1) ?? 0) > 0xffff ? limit - 1 : limit;
}
