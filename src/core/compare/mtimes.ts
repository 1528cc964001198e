import type { Entry } from "../archive/model.ts";
import { displayPath } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { LinkGroups } from "./link-groups.ts";
import type { Entries } from "./link-groups.ts";
import { prerequisitesOf, recordedSourcesOf } from "./mtime-pairs.ts";
import type { NameIndex } from "./mtime-pairs.ts";

/** Notes per file; the rest are the same story. */
const MOST_NOTES = 3;

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
const CLOCKS: readonly Newer[] = [isNewer, (one, other) => headerTime(one) > headerTime(other)];

/** Whose time is a file's: its entry's, that of what it links to, or that of the last of its names. */
const HOLDERS = [0, 1, 2] as const;

/** In how many ways the times of two files can be held against each other. */
const VIEWS = CLOCKS.flatMap((newer) => HOLDERS.map((holder) => ({ newer, holder })));

/** Whether `make` would rebuild the product because of this prerequisite, on one side, in each view. */
function outdated(
  product: PathBytes,
  prerequisite: PathBytes,
  side: LinkGroups,
): readonly boolean[] {
  const made = side.holders(product);
  const from = side.holders(prerequisite);
  return VIEWS.map(
    ({ newer, holder }) => made !== null && from !== null && newer(from[holder], made[holder]),
  );
}

function sameTime(one: Entry, other: Entry): boolean {
  return (
    one.mtime === other.mtime &&
    fractionOf(one) === fractionOf(other) &&
    headerTime(one) === headerTime(other)
  );
}

/** Whether a file has another time on the other side, whoever tells it; not where a side lacks it. */
function hasOtherTime(path: PathBytes, upload: LinkGroups, rebuilt: LinkGroups): boolean {
  const left = upload.holders(path);
  const right = rebuilt.holders(path);
  if (left === null || right === null) return false;
  return HOLDERS.some((holder) => !sameTime(left[holder], right[holder]));
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
 * newer than its product on one side only, or a compiled Python file stands beside a source with another time. Files are
 * followed through their links, of which each may bring another time.
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
  const inUpload = new LinkGroups(upload);
  const inRebuild = new LinkGroups(rebuilt);
  for (const path of new Set([...upload.keys(), ...rebuilt.keys()])) {
    for (const source of recordedSourcesOf(path)) {
      if (!hasOtherTime(source, inUpload, inRebuild)) continue;
      tell(
        source,
        `${displayPath(path)} may hold the time of this file, and runs only while it does`,
      );
    }
    if (tracked?.has(path) === true) continue;
    for (const prerequisite of prerequisitesOf(path, index)) {
      if (!index.has(prerequisite)) continue;
      const left = outdated(path, prerequisite, inUpload);
      const right = outdated(path, prerequisite, inRebuild);
      const view = left.findIndex((stale, which) => stale !== right[which]);
      if (view < 0) continue;
      const where = left[view] === true ? "upload" : "rebuild";
      tell(
        path,
        `${displayPath(prerequisite)} is newer in the ${where} only, so make would remake this`,
      );
    }
  }
  return notes;
}
