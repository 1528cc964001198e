import { startsWith } from "../format.ts";
import { refuse } from "../refusal.ts";
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

/** What may stand behind the directory: one end record, two more in front of it for zip64, and then nothing. */
export class ZipEnding {
  readonly #place: DirectoryPlace;
  #expected: number;
  #versions: Zip64Versions | null = null;
  #commentLength = 0;
  #end = 0;
  #tail: Uint8Array = new Uint8Array(0);
  #tailLength = 0;

  constructor(place: DirectoryPlace) {
    this.#place = place;
    this.#expected = needsZip64(place) ? END64_MAGIC : END_MAGIC;
  }

  /** Whether a record with this signature can follow a directory. */
  static begins(magic: number): boolean {
    return magic === END_MAGIC || magic === END64_MAGIC;
  }

  get versions(): Zip64Versions | null {
    return this.#versions;
  }

  /** Whether the end record was there; the rest of the file can only be too much. */
  get complete(): boolean {
    return this.#expected === 0;
  }

  /** Length of the record with this signature, at `at`; refused when another has to come. */
  lengthOf(magic: number, at: number): number {
    const length = LENGTHS.get(magic);
    if (length === undefined || magic !== this.#expected) {
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
      this.#expected = 0;
      this.#end = at + END_LENGTH;
    }
  }

  /** Takes bytes behind the end record: their last ones tell which rule they break. */
  takeTail(bytes: Uint8Array): void {
    this.#tailLength += bytes.length;
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, END_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-END_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-END_LENGTH);
  }

  /** The file is over. */
  close(): void {
    if (this.#tailLength === 0 && this.#commentLength === 0) return;
    // A reader that starts at the end takes this for the end record, and finds another directory.
    if (startsWith(this.#tail, 0, "PK\x05\x06")) {
      refuse("zip-cd-position", this.#end, "another end record at the end of the file");
    }
    const length = `${String(this.#tailLength)} bytes behind the end record`;
    refuse(
      this.#tailLength === this.#commentLength ? "zip-comment" : "zip-eocd",
      this.#end,
      length,
    );
  }
}
