import { pathToBytes, type PathBytes } from "../path-bytes.ts";
import { refuse } from "./refusal.ts";

const LONGEST_NAME = 1024;
const LONGEST_PART = 255;

/** C0, DEL, and C1 in its UTF-8 form. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/;

/**
 * Refuses every name that consumers could place differently, or outside the folder they extract to. Takes the bytes
 * as latin1, without the slash that ends a directory's name; `a/b/c` is the only form that passes.
 */
export function checkName(name: string, offset: number): void {
  if (CONTROL.test(name)) refuse("name-control", offset, shown(name));
  // Node's tar takes a drive off in front, on every system; further inside a colon is a byte like others.
  if (name.includes("\\") || /^[A-Za-z]:/.test(name)) refuse("name-separator", offset, shown(name));
  if (name.length > LONGEST_NAME) {
    refuse("limit-name", offset, `a name of ${String(name.length)} bytes`);
  }
  let start = 0;
  while (start <= name.length) {
    const slash = name.indexOf("/", start);
    const end = slash === -1 ? name.length : slash;
    checkPart(name, start, end, offset);
    start = end + 1;
  }
}

function checkPart(name: string, start: number, end: number, offset: number): void {
  const length = end - start;
  if (length > LONGEST_PART) refuse("limit-name", offset, `a part of ${String(length)} bytes`);
  const dots =
    length === 0 ||
    (length === 1 && name[start] === ".") ||
    (length === 2 && name[start] === "." && name[start + 1] === ".");
  if (dots) refuse("name-not-canonical", offset, shown(name));
}

/**
 * Refuses a name whose accents stand apart (not NFC). Only where a container says that its names are Unicode: libarchive
 * composes those and leaves others alone, so one archive would give two names. Takes valid UTF-8 as latin1.
 */
export function checkComposed(name: string, offset: number): void {
  // mutant: ASCII is composed, which would be found slower
  if (!/[\x80-\xff]/.test(name)) return;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(pathToBytes(name as PathBytes));
  if (text.normalize("NFC") !== text) refuse("name-decomposed", offset, shown(name));
}

/** Control characters in a link target: they have no honest use and reach terminals. */
export function checkTargetText(target: string, offset: number): void {
  if (CONTROL.test(target)) refuse("name-control", offset, shown(target));
}

/** A name in a message: quoted, with every byte outside printable ASCII as `\xNN`. */
export function shown(name: string): string {
  const text = name.replace(
    /[^\x20-\x5b\x5d-\x7e]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `"${text.length > 120 ? `${text.slice(0, 120)}…` : text}"`;
}
