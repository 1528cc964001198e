import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeList, type ListedArchive } from "./archive-list.ts";
import { digestOf } from "./digest-of.ts";
import { SOURCES } from "./sources.ts";

/** The committed list of names and digests. */
export const LIST = join(import.meta.dirname, "../../__tests__/real/corpus.tsv");

/** Collects every source into a folder below `folder` and writes the list. Nothing is read but for its digest. */
export async function makeList(folder: string): Promise<readonly ListedArchive[]> {
  const archives: ListedArchive[] = [];
  for (const source of SOURCES) {
    const obstacle = source.obstacle();
    if (obstacle !== undefined) throw new Error(`listing ${source.id}: ${obstacle}`);
    const below = join(folder, source.id);
    await mkdir(below, { recursive: true });
    for (const [name, file] of await source.collect(below)) {
      archives.push({ source: source.id, name, ...(await digestOf(file)) });
    }
  }
  await writeFile(LIST, writeList(archives));
  return archives;
}
