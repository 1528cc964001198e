import { describe, expect, it } from "@jest/globals";
import {
  gzipOf,
  join,
  patched,
  paxMember,
  paxRecord,
  tarHeader,
  tarMeta,
  tarOf,
  tarPadded,
  withTarChecksum,
  type RawTarHeader,
  type TarEntry,
} from "../../../support/archives.ts";
import { archiveIn, refusalOf } from "../../../support/read-archive.ts";

const a: TarEntry = { path: "a", body: "first" };
const b: TarEntry = { path: "b", body: "last" };
const smuggled = tarOf([{ path: "S", body: "inside" }], { endBlocks: 0 });
const size = (octal: string): { raw: { size: string } } => ({ raw: { size: octal } });

/** An `x` member whose body is these bytes. */
function rawPax(body: string | Uint8Array): Uint8Array {
  return tarMeta("x", body);
}

const longName = tarMeta("L", join("n".repeat(120), "\0"));
const longLink = tarMeta("K", join("n".repeat(120), "\0"));
const gnu = { format: "gnu" } as const;

/** T and N are the numbers of the cases in docs/archives.md. */
const REFUSED: readonly (readonly [name: string, bytes: Uint8Array, expected: string])[] = [
  // frame
  ["a length off the block grid", join(tarOf([a]), "x"), "tar-length@2049"],
  ["a cut inside a body, off the grid", tarOf([a]).subarray(0, 700), "tar-length@700"],
  [
    "a cut inside a body",
    tarOf([{ path: "a", body: "x".repeat(2000) }]).subarray(0, 1024),
    "tar-truncated@1024",
  ],
  [
    "a cut before the padding's end",
    tarOf([{ path: "a", body: "x".repeat(1024) }]).subarray(0, 512),
    "tar-truncated@512",
  ],
  [
    "a cut in front of a metadata body",
    join(rawPax("9 uid=12\n")).subarray(0, 512),
    "tar-truncated@512",
  ],
  [
    "the root behind names without it",
    tarOf([a, { path: "./", type: "directory" }]),
    "name-not-canonical@1024",
  ],
  [
    "a long name without the root of those in front",
    tarOf([{ path: "./a" }, { path: "bcd" }]),
    "name-not-canonical@512",
  ],
  ["no zero block", tarOf([a], { endBlocks: 0 }), "tar-end-marker@1024"],
  ["one zero block", tarOf([a], { endBlocks: 1 }), "tar-end-marker@1536"],
  [
    "T07 an entry after one zero block",
    join(tarOf([a], { endBlocks: 1 }), tarOf([b])),
    "tar-end-marker@1536",
  ],
  ["T08 an entry after two zero blocks", join(tarOf([a]), tarOf([b])), "tar-trailing-data@2048"],
  ["other data in the padding", tarOf([{ ...a, padding: "\0\0!" }]), "tar-padding@519"],
  // header
  [
    "T09 a wrong checksum, a tar in the body",
    tarOf([{ path: "a", body: smuggled, raw: { checksum: "0000001\0" } }, b]),
    "tar-checksum@148",
  ],
  ["a checksum that sums signed bytes", signedChecksum(), "tar-checksum@148"],
  ["no magic", tarOf([{ ...a, raw: { magic: "", version: "", uname: "u" } }]), "tar-magic@257"],
  ["another version", tarOf([{ ...a, raw: { version: "11" } }]), "tar-magic@257"],
  [
    "a byte after the end of the name",
    tarOf([{ ...a, raw: { name: "a\0b" } }]),
    "tar-field-padding@2",
  ],
  [
    "a byte after the end of the user's name",
    tarOf([{ ...a, raw: { uname: "u\0b" } }]),
    "tar-field-padding@267",
  ],
  ["a byte in the last twelve", tarOf([{ ...a, raw: { tail: "\0x" } }]), "tar-field-padding@501"],
  [
    "T45 a prefix with GNU magic",
    tarOf([{ path: "name", raw: { prefix: "p" } }], gnu),
    "tar-prefix-gnu@345",
  ],
  [
    "T20 a negative base-256 size",
    tarOf([{ ...a, ...size("\xff".repeat(1)), raw: { size: new Uint8Array(12).fill(0xff) } }]),
    "tar-number@124",
  ],
  ["T21 nothing but spaces", tarOf([{ ...a, ...size(" ".repeat(12)) }]), "tar-number@124"],
  [
    "T21 spaces on both sides",
    tarOf([{ ...a, ...size("     000005  ".slice(1)) }]),
    "tar-number@124",
  ],
  ["T21 spaces, and no end", tarOf([{ ...a, ...size("      000005") }]), "tar-number@124"],
  ["T21 a sign behind spaces", tarOf([{ ...a, ...size("    -000005\0") }]), "tar-number@124"],
  ["T22 a letter in the size", tarOf([{ ...a, ...size("0000000000z\0") }]), "tar-number@124"],
  ["T23 a size above 2^53", tarOf([{ ...a, raw: { size: base256(2n ** 60n) } }]), "tar-number@124"],
  [
    "an owner of more than 32 bits",
    tarOf([{ ...a, raw: { uid: wideOwner(2n ** 32n) } }]),
    "tar-number@108",
  ],
  [
    "a group of more than 32 bits",
    tarOf([{ ...a, raw: { gid: wideOwner(2n ** 32n) } }]),
    "tar-number@116",
  ],
  [
    "base-256 where octal would do",
    tarOf([{ ...a, raw: { size: base256(5n) } }]),
    "tar-number@124",
  ],
  ["a number that fills its field", tarOf([{ ...a, ...size("000000000005") }]), "tar-number@124"],
  ["an empty size", tarOf([{ ...a, ...size("") }]), "tar-number@124"],
  ["an empty mode", tarOf([{ ...a, raw: { mode: "" } }]), "tar-number@100"],
  [
    "other bytes behind the end of a number",
    tarOf([{ ...a, raw: { mode: "644\0 \0\0\0" } }]),
    "tar-number@100",
  ],
  ["T54 another type in the mode", tarOf([{ ...a, mode: 0o040755 }]), "tar-number@100"],
  ["T54 more bits than a type in the mode", tarOf([{ ...a, mode: 0o1100644 }]), "tar-number@100"],
  [
    "T54 a link in the mode of a directory",
    tarOf([{ path: "d/", type: "directory", mode: 0o120755 }]),
    "tar-number@100",
  ],
  [
    "T54 a type in the mode of a metadata member",
    tarOf([paxMember([["atime", "1"]], { mode: "0100644\0" }), a]),
    "tar-number@100",
  ],
  ["a device number", tarOf([{ ...a, raw: { devminor: "0000001\0" } }]), "tar-number@337"],
  ["T14 a fifo with a size", tarOf([{ path: "p", type: "6", body: smuggled }, b]), "tar-type@156"],
  ["T15 an unknown type", tarOf([{ path: "z", type: "Z", body: "z" }]), "tar-type@156"],
  [
    "T42 an old rename record",
    tarOf([a, { path: "N", type: "N", body: "Rename a to x" }]),
    "tar-type@1180",
  ],
  ["T58 an old sparse member", tarOf([{ path: "sp", type: "S", body: "x" }, b]), "tar-type@156"],
  ["a character device", tarOf([{ path: "c", type: "3" }]), "tar-type@156"],
  ["a contiguous file", tarOf([{ path: "c", type: "7" }]), "tar-type@156"],
  [
    "T11 a directory with a size",
    tarOf([{ path: "d/", type: "directory", body: smuggled }, b]),
    "tar-size-on-nonfile@124",
  ],
  [
    "T12 a symbolic link with a size",
    tarOf([{ path: "l", type: "symlink", linkTarget: "b", body: smuggled }, b]),
    "tar-size-on-nonfile@124",
  ],
  [
    "T13",
    tarOf([a, { path: "h", type: "hardlink", linkTarget: "a", body: smuggled }, b]),
    "tar-size-on-nonfile@1148",
  ],
  [
    "a directory with a size in a PAX record",
    tarOf([{ path: "d/", type: "directory", pax: [["size", "5"]] }]),
    "tar-size-on-nonfile@1024",
  ],
  ["a link target on a file", tarOf([{ ...a, linkTarget: "b" }]), "tar-linkname@157"],
  [
    "a link target in a PAX record on a file",
    tarOf([{ ...a, pax: [["linkpath", "b"]] }]),
    "tar-linkname@1024",
  ],
  ["a link without target", tarOf([{ path: "l", type: "symlink" }]), "tar-linkname@0"],
  // metadata
  [
    "T06",
    tarOf([
      paxMember([
        ["path", "S"],
        ["uname", "u".repeat(1024 * 1024)],
      ]),
      a,
    ]),
    "limit-meta@0",
  ],
  ["T33 two long names", tarOf([longName, longName, a], gnu), "tar-meta-stacked@1024"],
  ["two long link targets", tarOf([longLink, longLink, a], gnu), "tar-meta-stacked@1024"],
  [
    "T34 a long name, then PAX",
    tarOf([longName, paxMember([["path", "S"]]), a]),
    "tar-meta-stacked@1024",
  ],
  [
    "T35 PAX, then a long name",
    tarOf([paxMember([["path", "S"]]), longName, a]),
    "tar-meta-stacked@1024",
  ],
  [
    "T36 two PAX headers",
    tarOf([paxMember([["path", "S"]]), paxMember([["mtime", "1"]]), a]),
    "tar-meta-stacked@1024",
  ],
  [
    "T51 a PAX header before the end marker",
    tarOf([a, paxMember([["path", "S"]])]),
    "tar-meta-dangling@2048",
  ],
  [
    "a commit id before the end marker",
    tarOf([], { commit: "0".repeat(40) }),
    "tar-meta-dangling@1024",
  ],
  [
    "a commit id before the end of the file",
    tarOf([], { commit: "0".repeat(40), endBlocks: 0 }),
    "tar-meta-dangling@1024",
  ],
  [
    "a long name before the end of the file",
    tarOf([longName], { ...gnu, endBlocks: 0 }),
    "tar-meta-dangling@1024",
  ],
  [
    "a long name without NUL",
    tarOf([tarMeta("L", "n".repeat(120)), a], gnu),
    "tar-gnu-longname@512",
  ],
  [
    "a long name with a NUL inside",
    tarOf([tarMeta("L", "n\0m\0"), a], gnu),
    "tar-gnu-longname@512",
  ],
  ["an empty long name", tarOf([tarMeta("L", "\0"), a], gnu), "tar-gnu-longname@512"],
  [
    "an over-long name",
    tarOf([tarMeta("L", join("n/".repeat(2100), "\0")), a], gnu),
    "tar-gnu-longname@512",
  ],
  [
    "other data behind a long name",
    tarOf([withTail(tarMeta("L", "n\0")), a], gnu),
    "tar-padding@1023",
  ],
  [
    "T38 a PAX record of false length",
    tarOf([rawPax("30 path=S\n11 path=ab\n"), a]),
    "tar-pax-record-length@512",
  ],
  [
    "a PAX length that starts with zero",
    tarOf([rawPax("010 path=S\n"), a]),
    "tar-pax-record-length@512",
  ],
  [
    "a PAX length with a digit more than it needs",
    tarOf([rawPax(`100 path=${"p".repeat(90)}\n`), a]),
    "tar-pax-record-length@512",
  ],
  [
    "a PAX length of two digits for one",
    tarOf([rawPax("10 path=p\n"), a]),
    "tar-pax-record-length@512",
  ],
  ["another character set", tarOf([paxMember([["hdrcharset", "UTF-8"]]), a]), "tar-pax-value@512"],
  [
    "an inode of 21 digits",
    tarOf([paxMember([["SCHILY.ino", "1".repeat(21)]]), a]),
    "tar-pax-value@512",
  ],
  ["a device below zero", tarOf([paxMember([["SCHILY.dev", "-1"]]), a]), "tar-pax-value@512"],
  ["a PAX record without line end", tarOf([rawPax("9 path=SS"), a]), "tar-pax-record-length@512"],
  ["a PAX header without record", tarOf([rawPax(""), a]), "tar-pax-record-length@0"],
  ["a PAX record without equals sign", tarOf([rawPax("7 path\n"), a]), "tar-pax-key@512"],
  ["T04 T05", tarOf([paxMember([["comment", "x\n10 path=S"]]), a]), "tar-pax-key@512"],
  ["T41 a sparse name", tarOf([paxMember([["GNU.sparse.name", "S"]]), a]), "tar-pax-key@512"],
  [
    "T55 a capability",
    tarOf([paxMember([["SCHILY.xattr.security.capability", "x"]]), a]),
    "tar-pax-key@512",
  ],
  ["a key of JavaScript objects", tarOf([paxMember([["__proto__", "x"]]), a]), "tar-pax-key@512"],
  [
    "a PAX key twice",
    tarOf([
      paxMember([
        ["path", "S"],
        ["path", "T"],
      ]),
      a,
    ]),
    "tar-pax-duplicate-key@521",
  ],
  ["T39 an empty PAX path", tarOf([paxMember([["path", ""]]), a]), "tar-pax-empty@512"],
  ["T18 a NUL in a PAX path", tarOf([paxMember([["path", "S\0x"]]), a]), "tar-pax-nul@512"],
  [
    "T56 a PAX path that is no UTF-8",
    tarOf([paxMember([["path", Uint8Array.of(0xff)]]), a]),
    "tar-pax-utf8@512",
  ],
  [
    "a user's name that is no UTF-8",
    tarOf([paxMember([["uname", Uint8Array.of(0xff)]]), a]),
    "tar-pax-utf8@512",
  ],
  [
    "a user's name with a line end",
    tarOf([paxMember([["uname", "a\nb"]]), a]),
    "tar-pax-value@512",
  ],
  ["a time that is no number", tarOf([paxMember([["atime", "now"]]), a]), "tar-pax-value@512"],
  ["a size with a leading zero", tarOf([paxMember([["size", "05"]]), a]), "tar-pax-value@512"],
  [
    "an owner above 2^53",
    tarOf([paxMember([["uid", "9007199254740992"]]), a]),
    "tar-pax-value@512",
  ],
  [
    "T02 a PAX size beside zero",
    tarOf([{ path: "a", pax: [["size", "512"]], raw: { size: "00000000000\0" } }, smuggled]),
    "tar-pax-size-mismatch@1024",
  ],
  [
    "T03 a PAX size of zero",
    tarOf([{ path: "a", pax: [["size", "0"]], body: smuggled }]),
    "tar-pax-size-mismatch@1024",
  ],
  [
    "a PAX time two seconds away",
    tarOf([{ ...a, mtime: 100, pax: [["mtime", "102.5"]] }]),
    "tar-pax-mtime@1024",
  ],
  ["T16 a global path", tarOf([tarMeta("g", paxRecord("path", "S")), a]), "tar-pax-global@512"],
  ["T17 a global size", tarOf([tarMeta("g", paxRecord("size", "0")), a]), "tar-pax-global@512"],
  [
    "a commit id further inside",
    tarOf([a, tarMeta("g", paxRecord("comment", "0".repeat(40)))]),
    "tar-pax-global@1024",
  ],
  [
    "a commit id of another length",
    tarOf([tarMeta("g", paxRecord("comment", "0".repeat(41))), a]),
    "tar-pax-global@512",
  ],
  [
    "a commit id and one more record",
    tarOf([tarMeta("g", join(paxRecord("comment", "0".repeat(40)), paxRecord("path", "S"))), a]),
    "tar-pax-global@512",
  ],
  // names and links
  ["T24 an absolute name", tarOf([{ path: "/a" }]), "name-not-canonical@0"],
  ["T25 a name that climbs", tarOf([{ path: "a/../../b" }]), "name-not-canonical@0"],
  ["T26 a name with a dot", tarOf([{ path: "a/./b" }]), "name-not-canonical@0"],
  ["T32 a name with two slashes", tarOf([{ path: "a//b" }]), "name-not-canonical@0"],
  [
    "a directory of two slashes",
    tarOf([{ path: "a//", type: "directory" }]),
    "name-not-canonical@0",
  ],
  ["an empty name", tarOf([{ path: "" }]), "name-not-canonical@0"],
  [
    "a prefix without a name",
    tarOf([{ path: "", raw: { prefix: "p" }, type: "directory" }]),
    "name-not-canonical@0",
  ],
  ["`./` on the second name only", tarOf([a, { path: "./b" }]), "name-not-canonical@1024"],
  ["`./` on the first name only", tarOf([{ path: "./a" }, b]), "name-not-canonical@512"],
  ["the root as a file", tarOf([{ path: "." }]), "name-not-canonical@0"],
  [
    "T29 a file whose name ends in a slash",
    tarOf([{ path: "d/", body: "x" }]),
    "name-trailing-slash@0",
  ],
  [
    "a type of NUL whose name is cut behind a slash",
    tarOf([{ path: "dir/".repeat(25) + "f", type: "\0" }]),
    "name-trailing-slash@1024",
  ],
  ["T53 a backslash", tarOf([{ path: "a\\b" }]), "name-separator@0"],
  ["a drive", tarOf([{ path: "c:x" }]), "name-separator@0"],
  ["T47 an escape character", tarOf([{ path: "a\x1b[2J" }]), "name-control@0"],
  [
    "a line end in a PAX path",
    tarOf([{ path: "a", pax: [["path", "a\nb"]] }]),
    "name-control@1024",
  ],
  ["a C1 control character", tarOf([{ path: "a\u0085" }]), "name-control@0"],
  [
    "a control character in a link target",
    tarOf([{ path: "l", type: "symlink", linkTarget: "a\nb" }]),
    "name-control@0",
  ],
  ["T01 a name twice", tarOf([a, { path: "a", body: "other" }]), "name-duplicate@1024"],
  [
    "a directory twice",
    tarOf([
      { path: "d/", type: "directory" },
      { path: "d", type: "directory" },
    ]),
    "name-duplicate@512",
  ],
  ["T30 names that differ in case", tarOf([a, { path: "A" }]), "name-collision@1024"],
  [
    "T31 names that differ in composition",
    tarOf([{ path: "é" }, { path: "e\u0301" }]),
    "name-collision@512",
  ],
  ["a sharp s and two", tarOf([{ path: "straße" }, { path: "STRASSE" }]), "name-collision@512"],
  ["folders that differ in case", tarOf([{ path: "d/x" }, { path: "D/y" }]), "name-collision@512"],
  [
    "a folder and a file that differ in case",
    tarOf([{ path: "d/x" }, { path: "D" }]),
    "name-collision@512",
  ],
  [
    "names that are no UTF-8 and print alike",
    tarOf([{ path: Uint8Array.of(0xff) }, { path: Uint8Array.of(0xfe) }]),
    "name-collision@512",
  ],
  ["an entry below a file", tarOf([a, { path: "a/b" }]), "link-parent@1024"],
  [
    "T27 an entry below a link",
    tarOf([{ path: "l", type: "symlink", linkTarget: "d" }, { path: "l/x" }]),
    "link-parent@512",
  ],
  [
    "a link at a folder of earlier entries",
    tarOf([{ path: "d/x" }, { path: "d", type: "symlink", linkTarget: "e" }]),
    "link-parent@512",
  ],
  ["N2 a thousand levels", tarOf([{ path: "a/".repeat(999) + "a" }]), "limit-name@2560"],
  ["a part of 256 bytes", tarOf([{ path: "a".repeat(256) }]), "limit-name@1024"],
  [
    "T28 a hard link to nothing",
    tarOf([{ path: "h", type: "hardlink", linkTarget: "a" }]),
    "hardlink-target@0",
  ],
  [
    "a hard link to a later file",
    tarOf([{ path: "h", type: "hardlink", linkTarget: "a" }, a]),
    "hardlink-target@0",
  ],
  [
    "a hard link to a directory",
    tarOf([
      { path: "d/", type: "directory" },
      { path: "h", type: "hardlink", linkTarget: "d/" },
    ]),
    "hardlink-target@512",
  ],
  [
    "a hard link to a name spelled otherwise",
    tarOf([a, { path: "h", type: "hardlink", linkTarget: "./a" }]),
    "hardlink-target@1024",
  ],
  [
    "a hard link without the root prefix",
    tarOf([{ path: "./a" }, { path: "./h", type: "hardlink", linkTarget: "a" }]),
    "hardlink-target@512",
  ],
  [
    "a link with two slashes in a row",
    tarOf([{ path: "l", type: "symlink", linkTarget: "d//x" }]),
    "link-not-canonical@0",
  ],
  [
    "a PAX path with an accent beside its letter",
    tarOf([paxMember([["path", "e\u0301"]]), a]),
    "name-decomposed@512",
  ],
  [
    "a PAX target with an accent beside its letter",
    tarOf([paxMember([["linkpath", "e\u0301"]]), { path: "l", type: "symlink", linkTarget: "e" }]),
    "name-decomposed@512",
  ],
  [
    "an absolute link",
    tarOf([{ path: "l", type: "symlink", linkTarget: "/etc/passwd" }]),
    "link-escape@0",
  ],
  [
    "a link that climbs out",
    tarOf([{ path: "d/l", type: "symlink", linkTarget: "../../x" }]),
    "link-escape@0",
  ],
  [
    "a link that climbs behind a name",
    tarOf([{ path: "d/e/l", type: "symlink", linkTarget: "x/../y" }]),
    "link-escape@0",
  ],
  [
    "a link to a drive",
    tarOf([{ path: "l", type: "symlink", linkTarget: "C:x" }]),
    "link-escape@0",
  ],
  [
    "a link with backslashes",
    tarOf([{ path: "l", type: "symlink", linkTarget: "..\\..\\x" }]),
    "link-escape@0",
  ],
];

