import type { PathBytes } from "../../path-bytes.ts";
import { InternedFields } from "../interned-fields.ts";
import type {
  FormatReader,
  FormatResult,
  Need,
  NestedStream,
  PackedStream,
  ReaderContext,
} from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import { LinkBodies } from "./link-bodies.ts";
import { LittleEndianReader } from "./little-endian.ts";
import { ZipBody } from "./zip-body.ts";
import { DESCRIPTOR_MAGIC, descriptorLength } from "./zip-descriptor.ts";
import { ZipDirectory } from "./zip-directory.ts";
import { ZipEnding } from "./zip-ending.ts";
import { checkLocal } from "./zip-local-check.ts";
import {
  CENTRAL_FIXED,
  CENTRAL_MAGIC,
  centralLength,
  LOCAL_FIXED,
  LOCAL_MAGIC,
  localLength,
  parseLocal,
} from "./zip-record.ts";

const MAGIC_LENGTH = 4;

/** `git archive` writes the commit id, and nothing else, into the comment. */
function isCommitId(comment: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(comment);
}

/**
 * Reads zip from its first byte to its last, by the grammar of docs/archives.md#zip: members, directory and end
 * record must follow one another without a gap, and say the same. Keeps each member's record until the directory.
 */
export class ZipReader implements FormatReader {
  readonly #context: ReaderContext;
  readonly #fields = new InternedFields();
  readonly #links = new LinkBodies();
  readonly #directory: ZipDirectory;
  #atLeast = MAGIC_LENGTH;
  #offset = 0;
  #body: ZipBody | null = null;
  /** Set while the body is decoded, or read as a stream of its own. */
  #stream: PackedStream | null = null;
  #descriptorDue = false;
  #directoryOffset: number | null = null;
  #ending: ZipEnding | null = null;
  #nested: NestedStream | null = null;

  constructor(context: ReaderContext) {
    this.#context = context;
    const { counters, profile } = context;
    this.#directory = new ZipDirectory(this.#links, this.#fields, counters, profile);
  }

