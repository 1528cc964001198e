import { concatenate } from "../byte-runs.ts";
import { startsWith } from "../format.ts";
import type { LimitCounters } from "../limit-counters.ts";
import { pathFromBytes } from "../../path-bytes.ts";
import type { Profile } from "../profile.ts";
import { refuse } from "../refusal.ts";
import { checkComment } from "./zip-comment.ts";
import {
  checkEnd,
  checkEnd64,
  checkLocator,
  END64_LENGTH,
  END64_MAGIC,
  END_LENGTH,
  END_MAGIC,
  LOCATOR_LENGTH,
  LOCATOR_MAGIC,
  needsZip64,
  type DirectoryPlace,
  type Zip64Versions,
} from "./zip-end.ts";

const LENGTHS: ReadonlyMap<number, number> = new Map([
  [END64_MAGIC, END64_LENGTH],
  [LOCATOR_MAGIC, LOCATOR_LENGTH],
  [END_MAGIC, END_LENGTH],
]);

/**
 * What may stand behind the directory: one end record with its comment, two more in front of it for zip64, and then
 * nothing.
 */
export class ZipEnding {
  readonly #place: DirectoryPlace;
  /** Whether the directory ends in what looks like a zip64 locator. */
  readonly #afterLocator: boolean;
  #expected: number;
  #versions: Zip64Versions | null = null;
  #record: Uint8Array = new Uint8Array(0);
  #commentLength = 0;
  #comment: Uint8Array[] = [];
  #end = 0;
  #tail: Uint8Array = new Uint8Array(0);
  #tailLength = 0;

  constructor(place: DirectoryPlace, afterLocator: boolean) {
    this.#place = place;
    this.#afterLocator = afterLocator;
    this.#expected = needsZip64(place) ? END64_MAGIC : END_MAGIC;
  }

  /** Whether a record with this signature can follow a directory. */
  static begins(magic: number): boolean {
    return magic === END_MAGIC || magic === END64_MAGIC;
  }

  get versions(): Zip64Versions | null {
    return this.#versions;
  }

  /** latin1; empty without one. */
  get comment(): string {
    return pathFromBytes(concatenate(this.#comment));
  }

  /** Whether the end record was there; only its comment can follow. */
  get complete(): boolean {
    return this.#expected === 0;
  }

  /** Length of the record with this signature, at `at`; refused when another has to come. */
  lengthOf(magic: number, at: number): number {
    const length = magic === this.#expected ? LENGTHS.get(magic) : undefined;
    if (length === undefined) {
      refuse("zip-zip64", at, `signature 0x${magic.toString(16)} among the end records`);
    }
    return length;
  }

  /** Takes the whole record that `lengthOf` measured. */
  take(bytes: Uint8Array, at: number): void {
    if (this.#expected === END64_MAGIC) {
      this.#versions = checkEnd64(bytes, this.#place, at);
      this.#expected = LOCATOR_MAGIC;
    } else if (this.#expected === LOCATOR_MAGIC) {
      checkLocator(bytes, at);
      this.#expected = END_MAGIC;
    } else {
      this.#commentLength = checkEnd(bytes, this.#place, at);
      if (this.#versions === null && this.#afterLocator) {
        refuse("zip-zip64", at - LOCATOR_LENGTH, "what looks like a zip64 locator");
      }
      this.#record = bytes.slice();
      this.#expected = 0;
      this.#end = at + END_LENGTH;
    }
  }

  /** Takes bytes behind the end record: the comment, and the last ones, which tell what else it could be. */
  takeTail(bytes: Uint8Array): void {
    // The declared length of a comment is of 16 bits, so all of it may be kept.
    const missing = this.#commentLength - this.#tailLength;
    if (missing > 0) this.#comment.push(bytes.slice(0, missing));
    this.#tailLength += bytes.length;
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, END_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-END_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-END_LENGTH);
  }

  /** The file is over. */
  close(profile: Profile | null, counters: LimitCounters): void {
    // A reader that starts at the end takes this for the end record, and finds another directory.
    if (startsWith(this.#tail, 0, "PK\x05\x06")) {
      refuse("zip-cd-position", this.#end, "another end record at the end of the file");
    }
    if (this.#tailLength !== this.#commentLength) {
      refuse("zip-eocd", this.#end, `${String(this.#tailLength)} bytes behind the end record`);
    }
    // A signature may begin in the fields before the comment.
    const fields = pathFromBytes(this.#record.subarray(1));
    checkComment(this.comment, fields, profile, counters, this.#end);
  }
}
