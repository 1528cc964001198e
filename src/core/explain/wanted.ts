import type { Reading } from "../archive/model.ts";
import type { Comparison } from "../comparison.ts";
import { EXCERPT_CAPS } from "../excerpt/excerpt.ts";
import { excerptSides } from "../excerpt/excerpt-sides.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Finding } from "../finding.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { SourceTree } from "../source-tree.ts";
import { commitPaths } from "./commit-paths.ts";
import { entriesByName } from "./entry-index.ts";
import { placeKey } from "./evidence.ts";
import { aclocalBeside } from "./notes/m4.ts";
import { autoloadNote } from "./notes/autoload.ts";

/** How much of the files may be held in memory to explain them. */
export interface BodyCaps {
  /** One body, bytes. */
  readonly each: number;
  /** All bodies of both sides, bytes. */
  readonly total: number;
}

/** 4 MiB a body, 32 MiB together. */
export const BODY_CAPS: BodyCaps = { each: 4 * 1024 * 1024, total: 32 * 1024 * 1024 };

/** Largest file of one side alone that is fetched to show its beginning, bytes. */
const LARGEST_ALONE = 1024 * 1024;

/** Bodies to fetch. Places are findings' paths without the first element. */
export interface WantedBodies {
  readonly upload: readonly (readonly string[])[];
  readonly rebuilt: readonly (readonly string[])[];
  /** `placeKey`s of what a cap leaves out. */
  readonly oversize: ReadonlySet<string>;
}

/** Findings whose rules read bodies. */
const CONTENT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "entry-content",
  "file-content",
  "tracked-file-changed",
]);

/** Files that are read even when one side only has them, for the remarks on them. */
const READ_ALONE = /\.m4$|(^|\/)package\.json$/;

type Readings = ReadonlyMap<string, Reading>;

/**
 * The bodies that rules and remarks want to see, within the caps. Where not all fit, names that tools run by
 * themselves go first, then the order of the findings: a crowd of differences cannot keep the one that matters out.
 */
export function wantedBodies(
  comparison: Comparison,
  upload: Readings,
  rebuilt: Readings | null,
  caps: BodyCaps,
): WantedBodies {
  const sizes = { upload: sizesIn(upload), rebuilt: sizesIn(rebuilt ?? new Map()) };
  const wanted = {
    upload: new Map<string, readonly string[]>(),
    rebuilt: new Map<string, readonly string[]>(),
  };
  const oversize = new Set<string>();
  let left = caps.total;
  const take = (side: "upload" | "rebuilt", place: readonly string[]) => {
    const key = placeKey(place);
    const size = sizes[side](place);
    if (size === null || wanted[side].has(key)) return;
    if (size > caps.each || size > left) {
      oversize.add(key);
      return;
    }
    left -= size;
    wanted[side].set(key, place);
  };
  for (const finding of byUrgency(comparison.findings)) {
    for (const place of placesOf(finding)) {
      take("upload", place);
      take("rebuilt", place);
    }
  }
  // Last, for their excerpts only: what no cause is searched in is no loss when it is too large.
  for (const { side, place } of lonePlaces(comparison.findings)) {
    if ((sizes[side](place) ?? 0) <= Math.min(LARGEST_ALONE, left)) take(side, place);
  }
  return { upload: [...wanted.upload.values()], rebuilt: [...wanted.rebuilt.values()], oversize };
}

/** Files that one side alone has, as many as could get an excerpt. */
function lonePlaces(
  findings: readonly Finding[],
): readonly { readonly side: "upload" | "rebuilt"; readonly place: readonly string[] }[] {
  return findings
    .flatMap(({ code, path }) => {
      const side = excerptSides(code);
      return side === "upload" || side === "rebuilt" ? [{ side, place: path.slice(1) }] : [];
    })
    .slice(0, EXCERPT_CAPS.perUpload);
}

function byUrgency(findings: readonly Finding[]): readonly Finding[] {
  const urgent = (finding: Finding) => autoloadNote(finding.path.at(-1) ?? "") !== null;
  return [...findings.filter(urgent), ...findings.filter((finding) => !urgent(finding))];
}

function placesOf(finding: Finding): readonly (readonly string[])[] {
  const place = finding.path.slice(1);
  const name = place.at(-1) ?? "";
  const alone =
    READ_ALONE.test(name) && ["entry-only-in-upload", "not-rebuilt"].includes(finding.code);
  if (!CONTENT.has(finding.code) && !alone) return [];
  const folder = place.slice(0, -1);
  const info = /^([^/]+\.dist-info)\/METADATA$/.exec(name)?.[1];
  if (info !== undefined) return [place, [...folder, `${info}/WHEEL`]];
  return name.endsWith(".m4") ? [place, [...folder, aclocalBeside(name)]] : [place];
}

/** Size of the body at a place; null when there is no file. */
function sizesIn(readings: Readings): (place: readonly string[]) => number | null {
  return (place) => {
    const name = place.at(-1);
    if (name === undefined) {
      const reading = readings.get(placeKey([]));
      return reading?.kind === "opaque" ? reading.content.size : null;
    }
    const entry = entriesByName(readings.get(placeKey(place.slice(0, -1)))).get(name);
    return entry?.type === "file" ? entry.size : null;
  };
}

/** Findings about a compressed file or an archive as a whole. */
const WHOLE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "gzip-header",
  "gzip-name",
  "gzip-extra",
  "compression-layout",
  "compressor-settings",
  "entry-order",
]);

/** The nested archives that findings stand in or speak of, outer before inner. */
export function nestedPlaces(comparison: Comparison): readonly (readonly string[])[] {
  const places = new Map<string, readonly string[]>();
  for (const { code, path } of comparison.findings) {
    const whole = path.slice(1);
    const deepest = WHOLE.has(code) ? whole.length : whole.length - 1;
    for (let depth = 1; depth <= deepest; depth++) {
      const place = whole.slice(0, depth);
      places.set(placeKey(place), place);
    }
  }
  return [...places.values()];
}

/** Paths of the commit that belong to findings about files of the upload. */
export interface WantedPaths {
  /** Files of the commit whose bytes are the other side. */
  readonly blobs: readonly PathBytes[];
  /** Paths that the commit does not have, to be held against its ignore rules. */
  readonly untracked: readonly PathBytes[];
}

/** What to ask the commit for. */
export function wantedPaths(
  comparison: Comparison,
  reading: Reading,
  tree: SourceTree,
  subdirectory: PathBytes,
): WantedPaths {
  const blobs = new Set<PathBytes>();
  const untracked = new Set<PathBytes>();
  if (reading.kind === "archive") {
    const paths = commitPaths(reading.archive.entries, tree, subdirectory);
    for (const { code, path } of comparison.findings) {
      const entry = path.length === 2 ? entriesByName(reading).get(path[1] ?? "") : undefined;
      const own = entry === undefined ? null : paths.of(entry.path);
      if (own === null) continue;
      if (!tree.files.has(own)) untracked.add(own);
      else if (code === "tracked-file-changed") blobs.add(own);
    }
  }
  return { blobs: [...blobs], untracked: [...untracked] };
}
