/** Members of a tar that get other bytes in its twin, and how. */
export interface TwinPlan {
  /** The name of a file decides; false leaves its body as it is. */
  readonly changes: (name: string) => boolean;
  /** Seconds that are added to every modification time. */
  readonly later: number;
}

const BLOCK = 512;

/**
 * A second tar of the same release as another machine would have packed it: every modification time is later, and some
 * text files differ in place, catalogues in their date and others in forty lines. Returns the twin and the names of the files that were changed.
 */
export function twinOf(
  tar: Buffer,
  plan: TwinPlan,
): { readonly twin: Buffer; readonly changed: string[] } {
  const twin = Buffer.from(tar);
  const changed: string[] = [];
  for (let at = 0; at + BLOCK <= twin.length && twin[at] !== 0;) {
    const header = twin.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    writeOctal(header, 136, 12, octal(header, 136, 12) + plan.later);
    seal(header);
    const body = twin.subarray(at + BLOCK, at + BLOCK + size);
    const name = nameOf(header);
    if ((type === "0" || type === "\0") && plan.changes(name) && changeLines(body))
      changed.push(name);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return { twin, changed };
}

function nameOf(header: Buffer): string {
  const text = (from: number, to: number) =>
    header.toString("latin1", from, to).replace(/\0.*$/s, "");
  const prefix = text(345, 500);
  return prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/**
 * Turns the last digit of a catalogue's date, else the case of a letter in up to forty lines, evenly spread; false when
 * there is neither.
 */
function changeLines(body: Buffer): boolean {
  const date = /POT-Creation-Date: [-0-9]+ [0-9]+:[0-9]/.exec(body.toString("latin1", 0, 4096));
  if (date !== null) {
    const digit = date.index + date[0].length;
    body[digit] = (body[digit] ?? 0) ^ 1;
    return true;
  }
  const lines: number[] = [];
  for (let at = 0; at !== -1 && at < body.length; at = nextLine(body, at)) lines.push(at);
  const step = Math.max(1, Math.floor(lines.length / 40));
  let any = false;
  for (let which = Math.floor(step / 2); which < lines.length; which += step) {
    const start = lines[which] ?? 0;
    const end = lines[which + 1] ?? body.length;
    const letter = body.subarray(start, end).findIndex((byte) => isLetter(byte));
    if (letter === -1) continue;
    body[start + letter] = (body[start + letter] ?? 0) ^ 0x20;
    any = true;
  }
  return any;
}

function nextLine(body: Buffer, from: number): number {
  const end = body.indexOf(0x0a, from);
  return end === -1 ? -1 : end + 1;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function octal(header: Buffer, at: number, length: number): number {
  return Number.parseInt(header.toString("latin1", at, at + length), 8);
}

function writeOctal(header: Buffer, at: number, length: number, value: number): void {
  header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
}

function seal(header: Buffer): void {
  header.fill(0x20, 148, 156);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
