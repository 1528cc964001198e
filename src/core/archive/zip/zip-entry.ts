import type { Fingerprint, Sha256 } from "../../digest.ts";
import type { PathBytes } from "../../path-bytes.ts";
import type { InternedFields } from "../interned-fields.ts";
import type { Entry, EntryType, Fields } from "../model.ts";
import { shown } from "../names.ts";
import { refuse } from "../refusal.ts";
import { DOS_EPOCH, dosStampOf, secondsOfDosStamp } from "./dos-time.ts";
import type { LocalZip64 } from "./zip-local-sizes.ts";
import {
  DESCRIBED_LATER,
  type CentralRecord,
  type LocalRecord,
  type ZipRecord,
} from "./zip-record.ts";

/** A member whose local record and data were read; its record has the checksum and sizes that were found. */
export interface ReadMember {
  readonly offset: number;
  readonly record: LocalRecord;
  /** What the local record gives although a descriptor follows, as keys joined by commas. */
  readonly early: string;
  readonly sha256: Sha256;
  readonly packed: Fingerprint | null;
}

const UNIX = 3;

/** The only internal attribute that all consumers leave alone: the file is text. */
const TEXT = 1;
const DOS_DIRECTORY = 0x10;

/** unzip leaves out what has it, whatever else it is. */
const DOS_VOLUME_LABEL = 0x08;

/** File type bits of a Unix mode. */
const NO_TYPE = 0;
const TYPE_BITS = { file: 8, directory: 4, symlink: 10, hardlink: NO_TYPE } as const;

/** The mode -1, which Maven gave some directories until 2013; no type has these bits, so all go by the name's slash. */
const ALL_ONES = 0xffff;
const ALL_TYPE_BITS = 15;

/** What the external attributes make of a member; refused when they contradict its name. */
export function zipEntryType(central: CentralRecord, offset: number): EntryType {
  const { external, internal, name } = central;
  if (internal > TEXT) {
    refuse("zip-type", offset, `${shown(name)} with internal attributes ${String(internal)}`);
  }
  const bits = external >>> 28;
  const isDirectory = name.endsWith("/");
  const marked = (external & DOS_DIRECTORY) !== 0;
  const isUnix = central.madeBy >>> 8 === UNIX;
  const isLink = bits === TYPE_BITS.symlink && isUnix && !isDirectory;
  const hasType = bits === NO_TYPE || bits === TYPE_BITS[isDirectory ? "directory" : "file"];
  const fits = isLink || hasType || isOldMavenDirectory(central);
  const isLabel = (external & DOS_VOLUME_LABEL) !== 0;
  // Consumers differ in whether name or attribute makes a directory.
  if (!fits || isLabel || (marked && !isDirectory)) {
    refuse("zip-type", offset, `${shown(name)} with attributes 0x${external.toString(16)}`);
  }
  return isLink ? "symlink" : isDirectory ? "directory" : "file";
}

/** Whether the attributes are those; a file is refused for its mark of a directory. */
function isOldMavenDirectory({ external, madeBy }: CentralRecord): boolean {
  const marked = (external & DOS_DIRECTORY) !== 0;
  return madeBy >>> 8 === UNIX && external >>> 16 === ALL_ONES && marked;
}

/** The model of a member; `target` is the body of a symbolic link. */
export function zipEntryOf(
  member: ReadMember,
  central: CentralRecord,
  type: EntryType,
  target: PathBytes | null,
  fields: InternedFields,
): Entry {
  const isUnix = central.madeBy >>> 8 === UNIX;
  const mtime = secondsOfDosStamp(central.stamp);
  fields.add("zip.made-by-version", String(central.madeBy & 0xff));
  fields.add("zip.made-by-host", String(central.madeBy >>> 8));
  fields.add("zip.version-needed", String(central.needed));
  if (member.record.needed !== central.needed) {
    fields.add("zip.local-version-needed", String(member.record.needed));
  }
  addHex("zip.flags", central.flags, fields);
  if (mtime === null) fields.add("zip.dos-time", central.stamp.toString(16));
  if (isUnix) {
    addUnixType(central.external >>> 28, fields);
    addHex("zip.dos-attributes", central.external & 0xffff, fields);
  } else {
    addHex("zip.external-attributes", central.external, fields);
  }
  addHex("zip.internal-attributes", central.internal, fields);
  if (member.record.extra !== "") fields.add("zip.extra-local", member.record.extra);
  if (central.extra !== "") fields.add("zip.extra-central", central.extra);
  if (member.record.zip64 !== "needed") fields.add("zip.local-zip64", member.record.zip64);
  if (member.early !== "") fields.add("zip.local-early", member.early);
  if (central.comment !== "") fields.add("zip.entry-comment", central.comment);
  const { name, size } = central;
  return {
    path: (type === "directory" ? name.slice(0, -1) : name) as PathBytes,
    type,
    mode: isUnix ? (central.external >>> 16) & 0o7777 : null,
    size: type === "file" ? size : 0,
    sha256: type === "file" ? member.sha256 : null,
    linkTarget: target,
    mtime: mtime ?? DOS_EPOCH,
    packed: member.packed,
    fields: fields.take(),
  };
}

