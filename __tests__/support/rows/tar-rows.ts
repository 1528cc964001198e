import { join, octal, paxMember, paxRecord, tarMeta, tarOf, type TarEntry } from "../archives.ts";
import { row, type Row } from "./row.ts";

const a: TarEntry = { path: "a", body: "first" };
const b: TarEntry = { path: "b", body: "last" };
/** A whole member of 1,024 bytes that hides in what another entry claims or does not claim. */
const hidden = tarOf([{ path: "S", body: "inside" }], { endBlocks: 0 });
const hiddenSize = `${octal(hidden.length, 11)}\0`;
const none = "00000000000\0";
const gnu = { format: "gnu" } as const;
const long = "n".repeat(120);
const namedByL = tarMeta("L", join("by-L", "\0"));
const namedByPax = paxMember([["path", "by-pax"]]);

/** Frame, numbers, types and sizes. */
const HEADERS: readonly Row[] = [
  row(
    "T02",
    "a PAX size that is real, a header that says 0",
    tarOf([{ path: "a", pax: [["size", "1024"]], raw: { size: none } }, hidden, b]),
    "tar-pax-size-mismatch@1024",
  ),
  row(
    "T03",
    "a PAX size of 0, a header that is real",
    tarOf([{ path: "a", pax: [["size", "0"]], body: hidden }, b]),
    "tar-pax-size-mismatch@1024",
  ),
  row(
    "T07",
    "one zero block, then an entry",
    join(tarOf([a], { endBlocks: 1 }), tarOf([b])),
    "tar-end-marker@1536",
  ),
  row(
    "T08",
    "an entry after two zero blocks",
    join(tarOf([a]), tarOf([b])),
    "tar-trailing-data@2048",
  ),
  row(
    "T09",
    "a wrong checksum, and a tar in the body",
    tarOf([a, { path: "x", body: hidden, raw: { checksum: "0000001\0" } }, b]),
    "tar-checksum@1172",
  ),
  row(
    "T11",
    "a directory with a size",
    tarOf([{ path: "d/", type: "directory", body: hidden }, b]),
    "tar-size-on-nonfile@124",
  ),
  row(
    "T12",
    "a symbolic link with a size",
    tarOf([{ path: "l", type: "symlink", linkTarget: "b", body: hidden }, b]),
    "tar-size-on-nonfile@124",
  ),
  row(
    "T13",
    "",
    tarOf([a, { path: "h", type: "hardlink", linkTarget: "a", body: hidden }, b]),
    "tar-size-on-nonfile@1148",
  ),
  row(
    "T14",
    "a fifo with a size",
    tarOf([{ path: "p", type: "6", body: hidden }, b]),
    "tar-type@156",
  ),
  row(
    "T15",
    "an unknown type",
    tarOf([a, { path: "z", type: "Z", body: "z" }, b]),
    "tar-type@1180",
  ),
  row(
    "T20",
    "a negative base-256 size",
    tarOf([{ ...a, raw: { size: new Uint8Array(12).fill(0xff) } }, b]),
    "tar-number@124",
  ),
  row(
    "T21",
    "spaces before the size",
    tarOf([{ ...a, raw: { size: "          5\0" } }]),
    "archive",
  ),
  row(
    "T22",
    "a letter in the size",
    tarOf([{ ...a, raw: { size: "0000000000z\0" } }, b]),
    "tar-number@124",
  ),
  row(
    "T23",
    "a size above 2^53",
    tarOf([{ ...a, raw: { size: Uint8Array.of(0x80, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0) } }]),
    "tar-number@124",
  ),
  row(
    "T42",
    "an old rename member",
    tarOf([a, { path: "r", type: "N", body: "Rename a to x\n" }]),
    "tar-type@1180",
  ),
  row(
    "T45",
    "a prefix with GNU magic",
    tarOf([{ path: "name", raw: { prefix: "p" } }], gnu),
    "tar-prefix-gnu@345",
  ),
  row(
    "T49",
    "a body that goes on behind the end of the file",
    tarOf([{ ...a, raw: { size: hiddenSize } }], { endBlocks: 0 }),
    "tar-truncated@1024",
  ),
  row(
    "T50",
    "other data in the padding",
    tarOf([{ ...a, padding: "\0hidden" }]),
    "tar-padding@518",
  ),
  row("T54", "file type bits in the mode", tarOf([{ ...a, mode: 0o104755 }]), "archive"),
  row(
    "T58",
    "an old sparse member",
    tarOf([{ path: "sp", type: "S", body: "x" }, b]),
    "tar-type@156",
  ),
];

