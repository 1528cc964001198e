import type { Difference } from "../difference.ts";
import { clipped, counted, utf8Text } from "../text.ts";

/** How much of a file differs and where it starts; empty when a side is unknown. */
export function textChangeNotes({ upload, other }: Difference): readonly string[] {
  if (upload.body === null || other.body === null) return [];
  const here = utf8Text(upload.body);
  const there = utf8Text(other.body);
  if (here === null || there === null || here.includes("\0") || there.includes("\0")) {
    return [
      `binary; the first unequal byte is number ${String(firstUnequal(upload.body, other.body))}`,
    ];
  }
  const left = here.split("\n");
  const right = there.split("\n");
  const at = firstUnequal(left, right);
  return [
    `text; ${counted(linesWithout(left, right).length, "line")} only in the upload, ${counted(linesWithout(right, left).length, "line")} only in the other`,
    `first at line ${String(at + 1)}: ${shown(left[at])} in the upload, ${shown(right[at])} in the other`,
  ];
}

/** Index of the first unequal element of two lists that differ. */
function firstUnequal<T>(here: ArrayLike<T>, there: ArrayLike<T>): number {
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
  // Equal lines at both ends cancel out, and are nearly all of a long file.
  const start = firstUnequal(lines, others);
  let same = 0;
  const most = Math.min(lines.length, others.length) - start;
  while (same < most && lines.at(-1 - same) === others.at(-1 - same)) same += 1;
  const left = new Map<string, number>();
  for (const line of others.slice(start, others.length - same)) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  return lines.slice(start, lines.length - same).filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
