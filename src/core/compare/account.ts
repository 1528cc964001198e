import { LazyList } from "./lazy-list.ts";
import type { LocatedFinding } from "./located.ts";
import { neutralise } from "./neutralise.ts";
import type { ReadFile } from "./read-file.ts";

/** Places named in the alarm; one is enough to refuse. */
const MOST_PLACES = 5;

/**
 * The account: takes out of both readings exactly what the findings cover and returns the places that still differ,
 * named by member (`archive.entries.3.mode`). Empty means that the findings cover the whole difference. Models are
 * lossless, so digests follow from the rest: where the rest is equal and a digest is not, somebody's model is wrong.
 */
export function unaccounted(
  upload: ReadFile,
  rebuilt: ReadFile,
  findings: readonly LocatedFinding[],
): readonly string[] {
  return [
    ...differing(neutralise(upload, findings), neutralise(rebuilt, findings), MOST_PLACES),
    ...unfoundedDigests(upload, rebuilt),
  ];
}

/** Digests that differ although everything they are made from is equal. */
function unfoundedDigests(upload: ReadFile, rebuilt: ReadFile): readonly string[] {
  const isUnfounded = (digest: (reading: ReadFile) => unknown, rest: (r: ReadFile) => unknown) =>
    differing(digest(upload), digest(rebuilt), 1).length > 0 &&
    differing(rest(upload), rest(rebuilt), 1).length === 0;
  const content = isUnfounded(
    (reading) => (reading.kind === "archive" ? reading.archive.content : null),
    (reading) => (reading.kind === "archive" ? { ...reading.archive, content: null } : null),
  );
  const file = isUnfounded(
    (reading) => reading.file,
    (reading) => ({ ...reading, file: null }),
  );
  return [...(content ? ["archive.content"] : []), ...(file ? ["file"] : [])];
}

function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

type List = readonly unknown[] | LazyList<unknown>;

function isList(value: object): value is List {
  return Array.isArray(value) || value instanceof LazyList;
}

/** The keys of any structure of a model but a list: of maps and plain objects alike. */
function keysOf(value: object): readonly unknown[] {
  return value instanceof Map ? [...value.keys()] : Object.keys(value);
}

function memberOf(value: object, key: unknown): unknown {
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key as string) ? Reflect.get(value, key as string) : undefined;
}

/** The first places, at most `most`, where two structures differ. */
function differing(one: unknown, other: unknown, most: number): readonly string[] {
  const places: string[] = [];
  const trail: string[] = [];
  const step = (key: string, left: unknown, right: unknown): void => {
    trail.push(key);
    walk(left, right);
    trail.pop();
  };
  const walkLists = (left: List, right: List): void => {
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      step(String(at), left.at(at), right.at(at));
      if (places.length >= most) return;
    }
  };
  const walk = (left: unknown, right: unknown): void => {
    if (left === right || places.length >= most) return;
    if (!isStructure(left) || !isStructure(right) || isList(left) !== isList(right)) {
      places.push(trail.join("."));
      return;
    }
    if (isList(left) && isList(right)) {
      walkLists(left, right);
      return;
    }
    for (const key of keysOf(left)) step(String(key), memberOf(left, key), memberOf(right, key));
    for (const key of keysOf(right)) {
      if (memberOf(left, key) === undefined) step(String(key), undefined, memberOf(right, key));
    }
  };
  walk(one, other);
  return places;
}
