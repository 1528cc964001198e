import { isScmVersion } from "./versions.ts";

/** A Python file with the values of its version assignments taken out. */
export interface VersionFile {
  readonly version: string;
  /** Abbreviated commit ids that it names, without the `g`. */
  readonly commits: readonly string[];
  readonly rest: string;
}

const VERSION =
  /^(?<names>(?:(?:__version__|version|VERSION) = )+)(?<quote>['"])(?<value>[^'"\\]{1,64})\k<quote>$/;
const TUPLE = /^(?<names>(?:(?:__version_tuple__|version_tuple) = )+)\((?<value>[^()]{1,96})\)$/;
const COMMIT =
  /^(?<names>(?:(?:__commit_id__|commit_id) = )+)(?<value>None|'g[0-9a-f]{7,40}'|"g[0-9a-f]{7,40}")$/;

/**
 * Decodes the assignments that setuptools-scm, hatch-vcs and their like write. null unless there is one version,
 * spelled as these tools do, and every tuple says that same version.
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
    else return line;
    return `${(version ?? tuple ?? commit)?.["names"] ?? ""}\0`;
  });
  const [version = ""] = versions;
  if (versions.size !== 1 || !isScmVersion(version)) return null;
  const spelled = tuplesOf(version);
  if (!tuples.every((tuple) => spelled.has(tuple.replace(/,$/, "").replaceAll('"', "'"))))
    return null;
  const local = /\+g([0-9a-f]{7,40})/.exec(version)?.[1];
  return {
    version,
    commits: local === undefined ? commits : [...commits, local],
    rest: rest.join("\n"),
  };
}

function commitIn(literal: string): readonly string[] {
  return literal === "None" ? [] : [literal.slice(2, -1)];
}

/** The spellings of a version as a tuple: older tools leave pre- and post-release parts out. */
function tuplesOf(version: string): ReadonlySet<string> {
  const [main = "", local] = version.split("+");
  const release = (/^(?:\d+!)?([\d.]*\d)/.exec(main)?.[1] ?? "").split(".");
  const pre = /(?:a|b|rc)\d+/.exec(main)?.[0];
  const post = /post\d+/.exec(main)?.[0];
  const dev = /dev\d+/.exec(main)?.[0];
  const spell = (parts: readonly (string | undefined)[]) =>
    [...release, ...parts.filter((part) => part !== undefined).map((part) => `'${part}'`)].join(
      ", ",
    );
  return new Set([spell([pre, post, dev, local]), spell([dev, local])]);
}
