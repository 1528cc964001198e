import { diffArrays } from "diff";
import type { LineDiff } from "../core/excerpt/line-diff.ts";

/** Myers' algorithm as the diff package has it. It knows no time, so what it gives follows from the lines alone. */
export const diffLines: LineDiff = (from, to, mostEdits) => {
  const runs = diffArrays([...from], [...to], { maxEditLength: mostEdits });
  if (runs === undefined) return null;
  return runs.map(({ added, removed, count }) => ({
    fate: added ? "added" : removed ? "removed" : "kept",
    count,
  }));
};
