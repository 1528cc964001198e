import type { Reading } from "../archive/model.ts";
import type { LocatedFinding } from "./located.ts";
import { neutralise } from "./neutralise.ts";

/** Places named in the alarm; one is enough to refuse. */
const MOST_PLACES = 5;

/**
 * The account: takes out of both readings exactly what the findings cover and returns the places that still differ,
 * named by member (`archive.entries.3.mode`). Empty means that the findings explain the whole difference: the models
 * are lossless, so equal models with unequal digests would show up here as well.
 */
export function unaccounted(
  upload: Reading,
  rebuilt: Reading,
  findings: readonly LocatedFinding[],
): readonly string[] {
  const places: string[] = [];
  collect(neutralise(upload, findings), neutralise(rebuilt, findings), "", places);
  return places;
}

function isStructure(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The members of any structure of a model: arrays, maps and plain objects alike. */
function members(value: object): ReadonlyMap<unknown, unknown> {
  if (value instanceof Map) return value;
  return new Map<unknown, unknown>(Object.entries(value));
}

function collect(one: unknown, other: unknown, at: string, places: string[]): void {
  if (one === other || places.length >= MOST_PLACES) return;
  if (!isStructure(one) || !isStructure(other)) {
    places.push(at);
    return;
  }
  const left = members(one);
  const right = members(other);
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    collect(
      left.get(key),
      right.get(key),
      at === "" ? String(key) : `${at}.${String(key)}`,
      places,
    );
  }
}
