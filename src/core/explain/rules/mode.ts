import { perPair } from "../per-archive.ts";
import { entryRule } from "../entry-rule.ts";

const UMASKS = [0o002, 0o022, 0o007, 0o027, 0o077] as const;

type UmaskPair = readonly [upload: number, rebuilt: number];

/**
 * Permission bits: two umasks. Complete only when one pair of umasks gives every mode that differs in this archive,
 * so that neither an executable bit, nor a special bit, nor one file alone can hide behind it.
 */
export const modeRule = entryRule("mode", ["entry-mode"], ({ upload, rebuilt, archives }) => {
  const [possible] = umaskPairs(upload.mode, rebuilt.mode);
  if (possible === undefined) return null;
  const fitting = commonPair(archives.upload, archives.rebuilt);
  const [mask, otherMask] = fitting ?? possible;
  const masks = `${octal(mask)} in the upload, ${octal(otherMask)} in the rebuild`;
  return {
    because:
      fitting === null
        ? `Two umasks could give these modes (${masks}), but other entries of the archive do not fit them.`
        : `The umask differs: ${masks}; all modes that differ follow from it.`,
    remedy: "Set `umask 022` before the build, or pack with `tar --mode=go+u,go-w`.",
    complete: fitting !== null,
  };
});

function octal(mask: number): string {
  return mask.toString(8).padStart(3, "0");
}

/** The pairs of common umasks that turn one requested mode into these two. */
function umaskPairs(here: number | null, there: number | null): readonly UmaskPair[] {
  const requested = ((here ?? 0) & 0o100) !== 0 ? 0o777 : 0o666;
  const maskFor = (mode: number | null) => UMASKS.filter((mask) => (requested & ~mask) === mode);
  return maskFor(here).flatMap((a) => maskFor(there).map((b) => [a, b] as const));
}

/** The pair that accounts for every mode that differs; null when there is none. */
const commonPair = perPair((upload, rebuilt): UmaskPair | null => {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry.mode]));
  const differing = upload.entries.filter(
    ({ path, mode }) => others.has(path) && others.get(path) !== mode,
  );
  const pairs = differing.map(({ path, mode }) => umaskPairs(mode, others.get(path) ?? null));
  const fits = ([a, b]: UmaskPair) =>
    pairs.every((some) => some.some(([c, d]) => a === c && b === d));
  return pairs[0]?.find(fits) ?? null;
});
