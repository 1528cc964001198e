import { AR_MAGIC } from "./ar/ar-header.ts";
import { ArReader } from "./ar/ar-reader.ts";
import { BZIP2, looksLikeBzip2 } from "./bzip2/bzip2-frame.ts";
import { startsWith } from "./format.ts";
import { FramedReader } from "./framed-reader.ts";
import { GzipReader } from "./gzip/gzip-reader.ts";
import type { CompressorFormat, ContainerFormat } from "./model.ts";
import type { FormatReader, ReaderContext } from "./push-reader.ts";
import { looksLikeTar } from "./tar/tar-magic.ts";
import { TarReader } from "./tar/tar-reader.ts";
import { looksLikeXz, xzFormat } from "./xz/xz-frame.ts";
import { ZipReader } from "./zip/zip-reader.ts";
import { looksLikeZstd, ZSTD } from "./zstd/zstd-frame.ts";

interface RegisteredFormat {
  readonly id: ContainerFormat | CompressorFormat;
  readonly kind: "container" | "compressor";
  /** Whether a stream that begins so is to be read as this. */
  recognises(head: Uint8Array): boolean;
  open(context: ReaderContext): FormatReader;
}

/** A member, the end record of an empty zip, the mark of one in several parts. */
const ZIP_STARTS = ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"];

/** The formats that are read. A further one is a line here and a folder beside this file. */
const FORMATS: readonly RegisteredFormat[] = [
  {
    id: "gzip",
    kind: "compressor",
    recognises: (head) => startsWith(head, 0, "\x1f\x8b"),
    open: (context) => new GzipReader(context),
  },
  {
    id: "zstd",
    kind: "compressor",
    recognises: looksLikeZstd,
    open: (context) => new FramedReader(context, ZSTD),
  },
  {
    id: "xz",
    kind: "compressor",
    recognises: looksLikeXz,
    open: (context) => new FramedReader(context, xzFormat(context.crc32)),
  },
  {
    id: "bzip2",
    kind: "compressor",
    recognises: looksLikeBzip2,
    open: (context) => new FramedReader(context, BZIP2),
  },
  {
    id: "zip",
    kind: "container",
    recognises: (head) => ZIP_STARTS.some((magic) => startsWith(head, 0, magic)),
    open: (context) => new ZipReader(context),
  },
  {
    id: "ar",
    kind: "container",
    recognises: (head) => startsWith(head, 0, AR_MAGIC),
    open: (context) => new ArReader(context),
  },
  {
    id: "tar",
    kind: "container",
    recognises: looksLikeTar,
    open: (context) => new TarReader(context),
  },
];

/** The format that reads a stream which begins like this, or null. */
export function formatOf(head: Uint8Array): RegisteredFormat | null {
  return FORMATS.find((format) => format.recognises(head)) ?? null;
}
