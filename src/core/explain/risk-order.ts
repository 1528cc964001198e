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
    byPath(a.finding.path, b.finding.path) ||
    byBytes(a.finding.code, b.finding.code)
  );
}

function isExplained(finding: Finding): boolean {
  return finding.class === "modified-explained";
}

/** Element by element; a path goes before those that go on behind its end. */
function byPath(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = byBytes(a[at] ?? "", b[at] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Order of the UTF-8 bytes, which is that of the code points; code units would put surrogates before U+E000 and above. */
function byBytes(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}
