import { RISKS } from "../finding.ts";
import type { Finding } from "../finding.ts";

/** The findings with the greatest risk first; within one risk, in the order they were found. */
export function byRisk(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((one, other) => RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk));
}
