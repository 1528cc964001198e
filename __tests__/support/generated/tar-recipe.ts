import fc from "fast-check";
import {
  join,
  octal,
  paxRecord,
  tarHeader,
  tarMeta,
  tarPadded,
  type RawTarHeader,
} from "../archives.ts";
import { changedParts, fewChanges, type Change } from "./changes.ts";
import { latin1Bytes, linkTarget, name } from "./names.ts";

/** How a number is spelled in its field. */
type Spelling =
  "nul" | "spaces" | "space" | "space-nul" | "nul-space" | "short" | "base-256" | "none" | "odd";

interface MemberRecipe {
  readonly name: string;
  readonly type: string;
  readonly dialect: "ustar" | "gnu" | "v7";
  readonly size: number;
  readonly target: string;
  readonly mode: number;
  readonly uid: number;
  readonly mtime: number;
  readonly spellings: readonly [mode: Spelling, owner: Spelling, size: Spelling, mtime: Spelling];
  readonly uname: string;
  readonly device: string;
  /** Where a name that needs it is put. */
  readonly long: "prefix" | "pax" | "gnu" | "cut";
  readonly slash: boolean;
  readonly pax: readonly (readonly [key: string, value: string])[];
  readonly globals: string;
  /** A header field that is overwritten. */
  readonly raw: readonly [field: keyof RawTarHeader, value: string] | null;
  readonly padding: string;
}

/** A tar that is right or almost, as a value that fast-check can shrink and print. */
export interface TarRecipe {
  readonly root: boolean;
  readonly commit: number;
  readonly members: readonly MemberRecipe[];
  readonly endBlocks: number;
  readonly changes: readonly Change[];
}

const spelling: fc.Arbitrary<Spelling> = fc.oneof(
  {
    weight: 300,
    arbitrary: fc.constantFrom<Spelling>(
      "nul",
      "nul",
      "spaces",
      "space",
      "space-nul",
      "nul-space",
      "short",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Spelling>("base-256", "none", "odd") },
);

/** Records that pass with the values they have here, most of them. */
const HARMLESS: readonly (readonly [string, string])[] = [
  ["mtime", "1.25"],
  ["mtime", "1700000000.999999999"],
  ["atime", "1700000000.5"],
  ["hdrcharset", "BINARY"],
  ["SCHILY.ino", "18446744073709551615"],
  ["ctime", "12"],
  ["uid", "3000000"],
  ["gid", "0"],
  ["uname", "gr\xc3\xb6\xc3\x9fe"],
  ["gname", "staff"],
  ["SCHILY.dev", "66306"],
  ["SCHILY.ino", "7"],
  ["SCHILY.nlink", "2"],
  ["LIBARCHIVE.creationtime", "5.5"],
  ["path", "renamed"],
  ["path", "new/n\xc3\xa4me"],
  ["size", "5"],
  ["size", "0"],
  ["linkpath", "elsewhere"],
];

/** Keys that some tool writes or reads, and values that could be misread. */
const KEYS = [
  "path",
  "linkpath",
  "size",
  "mtime",
  "atime",
  "ctime",
  "uid",
  "gid",
  "uname",
  "gname",
  "comment",
  "charset",
  "hdrcharset",
  "realtime.x",
  "security.x",
  "SCHILY.dev",
  "SCHILY.ino",
  "SCHILY.nlink",
  "SCHILY.devmajor",
  "SCHILY.devminor",
  "SCHILY.fflags",
  "SCHILY.filetype",
  "SCHILY.realsize",
  "SCHILY.xattr.user.x",
  "SCHILY.acl.access",
  "LIBARCHIVE.creationtime",
  "LIBARCHIVE.symlinktype",
  "LIBARCHIVE.xattr.user.x",
  "GNU.sparse.name",
  "GNU.sparse.size",
  "GNU.sparse.realsize",
  "GNU.sparse.major",
  "GNU.sparse.map",
  "GNU.volume.label",
  "RHT.security.selinux",
  "nodejs.version",
  "MSWINDOWS.rawsd",
  "VENDOR.x",
  "",
  "a b",
  "path=",
];
const VALUES = [
  "",
  "0",
  "1",
  "5",
  "512",
  "007",
  "-1",
  "1.5",
  "1.",
  ".5",
  "+1",
  "1e3",
  "0x10",
  " 1",
  "1 ",
  "9999999999",
  "99999999999999999999",
  "BINARY",
  "ISO-IR 10646 2000 UTF-8",
  "ISO-8859-1",
  "dir",
  "file",
  "x",
  "./x",
  "x/",
  "/x",
  "../x",
  "x\n",
  "x\ny",
  "x\n10 path=S\n",
  "x\0y",
  "x=y",
  "\xff",
  "\xc3\xa4",
  "0,5",
];

const record: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...HARMLESS) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)) },
);

