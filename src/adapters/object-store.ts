import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { SourceError } from "../core/errors.ts";
import type { ObjectFormat } from "../core/source-tree.ts";
import type { Git, GitAnswer } from "./git-process.ts";
import { credentialCall, listRefs, unreachable, type ResolvedSource } from "./revision.ts";

/** A bare repository of our own: no hook, no attribute file and no setting of the source is in it. */
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

/** What is known once a commit can be read from a store. */
export interface StoredCommit {
  /** Id of the commit: the one that was asked for, or what a tag object of that id points at. */
  readonly commit: string;
  /** `objects`: the commit and its tree. `history`: everything before it and the tags, too. */
  readonly holds: "objects" | "history";
}

/**
 * Makes one commit and its tree readable from the store: the objects of a folder in place, those of a URL by fetching
 * them, without history where the other side can leave it out.
 * Throws `SourceError` (`commit-unknown`, `git-failed`), `RemoteError` (`repository-unreachable`).
 */
export async function bringCommit(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<StoredCommit> {
  if (await borrowObjects(store, source)) {
    const commit = await peeled(git, store, source.commit);
    if (commit === null) throw absent(source, "no such commit");
    return { commit, holds: "objects" };
  }
  const answer = await fetchOne(git, store, source, source.commit);
  const holds = answer.status === 0 ? "objects" : await fetchByRefs(git, store, source);
  const commit = await peeled(git, store, source.commit);
  if (commit === null) throw absent(source, answer.stderr);
  return { commit, holds };
}

/**
 * Lets the store read the objects of a local repository where they lie. Every one of them is hashed by us whenever
 * it is read, so copying them first would prove nothing more. False where their folder cannot be named.
 */
export async function borrowObjects(store: ObjectStore, source: ResolvedSource): Promise<boolean> {
  // One path a line (gitrepository-layout(5), "objects/info/alternates").
  if (source.gitFolder === null || source.gitFolder.includes("\n")) return false;
  const info = path.join(store.path, "objects", "info");
  await mkdir(info, { recursive: true });
  await writeFile(path.join(info, "alternates"), `${path.join(source.gitFolder, "objects")}\n`);
  return true;
}

/** Tells a store that borrows where the history of its lender ends. */
export async function borrowDepth(store: ObjectStore, source: ResolvedSource): Promise<void> {
  if (source.gitFolder === null) return;
  try {
    await copyFile(path.join(source.gitFolder, "shallow"), path.join(store.path, "shallow"));
  } catch {
    // A complete repository has no such file.
  }
}

/**
 * Makes a store that borrows fit to be fetched from: with the depth and the tags of its lender, and without the
 * settings, grafts and replacements that the lender itself would answer by.
 */
async function borrowTags(git: Git, store: ObjectStore, source: ResolvedSource): Promise<void> {
  await borrowDepth(store, source);
  const refs = await listRefs(git, source, store.path);
  const tags = [...refs].filter(([name]) => name.startsWith("refs/tags/") && !name.endsWith("^{}"));
  const lines = tags.map(([name, object]) => `${object} ${name}\n`);
  await writeFile(path.join(store.path, "packed-refs"), lines.join(""));
}

/**
 * For servers that refuse ids: what the ref holds by which the commit was named, else what all refs hold. Whatever
 * comes is looked at only from the id of the commit down, so a ref that moved meanwhile brings nothing in.
 */
async function fetchByRefs(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<StoredCommit["holds"]> {
  if (source.ref !== null) {
    const answer = await fetchOne(git, store, source, source.ref);
    if (answer.status === 0 && (await peeled(git, store, source.commit)) !== null) return "objects";
  }
  await fetchEverything(git, store, source);
  return "history";
}

async function fetchEverything(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
): Promise<void> {
  const refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  const depth = await unshallowing(git, store);
  const answer = await fetch(git, store, source, ["--no-tags", ...depth], refspecs);
  if (answer.status !== 0) throw failed(source, answer);
}

/**
 * A store with what a build may ask git for: the history that the source has (a shallow clone has none) and the tags
 * that point into it. `folder` does not exist yet; it is used where `store` cannot be given away. Nothing of the
 * history is proven, and nothing of it is read by us.
 */
export async function withHistory(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
  folder: string,
): Promise<ObjectStore> {
  if (source.gitFolder === null) {
    await fetchHistory(git, store, source);
    return store;
  }
  await borrowTags(git, store, source);
  const whole = await createStore(git, folder, store.format);
  await fetchHistory(git, whole, { ...source, remote: store.path });
  return whole;
}

async function fetchHistory(git: Git, store: ObjectStore, source: ResolvedSource): Promise<void> {
  const depth = await unshallowing(git, store);
  const one = [`+${source.commit}:${COMMIT_REF}`];
  const answer = await fetch(git, store, source, depth, one);
  if (answer.status !== 0) await fetchEverything(git, store, source);
}

/** All of the history, up to where a shallow source ends. */
const ALL = "--depth=2147483647";

/** A server that knows no depth answers a store that has none, as it must be asked without. */
async function unshallowing(git: Git, store: ObjectStore): Promise<readonly string[]> {
  const shallow = await git.must({
    args: ["rev-parse", "--is-shallow-repository"],
    directory: store.path,
  });
  return shallow.toString("latin1").trim() === "true" ? [ALL] : ["--update-shallow"];
}

/** The commit that an id names in the store, null for none. */
async function peeled(git: Git, store: ObjectStore, id: string): Promise<string | null> {
  const answer = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "--end-of-options", `${id}^{commit}`],
    directory: store.path,
  });
  return answer.status === 0 ? answer.stdout.toString("latin1").trim() : null;
}

function fetchOne(
  git: Git,
  store: ObjectStore,
  source: ResolvedSource,
  what: string,
): Promise<GitAnswer> {
  return fetch(git, store, source, ["--no-tags", "--depth=1"], [`+${what}:${COMMIT_REF}`]);
}

/** One `git fetch` from the source into the store. */
export function fetch(
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

/** The error for a source that did not give what it was asked for. */
export function failed(source: ResolvedSource, answer: GitAnswer): Error {
  if (source.transport === "https") return unreachable(source.remote, answer.stderr);
  return new SourceError("git-failed", {
    expected: `the commit ${source.commit} and its tree from ${source.remote}`,
    found: answer.stderr,
    next: "Check the clone with `git fsck`; a partial clone has to be completed with `git fetch --refetch --no-filter`.",
  });
}

function absent(source: ResolvedSource, found: string): SourceError {
  return new SourceError("commit-unknown", {
    expected: `the commit ${source.commit} at ${source.remote}`,
    found: found === "" ? "no such commit" : found,
    next: "Push the commit, or check its id.",
  });
}
