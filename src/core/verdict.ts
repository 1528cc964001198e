import type { Finding } from "./finding.ts";
import type { NormaliserId } from "./normalisers.ts";
import type { Undecided } from "./comparison.ts";

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
  | { readonly kind: "equivalent"; readonly level: "L1" | "L2" | "L4"; readonly accepted: NonEmpty<Finding> }
  | { readonly kind: "different"; readonly level: null; readonly rejected: NonEmpty<Finding> }
  | { readonly kind: "inconclusive"; readonly level: null; readonly reasons: NonEmpty<Undecided> };
