import { constants, promises as fs } from "node:fs";
import { InputError } from "../core/errors.ts";
import { throwIfAborted } from "./stream-driver.ts";

/** Bytes that are read at a time. */
const PIECE = 256 * 1024;

/** An open file that nobody can change under another name. */
export interface PlainFile extends AsyncDisposable {
  readonly handle: fs.FileHandle;
  /** Bytes it had when it was opened. */
  readonly size: number;
}

/**
 * Opens without following a link at the end of the path and without waiting for a pipe's other side. Throws
 * `InputError` (`file-missing`, `file-unusable`).
 */
export async function openPlain(file: string): Promise<PlainFile> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let handle: fs.FileHandle;
  try {
    handle = await fs.open(file, flags);
  } catch (error) {
    throw openError(file, error as NodeJS.ErrnoException);
  }
  const stats = await handle.stat();
  const trouble = !stats.isFile()
    ? "something that is no regular file"
    : stats.nlink !== 1
      ? `a file of ${String(stats.nlink)} names (hard links), which could change under another name`
      : null;
  if (trouble === null) {
    return { handle, size: stats.size, [Symbol.asyncDispose]: () => handle.close() };
  }
  await handle.close();
  throw unusable(file, trouble);
}

function openError(file: string, error: NodeJS.ErrnoException): InputError {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    return new InputError("file-missing", {
      expected: `a file at ${JSON.stringify(file)}`,
      found: "none",
      next: "Check the path.",
      cause: error,
    });
  }
  const found = error.code === "ELOOP" ? "a symbolic link" : `an error (${error.message})`;
  return unusable(file, found, error);
}

function unusable(file: string, found: string, cause?: unknown): InputError {
  return new InputError("file-unusable", {
    expected: `a readable regular file with one name at ${JSON.stringify(file)}`,
    found,
    next: "Copy it to a file of its own and name that one.",
    cause,
  });
}

/**
 * Hands over the whole file in pieces, reading the next one meanwhile; a piece holds until its promise is settled. Throws
 * `InputError` (`file-unusable`) when the size changed, `InterruptedError`.
 */
export async function pieces(
  { handle, size }: PlainFile,
  file: string,
  signal: AbortSignal,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const length = Math.min(PIECE, size + 1);
  const buffers = [new Uint8Array(length), new Uint8Array(length)] as const;
  let total = 0;
  let turn: 0 | 1 = 0;
  let ahead = handle.read(buffers[turn], 0, length, 0);
  for (;;) {
    const { bytesRead } = await ahead;
    if (bytesRead === 0) break;
    throwIfAborted(signal);
    const piece = buffers[turn].subarray(0, bytesRead);
    total += bytesRead;
    // At once: a file that grows as fast as it is read has no end.
    if (total > size) throw changed(file);
    turn = turn === 0 ? 1 : 0;
    ahead = handle.read(buffers[turn], 0, length, total);
    // Settled on every way out, so that no read is under way when the file is closed.
    try {
      await take(piece);
    } catch (error) {
      await ahead.catch(() => undefined);
      throw error;
    }
  }
  if (total < size) throw changed(file);
}

function changed(file: string): InputError {
  return unusable(file, "a file that changed while it was read");
}
