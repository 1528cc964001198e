import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  RemoteError
} from "./chunk-LQXGX5TO.js";

// src/adapters/scratch.ts
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync as readdirSync2, readlinkSync as readlinkSync2, rmSync } from "node:fs";
import { mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

// src/adapters/process-group.ts
import { spawn } from "node:child_process";
var live = /* @__PURE__ */ new Set();
function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const id = child.pid;
  if (id !== void 0) live.add(id);
  const signal = (name) => {
    if (id !== void 0 && live.has(id)) signalGroup(id, name);
  };
  return {
    child,
    signal,
    release() {
      signal("SIGKILL");
      if (id !== void 0) live.delete(id);
    }
  };
}
function killLiveGroups() {
  for (const id of live) signalGroup(id, "SIGKILL");
  live.clear();
}
function signalGroup(id, name) {
  try {
    process.kill(-id, name);
  } catch {
  }
}

// src/adapters/survivors.ts
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
var MOST_ROUNDS = 10;
function killSurvivors(folder) {
  let killed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = processesOf(folder);
    for (const id of found) killOne(id);
    killed += found.length;
    if (found.length === 0) break;
  }
  return killed;
}
function processesOf(folder) {
  return readProcesses().filter(
    (id) => id !== process.pid && (worksIn(id, folder) || carries(id, folder))
  );
}
function readProcesses() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return [];
  }
}
function worksIn(id, folder) {
  try {
    const place = readlinkSync(`/proc/${String(id)}/cwd`);
    return place === folder || place.startsWith(`${folder}/`);
  } catch {
    return false;
  }
}
function carries(id, folder) {
  try {
    const variables = readFileSync(`/proc/${String(id)}/environ`).toString("latin1");
    return `${variables}\0`.replaceAll("\0", "/").includes(`${folder}/`);
  } catch {
    return false;
  }
}
function killOne(id) {
  try {
    process.kill(id, "SIGKILL");
  } catch {
  }
}

// src/adapters/scratch.ts
var PREFIX = "rebuild-gate";
var live2 = /* @__PURE__ */ new Set();
var watching = false;
async function openScratch(parent = tmpdir()) {
  let root;
  try {
    const place = await realpath(parent);
    sweepStale(place);
    root = await mkdtemp(path.join(place, `${ownName(process.pid)}-`));
  } catch (cause) {
    throw diskFailed("a temporary folder", cause);
  }
  live2.add(root);
  if (!watching) {
    watching = true;
    process.on("exit", removeLive);
  }
  return new RunScratch(root);
}
var RunScratch = class {
  #root;
  #count = 0;
  constructor(root) {
    this.#root = root;
  }
  async directory(label) {
    this.#count += 1;
    const folder = path.join(this.#root, `${label}-${String(this.#count)}`);
    try {
      await mkdir(folder, { mode: 448 });
    } catch (cause) {
      throw diskFailed(`the temporary folder ${folder}`, cause);
    }
    return folder;
  }
  [Symbol.asyncDispose]() {
    removeTree(this.#root);
    live2.delete(this.#root);
    return existsSync(this.#root) ? Promise.reject(diskFailed(`the temporary folder ${this.#root} to go`, "it is still there")) : Promise.resolve();
  }
};
function removeLive() {
  killLiveGroups();
  for (const root of live2) removeTree(root);
  live2.clear();
}
function sweepStale(place) {
  for (const name of readdirSync2(place)) {
    const [, id] = new RegExp(`^${PREFIX}-(\\d+)-${processSpace()}-`).exec(name) ?? [];
    const folder = path.join(place, name);
    if (id === void 0 || isRunning(Number(id)) || !isOwnFolder(folder)) continue;
    killSurvivors(folder);
    removeTree(folder);
  }
}
function ownName(id) {
  return `${PREFIX}-${String(id)}-${processSpace()}`;
}
function processSpace() {
  try {
    return readlinkSync2("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "0";
  }
}
function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    const { code } = cause;
    return code !== "ESRCH";
  }
}
function isOwnFolder(folder) {
  try {
    const facts = lstatSync(folder);
    return facts.isDirectory() && facts.uid === process.getuid?.();
  } catch {
    return false;
  }
}
function removeTree(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    spawnSync("/bin/chmod", ["-R", "u+rwx", folder], { stdio: "ignore" });
    spawnSync("/bin/rm", ["-rf", folder], { stdio: "ignore" });
  }
}
function diskFailed(expected, cause) {
  return new RemoteError("disk-failed", {
    expected,
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause
  });
}

export {
  spawnGroup,
  killSurvivors,
  openScratch,
  removeLive
};
