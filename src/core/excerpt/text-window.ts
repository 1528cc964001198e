import { commonEnd, commonStart } from "../archive/byte-runs.ts";

/** The part of two texts in which all their differences lie, as far as it may be looked at. */
export interface TextWindow {
  /** Number of its first line, from 1; the same on both sides. */
  readonly line: number;
  readonly upload: WindowSide;
  readonly rebuilt: WindowSide;
  /** Offset of the window in both bodies. */
  readonly start: number;
  /** The first line begins before the window. */
  readonly startsInside: boolean;
}

/** The window on one side. */
export interface WindowSide {
  /** Offset behind its last byte. */
  readonly end: number;
  /** Its last line goes on behind it. */
  readonly endsInside: boolean;
  /** Something that is not the same on both sides may lie behind it. */
  readonly isCut: boolean;
}

const LINE_FEED = 10;
/** Equal lines around a difference. */
export const CONTEXT = 3;
/** Bytes of a line before or behind a difference that are looked at. */
const REACH = 2000;
/** Bytes of a long line in front of the difference that are kept, to show where it is. */
const LEAD = 80;
/** Bytes of one side that are compared line by line. */
const MOST_COMPARED = 128 * 1024;

/** Offset of the first unequal byte of two bodies that differ; the length of the shorter one where that is all of it. */
export function firstUnequal(upload: Uint8Array, rebuilt: Uint8Array): number {
  return commonStart(upload, rebuilt);
}

/** The window on two bodies that differ. */
export function textWindow(upload: Uint8Array, rebuilt: Uint8Array): TextWindow {
  const first = firstUnequal(upload, rebuilt);
  const tail = commonEnd(upload.subarray(first), rebuilt.subarray(first));
  const start = startOf(upload, first);
  // The end is the same on both sides, so it is looked at once; it must not begin inside a line of either.
  const isInLine = [upload, rebuilt].some((body) => {
    const end = body.length - tail;
    return end > 0 && body[end - 1] !== LINE_FEED;
  });
  const ending = endingOf(upload, tail, isInLine);
  const side = (body: Uint8Array) => sideTo(body, start.offset, body.length - tail + ending);
  return {
    line: 1 + feedsIn(upload, start.offset),
    upload: side(upload),
    rebuilt: side(rebuilt),
    start: start.offset,
    startsInside: start.isInside,
  };
}

/** Where to begin so that the first difference is seen with its line and what stands above it. */
function startOf(
  body: Uint8Array,
  first: number,
): { readonly offset: number; readonly isInside: boolean } {
  let offset = lineStart(body, first);
  if (first - offset > REACH) {
    return { offset: characterStart(body, first - LEAD), isInside: true };
  }
  for (let above = 0; above < CONTEXT && offset > 0; above++) {
    const earlier = lineStart(body, offset - 1);
    if (offset - earlier > REACH) break;
    offset = earlier;
  }
  return { offset, isInside: false };
}

function lineStart(body: Uint8Array, at: number): number {
  return at === 0 ? 0 : body.lastIndexOf(LINE_FEED, at - 1) + 1;
}

/** How much of the common end belongs to the line of the last difference and to those below it. */
function endingOf(body: Uint8Array, tail: number, isInLine: boolean): number {
  const begin = body.length - tail;
  let end = begin;
  for (let lines = isInLine ? 0 : 1; lines <= CONTEXT && end < body.length; lines++) {
    const feed = body.indexOf(LINE_FEED, end);
    const next = feed === -1 ? body.length : feed + 1;
    if (next - end > REACH) {
      if (lines === 0) end = characterStart(body, end + LEAD);
      break;
    }
    end = next;
  }
  return end - begin;
}

/** A side up to this offset, or up to where it gets too much. */
function sideTo(body: Uint8Array, start: number, end: number): WindowSide {
  if (end - start <= MOST_COMPARED) return closed(body, end, false);
  const feed = body.lastIndexOf(LINE_FEED, start + MOST_COMPARED - 1);
  return closed(body, feed > start ? feed + 1 : characterStart(body, start + MOST_COMPARED), true);
}

function closed(body: Uint8Array, end: number, isCut: boolean): WindowSide {
  return { end, endsInside: end < body.length && body[end - 1] !== LINE_FEED, isCut };
}

/** This offset, or a little before it where it would cut a character of UTF-8. */
function characterStart(body: Uint8Array, at: number): number {
  let offset = at;
  while (at - offset < 3 && offset > 0 && ((body[offset] ?? 0) & 0xc0) === 0x80) offset -= 1;
  return offset;
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
