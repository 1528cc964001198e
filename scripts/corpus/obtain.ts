import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "./digest-of.ts";
import type { ListedArchive } from "./archive-list.ts";
import type { Source } from "./source.ts";

/** An archive of the list, and where it lies; or why it could not be had as listed. */
export type Obtained =
  | { readonly archive: ListedArchive; readonly file: string }
  | { readonly archive: ListedArchive; readonly file: null; readonly reason: string };

/**
 * Every archive of the list, in its order, from `folder` where it lies there already, else from its source. A file is
 * kept under its digest, so what lies there is what is listed. Nothing is left out: what cannot be had has its reason.
 */
export async function obtain(
  archives: readonly ListedArchive[],
  sources: readonly Source[],
  folder: string,
): Promise<readonly Obtained[]> {
  await mkdir(join(folder, "archives"), { recursive: true });
  const reasons = new Map<ListedArchive, string>();
  // Side by side: each waits for another server most of the time.
  await Promise.all(
    sources.map(async (source) => {
      const wanted = archives.filter(
        (archive) => archive.source === source.id && !existsSync(placeOf(archive, folder)),
      );
      if (wanted.length === 0) return;
      const obstacle = source.obstacle();
      if (obstacle !== undefined) for (const archive of wanted) reasons.set(archive, obstacle);
      else await fetchFrom(source, wanted, folder, reasons);
    }),
  );
  return archives.map((archive) => {
    const file = placeOf(archive, folder);
    if (existsSync(file)) return { archive, file };
    const reason = reasons.get(archive) ?? `no source is called ${archive.source}`;
    return { archive, file: null, reason };
  });
}

async function fetchFrom(
  source: Source,
  wanted: readonly ListedArchive[],
  folder: string,
  reasons: Map<ListedArchive, string>,
): Promise<void> {
  const place = await mkdtemp(join(folder, `${source.id}-`));
  try {
    const names = wanted.map(({ name }) => name);
    const files = await source.fetch(names, place).catch((error: unknown) => String(error));
    if (typeof files === "string") {
      const [first = ""] = files.split("\n");
      for (const archive of wanted) reasons.set(archive, `its source cannot be asked: ${first}`);
      return;
    }
    for (const archive of wanted) {
      const file = files.get(archive.name);
      const trouble = file === undefined ? "it no longer comes" : await keep(archive, file, folder);
      if (trouble !== null) reasons.set(archive, trouble);
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** null when the file is the listed one and lies in its place. */
async function keep(archive: ListedArchive, file: string, folder: string): Promise<string | null> {
  const { sha256 } = await digestOf(file);
  if (sha256 !== archive.sha256) return `it comes with another digest, ${sha256}`;
  const place = placeOf(archive, folder);
  // A copy, because some clients keep the file linked; complete before it has its name.
  await copyFile(file, `${place}.part`);
  await rename(`${place}.part`, place);
  return null;
}

/** The ending stays: a wheel is known by it, and so are the formats to some of the judges. */
function placeOf({ name, sha256 }: ListedArchive, folder: string): string {
  const [ending = ""] = /(\.tar)?\.[a-z0-9]+$/.exec(name) ?? [];
  return join(folder, "archives", sha256 + ending);
}
