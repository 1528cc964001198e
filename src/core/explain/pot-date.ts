/** `2023-01-11 19:05+0200`, as gettext writes it, with an offset that some zone has. */
const DATE = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?:-(?:0\d|1[0-2])|\+(?:0\d|1[0-4]))(?:00|15|30|45)`;
const PO_LINE = new RegExp(String.raw`^"POT-Creation-Date: (${DATE})\\n"$`);
const MO_LINE = new RegExp(`^POT-Creation-Date: (${DATE})$`);

/** A catalogue with its date taken out. */
export interface DatedCatalogue {
  readonly date: string;
  /** Everything else, one char per byte or code unit. */
  readonly rest: string;
}

/** The date in the header entry of a `.po` or `.pot` text; null unless that entry has exactly one such line. */
export function poDate(text: string): DatedCatalogue | null {
  if (text.includes("\0")) return null;
  const lines = text.split("\n");
  const start = lines.findIndex((line, at) => line === 'msgid ""' && lines[at + 1] === 'msgstr ""');
  if (start === -1 || lines.slice(0, start).some((line) => line !== "" && !line.startsWith("#")))
    return null;
  const found = dateLine(lines, start + 2);
  if (found === null) return null;
  const { at, date } = found;
  lines[at] = (lines[at] ?? "").replace(date, "\0");
  return { date, rest: lines.join("\n") };
}

/** The one date among the strings from here on, and its line; null unless it begins a line of the header. */
function dateLine(
  lines: readonly string[],
  from: number,
): { readonly at: number; readonly date: string } | null {
  const found: { at: number; date: string }[] = [];
  for (let at = from; lines[at]?.startsWith('"') === true; at++) {
    const date = PO_LINE.exec(lines[at] ?? "")?.[1];
    if (date !== undefined) found.push({ at, date });
  }
  const [only, ...others] = found;
  if (only === undefined || others.length > 0 || !isOfCalendar(only.date)) return null;
  // Behind a string that ends no line, it would be the value of another field.
  return only.at === from || /^".*\\n"$/.test(lines[only.at - 1] ?? "") ? only : null;
}

/**
 * The date in the header message of a compiled catalogue (GNU MO format, revision 0: magic, revision, count, two tables,
 * hash table); null unless the message is the first one, ends in NUL as it must, shares no byte with a table or
 * another message, and has exactly one such line and no NUL.
 */
export function moDate(bytes: Uint8Array): DatedCatalogue | null {
  const tables = moTables(bytes);
  const header = tables === null ? null : headerMessage(tables);
  if (header === null) return null;
  const whole = latin1(bytes);
  const message = whole.slice(header.start, header.end - 1);
  // In C a NUL ends the message: what stands behind it would be no part of the header.
  if (message.includes("\0") || whole[header.end - 1] !== "\0") return null;
  const lines = message.split("\n");
  const dated = lines.filter((line) => MO_LINE.test(line));
  if (dated.length !== 1) return null;
  const [line = ""] = dated;
  const date = MO_LINE.exec(line)?.[1] ?? "";
  if (!isOfCalendar(date)) return null;
  const before = lines.slice(0, lines.indexOf(line)).reduce((sum, one) => sum + one.length + 1, 0);
  const from = header.start + before + "POT-Creation-Date: ".length;
  return {
    date,
    rest: `${String(from)}\0${whole.slice(0, from)}\0${whole.slice(from + date.length)}`,
  };
}

/** Bytes from `start` up to `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

interface MoTables {
  /** The head of the file and its tables. */
  readonly spans: readonly Span[];
  /** The messages with the NUL that ends each. */
  readonly originals: readonly Span[];
  readonly translations: readonly Span[];
}

function moTables(bytes: Uint8Array): MoTables | null {
  if (bytes.length < 28) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint32(0, true) === 0x950412de;
  if (!little && view.getUint32(0, false) !== 0x950412de) return null;
  const word = (at: number) => view.getUint32(at, little);
  const count = word(8);
  const originals = { start: word(12), end: word(12) + 8 * count };
  const translations = { start: word(16), end: word(16) + 8 * count };
  // Other revisions have further tables.
  if (word(4) !== 0 || Math.max(originals.end, translations.end) > bytes.length) return null;
  const messages = ({ start }: Span) =>
    Array.from({ length: count }, (_, at) => {
      const offset = word(start + 8 * at + 4);
      return { start: offset, end: offset + word(start + 8 * at) + 1 };
    });
  const hashes = { start: word(24), end: word(24) + 4 * word(20) };
  return {
    spans: [{ start: 0, end: 28 }, originals, translations, hashes],
    originals: messages(originals),
    translations: messages(translations),
  };
}

/** Where the translation of the empty message stands; null where that is no place of its own. */
function headerMessage({ spans, originals, translations }: MoTables): Span | null {
  const [header, ...others] = translations;
  const isEmpty = (span: Span) => span.end - span.start === 1;
  if (header === undefined || !originals.slice(0, 1).every(isEmpty)) return null;
  const isApart = (span: Span) => span.end <= header.start || span.start >= header.end;
  return [spans, originals, others].every((all) => all.every(isApart)) ? header : null;
}

/** Whether the month has that day. */
function isOfCalendar(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
