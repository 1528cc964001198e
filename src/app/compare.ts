import type { Reading } from "../core/archive/model.ts";
import { leftUnread, withInner } from "../core/compare/nested.ts";
import { compareReadings, identicalFiles } from "../core/compare/readings.ts";
import type { Comparison, Undecided } from "../core/comparison.ts";
import type { Fingerprint } from "../core/digest.ts";
import { InputError } from "../core/errors.ts";
import { trackedEntries } from "../core/explain/commit-paths.ts";
import { displayPath } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import type { SourceTree } from "../core/source-tree.ts";
import { canStillPass } from "../core/verdict.ts";
import type { AcceptedRules } from "../core/verdict.ts";
import { packageManifest } from "./package-manifest.ts";
import { PairReader, packedMembers } from "./pair-reader.ts";
import type { FilePair, NamedFile, Pair } from "./pair-reader.ts";
import type { ArchiveFiles, SecondOpinion } from "./ports.ts";

/** Members that are looked into per archive; each costs a pass over both files. */
const MOST_NESTED = 32;

/** What a comparison may know, and how the files are read. */
export interface CompareRequest extends FilePair {
  /** The commit that is released, and the folder of the package in it (no final slash; empty for the root). */
  readonly commit: { readonly tree: SourceTree; readonly subdirectory: PathBytes } | null;
  /** Decides nothing here; work that cannot change the verdict under these rules is not done. */
  readonly accepted: AcceptedRules;
}

/** The parts of the outside that comparing needs. */
export interface ComparePorts {
  readonly files: ArchiveFiles;
  readonly secondOpinion: SecondOpinion;
}

/** The comparison, with the two readings it rests on; they are null when equal bytes made reading needless. */
export interface ComparedFiles {
  readonly comparison: Comparison;
  readonly upload: Reading | null;
  readonly rebuilt: Reading | null;
}

/**
 * Compares two files: bytes first, then what the strict reader sees, then one level into members that are archives
 * themselves. Throws `InputError` for files that cannot be used; everything else is in the comparison.
 */
export async function compareFiles(
  request: CompareRequest,
  ports: ComparePorts,
  signal: AbortSignal,
): Promise<ComparedFiles> {
  const { upload, rebuilt } = request;
  const names = { upload: upload.name, rebuilt: rebuilt.name };
  const reader = new PairReader(request, ports.files, signal);
  let pair: Pair;
  if ((await ports.files.size(upload.file)) === (await ports.files.size(rebuilt.file))) {
    const uploadPrint = await ports.files.fingerprint(upload.file, signal);
    const rebuiltPrint = await ports.files.fingerprint(rebuilt.file, signal);
    const identical = identicalFiles(names, uploadPrint, rebuiltPrint);
    if (identical) return { comparison: identical, upload: null, rebuilt: null };
    pair = await reader.read([]);
    assertUnchanged(upload, uploadPrint, pair.upload);
    assertUnchanged(rebuilt, rebuiltPrint, pair.rebuilt);
  } else {
    // No bytes can be equal, and reading tells the digests as well.
    pair = await reader.read([]);
  }
  const compared = await compareAt(reader, pair, [], [upload.name], request);
  const objections = canStillPass(compared.findings, request.accepted)
    ? await objectionsTo(pair, request, ports.secondOpinion, signal)
    : [];
  const comparison =
    objections.length === 0
      ? compared
      : { ...compared, level: null, undecided: [...compared.undecided, ...objections] };
  return { comparison, ...pair };
}

async function compareAt(
  reader: PairReader,
  pair: Pair,
  inside: readonly PathBytes[],
  at: readonly [string, ...string[]],
  request: CompareRequest,
  isDerived = false,
): Promise<Comparison> {
  const { upload, rebuilt } = request;
  const innermost = at.at(-1) ?? upload.name;
  const names =
    inside.length === 0
      ? { upload: upload.name, rebuilt: rebuilt.name }
      : { upload: innermost, rebuilt: innermost };
  const manifest = await packageManifest(reader, pair, inside, innermost);
  const comparison = compareReadings(pair.upload, pair.rebuilt, names, {
    at,
    commit: inside.length === 0 ? (request.commit?.tree.commit ?? null) : null,
    tracked: inside.length === 0 ? trackedOnEitherSide(pair, request) : null,
    manifest: manifest?.checks ?? null,
    isDerived,
  });
  const derived = manifest?.derived ?? null;
  return lookInside(reader, pair, { comparison, inside, at, derived }, request);
}

/** Entries whose path, mapped to the commit, is one of its files. Inside nested archives nobody can say. */
function trackedOnEitherSide(
  pair: Pair,
  { commit }: CompareRequest,
): ReadonlySet<PathBytes> | null {
  if (commit === null) return null;
  const { tree, subdirectory } = commit;
  const of = (reading: Reading): readonly PathBytes[] =>
    reading.kind === "archive"
      ? [...trackedEntries(reading.archive.entries, tree, subdirectory)]
      : [];
  return new Set([...of(pair.upload), ...of(pair.rebuilt)]);
}

interface Level {
  readonly comparison: Comparison;
  readonly inside: readonly PathBytes[];
  readonly at: readonly [string, ...string[]];
  /** The member whose difference follows from those of others, as `PackageManifest` has it. */
  readonly derived: PathBytes | null;
}

/** Replaces "these bytes differ" by what differs inside, where both members are archives. */
async function lookInside(
  reader: PairReader,
  pair: Pair,
  { comparison, inside, at, derived }: Level,
  request: CompareRequest,
): Promise<Comparison> {
  if (pair.upload.kind !== "archive" || pair.rebuilt.kind !== "archive") return comparison;
  const models = { upload: pair.upload.archive, rebuilt: pair.rebuilt.archive };
  const members = await packedMembers(reader, models, inside);
  let found = comparison;
  for (const [count, member] of members.entries()) {
    const place = [...at, displayPath(member)] as const;
    const deeper = [...inside, member];
    if (count >= MOST_NESTED) {
      const message = `more than ${String(MOST_NESTED)} nested archives differ`;
      found = leftUnread(found, place, [
        { code: "limit-nested", message, path: place, side: "both" },
      ]);
      continue;
    }
    const bodies = await reader.read(deeper);
    const follows = member === derived;
    const inner = await compareAt(reader, bodies, deeper, place, request, follows);
    found = withInner(found, inner, place);
  }
  return found;
}

async function objectionsTo(
  pair: Pair,
  request: CompareRequest,
  secondOpinion: SecondOpinion,
  signal: AbortSignal,
): Promise<readonly Undecided[]> {
  const found: Undecided[] = [];
  for (const side of ["upload", "rebuilt"] as const) {
    const opinion = await secondOpinion.review(request[side].file, pair[side], signal);
    if (opinion.kind !== "objects") continue;
    const message = `an independent parser disagrees: ${opinion.objection}`;
    found.push({ code: "second-opinion", message, path: [request.upload.name], side });
  }
  return found;
}

function assertUnchanged({ name }: NamedFile, before: Fingerprint, reading: Reading): void {
  if (reading.file.sha256 === before.sha256 && reading.file.size === before.size) return;
  throw new InputError("file-unusable", {
    expected: `${name} to stay as it is while it is compared`,
    found: `sha256 ${before.sha256}, then ${reading.file.sha256}`,
    next: "Run again when nothing writes to the file.",
  });
}
