import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Scratch } from "../app/ports.ts";
import { RemoteError } from "../core/errors.ts";
import { killLiveGroups } from "./process-group.ts";
import { isOfDeadRun, runName } from "./run-name.ts";
import { killSurvivors } from "./survivors.ts";

/** Folders that must not outlive this process. */
const live = new Set<string>();
let watching = false;

/**
 * Opens the temporary folders of one run, after sweeping those of runs that were killed. Disposing removes them;
 * so does the end of the process, however it comes about short of SIGKILL.
 * Throws `RemoteError` (`disk-failed`).
 */
export async function openScratch(parent: string = tmpdir()): Promise<Scratch> {
  let root: string;
  try {
    // Builds may print the path: no link in it, so that they all see the same one.
    const place = await realpath(parent);
    sweepStale(place);
    root = await mkdtemp(path.join(place, `${runName()}-`));
  } catch (cause) {
    throw diskFailed("a temporary folder", cause);
  }
  live.add(root);
  if (!watching) {
    watching = true;
    process.on("exit", removeLive);
  }
  return new RunScratch(root);
}

class RunScratch implements Scratch {
  readonly #root: string;
  #count = 0;

  constructor(root: string) {
    this.#root = root;
  }

  async directory(label: string): Promise<string> {
    this.#count += 1;
    const folder = path.join(this.#root, `${label}-${String(this.#count)}`);
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (cause) {
      throw diskFailed(`the temporary folder ${folder}`, cause);
    }
    return folder;
  }

  [Symbol.asyncDispose](): Promise<void> {
    removeTree(this.#root);
    live.delete(this.#root);
    return existsSync(this.#root)
      ? Promise.reject(diskFailed(`the temporary folder ${this.#root} to go`, "it is still there"))
      : Promise.resolve();
  }
}

/** Everything that must not outlive the process; synchronous, because nothing else runs while it exits. */
export function removeLive(): void {
  killLiveGroups();
  for (const root of live) removeTree(root);
  live.clear();
}

/** Removes the folders of runs whose process is gone, and what those left running. */
function sweepStale(place: string): void {
  for (const name of readdirSync(place)) {
    const folder = path.join(place, name);
    if (!isOfDeadRun(name) || !isOwnFolder(folder)) continue;
    killSurvivors(folder);
    removeTree(folder);
  }
}

function isOwnFolder(folder: string): boolean {
  try {
    const facts = lstatSync(folder);
    return facts.isDirectory() && facts.uid === process.getuid?.();
  } catch {
    return false;
  }
}

/** Removes a tree that a build may have made hard to remove: read-only folders, paths that are too long to name. */
function removeTree(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    spawnSync("/bin/chmod", ["-R", "u+rwx", folder], { stdio: "ignore" });
    spawnSync("/bin/rm", ["-rf", folder], { stdio: "ignore" });
  }
}

function diskFailed(expected: string, cause: unknown): RemoteError {
  return new RemoteError("disk-failed", {
    expected,
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause,
  });
}
