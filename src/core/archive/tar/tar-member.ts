import type { PathBytes } from "../../path-bytes.ts";
import type { FieldKey } from "../fields.ts";
import type { InternedFields } from "../interned-fields.ts";
import type { Entry, EntryType } from "../model.ts";
import { headerName, type TarHead } from "./tar-head.ts";
import type { TarHeader } from "./tar-header.ts";
import { describeMetaHeader } from "./tar-meta-header.ts";
import type { PaxKey, PaxRecords } from "./tar-pax.ts";

/** An entry as its head gives it; the body adds the digest. */
export type TarMember = Omit<Entry, "sha256" | "packed">;

/** PAX keys that are kept as they are. */
export const PLAIN_PAX = {
  atime: "tar.atime",
  ctime: "tar.ctime",
  "LIBARCHIVE.creationtime": "tar.creation-time",
  "SCHILY.dev": "tar.device",
  "SCHILY.ino": "tar.inode",
  "SCHILY.nlink": "tar.links",
  hdrcharset: "tar.pax-charset",
} as const satisfies Partial<Record<PaxKey, FieldKey>>;

const TYPES = {
  "0": "file",
  nul: "file",
  "1": "hardlink",
  "2": "symlink",
  "5": "directory",
} as const;

/** Type of the entry that a main header begins. */
export function entryType(header: TarHeader): EntryType {
  return TYPES[header.type as keyof typeof TYPES];
}

/** The whole name, as the record that counts spells it. */
export function wholeName(head: TarHead): string {
  return head.pax?.records.get("path") ?? head.longName?.text ?? headerName(head.main);
}

/** The whole link target, as the record that counts spells it. */
export function wholeTarget(head: TarHead): string {
  return head.pax?.records.get("linkpath") ?? head.longLink?.text ?? head.main.linkname;
}

/** The model of a head. Loses nothing: `headOfMember` turns it back. */
export function memberOfHead(head: TarHead, rootPrefix: string, fields: InternedFields): TarMember {
  const { main, pax } = head;
  const type = entryType(main);
  const name = wholeName(head);
  const target = wholeTarget(head);
  const time = pax?.records.get("mtime");
  const slash = name.endsWith("/");
  if (main.dialect !== "ustar") fields.add("tar.magic", main.dialect);
  if (main.type === "nul") fields.add("tar.type-spelling", "nul");
  if (type === "directory" && !slash) fields.add("tar.directory-slash", "none");
  addNames(head, name, target, fields);
  addOwner(main, pax?.records, fields);
  addNumbers(main, fields);
  if (main.headerTimes !== "") fields.add("tar.header-times", main.headerTimes);
  if (time !== undefined && main.mtime.value !== Number.parseInt(time, 10)) {
    fields.add("tar.header-mtime", String(main.mtime.value));
  }
  addPax(head, name, fields);
  addLongTexts(head, name, fields);
  return {
    path: canonicalPath(slash ? name.slice(0, -1) : name, rootPrefix),
    type,
    mode: main.mode.value % 0o10000,
    size: type === "file" ? Number(pax?.records.get("size") ?? main.size.value) : 0,
    linkTarget: linkTarget(type, target, rootPrefix),
    mtime: time === undefined ? main.mtime.value : Number.parseInt(time, 10),
    fields: fields.take(),
  };
}

/** The root itself is `.`; everything else loses the prefix that all names have. */
function canonicalPath(name: string, rootPrefix: string): PathBytes {
  return (name === "." ? name : name.slice(rootPrefix.length)) as PathBytes;
}

function linkTarget(type: EntryType, target: string, rootPrefix: string): PathBytes | null {
  if (type === "symlink") return target as PathBytes;
  return type === "hardlink" ? canonicalPath(target, rootPrefix) : null;
}

function addNames(head: TarHead, name: string, target: string, fields: InternedFields): void {
  const { main } = head;
  if (main.prefix !== "") fields.add("tar.name-prefix", String(main.prefix.length));
  if (hasLongName(head)) {
    const cut = cutOf(name, headerName(main));
    if (cut === null) fields.add("tar.header-name", headerName(main));
    else fields.add("tar.header-name-spelling", cut);
  }
  if (hasLongTarget(head)) {
    const cut = cutOf(target, main.linkname);
    if (cut === null) fields.add("tar.header-linkname", main.linkname);
    else fields.add("tar.header-linkname-spelling", cut);
  }
}

function hasLongName(head: TarHead): boolean {
  return head.longName !== null || head.pax?.records.has("path") === true;
}

function hasLongTarget(head: TarHead): boolean {
  return head.longLink !== null || head.pax?.records.has("linkpath") === true;
}

/** The name field without and with a NUL at its end; whoever uses the prefix as well writes up to 256 bytes. */
const SHORTEST_CUT = 99;

/** How a writer shortened a text for the header: it left out the end, of what the header has no room for. */
function cutOf(whole: string, written: string): string | null {
  if (written === whole) return "whole";
  const isCut = written.length >= SHORTEST_CUT && whole.startsWith(written);
  return isCut ? `cut-${String(written.length)}` : null;
}

const OWNERS = ["uid", "gid", "uname", "gname"] as const;

function addOwner(main: TarHeader, pax: PaxRecords | undefined, fields: InternedFields): void {
  for (const key of OWNERS) {
    const inHeader = ownerInHeader(main, key);
    const value = pax?.get(key) ?? inHeader;
    if (value !== "") fields.add(`tar.${key}`, value);
    if (value !== inHeader) fields.add(`tar.header-${key}`, inHeader);
  }
}

function ownerInHeader(main: TarHeader, key: (typeof OWNERS)[number]): string {
  const value = main[key];
  return typeof value === "string" ? value : String(value.value);
}

function addNumbers(main: TarHeader, fields: InternedFields): void {
  if (main.mode.value >= 0o10000) fields.add("tar.mode-type", "written");
  fields.add("tar.mode-spelling", main.mode.spelling);
  fields.add("tar.uid-spelling", main.uid.spelling);
  fields.add("tar.gid-spelling", main.gid.spelling);
  fields.add("tar.size-spelling", main.size.spelling);
  fields.add("tar.mtime-spelling", main.mtime.spelling);
  fields.add("tar.checksum-spelling", main.checksumSpelling);
  fields.add("tar.device-spelling", main.deviceSpelling);
}

function addPax({ pax, main }: TarHead, name: string, fields: InternedFields): void {
  if (pax === null) return;
  fields.add("tar.pax-keys", [...pax.records.keys()].join(","));
  fields.add("tar.pax-header", describeMetaHeader(pax.header, main, name));
  const [, fraction] = pax.records.get("mtime")?.split(".") ?? [];
  if (fraction !== undefined) fields.add("tar.mtime-fraction", fraction);
  for (const [key, field] of Object.entries(PLAIN_PAX)) {
    const value = pax.records.get(key as PaxKey);
    if (value !== undefined) fields.add(field, value);
  }
}

function addLongTexts(head: TarHead, name: string, fields: InternedFields): void {
  const { longName, longLink, main } = head;
  if (longName !== null) {
    fields.add("tar.gnu-name-header", describeMetaHeader(longName.header, main, name));
  }
  if (longLink !== null) {
    fields.add("tar.gnu-link-header", describeMetaHeader(longLink.header, main, name));
  }
  if (head.linkFirst) fields.add("tar.gnu-order", "KL");
}
