import { describe, expect, it } from "@jest/globals";
import { crc32, deflateRawSync } from "node:zlib";
import { rootOf } from "../../../support/affine.ts";
import {
  join,
  patched,
  zipEnd,
  zipExtra,
  zipOf,
  type Bytes,
  type ZipEntry,
} from "../../../support/archives.ts";
import { refusalOf, type ReadOptions } from "../../../support/read-archive.ts";

const a: ZipEntry = { path: "a", body: "first" };
const b: ZipEntry = { path: "b", body: "last" };
const zip = zipOf([a, b]);
const link: ZipEntry = { path: "l", type: "symlink", body: "a" };
/** Where the second member, the directory and the end record of `zip` start. */
const second = 31 + deflateRawSync("first").length;
const directory = second + 31 + deflateRawSync("last").length;
const end = directory + 2 * 47;
const dosDirectory = { central: { external: 0x10 } };
const late: ZipEntry = { ...a, descriptor: true };
const lateLength = second + 16;

function timesExtra(flags: number, times: number): Uint8Array {
  return zipExtra(0x5455, join(Uint8Array.of(flags), new Uint8Array(4 * times)));
}

type Case = readonly [name: string, bytes: Uint8Array, expected: string, options?: ReadOptions];

const comment = (text: Bytes): Uint8Array => zipOf([a, b], { comment: text });

/** A little-endian number of 64 bits, below 2^32. */
function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function zip64Sizes(size: number, packedSize: number): Uint8Array {
  return zipExtra(1, join(uint64(size), uint64(packedSize)));
}

/** Twenty bytes in the form of a zip64 locator. */
const locator = join("PK\x06\x07", new Uint8Array(4), uint64(31), "\x01\0\0\0");

function timesWithLocator(): Uint8Array {
  return join(patched(new Uint8Array(12), 4, "\x01\0\x18\0"), locator);
}

function ownerWithLocator(): Uint8Array {
  return join(Uint8Array.of(1, 1, 0, 21, 0), locator);
}

/** The descriptor that `zipOf` writes behind this entry. */
function descriptorOf(entry: ZipEntry): Uint8Array {
  return zipOf([entry]).slice(second, second + 16);
}

/** A zip64 field that leaves both sizes to the descriptor. */
const openZip64 = {
  local: { size: 0xffffffff, packedSize: 0xffffffff },
  extraLocal: zip64Sizes(0, 0),
};

function wideDescriptor(): Uint8Array {
  const narrow = descriptorOf(late);
  return join(narrow.subarray(0, 8), uint64(7), uint64(5));
}

function bothFlags(flags: number): Partial<ZipEntry> {
  return { local: { flags }, central: { flags } };
}

/** Deflated data that says this in a stored block: five bytes, then the text itself. */
function storedBlock(body: Uint8Array): Uint8Array {
  const { length } = body;
  return join(Uint8Array.of(1, length, 0, 255 - length, 255), body);
}

/** A body with a descriptor in it that claims `packedSize`, right when that many bytes stand before it. */
function inner(packedSize: number): Uint8Array {
  return join("12345", "PK\x07\x08", uint64(0).slice(4), uint64(packedSize).slice(0, 4), "more");
}
const falseDescriptor = inner;

/** A member whose packed data ends in a signature, so that its own descriptor's checksum is taken for the size. */
function straddling(): Uint8Array {
  const bodyOf = (start: number): Uint8Array => join(uint64(start).slice(0, 4), "PK\x07\x08");
  // Read four bytes early, the descriptor's signature is its checksum, and its checksum the packed size so far.
  const body = bodyOf(rootOf((start) => crc32(bodyOf(start)) ^ 9) ?? 0);
  return zipOf([{ path: "a", body, packed: storedBlock(body), descriptor: true }]);
}

