import type { FindingCode } from "../finding-codes.ts";
import type { Difference } from "./difference.ts";

/** What a rule has to say about one difference. */
export interface Account {
  readonly because: string;
  readonly remedy: string;
  /**
   * True only when the rule decoded both sides and, with the decoded values taken out, every remaining byte is
   * equal. Everything less is a hint: shown, and without effect on the class.
   */
  readonly complete: boolean;
}

/** One cause of differences. It decodes values; a name alone never makes it match. */
export interface Rule {
  /** Stable, kebab-case; heading of its section in docs/rules.md. */
  readonly id: string;
  /** The findings it is asked about. */
  readonly codes: readonly FindingCode[];
  /** null: this is not the cause, or too little is known to say so. */
  explain(difference: Difference): Account | null;
}
