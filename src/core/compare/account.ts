import type { Reading } from "../archive/model.ts";
import type { LocatedFinding } from "./located.ts";
import { neutralise } from "./neutralise.ts";

/** Places named in the alarm; one is enough to refuse. */
const MOST_PLACES = 5;

/**
 * The account: takes out of both readings exactly what the findings cover and returns the places that still differ,
 * named by member (`archive.entries.3.mode`). Empty means that the findings cover the whole difference. Models are
 * lossless, so digests follow from the rest: where the rest is equal and a digest is not, somebody's model is wrong.
 */
export function unaccounted(
  upload: Reading,
  rebuilt: Reading,
  findings: readonly LocatedFinding[],
): readonly string[] {
  return [
    ...differing(neutralise(upload, findings), neutralise(rebuilt, findings), MOST_PLACES),
    ...unfoundedDigests(upload, rebuilt),
  ];
}

/** Digests that differ although everything they are made from is equal. */
function unfoundedDigests(upload: Reading, rebuilt: Reading): readonly string[] {
  const places: string[] = [];
  if (upload.kind === "archive" && rebuilt.kind === "archive") {
    const left = { ...upload.archive, content: null };
    const right = { ...rebuilt.archive, content: null };
    const digests = differing(upload.archive.content, rebuilt.archive.content, 1);
    if (digests.length > 0 && differing(left, right, 1).length === 0)
      places.push("archive.content");
  }
  const files = differing(upload.file, rebuilt.file, 1);
  const rest = differing({ ...upload, file: null }, { ...rebuilt, file: null }, 1);
  if (files.length > 0 && rest.length === 0) places.push("file");
  return places;
}

function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The keys of any structure of a model: of arrays, maps and plain objects alike. */
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
  const walk = (left: unknown, right: unknown): void => {
    if (left === right || places.length >= most) return;
    if (!isStructure(left) || !isStructure(right)) {
      places.push(trail.join("."));
      return;
    }
    for (const key of keysOf(left)) {
      trail.push(String(key));
      walk(memberOf(left, key), memberOf(right, key));
      trail.pop();
    }
    for (const key of keysOf(right)) {
      if (memberOf(left, key) !== undefined) continue;
      trail.push(String(key));
      walk(undefined, memberOf(right, key));
      trail.pop();
    }
  };
  walk(one, other);
  return places;
}
