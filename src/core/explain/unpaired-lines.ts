import { commonStart } from "../archive/byte-runs.ts";

/** What is left of two texts that differ when equal lines are taken out in pairs. A text ends in one line more than it has line feeds. */
export interface UnpairedLines {
  /** How many lines both begin with. */
  readonly before: number;
  /** The line behind those; undefined where the text has ended. */
  readonly first: { readonly upload: string | undefined; readonly other: string | undefined };
  /** The lines without a twin, in their order. */
  readonly upload: readonly string[];
  readonly other: readonly string[];
}

const LINE_FEED = 10;
/** Searches in vain after which two texts count as having nothing in common any more. */
const MOST_VAIN = 200;
/** Lines ahead in which both sides are searched for a place where they meet again: nearly always the next one is. */
const AHEAD = [2, 16] as const;

/**
 * Walks along two texts (UTF-8, both) and takes out equal lines in pairs, so far as neighbours give any. Equal stretches
 * are skipped as bytes, so texts of many lines that differ in a few cost no more than those.
 */
export function unpairedLines(upload: Uint8Array, other: Uint8Array): UnpairedLines {
  const left: string[] = [];
  const right: string[] = [];
  const alike = equalLines(upload, 0, other, 0);
  let at = alike;
  let to = alike;
  for (let vain = 0; at <= upload.length && to <= other.length && vain < MOST_VAIN; vain++) {
    const [more, furtherOn] = stepsToMeet(upload, at, other, to);
    left.push(...linesFrom(upload, at, more));
    right.push(...linesFrom(other, to, furtherOn));
    at = behind(upload, at, more);
    to = behind(other, to, furtherOn);
    const equal = equalLines(upload, at, other, to);
    at += equal;
    to += equal;
    if (equal > 0) vain = 0;
  }
  return {
    before: linesBefore(upload, alike),
    first: { upload: linesFrom(upload, alike, 1)[0], other: linesFrom(other, alike, 1)[0] },
    upload: left.concat(linesFrom(upload, at)),
    other: right.concat(linesFrom(other, to)),
  };
}

/** Bytes of the whole lines from these starts on that are equal, with their line feeds; one more where a text ends. */
function equalLines(upload: Uint8Array, at: number, other: Uint8Array, to: number): number {
  if (at > upload.length || to > other.length) return 0;
  const same = commonStart(upload.subarray(at), other.subarray(to));
  if (isLineEnd(upload, at + same) && isLineEnd(other, to + same)) return same + 1;
  return same === 0 ? 0 : Math.max(at, upload.lastIndexOf(LINE_FEED, at + same - 1) + 1) - at;
}

function isLineEnd(text: Uint8Array, at: number): boolean {
  return at === text.length || text[at] === LINE_FEED;
}

/** Up to so many lines from this start of a line on; none behind the end of the text. */
function linesFrom(text: Uint8Array, start: number, most = Infinity): readonly string[] {
  if (start > text.length || most === 0) return [];
  const end = most === Infinity ? text.length + 1 : behind(text, start, most);
  return DECODER.decode(text.subarray(start, end - 1)).split("\n");
}

/** Without state between its calls. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** Where the line stands that comes so many lines behind this one; one byte behind the text where there is none. */
function behind(text: Uint8Array, start: number, lines: number): number {
  let at = start;
  for (let left = lines; left > 0 && at <= text.length; left--) {
    const feed = text.indexOf(LINE_FEED, at);
    at = (feed === -1 ? text.length : feed) + 1;
  }
  return at;
}

function linesBefore(text: Uint8Array, start: number): number {
  let count = 0;
  for (let at = 0; at < start; at = behind(text, at, 1)) count += 1;
  return count;
}

/** How many lines to go on either side to the next equal ones; one on both where none are near. */
function stepsToMeet(
  upload: Uint8Array,
  at: number,
  other: Uint8Array,
  to: number,
): readonly [number, number] {
  for (const ahead of AHEAD) {
    const here = linesFrom(upload, at, ahead);
    const there = linesFrom(other, to, ahead);
    for (let far = 0; far < ahead; far++) {
      for (let near = 0; near <= far; near++) {
        // mutant: a pair that is not found here is counted afterwards, only slower
        if (here[far] === there[near]) return [far, near];
        // mutant: as above, from the other side
        if (here[near] === there[far]) return [near, far];
      }
    }
  }
  return [1, 1];
}
