import { lstat, mkdir, mkdtemp, open, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { ReportStore } from "../app/ports.ts";
import { InputError, RemoteError } from "../core/errors.ts";
import { findGit } from "./git-binary.ts";
import { Git } from "./git-process.ts";

/**
 * Writes sets of files into folders, all or none: they are written beside the folder and flushed first, then moved;
 * when a move fails, those before it are taken back. Throws `InputError` (`output-exists`) where a name is taken by
 * something that is no plain file, `RemoteError` (`disk-failed`).
 */
export function reportStore(): ReportStore {
  return { write: writeAllOrNone };
}

async function writeAllOrNone(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const folder = path.resolve(directory);
  for (const name of files.keys()) {
    if (path.basename(name) !== name || name === "." || name === "..") {
      throw new InputError("output-exists", {
        expected: "plain file names for a report folder",
        found: name,
        next: "Name the uploads without folders.",
      });
    }
    await assertReplaceable(path.join(folder, name));
  }
  try {
    await makeFolder(folder);
    // In the folder itself, so that every move stays on one file system.
    const staging = await mkdtemp(path.join(folder, ".rebuild-gate-"));
    try {
      for (const [name, bytes] of files) await writeFlushed(path.join(staging, name), bytes);
      await moveAll(staging, folder, [...files.keys()]);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (cause) {
    throw new RemoteError("disk-failed", {
      expected: `a folder that takes ${String(files.size)} files`,
      found: `${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
      next: "Nothing was written. Check the folder, its permissions and free space.",
      cause,
    });
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own recursion never ends where a parent exists and cannot have
 * children (`/proc`), because that fails as if the parent were missing.
 */
async function makeFolder(folder: string): Promise<void> {
  let at = await nearestFolder(folder, isFolder);
  for (const name of path.relative(at, folder).split(path.sep)) {
    at = path.join(at, name);
    if (name !== "") await makeOne(at);
  }
}

async function makeOne(folder: string): Promise<void> {
  await mkdir(folder).catch(async (error: unknown) => {
    // Somebody else may have made it in the meantime.
    if (!(await isFolder(folder))) throw error;
  });
}

async function isFolder(at: string): Promise<boolean> {
  try {
    return (await stat(at)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  await using handle = await open(file, "wx", 0o644);
  await handle.writeFile(bytes);
  await handle.sync();
}

/** Moves every file into place, keeping what was there until all are; undoes itself on the first failure. */
async function moveAll(staging: string, folder: string, names: readonly string[]): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const name of names) {
      const target = path.join(folder, name);
      const kept = path.join(staging, `${name}.before`);
      if ((await kindOf(target)) === "file") {
        await rename(target, kept);
        undo.push(() => rename(kept, target));
      }
      await rename(path.join(staging, name), target);
      undo.push(() => rm(target, { force: true }));
    }
  } catch (cause) {
    for (const step of undo.reverse()) await step();
    throw cause;
  }
}

async function kindOf(file: string): Promise<"file" | "nothing" | "other"> {
  try {
    return (await lstat(file)).isFile() ? "file" : "other";
  } catch {
    return "nothing";
  }
}

async function assertReplaceable(file: string): Promise<void> {
  if ((await kindOf(file)) !== "other") return;
  throw new InputError("output-exists", {
    expected: "a free name or a plain file to replace",
    found: `${file} is a folder, a link or a device`,
    next: "Choose another folder.",
  });
}

/**
 * Refuses to write over files that a git work tree tracks: a report is no part of a release, and a changed tracked
 * file would be a dirty tree. Throws `InputError` (`output-exists`). `home` is an empty private folder for git.
 */
export async function assertUntracked(
  directory: string,
  names: readonly string[],
  home: string,
  signal: AbortSignal,
): Promise<void> {
  const existing = await nearestFolder(path.resolve(directory), (at) =>
    // What cannot be looked at holds nothing that git tracks; writing there will say why.
    isFolder(at).catch(() => false),
  );
  const folder = await realpath(existing);
  const inside = path.relative(existing, path.resolve(directory));
  const git = await Git.open(await findGit(), home, {}, signal);
  const { status, stdout } = await git.run({
    directory: folder,
    args: ["ls-files", "-z", "--", ...names.map((name) => `:(literal)${path.join(inside, name)}`)],
  });
  // Anything but success: no work tree is here, so nothing is tracked.
  const [tracked] = status === 0 ? stdout.toString("utf8").split("\0") : [];
  if (tracked === undefined || tracked === "") return;
  throw new InputError("output-exists", {
    expected: "a report folder whose files git does not track",
    found: `${path.join(folder, tracked)} is tracked`,
    next: "Choose a folder outside the source tree, or an ignored one such as build/.",
  });
}

/** The folder (or link to one), or the nearest one above it that is there; the root is. */
async function nearestFolder(
  folder: string,
  isThere: (at: string) => Promise<boolean>,
): Promise<string> {
  let at = folder;
  while (path.dirname(at) !== at && !(await isThere(at))) at = path.dirname(at);
  return at;
}
