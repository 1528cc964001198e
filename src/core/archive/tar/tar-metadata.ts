import { pathFromBytes } from "../../path-bytes.ts";
import { refuse } from "../refusal.ts";
import type { LongText, TarHead } from "./tar-head.ts";
import type { TarHeader } from "./tar-header.ts";
import { parsePax } from "./tar-pax.ts";

/** A long name must fit what every consumer takes. */
const LONGEST_TEXT = 4096;

/** The metadata members that wait for their entry. */
export class TarMetadata {
  #pax: TarHead["pax"] = null;
  #longName: LongText | null = null;
  #longLink: LongText | null = null;
  #linkFirst = false;
  #raw: Uint8Array[] = [];

  get pending(): boolean {
    return this.#raw.length > 0;
  }

  /** The bytes of all members so far, in pieces. */
  get raw(): readonly Uint8Array[] {
    return this.#raw;
  }

  /** Refuses a member that would overrule one that is there: consumers disagree which of two wins. */
  checkRoom(type: "x" | "L" | "K", offset: number): void {
    const taken =
      this.#pax !== null ||
      (type === "x" && this.pending) ||
      (type === "L" && this.#longName !== null) ||
      (type === "K" && this.#longLink !== null);
    if (taken) refuse("tar-meta-stacked", offset, `a second metadata member, of type ${type}`);
  }

  /** Takes a whole member; `blocks` are its bytes, `body` the part that means something. */
  add(header: TarHeader, body: Uint8Array, blocks: readonly Uint8Array[], offset: number): void {
    if (header.type === "x") {
      this.#pax = { header, records: parsePax(body, offset) };
    } else if (header.type === "L") {
      this.#longName = { header, text: longText(body, offset) };
      this.#linkFirst = this.#longLink !== null;
    } else {
      this.#longLink = { header, text: longText(body, offset) };
    }
    this.#raw.push(...blocks);
  }

  /** All that was collected, with the main header it belongs to; the collection starts anew. */
  take(main: TarHeader): TarHead {
    const head = {
      main,
      pax: this.#pax,
      longName: this.#longName,
      longLink: this.#longLink,
      linkFirst: this.#linkFirst,
    };
    this.#pax = null;
    this.#longName = null;
    this.#longLink = null;
    this.#linkFirst = false;
    return head;
  }

  /** Forgets the bytes, once they were accounted for. */
  clear(): void {
    this.#raw = [];
  }
}

function longText(body: Uint8Array, offset: number): string {
  const text = pathFromBytes(body);
  if (text.indexOf("\0") !== text.length - 1 || text.length < 2 || text.length > LONGEST_TEXT) {
    refuse("tar-gnu-longname", offset, `a text of ${String(text.length)} bytes`);
  }
  return text.slice(0, -1);
}
