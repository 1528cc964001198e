import { BodyDigest } from "../body-digest.ts";
import { concatenate, equalBytes, firstNonZero } from "../byte-runs.ts";
import { InternedFields } from "../interned-fields.ts";
import type { Entry } from "../model.ts";
import { placementOf } from "../profile.ts";
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
import { parseCommit, serialiseCommit, type RecordedCommit } from "./tar-commit.ts";
import { TarHeadCheck } from "./tar-head-check.ts";
import { hasMetadata, paddedLength, serialiseTarHead } from "./tar-head.ts";
import { BLOCK, parseTarHeader, writeTarHeader, type TarHeader } from "./tar-header.ts";
import { checkNoImage } from "./tar-image.ts";
import { headOfMember } from "./tar-member-head.ts";
import { memberOfHead, type TarMember } from "./tar-member.ts";
import { TarMetadata } from "./tar-metadata.ts";

/** A metadata member whose body has not come yet. */
interface OpenMetadata {
  readonly header: TarHeader;
  readonly block: Uint8Array;
}

/** An entry whose body has not come to its end. */
interface OpenBody {
  readonly member: TarMember;
  readonly digest: BodyDigest;
  readonly sink: BodySink | null;
  /** Set when the body is read as a stream of its own. */
  readonly stream: PackedStream | null;
}

/**
 * Reads tar: POSIX ustar with PAX headers, GNU long names, and the commit id of `git archive`, by the grammar of
 * docs/archives.md#tar. Keeps the head of one entry and the finished entries, no bodies.
 */
export class TarReader implements FormatReader {
  readonly #context: ReaderContext;
  readonly #fields = new InternedFields();
  readonly #check: TarHeadCheck;
  readonly #metadata = new TarMetadata();
  readonly #entries: Entry[] = [];
  /** Where headers are written again: nearly all have no metadata in front. */
  readonly #scratch = new Uint8Array(BLOCK);
  #offset = 0;
  #openMetadata: OpenMetadata | null = null;
  #openBody: OpenBody | null = null;
  #bodyLeft = 0;
  #paddingLeft = 0;
  #endBlocks = 0;
  #commit: RecordedCommit | null = null;
  #nested: NestedStream | null = null;

