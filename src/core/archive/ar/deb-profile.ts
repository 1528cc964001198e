import type { PathBytes } from "../../path-bytes.ts";
import type { ArchiveModel } from "../model.ts";
import { shown } from "../names.ts";
import type { Profile } from "../profile.ts";
import { refuse } from "../refusal.ts";

/** The first member of a Debian package, which says which format it has (deb(5)). */
const VERSION_MEMBER = "debian-binary";
/** Nothing else is in use; dpkg takes any second number, other readers none. */
const VERSION = "2.0\n";

const COMPRESSED = "(?:\\.(?:gz|xz|zst|bz2|lzma))?";
const CONTROL = new RegExp(`^control\\.tar${COMPRESSED}$`);
const DATA = new RegExp(`^data\\.tar${COMPRESSED}$`);
const PARTS = [CONTROL, DATA];

/**
 * The profile of a member of a container that was read: the files of a Debian package have one. What is in `control` is
 * for dpkg's own folder, and has none.
 */
export function profileOfMember(
  { format, entries }: Pick<ArchiveModel, "format" | "entries">,
  path: PathBytes,
): Profile | null {
  return profileIn(format === "ar" && entries[0]?.path === VERSION_MEMBER, path);
}

function profileIn(isDeb: boolean, path: PathBytes): Profile | null {
  return isDeb && DATA.test(path) ? "system-files" : null;
}

/**
 * The rules for an archive whose first member says that it is a Debian package: version, control, data, and behind
 * them only members that every reader is to ignore. dpkg, apt, libarchive and BusyBox look for them each in its own way.
 */
export class DebProfile {
  #members = 0;
  #isDeb = false;
  #version = "";

  /** Looks at the next member's name. */
  member(path: PathBytes, offset: number): void {
    const at = this.#members;
    this.#members += 1;
    if (at === 0) this.#isDeb = path === VERSION_MEMBER;
    if (!this.#isDeb || at === 0) {
      if (at > 0 && path === VERSION_MEMBER)
        refuse("deb-members", offset, "the version further on");
      return;
    }
    const expected = PARTS[at - 1];
    if (!(expected?.test(path) ?? path.startsWith("_"))) refuse("deb-members", offset, shown(path));
  }

  /** As `profileOfMember`, of a member that was looked at. */
  profileOf(path: PathBytes): Profile | null {
    return profileIn(this.#isDeb, path);
  }

  /** The next bytes of the member's body. */
  body(bytes: Uint8Array): void {
    // One byte more than it has, so that a longer one shows. What further members add is not looked at.
    const most = VERSION.length + 1;
    const seen = this.#version + String.fromCharCode(...bytes.subarray(0, most));
    this.#version = seen.slice(0, most);
  }

  /** The member whose body this was is over. */
  ended(offset: number): void {
    if (!this.#isDeb || this.#members > 1 || this.#version === VERSION) return;
    refuse("deb-version", offset, shown(this.#version));
  }

  /** The archive is over. */
  finish(offset: number): void {
    if (this.#isDeb && this.#members <= PARTS.length) {
      refuse("deb-members", offset, `${String(this.#members)} members`);
    }
  }
}