/** A number in base-256 for the shorter fields of owner and group. */
function wideOwner(value: bigint): Uint8Array {
  return Uint8Array.of(0x80, ...base256(value).subarray(5));
}

function base256(value: bigint): Uint8Array {
  const bytes = new Uint8Array(12);
  for (let at = 11, rest = value; at > 0; at--, rest >>= 8n) bytes[at] = Number(rest & 255n);
  bytes[0] = 0x80;
  return bytes;
}

function signedChecksum(): Uint8Array {
  const tar = tarOf([{ path: "é", body: "x" }]);
  const header = tar.slice(0, 512).fill(0x20, 148, 156);
  const sum = new Int8Array(header.buffer).reduce((total, byte) => total + byte, 0);
  return patched(tar, 148, `${sum.toString(8).padStart(6, "0")}\0 `);
}

/** The same bytes, with something in the last byte of the padding. */
function withTail(member: Uint8Array): Uint8Array {
  return patched(member, member.length - 1, "!");
}

describe("the tar reader refuses", () => {
  it.each(REFUSED)("%s", async (_, bytes, expected) => {
    expect(await refusalOf(bytes)).toBe(expected);
  });

  it.each(REFUSED)("%s, whatever the chunks", async (_, bytes, expected) => {
    if (bytes.length > 100_000) return;
    expect(await refusalOf(bytes, { pieces: [1] })).toBe(expected);
    expect(await refusalOf(bytes, { pieces: [511, 2, 700] })).toBe(expected);
  });

  it.each(REFUSED)("%s, inside of gzip", async (_, bytes, expected) => {
    expect(await refusalOf(gzipOf(bytes))).toBe(expected);
  });
});

