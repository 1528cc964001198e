import { mkdir } from "node:fs/promises";
import { SourceError } from "../core/errors.ts";
import type { ObjectFormat } from "../core/source-tree.ts";
import type { Git, GitAnswer } from "./git-process.ts";
import { credentialCall, unreachable, type ResolvedSource } from "./revision.ts";

/** A bare repository of our own, filled by fetching only. */
export interface ObjectStore {
  readonly path: string;
  readonly format: ObjectFormat;
}

/** The ref under which a store keeps the commit it was made for. */
export const COMMIT_REF = "refs/rebuild-gate/commit";

/** Makes an empty store: no template, so no hooks, no attributes, no excludes. */
export async function createStore(
  git: Git,
  folder: string,
  format: ObjectFormat,
): Promise<ObjectStore> {
  await mkdir(folder, { mode: 0o700 });
  await git.must({
    args: ["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, "."],
    directory: folder,
  });
  return { path: folder, format };
}

/** What a fetch brought into the store. */
export interface FetchedCommit {
  /** Id of the commit: the one that was asked for, or what a tag object of that id points at. */
  readonly commit: string;
  /** Whether history and tags came with it. */
  readonly complete: boolean;
}

/**
 * Brings one commit with its tree into the store, without history where the other side can leave it out.
 * Throws `SourceError` (`commit-unknown`, `git-failed`), `RemoteError` (`repository-unreachable`).
 */
export async function fetchCommit(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<FetchedCommit> {
  const one = [`${source.commit}:${COMMIT_REF}`];
  const answer = await fetch(git, store, source, ["--no-tags", "--depth=1"], one);
  const complete = answer.status !== 0;
  if (complete) await fetchEverything(git, store, source);
  const peeled = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "--end-of-options", `${source.commit}^{commit}`],
    directory: store.path,
  });
  if (peeled.status !== 0) throw absent(source, answer);
  const commit = peeled.stdout.toString("latin1").trim();
  return { commit, complete };
}

/** For servers that refuse ids, or know no depth: the commit may still be part of what their refs hold. */
async function fetchEverything(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<void> {
  const refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  const answer = await fetch(git, store, source, ["--no-tags"], refspecs);
  if (answer.status !== 0) throw failed(source, answer);
}

/**
 * Brings what a build may ask git for: the history that the source has (a shallow clone has none) and the tags that
 * point into it. Nothing of it is proven, and nothing of it is read by us.
 */
export async function fetchHistory(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<void> {
  const shallow = await git.must({
    args: ["rev-parse", "--is-shallow-repository"],
    directory: store.path,
  });
  const depth = shallow.toString("latin1").trim() === "true" ? ["--unshallow"] : [];
  const answer = await fetch(git, store, source, depth, [`+${source.commit}:${COMMIT_REF}`]);
  if (answer.status !== 0) throw failed(source, answer);
}

function fetch(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
  options: readonly string[],
  refspecs: readonly string[],
): Promise<GitAnswer> {
  return git.run({
    args: [
      "fetch",
      "--quiet",
      "--no-write-fetch-head",
      "--no-recurse-submodules",
      ...options,
      "--",
      source.remote,
      ...refspecs,
    ],
    directory: store.path,
    transports: [source.transport],
    ...credentialCall(source.remote, source.credentials),
  });
}

function failed(source: ResolvedSource, answer: GitAnswer): Error {
  if (source.transport === "https") return unreachable(source.remote, answer.stderr);
  return new SourceError("git-failed", {
    expected: `the commit ${source.commit} and its tree from ${source.remote}`,
    found: answer.stderr,
    next: "Check the clone with `git fsck`; a partial clone has to be completed with `git fetch --refetch --no-filter`.",
  });
}

function absent(source: ResolvedSource, answer: GitAnswer): SourceError {
  return new SourceError("commit-unknown", {
    expected: `the commit ${source.commit} at ${source.remote}`,
    found: answer.stderr,
    next: "Push the commit, or check its id.",
  });
}
