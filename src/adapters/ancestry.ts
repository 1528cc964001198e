import { SourceError } from "../core/errors.ts";
import { parseCommit } from "../core/git/commit.ts";
import type { Git } from "./git-process.ts";
import {
  borrowDepth,
  borrowObjects,
  createStore,
  failed,
  fetch,
  type ObjectStore,
} from "./object-store.ts";
import { ObjectStream } from "./object-stream.ts";
import { listRefs, peel, type ResolvedSource } from "./revision.ts";
import { wholeObject } from "./tree-proof.ts";

/** More commits than this are not walked. */
const MOST_COMMITS = 3_000_000;
const LARGEST_COMMIT = 2 ** 20;

/** What asking for ancestry needs. */
export interface AncestryMeans {
  readonly git: Git;
  /** Path of a folder that does not exist yet. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Demands that the commit of a source is at one of the named refs, or in the history of one. A host serves the commits
 * of every fork by their ids, so that an id alone says nothing of who may release from it. The parents are read from
 * commits that hash to their ids. Throws `SourceError` (`commit-unreachable`), also where a shallow history ends
 * before the commit, `RemoteError`.
 */
export async function demandReachable(
  source: ResolvedSource,
  patterns: readonly string[],
  means: AncestryMeans,
): Promise<void> {
  const { git, folder, signal } = means;
  const store = await createStore(git, folder, source.format);
  const refs = await listRefs(git, source, store.path);
  const names = [...refs.keys()].filter((name) => patterns.some((one) => matches(one, name)));
  if (names.length === 0) throw unreachable(source, `no ref ${patterns.join(", ")}`);
  const tips = names.map((name) => peel(refs, name) ?? "");
  if (tips.includes(source.commit)) return;

  if (await borrowObjects(store, source)) {
    await borrowDepth(store, source);
  } else {
    const refspecs = names.map((name, at) => `+${name}:refs/rebuild-gate/allowed/${String(at)}`);
    // Commits alone, where the server can leave out the rest.
    const answer = await fetch(
      git,
      store,
      source,
      ["--no-tags", "--update-shallow", "--filter=tree:0"],
      refspecs,
    );
    if (answer.status !== 0) throw failed(source, answer);
  }
  const listed = await git.run({
    args: ["-c", "core.commitGraph=false", "rev-list", "--stdin"],
    directory: store.path,
    input: Buffer.from(tips.map((tip) => `${tip}\n`).join("")),
  });
  const ids = listed.stdout.toString("latin1").split("\n").filter(Boolean);
  if (ids.length > MOST_COMMITS) throw tooLong();
  const parents = await provenParents(store, ids, means.git, signal);
  const { found, cut } = search(source.commit, tips, parents);
  if (found) return;
  const where = `it is not in the history of ${names.slice(0, 5).join(", ")}`;
  throw unreachable(source, cut ? `${where}, as far as this shallow clone has it` : where);
}

/** A pattern is a whole name, or what `git` would complete to a branch, a tag, or a branch of `origin`. */
function matches(pattern: string, name: string): boolean {
  if (name.endsWith("^{}")) return false;
  const quoted = pattern.replace(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll("*", ".*");
  const prefix = pattern.startsWith("refs/") ? "" : "refs/(heads|tags|remotes/origin)/";
  return new RegExp(`^${prefix}${quoted}$`, "s").test(name);
}

async function provenParents(
  store: ObjectStore,
  ids: readonly string[],
  git: Git,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const objects = new ObjectStream(git, store.path, store.format, signal);
  const parents = new Map<string, readonly string[]>();
  try {
    await Promise.all(
      ids.map(async (id) => {
        const body = await wholeObject(objects, id, "commit", LARGEST_COMMIT);
        parents.set(id, parseCommit(body, store.format).parents);
      }),
    );
  } finally {
    objects.close();
  }
  return parents;
}

/** Whether a commit is reached from the tips; `cut` when a parent was missing on the way. */
function search(
  wanted: string,
  tips: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
): { readonly found: boolean; readonly cut: boolean } {
  const seen = new Set<string>();
  const left = [...tips];
  let cut = false;
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (id === wanted) return { found: true, cut };
    const before = parents.get(id);
    if (before === undefined) cut = true;
    else left.push(...before);
  }
  return { found: false, cut };
}

function unreachable({ commit, remote }: ResolvedSource, found: string): SourceError {
  return new SourceError("commit-unreachable", {
    expected: `the commit ${commit} in the history of an allowed ref of ${remote}`,
    found,
    next: "Release from a commit of an allowed branch or tag; in a shallow clone, run `git fetch --unshallow` first.",
  });
}

function tooLong(): SourceError {
  return new SourceError("source-too-large", {
    expected: `a history of at most ${String(MOST_COMMITS)} commits`,
    found: "a longer one",
    next: "Name a ref whose tip is the commit.",
  });
}