describe("the tar reader takes, for each refusal, what is right beside it:", () => {
  const ACCEPTED: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ["more zero blocks than two", tarOf([a], { endBlocks: 20 })],
    ["a SHA-256 commit id", tarOf([a], { commit: "0".repeat(64) })],
    ["an owner of 32 bits", tarOf([{ ...a, raw: { uid: wideOwner(2n ** 32n - 1n) } }])],
    ["a group of 32 bits", tarOf([{ ...a, raw: { gid: wideOwner(2n ** 32n - 1n) } }])],
    ["base-256 where octal cannot hold it", tarOf([{ ...a, raw: { mtime: base256(8n ** 11n) } }])],
    [
      "numbers ended by a space and NUL",
      tarOf([
        {
          ...a,
          raw: {
            mode: "000644 \0",
            uid: "000000\0 ",
            gid: "0\0\0\0\0\0\0\0",
            mtime: "00000000001 ",
          },
        },
      ]),
    ],
    ["owner numbers left empty", tarOf([{ ...a, raw: { uid: "", gid: "" } }])],
    ["a time left empty, as npm writes for directories", tarOf([{ ...a, raw: { mtime: "" } }])],
    ["a type of 0 whose name is cut behind a slash", tarOf([{ path: "dir/".repeat(25) + "f" }])],
    ["a type of NUL", tarOf([{ ...a, type: "\0" }])],
    [
      "T21 spaces in front of numbers, as Perl writes them",
      tarOf([
        {
          ...a,
          raw: {
            mode: "   644 \0",
            uid: "     0\0 ",
            gid: "      0\0",
            size: "          5\0",
            mtime: "14524770000\0",
          },
        },
        { ...b, raw: { size: "          4 ", mtime: "          0\0" } },
      ]),
    ],
    [
      "T54 the type of the entry in the mode, as Go wrote it",
      tarOf([
        { ...a, mode: 0o104755 },
        { path: "d/", type: "directory", mode: 0o040755 },
        { path: "l", type: "symlink", linkTarget: "a", mode: 0o120777 },
        { path: "h", type: "hardlink", linkTarget: "a", mode: 0o100644 },
        { path: "n", type: "\0", mode: 0o100600 },
      ]),
    ],
    ["a PAX length that needs its digits", tarOf([rawPax(`101 path=${"p".repeat(91)}\n`), a])],
    ["a PAX length of 99", tarOf([rawPax(`99 path=${"p".repeat(90)}\n`), a])],
    [
      "numbers of 64 bits that nobody calculates with",
      tarOf([
        paxMember([
          ["SCHILY.ino", "18446744073709551615"],
          ["SCHILY.dev", "0"],
        ]),
        a,
      ]),
    ],
    ["a character set of UTF-8", tarOf([paxMember([["hdrcharset", "BINARY"]]), a])],
    ["its long name", tarOf([paxMember([["hdrcharset", "ISO-IR 10646 2000 UTF-8"]]), a])],
    ["a prefix", tarOf([{ path: "name", raw: { prefix: "p/q" } }])],
    [
      "PAX path and size that repeat the header",
      tarOf([
        {
          ...a,
          pax: [
            ["path", "a"],
            ["size", "5"],
          ],
        },
      ]),
    ],
    ["a PAX time within a second", tarOf([{ ...a, mtime: 100, pax: [["mtime", "101.999"]] }])],
    [
      "harmless PAX keys",
      tarOf([
        {
          ...a,
          pax: [
            ["atime", "1.5"],
            ["ctime", "2"],
            ["uid", "5000000"],
            ["gid", "7"],
            ["uname", "jürgen"],
            ["gname", "g"],
            ["SCHILY.dev", "1"],
            ["SCHILY.ino", "2"],
            ["SCHILY.nlink", "1"],
            ["LIBARCHIVE.creationtime", "3.25"],
          ],
        },
      ]),
    ],
    [
      "`./` on all names, and the root",
      tarOf([
        { path: "./", type: "directory" },
        { path: "./a", body: "x" },
        { path: "./h", type: "hardlink", linkTarget: "./a" },
      ]),
    ],
    ["the root without slash", tarOf([{ path: ".", type: "directory" }, { path: "./a" }])],
    [
      "a directory after the entries below it",
      tarOf([{ path: "d/x" }, { path: "d/", type: "directory" }]),
    ],
    ["a directory without slash", tarOf([{ path: "d", type: "directory" }, { path: "d/x" }])],
    ["a name of 1,024 bytes", tarOf([{ path: `${"a/".repeat(511)}bb` }])],
    ["a part of 255 bytes", tarOf([{ path: "a".repeat(255) }])],
    [
      "N3 names of JavaScript objects",
      tarOf([{ path: "__proto__" }, { path: "constructor/toString" }]),
    ],
    ["an accent beside its letter where no encoding is declared", tarOf([{ path: "e\u0301" }])],
    ["a composed PAX path", tarOf([paxMember([["path", "\u00e9"]]), a])],
    ["a name that is no UTF-8", tarOf([{ path: Uint8Array.of(0x61, 0xff) }])],
    [
      "links that stay inside",
      tarOf([
        { path: "d/e/l", type: "symlink", linkTarget: "../../x/./y" },
        { path: "m", type: "symlink", linkTarget: "." },
      ]),
    ],
    [
      "a size of nothing for a directory",
      tarOf([paxMember([["size", "0"]]), { path: "d/", type: "directory" }]),
    ],
    [
      "long name before long link target",
      tarOf(
        [
          longName,
          longLink,
          { path: "n".repeat(100), type: "symlink", linkTarget: "n".repeat(100) },
        ],
        gnu,
      ),
    ],
    ...["a|b", "a\\bc", "=", "a=b"].map((uname): readonly [string, Uint8Array] => [
      `metadata of a user ${uname}`,
      tarOf([paxMember([["path", "a"]], { uname }), a]),
    ]),
    [
      "long link target before long name",
      tarOf(
        [
          longLink,
          longName,
          { path: "n".repeat(100), type: "symlink", linkTarget: "n".repeat(100) },
        ],
        gnu,
      ),
    ],
  ];

  it.each(ACCEPTED)("%s", async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe("archive");
    expect(await refusalOf(bytes, { pieces: [1] })).toBe("archive");
  });
});

