import { isUtf8, pathFromBytes, pathToBytes, type PathBytes } from "../../path-bytes.ts";
import { checkComposed, shown } from "../names.ts";
import { refuse } from "../refusal.ts";

/** Grammar of the values of one key; every value is also free of NUL and not empty. */
type Grammar = "text" | "line" | "integer" | "time";

/** The PAX keys that are read. Any other could change what some consumer extracts, so it is refused. */
const KEYS = {
  path: "text",
  linkpath: "text",
  size: "integer",
  mtime: "time",
  atime: "time",
  ctime: "time",
  uid: "integer",
  gid: "integer",
  uname: "line",
  gname: "line",
  "SCHILY.dev": "integer",
  "SCHILY.ino": "integer",
  "SCHILY.nlink": "integer",
  "LIBARCHIVE.creationtime": "time",
} as const satisfies Record<string, Grammar>;
/** A PAX key that is known, and so may stand in a header. */
export type PaxKey = keyof typeof KEYS;

/** Records in file order; values are latin1. */
export type PaxRecords = ReadonlyMap<PaxKey, string>;

const INTEGER = /^(0|[1-9][0-9]{0,15})$/;
const TIME = /^(0|[1-9][0-9]{0,15})(\.[0-9]+)?$/;
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
  const whole =
    body[at] !== 0x30 &&
    body[at + digits] === 0x20 &&
    length > digits + 1 &&
    at + length <= body.length &&
    body[at + length - 1] === NEWLINE;
  if (!whole) refuse("tar-pax-record-length", offset, `a record of length ${String(length)}`);
  return length;
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
  const grammar = KEYS[key];
  if (grammar === "text" || grammar === "line") {
    if (!isUtf8(value as PathBytes)) refuse("tar-pax-utf8", offset, `${key} ${shown(value)}`);
    if (grammar === "text") checkComposed(value, offset);
    if (grammar === "line" && value.includes("\n")) {
      refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
    }
    return;
  }
  const fits = (grammar === "integer" ? INTEGER : TIME).test(value);
  if (!fits || Number.parseInt(value, 10) > Number.MAX_SAFE_INTEGER) {
    refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
  }
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
