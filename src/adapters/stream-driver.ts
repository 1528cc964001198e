import type { NestedStream, PackedStream } from "../core/archive/push-reader.ts";
import { InterruptedError } from "../core/errors.ts";
import { CarryBuffer } from "./carry-buffer.ts";
import type { Decoder, Progress } from "./decoder.ts";
import { openDecoder } from "./decoders.ts";
import { inflateAtOnce } from "./inflate.ts";

/** Up to this packed length a member is inflated in one call, if it gives no more than `AT_ONCE_OUTPUT`. */
const AT_ONCE_INPUT = 1024 * 1024;
const AT_ONCE_OUTPUT = 16 * 1024 * 1024;

const NOTHING: Progress = { consumed: 0, ended: false };

/** A packed run that is being decoded. */
interface OpenRun {
  readonly stream: PackedStream;
  readonly child: StreamDriver | null;
  readonly decoder: Decoder | null;
  consumed: number;
}

/**
 * Feeds a push reader: gives it the pieces it asks for, decodes what it asks to have decoded, and hands decoded
 * bytes to the stream inside, to any depth. Any chunking of the input gives the same result.
 */
export class StreamDriver {
  readonly #reader: NestedStream;
  readonly #signal: AbortSignal;
  readonly #carry = new CarryBuffer();
  #run: OpenRun | null = null;

  constructor(reader: NestedStream, signal: AbortSignal) {
    this.#reader = reader;
    this.#signal = signal;
  }

