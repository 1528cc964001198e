import { lstat, realpath } from "node:fs/promises";
import { SourceError } from "../core/errors.ts";

/** Where systems put their git, in order of trust; PATH is never asked, because earlier steps may have written it. */
const SYSTEM_GITS = [
  "/usr/bin/git",
  "/bin/git",
  "/usr/local/bin/git",
  "/Library/Developer/CommandLineTools/usr/bin/git",
  "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
  "/run/current-system/sw/bin/git",
] as const;

const WRITABLE_BY_OTHERS = 0o022;

/**
 * Absolute path of a git that only root could have put there. Throws `SourceError` (`git-missing`).
 */
export async function findGit(candidates: readonly string[] = SYSTEM_GITS): Promise<string> {
  for (const candidate of candidates) {
    if (await isRootsProgram(candidate)) return candidate;
  }
  throw new SourceError("git-missing", {
    expected: "git in a system folder, owned by root and writable by root alone",
    found: `none at ${candidates.join(", ")}`,
    next: "Install git with the system's package manager.",
  });
}

async function isRootsProgram(candidate: string): Promise<boolean> {
  try {
    const facts = await lstat(await realpath(candidate));
    return facts.isFile() && facts.uid === 0 && (facts.mode & WRITABLE_BY_OTHERS) === 0;
  } catch {
    return false;
  }
}
