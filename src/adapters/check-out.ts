import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  futimesSync,
  lutimesSync,
  mkdirSync,
  openSync,
  readSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { GateError, RemoteError, SourceError } from "../core/errors.ts";
import { newHasher, type Hasher, type Sha256 } from "../core/digest.ts";
import { foldedDuplicate } from "../core/git/path-rules.ts";
import { displayPath, pathToBytes, type PathBytes } from "../core/path-bytes.ts";
import type { SourceFile, SourceTree } from "../core/source-tree.ts";
import { foldsCase } from "./case-folding.ts";
import { foldersOf, onDisk } from "./disk-path.ts";
import type { Git } from "./git-process.ts";
import { ObjectStream, type ObjectVisitor } from "./object-stream.ts";
import type { ObjectStore } from "./object-store.ts";

/** Name of the folder that holds a checkout: the same everywhere, because builds may print it. */
const FOLDER = "source";

const FOLDER_MODE = 0o755;
const FILE_MODES = { "100644": 0o644, "100755": 0o755 } as const;

/** The files whose blobs lie in one store. */
export interface StoredFiles {
  readonly store: ObjectStore;
  readonly files: ReadonlyMap<PathBytes, SourceFile>;
}

/** A proven tree and where to write it. */
export interface CheckOutRequest {
  readonly git: Git;
  /** Of the commit and of each submodule; together they are the files of the tree. */
  readonly stored: readonly StoredFiles[];
  readonly tree: SourceTree;
  /** Where the objects of Git LFS pointers lie; a pointer without one is written as it is. */
  readonly lfs?: ReadonlyMap<Sha256, string>;
  readonly links: ReadonlyMap<PathBytes, PathBytes>;
  /** Existing private folder. */
  readonly parent: string;
  readonly signal: AbortSignal;
  /** Whether the file system takes two spellings for one name; found out when absent. */
  readonly folding?: boolean;
}

/**
 * Writes the proven tree to a new folder: raw blobs, modes 644 and 755, every time set to the commit's, empty
 * folders for gitlinks. Bytes are proven again on the way. Links come last, so that nothing is written through one.
 * Throws `SourceError` (`path-unsafe`, `object-mismatch`), `RemoteError` (`disk-failed`), `InterruptedError`.
 */
export async function writeTree(request: CheckOutRequest): Promise<string> {
  const { tree, links, parent } = request;
  if (request.folding ?? foldsCase(parent)) refuseFolded(tree);
  const root = path.join(parent, FOLDER);
  try {
    makeFolder(root);
    const gitlinks = [...tree.files].filter(([, { mode }]) => mode === "160000");
    const folders = [
      ...new Set([...foldersOf(tree.files.keys()), ...gitlinks.map(([name]) => name)]),
    ].sort();
    for (const folder of folders) makeFolder(onDisk(root, folder));
    for (const stored of request.stored) await writeFiles(request, stored, root);
    for (const [name, target] of links) {
      const link = onDisk(root, name);
      symlinkSync(Buffer.from(pathToBytes(target)), link);
      lutimesSync(link, tree.committedAt, tree.committedAt);
    }
    for (const folder of [...folders].reverse()) setTime(onDisk(root, folder), tree);
    setTime(root, tree);
  } catch (cause) {
    throw cause instanceof GateError ? cause : diskFailed(cause);
  }
  return root;
}

async function writeFiles(
  { git, tree, lfs, signal }: CheckOutRequest,
  { store, files }: StoredFiles,
  root: string,
): Promise<void> {
  const objects = new ObjectStream(git, store.path, store.format, signal);
  const open = new Set<number>();
  try {
    const reads: Promise<void>[] = [];
    for (const [name, file] of files) {
      if (file.mode !== "100644" && file.mode !== "100755") continue;
      const object = file.lfs === undefined ? undefined : lfs?.get(file.lfs.sha256);
      if (file.lfs !== undefined && object !== undefined) {
        const stands = { mode: file.mode, objectId: file.objectId, ...file.lfs };
        copyInto(new FileWriter(root, name, stands, tree, open), object);
        continue;
      }
      const writer = new FileWriter(root, name, file, tree, open);
      reads.push(objects.read(file.objectId, "blob", writer));
    }
    await Promise.all(reads);
  } finally {
    for (const descriptor of open) closeSync(descriptor);
    objects.close();
  }
}

const CHUNK = 256 * 1024;

/** Hands a file of ours to a writer, which holds it against its digest. */
function copyInto(writer: FileWriter, file: string): void {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    writer.begin();
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      writer.bytes(buffer.subarray(0, read));
    }
    writer.end();
  } finally {
    closeSync(descriptor);
  }
}

/** Writes one blob synchronously: the stream waits, so memory stays at one chunk. */
class FileWriter implements ObjectVisitor {
  readonly #target: Buffer;
  readonly #name: PathBytes;
  readonly #file: SourceFile;
  readonly #time: number;
  readonly #open: Set<number>;
  readonly #hasher: Hasher = newHasher();
  #descriptor = -1;

  constructor(
    root: string,
    name: PathBytes,
    file: SourceFile,
    tree: SourceTree,
    open: Set<number>,
  ) {
    this.#target = onDisk(root, name);
    this.#name = name;
    this.#file = file;
    this.#time = tree.committedAt;
    this.#open = open;
  }

  begin(): void {
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
    this.#descriptor = openSync(this.#target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    this.#open.add(this.#descriptor);
  }

  bytes(chunk: Uint8Array): void {
    this.#hasher.update(chunk);
    for (let at = 0; at < chunk.length;) at += writeSync(this.#descriptor, chunk, at);
  }

  end(): void {
    if (this.#hasher.fingerprint().sha256 !== this.#file.sha256) {
      throw new SourceError("object-mismatch", {
        expected: `the bytes that were proven for "${displayPath(this.#name)}"`,
        found: "other bytes with the same object id",
        next: "Run it again on a machine where nobody else can write to the temporary folder.",
      });
    }
    fchmodSync(
      this.#descriptor,
      this.#file.mode === "100755" ? FILE_MODES["100755"] : FILE_MODES["100644"],
    );
    futimesSync(this.#descriptor, this.#time, this.#time);
    closeSync(this.#descriptor);
    this.#open.delete(this.#descriptor);
  }
}

function makeFolder(folder: string | Buffer): void {
  mkdirSync(folder);
  // The mode that mkdir sets depends on the caller's umask.
  chmodSync(folder, FOLDER_MODE);
}

function setTime(folder: string | Buffer, tree: SourceTree): void {
  utimesSync(folder, tree.committedAt, tree.committedAt);
}

function refuseFolded(tree: SourceTree): void {
  const pair = foldedDuplicate(tree.files.keys());
  if (pair === null) return;
  throw new SourceError("path-unsafe", {
    expected: "paths that this file system can tell apart",
    found: `"${displayPath(pair[0])}" and "${displayPath(pair[1])}"`,
    next: "Build on a file system that distinguishes upper and lower case.",
  });
}

function diskFailed(cause: unknown): RemoteError {
  return new RemoteError("disk-failed", {
    expected: "to write the source tree to the temporary folder",
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Check free space and permissions of the temporary folder (TMPDIR).",
    cause,
  });
}
