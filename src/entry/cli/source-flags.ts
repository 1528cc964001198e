import { resolve } from "node:path";
import type { Flag, Given, Shell } from "./command.ts";

/** What of a source is brought in and demanded, for the commands that prove one. */
export interface SourceTerms {
  readonly submodules: boolean;
  readonly lfs: boolean;
  readonly reachableFrom: readonly string[];
}

/** Flags of the commands that prove a source, besides `--source` and `--commit`. */
export const SOURCE_FLAGS: readonly Flag[] = [
  {
    name: "submodules",
    value: null,
    meaning:
      "Bring in submodules, each at the commit of its gitlink and proven like the commit itself. Without it their folders are empty.",
  },
  {
    name: "lfs",
    value: null,
    meaning:
      "Bring in the files that Git LFS pointers stand for, each proven by the digest in its pointer. Without it the build sees the pointers.",
  },
  {
    name: "reachable-from",
    value: "REF",
    repeat: true,
    fallback: "any commit of the repository",
    meaning:
      "Refuse a commit that is not in the history of this branch or tag (or one of these); * stands for anything, as in release/*.",
  },
];

/** The source flags of a command line. */
export function sourceTerms(given: Given): SourceTerms {
  return {
    submodules: given.has("submodules"),
    lfs: given.has("lfs"),
    reachableFrom: given.many("reachable-from"),
  };
}

/** A folder from the caller's own, or a URL as it was given. */
export function repositoryOf(source: string, shell: Pick<Shell, "directory">): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(source) ? source : resolve(shell.directory, source);
}
