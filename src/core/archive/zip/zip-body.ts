import type { PathBytes } from "../../path-bytes.ts";
import { BodyDigest } from "../body-digest.ts";
import type { LimitCounters } from "../limit-counters.ts";
import type { BodySink, Crc32 } from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import type { LinkBodies } from "./link-bodies.ts";
import type { ReadMember } from "./zip-entry.ts";
import { checkDescriptor, DescriptorWatch } from "./zip-descriptor.ts";
import { DESCRIBED_LATER, type LocalRecord } from "./zip-record.ts";

/** A descriptor that begins before the data ends has its size in these bytes behind it. */
const FALSE_END = 11;

/** Where the bytes of a body go besides its digest. */
export interface BodyTargets {
  readonly path: PathBytes;
  readonly sink: BodySink | null;
  readonly links: LinkBodies;
  readonly counters: LimitCounters;
  readonly crc32: Crc32;
}

/** The data of one member while it is read, measured against what its record claims. */
export class ZipBody {
  readonly record: LocalRecord;
  /** Where the local record starts, and where the data does. */
  readonly offset: number;
  readonly dataOffset: number;
  readonly #targets: BodyTargets;
  readonly #body = new BodyDigest();
  readonly #packed: BodyDigest | null;
  readonly #watch: DescriptorWatch | null;
  #crc = 0;

  constructor(record: LocalRecord, offset: number, length: number, targets: BodyTargets) {
    this.record = record;
    this.offset = offset;
    this.dataOffset = offset + length;
    this.#targets = targets;
    this.#packed = record.method === 0 ? null : new BodyDigest();
    this.#watch = this.describedLater ? new DescriptorWatch() : null;
  }

  /** Whether checksum and sizes come behind the data. */
  get describedLater(): boolean {
    return (this.record.flags & DESCRIBED_LATER) !== 0;
  }

  /** Bytes of a stored body that are still to come. */
  get left(): number {
    return this.record.size - this.#body.size;
  }

  takePacked(bytes: Uint8Array): void {
    if (this.#packed === null) return;
    this.#lookForDescriptor(bytes);
    this.#packed.update(bytes, this.#packed.size + bytes.length === this.record.packedSize);
  }

  take(bytes: Uint8Array): void {
    const { counters, crc32, links, path, sink } = this.#targets;
    counters.checkBody(this.#body.size, bytes.length, this.dataOffset);
    this.#crc = crc32(bytes, this.#crc);
    this.#body.update(bytes, bytes.length === this.left);
    links.update(bytes);
    sink?.body(path, bytes, null);
  }

  /** What follows the data when its record left checksum and sizes open. */
  checkDescriptor(bytes: Uint8Array, offset: number): void {
    // A false one may begin at the end of the data and be completed by the true one.
    this.#lookForDescriptor(bytes.subarray(0, FALSE_END));
    checkDescriptor(bytes, this.#found(), offset);
  }

  /** The member as it was found; refused when its record claims something else. */
  close(member: number): ReadMember {
    const found = this.#found();
    if (!this.describedLater) this.#checkClaims(found);
    const early = this.describedLater ? this.#earlyClaims(found) : "";
    if (found.name.endsWith("/") && found.size > 0) {
      refuse("zip-directory-data", this.offset, `${String(found.size)} bytes`);
    }
    this.#targets.links.close(member);
    return {
      offset: this.offset,
      record: found,
      early,
      sha256: this.#body.fingerprint().sha256,
      packed: this.#packed === null ? null : this.#packed.fingerprint(),
    };
  }

  #lookForDescriptor(bytes: Uint8Array): void {
    const at = this.#watch?.find(bytes) ?? null;
    if (at !== null) {
      refuse("zip-data-descriptor", this.dataOffset + at, "what looks like one inside the data");
    }
  }

  /** What the record gives in front although a descriptor follows: nothing, or the truth. */
  #earlyClaims(found: LocalRecord): string {
    const claims = (["crc", "packedSize", "size"] as const).filter((key) => this.record[key] !== 0);
    for (const key of claims) {
      if (this.record[key] !== found[key]) {
        const claim = `${key} ${String(this.record[key])} in front, ${String(found[key])} behind`;
        refuse("zip-data-descriptor", this.offset, claim);
      }
    }
    return claims.join(",");
  }

  #found(): LocalRecord {
    const { size } = this.#body;
    return { ...this.record, crc: this.#crc, packedSize: this.#packed?.size ?? size, size };
  }

  #checkClaims(found: LocalRecord): void {
    const { packedSize, size, crc } = this.record;
    if (found.packedSize !== packedSize) {
      const ends = `a stream of ${String(found.packedSize)} bytes instead of ${String(packedSize)}`;
      refuse("zip-deflate", this.dataOffset, ends);
    }
    if (found.size !== size) {
      refuse("zip-size", this.dataOffset, `${String(found.size)} instead of ${String(size)} bytes`);
    }
    if (found.crc !== crc) refuse("zip-crc", this.dataOffset, "data with another checksum");
  }
}
