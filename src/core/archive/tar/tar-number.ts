import { firstNonZero } from "../byte-runs.ts";
import { refuse } from "../refusal.ts";

/**
 * A number: its value, and how it was spelled. `7n`: seven digits, then NUL; `3_5n`: three spaces in front; `b`:
 * base-256; `-`: all NUL.
 */
export interface TarNumber {
  readonly value: number;
  readonly spelling: string;
}

const NONE = "-";

const NUL = 0x00;
const SPACE = 0x20;
const ZERO = 0x30;
const SEVEN = 0x37;

/** Ends of a number field that every consumer reads alike: NULs, a space, or one of each in either order. */
const ENDS = /^(n+|s|sn|ns)$/;

/**
 * Reads a number of at most 2^53-1; spaces may lead it, as in old tars and Perl's. Anything on which parsers disagree is
 * refused: a sign, other characters, no end, base-256 where octal would do.
 */
export function parseTarNumber(
  block: Uint8Array,
  at: number,
  length: number,
  offset: number,
): TarNumber {
  if (block[at] === 0x80) return parseBase256(block, at, length, offset);
  let spaces = 0;
  while (spaces < length && block[at + spaces] === SPACE) spaces += 1;
  const width = length - spaces;
  const first = at + spaces;
  let value = 0;
  let digits = 0;
  while (digits < width) {
    const byte = block[first + digits] ?? 0;
    if (byte < ZERO || byte > SEVEN) break;
    value = value * 8 + (byte - ZERO);
    digits += 1;
  }
  let end = "";
  for (let next = digits; next < width; next++) end += endLetter(block[first + next] ?? 0);
  if (digits === 0 || !ENDS.test(end)) refuse("tar-number", offset + at, hex(block, at, length));
  const front = spaces === 0 ? "" : `${String(spaces)}_`;
  return { value, spelling: `${front}${String(digits)}${end}` };
}

/** As `parseTarNumber`, for fields that npm and others leave all NUL: every consumer reads zero. */
export function parseTarNumberOrNone(
  block: Uint8Array,
  at: number,
  length: number,
  offset: number,
): TarNumber {
  if (firstNonZero(block, at, at + length) === -1) return { value: 0, spelling: NONE };
  return parseTarNumber(block, at, length, offset);
}

function endLetter(byte: number): string {
  return byte === NUL ? "n" : byte === SPACE ? "s" : "?";
}

function parseBase256(block: Uint8Array, at: number, length: number, offset: number): TarNumber {
  let value = 0;
  for (let next = 1; next < length; next++) value = value * 256 + (block[at + next] ?? 0);
  const octalHolds = value < 8 ** (length - 1);
  if (octalHolds || value > Number.MAX_SAFE_INTEGER) {
    refuse("tar-number", offset + at, hex(block, at, length));
  }
  return { value, spelling: "b" };
}

function hex(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  return `bytes ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}

/** Writes what was read into a field that is all NUL. */
export function writeTarNumber(
  block: Uint8Array,
  at: number,
  length: number,
  { value, spelling }: TarNumber,
): void {
  // mutant: no digit and no space would be written, either
  if (spelling === NONE) return;
  let rest = value;
  if (spelling === "b") {
    block[at] = 0x80;
    for (let next = length - 1; next > 0; next--) {
      block[at + next] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return;
  }
  const split = spelling.indexOf("_");
  const spaces = split === -1 ? 0 : Number.parseInt(spelling, 10);
  const digits = Number.parseInt(spelling.slice(split + 1), 10);
  const first = at + spaces;
  block.fill(SPACE, at, first);
  for (let next = digits - 1; next >= 0; next--) {
    block[first + next] = ZERO + (rest % 8);
    rest = Math.floor(rest / 8);
  }
  const firstLetter = split + (digits < 10 ? 2 : 3);
  for (let next = digits; next < length - spaces; next++) {
    block[first + next] = spelling[firstLetter + next - digits] === "s" ? SPACE : NUL;
  }
}
