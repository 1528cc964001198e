import type { ArchiveModel, CompressorLayer, Entry, Reading } from "../archive/model.ts";
import { sha256Hex } from "../digest.ts";
import type { Fingerprint, Sha256 } from "../digest.ts";
import type { Finding, FindingValue } from "../finding.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { SourceFile } from "../source-tree.ts";
import { commitPaths, NOWHERE } from "./commit-paths.ts";
import type { CommitPaths } from "./commit-paths.ts";
import { entriesByName } from "./entry-index.ts";
import { placeKey } from "./evidence.ts";
import type { Evidence, SideEvidence } from "./evidence.ts";

/** One side of a difference. */
export interface DifferenceSide {
  /** The entry in its archive; null when this side has none, or is the commit. */
  readonly entry: Entry | null;
  /** Its bytes, proven to be the compared ones; null when they are not known. */
  readonly body: Uint8Array | null;
}

/** The archive or compressed file at one place, on both sides; null where a side is unread or is no such thing. */
export interface ContainerPair {
  readonly upload: ArchiveModel | null;
  readonly rebuilt: ArchiveModel | null;
  readonly uploadLayers: readonly CompressorLayer[];
  readonly rebuiltLayers: readonly CompressorLayer[];
  /** What is left after decompressing. */
  readonly uploadContent: Fingerprint | null;
  readonly rebuiltContent: Fingerprint | null;
}

/** One finding with everything that is known of its place. */
export interface Difference {
  readonly finding: Finding;
  /** Path of the entry in its archive, display form; empty when the finding is about the file outside. */
  readonly name: string;
  readonly upload: DifferenceSide;
  /** The rebuild's side; the commit's for `tracked-file-changed`. */
  readonly other: DifferenceSide;
  /** The archive around the entry. */
  readonly around: ContainerPair;
  /** What stands at the path itself, when that is an archive or compressed. */
  readonly at: ContainerPair;
  /** The path in the commit that belongs to the entry; null without a commit and inside nested archives. */
  readonly commitPath: PathBytes | null;
  readonly tracked: SourceFile | null;
  /** Another entry of the same archive, by its display path. */
  neighbour(name: string): { readonly upload: DifferenceSide; readonly other: DifferenceSide };
  readonly evidence: Evidence;
}

/** Looks findings up in the evidence; the work per archive is done once. */
export interface Resolver {
  resolve(finding: Finding): Difference;
  /** Mapping of the outermost archive's names to the commit; null without both. */
  readonly paths: CommitPaths | null;
}

const NOTHING: DifferenceSide = { entry: null, body: null };

/** A resolver over this evidence. */
export function newResolver(evidence: Evidence): Resolver {
  const side = (
    of: SideEvidence | null,
    below: readonly string[],
    compared: FindingValue = null,
  ): DifferenceSide => {
    if (of === null) return NOTHING;
    const body = of.bodies.get(placeKey(below));
    const name = below.at(-1);
    if (name === undefined) {
      const reading = of.readings.get(placeKey([]));
      const whole = reading?.kind === "opaque" ? reading.content.sha256 : null;
      return { entry: null, body: proven(body, whole, compared) };
    }
    const entry = entriesByName(of.readings.get(placeKey(below.slice(0, -1)))).get(name) ?? null;
    return { entry, body: proven(body, entry?.sha256 ?? null, compared) };
  };
  const outermost = evidence.upload.readings.get(placeKey([]));
  const paths =
    evidence.commit !== null && outermost?.kind === "archive"
      ? commitPaths(outermost.archive.entries, evidence.commit.tree, evidence.commit.subdirectory)
      : null;
  const inCommit = (entry: Entry | null, depth: number) => {
    // Only the names of the outermost archive map to the commit.
    const outer = depth === 1 ? entry : null;
    const path = outer === null ? null : (paths?.of(outer.path) ?? null);
    return {
      path,
      tracked: evidence.commit?.tree.files.get(path ?? NOWHERE) ?? null,
      blob: evidence.commit?.blobs.get(path ?? NOWHERE),
    };
  };
  const resolve = (finding: Finding): Difference => {
    const below = finding.path.slice(1);
    const folder = below.slice(0, -1);
    const ofCommit = finding.code === "tracked-file-changed";
    const upload = side(evidence.upload, below, finding.upload);
    const rebuilt = side(evidence.rebuilt, below, finding.rebuilt);
    const commit = inCommit(upload.entry ?? rebuilt.entry, below.length);
    const ofBlob = proven(commit.blob, commit.tracked?.sha256 ?? null, finding.rebuilt);
    return {
      finding,
      name: below.at(-1) ?? "",
      upload,
      other: ofCommit ? { entry: null, body: ofBlob } : rebuilt,
      around: containers(evidence, folder),
      at: containers(evidence, below),
      commitPath: commit.path,
      tracked: commit.tracked,
      neighbour: (name) => ({
        upload: side(evidence.upload, [...folder, name]),
        other: side(evidence.rebuilt, [...folder, name]),
      }),
      evidence,
    };
  };
  return { resolve, paths };
}

/**
 * Bytes that were read a second time are believed only if they are the ones that were compared: their digest is the
 * model's, and the finding does not name another one.
 */
function proven(
  body: Uint8Array | undefined,
  sha256: Sha256 | null,
  compared: FindingValue,
): Uint8Array | null {
  if (body === undefined) return null;
  if (compared !== null && typeof compared === "object" && compared.sha256 !== sha256) return null;
  return digestOf(body) === sha256 ? body : null;
}

const digests = new WeakMap<Uint8Array, Sha256>();

/** Digest of a body, taken once however many findings ask for it. */
function digestOf(body: Uint8Array): Sha256 {
  const known = digests.get(body) ?? sha256Hex(body);
  digests.set(body, known);
  return known;
}

function containers(evidence: Evidence, below: readonly string[]): ContainerPair {
  const key = placeKey(below);
  const upload = evidence.upload.readings.get(key);
  const rebuilt = evidence.rebuilt?.readings.get(key);
  return {
    upload: upload?.kind === "archive" ? upload.archive : null,
    rebuilt: rebuilt?.kind === "archive" ? rebuilt.archive : null,
    uploadLayers: layersOf(upload),
    rebuiltLayers: layersOf(rebuilt),
    uploadContent: contentOf(upload),
    rebuiltContent: contentOf(rebuilt),
  };
}

function layersOf(reading: Reading | undefined): readonly CompressorLayer[] {
  return reading?.kind === "archive" || reading?.kind === "opaque" ? reading.layers : [];
}

function contentOf(reading: Reading | undefined): Fingerprint | null {
  if (reading?.kind === "archive") return reading.archive.content;
  return reading?.kind === "opaque" ? reading.content : null;
}
