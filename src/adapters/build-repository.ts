import { constants } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import type { PathBytes } from "../core/path-bytes.ts";
import type { Git } from "./git-process.ts";
import { COMMIT_REF, type ObjectStore } from "./object-store.ts";

/** What a repository of a checkout is to hold. */
export interface BuildRepository {
  /** Copied whole: it must not borrow objects from where a build could not read them. */
  readonly store: ObjectStore;
  readonly commit: string;
  /** Tracked paths that are written otherwise than git would, and are not to count as changed. */
  readonly unlike: readonly PathBytes[];
  /** Whether its submodules lie in their folders, each with a repository of its own. */
  readonly hasSubmodules: boolean;
}

/**
 * Gives a checkout a repository of its own, for build tools that ask git for files, versions or history: HEAD
 * detached at the commit, an index that matches the files, the store's tags and history. It has no remote, no hook,
 * no credential and no setting of the source. The build may do with it what it likes: nobody reads it again.
 */
export async function addBuildRepository(
  git: Git,
  { store, commit, unlike, hasSubmodules }: BuildRepository,
  folder: string,
): Promise<void> {
  const repository = path.join(folder, ".git");
  // Copied, not linked: the store must stay out of the build's reach.
  await cp(store.path, repository, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await git.must({
    args: ["update-ref", "--no-deref", "HEAD", commit],
    directory: repository,
  });
  await git.must({ args: ["update-ref", "-d", COMMIT_REF], directory: repository });
  await git.must({ args: ["config", "core.bare", "false"], directory: repository });
  // As after `git submodule update`: `git ls-files --recurse-submodules` and its like then see them.
  if (hasSubmodules) {
    await git.must({ args: ["config", "submodule.active", "."], directory: repository });
  }
  await git.must({ args: ["read-tree", "HEAD"], directory: folder });
  // Some tools compare the index by time stamps alone. A file that an attribute makes look changed is no failure.
  await git.run({ args: ["update-index", "-q", "--refresh"], directory: folder });
  if (unlike.length === 0) return;
  await git.must({
    args: ["update-index", "--assume-unchanged", "-z", "--stdin"],
    directory: folder,
    input: Buffer.from(unlike.map((name) => `${name}\0`).join(""), "latin1"),
  });
}
