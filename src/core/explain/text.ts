/** Texts that are kept: those of the two sides, and of the few files beside them that rules and remarks look at. */
const MOST_KEPT = 8;

const texts = new Map<Uint8Array, string | null>();

/**
 * The text that these bytes spell in UTF-8, lossless (a byte order mark stays); null if they are no valid UTF-8. The last few are
 * kept, and their bytes must not change: every rule and every remark asks for the same bodies, one difference at a time.
 */
export function utf8Text(bytes: Uint8Array): string | null {
  const known = texts.get(bytes);
  // mutant: without it the same text is decoded again, only slower
  if (known !== undefined) return known;
  const text = decoded(bytes);
  for (const oldest of texts.keys()) {
    if (texts.size < MOST_KEPT) break;
    texts.delete(oldest);
  }
  texts.set(bytes, text);
  return text;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A value from an archive for a sentence: cut to length, control characters shown as `?`. Surfaces still escape it. */
export function clipped(text: string, longest = 80): string {
  const shown = text
    .slice(0, longest)
    .replaceAll(/\p{Cc}/gu, "?")
    .toWellFormed();
  return text.length <= longest ? shown : `${shown}…`;
}

/** `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** The first few of many, and how many are left: `a, b, c and 4 more`. */
export function listed(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most).join(", ");
  return items.length <= most ? shown : `${shown} and ${String(items.length - most)} more`;
}
