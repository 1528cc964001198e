import { Parser } from "tar";
import type { ReadEntry } from "tar";
import type { Opinion, SecondOpinion } from "../app/ports.ts";
import { BodyDigest } from "../core/archive/body-digest.ts";
import type { Entry, EntryType, Reading } from "../core/archive/model.ts";
import { displayPath, isUtf8, pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { readContent } from "./container-content.ts";
import type { ContentSource } from "./container-content.ts";
import { throwIfAborted } from "./stream-driver.ts";

/**
 * The parser of the `tar` package, which installs most of what npm publishes. It must list exactly what our reader
 * lists, in the same order: path, type, link target, size and digest of each body. It is known to drop some things
 * without a word, so its silence is no agreement; only an equal list is. It gets the tar as our reader had it, behind
 * every compressor, so no decoder of its own has a say.
 */
export const tarOpinion = { review } satisfies SecondOpinion;

/** Sizes in which the tar is handed over, bytes. */
const PIECES = [256 * 1024, 64 * 1024 - 7] as const;

async function review(
  file: string,
  reading: Reading,
  signal: AbortSignal,
  content: ContentSource = readContent,
): Promise<Opinion> {
  const unfit = unfitness(reading);
  if (unfit !== null) return { kind: "not-applicable", code: unfit };
  const entries = reading.kind === "archive" ? reading.archive.entries : [];
  let objection: string | null = null;
  // It decodes metadata piece by piece, so a character that two pieces share is lost on it. Such an accident does
  // not survive other pieces, a real disagreement does.
  for (const length of PIECES) {
    const listing = new Listing(entries);
    const pieces = new Pieces(length, (piece) => {
      throwIfAborted(signal);
      listing.take(piece);
    });
    const same = await content(file, reading, signal, (bytes) => {
      pieces.take(bytes);
    });
    pieces.end();
    objection = (await listing.objection()) ?? (same ? null : "the file has changed");
    if (objection === null) return { kind: "agrees" };
  }
  return { kind: "objects", objection: objection ?? "no agreement" };
}

/** Cuts bytes into pieces of one length, each in a buffer of its own: a parser may keep a view of one. */
class Pieces {
  readonly #length: number;
  readonly #give: (piece: Buffer) => void;
  #piece: Buffer | null = null;
  #filled = 0;

  constructor(length: number, give: (piece: Buffer) => void) {
    this.#length = length;
    this.#give = give;
  }

  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      this.#piece ??= Buffer.allocUnsafe(this.#length);
      const part = bytes.subarray(at, at + this.#length - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#length) this.end();
    }
  }

  /** Gives what is left. */
  end(): void {
    if (this.#piece !== null) this.#give(this.#piece.subarray(0, this.#filled));
    this.#piece = null;
    this.#filled = 0;
  }
}

/** Why this parser cannot judge the file, as a code; null when it can. */
function unfitness(reading: Reading): string | null {
  if (reading.kind !== "archive") return "not-read";
  if (reading.archive.format !== "tar") return "not-a-tar";
  // An archive without entries it calls unrecognised.
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

/** What the parser lists, held against our list as it comes. */
class Listing {
  readonly #expected: readonly Entry[];
  readonly #parser: Parser;
  readonly #finished: Promise<void>;
  readonly #objections: string[] = [];
  #seen = 0;

  constructor(expected: readonly Entry[]) {
    this.#expected = expected;
    this.#parser = new Parser({
      strict: true,
      // Limits are ours to keep; past them nothing gets here.
      maxDecompressionRatio: Infinity,
      onReadEntry: (entry) => {
        const wanted = expected[this.#seen];
        this.#seen += 1;
        compareEntry(entry, wanted, this.#object);
      },
    });
    this.#finished = new Promise<void>((resolve) => {
      this.#parser.on("end", resolve);
      this.#parser.on("error", (error: Error) => {
        this.#object(error.message);
        resolve();
      });
    });
    this.#parser.on("warn", (code: string) => {
      this.#object(`it warns: ${code}`);
    });
    this.#parser.on("ignoredEntry", (entry: ReadEntry) => {
      this.#object(`it ignores the entry ${shown(entry.path)}`);
    });
  }

  readonly #object = (text: string): void => {
    this.#objections.push(text);
  };

  take(piece: Buffer): void {
    if (this.#objections.length === 0) this.#parser.write(piece);
  }

  /** The first disagreement between the parser and our list, or null. */
  async objection(): Promise<string | null> {
    if (this.#objections.length === 0) {
      this.#parser.end();
      await this.#finished;
    }
    if (this.#seen < this.#expected.length) {
      this.#object(
        `it lists ${String(this.#seen)} entries instead of ${String(this.#expected.length)}`,
      );
    }
    return this.#objections[0] ?? null;
  }
}

function compareEntry(
  entry: ReadEntry,
  wanted: Entry | undefined,
  object: (text: string) => void,
): void {
  const body = new BodyDigest();
  entry.on("data", (bytes) => {
    body.update(bytes, body.size + bytes.length === wanted?.size);
  });
  entry.on("end", () => {
    if (wanted === undefined) {
      object(`it lists ${shown(entry.path)}, which the reader does not`);
      return;
    }
    const { size } = body;
    const isOther = wanted.type === "file" && body.fingerprint().sha256 !== wanted.sha256;
    const name = displayPath(wanted.path);
    if (canonical(entry.path) !== wanted.path) object(`it calls ${name} ${shown(entry.path)}`);
    else if (TYPES[entry.type] !== wanted.type) object(`it takes ${name} for a ${entry.type}`);
    else if (!sameTarget(entry, wanted)) object(`it lets ${name} link to ${shown(entry.linkpath)}`);
    else if (size !== wanted.size) object(`it reads ${String(size)} bytes of ${name}`);
    else if (isOther) object(`it reads other bytes of ${name}`);
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