const RAW: readonly (readonly [keyof RawTarHeader, string])[] = [
  ["prefix", "p"],
  ["prefix", "p/q"],
  ["prefix", "p/"],
  ["prefix", "/p"],
  ["prefix", "."],
  ["prefix", "./p"],
  ["prefix", "x".repeat(155)],
  ["name", ""],
  ["name", "q/"],
  ["name", "./"],
  ["magic", ""],
  ["magic", "ustar "],
  ["magic", "ustar\0"],
  ["version", " \0"],
  ["version", "0\0"],
  ["version", ""],
  ["size", "00000000005\0"],
  ["size", "00000001000\0"],
  ["size", "5\0"],
  ["size", ""],
  ["size", "     000005 "],
  ["size", "\x80\0\0\0\0\0\0\0\0\0\0\x05"],
  ["mtime", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"],
  ["mtime", "-0000000001\0"],
  ["mtime", "77777777777 "],
  ["mode", "100644 \0"],
  ["mode", "0040755\0"],
  ["mode", "0006755\0"],
  ["mode", "\0"],
  ["devmajor", "0000001\0"],
  ["devminor", "0000000 "],
  ["devminor", "0\0"],
  ["tail", "x"],
  ["tail", "tar\0"],
  ["linkname", "a"],
  ["uname", "u\0v"],
  ["uname", "u".repeat(32)],
  ["gname", "\xff"],
  ["typeflag", "7"],
  ["typeflag", "3"],
  ["typeflag", "6"],
  ["typeflag", "S"],
  ["typeflag", "V"],
  ["typeflag", "M"],
  ["typeflag", "D"],
  ["typeflag", "N"],
  ["typeflag", "A"],
  ["typeflag", "X"],
  ["typeflag", "Z"],
  ["typeflag", " "],
];

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T, weight: number): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

const member: fc.Arbitrary<MemberRecipe> = fc.record({
  name,
  type: fc.constantFrom("0", "0", "0", "5", "2", "\0", "1"),
  dialect: fc.constantFrom("ustar", "ustar", "gnu", "v7"),
  size: fc.constantFrom(0, 5, 1, 511, 512, 513, 1500),
  target: linkTarget,
  mode: sometimes(fc.nat(0o7777), 0o644, 2),
  uid: fc.constantFrom(0, 1000, 0o7777777),
  mtime: fc.constantFrom(0, 1, 1_700_000_000, 0o77777777777),
  spellings: fc.tuple(spelling, spelling, spelling, spelling),
  uname: fc.constantFrom("", "root", "u=|\\%d", "gr\xc3\xb6\xc3\x9fe"),
  device: fc.constantFrom("0000000\0", "", "000000 \0"),
  long: fc.constantFrom("prefix", "pax", "gnu", "cut"),
  slash: sometimes(fc.constant(false), true, 4),
  pax: sometimes(fc.array(record, { minLength: 1, maxLength: 3 }), [], 4),
  globals: sometimes(fc.constantFrom("g", "gpath", "L", "K", "LL", "LK", "KL", "xL"), "", 90),
  raw: sometimes<MemberRecipe["raw"]>(fc.constantFrom(...RAW), null, 30),
  padding: sometimes(fc.constant("x"), "", 250),
});

/** Recipes of tars; about half of what they make is accepted. */
export const tarRecipe: fc.Arbitrary<TarRecipe> = fc.record({
  root: sometimes(fc.constant(true), false, 5),
  commit: sometimes(fc.constantFrom(40, 64, 40, 41), 0, 7),
  members: fc.uniqueArray(member, {
    minLength: 1,
    maxLength: 5,
    selector: (made) => made.name.toLowerCase().split("/")[0] ?? "",
  }),
  endBlocks: sometimes(fc.constantFrom(20, 3, 20, 3, 4, 1, 0), 2, 5),
  changes: fewChanges,
});

/** The records of the tar: each metadata member, header and body is one. */
export function tarParts({ root, commit, members, endBlocks }: TarRecipe): readonly Uint8Array[] {
  const prefix = root ? "./" : "";
  const parts: Uint8Array[] = [];
  if (commit > 0) parts.push(tarMeta("g", paxRecord("comment", "a".repeat(commit))));
  let file: string | null = null;
  for (const recipe of members) {
    parts.push(...memberParts(recipe, prefix, file));
    if (recipe.type === "0") file ??= prefix + recipe.name;
  }
  for (let block = 0; block < endBlocks; block++) parts.push(new Uint8Array(512));
  return parts;
}

/** The bytes of the tar, damaged as the recipe says. */
export function tarBytes(recipe: TarRecipe): Uint8Array {
  return changedParts(tarParts(recipe), recipe.changes);
}

