import { newHasher } from "../../digest.ts";
import { equalBytes } from "../byte-runs.ts";
import type { LimitCounters } from "../limit-counters.ts";
import type { InternedFields } from "../interned-fields.ts";
import { checkSymlink } from "../link-target.ts";
import type { Entry } from "../model.ts";
import { NameIndex } from "../name-index.ts";
import { ANYWHERE, type Profile } from "../profile.ts";
import { refuse } from "../refusal.ts";
import type { LinkBodies } from "./link-bodies.ts";
import {
  centralRecordOf,
  localRecordOf,
  zipEntryOf,
  zipEntryType,
  type ReadMember,
} from "./zip-entry.ts";
import { checkAgreement } from "./zip-local-check.ts";
import { checkComment, endsLikeLocator } from "./zip-comment.ts";
import { serialiseDescriptor } from "./zip-descriptor.ts";
import { DESCRIBED_LATER, parseCentral, serialiseCentral, serialiseLocal } from "./zip-record.ts";

/**
 * The members of a zip: first as their local records and data gave them, then, confirmed one by one in the same order
 * by the directory, as entries.
 */
export class ZipDirectory {
  readonly entries: Entry[] = [];
  readonly links: LinkBodies;
  readonly #fields: InternedFields;
  readonly #counters: LimitCounters;
  readonly #profile: Profile | null;
  readonly #names: NameIndex;
  readonly #members: (ReadMember | null)[] = [];
  // Two digests stand in for the local records, which are gone when the entries that must write them are known.
  readonly #localsRead = newHasher();
  readonly #localsAgain = newHasher();
  #endsLikeLocator = false;

  constructor(
    links: LinkBodies,
    fields: InternedFields,
    counters: LimitCounters,
    profile: Profile | null,
  ) {
    this.links = links;
    this.#fields = fields;
    this.#counters = counters;
    this.#profile = profile;
    this.#names = new NameIndex(ANYWHERE, (offset) => {
      counters.countFolder(offset);
    });
  }

  /** Whether the last record ends in what would be a zip64 locator in front of an end record. */
  get endsLikeLocator(): boolean {
    return this.#endsLikeLocator;
  }

  get members(): number {
    return this.#members.length;
  }

  /** Bytes of a local record or a data descriptor, as they were read. */
  readLocal(bytes: Uint8Array): void {
    this.#localsRead.update(bytes);
  }

  addMember(member: ReadMember): void {
    this.#members.push(member);
  }

  /** Takes the next record of the directory; `at` is where it starts. */
  confirm(bytes: Uint8Array, at: number): void {
    const central = parseCentral(bytes, at);
    const index = this.entries.length;
    const member = this.#members[index] ?? null;
    if (member === null) {
      refuse("zip-overlap", at, "a record without a member of its own");
    }
    if (central.disk !== 0) refuse("zip-split", at, `disk ${String(central.disk)}`);
    checkComment(central.comment, "", this.#profile, this.#counters, at);
    this.#endsLikeLocator = endsLikeLocator(bytes);
    if (central.offset > member.offset) {
      refuse("zip-gap", member.offset, "a local record that the directory leaves out");
    }
    if (central.offset < member.offset) {
      refuse("zip-overlap", at, `a record for offset ${String(central.offset)} again`);
    }
    checkAgreement(member.record, central, at);
    const type = zipEntryType(central, at);
    const target = type === "symlink" ? this.links.target(index, central.size, at) : null;
    const entry = zipEntryOf(member, central, type, target, this.#fields);
    if (target !== null) checkSymlink(entry.path, target, at);
    this.#names.add(entry.path, type, at);
    const again = centralRecordOf(entry, central.crc, member.offset);
    if (!equalBytes(serialiseCentral(again), bytes)) {
      refuse("unaccounted-bytes", at, "a record that the model does not write again");
    }
    const local = localRecordOf(entry, central.crc);
    this.#localsAgain.update(serialiseLocal(local));
    if ((local.flags & DESCRIBED_LATER) !== 0) {
      this.#localsAgain.update(serialiseDescriptor({ ...again, zip64: local.zip64 }));
    }
    this.entries.push(entry);
    // What the entry needs is in it.
    this.#members[index] = null;
  }

  /** The directory is over; `at` is where. */
  close(at: number): void {
    const member = this.#members[this.entries.length] ?? null;
    if (member !== null) {
      refuse("zip-gap", member.offset, "a local record that the directory leaves out");
    }
    if (this.#localsRead.fingerprint().sha256 !== this.#localsAgain.fingerprint().sha256) {
      refuse("unaccounted-bytes", at, "local records that the model does not write again");
    }
  }
}
