import type { PathBytes } from "../path-bytes.ts";
import type { ManifestChecks } from "./manifest-check.ts";

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
  /** Present for packages that list their own files (wheels, gems): what was checked of that list on each side. */
  readonly manifest: ManifestChecks | null;
  /** The file is a gem's checksums, and how they differ follows from the members that they are of. */
  readonly isDerived?: boolean;
}
