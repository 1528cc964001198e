import type { ArchiveFiles } from "../app/ports.ts";
import type { LimitCounters } from "../core/archive/limit-counters.ts";
import type { Limits } from "../core/archive/limits.ts";
import type { ArchiveModel, Reading } from "../core/archive/model.ts";
import { profileOfMember } from "../core/archive/ar/deb-profile.ts";
import type { BodySink } from "../core/archive/push-reader.ts";
import type { Profile } from "../core/archive/profile.ts";
import type { Fingerprint } from "../core/digest.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { archiveFiles, assertRead } from "./archive-files.ts";
import { CollectedBodies } from "./collected-bodies.ts";
import { MEMORY_ROOM, PassMemory } from "./pass-memory.ts";
import type { MemoryRoom } from "./pass-memory.ts";
import { readEntry, readFile } from "./strict-read.ts";

/** Files that are remembered at a time: the two sides of a comparison. */
const MOST_FILES = 2;

interface Remembered {
  /** That of the reading, to know it again: the model of a large archive is not kept for longer than somebody uses it. */
  readonly print: Fingerprint;
  /** What it takes to tell the profile of a member: the container and its first entry; null for a file that is none. */
  readonly container: Parameters<typeof profileOfMember>[0] | null;
  readonly memory: PassMemory;
  readonly counters: LimitCounters;
  readonly limits: Limits;
}

/** The body of an entry, and what reading it as an archive starts from. */
interface KnownBody {
  readonly body: Uint8Array;
  readonly profile: Profile | null;
  readonly counters: LimitCounters;
}

/**
 * Archive files that are read and decompressed once where they are small: bodies, archives inside and the container's
 * own bytes come from the pass that made the reading, so they are those of the reading even if the file changes. Gives
 * what `archiveFiles` gives.
 */
export class RememberedFiles implements ArchiveFiles {
  readonly #known = new Map<string, Remembered>();
  readonly #room: MemoryRoom;

  constructor(room: MemoryRoom = MEMORY_ROOM) {
    this.#room = room;
  }

  size(file: string): Promise<number> {
    return archiveFiles.size(file);
  }

  fingerprint(file: string, signal: AbortSignal): Promise<Fingerprint> {
    return archiveFiles.fingerprint(file, signal);
  }

  async read(
    file: string,
    inside: readonly PathBytes[],
    limits: Limits,
    signal: AbortSignal,
  ): Promise<Reading> {
    const [outer, ...further] = inside;
    if (outer === undefined) return this.#readWhole(file, limits, signal);
    const known = this.#knownBody(file, outer, limits);
    if (known === null) return archiveFiles.read(file, inside, limits, signal);
    return readEntry(
      known.body,
      known.profile,
      { inside: further, sink: null },
      known.counters,
      signal,
    );
  }

  async bodies(
    file: string,
    inside: readonly PathBytes[],
    paths: readonly PathBytes[],
    limit: number,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<PathBytes, Uint8Array>> {
    const [outer, ...further] = inside;
    if (outer === undefined) {
      const bodies = this.#knownBodies(file, paths, limit, limits);
      return bodies ?? archiveFiles.bodies(file, inside, paths, limit, limits, signal);
    }
    const known = this.#knownBody(file, outer, limits);
    if (known === null) return archiveFiles.bodies(file, inside, paths, limit, limits, signal);
    const sink = new CollectedBodies(paths, limit);
    assertRead(
      await readEntry(known.body, known.profile, { inside: further, sink }, known.counters, signal),
      file,
    );
    return sink.bodies();
  }

  /** What is asked for so is too large to be remembered. */
  pass(
    file: string,
    inside: readonly PathBytes[],
    sink: BodySink,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<Reading> {
    return archiveFiles.pass(file, inside, sink, limits, signal);
  }

  /** The bytes of the container that this reading is of, in pieces; null when they are not known any more. */
  content(file: string, reading: Reading): readonly Uint8Array[] | null {
    const known = this.#known.get(file);
    return known?.print === reading.file ? known.memory.pieces() : null;
  }

  async #readWhole(file: string, limits: Limits, signal: AbortSignal): Promise<Reading> {
    this.#known.delete(file);
    const memory = new PassMemory(this.#room);
    const { reading, counters } = await readFile(
      file,
      { inside: [], sink: memory },
      limits,
      signal,
    );
    if (reading.kind === "archive" || reading.kind === "opaque") {
      const container = reading.kind === "archive" ? beginningOf(reading.archive) : null;
      this.#known.set(file, { print: reading.file, container, memory, counters, limits });
      for (const oldest of this.#known.keys()) {
        if (this.#known.size <= MOST_FILES) break;
        this.#known.delete(oldest);
      }
    }
    return reading;
  }

  #knownBody(file: string, path: PathBytes, limits: Limits): KnownBody | null {
    const known = this.#known.get(file);
    if (known?.limits !== limits) return null;
    const body = known.memory.bodyOf(path) ?? null;
    if (body === null || known.container === null) return null;
    const profile = profileOfMember(known.container, path);
    return { body, profile, counters: known.counters };
  }

  /** null when one of them is not known, whether it is there or not. */
  #knownBodies(
    file: string,
    paths: readonly PathBytes[],
    limit: number,
    limits: Limits,
  ): ReadonlyMap<PathBytes, Uint8Array> | null {
    const known = this.#known.get(file);
    if (known?.limits !== limits) return null;
    const found = new Map<PathBytes, Uint8Array>();
    for (const path of paths) {
      const body = known.memory.bodyOf(path);
      if (body === undefined) return null;
      if (body !== null && body.length <= limit) found.set(path, body);
    }
    return found;
  }
}

function beginningOf({ format, entries }: ArchiveModel): Remembered["container"] {
  return { format, entries: entries.slice(0, 1) };
}
