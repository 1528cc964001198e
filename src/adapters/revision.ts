import { RemoteError, SourceError } from "../core/errors.ts";
import { formatOfId } from "../core/git/object-id.ts";
import type { ObjectFormat, TagBinding } from "../core/source-tree.ts";
import type { Git, Transport } from "./git-process.ts";
import type { Credentials, SourceLocation } from "./source-location.ts";

/** A commit id and what to fetch it from, in the words of `git fetch`. */
export interface ResolvedSource {
  readonly commit: string;
  readonly format: ObjectFormat;
  /** Repository folder (`.git`) or URL. */
  readonly remote: string;
  readonly transport: Transport;
  readonly credentials: Credentials | null;
  /** The work tree that was named; null for a bare repository or a URL. */
  readonly workTree: WorkTree | null;
  /** Path from the root of the work tree to the folder that was named, without slashes at its ends. */
  readonly subdirectory: string;
  /** Folder of a local repository (`.git`) whose objects can be read in place; null for a URL. */
  readonly gitFolder: string | null;
  /** Branch or tag by which the commit was named, in full; null for an id and for expressions. */
  readonly ref: string | null;
  /** The ref, where it is a tag, and what it points at. */
  readonly tag: TagBinding | null;
}

/** The work tree that a local source was given by; looked at for notices only. */
export interface WorkTree {
  readonly folder: string;
  /** Commit that it is at; null before the first one. */
  readonly head: string | null;
}

interface CommitId {
  readonly commit: string;
  readonly format: ObjectFormat;
}

/**
 * Turns a revision into one commit id, once; tags peel to their commit.
 * Throws `SourceError` (`source-not-a-repository`, `commit-unknown`, `commit-ambiguous`), `RemoteError`.
 */
export function resolveRevision(
  git: Git,
  location: SourceLocation,
  revision: string,
  directory: string,
): Promise<ResolvedSource> {
  if (revision.includes("\0")) throw unknown(revision, "a NUL character");
  return location.kind === "folder"
    ? resolveInFolder(git, location.folder, revision)
    : resolveAtUrl(git, location, revision, directory);
}

async function resolveInFolder(
  git: Git,
  folder: string,
  revision: string,
): Promise<ResolvedSource> {
  const where = await git.run({
    args: [
      "rev-parse",
      "--path-format=absolute",
      "--git-common-dir",
      "--is-bare-repository",
      "--is-shallow-repository",
      "--show-prefix",
    ],
    directory: folder,
  });
  const [remote = "", bare, shallow, prefix] = where.stdout.toString("utf8").split("\n");
  if (prefix === undefined) {
    throw new SourceError("source-not-a-repository", {
      expected: "the folder of a git repository",
      found: `"${folder}": ${where.stderr}`,
      next: "Pass --source with the folder of a clone.",
    });
  }
  const id = await parseRevision(git, folder, revision, shallow === "true");
  return {
    ...id,
    ...(await refOf(git, folder, revision)),
    remote,
    gitFolder: remote,
    transport: "file",
    credentials: null,
    workTree: bare === "true" ? null : await workTreeOf(git, folder),
    subdirectory: prefix.replace(/\/$/, ""),
  };
}

/** The branch or tag that a revision is called by, and a tag's object. */
async function refOf(
  git: Git,
  folder: string,
  revision: string,
): Promise<Pick<ResolvedSource, "ref" | "tag">> {
  const name = await git.run({
    args: ["rev-parse", "--symbolic-full-name", "--verify", "--end-of-options", revision],
    directory: folder,
  });
  const ref = name.stdout.toString("utf8").trim();
  if (name.status !== 0 || !ref.startsWith("refs/")) return { ref: null, tag: null };
  if (!ref.startsWith("refs/tags/")) return { ref, tag: null };
  const object = await git.must({ args: ["rev-parse", "--verify", ref], directory: folder });
  return { ref, tag: { name: ref, object: object.toString("latin1").trim() } };
}

async function workTreeOf(git: Git, folder: string): Promise<WorkTree | null> {
  const answer = await git.run({ args: ["rev-parse", "--show-toplevel"], directory: folder });
  // Inside a `.git` folder there is no work tree.
  if (answer.status !== 0) return null;
  const top = answer.stdout.toString("utf8").replace(/\n$/, "");
  return { folder: top, head: await headOf(git, folder) };
}

async function headOf(git: Git, folder: string): Promise<string | null> {
  const answer = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"],
    directory: folder,
  });
  return answer.status === 0 ? answer.stdout.toString("latin1").trim() : null;
}

