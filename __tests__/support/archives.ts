import { createHash } from "node:crypto";
import { crc32, deflateRawSync } from "node:zlib";

/** Text is taken as UTF-8. */
export type Bytes = string | Uint8Array;

export function bytesOf(value: Bytes): Uint8Array {
  return typeof value === "string" ? new TextEncoder().encode(value) : value;
}

export function join(...parts: readonly Bytes[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map(bytesOf)));
}

/** A copy with `value` written over the bytes from `offset` on. */
export function patched(bytes: Uint8Array, offset: number, value: Bytes): Uint8Array {
  const copy = bytes.slice();
  copy.set(bytesOf(value), offset);
  return copy;
}

// ---- tar ----

const TAR_FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  typeflag: [156, 1],
  linkname: [157, 100],
  magic: [257, 6],
  version: [263, 2],
  uname: [265, 32],
  gname: [297, 32],
  devmajor: [329, 8],
  devminor: [337, 8],
  prefix: [345, 155],
  tail: [500, 12],
} as const;

/** Exact bytes per header field, NUL-padded; `checksum` given here is not corrected. */
export type RawTarHeader = { readonly [F in keyof typeof TAR_FIELDS]?: Bytes };

const TYPEFLAGS: Readonly<Record<string, string>> = {
  file: "0",
  hardlink: "1",
  symlink: "2",
  directory: "5",
};

export interface TarEntry {
  readonly path: Bytes;
  readonly body?: Bytes;
  /** `file`, `directory`, `symlink`, `hardlink`, or one character that is written as the type flag. */
  readonly type?: string;
  readonly mode?: number;
  readonly mtime?: number;
  readonly linkTarget?: Bytes;
  readonly uid?: number;
  readonly gid?: number;
  readonly uname?: string;
  readonly gname?: string;
  /** Records of a PAX header in front, in this order; a path too long for ustar adds one by itself. */
  readonly pax?: readonly (readonly [key: string, value: Bytes])[];
  /** Header fields to replace. The size field claims the body's length unless it is replaced here. */
  readonly raw?: RawTarHeader;
  /** What fills the last block of the body instead of zeros. */
  readonly padding?: Bytes;
}

export interface TarOptions {
  /** `ustar` (default) puts long names into PAX headers, `gnu` into `L` and `K` members. */
  readonly format?: "ustar" | "gnu";
  /** Zero blocks at the end; 2 by default. */
  readonly endBlocks?: number;
  /** Commit id that is recorded as `git archive` does. */
  readonly commit?: string;
}

export function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

/** One 512-byte header from exact field bytes, with a correct checksum unless one is given. */
export function tarHeader(fields: RawTarHeader): Uint8Array {
  const block = new Uint8Array(512);
  for (const [field, value] of Object.entries(fields)) {
    const [offset, length] = TAR_FIELDS[field as keyof typeof TAR_FIELDS];
    const bytes = bytesOf(value);
    if (bytes.length > length) throw new RangeError(`${field} takes ${String(length)} bytes`);
    block.set(bytes, offset);
  }
  return fields.checksum === undefined ? withTarChecksum(block) : block;
}

/** A copy of the header block whose checksum is right. */
export function withTarChecksum(block: Uint8Array): Uint8Array {
  const copy = block.slice();
  copy.fill(0x20, 148, 156);
  copy.set(
    bytesOf(
      `${octal(
        copy.reduce((sum, byte) => sum + byte, 0),
        6,
      )}\0 `,
    ),
    148,
  );
  return copy;
}

export function tarPadded(body: Bytes, padding?: Bytes): Uint8Array {
  const bytes = bytesOf(body);
  const block = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  block.set(bytes);
  if (padding !== undefined) block.set(bytesOf(padding), bytes.length);
  return block;
}

/** One PAX record with its right length. */
export function paxRecord(key: string, value: Bytes): Uint8Array {
  const rest = join(" ", key, "=", value, "\n");
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return join(String(length), rest);
}

function numbers(entry: Partial<TarEntry>, gnu: boolean): RawTarHeader {
  return {
    mode: `${octal(entry.mode ?? 0o644, 7)}\0`,
    uid: `${octal(entry.uid ?? 0, 7)}\0`,
    gid: `${octal(entry.gid ?? 0, 7)}\0`,
    mtime: `${octal(entry.mtime ?? 0, 11)}\0`,
    magic: gnu ? "ustar " : "ustar\0",
    version: gnu ? " \0" : "00",
    uname: entry.uname ?? "",
    gname: entry.gname ?? "",
    devmajor: gnu ? "" : "0000000\0",
    devminor: gnu ? "" : "0000000\0",
  };
}

