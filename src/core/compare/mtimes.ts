import type { Entry } from "../archive/model.ts";
import { displayPath } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { prerequisitesOf, recordedSourcesOf } from "./mtime-pairs.ts";
import type { NameIndex } from "./mtime-pairs.ts";

/** Notes per file; the rest are the same story. */
const MOST_NOTES = 3;

type Entries = ReadonlyMap<PathBytes, Entry>;

/** Digits after the point of a time, without meaningless zeros. */
export function fractionOf(entry: Entry): string {
  return (entry.fields.get("tar.mtime-fraction") ?? "").replace(/0+$/, "");
}

/** What a reader that does not know PAX takes for the time. */
function headerTime(entry: Entry): number {
  return Number(entry.fields.get("tar.header-mtime") ?? entry.mtime);
}

function isNewer(one: Entry, other: Entry): boolean {
  if (one.mtime !== other.mtime) return one.mtime > other.mtime;
  return fractionOf(one) > fractionOf(other);
}

type Newer = (one: Entry, other: Entry) => boolean;

/** The two ways to read times: with PAX records and without. */
const VIEWS: readonly Newer[] = [isNewer, (one, other) => headerTime(one) > headerTime(other)];

/** Whether `make` would rebuild the product because of this prerequisite, on one side. */
function isOutdated(
  product: PathBytes,
  prerequisite: PathBytes,
  side: Entries,
  newer: Newer,
): boolean {
  const made = side.get(product);
  const from = side.get(prerequisite);
  return made !== undefined && from !== undefined && newer(from, made);
}

function sameTime(one: Entry, other: Entry): boolean {
  return (
    one.mtime === other.mtime &&
    fractionOf(one) === fractionOf(other) &&
    headerTime(one) === headerTime(other)
  );
}

function indexOf(sides: readonly Entries[]): NameIndex {
  const inside = new Map<string, Set<PathBytes>>();
  for (const side of sides) {
    for (const path of side.keys()) {
      const directory = /^((?:.*\/)?m4)\/[^/]+$/s.exec(path)?.[1];
      // mutant: nobody asks for the folder that no path names
      if (directory === undefined) continue;
      const known = inside.get(directory);
      if (known) known.add(path);
      else inside.set(directory, new Set([path]));
    }
  }
  return {
    has: (path) => sides.some((side) => side.has(path)),
    within: (directory) => [...(inside.get(directory) ?? [])],
  };
}

/**
 * Entries whose modification time a build can tell apart between the two sides, with the reasons: a prerequisite is
 * newer than its product on one side only, or a compiled Python file stands beside a source with another time.
 * `tracked` are the entries that the commit has; those are no products. Everything else about times is noise.
 */
export function buildRelevantTimes(
  upload: Entries,
  rebuilt: Entries,
  tracked: ReadonlySet<PathBytes> | null,
): ReadonlyMap<PathBytes, readonly string[]> {
  const notes = new Map<PathBytes, string[]>();
  const tell = (path: PathBytes, note: string) => {
    const told = notes.get(path) ?? [];
    notes.set(path, told);
    if (told.length < MOST_NOTES) told.push(note);
  };
  const index = indexOf([upload, rebuilt]);
  for (const path of new Set([...upload.keys(), ...rebuilt.keys()])) {
    for (const source of recordedSourcesOf(path)) {
      const left = upload.get(source);
      const right = rebuilt.get(source);
      if (left === undefined || right === undefined || sameTime(left, right)) continue;
      tell(
        source,
        `${displayPath(path)} may hold the time of this file, and runs only while it does`,
      );
    }
    if (tracked?.has(path) === true) continue;
    for (const prerequisite of prerequisitesOf(path, index)) {
      const inUpload = VIEWS.map((newer) => isOutdated(path, prerequisite, upload, newer));
      const inRebuild = VIEWS.map((newer) => isOutdated(path, prerequisite, rebuilt, newer));
      const view = VIEWS.findIndex((_, which) => inUpload[which] !== inRebuild[which]);
      if (view < 0) continue;
      const where = inUpload[view] === true ? "upload" : "rebuild";
      tell(
        path,
        `${displayPath(prerequisite)} is newer in the ${where} only, so make would remake this`,
      );
    }
  }
  return notes;
}