const REFUSED: readonly Case[] = [
  // frame
  ["Z05 a prefix", zipOf([a], { prefix: "#!/bin/sh\n" }), "zip-prefix@0"],
  ["a prefix that offsets count from behind", join("#!/bin/sh\n", zip), "zip-prefix@0"],
  ["Z07 a suffix", zipOf([a, b], { suffix: "payload" }), at("zip-eocd", end + 22)],
  [
    "Z08 two zips one behind the other",
    join(zip, zipOf([{ path: "S" }])),
    at("zip-cd-position", end + 22),
  ],
  [
    "Z09 a zip inside the comment",
    zipOf([a, b], { comment: zipOf([{ path: "S" }]) }),
    at("zip-cd-position", end + 22),
  ],
  ["a comment in a wheel", comment("0123"), at("zip-comment", end + 22), { profile: "wheel" }],
  ...["\x01\x02", "\x03\x04", "\x05\x06", "\x06\x06", "\x06\x07", "\x07\x08"].map((kind): Case => [
    `a comment with the signature of record ${JSON.stringify(kind)}`,
    comment(`before PK${kind}`),
    at("zip-comment", end + 22),
  ]),
  ["a comment above its cap", comment("x".repeat(4097)), at("limit-meta", end + 22)],
  [
    "a comment on an entry, with a signature",
    zipOf([{ ...a, central: { comment: "PK\x05\x06" } }]),
    at("zip-comment", second),
  ],
  [
    "a comment on an entry above its cap",
    zipOf([{ ...a, central: { comment: "x".repeat(4097) } }]),
    at("limit-meta", second),
  ],
  [
    "what a reader takes for the locator of another directory, in times of Windows",
    zipOf([{ ...a, extraCentral: zipExtra(10, timesWithLocator()) }]),
    at("zip-zip64", second + 47 + 16),
  ],
  [
    "what a reader takes for the locator of another directory, in an owner",
    zipOf([{ ...a, extraCentral: zipExtra(0x7875, ownerWithLocator()) }]),
    at("zip-zip64", second + 47 + 9),
  ],
  [
    "a comment that is cut",
    zipOf([a, b], { comment: "0123" }).subarray(0, -4),
    at("zip-eocd", end + 22),
  ],
  [
    "a comment on an entry of a wheel",
    zipOf([{ ...a, central: { comment: "c" } }]),
    at("zip-comment", second),
    { profile: "wheel" },
  ],
  ["two bytes of an end record", zip.subarray(0, end + 2), at("zip-eocd", end + 2)],
  ["no end record", zip.subarray(0, end), at("zip-eocd", end)],
  ["half an end record", zip.subarray(0, end + 10), at("zip-eocd", end + 10)],
  ["a cut stored body", zipOf([{ ...a, method: "stored" }]).subarray(0, 33), "zip-eocd@33"],
  ["a cut deflated body", zip.subarray(0, second - 2), "zip-deflate@31"],
  ["a mark of several parts", join("PK\x07\x08", zip), "zip-split@0"],
  ["another disk in the end record", zipOf([a, b], { end: { disk: 1 } }), at("zip-split", end)],
  [
    "a directory on another disk",
    zipOf([a, b], { end: { directoryDisk: 1 } }),
    at("zip-split", end),
  ],
  [
    "an entry on another disk",
    zipOf([{ ...a, central: { disk: 1 } }, b]),
    at("zip-split", directory),
  ],
  [
    "Z14 a count too small",
    zipOf([a, b], { end: { count: 1, countHere: 1 } }),
    at("zip-count", end),
  ],
  ["a count of all parts that differs", zipOf([a, b], { end: { count: 1 } }), at("zip-count", end)],
  ["two counts that differ", zipOf([a, b], { end: { countHere: 1 } }), at("zip-count", end)],
  [
    "a directory said to be elsewhere",
    zipOf([a, b], { end: { offset: 1 } }),
    at("zip-cd-position", end),
  ],
  ["a directory of another size", zipOf([a, b], { end: { size: 1 } }), at("zip-cd-position", end)],
  [
    "data behind the directory",
    zipOf([a, b], { afterDirectory: "12345" }),
    at("zip-cd-position", end),
  ],
  [
    "a member behind the directory",
    zipOf([a, b], { afterDirectory: zip.subarray(0, second) }),
    at("zip-cd-position", end),
  ],
  [
    "Z03 a member that only a local record has",
    zipOf([{ ...a, without: "central" }, b]),
    "zip-gap@0",
  ],
  [
    "Z10 a local record before the directory",
    zipOf([a, { ...b, without: "central" }]),
    at("zip-gap", second),
  ],
  [
    "data between two members",
    zipOf([a, { ...b, before: new Uint8Array(8) }]),
    at("zip-gap", second),
  ],
  [
    "data before the directory",
    zipOf([a, b], { beforeDirectory: "12345" }),
    at("zip-gap", directory),
  ],
  ["no directory", join(zip.subarray(0, directory), zipEnd(0, 0, directory)), "zip-gap@0"],
  [
    "Z04 two records for one member",
    zipOf([a, { ...a, without: "local", central: { offset: 0, name: "S" } }]),
    at("zip-overlap", second + 47),
  ],
  [
    "a record for the member before it",
    zipOf([a, { ...b, central: { offset: 0 } }]),
    at("zip-overlap", directory + 47),
  ],
  ["Z25 a member inside another", overlapping(), "zip-overlap@110"],
  // records
  [
    "Z02 another name in the directory",
    zipOf([{ ...a, central: { name: "S" } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "another checksum in the directory",
    zipOf([{ ...a, central: { crc: 1 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "another size in the directory",
    zipOf([{ ...a, central: { size: 1 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "another packed size in the directory",
    zipOf([{ ...a, central: { packedSize: 1 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "another method in the directory",
    zipOf([{ ...a, central: { method: 0 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "other flags in the directory",
    zipOf([{ ...a, central: { flags: 2 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "another time in the directory",
    zipOf([{ ...a, central: { time: 1 } }, b]),
    at("zip-local-central-mismatch", directory),
  ],
  [
    "an encrypted member",
    zipOf([{ ...a, local: { flags: 1 }, central: { flags: 1 } }]),
    "zip-encrypted@0",
  ],
  ["patched data", zipOf([{ ...a, local: { flags: 0x20 } }]), "zip-flags@0"],
  ["another method", zipOf([{ ...a, local: { method: 12 } }]), "zip-method@0"],
  ["Z15 a wrong checksum", zipOf([{ ...a, local: { crc: 1 }, central: { crc: 1 } }]), "zip-crc@31"],
  [
    "a wrong checksum of a stored body",
    zipOf([{ ...a, method: "stored", local: { crc: 1 } }]),
    "zip-crc@31",
  ],
  ["Z16 a wrong size", zipOf([{ ...a, local: { size: 4 }, central: { size: 4 } }]), "zip-size@31"],
  [
    "a stored body of two sizes",
    zipOf([{ ...a, method: "stored", local: { size: 4 } }]),
    "zip-size@0",
  ],
  [
    "a deflate stream that ends early",
    zipOf([{ ...a, packed: join(deflateRawSync("first"), "xyz") }]),
    "zip-deflate@31",
  ],
  [
    "a deflate stream that goes on",
    zipOf([{ ...a, packed: deflateRawSync("first").subarray(0, -1) }]),
    "zip-deflate@31",
  ],
  ["a deflate stream of no bytes", zipOf([{ ...a, packed: new Uint8Array(0) }]), "zip-deflate@31"],
  ["a version that is not known", zipOf([{ ...a, local: { needed: 46 } }]), "zip-version@0"],
  [
    "a version that is not known in the directory",
    zipOf([{ ...a, central: { needed: 46 } }]),
    at("zip-version", second),
  ],
  // data descriptors
  ["a data descriptor in a wheel", zipOf([late]), "zip-data-descriptor@0", { profile: "wheel" }],
  [
    "a data descriptor behind a stored body",
    zipOf([{ ...late, method: "stored" }]),
    "zip-data-descriptor@0",
  ],
  [
    "another size before a data descriptor",
    zipOf([{ ...late, local: { size: 4 } }]),
    "zip-data-descriptor@0",
  ],
  [
    "another packed size before a data descriptor",
    zipOf([{ ...late, local: { packedSize: 99 } }]),
    "zip-data-descriptor@0",
  ],
  [
    "another checksum before a data descriptor",
    zipOf([{ ...late, local: { crc: 5 } }]),
    "zip-data-descriptor@0",
  ],
  [
    "a data descriptor that disagrees",
    zipOf([{ ...late, descriptorBytes: new Uint8Array(16) }]),
    at("zip-data-descriptor", second),
  ],
  ["a cut data descriptor", zipOf([late]).subarray(0, second + 8), at("zip-eocd", second + 8)],
  [
    "a data descriptor without signature",
    zipOf([{ ...late, descriptorBytes: zipOf([late]).slice(second + 4, lateLength) }, b]),
    at("zip-data-descriptor", second),
  ],
  [
    "another size in the directory than in the descriptor",
    zipOf([{ ...late, central: { size: 1 } }]),
    at("zip-local-central-mismatch", lateLength),
  ],
  [
    "data in which a reader of streams finds the descriptor first",
    zipOf([{ ...a, descriptor: true, packed: storedBlock(falseDescriptor(10)), body: inner(10) }]),
    "zip-data-descriptor@41",
  ],
  ["data whose end and descriptor make another descriptor", straddling(), "zip-data-descriptor@40"],
  [
    "a narrow descriptor behind a zip64 field",
    zipOf([{ ...late, ...openZip64, descriptorBytes: descriptorOf(late) }]),
    at("zip-data-descriptor", second + 20),
  ],
  [
    "a zip64 field with sizes before a descriptor",
    zipOf([{ ...late, ...openZip64, extraLocal: zip64Sizes(5, 0) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field with a packed size before a descriptor",
    zipOf([{ ...late, ...openZip64, extraLocal: zip64Sizes(0, 7) }]),
    "zip-zip64@0",
  ],
  [
    "a longer zip64 field before a descriptor",
    zipOf([{ ...late, ...openZip64, extraLocal: zipExtra(1, new Uint8Array(24)) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field before a descriptor, beside a size",
    zipOf([{ ...late, ...openZip64, local: { size: 0, packedSize: 0xffffffff } }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field before a descriptor, beside a packed size",
    zipOf([{ ...late, ...openZip64, local: { size: 0xffffffff, packedSize: 0 } }]),
    "zip-zip64@0",
  ],
  // extra fields
  [
    "Z12 a second name in Unicode",
    zipOf([{ ...a, extraLocal: zipExtra(0x7075, new Uint8Array(9)) }]),
    "zip-extra@31",
  ],
  [
    "an unknown field",
    zipOf([{ ...a, extraCentral: zipExtra(0x9999, new Uint8Array(0)) }]),
    at("zip-extra", second + 47),
  ],
  ["half a field", zipOf([{ ...a, extraLocal: new Uint8Array(3) }]), "zip-extra@31"],
  [
    "a field that is longer than the rest",
    zipOf([{ ...a, extraLocal: Uint8Array.of(0x55, 0x54, 9, 0, 1) }]),
    "zip-extra@31",
  ],
  [
    "the mark of a JAR that claims more than is there",
    zipOf([{ ...a, extraLocal: Uint8Array.of(0xfe, 0xca, 5, 0) }]),
    "zip-extra@31",
  ],
  [
    "a zip64 field of nothing",
    zipOf([{ ...a, extraLocal: zipExtra(1, new Uint8Array(0)) }]),
    "zip-extra@31",
  ],
  [
    "a zip64 field of four numbers",
    zipOf([{ ...a, extraLocal: zipExtra(1, new Uint8Array(32)) }]),
    "zip-extra@31",
  ],
  [
    "times of Windows with a tail",
    zipOf([{ ...a, extraLocal: zipExtra(10, patched(new Uint8Array(33), 4, "\x01\0\x18\0")) }]),
    "zip-extra@31",
  ],
  [
    "a field twice",
    zipOf([{ ...a, extraLocal: join(timesExtra(1, 1), timesExtra(1, 1)) }]),
    "zip-extra@40",
  ],
  ["a time too few", zipOf([{ ...a, extraLocal: timesExtra(7, 2) }]), "zip-extra@31"],
  ["unknown times", zipOf([{ ...a, extraLocal: timesExtra(8, 0) }]), "zip-extra@31"],
  [
    "no time field at all",
    zipOf([{ ...a, extraLocal: zipExtra(0x5455, new Uint8Array(0)) }]),
    "zip-extra@31",
  ],
  [
    "an owner of another version",
    zipOf([{ ...a, extraLocal: zipExtra(0x7875, Uint8Array.of(2, 1, 0, 1, 0)) }]),
    "zip-extra@31",
  ],
  [
    "an owner with a tail",
    zipOf([{ ...a, extraLocal: zipExtra(0x7875, Uint8Array.of(1, 1, 0, 1, 0, 9)) }]),
    "zip-extra@31",
  ],
  [
    "times of Windows with another tag",
    zipOf([{ ...a, extraLocal: zipExtra(0x000a, new Uint8Array(32)) }]),
    "zip-extra@31",
  ],
  [
    "the mark of a JAR with data",
    zipOf([{ ...a, extraLocal: zipExtra(0xcafe, new Uint8Array(1)) }]),
    "zip-extra@31",
  ],
  [
    "a zip64 field of odd length",
    zipOf([{ ...a, extraLocal: zipExtra(1, new Uint8Array(7)) }]),
    "zip-extra@31",
  ],
  [
    "an owner of 16 bits of another length",
    zipOf([{ ...a, extraLocal: zipExtra(0x7855, new Uint8Array(5)) }]),
    "zip-extra@31",
  ],
  [
    "old times of another length",
    zipOf([{ ...a, extraLocal: zipExtra(0x5855, new Uint8Array(9)) }]),
    "zip-extra@31",
  ],
  [
    "an alignment without its number",
    zipOf([{ ...a, extraLocal: zipExtra(0xd935, new Uint8Array(1)) }]),
    "zip-extra@31",
  ],
  [
    "an alignment with data",
    zipOf([{ ...a, extraLocal: zipExtra(0xd935, Uint8Array.of(4, 0, 0, 1)) }]),
    "zip-extra@31",
  ],
  [
    "room to grow with data",
    zipOf([{ ...a, extraLocal: zipExtra(0xa220, Uint8Array.of(0x28, 0xa0, 0, 0, 1)) }]),
    "zip-extra@31",
  ],
  [
    "room to grow without its mark",
    zipOf([{ ...a, extraLocal: zipExtra(0xa220, new Uint8Array(8)) }]),
    "zip-extra@31",
  ],
  [
    "room to grow with half its mark",
    zipOf([{ ...a, extraLocal: zipExtra(0xa220, Uint8Array.of(0x28, 0, 0, 0)) }]),
    "zip-extra@31",
  ],
  [
    "room to grow that is cut",
    zipOf([{ ...a, extraLocal: zipExtra(0xa220, Uint8Array.of(0x28, 0xa0, 0)) }]),
    "zip-extra@31",
  ],
  // zip64
  [
    "a zip64 field that nothing refers to",
    zipOf([{ ...a, extraLocal: zipExtra(1, new Uint8Array(16)) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field that repeats another packed size",
    zipOf([{ ...a, extraLocal: zip64Sizes(5, 8) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field that repeats one size only",
    zipOf([{ ...a, extraLocal: zipExtra(1, uint64(5)) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field that repeats the mark of a size",
    zipOf([{ ...a, local: { size: 0xffffffff }, extraLocal: zip64Sizes(0xffffffff, 7) }]),
    "zip-zip64@0",
  ],
  [
    "a zip64 field that repeats the mark of a packed size",
    zipOf([{ ...a, local: { packedSize: 0xffffffff }, extraLocal: zip64Sizes(5, 0xffffffff) }]),
    "zip-zip64@0",
  ],
  [
    "a reference to a zip64 field that is not there",
    zipOf([{ ...a, local: { size: 0xffffffff } }]),
    "zip-zip64@0",
  ],
  [
    "zip64 sizes that 32 bits could hold",
    zipOf([
      {
        ...a,
        local: { size: 0xffffffff, packedSize: 0xffffffff },
        extraLocal: zipExtra(1, new Uint8Array(16)),
      },
    ]),
    "zip-zip64@0",
  ],
  [
    "a zip64 offset that 32 bits could hold",
    zipOf([
      { ...a, central: { offset: 0xffffffff }, extraCentral: zipExtra(1, new Uint8Array(8)) },
    ]),
    at("zip-zip64", second),
  ],
  [
    "a zip64 end record that is not needed",
    zipOf([a, b], { afterDirectory: patched(new Uint8Array(56), 0, "PK\x06\x06") }),
    at("zip-zip64", end),
  ],
  // names and types
  ["Z19 a backslash", zipOf([{ path: "a\\b" }]), "name-separator@0"],
  ["Z21 a NUL in a name", zipOf([{ path: "a\0b" }]), "name-control@0"],
  ["a name that unzip shortens", zipOf([{ path: "d/a;1" }]), "zip-name-version@0"],
  ["a name with a semicolon at its end", zipOf([{ path: "a;" }]), "zip-name-version@0"],
  ["an absolute name", zipOf([{ path: "/a" }]), "name-not-canonical@0"],
  ["a name that climbs", zipOf([{ path: "../a" }]), "name-not-canonical@0"],
  ["`./` in front", zipOf([{ path: "./a" }]), "name-not-canonical@0"],
  ["an empty name", zipOf([{ path: "" }]), "name-not-canonical@0"],
  ["an accent beside its letter", zipOf([{ path: "e\u0301" }]), "name-decomposed@0"],
  ["a link with two slashes in a row", zipOf([{ ...link, body: "a//b" }]), "link-not-canonical@35"],
  [
    "a name that is not marked as UTF-8",
    zipOf([{ path: "é", local: { flags: 0 } }]),
    "zip-name-encoding@0",
  ],
  [
    "a name in UTF-8 made on another system",
    zipOf([{ path: "é", host: 0 }]),
    "zip-name-encoding@32",
  ],
  [
    "a name that is marked as UTF-8 and is not",
    zipOf([{ path: Uint8Array.of(0xe9) }]),
    "zip-name-encoding@0",
  ],
  [
    "a name twice",
    zipOf([a, { ...a, body: "other" }]),
    `name-duplicate@${String(2 * second + 47)}`,
  ],
  ["Z22 names that differ in case", zipOf([{ path: "a" }, { path: "A" }]), "name-collision@109"],
  ["an entry below a file", zipOf([{ path: "a" }, { path: "a/b" }]), "link-parent@111"],
  ["Z24 a directory with data", zipOf([{ path: "d/", body: "x" }]), "zip-directory-data@0"],
  [
    "a directory that claims data",
    zipOf([{ path: "d/", method: "deflate", local: { size: 1 }, central: { size: 1 } }]),
    "zip-directory-data@0",
  ],
  [
    "a directory whose data comes undeclared",
    zipOf([{ path: "d/", body: "x", descriptor: true }]),
    "zip-directory-data@0",
  ],
  [
    "a directory by attribute alone",
    zipOf([{ ...a, host: 0, ...dosDirectory }]),
    at("zip-type", second),
  ],
  [
    "a directory by its mode alone",
    zipOf([{ ...a, central: { external: 0o040755 * 65536 } }]),
    at("zip-type", second),
  ],
  [
    "a file by its mode, with a slash",
    zipOf([{ path: "d/", central: { external: 0o100644 * 65536 } }]),
    "zip-type@32",
  ],
  [
    "other internal attributes than text",
    zipOf([{ ...a, central: { internal: 2 } }]),
    at("zip-type", second),
  ],
  ["a volume label", zipOf([{ path: "d/", host: 0, central: { external: 0x18 } }]), "zip-type@32"],
  [
    "a link that is a directory on DOS",
    zipOf([{ ...link, central: { external: 0o120777 * 65536 + 0x10 } }]),
    "zip-type@32",
  ],
  [
    "a mode of all ones on a file",
    zipOf([{ ...a, central: { external: 0xffff0000 } }]),
    at("zip-type", second),
  ],
  [
    "a mode of all ones on a directory without the mark of one",
    zipOf([{ path: "d/", central: { external: 0xffff0000 } }]),
    "zip-type@32",
  ],
  [
    "a mode of almost all ones on a directory",
    zipOf([{ path: "d/", central: { external: 0xfffe0010 } }]),
    "zip-type@32",
  ],
  [
    "a mode of all ones on a directory of another host than Unix",
    zipOf([{ path: "d/", host: 0, central: { external: 0xffff0010 } }]),
    "zip-type@32",
  ],
  ["a device", zipOf([{ ...a, central: { external: 0o020644 * 65536 } }]), at("zip-type", second)],
  [
    "a link of another host than Unix",
    zipOf([{ ...link, host: 0, central: { external: 0o120777 * 65536 } }]),
    "zip-type@32",
  ],
  [
    "a link whose name ends in a slash",
    zipOf([{ path: "l/", central: { external: 0o120777 * 65536 } }]),
    "zip-type@32",
  ],
  ["a link that climbs out", zipOf([{ ...link, body: "../x" }]), "link-escape@35"],
  ["a link to nothing", zipOf([{ ...link, body: "" }]), "link-escape@31"],
  ["a link with a line end", zipOf([{ ...link, body: "a\n" }]), "name-control@33"],
  ["a link with a C1 control character", zipOf([{ ...link, body: "a\u0085" }]), "name-control@34"],
  ["a link longer than a path", zipOf([{ ...link, body: "x".repeat(1025) }]), "limit-name@1056"],
  ["an entry below a link", zipOf([link, { path: "l/x" }]), "link-parent@112"],
];

function at(code: string, offset: number): string {
  return `${code}@${String(offset)}`;
}

/** Two records, the second of which lies in the body of the first. */
function overlapping(): Uint8Array {
  const inner = zipOf([{ path: "S", body: "x", method: "stored" }]).slice(0, 32);
  const outer: ZipEntry = { path: "a", body: inner, method: "stored" };
  const quoted: ZipEntry = {
    path: "S",
    body: "x",
    method: "stored",
    without: "local",
    central: { offset: 31 },
  };
  return zipOf([outer, quoted]).slice();
}

describe("the zip reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected, options = {}) => {
    expect(await refusalOf(bytes, options)).toBe(expected);
  });

  it.each(REFUSED)("%s, whatever the chunks", async (_, bytes, expected, options = {}) => {
    expect(await refusalOf(bytes, { ...options, pieces: [1] })).toBe(expected);
    expect(await refusalOf(bytes, { ...options, pieces: [29, 5, 47, 3] })).toBe(expected);
  });
});

describe("a link behind many short bodies", () => {
  const body = "x".repeat(1024);
  const zipWith = (bodies: number): Uint8Array =>
    zipOf([
      ...Array.from({ length: bodies }, (_, n): ZipEntry => {
        return { path: String(n), body, method: "stored" };
      }),
      link,
    ]);

  it("is read as long as all of them can be kept, and refused from then on", async () => {
    expect(await refusalOf(zipWith(8191))).toBe("archive");
    expect(await refusalOf(zipWith(8192))).toMatch(/^limit-meta@/);
  });
});

describe("the zip reader takes, for each refusal, what is right beside it:", () => {
  const ACCEPTED: readonly (readonly [name: string, bytes: Uint8Array, options?: ReadOptions])[] = [
    ["no entry", zipOf([])],
    ["a data descriptor outside of wheels", zipOf([late, b])],
    [
      "a directory with a data descriptor",
      zipOf([{ path: "d/", descriptor: true, method: "deflate" }]),
    ],
    ["sizes in front, in a wheel", zip, { profile: "wheel" }],
    ["the mark of a JAR", zipOf([{ ...a, extraLocal: zipExtra(0xcafe, new Uint8Array(0)) }])],
    [
      "times and owner",
      zipOf([
        {
          ...a,
          extraLocal: join(timesExtra(7, 3), zipExtra(0x7875, Uint8Array.of(1, 1, 0, 1, 0))),
          extraCentral: timesExtra(7, 1),
        },
      ]),
    ],
    [
      "times of Windows",
      zipOf([{ ...a, extraCentral: zipExtra(10, patched(new Uint8Array(32), 4, "\x01\0\x18\0")) }]),
    ],
    ["a name in UTF-8", zipOf([{ path: "é" }])],
    ["the mark of a text", zipOf([{ ...a, central: { internal: 1 } }])],
    ["version 4.5", zipOf([{ ...a, local: { needed: 45 }, central: { needed: 45 } }])],
    ["level bits", zipOf([{ ...a, local: { flags: 6 }, central: { flags: 6 } }])],
    ["a link", zipOf([a, link])],
    ["a comment", comment("made by hand")],
    ["a comment of 4,096 bytes", comment("PK".repeat(2048))],
    ["a comment on an entry", zipOf([{ ...a, central: { comment: "c" } }])],
    ["level bits on a stored member", zipOf([{ ...a, method: "stored", ...bothFlags(6) }])],
    [
      "the truth before a data descriptor",
      zipOf([
        { ...late, local: { size: 5 } },
        { ...late, path: "c", local: { size: 5, packedSize: 7, crc: crc32("first") } },
      ]),
    ],
    [
      "a wide descriptor behind a zip64 field",
      zipOf([{ ...late, ...openZip64, descriptorBytes: wideDescriptor() }, b]),
    ],
    [
      "a descriptor of another size inside the data",
      zipOf([{ ...a, descriptor: true, packed: storedBlock(inner(11)), body: inner(11) }]),
    ],
    [
      "the size of a descriptor inside the data, without its signature",
      zipOf([
        {
          ...a,
          descriptor: true,
          packed: storedBlock(patched(inner(10), 7, "xx")),
          body: patched(inner(10), 7, "xx"),
        },
      ]),
    ],
    ["a zip64 field that repeats the sizes", zipOf([{ ...a, extraLocal: zip64Sizes(5, 7) }, b])],
    [
      "what looks like a locator, but not at the end of the directory",
      zipOf([{ ...a, extraCentral: zipExtra(10, timesWithLocator()) }, b]),
    ],
    [
      "owners of 16 bits and old times",
      zipOf([
        {
          ...a,
          extraLocal: join(
            zipExtra(0x7855, new Uint8Array(4)),
            zipExtra(0x5855, new Uint8Array(12)),
          ),
          extraCentral: join(
            zipExtra(0x7855, new Uint8Array(0)),
            zipExtra(0x5855, new Uint8Array(8)),
          ),
        },
      ]),
    ],
    [
      "alignment and room to grow",
      zipOf([
        {
          ...a,
          extraLocal: join(
            zipExtra(0xd935, Uint8Array.of(4, 0, 0)),
            zipExtra(0xa220, Uint8Array.of(0x28, 0xa0, 9, 9, 0, 0)),
          ),
        },
      ]),
    ],
    ["a semicolon elsewhere", zipOf([{ path: "a;1b" }, { path: "d;1/" }, { path: "d;1/x" }])],
    ["a link that is deflated", zipOf([a, { ...link, method: "deflate" }])],
    ["a mode without type", zipOf([{ ...a, central: { external: 0o600 * 65536 } }])],
    [
      "a mode of all ones on a directory, from the Maven of before 2013",
      zipOf([{ path: "d/", central: { external: 0xffff0010 } }]),
    ],
    [
      "another host",
      zipOf([
        { ...a, host: 0 },
        { path: "d/", host: 0, ...dosDirectory },
      ]),
    ],
    [
      "a stamp that names no moment",
      zipOf([{ ...a, local: { time: 0, date: 0 }, central: { time: 0, date: 0 } }]),
    ],
  ];

  it.each(ACCEPTED)("%s", async (_, bytes, options = {}) => {
    expect(await refusalOf(bytes, options)).toBe("archive");
    expect(await refusalOf(bytes, { ...options, pieces: [1] })).toBe("archive");
  });
});
