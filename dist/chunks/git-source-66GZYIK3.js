import "./chunk-S4X7ZEPV.js";
import {
  array,
  number,
  object,
  prettifyError,
  record,
  string
} from "./chunk-QJHEDYDG.js";
import {
  credentialCall,
  formatOfId,
  listRefs,
  locateSource,
  movedTag,
  newObjectIdHasher,
  objectIdBytes,
  peel,
  resolveRevision,
  unreachable
} from "./chunk-6QMRETSS.js";
import {
  foldersOf,
  onDisk
} from "./chunk-65UZKD2H.js";
import {
  Git,
  findGit,
  foldedDuplicate,
  unsafeName
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  displayPath,
  newHasher,
  pathFromBytes,
  pathFromText,
  pathToBytes,
  sha256Hex
} from "./chunk-XX7SVKQN.js";
import {
  GateError,
  RemoteError,
  SourceError,
  interrupted
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/git-source.ts
import { mkdir as mkdir5 } from "node:fs/promises";
import path9 from "node:path";

// src/core/git/source-digest.ts
function digestTree(files) {
  const hasher = newHasher();
  const ascii = new TextEncoder();
  const sorted = [...files].sort(([one], [other]) => one < other ? -1 : 1);
  for (const [path10, file] of sorted) {
    hasher.update(ascii.encode(`${file.mode} ${file.sha256 ?? file.objectId}	`));
    hasher.update(pathToBytes(path10));
    hasher.update(ascii.encode("\0"));
  }
  return hasher.fingerprint().sha256;
}

// src/core/git/commit.ts
var LATEST_TIME = 253402300799;
function parseCommit(body, format) {
  const text = new TextDecoder("latin1").decode(body);
  const lines = text.slice(0, text.includes("\n\n") ? text.indexOf("\n\n") : text.length).split("\n");
  const tree = headerValue(lines[0], "tree");
  if (tree === null || formatOfId(tree) !== format) throw unsupported("its tree", lines[0]);
  let at = 1;
  const parents = [];
  for (let parent = headerValue(lines[at], "parent"); parent !== null; ) {
    if (formatOfId(parent) !== format) throw unsupported("its parents", lines[at]);
    parents.push(parent);
    parent = headerValue(lines[++at], "parent");
  }
  if (headerValue(lines[at], "author") === null) throw unsupported("its author", lines[at]);
  const committer = headerValue(lines[at + 1], "committer");
  const time = committer === null ? null : />\s(\d{1,15}) [+-]\d{4}$/.exec(committer);
  if (time === null) throw unsupported("its committer and time", lines[at + 1]);
  const committedAt = Number(time[1]);
  if (committedAt > LATEST_TIME)
    throw unsupported("a committer time before the year 10000", time[1]);
  return { tree, parents, committedAt };
}
function headerValue(line, name) {
  return line?.startsWith(`${name} `) === true ? line.slice(name.length + 1) : null;
}
function unsupported(expected, found) {
  return new SourceError("object-unsupported", {
    expected: `a commit object that names ${expected}`,
    found: found === void 0 ? "its end" : `"${found}"`,
    next: "Check the repository with `git fsck`; a commit in this form cannot be proven."
  });
}
function commitTexts(id, body, facts, tag) {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const end = text.indexOf("\n\n");
  const header = end < 0 ? text : text.slice(0, end);
  const message = end < 0 ? "" : text.slice(end + 2);
  if (/^encoding /m.test(header) || text.includes("\0")) return null;
  const author = personIn(header, "author");
  const committer = personIn(header, "committer");
  if (author === null || committer === null) return null;
  const [, subject] = /^(\S(?:[^\n]*\S)?)(?:\n\n|\n?$)/.exec(message) ?? [];
  return {
    id,
    tree: facts.tree,
    parents: facts.parents,
    author,
    committer,
    subject: subject ?? null,
    tag
  };
}
function personIn(header, role) {
  const line = new RegExp(
    `^${role} ([^<>\\n ](?:[^<>\\n]*[^<>\\n ])?) <([^<>\\n ]*)> (\\d{1,12}) ([+-]\\d{4})$`,
    "m"
  );
  const found = line.exec(header);
  if (found === null) return null;
  const [, name = "", email = "", time, zone = ""] = found;
  return { name, email, time: Number(time), zone };
}

// src/adapters/object-store.ts
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
var COMMIT_REF = "refs/rebuild-gate/commit";
async function createStore(git, folder, format) {
  await mkdir(folder, { mode: 448 });
  await git.must({
    args: ["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, "."],
    directory: folder
  });
  return { path: folder, format };
}
async function bringCommit(git, store, source) {
  if (await borrowObjects(store, source)) {
    const commit2 = await peeled(git, store, source.commit);
    if (commit2 === null) throw absent(source, "no such commit");
    return { commit: commit2, holds: "objects" };
  }
  const answer = await fetchOne(git, store, source, source.commit);
  const holds = answer.status === 0 ? "objects" : await fetchByRefs(git, store, source);
  const commit = await peeled(git, store, source.commit);
  if (commit === null) throw absent(source, answer.stderr);
  return { commit, holds };
}
async function borrowObjects(store, source) {
  if (source.gitFolder === null || source.gitFolder.includes("\n")) return false;
  const info = path.join(store.path, "objects", "info");
  await mkdir(info, { recursive: true });
  await writeFile(path.join(info, "alternates"), `${path.join(source.gitFolder, "objects")}
`);
  return true;
}
async function borrowDepth(store, source) {
  if (source.gitFolder === null) return;
  try {
    await copyFile(path.join(source.gitFolder, "shallow"), path.join(store.path, "shallow"));
  } catch {
  }
}
async function borrowTags(git, store, source) {
  await borrowDepth(store, source);
  const refs = await listRefs(git, source, store.path);
  const tags = [...refs].filter(([name]) => name.startsWith("refs/tags/") && !name.endsWith("^{}"));
  const lines = tags.map(([name, object2]) => `${object2} ${name}
`);
  await writeFile(path.join(store.path, "packed-refs"), lines.join(""));
}
async function fetchByRefs(git, store, source) {
  if (source.ref !== null) {
    const answer = await fetchOne(git, store, source, source.ref);
    if (answer.status === 0 && await peeled(git, store, source.commit) !== null) return "objects";
  }
  await fetchEverything(git, store, source);
  return "history";
}
async function fetchEverything(git, store, source) {
  const refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  const depth = await unshallowing(git, store);
  const answer = await fetch(git, store, source, ["--no-tags", ...depth], refspecs);
  if (answer.status !== 0) throw failed(source, answer);
}
async function withHistory(git, store, source, folder) {
  if (source.gitFolder === null) {
    await fetchHistory(git, store, source);
    return store;
  }
  await borrowTags(git, store, source);
  const whole = await createStore(git, folder, store.format);
  await fetchHistory(git, whole, { ...source, remote: store.path });
  return whole;
}
async function fetchHistory(git, store, source) {
  const depth = await unshallowing(git, store);
  const one = [`+${source.commit}:${COMMIT_REF}`];
  const answer = await fetch(git, store, source, depth, one);
  if (answer.status !== 0) await fetchEverything(git, store, source);
}
var ALL = "--depth=2147483647";
async function unshallowing(git, store) {
  const shallow = await git.must({
    args: ["rev-parse", "--is-shallow-repository"],
    directory: store.path
  });
  return shallow.toString("latin1").trim() === "true" ? [ALL] : ["--update-shallow"];
}
async function peeled(git, store, id) {
  const answer = await git.run({
    args: ["rev-parse", "--quiet", "--verify", "--end-of-options", `${id}^{commit}`],
    directory: store.path
  });
  return answer.status === 0 ? answer.stdout.toString("latin1").trim() : null;
}
function fetchOne(git, store, source, what) {
  return fetch(git, store, source, ["--no-tags", "--depth=1"], [`+${what}:${COMMIT_REF}`]);
}
function fetch(git, store, source, options, refspecs) {
  return git.run({
    args: [
      "fetch",
      "--quiet",
      "--no-write-fetch-head",
      "--no-recurse-submodules",
      ...options,
      "--",
      source.remote,
      ...refspecs
    ],
    directory: store.path,
    transports: [source.transport],
    ...credentialCall(source.remote, source.credentials)
  });
}
function failed(source, answer) {
  if (source.transport === "https") return unreachable(source.remote, answer.stderr);
  return new SourceError("git-failed", {
    expected: `the commit ${source.commit} and its tree from ${source.remote}`,
    found: answer.stderr,
    next: "Check the clone with `git fsck`; a partial clone has to be completed with `git fetch --refetch --no-filter`."
  });
}
function absent(source, found) {
  return new SourceError("commit-unknown", {
    expected: `the commit ${source.commit} at ${source.remote}`,
    found: found === "" ? "no such commit" : found,
    next: "Push the commit, or check its id."
  });
}

// src/adapters/object-stream.ts
var NEWLINE = 10;
var LONGEST_HEADER = 256;
var ObjectStream = class {
  #format;
  #group;
  #signal;
  #waiting = [];
  #next = 0;
  #outbox = "";
  #header = Buffer.alloc(0);
  #body = null;
  /** The newline that follows each body. */
  #separator = false;
  #failure = null;
  constructor(git, store, format, signal) {
    this.#format = format;
    this.#signal = signal;
    this.#group = git.start({ args: ["cat-file", "--batch"], directory: store });
    const { child } = this.#group;
    child.stdin?.on("error", (cause) => {
      this.#fail(ended(cause.message, cause));
    });
    child.stdout?.on("data", (chunk) => {
      this.#receive(chunk);
    });
    let complaint = "";
    child.stderr?.on("data", (chunk) => {
      if (complaint.length < LONGEST_HEADER) complaint += chunk.toString("utf8");
    });
    child.once("error", (cause) => {
      this.#fail(ended(cause.message, cause));
    });
    child.once("close", () => {
      this.#fail(ended(complaint.trim()));
    });
  }
  /**
   * Streams one object to the visitor and resolves when its id is proven. Rejects with `SourceError`
   * (`object-mismatch`, `git-failed`), `InterruptedError`, or with what the visitor threw.
   */
  read(id, kind, visitor) {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, kind, visitor, resolve, reject });
      if (this.#outbox === "") queueMicrotask(this.#send);
      this.#outbox += `${id}
`;
    });
  }
  /** Lets the process of the caller end although the stream is open; `busy` keeps it alive during reads. */
  keepAlive(busy) {
    const { child } = this.#group;
    for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
      if (busy) handle?.ref();
      else handle?.unref();
    }
  }
  close() {
    this.#group.release();
  }
  #send = () => {
    const requests = this.#outbox;
    this.#outbox = "";
    if (this.#failure === null) this.#group.child.stdin?.write(requests);
  };
  #receive(chunk) {
    try {
      for (let rest = chunk; rest.length > 0 && this.#failure === null; ) rest = this.#take(rest);
    } catch (cause) {
      this.#fail(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }
  /** Consumes a part of the chunk and returns what is left of it. */
  #take(chunk) {
    if (this.#separator) {
      if (chunk[0] !== NEWLINE) throw garbled("a newline after an object");
      this.#separator = false;
      return chunk.subarray(1);
    }
    if (this.#body === null) {
      const end = chunk.indexOf(NEWLINE);
      this.#header = Buffer.concat([this.#header, end < 0 ? chunk : chunk.subarray(0, end)]);
      if (this.#header.length > LONGEST_HEADER) throw garbled("a header line");
      if (end < 0) return chunk.subarray(chunk.length);
      this.#begin(this.#header.toString("latin1"));
      this.#header = Buffer.alloc(0);
      return chunk.subarray(end + 1);
    }
    const piece = chunk.subarray(0, this.#body.left);
    if (piece.length > 0) {
      this.#body.hasher.update(piece);
      this.#body.request.visitor.bytes(piece);
      this.#body.left -= piece.length;
    }
    if (this.#body.left === 0) this.#finish(this.#body);
    return chunk.subarray(piece.length);
  }
  #begin(header) {
    const request = this.#waiting[this.#next];
    if (request === void 0) throw garbled("no object that was not asked for");
    const [, size] = /^[0-9a-f]+ (?:commit|tree|blob|tag) (\d{1,15})$/.exec(header) ?? [];
    if (size === void 0) throw absent2(request, header);
    const left = Number(size);
    request.visitor.begin?.(left);
    const hasher = newObjectIdHasher(this.#format, request.kind, left);
    this.#body = { request, hasher, left };
    if (left === 0) this.#finish(this.#body);
  }
  #finish({ request, hasher }) {
    const found = hasher.objectId();
    if (found !== request.id) throw mismatch(request, `bytes with the id ${found}`);
    request.visitor.end?.();
    this.#body = null;
    this.#separator = true;
    this.#next += 1;
    if (this.#next === this.#waiting.length || this.#next >= 4096) {
      this.#waiting.splice(0, this.#next);
      this.#next = 0;
    }
    request.resolve();
  }
  #fail(cause) {
    if (this.#failure !== null) return;
    this.#failure = this.#signal.aborted ? interrupted("reading the source", cause) : cause;
    this.#group.release();
    for (const request of this.#waiting.splice(this.#next)) request.reject(this.#failure);
    this.#waiting.length = 0;
    this.#next = 0;
  }
};
function ended(why, cause) {
  return new SourceError("git-failed", {
    expected: "`git cat-file --batch` to answer",
    found: `its end${why === "" ? "" : `: ${why}`}`,
    next: "Check that git works on this machine: `git --version`.",
    cause
  });
}
function mismatch(request, found) {
  return new SourceError("object-mismatch", {
    expected: `the ${request.kind} ${request.id}`,
    found,
    next: "The repository is damaged or was tampered with; run `git fsck` on it and clone it again."
  });
}
function absent2(request, header) {
  return new SourceError("git-failed", {
    expected: `the ${request.kind} ${request.id} in the object store`,
    found: header.endsWith(" missing") ? "no such object" : `"${header}"`,
    next: "A partial clone lacks objects: run `git fetch --refetch --no-filter` in it, or name the URL."
  });
}
function garbled(expected) {
  return new SourceError("git-failed", {
    expected: `${expected} from \`git cat-file --batch\``,
    found: "other bytes",
    next: "Check that git works on this machine: `git --version`."
  });
}

