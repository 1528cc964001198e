import type { Progress, ProvenSource } from "../app/ports.ts";
import { displayPath, type PathBytes } from "../core/path-bytes.ts";
import { pathIn, type ProvenRepository } from "./proven-repository.ts";
import { describeWorkTree } from "./work-tree.ts";

/** What a run was asked to bring in besides the commit's own tree. */
export interface Brought {
  readonly submodules: boolean;
  readonly lfs: boolean;
}

/** Says what of the commit the build sees otherwise than a full checkout would show it. */
export function tellNotices(
  repositories: readonly ProvenRepository[],
  brought: Brought,
  progress: Progress,
): void {
  const gitlinks = repositories.flatMap((repository) =>
    [...repository.proven.files]
      .filter(([, file]) => file.mode === "160000")
      .map(([name]) => pathIn(repository, name)),
  );
  if (gitlinks.length > 0 && !brought.submodules) {
    progress.notice(
      "submodule-unverified",
      `${listed(gitlinks)}: submodules are not fetched; the build finds empty folders there. --submodules brings them in.`,
    );
  }
  const pointers = repositories.flatMap((repository) =>
    repository.proven.lfsPointers
      .filter((name) => !brought.lfs || repository.proven.files.get(name)?.lfs === undefined)
      .map((name) => pathIn(repository, name)),
  );
  if (pointers.length > 0) {
    progress.notice(
      "lfs-pointer",
      brought.lfs
        ? `${listed(pointers)}: these Git LFS pointers name no file by its SHA-256 alone, and the build sees the pointers.`
        : `${listed(pointers)}: the commit holds Git LFS pointers, and the build sees the pointers. --lfs brings the files in.`,
    );
  }
}

/** Says how the work tree that was named differs from the commit it is at. */
export async function tellWorkTree(
  source: ProvenSource,
  { source: { workTree, commit }, proven }: ProvenRepository,
  progress: Progress,
): Promise<void> {
  // At another commit, every honest difference would read as dirt.
  if (workTree?.head !== commit) return;
  const own = { objectFormat: source.tree.objectFormat, files: proven.files };
  const { changed, added } = await describeWorkTree(workTree.folder, own, proven.links);
  if (changed.length + added.length === 0) return;
  const ignored = await source.ignoreRules(added);
  const groups = [
    ["changed", changed],
    ["not in the commit", added.filter((name) => !ignored.has(name))],
    ["ignored", added.filter((name) => ignored.has(name))],
  ] as const;
  const parts = groups
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${String(names.length)} ${what} (${listed(names)})`);
  progress.notice(
    "dirty-work-tree",
    `The work tree differs from the commit: ${parts.join(", ")}. The commit is built, not the work tree.`,
  );
}

const MOST_NAMED = 3;

function listed(paths: readonly PathBytes[]): string {
  const more = paths.length - MOST_NAMED;
  const named = paths.slice(0, MOST_NAMED).map(displayPath).join(", ");
  return more > 0 ? `${named} and ${String(more)} more` : named;
}
