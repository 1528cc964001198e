import { utf8Text } from "../explain/text.ts";
import { displayPath, pathFromBytes } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { EXCERPT_CAPS } from "./excerpt.ts";
import type { Excerpt, ExcerptLine, Hunk } from "./excerpt.ts";
import type { LineDiff, LineRun } from "./line-diff.ts";
import { CONTEXT, textWindow } from "./text-window.ts";
import type { TextWindow, WindowSide } from "./text-window.ts";

/** Lines removed and added up to which the shortest difference is searched. */
const MOST_EDITS = 400;
/** What ends a line that has no line feed; no readable text has it. */
const UNENDED = "\0";

/** Two bodies that differ; null: this side has no such file. */
export interface Bodies {
  readonly upload: Uint8Array | null;
  readonly rebuilt: Uint8Array | null;
}

interface Lines {
  readonly texts: readonly string[];
  readonly side: WindowSide;
}

/** The unified diff of two texts, within the caps and with bounded work. */
export function textExcerpt(bodies: Bodies, diff: LineDiff): Excerpt {
  const upload = bodies.upload ?? new Uint8Array();
  const rebuilt = bodies.rebuilt ?? new Uint8Array();
  const isUtf8 = utf8Text(upload) !== null && utf8Text(rebuilt) !== null;
  const stretch = textWindow(upload, rebuilt);
  const left = linesOf(rebuilt, stretch.rebuilt, stretch.start, isUtf8);
  const right = linesOf(upload, stretch.upload, stretch.start, isUtf8);
  const runs = diff(left.texts, right.texts, MOST_EDITS) ?? replaced(left, right);
  const most = bodies.upload === null || bodies.rebuilt === null ? "linesAlone" : "lines";
  const { hunks, isWhole } = hunksOf(runs, { left, right, stretch, isUtf8 }, EXCERPT_CAPS[most]);
  return {
    kind: "diff",
    encoding: isUtf8 ? "utf-8" : "other",
    hunks,
    whole: isWhole && !stretch.upload.isCut && !stretch.rebuilt.isCut,
  };
}

/** The lines of the window, without line feeds; a last line that has none is marked, so that it equals no other. */
function linesOf(body: Uint8Array, side: WindowSide, start: number, isUtf8: boolean): Lines {
  const part = body.subarray(start, side.end);
  // The whole is UTF-8 and was cut between two characters, so the part is, too.
  const text = isUtf8 ? (utf8Text(part) ?? "") : pathFromBytes(part);
  const texts = text.split("\n");
  const last = texts.pop() ?? "";
  if (last !== "") texts.push(side.endsInside ? last : last + UNENDED);
  return { texts, side };
}

/** Everything taken out and everything put in: true of any two texts, and found without searching. */
function replaced(left: Lines, right: Lines): readonly LineRun[] {
  return [
    { fate: "removed", count: left.texts.length },
    { fate: "added", count: right.texts.length },
  ];
}

/** The lines between which a way was found, and where they stand. */
interface Stretches {
  readonly left: Lines;
  readonly right: Lines;
  readonly stretch: TextWindow;
  readonly isUtf8: boolean;
}