// src/core/git/link-target.ts
var MOST_HOPS = 64;
function leavesTree(path10, target, links) {
  const at = folderOf(path10);
  const left = [target];
  for (let hops = 0; hops < MOST_HOPS; ) {
    const step = left.pop();
    if (step === void 0) return false;
    if (step.startsWith("/") || step === "" || step.includes("\0")) return true;
    const slash = step.indexOf("/");
    const name = slash < 0 ? step : step.slice(0, slash);
    const rest = slash < 0 ? "" : step.slice(slash).replace(/^\/+/, "");
    if (rest !== "") left.push(rest);
    if (name === ".") continue;
    if (name === "..") {
      if (at.pop() === void 0) return true;
      continue;
    }
    const next = links.get([...at, name].join("/"));
    if (next === void 0) {
      at.push(name);
    } else {
      hops += 1;
      left.push(next);
    }
  }
  return false;
}
function folderOf(path10) {
  return path10.split("/").slice(0, -1);
}

// src/core/git/lfs-pointer.ts
var LARGEST_LFS_POINTER = 1024;
var FIRST_LINE = "version https://git-lfs.github.com/spec/v1\n";
function isLfsPointer(body) {
  return body.byteLength < LARGEST_LFS_POINTER && textOf(body).startsWith(FIRST_LINE);
}
function parseLfsPointer(body) {
  if (!isLfsPointer(body)) return null;
  const rest = textOf(body).slice(FIRST_LINE.length);
  const [, sha256, size] = /^oid sha256:([0-9a-f]{64})\nsize (0|[1-9]\d{0,14})\n$/.exec(rest) ?? [];
  return sha256 === void 0 ? null : { sha256, size: Number(size) };
}
function textOf(body) {
  return new TextDecoder("latin1").decode(body);
}

// src/core/git/tree.ts
var MODES = /* @__PURE__ */ new Map([
  ["40000", "040000"],
  ["100644", "100644"],
  ["100664", "100644"],
  ["100755", "100755"],
  ["120000", "120000"],
  ["160000", "160000"]
]);
var SPACE = 32;
var LONGEST_MODE = 6;
function parseTree(body, format) {
  const entries = [];
  const names = /* @__PURE__ */ new Set();
  const idLength = objectIdBytes(format);
  let before = "";
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(SPACE, at);
    const end = body.indexOf(0, at);
    const next = end + 1 + idLength;
    if (space < 0 || space - at > LONGEST_MODE || end < space || next > body.length) {
      throw unsupported2("entries of mode, name and id", `byte ${String(at)} of a tree`);
    }
    const spelled = String.fromCharCode(...body.subarray(at, space));
    const mode = MODES.get(spelled);
    if (mode === void 0) throw unsupported2("a known file mode", `"${spelled}"`);
    const name = pathFromBytes(body.subarray(space + 1, end));
    const key = mode === "040000" ? `${name}/` : name;
    if (names.has(name)) throw unsupported2("each name once", `"${name}" twice`);
    if (key < before) throw unsupported2("names in git's order", `"${name}" after "${before}"`);
    names.add(name);
    before = key;
    entries.push({ mode, name, objectId: hex(body.subarray(end + 1, next)) });
    at = next;
  }
  return entries;
}
function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
function unsupported2(expected, found) {
  return new SourceError("object-unsupported", {
    expected: `a tree object with ${expected}`,
    found,
    next: "Check the repository with `git fsck`; a tree in this form cannot be proven."
  });
}

