import { constants, promises as fs } from "node:fs";
import { Parser } from "tar";
import type { ReadEntry } from "tar";
import type { Opinion, SecondOpinion } from "../app/ports.ts";
import type { Entry, EntryType, Reading } from "../core/archive/model.ts";
import { newHasher } from "../core/digest.ts";
import { displayPath, isUtf8, pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { throwIfAborted } from "./stream-driver.ts";

/**
 * The parser of the `tar` package, which installs most of what npm publishes. It must list exactly what our reader
 * lists, in the same order: path, type, link target, size and digest of each body. It is known to drop some things
 * without a word, so its silence is no agreement; only an equal list is.
 */
export const tarOpinion: SecondOpinion = { review };

/** Sizes in which the file is handed over, bytes. */
const PIECES = [256 * 1024, 64 * 1024 - 7] as const;

async function review(file: string, reading: Reading, signal: AbortSignal): Promise<Opinion> {
  const unfit = unfitness(reading);
  if (unfit !== null) return { kind: "not-applicable", code: unfit };
  const entries = reading.kind === "archive" ? reading.archive.entries : [];
  let objection: string | null = null;
  // It decodes metadata piece by piece, so a character that two pieces share is lost on it. Such an accident does
  // not survive other pieces, a real disagreement does.
  for (const piece of PIECES) {
    objection = await objectionTo(entries, file, piece, signal);
    if (objection === null) return { kind: "agrees" };
  }
  return { kind: "objects", objection: objection ?? "no agreement" };
}

/** Why this parser cannot judge the file, as a code; null when it can. */
function unfitness(reading: Reading): string | null {
  if (reading.kind !== "archive") return "not-read";
  if (reading.archive.format !== "tar") return "not-a-tar";
  // It takes off one compressor, and calls an archive without entries unrecognised.
  if (reading.layers.length > 1) return "several-compressors";
  if (reading.archive.entries.length === 0) return "no-entries";
  const names = reading.archive.entries.flatMap(({ path, linkTarget }) => [path, linkTarget]);
  return names.every((name) => name === null || isUtf8(name)) ? null : "names-not-utf8";
}

const TYPES: Readonly<Partial<Record<ReadEntry["type"], EntryType>>> = {
  File: "file",
  OldFile: "file",
  Directory: "directory",
  SymbolicLink: "symlink",
  Link: "hardlink",
};

/** The first disagreement between the parser and our list, or null. */
async function objectionTo(
  expected: readonly Entry[],
  file: string,
  piece: number,
  signal: AbortSignal,
): Promise<string | null> {
  const objections: string[] = [];
  const object = (text: string): void => {
    objections.push(text);
  };
  let seen = 0;
  const parser = new Parser({
    strict: true,
    // Limits are ours to keep; past them nothing gets here.
    maxDecompressionRatio: Infinity,
    onReadEntry: (entry) => {
      const wanted = expected[seen];
      seen += 1;
      compareEntry(entry, wanted, object);
    },
  });
  const finished = new Promise<void>((resolve) => {
    parser.on("end", resolve);
    parser.on("error", (error: Error) => {
      object(error.message);
      resolve();
    });
  });
  parser.on("warn", (code: string) => {
    object(`it warns: ${code}`);
  });
  parser.on("ignoredEntry", (entry: ReadEntry) => {
    object(`it ignores the entry ${shown(entry.path)}`);
  });
  await feed(parser, file, piece, signal, () => objections.length > 0);
  if (objections.length === 0) await finished;
  if (seen < expected.length) {
    object(`it lists ${String(seen)} entries instead of ${String(expected.length)}`);
  }
  return objections[0] ?? null;
}

async function feed(
  parser: Parser,
  file: string,
  piece: number,
  signal: AbortSignal,
  isOver: () => boolean,
): Promise<void> {
  await using handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  for (;;) {
    throwIfAborted(signal);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(piece) });
    if (bytesRead === 0) break;
    parser.write(buffer.subarray(0, bytesRead));
    if (isOver()) return;
  }
  parser.end();
}

function compareEntry(
  entry: ReadEntry,
  wanted: Entry | undefined,
  object: (text: string) => void,
): void {
  const hasher = newHasher();
  entry.on("data", (bytes) => {
    hasher.update(bytes);
  });
  entry.on("end", () => {
    if (wanted === undefined) {
      object(`it lists ${shown(entry.path)}, which the reader does not`);
      return;
    }
    const { size, sha256 } = hasher.fingerprint();
    const isFile = wanted.type === "file";
    const name = displayPath(wanted.path);
    if (canonical(entry.path) !== wanted.path) object(`it calls ${name} ${shown(entry.path)}`);
    else if (TYPES[entry.type] !== wanted.type) object(`it takes ${name} for a ${entry.type}`);
    else if (!sameTarget(entry, wanted)) object(`it lets ${name} link to ${shown(entry.linkpath)}`);
    else if (size !== wanted.size) object(`it reads ${String(size)} bytes of ${name}`);
    else if (isFile && sha256 !== wanted.sha256) object(`it reads other bytes of ${name}`);
  });
  entry.resume();
}

function sameTarget(entry: ReadEntry, wanted: Entry): boolean {
  if (wanted.linkTarget === null) return (entry.linkpath ?? "") === "";
  const target = entry.linkpath ?? "";
  // The model names the target of a hard link as the entry it is; a symbolic link keeps its own bytes.
  return (
    (wanted.type === "hardlink" ? canonical(target) : pathFromText(target)) === wanted.linkTarget
  );
}

/** A name as our models have it: without `./` in front and `/` at the end; the root itself is `.`. */
function canonical(name: string): PathBytes {
  return pathFromText(name.replace(/^\.\/(?=.)/, "").replace(/\/$/, ""));
}

function shown(name: string | undefined): string {
  return JSON.stringify(name ?? "");
}
