import { constants, lstatSync, readdirSync } from "node:fs";
import { cp, open } from "node:fs/promises";
import picomatch from "picomatch";
import type { KeptMaterials } from "../app/ports.ts";
import { BuildError } from "../core/errors.ts";
import { newHasher, type Fingerprint } from "../core/digest.ts";
import { displayPath, pathFromBytes } from "../core/path-bytes.ts";
import type { Material } from "../core/rebuild-record.ts";
import { onDisk } from "./disk-path.ts";
import type { PathBytes } from "../core/path-bytes.ts";

/** Files that a fetch phase may bring; above it nothing is built. */
const MOST_FILES = 500_000;

/**
 * Takes what a fetch phase brought out of the reach of the build, whole, and hashes the files that the globs name.
 * Links come along as links; nothing but files, folders and links does. Throws `BuildError` (`output-limit`).
 */
export async function keepMaterials(
  fetched: string,
  globs: readonly string[],
  folder: string,
): Promise<KeptMaterials> {
  await cp(fetched, folder, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => {
      const facts = lstatSync(source);
      return facts.isFile() || facts.isDirectory() || facts.isSymbolicLink();
    },
  });
  const isRecorded = picomatch([...globs], { dot: true });
  const files: Material[] = [];
  for (const name of filesBelow(folder)) {
    const shown = displayPath(name);
    if (isRecorded(shown))
      files.push({ path: shown, ...(await fingerprintOf(onDisk(folder, name))) });
  }
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return { folder, files };
}

/** Puts kept materials into the folder of another run. */
export async function layOutMaterials({ folder }: KeptMaterials, into: string): Promise<void> {
  await cp(folder, into, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
}

function* filesBelow(root: string): Generator<PathBytes> {
  let files = 0;
  const folders: PathBytes[] = [pathFromBytes(new Uint8Array())];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = folder === "" ? Buffer.from(root) : onDisk(root, folder);
    for (const entry of readdirSync(place, { encoding: "buffer", withFileTypes: true })) {
      const base = pathFromBytes(entry.name);
      const name = (folder === "" ? base : `${folder}/${base}`) as PathBytes;
      if (entry.isDirectory()) folders.push(name);
      if (!entry.isFile()) continue;
      files += 1;
      if (files > MOST_FILES) throw tooMany();
      yield name;
    }
  }
}

async function fingerprintOf(file: Buffer): Promise<Fingerprint> {
  await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  const hasher = newHasher();
  for await (const chunk of handle.createReadStream({
    autoClose: false,
  }) as AsyncIterable<Buffer>) {
    hasher.update(chunk);
  }
  return hasher.fingerprint();
}

function tooMany(): BuildError {
  return new BuildError("output-limit", {
    expected: `a fetch phase that brings at most ${String(MOST_FILES)} files`,
    found: "more",
    next: "Fetch less, or write to $GATE_MATERIALS only what the build needs.",
  });
}
