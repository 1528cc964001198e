import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Progress, ProvenSource, Scratch, SourceProver, SourceRequest } from "../app/ports.ts";
import type { Sha256 } from "../core/digest.ts";
import { digestTree } from "../core/git/source-digest.ts";
import { pathFromText, type PathBytes } from "../core/path-bytes.ts";
import type { SourceFile, SourceTree } from "../core/source-tree.ts";
import { demandReachable } from "./ancestry.ts";
import { findGit } from "./git-binary.ts";
import { Git } from "./git-process.ts";
import { bringLfsObjects } from "./lfs-objects.ts";
import {
  pathIn,
  proveRepository,
  type ProofMeans,
  type ProvenRepository,
} from "./proven-repository.ts";
import { resolveRevision } from "./revision.ts";
import { locateSource } from "./source-location.ts";
import { tellNotices, tellWorkTree } from "./source-notices.ts";
import { StoredSource } from "./stored-source.ts";
import { proveSubmodules } from "./submodules.ts";
import { refuseEscapes, SOURCE_LIMITS, type SourceLimits } from "./tree-proof.ts";

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
    progress.phase("source", `commit ${resolved.commit}`);
    const limits = this.#options.limits ?? SOURCE_LIMITS;
    const means: ProofMeans = { git, limits, signal };
    const place = path.join(folder, "store.git");
    const top = await proveRepository(pathFromText(""), place, resolved, means);
    const { submodules: wantsSubmodules = false, lfs: wantsLfs = false } = request;
    const { reachableFrom = [] } = request;
    if (reachableFrom.length > 0) {
      const ancestry = path.join(folder, "ancestry.git");
      await demandReachable(top.source, reachableFrom, { git, folder: ancestry, signal });
    }
    const submodules = wantsSubmodules
      ? await proveSubmodules(top, (at) => path.join(folder, `submodule-${String(at)}.git`), means)
      : [];
    const repositories = [top, ...submodules] as const;
    const links = unionOf(repositories, ({ proven }) => proven.links);
    refuseEscapes(links);
    const lfs = new Map<Sha256, string>();
    for (const repository of wantsLfs ? repositories : []) {
      const { environment } = this.#options;
      const { totalBytes } = limits;
      const brought = await bringLfsObjects(repository, {
        folder,
        totalBytes,
        environment,
        signal,
      });
      for (const [digest, file] of brought) lfs.set(digest, file);
    }
    const repository = location.kind === "url" ? location.url : request.repository;
    const tree = treeOf(repository, repositories);
    const result = new StoredSource({
      git,
      folder,
      repositories,
      tree,
      links,
      lfs,
      scratch,
      signal,
    });
    tellNotices(repositories, { submodules: wantsSubmodules, lfs: wantsLfs }, progress);
    await tellWorkTree(result, top, progress);
    return result;
  }
}

function treeOf(
  repository: string,
  repositories: readonly [ProvenRepository, ...ProvenRepository[]],
): SourceTree {
  const [{ source, proven }, ...submodules] = repositories;
  return {
    repository,
    objectFormat: source.format,
    commit: source.commit,
    tree: proven.commit.tree,
    treeSha256: digestTree(proven.files),
    committedAt: proven.commit.committedAt,
    files: unionOf<SourceFile>(repositories, (one) => one.proven.files),
    ...(source.subdirectory === "" ? {} : { subdirectory: source.subdirectory }),
    ...(source.tag === null ? {} : { tag: source.tag }),
    ...(submodules.length === 0
      ? {}
      : {
          submodules: submodules.map((one) => ({
            path: one.path,
            repository: one.source.remote,
            commit: one.source.commit,
            tree: one.proven.commit.tree,
            treeSha256: digestTree(one.proven.files),
          })),
        }),
  };
}

/** What each repository has by its own paths, by the paths of the whole tree. */
function unionOf<T>(
  repositories: readonly ProvenRepository[],
  of: (repository: ProvenRepository) => ReadonlyMap<PathBytes, T>,
): ReadonlyMap<PathBytes, T> {
  const [top, ...submodules] = repositories;
  if (top !== undefined && submodules.length === 0) return of(top);
  return new Map(
    repositories.flatMap((one) => [...of(one)].map(([name, value]) => [pathIn(one, name), value])),
  );
}
