import { newHasher, type Fingerprint } from "../digest.ts";
import type { PathBytes } from "../path-bytes.ts";
import { HEAD_LENGTH, unreadFormat, type UnreadFormat } from "./format.ts";
import type { LimitCounters } from "./limit-counters.ts";
import type { Reading, Refusal } from "./model.ts";
import { OpaqueReader } from "./opaque-reader.ts";
import type {
  BodySink,
  Crc32,
  FormatReader,
  FormatResult,
  Need,
  NestedStream,
  PackedStream,
  ReaderContext,
} from "./push-reader.ts";
import type { Profile } from "./profile.ts";
import { refusalFor, refusalOf, refuse } from "./refusal.ts";
import { formatOf } from "./registry.ts";

/** What a stream and all streams inside it share, and where it stands among them. */
export interface StreamPlace {
  readonly counters: LimitCounters;
  readonly crc32: Crc32;
  readonly profile: Profile | null;
  /** The entries to go into, from here on; the bodies of the innermost container go to `sink`. */
  readonly inside: readonly PathBytes[];
  readonly sink: BodySink | null;
  /** Containers around this stream. */
  readonly containers: number;
  /** Compressors around it, up to the next container. */
  readonly compressors: number;
}

type State =
  | { readonly kind: "head" }
  | { readonly kind: "reading"; readonly format: string; readonly reader: FormatReader }
  | {
      readonly kind: "unsupported" | "refused";
      readonly format: string;
      readonly refusal: Refusal;
    };

/**
 * Reads one stream of any format: finds the format by its first bytes, hands the bytes to that reader, and hashes
 * all of them, also after a refusal. Refusals end here, as values.
 */
export class StreamReader implements NestedStream {
  readonly #place: StreamPlace;
  readonly #hasher = newHasher();
  readonly #outermost: boolean;
  /** Takes all bytes of this stream, where it is the container whose bodies are asked for. */
  #content: BodySink | null = null;
  #state: State = { kind: "head" };
  #finished: FormatResult | null = null;
  #reading: Reading | null = null;

  constructor(place: StreamPlace) {
    this.#place = place;
    this.#outermost = place.containers === 0 && place.compressors === 0;
  }

  get need(): Need {
    if (this.#state.kind === "head") return { kind: "bytes", atLeast: HEAD_LENGTH };
    if (this.#state.kind === "reading") return this.#state.reader.need;
    return { kind: "bytes", atLeast: 1 };
  }

  push(bytes: Uint8Array): number {
    let taken = 0;
    this.#guard(() => {
      this.#place.counters.checkTime();
      const allowed = bytes.subarray(0, this.#inputLeft());
      taken = this.#parse(allowed);
      // Not enough for the next step, and no more is allowed.
      if (taken === 0 && allowed.length < bytes.length)
        this.#place.counters.checkInput(bytes.length);
    });
    if (!this.#isOpen) taken = bytes.length;
    this.#hashInput(bytes.subarray(0, taken));
    return taken;
  }

  measure(bytes: Uint8Array): number {
    let length = 0;
    this.#guard(() => {
      length = this.#stream()?.measure?.(bytes) ?? 0;
    });
    return length;
  }