/** A metadata member (`x`, `g`, `L`, `K` or anything else) with this body. */
export function tarMeta(typeflag: string, body: Bytes, raw: RawTarHeader = {}): Uint8Array {
  const gnu = typeflag === "L" || typeflag === "K";
  const name = gnu ? "././@LongLink" : typeflag === "g" ? "pax_global_header" : "././@PaxHeader";
  const size = `${octal(bytesOf(body).length, 11)}\0`;
  return join(tarHeader({ ...numbers({}, gnu), name, typeflag, size, ...raw }), tarPadded(body));
}

/** A PAX header whose body holds these records. */
export function paxMember(
  records: readonly (readonly [key: string, value: Bytes])[],
  raw: RawTarHeader = {},
): Uint8Array {
  return tarMeta("x", join(...records.map(([key, value]) => paxRecord(key, value))), raw);
}

function tarMember(entry: TarEntry, gnu: boolean): Uint8Array {
  const type = entry.type ?? "file";
  const mode = entry.mode ?? { directory: 0o755, symlink: 0o777 }[type] ?? 0o644;
  const path = bytesOf(entry.path);
  const target = bytesOf(entry.linkTarget ?? "");
  const body = bytesOf(entry.body ?? "");
  const records = [...(entry.pax ?? [])];
  const before: Uint8Array[] = [];
  if (gnu) {
    if (target.length > 100) before.push(tarMeta("K", join(target, "\0")));
    if (path.length > 100) before.push(tarMeta("L", join(path, "\0")));
  } else {
    if (path.length > 100) records.push(["path", path]);
    if (target.length > 100) records.push(["linkpath", target]);
  }
  if (records.length > 0) before.push(paxMember(records));
  const header = tarHeader({
    ...numbers({ ...entry, mode }, gnu),
    name: path.subarray(0, 100),
    size: `${octal(body.length, 11)}\0`,
    typeflag: TYPEFLAGS[type] ?? type,
    linkname: target.subarray(0, 100),
    ...entry.raw,
  });
  return join(...before, header, tarPadded(body, entry.padding));
}

/** A tar; an entry that is bytes already is put in as it is. */
export function tarOf(
  entries: readonly (TarEntry | Uint8Array)[],
  options: TarOptions = {},
): Uint8Array {
  const gnu = options.format === "gnu";
  return join(
    options.commit === undefined
      ? ""
      : tarMeta("g", paxRecord("comment", options.commit), { mode: "0000666\0" }),
    ...entries.map((entry) => (entry instanceof Uint8Array ? entry : tarMember(entry, gnu))),
    new Uint8Array(512 * (options.endBlocks ?? 2)),
  );
}

// ---- gzip ----

export interface GzipOptions {
  readonly mtime?: number;
  readonly os?: number;
  readonly xfl?: number;
  readonly level?: number;
  readonly name?: Bytes;
  readonly comment?: Bytes;
  readonly extra?: Uint8Array;
  readonly ftext?: boolean;
  readonly fhcrc?: boolean;
  /** The compressed stream itself, instead of one made from the content. */
  readonly packed?: Uint8Array;
  /** The flag byte as it is written; by default what the other options ask for. */
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
}

function uint(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let at = 0; at < length; at++) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

function gzipFlags(options: GzipOptions): number {
  return (
    (options.ftext === true ? 1 : 0) |
    (options.fhcrc === true ? 2 : 0) |
    (options.extra === undefined ? 0 : 4) |
    (options.name === undefined ? 0 : 8) |
    (options.comment === undefined ? 0 : 16)
  );
}

function gzipHeader(options: GzipOptions): Uint8Array {
  const { mtime = 0, xfl = 0, os = 3, extra, name, comment } = options;
  const header = join(
    new Uint8Array([0x1f, 0x8b, 8, options.flags ?? gzipFlags(options)]),
    uint(mtime, 4),
    new Uint8Array([xfl, os]),
    extra === undefined ? "" : join(uint(extra.length, 2), extra),
    name === undefined ? "" : join(name, "\0"),
    comment === undefined ? "" : join(comment, "\0"),
  );
  return join(header, options.fhcrc === true ? uint(crc32(header) & 0xffff, 2) : "");
}

/** One gzip member around `content` (RFC 1952). */
export function gzipOf(content: Bytes, options: GzipOptions = {}): Uint8Array {
  const bytes = bytesOf(content);
  return join(
    gzipHeader(options),
    options.packed ?? deflateRawSync(bytes, { level: options.level ?? 6 }),
    uint(options.crc ?? crc32(bytes), 4),
    uint(options.size ?? bytes.length % 2 ** 32, 4),
  );
}

// ---- zip ----

