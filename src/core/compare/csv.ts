/** Columns of a row that are kept. No table here has as many, so what is cut is wrong already. */
const MOST_COLUMNS = 8;

/**
 * The rows of a CSV file as Python's `csv` module writes and reads them by default (RFC 4180 with LF allowed), one at a
 * time, so that nobody has to hold them all. null, and nothing more, when the bytes are no UTF-8, a quote does not close
 * or text follows one; nothing is repaired. Empty lines are no rows, and a row that is too long keeps its first columns.
 */
export function* csvRows(bytes: Uint8Array): Generator<readonly string[] | null, void> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    yield null;
    return;
  }
  let row: string[] = [];
  let isOpen = false;
  for (let at = 0; at < text.length || isOpen;) {
    const field = text[at] === '"' ? quoted(text, at) : plain(text, at);
    const next =
      field === null ? null : text[field.end] === "," ? field.end + 1 : lineEnd(text, field.end);
    if (field === null || next === null) {
      yield null;
      return;
    }
    if (row.length < MOST_COLUMNS) row.push(field.value);
    isOpen = text[field.end] === ",";
    at = next;
    if (isOpen) continue;
    if (row.length > 1 || row[0] !== "") yield row;
    row = [];
  }
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
  for (let at = start + 1; ;) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    if (text[close + 1] !== '"') {
      // Joined once: a field of nothing but quotes would otherwise be as many pieces.
      return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
    }
    at = close + 2;
  }
}

/** Offset of the next line, or null when the line does not end here. */
function lineEnd(text: string, at: number): number | null {
  if (at >= text.length) return at;
  if (text[at] === "\n") return at + 1;
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : null;
}
