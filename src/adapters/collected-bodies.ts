import type { BodySink } from "../core/archive/push-reader.ts";
import type { PathBytes } from "../core/path-bytes.ts";

/** Keeps the bodies that were asked for, each up to a limit; one that is longer is dropped. */
export class CollectedBodies implements BodySink {
  readonly #wanted: ReadonlySet<PathBytes>;
  readonly #limit: number;
  readonly #pieces = new Map<PathBytes, Uint8Array[]>();
  readonly #lengths = new Map<PathBytes, number>();

  constructor(paths: readonly PathBytes[], limit: number) {
    this.#wanted = new Set(paths);
    this.#limit = limit;
  }

  wants(path: PathBytes): boolean {
    if (!this.#wanted.has(path)) return false;
    this.#pieces.set(path, []);
    this.#lengths.set(path, 0);
    return true;
  }

  body(path: PathBytes, bytes: Uint8Array): void {
    const length = (this.#lengths.get(path) ?? 0) + bytes.length;
    this.#lengths.set(path, length);
    // The bytes are a view of a buffer that is used again.
    if (length <= this.#limit) this.#pieces.get(path)?.push(bytes.slice());
    else this.#pieces.delete(path);
  }

  /** The bodies that were there and short enough. */
  bodies(): ReadonlyMap<PathBytes, Uint8Array> {
    return new Map(
      Array.from(this.#pieces, ([path, pieces]) => [path, new Uint8Array(Buffer.concat(pieces))]),
    );
  }
}
