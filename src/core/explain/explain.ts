import type { Comparison } from "../comparison.ts";
import { factsOf } from "../finding-codes.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { EvidenceClass, Explanation, Finding, Risk } from "../finding.ts";
import { documentation } from "../identifiers.ts";
import type { PathBytes } from "../path-bytes.ts";
import { attribute } from "./attribute.ts";
import { pathsBySha256 } from "./commit-paths.ts";
import { newResolver } from "./difference.ts";
import type { Difference } from "./difference.ts";
import { placeKey } from "./evidence.ts";
import type { Evidence } from "./evidence.ts";
import { autoloadNote } from "./notes/autoload.ts";
import { commitRelation } from "./notes/commit.ts";
import { scriptChange } from "./notes/install-scripts.ts";
import { concernsMacros, macroNotes, serialNotes } from "./notes/m4.ts";
import { textChangeNotes } from "./notes/text-change.ts";
import { inRiskOrder } from "./risk-order.ts";
import type { Alarm, RankedFinding } from "./risk-order.ts";
import type { Account, Rule } from "./rule.ts";
import { RULES } from "./rules/registry.ts";

/** Findings about what a file is, worth remarks on its name, its place in the commit and its text. */
const SUBSTANCE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "file-content",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "entry-mode",
  "tracked-file-changed",
  "not-rebuilt",
  "git-folder-in-upload",
]);

/**
 * Findings that a complete account makes `modified-explained`. A file of the commit with other bytes is not among
 * them: there a rule can only say what it looks like.
 */
const OPEN_TO_ACCOUNTS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "file-content",
  "entry-content",
  "entry-mode",
  "gzip-name",
]);

/**
 * Gives every finding its cause, class, risk and remarks, counts the files of the upload by class, and puts the
 * findings in the order of risk. No finding appears, disappears or becomes accepted here.
 */
export function explain(
  comparison: Comparison,
  evidence: Evidence,
  rules: readonly Rule[] = RULES,
): Comparison {
  const resolver = newResolver(evidence);
  const bySha256 =
    evidence.commit === null ? new Map<string, PathBytes[]>() : pathsBySha256(evidence.commit.tree);
  const macros = macroNotes(
    comparison.findings
      .filter((finding) => SUBSTANCE.has(finding.code) && concernsMacros(finding.path.at(-1) ?? ""))
      .map((finding) => resolver.resolve(finding)),
  );
  const asked = rulesByCode(rules);
  // One at a time: what is known of the place of a finding is several times as large as the finding.
  const ranked = comparison.findings.map((finding) =>
    explained(
      resolver.resolve(finding),
      asked.get(finding.code) ?? [],
      bySha256,
      macros.get(finding) ?? [],
    ),
  );
  const findings = inRiskOrder(ranked);
  return { ...comparison, findings, files: attribute(comparison, findings, evidence) };
}

function rulesByCode(rules: readonly Rule[]): ReadonlyMap<FindingCode, readonly Rule[]> {
  const byCode = new Map<FindingCode, Rule[]>();
  for (const rule of rules) {
    for (const code of rule.codes) byCode.set(code, [...(byCode.get(code) ?? []), rule]);
  }
  return byCode;
}

function explained(
  difference: Difference,
  rules: readonly Rule[],
  bySha256: ReadonlyMap<string, readonly PathBytes[]>,
  macros: readonly string[],
): RankedFinding {
  const { finding } = difference;
  const found = bestAccount(difference, rules);
  const evidenceClass = classOf(finding, found?.account ?? null);
  const remarks = SUBSTANCE.has(finding.code) ? remarksOn(difference, bySha256) : NO_REMARKS;
  const settled = evidenceClass === "modified-explained";
  const alarm = settled ? null : remarks.alarm;
  return {
    alarm,
    finding: {
      ...finding,
      class: evidenceClass,
      risk: settled ? "low" : alarm === null ? finding.risk : raised(finding.risk),
      explanation: found === null ? null : explanationOf(found.rule, found.account),
      notes: [...finding.notes, ...remarks.notes, ...macros],
    },
  };
}

/** The first rule that accounts for everything, else the first that has something to say. */
function bestAccount(
  difference: Difference,
  rules: readonly Rule[],
): { readonly rule: Rule; readonly account: Account } | null {
  let hint: { readonly rule: Rule; readonly account: Account } | null = null;
  for (const rule of rules) {
    const account = rule.explain(difference);
    if (account?.complete === true) return { rule, account };
    if (account !== null) hint ??= { rule, account };
  }
  return hint;
}

function explanationOf(rule: Rule, account: Account): Explanation {
  return {
    rule: rule.id,
    because: account.because,
    remedy: account.remedy,
    docs: documentation("rules", rule.id),
  };
}

function classOf(finding: Finding, account: Account | null): EvidenceClass | null {
  // The comparison alone knows that a reader refused, and what a container looked up in the commit rests on.
  if (finding.class === "unverifiable" || finding.class === "in-commit") return finding.class;
  // What a normaliser covers is no statement about a file's bytes.
  if (factsOf(finding.code).normaliser !== null) return null;
  if (finding.code === "not-rebuilt") return "unverifiable";
  return account?.complete === true && OPEN_TO_ACCOUNTS.has(finding.code)
    ? "modified-explained"
    : "unexplained";
}

function raised(risk: Risk): Risk {
  return risk === "info" ? "low" : "high";
}

interface Remarks {
  readonly notes: readonly string[];
  readonly alarm: Alarm;
}

const NO_REMARKS: Remarks = { notes: [], alarm: null };

function remarksOn(
  difference: Difference,
  bySha256: ReadonlyMap<string, readonly PathBytes[]>,
): Remarks {
  const { finding, name } = difference;
  const commit = commitRelation(difference, bySha256);
  const autoload = autoloadNote(name);
  const scripts = scriptChange(difference);
  const notes = [...commit.notes];
  if (autoload !== null) notes.push(autoload);
  if (scripts !== null) notes.push(scripts.note);
  if (finding.code === "entry-mode") notes.push(...executableNotes(difference));
  else notes.push(...serialNotes(difference), ...textChangeNotes(difference));
  if (difference.evidence.oversize.has(placeKey(finding.path.slice(1)))) {
    notes.push("too large to be looked into, so no cause was searched");
  }
  const autoloaded = autoload !== null || scripts?.onInstall === true;
  return { notes, alarm: commit.ignored ? "ignored" : autoloaded ? "autoloaded" : null };
}

function executableNotes({ upload, other }: Difference): readonly string[] {
  // mutant `upload.entry === null`: a mode is compared only of an entry that the upload has
  if (upload.entry === null || other.entry === null) return [];
  const here = ((upload.entry.mode ?? 0) & 0o111) !== 0;
  const there = ((other.entry.mode ?? 0) & 0o111) !== 0;
  if (here === there) return [];
  return [here ? "executable in the upload only" : "executable in the rebuild only"];
}
