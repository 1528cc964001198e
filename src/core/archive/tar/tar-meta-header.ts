import { headerName } from "./tar-head.ts";
import type { TarHeader, TypeFlag } from "./tar-header.ts";
import type { TarNumber } from "./tar-number.ts";

/**
 * The header of a metadata member as one field. What it repeats of the main header is `=`, and its name is a pattern
 * of the entry's name where it is made from that, so that the entries of one archive share the value.
 */
export function describeMetaHeader(meta: TarHeader, main: TarHeader | null, name: string): string {
  return [
    escapeText(namePattern(headerName(meta), name)),
    meta.prefix === "" ? "" : String(meta.prefix.length),
    number(meta.mode, main?.mode),
    number(meta.uid, main?.uid),
    number(meta.gid, main?.gid),
    number(meta.mtime, main?.mtime),
    meta.size.spelling,
    meta.checksumSpelling,
    meta.dialect,
    meta.uname === main?.uname ? "=" : escapeText(meta.uname),
    meta.gname === main?.gname ? "=" : escapeText(meta.gname),
    meta.deviceSpelling,
  ].join("|");
}

/** The header that `describeMetaHeader` describes; `size` is the length of the member's body. */
export function metaHeaderFrom(
  described: string,
  type: TypeFlag,
  size: number,
  main: TarHeader | null,
  name: string,
): TarHeader {
  const parts = described.split("|");
  const part = (at: number): string => parts[at] ?? "";
  const whole = nameFromPattern(unescapeText(part(0)), name);
  const split = part(1) === "" ? -1 : Number(part(1));
  return {
    type,
    name: whole.slice(split + 1),
    prefix: split === -1 ? "" : whole.slice(0, split),
    linkname: "",
    mode: numberFrom(part(2), main?.mode),
    uid: numberFrom(part(3), main?.uid),
    gid: numberFrom(part(4), main?.gid),
    mtime: numberFrom(part(5), main?.mtime),
    size: { value: size, spelling: part(6) },
    checksumSpelling: part(7),
    dialect: part(8) === "gnu" ? "gnu" : "ustar",
    uname: part(9) === "=" ? (main?.uname ?? "") : unescapeText(part(9)),
    gname: part(10) === "=" ? (main?.gname ?? "") : unescapeText(part(10)),
    deviceSpelling: part(11),
    headerTimes: "",
  };
}

function number(meta: TarNumber, main: TarNumber | undefined): string {
  const same = meta.value === main?.value && meta.spelling === main.spelling;
  return same ? "=" : `${meta.value.toString(8)}/${meta.spelling}`;
}

function numberFrom(text: string, main: TarNumber | undefined): TarNumber {
  // mutant `main !== undefined`: the equals sign is only written beside a number of the main header
  if (text === "=" && main !== undefined) return main;
  const [value = "", spelling = ""] = text.split("/");
  return { value: Number.parseInt(value, 8), spelling };
}

/** `|` separates and a lone `=` stands for the main header's value; backslash hides both. */
function escapeText(text: string): string {
  return text.replace(/[\\|=]/g, (char) => ({ "\\": "\\b", "|": "\\p", "=": "\\e" })[char] ?? "");
}

function unescapeText(text: string): string {
  return text.replace(
    /\\([bpe])/g,
    (_, letter: string) => ({ b: "\\", p: "|", e: "=" })[letter] ?? "",
  );
}

/** `%d` the entry's folder, `%f` its last part, `%%` a percent sign; GNU tar and npm name metadata so. */
function namePattern(metaName: string, name: string): string {
  const { folder, last } = partsOf(name);
  const literal = (text: string): string => text.replaceAll("%", "%%");
  if (last === "" || !metaName.endsWith(last)) return literal(metaName);
  const front = metaName.slice(0, -last.length);
  return front.startsWith(`${folder}/`)
    ? `%d${literal(front.slice(folder.length))}%f`
    : `${literal(front)}%f`;
}

function nameFromPattern(pattern: string, name: string): string {
  const { folder, last } = partsOf(name);
  return pattern.replace(
    /%([%df])/g,
    (_, letter: string) => ({ "%": "%", d: folder, f: last })[letter] ?? "",
  );
}

function partsOf(name: string): { readonly folder: string; readonly last: string } {
  const bare = name.endsWith("/") ? name.slice(0, -1) : name;
  const slash = bare.lastIndexOf("/");
  return { folder: slash === -1 ? "." : bare.slice(0, slash), last: bare.slice(slash + 1) };
}
