import type { FieldKey } from "../fields.ts";
import type { Fields } from "../model.ts";
import type { LongText, TarHead } from "./tar-head.ts";
import { TYPE_BITS, type Dialect, type TarHeader } from "./tar-header.ts";
import { PLAIN_PAX, type TarMember } from "./tar-member.ts";
import { metaHeaderFrom } from "./tar-meta-header.ts";
import type { TarNumber } from "./tar-number.ts";
import { serialisePax, type PaxKey, type PaxRecords } from "./tar-pax.ts";

/** From 8 GiB a PAX header may carry the size alone, with zero in the header. */
export const PAX_ONLY_SIZE = 8 ** 11;

const TYPE_FLAGS = { file: "0", hardlink: "1", symlink: "2", directory: "5" } as const;

/** The head that a member was read from, from the model alone. */
export function headOfMember(member: TarMember, rootPrefix: string): TarHead {
  const { fields } = member;
  const name = spelledName(member, rootPrefix);
  const target = spelledTarget(member, rootPrefix);
  const main = mainHeader(member, name, target);
  const records = paxRecordsOf(member, name, target);
  const long = (type: "L" | "K", text: string, header: string | undefined): LongText | null =>
    header === undefined
      ? null
      : { text, header: metaHeaderFrom(header, type, text.length + 1, main, name) };
  return {
    main,
    pax: records === null ? null : { records, header: paxHeader(member, records, main, name) },
    longName: long("L", name, fields.get("tar.gnu-name-header")),
    longLink: long("K", target, fields.get("tar.gnu-link-header")),
    linkFirst: fields.get("tar.gnu-order") === "KL",
  };
}

function paxHeader(
  { fields }: TarMember,
  records: PaxRecords,
  main: TarHeader,
  name: string,
): TarHeader {
  const described = fields.get("tar.pax-header") ?? "";
  return metaHeaderFrom(described, "x", serialisePax(records).length, main, name);
}

function uncut(whole: string, cut: string): string {
  return cut === "whole" ? whole : whole.slice(0, Number(cut.slice("cut-".length)));
}

function spelledName({ path, type, fields }: TarMember, rootPrefix: string): string {
  const slash = type === "directory" && fields.get("tar.directory-slash") === undefined ? "/" : "";
  return path === "." ? `.${slash}` : `${rootPrefix}${path}${slash}`;
}

function spelledTarget({ type, linkTarget: target }: TarMember, rootPrefix: string): string {
  return type === "hardlink" ? `${rootPrefix}${target ?? ""}` : (target ?? "");
}

function mainHeader(member: TarMember, name: string, target: string): TarHeader {
  const { fields, type } = member;
  const cut = fields.get("tar.header-name-spelling");
  const written = fields.get("tar.header-name") ?? (cut === undefined ? name : uncut(name, cut));
  const linkCut = fields.get("tar.header-linkname-spelling");
  const split = Number(fields.get("tar.name-prefix") ?? -1);
  const typeBits = fields.has("tar.mode-type") ? (TYPE_BITS.get(TYPE_FLAGS[type]) ?? 0) : 0;
  const number = (value: number, key: FieldKey): TarNumber => ({
    value,
    spelling: fields.get(key) ?? "",
  });
  const value = (header: FieldKey, effective: FieldKey): string =>
    fields.get(header) ?? fields.get(effective) ?? "";
  return {
    type: fields.has("tar.type-spelling") ? "nul" : TYPE_FLAGS[type],
    name: written.slice(split + 1),
    prefix: split === -1 ? "" : written.slice(0, split),
    linkname:
      fields.get("tar.header-linkname") ??
      (linkCut === undefined ? target : uncut(target, linkCut)),
    mode: number((member.mode ?? 0) + typeBits, "tar.mode-spelling"),
    uid: number(Number(value("tar.header-uid", "tar.uid")), "tar.uid-spelling"),
    gid: number(Number(value("tar.header-gid", "tar.gid")), "tar.gid-spelling"),
    size: number(headerSize(member), "tar.size-spelling"),
    mtime: number(Number(fields.get("tar.header-mtime") ?? member.mtime), "tar.mtime-spelling"),
    checksumSpelling: fields.get("tar.checksum-spelling") ?? "",
    deviceSpelling: fields.get("tar.device-spelling") ?? "",
    dialect: dialectFrom(fields.get("tar.magic")),
    uname: value("tar.header-uname", "tar.uname"),
    gname: value("tar.header-gname", "tar.gname"),
    headerTimes: fields.get("tar.header-times") ?? "",
  };
}

function dialectFrom(magic: string | undefined): Dialect {
  return magic === "gnu" || magic === "v7" ? magic : "ustar";
}

function headerSize({ size, fields }: TarMember): number {
  const inPax = paxKeys(fields).includes("size");
  return inPax && size >= PAX_ONLY_SIZE && fields.get("tar.size-spelling") !== "b" ? 0 : size;
}

function paxKeys(fields: Fields): readonly PaxKey[] {
  return (fields.get("tar.pax-keys")?.split(",") ?? []) as PaxKey[];
}

function paxRecordsOf(member: TarMember, name: string, target: string): PaxRecords | null {
  const keys = paxKeys(member.fields);
  if (keys.length === 0) return null;
  return new Map(keys.map((key) => [key, paxValue(key, member, name, target)]));
}

function paxValue(key: PaxKey, member: TarMember, name: string, target: string): string {
  if (isPlainKey(key)) return member.fields.get(PLAIN_PAX[key]) ?? "";
  switch (key) {
    case "path":
      return name;
    case "linkpath":
      return target;
    case "size":
      return String(member.size);
    case "mtime":
      return paxTime(member);
    case "uid":
    case "gid":
    case "uname":
    case "gname":
      return member.fields.get(`tar.${key}`) ?? "";
  }
}

function isPlainKey(key: PaxKey): key is keyof typeof PLAIN_PAX {
  return Object.hasOwn(PLAIN_PAX, key);
}

function paxTime({ mtime, fields }: TarMember): string {
  const fraction = fields.get("tar.mtime-fraction");
  return fraction === undefined ? String(mtime) : `${String(mtime)}.${fraction}`;
}
