import { DEFAULT_LIMITS } from "../core/archive/limits.ts";
import type { Reading } from "../core/archive/model.ts";
import type { RememberedFiles } from "./remembered-files.ts";
import { readFile } from "./strict-read.ts";

/**
 * Hands over the bytes of the container that a reading is of, behind every compressor and in order; a piece holds only
 * during the call. Resolves to whether they were all, and the very ones that were read.
 */
export type ContentSource = (
  file: string,
  reading: Reading,
  signal: AbortSignal,
  take: (bytes: Uint8Array) => void,
) => Promise<boolean>;

/** Reads the file again. */
export const readContent: ContentSource = async (file, reading, signal, take) => {
  if (reading.kind !== "archive") return false;
  const { content, entries } = reading.archive;
  // The reading kept limits that may be wider than usual; this pass may use what that one used.
  const limits = {
    ...DEFAULT_LIMITS,
    input: Math.max(DEFAULT_LIMITS.input, reading.file.size),
    output: content.size,
    entry: content.size,
    meta: content.size,
    ratio: Infinity,
    entries: Math.max(DEFAULT_LIMITS.entries, entries.length),
  };
  const sink = { wants: () => false, body: () => undefined, content: take };
  const again = (await readFile(file, { inside: [], sink }, limits, signal)).reading;
  return again.kind === "archive" && again.archive.content.sha256 === content.sha256;
};

/** Takes them from memory where they are there, else as `readContent`. */
export function rememberedContent(files: RememberedFiles): ContentSource {
  return async (file, reading, signal, take) => {
    const pieces = files.content(file, reading);
    if (pieces === null) return readContent(file, reading, signal, take);
    for (const piece of pieces) take(piece);
    return true;
  };
}
