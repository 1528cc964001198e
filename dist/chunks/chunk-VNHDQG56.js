import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  interrupted
} from "./chunk-ZEO36RTO.js";
import {
  spawnGroup
} from "./chunk-SONAEMCK.js";
import {
  InputError,
  RemoteError,
  SourceError
} from "./chunk-LQXGX5TO.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/report-store.ts
import { lstat as lstat2, mkdir, mkdtemp, open, realpath as realpath2, rename, rm, stat } from "node:fs/promises";
import path2 from "node:path";

// src/adapters/git-binary.ts
import { lstat, realpath } from "node:fs/promises";
var SYSTEM_GITS = [
  "/usr/bin/git",
  "/bin/git",
  "/usr/local/bin/git",
  "/Library/Developer/CommandLineTools/usr/bin/git",
  "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
  "/run/current-system/sw/bin/git"
];
var WRITABLE_BY_OTHERS = 18;
async function findGit(candidates = SYSTEM_GITS) {
  for (const candidate of candidates) {
    if (await isRootsProgram(candidate)) return candidate;
  }
  throw new SourceError("git-missing", {
    expected: "git in a system folder, owned by root and writable by root alone",
    found: `none at ${candidates.join(", ")}`,
    next: "Install git with the system's package manager."
  });
}
async function isRootsProgram(candidate) {
  try {
    const facts = await lstat(await realpath(candidate));
    return facts.isFile() && facts.uid === 0 && (facts.mode & WRITABLE_BY_OTHERS) === 0;
  } catch {
    return false;
  }
}

