import { commonEnd, commonStart } from "../../archive/byte-runs.ts";
import type { Difference } from "../difference.ts";
import { clipped, counted, utf8Text } from "../text.ts";

/** How much of a file differs and where it starts; empty when a side is unknown. */
export function textChangeNotes({ upload, other }: Difference): readonly string[] {
  if (upload.body === null || other.body === null) return [];
  const changed = changedPart(upload.body, other.body);
  if (changed === null || upload.body.includes(0) || other.body.includes(0)) {
    return [
      `binary; the first unequal byte is number ${String(commonStart(upload.body, other.body))}`,
    ];
  }
  const { upload: left, other: right } = changed;
  const at = firstUnequal(left, right);
  return [
    `text; ${counted(linesWithout(left, right).length, "line")} only in the upload, ${counted(linesWithout(right, left).length, "line")} only in the other`,
    `first at line ${String(changed.before + at + 1)}: ${shown(left[at])} in the upload, ${shown(right[at])} in the other`,
  ];
}

const LINE_FEED = 10;

/** What is left of two texts without the whole lines that they share at the start and at the end. */
export interface ChangedPart {
  /** Lines that both share in front of it. */
  readonly before: number;
  readonly upload: readonly string[];
  readonly other: readonly string[];
}

/** The part of two texts that holds all that differs; null when one of them is no UTF-8. */
export function changedPart(upload: Uint8Array, other: Uint8Array): ChangedPart | null {
  if (utf8Text(upload) === null || utf8Text(other) === null) return null;
  const first = commonStart(upload, other);
  const start = first === 0 ? 0 : upload.lastIndexOf(LINE_FEED, first - 1) + 1;
  const tail = commonEnd(upload.subarray(start), other.subarray(start));
  // Behind the first line end in what both end with, whole lines are equal.
  const feed = upload.indexOf(LINE_FEED, upload.length - tail);
  const kept = feed === -1 ? 0 : upload.length - feed;
  const lines = (body: Uint8Array) =>
    (utf8Text(body.subarray(start, body.length - kept)) ?? "").split("\n");
  return { before: feedsIn(upload, start), upload: lines(upload), other: lines(other) };
}

function feedsIn(body: Uint8Array, end: number): number {
  let count = 0;
  for (
    let at = body.indexOf(LINE_FEED);
    at !== -1 && at < end;
    at = body.indexOf(LINE_FEED, at + 1)
  )
    count += 1;
  return count;
}

/** Index of the first unequal element of two lists that differ. */
function firstUnequal(here: readonly string[], there: readonly string[]): number {
  let at = 0;
  while (at < Math.min(here.length, there.length) && here[at] === there[at]) at += 1;
  return at;
}

function shown(line: string | undefined): string {
  return line === undefined ? "nothing" : `"${clipped(line, 100)}"`;
}

/** The lines that are not among the others, each as often as it is missing there. */
export function linesWithout(
  lines: readonly string[],
  others: readonly string[],
): readonly string[] {
  const rest = withoutPairs(lines, others);
  const left = new Map<string, number>();
  for (const line of rest.others) left.set(line, (left.get(line) ?? 0) + 1);
  return rest.lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

/** Searches in vain after which two texts count as having nothing in common any more. */
const MOST_VAIN = 200;
/** Lines ahead in which both sides are searched for a place where they meet again. */
const AHEAD = 16;

/**
 * Both lists with equal lines taken out in pairs, so far as walking along them finds any: comparing neighbours takes a
 * fraction of the time of counting every line, and nearly all lines have their twin beside them.
 */
function withoutPairs(
  lines: readonly string[],
  others: readonly string[],
): { readonly lines: readonly string[]; readonly others: readonly string[] } {
  const left: string[] = [];
  const right: string[] = [];
  let at = 0;
  let to = 0;
  let vain = 0;
  while (at < lines.length && to < others.length && vain < MOST_VAIN) {
    const [more, furtherOn] = stepsToMeet(lines, at, others, to);
    left.push(...lines.slice(at, at + more));
    right.push(...others.slice(to, to + furtherOn));
    at += more;
    to += furtherOn;
    vain += 1;
    while (at < lines.length && lines[at] === others[to]) {
      at += 1;
      to += 1;
      vain = 0;
    }
  }
  return { lines: left.concat(lines.slice(at)), others: right.concat(others.slice(to)) };
}

/** How far to go on either side to the next equal lines; one step on both where none are near. */
function stepsToMeet(
  lines: readonly string[],
  at: number,
  others: readonly string[],
  to: number,
): readonly [number, number] {
  for (let far = 0; far < AHEAD; far++) {
    for (let near = 0; near <= far; near++) {
      // mutant: a pair that is not found here is counted afterwards, only slower
      if (lines[at + far] === others[to + near]) return [far, near];
      // mutant: as above, from the other side
      if (lines[at + near] === others[to + far]) return [near, far];
    }
  }
  return [1, 1];
}
