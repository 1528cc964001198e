import { newHasher, type Sha256 } from "../digest.ts";
import { pathToBytes, type PathBytes } from "../path-bytes.ts";
import type { SourceFile } from "../source-tree.ts";

/**
 * `treeSha256`: SHA-256 over one record per path, in byte order of the paths: mode, space, SHA-256 of the raw blob
 * (of a gitlink, its commit id), tab, path, NUL. It stands beside git's own tree id because that may be SHA-1.
 */
export function digestTree(files: ReadonlyMap<PathBytes, SourceFile>): Sha256 {
  const hasher = newHasher();
  const ascii = new TextEncoder();
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [path, file] of sorted) {
    hasher.update(ascii.encode(`${file.mode} ${file.sha256 ?? file.objectId}\t`));
    hasher.update(pathToBytes(path));
    hasher.update(ascii.encode("\0"));
  }
  return hasher.fingerprint().sha256;
}
