import type { PathBytes } from "../core/path-bytes.ts";

/** A path of a tree as the system takes it, below a folder; bytes, because names need not be UTF-8. */
export function onDisk(folder: string, path: PathBytes): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, "latin1")]);
}

/** Every folder that the paths lie in, each once, parents before children. */
export function foldersOf(paths: Iterable<PathBytes>): readonly PathBytes[] {
  const folders = new Set<PathBytes>();
  for (const path of paths) {
    for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
      folders.add(path.slice(0, at) as PathBytes);
    }
  }
  return [...folders];
}
