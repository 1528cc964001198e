import type { ArchiveModel, CompressorFormat, Fields, Reading } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { GoBuild } from "./go-build.ts";

/** What an upload remembers of how it was made, from the strict reading of it. Whatever is absent is not known. */
export interface UploadTraits {
  /** Base name. */
  readonly name: string;
  /** null: no archive, or one that the strict reader does not account for. */
  readonly archive: ArchiveModel | null;
  /** Whether the strict reader knows it for the image of a container, or a layer of one, and leaves it at that. */
  readonly isImage: boolean;
  /** The outer compressor; null when there is none. */
  readonly compressor: { readonly format: CompressorFormat; readonly fields: Fields } | null;
  /** Whole seconds since 1970 UTC that every file of the archive bears; null where they bear several. */
  readonly memberTime: number | null;
  /** Permission bits, of 0o022, that not every file and folder of the archive has; null where modes tell nothing. */
  readonly umask: number | null;
  /** The one folder that everything lies in, without a slash; null where there is none. */
  readonly topFolder: PathBytes | null;
  /** Small members that were asked for, by path in the archive, as text. */
  readonly metadata: ReadonlyMap<string, string>;
  /** null: not a Go program, or one that does not say how it was built. */
  readonly goBuild: GoBuild | null;
}

/** The traits of an upload. `metadata` as in `UploadTraits`. */
export function uploadTraits(
  name: string,
  reading: Reading,
  metadata: ReadonlyMap<string, string>,
  goBuild: GoBuild | null = null,
): UploadTraits {
  const archive = reading.kind === "archive" ? reading.archive : null;
  const layer = reading.kind === "archive" ? reading.layers[0] : undefined;
  return {
    name,
    archive,
    isImage:
      reading.kind === "refused" &&
      reading.format.startsWith("tar") &&
      reading.refusal.code === "container-unsupported",
    compressor: layer === undefined ? null : { format: layer.format, fields: layer.fields },
    memberTime: archive === null ? null : memberTimeOf(archive),
    umask: archive === null ? null : umaskOf(archive),
    topFolder: archive === null ? null : topFolderOf(archive),
    metadata,
    goBuild,
  };
}

function memberTimeOf({ entries }: ArchiveModel): number | null {
  const times = new Set(entries.filter(({ type }) => type === "file").map(({ mtime }) => mtime));
  const [time] = times;
  return times.size === 1 && time !== undefined ? time : null;
}

/**
 * A bit counts as left by the umask only where everything has it: tools give some members permissions of their own, such
 * as the `RECORD` of a wheel.
 */
function umaskOf({ entries }: ArchiveModel): number | null {
  const modes = entries.flatMap(({ type, mode }) =>
    (type === "file" || type === "directory") && mode !== null ? [mode] : [],
  );
  if (modes.length === 0) return null;
  return 0o022 & ~modes.reduce((shared, mode) => shared & mode);
}

function topFolderOf({ entries }: ArchiveModel): PathBytes | null {
  const tops = new Set(entries.map(({ path }) => path.split("/")[0] ?? ""));
  const [top = ""] = tops;
  const isFolder = entries.every(({ path, type }) => path.includes("/") || type === "directory");
  return tops.size === 1 && isFolder && top !== "" ? (top as PathBytes) : null;
}

/** Path of a member below the archive's one folder, where it has one. */
export function belowTop({ topFolder }: UploadTraits, path: string): string {
  return topFolder !== null && path.startsWith(`${topFolder}/`)
    ? path.slice(topFolder.length + 1)
    : path;
}
