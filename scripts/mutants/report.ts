import { nameOf, type Mutant } from "./mutant.ts";
import type { Outcome } from "./outcome.ts";

/** What a run came to, as it is written to a file. */
export interface Report {
  readonly mutants: number;
  readonly tried: number;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly notReached: number;
  readonly exempt: number;
  readonly seconds: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly survivors: readonly string[];
  readonly exemptions: readonly { readonly mutant: string; readonly reason: string }[];
  readonly unusableTests: readonly string[];
  readonly killedBy: Readonly<Record<string, string | null>>;
}

/** Counts outcomes; `chosen` holds also the exempt ones, which nobody tried. */
export function makeReport(
  mutants: readonly Mutant[],
  chosen: readonly Mutant[],
  outcomes: readonly Outcome[],
  unusableTests: readonly string[],
  seconds: number,
): Report {
  const named = (result: Outcome["result"]): readonly string[] =>
    outcomes.filter((outcome) => outcome.result === result).map(({ mutant }) => nameOf(mutant));
  const byKind: Record<string, number> = {};
  for (const { kind } of chosen) byKind[kind] = (byKind[kind] ?? 0) + 1;
  const exemptions = chosen.flatMap((mutant) =>
    mutant.exempt === null ? [] : [{ mutant: nameOf(mutant), reason: mutant.exempt }],
  );
  return {
    mutants: mutants.length,
    tried: outcomes.length,
    killed: named("killed").length,
    timedOut: named("timed out").length,
    survived: named("survived").length,
    notReached: named("not reached").length,
    exempt: exemptions.length,
    seconds,
    byKind,
    survivors: [...named("survived"), ...named("not reached")].sort(),
    exemptions,
    unusableTests,
    killedBy: Object.fromEntries(outcomes.map(({ mutant, by }) => [nameOf(mutant), by])),
  };
}

/** The closing line of a run. */
export function summaryOf(report: Report): string {
  return (
    `${String(report.tried)} of ${String(report.mutants)} mutants tried in ${String(report.seconds)} s: ` +
    `${String(report.killed)} killed, ${String(report.timedOut)} timed out, ` +
    `${String(report.survived)} survived, ${String(report.notReached)} not reached; ` +
    `${String(report.exempt)} exempt`
  );
}

/** Whether every mutant was noticed, and by tests that pass without it. */
export function isClean({ survived, notReached, unusableTests }: Report): boolean {
  return survived + notReached + unusableTests.length === 0;
}
