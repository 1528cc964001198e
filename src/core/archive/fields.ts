import type { FindingCode } from "../finding-codes.ts";
import type { Fields } from "./model.ts";

interface FieldFacts {
  /** What the value says, and what it means that the key is absent. */
  readonly about: string;
  /** The finding that an unequal value is; a pure spelling never shares a key with a value. */
  readonly finding: FindingCode;
}

function field(about: string, finding: FindingCode): FieldFacts {
  return { about, finding };
}

/**
 * Every key a model can have beyond its typed members. Byte strings are written as latin1, one char per byte.
 * What can be derived (checksums, CRCs, offsets, lengths, the second copy of a value) has no key.
 */
export const FIELDS = {
  // tar, the archive
  "tar.root-prefix": field("`./` when every name begins so; absent: none does", "entry-attributes"),
  "tar.end-blocks": field("number of zero blocks at the end", "tar-encoding"),
  "tar.commit-comment": field("commit id that `git archive` recorded", "commit-comment"),
  "tar.commit-header": field("header of the member that holds the commit id", "tar-encoding"),
  // tar, values of an entry
  "tar.uid": field("owner number", "entry-owner"),
  "tar.gid": field("group number", "entry-owner"),
  "tar.uname": field("owner name; absent: empty", "entry-owner"),
  "tar.gname": field("group name; absent: empty", "entry-owner"),
  "tar.mtime-fraction": field("digits after the point of the modification time", "entry-mtime"),
  "tar.atime": field("access time in a PAX record", "entry-mtime"),
  "tar.ctime": field("status change time in a PAX record", "entry-mtime"),
  "tar.creation-time": field("creation time in a PAX record", "entry-mtime"),
  "tar.header-times": field(
    "access and change time behind the prefix in the header, octal, as npm wrote them once",
    "entry-mtime",
  ),
  "tar.device": field("device of the packed file in a PAX record", "tar-encoding"),
  "tar.inode": field("inode of the packed file in a PAX record", "tar-encoding"),
  "tar.links": field("link count of the packed file in a PAX record", "tar-encoding"),
  // tar, what the main header says where another record overrules it
  "tar.header-name": field(
    "name in the header, when it is no cut of the long one",
    "entry-attributes",
  ),
  "tar.header-linkname": field("as `tar.header-name`, for the link target", "entry-attributes"),
  "tar.header-mtime": field("time in the header, when not that of the PAX record", "entry-mtime"),
  "tar.header-uid": field(
    "owner number in the header, when not that of the PAX record",
    "entry-owner",
  ),
  "tar.header-gid": field(
    "group number in the header, when not that of the PAX record",
    "entry-owner",
  ),
  "tar.header-uname": field(
    "owner name in the header, when not that of the PAX record",
    "entry-owner",
  ),
  "tar.header-gname": field(
    "group name in the header, when not that of the PAX record",
    "entry-owner",
  ),
  // tar, spellings
  "tar.magic": field("`gnu`, `v7`; absent: POSIX ustar", "tar-encoding"),
  "tar.type-spelling": field("`nul`: the type flag of a file is NUL instead of 0", "tar-encoding"),
  "tar.directory-slash": field(
    "`none`: a directory's name has no slash at its end",
    "tar-encoding",
  ),
  "tar.mode-type": field("`written`: the mode field repeats the type of the entry", "tar-encoding"),
  "tar.pax-charset": field("what a PAX header calls its character set", "tar-encoding"),
  "tar.mode-spelling": field("digits and end of the mode field", "tar-encoding"),
  "tar.uid-spelling": field("digits and end of the uid field", "tar-encoding"),
  "tar.gid-spelling": field("digits and end of the gid field", "tar-encoding"),
  "tar.size-spelling": field("digits and end of the size field", "tar-encoding"),
  "tar.mtime-spelling": field("digits and end of the mtime field", "tar-encoding"),
  "tar.checksum-spelling": field("digits and end of the checksum field", "tar-encoding"),
  "tar.device-spelling": field(
    "digits and end of the two device fields, which say zero",
    "tar-encoding",
  ),
  "tar.name-prefix": field("bytes of the name that stand in the prefix field", "tar-encoding"),
  "tar.header-name-spelling": field("how the header cuts a long name", "tar-encoding"),
  "tar.header-linkname-spelling": field("how the header cuts a long link target", "tar-encoding"),
  "tar.pax-keys": field("keys of the PAX records in their order", "tar-encoding"),
  "tar.pax-header": field("header of the PAX member", "tar-encoding"),
  "tar.gnu-order": field(
    "`KL`: long link target before long name; absent: the reverse",
    "tar-encoding",
  ),
  "tar.gnu-name-header": field("header of the member with the long name", "tar-encoding"),
  "tar.gnu-link-header": field("header of the member with the long link target", "tar-encoding"),
  // ar
  "ar.uid": field("owner number", "entry-owner"),
  "ar.gid": field("group number", "entry-owner"),
  "ar.name-slash": field("`1`: a slash ends the name", "ar-encoding"),
  "ar.mode-type": field("`none`: the mode does not say that it is a file", "ar-encoding"),
  // gzip
  "gzip.mtime": field("modification time, seconds since 1970", "gzip-header"),
  "gzip.os": field("number of the operating system", "gzip-header"),
  "gzip.xfl": field("number that hints at the level", "gzip-header"),
  "gzip.ftext": field("`1`: content is claimed to be text", "gzip-header"),
  "gzip.fhcrc": field("`1`: the header has a checksum of its own", "gzip-header"),
  "gzip.name": field("file name in the header", "gzip-name"),
  "gzip.comment": field("comment in the header", "gzip-extra"),
  "gzip.extra": field("extra data in the header, hex", "gzip-extra"),
  // zstd
  "zstd.window": field(
    "bytes of the window; absent: the content's own length",
    "compressor-settings",
  ),
  "zstd.size-width": field(
    "bytes in which the content's length is declared; absent: it is not",
    "compressor-settings",
  ),
  "zstd.checksum": field("`1`: the content has a checksum", "compressor-settings"),
  // xz
  "xz.check": field("kind of the check", "compressor-settings"),
  "xz.blocks": field("number of blocks", "compressor-settings"),
  "xz.dictionary": field("bytes of the largest dictionary", "compressor-settings"),
  "xz.sizes": field("`1`: block headers declare sizes", "compressor-settings"),
  // bzip2
  "bzip2.level": field("size of a block in units of 100,000 bytes", "compressor-settings"),
  // zip, the archive
  "zip.comment": field("comment in the end record", "archive-comment"),
  "zip.commit-comment": field(
    "commit id that `git archive` put into the comment",
    "commit-comment",
  ),
  "zip.zip64-end": field("versions in the zip64 end record", "zip-encoding"),
  // zip, an entry
  "zip.made-by-version": field("version of the program that made it", "zip-made-by"),
  "zip.made-by-host": field("system whose attributes it has: 3 Unix, 0 DOS", "zip-encoding"),
  "zip.version-needed": field("version needed to extract", "zip-encoding"),
  "zip.local-version-needed": field(
    "the same in the local record, when it differs",
    "zip-encoding",
  ),
  "zip.local-zip64": field(
    "`repeated`: a zip64 field repeats the sizes; `open`: one leaves them to the descriptor",
    "zip-encoding",
  ),
  "zip.local-early": field(
    "what the local record gives although a descriptor follows",
    "zip-encoding",
  ),
  "zip.entry-comment": field("comment in the directory", "archive-comment"),
  "zip.flags": field("general purpose flags, hex; absent: none", "zip-encoding"),
  "zip.dos-time": field(
    "DOS date and time, hex, when they name no real moment",
    "entry-attributes",
  ),
  "zip.unix-type": field(
    "`none`: the Unix mode has no file type bits; `all`: it has all",
    "zip-encoding",
  ),
  "zip.dos-attributes": field("low half of the external attributes, hex", "entry-attributes"),
  "zip.external-attributes": field(
    "all external attributes, hex, of another host than Unix",
    "entry-attributes",
  ),
  "zip.internal-attributes": field("internal attributes, hex; absent: zero", "zip-encoding"),
  "zip.extra-local": field(
    "extra fields of the local record, `id:data` in hex",
    "entry-attributes",
  ),
  "zip.extra-central": field(
    "extra fields of the central record, `id:data` in hex",
    "entry-attributes",
  ),
} as const satisfies Record<string, FieldFacts>;

/** A key of `FIELDS`. */
export type FieldKey = keyof typeof FIELDS;

/** Whether the text is a key of ours; inherited names are not. */
export function isFieldKey(text: string): text is FieldKey {
  return Object.hasOwn(FIELDS, text);
}

/** What a model says under this key, or undefined. */
export function fieldOf(fields: Fields, key: FieldKey): string | undefined {
  return fields.get(key);
}
