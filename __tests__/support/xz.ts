import { crc32 } from "node:zlib";
import { bytesOf, join, type Bytes } from "./archives.ts";

export interface XzBlock {
  /** LZMA2 chunks; by default the content, stored. */
  readonly chunks?: Bytes;
  readonly content: Bytes;
  readonly flags?: number;
  /** What stands between flags and filter: declared sizes. */
  readonly sizes?: Uint8Array;
  readonly filter?: Uint8Array;
  /** What fills the header up to its end. */
  readonly headerPadding?: number;
  readonly headerCrc?: number;
  readonly padding?: number;
  readonly check?: Uint8Array;
  /** What the index says of it. */
  readonly record?: Uint8Array;
}

export interface XzOptions {
  /** Number of the check; 1 is CRC32. */
  readonly check?: number;
  readonly headerCrc?: number;
  readonly count?: Uint8Array;
  readonly indexPadding?: number;
  readonly indexCrc?: number;
  readonly backwardSize?: number;
  readonly footerFlags?: Uint8Array;
  readonly footerCrc?: number;
  readonly footerMagic?: string;
}

const MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
/** LZMA2, one byte of properties: a dictionary of 8 MiB. */
const LZMA2 = Uint8Array.of(0x21, 1, 22);

export function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value >>> 0, true);
  return bytes;
}

/** A variable-length integer. */
export function vli(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.of(...bytes, rest);
}

/** A stored LZMA2 chunk that resets the dictionary, of at most 64 KiB. */
export function storedChunk(content: Bytes): Uint8Array {
  const body = bytesOf(content);
  const last = body.length - 1;
  return join(Uint8Array.of(1, last >> 8, last & 255), body);
}

function filling(length: number, byte: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4).fill(byte);
}

/** A block, with its record in the index behind it. */
function blockOf(block: XzBlock): readonly [bytes: Uint8Array, record: Uint8Array] {
  const inner = join(
    Uint8Array.of(block.flags ?? 0),
    block.sizes ?? new Uint8Array(0),
    block.filter ?? LZMA2,
  );
  const start = join(inner, filling(inner.length + 1, block.headerPadding ?? 0));
  const header = join(Uint8Array.of((start.length + 5) / 4 - 1), start);
  const content = bytesOf(block.content);
  const packed = join(block.chunks ?? storedChunk(content), "\0");
  const check = block.check ?? uint32(crc32(content));
  const unpadded = header.length + 4 + packed.length + check.length;
  return [
    join(
      header,
      uint32(block.headerCrc ?? crc32(header)),
      packed,
      filling(packed.length, block.padding ?? 0),
      check,
    ),
    block.record ?? join(vli(unpadded), vli(content.length)),
  ];
}

/** An xz stream of stored chunks, written from its parts. */
export function xzOf(blocks: readonly XzBlock[], options: XzOptions = {}): Uint8Array {
  const flags = Uint8Array.of(0, options.check ?? 1);
  const written = blocks.map(blockOf);
  const records = join(...written.map(([, record]) => record));
  const listed = join("\0", options.count ?? vli(blocks.length), records);
  const index = join(listed, filling(listed.length, options.indexPadding ?? 0));
  const back = join(
    uint32(options.backwardSize ?? (index.length + 4) / 4 - 1),
    options.footerFlags ?? flags,
  );
  return join(
    MAGIC,
    flags,
    uint32(options.headerCrc ?? crc32(flags)),
    ...written.map(([bytes]) => bytes),
    index,
    uint32(options.indexCrc ?? crc32(index)),
    uint32(options.footerCrc ?? crc32(back)),
    back,
    options.footerMagic ?? "YZ",
  );
}
