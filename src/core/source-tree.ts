import type { Sha256 } from "./digest.ts";
import type { LfsObject } from "./git/lfs-pointer.ts";
import type { PathBytes } from "./path-bytes.ts";

/** Git's object formats (gitformat-pack(5)); ids are 40 or 64 lower-case hex digits. */
export type ObjectFormat = "sha1" | "sha256";

/** Modes that git writes into trees: file, executable, symbolic link, gitlink. */
export type SourceFileMode = "100644" | "100755" | "120000" | "160000";

/** One path of the commit's tree, its bytes proven against the object id. */
export interface SourceFile {
  readonly mode: SourceFileMode;
  readonly objectId: string;
  /** Of the raw blob (no filter, no end-of-line conversion); of a gitlink, null. */
  readonly sha256: Sha256 | null;
  readonly size: number;
  /** What the file stands for where it is a Git LFS pointer; the fields above are the pointer's. */
  readonly lfs?: LfsObject;
}

/** A submodule whose own commit was proven as the superproject's was. */
export interface ProvenSubmodule {
  /** Of the gitlink. */
  readonly path: PathBytes;
  /** Where it was fetched from, credentials removed. */
  readonly repository: string;
  readonly commit: string;
  readonly tree: string;
  /** Of the submodule's own files, as `SourceTree.treeSha256`. */
  readonly treeSha256: Sha256;
}

/** A tag by which the commit was named: it must still be the same object when the run ends. */
export interface TagBinding {
  /** `refs/tags/…`. */
  readonly name: string;
  /** Id of what the tag points at: a tag object, or the commit itself. */
  readonly object: string;
}

/** The commit's tree as an index: every id in it was recomputed by us from the bytes. */
export interface SourceTree {
  /** As given by the caller, credentials removed. */
  readonly repository: string;
  readonly objectFormat: ObjectFormat;
  readonly commit: string;
  readonly tree: string;
  /**
   * SHA-256 over the sorted (mode, path, sha256) list, because SHA-1 alone is not enough. Of the commit's own tree: a
   * submodule is in it as the commit id of its gitlink, an LFS file as its pointer.
   */
  readonly treeSha256: Sha256;
  /** Committer time, whole seconds since 1970 UTC. */
  readonly committedAt: number;
  /** Of the commit and, below their gitlinks, of the submodules that were proven. */
  readonly files: ReadonlyMap<PathBytes, SourceFile>;
  /** Those that were asked for and proven, outer before inner; absent when none were. */
  readonly submodules?: readonly ProvenSubmodule[];
  /** Absent unless the revision named a tag. */
  readonly tag?: TagBinding;
  /** Folder of the tree that was named as the source, and in which the build runs; absent at the root. */
  readonly subdirectory?: string;
}