// src/adapters/tree-proof.ts
var SOURCE_LIMITS = {
  paths: 5e5,
  objectBytes: 64 * 2 ** 20,
  totalBytes: 16 * 2 ** 30
};
var LONGEST_PATH = 4096;
async function proveTree(objects, commitId, format, limits) {
  const commit = parseCommit(
    await wholeObject(objects, commitId, "commit", limits.objectBytes),
    format
  );
  const leaves = await walk(objects, commit.tree, format, limits);
  const blobs = await readBlobs(objects, leaves, limits.totalBytes);
  const files = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  const lfsPointers = [];
  for (const { path: path10, mode, objectId } of leaves) {
    const blob = blobs.get(objectId);
    if (mode === "160000" || blob === void 0) {
      files.set(path10, { mode, objectId, sha256: null, size: 0 });
      continue;
    }
    const file = { mode, objectId, sha256: blob.sha256, size: blob.size };
    if (mode === "120000") links.set(path10, linkTarget(path10, blob));
    else if (blob.isLfsPointer) lfsPointers.push(path10);
    files.set(path10, mode === "120000" || blob.lfs === null ? file : { ...file, lfs: blob.lfs });
  }
  return { commit, files, links, lfsPointers };
}
function refuseEscapes(links) {
  for (const [path10, target] of links) {
    if (leavesTree(path10, target, links)) {
      throw unsafe(`a link that stays inside the tree at "${displayPath(path10)}"`, target);
    }
  }
}
async function walk(objects, root, format, limits) {
  const parsed = /* @__PURE__ */ new Map();
  const leaves = [];
  let level = [{ prefix: "", objectId: root }];
  let paths = 0;
  while (level.length > 0) {
    const unread = new Set(level.map((tree) => tree.objectId).filter((id) => !parsed.has(id)));
    await Promise.all(
      [...unread].map(async (id) => {
        const body = await wholeObject(objects, id, "tree", limits.objectBytes);
        parsed.set(id, parseTree(body, format));
      })
    );
    const below = [];
    for (const tree of level) {
      for (const { mode, name, objectId } of parsed.get(tree.objectId) ?? []) {
        const path10 = `${tree.prefix}${name}`;
        checkPath(path10, name);
        paths += 1;
        if (paths > limits.paths) throw tooLarge(`at most ${String(limits.paths)} paths`, "more");
        if (mode === "040000") below.push({ prefix: `${path10}/`, objectId });
        else leaves.push({ path: path10, mode, objectId });
      }
    }
    level = below;
  }
  return leaves;
}
function checkPath(path10, name) {
  const reason = unsafeName(name);
  if (reason !== null)
    throw unsafe("names that are safe to write", `${reason} in "${displayPath(path10)}"`);
  if (path10.length > LONGEST_PATH) {
    throw unsafe(`paths of at most ${String(LONGEST_PATH)} bytes`, displayPath(path10));
  }
}
async function readBlobs(objects, leaves, totalBytes) {
  const facts = /* @__PURE__ */ new Map();
  const blobs = leaves.filter((leaf) => leaf.mode !== "160000");
  const linkIds = new Set(
    blobs.filter((leaf) => leaf.mode === "120000").map((leaf) => leaf.objectId)
  );
  let total = 0;
  const readOne = async (id) => {
    const hasher = newHasher();
    const pieces = [];
    const most = linkIds.has(id) ? LONGEST_PATH : LARGEST_LFS_POINTER;
    let announced = 0;
    await objects.read(id, "blob", {
      begin(size) {
        announced = size;
        total += size;
        if (total > totalBytes) throw tooLarge(`at most ${String(totalBytes)} bytes`, "more");
      },
      bytes(chunk) {
        hasher.update(chunk);
        if (announced <= most) pieces.push(chunk);
      }
    });
    const short = announced <= most ? Buffer.concat(pieces) : null;
    facts.set(id, {
      ...hasher.fingerprint(),
      target: linkIds.has(id) ? short : null,
      isLfsPointer: short !== null && isLfsPointer(short),
      lfs: short === null ? null : parseLfsPointer(short)
    });
  };
  await Promise.all([...new Set(blobs.map((leaf) => leaf.objectId))].map(readOne));
  return facts;
}
async function wholeObject(objects, id, kind, most) {
  const pieces = [];
  await objects.read(id, kind, {
    begin(size) {
      if (size > most) throw tooLarge(`a ${kind} of at most ${String(most)} bytes`, String(size));
    },
    bytes: (chunk) => pieces.push(chunk)
  });
  return Buffer.concat(pieces);
}
function linkTarget(path10, blob) {
  if (blob.target !== null) return pathFromBytes(blob.target);
  throw unsafe(
    `a link target of at most ${String(LONGEST_PATH)} bytes at "${displayPath(path10)}"`,
    `${String(blob.size)} bytes`
  );
}
function unsafe(expected, found) {
  return new SourceError("path-unsafe", {
    expected,
    found,
    next: "Remove the entry from the commit; writing it would reach outside the source tree."
  });
}
function tooLarge(expected, found) {
  return new SourceError("source-too-large", {
    expected: `a source with ${expected}`,
    found,
    next: "The limits are fixed (docs/source.md); a larger source cannot be proven."
  });
}

