import type { Limits } from "./limits.ts";
import { refuse } from "./refusal.ts";

/** When reading has to be over; an abort signal is one. */
export interface Deadline {
  readonly aborted: boolean;
}

/**
 * What one file has used of its limits, over all layers and nested containers together. Counted on the stream, never
 * taken from a header's claim.
 */
export class LimitCounters {
  readonly limits: Limits;
  /** Size of the outermost file where it is known; bounds the ratio whatever the order of reading. */
  readonly #fileSize: number | null;
  readonly #deadline: Deadline | null;
  #input = 0;
  #output = 0;
  #entries = 0;
  #folders = 0;

  constructor(limits: Limits, fileSize: number | null, deadline: Deadline | null = null) {
    this.limits = limits;
    this.#deadline = deadline;
    this.#fileSize = fileSize;
  }

  /** Counters of the same file that go on from here, within a time of their own; these stay as they are. */
  continued(deadline: Deadline | null = null): LimitCounters {
    const further = new LimitCounters(this.limits, this.#fileSize, deadline);
    further.#input = this.#input;
    further.#output = this.#output;
    further.#entries = this.#entries;
    further.#folders = this.#folders;
    return further;
  }

  /** Refuses when the time is over, where the input stands then. */
  checkTime(): void {
    if (this.#deadline?.aborted !== true) return;
    const seconds = String(this.limits.time / 1000);
    refuse("limit-time", this.#input, `more to read after ${seconds} seconds`);
  }

  /** How many of the next bytes of the outermost file may still be parsed. */
  inputLeft(): number {
    return this.limits.input - this.#input;
  }

  /** Entries so far, of all containers together. */
  get entries(): number {
    return this.#entries;
  }

  countInput(bytes: number): void {
    this.#input += bytes;
  }

  /** Refuses when the input so far, and `more` bytes of it, are too many. */
  checkInput(more = 0): void {
    const { input } = this.limits;
    if (this.#input + more > input)
      refuse("limit-input", input, `more than ${String(input)} bytes`);
  }

  /** Bytes that came out of a decoder; `offset` is where its input begins. */
  countOutput(bytes: number, offset: number): void {
    this.#output += bytes;
    const { output, ratio, ratioFloor } = this.limits;
    if (this.#output > output) refuse("limit-output", offset, `more than ${String(output)} bytes`);
    const input = this.#fileSize ?? this.#input;
    if (this.#output > ratioFloor && this.#output > ratio * input) {
      refuse("limit-ratio", offset, `more than ${String(ratio)} bytes out for each byte in`);
    }
  }

  countEntry(offset: number): void {
    this.#entries += 1;
    const { entries } = this.limits;
    if (this.#entries > entries) refuse("limit-entries", offset, `more than ${String(entries)}`);
  }

  /** A folder that no entry names yet: each name can imply hundreds of its own, which are kept as entries are. */
  countFolder(offset: number): void {
    this.#folders += 1;
    const { entries } = this.limits;
    if (this.#folders > entries) {
      refuse("limit-entries", offset, `more than ${String(entries)} folders`);
    }
  }

  /** `more` bytes of a body, after `seen` ones; `offset` is where they stand. */
  checkBody(seen: number, more: number, offset: number): void {
    const { entry } = this.limits;
    if (seen + more > entry) {
      refuse("limit-entry", offset + entry - seen, `more than ${String(entry)} bytes`);
    }
  }

  /** A metadata record, which is kept in memory until it is parsed; `own` is a lower cap of its kind. */
  checkMeta(size: number, offset: number, own = Infinity): void {
    const meta = Math.min(this.limits.meta, own);
    if (size > meta) refuse("limit-meta", offset, `${String(size)} bytes, above ${String(meta)}`);
  }
}