// src/adapters/git-process.ts
import { writeFile } from "node:fs/promises";
import path from "node:path";
var QUIET_SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.pager=cat",
  "core.askPass=",
  "credential.helper=",
  "protocol.version=2",
  "gc.auto=0",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "advice.detachedHead=false",
  // A server that stops sending is given up on, not waited for.
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60"
];
var NETWORK_VARIABLES = [
  "HTTPS_PROXY",
  "https_proxy",
  "ALL_PROXY",
  "all_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR"
];
var CONFIGURATION = "gitconfig";
var OWNERSHIP_IS_NO_EVIDENCE = "[safe]\n	directory = *\n";
var MOST_OUTPUT = 256 * 1024 * 1024;
var MOST_ERRORS = 64 * 1024;
var Git = class _Git {
  #binary;
  #home;
  #network;
  #signal;
  /** `home` becomes git's home: an empty private folder that gets the one configuration file git will see. */
  static async open(binary, home, caller, signal) {
    await writeFile(path.join(home, CONFIGURATION), OWNERSHIP_IS_NO_EVIDENCE, { flag: "wx" });
    return new _Git(binary, home, caller, signal);
  }
  constructor(binary, home, caller, signal) {
    this.#binary = binary;
    this.#home = home;
    this.#network = networkVariables(caller);
    this.#signal = signal;
  }
  /** Runs to the end; any exit status is an answer. Throws `InterruptedError`, `SourceError` (`git-failed`). */
  async run(call) {
    const group = this.start(call);
    const { child } = group;
    try {
      child.stdin?.on("error", () => void 0);
      child.stdin?.end(call.input);
      const [stdout, stderr, status] = await Promise.all([
        wholeOutput(child.stdout, call.mostOutput ?? MOST_OUTPUT),
        firstOf(child.stderr, MOST_ERRORS),
        exitOf(group)
      ]);
      this.#signal.throwIfAborted();
      return { status, stdout, stderr: stderr.toString("utf8").trim() };
    } catch (cause) {
      throw this.#explain(call, cause);
    } finally {
      group.release();
    }
  }
  /** As `run`, but anything other than success is a `SourceError` (`git-failed`). */
  async must(call) {
    const answer = await this.run(call);
    if (answer.status === 0) return answer.stdout;
    throw new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to succeed`,
      found: `exit status ${String(answer.status)}: ${answer.stderr}`,
      next: "Run the same on the repository by hand; `git fsck` tells whether it is whole."
    });
  }
  /** Starts a program whose pipes the caller serves, and which the caller releases. */
  start(call) {
    const settings = [...QUIET_SETTINGS, ...call.settings ?? []].flatMap((one) => ["-c", one]);
    const group = spawnGroup(this.#binary, [...settings, ...call.args], {
      cwd: call.directory,
      env: { ...this.#environment(call.transports ?? []), ...call.environment },
      stdio: ["pipe", "pipe", "pipe"]
    });
    if (this.#signal.aborted) {
      group.signal("SIGKILL");
    } else {
      const stop = () => {
        group.signal("SIGKILL");
      };
      this.#signal.addEventListener("abort", stop, { once: true });
      group.child.once("close", () => {
        this.#signal.removeEventListener("abort", stop);
      });
    }
    return group;
  }
  #environment(transports) {
    return {
      ...this.#network,
      PATH: "/usr/bin:/bin",
      HOME: this.#home,
      XDG_CONFIG_HOME: this.#home,
      LC_ALL: "C",
      TZ: "UTC",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: path.join(this.#home, CONFIGURATION),
      GIT_ATTR_NOSYSTEM: "1",
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_GRAFT_FILE: "/dev/null",
      GIT_NO_LAZY_FETCH: "1",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      // Outranks `protocol.*` of every configuration, and reaches the programs that git starts.
      GIT_ALLOW_PROTOCOL: transports.join(":")
    };
  }
  #explain(call, cause) {
    if (this.#signal.aborted) return interrupted("reading the source", cause);
    return new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to run`,
      found: cause instanceof Error ? cause.message : String(cause),
      next: "Check that git works on this machine: `git --version`.",
      cause
    });
  }
};
function networkVariables(caller) {
  const kept = {};
  for (const name of NETWORK_VARIABLES) {
    const value = caller[name];
    if (value !== void 0 && value !== "") kept[name] = value;
  }
  const authorities = caller["GIT_SSL_CAINFO"] ?? caller["SSL_CERT_FILE"];
  if (authorities !== void 0 && authorities !== "") kept["GIT_SSL_CAINFO"] = authorities;
  return kept;
}
function exitOf(group) {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("close", (status) => {
      resolve(status ?? 128);
    });
  });
}
async function wholeOutput(stream, most) {
  const chunks = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.length;
    if (size > most) throw new Error(`more than ${String(most)} bytes of output`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
async function firstOf(stream, most) {
  let kept = Buffer.alloc(0);
  for await (const chunk of stream ?? []) {
    if (kept.length < most) kept = Buffer.concat([kept, chunk]).subarray(0, most);
  }
  return kept;
}

// src/adapters/report-store.ts
function reportStore() {
  return { write: writeAllOrNone };
}
async function writeAllOrNone(directory, files) {
  const folder = path2.resolve(directory);
  for (const name of files.keys()) {
    if (path2.basename(name) !== name || name === "." || name === "..") {
      throw new InputError("output-exists", {
        expected: "plain file names for a report folder",
        found: name,
        next: "Name the uploads without folders."
      });
    }
    await assertReplaceable(path2.join(folder, name));
  }
  try {
    await makeFolder(folder);
    const staging = await mkdtemp(path2.join(folder, ".rebuild-gate-"));
    try {
      for (const [name, bytes] of files) await writeFlushed(path2.join(staging, name), bytes);
      await moveAll(staging, folder, [...files.keys()]);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (cause) {
    throw new RemoteError("disk-failed", {
      expected: `a folder that takes ${String(files.size)} files`,
      found: `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
      next: "Nothing was written. Check the folder, its permissions and free space.",
      cause
    });
  }
}
async function makeFolder(folder) {
  const missing = [];
  for (let at = folder; !await isFolder(at); at = path2.dirname(at)) missing.unshift(at);
  for (const at of missing) {
    await mkdir(at).catch(async (error) => {
      if (!await isFolder(at)) throw error;
    });
  }
}
async function isFolder(at) {
  try {
    return (await stat(at)).isDirectory();
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}
async function writeFlushed(file, bytes) {
  var _stack = [];
  try {
    const handle = __using(_stack, await open(file, "wx", 420), true);
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function moveAll(staging, folder, names) {
  const undo = [];
  try {
    for (const name of names) {
      const target = path2.join(folder, name);
      const kept = path2.join(staging, `${name}.before`);
      if (await kindOf(target) === "file") {
        await rename(target, kept);
        undo.push(() => rename(kept, target));
      }
      await rename(path2.join(staging, name), target);
      undo.push(() => rm(target, { force: true }));
    }
  } catch (cause) {
    for (const step of undo.reverse()) await step();
    throw cause;
  }
}
async function kindOf(file) {
  try {
    return (await lstat2(file)).isFile() ? "file" : "other";
  } catch {
    return "nothing";
  }
}
async function assertReplaceable(file) {
  if (await kindOf(file) !== "other") return;
  throw new InputError("output-exists", {
    expected: "a free name or a plain file to replace",
    found: `${file} is a folder, a link or a device`,
    next: "Choose another folder."
  });
}
async function assertUntracked(directory, names, home, signal) {
  const existing = await nearestFolder(path2.resolve(directory));
  const folder = await realpath2(existing);
  const inside = path2.relative(existing, path2.resolve(directory));
  const git = await Git.open(await findGit(), home, {}, signal);
  const { status, stdout } = await git.run({
    directory: folder,
    args: ["ls-files", "-z", "--", ...names.map((name) => `:(literal)${path2.join(inside, name)}`)]
  });
  const [tracked] = status === 0 ? stdout.toString("utf8").split("\0") : [];
  if (tracked === void 0 || tracked === "") return;
  throw new InputError("output-exists", {
    expected: "a report folder whose files git does not track",
    found: `${path2.join(folder, tracked)} is tracked`,
    next: "Choose a folder outside the source tree, or an ignored one such as build/."
  });
}
async function nearestFolder(folder) {
  let current = folder;
  while (path2.dirname(current) !== current) {
    const facts = await stat(current).catch(() => null);
    if (facts?.isDirectory() === true) return current;
    current = path2.dirname(current);
  }
  return current;
}

export {
  findGit,
  Git,
  reportStore,
  assertUntracked
};
