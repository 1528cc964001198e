import { lowerAscii, pathToBytes, type PathBytes } from "../path-bytes.ts";
import type { EntryType } from "./model.ts";
import { shown } from "./names.ts";
import { ANYWHERE, type Placement } from "./profile.ts";
import { refuse } from "./refusal.ts";

/** A folder that no entry names, only the names below it. */
type Kind = EntryType | "implied";

/**
 * The names of one archive so far. Refuses a name that is there already, one that some file system cannot tell from
 * another (on any part of the path), and one that lies below something that is no directory. Where names have case, two
 * files and two directories may differ in nothing else.
 */
export class NameIndex {
  readonly #placement: Placement;
  readonly #countFolder: (offset: number) => void;
  /** By what a name is folded to; of several such names, the first. */
  readonly #slots = new Map<string, number>();
  /** By the name itself, of those that are not the first. */
  readonly #twins = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #kinds: Kind[] = [];
  #lastParent = "";

  /** `countFolder` is told of each folder that only the names below it imply, and refuses when there are too many. */
  constructor(
    placement: Placement = ANYWHERE,
    countFolder: (offset: number) => void = () => undefined,
  ) {
    this.#placement = placement;
    this.#countFolder = countFolder;
  }

  add(path: PathBytes, type: EntryType, offset: number): void {
    const slash = path.lastIndexOf("/");
    const parent = slash === -1 ? "" : path.slice(0, slash);
    if (parent !== this.#lastParent) {
      this.#addParents(parent, offset);
      this.#lastParent = parent;
    }
    const folded = foldName(path);
    const slot = this.#slotOf(folded, path, type, offset);
    if (slot === undefined) {
      this.#append(folded, path, type);
      return;
    }
    if (this.#kinds[slot] !== "implied") refuse("name-duplicate", offset, shown(path));
    if (type !== "directory") refuse("link-parent", offset, `entries below ${shown(path)}`);
    this.#kinds[slot] = "directory";
  }

  /** Whether an entry of exactly this name was added as a file. */
  isFile(path: string): boolean {
    const first = this.#slots.get(foldName(path));
    // mutant `first !== undefined`: no name is at no slot
    const isFirst = first !== undefined && this.#names[first] === path;
    const slot = isFirst ? first : this.#twins.get(path);
    // mutant `slot !== undefined`: nothing of any kind is at no slot
    return slot !== undefined && this.#kinds[slot] === "file";
  }

  #addParents(parent: string, offset: number): void {
    for (let slash = parent.indexOf("/"); slash !== -1; slash = parent.indexOf("/", slash + 1)) {
      this.#addParent(parent.slice(0, slash), offset);
    }
    if (parent !== "") this.#addParent(parent, offset);
  }

  #addParent(parent: string, offset: number): void {
    const folded = foldName(parent);
    const slot = this.#slotOf(folded, parent, "implied", offset);
    if (slot === undefined) {
      this.#countFolder(offset);
      this.#append(folded, parent, "implied");
      return;
    }
    const kind = this.#kinds[slot];
    if (kind !== "implied" && kind !== "directory") {
      refuse("link-parent", offset, `an entry below ${shown(parent)}`);
    }
  }

  /** Where exactly this name stands; undefined where it is new and may come. */
  #slotOf(folded: string, name: string, kind: Kind, offset: number): number | undefined {
    const slot = this.#slots.get(folded);
    if (slot === undefined || this.#names[slot] === name) return slot;
    const there = this.#names[slot] ?? "";
    // Whoever is like the first of them is like all others.
    const isTwin =
      this.#placement.hasCase &&
      lowerAscii(there) === lowerAscii(name) &&
      areAlike(this.#kinds[slot], kind);
    if (!isTwin) refuse("name-collision", offset, `${shown(there)} and ${shown(name)}`);
    return this.#twins.get(name);
  }

  #append(folded: string, name: string, kind: Kind): void {
    const at = this.#names.length;
    if (this.#slots.has(folded)) this.#twins.set(name, at);
    else this.#slots.set(folded, at);
    this.#names.push(name);
    this.#kinds.push(kind);
  }
}

/** Both files, or both directories. A link beside is one through which the other could be written. */
function areAlike(one: Kind | undefined, other: Kind): boolean {
  if (one === "file") return other === "file";
  return [one, other].every((kind) => kind === "directory" || kind === "implied");
}

/**
 * One text for all names that some file system takes for the same. JavaScript has no full case folding; lower, upper,
 * lower between two compatibility normalisations covers it (sharp s and ss, Kelvin sign and k). Invalid UTF-8 is
 * decoded lossily, so that two names which a consumer would print alike collide.
 */
function foldName(name: string): string {
  // mutant: ASCII comes out the same, only slower
  if (!/[\x80-\xff]/.test(name)) return name.toLowerCase();
  return new TextDecoder()
    .decode(pathToBytes(name as PathBytes))
    .normalize("NFKC")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC");
}
