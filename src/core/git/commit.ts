import { SourceError } from "../errors.ts";
import type { ObjectFormat } from "../source-tree.ts";
import { formatOfId } from "./object-id.ts";

/** What the proof needs of a commit object. */
export interface CommitFacts {
  readonly tree: string;
  /** Committer time, whole seconds since 1970 UTC. */
  readonly committedAt: number;
}

/** The last second that a four-digit year can say; a later time has no RFC 3339 form. */
const LATEST_TIME = 253_402_300_799;

/**
 * Reads tree and committer time from the body of a commit object. Headers must stand in git's own order (tree,
 * parents, author, committer), so that no second `tree` or `committer` line can say something else.
 * Throws `SourceError` (`object-unsupported`).
 */
export function parseCommit(body: Uint8Array, format: ObjectFormat): CommitFacts {
  // latin1: names and messages may be in any encoding, and the lines read here are ASCII.
  const text = new TextDecoder("latin1").decode(body);
  const lines = text
    .slice(0, text.includes("\n\n") ? text.indexOf("\n\n") : text.length)
    .split("\n");

  const tree = headerValue(lines[0], "tree");
  if (tree === null || formatOfId(tree) !== format) throw unsupported("its tree", lines[0]);
  let at = 1;
  for (let parent = headerValue(lines[at], "parent"); parent !== null;) {
    if (formatOfId(parent) !== format) throw unsupported("its parents", lines[at]);
    parent = headerValue(lines[++at], "parent");
  }
  if (headerValue(lines[at], "author") === null) throw unsupported("its author", lines[at]);
  const committer = headerValue(lines[at + 1], "committer");
  const time = committer === null ? null : />\s(\d{1,15}) [+-]\d{4}$/.exec(committer);
  if (time === null) throw unsupported("its committer and time", lines[at + 1]);
  const committedAt = Number(time[1]);
  if (committedAt > LATEST_TIME)
    throw unsupported("a committer time before the year 10000", time[1]);
  return { tree, committedAt };
}

function headerValue(line: string | undefined, name: string): string | null {
  return line?.startsWith(`${name} `) === true ? line.slice(name.length + 1) : null;
}

function unsupported(expected: string, found: string | undefined): SourceError {
  return new SourceError("object-unsupported", {
    expected: `a commit object that names ${expected}`,
    found: found === undefined ? "its end" : `"${found}"`,
    next: "Check the repository with `git fsck`; a commit in this form cannot be proven.",
  });
}
