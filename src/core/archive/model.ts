import type { Fingerprint, Sha256 } from "../digest.ts";
import type { PathBytes } from "../path-bytes.ts";

/** Containers that have a strict reader. */
export type ContainerFormat = "tar" | "zip" | "ar";

/** Compressors around one container that have a strict frame reader. */
export type CompressorFormat = "gzip" | "zstd" | "xz" | "bzip2";

/** What an entry is; anything else is refused. */
export type EntryType = "file" | "directory" | "symlink" | "hardlink";

/**
 * Named values with which a model says, beyond what its typed members say, how the bytes were spelled.
 * Keys are ours (`tar.uid`, `tar.mode-spelling`, `zip.extra-central` …), never taken from input. Interned: entries
 * that say the same share one object, so a field costs nothing per entry.
 */
export type Fields = ReadonlyMap<string, string>;

/** One member of an archive. With its body it re-serialises to exactly the bytes it was read from. */
export interface Entry {
  /** Canonical: no leading `./`, no trailing `/`; unique in its archive. */
  readonly path: PathBytes;
  readonly type: EntryType;
  /** Permission bits up to 0o7777; null where the container gives none (a zip made on a system without them). */
  readonly mode: number | null;
  /** Bytes of the body; 0 for everything but files. */
  readonly size: number;
  /** Digest of the body; null for everything but files. */
  readonly sha256: Sha256 | null;
  /** Target bytes of a symbolic link, or the canonical path of a hard link's target. */
  readonly linkTarget: PathBytes | null;
  /** Whole seconds since 1970 UTC. Zip's local time without zone is read as if it were UTC. */
  readonly mtime: number;
  /** Compressed body inside the container (deflated zip members); null when stored plainly. */
  readonly packed: Fingerprint | null;
  readonly fields: Fields;
}

/** What a strict reader saw in one container, in file order. Lossless together with the bodies. */
export interface ArchiveModel {
  readonly format: ContainerFormat;
  /** Fields of the container itself: `tar.commit-comment`, `tar.end-blocks`, `tar.root-prefix`, `zip.…`. */
  readonly fields: Fields;
  readonly entries: readonly Entry[];
  /** The container's own bytes (after the outer compressor). */
  readonly content: Fingerprint;
}

/** One compressor layer, its header as fields (`gzip.mtime`, `gzip.os`, `gzip.xfl`, `gzip.name` …). */
export interface CompressorLayer {
  readonly format: CompressorFormat;
  readonly fields: Fields;
  /** The compressed stream without header and trailer. */
  readonly packed: Fingerprint;
}

/** A refusal is final: nothing that was read before it counts. */
export interface Refusal {
  /** Stable, documented in docs/archives.md under an anchor of the same name. */
  readonly code: string;
  /** Offset in the innermost stream that was being read, in bytes. */
  readonly offset: number;
  readonly message: string;
}

/** What reading one file gave. */
export type Reading =
  /** An archive that a strict reader accounts for to the last byte. */
  | {
      readonly kind: "archive";
      readonly file: Fingerprint;
      readonly layers: readonly CompressorLayer[];
      readonly archive: ArchiveModel;
    }
  /** No container that anybody knows: one opaque body. A compressed file that holds no archive has its layers. */
  | {
      readonly kind: "opaque";
      readonly file: Fingerprint;
      readonly layers: readonly CompressorLayer[];
      /** The decompressed body; equal to `file` without layers. */
      readonly content: Fingerprint;
    }
  /** A container or compressor that is known by name and has no reader (`compressor-unsupported`, `container-unsupported`). */
  | {
      readonly kind: "unsupported";
      readonly file: Fingerprint;
      readonly format: string;
      readonly refusal: Refusal;
    }
  | {
      readonly kind: "refused";
      readonly file: Fingerprint;
      readonly format: string;
      readonly refusal: Refusal;
    };
