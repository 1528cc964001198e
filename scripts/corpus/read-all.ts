import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/archive/limits.ts";
import type { Reading } from "../../src/core/archive/model.ts";
import type { PathBytes } from "../../src/core/path-bytes.ts";
import type { ListedArchive } from "./archive-list.ts";
import type { Obtained } from "./obtain.ts";

/** What our reader made of an archive that could be had. */
export interface ReadArchive {
  readonly archive: ListedArchive;
  readonly file: string;
  /** Of the file; or of a member that must be read for it to count, where that was not. */
  readonly reading: Reading;
  /** The tars in a package of ar. */
  readonly members: readonly ReadMember[];
}

/** A tar in a package, as our reader read it. */
export interface ReadMember {
  readonly path: PathBytes;
  readonly reading: Extract<Reading, { kind: "archive" }>;
}

/** The default ones but for the time: that a machine is busy says nothing of an archive. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, time: 3_600_000 };

/** Reads every archive that was obtained, one after the other. */
export async function readAll(obtained: readonly Obtained[]): Promise<readonly ReadArchive[]> {
  const { signal } = new AbortController();
  const read: ReadArchive[] = [];
  for (const { archive, file } of obtained) {
    if (file === null) continue;
    const reading = await archiveFiles.read(file, [], LIMITS, signal);
    read.push({ archive, file, ...(await withMembers(file, reading, signal)) });
  }
  return read;
}

/** A package of ar counts as read when the tars in it are, too: in itself it lists only their names. */
async function withMembers(
  file: string,
  outer: Reading,
  signal: AbortSignal,
): Promise<Pick<ReadArchive, "reading" | "members">> {
  const members: ReadMember[] = [];
  if (outer.kind !== "archive" || outer.archive.format !== "ar") return { reading: outer, members };
  for (const { path } of outer.archive.entries) {
    if (!path.includes(".tar")) continue;
    const reading = await archiveFiles.read(file, [path], LIMITS, signal);
    if (reading.kind !== "archive") return { reading, members: [] };
    members.push({ path, reading });
  }
  return { reading: outer, members };
}

/** Why an archive counts as not read, as a code; null when it was read. */
export function refusalCode({ reading }: ReadArchive): string | null {
  switch (reading.kind) {
    case "archive":
      return null;
    // Every file of the corpus is an archive, so not to see one is to fail on it.
    case "opaque":
      return "not-recognised";
    case "unsupported":
    case "refused":
      return reading.refusal.code;
  }
}
