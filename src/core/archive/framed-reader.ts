import { newHasher } from "../digest.ts";
import { equalBytes } from "./byte-runs.ts";
import type { CompressorFormat, Fields } from "./model.ts";
import type {
  Codec,
  FormatReader,
  FormatResult,
  Need,
  NestedStream,
  PackedStream,
  ReaderContext,
} from "./push-reader.ts";
import { refuse } from "./refusal.ts";

/** A compressor whose whole frame, from its first byte to its last, goes through one decoder. */
export interface FrameFormat {
  readonly format: CompressorFormat;
  readonly codec: Codec;
  /** Bytes without which nothing can be said of the header. */
  readonly headerAtLeast: number;
  /** Bytes that tell what follows a frame. */
  readonly tailAtLeast: number;
  /** Reads the header at the start of `bytes`; null when it goes on behind them. */
  open(bytes: Uint8Array): OpenFrame | null;
  /** Refuses input that ends inside the header. */
  cut(at: number): never;
  /** Refuses what follows the frame; fewer bytes than `tailAtLeast` only at the end of the input. */
  behind(bytes: Uint8Array, at: number): never;
}

/** One frame that is being read. Its methods refuse what breaks the format's rules. */
export interface OpenFrame {
  /** The header, written again from what was understood of it: these must be the bytes that were read. */
  readonly header: Uint8Array;
  /** As `PackedStream.measure`, from the first byte of the header on. */
  readonly measure: ((bytes: Uint8Array) => number) | null;
  /** These bytes of the frame went through the decoder. */
  consumed(bytes: Uint8Array): void;
  /** The decoder is content with the frame, which gave `size` bytes. */
  ended(size: number): void;
  /** The decoder is not, or the input ended before the frame did. */
  failed(reason: string): never;
  /** What the frame says of itself, once it has ended. */
  fields(): Fields;
}

/** Reads one frame and nothing after it. The content is a stream of its own. */
export class FramedReader implements FormatReader {
  readonly #context: ReaderContext;
  readonly #format: FrameFormat;
  readonly #content: NestedStream;
  readonly #packed = newHasher();
  #frame: OpenFrame | null = null;
  #stream: PackedStream | null = null;
  #headerAtLeast: number;
  #offset = 0;
  #size = 0;

  constructor(context: ReaderContext, format: FrameFormat) {
    this.#context = context;
    this.#format = format;
    this.#content = context.openContent();
    this.#headerAtLeast = format.headerAtLeast;
  }

  get need(): Need {
    if (this.#frame === null) return { kind: "bytes", atLeast: this.#headerAtLeast };
    if (this.#stream !== null) return { kind: "stream", stream: this.#stream };
    return { kind: "bytes", atLeast: this.#format.tailAtLeast };
  }

  push(bytes: Uint8Array): number {
    if (this.#frame !== null) {
      if (bytes.length < this.#format.tailAtLeast) return 0;
      this.#format.behind(bytes, this.#offset);
    }
    if (bytes.length < this.#headerAtLeast) return 0;
    const frame = this.#format.open(bytes);
    if (frame === null) {
      this.#headerAtLeast = bytes.length + 1;
      return 0;
    }
    if (!equalBytes(frame.header, bytes.subarray(0, frame.header.length))) {
      refuse("unaccounted-bytes", 0, "a header that the model does not write again");
    }
    this.#frame = frame;
    this.#stream = this.#streamOf(frame);
    // The decoder wants the header, too.
    return 0;
  }

  end(rest: Uint8Array): void {
    if (this.#frame === null) this.#format.cut(rest.length);
    if (rest.length > 0) this.#format.behind(rest, this.#offset);
  }

  result(): FormatResult {
    return {
      kind: "compressor",
      format: this.#format.format,
      fields: this.#frame?.fields() ?? new Map(),
      packed: this.#packed.fingerprint(),
      content: this.#content,
    };
  }

  #streamOf(frame: OpenFrame): PackedStream {
    return {
      codec: this.#format.codec,
      packedSize: null,
      sizeHint: null,
      measure: frame.measure,
      into: this.#content,
      consumed: (bytes) => {
        // What the header says are fields; the fingerprint is of the rest.
        this.#packed.update(bytes.subarray(Math.max(0, frame.header.length - this.#offset)));
        this.#offset += bytes.length;
        frame.consumed(bytes);
      },
      decoded: (bytes) => {
        this.#size += bytes.length;
        this.#context.counters.countOutput(bytes.length, 0);
      },
      ended: () => {
        frame.ended(this.#size);
        this.#stream = null;
      },
      failed: (reason) => frame.failed(reason),
    };
  }
}
