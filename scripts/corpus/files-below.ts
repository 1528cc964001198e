import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Plain files below a folder whose path ends in one of `endings`, in byte order. */
export async function filesBelow(folder: string, endings: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The same files by their base names, which must differ. */
export async function byBaseName(
  folder: string,
  endings: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const file of await filesBelow(folder, endings)) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    if (files.has(name)) throw new Error(`expected one file called ${name} below ${folder}`);
    files.set(name, file);
  }
  return files;
}

/** Those of `files` that are asked for. */
export function only(
  names: readonly string[],
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const wanted = new Set(names);
  return new Map([...files].filter(([name]) => wanted.has(name)));
}
