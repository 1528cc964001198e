/** A JSON object that was read without loss: writing it back in its own style gives the same text. */
export interface JsonDocument {
  readonly members: ReadonlyMap<string, unknown>;
  /** How it was laid out, for people. */
  readonly style: string;
}

const INDENTS = ["  ", "\t", "    ", "", " ", "   ", "        "] as const;

/**
 * Reads a JSON object. `lossless` is null when the text says more than its values: duplicate keys, numbers or
 * strings spelled otherwise, irregular white space. Such a text can be described, but not accounted for.
 */
export function jsonObject(text: string): {
  readonly members: ReadonlyMap<string, unknown>;
  readonly lossless: JsonDocument | null;
} | null {
  if (depthOf(text) > DEEPEST) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const members = new Map<string, unknown>(Object.entries(value));
  for (const indent of INDENTS) {
    const written = JSON.stringify(value, null, indent);
    if (text === written || text === `${written}\n`) {
      const end = text.endsWith("\n") ? "" : ", no final line end";
      return { members, lossless: { members, style: `${indentName(indent)}${end}` } };
    }
  }
  return { members, lossless: null };
}

/** Writing a value back recurses: a text nested deeper than any real document is not read, so that none exhausts the stack. */
const DEEPEST = 256;

/** How deep the text nests; brackets inside of strings do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}

function indentName(indent: string): string {
  if (indent === "") return "on one line";
  return indent === "\t" ? "indented by tabs" : `indented by ${String(indent.length)}`;
}
