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

/**
 * Keeps what passes while an archive is read, as far as it is small, so that nobody has to read and decompress it again.
 * What was too much is not there; then the file has to be read again.
 */
export class PassMemory implements BodySink {
  readonly #bodies = new Map<PathBytes, Uint8Array[]>();
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

  body(path: PathBytes, bytes: Uint8Array): void {
    const pieces = this.#bodies.get(path);
    if (pieces === undefined) return;
    if (bytes.length <= this.#bodyRoom) {
      this.#bodyRoom -= bytes.length;
      // The bytes are a view of a buffer that is used again.
      pieces.push(bytes.slice());
      return;
    }
    for (const piece of pieces) this.#bodyRoom += piece.length;
    this.#bodies.delete(path);
    this.#lostBody = true;
  }

  content(bytes: Uint8Array): void {
    if (this.#content === null) return;
    this.#contentRoom -= bytes.length;
    if (this.#contentRoom < 0) this.#content = null;
    else this.#content.push(bytes.slice());
  }

  /** The body of an entry: null when there is no such file, undefined when nobody knows any more. */
  bodyOf(path: PathBytes): Uint8Array | null | undefined {
    const pieces = this.#bodies.get(path);
    if (pieces === undefined) return this.#lostBody ? undefined : null;
    const [only, ...more] = pieces;
    if (only !== undefined && more.length === 0) return only;
    const whole = new Uint8Array(Buffer.concat(pieces));
    this.#bodies.set(path, [whole]);
    return whole;
  }

  /** The whole container in pieces; null when it was too long to be kept. */
  pieces(): readonly Uint8Array[] | null {
    return this.#content;
  }
}
