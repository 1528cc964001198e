import type { Reading } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { SourceTree } from "../source-tree.ts";

/** What is known of one of the two files. Whatever is absent is not known, and no rule may guess it. */
export interface SideEvidence {
  /** By `placeKey`: `[]` for the file outside, `["inner.zip"]` for an archive inside it. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** By `placeKey`: bodies of entries, capped. They count only when their digest is the one that was compared. */
  readonly bodies: ReadonlyMap<string, Uint8Array>;
}

/** The line of an ignore file that covers a path, as `git check-ignore -v` names it. */
export interface IgnoringLine {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

/** What is known of the commit. */
export interface CommitEvidence {
  readonly tree: SourceTree;
  /** Folder of the package inside the commit, without a final slash; empty for the root. */
  readonly subdirectory: PathBytes;
  /** Blobs that were fetched, by path in the commit. They count only when their digest is the tree's. */
  readonly blobs: ReadonlyMap<PathBytes, Uint8Array>;
  /** By path in the commit, whether tracked there or not. */
  readonly ignored: ReadonlyMap<PathBytes, IgnoringLine>;
  /** By path in the commit, the digests that its attributes give a file in an archive, where it was asked. */
  readonly archiveForms?: ReadonlyMap<PathBytes, ReadonlyMap<string, string>>;
}

/** Everything that explaining may look at, fetched beforehand. */
export interface Evidence {
  readonly upload: SideEvidence;
  /** null when nothing was rebuilt. */
  readonly rebuilt: SideEvidence | null;
  readonly commit: CommitEvidence | null;
  /** Places (`placeKey`) whose bodies were not fetched because of a cap. */
  readonly oversize: ReadonlySet<string>;
}

/**
 * Key of a place below the file outside, both sides alike: the finding's path without its first element, which is
 * the name of the upload and may differ from the rebuild's.
 */
export function placeKey(below: readonly string[]): string {
  return JSON.stringify(below);
}
