import type { Limits } from "../core/archive/limits.ts";
import type { ArchiveModel, Reading } from "../core/archive/model.ts";
import { isPacked, unequalFiles } from "../core/compare/nested.ts";
import { sharingEntries } from "../core/compare/shared-entries.ts";
import { sha256Hex } from "../core/digest.ts";
import { pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { inGroups } from "./body-groups.ts";
import type { ArchiveFiles } from "./ports.ts";

/** Bodies that are held at once to see whether they are archives, bytes. */
const SNIFFED_AT_ONCE = 64 * 1024 * 1024;

/** Asks for the content of a file that is no archive. */
const WHOLE = pathFromText("");

/** A file on this machine and the name it goes by. */
export interface NamedFile {
  readonly file: string;
  readonly name: string;
}

/** The two files that are compared, and the caps on reading each. */
export interface FilePair {
  readonly upload: NamedFile;
  readonly rebuilt: NamedFile;
  readonly limits: Limits;
}

/** What reading one place in both files gave. */
export interface Pair {
  readonly upload: Reading;
  readonly rebuilt: Reading;
}

/** Reads the same place in both files. */
export class PairReader {
  readonly #request: FilePair;
  readonly #files: ArchiveFiles;
  readonly #signal: AbortSignal;

  constructor(request: FilePair, files: ArchiveFiles, signal: AbortSignal) {
    this.#request = request;
    this.#files = files;
    this.#signal = signal;
  }

  async read(inside: readonly PathBytes[]): Promise<Pair> {
    const { upload, rebuilt, limits } = this.#request;
    // Side by side, because decompressing happens in threads of its own. Both to their end, so that nothing is read
    // any more when this returns, and of two failures the upload's is told whichever came first.
    const read = ({ file }: NamedFile) => this.#files.read(file, inside, limits, this.#signal);
    const [first, second] = await Promise.allSettled([read(upload), read(rebuilt)]);
    const reading = settled(first);
    return { upload: reading, rebuilt: sharingEntries(reading, settled(second)) };
  }

  /** Bodies of one side, each of them the one that the model was made from. */
  async bodies(
    side: keyof Pair,
    inside: readonly PathBytes[],
    model: ArchiveModel,
    wanted: ReadonlySet<PathBytes>,
    limit: number,
  ): Promise<ReadonlyMap<PathBytes, Uint8Array>> {
    const { file } = this.#request[side];
    const { limits } = this.#request;
    const found = await this.#files.bodies(file, inside, [...wanted], limit, limits, this.#signal);
    const proven = new Map<PathBytes, Uint8Array>();
    for (const { path, sha256 } of model.entries) {
      const body = wanted.has(path) ? found.get(path) : undefined;
      if (body !== undefined && sha256Hex(body) === sha256) proven.set(path, body);
    }
    return proven;
  }

  /**
   * The decompressed content at this place of one side, the one that the reading is of; null when it is no compressed
   * file, or longer than `limit` bytes.
   */
  async content(
    side: keyof Pair,
    inside: readonly PathBytes[],
    reading: Reading,
    limit: number,
  ): Promise<Uint8Array | null> {
    if (reading.kind !== "opaque" || reading.layers.length === 0) return null;
    const { file } = this.#request[side];
    const { limits } = this.#request;
    const found = await this.#files.bodies(file, inside, [WHOLE], limit, limits, this.#signal);
    const content = found.get(WHOLE);
    return content !== undefined && sha256Hex(content) === reading.content.sha256 ? content : null;
  }
}

function settled<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

/** Members that differ and are packed on either side; what is too large to be held is taken for packed. */
export async function packedMembers(
  reader: PairReader,
  models: { readonly upload: ArchiveModel; readonly rebuilt: ArchiveModel },
  inside: readonly PathBytes[],
): Promise<readonly PathBytes[]> {
  const unequal = unequalFiles(models.upload, models.rebuilt);
  const packed = new Set<PathBytes>();
  for (const side of ["upload", "rebuilt"] as const) {
    const sizes = new Map(models[side].entries.map(({ path, size }) => [path, size]));
    for (const group of inGroups(unequal, (path) => sizes.get(path) ?? 0, SNIFFED_AT_ONCE)) {
      const wanted = new Set(group);
      const bodies = await reader.bodies(side, inside, models[side], wanted, SNIFFED_AT_ONCE);
      for (const path of group) {
        const body = bodies.get(path);
        if (body === undefined || isPacked(body)) packed.add(path);
      }
    }
  }
  return unequal.filter((path) => packed.has(path));
}
