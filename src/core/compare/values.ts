import type { Fingerprint } from "../digest.ts";
import type { Entry, Fields } from "../archive/model.ts";
import type { FileValue } from "../finding.ts";
import { displayPath } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";

/** Seconds that a `Date` can hold (ECMA-262, Time Values: 8.64e15 milliseconds). */
const LAST_DATE = 8.64e12;

/** Longest text of one value in a finding, in characters. */
const LONGEST = 300;

/** Text cut to a length that a report can hold, saying how much is missing. */
export function bounded(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${String(text.length - LONGEST)} more characters)`;
}

/** A time as RFC 3339 in UTC, or `@SECONDS` where the calendar ends. */
export function timeValue(seconds: number): string {
  if (Math.abs(seconds) > LAST_DATE) return `@${String(seconds)}`;
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** Permission bits as people write them, `0755`; null where the container gives none. */
export function modeValue(mode: number | null): string | null {
  return mode === null ? null : mode.toString(8).padStart(4, "0");
}

/** Size and digest of a file. */
export function fileValue(of: Fingerprint): FileValue {
  return { size: of.size, sha256: of.sha256 };
}

/** Body of a file entry; any other entry by its type, with the target of a link. */
export function entryValue(entry: Entry): FileValue | string {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  return entry.linkTarget === null ? entry.type : `${entry.type} to ${pathValue(entry.linkTarget)}`;
}

/** A name for a value, bounded. */
export function pathValue(path: PathBytes): string {
  return bounded(displayPath(path));
}

/** The named fields as `key=value, key=value`; a key that is not there is `absent`. */
export function fieldsValue(fields: Fields, keys: readonly string[]): string {
  return bounded(keys.map((key) => `${key}=${fields.get(key) ?? "absent"}`).join(", "));
}
