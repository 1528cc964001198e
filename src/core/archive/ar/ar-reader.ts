import { BodyDigest } from "../body-digest.ts";
import { equalBytes } from "../byte-runs.ts";
import { InternedFields } from "../interned-fields.ts";
import type { Entry } from "../model.ts";
import { NameIndex } from "../name-index.ts";
import type {
  BodySink,
  FormatReader,
  FormatResult,
  Need,
  NestedStream,
  PackedStream,
  ReaderContext,
} from "../push-reader.ts";
import { refuse } from "../refusal.ts";
import {
  AR_HEADER,
  AR_MAGIC,
  parseArHeader,
  serialiseArHeader,
  type ArHeader,
} from "./ar-header.ts";
import { DebProfile } from "./deb-profile.ts";

const LF = 10;

/** A member whose body has not come to its end. */
interface OpenMember {
  readonly header: ArHeader;
  readonly digest: BodyDigest;
  readonly sink: BodySink | null;
  /** Set when the body is read as a stream of its own. */
  readonly stream: PackedStream | null;
}

/**
 * Reads ar in the form that all dialects share, by the grammar of docs/archives.md#ar: plain members of short names,
 * no symbol table. Debian packages have rules of their own on top.
 */
export class ArReader implements FormatReader {
  readonly #context: ReaderContext;
  readonly #fields = new InternedFields();
  readonly #names = new NameIndex();
  readonly #deb = new DebProfile();
  readonly #entries: Entry[] = [];
  #offset = 0;
  #member: OpenMember | null = null;
  #bodyLeft = 0;
  #hasPadding = false;
  #nested: NestedStream | null = null;

  constructor(context: ReaderContext) {
    this.#context = context;
  }

  get need(): Need {
    const stream = this.#member?.stream ?? null;
    if (stream !== null) return { kind: "stream", stream };
    return { kind: "bytes", atLeast: this.#member === null ? this.#nextLength() : 1 };
  }

  push(bytes: Uint8Array): number {
    let at = 0;
    for (;;) {
      if (this.#member !== null) {
        if (at === bytes.length || this.#member.stream !== null) return at;
        const piece = bytes.subarray(at, at + this.#bodyLeft);
        this.#countBody(this.#member, piece);
        at += piece.length;
        if (this.#bodyLeft === 0) this.#closeMember(this.#member);
        continue;
      }
      const length = this.#nextLength();
      if (bytes.length - at < length) return at;
      this.#takeWhole(bytes.subarray(at, at + length));
      at += length;
    }
  }

  end(rest: Uint8Array): void {
    const end = this.#offset + rest.length;
    if (this.#offset < AR_MAGIC.length || rest.length > 0) {
      refuse("ar-header", end, "the end of the file");
    }
    if (this.#member !== null) refuse("ar-truncated", end, "the end of the file");
    if (this.#hasPadding) refuse("ar-padding", end, "the end of the file");
    this.#deb.finish(end);
  }

  result(): FormatResult {
    return {
      kind: "container",
      format: "ar",
      fields: this.#fields.take(),
      entries: this.#entries,
      nested: this.#nested,
    };
  }

  /** Length of what must come in one piece: the magic, padding, or a header. */
  #nextLength(): number {
    if (this.#offset === 0) return AR_MAGIC.length;
    return this.#hasPadding ? 1 : AR_HEADER;
  }

  #takeWhole(bytes: Uint8Array): void {
    if (this.#offset === 0) {
      this.#offset = AR_MAGIC.length;
    } else if (this.#hasPadding) {
      if (bytes[0] !== LF) refuse("ar-padding", this.#offset, "another byte");
      this.#offset += 1;
      this.#hasPadding = false;
    } else {
      this.#openMember(bytes);
    }
  }

  #openMember(bytes: Uint8Array): void {
    this.#context.counters.countEntry(this.#offset);
    const header = parseArHeader(bytes, this.#offset);
    this.#names.add(header.path, "file", this.#offset);
    this.#deb.member(header.path, this.#offset);
    if (!equalBytes(serialiseArHeader(header), bytes)) {
      refuse("unaccounted-bytes", this.#offset, "a header that the model does not write again");
    }
    this.#offset += AR_HEADER;
    this.#bodyLeft = header.size;
    const { sink, descendTo } = this.#context;
    const open: OpenMember = {
      header,
      digest: new BodyDigest(),
      sink: sink?.wants(header.path) === true ? sink : null,
      stream: null,
    };
    if (header.path === descendTo) {
      this.#nested = this.#context.openNested(this.#deb.profileOf(header.path));
      this.#member = { ...open, stream: this.#bodyStream(open, this.#nested) };
    } else if (header.size === 0) {
      this.#closeMember(open);
    } else {
      this.#member = open;
    }
  }

  #countBody({ digest, sink, header }: OpenMember, piece: Uint8Array): void {
    this.#bodyLeft -= piece.length;
    this.#context.counters.checkBody(digest.size, piece.length, this.#offset);
    digest.update(piece, this.#bodyLeft === 0);
    sink?.body(header.path, piece, null);
    this.#deb.body(piece);
    this.#offset += piece.length;
  }

  #closeMember({ header, digest }: OpenMember): void {
    this.#member = null;
    this.#deb.ended(this.#offset);
    this.#hasPadding = header.size % 2 === 1;
    const fields = this.#fields;
    fields.add("ar.uid", String(header.uid));
    fields.add("ar.gid", String(header.gid));
    if (header.hasSlash) fields.add("ar.name-slash", "1");
    if (!header.hasType) fields.add("ar.mode-type", "none");
    this.#entries.push({
      path: header.path,
      type: "file",
      mode: header.mode,
      size: header.size,
      sha256: digest.fingerprint().sha256,
      linkTarget: null,
      mtime: header.mtime,
      packed: null,
      fields: fields.take(),
    });
  }

  /** The body of a member that is read on its own: handed on as it is. */
  #bodyStream(open: OpenMember, into: NestedStream): PackedStream {
    return {
      codec: "none",
      packedSize: open.header.size,
      sizeHint: null,
      measure: null,
      into,
      consumed: (bytes) => {
        this.#countBody(open, bytes);
      },
      decoded: () => undefined,
      ended: () => {
        this.#closeMember(open);
      },
      failed: (reason) => refuse("ar-truncated", this.#offset, reason),
    };
  }
}
