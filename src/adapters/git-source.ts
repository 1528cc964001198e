import { mkdir } from "node:fs/promises";
import path from "node:path";
import type {
  IgnoreRule,
  Progress,
  ProvenSource,
  Scratch,
  SourceProver,
  SourceRequest,
} from "../app/ports.ts";
import { sha256Hex } from "../core/digest.ts";
import { SourceError } from "../core/errors.ts";
import { digestTree } from "../core/git/source-digest.ts";
import { displayPath, type PathBytes } from "../core/path-bytes.ts";
import type { SourceTree } from "../core/source-tree.ts";
import { addBuildRepository } from "./build-repository.ts";
import { writeTree } from "./check-out.ts";
import { findGit } from "./git-binary.ts";
import { Git } from "./git-process.ts";
import { readIgnoreRules } from "./ignore-rules.ts";
import { ObjectStream } from "./object-stream.ts";
import { createStore, fetchCommit, fetchHistory, type ObjectStore } from "./object-store.ts";
import { resolveRevision, type ResolvedSource } from "./revision.ts";
import { locateSource } from "./source-location.ts";
import {
  proveTree,
  SOURCE_LIMITS,
  wholeObject,
  type ProvenTree,
  type SourceLimits,
} from "./tree-proof.ts";
import { describeWorkTree } from "./work-tree.ts";

/** What a prover is made with. */
export interface GitSourceOptions {
  /** Variables of the caller; only proxies and certificate authorities are taken from them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly limits?: SourceLimits;
  /** Where to look for git instead of the system's folders. */
  readonly gitCandidates?: readonly string[];
}

/** Proves commits with the system's git, which only carries bytes (docs/source.md). */
export class GitSourceProver implements SourceProver {
  readonly #options: GitSourceOptions;

  constructor(options: GitSourceOptions) {
    this.#options = options;
  }

  async prove(
    request: SourceRequest,
    scratch: Scratch,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<ProvenSource> {
    const binary = await findGit(this.#options.gitCandidates);
    const folder = await scratch.directory("source");
    const home = path.join(folder, "home");
    await mkdir(home, { mode: 0o700 });
    const git = await Git.open(binary, home, this.#options.environment, signal);

    const location = await locateSource(request.repository);
    const resolved = await resolveRevision(git, location, request.revision, home);
    const { format } = resolved;
    progress.phase("source", `commit ${resolved.commit}`);
    const store = await createStore(git, path.join(folder, "store.git"), format);
    const { commit, complete } = await fetchCommit(git, store, resolved);
    const source = { ...resolved, commit };

    const objects = new ObjectStream(git, store.path, format, signal);
    let proven: ProvenTree;
    try {
      const limits = this.#options.limits ?? SOURCE_LIMITS;
      proven = await proveTree(objects, source.commit, format, limits);
    } finally {
      objects.close();
    }
    const tree: SourceTree = {
      repository: location.kind === "url" ? location.url : request.repository,
      objectFormat: format,
      commit: source.commit,
      tree: proven.commit.tree,
      treeSha256: digestTree(proven.files),
      committedAt: proven.commit.committedAt,
      files: proven.files,
      ...(source.subdirectory === "" ? {} : { subdirectory: source.subdirectory }),
    };
    const result = new StoredSource(
      { git, store, source, scratch, signal, tree, proven },
      complete,
    );
    tellNotices(proven, progress);
    await tellWorkTree(result, source, proven, progress);
    return result;
  }
}

interface StoredParts {
  readonly git: Git;
  readonly store: ObjectStore;
  readonly source: ResolvedSource;
  readonly scratch: Scratch;
  readonly signal: AbortSignal;
  readonly tree: SourceTree;
  readonly proven: ProvenTree;
}

/** After this long without a read the object stream of `readBlob` is closed. */
const IDLE_MS = 500;

class StoredSource implements ProvenSource {
  readonly tree: SourceTree;
  readonly #parts: StoredParts;
  #history: Promise<void> | null;
  #objects: ObjectStream | null = null;
  #readers = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: StoredParts, hasHistory: boolean) {
    this.tree = parts.tree;
    this.#parts = parts;
    this.#history = hasHistory ? Promise.resolve() : null;
  }

  async checkOut(parent: string): Promise<string> {
    const { git, store, source, tree, proven, signal } = this.#parts;
    await (this.#history ??= fetchHistory(git, store, source));
    const folder = await writeTree({ git, store, tree, links: proven.links, parent, signal });
    await addBuildRepository(git, store, tree, folder);
    return folder;
  }

  async readBlob(name: PathBytes, limit: number): Promise<Uint8Array | undefined> {
    const file = this.tree.files.get(name);
    if (file === undefined || file.sha256 === null || file.size > limit) return undefined;
    const body = await this.#read(file.objectId, limit);
    if (sha256Hex(body) === file.sha256) return body;
    throw new SourceError("object-mismatch", {
      expected: `the bytes that were proven for "${displayPath(name)}"`,
      found: "other bytes with the same object id",
      next: "Somebody wrote to the temporary folder of this run; run it again on a machine you trust.",
    });
  }

  async ignoreRules(paths: readonly PathBytes[]): Promise<ReadonlyMap<PathBytes, IgnoreRule>> {
    const { git, scratch } = this.#parts;
    return readIgnoreRules(git, await scratch.directory("ignore"), this, paths);
  }

  async #read(id: string, limit: number): Promise<Uint8Array> {
    const { git, store, tree, signal } = this.#parts;
    clearTimeout(this.#idle);
    const objects = (this.#objects ??= new ObjectStream(
      git,
      store.path,
      tree.objectFormat,
      signal,
    ));
    this.#readers += 1;
    objects.keepAlive(true);
    try {
      return await wholeObject(objects, id, "blob", limit);
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

function tellNotices(proven: ProvenTree, progress: Progress): void {
  const gitlinks = [...proven.files].filter(([, file]) => file.mode === "160000");
  if (gitlinks.length > 0) {
    const named = listed(gitlinks.map(([name]) => name));
    progress.notice(
      "submodule-unverified",
      `${named}: submodules are not fetched; the build finds empty folders there.`,
    );
  }
  if (proven.lfsPointers.length > 0) {
    progress.notice(
      "lfs-pointer",
      `${listed(proven.lfsPointers)}: the commit holds Git LFS pointers, and the build sees the pointers.`,
    );
  }
}

async function tellWorkTree(
  proven: ProvenSource,
  source: ResolvedSource,
  tree: ProvenTree,
  progress: Progress,
): Promise<void> {
  // At another commit, every honest difference would read as dirt.
  if (source.workTree?.head !== source.commit) return;
  const { folder } = source.workTree;
  const { changed, added } = await describeWorkTree(folder, proven.tree, tree.links);
  if (changed.length + added.length === 0) return;
  const ignored = await proven.ignoreRules(added);
  const groups = [
    ["changed", changed],
    ["not in the commit", added.filter((name) => !ignored.has(name))],
    ["ignored", added.filter((name) => ignored.has(name))],
  ] as const;
  const parts = groups
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${String(names.length)} ${what} (${listed(names)})`);
  progress.notice(
    "dirty-work-tree",
    `The work tree differs from the commit: ${parts.join(", ")}. The commit is built, not the work tree.`,
  );
}

const MOST_NAMED = 3;

function listed(paths: readonly PathBytes[]): string {
  const more = paths.length - MOST_NAMED;
  const named = paths.slice(0, MOST_NAMED).map(displayPath).join(", ");
  return more > 0 ? `${named} and ${String(more)} more` : named;
}