/** PAX headers, global headers and GNU long names. */
const METADATA: readonly Row[] = [
  row("T04", "", tarOf([paxMember([["comment", "x\n10 path=S"]]), a]), "tar-pax-key@512"),
  row("T05", "", tarOf([paxMember([["comment", "x\n10 path=S\n"]]), a]), "tar-pax-key@512"),
  row(
    "T06",
    "",
    tarOf([
      paxMember([
        ["path", "S"],
        ["uname", "u".repeat(1024 * 1024)],
      ]),
      a,
    ]),
    "limit-meta@0",
  ),
  row(
    "T16",
    "a global path",
    tarOf([tarMeta("g", paxRecord("path", "S")), a, b]),
    "tar-pax-global@512",
  ),
  row(
    "T17",
    "a global size",
    tarOf([tarMeta("g", paxRecord("size", "0")), a]),
    "tar-pax-global@512",
  ),
  row("T18", "a NUL in a PAX path", tarOf([paxMember([["path", "S\0x"]]), a]), "tar-pax-nul@512"),
  row("T19", "an honest long name", tarOf([{ path: long, body: "x" }], gnu), "archive"),
  row("T33", "two long names", tarOf([namedByL, namedByL, a], gnu), "tar-meta-stacked@1024"),
  row(
    "T34",
    "a long name, then a PAX path",
    tarOf([namedByL, namedByPax, a]),
    "tar-meta-stacked@1024",
  ),
  row(
    "T35",
    "a PAX path, then a long name",
    tarOf([namedByPax, namedByL, a]),
    "tar-meta-stacked@1024",
  ),
  row(
    "T36",
    "two PAX headers: path, then mtime",
    tarOf([namedByPax, paxMember([["mtime", "0"]]), a]),
    "tar-meta-stacked@1024",
  ),
  row(
    "T37",
    "a PAX length with a leading zero",
    tarOf([tarMeta("x", "010 path=S\n"), a]),
    "tar-pax-record-length@512",
  ),
  row(
    "T38",
    "a PAX record of false length",
    tarOf([tarMeta("x", "30 path=S\n11 path=ab\n"), a]),
    "tar-pax-record-length@512",
  ),
  row("T39", "an empty PAX path", tarOf([paxMember([["path", ""]]), a]), "tar-pax-empty@512"),
  row("T41", "a sparse name", tarOf([paxMember([["GNU.sparse.name", "S"]]), a]), "tar-pax-key@512"),
  row("T51", "a PAX header, then the end", tarOf([a, namedByPax]), "tar-meta-dangling@2048"),
  row(
    "T55",
    "a capability",
    tarOf([paxMember([["SCHILY.xattr.security.capability", "\x01"]]), a]),
    "tar-pax-key@512",
  ),
  row(
    "T56",
    "a PAX path that is no UTF-8",
    tarOf([paxMember([["path", Uint8Array.of(0xff)]]), a]),
    "tar-pax-utf8@512",
  ),
];

/** Names and links. */
const NAMES: readonly Row[] = [
  row("T01", "two files of one name", tarOf([a, { ...a, body: "other" }]), "name-duplicate@1024"),
  row("T24", "an absolute name", tarOf([{ path: "/a" }]), "name-not-canonical@0"),
  row("T25", "a name that climbs", tarOf([{ path: "../a" }]), "name-not-canonical@0"),
  row("T26", "a name with a dot in it", tarOf([{ path: "d/./a" }]), "name-not-canonical@0"),
  row(
    "T27",
    "an entry below a symbolic link",
    tarOf([
      { path: "l", type: "symlink", linkTarget: "d" },
      { path: "l/S", body: "x" },
    ]),
    "link-parent@512",
  ),
  row(
    "T28",
    "a hard link to no entry",
    tarOf([{ path: "h", type: "hardlink", linkTarget: "a" }]),
    "hardlink-target@0",
  ),
  row(
    "T29",
    "a file named as a directory",
    tarOf([{ path: "d/", body: hidden }, b]),
    "name-trailing-slash@0",
  ),
  row("T30", "names that differ in case", tarOf([a, { ...a, path: "A" }]), "name-collision@1024"),
  row(
    "T31",
    "names that differ in composition",
    tarOf([{ path: "\u00e9" }, { path: "e\u0301" }]),
    "name-collision@512",
  ),
  row("T32", "two slashes in a row", tarOf([{ path: "d//a" }]), "name-not-canonical@0"),
  row("T47", "an escape character", tarOf([{ path: "a\x1b[2J" }]), "name-control@0"),
  row("T48", "a name that turns direction", tarOf([{ path: "a\u202etxt.exe" }]), "archive"),
  row("T52", "a hidden character", tarOf([{ path: "a\u200b" }]), "archive"),
  row("T53", "a backslash", tarOf([{ path: "a\\b" }]), "name-separator@0"),
  row("T53", "a drive in front", tarOf([{ path: "C:a" }]), "name-separator@0"),
  row("T53", "a colon inside", tarOf([{ path: "Foo::Bar.3pm" }, { path: "d/c:x" }]), "archive"),
  row(
    "N1",
    "names of Windows devices",
    tarOf([{ path: "CON" }, { path: "nul.txt" }, { path: "d." }]),
    "archive",
  ),
  row("N2", "a thousand levels", tarOf([{ path: `${"a/".repeat(1000)}b` }]), "limit-name@2560"),
  row(
    "N3",
    "names of JavaScript's objects",
    tarOf([{ path: "__proto__" }, { path: "constructor" }, { path: "toString" }]),
    "archive",
  ),
  row(
    "N4",
    "names that run code where they land",
    tarOf([{ path: ".git/hooks/x" }, { path: "x.pth" }]),
    "archive",
  ),
];

/** Tars that programs read differently, and what the strict reader says of each. */
export const TAR_ROWS: readonly Row[] = [...HEADERS, ...METADATA, ...NAMES];
