import { isUtf8, pathFromBytes, pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { checkComposed, shown } from "../names.ts";
import { refuse } from "../refusal.ts";
import { LARGEST_ID } from "./tar-header.ts";

/** Grammar of the values of one key; every value is also free of NUL and not empty. */
type Grammar = "text" | "line" | "integer" | "id" | "counter" | "time" | "charset";

/** The PAX keys that are read. Any other could change what some consumer extracts, so it is refused. */
const KEYS = {
  path: "text",
  linkpath: "text",
  size: "integer",
  mtime: "time",
  atime: "time",
  ctime: "time",
  uid: "id",
  gid: "id",
  uname: "line",
  gname: "line",
  "SCHILY.dev": "counter",
  "SCHILY.ino": "counter",
  "SCHILY.nlink": "counter",
  hdrcharset: "charset",
  "LIBARCHIVE.creationtime": "time",
} as const satisfies Record<string, Grammar>;
/** A PAX key that is known, and so may stand in a header. */
export type PaxKey = keyof typeof KEYS;

/** Records in file order; values are latin1. */
export type PaxRecords = ReadonlyMap<PaxKey, string>;

const INTEGER = /^(0|[1-9][0-9]{0,15})$/;
/** Numbers of 64 bits that nobody calculates with. */
const COUNTER = /^(0|[1-9][0-9]{0,19})$/;
/** The two names that POSIX gives; text is UTF-8 under both here, as in every consumer that is not told another. */
const CHARSET = /^(BINARY|ISO-IR 10646 2000 UTF-8)$/;
const TIME = /^(0|[1-9][0-9]{0,15})(\.[0-9]+)?$/;
const FORMS = {
  integer: INTEGER,
  id: INTEGER,
  counter: COUNTER,
  time: TIME,
  charset: CHARSET,
} as const;
const NEWLINE = 0x0a;

/** Reads the body of an `x` member, cut by the declared lengths alone. `offset` is where the body starts. */
export function parsePax(body: Uint8Array, offset: number): PaxRecords {
  const records = new Map<PaxKey, string>();
  if (body.length === 0) refuse("tar-pax-record-length", offset, "no record");
  for (let at = 0; at < body.length;) {
    const length = recordLength(body, at, offset + at);
    const content = pathFromBytes(body.subarray(at + String(length).length + 1, at + length - 1));
    const [key, value] = keyAndValue(content, offset + at);
    if (records.has(key)) refuse("tar-pax-duplicate-key", offset + at, `${key} twice`);
    checkValue(key, value, offset + at);
    records.set(key, value);
    at += length;
  }
  return records;
}

function recordLength(body: Uint8Array, at: number, offset: number): number {
  let length = 0;
  let digits = 0;
  for (; digits < 7; digits++) {
    const byte = body[at + digits] ?? 0;
    if (byte < 0x30 || byte > 0x39) break;
    length = length * 10 + (byte - 0x30);
  }
  // Behind the body there is no line end, so a record that is longer ends without one.
  const whole =
    body[at] !== 0x30 &&
    body[at + digits] === 0x20 &&
    length > digits + 1 &&
    body[at + length - 1] === NEWLINE &&
    !isOneTooLong(length);
  if (!whole) refuse("tar-pax-record-length", offset, `a record of length ${String(length)}`);
  return length;
}

/** Whether one digit less would do: a length of 10, 100 … counts the digit that makes it so long. */
function isOneTooLong(length: number): boolean {
  return /^10+$/.test(String(length));
}

function keyAndValue(content: string, offset: number): [key: PaxKey, value: string] {
  const equals = content.indexOf("=");
  const key = equals === -1 ? content : content.slice(0, equals);
  if (equals === -1 || !Object.hasOwn(KEYS, key)) refuse("tar-pax-key", offset, shown(key));
  return [key as PaxKey, content.slice(equals + 1)];
}

function checkValue(key: PaxKey, value: string, offset: number): void {
  if (value === "") refuse("tar-pax-empty", offset, `an empty ${key}`);
  if (value.includes("\0")) refuse("tar-pax-nul", offset, `${key} ${shown(value)}`);
  const grammar: Grammar = KEYS[key];
  if (grammar === "text" || grammar === "line") {
    if (!isUtf8(value as PathBytes)) refuse("tar-pax-utf8", offset, `${key} ${shown(value)}`);
    if (grammar === "text") checkComposed(value, offset);
    if (grammar === "text" || !value.includes("\n")) return;
  } else if (FORMS[grammar].test(value) && isSafe(grammar, value)) {
    return;
  }
  refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
}

function isSafe(grammar: Grammar, value: string): boolean {
  const isNumber = grammar === "integer" || grammar === "time";
  if (grammar === "id") return Number(value) <= LARGEST_ID;
  return !isNumber || Number.parseInt(value, 10) <= Number.MAX_SAFE_INTEGER;
}

/** The body that `parsePax` reads as these records. */
export function serialisePax(records: PaxRecords): Uint8Array {
  let text = "";
  for (const [key, value] of records) text += paxRecord(key, value);
  return pathToBytes(text as PathBytes);
}

/** One record; its length counts its own digits, and the shorter of two lengths that would fit is written. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return `${String(length)}${rest}`;
}
