import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";

/** Folders of programs inside an installation: what lies beside them belongs to it. */
const PROGRAM_FOLDERS = new Set(["bin", "sbin", ".bin", "condabin"]);

/** Entries of a tools folder whose targets are looked at. */
const MOST_ENTRIES = 2000;

/**
 * What a build must be able to read in order to use the programs of a folder, as absolute paths: the folder, the
 * installation around a `bin`, and wherever its links lead. Never a home folder or a work tree as a whole, although a
 * `bin` may lie in one: those hold more than tools.
 */
export function toolRoots(folder: string, homes: readonly string[]): readonly string[] {
  const roots = new Set<string>();
  const add = (place: string): void => {
    const around = path.dirname(place);
    const isProgramFolder = PROGRAM_FOLDERS.has(path.basename(place));
    roots.add(isProgramFolder && !holdsMore(around, homes) ? around : place);
  };
  add(folder);
  add(realpathSync(folder));
  for (const entry of readdirSync(folder, { withFileTypes: true }).slice(0, MOST_ENTRIES)) {
    if (!entry.isSymbolicLink()) continue;
    try {
      const target = realpathSync(path.join(folder, entry.name));
      if (!isBelowAny(target, roots)) add(path.dirname(target));
    } catch {
      // A link to nowhere is of no use inside either.
    }
  }
  return [...roots];
}

/** Whether a folder is too wide to be shown for the sake of a `bin` in it. */
function holdsMore(folder: string, homes: readonly string[]): boolean {
  const parent = path.dirname(folder);
  return (
    folder === parent ||
    path.basename(folder) === ".local" ||
    ["/home", "/Users"].includes(parent) ||
    homes.some((home) => home === folder || home.startsWith(`${folder}/`)) ||
    existsSync(path.join(folder, ".git"))
  );
}

/** Whether a path is one of these folders or lies below one. */
export function isBelowAny(place: string, folders: Iterable<string>): boolean {
  for (const folder of folders) {
    if (place === folder || place.startsWith(folder === "/" ? "/" : `${folder}/`)) return true;
  }
  return false;
}
