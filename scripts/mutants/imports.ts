import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** Which files of a tree a file imports, itself and through others, with types counted in. */
export class Imports {
  readonly #root: string;
  readonly #files: ReadonlySet<string>;
  readonly #direct = new Map<string, readonly string[]>();
  readonly #all = new Map<string, ReadonlySet<string>>();

  constructor(root: string, files: readonly string[]) {
    this.#root = root;
    this.#files = new Set(files);
  }

  /** All files that loading this one may load, itself among them. */
  of(file: string): ReadonlySet<string> {
    const known = this.#all.get(file);
    if (known !== undefined) return known;
    const found = new Set([file]);
    for (const one of found) {
      for (const imported of this.#directOf(one)) found.add(imported);
    }
    this.#all.set(file, found);
    return found;
  }

  #directOf(file: string): readonly string[] {
    const known = this.#direct.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.#root, file), "utf8");
    const found = ts
      .preProcessFile(text)
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => posix.join(posix.dirname(file), fileName))
      .filter((path) => this.#files.has(path));
    this.#direct.set(file, found);
    return found;
  }
}
