import type { PathBytes } from "../path-bytes.ts";
import { startsWith, TRAILER_LENGTH, unreadFormatByTail } from "./format.ts";
import type { BodySink, FormatReader, FormatResult, Need } from "./push-reader.ts";
import { refuse } from "./refusal.ts";

/** Path that asks for the whole content of what is no archive. */
const WHOLE = "" as PathBytes;

const ZIP_END_LENGTH = 22;
const ZIP_END_MAGIC = "PK\x05\x06";

/** Takes a stream that begins like nothing known, and looks at its end: a few formats are known by that alone. */
export class OpaqueReader implements FormatReader {
  readonly need: Need = { kind: "bytes", atLeast: 1 };
  readonly #sink: BodySink | null;
  #tail: Uint8Array = new Uint8Array(0);

  constructor(sink: BodySink | null) {
    this.#sink = sink?.wants(WHOLE) === true ? sink : null;
  }

  push(bytes: Uint8Array): number {
    this.#sink?.body(WHOLE, bytes, null);
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, TRAILER_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-TRAILER_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-TRAILER_LENGTH);
    return bytes.length;
  }

  end(): void {
    const end = this.#tail.length - ZIP_END_LENGTH;
    // Most zip readers search the end only, so behind a script or a program they find an archive here.
    if (end >= 0 && startsWith(this.#tail, end, ZIP_END_MAGIC)) {
      refuse("zip-prefix", 0, "other data in front of a zip");
    }
  }

  result(): FormatResult {
    return { kind: "opaque", unread: unreadFormatByTail(this.#tail) };
  }
}
