import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ReadFile } from "../../__tests__/support/judges/judge.ts";
import type { Reading } from "../../src/core/archive/model.ts";
import type { ListedArchive } from "./archive-list.ts";
import { digestOf } from "./digest-of.ts";
import { commandObstacle } from "./obstacle.ts";
import type { ReadArchive } from "./read-all.ts";

type ReadTarOrZip = Extract<Reading, { kind: "archive" }>;

/** A tar or zip as the judges get it. */
export interface Exhibit extends ReadFile {
  /** The archive of the list that it is, or that it is in. */
  readonly listed: ListedArchive;
  /** Of the bytes whose reading this is: those of the list, or of a tar in a package. */
  readonly sha256: string;
}

/** A program that gets out what judges are shown, and what it wrote instead of the bytes that were read. */
export interface Unwrapped {
  readonly program: string;
  readonly listed: ListedArchive;
  readonly difference: string | null;
}

/** What the judges are shown, and how it was got. */
export interface Exhibits {
  readonly tars: readonly Exhibit[];
  readonly zips: readonly Exhibit[];
  readonly unwrapped: readonly Unwrapped[];
  /** Programs that could not be asked, and why. What only they get out is not shown. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * The archives that were read, and the tars in packages of ar, under endings that every judge knows them by. What only
 * some of them unpack, another program unpacks before, and has to give the very bytes that were read.
 */
export async function exhibitsOf(
  archives: readonly ReadArchive[],
  folder: string,
): Promise<Exhibits> {
  const tars: Exhibit[] = [];
  const zips: Exhibit[] = [];
  const unwrapped: Unwrapped[] = [];
  const missing = new Map<string, string>();
  for (const { listed, sha256, file, reading, wrapping } of archives.flatMap(tarsAndZipsOf)) {
    const { archive, layers } = reading;
    const isZip = archive.format === "zip";
    const ending = isZip ? "zip" : wrapping === null && layers.length > 0 ? "tgz" : "tar";
    const target = join(folder, `${String(tars.length + zips.length)}.${ending}`);
    if (wrapping === null) await symlink(file, target);
    else {
      const [program, ...args] = wrapping;
      const obstacle = missing.get(program) ?? commandObstacle(program, ["--version"]);
      if (obstacle !== undefined) {
        missing.set(program, obstacle);
        continue;
      }
      await written(program, [...args, file], target);
      const got = (await digestOf(target)).sha256;
      const read = archive.content.sha256;
      unwrapped.push({ program, listed, difference: got === read ? null : `${read} / ${got}` });
    }
    (isZip ? zips : tars).push({ file: target, archive, listed, sha256 });
  }
  return { tars, zips, unwrapped, missing };
}

interface TarOrZip {
  readonly listed: ListedArchive;
  readonly sha256: string;
  readonly file: string;
  readonly reading: ReadTarOrZip;
  /** The command that writes the bare tar to its output, given the file; null where every judge can do without. */
  readonly wrapping: readonly [program: string, ...args: string[]] | null;
}

/** The archive itself, or the tars in it: of a package of ar, the judges of tar and zip have nothing to say. */
function tarsAndZipsOf({ archive, file, reading, members }: ReadArchive): readonly TarOrZip[] {
  if (reading.kind !== "archive") return [];
  const { sha256 } = archive;
  if (reading.archive.format !== "ar") {
    const [outermost] = reading.layers;
    const wrapping = UNPACKERS.get(outermost?.format ?? "") ?? null;
    return [{ listed: archive, sha256, file, reading, wrapping }];
  }
  return members.map(({ path, reading: inner }) => {
    const part = path.startsWith("control.") ? "--ctrl-tarfile" : "--fsys-tarfile";
    const wrapping = ["dpkg-deb", part] as const;
    const { sha256: content } = inner.archive.content;
    return { listed: archive, sha256: content, file, reading: inner, wrapping };
  });
}

/** The programs that take off what not every judge can. */
const UNPACKERS: ReadonlyMap<string, readonly [program: string, ...args: string[]]> = new Map(
  ["xz", "zstd", "bzip2"].map((program) => [program, [program, "-dc"]]),
);

async function written(program: string, args: readonly string[], target: string): Promise<void> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  await pipeline(child.stdout, createWriteStream(target));
}
