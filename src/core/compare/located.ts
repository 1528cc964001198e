import { factsOf } from "../finding-codes.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Finding, FindingValue } from "../finding.ts";
import { displayPath } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { CompareContext } from "./context.ts";

/** A finding together with the entry it stands at, as bytes; null stands for the container itself. */
export interface LocatedFinding {
  readonly at: PathBytes | null;
  readonly finding: Finding;
}

/** A finding with the risk of its code; class, explanation and acceptance are for later stages. */
export function located(
  context: Pick<CompareContext, "at">,
  code: FindingCode,
  at: PathBytes | null,
  values: { readonly upload: FindingValue; readonly rebuilt: FindingValue },
  notes: readonly string[] = [],
): LocatedFinding {
  const path = at === null ? context.at : [...context.at, displayPath(at)];
  return {
    at,
    finding: {
      code,
      path,
      upload: values.upload,
      rebuilt: values.rebuilt,
      class: null,
      risk: factsOf(code).risk,
      explanation: null,
      accepted: null,
      notes,
      excerpt: null,
    },
  };
}
