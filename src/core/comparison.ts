import type { Refusal } from "./archive/model.ts";
import type { Sha256 } from "./digest.ts";
import type { EvidenceClass, Finding } from "./finding.ts";

/** One of the two files. `contentSha256` is of the decompressed content; absent when no parser ran. */
export interface ArtifactSide {
  readonly name: string;
  readonly size: number;
  readonly sha256: Sha256;
  readonly contentSha256?: Sha256;
}

/** The highest level at which two files agree, before anything is accepted (design section 4). */
export type EqualityLevel = "L0" | "L1" | "L2" | "L3";

/** Why nothing could be said. */
export interface Undecided {
  readonly code: string;
  readonly message: string;
  /** Which side, and where inside, in display form. */
  readonly path: readonly string[];
  readonly side: "upload" | "rebuilt" | "both";
}

/** Codes of `EntryRemark`, in the order in which they are told; docs/report.md says what each means. */
export const ENTRY_REMARKS = [
  "mode-setuid",
  "mode-setgid",
  "mode-sticky",
  "mode-world-writable",
  "mode-executable",
  "link-absolute",
  "name-case",
  "name-hidden",
  "name-windows",
] as const;

/** Entries with something that is worth knowing although both sides have it. It decides nothing. */
export interface EntryRemark {
  readonly code: (typeof ENTRY_REMARKS)[number];
  readonly count: number;
  /** The first of them, display form; below a nested archive, its path and ` ▸ ` in front. */
  readonly paths: readonly string[];
}

/** How many files of the upload fall into each class. */
export type ClassCounts = Readonly<Partial<Record<EvidenceClass, number>>>;

/**
 * What comparing one upload with its rebuild (or with the commit) gave. Every byte that differs is covered by a
 * finding, or `undecided` says why that cannot be claimed.
 */
export interface Comparison {
  readonly upload: ArtifactSide;
  readonly rebuilt: ArtifactSide | null;
  readonly level: EqualityLevel | null;
  readonly findings: readonly Finding[];
  /** Readers that refused where bytes differ, limits, vetoes of the second opinion. */
  readonly undecided: readonly Undecided[];
  readonly files: ClassCounts;
  /** Of all archives that were looked into; absent where the outermost were not both read. */
  readonly remarks?: readonly EntryRemark[];
}

/** A refusal as a reason for not deciding. */
export function undecidedBy(
  refusal: Refusal,
  side: Undecided["side"],
  path: readonly string[],
): Undecided {
  return {
    code: refusal.code,
    message: `${refusal.message} (at byte ${String(refusal.offset)})`,
    side,
    path,
  };
}

/** Code of the doubt about an upload of a kind that no preset builds from a commit. */
export const NOT_APPLICABLE = "not-applicable";
