import { constants } from "node:fs";
import { open, rm, writeFile } from "node:fs/promises";
import { sha256Hex, type Sha256 } from "../core/digest.ts";

/** The files through which a step speaks to the runner; whoever writes them speaks for us. */
const VARIABLES = [
  "GITHUB_ENV",
  "GITHUB_PATH",
  "GITHUB_OUTPUT",
  "GITHUB_STATE",
  "GITHUB_STEP_SUMMARY",
] as const;

/** Far above what a step has written before we start, which is nothing. */
const LARGEST = 4 * 1024 * 1024;

interface Kept {
  readonly variable: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: Sha256;
}

/** A command file that foreign code changed, and whether it is as it was again. */
export interface ChangedCommandFile {
  readonly variable: string;
  readonly restored: boolean;
}

/** What the runner's command files held before any foreign code ran. */
export interface CommandFiles {
  /**
   * The files that are no longer as they were: other bytes, gone, a link, unreadable. Each is written back, so that
   * what was planted there reaches no later step.
   */
  restoreChanged(): Promise<readonly ChangedCommandFile[]>;
}

/** Remembers the files that these variables name; a variable that names no readable file stands for no file. */
export async function rememberCommandFiles(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommandFiles> {
  const kept: Kept[] = [];
  for (const variable of VARIABLES) {
    const path = environment[variable] ?? "";
    const bytes = await contents(path);
    if (bytes !== null) kept.push({ variable, path, bytes, sha256: sha256Hex(bytes) });
  }
  return {
    async restoreChanged() {
      const changed: ChangedCommandFile[] = [];
      for (const file of kept) {
        const now = await contents(file.path);
        if (now !== null && sha256Hex(now) === file.sha256) continue;
        changed.push({ variable: file.variable, restored: await restore(file) });
      }
      return changed;
    },
  };
}

/** The bytes of a regular file that is not reached through a link, or null. */
async function contents(path: string): Promise<Uint8Array | null> {
  try {
    // Not blocking: a pipe in place of the file would otherwise hold the run.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    await using file = await open(path, flags);
    const facts = await file.stat();
    return facts.isFile() && facts.size <= LARGEST ? await file.readFile() : null;
  } catch {
    return null;
  }
}

/** In place where it is still a file, so that owner and mode stay what the runner expects; otherwise as a new file. */
async function restore({ path, bytes, sha256 }: Kept): Promise<boolean> {
  try {
    if ((await contents(path)) === null) {
      await rm(path, { recursive: true, force: true });
      await writeFile(path, bytes, { flag: "wx", mode: 0o644 });
    } else {
      const flags = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW;
      await using file = await open(path, flags);
      await file.writeFile(bytes);
    }
  } catch {
    return false;
  }
  const now = await contents(path);
  return now !== null && sha256Hex(now) === sha256;
}
