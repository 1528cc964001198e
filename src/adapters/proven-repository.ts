import type { PathBytes } from "../core/path-bytes.ts";
import type { Git } from "./git-process.ts";
import { ObjectStream } from "./object-stream.ts";
import { bringCommit, createStore, type ObjectStore, type StoredCommit } from "./object-store.ts";
import type { ResolvedSource } from "./revision.ts";
import { proveTree, type ProvenTree, type SourceLimits } from "./tree-proof.ts";

/** A repository whose commit was proven: the one that was named, or that of a submodule. */
export interface ProvenRepository {
  /** Where it lies in the tree of the one that was named; empty for that one itself. */
  readonly path: PathBytes;
  readonly store: ObjectStore;
  readonly holds: StoredCommit["holds"];
  /** With the commit that was proven. */
  readonly source: ResolvedSource;
  readonly proven: ProvenTree;
}

/** What proving one repository needs. */
export interface ProofMeans {
  readonly git: Git;
  readonly limits: SourceLimits;
  readonly signal: AbortSignal;
}

/** Puts one commit into a new store in `folder`, which does not exist yet, and proves it. Throws as `proveTree` does. */
export async function proveRepository(
  path: PathBytes,
  folder: string,
  wanted: ResolvedSource,
  { git, limits, signal }: ProofMeans,
): Promise<ProvenRepository> {
  const { format } = wanted;
  const store = await createStore(git, folder, format);
  const { commit, holds } = await bringCommit(git, store, wanted);
  const objects = new ObjectStream(git, store.path, format, signal);
  try {
    const proven = await proveTree(objects, commit, format, limits);
    return { path, store, holds, source: { ...wanted, commit }, proven };
  } finally {
    objects.close();
  }
}

/** A path of a repository in the tree of the one that was named. */
export function pathIn(repository: Pick<ProvenRepository, "path">, name: PathBytes): PathBytes {
  return repository.path === "" ? name : (`${repository.path}/${name}` as PathBytes);
}
