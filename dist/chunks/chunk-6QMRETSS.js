import {
  Git,
  findGit
} from "./chunk-ME4NGRWJ.js";
import {
  InputError,
  RemoteError,
  SourceError
} from "./chunk-COCQMI2L.js";

// src/core/git/object-id.ts
import { createHash } from "node:crypto";
function newObjectIdHasher(format, kind, size) {
  const hash = createHash(format);
  hash.update(`${kind} ${String(size)}\0`);
  return {
    update(bytes) {
      hash.update(bytes);
    },
    objectId: () => hash.digest("hex")
  };
}
var HEX_DIGITS = { sha1: 40, sha256: 64 };
function objectIdBytes(format) {
  return HEX_DIGITS[format] / 2;
}
function formatOfId(text) {
  if (!/^[0-9a-f]+$/.test(text)) return null;
  return text.length === HEX_DIGITS.sha1 ? "sha1" : text.length === HEX_DIGITS.sha256 ? "sha256" : null;
}

// src/adapters/revision.ts
function resolveRevision(git, location, revision, directory) {
  if (revision.includes("\0")) throw unknown(revision, "a NUL character");
  return location.kind === "folder" ? resolveInFolder(git, location.folder, revision) : resolveAtUrl(git, location, revision, directory);
}
async function resolveInFolder(git, folder, revision) {
  const where = await git.run({
    args: [
      "rev-parse",
      "--path-format=absolute",
      "--git-common-dir",
      "--is-bare-repository",
      "--is-shallow-repository",
      "--show-prefix"
    ],
    directory: folder
  });
  const [remote = "", bare, shallow, prefix] = where.stdout.toString("utf8").split("\n");
  if (prefix === void 0) {
    throw new SourceError("source-not-a-repository", {
      expected: "the folder of a git repository",
      found: `"${folder}": ${where.stderr}`,
      next: "Pass --source with the folder of a clone."
    });
  }
  const id = await parseRevision(git, folder, revision, shallow === "true");
  return {
    ...id,
    ...await refOf(git, folder, revision),
    remote,
    gitFolder: remote,
    transport: "file",
    credentials: null,
    workTree: bare === "true" ? null : await workTreeOf(git, folder),
    subdirectory: prefix.replace(/\/$/, "")
  };
}
async function refOf(git, folder, revision) {
  const name = await git.run({
    args: ["rev-parse", "--symbolic-full-name", "--verify", "--end-of-options", revision],
    directory: folder
  });
  const ref = name.stdout.toString("utf8").trim();
  if (name.status !== 0 || !ref.startsWith("refs/")) return { ref: null, tag: null };
  if (!ref.startsWith("refs/tags/")) return { ref, tag: null };
  const object = await git.must({ args: ["rev-parse", "--verify", ref], directory: folder });
  return { ref, tag: { name: ref, object: object.toString("latin1").trim() } };
}
async function workTreeOf(git, folder) {
  const answer = await git.run({ args: ["rev-parse", "--show-toplevel"], directory: folder });
  if (answer.status !== 0) return null;
  const top = answer.stdout.toString("utf8").replace(/\n$/, "");
  return { folder: top, head: await headOf(git, folder) };
}
async function headOf(git, folder) {
  const answer = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"],
    directory: folder
  });
  return answer.status === 0 ? answer.stdout.toString("latin1").trim() : null;
}
async function parseRevision(git, folder, revision, shallow) {
  const answer = await git.run({
    args: ["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`],
    directory: folder
  });
  if (/ambiguous/.test(answer.stderr) && formatOfId(revision) === null) {
    throw ambiguous(revision, candidatesIn(answer.stderr));
  }
  const commit = answer.stdout.toString("latin1").trim();
  const format = formatOfId(commit);
  if (format !== null) return { commit, format };
  throw unknown(revision, shallow ? "no such commit in this shallow clone" : answer.stderr);
}
function candidatesIn(stderr) {
  const [sentence = ""] = stderr.split("\n").filter((line) => line.includes("ambiguous")).map((line) => line.replace(/^(error|warning|fatal): /, "").replace(/\.$/, ""));
  const ids = [...stderr.matchAll(/^hint:\s+([0-9a-f]{4,64}) commit\b/gm)].map(([, id]) => id);
  return ids.length === 0 ? sentence : `${sentence}: ${ids.join(", ")}`;
}
async function resolveAtUrl(git, location, revision, directory) {
  const format = formatOfId(revision);
  const id = format === null ? await findRef(git, location, revision, directory) : { commit: revision, format, ref: null, tag: null };
  return {
    ...id,
    gitFolder: null,
    remote: location.url,
    transport: location.transport,
    credentials: location.credentials,
    workTree: null,
    subdirectory: ""
  };
}
async function findRef(git, location, revision, directory) {
  const remote = { ...location, remote: location.url };
  const refs = await listRefs(git, remote, directory);
  const found = [revision, `refs/tags/${revision}`, `refs/heads/${revision}`].filter((name2) => name2 === "HEAD" || name2.startsWith("refs/")).flatMap((name2) => {
    const object2 = refs.get(name2);
    return object2 === void 0 ? [] : [{ name: name2, object: object2, commit: peel(refs, name2) ?? object2 }];
  });
  if (new Set(found.map(({ commit: commit2 }) => commit2)).size > 1) {
    throw ambiguous(revision, "a branch and a tag of that name");
  }
  const [first] = found;
  const format = formatOfId(first?.commit ?? "");
  if (first === void 0 || format === null) {
    throw unknown(revision, `no branch or tag of that name at ${location.url}`);
  }
  const { name, object, commit } = first;
  const tag = name.startsWith("refs/tags/") ? { name, object } : null;
  return { commit, format, ref: name.startsWith("refs/") ? name : null, tag };
}
async function listRefs(git, source, directory) {
  const answer = await git.run({
    args: ["ls-remote", "--quiet", "--", source.remote],
    directory,
    transports: [source.transport],
    ...credentialCall(source.remote, source.credentials)
  });
  if (answer.status !== 0) throw unreachable(source.remote, answer.stderr);
  const refs = /* @__PURE__ */ new Map();
  for (const line of answer.stdout.toString("utf8").split("\n")) {
    const [id = "", name = ""] = line.split("	");
    refs.set(name, id);
  }
  return refs;
}
function peel(refs, name) {
  return refs.get(`${name}^{}`) ?? refs.get(name);
}
function credentialCall(url, credentials) {
  if (credentials === null) return {};
  const answer = `printf 'username=%s\\npassword=%s\\n' "$SOURCE_USER" "$SOURCE_PASSWORD"`;
  const helper = `!answer() { ${answer}; }; answer`;
  return {
    settings: [`credential.${new URL(url).origin}.helper=${helper}`],
    environment: { SOURCE_USER: credentials.user, SOURCE_PASSWORD: credentials.password }
  };
}
function unreachable(url, found) {
  return new RemoteError("repository-unreachable", {
    expected: `the repository ${url} to answer`,
    found: found === "" ? "nothing" : found,
    next: "Check the URL, the network, the proxy variables and whether the repository needs credentials."
  });
}
function unknown(revision, found) {
  return new SourceError("commit-unknown", {
    expected: `the commit "${revision}" in the repository`,
    found: found === "" ? "no such commit" : found,
    next: "Pass --commit with a full commit id, a tag or a branch; a shallow clone may have to fetch it first."
  });
}
function ambiguous(revision, found) {
  return new SourceError("commit-ambiguous", {
    expected: `"${revision}" to name one commit`,
    found,
    next: "Pass the full commit id, or the whole name such as refs/tags/v1.0.0."
  });
}

// src/adapters/source-location.ts
import { realpath, stat } from "node:fs/promises";
async function locateSource(repository) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(repository)) return urlLocation(repository);
  try {
    const folder = await realpath(repository);
    if ((await stat(folder)).isDirectory()) return { kind: "folder", folder };
  } catch (cause) {
    throw noRepository(repository, cause);
  }
  throw noRepository(repository);
}
function urlLocation(repository) {
  const parsed = URL.canParse(repository) ? new URL(repository) : null;
  const transport = parsed === null ? null : transportOf(parsed);
  if (parsed === null || transport === null) throw noRepository(withoutCredentials(repository));
  const credentials = credentialsOf(parsed);
  parsed.username = "";
  parsed.password = "";
  parsed.hash = "";
  return { kind: "url", url: parsed.href, transport, credentials };
}
function transportOf(url) {
  if (url.protocol === "https:") return "https";
  return url.protocol === "file:" && url.host === "" ? "file" : null;
}
function credentialsOf(url) {
  if (url.username + url.password === "") return null;
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  if (/[\r\n\0]/.test(user + password)) {
    throw new InputError("usage", {
      expected: "user name and password without line breaks in the repository's URL",
      found: "a line break",
      next: "Encode the URL again."
    });
  }
  return { user, password };
}
function withoutCredentials(text) {
  return text.replace(/[^/\s]*@/g, "");
}
function noRepository(found, cause) {
  return new SourceError("source-not-a-repository", {
    expected: "the folder of a git repository, or its https: or file: URL",
    found: `"${found}"`,
    next: "Pass --source with the folder of a clone, or with a URL such as https://host/owner/name.",
    cause
  });
}

