import type { Fingerprint } from "../digest.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { UnreadFormat } from "./format.ts";
import type { LimitCounters } from "./limit-counters.ts";
import type {
  ArchiveModel,
  CompressorFormat,
  CompressorLayer,
  ContainerFormat,
  Reading,
} from "./model.ts";
import type { Profile } from "./profile.ts";

/** How a run of bytes is packed; `none` hands it on as it is. */
export type Codec = "none" | "deflate" | "zstd" | "xz" | "bzip2";

/**
 * What a reader takes next. It never pulls: whoever drives it looks here after every call.
 *
 * `bytes`: plain bytes, at least `atLeast` of them in one piece, fewer only when nothing follows.
 * `stream`: a run that the driver decodes. It ends where `packedSize` says, else where `measure` says, else where its
 * decoder says.
 */
export type Need =
  | { readonly kind: "bytes"; readonly atLeast: number }
  | { readonly kind: "stream"; readonly stream: PackedStream };

/** A packed run inside a reader's input. Driven in this order: consumed and decoded in any mix, then ended or failed. */
export interface PackedStream {
  readonly codec: Codec;
  /** Length of the run, where the container declares it. */
  readonly packedSize: number | null;
  /** Declared length of what comes out, a hint and never trusted. */
  readonly sizeHint: number | null;
  /** Where decoded bytes go besides `decoded`: a stream that is read on its own. */
  readonly into: NestedStream | null;
  /**
   * How many of the next bytes of the input belong to the run, where the reader can tell by its framing: asked once for
   * each byte, before a decoder sees it. Fewer than given end the run. Null where only the decoder can tell.
   */
  readonly measure: ((bytes: Uint8Array) => number) | null;
  /** These bytes of the input belong to the run. */
  consumed(bytes: Uint8Array): void;
  /** These bytes came out. */
  decoded(bytes: Uint8Array): void;
  /** The decoder saw a complete run. */
  ended(): void;
  /** The decoder could not go on, or the input stopped before the run did. */
  failed(reason: string): void;
}

/** A synchronous parser: bytes in, at its own pace of understanding. Throws only refusals. */
export interface PushReader {
  readonly need: Need;
  /** Returns how many bytes were taken: fewer than given when `need` changed or they do not suffice. */
  push(bytes: Uint8Array): number;
  /** No more input; `rest` is what `push` did not take because it was less than needed. */
  end(rest: Uint8Array): void;
}

/**
 * A stream whose format is found by its first bytes. It holds refusals as values, so none of its calls throws one.
 * While `need` is a stream, the driver says here what it does with it.
 */
export interface NestedStream extends PushReader {
  /** As `PackedStream.measure`; 0 where that refuses. */
  measure(bytes: Uint8Array): number;
  consumed(bytes: Uint8Array): void;
  decoded(bytes: Uint8Array): void;
  streamEnded(): void;
  streamFailed(reason: string): void;
  /** What the stream was, once `end` returned. */
  reading(): Reading;
  /** The same of the entry inside that was asked for; of the stream itself when none was. */
  readingInside(): Reading;
}

/** What a format's reader gives at the end. */
export type FormatResult =
  | {
      readonly kind: "container";
      readonly format: ContainerFormat;
      readonly fields: ArchiveModel["fields"];
      readonly entries: ArchiveModel["entries"];
      readonly nested: NestedStream | null;
    }
  | {
      readonly kind: "compressor";
      readonly format: CompressorFormat;
      readonly fields: CompressorLayer["fields"];
      readonly packed: Fingerprint;
      readonly content: NestedStream;
    }
  /** No format at all, or one that was known only by its end and has no reader. */
  | { readonly kind: "opaque"; readonly unread: UnreadFormat | null };

/** A push reader that has a result once it has ended. */
export interface FormatReader extends PushReader {
  /** What was read, once `end` returned; to be called once. */
  result(): FormatResult;
}

/** Takes the bodies that somebody asked for, as they pass. Provisional until the reading is there. */
export interface BodySink {
  wants(path: PathBytes): boolean;
  /** `offset`: where these bytes stand in `content`, in which the whole body then stands in one run; null: packed, or unsaid. */
  body(path: PathBytes, bytes: Uint8Array, offset: number | null): void;
  /** The bytes of the container itself, in order and behind its compressors; their digest is the model's `content`. */
  content?(bytes: Uint8Array): void;
}

/** CRC-32 of zlib, continued from `seed`. Passed in, because the runtime's own is many times faster than ours could be. */
export type Crc32 = (bytes: Uint8Array, seed: number) => number;

/** What a format's reader gets from the stream around it. */
export interface ReaderContext {
  readonly counters: LimitCounters;
  readonly crc32: Crc32;
  readonly profile: Profile | null;
  /** Bodies asked for in this container; null when they are asked for further inside. */
  readonly sink: BodySink | null;
  /** The entry whose body is to be read as a stream of its own. */
  readonly descendTo: PathBytes | null;
  /** Opens the content of a compressor. */
  openContent(): NestedStream;
  /** Opens the body of the entry named by `descendTo`, for consumers of this profile. */
  openNested(profile: Profile | null): NestedStream;
}
