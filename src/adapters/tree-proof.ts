import { newHasher } from "../core/digest.ts";
import { SourceError } from "../core/errors.ts";
import { parseCommit, type CommitFacts } from "../core/git/commit.ts";
import { leavesTree } from "../core/git/link-target.ts";
import {
  isLfsPointer,
  LARGEST_LFS_POINTER,
  parseLfsPointer,
  type LfsObject,
} from "../core/git/lfs-pointer.ts";
import { unsafeName } from "../core/git/path-rules.ts";
import { parseTree, type TreeEntry } from "../core/git/tree.ts";
import { displayPath, pathFromBytes, type PathBytes } from "../core/path-bytes.ts";
import type { ObjectFormat, SourceFile } from "../core/source-tree.ts";
import type { ObjectStream } from "./object-stream.ts";

/** Beyond these a source is refused, never cut short. */
export interface SourceLimits {
  /** Paths in the tree; one tree object may stand at many paths. */
  readonly paths: number;
  /** Bytes of one commit or tree object, which are read into memory. */
  readonly objectBytes: number;
  /** Bytes of all distinct blobs together. */
  readonly totalBytes: number;
}

/** The caps unless said otherwise (docs/source.md). */
export const SOURCE_LIMITS: SourceLimits = {
  paths: 500_000,
  objectBytes: 64 * 2 ** 20,
  totalBytes: 16 * 2 ** 30,
};

/** Longest path that common systems open (PATH_MAX). */
const LONGEST_PATH = 4096;

/** A tree whose every object id was recomputed. */
export interface ProvenTree {
  readonly commit: CommitFacts;
  readonly files: ReadonlyMap<PathBytes, SourceFile>;
  /** Symbolic links and where they point; `refuseEscapes` says whether one leaves the tree. */
  readonly links: ReadonlyMap<PathBytes, PathBytes>;
  readonly lfsPointers: readonly PathBytes[];
}

interface Leaf {
  readonly path: PathBytes;
  readonly mode: SourceFile["mode"];
  readonly objectId: string;
}

interface BlobFacts {
  readonly size: number;
  readonly sha256: SourceFile["sha256"];
  /** The whole blob where a link needs it; only short ones are kept. */
  readonly target: Uint8Array | null;
  readonly isLfsPointer: boolean;
  readonly lfs: LfsObject | null;
}

/**
 * Proves a commit from its id down: the commit's bytes must hash to the id, its tree's bytes to the tree id it
 * names, and so on to every blob. The object ids of the walk come only from objects that were hashed before, so
 * nothing that git says about the repository is taken on trust.
 * Throws `SourceError` (`object-mismatch`, `object-unsupported`, `path-unsafe`, `source-too-large`, `git-failed`).
 */
export async function proveTree(
  objects: ObjectStream,
  commitId: string,
  format: ObjectFormat,
  limits: SourceLimits,
): Promise<ProvenTree> {
  const commit = parseCommit(
    await wholeObject(objects, commitId, "commit", limits.objectBytes),
    format,
  );
  const leaves = await walk(objects, commit.tree, format, limits);
  const blobs = await readBlobs(objects, leaves, limits.totalBytes);

  const files = new Map<PathBytes, SourceFile>();
  const links = new Map<PathBytes, PathBytes>();
  const lfsPointers: PathBytes[] = [];
  for (const { path, mode, objectId } of leaves) {
    const blob = blobs.get(objectId);
    if (mode === "160000" || blob === undefined) {
      files.set(path, { mode, objectId, sha256: null, size: 0 });
      continue;
    }
    const file = { mode, objectId, sha256: blob.sha256, size: blob.size };
    if (mode === "120000") links.set(path, linkTarget(path, blob));
    else if (blob.isLfsPointer) lfsPointers.push(path);
    files.set(path, mode === "120000" || blob.lfs === null ? file : { ...file, lfs: blob.lfs });
  }
  return { commit, files, links, lfsPointers };
}

/** Throws `SourceError` (`path-unsafe`) when opening one of these links could lead out of the tree they are in. */
export function refuseEscapes(links: ReadonlyMap<PathBytes, PathBytes>): void {
  for (const [path, target] of links) {
    if (leavesTree(path, target, links)) {
      throw unsafe(`a link that stays inside the tree at "${displayPath(path)}"`, target);
    }
  }
}