  get need(): Need {
    if (this.#stream !== null) return { kind: "stream", stream: this.#stream };
    const inPieces =
      // mutant: bytes would come in other pieces, and none would be lost
      this.#ending?.complete === true || (this.#body !== null && !this.#descriptorDue);
    return { kind: "bytes", atLeast: inPieces ? 1 : this.#atLeast };
  }

  push(bytes: Uint8Array): number {
    let at = 0;
    while (this.#stream === null && at < bytes.length) {
      const taken = this.#step(bytes, at);
      if (taken === 0) break;
      at += taken;
      this.#offset += taken;
    }
    return at;
  }

  end(rest: Uint8Array): void {
    if (this.#ending?.complete !== true) {
      refuse("zip-eocd", this.#offset + rest.length, "the end of the file");
    }
    this.#ending.close(this.#context.profile, this.#context.counters);
  }

  result(): FormatResult {
    const versions = this.#ending?.versions ?? null;
    if (versions !== null) {
      this.#fields.add("zip.zip64-end", `${String(versions.madeBy)},${String(versions.needed)}`);
    }
    const comment = this.#ending?.comment ?? "";
    if (comment !== "") {
      this.#fields.add(isCommitId(comment) ? "zip.commit-comment" : "zip.comment", comment);
    }
    return {
      kind: "container",
      format: "zip",
      fields: this.#fields.take(),
      entries: this.#directory.entries,
      nested: this.#nested,
    };
  }

  /** Takes the next thing whole, or a piece of a stored body; 0 when more bytes must come first. */
  #step(bytes: Uint8Array, at: number): number {
    const left = bytes.length - at;
    if (this.#descriptorDue) return this.#takeDescriptor(bytes.subarray(at));
    if (this.#body !== null) {
      const take = Math.min(this.#body.left, left);
      this.#body.take(bytes.subarray(at, at + take));
      if (this.#body.left === 0) this.#closeBody(this.#body);
      return take;
    }
    if (this.#ending?.complete === true) {
      this.#ending.takeTail(bytes.subarray(at));
      return left;
    }
    return this.#takeRecord(bytes.subarray(at));
  }

  #takeRecord(bytes: Uint8Array): number {
    if (bytes.length < MAGIC_LENGTH) return this.#wait(MAGIC_LENGTH);
    const magic = new LittleEndianReader(bytes, 0).u32();
    const length = this.#recordLength(magic, bytes);
    if (bytes.length < length) return this.#wait(length);
    this.#atLeast = MAGIC_LENGTH;
    const record = bytes.subarray(0, length);
    if (this.#ending !== null) this.#ending.take(record, this.#offset);
    else if (magic === LOCAL_MAGIC) this.#openBody(record);
    else this.#directory.confirm(record, this.#offset);
    return length;
  }

  #wait(length: number): 0 {
    this.#atLeast = length;
    return 0;
  }

  /** Length of the next record as far as it is known; refused when no such record can come here. */
  #recordLength(magic: number, bytes: Uint8Array): number {
    if (this.#ending !== null) return this.#ending.lengthOf(magic, this.#offset);
    if (magic === LOCAL_MAGIC && this.#directoryOffset === null) {
      return bytes.length < LOCAL_FIXED ? LOCAL_FIXED : localLength(bytes, 0);
    }
    if (magic === CENTRAL_MAGIC) {
      this.#directoryOffset ??= this.#offset;
      return bytes.length < CENTRAL_FIXED ? CENTRAL_FIXED : centralLength(bytes, 0);
    }
    if (ZipEnding.begins(magic)) {
      this.#ending = this.#closeDirectory();
      return this.#ending.lengthOf(magic, this.#offset);
    }
    const found = `signature 0x${magic.toString(16)}`;
    if (this.#directoryOffset !== null) refuse("zip-cd-position", this.#offset, found);
    if (this.#offset > 0) refuse("zip-gap", this.#offset, found);
    refuse(magic === DESCRIPTOR_MAGIC ? "zip-split" : "zip-prefix", 0, found);
  }

  #closeDirectory(): ZipEnding {
    this.#directory.close(this.#offset);
    const offset = this.#directoryOffset ?? this.#offset;
    const count = this.#directory.entries.length;
    const place = { count, size: this.#offset - offset, offset };
    return new ZipEnding(place, this.#directory.endsLikeLocator);
  }

  #openBody(bytes: Uint8Array): void {
    const { counters, crc32, descendTo, profile, sink } = this.#context;
    counters.countEntry(this.#offset);
    const record = parseLocal(bytes, this.#offset);
    checkLocal(record, profile, this.#offset);
    this.#directory.readLocal(bytes);
    const path = (record.name.endsWith("/") ? record.name.slice(0, -1) : record.name) as PathBytes;
    const body = new ZipBody(record, this.#offset, bytes.length, {
      path,
      sink: sink?.wants(path) === true ? sink : null,
      links: this.#links,
      counters,
      crc32,
    });
    this.#body = body;
    const nested = path === descendTo ? this.#context.openNested(null) : null;
    if (nested !== null) this.#nested = nested;
    if (record.method !== 0 || nested !== null) this.#stream = this.#bodyStream(body, nested);
    // mutant: an empty body would be closed by the next step
    else if (body.left === 0) this.#closeBody(body);
  }

  #bodyStream(body: ZipBody, into: NestedStream | null): PackedStream {
    const { record } = body;
    const isDeflated = record.method !== 0;
    return {
      codec: isDeflated ? "deflate" : "none",
      packedSize: body.describedLater ? null : record.packedSize,
      // mutant: a hint, which changes no result
      sizeHint: body.describedLater ? null : record.size,
      measure: null,
      into,
      consumed: (bytes) => {
        body.takePacked(bytes);
        this.#offset += bytes.length;
      },
      decoded: (bytes) => {
        if (isDeflated) this.#context.counters.countOutput(bytes.length, body.dataOffset);
        body.take(bytes);
      },
      ended: () => {
        this.#stream = null;
        if (!body.describedLater) {
          this.#closeBody(body);
          return;
        }
        this.#descriptorDue = true;
        this.#atLeast = descriptorLength(record);
      },
      failed: (reason) => refuse(isDeflated ? "zip-deflate" : "zip-eocd", body.dataOffset, reason),
    };
  }

  #takeDescriptor(bytes: Uint8Array): number {
    // mutant: as many bytes as are asked for come, and only behind a body
    if (bytes.length < this.#atLeast || this.#body === null) return 0;
    const descriptor = bytes.subarray(0, this.#atLeast);
    this.#body.checkDescriptor(descriptor, this.#offset);
    this.#directory.readLocal(descriptor);
    this.#descriptorDue = false;
    this.#atLeast = MAGIC_LENGTH;
    this.#closeBody(this.#body);
    return descriptor.length;
  }

  #closeBody(body: ZipBody): void {
    this.#directory.addMember(body.close(this.#directory.members));
    this.#body = null;
  }
}
