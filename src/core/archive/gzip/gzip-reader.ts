import { newHasher } from "../../digest.ts";
import { equalBytes } from "../byte-runs.ts";
import type { Fields } from "../model.ts";
import type {
  FormatReader,
  FormatResult,
  Need,
  NestedStream,
  PackedStream,
  ReaderContext,
} from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import { parseGzipHeader, serialiseGzipHeader } from "./gzip-header.ts";

const TRAILER = 8;

/**
 * Reads the frame of one gzip member (RFC 1952) and nothing after it. The deflate stream is decoded from outside;
 * its content is a stream of its own. The trailer is checked against what came out, so it is not part of the model.
 */
export class GzipReader implements FormatReader {
  readonly #context: ReaderContext;
  readonly #content: NestedStream;
  readonly #packed = newHasher();
  readonly #stream: PackedStream;
  #state: "header" | "deflate" | "trailer" | "behind" = "header";
  #headerAtLeast = 10;
  #fields: Fields = new Map();
  #offset = 0;
  /** Where the deflate stream begins. */
  #start = 0;
  #crc = 0;
  #size = 0;

  constructor(context: ReaderContext) {
    this.#context = context;
    this.#content = context.openContent();
    this.#stream = this.#deflateStream();
  }

  get need(): Need {
    switch (this.#state) {
      case "header":
        return { kind: "bytes", atLeast: this.#headerAtLeast };
      case "deflate":
        return { kind: "stream", stream: this.#stream };
      case "trailer":
        return { kind: "bytes", atLeast: TRAILER };
      case "behind":
        // Two, to tell a second member from other data.
        return { kind: "bytes", atLeast: 2 };
    }
  }

  push(bytes: Uint8Array): number {
    switch (this.#state) {
      case "header":
        return this.#takeHeader(bytes);
      case "trailer":
        return this.#takeTrailer(bytes);
      case "behind":
        return this.#refuseTail(bytes);
      case "deflate":
        return 0;
    }
  }

  end(rest: Uint8Array): void {
    const end = this.#offset + rest.length;
    if (this.#state === "header") refuse("gzip-header", end, "the end of the file");
    if (this.#state === "trailer") refuse("gzip-deflate", end, "the end of the file");
    if (rest.length > 0) refuse("gzip-trailing-data", this.#offset, "one more byte");
  }

  result(): FormatResult {
    return {
      kind: "compressor",
      format: "gzip",
      fields: this.#fields,
      packed: this.#packed.fingerprint(),
      content: this.#content,
    };
  }

  #takeHeader(bytes: Uint8Array): number {
    const header = parseGzipHeader(bytes, this.#context.crc32);
    if (header === null) {
      this.#headerAtLeast = bytes.length + 1;
      return 0;
    }
    const again = serialiseGzipHeader(header.fields, this.#context.crc32);
    if (!equalBytes(again, bytes.subarray(0, header.length))) {
      refuse("unaccounted-bytes", 0, "a header that the model does not write again");
    }
    this.#fields = header.fields;
    this.#offset = header.length;
    this.#start = header.length;
    this.#state = "deflate";
    return header.length;
  }

  #deflateStream(): PackedStream {
    return {
      codec: "deflate",
      packedSize: null,
      sizeHint: null,
      measure: null,
      into: this.#content,
      consumed: (bytes) => {
        this.#packed.update(bytes);
        this.#offset += bytes.length;
      },
      decoded: (bytes) => {
        this.#crc = this.#context.crc32(bytes, this.#crc);
        this.#size += bytes.length;
        this.#context.counters.countOutput(bytes.length, this.#start);
      },
      ended: () => {
        this.#state = "trailer";
      },
      failed: (reason) => refuse("gzip-deflate", this.#start, reason),
    };
  }

  #takeTrailer(bytes: Uint8Array): number {
    if (bytes.length < TRAILER) return 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, TRAILER);
    if (view.getUint32(0, true) !== this.#crc) {
      refuse("gzip-crc", this.#offset, "content with another checksum");
    }
    if (view.getUint32(4, true) !== this.#size % 2 ** 32) {
      refuse("gzip-size", this.#offset + 4, `${String(this.#size)} bytes of content`);
    }
    this.#offset += TRAILER;
    this.#state = "behind";
    return TRAILER;
  }

  #refuseTail([first, second]: Uint8Array): number {
    if (second === undefined) return 0;
    if (first === 0x1f && second === 0x8b) {
      refuse("gzip-multiple-members", this.#offset, "another member");
    }
    refuse("gzip-trailing-data", this.#offset, "more bytes");
  }
}
