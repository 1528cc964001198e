import { SourceError } from "../errors.ts";
import { pathFromBytes, type PathBytes } from "../path-bytes.ts";
import type { ObjectFormat, SourceFileMode } from "../source-tree.ts";
import { objectIdBytes } from "./object-id.ts";

/** One line of one tree object; `name` is a single path component that no rule has been applied to. */
export interface TreeEntry {
  readonly mode: SourceFileMode | "040000";
  readonly name: PathBytes;
  readonly objectId: string;
}

/**
 * Modes as tree objects spell them. Group-writable files are what git wrote before 2005; git itself reads them as
 * plain files.
 */
const MODES = new Map<string, TreeEntry["mode"]>([
  ["40000", "040000"],
  ["100644", "100644"],
  ["100664", "100644"],
  ["100755", "100755"],
  ["120000", "120000"],
  ["160000", "160000"],
]);

const SPACE = 0x20;
const LONGEST_MODE = 6;

/**
 * The entries of a tree object's body. Entries must be in git's order (directories sort as `name/`) without
 * duplicates: a tree in any other order is one that two readers may read in two ways.
 * Throws `SourceError` (`object-unsupported`).
 */
export function parseTree(body: Uint8Array, format: ObjectFormat): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  const names = new Set<PathBytes>();
  const idLength = objectIdBytes(format);
  let before = "";
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(SPACE, at);
    const end = body.indexOf(0, at);
    const next = end + 1 + idLength;
    if (space < 0 || space - at > LONGEST_MODE || end < space || next > body.length) {
      throw unsupported("entries of mode, name and id", `byte ${String(at)} of a tree`);
    }
    const spelled = String.fromCharCode(...body.subarray(at, space));
    const mode = MODES.get(spelled);
    if (mode === undefined) throw unsupported("a known file mode", `"${spelled}"`);
    const name = pathFromBytes(body.subarray(space + 1, end));
    const key = mode === "040000" ? `${name}/` : name;
    if (names.has(name)) throw unsupported("each name once", `"${name}" twice`);
    if (key < before) throw unsupported("names in git's order", `"${name}" after "${before}"`);
    names.add(name);
    before = key;
    entries.push({ mode, name, objectId: hex(body.subarray(end + 1, next)) });
    at = next;
  }
  return entries;
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

function unsupported(expected: string, found: string): SourceError {
  return new SourceError("object-unsupported", {
    expected: `a tree object with ${expected}`,
    found,
    next: "Check the repository with `git fsck`; a tree in this form cannot be proven.",
  });
}
