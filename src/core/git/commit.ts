import { SourceError } from "../errors.ts";
import type { ObjectFormat } from "../source-tree.ts";
import type { CommitPerson, CommitTexts } from "./export-subst.ts";
import { formatOfId } from "./object-id.ts";

/** What the proof needs of a commit object. */
export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
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
  // mutant `tree === null`: no text is no id of any format
  if (tree === null || formatOfId(tree) !== format) throw unsupported("its tree", lines[0]);
  let at = 1;
  const parents: string[] = [];
  for (let parent = headerValue(lines[at], "parent"); parent !== null;) {
    if (formatOfId(parent) !== format) throw unsupported("its parents", lines[at]);
    parents.push(parent);
    parent = headerValue(lines[++at], "parent");
  }
  if (headerValue(lines[at], "author") === null) throw unsupported("its author", lines[at]);
  const committer = headerValue(lines[at + 1], "committer");
  const time = committer === null ? null : />\s(\d{1,15}) [+-]\d{4}$/.exec(committer);
  if (time === null) throw unsupported("its committer and time", lines[at + 1]);
  const committedAt = Number(time[1]);
  if (committedAt > LATEST_TIME)
    throw unsupported("a committer time before the year 10000", time[1]);
  return { tree, parents, committedAt };
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

/**
 * What of a commit may stand in an archive, or null when the commit is spelled in a way that git would first have to
 * convert or repair: another encoding, a person that is not `NAME <MAIL> TIME ZONE`.
 */
export function commitTexts(
  id: string,
  body: Uint8Array,
  facts: CommitFacts,
  tag: string | null,
): CommitTexts | null {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const end = text.indexOf("\n\n");
  const header = end < 0 ? text : text.slice(0, end);
  const message = end < 0 ? "" : text.slice(end + 2);
  if (/^encoding /m.test(header) || text.includes("\0")) return null;
  const author = personIn(header, "author");
  const committer = personIn(header, "committer");
  if (author === null || committer === null) return null;
  const [, subject] = /^(\S(?:[^\n]*\S)?)(?:\n\n|\n?$)/.exec(message) ?? [];
  return {
    id,
    tree: facts.tree,
    parents: facts.parents,
    author,
    committer,
    subject: subject ?? null,
    tag,
  };
}

function personIn(header: string, role: "author" | "committer"): CommitPerson | null {
  const line = new RegExp(
    `^${role} ([^<>\\n ](?:[^<>\\n]*[^<>\\n ])?) <([^<>\\n ]*)> (\\d{1,12}) ([+-]\\d{4})$`,
    "m",
  );
  const found = line.exec(header);
  if (found === null) return null;
  const [, name = "", email = "", time, zone = ""] = found;
  return { name, email, time: Number(time), zone };
}
