import type { Entry, Reading } from "../archive/model.ts";
import { displayPath } from "../path-bytes.ts";

const NONE: ReadonlyMap<string, Entry> = new Map();
const indexes = new WeakMap<Reading, ReadonlyMap<string, Entry>>();

/** The entries of an archive by the form of their name in which findings speak of them; made once per reading. */
export function entriesByName(reading: Reading | undefined): ReadonlyMap<string, Entry> {
  if (reading?.kind !== "archive") return NONE;
  const known = indexes.get(reading);
  // mutant: without it the same index is made again, only slower
  if (known !== undefined) return known;
  const made = new Map(reading.archive.entries.map((entry) => [displayPath(entry.path), entry]));
  indexes.set(reading, made);
  return made;
}