/** Numeric fields of a local or central record, as they are written. */
export interface RawZipRecord {
  readonly signature?: number;
  readonly madeBy?: number;
  readonly needed?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly time?: number;
  readonly date?: number;
  readonly crc?: number;
  readonly packedSize?: number;
  readonly size?: number;
  readonly disk?: number;
  readonly internal?: number;
  readonly external?: number;
  readonly offset?: number;
  readonly name?: Bytes;
  readonly extra?: Uint8Array;
  readonly comment?: Bytes;
}

export interface ZipEntry {
  /** A directory ends in `/`. */
  readonly path: Bytes;
  /** Of a symbolic link: its target. */
  readonly body?: Bytes;
  readonly type?: "file" | "directory" | "symlink";
  /** `deflate` unless the body is empty. */
  readonly method?: "stored" | "deflate";
  readonly level?: number;
  readonly mode?: number;
  /** Whole even seconds since 1970 UTC; 1980-01-01 by default. */
  readonly mtime?: number;
  /** System that made it: 3 Unix (default), 0 DOS. */
  readonly host?: number;
  readonly version?: number;
  readonly extraLocal?: Uint8Array;
  readonly extraCentral?: Uint8Array;
  /** CRC and sizes after the body instead of before it. */
  readonly descriptor?: boolean;
  /** The descriptor's bytes, instead of the right ones. */
  readonly descriptorBytes?: Uint8Array;
  readonly packed?: Uint8Array;
  readonly local?: RawZipRecord;
  readonly central?: RawZipRecord;
  /** Bytes in front of the local record. */
  readonly before?: Uint8Array;
  /** Leave one of the two records out. */
  readonly without?: "local" | "central";
}

export interface ZipOptions {
  readonly prefix?: Bytes;
  /** Bytes between the last member and the central directory. */
  readonly beforeDirectory?: Bytes;
  readonly afterDirectory?: Bytes;
  readonly comment?: Bytes;
  readonly suffix?: Bytes;
  readonly end?: {
    readonly disk?: number;
    readonly directoryDisk?: number;
    readonly countHere?: number;
    readonly count?: number;
    readonly size?: number;
    readonly offset?: number;
  };
}

/** One extra field: id, length, data. */
export function zipExtra(id: number, data: Uint8Array): Uint8Array {
  return join(uint(id, 2), uint(data.length, 2), data);
}

