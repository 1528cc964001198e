import type { Entry } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";

/** How many symbolic links a path may lead through; systems give up there, too (ELOOP). */
const MOST_LINKS = 40;

/** The entries of one side by name, in the order of the archive. */
export type Entries = ReadonlyMap<PathBytes, Entry>;

/**
 * Which entries have a say in the time, permissions and owner of the file that a name stands for. Programs follow
 * symbolic links. Of several hard links some unpackers (GNU tar) take these values from the file's own entry, others
 * (CPython) set them with each name, so that the last one stays.
 */
export class LinkGroups {
  readonly #entries: Entries;
  /** By the entry with the body, the last name of the file. */
  readonly #last = new Map<PathBytes, Entry>();
  readonly #hasSymlinks: boolean;

  constructor(entries: Entries) {
    this.#entries = entries;
    let hasSymlinks = false;
    for (const entry of entries.values()) {
      if (entry.type === "hardlink") this.#last.set(ownerOf(entry), entry);
      if (entry.type === "symlink") hasSymlinks = true;
    }
    this.#hasSymlinks = hasSymlinks;
  }

  /** By the entry with the body, the last name of each file that has several. */
  get lastNames(): ReadonlyMap<PathBytes, Entry> {
    return this.#last;
  }

  /** The entry itself, the one that its links lead to, and the last name of that one's file; null where it is none. */
  holders(path: PathBytes): readonly [own: Entry, target: Entry, last: Entry] | null {
    const own = this.#entries.get(path);
    if (own === undefined) return null;
    const found = own.type === "symlink" && this.#hasSymlinks ? this.#followed(path) : own;
    const target = this.#entries.get(ownerOf(found)) ?? found;
    return [own, target, this.#last.get(target.path) ?? target];
  }

  /** What a path leads to through symbolic links on any part of it; the link itself where that is not in the archive. */
  #followed(path: PathBytes): Entry {
    let ahead: readonly string[] = path.split("/");
    let behind: readonly string[] = [];
    for (let links = 0; ahead.length > 0;) {
      const [part = "", ...rest] = ahead;
      ahead = rest;
      if (part === "" || part === ".") continue;
      if (part === "..") {
        behind = behind.slice(0, -1);
        continue;
      }
      const here = [...behind, part];
      const link = this.#entries.get(here.join("/") as PathBytes);
      if (link?.type !== "symlink" || link.linkTarget === null) {
        behind = here;
        continue;
      }
      links += 1;
      if (links > MOST_LINKS) break;
      if (link.linkTarget.startsWith("/")) behind = [];
      ahead = [...link.linkTarget.split("/"), ...ahead];
    }
    const end = ahead.length === 0 ? behind.join("/") : path;
    return this.#entries.get(end as PathBytes) ?? (this.#entries.get(path) as Entry);
  }
}

/** The entry with the body of the file that this is a name of. */
function ownerOf({ type, linkTarget, path }: Entry): PathBytes {
  return type === "hardlink" && linkTarget !== null ? linkTarget : path;
}
