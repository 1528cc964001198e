import { pathFromBytes, type PathBytes } from "../../path-bytes.ts";
import { refuse } from "../refusal.ts";

/** No link target is longer than a path may be. */
const LONGEST = 1024;

/** All that is kept for one archive, bytes. */
const BUDGET = 8 * 1024 * 1024;

/**
 * Bodies that could turn out to be link targets. A zip says so only in its directory, behind the bodies, so every
 * short body without control characters (a target has none, almost every text has a line end) is kept until then.
 */
export class LinkBodies {
  readonly #kept = new Map<number, PathBytes>();
  #left = BUDGET;
  #pieces: Uint8Array[] = [];
  #length = 0;

  /** More of the body that is being read. */
  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    // The bytes are a view of a buffer that is used again.
    if (this.#length <= LONGEST) this.#pieces.push(bytes.slice());
  }

  /** The body is over; `member` is the number it is asked for by. */
  close(member: number): void {
    const length = this.#length;
    const pieces = this.#pieces;
    this.#length = 0;
    this.#pieces = [];
    // mutant `length === 0`: no target is empty, so it would be kept in vain
    if (length === 0 || length > Math.min(LONGEST, this.#left)) return;
    let text = "";
    for (const piece of pieces) text += pathFromBytes(piece);
    // mutant: what has them is refused as a target, too, and would be kept in vain
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\x00-\x1f]/.test(text)) return;
    this.#left -= length;
    this.#kept.set(member, text as PathBytes);
  }

  /** The body of a member that is a link; `size` is its length, `offset` where the directory says so. */
  target(member: number, size: number, offset: number): PathBytes {
    const kept = this.#kept.get(member);
    if (kept !== undefined) return kept;
    if (size === 0) refuse("link-escape", offset, "an empty target");
    if (size > LONGEST) refuse("limit-name", offset, `a link target of ${String(size)} bytes`);
    if (size > this.#left) refuse("limit-meta", offset, "too many short bodies to tell links");
    refuse("name-control", offset, "a link target with control characters");
  }
}
