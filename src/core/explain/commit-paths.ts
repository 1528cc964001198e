import type { Entry } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { SourceFile, SourceTree } from "../source-tree.ts";

/** A path that no tree has. */
export const NOWHERE = "" as PathBytes;

/** Where the files of an archive lie in the commit, if they lie there. */
export interface CommitPaths {
  /** The folder that is taken off every name, with its slash; empty when the archive has no single top folder. */
  readonly stripped: string;
  /** The path that an entry would have in the commit; null for the top folder itself. */
  of(path: PathBytes): PathBytes | null;
}

/**
 * How names in an archive map to paths of the commit: one top folder that all entries share is taken off (npm's
 * `package/`, `name-version/`), then the package's own folder is put in front. A project whose only folder is itself
 * tracked under that name keeps it where that explains more paths. One mapping for the whole archive, so that no
 * single file can choose the name under which it looks tracked.
 */
export function commitPaths(
  entries: readonly Entry[],
  tree: SourceTree,
  subdirectory: PathBytes,
): CommitPaths {
  const front = subdirectory === "" ? "" : `${subdirectory}/`;
  const top = singleTopFolder(entries);
  const stripped =
    top !== "" && tracked(entries, tree, front, "") > tracked(entries, tree, front, top) ? "" : top;
  return { stripped, of: (path) => mapped(path, front, stripped) };
}

function mapped(path: PathBytes, front: string, stripped: string): PathBytes | null {
  return path.startsWith(stripped) ? (`${front}${path.slice(stripped.length)}` as PathBytes) : null;
}

function tracked(
  entries: readonly Entry[],
  tree: SourceTree,
  front: string,
  stripped: string,
): number {
  let count = 0;
  for (const entry of entries) {
    if (tree.files.has(mapped(entry.path, front, stripped) ?? NOWHERE)) count += 1;
  }
  return count;
}

function singleTopFolder(entries: readonly Entry[]): string {
  let top: string | null = null;
  for (const { path, type } of entries) {
    const slash = path.indexOf("/");
    if (slash === -1 && type !== "directory") return "";
    const first = slash === -1 ? path : path.slice(0, slash);
    if (top !== null && top !== first) return "";
    top = first;
  }
  return top === null ? "" : `${top}/`;
}

/** The entries of an archive, in its own spelling, whose path the commit has. */
export function trackedEntries(
  entries: readonly Entry[],
  tree: SourceTree,
  subdirectory: PathBytes,
): ReadonlySet<PathBytes> {
  const paths = commitPaths(entries, tree, subdirectory);
  const found = new Set<PathBytes>();
  for (const { path, type } of entries) {
    if (type !== "directory" && tree.files.has(paths.of(path) ?? NOWHERE)) found.add(path);
  }
  return found;
}

/** Paths of the commit by digest, to recognise a file that lies elsewhere. Submodules have no digest to be found by. */
export function pathsBySha256(tree: SourceTree): ReadonlyMap<string, readonly PathBytes[]> {
  return Map.groupBy(tree.files.keys(), (path) => tree.files.get(path)?.sha256 ?? "");
}

/** Whether an entry of this kind and digest is that file of the commit, or what its Git LFS pointer names. The executable bit is reported apart. */
export function isTrackedAs(type: Entry["type"], sha256: string | null, file: SourceFile): boolean {
  const kind = file.mode === "120000" ? "symlink" : file.mode === "160000" ? null : "file";
  return (
    kind === type && sha256 !== null && (sha256 === file.sha256 || sha256 === file.lfs?.sha256)
  );
}
