import { pathToBytes, type PathBytes } from "../path-bytes.ts";
import type { EntryType } from "./model.ts";
import { shown } from "./names.ts";
import { refuse } from "./refusal.ts";

/** A folder that no entry names, only the names below it. */
type Kind = EntryType | "implied";

/**
 * The names of one archive so far. Refuses a name that is there already, one that some file system cannot tell from
 * another (on any part of the path), and one that lies below something that is no directory.
 */
export class NameIndex {
  readonly #slots = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #kinds: Kind[] = [];
  #lastParent = "";

  add(path: PathBytes, type: EntryType, offset: number): void {
    const slash = path.lastIndexOf("/");
    const parent = slash === -1 ? "" : path.slice(0, slash);
    if (parent !== this.#lastParent) {
      this.#addParents(parent, offset);
      this.#lastParent = parent;
    }
    const folded = foldName(path);
    const slot = this.#slots.get(folded);
    if (slot === undefined) {
      this.#append(folded, path, type);
      return;
    }
    this.#checkCollision(slot, path, offset);
    if (this.#kinds[slot] !== "implied") refuse("name-duplicate", offset, shown(path));
    if (type !== "directory") refuse("link-parent", offset, `entries below ${shown(path)}`);
    this.#kinds[slot] = "directory";
  }

  /** Whether an entry of exactly this name was added as a file. */
  isFile(path: string): boolean {
    const slot = this.#slots.get(foldName(path));
    // mutant `slot !== undefined`: no name is at no slot
    return slot !== undefined && this.#names[slot] === path && this.#kinds[slot] === "file";
  }

  #addParents(parent: string, offset: number): void {
    for (let slash = parent.indexOf("/"); slash !== -1; slash = parent.indexOf("/", slash + 1)) {
      this.#addParent(parent.slice(0, slash), offset);
    }
    if (parent !== "") this.#addParent(parent, offset);
  }

  #addParent(parent: string, offset: number): void {
    const folded = foldName(parent);
    const slot = this.#slots.get(folded);
    if (slot === undefined) {
      this.#append(folded, parent, "implied");
      return;
    }
    this.#checkCollision(slot, parent, offset);
    const kind = this.#kinds[slot];
    if (kind !== "implied" && kind !== "directory") {
      refuse("link-parent", offset, `an entry below ${shown(parent)}`);
    }
  }

  #checkCollision(slot: number, name: string, offset: number): void {
    const there = this.#names[slot] ?? "";
    if (there !== name) refuse("name-collision", offset, `${shown(there)} and ${shown(name)}`);
  }

  #append(folded: string, name: string, kind: Kind): void {
    this.#slots.set(folded, this.#names.length);
    this.#names.push(name);
    this.#kinds.push(kind);
  }
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
