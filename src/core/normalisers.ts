/**
 * The differences that no consumer can observe, by name (docs/normalisers.md). Whether a difference falls under one
 * is decided where it is found: the comparison gives an observable variant another finding code, so accepting is a
 * look-up here and never a judgement.
 */
export const NORMALISERS = {
  "compression-layout":
    "level, block layout and settings of the compressor; the decompressed bytes are equal",
  "gzip-header": "time, operating system and level hint in the gzip header",
  "tar-encoding":
    "accepted spellings of one value in tar headers, and the number of final zero blocks",
  "archive-owner": "owner names and numbers, where neither side sets a setuid or setgid bit",
  "zip-made-by": "the version number of the program that made a zip; the host byte is not covered",
  "archive-order": "order of entries where position decides nothing",
  "archive-mtime":
    "modification times, where no product becomes older than its prerequisite on one side only",
} as const;

/** A key of `NORMALISERS`. */
export type NormaliserId = keyof typeof NORMALISERS;

/** All of them: what is accepted when no policy says less. */
export const DEFAULT_NORMALISERS: ReadonlySet<NormaliserId> = new Set(
  Object.keys(NORMALISERS) as NormaliserId[],
);
