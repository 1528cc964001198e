/** Caps per side, counted on the stream and never from a header's claim (docs/archives.md#limits). */
export interface Limits {
  /** Compressed input that is parsed at all, bytes. */
  readonly input: number;
  /** Decompressed output in total, bytes. */
  readonly output: number;
  /** One member's body, bytes. */
  readonly entry: number;
  /** Output divided by input, once output passes `ratioFloor`. */
  readonly ratio: number;
  readonly ratioFloor: number;
  readonly entries: number;
  /** Body of one metadata record (PAX, GNU long name), bytes. */
  readonly meta: number;
  /** Containers inside one another, and compressors around one of them. */
  readonly depth: number;
  /** Reading one file once, milliseconds. */
  readonly time: number;
}

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** Defaults of design section 4 and the archive reference. */
export const DEFAULT_LIMITS: Limits = {
  input: 2 * GiB,
  output: 16 * GiB,
  entry: 4 * GiB,
  ratio: 200,
  ratioFloor: 64 * MiB,
  entries: 500_000,
  meta: 64 * 1024,
  depth: 2,
  time: 120_000,
};
