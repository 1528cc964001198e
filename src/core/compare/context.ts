import type { PathBytes } from "../path-bytes.ts";

/** The bytes of `RECORD` on either side; null where the wheel has none, or more than one. */
export interface RecordBodies {
  readonly upload: Uint8Array | null;
  readonly rebuilt: Uint8Array | null;
}

/** What a comparison must know beyond the two readings. */
export interface CompareContext {
  /** Path of the container in findings: the upload's name, and below it the member that is compared. */
  readonly at: readonly [string, ...string[]];
  /** Id of the commit that is released, to hold the archive's own comment against; null when there is none. */
  readonly commit: string | null;
  /**
   * Entries of the archives (in their own spelling) whose file the commit has. null: no commit is known, so every
   * entry may be a product of the build.
   */
  readonly tracked: ReadonlySet<PathBytes> | null;
  /** Present for wheels: `RECORD` is held against the files on each side. */
  readonly records: RecordBodies | null;
}