  constructor(context: ReaderContext) {
    this.#context = context;
    this.#check = new TarHeadCheck(placementOf(context.profile), (offset) => {
      context.counters.countFolder(offset);
    });
  }

  get need(): Need {
    if (this.#openBody !== null) {
      const { stream } = this.#openBody;
      return stream === null ? { kind: "bytes", atLeast: 1 } : { kind: "stream", stream };
    }
    return { kind: "bytes", atLeast: this.#nextLength() };
  }

  push(bytes: Uint8Array): number {
    let at = 0;
    for (;;) {
      if (this.#openBody !== null) {
        if (at === bytes.length || this.#openBody.stream !== null) return at;
        at += this.#takeBody(this.#openBody, bytes, at);
        continue;
      }
      const length = this.#nextLength();
      if (bytes.length - at < length) return at;
      this.#takeWhole(bytes.subarray(at, at + length));
      this.#offset += length;
      at += length;
    }
  }

  end(rest: Uint8Array): void {
    const length = this.#offset + rest.length;
    if (length % BLOCK !== 0) refuse("tar-length", length, `${String(length)} bytes`);
    // On the grid of blocks no padding is cut.
    if (this.#openBody !== null || this.#openMetadata !== null) {
      refuse("tar-truncated", length, "the end of the file");
    }
    if (this.#waiting) refuse("tar-meta-dangling", length, "the end of the file");
    if (this.#endBlocks < 2) {
      refuse("tar-end-marker", length, `${String(this.#endBlocks)} zero blocks`);
    }
  }

  result(): FormatResult {
    const fields = this.#fields;
    if (this.#check.rootPrefix !== "") fields.add("tar.root-prefix", this.#check.rootPrefix);
    fields.add("tar.end-blocks", String(this.#endBlocks));
    if (this.#commit !== null) {
      fields.add("tar.commit-comment", this.#commit.id);
      fields.add("tar.commit-header", this.#commit.header);
    }
    return {
      kind: "container",
      format: "tar",
      fields: fields.take(),
      entries: this.#entries,
      nested: this.#nested,
    };
  }

  /** Whether metadata waits for its entry; a commit id waits for the first. */
  get #waiting(): boolean {
    return this.#metadata.pending || (this.#commit !== null && this.#entries.length === 0);
  }

  /** Length of what must come in one piece: padding, a metadata body, or a block. */
  #nextLength(): number {
    if (this.#paddingLeft > 0) return this.#paddingLeft;
    return this.#openMetadata === null ? BLOCK : paddedLength(this.#openMetadata.header.size.value);
  }

  #takeWhole(bytes: Uint8Array): void {
    if (this.#paddingLeft > 0) {
      this.#checkPadding(bytes, 0);
      this.#paddingLeft = 0;
    } else if (this.#openMetadata !== null) {
      this.#takeMetadata(this.#openMetadata, bytes);
    } else {
      this.#takeBlock(bytes);
    }
  }

  #checkPadding(bytes: Uint8Array, from: number): void {
    const stray = firstNonZero(bytes, from, bytes.length);
    if (stray !== -1) refuse("tar-padding", this.#offset + stray, "another byte");
  }

  #takeBlock(block: Uint8Array): void {
    if (firstNonZero(block, 0, BLOCK) === -1) {
      if (this.#waiting) refuse("tar-meta-dangling", this.#offset, "the end marker");
      this.#endBlocks += 1;
      return;
    }
    if (this.#endBlocks === 1) refuse("tar-end-marker", this.#offset, "data after one zero block");
    if (this.#endBlocks > 1) refuse("tar-trailing-data", this.#offset, "more data");
    const header = parseTarHeader(block, this.#offset);
    const { type } = header;
    if (type === "x" || type === "g" || type === "L" || type === "K") {
      this.#openMember(header, block);
    } else {
      this.#openEntry(header, block);
    }
  }

  #openMember(header: TarHeader, block: Uint8Array): void {
    if (header.type === "g") {
      if (this.#offset !== 0) refuse("tar-pax-global", this.#offset, "one further inside");
    } else {
      this.#metadata.checkRoom(header.type as "x" | "L" | "K", this.#offset);
    }
    this.#context.counters.checkMeta(header.size.value, this.#offset);
    // Kept beyond this call, and the block is a view of the caller's buffer.
    this.#openMetadata = { header, block: block.slice() };
    if (header.size.value === 0) this.#takeMetadata(this.#openMetadata, new Uint8Array(0));
  }

  #takeMetadata({ header, block }: OpenMetadata, padded: Uint8Array): void {
    this.#checkPadding(padded, header.size.value);
    const body = padded.subarray(0, header.size.value);
    this.#openMetadata = null;
    if (header.type !== "g") {
      this.#metadata.add(header, body, [block, padded.slice()], this.#offset);
      return;
    }
    this.#commit = parseCommit(header, body, this.#offset);
    this.#account(serialiseCommit(this.#commit), concatenate([block, padded]));
  }

  #openEntry(main: TarHeader, block: Uint8Array): void {
    this.#context.counters.countEntry(this.#offset);
    const head = this.#metadata.take(main);
    this.#check.check(head, this.#offset);
    const { rootPrefix } = this.#check;
    const member = memberOfHead(head, rootPrefix, this.#fields);
    checkNoImage(member.path, this.#offset);
    const again = headOfMember(member, rootPrefix);
    // mutant: either tells the same, unless the model is wrong; then both make it show
    if (this.#metadata.pending || hasMetadata(again)) {
      this.#account(serialiseTarHead(again), concatenate([...this.#metadata.raw, block]));
      this.#metadata.clear();
    } else {
      writeTarHeader(this.#scratch, again.main);
      this.#account(this.#scratch, block);
    }
    if (member.type !== "file") {
      this.#entries.push(entryOf(member, null));
      return;
    }
    const open = this.#openBodyOf(member);
    this.#bodyLeft = member.size;
    // mutant: an empty body would be closed by the next step
    if (member.size === 0 && open.stream === null) this.#closeBody(open);
    else this.#openBody = open;
  }

  /** The proof that the model loses nothing: written again, it gives the bytes that were read. */
  #account(again: Uint8Array, read: Uint8Array): void {
    if (!equalBytes(again, read)) {
      refuse("unaccounted-bytes", this.#offset, "a header that the model does not write again");
    }
  }

  #openBodyOf(member: TarMember): OpenBody {
    const { sink, descendTo } = this.#context;
    const open = {
      member,
      digest: new BodyDigest(),
      sink: sink?.wants(member.path) === true ? sink : null,
      stream: null,
    };
    if (member.path !== descendTo) return open;
    this.#nested = this.#context.openNested(null);
    return { ...open, stream: this.#bodyStream(open, this.#nested) };
  }

  #takeBody(open: OpenBody, bytes: Uint8Array, at: number): number {
    const take = Math.min(this.#bodyLeft, bytes.length - at);
    this.#countBody(open, bytes.subarray(at, at + take));
    if (this.#bodyLeft === 0) this.#closeBody(open);
    return take;
  }

  #countBody({ digest, sink, member }: OpenBody, piece: Uint8Array): void {
    this.#bodyLeft -= piece.length;
    this.#context.counters.checkBody(digest.size, piece.length, this.#offset);
    digest.update(piece, this.#bodyLeft === 0);
    sink?.body(member.path, piece, this.#offset);
    this.#offset += piece.length;
  }

  #closeBody({ member, digest }: OpenBody): void {
    this.#openBody = null;
    this.#entries.push(entryOf(member, digest));
    this.#paddingLeft = paddedLength(member.size) - member.size;
  }

  /** The body of an entry that is read on its own: handed on as it is. */
  #bodyStream(open: OpenBody, into: NestedStream): PackedStream {
    return {
      codec: "none",
      packedSize: open.member.size,
      sizeHint: null,
      measure: null,
      into,
      consumed: (bytes) => {
        this.#countBody(open, bytes);
      },
      decoded: () => undefined,
      ended: () => {
        this.#closeBody(open);
      },
      failed: (reason) => refuse("tar-truncated", this.#offset, reason),
    };
  }
}

function entryOf(member: TarMember, digest: BodyDigest | null): Entry {
  const { path, type, mode, size, linkTarget, mtime, fields } = member;
  const sha256 = digest === null ? null : digest.fingerprint().sha256;
  return { path, type, mode, size, sha256, linkTarget, mtime, packed: null, fields };
}
