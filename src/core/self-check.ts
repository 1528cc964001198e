import type { ClassCounts, Comparison } from "./comparison.ts";
import type { EvidenceClass, Finding } from "./finding.ts";

/** What building twice under one plan showed of one upload. */
export interface SelfCheck {
  readonly comparison: Comparison;
  /** `unstable` when the two rebuilds disagree anywhere; null when their comparison could not be decided. */
  readonly stability: "stable" | "unstable" | null;
}

/**
 * Puts the findings that lie where two rebuilds of one plan disagree into class `unstable` (design section 4,
 * self-check). `again` compares the first rebuild with the second and was decided like any other comparison, so what a
 * normaliser accepts there is no instability. A finding elsewhere keeps its class: an unstable build excuses only the
 * very files it is unstable in, and not even those are accepted.
 */
export function markUnstable(comparison: Comparison, again: Comparison): SelfCheck {
  if (again.undecided.length > 0) return { comparison, stability: null };
  const disagreeing = again.findings.filter((finding) => finding.accepted === null);
  if (disagreeing.length === 0) return { comparison, stability: "stable" };
  const places = new Set(disagreeing.map(placeOf));
  const moved = new Map<string, EvidenceClass | null>();
  const findings = comparison.findings.map((finding) => {
    const place = placeOf(finding);
    if (finding.accepted !== null || !places.has(place)) return finding;
    if (!moved.has(place)) moved.set(place, finding.class);
    return { ...finding, class: "unstable" as const };
  });
  return {
    comparison: { ...comparison, findings, files: recount(comparison.files, [...moved.values()]) },
    stability: "unstable",
  };
}

/** Where a finding lies inside the file; the outer name may differ between an upload and a rebuild. */
function placeOf(finding: Finding): string {
  return JSON.stringify(finding.path.slice(1));
}

function recount(counts: ClassCounts, from: readonly (EvidenceClass | null)[]): ClassCounts {
  const next = new Map(Object.entries(counts) as [EvidenceClass, number][]);
  const add = (to: EvidenceClass, by: number) => next.set(to, (next.get(to) ?? 0) + by);
  for (const left of from) {
    // A file that only the rebuild has belongs to no class of the upload.
    if (left === null) continue;
    add(left, -1);
    add("unstable", 1);
  }
  return Object.fromEntries([...next].filter(([, count]) => count !== 0));
}
