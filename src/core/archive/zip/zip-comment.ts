import { startsWith } from "../format.ts";
import type { LimitCounters } from "../limit-counters.ts";
import type { Profile } from "../profile.ts";
import { refuse } from "../refusal.ts";
import { LOCATOR_LENGTH } from "./zip-end.ts";

/** Longest comment that is read, bytes: every reader that searches backwards looks at least four times as far. */
const LONGEST = 4096;

/** First letters and kind of every record of a zip (APPNOTE 4.3): what a reader that searches could take for one. */
// eslint-disable-next-line no-control-regex -- the kinds are control characters
const RECORD = /PK[\x01-\x08]/;

/**
 * Refuses a comment by which a reader that searches for records could be led elsewhere, and any in a wheel. Texts are
 * latin1; `before` stands in front of the comment and could begin what it completes.
 */
export function checkComment(
  text: string,
  before: string,
  profile: Profile | null,
  counters: LimitCounters,
  at: number,
): void {
  if (text === "") return;
  if (profile === "wheel") refuse("zip-comment", at, "a comment in a wheel");
  counters.checkMeta(text.length, at, LONGEST);
  if (RECORD.test(before + text))
    refuse("zip-comment", at, "the signature of a record in a comment");
}

/**
 * Whether these bytes, in front of an end record, would be taken for the locator of a zip64 end record: readers look
 * there whether the archive needs one or not.
 */
export function endsLikeLocator(record: Uint8Array): boolean {
  return startsWith(record, record.length - LOCATOR_LENGTH, "PK\x06\x07");
}