// src/adapters/ancestry.ts
var MOST_COMMITS = 3e6;
var LARGEST_COMMIT = 2 ** 20;
async function demandReachable(source, patterns, means) {
  const { git, folder, signal } = means;
  const store = await createStore(git, folder, source.format);
  const refs = await listRefs(git, source, store.path);
  const names = [...refs.keys()].filter((name) => patterns.some((one) => matches(one, name)));
  if (names.length === 0) throw unreachable2(source, `no ref ${patterns.join(", ")}`);
  const tips = names.map((name) => peel(refs, name) ?? "");
  if (tips.includes(source.commit)) return;
  if (await borrowObjects(store, source)) {
    await borrowDepth(store, source);
  } else {
    const refspecs = names.map((name, at) => `+${name}:refs/rebuild-gate/allowed/${String(at)}`);
    const answer = await fetch(
      git,
      store,
      source,
      ["--no-tags", "--update-shallow", "--filter=tree:0"],
      refspecs
    );
    if (answer.status !== 0) throw failed(source, answer);
  }
  const listed2 = await git.run({
    args: ["-c", "core.commitGraph=false", "rev-list", "--stdin"],
    directory: store.path,
    input: Buffer.from(tips.map((tip) => `${tip}
`).join(""))
  });
  const ids = listed2.stdout.toString("latin1").split("\n").filter(Boolean);
  if (ids.length > MOST_COMMITS) throw tooLong();
  const parents = await provenParents(store, ids, means.git, signal);
  const { found, cut } = search(source.commit, tips, parents);
  if (found) return;
  const where = `it is not in the history of ${names.slice(0, 5).join(", ")}`;
  throw unreachable2(source, cut ? `${where}, as far as this shallow clone has it` : where);
}
function matches(pattern, name) {
  if (name.endsWith("^{}")) return false;
  const quoted = pattern.replace(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll("*", ".*");
  const prefix = pattern.startsWith("refs/") ? "" : "refs/(heads|tags|remotes/origin)/";
  return new RegExp(`^${prefix}${quoted}$`, "s").test(name);
}
async function provenParents(store, ids, git, signal) {
  const objects = new ObjectStream(git, store.path, store.format, signal);
  const parents = /* @__PURE__ */ new Map();
  try {
    await Promise.all(
      ids.map(async (id) => {
        const body = await wholeObject(objects, id, "commit", LARGEST_COMMIT);
        parents.set(id, parseCommit(body, store.format).parents);
      })
    );
  } finally {
    objects.close();
  }
  return parents;
}
function search(wanted, tips, parents) {
  const seen = /* @__PURE__ */ new Set();
  const left = [...tips];
  let cut = false;
  for (let id = left.pop(); id !== void 0; id = left.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (id === wanted) return { found: true, cut };
    const before = parents.get(id);
    if (before === void 0) cut = true;
    else left.push(...before);
  }
  return { found: false, cut };
}
function unreachable2({ commit, remote }, found) {
  return new SourceError("commit-unreachable", {
    expected: `the commit ${commit} in the history of an allowed ref of ${remote}`,
    found,
    next: "Release from a commit of an allowed branch or tag; in a shallow clone, run `git fetch --unshallow` first."
  });
}
function tooLong() {
  return new SourceError("source-too-large", {
    expected: `a history of at most ${String(MOST_COMMITS)} commits`,
    found: "a longer one",
    next: "Name a ref whose tip is the commit."
  });
}

// src/adapters/lfs-objects.ts
import { constants } from "node:fs";
import { mkdir as mkdir2, open as open2 } from "node:fs/promises";
import path2 from "node:path";

// src/adapters/lfs-server.ts
import { readFileSync } from "node:fs";
import https from "node:https";
var LARGEST_BATCH = 100;
var MEDIA_TYPE = "application/vnd.git-lfs+json";
var LARGEST_ANSWER = 4 * 2 ** 20;
var SILENCE_MS = 6e4;
var batchAnswer = object({
  objects: array(
    object({
      oid: string(),
      size: number(),
      actions: object({
        download: object({
          href: string(),
          header: record(string(), string()).optional()
        })
      }).optional(),
      error: object({ code: number(), message: string() }).optional()
    })
  )
});
async function askBatch(server, objects) {
  const { repository, credentials } = server;
  const base = repository.replace(/\/*$/, "");
  const url = `${base.endsWith(".git") ? base : `${base}.git`}/info/lfs/objects/batch`;
  const body = JSON.stringify({
    operation: "download",
    transfers: ["basic"],
    objects: objects.map(({ sha256, size }) => ({ oid: sha256, size }))
  });
  const basic = credentials === null ? null : `${credentials.user}:${credentials.password}`;
  const response = await open(server, url, {
    method: "POST",
    body,
    headers: {
      accept: MEDIA_TYPE,
      "content-type": MEDIA_TYPE,
      ...basic === null ? {} : { authorization: `Basic ${Buffer.from(basic).toString("base64")}` }
    }
  });
  const parsed = batchAnswer.safeParse(jsonOf(await textOf2(response)));
  if (!parsed.success) throw refused(url, prettifyError(parsed.error));
  const answers = new Map(parsed.data.objects.map((answer) => [answer.oid, answer]));
  return objects.map((object2) => {
    const answer = answers.get(object2.sha256);
    const download = answer?.actions?.download;
    if (download === void 0) throw absent3(object2, answer?.error?.message ?? "no download");
    return { object: object2, href: download.href, header: download.header ?? {} };
  });
}
async function openDownload(server, { href, header }) {
  return open(server, href, { method: "GET", headers: header });
}
async function open(server, url, question) {
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    throw refused(server.repository, "an address that is not https:");
  }
  const response = await new Promise((resolve, reject) => {
    const request = https.request(url, {
      method: question.method,
      headers: question.headers,
      agent: agentOf(server.environment),
      signal: server.signal,
      timeout: SILENCE_MS
    });
    request.once("timeout", () => request.destroy(new Error("no answer within a minute")));
    request.once("response", resolve);
    request.once("error", reject);
    request.end(question.body);
  }).catch((cause) => {
    throw unreachable3(url, cause);
  });
  if (response.statusCode === 200) return response;
  response.destroy();
  throw refused(url, `status ${String(response.statusCode)}`);
}
function agentOf(environment) {
  const authorities = environment["GIT_SSL_CAINFO"] ?? environment["SSL_CERT_FILE"] ?? "";
  return new https.Agent({
    ...authorities === "" ? {} : { ca: readFileSync(authorities) },
    proxyEnv: { ...environment }
  });
}
async function textOf2(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
function absent3({ sha256 }, found) {
  return new SourceError("lfs-unavailable", {
    expected: `the Git LFS object ${sha256} at the repository's server`,
    found,
    next: "Push it with `git lfs push --all`, or check out without --lfs."
  });
}
function refused(url, found) {
  return new RemoteError("service-refused", {
    expected: `the Git LFS server of ${hostOf(url)} to answer`,
    found,
    next: "Check whether it needs credentials; a clone that has the objects needs no server."
  });
}
function unreachable3(url, cause) {
  return new RemoteError("service-unreachable", {
    expected: `the Git LFS server of ${hostOf(url)} to answer`,
    found: cause instanceof Error ? cause.message : "no answer",
    next: "Check the network and the proxy; a clone that has the objects needs no server.",
    cause
  });
}
function hostOf(url) {
  return URL.canParse(url) ? new URL(url).host : "an address that is none";
}

// src/adapters/lfs-objects.ts
async function bringLfsObjects(repository, means) {
  const wanted = objectsOf(repository);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > means.totalBytes) throw tooLarge2(means.totalBytes, total);
  const folder = path2.join(means.folder, "lfs");
  await mkdir2(folder, { recursive: true, mode: 448 });
  const found = /* @__PURE__ */ new Map();
  const missing = [];
  for (const object2 of wanted) {
    const place = path2.join(folder, object2.sha256);
    const local = localObject(repository, object2);
    if (local !== null && await copyObject(local, object2, place, means.signal)) {
      found.set(object2.sha256, place);
    } else {
      missing.push(object2);
    }
  }
  for (let at = 0; at < missing.length; at += LARGEST_BATCH) {
    const server = serverOf(repository, missing[at], means);
    for (const download of await askBatch(server, missing.slice(at, at + LARGEST_BATCH))) {
      const place = path2.join(folder, download.object.sha256);
      await writeObject(await openDownload(server, download), download.object, place, means.signal);
      found.set(download.object.sha256, place);
    }
  }
  return found;
}
function objectsOf({ proven }) {
  const objects = [...proven.files.values()].flatMap(({ lfs }) => lfs ?? []);
  return [...new Map(objects.map((object2) => [object2.sha256, object2])).values()];
}
function localObject({ source }, { sha256 }) {
  if (source.gitFolder === null) return null;
  const fan = [sha256.slice(0, 2), sha256.slice(2, 4)];
  return path2.join(source.gitFolder, "lfs", "objects", ...fan, sha256);
}
async function copyObject(from, object2, to, signal) {
  var _stack = [];
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const source = await open2(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
    if (source === null) return false;
    const opened = __using(_stack, source, true);
    if (!(await opened.stat()).isFile()) return false;
    await writeObject(opened.createReadStream({ autoClose: false }), object2, to, signal);
    return true;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function writeObject(body, object2, place, signal) {
  const hasher = newHasher();
  let left = object2.size;
  try {
    var _stack = [];
    try {
      const file = __using(_stack, await open2(place, "w", 384), true);
      for await (const chunk of body) {
        signal.throwIfAborted();
        left -= chunk.length;
        if (left < 0) break;
        hasher.update(chunk);
        await file.writeFile(chunk);
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (cause) {
    throw signal.aborted ? interrupted("reading the source", cause) : transferFailed(cause);
  }
  if (left === 0 && hasher.fingerprint().sha256 === object2.sha256) return;
  throw new SourceError("object-mismatch", {
    expected: `the Git LFS object ${object2.sha256} of ${String(object2.size)} bytes`,
    found: left === 0 ? "other bytes" : left < 0 ? "more bytes" : `${String(left)} bytes less`,
    next: "The store or server gives other bytes than the commit names; run `git lfs fsck` where they come from."
  });
}
function serverOf({ source }, missing, { environment, signal }) {
  if (source.transport === "https") {
    const { remote, credentials } = source;
    return { repository: remote, credentials, environment, signal };
  }
  throw new SourceError("lfs-unavailable", {
    expected: `the Git LFS object ${missing?.sha256 ?? ""} in the clone`,
    found: "no such file below .git/lfs/objects",
    next: "Run `git lfs fetch` in the clone, or name the repository by its https: URL."
  });
}
function tooLarge2(most, found) {
  return new SourceError("source-too-large", {
    expected: `Git LFS objects of at most ${String(most)} bytes together`,
    found: String(found),
    next: "The limits are fixed (docs/source.md); check without --lfs."
  });
}
function transferFailed(cause) {
  return new RemoteError("service-unreachable", {
    expected: "a Git LFS object to the end",
    found: cause instanceof Error ? cause.message : "a broken transfer",
    next: "Try again.",
    cause
  });
}

// src/adapters/proven-repository.ts
async function proveRepository(path10, folder, wanted, { git, limits, signal }) {
  const { format } = wanted;
  const store = await createStore(git, folder, format);
  const { commit, holds } = await bringCommit(git, store, wanted);
  const objects = new ObjectStream(git, store.path, format, signal);
  try {
    const proven = await proveTree(objects, commit, format, limits);
    return { path: path10, store, holds, source: { ...wanted, commit }, proven };
  } finally {
    objects.close();
  }
}
function pathIn(repository, name) {
  return repository.path === "" ? name : `${repository.path}/${name}`;
}

// src/adapters/work-tree.ts
import {
  closeSync,
  constants as constants2,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync
} from "node:fs";
async function describeWorkTree(workTree, tree, links) {
  const changed = [];
  let sinceBreak = 0;
  for (const [path10, file] of tree.files) {
    if (!isUnchanged(workTree, path10, file, tree, links.get(path10))) changed.push(path10);
    if (++sinceBreak % 256 === 0) await new Promise(setImmediate);
  }
  return { changed, added: addedPaths(workTree, tree) };
}
function isUnchanged(workTree, path10, file, tree, target) {
  const place = onDisk(workTree, path10);
  try {
    const facts = lstatSync(place);
    if (file.mode === "160000") return facts.isDirectory();
    if (target !== void 0) {
      return facts.isSymbolicLink() && pathFromBytes(readlinkSync(place, { encoding: "buffer" })) === target;
    }
    const executable = (facts.mode & 64) !== 0;
    if (!facts.isFile() || executable !== (file.mode === "100755")) return false;
    if (facts.size === file.lfs?.size && holdsObject(place, file.lfs)) return true;
    return facts.size === file.size && blobId(place, file.size, tree) === file.objectId;
  } catch {
    return false;
  }
}
var CHUNK = 128 * 1024;
function blobId(place, size, tree) {
  const hasher = newObjectIdHasher(tree.objectFormat, "blob", size);
  readAll(place, (chunk) => {
    hasher.update(chunk);
  });
  return hasher.objectId();
}
function holdsObject(place, object2) {
  const hasher = newHasher();
  readAll(place, (chunk) => {
    hasher.update(chunk);
  });
  return hasher.fingerprint().sha256 === object2.sha256;
}
function readAll(place, take) {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants2;
  const descriptor = openSync(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let read = -1; read !== 0; ) {
      read = readSync(descriptor, buffer);
      take(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}
function addedPaths(workTree, tree) {
  const tracked = new Set(foldersOf(tree.files.keys()));
  const added = [];
  for (const folder of ["", ...tracked]) {
    for (const entry of entriesOf(workTree, folder)) {
      const path10 = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry.name)}`;
      if (path10 === ".git" || tree.files.has(path10) || tracked.has(path10)) continue;
      added.push(entry.isDirectory() ? `${path10}/` : path10);
    }
  }
  return added.sort((one, other) => one < other ? -1 : 1);
}
function entriesOf(workTree, folder) {
  try {
    const place = folder === "" ? Buffer.from(workTree) : onDisk(workTree, folder);
    if (!lstatSync(place).isDirectory()) return [];
    return readdirSync(place, { withFileTypes: true, encoding: "buffer" });
  } catch {
    return [];
  }
}

// src/adapters/source-notices.ts
function tellNotices(repositories, brought, progress) {
  const gitlinks = repositories.flatMap(
    (repository) => [...repository.proven.files].filter(([, file]) => file.mode === "160000").map(([name]) => pathIn(repository, name))
  );
  if (gitlinks.length > 0 && !brought.submodules) {
    progress.notice(
      "submodule-unverified",
      `${listed(gitlinks)}: submodules are not fetched; the build finds empty folders there. --submodules brings them in.`
    );
  }
  const pointers = repositories.flatMap(
    (repository) => repository.proven.lfsPointers.filter((name) => !brought.lfs || repository.proven.files.get(name)?.lfs === void 0).map((name) => pathIn(repository, name))
  );
  if (pointers.length > 0) {
    progress.notice(
      "lfs-pointer",
      brought.lfs ? `${listed(pointers)}: these Git LFS pointers name no file by its SHA-256 alone, and the build sees the pointers.` : `${listed(pointers)}: the commit holds Git LFS pointers, and the build sees the pointers. --lfs brings the files in.`
    );
  }
}
async function tellWorkTree(source, { source: { workTree, commit }, proven }, progress) {
  if (workTree?.head !== commit) return;
  const own = { objectFormat: source.tree.objectFormat, files: proven.files };
  const { changed, added } = await describeWorkTree(workTree.folder, own, proven.links);
  if (changed.length + added.length === 0) return;
  const ignored = await source.ignoreRules(added);
  const groups = [
    ["changed", changed],
    ["not in the commit", added.filter((name) => !ignored.has(name))],
    ["ignored", added.filter((name) => ignored.has(name))]
  ];
  const parts = groups.filter(([, names]) => names.length > 0).map(([what, names]) => `${String(names.length)} ${what} (${listed(names)})`);
  progress.notice(
    "dirty-work-tree",
    `The work tree differs from the commit: ${parts.join(", ")}. The commit is built, not the work tree.`
  );
}
var MOST_NAMED = 3;
function listed(paths) {
  const more = paths.length - MOST_NAMED;
  const named = paths.slice(0, MOST_NAMED).map(displayPath).join(", ");
  return more > 0 ? `${named} and ${String(more)} more` : named;
}

// src/adapters/stored-source.ts
import path7 from "node:path";

// src/core/git/line-ends.ts
function convertsToCrlf(text, attributes) {
  const kind = attributes.get("text") ?? attributes.get("crlf");
  if (attributes.get("eol") !== "crlf" || kind === "unset") return false;
  if (!/(^|[^\r])\n/.test(text)) return false;
  return kind !== "auto" || !looksUnsafe(text);
}
function withCrlf(text) {
  return text.replace(/\r?\n/g, "\r\n");
}
var UNPRINTABLE = /[\x01-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]/g;
function looksUnsafe(text) {
  if (text.includes("\r") || text.includes("\0")) return true;
  const counted = text.endsWith("") ? text.slice(0, -1) : text;
  const unprintable = counted.match(UNPRINTABLE)?.length ?? 0;
  const lines = counted.match(/\n/g)?.length ?? 0;
  const printable = counted.length - lines - unprintable;
  return Math.floor(printable / 128) < unprintable;
}

// src/core/git/export-subst.ts
var SHORTEST = 4;
function expansionsOf(text, commit, most) {
  const parts = text.split(/\$Format:([^$]*)\$/);
  const found = /* @__PURE__ */ new Set();
  for (let length = SHORTEST; length <= commit.id.length; length++) {
    let forms = [""];
    for (const [at, part] of parts.entries()) {
      const made = at % 2 === 0 ? [part] : expandFormat(part, commit, length, most);
      if (made === null) return null;
      forms = forms.flatMap((form) => made.map((one) => form + one));
      if (forms.length > most) return null;
    }
    for (const form of forms) found.add(form);
    if (found.size > most) return null;
  }
  return [...found];
}
function expandFormat(format, commit, length, most) {
  let forms = [""];
  let rest = format;
  while (rest !== "") {
    const plain = /^[^%]+/.exec(rest)?.[0] ?? "";
    if (plain !== "") {
      forms = forms.map((form) => form + plain);
      rest = rest.slice(plain.length);
      continue;
    }
    const placeholder = /^%(?:[ac][netiIsD]|[a-zA-Z%])/.exec(rest)?.[0];
    const values = placeholder === void 0 ? null : valuesOf(placeholder, commit, length);
    if (placeholder === void 0 || values === null) return null;
    forms = forms.flatMap((form) => values.map((value) => form + value));
    if (forms.length > most) return null;
    rest = rest.slice(placeholder.length);
  }
  return forms;
}
function valuesOf(placeholder, commit, length) {
  const { id, tree, parents, tag } = commit;
  switch (placeholder) {
    case "%%":
      return ["%"];
    case "%n":
      return ["\n"];
    case "%H":
      return [id];
    case "%T":
      return [tree];
    case "%P":
      return [parents.join(" ")];
    case "%h":
      return [id.slice(0, length)];
    case "%t":
      return [tree.slice(0, length)];
    case "%s":
      return commit.subject === null ? null : [commit.subject];
    case "%d":
      return tag === null ? null : [` (tag: ${tag})`, ` (HEAD, tag: ${tag})`];
    case "%D":
      return tag === null ? null : [`tag: ${tag}`, `HEAD, tag: ${tag}`];
    default:
      return personValues(placeholder, commit);
  }
}
function personValues(placeholder, commit) {
  const [, who, what] = /^%([ac])(.)$/.exec(placeholder) ?? [];
  const person = who === "a" ? commit.author : commit.committer;
  const local = localTime(person);
  switch (what ?? "") {
    case "n":
      return [person.name];
    case "e":
      return [person.email];
    case "t":
      return [String(person.time)];
    case "i":
      return local === null ? null : [`${local.date} ${local.clock} ${person.zone}`];
    case "s":
      return local === null ? null : [local.date];
    case "I": {
      if (local === null) return null;
      const zone = `${person.zone.slice(0, 3)}:${person.zone.slice(3)}`;
      const stamp = `${local.date}T${local.clock}`;
      return zone === "+00:00" ? [`${stamp}${zone}`, `${stamp}Z`] : [`${stamp}${zone}`];
    }
    default:
      return null;
  }
}
function localTime({ time, zone }) {
  const [, sign, hours, minutes] = /^([+-])(\d\d)([0-5]\d)$/.exec(zone) ?? [];
  if (sign === void 0 || Number(hours) > 14) return null;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === "-" ? -1 : 1);
  if (time + offset < 0) return null;
  const iso = new Date((time + offset) * 1e3).toISOString();
  return { date: iso.slice(0, 10), clock: iso.slice(11, 19) };
}

// src/core/git/archive-form.ts
var MOST_FORMS = 256;
function archiveForms(blob, blobId2, attributes, commit) {
  if (isFiltered(attributes)) return [];
  const reasons = [];
  let text = latin1(blob);
  if (attributes.get("ident") === "set") {
    if (text.includes("$Id:")) return [];
    const expanded = text.replaceAll("$Id$", `$Id: ${blobId2} $`);
    if (expanded !== text) reasons.push("ident");
    text = expanded;
  }
  if (convertsToCrlf(text, attributes)) {
    text = withCrlf(text);
    reasons.push("eol=crlf");
  }
  const encoding = attributes.get("working-tree-encoding");
  const encoded = encoding === void 0 ? [text] : encodings(text, encoding);
  if (encoded === null) return [];
  if (encoding !== void 0) reasons.push(`working-tree-encoding=${encoding}`);
  const forms = encoded.flatMap((form) => {
    if (attributes.get("export-subst") !== "set") return [form];
    return expansionsOf(form, commit, MOST_FORMS) ?? [];
  });
  if (attributes.get("export-subst") === "set") reasons.push("export-subst");
  const original = latin1(blob);
  return forms.filter((form) => form !== original).slice(0, MOST_FORMS).map((form) => ({ bytes: bytesOf(form), because: reasons.join(", ") }));
}
function isFiltered(attributes) {
  const filter = attributes.get("filter");
  return filter !== void 0 && filter !== "unset";
}
function encodings(text, encoding) {
  let decoded;
  try {
    decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(text));
  } catch {
    return null;
  }
  const little = utf16(decoded, true);
  const big = utf16(decoded, false);
  switch (encoding.toUpperCase()) {
    case "UTF-16LE":
      return [little];
    case "UTF-16BE":
      return [big];
    case "UTF-16LE-BOM":
      return [`ÿþ${little}`];
    // The byte order of plain UTF-16 is the packer's; with its mark both say the same.
    case "UTF-16":
      return [`ÿþ${little}`, `þÿ${big}`];
    default:
      return null;
  }
}
function utf16(text, littleEndian) {
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const low = String.fromCharCode(unit & 255);
    const high = String.fromCharCode(unit >> 8);
    out += littleEndian ? low + high : high + low;
  }
  return out;
}
function latin1(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join("");
}
function bytesOf(text) {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

// src/adapters/attributes.ts
import { mkdir as mkdir3, writeFile as writeFile2 } from "node:fs/promises";
var LARGEST_ATTRIBUTES = 100 * 2 ** 20;
var ATTRIBUTES = [
  "text",
  "crlf",
  "eol",
  "ident",
  "filter",
  "working-tree-encoding",
  "export-subst"
];
async function readAttributes(git, directory, source, paths) {
  const names = [...source.tree.files].filter(([name, file]) => /(^|\/)\.gitattributes$/.test(name) && file.mode.startsWith("100")).map(([name]) => name);
  if (names.length === 0) return /* @__PURE__ */ new Map();
  for (const folder of foldersOf(names)) await mkdir3(onDisk(directory, folder));
  for (const name of names) {
    const body = await source.readBlob(name, LARGEST_ATTRIBUTES);
    if (body !== void 0) await writeFile2(onDisk(directory, name), body, { flag: "wx" });
  }
  await git.must({ args: ["init", "--quiet", "--template=", "."], directory });
  const answer = await git.must({
    args: ["check-attr", "-z", "--stdin", ...ATTRIBUTES],
    directory,
    input: Buffer.from(paths.map((name) => `${name}\0`).join(""), "latin1")
  });
  return parseAnswer(answer);
}
function parseAnswer(output) {
  const found = /* @__PURE__ */ new Map();
  const fields = output.toString("latin1").split("\0");
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [name = "", attribute = "", value = ""] = fields.slice(at, at + 3);
    if (value === "unspecified") continue;
    const known = found.get(name) ?? /* @__PURE__ */ new Map();
    found.set(name, known.set(attribute, value));
  }
  return found;
}

// src/adapters/build-repository.ts
import { constants as constants3 } from "node:fs";
import { cp } from "node:fs/promises";
import path3 from "node:path";
async function addBuildRepository(git, { store, commit, unlike, hasSubmodules }, folder) {
  const repository = path3.join(folder, ".git");
  await cp(store.path, repository, { recursive: true, mode: constants3.COPYFILE_FICLONE });
  await git.must({
    args: ["update-ref", "--no-deref", "HEAD", commit],
    directory: repository
  });
  await git.must({ args: ["update-ref", "-d", COMMIT_REF], directory: repository });
  await git.must({ args: ["config", "core.bare", "false"], directory: repository });
  if (hasSubmodules) {
    await git.must({ args: ["config", "submodule.active", "."], directory: repository });
  }
  await git.must({ args: ["read-tree", "HEAD"], directory: folder });
  await git.run({ args: ["update-index", "-q", "--refresh"], directory: folder });
  if (unlike.length === 0) return;
  await git.must({
    args: ["update-index", "--assume-unchanged", "-z", "--stdin"],
    directory: folder,
    input: Buffer.from(unlike.map((name) => `${name}\0`).join(""), "latin1")
  });
}

// src/adapters/check-out.ts
import {
  chmodSync,
  closeSync as closeSync2,
  constants as constants4,
  fchmodSync,
  futimesSync,
  lutimesSync,
  mkdirSync,
  openSync as openSync2,
  readSync as readSync2,
  symlinkSync,
  utimesSync,
  writeSync
} from "node:fs";
import path5 from "node:path";

// src/adapters/case-folding.ts
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path4 from "node:path";
function foldsCase(folder) {
  const probe = path4.join(folder, "case-probe");
  writeFileSync(probe, "", { flag: "wx" });
  try {
    return existsSync(path4.join(folder, "CASE-PROBE"));
  } finally {
    rmSync(probe);
  }
}

// src/adapters/check-out.ts
var FOLDER = "source";
var FOLDER_MODE = 493;
var FILE_MODES = { "100644": 420, "100755": 493 };
async function writeTree(request) {
  const { tree, links, parent } = request;
  if (request.folding ?? foldsCase(parent)) refuseFolded(tree);
  const root = path5.join(parent, FOLDER);
  try {
    makeFolder(root);
    const gitlinks = [...tree.files].filter(([, { mode }]) => mode === "160000");
    const folders = [
      .../* @__PURE__ */ new Set([...foldersOf(tree.files.keys()), ...gitlinks.map(([name]) => name)])
    ].sort();
    for (const folder of folders) makeFolder(onDisk(root, folder));
    for (const stored of request.stored) await writeFiles(request, stored, root);
    for (const [name, target] of links) {
      const link = onDisk(root, name);
      symlinkSync(Buffer.from(pathToBytes(target)), link);
      lutimesSync(link, tree.committedAt, tree.committedAt);
    }
    for (const folder of [...folders].reverse()) setTime(onDisk(root, folder), tree);
    setTime(root, tree);
  } catch (cause) {
    throw cause instanceof GateError ? cause : diskFailed(cause);
  }
  return root;
}
async function writeFiles({ git, tree, lfs, signal }, { store, files }, root) {
  const objects = new ObjectStream(git, store.path, store.format, signal);
  const open3 = /* @__PURE__ */ new Set();
  try {
    const reads = [];
    for (const [name, file] of files) {
      if (file.mode !== "100644" && file.mode !== "100755") continue;
      const object2 = file.lfs === void 0 ? void 0 : lfs?.get(file.lfs.sha256);
      if (file.lfs !== void 0 && object2 !== void 0) {
        const stands = { mode: file.mode, objectId: file.objectId, ...file.lfs };
        copyInto(new FileWriter(root, name, stands, tree, open3), object2);
        continue;
      }
      const writer = new FileWriter(root, name, file, tree, open3);
      reads.push(objects.read(file.objectId, "blob", writer));
    }
    await Promise.all(reads);
  } finally {
    for (const descriptor of open3) closeSync2(descriptor);
    objects.close();
  }
}
var CHUNK2 = 256 * 1024;
function copyInto(writer, file) {
  const descriptor = openSync2(file, constants4.O_RDONLY | constants4.O_NOFOLLOW);
  try {
    writer.begin();
    const buffer = Buffer.allocUnsafe(CHUNK2);
    for (let read = readSync2(descriptor, buffer); read > 0; read = readSync2(descriptor, buffer)) {
      writer.bytes(buffer.subarray(0, read));
    }
    writer.end();
  } finally {
    closeSync2(descriptor);
  }
}
var FileWriter = class {
  #target;
  #name;
  #file;
  #time;
  #open;
  #hasher = newHasher();
  #descriptor = -1;
  constructor(root, name, file, tree, open3) {
    this.#target = onDisk(root, name);
    this.#name = name;
    this.#file = file;
    this.#time = tree.committedAt;
    this.#open = open3;
  }
  begin() {
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants4;
    this.#descriptor = openSync2(this.#target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 384);
    this.#open.add(this.#descriptor);
  }
  bytes(chunk) {
    this.#hasher.update(chunk);
    for (let at = 0; at < chunk.length; ) at += writeSync(this.#descriptor, chunk, at);
  }
  end() {
    if (this.#hasher.fingerprint().sha256 !== this.#file.sha256) {
      throw new SourceError("object-mismatch", {
        expected: `the bytes that were proven for "${displayPath(this.#name)}"`,
        found: "other bytes with the same object id",
        next: "Run it again on a machine where nobody else can write to the temporary folder."
      });
    }
    fchmodSync(
      this.#descriptor,
      this.#file.mode === "100755" ? FILE_MODES["100755"] : FILE_MODES["100644"]
    );
    futimesSync(this.#descriptor, this.#time, this.#time);
    closeSync2(this.#descriptor);
    this.#open.delete(this.#descriptor);
  }
};
function makeFolder(folder) {
  mkdirSync(folder);
  chmodSync(folder, FOLDER_MODE);
}
function setTime(folder, tree) {
  utimesSync(folder, tree.committedAt, tree.committedAt);
}
function refuseFolded(tree) {
  const pair = foldedDuplicate(tree.files.keys());
  if (pair === null) return;
  throw new SourceError("path-unsafe", {
    expected: "paths that this file system can tell apart",
    found: `"${displayPath(pair[0])}" and "${displayPath(pair[1])}"`,
    next: "Build on a file system that distinguishes upper and lower case."
  });
}
function diskFailed(cause) {
  return new RemoteError("disk-failed", {
    expected: "to write the source tree to the temporary folder",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause
  });
}

// src/adapters/ignore-rules.ts
import { mkdir as mkdir4, writeFile as writeFile3 } from "node:fs/promises";
import path6 from "node:path";
var LARGEST_IGNORE_FILE = 16 * 2 ** 20;
async function readIgnoreRules(git, directory, source, paths) {
  const asked = paths.filter(isSafePath);
  await writeIgnoreFiles(directory, source);
  await git.must({ args: ["init", "--quiet", "--template=", "."], directory });
  const answer = await git.run({
    args: ["check-ignore", "-v", "-z", "--stdin", "--no-index"],
    directory,
    // The prefix keeps a leading `:` from being read as pathspec magic.
    input: Buffer.from(asked.map((name) => `./${name}\0`).join(""), "latin1")
  });
  return parseAnswer2(answer.stdout);
}
async function writeIgnoreFiles(directory, source) {
  const names = [...source.tree.files].filter(([name, file]) => /(^|\/)\.gitignore$/.test(name) && file.mode.startsWith("100")).map(([name]) => name);
  for (const folder of foldersOf(names)) await mkdir4(onDisk(directory, folder));
  for (const name of names) {
    const body = await source.readBlob(name, LARGEST_IGNORE_FILE);
    if (body !== void 0) await writeFile3(onDisk(directory, name), body, { flag: "wx" });
  }
}
function parseAnswer2(output) {
  const rules = /* @__PURE__ */ new Map();
  const fields = output.toString("latin1").split("\0");
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file = "", line = "", pattern = "", name = ""] = fields.slice(at, at + 4);
    if (pattern.startsWith("!")) continue;
    rules.set(name.slice("./".length), {
      file: path6.posix.normalize(shown(file)),
      line: Number(line),
      pattern: shown(pattern)
    });
  }
  return rules;
}
function shown(latin12) {
  return displayPath(pathFromBytes(Buffer.from(latin12, "latin1")));
}
function isSafePath(name) {
  const parts = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  return !name.includes("\0") && parts.every((part) => unsafeName(part) === null);
}

// src/adapters/resting-stream.ts
var IDLE_MS = 500;
var RestingStream = class {
  #git;
  #store;
  #signal;
  #objects = null;
  #readers = 0;
  #idle;
  constructor(git, store, signal) {
    this.#git = git;
    this.#store = store;
    this.#signal = signal;
  }
  /** Runs one read; a read that fails ends the stream for those that wait, and the next one starts another. */
  async read(what) {
    clearTimeout(this.#idle);
    const { path: path10, format } = this.#store;
    const objects = this.#objects ??= new ObjectStream(this.#git, path10, format, this.#signal);
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
  #rest(objects) {
    objects.keepAlive(false);
    this.#idle = setTimeout(() => {
      objects.close();
      if (this.#objects === objects) this.#objects = null;
    }, IDLE_MS).unref();
  }
};

// src/adapters/stored-source.ts
var LARGEST_WITH_FORMS = 4 * 2 ** 20;
var LARGEST_COMMIT2 = 64 * 2 ** 20;
var StoredSource = class {
  tree;
  #parts;
  #complete = [];
  #streams;
  constructor(parts) {
    this.tree = parts.tree;
    this.#parts = parts;
    this.#streams = parts.repositories.map(
      ({ store }) => new RestingStream(parts.git, store, parts.signal)
    );
  }
  async checkOut(parent) {
    const { git, repositories, tree, links, lfs, signal } = this.#parts;
    const stores = await Promise.all(repositories.map((_, at) => this.#completeStore(at)));
    const stored = repositories.map((repository) => ({
      store: repository.store,
      files: new Map(
        [...repository.proven.files].map(([name, file]) => [pathIn(repository, name), file])
      )
    }));
    const folder = await writeTree({ git, stored, tree, links, lfs, parent, signal });
    for (const [at, repository] of repositories.entries()) {
      const store = stores[at];
      if (store === void 0) continue;
      const unlike = [...repository.proven.files].filter(([, file]) => file.lfs !== void 0 && lfs.has(file.lfs.sha256)).map(([name]) => name);
      const { commit } = repository.source;
      const place = repository.path === "" ? folder : onDisk(folder, repository.path).toString();
      const hasSubmodules = repositories.length > 1;
      await addBuildRepository(git, { store, commit, unlike, hasSubmodules }, place);
    }
    return folder;
  }
  async readBlob(name, limit) {
    const file = this.tree.files.get(name);
    if (file === void 0 || file.sha256 === null || file.size > limit) return void 0;
    const at = this.#repositoryOf(name);
    const body = await this.#streams[at]?.read(
      (objects) => wholeObject(objects, file.objectId, "blob", limit)
    );
    if (body === void 0) return void 0;
    if (sha256Hex(body) === file.sha256) return body;
    throw new SourceError("object-mismatch", {
      expected: `the bytes that were proven for "${displayPath(name)}"`,
      found: "other bytes with the same object id",
      next: "Somebody wrote to the temporary folder of this run; run it again on a machine you trust."
    });
  }
  async ignoreRules(paths) {
    const { git, scratch } = this.#parts;
    return readIgnoreRules(git, await scratch.directory("ignore"), this, paths);
  }
  async archiveForms(paths) {
    const { git, scratch } = this.#parts;
    const own = paths.filter((name) => this.#repositoryOf(name) === 0);
    if (own.length === 0) return /* @__PURE__ */ new Map();
    const directory = await scratch.directory("attributes");
    const attributes = await readAttributes(git, directory, this, own);
    const commit = attributes.size === 0 ? null : await this.#commitTexts();
    const found = /* @__PURE__ */ new Map();
    for (const [name, of] of attributes) {
      const file = this.tree.files.get(name);
      if (file?.mode !== "100644" && file?.mode !== "100755") continue;
      const blob = await this.readBlob(name, LARGEST_WITH_FORMS);
      if (blob === void 0 || commit === null) continue;
      const forms = archiveForms(blob, file.objectId, of, commit);
      found.set(name, new Map(forms.map(({ bytes, because }) => [sha256Hex(bytes), because])));
    }
    return found;
  }
  async confirm() {
    const { tag } = this.tree;
    if (tag === void 0) return;
    const { git, folder, repositories } = this.#parts;
    const refs = await listRefs(git, repositories[0].source, folder);
    const object2 = refs.get(tag.name);
    if (object2 === tag.object) return;
    throw movedTag(tag, object2 ?? "no such tag");
  }
  async #commitTexts() {
    const [{ source, proven }] = this.#parts.repositories;
    const body = await this.#streams[0]?.read(
      (objects) => wholeObject(objects, source.commit, "commit", LARGEST_COMMIT2)
    );
    const tag = this.tree.tag?.name.slice("refs/tags/".length) ?? null;
    return body === void 0 ? null : commitTexts(source.commit, body, proven.commit, tag);
  }
  #repositoryOf(name) {
    return this.#parts.repositories.findLastIndex(
      ({ path: at }) => at === "" || name.startsWith(`${at}/`)
    );
  }
  /** A store with history and tags that a build may have a copy of, made when the first build asks. */
  #completeStore(at) {
    const { git, folder, repositories } = this.#parts;
    const complete = async ({ store, source, holds }) => holds === "history" ? store : withHistory(git, store, source, path7.join(folder, `history-${String(at)}.git`));
    const repository = repositories[at] ?? repositories[0];
    return this.#complete[at] ??= complete(repository);
  }
};

// src/adapters/submodules.ts
import { stat } from "node:fs/promises";
import path8 from "node:path";

// src/core/git/submodule-url.ts
var LONGEST_URL = 2048;
function submoduleUrl(written, superproject) {
  if (written.length > LONGEST_URL)
    throw unsafe2("a URL of at most 2048 characters", "a longer one");
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(written) || written.startsWith("-")) {
    throw unsafe2("a URL of visible ASCII without a backslash or a leading dash", written);
  }
  if (/^\.{1,2}\//.test(written)) {
    if (superproject === null) return null;
    const base = superproject.replace(/\/*$/, "/");
    return checked(new URL(written, base), new URL(superproject), written);
  }
  if (!/^https:\/\/[^/]/.test(written) || !URL.canParse(written)) {
    throw unsafe2("an https: URL, or one that starts with ./ or ../", written);
  }
  return checked(new URL(written), null, written);
}
function checked(url, base, written) {
  if (url.username + url.password !== "") throw unsafe2("a URL without a user name", written);
  if (url.search + url.hash !== "") throw unsafe2("a URL without a query", written);
  if (base !== null && (url.protocol !== base.protocol || url.host !== base.host)) {
    throw unsafe2("a relative URL that stays at the host of the superproject", written);
  }
  return url.href;
}
function unsafe2(expected, found) {
  return new SourceError("submodule-unsafe", {
    expected: `in .gitmodules ${expected}`,
    found: `"${found}"`,
    next: "Change the URL in .gitmodules; only addresses that every program reads alike are fetched."
  });
}

// src/adapters/submodules.ts
var MOST_SUBMODULES = 1e3;
var DEEPEST = 16;
var LARGEST_GITMODULES = 2 ** 20;
var CONTROL = /[\0-\x1f\x7f]/;
async function proveSubmodules(top, folderOf2, means) {
  const found = [];
  const waiting = [{ parent: top, depth: 1 }];
  for (let next = waiting.shift(); next !== void 0; next = waiting.shift()) {
    const { parent, depth } = next;
    const gitlinks = gitlinksOf(parent);
    if (gitlinks.length > 0 && depth > DEEPEST) throw tooMany(`${String(DEEPEST)} levels of them`);
    const sections = gitlinks.length === 0 ? /* @__PURE__ */ new Map() : await sectionsOf(parent, means);
    for (const [name, commit] of gitlinks) {
      if (found.length >= MOST_SUBMODULES) throw tooMany(String(MOST_SUBMODULES));
      const section = sectionAt(sections, name);
      const source = await placeOf(parent.source, name, commit, section, means.git);
      const place = pathIn(parent, name);
      const child = await proveRepository(place, folderOf2(found.length), source, means);
      found.push(child);
      waiting.push({ parent: child, depth: depth + 1 });
    }
  }
  return found;
}
function gitlinksOf({ proven }) {
  return [...proven.files].filter(([, { mode }]) => mode === "160000").map(([name, { objectId }]) => [name, objectId]);
}
async function sectionsOf({ store, source, proven }, { git, signal }) {
  const file = proven.files.get(".gitmodules");
  if (file === void 0 || file.mode === "120000" || file.sha256 === null) return /* @__PURE__ */ new Map();
  const objects = new ObjectStream(git, store.path, source.format, signal);
  let body;
  try {
    body = await wholeObject(objects, file.objectId, "blob", LARGEST_GITMODULES);
  } finally {
    objects.close();
  }
  if (sha256Hex(body) !== file.sha256) throw unsafe3("the bytes that were proven", "other bytes");
  const answer = await git.run({
    args: ["config", "--file", "-", "--no-includes", "-z", "--list"],
    directory: store.path,
    input: body
  });
  if (answer.status !== 0) throw unsafe3("a file that git can read", answer.stderr);
  return parseSections(answer.stdout.toString("latin1"));
}
function parseSections(listed2) {
  const values = /* @__PURE__ */ new Map();
  for (const item of listed2.split("\0")) {
    const [, name, key, value] = /^submodule\.(.*)\.(path|url)\n(.*)$/s.exec(item) ?? [];
    if (name === void 0 || key === void 0 || value === void 0) continue;
    const known = values.get(name) ?? /* @__PURE__ */ new Map();
    if (known.has(key)) throw unsafe3(`one ${key} for "${name}"`, "two");
    values.set(name, known.set(key, value));
  }
  const sections = /* @__PURE__ */ new Map();
  for (const [name, known] of values) {
    const at = known.get("path");
    const url = known.get("url");
    if (at === void 0 || url === void 0) continue;
    sections.set(at, [...sections.get(at) ?? [], { name, url }]);
  }
  return sections;
}
function sectionAt(sections, name) {
  if (CONTROL.test(name)) throw unsafe3("a path without control characters", name);
  const [section, another] = sections.get(name) ?? [];
  if (another !== void 0) throw unsafe3(`one section for "${displayPath(name)}"`, "two");
  if (section === void 0) return null;
  if (CONTROL.test(section.name) || /\\|^-|(^|\/)\.{0,2}(\/|$)/.test(section.name)) {
    throw unsafe3("a name that is a plain folder", section.name);
  }
  return section;
}
async function placeOf(parent, name, commit, section, git) {
  const common = { ...parent, commit, workTree: null, subdirectory: "", ref: null, tag: null };
  for (const gitFolder of localCopies(parent, name, section)) {
    if (await hasCommit(git, gitFolder, commit)) {
      return { ...common, remote: gitFolder, gitFolder, transport: "file", credentials: null };
    }
  }
  const base = parent.gitFolder === null ? parent.remote : null;
  const url = section === null ? null : submoduleUrl(section.url, base);
  if (url === null) throw unavailable(name, section);
  const same = base !== null && new URL(url).origin === new URL(base).origin;
  return {
    ...common,
    remote: url,
    gitFolder: null,
    transport: url.startsWith("https:") ? "https" : "file",
    // Whoever writes .gitmodules must not send a password to another host.
    credentials: same ? parent.credentials : null
  };
}
function localCopies({ gitFolder }, name, section) {
  if (gitFolder === null || section === null) return [];
  const plain = /^[\x20-\x7e]+$/.test(name + section.name);
  return plain ? [path8.join(gitFolder, "modules", section.name)] : [];
}
async function hasCommit(git, gitFolder, commit) {
  try {
    if (!(await stat(path8.join(gitFolder, "objects"))).isDirectory()) return false;
  } catch {
    return false;
  }
  const answer = await git.run({
    args: [`--git-dir=${gitFolder}`, "cat-file", "-e", commit],
    directory: gitFolder
  });
  return answer.status === 0;
}
function unavailable(name, section) {
  return new SourceError("submodule-unavailable", {
    expected: `the commit of the submodule "${displayPath(name)}"`,
    found: section === null ? "no section of .gitmodules that names its path" : `a clone without it, and the relative URL "${section.url}"`,
    next: "Run `git submodule update --init --recursive` in the clone, or name the repository by its URL."
  });
}
function unsafe3(expected, found) {
  return new SourceError("submodule-unsafe", {
    expected: `in .gitmodules ${expected}`,
    found: `"${found}"`,
    next: "Change .gitmodules; a file that two readers may read in two ways is not followed."
  });
}
function tooMany(most) {
  return new SourceError("source-too-large", {
    expected: `at most ${most} submodules`,
    found: "more",
    next: "The limits are fixed (docs/source.md); a larger source cannot be proven."
  });
}

// src/adapters/git-source.ts
var GitSourceProver = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  async prove(request, scratch, progress, signal) {
    const binary = await findGit(this.#options.gitCandidates);
    const folder = await scratch.directory("source");
    const home = path9.join(folder, "home");
    await mkdir5(home, { mode: 448 });
    const git = await Git.open(binary, home, this.#options.environment, signal);
    const location = await locateSource(request.repository);
    const resolved = await resolveRevision(git, location, request.revision, home);
    progress.phase("source", `commit ${resolved.commit}`);
    const limits = this.#options.limits ?? SOURCE_LIMITS;
    const means = { git, limits, signal };
    const place = path9.join(folder, "store.git");
    const top = await proveRepository(pathFromText(""), place, resolved, means);
    const { submodules: wantsSubmodules = false, lfs: wantsLfs = false } = request;
    const { reachableFrom = [] } = request;
    if (reachableFrom.length > 0) {
      const ancestry = path9.join(folder, "ancestry.git");
      await demandReachable(top.source, reachableFrom, { git, folder: ancestry, signal });
    }
    const submodules = wantsSubmodules ? await proveSubmodules(top, (at) => path9.join(folder, `submodule-${String(at)}.git`), means) : [];
    const repositories = [top, ...submodules];
    const links = unionOf(repositories, ({ proven }) => proven.links);
    refuseEscapes(links);
    const lfs = /* @__PURE__ */ new Map();
    for (const repository2 of wantsLfs ? repositories : []) {
      const { environment } = this.#options;
      const { totalBytes } = limits;
      const brought = await bringLfsObjects(repository2, {
        folder,
        totalBytes,
        environment,
        signal
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
      signal
    });
    tellNotices(repositories, { submodules: wantsSubmodules, lfs: wantsLfs }, progress);
    await tellWorkTree(result, top, progress);
    return result;
  }
};
function treeOf(repository, repositories) {
  const [{ source, proven }, ...submodules] = repositories;
  return {
    repository,
    objectFormat: source.format,
    commit: source.commit,
    tree: proven.commit.tree,
    treeSha256: digestTree(proven.files),
    committedAt: proven.commit.committedAt,
    files: unionOf(repositories, (one) => one.proven.files),
    ...source.subdirectory === "" ? {} : { subdirectory: source.subdirectory },
    ...source.tag === null ? {} : { tag: source.tag },
    ...submodules.length === 0 ? {} : {
      submodules: submodules.map((one) => ({
        path: one.path,
        repository: one.source.remote,
        commit: one.source.commit,
        tree: one.proven.commit.tree,
        treeSha256: digestTree(one.proven.files)
      }))
    }
  };
}
function unionOf(repositories, of) {
  const [top, ...submodules] = repositories;
  if (top !== void 0 && submodules.length === 0) return of(top);
  return new Map(
    repositories.flatMap((one) => [...of(one)].map(([name, value]) => [pathIn(one, name), value]))
  );
}
export {
  GitSourceProver
};
