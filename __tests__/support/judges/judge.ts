import { execFileSync } from "node:child_process";
import type { ArchiveModel } from "../../../src/core/archive/model.ts";
import { differences, ownListing, type Listing, type Sight } from "./listing.ts";

/** Another program that reads archives. Files are named `.tar`, `.tgz` or `.zip`. */
export interface Judge {
  readonly name: string;
  /** Why it cannot be asked here; undefined when it can. */
  readonly missing: string | undefined;
  readonly sight: Sight;
  /** The known reason why it complained of this archive, which is right all the same; undefined when there is none. */
  readonly declines?: (archive: ArchiveModel, complaint: string) => string | undefined;
  /** What takes long and is done once, such as building it; `list` does without having been prepared. */
  readonly prepare?: () => void;
  /** Lists these archives in few processes; of one that it does not accept, gives its complaint. */
  list(files: readonly string[], scratch: string): Promise<readonly (Listing | string)[]>;
}

/** An archive on the disk, and what the strict reader saw in it. */
export interface ReadFile {
  readonly file: string;
  readonly archive: ArchiveModel;
}

/**
 * What the judge sees otherwise, a list per archive: empty where it agrees. A complaint counts as a difference, unless
 * the judge is known to decline such an archive.
 */
export async function judged(
  judge: Judge,
  archives: readonly ReadFile[],
  scratch: string,
): Promise<readonly (readonly string[])[]> {
  const files = archives.map(({ file }) => file);
  const listings = await judge.list(files, scratch);
  return archives.map(({ archive }, at) => {
    const listing = listings[at] ?? "no answer";
    if (typeof listing === "string" && judge.declines?.(archive, listing) !== undefined) return [];
    return differences(ownListing(archive, judge.sight), listing);
  });
}

/** How long the preparation of a judge may take: compiling Go's own library is most of it. */
export const PREPARATION_MS = 300_000;

/** Why this command does not run here; undefined when it does. */
export function missing(command: string, args: readonly string[]): string | undefined {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return undefined;
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
    return gone ? `${command} is not installed` : `${command} does not run`;
  }
}
