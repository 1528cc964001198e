import type { Limits } from "../core/archive/limits.ts";
import type { Reading } from "../core/archive/model.ts";
import type { Comparison } from "../core/comparison.ts";
import { projectFile } from "../core/explain/backend.ts";
import { placeKey } from "../core/explain/evidence.ts";
import type { CommitEvidence, SideEvidence } from "../core/explain/evidence.ts";
import { explain } from "../core/explain/explain.ts";
import { placeBytes } from "../core/explain/place-bytes.ts";
import { withExcerpts } from "../core/excerpt/excerpts.ts";
import type { LineDiff } from "../core/excerpt/line-diff.ts";
import { BODY_CAPS, nestedPlaces, wantedBodies, wantedPaths } from "../core/explain/wanted.ts";
import type { BodyCaps } from "../core/explain/wanted.ts";
import { pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { withLargeExcerpts } from "./large-excerpts.ts";
import type { ArchiveFiles, ProvenSource } from "./ports.ts";

/** One of the two files: where it lies, and what the strict reader said of it. */
export interface ExplainedFile {
  readonly file: string;
  readonly reading: Reading;
}

/** A comparison and where to look for causes. */
export interface ExplainRequest {
  readonly comparison: Comparison;
  readonly upload: ExplainedFile;
  readonly rebuilt: ExplainedFile | null;
  readonly source: ProvenSource | null;
  /** Folder of the package inside the commit, without a final slash; empty for the root. */
  readonly subdirectory: PathBytes;
  /** What was already asked of the commit about forms of its files in archives. */
  readonly archiveForms?: NonNullable<CommitEvidence["archiveForms"]>;
}

/** How the files are read again. */
export interface ExplainMeans {
  readonly files: ArchiveFiles;
  readonly diffLines: LineDiff;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** `BODY_CAPS` unless said otherwise. */
  readonly caps?: BodyCaps;
}

/**
 * The comparison with causes, classes, risks, counts and excerpts. Fetches exactly the bodies, blobs and ignore rules that the
 * rules ask for, within the caps; what was not fetched is not known, and the finding says so.
 */
export async function explainComparison(
  request: ExplainRequest,
  means: ExplainMeans,
): Promise<Comparison> {
  const { comparison, upload, rebuilt } = request;
  const readings = {
    upload: await readingsOf(upload, comparison, means),
    rebuilt: rebuilt === null ? null : await readingsOf(rebuilt, comparison, means),
  };
  const wanted = wantedBodies(
    comparison,
    readings.upload,
    readings.rebuilt,
    means.caps ?? BODY_CAPS,
  );
  const side = async (
    of: ExplainedFile,
    known: ReadonlyMap<string, Reading>,
    places: readonly (readonly string[])[],
  ): Promise<SideEvidence> => ({
    readings: known,
    bodies: await bodiesOf(of, known, places, means),
  });
  const evidence = {
    upload: await side(upload, readings.upload, wanted.upload),
    rebuilt:
      rebuilt === null || readings.rebuilt === null
        ? null
        : await side(rebuilt, readings.rebuilt, wanted.rebuilt),
    commit: await commitEvidence(request, means.caps ?? BODY_CAPS),
    oversize: wanted.oversize,
  };
  const shown = withExcerpts(explain(comparison, evidence), evidence, means.diffLines);
  const sides = {
    upload: { file: upload.file, readings: readings.upload },
    rebuilt:
      rebuilt === null || readings.rebuilt === null
        ? null
        : { file: rebuilt.file, readings: readings.rebuilt },
  };
  return withLargeExcerpts(shown, sides, (means.caps ?? BODY_CAPS).each, means);
}

/** The reading outside and those of the nested archives in which findings stand. */
async function readingsOf(
  of: ExplainedFile,
  comparison: Comparison,
  { files, limits, signal }: ExplainMeans,
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map([[placeKey([]), of.reading]]);
  for (const place of nestedPlaces(comparison)) {
    const inside = placeBytes(place, readings);
    if (inside === null) continue;
    readings.set(placeKey(place), await files.read(of.file, inside, limits, signal));
  }
  return readings;
}

/** Bodies by place, with one pass over the file for each archive in it. */
async function bodiesOf(
  of: ExplainedFile,
  readings: ReadonlyMap<string, Reading>,
  places: readonly (readonly string[])[],
  { files, limits, signal, caps = BODY_CAPS }: ExplainMeans,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const byContainer = new Map<string, (readonly string[])[]>();
  for (const place of places) {
    const key = placeKey(place.slice(0, -1));
    const group = byContainer.get(key);
    if (group === undefined) byContainer.set(key, [place]);
    else group.push(place);
  }
  const bodies = new Map<string, Uint8Array>();
  for (const group of byContainer.values()) {
    const keys = new Map<PathBytes, string>();
    let inside: readonly PathBytes[] = [];
    for (const place of group) {
      const bytes = placeBytes(place, readings);
      if (bytes === null) continue;
      inside = bytes.slice(0, -1);
      // The empty place is the content of a file that is no archive; its path is the empty one.
      keys.set(bytes.at(-1) ?? pathFromText(""), placeKey(place));
    }
    const found = await files.bodies(of.file, inside, [...keys.keys()], caps.each, limits, signal);
    for (const [path, body] of found) {
      const key = keys.get(path);
      if (key !== undefined) bodies.set(key, body);
    }
  }
  return bodies;
}

async function commitEvidence(
  { comparison, upload, source, subdirectory, archiveForms = new Map() }: ExplainRequest,
  caps: BodyCaps,
): Promise<CommitEvidence | null> {
  if (source === null) return null;
  const { tree } = source;
  const wanted = wantedPaths(comparison, upload.reading, tree, subdirectory);
  const blobs = new Map<PathBytes, Uint8Array>();
  let left = caps.total;
  for (const path of [projectFile(subdirectory), ...wanted.blobs]) {
    const size = tree.files.get(path)?.size ?? Infinity;
    if (size > caps.each || size > left) continue;
    const blob = await source.readBlob(path, caps.each);
    if (blob === undefined) continue;
    blobs.set(path, blob);
    left -= blob.length;
  }
  const ignored = await source.ignoreRules(wanted.untracked);
  return { tree, subdirectory, blobs, ignored, archiveForms };
}