// src/adapters/tag-reader.ts
function gitTags(environment, scratch) {
  const resolve = async (repository, name, signal) => {
    const folder = await scratch.directory("tags");
    const git = await Git.open(await findGit(), folder, environment, signal);
    const location = await locateSource(repository);
    return resolveRevision(git, location, name, folder);
  };
  return {
    async commitOf(repository, name, signal) {
      return (await resolve(repository, name, signal)).commit;
    },
    async confirm(repository, tag, commit, signal) {
      const now = await resolve(repository, tag.name, signal).catch((error) => {
        if (error instanceof SourceError && error.code === "commit-unknown") {
          throw movedTag(tag, "no such tag");
        }
        throw error;
      });
      if (now.tag?.object !== tag.object) throw movedTag(tag, now.tag?.object ?? "no such tag");
      if (now.commit !== commit) throw movedTag({ name: tag.name, object: commit }, now.commit);
    }
  };
}
function movedTag({ name, object }, found) {
  return new SourceError("tag-moved", {
    expected: `${name} to be ${object}, as it was when the run began`,
    found,
    next: "Find out who moved it. Do not publish from it; protect release tags against changes."
  });
}

export {
  newObjectIdHasher,
  objectIdBytes,
  formatOfId,
  resolveRevision,
  listRefs,
  peel,
  credentialCall,
  unreachable,
  locateSource,
  gitTags,
  movedTag
};
