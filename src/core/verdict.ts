import { agreementOf } from "./compare/level.ts";
import { samePath } from "./compare/nested.ts";
import type { Comparison, Undecided } from "./comparison.ts";
import { factsOf } from "./finding-codes.ts";
import type { EvidenceClass, Finding } from "./finding.ts";
import type { NormaliserId } from "./normalisers.ts";

/** A list that cannot be empty: "equivalent because of nothing" does not compile. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** The policy word; each accepts what the ones before it accept (design section 4). */
export type AcceptedWord = "identical" | "normalized" | "explained";

/** What may be accepted in this run. Without a policy: `normalized`, all default normalisers. */
export interface AcceptedRules {
  readonly word: AcceptedWord;
  readonly normalisers: ReadonlySet<NormaliserId>;
}

/** Four values, never two: "could not tell" is neither "different" nor "fine". */
export type Verdict =
  | { readonly kind: "identical"; readonly level: "L0" }
  | {
      readonly kind: "equivalent";
      readonly level: "L1" | "L2" | "L4";
      readonly accepted: NonEmpty<Finding>;
    }
  | { readonly kind: "different"; readonly level: null; readonly rejected: NonEmpty<Finding> }
  | {
      readonly kind: "inconclusive";
      readonly level: null;
      readonly reasons: NonEmpty<Undecided>;
    };

/** The verdict and the findings as it judged them: `accepted` says by what, and null that nothing did. */
export interface Decision {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** Which of a finding's facts made it acceptable. */
type Judgement =
  | { readonly kind: "normalised"; readonly by: string }
  | { readonly kind: "explained"; readonly by: string }
  | { readonly kind: "unanswered" }
  | { readonly kind: "rejected" };

/**
 * The verdict: one function of the comparison and the accepted rules, blind to the order of the findings. A rejected
 * finding outranks everything; nothing passes without evidence, and no evidence is made up here: what contradicts
 * itself is inconclusive. An `accepted` that a finding brings along counts only as the name of its waiver.
 */
export function decide(comparison: Comparison, accepted: AcceptedRules): Decision {
  const judgements = comparison.findings.map((finding) =>
    judge(finding, comparison.undecided, accepted),
  );
  const findings = comparison.findings.map((finding, at) => accepting(finding, judgements[at]));
  const having = (kind: Judgement["kind"]) =>
    findings.filter((_, at) => judgements[at]?.kind === kind);
  const rejected = having("rejected");
  if (isNonEmpty(rejected)) {
    return { verdict: { kind: "different", level: null, rejected }, findings };
  }
  const reasons = [...comparison.undecided, ...having("unanswered").map(asReason)];
  if (isNonEmpty(reasons)) return { verdict: inconclusive(reasons), findings };
  const isExplained = having("explained").length > 0;
  return { verdict: passing(comparison, findings, isExplained), findings };
}

/** The finding as it was judged; itself where it says that already. */
function accepting(finding: Finding, judgement: Judgement | undefined): Finding {
  if (judgement !== undefined && "by" in judgement) {
    return { ...finding, accepted: { by: judgement.by } };
  }
  return finding.accepted === null ? finding : { ...finding, accepted: null };
}

/**
 * Whether findings like these could still pass under these rules, once somebody explained them. Where they cannot,
 * work that could only take a pass away is needless.
 */
export function canStillPass(findings: readonly Finding[], accepted: AcceptedRules): boolean {
  return findings.every(({ code }) => {
    const { normaliser, standing } = factsOf(code);
    if (standing === "barring") return false;
    if (accepted.word === "explained") return true;
    return (
      accepted.word === "normalized" && normaliser !== null && accepted.normalisers.has(normaliser)
    );
  });
}

function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}

function inconclusive(reasons: NonEmpty<Undecided>): Verdict {
  return { kind: "inconclusive", level: null, reasons };
}

/** Why one finding is accepted, rejected or left open. */
function judge(
  finding: Finding,
  undecided: readonly Undecided[],
  accepted: AcceptedRules,
): Judgement {
  const { normaliser, standing } = factsOf(finding.code);
  if (standing === "barring") return REJECTED;
  if (
    normaliser !== null &&
    accepted.word !== "identical" &&
    accepted.normalisers.has(normaliser)
  ) {
    return { kind: "normalised", by: normaliser };
  }
  const evidence = accepted.word === "explained" ? evidenceOf(finding) : null;
  if (evidence !== null) return { kind: "explained", by: evidence };
  // A nested archive that a reader refused; what is found elsewhere is not excused by it.
  const isUnread =
    finding.code === "entry-content" && undecided.some(({ path }) => samePath(path, finding.path));
  const isOpen = standing === "unanswered" || finding.class === "unverifiable" || isUnread;
  return isOpen ? { kind: "unanswered" } : REJECTED;
}

const REJECTED: Judgement = { kind: "rejected" };

/** What proves the class of a finding, by name; null when it is no proven class, or nothing is named. */
function evidenceOf(finding: Finding): string | null {
  const { class: evidenceClass } = finding;
  return evidenceClass === null ? null : EVIDENCE[evidenceClass](finding);
}

/** Per class, the name of what accepts it. A class that proves nothing names nothing. */
const EVIDENCE: Readonly<Record<EvidenceClass, (finding: Finding) => string | null>> = {
  // Only the container of `--no-build` has it: a finding about a file contradicts "as in the commit".
  "in-commit": ({ code }) => (code === "container-not-rebuilt" ? "in-commit" : null),
  rebuilt: () => null,
  "modified-explained": ({ explanation }) => explanation?.rule ?? null,
  "known-generated": ({ explanation }) => explanation?.rule ?? null,
  waived: ({ accepted }) => accepted?.by ?? null,
  unstable: () => null,
  unverifiable: () => null,
  unexplained: () => null,
};

function asReason(finding: Finding): Undecided {
  const { title } = factsOf(finding.code);
  return { code: finding.code, message: title, path: finding.path, side: "upload" };
}

/** The verdict when nothing is rejected and nothing is open: there must still be positive evidence. */
function passing(
  comparison: Comparison,
  findings: readonly Finding[],
  isExplained: boolean,
): Verdict {
  const { upload, rebuilt, level } = comparison;
  const isSameFile = rebuilt?.sha256 === upload.sha256 && rebuilt.size === upload.size;
  if (!isNonEmpty(findings)) {
    if (level === "L0" && isSameFile) return { kind: "identical", level: "L0" };
    return contradiction(
      comparison,
      "no-evidence",
      "nothing was found to differ, and nothing to be equal",
    );
  }
  if (isSameFile || level === "L0") {
    return contradiction(comparison, "evidence-contradicts", "equal files have findings");
  }
  if (isExplained) return { kind: "equivalent", level: "L4", accepted: findings };
  if ((level === "L1" || level === "L2") && agreementOf(findings) === level) {
    return { kind: "equivalent", level, accepted: findings };
  }
  return contradiction(
    comparison,
    "evidence-contradicts",
    "the findings do not agree with the level of the comparison",
  );
}

function contradiction({ upload }: Comparison, code: string, message: string): Verdict {
  return inconclusive([{ code, message, path: [upload.name], side: "both" }]);
}