  consumed(bytes: Uint8Array): void {
    this.#hashInput(bytes);
    this.#guard(() => {
      if (this.#outermost) this.#place.counters.checkInput();
      this.#stream()?.consumed(bytes);
    });
  }

  decoded(bytes: Uint8Array): void {
    this.#guard(() => {
      this.#place.counters.checkTime();
      this.#stream()?.decoded(bytes);
    });
  }

  streamEnded(): void {
    this.#guard(() => this.#stream()?.ended());
  }

  streamFailed(reason: string): void {
    this.#guard(() => this.#stream()?.failed(reason));
  }

  end(rest: Uint8Array): void {
    this.#hashInput(rest);
    this.#guard(() => {
      this.#place.counters.checkTime();
      if (this.#state.kind === "head") this.#decide(rest);
      if (this.#state.kind === "reading") this.#state.reader.end(rest);
    });
  }

  reading(): Reading {
    this.#reading ??= this.#describe(this.#hasher.fingerprint());
    return this.#reading;
  }

  readingInside(): Reading {
    const own = this.reading();
    const asked = this.#place.inside.length > 0;
    if (!asked || own.kind === "refused" || own.kind === "unsupported") return own;
    const result = this.#result();
    if (result?.kind === "compressor") return result.content.readingInside();
    if (result?.kind === "container" && result.nested !== null)
      return result.nested.readingInside();
    const refusal = refusalFor("nested-absent", 0, "none");
    return { kind: "refused", file: own.file, format: own.kind, refusal };
  }

  /** How many more bytes may be parsed: up to the cap, so that it falls on the same byte for any chunking. */
  #inputLeft(): number {
    return this.#outermost ? this.#place.counters.inputLeft() : Infinity;
  }

  /** Whether there is still something to find out about the stream. */
  get #isOpen(): boolean {
    return this.#state.kind === "head" || this.#state.kind === "reading";
  }

  #hashInput(bytes: Uint8Array): void {
    this.#hasher.update(bytes);
    this.#content?.content?.(bytes);
    if (this.#outermost) this.#place.counters.countInput(bytes.length);
  }

  #parse(bytes: Uint8Array): number {
    if (this.#state.kind === "head") this.#decide(bytes);
    return this.#state.kind === "reading" ? this.#state.reader.push(bytes) : bytes.length;
  }

  #decide(head: Uint8Array): void {
    const format = formatOf(head);
    const unread = format === null ? unreadFormat(head) : null;
    if (unread !== null) {
      this.#state = { kind: "unsupported", format: unread.name, refusal: unreadRefusal(unread) };
    } else if (format === null) {
      const { sink, inside } = this.#place;
      const reader = new OpaqueReader(inside.length === 0 ? sink : null);
      this.#state = { kind: "reading", format: "opaque", reader };
    } else {
      const around = this.#place[format.kind === "container" ? "containers" : "compressors"];
      if (format.kind === "container" && this.#place.inside.length === 0) {
        this.#content = this.#place.sink;
      }
      const tooDeep = around >= this.#place.counters.limits.depth;
      const reader = format.open(this.#context());
      this.#state = { kind: "reading", format: format.id, reader };
      if (tooDeep) refuse("limit-depth", 0, `${format.id} inside ${String(around)} others`);
    }
  }

  #context(): ReaderContext {
    const place = this.#place;
    const [descendTo = null, ...further] = place.inside;
    return {
      counters: place.counters,
      crc32: place.crc32,
      profile: place.profile,
      sink: descendTo === null ? place.sink : null,
      descendTo,
      openContent: () => new StreamReader({ ...place, compressors: place.compressors + 1 }),
      openNested: (profile) =>
        new StreamReader({
          ...place,
          profile,
          inside: further,
          containers: place.containers + 1,
          compressors: 0,
        }),
    };
  }

  #stream(): PackedStream | null {
    // mutant: what belongs to a run comes only while a reader has one open
    if (this.#state.kind !== "reading") return null;
    const { need } = this.#state.reader;
    return need.kind === "stream" ? need.stream : null;
  }

  #result(): FormatResult | null {
    if (this.#state.kind === "reading") this.#finished ??= this.#state.reader.result();
    return this.#finished;
  }

  /**
   * Runs a step of the format's reader; a refusal ends it, and any other error goes on. What is known stands, with
   * its offset: neither time nor size makes another refusal of it.
   */
  #guard(step: () => void): void {
    if (!this.#isOpen) return;
    try {
      step();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const format = this.#state.kind === "reading" ? this.#state.format : "unknown";
      this.#state = { kind: "refused", format, refusal };
    }
  }

  #describe(file: Fingerprint): Reading {
    const state = this.#state;
    if (state.kind === "refused" || state.kind === "unsupported") {
      return { kind: state.kind, file, format: state.format, refusal: state.refusal };
    }
    const result = this.#result();
    if (result?.kind === "compressor") return readingOfCompressor(file, result);
    if (result?.kind === "container") {
      const { format, fields, entries } = result;
      return {
        kind: "archive",
        file,
        layers: [],
        archive: { format, fields, entries, content: file },
      };
    }
    const unread = result?.unread ?? null;
    return unread === null
      ? { kind: "opaque", file, layers: [], content: file }
      : { kind: "unsupported", file, format: unread.name, refusal: unreadRefusal(unread) };
  }
}

function readingOfCompressor(
  file: Fingerprint,
  { format, fields, packed, content }: FormatResult & { readonly kind: "compressor" },
): Reading {
  const inner = content.reading();
  if (inner.kind === "refused" || inner.kind === "unsupported") return { ...inner, file };
  return { ...inner, file, layers: [{ format, fields, packed }, ...inner.layers] };
}

function unreadRefusal({ name, code }: UnreadFormat): Refusal {
  return refusalFor(code, 0, name);
}