function dosStamp(mtime: number): { time: number; date: number } {
  const at = new Date(mtime * 1000);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

type WholeRecord = Required<RawZipRecord>;

function wholeRecord(entry: ZipEntry, body: Uint8Array, packed: Uint8Array): WholeRecord {
  const isDirectory = entry.type === "directory" || Buffer.from(bytesOf(entry.path)).at(-1) === 47;
  const type = entry.type ?? (isDirectory ? "directory" : "file");
  const kind = { file: 0o100000, directory: 0o040000, symlink: 0o120000 }[type];
  const mode = entry.mode ?? (isDirectory ? 0o755 : 0o644);
  const host = entry.host ?? 3;
  const deflated = methodOf(entry, body) === "deflate";
  const ascii = bytesOf(entry.path).every((byte) => byte < 128);
  return {
    signature: 0,
    madeBy: host * 256 + (entry.version ?? 20),
    needed: 20,
    flags: (ascii ? 0 : 0x800) | (entry.descriptor === true ? 8 : 0),
    method: deflated ? 8 : 0,
    ...dosStamp(entry.mtime ?? 315532800),
    crc: crc32(body),
    packedSize: packed.length,
    size: body.length,
    disk: 0,
    internal: 0,
    external: (host === 3 ? (kind | mode) * 65536 : 0) + (isDirectory ? 16 : 0),
    offset: 0,
    name: entry.path,
    extra: new Uint8Array(0),
    comment: "",
  };
}

function methodOf(entry: ZipEntry, body: Uint8Array): "stored" | "deflate" {
  return entry.method ?? (body.length > 0 && entry.type !== "symlink" ? "deflate" : "stored");
}

function localRecord(r: WholeRecord): Uint8Array {
  const name = bytesOf(r.name);
  return join(
    uint(r.signature, 4),
    uint(r.needed, 2),
    uint(r.flags, 2),
    uint(r.method, 2),
    uint(r.time, 2),
    uint(r.date, 2),
    uint(r.crc, 4),
    uint(r.packedSize, 4),
    uint(r.size, 4),
    uint(name.length, 2),
    uint(r.extra.length, 2),
    name,
    r.extra,
  );
}

function centralRecord(r: WholeRecord): Uint8Array {
  const name = bytesOf(r.name);
  const comment = bytesOf(r.comment);
  return join(
    uint(r.signature, 4),
    uint(r.madeBy, 2),
    uint(r.needed, 2),
    uint(r.flags, 2),
    uint(r.method, 2),
    uint(r.time, 2),
    uint(r.date, 2),
    uint(r.crc, 4),
    uint(r.packedSize, 4),
    uint(r.size, 4),
    uint(name.length, 2),
    uint(r.extra.length, 2),
    uint(comment.length, 2),
    uint(r.disk, 2),
    uint(r.internal, 2),
    uint(r.external, 4),
    uint(r.offset, 4),
    name,
    r.extra,
    comment,
  );
}

function zipMember(entry: ZipEntry, offset: number): { local: Uint8Array; central: Uint8Array } {
  const body = bytesOf(entry.body ?? "");
  const packed =
    entry.packed ??
    (methodOf(entry, body) === "deflate"
      ? deflateRawSync(body, { level: entry.level ?? 6 })
      : body);
  const whole = wholeRecord(entry, body, packed);
  const late = entry.descriptor === true;
  const local = {
    ...whole,
    signature: 0x04034b50,
    ...(late ? { crc: 0, packedSize: 0, size: 0 } : {}),
    extra: entry.extraLocal ?? whole.extra,
    ...entry.local,
  };
  const central = {
    ...whole,
    signature: 0x02014b50,
    offset: offset + (entry.before?.length ?? 0),
    extra: entry.extraCentral ?? whole.extra,
    ...entry.central,
  };
  const descriptor = join(
    uint(0x08074b50, 4),
    uint(whole.crc, 4),
    uint(whole.packedSize, 4),
    uint(whole.size, 4),
  );
  return {
    local: join(
      entry.before ?? "",
      localRecord(local),
      packed,
      late ? (entry.descriptorBytes ?? descriptor) : "",
    ),
    central: centralRecord(central),
  };
}

/** The last record of a zip. */
export function zipEnd(
  count: number,
  size: number,
  offset: number,
  options: ZipOptions = {},
): Uint8Array {
  const right = { disk: 0, directoryDisk: 0, countHere: count, count, size, offset };
  const end = { ...right, ...options.end };
  const comment = bytesOf(options.comment ?? "");
  return join(
    uint(0x06054b50, 4),
    uint(end.disk, 2),
    uint(end.directoryDisk, 2),
    uint(end.countHere, 2),
    uint(end.count, 2),
    uint(end.size, 4),
    uint(end.offset, 4),
    uint(comment.length, 2),
    comment,
  );
}

/** A zip with its members in this order. */
export function zipOf(entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = bytesOf(options.prefix ?? "").length;
  for (const entry of entries) {
    const { local, central } = zipMember(entry, offset);
    if (entry.without !== "local") {
      locals.push(local);
      offset += local.length;
    }
    if (entry.without !== "central") centrals.push(central);
  }
  const directory = join(...centrals);
  const start = offset + bytesOf(options.beforeDirectory ?? "").length;
  return join(
    options.prefix ?? "",
    ...locals,
    options.beforeDirectory ?? "",
    directory,
    options.afterDirectory ?? "",
    zipEnd(centrals.length, directory.length, start, options),
    options.suffix ?? "",
  );
}

// ---- wheel ----

export interface WheelOptions extends ZipOptions {
  /** `NAME-VERSION`, the stem of the `.dist-info` folder; `demo-1.0` by default. */
  readonly distribution?: string;
  /** Lines of RECORD instead of the right ones (the line of RECORD itself included). */
  readonly record?: string;
}

/** The line that RECORD has for a file. */
export function recordLine(path: string, body: Bytes): string {
  const bytes = bytesOf(body);
  const digest = createHash("sha256").update(bytes).digest("base64url");
  return `${path},sha256=${digest},${String(bytes.length)}\n`;
}

/** A wheel: the given members, then METADATA, WHEEL and a RECORD that is right. */
export function wheelOf(entries: readonly ZipEntry[], options: WheelOptions = {}): Uint8Array {
  const distribution = options.distribution ?? "demo-1.0";
  const [name = "", version = ""] = distribution.split("-");
  const info = `${distribution}.dist-info`;
  const given = new Set(entries.map((entry) => Buffer.from(bytesOf(entry.path)).toString()));
  const standard: ZipEntry[] = [
    {
      path: `${info}/METADATA`,
      body: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    },
    {
      path: `${info}/WHEEL`,
      body: "Wheel-Version: 1.0\nGenerator: demo 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    },
  ].filter((entry) => !given.has(entry.path));
  const all = [...entries, ...standard];
  const lines = all
    .filter((entry) => !Buffer.from(bytesOf(entry.path)).toString().endsWith("/"))
    .map((entry) => recordLine(Buffer.from(bytesOf(entry.path)).toString(), entry.body ?? ""));
  const record = options.record ?? `${lines.join("")}${info}/RECORD,,\n`;
  return zipOf([...all, { path: `${info}/RECORD`, body: record }], options);
}
