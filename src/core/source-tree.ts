import type { Sha256 } from "./digest.ts";
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
}

/** The commit's tree as an index: every id in it was recomputed by us from the bytes. */
export interface SourceTree {
  /** As given by the caller, credentials removed. */
  readonly repository: string;
  readonly objectFormat: ObjectFormat;
  readonly commit: string;
  readonly tree: string;
  /** SHA-256 over the sorted (mode, path, sha256) list, because SHA-1 alone is not enough. */
  readonly treeSha256: Sha256;
  /** Committer time, whole seconds since 1970 UTC. */
  readonly committedAt: number;
  readonly files: ReadonlyMap<PathBytes, SourceFile>;
  /** Folder of the tree that was named as the source, and in which the build runs; absent at the root. */
  readonly subdirectory?: string;
}
