import type { FindingCode } from "../finding-codes.ts";
import type { EvidenceClass, Finding, Risk } from "../finding.ts";

/** Findings of one kind and one cause, so that 82 modification times are one line. */
export interface FindingGroup {
  readonly code: FindingCode;
  /** Id of the rule that explains them; null when none does. */
  readonly rule: string | null;
  readonly class: EvidenceClass | null;
  readonly risk: Risk;
  /** The normaliser or waiver that accepts all of them; null when none does. */
  readonly acceptedBy: string | null;
  readonly count: number;
  /** All of them, in the order of the findings; never empty. */
  readonly members: readonly Finding[];
  /** Paths of the first few, in the order of the findings. */
  readonly paths: readonly (readonly string[])[];
  /** Of the group when all say the same, else of its first finding. */
  readonly because: string | null;
  readonly remedy: string | null;
  /** Whether `because` and `remedy` hold for every finding of the group. */
  readonly uniform: boolean;
}

/** Paths that a group shows by itself. */
const FIRST_PATHS = 3;

/**
 * Groups findings by code, rule, class, risk and acceptance, in the order of each group's first finding. A finding
 * that raises an alarm of its own (high risk, unexplained) is never folded into others.
 */
export function summarise(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  findings.forEach((finding, at) => {
    const { code, explanation, risk, accepted } = finding;
    const own = risk === "high" && accepted === null ? at : null;
    const key = JSON.stringify([
      code,
      explanation?.rule ?? null,
      finding.class,
      risk,
      accepted?.by ?? null,
      own,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  });
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [groupOf(first, members)];
  });
}

function groupOf(first: Finding, members: readonly Finding[]): FindingGroup {
  const { explanation } = first;
  return {
    code: first.code,
    rule: explanation?.rule ?? null,
    class: first.class,
    risk: first.risk,
    acceptedBy: first.accepted?.by ?? null,
    count: members.length,
    members,
    paths: members.slice(0, FIRST_PATHS).map(({ path }) => path),
    because: explanation?.because ?? null,
    remedy: explanation?.remedy ?? null,
    uniform: members.every(
      (member) =>
        member.explanation?.because === explanation?.because &&
        member.explanation?.remedy === explanation?.remedy,
    ),
  };
}