async function parseRevision(
  git: Git,
  folder: string,
  revision: string,
  shallow: boolean,
): Promise<CommitId> {
  const answer = await git.run({
    args: ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`],
    directory: folder,
  });
  // A full id is never ambiguous, even where somebody named a branch like it: git then takes the id.
  if (/ambiguous/.test(answer.stderr) && formatOfId(revision) === null) {
    throw ambiguous(revision, candidatesIn(answer.stderr));
  }
  const commit = answer.stdout.toString("latin1").trim();
  const format = formatOfId(commit);
  if (format !== null) return { commit, format };
  throw unknown(revision, shallow ? "no such commit in this shallow clone" : answer.stderr);
}

/** What git says of a name that fits several commits, without its advice: its sentence, and the ids it lists. */
function candidatesIn(stderr: string): string {
  const [sentence = ""] = stderr
    .split("\n")
    .filter((line) => line.includes("ambiguous"))
    .map((line) => line.replace(/^(error|warning|fatal): /, "").replace(/\.$/, ""));
  const ids = [...stderr.matchAll(/^hint:\s+([0-9a-f]{4,64}) commit\b/gm)].map(([, id]) => id);
  return ids.length === 0 ? sentence : `${sentence}: ${ids.join(", ")}`;
}

type UrlLocation = Extract<SourceLocation, { kind: "url" }>;

async function resolveAtUrl(
  git: Git,
  location: UrlLocation,
  revision: string,
  directory: string,
): Promise<ResolvedSource> {
  const format = formatOfId(revision);
  const id =
    format === null
      ? await findRef(git, location, revision, directory)
      : { commit: revision, format, ref: null, tag: null };
  return {
    ...id,
    gitFolder: null,
    remote: location.url,
    transport: location.transport,
    credentials: location.credentials,
    workTree: null,
    subdirectory: "",
  };
}

/** The commit that a branch or tag of this name points at. Both, at different commits, is ambiguous. */
async function findRef(
  git: Git,
  location: UrlLocation,
  revision: string,
  directory: string,
): Promise<CommitId & Pick<ResolvedSource, "ref" | "tag">> {
  const remote = { ...location, remote: location.url };
  const refs = await listRefs(git, remote, directory);
  const found = [revision, `refs/tags/${revision}`, `refs/heads/${revision}`]
    .filter((name) => name === "HEAD" || name.startsWith("refs/"))
    .flatMap((name) => {
      const object = refs.get(name);
      return object === undefined ? [] : [{ name, object, commit: peel(refs, name) ?? object }];
    });
  if (new Set(found.map(({ commit }) => commit)).size > 1) {
    throw ambiguous(revision, "a branch and a tag of that name");
  }
  const [first] = found;
  const format = formatOfId(first?.commit ?? "");
  if (first === undefined || format === null) {
    throw unknown(revision, `no branch or tag of that name at ${location.url}`);
  }
  const { name, object, commit } = first;
  const tag = name.startsWith("refs/tags/") ? { name, object } : null;
  return { commit, format, ref: name.startsWith("refs/") ? name : null, tag };
}

/** How to reach a repository whose refs are asked for. */
export type RefSource = Pick<ResolvedSource, "remote" | "transport" | "credentials">;

/** Every ref of a repository and its object; a tag object's target stands under the name with `^{}`. */
export async function listRefs(
  git: Git,
  source: RefSource,
  directory: string,
): Promise<ReadonlyMap<string, string>> {
  const answer = await git.run({
    args: ["ls-remote", "--quiet", "--", source.remote],
    directory,
    transports: [source.transport],
    ...credentialCall(source.remote, source.credentials),
  });
  if (answer.status !== 0) throw unreachable(source.remote, answer.stderr);
  const refs = new Map<string, string>();
  for (const line of answer.stdout.toString("utf8").split("\n")) {
    const [id = "", name = ""] = line.split("\t");
    refs.set(name, id);
  }
  return refs;
}

/** What a ref comes to once tag objects are followed; undefined for a ref that is not there. */
export function peel(refs: ReadonlyMap<string, string>, name: string): string | undefined {
  return refs.get(`${name}^{}`) ?? refs.get(name);
}

/** Settings that give git the credentials of one URL, for that host alone, outside of any argument list. */
export function credentialCall(
  url: string,
  credentials: Credentials | null,
): { settings?: readonly string[]; environment?: Readonly<Record<string, string>> } {
  if (credentials === null) return {};
  // A function, because git appends the operation as an argument.
  const answer = `printf 'username=%s\\npassword=%s\\n' "$SOURCE_USER" "$SOURCE_PASSWORD"`;
  const helper = `!answer() { ${answer}; }; answer`;
  return {
    settings: [`credential.${new URL(url).origin}.helper=${helper}`],
    environment: { SOURCE_USER: credentials.user, SOURCE_PASSWORD: credentials.password },
  };
}

/** The error for a repository that cannot be reached, with what git said. */
export function unreachable(url: string, found: string): RemoteError {
  return new RemoteError("repository-unreachable", {
    expected: `the repository ${url} to answer`,
    found: found === "" ? "nothing" : found,
    next: "Check the URL, the network, the proxy variables and whether the repository needs credentials.",
  });
}

function unknown(revision: string, found: string): SourceError {
  return new SourceError("commit-unknown", {
    expected: `the commit "${revision}" in the repository`,
    found: found === "" ? "no such commit" : found,
    next: "Pass --commit with a full commit id, a tag or a branch; a shallow clone may have to fetch it first.",
  });
}

function ambiguous(revision: string, found: string): SourceError {
  return new SourceError("commit-ambiguous", {
    expected: `"${revision}" to name one commit`,
    found,
    next: "Pass the full commit id, or the whole name such as refs/tags/v1.0.0.",
  });
}
