import type { Reading } from "../archive/model.ts";

/** A file that a strict reader took for an archive and accounts for. */
export type ReadArchive = Extract<Reading, { kind: "archive" }>;

/** A file that is no container. */
export type ReadBody = Extract<Reading, { kind: "opaque" }>;

/** A file of which everything is known. */
export type ReadFile = ReadArchive | ReadBody;

/** A file of which nothing is known but its digest. */
export type UnreadFile = Exclude<Reading, ReadFile>;

/** Whether a reader refused the file, or there is none for it. */
export function isUnread(reading: Reading): reading is UnreadFile {
  return reading.kind === "unsupported" || reading.kind === "refused";
}
