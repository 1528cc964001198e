import { commonStart } from "../../archive/byte-runs.ts";
import type { Difference } from "../difference.ts";
import { clipped, counted, utf8Text } from "../text.ts";
import { unpairedLines } from "../unpaired-lines.ts";
import type { UnpairedLines } from "../unpaired-lines.ts";

/** How much of a file differs and where it starts; empty when a side is unknown. */
export function textChangeNotes(difference: Difference): readonly string[] {
  const { upload, other } = difference;
  if (upload.body === null || other.body === null) return [];
  const changed = changedLines(difference);
  if (changed === null || hasNul(upload.body) || hasNul(other.body)) {
    return [
      `binary; the first unequal byte is number ${String(commonStart(upload.body, other.body))}`,
    ];
  }
  const { upload: left, other: right, first } = changed;
  return [
    `text; ${counted(linesWithout(left, right).length, "line")} only in the upload, ${counted(linesWithout(right, left).length, "line")} only in the other`,
    `first at line ${String(changed.before + 1)}: ${shown(first.upload)} in the upload, ${shown(first.other)} in the other`,
  ];
}

function hasNul(body: Uint8Array): boolean {
  return utf8Text(body)?.includes("\0") === true;
}

/** The lines in which the two sides differ; null when one of them is no UTF-8. */
export function changedLines({ upload, other }: Difference): UnpairedLines | null {
  const here = upload.body ?? NOTHING;
  const there = other.body ?? NOTHING;
  return utf8Text(here) === null || utf8Text(there) === null ? null : unpairedLines(here, there);
}

const NOTHING = new Uint8Array();

function shown(line: string | undefined): string {
  return line === undefined ? "nothing" : `"${clipped(line, 100)}"`;
}

/** The lines that are not among the others, each as often as it is missing there. */
export function linesWithout(
  lines: readonly string[],
  others: readonly string[],
): readonly string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
