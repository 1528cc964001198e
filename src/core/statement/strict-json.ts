/** What reading a JSON text gave. Refusals are values: the text is untrusted. */
export type StrictJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** Deeper nesting than any statement or bundle has. */
const DEEPEST = 64;

/**
 * Reads JSON and refuses an object that names a key twice (two readers of such a text may each see another value),
 * and nesting deeper than 64.
 */
export function parseStrictJson(text: string): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: "not JSON" };
  }
  const complaint = structureComplaint(text);
  return complaint === null ? { ok: true, value } : { ok: false, reason: complaint };
}

/** As `parseStrictJson`, from bytes that must be valid UTF-8 without a byte order mark. */
export function parseStrictJsonBytes(bytes: Uint8Array): StrictJson {
  const text = decodeUtf8(bytes);
  return text === null ? { ok: false, reason: "not UTF-8" } : parseStrictJson(text);
}

/** The text that `bytes` spell, or null when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface OpenObject {
  readonly keys: Set<string>;
  keyNext: boolean;
}

/** Walks a text that `JSON.parse` accepted, so only its brackets and strings need to be told apart. */
function structureComplaint(text: string): string | null {
  const open: (OpenObject | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const top = open.at(-1);
    switch (text.charAt(at)) {
      case "{":
        open.push({ keys: new Set(), keyNext: true });
        break;
      case "[":
        open.push(null);
        break;
      case "}":
      case "]":
        open.pop();
        break;
      case ",":
        if (top) top.keyNext = true;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (top?.keyNext === true) {
          // Compared as decoded, because "a" and "\u0061" are one key.
          const key = JSON.parse(text.slice(at, end)) as string;
          if (top.keys.has(key)) return `the key ${JSON.stringify(key)} stands twice in one object`;
          top.keys.add(key);
          top.keyNext = false;
        }
        at = end - 1;
        break;
      }
      default:
        break;
    }
    if (open.length > DEEPEST) return `nested deeper than ${String(DEEPEST)}`;
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
