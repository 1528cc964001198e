/** One row of a wheel's RECORD, its three columns as text. */
export interface RecordRow {
  readonly path: string;
  readonly hash: string;
  readonly size: string;
}

/** What Python's `splitlines`, which installers use, or a decoder takes for more than a character of a name. */
// eslint-disable-next-line no-control-regex -- these are what must not be there
const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

/**
 * The rows of a RECORD by path. null unless the text is exactly these rows, one per line with LF, each path once:
 * rows that read back to the same bytes leave no room for anything beside them.
 */
export function wheelRecord(text: string): ReadonlyMap<string, RecordRow> | null {
  if (!text.endsWith("\n") || CONTROLS.test(text)) return null;
  const rows = new Map<string, RecordRow>();
  for (const line of text.slice(0, -1).split("\n")) {
    const row = recordRow(line);
    if (row === null || rows.has(row.path)) return null;
    rows.set(row.path, row);
  }
  return rows;
}

function recordRow(line: string): RecordRow | null {
  const parts =
    /^(?:"((?:[^"]|"")+)"|([^",]+)),((?:sha256=[A-Za-z0-9_-]{43})?),((?:0|[1-9]\d{0,15})?)$/.exec(
      line,
    );
  if (parts === null) return null;
  const [, quoted, plain = "", hash = "", size = ""] = parts;
  const path = quoted?.replaceAll('""', '"') ?? plain;
  // Quoting where it is not needed would be a second spelling of one row.
  if (quoted !== undefined && !/[",]/.test(path)) return null;
  return { path, hash, size };
}

/** A digest as RECORD spells it: URL-safe base64 without padding. */
export function recordHash(sha256: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let bits = 0n;
  for (const digit of sha256) bits = bits * 16n + BigInt(parseInt(digit, 16));
  // 256 bits are 43 digits of six bits; the last has two bits of padding.
  bits <<= 2n;
  let spelled = "";
  for (let at = 0; at < 43; at++) {
    spelled = `${alphabet.charAt(Number(bits & 63n))}${spelled}`;
    bits >>= 6n;
  }
  return `sha256=${spelled}`;
}