function addUnixType(bits: number, fields: InternedFields): void {
  if (bits === NO_TYPE) fields.add("zip.unix-type", "none");
  if (bits === ALL_TYPE_BITS) fields.add("zip.unix-type", "all");
}

function addHex(
  key: `zip.${"flags" | "dos-attributes" | "external-attributes" | "internal-attributes"}`,
  value: number,
  fields: InternedFields,
): void {
  if (value !== 0) fields.add(key, value.toString(16));
}

/** The local record of an entry, from the model and the checksum of its body. */
export function localRecordOf(entry: Entry, crc: number): LocalRecord {
  const { fields } = entry;
  const record = commonRecord(entry, crc);
  const late = (record.flags & DESCRIBED_LATER) !== 0;
  const early = fields.get("zip.local-early") ?? "";
  const given = (key: "crc" | "packedSize" | "size"): number =>
    !late || early.split(",").includes(key) ? record[key] : 0;
  const needed = fields.get("zip.local-version-needed");
  return {
    ...record,
    crc: given("crc"),
    packedSize: given("packedSize"),
    size: given("size"),
    zip64: (fields.get("zip.local-zip64") ?? "needed") as LocalZip64,
    needed: needed === undefined ? record.needed : Number(needed),
    extra: fields.get("zip.extra-local") ?? "",
  };
}

/** The directory's record of an entry, from the model and what follows from the bodies. */
export function centralRecordOf(entry: Entry, crc: number, offset: number): CentralRecord {
  const { fields } = entry;
  const host = Number(fields.get("zip.made-by-host"));
  return {
    ...commonRecord(entry, crc),
    madeBy: host * 256 + Number(fields.get("zip.made-by-version")),
    extra: fields.get("zip.extra-central") ?? "",
    disk: 0,
    internal: hexField(fields, "zip.internal-attributes"),
    external: host === UNIX ? unixAttributes(entry) : hexField(fields, "zip.external-attributes"),
    offset,
    comment: fields.get("zip.entry-comment") ?? "",
  };
}

function commonRecord(entry: Entry, crc: number): ZipRecord {
  const { fields, type, path, packed, linkTarget } = entry;
  const size = type === "symlink" ? (linkTarget?.length ?? 0) : entry.size;
  const stamp = fields.get("zip.dos-time");
  return {
    needed: Number(fields.get("zip.version-needed")),
    flags: hexField(fields, "zip.flags"),
    method: packed === null ? 0 : 8,
    stamp: stamp === undefined ? dosStampOf(entry.mtime) : Number.parseInt(stamp, 16),
    crc,
    packedSize: packed === null ? size : packed.size,
    size,
    name: type === "directory" ? `${path}/` : path,
    extra: "",
  };
}

function unixAttributes({ type, mode, fields }: Entry): number {
  const unixType = fields.get("zip.unix-type");
  const bits = unixType === "none" ? NO_TYPE : unixType === "all" ? ALL_TYPE_BITS : TYPE_BITS[type];
  const high = (bits << 12) | (mode ?? 0);
  return high * 0x10000 + hexField(fields, "zip.dos-attributes");
}

function hexField(fields: Fields, key: Parameters<typeof addHex>[0]): number {
  return Number.parseInt(fields.get(key) ?? "0", 16);
}