function memberParts(recipe: MemberRecipe, prefix: string, file: string | null): Uint8Array[] {
  const type = typeOf(recipe, file);
  const path = prefix + recipe.name + (type === "5" && recipe.slash ? "/" : "");
  const target = type === "1" ? (file ?? "") : type === "2" ? recipe.target : "";
  const split = recipe.long === "prefix" && recipe.dialect === "ustar" ? splitName(path) : null;
  const body = bodyOf(recipe, type);
  const header = tarHeader({
    ...numbers(recipe, body.length),
    ...magic(recipe),
    name: latin1Bytes((split?.name ?? path).slice(0, 100)),
    prefix: latin1Bytes(split?.prefix ?? ""),
    typeflag: type,
    linkname: latin1Bytes(target.slice(0, 100)),
    ...(recipe.raw === null ? {} : { [recipe.raw[0]]: latin1Bytes(recipe.raw[1]) }),
  });
  const padding = body.length % 512 === 0 ? undefined : recipe.padding;
  return [
    ...oddMetadata(recipe.globals),
    ...metadata(recipe, split === null ? path : "", target),
    header,
    tarPadded(body, padding),
  ];
}

/** A hard link before any file would only ever be refused, and for that there are tests. */
function typeOf({ type }: MemberRecipe, file: string | null): string {
  return type === "1" && file === null ? "2" : type;
}

function bodyOf({ size }: MemberRecipe, type: string): string {
  return type === "0" || type === "\0" ? "x".repeat(size) : "";
}

/** What stands in front of a header: its own records, and what does not fit into the header. */
function metadata(recipe: MemberRecipe, path: string, target: string): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const records = recipe.pax.map(([key, value]) => paxRecord(key, latin1Bytes(value)));
  const longPath = path.length > 100;
  const longTarget = target.length > 100;
  if (recipe.long === "gnu" || recipe.dialect === "gnu") {
    if (longTarget) parts.push(longText("K", target));
    if (longPath) parts.push(longText("L", path));
  } else if (recipe.long !== "cut") {
    if (longPath) records.push(paxRecord("path", latin1Bytes(path)));
    if (longTarget) records.push(paxRecord("linkpath", latin1Bytes(target)));
  }
  if (records.length > 0) parts.push(tarMeta("x", join(...records)));
  return parts;
}

function magic({ dialect, uname, device }: MemberRecipe): RawTarHeader {
  if (dialect === "v7") return {};
  const gnu = dialect === "gnu";
  return {
    magic: gnu ? "ustar " : "ustar\0",
    version: gnu ? " \0" : "00",
    uname: latin1Bytes(uname),
    gname: latin1Bytes(uname),
    devmajor: device,
    devminor: device,
  };
}

function numbers({ mode, uid, mtime, spellings }: MemberRecipe, size: number): RawTarHeader {
  const [modeAs, ownerAs, sizeAs, mtimeAs] = spellings;
  return {
    mode: spelled(mode, 8, modeAs),
    uid: spelled(uid, 8, ownerAs),
    gid: spelled(uid, 8, ownerAs),
    size: spelled(size, 12, sizeAs),
    mtime: spelled(mtime, 12, mtimeAs),
  };
}

/** A number in its field; where the digits do not fit, as the old tools write it. */
function spelled(value: number, width: number, as: Spelling): Uint8Array {
  const digits = octal(value, 1);
  const ends: Readonly<Record<string, string>> = {
    nul: "\0",
    space: " ",
    "space-nul": " \0",
    "nul-space": "\0 ",
  };
  const end = ends[as];
  if (end !== undefined) {
    const text = digits.padStart(width - end.length, "0") + end;
    return latin1Bytes(text.length > width ? `${digits.padStart(width - 1, "0")}\0` : text);
  }
  if (as === "base-256") {
    const bytes = new Uint8Array(width);
    bytes[0] = 0x80;
    for (let at = width - 1, rest = value; at > 0 && rest > 0; at--) {
      bytes[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return bytes;
  }
  if (as === "spaces") return latin1Bytes(`${digits.padStart(width - 1, " ")}\0`.slice(-width));
  if (as === "none") return new Uint8Array(0);
  if (as === "odd") return latin1Bytes(` ${digits} `.slice(0, width));
  return latin1Bytes(digits.length < width ? `${digits}\0` : digits);
}

function splitName(path: string): { prefix: string; name: string } | null {
  const slash = path.lastIndexOf("/", path.length - 2);
  if (slash < 1 || slash > 155 || path.length - slash - 1 > 100) return null;
  return { prefix: path.slice(0, slash), name: path.slice(slash + 1) };
}

function longText(type: "L" | "K", text: string): Uint8Array {
  return tarMeta(type, join(latin1Bytes(text), "\0"));
}

/** Metadata that stands where it should not, or says what it should not. */
function oddMetadata(kind: string): Uint8Array[] {
  switch (kind) {
    case "g":
      return [tarMeta("g", paxRecord("comment", "b".repeat(40)))];
    case "gpath":
      return [tarMeta("g", paxRecord("path", "global"))];
    case "xL":
      return [tarMeta("x", paxRecord("path", "by-pax")), longText("L", "by-L")];
    case "":
      return [];
    default:
      return Array.from(kind, (type) => longText(type as "L" | "K", `named-by-${type}`));
  }
}
