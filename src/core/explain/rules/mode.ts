import type { ArchiveModel, Entry } from "../../archive/model.ts";
import { perPair } from "../per-archive.ts";
import { entryRule } from "../entry-rule.ts";

/** Umasks in use. Each takes the write bit of others away, so that no world-writable mode follows from any. */
const UMASKS = [0o002, 0o022, 0o007, 0o027, 0o077] as const;

type UmaskPair = readonly [upload: number, rebuilt: number];

/**
 * Permission bits: two umasks. Complete only when one umask gives every mode of the upload and another every mode of
 * the rebuild, of the entries that are equal as well, and at least two entries show it: a umask works on a whole build,
 * so neither one file alone, nor an executable or special bit, can hide behind it.
 */
export const modeRule = entryRule("mode", ["entry-mode"], ({ upload, rebuilt, archives }) => {
  const [possible] = umaskPairs(upload, rebuilt);
  if (possible === undefined) return null;
  const fitting = commonPair(archives.upload, archives.rebuilt);
  const [mask, otherMask] = fitting ?? possible;
  const masks = `${octal(mask)} in the upload, ${octal(otherMask)} in the rebuild`;
  return {
    because:
      fitting === null
        ? `Two umasks could give these modes (${masks}), but the other entries of the archive do not show them.`
        : `The umask differs: ${masks}; all modes of both archives follow from it.`,
    remedy: "Set `umask 022` before the build, or pack with `tar --mode=go+u,go-w`.",
    complete: fitting !== null,
  };
});

function octal(mask: number): string {
  return mask.toString(8).padStart(3, "0");
}

/** The umasks that give an entry its mode, for what programs ask: 0777 for folders and executables, else 0666. */
function umasksOf({ type, mode }: Entry): readonly number[] {
  const asked = type === "directory" || ((mode ?? 0) & 0o100) !== 0 ? 0o777 : 0o666;
  return UMASKS.filter((mask) => (asked & ~mask) === mode);
}

/** The pairs of umasks that give one entry its two modes. */
function umaskPairs(upload: Entry, rebuilt: Entry): readonly UmaskPair[] {
  // Executable on one side only: the same was not asked for.
  if ((((upload.mode ?? 0) ^ (rebuilt.mode ?? 0)) & 0o100) !== 0) return [];
  return umasksOf(upload).flatMap((a) => umasksOf(rebuilt).map((b) => [a, b] as const));
}

/** The pair that accounts for every mode in both archives; null when there is none, or only one entry to tell it by. */
const commonPair = perPair((upload, rebuilt): UmaskPair | null => {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  let differing = 0;
  for (const entry of upload.entries) {
    const other = others.get(entry.path);
    if (other === undefined || other.mode === entry.mode) continue;
    if (umaskPairs(entry, other).length === 0) return null;
    differing += 1;
  }
  const [here] = umasksOfAll(upload);
  const [there] = umasksOfAll(rebuilt);
  return differing < 2 || here === undefined || there === undefined ? null : [here, there];
});

/** The umasks that give every entry its mode. A symbolic link's own mode counts nowhere. */
function umasksOfAll({ entries }: ArchiveModel): readonly number[] {
  return entries
    .filter(({ type }) => type !== "symlink")
    .reduce<readonly number[]>((left, entry) => {
      const fitting = umasksOf(entry);
      return left.filter((mask) => fitting.includes(mask));
    }, UMASKS);
}
