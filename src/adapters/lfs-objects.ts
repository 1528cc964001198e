import { constants } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { newHasher, type Sha256 } from "../core/digest.ts";
import { RemoteError, SourceError } from "../core/errors.ts";
import type { LfsObject } from "../core/git/lfs-pointer.ts";
import { askBatch, LARGEST_BATCH, openDownload, type LfsServer } from "./lfs-server.ts";
import { interrupted } from "./interruption.ts";
import type { ProvenRepository } from "./proven-repository.ts";

/** What bringing the objects of pointers needs. */
export interface LfsMeans {
  /** Existing private folder. */
  readonly folder: string;
  /** All of them together may have this many bytes. */
  readonly totalBytes: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Brings what the LFS pointers of a proven repository stand for into a folder of ours: from the local clone's own
 * store, else from the server beside the repository. Each file is hashed on the way and is the object or nothing.
 * Returns the path of each by its digest.
 * Throws `SourceError` (`lfs-unavailable`, `object-mismatch`, `source-too-large`), `RemoteError`.
 */
export async function bringLfsObjects(
  repository: ProvenRepository,
  means: LfsMeans,
): Promise<ReadonlyMap<Sha256, string>> {
  const wanted = objectsOf(repository);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > means.totalBytes) throw tooLarge(means.totalBytes, total);
  const folder = path.join(means.folder, "lfs");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = new Map<Sha256, string>();
  const missing: LfsObject[] = [];
  for (const object of wanted) {
    const place = path.join(folder, object.sha256);
    const local = localObject(repository, object);
    if (local !== null && (await copyObject(local, object, place, means.signal))) {
      found.set(object.sha256, place);
    } else {
      missing.push(object);
    }
  }
  for (let at = 0; at < missing.length; at += LARGEST_BATCH) {
    const server = serverOf(repository, missing[at], means);
    for (const download of await askBatch(server, missing.slice(at, at + LARGEST_BATCH))) {
      const place = path.join(folder, download.object.sha256);
      await writeObject(await openDownload(server, download), download.object, place, means.signal);
      found.set(download.object.sha256, place);
    }
  }
  return found;
}

function objectsOf({ proven }: ProvenRepository): readonly LfsObject[] {
  const objects = [...proven.files.values()].flatMap(({ lfs }) => lfs ?? []);
  return [...new Map(objects.map((object) => [object.sha256, object])).values()];
}

/** Where git-lfs keeps an object of this clone (its specification, "The Server"). */
function localObject({ source }: ProvenRepository, { sha256 }: LfsObject): string | null {
  if (source.gitFolder === null) return null;
  const fan = [sha256.slice(0, 2), sha256.slice(2, 4)];
  return path.join(source.gitFolder, "lfs", "objects", ...fan, sha256);
}

async function copyObject(
  from: string,
  object: LfsObject,
  to: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const source = await open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (source === null) return false;
  await using opened = source;
  if (!(await opened.stat()).isFile()) return false;
  await writeObject(opened.createReadStream({ autoClose: false }), object, to, signal);
  return true;
}

async function writeObject(
  body: AsyncIterable<Buffer>,
  object: LfsObject,
  place: string,
  signal: AbortSignal,
): Promise<void> {
  const hasher = newHasher();
  let left = object.size;
  try {
    await using file = await open(place, "w", 0o600);
    for await (const chunk of body) {
      signal.throwIfAborted();
      left -= chunk.length;
      if (left < 0) break;
      hasher.update(chunk);
      await file.writeFile(chunk);
    }
  } catch (cause) {
    throw signal.aborted ? interrupted("reading the source", cause) : transferFailed(cause);
  }
  if (left === 0 && hasher.fingerprint().sha256 === object.sha256) return;
  throw new SourceError("object-mismatch", {
    expected: `the Git LFS object ${object.sha256} of ${String(object.size)} bytes`,
    found: left === 0 ? "other bytes" : left < 0 ? "more bytes" : `${String(left)} bytes less`,
    next: "The store or server gives other bytes than the commit names; run `git lfs fsck` where they come from.",
  });
}

function serverOf(
  { source }: ProvenRepository,
  missing: LfsObject | undefined,
  { environment, signal }: LfsMeans,
): LfsServer {
  if (source.transport === "https") {
    const { remote, credentials } = source;
    return { repository: remote, credentials, environment, signal };
  }
  throw new SourceError("lfs-unavailable", {
    expected: `the Git LFS object ${missing?.sha256 ?? ""} in the clone`,
    found: "no such file below .git/lfs/objects",
    next: "Run `git lfs fetch` in the clone, or name the repository by its https: URL.",
  });
}

function tooLarge(most: number, found: number): SourceError {
  return new SourceError("source-too-large", {
    expected: `Git LFS objects of at most ${String(most)} bytes together`,
    found: String(found),
    next: "The limits are fixed (docs/source.md); check without --lfs.",
  });
}

function transferFailed(cause: unknown): RemoteError {
  return new RemoteError("service-unreachable", {
    expected: "a Git LFS object to the end",
    found: cause instanceof Error ? cause.message : "a broken transfer",
    next: "Try again.",
    cause,
  });
}
