

/** Files on disk, opened without following links, regular and singly linked only. */
export interface ArchiveFiles {
  /** Size and digest, no parsing. Throws `InputError` (`file-missing`, `file-unusable`). */
  fingerprint(file: string, signal: AbortSignal): Promise<Fingerprint>;
  /** Reads the file strictly; refusals are values. `inside` descends into one nested archive. */
  read(file: string, inside: readonly PathBytes[], limits: Limits, signal: AbortSignal): Promise<Reading>;
  /**
   * Bodies of the named entries, each at most `limit` bytes (a longer one is absent). `inside` as in `read`. For an
   * opaque file the empty path asks for the whole (decompressed) content.
   */
  bodies(
    file: string,
    inside: readonly PathBytes[],
    paths: readonly PathBytes[],
    limit: number,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<PathBytes, Uint8Array>>;
}

/** An independent parser that is shown what the strict reader says of a file. */
export interface SecondOpinion {
  /** It can only object (then nothing is decided). null: it agrees, or cannot judge this format. */
  review(file: string, reading: Reading, signal: AbortSignal): Promise<{ readonly objection: string } | null>;
}

/** Writes a set of files, all or none. */
export interface ReportStore {
  write(directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>;
}
