import type { FindingCode } from "../finding-codes.ts";
import type { PathBytes } from "../path-bytes.ts";

/** One disagreement between the list that a package carries of its own files and these files. */
export interface ManifestProblem {
  readonly code: Extract<FindingCode, `wheel-record-${string}` | `gem-checksums-${string}`>;
  /** The file it is about, null for the package. */
  readonly at: PathBytes | null;
  /** What the list says. */
  readonly says: string;
  /** What is there instead. */
  readonly note: string;
}

/** The outcome for one side; `undecidable` says what of the list could not be checked, and why. */
export interface ManifestCheck {
  readonly problems: readonly ManifestProblem[];
  readonly undecidable: readonly string[];
}

/** What was checked of a package's own list on either side; null where the side is no archive. */
export interface ManifestChecks {
  readonly upload: ManifestCheck | null;
  readonly rebuilt: ManifestCheck | null;
  /** Code under which `undecidable` is reported. */
  readonly unchecked: "wheel-record-unchecked" | "gem-checksums-unchecked";
}