  /** Takes the next bytes of the input; the buffer may be used again when the promise is settled. */
  async feed(bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    while (this.#carry.length > 0 || rest.length > 0) {
      const { need } = this.#reader;
      const missing = need.kind === "bytes" ? need.atLeast - this.#carry.length : 0;
      if (missing > rest.length || (missing > 0 && this.#carry.length > 0)) {
        if (rest.length === 0) return;
        this.#carry.append(rest.subarray(0, missing));
        rest = rest.subarray(missing);
        continue;
      }
      if (this.#carry.length > 0) this.#carry.drop(await this.#advance(this.#carry.view()));
      else rest = rest.subarray(await this.#advance(rest));
    }
  }

  /** Says that the input is over. */
  async end(): Promise<void> {
    for (;;) {
      const left = this.#carry.view();
      const { need } = this.#reader;
      if (need.kind === "stream" && left.length === 0) {
        await this.#endRun(need.stream);
        continue;
      }
      if (left.length === 0) break;
      const taken = await this.#advance(left);
      this.#carry.drop(taken);
      const after = this.#reader.need;
      if (taken === 0 && after.kind === "bytes" && after.atLeast > left.length) break;
    }
    this.#reader.end(this.#carry.view());
  }

  /** Lets go of decoders that are still open. */
  close(): void {
    this.#run?.decoder?.close();
    this.#run?.child?.close();
    this.#run = null;
  }

  /** One step; gives how many of the bytes were taken. */
  async #advance(bytes: Uint8Array): Promise<number> {
    const { need } = this.#reader;
    if (need.kind === "bytes") return this.#reader.push(bytes);
    const { packedSize } = need.stream;
    if (this.#run === null && isSmall(need.stream, bytes.length)) {
      const taken = await this.#decodeAtOnce(need.stream, bytes.subarray(0, packedSize ?? 0));
      if (taken !== null) return taken;
    }
    const run = (this.#run ??= await this.#open(need.stream));
    const piece = this.#pieceOf(run, bytes);
    if (piece === null) return 0;
    const progress = piece.length === 0 ? NOTHING : await this.#decode(run, piece);
    if (progress === null) return 0;
    run.consumed += progress.consumed;
    this.#reader.consumed(piece.subarray(0, progress.consumed));
    if (progress.ended) await this.#close(run);
    else if (run.consumed === packedSize || this.#isMeasuredEnd(run, piece, bytes))
      await this.#endRun(need.stream);
    return progress.consumed;
  }

  async #open(stream: PackedStream): Promise<OpenRun> {
    const decoder = await openDecoder(stream.codec);
    return { stream, decoder, child: this.#childOf(stream), consumed: 0 };
  }

  /** The part of the bytes that belongs to the run, as far as anybody knows; null when the reader refused them. */
  #pieceOf({ stream, consumed }: OpenRun, bytes: Uint8Array): Uint8Array | null {
    if (stream.packedSize !== null) return bytes.subarray(0, stream.packedSize - consumed);
    if (stream.measure === null) return bytes;
    const length = this.#reader.measure(bytes);
    if (this.#reader.need.kind === "bytes") {
      this.close();
      return null;
    }
    return bytes.subarray(0, length);
  }

  #isMeasuredEnd({ stream }: OpenRun, piece: Uint8Array, bytes: Uint8Array): boolean {
    return stream.packedSize === null && stream.measure !== null && piece.length < bytes.length;
  }

  #childOf({ into }: PackedStream): StreamDriver | null {
    return into === null ? null : new StreamDriver(into, this.#signal);
  }

  /** null when the reader refused meanwhile: then nothing of the piece counts as taken. */
  async #decode(run: OpenRun, piece: Uint8Array): Promise<Progress | null> {
    if (run.decoder !== null) return this.#drain(run, run.decoder.write(piece));
    const going = await this.#deliver(run, piece);
    return going ? { consumed: piece.length, ended: false } : null;
  }

  /** Delivers all output of one call of the decoder; null when the reader refused or the decoder failed. */
  async #drain(
    run: OpenRun,
    output: AsyncGenerator<Uint8Array, Progress, void>,
  ): Promise<Progress | null> {
    for (;;) {
      let next: IteratorResult<Uint8Array, Progress>;
      try {
        next = await output.next();
      } catch (error) {
        this.#fail(error);
        return null;
      }
      if (next.done === true) return next.value;
      if (!(await this.#deliver(run, next.value))) return null;
    }
  }

  async #deliver(run: OpenRun, bytes: Uint8Array): Promise<boolean> {
    throwIfAborted(this.#signal);
    this.#reader.decoded(bytes);
    const { need } = this.#reader;
    if (need.kind === "bytes") {
      this.close();
      return false;
    }
    if (run.child !== null) await run.child.feed(bytes);
    return true;
  }

  #fail(error: unknown): void {
    this.close();
    this.#reader.streamFailed(error instanceof Error ? error.message : String(error));
  }

  /** The input of a run is over; whether the run is, its decoder says. */
  async #endRun(stream: PackedStream): Promise<void> {
    const run = (this.#run ??= await this.#open(stream));
    if (run.decoder === null && run.consumed < (stream.packedSize ?? 0)) {
      this.#fail(new Error("the end of the file"));
      return;
    }
    if (run.decoder !== null && (await this.#drain(run, run.decoder.finish())) === null) return;
    await this.#close(run);
  }

  async #close(run: OpenRun): Promise<void> {
    await run.child?.end();
    this.close();
    this.#reader.streamEnded();
  }

  /** How many bytes the run had; null when its output is too long for one call. */
  async #decodeAtOnce(stream: PackedStream, bytes: Uint8Array): Promise<number | null> {
    let result: ReturnType<typeof inflateAtOnce>;
    try {
      result = inflateAtOnce(bytes, stream.sizeHint ?? 0, AT_ONCE_OUTPUT);
    } catch (error) {
      this.#fail(error);
      return 0;
    }
    if (result === null) return null;
    const run = { stream, decoder: null, child: this.#childOf(stream), consumed: 0 };
    this.#run = run;
    if (!(await this.#deliver(run, result.output))) return 0;
    this.#reader.consumed(bytes.subarray(0, result.consumed));
    await this.#close(run);
    return result.consumed;
  }
}

/** Whether a run can be decoded in one call: all of it is there, and it is short. */
function isSmall({ codec, packedSize }: PackedStream, available: number): boolean {
  if (codec !== "deflate" || packedSize === null) return false;
  return packedSize <= Math.min(AT_ONCE_INPUT, available);
}

/** Throws the error that means "stopped from outside". */
export function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new InterruptedError("interrupted", {
    expected: "to read to the end",
    found: "a request to stop",
    next: "Nothing was decided; run it again.",
    cause: signal.reason,
  });
}