/** The changed lines with what stands around them, until there are enough. What is not shown is only counted. */
function hunksOf(
  runs: readonly LineRun[],
  { left, right, stretch, isUtf8 }: Stretches,
  most: number,
): { readonly hunks: readonly Hunk[]; readonly isWhole: boolean } {
  const hunks: Hunk[] = [];
  let open: ExcerptLine[] = [];
  const at = { left: 0, right: 0 };
  let room = most;
  const close = () => {
    const behind = { rebuilt: stretch.line + at.left, upload: stretch.line + at.right };
    if (open.length > 0) hunks.push(hunkOf(open, behind));
    open = [];
  };
  const show = (sign: ExcerptLine["sign"], twin: string | undefined) => {
    const [side, which] = sign === "-" ? [left, at.left] : [right, at.right];
    const inside = {
      startsInside: which === 0 && stretch.startsInside,
      endsInside: which === side.texts.length - 1 && side.side.endsInside,
    };
    open.push(excerptLine(sign, side.texts[which] ?? "", twin, inside, isUtf8));
    room -= 1;
  };
  for (const [which, { fate, count }] of runs.entries()) {
    const skipped = fate === "kept" ? skippedOf(runs, which) : { from: count, to: count };
    // What a line was changed into stands in the run beside it, as far into it as the line in its own.
    const twins = { kept: undefined, removed: runs[which + 1], added: runs[which - 1] }[fate];
    for (let step = 0; step < count; step++) {
      if (step === skipped.from) {
        close();
        step = skipped.to;
        at.left += skipped.to - skipped.from;
        at.right += skipped.to - skipped.from;
        if (step === count) break;
      }
      if (room === 0) {
        close();
        return { hunks, isWhole: false };
      }
      const hasTwin = twins !== undefined && twins.fate !== "kept" && step < twins.count;
      if (fate === "kept") show(" ", undefined);
      else if (fate === "removed") show("-", hasTwin ? right.texts[at.right + step] : undefined);
      else show("+", hasTwin ? left.texts[at.left - twins.count + step] : undefined);
      if (fate !== "added") at.left += 1;
      if (fate !== "removed") at.right += 1;
    }
  }
  close();
  return { hunks, isWhole: true };
}

/** The lines of a kept run that are no context of a change before or behind it. */
function skippedOf(
  runs: readonly LineRun[],
  which: number,
): { readonly from: number; readonly to: number } {
  const count = runs[which]?.count ?? 0;
  const from = which === 0 ? 0 : CONTEXT;
  const to = which === runs.length - 1 ? count : count - CONTEXT;
  return from < to ? { from, to } : { from: count, to: count };
}

/** Units before the place where a long line changes. */
const LEAD = 60;

function excerptLine(
  sign: ExcerptLine["sign"],
  line: string,
  twin: string | undefined,
  inside: { readonly startsInside: boolean; readonly endsInside: boolean },
  isUtf8: boolean,
): ExcerptLine {
  const unended = line.endsWith(UNENDED);
  const whole = unended ? line.slice(0, -1) : line;
  const change = twin === undefined ? 0 : firstUnequalUnit(whole, twin);
  const isLong = whole.length > EXCERPT_CAPS.line;
  const start = isLong && change > EXCERPT_CAPS.line - LEAD ? between(whole, change - LEAD) : 0;
  const end = isLong ? between(whole, start + EXCERPT_CAPS.line) : whole.length;
  const cutStart = start > 0 || inside.startsInside;
  const cutEnd = end < whole.length || inside.endsInside;
  const text = whole.slice(start, end);
  return {
    sign,
    text: isUtf8 ? copied(text) : displayPath(text as PathBytes),
    ...(cutStart || cutEnd
      ? { cut: cutStart ? (cutEnd ? ("both" as const) : ("start" as const)) : ("end" as const) }
      : {}),
    ...(unended ? { unended: true as const } : {}),
  };
}

function firstUnequalUnit(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** This place, or one before it where it would tear a character of two units. */
function between(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

/** The same text in memory of its own: a slice would keep the whole window alive as long as the report. */
function copied(text: string): string {
  return DECODER.decode(ENCODER.encode(text));
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** A hunk of these lines, the last of which stands just before `behind`. */
function hunkOf(
  lines: readonly ExcerptLine[],
  behind: { readonly rebuilt: number; readonly upload: number },
): Hunk {
  const rebuiltCount = lines.filter(({ sign }) => sign !== "+").length;
  const uploadCount = lines.filter(({ sign }) => sign !== "-").length;
  return {
    rebuiltStart: behind.rebuilt - rebuiltCount,
    rebuiltCount,
    uploadStart: behind.upload - uploadCount,
    uploadCount,
    lines,
  };
}
