import { isScmVersion } from "./versions.ts";
import { tupleWriters } from "./version-tuple.ts";

/** A Python file with the values of its version assignments taken out. */
export interface VersionFile {
  readonly version: string;
  /** Abbreviated commit ids that it names, without the `g`. */
  readonly commits: readonly string[];
  /** The tools that write every tuple of the file in exactly this way; null when it has no tuple. */
  readonly writers: ReadonlySet<string> | null;
  /** The text without these values: names, quotes of the strings and everything else stay in it. */
  readonly rest: string;
}

const VERSION =
  /^(?<before>(?:(?:__version__|version|VERSION) = )+(?<quote>['"]))(?<value>[^'"\\]{1,80})(?<after>\k<quote>)$/;
const TUPLE =
  /^(?<before>(?:(?:__version_tuple__|version_tuple) = )+)(?<value>\([^()]{1,96}\))(?<after>)$/;
// The one literal that these tools write is Python's repr: None, or a string in single quotes.
const COMMIT =
  /^(?<before>(?:(?:__commit_id__|commit_id) = )+)(?<value>None|'g[0-9a-f]{7,40}')(?<after>)$/;

/**
 * Decodes the assignments that setuptools-scm, hatch-vcs and versioningit write. null unless there is one version in
 * its normal form, and every tuple is, to the character, what one of these tools writes for that version.
 */
export function versionFile(text: string): VersionFile | null {
  if (text.includes("\0")) return null;
  const versions = new Set<string>();
  const tuples: string[] = [];
  const commits: string[] = [];
  const rest = text.split("\n").map((line) => {
    const version = VERSION.exec(line)?.groups;
    const tuple = TUPLE.exec(line)?.groups;
    const commit = COMMIT.exec(line)?.groups;
    if (version !== undefined) versions.add(version["value"] ?? "");
    else if (tuple !== undefined) tuples.push(tuple["value"] ?? "");
    else if (commit !== undefined) commits.push(...commitIn(commit["value"] ?? ""));
    const { before, after } = version ?? tuple ?? commit ?? {};
    return before === undefined ? line : `${before}\0${after ?? ""}`;
  });
  const [version = ""] = versions;
  if (versions.size !== 1 || !isScmVersion(version)) return null;
  const writers = sharedWriters(tuples.map((tuple) => tupleWriters(version, tuple)));
  if (writers?.size === 0) return null;
  const local = /\+g([0-9a-f]{7,40})/.exec(version)?.[1];
  return {
    version,
    commits: local === undefined ? commits : [...commits, local],
    writers,
    rest: rest.join("\n"),
  };
}

function commitIn(literal: string): readonly string[] {
  return literal === "None" ? [] : [literal.slice(2, -1)];
}

/** Who wrote all of these; null for nothing to tell it by. */
export function sharedWriters(
  sets: readonly (ReadonlySet<string> | null)[],
): ReadonlySet<string> | null {
  const [first, ...others] = sets.filter((set) => set !== null);
  if (first === undefined) return null;
  return new Set([...first].filter((writer) => others.every((other) => other.has(writer))));
}
