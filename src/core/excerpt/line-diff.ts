/** Lines in a row that share a fate on the way from one text to another. */
export interface LineRun {
  readonly fate: "kept" | "removed" | "added";
  readonly count: number;
}

/**
 * The shortest way from one list of lines to another, always the same for the same lists; null when it takes more
 * than `mostEdits` lines removed and added, which bounds the work: it grows with the square of that number.
 */
export type LineDiff = (
  from: readonly string[],
  to: readonly string[],
  mostEdits: number,
) => readonly LineRun[] | null;
