import type { BodySink } from "../core/archive/push-reader.ts";
import type { PathBytes } from "../core/path-bytes.ts";

/** What is kept of one file at most. */
export interface MemoryRoom {
  /** Bytes of its container. */
  readonly content: number;
  /** Bytes of its bodies, all together. */
  readonly bodyBytes: number;
  readonly bodies: number;
}

/** Enough for nearly every release, and little beside what a runtime takes for itself. */
export const MEMORY_ROOM: MemoryRoom = {
  content: 32 * 1024 * 1024,
  bodyBytes: 32 * 1024 * 1024,
  bodies: 8192,
};

/** A body that stands in the content as it is: bytes `start` up to `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Keeps what passes while an archive is read, as far as it is small, so that nobody has to read and decompress it again.
 * What was too much is not there; then the file has to be read again.
 */
export class PassMemory implements BodySink {
  readonly #bodies = new Map<PathBytes, Span | readonly Uint8Array[]>();
  #bodiesLeft: number;
  #bodyRoom: number;
  #lostBody = false;
  #content: Uint8Array[] | null = [];
  #contentRoom: number;

  constructor(room: MemoryRoom) {
    this.#bodiesLeft = room.bodies;
    this.#bodyRoom = room.bodyBytes;
    this.#contentRoom = room.content;
  }

  wants(path: PathBytes): boolean {
    if (this.#bodiesLeft === 0) {
      this.#lostBody = true;
      return false;
    }
    this.#bodiesLeft -= 1;
    this.#bodies.set(path, []);
    return true;
  }

  body(path: PathBytes, bytes: Uint8Array, offset: number | null): void {
    const known = this.#bodies.get(path);
    if (known === undefined) return;
    if (offset !== null && this.#content !== null) {
      const start = isSpan(known) ? known.start : offset;
      this.#bodies.set(path, { start, end: offset + bytes.length });
    } else if (!isSpan(known) && offset === null && bytes.length <= this.#bodyRoom) {
      this.#bodyRoom -= bytes.length;
      // The bytes are a view of a buffer that is used again.
      this.#bodies.set(path, [...known, bytes.slice()]);
    } else {
      this.#forget(path, known);
    }
  }

  content(bytes: Uint8Array): void {
    if (this.#content === null) return;
    this.#contentRoom -= bytes.length;
    if (this.#contentRoom >= 0) {
      this.#content.push(bytes.slice());
      return;
    }
    this.#content = null;
    for (const [path, known] of this.#bodies) if (isSpan(known)) this.#forget(path, known);
  }

  /** The body of an entry: null when there is no such file, undefined when nobody knows any more. */
  bodyOf(path: PathBytes): Uint8Array | null | undefined {
    const known = this.#bodies.get(path);
    if (known === undefined) return this.#lostBody ? undefined : null;
    const pieces = isSpan(known) ? piecesOf(this.#content ?? [], known) : known;
    const [only, ...more] = pieces;
    const whole =
      only !== undefined && more.length === 0 ? only : new Uint8Array(Buffer.concat(pieces));
    // The same bytes for whoever asks again.
    this.#bodies.set(path, [whole]);
    return whole;
  }

  /** The whole container in pieces; null when it was too long to be kept. */
  pieces(): readonly Uint8Array[] | null {
    return this.#content;
  }

  #forget(path: PathBytes, known: Span | readonly Uint8Array[]): void {
    if (!isSpan(known)) for (const piece of known) this.#bodyRoom += piece.length;
    this.#bodies.delete(path);
    this.#lostBody = true;
  }
}

function isSpan(known: Span | readonly Uint8Array[]): known is Span {
  return "start" in known;
}

/** What of the content lies in the span, without a copy. */
function piecesOf(content: readonly Uint8Array[], { start, end }: Span): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  for (const piece of content) {
    if (at >= end) break;
    if (at + piece.length > start) found.push(piece.subarray(Math.max(0, start - at), end - at));
    at += piece.length;
  }
  return found;
}
