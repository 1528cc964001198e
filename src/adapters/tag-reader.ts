import type { Scratch, TagReader } from "../app/ports.ts";
import { SourceError } from "../core/errors.ts";
import type { TagBinding } from "../core/source-tree.ts";
import { findGit } from "./git-binary.ts";
import { Git } from "./git-process.ts";
import { resolveRevision, type ResolvedSource } from "./revision.ts";
import { locateSource } from "./source-location.ts";

/** Reads tags with the system's git. Of the caller's variables only proxies and certificate authorities are used. */
export function gitTags(
  environment: Readonly<Record<string, string | undefined>>,
  scratch: Scratch,
): TagReader {
  const resolve = async (
    repository: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ResolvedSource> => {
    const folder = await scratch.directory("tags");
    const git = await Git.open(await findGit(), folder, environment, signal);
    const location = await locateSource(repository);
    return resolveRevision(git, location, name, folder);
  };
  return {
    async commitOf(repository, name, signal) {
      return (await resolve(repository, name, signal)).commit;
    },
    async confirm(repository, tag, commit, signal) {
      const now = await resolve(repository, tag.name, signal).catch((error: unknown) => {
        if (error instanceof SourceError && error.code === "commit-unknown") {
          throw movedTag(tag, "no such tag");
        }
        throw error;
      });
      if (now.tag?.object !== tag.object) throw movedTag(tag, now.tag?.object ?? "no such tag");
      if (now.commit !== commit) throw movedTag({ name: tag.name, object: commit }, now.commit);
    },
  };
}

/** The refusal of a tag that is not what it was; `found` is what it is instead. */
export function movedTag({ name, object }: TagBinding, found: string): SourceError {
  return new SourceError("tag-moved", {
    expected: `${name} to be ${object}, as it was when the run began`,
    found,
    next: "Find out who moved it. Do not publish from it; protect release tags against changes.",
  });
}
