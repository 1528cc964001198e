import { summarise } from "../explain/groups.ts";
import { FINDING_CODES } from "../finding-codes.ts";
import { RISKS } from "../finding.ts";
import type { Finding, Risk } from "../finding.ts";
import type { ArtifactReport, ReportFinding } from "../report.ts";

/** Findings that nobody accepts and that call for the same attention. */
export interface RejectedGroup {
  readonly title: string;
  /** One sentence on what this group means. */
  readonly meaning: string;
  readonly risk: Risk;
  readonly findings: readonly ReportFinding[];
}

/** Findings of one kind that one normaliser or rule accepts. */
export interface AcceptedGroup {
  readonly title: string;
  readonly by: string;
  readonly findings: readonly ReportFinding[];
}

const REJECTED: readonly {
  readonly title: string;
  readonly meaning: string;
  readonly holds: (finding: ReportFinding) => boolean;
}[] = [
  {
    title: "Not explained",
    meaning: "Nothing known accounts for these. Read them before anything else.",
    holds: ({ class: evidence }) =>
      evidence !== "unstable" &&
      evidence !== "unverifiable" &&
      evidence !== "modified-explained" &&
      evidence !== "known-generated",
  },
  {
    title: "Not verifiable here",
    meaning:
      "Nothing here can say whether these are right: nothing was rebuilt, or the tool that makes them is missing.",
    holds: ({ class: evidence }) => evidence === "unverifiable",
  },
  {
    title: "Explained, not accepted",
    meaning: "The cause is known; this run accepts no differences of content.",
    holds: ({ class: evidence }) =>
      evidence === "modified-explained" || evidence === "known-generated",
  },
  {
    title: "Not stable",
    meaning:
      "Two rebuilds of the same commit disagree here, so the upload cannot be judged by them.",
    holds: ({ class: evidence }) => evidence === "unstable",
  },
];

/** What nobody accepts, gravest group first; each finding is in exactly one group. */
export function rejectedGroups(artifact: ArtifactReport): readonly RejectedGroup[] {
  const rejected = artifact.findings.filter((finding) => finding.accepted === null);
  return REJECTED.flatMap(({ title, meaning, holds }) => {
    const findings = rejected.filter(holds);
    const risk = RISKS.find((candidate) => findings.some((finding) => finding.risk === candidate));
    return risk === undefined ? [] : [{ title, meaning, risk, findings }];
  });
}

/** What is accepted, by kind and by whom, the largest group first. */
export function acceptedGroups(artifact: ArtifactReport): readonly AcceptedGroup[] {
  const groups = new Map<string, { title: string; by: string; findings: ReportFinding[] }>();
  for (const finding of artifact.findings) {
    if (finding.accepted === null) continue;
    const key = JSON.stringify([finding.code, finding.accepted.by]);
    const group = groups.get(key) ?? {
      title: FINDING_CODES[finding.code].title,
      by: finding.accepted.by,
      findings: [],
    };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.findings.length - a.findings.length);
}

/** Findings with one cause: the first in full, the others by their path. */
export interface Kind {
  readonly first: ReportFinding;
  readonly others: readonly ReportFinding[];
}

/** Findings of one kind and one cause as one item; a dangerous one always stands alone (`summarise`). */
export function kindsOf(findings: readonly ReportFinding[]): readonly Kind[] {
  // A report's digests are plain text where the comparison's carry a brand; nothing else differs.
  return summarise(findings as readonly Finding[]).flatMap(({ members }) => {
    const [first, ...others] = members as readonly ReportFinding[];
    return first === undefined ? [] : [{ first, others }];
  });
}