/** Every path below a tree, level by level; each distinct tree object is read and parsed once. */
async function walk(
  objects: ObjectStream,
  root: string,
  format: ObjectFormat,
  limits: SourceLimits,
): Promise<readonly Leaf[]> {
  const parsed = new Map<string, readonly TreeEntry[]>();
  const leaves: Leaf[] = [];
  let level = [{ prefix: "", objectId: root }];
  let paths = 0;
  while (level.length > 0) {
    const unread = new Set(level.map((tree) => tree.objectId).filter((id) => !parsed.has(id)));
    await Promise.all(
      [...unread].map(async (id) => {
        const body = await wholeObject(objects, id, "tree", limits.objectBytes);
        parsed.set(id, parseTree(body, format));
      }),
    );
    const below: typeof level = [];
    for (const tree of level) {
      for (const { mode, name, objectId } of parsed.get(tree.objectId) ?? []) {
        const path = `${tree.prefix}${name}` as PathBytes;
        checkPath(path, name);
        paths += 1;
        if (paths > limits.paths) throw tooLarge(`at most ${String(limits.paths)} paths`, "more");
        if (mode === "040000") below.push({ prefix: `${path}/`, objectId });
        else leaves.push({ path, mode, objectId });
      }
    }
    level = below;
  }
  return leaves;
}

function checkPath(path: PathBytes, name: PathBytes): void {
  const reason = unsafeName(name);
  if (reason !== null)
    throw unsafe("names that are safe to write", `${reason} in "${displayPath(path)}"`);
  if (path.length > LONGEST_PATH) {
    throw unsafe(`paths of at most ${String(LONGEST_PATH)} bytes`, displayPath(path));
  }
}

/** Size and digest of each distinct blob. */
async function readBlobs(
  objects: ObjectStream,
  leaves: readonly Leaf[],
  totalBytes: number,
): Promise<ReadonlyMap<string, BlobFacts>> {
  const facts = new Map<string, BlobFacts>();
  const blobs = leaves.filter((leaf) => leaf.mode !== "160000");
  const linkIds = new Set(
    blobs.filter((leaf) => leaf.mode === "120000").map((leaf) => leaf.objectId),
  );
  let total = 0;
  const readOne = async (id: string): Promise<void> => {
    const hasher = newHasher();
    const pieces: Uint8Array[] = [];
    const most = linkIds.has(id) ? LONGEST_PATH : LARGEST_LFS_POINTER;
    let announced = 0;
    await objects.read(id, "blob", {
      begin(size) {
        announced = size;
        total += size;
        if (total > totalBytes) throw tooLarge(`at most ${String(totalBytes)} bytes`, "more");
      },
      bytes(chunk) {
        hasher.update(chunk);
        if (announced <= most) pieces.push(chunk);
      },
    });
    const short = announced <= most ? Buffer.concat(pieces) : null;
    facts.set(id, {
      ...hasher.fingerprint(),
      target: linkIds.has(id) ? short : null,
      isLfsPointer: short !== null && isLfsPointer(short),
      lfs: short === null ? null : parseLfsPointer(short),
    });
  };
  await Promise.all([...new Set(blobs.map((leaf) => leaf.objectId))].map(readOne));
  return facts;
}

/** One proven object as a whole. Rejects objects over `most` bytes with `source-too-large`. */
export async function wholeObject(
  objects: ObjectStream,
  id: string,
  kind: "commit" | "tree" | "blob",
  most: number,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await objects.read(id, kind, {
    begin(size) {
      if (size > most) throw tooLarge(`a ${kind} of at most ${String(most)} bytes`, String(size));
    },
    bytes: (chunk) => pieces.push(chunk),
  });
  return Buffer.concat(pieces);
}

function linkTarget(path: PathBytes, blob: BlobFacts): PathBytes {
  if (blob.target !== null) return pathFromBytes(blob.target);
  throw unsafe(
    `a link target of at most ${String(LONGEST_PATH)} bytes at "${displayPath(path)}"`,
    `${String(blob.size)} bytes`,
  );
}

function unsafe(expected: string, found: string): SourceError {
  return new SourceError("path-unsafe", {
    expected,
    found,
    next: "Remove the entry from the commit; writing it would reach outside the source tree.",
  });
}

function tooLarge(expected: string, found: string): SourceError {
  return new SourceError("source-too-large", {
    expected: `a source with ${expected}`,
    found,
    next: "The limits are fixed (docs/source.md); a larger source cannot be proven.",
  });
}
