/**
 * The rows of a CSV file as Python's `csv` module writes and reads them by default (RFC 4180 with LF allowed).
 * null when the bytes are no UTF-8, a quote does not close or text follows one; nothing is repaired. Empty lines are
 * no rows.
 */
export function readCsv(bytes: Uint8Array): readonly (readonly string[])[] | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length || row.length > 0;) {
    const field = text[at] === '"' ? quoted(text, at) : plain(text, at);
    if (field === null) return null;
    row.push(field.value);
    if (text[field.end] === ",") {
      at = field.end + 1;
      continue;
    }
    const next = lineEnd(text, field.end);
    if (next === null) return null;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    at = next;
  }
  return rows;
}

interface Field {
  readonly value: string;
  /** Offset of what follows the field. */
  readonly end: number;
}

function plain(text: string, start: number): Field {
  // Sticky, so that it stops at the first character that a plain field cannot hold.
  const run = /[^",\r\n]*/y;
  run.lastIndex = start;
  const value = run.exec(text)?.[0] ?? "";
  return { value, end: start + value.length };
}

function quoted(text: string, start: number): Field | null {
  let value = "";
  for (let at = start + 1; ;) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
    at = close + 2;
  }
}

/** Offset of the next line, or null when the line does not end here. */
function lineEnd(text: string, at: number): number | null {
  if (at >= text.length) return at;
  if (text[at] === "\n") return at + 1;
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : null;
}
