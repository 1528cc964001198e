import type { Sha256 } from "./digest.ts";
import type { Excerpt } from "./excerpt/excerpt.ts";
import type { FindingCode } from "./finding-codes.ts";

/** Why a file of the upload is what it is, and how far that was proven (design section 4). */
export const EVIDENCE_CLASSES = [
  "in-commit",
  "rebuilt",
  "modified-explained",
  "known-generated",
  "waived",
  "unstable",
  "unverifiable",
  "unexplained",
] as const;
/** A member of `EVIDENCE_CLASSES`. */
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** How much harm the difference could carry; findings are listed from `high` down. */
export const RISKS = ["high", "medium", "low", "info"] as const;
/** A member of `RISKS`. */
export type Risk = (typeof RISKS)[number];

/** A file as far as a finding shows it. */
export interface FileValue {
  readonly size: number;
  readonly sha256: Sha256;
}

/** One side of a finding: a scalar as people write it (`0755`, `2024-01-01T00:00:00Z`), a file, or nothing there. */
export type FindingValue = string | number | FileValue | null;

/** The cause of a finding and its remedy. */
export interface Explanation {
  /** Id of the rule; also its anchor in docs/rules.md. */
  readonly rule: string;
  readonly because: string;
  readonly remedy: string;
  readonly docs: string;
}

/** One difference. It may be explained and accepted, never erased. */
export interface Finding {
  readonly code: FindingCode;
  /** From the file outside to the entry inside, each in `displayPath` form: `["pkg.tgz", "package/x.js"]`. */
  readonly path: readonly string[];
  readonly upload: FindingValue;
  readonly rebuilt: FindingValue;
  readonly class: EvidenceClass | null;
  readonly risk: Risk;
  readonly explanation: Explanation | null;
  /** The normaliser (or, later, waiver) that accepts it. */
  readonly accepted: { readonly by: string } | null;
  /** A remark that is no cause: the ignore rule that covers the file, a world-writable bit, a hidden character. */
  readonly notes: readonly string[];
  /** What differs inside the file, bounded; null where that is not shown. It decides nothing. */
  readonly excerpt: Excerpt | null;
}
