import type { Git } from "./git-process.ts";
import { ObjectStream } from "./object-stream.ts";
import type { ObjectStore } from "./object-store.ts";

/** After this long without a read the process behind the stream is let go. */
const IDLE_MS = 500;

/** An object stream for single reads now and then: started when one is asked for, over soon after the last. */
export class RestingStream {
  readonly #git: Git;
  readonly #store: ObjectStore;
  readonly #signal: AbortSignal;
  #objects: ObjectStream | null = null;
  #readers = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(git: Git, store: ObjectStore, signal: AbortSignal) {
    this.#git = git;
    this.#store = store;
    this.#signal = signal;
  }

  /** Runs one read; a read that fails ends the stream for those that wait, and the next one starts another. */
  async read<T>(what: (objects: ObjectStream) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    const { path, format } = this.#store;
    const objects = (this.#objects ??= new ObjectStream(this.#git, path, format, this.#signal));
    this.#readers += 1;
    objects.keepAlive(true);
    try {
      return await what(objects);
    } catch (cause) {
      if (this.#objects === objects) this.#objects = null;
      throw cause;
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#rest(objects);
    }
  }

  #rest(objects: ObjectStream): void {
    objects.keepAlive(false);
    this.#idle = setTimeout(() => {
      objects.close();
      if (this.#objects === objects) this.#objects = null;
    }, IDLE_MS).unref();
  }
}
