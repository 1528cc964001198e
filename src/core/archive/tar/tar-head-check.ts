import type { PathBytes } from "../../path-bytes.ts";
import { checkSymlink } from "../link-target.ts";
import { NameIndex } from "../name-index.ts";
import { checkName, shown } from "../names.ts";
import type { Placement } from "../profile.ts";
import { refuse } from "../refusal.ts";
import { headerName, type TarHead } from "./tar-head.ts";
import { PAX_ONLY_SIZE } from "./tar-member-head.ts";
import { entryType, wholeName, wholeTarget } from "./tar-member.ts";

/** The rules that a head must keep by itself and among the heads of its archive. */
export class TarHeadCheck {
  readonly #placement: Placement;
  readonly #names: NameIndex;
  #rootPrefix: string | null = null;

  constructor(placement: Placement, countFolder?: (offset: number) => void) {
    this.#placement = placement;
    this.#names = new NameIndex(placement, countFolder);
  }

  /** `./` when every name begins so, else empty; known from the first entry on. */
  get rootPrefix(): string {
    return this.#rootPrefix ?? "";
  }

  /** Refuses in the order size, time, name, link. `offset` is where the main header starts. */
  check(head: TarHead, offset: number): void {
    checkSize(head, offset);
    checkTime(head, offset);
    const type = entryType(head.main);
    const path = this.#canonicalName(head, offset);
    this.#checkTarget(head, path, offset);
    this.#names.add(path as PathBytes, type, offset);
  }

  #canonicalName(head: TarHead, offset: number): string {
    const name = wholeName(head);
    const isDirectory = entryType(head.main) === "directory";
    const slash = name.endsWith("/");
    if (slash && !isDirectory) refuse("name-trailing-slash", offset, shown(name));
    // Python takes a type of NUL with such a name for a directory, even where another record overrules the name.
    if (head.main.type === "nul" && head.main.name.endsWith("/")) {
      refuse("name-trailing-slash", offset, shown(head.main.name));
    }
    // A prefix without a name: some consumers take the prefix for the name, others see none.
    const nameless = head.main.name === "" && name === headerName(head.main);
    const bare = slash ? name.slice(0, -1) : name;
    const root = bare === "." && isDirectory;
    this.#rootPrefix ??= root || bare.startsWith("./") ? "./" : "";
    if (root && this.#rootPrefix === "./") return bare;
    if (nameless || !bare.startsWith(this.#rootPrefix)) {
      refuse("name-not-canonical", offset, shown(name));
    }
    const path = bare.slice(this.#rootPrefix.length);
    checkName(path, offset);
    return path;
  }

  #checkTarget(head: TarHead, path: string, offset: number): void {
    const type = entryType(head.main);
    const target = wholeTarget(head);
    const isLink = type === "symlink" || type === "hardlink";
    if (isLink !== (target !== "")) refuse("tar-linkname", offset, `${type} to ${shown(target)}`);
    if (type === "symlink") checkSymlink(path, target, offset, this.#placement);
    if (type !== "hardlink") return;
    const known =
      target.startsWith(this.rootPrefix) &&
      this.#names.isFile(target.slice(this.rootPrefix.length));
    if (!known) refuse("hardlink-target", offset, `${shown(path)} to ${shown(target)}`);
  }
}

function checkSize({ main, pax }: TarHead, offset: number): void {
  const text = pax?.records.get("size");
  if (text === undefined) return;
  const size = Number(text);
  if (entryType(main) !== "file" && size !== 0) {
    refuse("tar-size-on-nonfile", offset, `size ${text} in a PAX record`);
  }
  const agrees = size === main.size.value || (size >= PAX_ONLY_SIZE && main.size.value === 0);
  if (!agrees) {
    refuse("tar-pax-size-mismatch", offset, `${text} beside ${String(main.size.value)}`);
  }
}

function checkTime({ main, pax }: TarHead, offset: number): void {
  const text = pax?.records.get("mtime");
  // mutant: no difference to what is no number is above 1
  if (text === undefined) return;
  if (Math.abs(Number.parseInt(text, 10) - main.mtime.value) > 1) {
    refuse("tar-pax-mtime", offset, `${text} beside ${String(main.mtime.value)}`);
  }
}
