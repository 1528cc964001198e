import type { Reading } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";
import { entriesByName } from "./entry-index.ts";
import { placeKey } from "./evidence.ts";

/** The names of a place as bytes, looked up in the readings around it; null where one of them has no such entry. */
export function placeBytes(
  place: readonly string[],
  readings: ReadonlyMap<string, Reading>,
): readonly PathBytes[] | null {
  const bytes: PathBytes[] = [];
  for (const [depth, name] of place.entries()) {
    const entry = entriesByName(readings.get(placeKey(place.slice(0, depth)))).get(name);
    if (entry === undefined) return null;
    bytes.push(entry.path);
  }
  return bytes;
}
