/** `2023-01-11 19:05+0200`, as gettext writes it, within the calendar's bounds. */
const DATE = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d[+-](?:0\d|1[0-4])[0-5]\d`;
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
  let found: number | null = null;
  for (let at = start + 2; lines[at]?.startsWith('"') === true; at++) {
    if (!PO_LINE.test(lines[at] ?? "")) continue;
    if (found !== null) return null;
    found = at;
  }
  if (found === null) return null;
  const date = PO_LINE.exec(lines[found] ?? "")?.[1] ?? "";
  lines[found] = (lines[found] ?? "").replace(date, "\0");
  return { date, rest: lines.join("\n") };
}

/**
 * The date in the header message of a compiled catalogue (GNU MO format: magic, revision, count, two tables); null
 * unless the message is the first one, lies inside the file and has exactly one such line.
 */
export function moDate(bytes: Uint8Array): DatedCatalogue | null {
  if (bytes.length < 28) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint32(0, true) === 0x950412de;
  if (!little && view.getUint32(0, false) !== 0x950412de) return null;
  const originals = view.getUint32(12, little);
  const translations = view.getUint32(16, little);
  if (Math.max(originals, translations) > bytes.length - 8 || view.getUint32(8, little) === 0)
    return null;
  const length = view.getUint32(translations, little);
  const offset = view.getUint32(translations + 4, little);
  if (view.getUint32(originals, little) !== 0 || offset + length > bytes.length) return null;
  const whole = latin1(bytes);
  const lines = whole.slice(offset, offset + length).split("\n");
  const dated = lines.filter((line) => MO_LINE.test(line));
  if (dated.length !== 1) return null;
  const date = MO_LINE.exec(dated[0] ?? "")?.[1] ?? "";
  const at =
    offset +
    lines.slice(0, lines.indexOf(dated[0] ?? "")).reduce((sum, line) => sum + line.length + 1, 0);
  const from = at + "POT-Creation-Date: ".length;
  // The length stays part of the rest: a date of another length would move what follows.
  return {
    date,
    rest: `${whole.slice(0, from)}${"\0".repeat(date.length)}${whole.slice(from + date.length)}`,
  };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
