import { isUtf8, pathToBytes, type PathBytes } from "../path-bytes.ts";

/** Code points that HFS+ ignores when it compares names (git's `utf8.c`, CVE-2014-9390). */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;

/**
 * Why a tree entry of this name must not be written to a disk, or null. Refused on every system, because a commit
 * is to give the same tree everywhere: `.`, `..`, the empty name, a slash, and every spelling under which some file
 * system would open `.git`.
 */
export function unsafeName(name: PathBytes): string | null {
  if (name === "") return "an empty name";
  if (name === "." || name === "..") return `the name "${name}"`;
  if (name.includes("/")) return "a slash inside a name";
  if (opensGitFolder(name)) return "a name that some file systems read as .git";
  return null;
}

/** Whether some file system opens a `.git` on this path: its name in any part, in every spelling that does. */
export function opensGitFolder(path: PathBytes): boolean {
  return path.split(/[/\\]/).some(isGitFolder);
}

function isGitFolder(part: string): boolean {
  const visible = isUtf8(part as PathBytes)
    ? new TextDecoder().decode(pathToBytes(part as PathBytes)).replace(IGNORED_BY_HFS, "")
    : part;
  // NTFS cuts trailing dots and spaces, and what follows a colon names a stream of the same folder.
  const folded = visible
    .toLowerCase()
    .replace(/:.*$/s, "")
    .replace(/[. ]+$/, "");
  return folded === ".git" || folded === "git~1";
}

/** The first two paths that a file system without case (or with Unicode folding) would take for one, or null. */
export function foldedDuplicate(
  paths: Iterable<PathBytes>,
): readonly [PathBytes, PathBytes] | null {
  const seen = new Map<string, PathBytes>();
  for (const path of paths) {
    for (const prefix of prefixes(path)) {
      const folded = new TextDecoder().decode(pathToBytes(prefix)).normalize("NFC").toLowerCase();
      const other = seen.get(folded);
      if (other !== undefined && other !== prefix) return [other, prefix];
      seen.set(folded, prefix);
    }
  }
  return null;
}

/** The path and every folder above it: `A/x` and `a/y` clash in the folder, not in the file. */
function* prefixes(path: PathBytes): Generator<PathBytes> {
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
    yield path.slice(0, at) as PathBytes;
  }
  yield path;
}
