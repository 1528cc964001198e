import { constants, lstatSync, readdirSync, type BigIntStats } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import picomatch from "picomatch";
import { BuildError } from "../core/errors.ts";
import { newHasher, type Fingerprint } from "../core/digest.ts";
import { displayPath, pathFromBytes, type PathBytes } from "../core/path-bytes.ts";
import type { BuiltFile } from "../core/rebuild-record.ts";
import { onDisk } from "./disk-path.ts";

/** Caps on what a build may leave; above one, collecting fails with `output-limit`. */
export interface OutputLimits {
  /** Files that are collected. */
  readonly files: number;
  /** Bytes of them together. */
  readonly bytes: number;
  /** Entries of the build folder that are looked at. */
  readonly entries: number;
}

/** The caps unless said otherwise (docs/build.md). */
export const OUTPUT_LIMITS: OutputLimits = { files: 1000, bytes: 16 * 2 ** 30, entries: 2_000_000 };

/** What a file was before the build: the same inode with the same change time was not written since. */
export type Stamps = ReadonlyMap<PathBytes, string>;

/** Where a build worked, and which of its files are wanted. */
export interface CollectRequest {
  /** Folder that the globs are relative to, below `root`. */
  readonly directory: string;
  /** The checkout. */
  readonly root: string;
  readonly globs: readonly string[];
  /** Of the checkout before the build. */
  readonly before: Stamps;
  /** Private folder for the copies. */
  readonly into: string;
}

/** What was collected. */
export interface Collected {
  readonly files: readonly BuiltFile[];
  /** `BuiltFile.path` → private copy. */
  readonly copies: ReadonlyMap<string, string>;
  /** Files of the commit that the globs name and the build did not touch. */
  readonly untouched: readonly string[];
}

/** Stamps of the files of a tree; taken before the build, compared after it. */
export function stampFiles(root: string, paths: Iterable<PathBytes>): Stamps {
  const stamps = new Map<PathBytes, string>();
  for (const name of paths) {
    const facts = lstatSync(onDisk(root, name), { bigint: true, throwIfNoEntry: false });
    if (facts !== undefined) stamps.set(name, stampOf(facts));
  }
  return stamps;
}

function stampOf(facts: BigIntStats): string {
  return `${String(facts.ino)} ${String(facts.ctimeNs)}`;
}

/**
 * Copies the outputs of a build to a private folder and hashes the copies. No link is followed; what the globs name
 * must be regular files with one name each, made or written by the build.
 * Throws `BuildError` (`output-unsafe`, `output-limit`).
 */
export async function collectOutputs(
  request: CollectRequest,
  limits: OutputLimits,
): Promise<Collected> {
  const prefix = path.relative(request.root, request.directory);
  const isOutput = matcher(request.globs);
  const found: PathBytes[] = [];
  const untouched: string[] = [];
  for (const { name, facts } of walk(request.root, prefix, limits.entries)) {
    const inside = prefix === "" ? name : name.slice(Buffer.byteLength(prefix) + 1);
    if (facts.isDirectory() || !isOutput(Buffer.from(inside, "latin1").toString("utf8"))) continue;
    if (request.before.get(name) === stampOf(facts)) {
      untouched.push(displayPath(name));
      continue;
    }
    refuseUnsafe(name, facts);
    found.push(name);
    if (found.length > limits.files) throw overLimit(`at most ${String(limits.files)} outputs`);
  }
  found.sort((one, other) => (one < other ? -1 : 1));

  const files: BuiltFile[] = [];
  const copies = new Map<string, string>();
  let left = limits.bytes;
  for (const name of found) {
    const copy = path.join(request.into, String(files.length));
    const print = await copyFile(onDisk(request.root, name), copy, left, name);
    left -= print.size;
    const shown = displayPath(name);
    files.push({ path: shown, name: shown.slice(shown.lastIndexOf("/") + 1), ...print });
    copies.set(shown, copy);
  }
  return { files, copies, untouched };
}

/** A glob that starts with `!` takes out what the others name. */
function matcher(globs: readonly string[]): (name: string) => boolean {
  const negated = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const wanted = globs
    .filter((glob) => !glob.startsWith("!"))
    .map((glob) => glob.replace(/^\.\//, ""));
  return picomatch(wanted, { dot: true, ignore: negated, strictSlashes: true });
}

interface Found {
  readonly name: PathBytes;
  readonly facts: BigIntStats;
}

/** Everything below a folder except the repository that the checkout was given; links are named, not entered. */
function* walk(root: string, prefix: string, most: number): Generator<Found> {
  let entries = 0;
  const folders = [pathFromBytes(Buffer.from(prefix))];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = folder === "" ? Buffer.from(root) : onDisk(root, folder);
    for (const entry of readdirSync(place, { encoding: "buffer" })) {
      const name = `${folder === "" ? "" : `${folder}/`}${pathFromBytes(entry)}` as PathBytes;
      if (name === ".git") continue;
      entries += 1;
      if (entries > most) throw overLimit(`at most ${String(most)} entries in the build folder`);
      const facts = lstatSync(onDisk(root, name), { bigint: true });
      if (facts.isDirectory()) folders.push(name);
      yield { name, facts };
    }
  }
}

function refuseUnsafe(name: PathBytes, facts: BigIntStats): void {
  const reason = facts.isSymbolicLink()
    ? "a symbolic link"
    : !facts.isFile()
      ? "no regular file"
      : facts.nlink !== 1n
        ? "a file with a second name (hard link)"
        : null;
  if (reason !== null) throw unsafe(name, reason);
}

/** Copies through one descriptor and hashes what was written. */
async function copyFile(
  from: Buffer,
  to: string,
  most: number,
  name: PathBytes,
): Promise<Fingerprint> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  await using source = await open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  // Again, on what was opened: a process that was not found may have put something else there.
  refuseUnsafe(name, await source.stat({ bigint: true }));
  await using target = await open(to, "wx", 0o600);
  const hasher = newHasher();
  let size = 0;
  for await (const chunk of source.createReadStream({
    autoClose: false,
  }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw overLimit(`at most ${String(OUTPUT_LIMITS.bytes)} bytes of outputs`);
    hasher.update(chunk);
    await target.writeFile(chunk);
  }
  return hasher.fingerprint();
}

function unsafe(name: PathBytes, found: string): BuildError {
  return new BuildError("output-unsafe", {
    expected: `the output "${displayPath(name)}" to be a regular file with one name`,
    found,
    next: "Let the build copy it to a file of its own (`cp -L`), or narrow --output.",
  });
}

function overLimit(expected: string): BuildError {
  return new BuildError("output-limit", {
    expected,
    found: "more",
    next: "Narrow --output to the files that are released.",
  });
}
