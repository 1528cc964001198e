import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from "node:fs";
import { newHasher } from "../core/digest.ts";
import type { LfsObject } from "../core/git/lfs-pointer.ts";
import { newObjectIdHasher } from "../core/git/object-id.ts";
import { pathFromBytes, type PathBytes } from "../core/path-bytes.ts";
import type { SourceFile, SourceTree } from "../core/source-tree.ts";
import { foldersOf, onDisk } from "./disk-path.ts";

/** How a folder differs from the commit that it claims to be at. A path that ends in `/` stands for a whole folder. */
export interface WorkTreeDifference {
  /** Tracked paths with other bytes, another mode, or gone. */
  readonly changed: readonly PathBytes[];
  /** Paths that the commit does not have. */
  readonly added: readonly PathBytes[];
}

/**
 * Compares a work tree with a proven tree by reading its files. No git runs there, so nothing its configuration
 * names (filters, a file system monitor) can run or hide a change. A file that cannot be read counts as changed.
 */
export async function describeWorkTree(
  workTree: string,
  tree: Pick<SourceTree, "files" | "objectFormat">,
  links: ReadonlyMap<PathBytes, PathBytes>,
): Promise<WorkTreeDifference> {
  const changed: PathBytes[] = [];
  let sinceBreak = 0;
  for (const [path, file] of tree.files) {
    if (!isUnchanged(workTree, path, file, tree, links.get(path))) changed.push(path);
    // The reads are synchronous; a break lets an interruption through.
    if (++sinceBreak % 256 === 0) await new Promise(setImmediate);
  }
  return { changed, added: addedPaths(workTree, tree) };
}

function isUnchanged(
  workTree: string,
  path: PathBytes,
  file: SourceFile,
  tree: Pick<SourceTree, "objectFormat">,
  target: PathBytes | undefined,
): boolean {
  const place = onDisk(workTree, path);
  try {
    const facts = lstatSync(place);
    if (file.mode === "160000") return facts.isDirectory();
    if (target !== undefined) {
      return (
        facts.isSymbolicLink() &&
        pathFromBytes(readlinkSync(place, { encoding: "buffer" })) === target
      );
    }
    const executable = (facts.mode & 0o100) !== 0;
    if (!facts.isFile() || executable !== (file.mode === "100755")) return false;
    // A checkout with git-lfs has the file where the commit has its pointer.
    if (facts.size === file.lfs?.size && holdsObject(place, file.lfs)) return true;
    return facts.size === file.size && blobId(place, file.size, tree) === file.objectId;
  } catch {
    return false;
  }
}

const CHUNK = 128 * 1024;

function blobId(place: Buffer, size: number, tree: Pick<SourceTree, "objectFormat">): string {
  const hasher = newObjectIdHasher(tree.objectFormat, "blob", size);
  readAll(place, (chunk) => {
    hasher.update(chunk);
  });
  return hasher.objectId();
}

function holdsObject(place: Buffer, object: LfsObject): boolean {
  const hasher = newHasher();
  readAll(place, (chunk) => {
    hasher.update(chunk);
  });
  return hasher.fingerprint().sha256 === object.sha256;
}

function readAll(place: Buffer, take: (chunk: Uint8Array) => void): void {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const descriptor = openSync(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let read = -1; read !== 0;) {
      read = readSync(descriptor, buffer);
      take(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Untracked entries; a folder that the commit does not have is named once and not entered. */
function addedPaths(workTree: string, tree: Pick<SourceTree, "files">): readonly PathBytes[] {
  const tracked = new Set<PathBytes>(foldersOf(tree.files.keys()));
  const added: PathBytes[] = [];
  for (const folder of ["" as PathBytes, ...tracked]) {
    for (const entry of entriesOf(workTree, folder)) {
      const path = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry.name)}` as PathBytes;
      if (path === ".git" || tree.files.has(path) || tracked.has(path)) continue;
      added.push(entry.isDirectory() ? (`${path}/` as PathBytes) : path);
    }
  }
  return added.sort((one, other) => (one < other ? -1 : 1));
}

function entriesOf(workTree: string, folder: PathBytes) {
  try {
    const place = folder === "" ? Buffer.from(workTree) : onDisk(workTree, folder);
    // A tracked folder that is a link here would lead the reading elsewhere.
    if (!lstatSync(place).isDirectory()) return [];
    return readdirSync(place, { withFileTypes: true, encoding: "buffer" });
  } catch {
    return [];
  }
}
