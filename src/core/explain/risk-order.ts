import { factsOf } from "../finding-codes.ts";
import { RISKS } from "../finding.ts";
import type { Finding } from "../finding.ts";

/** Why a finding goes before others of its risk: git-ignored files first (the xz signature), then names that tools run by themselves. */
export type Alarm = "ignored" | "autoloaded" | null;

const ALARMS: readonly Alarm[] = ["ignored", "autoloaded", null];

/** A finding with the alarm it raises. */
export interface RankedFinding {
  readonly finding: Finding;
  readonly alarm: Alarm;
}

/**
 * Findings as a reader should meet them: by risk, by alarm, unexplained before explained, then by path in byte order
 * and code. A total order, so the same findings always stand alike.
 */
export function inRiskOrder(ranked: readonly RankedFinding[]): readonly Finding[] {
  return [...ranked].sort(compare).map(({ finding }) => finding);
}

function compare(a: RankedFinding, b: RankedFinding): number {
  return (
    RISKS.indexOf(a.finding.risk) - RISKS.indexOf(b.finding.risk) ||
    ALARMS.indexOf(a.alarm) - ALARMS.indexOf(b.alarm) ||
    Number(isExplained(a.finding)) - Number(isExplained(b.finding)) ||
    byBytes(a.finding.path.join("\0"), b.finding.path.join("\0")) ||
    byBytes(a.finding.code, b.finding.code)
  );
}

function isExplained(finding: Finding): boolean {
  return finding.class === "modified-explained" || factsOf(finding.code).normaliser !== null;
}

const encoder = new TextEncoder();

/** Order of the UTF-8 bytes; code units would put characters beyond U+FFFF before some below it. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