/** One member in the format from before magics: nothing behind the link name. */
function oldTar(fields: RawTarHeader): Uint8Array {
  const block = withTarChecksum(
    tarHeader({
      name: "a",
      mode: "0000644\0",
      uid: "0000000\0",
      gid: "0000000\0",
      size: "00000000000\0",
      mtime: "00000000000\0",
      ...fields,
    }),
  );
  return join(block, new Uint8Array(1024));
}

describe("a tar by its magic", () => {
  it("is recognised without one when the checksum is right", async () => {
    expect(await refusalOf(oldTar({ uname: "root" }))).toBe("tar-magic@257");
  });

  it("is of the old kind without one, when nothing stands where later kinds have fields", async () => {
    expect(await refusalOf(oldTar({}))).toBe("archive");
    expect(await refusalOf(oldTar({ name: "d/", typeflag: "5" }))).toBe("archive");
    expect(await refusalOf(oldTar({ devmajor: "0000000\0" }))).toBe("archive");
    expect(await refusalOf(oldTar({ devmajor: "0000001\0" }))).toBe("tar-number@329");
    expect(await refusalOf(oldTar({ tail: "x" }))).toBe("tar-magic@257");
    expect(await refusalOf(oldTar({ prefix: "p" }))).toBe("tar-magic@257");
  });

  it.each(["x", "g", "L", "K"])("has no metadata of type %s in the old kind", async (typeflag) => {
    expect(await refusalOf(oldTar({ typeflag }))).toBe("tar-type@156");
  });

  it("is told apart from the same entries of another kind, and written back as it was", async () => {
    const { entries } = await archiveIn(oldTar({}));
    expect(entries[0]?.fields.get("tar.magic")).toBe("v7");
  });

  it("is none when less than a block is there", async () => {
    expect(await refusalOf(oldTar({}).subarray(0, 300))).toBe("opaque");
  });

  it("is none when neither is there", async () => {
    expect(await refusalOf(tarPadded("just text"))).toBe("opaque");
    expect(await refusalOf(new Uint8Array(10240))).toBe("opaque");
  });
});
