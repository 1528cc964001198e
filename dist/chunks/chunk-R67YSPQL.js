import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isUtf8,
  pathFromBytes,
  pathToBytes
} from "./chunk-2PK7QSDG.js";
import {
  ArchiveError
} from "./chunk-LQXGX5TO.js";

// src/core/digest.ts
import { createHash, hash } from "node:crypto";
function sha256Hex(bytes) {
  return hash("sha256", bytes, "hex");
}
function newHasher() {
  const hash2 = createHash("sha256");
  let size = 0;
  return {
    update(bytes) {
      hash2.update(bytes);
      size += bytes.byteLength;
    },
    fingerprint: () => ({ size, sha256: hash2.digest("hex") })
  };
}

// src/core/archive/format.ts
function compressor(name, bytes) {
  return { name, code: "compressor-unsupported", offset: 0, bytes };
}
function container(name, bytes, offset = 0) {
  return { name, code: "container-unsupported", offset, bytes };
}
var UNREAD = [
  compressor("xz", "ý7zXZ\0"),
  compressor("zstd", "(µ/ý"),
  compressor("bzip2", "BZh"),
  compressor("lzip", "LZIP"),
  compressor("lz4", '"M'),
  compressor("compress", ""),
  compressor("lzma", "]\0\0"),
  container("7z", "7z¼¯'"),
  container("rar", "Rar!\x07"),
  container("rpm", "í«îÛ"),
  container("ar", "!<arch>\n"),
  container("cab", "MSCF\0\0\0\0"),
  container("msi", "ÐÏà¡±á"),
  container("cpio", "070701"),
  container("cpio", "070702"),
  container("cpio", "070707"),
  container("xar", "xar!"),
  container("squashfs", "hsqs"),
  container("iso", "CD001", 32769)
];
var DMG_TRAILER = "koly";
var TRAILER_LENGTH = 512;
var HEAD_LENGTH = 32774;
function unreadFormat(head) {
  for (const magic of UNREAD) {
    if (startsWith(head, magic.offset, magic.bytes)) return { name: magic.name, code: magic.code };
  }
  return null;
}
function unreadFormatByTail(tail) {
  return tail.length === TRAILER_LENGTH && startsWith(tail, 0, DMG_TRAILER) ? { name: "dmg", code: "container-unsupported" } : null;
}
function startsWith(bytes, offset, text2) {
  return pathFromBytes(bytes.subarray(offset, offset + text2.length)) === text2;
}

// src/core/archive/refusal-codes.ts
var REFUSAL_CODES = {
  // limits
  "limit-input": "a file no larger than the cap on input",
  "limit-output": "no more decompressed bytes than the cap on output",
  "limit-ratio": "a compression ratio below the cap",
  "limit-entry": "an entry no larger than the cap on one body",
  "limit-entries": "no more entries than the cap",
  "limit-meta": "a metadata record no larger than its cap",
  "limit-name": "a name of at most 1,024 bytes whose parts have at most 255",
  "limit-depth": "containers nested no deeper than the cap",
  // formats without a reader
  "compressor-unsupported": "a compressor that has a strict reader",
  "container-unsupported": "a container that has a strict reader",
  // what every reader proves of itself
  "unaccounted-bytes": "bytes that the model writes again exactly",
  "nested-absent": "an entry of that name to read inside",
  // names and links
  "name-not-canonical": "a relative name without empty, `.` or `..` parts",
  "name-trailing-slash": "no slash at the end of a file's name",
  "name-separator": "a name without backslash and colon",
  "name-control": "a name without control characters",
  "name-duplicate": "each name once",
  "name-collision": "names that stay distinct on every file system",
  "link-parent": "no entry below a file or a link",
  "link-escape": "a link target that stays inside the archive",
  "hardlink-target": "a hard link to an earlier file of the archive, named exactly",
  // tar
  "tar-length": "a length that is a multiple of 512 bytes",
  "tar-checksum": "the unsigned checksum of the header",
  "tar-magic": "the magic of POSIX ustar or GNU tar, or none and nothing else behind the link name",
  "tar-prefix-gnu": "zeros in the prefix area of a GNU header",
  "tar-field-padding": "zeros after the end of a text field",
  "tar-number": "a canonical number in the field",
  "tar-type": "a file, directory, hard link, symbolic link or known metadata",
  "tar-size-on-nonfile": "size zero for everything but files",
  "tar-truncated": "the whole body of the last entry",
  "tar-padding": "zeros after a body up to the next block",
  "tar-end-marker": "two zero blocks at the end",
  "tar-trailing-data": "nothing but zeros after the end marker",
  "tar-meta-stacked": "one PAX header, or one long name and one long link target, per entry",
  "tar-meta-dangling": "an entry after its metadata",
  "tar-gnu-longname": "a long name under 4,096 bytes that ends in its only NUL",
  "tar-pax-record-length": "PAX records of the declared length that fill the body",
  "tar-pax-key": "a PAX key that this reader knows",
  "tar-pax-duplicate-key": "each PAX key once",
  "tar-pax-empty": "a PAX value that is not empty",
  "tar-pax-nul": "a PAX value without NUL",
  "tar-pax-utf8": "PAX text in valid UTF-8",
  "tar-pax-value": "a PAX value of the key's grammar",
  "tar-pax-size-mismatch": "the size in the PAX record to equal the header's",
  "tar-pax-mtime": "a PAX time within a second of the header's",
  "tar-pax-global": "a global header only in front, with nothing but a commit id",
  "tar-linkname": "a link target on links, and on nothing else",
  // gzip
  "gzip-header": "a whole gzip header with method 8",
  "gzip-flags": "zero in the reserved flags",
  "gzip-header-crc": "the header's own checksum to be right",
  "gzip-extra": "extra data made of whole subfields",
  "gzip-deflate": "a complete deflate stream",
  "gzip-crc": "the checksum of the decompressed bytes",
  "gzip-size": "the size of the decompressed bytes",
  "gzip-multiple-members": "a single gzip member",
  "gzip-trailing-data": "nothing after the gzip member",
  // zip
  "zip-eocd": "the end record in the last 22 bytes",
  "zip-split": "a zip in one piece",
  "zip-comment": "no comment",
  "zip-cd-position": "a central directory that ends where the end record begins",
  "zip-count": "the number of entries that the end record says",
  "zip-prefix": "a local record at the first byte",
  "zip-gap": "every byte before the directory to belong to a listed entry",
  "zip-overlap": "every entry to start where the one before it ended",
  "zip-local-central-mismatch": "the local record to say what the directory says",
  "zip-flags": "only flags that decide nothing, or UTF-8 and data descriptor",
  "zip-encrypted": "no encryption",
  "zip-version": "a member that needs version 4.5 at most to extract",
  "zip-method": "stored or deflated data",
  "zip-deflate": "a deflate stream of exactly the declared length",
  "zip-size": "the declared size",
  "zip-crc": "the declared checksum",
  "zip-data-descriptor": "a signed data descriptor that agrees, outside of wheels",
  "zip-extra": "known extra fields of exact length, each once",
  "zip-zip64": "zip64 fields where they are needed and nowhere else",
  "zip-name-encoding": "a name in ASCII, or valid UTF-8 marked as such on Unix",
  "zip-directory-data": "a directory without data",
  "zip-type": "a file, directory or symbolic link whose attributes agree with its name"
};

// src/core/archive/refusal.ts
var RefusedInput = class extends ArchiveError {
  refusal;
  constructor(refusal, code, found) {
    const next = `See docs/archives.md#${code}.`;
    super(code, { expected: REFUSAL_CODES[code], found, next });
    this.refusal = refusal;
  }
};
function refusalFor(code, offset, found) {
  return { code, offset, message: `expected ${REFUSAL_CODES[code]}, found ${found}` };
}
function refuse(code, offset, found) {
  throw new RefusedInput(refusalFor(code, offset, found), code, found);
}
function refusalOf(error) {
  return error instanceof RefusedInput ? error.refusal : null;
}

// src/core/archive/byte-runs.ts
import { timingSafeEqual } from "node:crypto";
var ZEROS = new Uint8Array(512);
function firstNonZero(bytes, from, to) {
  if (bytes[from] !== 0 && from < to) return from;
  if (equalBytes(bytes.subarray(from, to), ZEROS.subarray(0, to - from))) return -1;
  let at = from;
  while (bytes[at] === 0) at += 1;
  return at;
}
function equalBytes(a, b) {
  return a.length === b.length && timingSafeEqual(a, b);
}
function sumOfBlock(block) {
  const aligned = block.byteOffset % 4 === 0 ? block : block.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, 128);
  let sums = 0;
  for (const word of words) sums += (word & 16711935) + (word >>> 8 & 16711935);
  return (sums & 65535) + Math.floor(sums / 65536);
}
function concatenate(parts) {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// src/core/archive/hex.ts
function hexOf(bytes) {
  let text2 = "";
  for (const byte of bytes) text2 += byte.toString(16).padStart(2, "0");
  return text2;
}
function bytesOfHex(text2) {
  return Uint8Array.from(text2.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

// src/core/archive/names.ts
var LONGEST_NAME = 1024;
var LONGEST_PART = 255;
var CONTROL = /[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/;
function checkName(name, offset) {
  if (CONTROL.test(name)) refuse("name-control", offset, shown(name));
  if (/[\\:]/.test(name)) refuse("name-separator", offset, shown(name));
  if (name.length > LONGEST_NAME) {
    refuse("limit-name", offset, `a name of ${String(name.length)} bytes`);
  }
  let start = 0;
  while (start <= name.length) {
    const slash = name.indexOf("/", start);
    const end = slash === -1 ? name.length : slash;
    checkPart(name, start, end, offset);
    start = end + 1;
  }
}
function checkPart(name, start, end, offset) {
  const length = end - start;
  if (length > LONGEST_PART) refuse("limit-name", offset, `a part of ${String(length)} bytes`);
  const dots = length === 0 || length === 1 && name[start] === "." || length === 2 && name[start] === "." && name[start + 1] === ".";
  if (dots) refuse("name-not-canonical", offset, shown(name));
}
function checkTargetText(target, offset) {
  if (CONTROL.test(target)) refuse("name-control", offset, shown(target));
}
function shown(name) {
  const text2 = name.replace(
    /[^\x20-\x5b\x5d-\x7e]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`
  );
  return `"${text2.length > 120 ? `${text2.slice(0, 120)}…` : text2}"`;
}

// src/core/archive/gzip/gzip-header.ts
var FTEXT = 1;
var FHCRC = 2;
var FEXTRA = 4;
var FNAME = 8;
var FCOMMENT = 16;
var FIXED = 10;
var LONGEST_NAME2 = 255;
var LONGEST_COMMENT = 4096;
function parseGzipHeader(bytes, crc32) {
  if (bytes.length < FIXED) return null;
  const flags = checkStart(bytes);
  const fields = /* @__PURE__ */ new Map();
  fields.set("gzip.mtime", String(new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)));
  fields.set("gzip.xfl", String(bytes[8]));
  fields.set("gzip.os", String(bytes[9]));
  if ((flags & FTEXT) !== 0) fields.set("gzip.ftext", "1");
  let length = FIXED;
  for (const [flag, take] of PARTS) {
    if ((flags & flag) === 0) continue;
    length = take(bytes, length, fields, crc32);
    if (length === null) return null;
  }
  return { fields, length };
}
function checkStart([id1, id2, method, flags = 0]) {
  if (id1 !== 31 || id2 !== 139 || method !== 8) refuse("gzip-header", 0, "another header");
  if (flags > 31) refuse("gzip-flags", 3, `flags 0x${flags.toString(16)}`);
  return flags;
}
var PARTS = [
  [FEXTRA, takeExtra],
  [FNAME, takeName],
  [FCOMMENT, takeComment],
  [FHCRC, takeChecksum]
];
function takeExtra(bytes, at, fields) {
  if (bytes.length < at + 2) return null;
  const end = at + 2 + uint16(bytes, at);
  if (bytes.length < end) return null;
  let next = at + 2;
  while (next + 4 <= end) next += 4 + uint16(bytes, next + 2);
  if (next !== end) refuse("gzip-extra", at, "a subfield that ends elsewhere");
  fields.set("gzip.extra", hexOf(bytes.subarray(at + 2, end)));
  return end;
}
function takeName(bytes, at, fields) {
  const name = takeText(bytes, at, LONGEST_NAME2);
  if (name === null) return null;
  checkName(name, at);
  fields.set("gzip.name", name);
  return at + name.length + 1;
}
function takeComment(bytes, at, fields) {
  const comment = takeText(bytes, at, LONGEST_COMMENT);
  if (comment === null) return null;
  fields.set("gzip.comment", comment);
  return at + comment.length + 1;
}
function takeText(bytes, at, longest) {
  const end = bytes.indexOf(0, at);
  const length = (end === -1 ? bytes.length : end) - at;
  if (length > longest) refuse("limit-meta", at, `a text of more than ${String(longest)} bytes`);
  return end === -1 ? null : pathFromBytes(bytes.subarray(at, end));
}
function takeChecksum(bytes, at, fields, crc32) {
  if (bytes.length < at + 2) return null;
  if (uint16(bytes, at) !== (crc32(bytes.subarray(0, at), 0) & 65535)) {
    refuse("gzip-header-crc", at, "another checksum");
  }
  fields.set("gzip.fhcrc", "1");
  return at + 2;
}
function uint16(bytes, at) {
  return (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8;
}
function serialiseGzipHeader(fields, crc32) {
  const number2 = (key) => Number(fields.get(key));
  const flag = (key, value) => fields.has(key) ? value : 0;
  const flags = flag("gzip.ftext", FTEXT) | flag("gzip.fhcrc", FHCRC) | flag("gzip.extra", FEXTRA) | flag("gzip.name", FNAME) | flag("gzip.comment", FCOMMENT);
  const bytes = [31, 139, 8, flags, ...little(number2("gzip.mtime"), 4)];
  bytes.push(number2("gzip.xfl"), number2("gzip.os"));
  const extra = fields.get("gzip.extra");
  if (extra !== void 0) bytes.push(...little(extra.length / 2, 2), ...bytesOfHex(extra));
  for (const key of ["gzip.name", "gzip.comment"]) {
    const text2 = fields.get(key);
    if (text2 !== void 0) bytes.push(...pathToBytes(`${text2}\0`));
  }
  if (fields.has("gzip.fhcrc")) bytes.push(...little(crc32(Uint8Array.from(bytes), 0) & 65535, 2));
  return Uint8Array.from(bytes);
}
function little(value, length) {
  return Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) % 256);
}

// src/core/archive/gzip/gzip-reader.ts
var TRAILER = 8;
var GzipReader = class {
  #context;
  #content;
  #packed = newHasher();
  #stream;
  #state = "header";
  #headerAtLeast = 10;
  #fields = /* @__PURE__ */ new Map();
  #offset = 0;
  /** Where the deflate stream begins. */
  #start = 0;
  #crc = 0;
  #size = 0;
  constructor(context) {
    this.#context = context;
    this.#content = context.openContent();
    this.#stream = this.#deflateStream();
  }
  get need() {
    switch (this.#state) {
      case "header":
        return { kind: "bytes", atLeast: this.#headerAtLeast };
      case "deflate":
        return { kind: "stream", stream: this.#stream };
      case "trailer":
        return { kind: "bytes", atLeast: TRAILER };
      case "behind":
        return { kind: "bytes", atLeast: 2 };
    }
  }
  push(bytes) {
    switch (this.#state) {
      case "header":
        return this.#takeHeader(bytes);
      case "trailer":
        return this.#takeTrailer(bytes);
      case "behind":
        return this.#refuseTail(bytes);
      case "deflate":
        return 0;
    }
  }
  end(rest) {
    const end = this.#offset + rest.length;
    if (this.#state === "header") refuse("gzip-header", end, "the end of the file");
    if (this.#state === "trailer") refuse("gzip-deflate", end, "the end of the file");
    if (rest.length > 0) refuse("gzip-trailing-data", this.#offset, "one more byte");
  }
  result() {
    return {
      kind: "compressor",
      format: "gzip",
      fields: this.#fields,
      packed: this.#packed.fingerprint(),
      content: this.#content
    };
  }
  #takeHeader(bytes) {
    const header = parseGzipHeader(bytes, this.#context.crc32);
    if (header === null) {
      this.#headerAtLeast = bytes.length + 1;
      return 0;
    }
    const again = serialiseGzipHeader(header.fields, this.#context.crc32);
    if (!equalBytes(again, bytes.subarray(0, header.length))) {
      refuse("unaccounted-bytes", 0, "a header that the model does not write again");
    }
    this.#fields = header.fields;
    this.#offset = header.length;
    this.#start = header.length;
    this.#state = "deflate";
    return header.length;
  }
  #deflateStream() {
    return {
      codec: "deflate",
      packedSize: null,
      sizeHint: null,
      into: this.#content,
      consumed: (bytes) => {
        this.#packed.update(bytes);
        this.#offset += bytes.length;
      },
      decoded: (bytes) => {
        this.#crc = this.#context.crc32(bytes, this.#crc);
        this.#size += bytes.length;
        this.#context.counters.countOutput(bytes.length, this.#start);
      },
      ended: () => {
        this.#state = "trailer";
      },
      failed: (reason) => refuse("gzip-deflate", this.#start, reason)
    };
  }
  #takeTrailer(bytes) {
    if (bytes.length < TRAILER) return 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, TRAILER);
    if (view.getUint32(0, true) !== this.#crc) {
      refuse("gzip-crc", this.#offset, "content with another checksum");
    }
    if (view.getUint32(4, true) !== this.#size % 2 ** 32) {
      refuse("gzip-size", this.#offset + 4, `${String(this.#size)} bytes of content`);
    }
    this.#offset += TRAILER;
    this.#state = "behind";
    return TRAILER;
  }
  #refuseTail([first, second]) {
    if (second === void 0) return 0;
    if (first === 31 && second === 139) {
      refuse("gzip-multiple-members", this.#offset, "another member");
    }
    refuse("gzip-trailing-data", this.#offset, "more bytes");
  }
};

// src/core/archive/tar/tar-number.ts
var NONE = "-";
var NUL = 0;
var SPACE = 32;
var ZERO = 48;
var SEVEN = 55;
var ENDS = /^(n+|s|sn|ns)$/;
function parseTarNumber(block, at, length, offset) {
  if (block[at] === 128) return parseBase256(block, at, length, offset);
  let value = 0;
  let digits = 0;
  while (digits < length) {
    const byte = block[at + digits] ?? 0;
    if (byte < ZERO || byte > SEVEN) break;
    value = value * 8 + (byte - ZERO);
    digits += 1;
  }
  let end = "";
  for (let next = digits; next < length; next++) end += endLetter(block[at + next] ?? 0);
  if (digits === 0 || !ENDS.test(end)) refuse("tar-number", offset + at, hex(block, at, length));
  return { value, spelling: `${String(digits)}${end}` };
}
function parseTarNumberOrNone(block, at, length, offset) {
  if (firstNonZero(block, at, at + length) === -1) return { value: 0, spelling: NONE };
  return parseTarNumber(block, at, length, offset);
}
function endLetter(byte) {
  return byte === NUL ? "n" : byte === SPACE ? "s" : "?";
}
function parseBase256(block, at, length, offset) {
  let value = 0;
  for (let next = 1; next < length; next++) value = value * 256 + (block[at + next] ?? 0);
  const octalHolds = value < 8 ** (length - 1);
  if (octalHolds || value > Number.MAX_SAFE_INTEGER) {
    refuse("tar-number", offset + at, hex(block, at, length));
  }
  return { value, spelling: "b" };
}
function hex(block, at, length) {
  const bytes = block.subarray(at, at + length);
  return `bytes ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}
function writeTarNumber(block, at, length, { value, spelling }) {
  if (spelling === NONE) return;
  let rest = value;
  if (spelling === "b") {
    block[at] = 128;
    for (let next = length - 1; next > 0; next--) {
      block[at + next] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return;
  }
  const digits = Number.parseInt(spelling, 10);
  for (let next = digits - 1; next >= 0; next--) {
    block[at + next] = ZERO + rest % 8;
    rest = Math.floor(rest / 8);
  }
  const firstLetter = digits < 10 ? 1 : 2;
  for (let next = digits; next < length; next++) {
    block[at + next] = spelling[firstLetter + next - digits] === "s" ? SPACE : NUL;
  }
}

// src/core/archive/tar/tar-header.ts
var BLOCK = 512;
var TYPE_FLAGS = {
  "\0": "nul",
  "0": "0",
  "1": "1",
  "2": "2",
  "5": "5",
  x: "x",
  g: "g",
  L: "L",
  K: "K"
};
var CHECKSUM = 148;
var MAGIC = 257;
var USTAR_MAGIC = "ustar\x0000";
var GNU_MAGIC = "ustar  \0";
var MAGICS = { ustar: USTAR_MAGIC, gnu: GNU_MAGIC, v7: "" };
function parseTarHeader(block, offset) {
  const checksum = parseChecksum(block, offset);
  const dialect = dialectOf(block, offset);
  if (dialect === "gnu" && firstNonZero(block, 345, 500) !== -1) {
    refuse("tar-prefix-gnu", offset + 345, "other bytes");
  }
  const stray = firstNonZero(block, 500, BLOCK);
  if (stray !== -1) refuse("tar-field-padding", offset + stray, "another byte");
  const mode = parseTarNumber(block, 100, 8, offset);
  if (mode.value > 4095) {
    refuse("tar-number", offset + 100, `mode 0${mode.value.toString(8)}`);
  }
  const header = {
    name: text(block, 0, 100, offset),
    mode,
    uid: parseTarNumberOrNone(block, 108, 8, offset),
    gid: parseTarNumberOrNone(block, 116, 8, offset),
    size: parseTarNumber(block, 124, 12, offset),
    mtime: parseTarNumberOrNone(block, 136, 12, offset),
    checksumSpelling: checksum.spelling,
    linkname: text(block, 157, 257, offset),
    dialect,
    uname: text(block, 265, 297, offset),
    gname: text(block, 297, 329, offset),
    deviceSpelling: `${device(block, 329, offset)},${device(block, 337, offset)}`,
    prefix: text(block, 345, 500, offset),
    type: typeFlag(block, offset)
  };
  checkUse(header, offset);
  return header;
}
function dialectOf(block, offset) {
  const magic = latin1(block, MAGIC, MAGIC + 8);
  if (magic === USTAR_MAGIC) return "ustar";
  if (magic === GNU_MAGIC) return "gnu";
  const isOld = firstNonZero(block, MAGIC, 329) === -1 && firstNonZero(block, 345, BLOCK) === -1;
  if (isOld) return "v7";
  return refuse("tar-magic", offset + MAGIC, JSON.stringify(magic));
}
function parseChecksum(block, offset) {
  let sum = sumOfBlock(block) + 8 * 32;
  for (let at = CHECKSUM; at < CHECKSUM + 8; at++) sum -= block[at] ?? 0;
  const checksum = parseTarNumber(block, CHECKSUM, 8, offset);
  if (checksum.value !== sum) {
    refuse(
      "tar-checksum",
      offset + CHECKSUM,
      `${String(checksum.value)} instead of ${String(sum)}`
    );
  }
  return checksum;
}
function typeFlag(block, offset) {
  const char = String.fromCharCode(block[156] ?? 0);
  if (!Object.hasOwn(TYPE_FLAGS, char)) {
    refuse("tar-type", offset + 156, `type ${JSON.stringify(char)}`);
  }
  return TYPE_FLAGS[char];
}
function checkUse(header, offset) {
  const { type, size, linkname, dialect } = header;
  if (dialect === "v7" && /[xgLK]/.test(type)) {
    refuse("tar-type", offset + 156, `type ${type} in a header without magic`);
  }
  const isLink = type === "1" || type === "2";
  if ((isLink || type === "5") && size.value !== 0) {
    refuse("tar-size-on-nonfile", offset + 124, `size ${String(size.value)} on type ${type}`);
  }
  if (!isLink && linkname !== "") refuse("tar-linkname", offset + 157, `a target on type ${type}`);
}
function text(block, from, to, offset) {
  let end = block.indexOf(0, from);
  if (end === -1 || end > to) end = to;
  const stray = firstNonZero(block, end, to);
  if (stray !== -1) refuse("tar-field-padding", offset + stray, "a byte after the NUL");
  return end === from ? "" : latin1(block, from, end);
}
function latin1(block, from, to) {
  return pathFromBytes(block.subarray(from, to));
}
function device(block, at, offset) {
  const { value, spelling } = parseTarNumberOrNone(block, at, 8, offset);
  if (value !== 0) refuse("tar-number", offset + at, `device ${String(value)}`);
  return spelling;
}
function serialiseTarHeader(header) {
  const block = new Uint8Array(BLOCK);
  writeTarHeader(block, header);
  return block;
}
function writeTarHeader(block, header) {
  block.fill(0);
  writeText(block, 0, header.name);
  writeTarNumber(block, 100, 8, header.mode);
  writeTarNumber(block, 108, 8, header.uid);
  writeTarNumber(block, 116, 8, header.gid);
  writeTarNumber(block, 124, 12, header.size);
  writeTarNumber(block, 136, 12, header.mtime);
  block[156] = header.type === "nul" ? 0 : header.type.charCodeAt(0);
  writeText(block, 157, header.linkname);
  writeText(block, MAGIC, MAGICS[header.dialect]);
  writeText(block, 265, header.uname);
  writeText(block, 297, header.gname);
  const [major = "", minor = ""] = header.deviceSpelling.split(",");
  writeTarNumber(block, 329, 8, { value: 0, spelling: major });
  writeTarNumber(block, 337, 8, { value: 0, spelling: minor });
  writeText(block, 345, header.prefix);
  const value = sumOfBlock(block) + 8 * 32;
  writeTarNumber(block, CHECKSUM, 8, { value, spelling: header.checksumSpelling });
}
function writeText(block, at, value) {
  for (let next = 0; next < value.length; next++) block[at + next] = value.charCodeAt(next);
}

// src/core/archive/tar/tar-magic.ts
function looksLikeTar(head) {
  if (head.length < BLOCK) return false;
  return startsWith(head, 257, "ustar") || hasChecksum(head);
}
function hasChecksum(head) {
  const digits = /^ *([0-7]+)[ \0]/.exec(String.fromCharCode(...head.subarray(148, 156)))?.[1];
  if (digits === void 0) return false;
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  return sum === Number.parseInt(digits, 8);
}

// src/core/archive/body-digest.ts
var BodyDigest = class {
  #size = 0;
  #first = null;
  #hasher = null;
  get size() {
    return this.#size;
  }
  /** `last`: nothing will follow, so one piece can be hashed at once. */
  update(bytes, last) {
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    if (last && this.#hasher === null) {
      this.#first = { size: bytes.length, sha256: sha256Hex(bytes) };
      return;
    }
    this.#hasher ??= newHasher();
    this.#hasher.update(bytes);
  }
  fingerprint() {
    return this.#first ?? (this.#hasher ??= newHasher()).fingerprint();
  }
};

// src/core/archive/interned-fields.ts
var InternedFields = class {
  #known = /* @__PURE__ */ new Map();
  #keys = [];
  #values = [];
  #text = "";
  /** Adds a field to the set being collected; the order of calls is part of the set. */
  add(key, value) {
    this.#keys.push(key);
    this.#values.push(value);
    this.#text += `${key}:${String(value.length)}:${value}`;
  }
  /** The collected set; the next call starts an empty one. */
  take() {
    let fields = this.#known.get(this.#text);
    if (fields === void 0) {
      fields = new Map(this.#keys.map((key, at) => [key, this.#values[at] ?? ""]));
      this.#known.set(this.#text, fields);
    }
    this.#keys = [];
    this.#values = [];
    this.#text = "";
    return fields;
  }
};

// src/core/archive/tar/tar-pax.ts
var KEYS = {
  path: "text",
  linkpath: "text",
  size: "integer",
  mtime: "time",
  atime: "time",
  ctime: "time",
  uid: "integer",
  gid: "integer",
  uname: "line",
  gname: "line",
  "SCHILY.dev": "integer",
  "SCHILY.ino": "integer",
  "SCHILY.nlink": "integer",
  "LIBARCHIVE.creationtime": "time"
};
var INTEGER = /^(0|[1-9][0-9]{0,15})$/;
var TIME = /^(0|[1-9][0-9]{0,15})(\.[0-9]+)?$/;
var NEWLINE = 10;
function parsePax(body, offset) {
  const records = /* @__PURE__ */ new Map();
  if (body.length === 0) refuse("tar-pax-record-length", offset, "no record");
  for (let at = 0; at < body.length; ) {
    const length = recordLength(body, at, offset + at);
    const content = pathFromBytes(body.subarray(at + String(length).length + 1, at + length - 1));
    const [key, value] = keyAndValue(content, offset + at);
    if (records.has(key)) refuse("tar-pax-duplicate-key", offset + at, `${key} twice`);
    checkValue(key, value, offset + at);
    records.set(key, value);
    at += length;
  }
  return records;
}
function recordLength(body, at, offset) {
  let length = 0;
  let digits = 0;
  for (; digits < 7; digits++) {
    const byte = body[at + digits] ?? 0;
    if (byte < 48 || byte > 57) break;
    length = length * 10 + (byte - 48);
  }
  const whole = body[at] !== 48 && body[at + digits] === 32 && length > digits + 1 && at + length <= body.length && body[at + length - 1] === NEWLINE;
  if (!whole) refuse("tar-pax-record-length", offset, `a record of length ${String(length)}`);
  return length;
}
function keyAndValue(content, offset) {
  const equals = content.indexOf("=");
  const key = equals === -1 ? content : content.slice(0, equals);
  if (equals === -1 || !Object.hasOwn(KEYS, key)) refuse("tar-pax-key", offset, shown(key));
  return [key, content.slice(equals + 1)];
}
function checkValue(key, value, offset) {
  if (value === "") refuse("tar-pax-empty", offset, `an empty ${key}`);
  if (value.includes("\0")) refuse("tar-pax-nul", offset, `${key} ${shown(value)}`);
  const grammar = KEYS[key];
  if (grammar === "text" || grammar === "line") {
    if (!isUtf8(value)) refuse("tar-pax-utf8", offset, `${key} ${shown(value)}`);
    if (grammar === "line" && value.includes("\n")) {
      refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
    }
    return;
  }
  const fits = (grammar === "integer" ? INTEGER : TIME).test(value);
  if (!fits || Number.parseInt(value, 10) > Number.MAX_SAFE_INTEGER) {
    refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
  }
}
function serialisePax(records) {
  let text2 = "";
  for (const [key, value] of records) text2 += paxRecord(key, value);
  return pathToBytes(text2);
}
function paxRecord(key, value) {
  const rest = ` ${key}=${value}
`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return `${String(length)}${rest}`;
}

// src/core/archive/tar/tar-head.ts
function headerName(header) {
  return header.prefix === "" ? header.name : `${header.prefix}/${header.name}`;
}
function hasMetadata({ pax, longName, longLink }) {
  return pax !== null || longName !== null || longLink !== null;
}
function serialiseTarHead(head) {
  const main = serialiseTarHeader(head.main);
  const parts = [];
  if (head.pax !== null) parts.push(...metaBlocks(head.pax.header, serialisePax(head.pax.records)));
  const long = head.linkFirst ? [head.longLink, head.longName] : [head.longName, head.longLink];
  for (const member of long) {
    if (member !== null) parts.push(...metaBlocks(member.header, longTextBody(member.text)));
  }
  parts.push(main);
  return concatenate(parts);
}
function metaBlocks(header, body) {
  const padded = new Uint8Array(paddedLength(body.length));
  padded.set(body);
  return [serialiseTarHeader(header), padded];
}
function longTextBody(text2) {
  return pathToBytes(`${text2}\0`);
}
function paddedLength(length) {
  return Math.ceil(length / BLOCK) * BLOCK;
}

// src/core/archive/tar/tar-meta-header.ts
function describeMetaHeader(meta, main, name) {
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
    meta.deviceSpelling
  ].join("|");
}
function metaHeaderFrom(described, type, size, main, name) {
  const parts = described.split("|");
  const part = (at) => parts[at] ?? "";
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
    uname: part(9) === "=" ? main?.uname ?? "" : unescapeText(part(9)),
    gname: part(10) === "=" ? main?.gname ?? "" : unescapeText(part(10)),
    deviceSpelling: part(11)
  };
}
function number(meta, main) {
  const same = meta.value === main?.value && meta.spelling === main.spelling;
  return same ? "=" : `${meta.value.toString(8)}/${meta.spelling}`;
}
function numberFrom(text2, main) {
  if (text2 === "=" && main !== void 0) return main;
  const [value = "", spelling = ""] = text2.split("/");
  return { value: Number.parseInt(value, 8), spelling };
}
function escapeText(text2) {
  return text2.replace(/[\\|=]/g, (char) => ({ "\\": "\\b", "|": "\\p", "=": "\\e" })[char] ?? "");
}
function unescapeText(text2) {
  return text2.replace(
    /\\([bpe])/g,
    (_, letter) => ({ b: "\\", p: "|", e: "=" })[letter] ?? ""
  );
}
function namePattern(metaName, name) {
  const { folder, last } = partsOf(name);
  const literal = (text2) => text2.replaceAll("%", "%%");
  if (last === "" || !metaName.endsWith(last)) return literal(metaName);
  const front = metaName.slice(0, -last.length);
  return front.startsWith(`${folder}/`) ? `%d${literal(front.slice(folder.length))}%f` : `${literal(front)}%f`;
}
function nameFromPattern(pattern, name) {
  const { folder, last } = partsOf(name);
  return pattern.replace(
    /%([%df])/g,
    (_, letter) => ({ "%": "%", d: folder, f: last })[letter] ?? ""
  );
}
function partsOf(name) {
  const bare = name.endsWith("/") ? name.slice(0, -1) : name;
  const slash = bare.lastIndexOf("/");
  return { folder: slash === -1 ? "." : bare.slice(0, slash), last: bare.slice(slash + 1) };
}

// src/core/archive/tar/tar-commit.ts
var COMMIT_RECORD = /^(?:52|76) comment=([0-9a-f]{40}|[0-9a-f]{64})\n$/;
function parseCommit(header, body, offset) {
  const text2 = pathFromBytes(body);
  const [, id] = COMMIT_RECORD.exec(text2) ?? [];
  if (id === void 0) refuse("tar-pax-global", offset, shown(text2.slice(0, 80)));
  return { id, header: describeMetaHeader(header, null, "") };
}
function serialiseCommit({ id, header }) {
  const body = pathToBytes(paxRecord("comment", id));
  return concatenate(metaBlocks(metaHeaderFrom(header, "g", body.length, null, ""), body));
}

// src/core/archive/link-target.ts
function checkSymlink(path, target, offset) {
  checkTargetText(target, offset);
  const escape = () => refuse("link-escape", offset, `${shown(path)} to ${shown(target)}`);
  if (target === "" || target.startsWith("/")) escape();
  if (target.includes("\\") || /^[A-Za-z]:/.test(target)) escape();
  let depth = path.split("/").length - 1;
  let descended = false;
  for (const part of target.split("/")) {
    if (part === "..") {
      depth -= 1;
      if (descended || depth < 0) escape();
    } else if (part !== "" && part !== ".") {
      descended = true;
    }
  }
}

// src/core/archive/name-index.ts
var NameIndex = class {
  #slots = /* @__PURE__ */ new Map();
  #names = [];
  #kinds = [];
  #lastParent = "";
  add(path, type, offset) {
    const slash = path.lastIndexOf("/");
    const parent = slash === -1 ? "" : path.slice(0, slash);
    if (parent !== this.#lastParent) {
      this.#addParents(parent, offset);
      this.#lastParent = parent;
    }
    const folded = foldName(path);
    const slot = this.#slots.get(folded);
    if (slot === void 0) {
      this.#append(folded, path, type);
      return;
    }
    this.#checkCollision(slot, path, offset);
    if (this.#kinds[slot] !== "implied") refuse("name-duplicate", offset, shown(path));
    if (type !== "directory") refuse("link-parent", offset, `entries below ${shown(path)}`);
    this.#kinds[slot] = "directory";
  }
  /** Whether an entry of exactly this name was added as a file. */
  isFile(path) {
    const slot = this.#slots.get(foldName(path));
    return slot !== void 0 && this.#names[slot] === path && this.#kinds[slot] === "file";
  }
  #addParents(parent, offset) {
    for (let slash = parent.indexOf("/"); slash !== -1; slash = parent.indexOf("/", slash + 1)) {
      this.#addParent(parent.slice(0, slash), offset);
    }
    if (parent !== "") this.#addParent(parent, offset);
  }
  #addParent(parent, offset) {
    const folded = foldName(parent);
    const slot = this.#slots.get(folded);
    if (slot === void 0) {
      this.#append(folded, parent, "implied");
      return;
    }
    this.#checkCollision(slot, parent, offset);
    const kind = this.#kinds[slot];
    if (kind !== "implied" && kind !== "directory") {
      refuse("link-parent", offset, `an entry below ${shown(parent)}`);
    }
  }
  #checkCollision(slot, name, offset) {
    const there = this.#names[slot] ?? "";
    if (there !== name) refuse("name-collision", offset, `${shown(there)} and ${shown(name)}`);
  }
  #append(folded, name, kind) {
    this.#slots.set(folded, this.#names.length);
    this.#names.push(name);
    this.#kinds.push(kind);
  }
};
function foldName(name) {
  if (!/[\x80-\xff]/.test(name)) return name.toLowerCase();
  return new TextDecoder().decode(pathToBytes(name)).normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

// src/core/archive/tar/tar-member.ts
var PLAIN_PAX = {
  atime: "tar.atime",
  ctime: "tar.ctime",
  "LIBARCHIVE.creationtime": "tar.creation-time",
  "SCHILY.dev": "tar.device",
  "SCHILY.ino": "tar.inode",
  "SCHILY.nlink": "tar.links"
};
var TYPES = {
  "0": "file",
  nul: "file",
  "1": "hardlink",
  "2": "symlink",
  "5": "directory"
};
function entryType(header) {
  return TYPES[header.type];
}
function wholeName(head) {
  return head.pax?.records.get("path") ?? head.longName?.text ?? headerName(head.main);
}
function wholeTarget(head) {
  return head.pax?.records.get("linkpath") ?? head.longLink?.text ?? head.main.linkname;
}
function memberOfHead(head, rootPrefix, fields) {
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
  if (time !== void 0 && main.mtime.value !== Number.parseInt(time, 10)) {
    fields.add("tar.header-mtime", String(main.mtime.value));
  }
  addPax(head, name, fields);
  addLongTexts(head, name, fields);
  return {
    path: canonicalPath(slash ? name.slice(0, -1) : name, rootPrefix),
    type,
    mode: main.mode.value,
    size: type === "file" ? Number(pax?.records.get("size") ?? main.size.value) : 0,
    linkTarget: linkTarget(type, target, rootPrefix),
    mtime: time === void 0 ? main.mtime.value : Number.parseInt(time, 10),
    fields: fields.take()
  };
}
function canonicalPath(name, rootPrefix) {
  return name === "." ? name : name.slice(rootPrefix.length);
}
function linkTarget(type, target, rootPrefix) {
  if (type === "symlink") return target;
  return type === "hardlink" ? canonicalPath(target, rootPrefix) : null;
}
function addNames(head, name, target, fields) {
  const { main } = head;
  if (main.prefix !== "") fields.add("tar.name-prefix", String(main.prefix.length));
  if (name !== headerName(main) || hasLongName(head)) {
    const cut = cutOf(name, headerName(main));
    if (cut === null) fields.add("tar.header-name", headerName(main));
    else fields.add("tar.header-name-spelling", cut);
  }
  if (target !== main.linkname || hasLongTarget(head)) {
    const cut = cutOf(target, main.linkname);
    if (cut === null) fields.add("tar.header-linkname", main.linkname);
    else fields.add("tar.header-linkname-spelling", cut);
  }
}
function hasLongName(head) {
  return head.longName !== null || head.pax?.records.has("path") === true;
}
function hasLongTarget(head) {
  return head.longLink !== null || head.pax?.records.has("linkpath") === true;
}
function cutOf(whole, written) {
  if (written === whole) return "whole";
  if (written === whole.slice(0, 100)) return "cut-100";
  return written === whole.slice(0, 99) ? "cut-99" : null;
}
var OWNERS = ["uid", "gid", "uname", "gname"];
function addOwner(main, pax, fields) {
  for (const key of OWNERS) {
    const inHeader = ownerInHeader(main, key);
    const value = pax?.get(key) ?? inHeader;
    if (value !== "") fields.add(`tar.${key}`, value);
    if (value !== inHeader) fields.add(`tar.header-${key}`, inHeader);
  }
}
function ownerInHeader(main, key) {
  const value = main[key];
  return typeof value === "string" ? value : String(value.value);
}
function addNumbers(main, fields) {
  fields.add("tar.mode-spelling", main.mode.spelling);
  fields.add("tar.uid-spelling", main.uid.spelling);
  fields.add("tar.gid-spelling", main.gid.spelling);
  fields.add("tar.size-spelling", main.size.spelling);
  fields.add("tar.mtime-spelling", main.mtime.spelling);
  fields.add("tar.checksum-spelling", main.checksumSpelling);
  fields.add("tar.device-spelling", main.deviceSpelling);
}
function addPax({ pax, main }, name, fields) {
  if (pax === null) return;
  fields.add("tar.pax-keys", [...pax.records.keys()].join(","));
  fields.add("tar.pax-header", describeMetaHeader(pax.header, main, name));
  const [, fraction] = pax.records.get("mtime")?.split(".") ?? [];
  if (fraction !== void 0) fields.add("tar.mtime-fraction", fraction);
  for (const [key, field] of Object.entries(PLAIN_PAX)) {
    const value = pax.records.get(key);
    if (value !== void 0) fields.add(field, value);
  }
}
function addLongTexts(head, name, fields) {
  const { longName, longLink, main } = head;
  if (longName !== null) {
    fields.add("tar.gnu-name-header", describeMetaHeader(longName.header, main, name));
  }
  if (longLink !== null) {
    fields.add("tar.gnu-link-header", describeMetaHeader(longLink.header, main, name));
  }
  if (head.linkFirst) fields.add("tar.gnu-order", "KL");
}

// src/core/archive/tar/tar-member-head.ts
var PAX_ONLY_SIZE = 8 ** 11;
var TYPE_FLAGS2 = { file: "0", hardlink: "1", symlink: "2", directory: "5" };
function headOfMember(member, rootPrefix) {
  const { fields } = member;
  const name = spelledName(member, rootPrefix);
  const target = spelledTarget(member, rootPrefix);
  const main = mainHeader(member, name, target);
  const records = paxRecordsOf(member, name, target);
  const long = (type, text2, header) => header === void 0 ? null : { text: text2, header: metaHeaderFrom(header, type, text2.length + 1, main, name) };
  return {
    main,
    pax: records === null ? null : { records, header: paxHeader(member, records, main, name) },
    longName: long("L", name, fields.get("tar.gnu-name-header")),
    longLink: long("K", target, fields.get("tar.gnu-link-header")),
    linkFirst: fields.get("tar.gnu-order") === "KL"
  };
}
function paxHeader({ fields }, records, main, name) {
  const described = fields.get("tar.pax-header") ?? "";
  return metaHeaderFrom(described, "x", serialisePax(records).length, main, name);
}
function uncut(whole, cut) {
  return cut === "whole" ? whole : whole.slice(0, cut === "cut-100" ? 100 : 99);
}
function spelledName({ path, type, fields }, rootPrefix) {
  const slash = type === "directory" && fields.get("tar.directory-slash") === void 0 ? "/" : "";
  return path === "." ? `.${slash}` : `${rootPrefix}${path}${slash}`;
}
function spelledTarget({ type, linkTarget: target }, rootPrefix) {
  return type === "hardlink" ? `${rootPrefix}${target ?? ""}` : target ?? "";
}
function mainHeader(member, name, target) {
  const { fields, type } = member;
  const cut = fields.get("tar.header-name-spelling");
  const written = fields.get("tar.header-name") ?? (cut === void 0 ? name : uncut(name, cut));
  const linkCut = fields.get("tar.header-linkname-spelling");
  const split = Number(fields.get("tar.name-prefix") ?? -1);
  const number2 = (value2, key) => ({
    value: value2,
    spelling: fields.get(key) ?? ""
  });
  const value = (header, effective) => fields.get(header) ?? fields.get(effective) ?? "";
  return {
    type: fields.has("tar.type-spelling") ? "nul" : TYPE_FLAGS2[type],
    name: written.slice(split + 1),
    prefix: split === -1 ? "" : written.slice(0, split),
    linkname: fields.get("tar.header-linkname") ?? (linkCut === void 0 ? target : uncut(target, linkCut)),
    mode: number2(member.mode ?? 0, "tar.mode-spelling"),
    uid: number2(Number(value("tar.header-uid", "tar.uid")), "tar.uid-spelling"),
    gid: number2(Number(value("tar.header-gid", "tar.gid")), "tar.gid-spelling"),
    size: number2(headerSize(member), "tar.size-spelling"),
    mtime: number2(Number(fields.get("tar.header-mtime") ?? member.mtime), "tar.mtime-spelling"),
    checksumSpelling: fields.get("tar.checksum-spelling") ?? "",
    deviceSpelling: fields.get("tar.device-spelling") ?? "",
    dialect: dialectFrom(fields.get("tar.magic")),
    uname: value("tar.header-uname", "tar.uname"),
    gname: value("tar.header-gname", "tar.gname")
  };
}
function dialectFrom(magic) {
  return magic === "gnu" || magic === "v7" ? magic : "ustar";
}
function headerSize({ size, fields }) {
  const inPax = paxKeys(fields).includes("size");
  return inPax && size >= PAX_ONLY_SIZE && fields.get("tar.size-spelling") !== "b" ? 0 : size;
}
function paxKeys(fields) {
  return fields.get("tar.pax-keys")?.split(",") ?? [];
}
function paxRecordsOf(member, name, target) {
  const keys = paxKeys(member.fields);
  if (keys.length === 0) return null;
  return new Map(keys.map((key) => [key, paxValue(key, member, name, target)]));
}
function paxValue(key, member, name, target) {
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
function isPlainKey(key) {
  return Object.hasOwn(PLAIN_PAX, key);
}
function paxTime({ mtime, fields }) {
  const fraction = fields.get("tar.mtime-fraction");
  return fraction === void 0 ? String(mtime) : `${String(mtime)}.${fraction}`;
}

// src/core/archive/tar/tar-head-check.ts
var TarHeadCheck = class {
  #names = new NameIndex();
  #rootPrefix = null;
  /** `./` when every name begins so, else empty; known from the first entry on. */
  get rootPrefix() {
    return this.#rootPrefix ?? "";
  }
  /** Refuses in the order size, time, name, link. `offset` is where the main header starts. */
  check(head, offset) {
    checkSize(head, offset);
    checkTime(head, offset);
    const type = entryType(head.main);
    const path = this.#canonicalName(head, offset);
    this.#checkTarget(head, path, offset);
    this.#names.add(path, type, offset);
  }
  #canonicalName(head, offset) {
    const name = wholeName(head);
    const isDirectory = entryType(head.main) === "directory";
    const slash = name.endsWith("/");
    if (slash && !isDirectory) refuse("name-trailing-slash", offset, shown(name));
    if (head.main.type === "nul" && head.main.name.endsWith("/")) {
      refuse("name-trailing-slash", offset, shown(head.main.name));
    }
    const nameless = head.main.name === "" && name === headerName(head.main);
    const bare = slash ? name.slice(0, -1) : name;
    const root = bare === "." && isDirectory;
    this.#rootPrefix ??= root || bare.startsWith("./") ? "./" : "";
    if (root && this.#rootPrefix === "./") return bare;
    if (nameless || !bare.startsWith(this.#rootPrefix)) {
      refuse("name-not-canonical", offset, shown(name));
    }
    const path = bare.slice(this.#rootPrefix.length);
    checkName(path, offset);
    return path;
  }
  #checkTarget(head, path, offset) {
    const type = entryType(head.main);
    const target = wholeTarget(head);
    const isLink = type === "symlink" || type === "hardlink";
    if (isLink !== (target !== "")) refuse("tar-linkname", offset, `${type} to ${shown(target)}`);
    if (type === "symlink") checkSymlink(path, target, offset);
    if (type !== "hardlink") return;
    const known = target.startsWith(this.rootPrefix) && this.#names.isFile(target.slice(this.rootPrefix.length));
    if (!known) refuse("hardlink-target", offset, `${shown(path)} to ${shown(target)}`);
  }
};
function checkSize({ main, pax }, offset) {
  const text2 = pax?.records.get("size");
  if (text2 === void 0) return;
  const size = Number(text2);
  if (entryType(main) !== "file" && size !== 0) {
    refuse("tar-size-on-nonfile", offset, `size ${text2} in a PAX record`);
  }
  const agrees = size === main.size.value || size >= PAX_ONLY_SIZE && main.size.value === 0;
  if (!agrees) {
    refuse("tar-pax-size-mismatch", offset, `${text2} beside ${String(main.size.value)}`);
  }
}
function checkTime({ main, pax }, offset) {
  const text2 = pax?.records.get("mtime");
  if (text2 === void 0) return;
  if (Math.abs(Number.parseInt(text2, 10) - main.mtime.value) > 1) {
    refuse("tar-pax-mtime", offset, `${text2} beside ${String(main.mtime.value)}`);
  }
}

// src/core/archive/tar/tar-metadata.ts
var LONGEST_TEXT = 4096;
var TarMetadata = class {
  #pax = null;
  #longName = null;
  #longLink = null;
  #linkFirst = false;
  #raw = [];
  get pending() {
    return this.#raw.length > 0;
  }
  /** The bytes of all members so far, in pieces. */
  get raw() {
    return this.#raw;
  }
  /** Refuses a member that would overrule one that is there: consumers disagree which of two wins. */
  checkRoom(type, offset) {
    const taken = this.#pax !== null || type === "x" && this.pending || type === "L" && this.#longName !== null || type === "K" && this.#longLink !== null;
    if (taken) refuse("tar-meta-stacked", offset, `a second metadata member, of type ${type}`);
  }
  /** Takes a whole member; `blocks` are its bytes, `body` the part that means something. */
  add(header, body, blocks, offset) {
    if (header.type === "x") {
      this.#pax = { header, records: parsePax(body, offset) };
    } else if (header.type === "L") {
      this.#longName = { header, text: longText(body, offset) };
      this.#linkFirst = this.#longLink !== null;
    } else {
      this.#longLink = { header, text: longText(body, offset) };
    }
    this.#raw.push(...blocks);
  }
  /** All that was collected, with the main header it belongs to; the collection starts anew. */
  take(main) {
    const head = {
      main,
      pax: this.#pax,
      longName: this.#longName,
      longLink: this.#longLink,
      linkFirst: this.#linkFirst
    };
    this.#pax = null;
    this.#longName = null;
    this.#longLink = null;
    this.#linkFirst = false;
    return head;
  }
  /** Forgets the bytes, once they were accounted for. */
  clear() {
    this.#raw = [];
  }
};
function longText(body, offset) {
  const text2 = pathFromBytes(body);
  if (text2.indexOf("\0") !== text2.length - 1 || text2.length < 2 || text2.length > LONGEST_TEXT) {
    refuse("tar-gnu-longname", offset, `a text of ${String(text2.length)} bytes`);
  }
  return text2.slice(0, -1);
}

// src/core/archive/tar/tar-reader.ts
var TarReader = class {
  #context;
  #fields = new InternedFields();
  #check = new TarHeadCheck();
  #metadata = new TarMetadata();
  #entries = [];
  /** Where headers are written again: nearly all have no metadata in front. */
  #scratch = new Uint8Array(BLOCK);
  #offset = 0;
  #openMetadata = null;
  #openBody = null;
  #bodyLeft = 0;
  #paddingLeft = 0;
  #endBlocks = 0;
  #commit = null;
  #nested = null;
  constructor(context) {
    this.#context = context;
  }
  get need() {
    if (this.#openBody !== null) {
      const { stream } = this.#openBody;
      return stream === null ? { kind: "bytes", atLeast: 1 } : { kind: "stream", stream };
    }
    return { kind: "bytes", atLeast: this.#nextLength() };
  }
  push(bytes) {
    let at = 0;
    for (; ; ) {
      if (this.#openBody !== null) {
        if (at === bytes.length || this.#openBody.stream !== null) return at;
        at += this.#takeBody(this.#openBody, bytes, at);
        continue;
      }
      const length = this.#nextLength();
      if (bytes.length - at < length) return at;
      this.#takeWhole(bytes.subarray(at, at + length));
      this.#offset += length;
      at += length;
    }
  }
  end(rest) {
    const length = this.#offset + rest.length;
    if (length % BLOCK !== 0) refuse("tar-length", length, `${String(length)} bytes`);
    if (this.#openBody !== null || this.#openMetadata !== null || this.#paddingLeft > 0) {
      refuse("tar-truncated", length, "the end of the file");
    }
    if (this.#waiting) refuse("tar-meta-dangling", length, "the end of the file");
    if (this.#endBlocks < 2) {
      refuse("tar-end-marker", length, `${String(this.#endBlocks)} zero blocks`);
    }
  }
  result() {
    const fields = this.#fields;
    if (this.#check.rootPrefix !== "") fields.add("tar.root-prefix", this.#check.rootPrefix);
    fields.add("tar.end-blocks", String(this.#endBlocks));
    if (this.#commit !== null) {
      fields.add("tar.commit-comment", this.#commit.id);
      fields.add("tar.commit-header", this.#commit.header);
    }
    return {
      kind: "container",
      format: "tar",
      fields: fields.take(),
      entries: this.#entries,
      nested: this.#nested
    };
  }
  /** Whether metadata waits for its entry; a commit id waits for the first. */
  get #waiting() {
    return this.#metadata.pending || this.#commit !== null && this.#entries.length === 0;
  }
  /** Length of what must come in one piece: padding, a metadata body, or a block. */
  #nextLength() {
    if (this.#paddingLeft > 0) return this.#paddingLeft;
    return this.#openMetadata === null ? BLOCK : paddedLength(this.#openMetadata.header.size.value);
  }
  #takeWhole(bytes) {
    if (this.#paddingLeft > 0) {
      this.#checkPadding(bytes, 0);
      this.#paddingLeft = 0;
    } else if (this.#openMetadata !== null) {
      this.#takeMetadata(this.#openMetadata, bytes);
    } else {
      this.#takeBlock(bytes);
    }
  }
  #checkPadding(bytes, from) {
    const stray = firstNonZero(bytes, from, bytes.length);
    if (stray !== -1) refuse("tar-padding", this.#offset + stray, "another byte");
  }
  #takeBlock(block) {
    if (firstNonZero(block, 0, BLOCK) === -1) {
      if (this.#waiting) refuse("tar-meta-dangling", this.#offset, "the end marker");
      this.#endBlocks += 1;
      return;
    }
    if (this.#endBlocks === 1) refuse("tar-end-marker", this.#offset, "data after one zero block");
    if (this.#endBlocks > 1) refuse("tar-trailing-data", this.#offset, "more data");
    const header = parseTarHeader(block, this.#offset);
    const { type } = header;
    if (type === "x" || type === "g" || type === "L" || type === "K") {
      this.#openMember(header, block);
    } else {
      this.#openEntry(header, block);
    }
  }
  #openMember(header, block) {
    if (header.type === "g") {
      if (this.#offset !== 0) refuse("tar-pax-global", this.#offset, "one further inside");
    } else {
      this.#metadata.checkRoom(header.type, this.#offset);
    }
    this.#context.counters.checkMeta(header.size.value, this.#offset);
    this.#openMetadata = { header, block: block.slice() };
    if (header.size.value === 0) this.#takeMetadata(this.#openMetadata, new Uint8Array(0));
  }
  #takeMetadata({ header, block }, padded) {
    this.#checkPadding(padded, header.size.value);
    const body = padded.subarray(0, header.size.value);
    this.#openMetadata = null;
    if (header.type !== "g") {
      this.#metadata.add(header, body, [block, padded.slice()], this.#offset);
      return;
    }
    this.#commit = parseCommit(header, body, this.#offset);
    this.#account(serialiseCommit(this.#commit), concatenate([block, padded]));
  }
  #openEntry(main, block) {
    this.#context.counters.countEntry(this.#offset);
    const head = this.#metadata.take(main);
    this.#check.check(head, this.#offset);
    const { rootPrefix } = this.#check;
    const member = memberOfHead(head, rootPrefix, this.#fields);
    const again = headOfMember(member, rootPrefix);
    if (this.#metadata.pending || hasMetadata(again)) {
      this.#account(serialiseTarHead(again), concatenate([...this.#metadata.raw, block]));
      this.#metadata.clear();
    } else {
      writeTarHeader(this.#scratch, again.main);
      this.#account(this.#scratch, block);
    }
    if (member.type !== "file") {
      this.#entries.push(entryOf(member, null));
      return;
    }
    const open = this.#openBodyOf(member);
    this.#bodyLeft = member.size;
    if (member.size === 0 && open.stream === null) this.#closeBody(open);
    else this.#openBody = open;
  }
  /** The proof that the model loses nothing: written again, it gives the bytes that were read. */
  #account(again, read) {
    if (!equalBytes(again, read)) {
      refuse("unaccounted-bytes", this.#offset, "a header that the model does not write again");
    }
  }
  #openBodyOf(member) {
    const { sink, descendTo } = this.#context;
    const open = {
      member,
      digest: new BodyDigest(),
      sink: sink?.wants(member.path) === true ? sink : null,
      stream: null
    };
    if (member.path !== descendTo) return open;
    this.#nested = this.#context.openNested();
    return { ...open, stream: this.#bodyStream(open, this.#nested) };
  }
  #takeBody(open, bytes, at) {
    const take = Math.min(this.#bodyLeft, bytes.length - at);
    this.#countBody(open, bytes.subarray(at, at + take));
    if (this.#bodyLeft === 0) this.#closeBody(open);
    return take;
  }
  #countBody({ digest, sink, member }, piece) {
    this.#bodyLeft -= piece.length;
    this.#context.counters.checkBody(digest.size, piece.length, this.#offset);
    digest.update(piece, this.#bodyLeft === 0);
    sink?.body(member.path, piece);
    this.#offset += piece.length;
  }
  #closeBody({ member, digest }) {
    this.#openBody = null;
    this.#entries.push(entryOf(member, digest));
    this.#paddingLeft = paddedLength(member.size) - member.size;
  }
  /** The body of an entry that is read on its own: handed on as it is. */
  #bodyStream(open, into) {
    return {
      codec: "none",
      packedSize: open.member.size,
      sizeHint: null,
      into,
      consumed: (bytes) => {
        this.#countBody(open, bytes);
      },
      decoded: () => void 0,
      ended: () => {
        this.#closeBody(open);
      },
      failed: (reason) => refuse("tar-truncated", this.#offset, reason)
    };
  }
};
function entryOf(member, digest) {
  const { path, type, mode, size, linkTarget: linkTarget2, mtime, fields } = member;
  const sha256 = digest === null ? null : digest.fingerprint().sha256;
  return { path, type, mode, size, sha256, linkTarget: linkTarget2, mtime, packed: null, fields };
}

// src/core/archive/zip/link-bodies.ts
var LONGEST = 1024;
var BUDGET = 8 * 1024 * 1024;
var LinkBodies = class {
  #kept = /* @__PURE__ */ new Map();
  #left = BUDGET;
  #pieces = [];
  #length = 0;
  /** More of the body that is being read. */
  update(bytes) {
    this.#length += bytes.length;
    if (this.#length <= LONGEST) this.#pieces.push(bytes.slice());
  }
  /** The body is over; `member` is the number it is asked for by. */
  close(member) {
    const length = this.#length;
    const pieces = this.#pieces;
    this.#length = 0;
    this.#pieces = [];
    if (length === 0 || length > Math.min(LONGEST, this.#left)) return;
    let text2 = "";
    for (const piece of pieces) text2 += pathFromBytes(piece);
    if (/[\x00-\x1f]/.test(text2)) return;
    this.#left -= length;
    this.#kept.set(member, text2);
  }
  /** The body of a member that is a link; `size` is its length, `offset` where the directory says so. */
  target(member, size, offset) {
    const kept = this.#kept.get(member);
    if (kept !== void 0) return kept;
    if (size === 0) refuse("link-escape", offset, "an empty target");
    if (size > LONGEST) refuse("limit-name", offset, `a link target of ${String(size)} bytes`);
    if (size > this.#left) refuse("limit-meta", offset, "too many short bodies to tell links");
    refuse("name-control", offset, "a link target with control characters");
  }
};

// src/core/archive/zip/little-endian.ts
var LittleEndianReader = class {
  #view;
  #at;
  constructor(bytes, at) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }
  u16() {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2, true);
  }
  u32() {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }
  /** Above 2^53 the value is rounded; no cap on sizes is near. */
  u64() {
    const low = this.u32();
    return low + this.u32() * 2 ** 32;
  }
};
var LittleEndianWriter = class {
  #bytes;
  #view;
  #at = 0;
  constructor(length) {
    this.#bytes = new Uint8Array(length);
    this.#view = new DataView(this.#bytes.buffer);
  }
  u16(value) {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
    return this;
  }
  u32(value) {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }
  u64(value) {
    return this.u32(value % 2 ** 32).u32(Math.floor(value / 2 ** 32));
  }
  latin1(text2) {
    for (let next = 0; next < text2.length; next++)
      this.#bytes[this.#at + next] = text2.charCodeAt(next);
    this.#at += text2.length;
    return this;
  }
  append(bytes) {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }
  /** All that was written; the length must be the one asked for. */
  bytes() {
    return this.#bytes;
  }
};

// src/core/archive/zip/zip-extra.ts
var ZIP64 = 1;
var NTFS = 10;
var TIMES = 21589;
var OWNER = 30837;
var JAR = 51966;
var NO_EXTRA = { text: "", zip64: null };
function parseZipExtra(bytes, offset) {
  if (bytes.length === 0) return NO_EXTRA;
  const parts = /* @__PURE__ */ new Map();
  let zip64 = null;
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) refuse("zip-extra", offset + at, "half a field");
    const head = new LittleEndianReader(bytes, at);
    const id = head.u16();
    const end = at + 4 + head.u16();
    const data = bytes.subarray(at + 4, end);
    const name = id.toString(16).padStart(4, "0");
    if (end > bytes.length || !isExact(id, data)) {
      refuse("zip-extra", offset + at, `field 0x${name} of ${String(data.length)} bytes`);
    }
    if (parts.has(id)) refuse("zip-extra", offset + at, `field 0x${name} twice`);
    if (id === ZIP64) zip64 = data;
    parts.set(id, id === ZIP64 ? name : `${name}:${hexOf(data)}`);
    at = end;
  }
  return { text: [...parts.values()].join(","), zip64 };
}
function isExact(id, data) {
  const { length } = data;
  switch (id) {
    case ZIP64:
      return length > 0 && length % 8 === 0 && length <= 24;
    case NTFS:
      return length === 32 && data[4] === 1 && data[5] === 0 && data[6] === 24 && data[7] === 0;
    case TIMES:
      return isTimes(data);
    case OWNER:
      return isOwner(data);
    case JAR:
      return length === 0;
    default:
      return false;
  }
}
function isTimes(data) {
  const [flags = 255] = data;
  if (flags > 7) return false;
  const times = (flags & 1) + (flags >> 1 & 1) + (flags >> 2 & 1);
  return data.length === 1 + 4 * times || data.length === 1 + 4 * (flags & 1);
}
function isOwner(data) {
  const uidLength = data[1] ?? 255;
  const gidLength = data[2 + uidLength] ?? 255;
  return data[0] === 1 && data.length === 3 + uidLength + gidLength;
}
function serialiseZipExtra({ text: text2, zip64 }) {
  if (text2 === "") return new Uint8Array(0);
  const fields = text2.split(",").map((field) => {
    const [id = "", data] = field.split(":");
    const bytes = data === void 0 ? zip64 ?? new Uint8Array(0) : bytesOfHex(data);
    return { id: Number.parseInt(id, 16), bytes };
  });
  const length = fields.reduce((sum, { bytes }) => sum + 4 + bytes.length, 0);
  const writer = new LittleEndianWriter(length);
  for (const { id, bytes } of fields) writer.u16(id).u16(bytes.length).append(bytes);
  return writer.bytes();
}

// src/core/archive/zip/zip64.ts
var IN_ZIP64 = 4294967295;
function widen(narrow2, extra, together, offset) {
  const moved = narrow2.filter((value) => value === IN_ZIP64).length;
  if (extra.zip64?.length !== (moved === 0 ? void 0 : moved * 8)) {
    refuse("zip-zip64", offset, `${String(moved)} fields that refer to zip64`);
  }
  if (extra.zip64 === null) return narrow2;
  const reader = new LittleEndianReader(extra.zip64, 0);
  const wide = narrow2.map((value) => value === IN_ZIP64 ? reader.u64() : value);
  const needed = (value) => value >= IN_ZIP64;
  const canonical = together ? moved === narrow2.length && wide.some(needed) : wide.every((value, at) => needed(value) === (narrow2[at] === IN_ZIP64));
  if (!canonical) refuse("zip-zip64", offset, "a zip64 field that is not needed");
  return wide;
}
function narrow(wide, together) {
  const any = wide.some((value) => value >= IN_ZIP64);
  if (!any) return { narrow: wide, zip64: null };
  const moved = wide.map((value) => together || value >= IN_ZIP64);
  const writer = new LittleEndianWriter(8 * moved.filter(Boolean).length);
  wide.forEach((value, at) => {
    if (moved[at] === true) writer.u64(value);
  });
  return {
    narrow: wide.map((value, at) => moved[at] === true ? IN_ZIP64 : value),
    zip64: writer.bytes()
  };
}

// src/core/archive/zip/zip-record.ts
var LOCAL_MAGIC = 67324752;
var CENTRAL_MAGIC = 33639248;
var DESCRIPTOR_MAGIC = 134695760;
var LOCAL_FIXED = 30;
var CENTRAL_FIXED = 46;
var DESCRIPTOR_LENGTH = 16;
var DESCRIBED_LATER = 8;
function localLength(bytes, at) {
  const reader = new LittleEndianReader(bytes, at + 26);
  return LOCAL_FIXED + reader.u16() + reader.u16();
}
function centralLength(bytes, at) {
  const reader = new LittleEndianReader(bytes, at + 28);
  return CENTRAL_FIXED + reader.u16() + reader.u16() + reader.u16();
}
function parseLocal(bytes, offset) {
  const reader = new LittleEndianReader(bytes, 4);
  const start = {
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: reader.u16() + reader.u16() * 65536 >>> 0,
    crc: reader.u32()
  };
  const [packed, plain] = [reader.u32(), reader.u32()];
  const nameEnd = LOCAL_FIXED + reader.u16();
  const extra = parseZipExtra(bytes.subarray(nameEnd), offset + nameEnd);
  const [size = 0, packedSize = 0] = widen([plain, packed], extra, true, offset);
  const name = pathFromBytes(bytes.subarray(LOCAL_FIXED, nameEnd));
  return { ...start, packedSize, size, name, extra: extra.text };
}
function serialiseLocal(record) {
  const { narrow: sizes, zip64 } = narrow([record.size, record.packedSize], true);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(LOCAL_FIXED + record.name.length + extra.length);
  writeStart(writer.u32(LOCAL_MAGIC), record, sizes, extra);
  return writer.latin1(record.name).append(extra).bytes();
}
function parseCentral(bytes, offset) {
  const reader = new LittleEndianReader(bytes, 4);
  const start = {
    madeBy: reader.u16(),
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: reader.u16() + reader.u16() * 65536 >>> 0,
    crc: reader.u32()
  };
  const [packed, plain] = [reader.u32(), reader.u32()];
  const nameEnd = CENTRAL_FIXED + reader.u16();
  const extraEnd = nameEnd + reader.u16();
  const end = {
    commentLength: reader.u16(),
    disk: reader.u16(),
    internal: reader.u16(),
    external: reader.u32()
  };
  const extra = parseZipExtra(bytes.subarray(nameEnd, extraEnd), offset + nameEnd);
  const wide = widen([plain, packed, reader.u32()], extra, false, offset);
  const [size = 0, packedSize = 0, localOffset = 0] = wide;
  const name = pathFromBytes(bytes.subarray(CENTRAL_FIXED, nameEnd));
  return { ...start, ...end, packedSize, size, name, extra: extra.text, offset: localOffset };
}
function serialiseCentral(record) {
  const wide = [record.size, record.packedSize, record.offset];
  const { narrow: numbers, zip64 } = narrow(wide, false);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(CENTRAL_FIXED + record.name.length + extra.length);
  writeStart(writer.u32(CENTRAL_MAGIC).u16(record.madeBy), record, numbers, extra);
  writer.u16(record.commentLength).u16(record.disk).u16(record.internal).u32(record.external);
  return writer.u32(numbers[2] ?? 0).latin1(record.name).append(extra).bytes();
}
function writeStart(writer, record, [size = 0, packedSize = 0], extra) {
  writer.u16(record.needed).u16(record.flags).u16(record.method);
  writer.u16(record.stamp & 65535).u16(record.stamp >>> 16);
  writer.u32(record.crc).u32(packedSize).u32(size).u16(record.name.length).u16(extra.length);
}
function serialiseDescriptor({
  crc,
  packedSize,
  size
}) {
  const writer = new LittleEndianWriter(DESCRIPTOR_LENGTH);
  return writer.u32(DESCRIPTOR_MAGIC).u32(crc).u32(packedSize).u32(size).bytes();
}

// src/core/archive/zip/zip-body.ts
var ZipBody = class {
  record;
  /** Where the local record starts, and where the data does. */
  offset;
  dataOffset;
  #targets;
  #body = new BodyDigest();
  #packed;
  #crc = 0;
  constructor(record, offset, length, targets) {
    this.record = record;
    this.offset = offset;
    this.dataOffset = offset + length;
    this.#targets = targets;
    this.#packed = record.method === 0 ? null : new BodyDigest();
  }
  /** Whether checksum and sizes come behind the data. */
  get describedLater() {
    return (this.record.flags & DESCRIBED_LATER) !== 0;
  }
  /** Bytes of a stored body that are still to come. */
  get left() {
    return this.record.size - this.#body.size;
  }
  takePacked(bytes) {
    if (this.#packed === null) return;
    this.#packed.update(bytes, this.#packed.size + bytes.length === this.record.packedSize);
  }
  take(bytes) {
    const { counters, crc32, links, path, sink } = this.#targets;
    counters.checkBody(this.#body.size, bytes.length, this.dataOffset);
    this.#crc = crc32(bytes, this.#crc);
    this.#body.update(bytes, bytes.length === this.left);
    links.update(bytes);
    sink?.body(path, bytes);
  }
  /** What follows the data when its record left checksum and sizes open. */
  checkDescriptor(bytes, offset) {
    if (!equalBytes(bytes, serialiseDescriptor(this.#found()))) {
      refuse("zip-data-descriptor", offset, "another signature, checksum or size");
    }
  }
  /** The member as it was found; refused when its record claims something else. */
  close(member) {
    const found = this.#found();
    if (!this.describedLater) this.#checkClaims(found);
    if (found.name.endsWith("/") && found.size > 0) {
      refuse("zip-directory-data", this.offset, `${String(found.size)} bytes`);
    }
    this.#targets.links.close(member);
    return {
      offset: this.offset,
      record: found,
      sha256: this.#body.fingerprint().sha256,
      packed: this.#packed === null ? null : this.#packed.fingerprint()
    };
  }
  #found() {
    const { size } = this.#body;
    return { ...this.record, crc: this.#crc, packedSize: this.#packed?.size ?? size, size };
  }
  #checkClaims(found) {
    const { packedSize, size, crc } = this.record;
    if (found.packedSize !== packedSize) {
      const ends = `a stream of ${String(found.packedSize)} bytes instead of ${String(packedSize)}`;
      refuse("zip-deflate", this.dataOffset, ends);
    }
    if (found.size !== size) {
      refuse("zip-size", this.dataOffset, `${String(found.size)} instead of ${String(size)} bytes`);
    }
    if (found.crc !== crc) refuse("zip-crc", this.dataOffset, "data with another checksum");
  }
};

// src/core/archive/zip/dos-time.ts
var DOS_EPOCH = 315532800;
function secondsOfDosStamp(stamp) {
  const date = stamp >>> 16;
  const time = stamp & 65535;
  const seconds = Date.UTC(
    1980 + (date >>> 9),
    (date >>> 5 & 15) - 1,
    date & 31,
    time >>> 11,
    time >>> 5 & 63,
    (time & 31) * 2
  ) / 1e3;
  return dosStampOf(seconds) === stamp >>> 0 ? seconds : null;
}
function dosStampOf(seconds) {
  const at = new Date(seconds * 1e3);
  const date = at.getUTCFullYear() - 1980 << 9 | at.getUTCMonth() + 1 << 5 | at.getUTCDate();
  const time = at.getUTCHours() << 11 | at.getUTCMinutes() << 5 | at.getUTCSeconds() >> 1;
  return (date << 16 | time) >>> 0;
}

// src/core/archive/zip/zip-entry.ts
var UNIX = 3;
var TEXT = 1;
var DOS_DIRECTORY = 16;
var DOS_VOLUME_LABEL = 8;
var NO_TYPE = 0;
var TYPE_BITS = { file: 8, directory: 4, symlink: 10, hardlink: NO_TYPE };
function zipEntryType(central, offset) {
  const { external, internal, name } = central;
  if (internal > TEXT) {
    refuse("zip-type", offset, `${shown(name)} with internal attributes ${String(internal)}`);
  }
  const bits = external >>> 28;
  const isDirectory = name.endsWith("/");
  const marked = (external & DOS_DIRECTORY) !== 0;
  const isLink = bits === TYPE_BITS.symlink && central.madeBy >>> 8 === UNIX && !isDirectory;
  const fits = isLink || bits === NO_TYPE || bits === TYPE_BITS[isDirectory ? "directory" : "file"];
  const isLabel = (external & DOS_VOLUME_LABEL) !== 0;
  if (!fits || isLabel || marked && !isDirectory) {
    refuse("zip-type", offset, `${shown(name)} with attributes 0x${external.toString(16)}`);
  }
  return isLink ? "symlink" : isDirectory ? "directory" : "file";
}
function zipEntryOf(member, central, type, target, fields) {
  const isUnix = central.madeBy >>> 8 === UNIX;
  const mtime = secondsOfDosStamp(central.stamp);
  fields.add("zip.made-by-version", String(central.madeBy & 255));
  fields.add("zip.made-by-host", String(central.madeBy >>> 8));
  fields.add("zip.version-needed", String(central.needed));
  if (member.record.needed !== central.needed) {
    fields.add("zip.local-version-needed", String(member.record.needed));
  }
  addHex("zip.flags", central.flags, fields);
  if (mtime === null) fields.add("zip.dos-time", central.stamp.toString(16));
  if (isUnix) {
    if (central.external >>> 28 === NO_TYPE) fields.add("zip.unix-type", "none");
    addHex("zip.dos-attributes", central.external & 65535, fields);
  } else {
    addHex("zip.external-attributes", central.external, fields);
  }
  addHex("zip.internal-attributes", central.internal, fields);
  if (member.record.extra !== "") fields.add("zip.extra-local", member.record.extra);
  if (central.extra !== "") fields.add("zip.extra-central", central.extra);
  const { name, size } = central;
  return {
    path: type === "directory" ? name.slice(0, -1) : name,
    type,
    mode: isUnix ? central.external >>> 16 & 4095 : null,
    size: type === "file" ? size : 0,
    sha256: type === "file" ? member.sha256 : null,
    linkTarget: target,
    mtime: mtime ?? DOS_EPOCH,
    packed: member.packed,
    fields: fields.take()
  };
}
function addHex(key, value, fields) {
  if (value !== 0) fields.add(key, value.toString(16));
}
function localRecordOf(entry, crc) {
  const { fields } = entry;
  const record = commonRecord(entry, crc);
  const late = (record.flags & DESCRIBED_LATER) !== 0;
  const needed = fields.get("zip.local-version-needed");
  return {
    ...record,
    ...late ? { crc: 0, packedSize: 0, size: 0 } : {},
    needed: needed === void 0 ? record.needed : Number(needed),
    extra: fields.get("zip.extra-local") ?? ""
  };
}
function centralRecordOf(entry, crc, offset) {
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
    commentLength: 0
  };
}
function commonRecord(entry, crc) {
  const { fields, type, path, packed, linkTarget: linkTarget2 } = entry;
  const size = type === "symlink" ? linkTarget2?.length ?? 0 : entry.size;
  const stamp = fields.get("zip.dos-time");
  return {
    needed: Number(fields.get("zip.version-needed")),
    flags: hexField(fields, "zip.flags"),
    method: packed === null ? 0 : 8,
    stamp: stamp === void 0 ? dosStampOf(entry.mtime) : Number.parseInt(stamp, 16),
    crc,
    packedSize: packed === null ? size : packed.size,
    size,
    name: type === "directory" ? `${path}/` : path,
    extra: ""
  };
}
function unixAttributes({ type, mode, fields }) {
  const bits = fields.has("zip.unix-type") ? NO_TYPE : TYPE_BITS[type];
  const high = bits << 12 | (mode ?? 0);
  return high * 65536 + hexField(fields, "zip.dos-attributes");
}
function hexField(fields, key) {
  return Number.parseInt(fields.get(key) ?? "0", 16);
}

// src/core/archive/zip/zip-local-check.ts
var ENCRYPTED = 1;
var LEVEL = 6;
var UTF8 = 2048;
var DEFLATE = 8;
var UNIX2 = 3;
function checkLocal(record, profile, offset) {
  checkFlags(record, offset);
  if ((record.flags & DESCRIBED_LATER) !== 0) checkDescribedLater(record, profile, offset);
  else if (record.method === 0 && record.packedSize !== record.size) {
    refuse("zip-size", offset, `${String(record.packedSize)} and ${String(record.size)} bytes`);
  }
  const { name } = record;
  const isDirectory = name.endsWith("/");
  checkName(isDirectory ? name.slice(0, -1) : name, offset);
  if (/[\x80-\xff]/.test(name) && ((record.flags & UTF8) === 0 || !isUtf8(name))) {
    refuse("zip-name-encoding", offset, shown(name));
  }
  if (isDirectory && record.size > 0) {
    refuse("zip-directory-data", offset, `${String(record.size)} bytes`);
  }
}
var NEWEST_NEEDED = 45;
function checkFlags({ flags, method, needed }, offset) {
  checkVersion(needed, offset);
  if ((flags & ENCRYPTED) !== 0) refuse("zip-encrypted", offset, "an encrypted member");
  if (method !== 0 && method !== DEFLATE) {
    refuse("zip-method", offset, `method ${String(method)}`);
  }
  const known = UTF8 | DESCRIBED_LATER | (method === DEFLATE ? LEVEL : 0);
  if ((flags & ~known) !== 0) refuse("zip-flags", offset, `flags 0x${flags.toString(16)}`);
}
function checkDescribedLater(record, profile, offset) {
  const open = record.crc === 0 && record.packedSize === 0 && record.size === 0;
  if (profile === "wheel" || record.method !== DEFLATE || !open) {
    refuse("zip-data-descriptor", offset, "a data descriptor that is not allowed here");
  }
}
function checkVersion(needed, offset) {
  if (needed > NEWEST_NEEDED) refuse("zip-version", offset, `version ${String(needed)}`);
}
function checkAgreement(local, central, at) {
  for (const key of ["name", "flags", "method", "stamp", "crc", "packedSize", "size"]) {
    if (local[key] !== central[key]) {
      const found = `${key} ${show(local[key])} and ${show(central[key])}`;
      refuse("zip-local-central-mismatch", at, found);
    }
  }
  checkVersion(central.needed, at);
  if (/[\x80-\xff]/.test(central.name) && central.madeBy >>> 8 !== UNIX2) {
    refuse("zip-name-encoding", at, `${shown(central.name)} made on another system`);
  }
}
function show(value) {
  return typeof value === "string" ? shown(value) : String(value);
}

// src/core/archive/zip/zip-directory.ts
var ZipDirectory = class {
  entries = [];
  links;
  #fields;
  #names = new NameIndex();
  #members = [];
  // Two digests stand in for the local records, which are gone when the entries that must write them are known.
  #localsRead = newHasher();
  #localsAgain = newHasher();
  constructor(links, fields) {
    this.links = links;
    this.#fields = fields;
  }
  get members() {
    return this.#members.length;
  }
  /** Bytes of a local record or a data descriptor, as they were read. */
  readLocal(bytes) {
    this.#localsRead.update(bytes);
  }
  addMember(member) {
    this.#members.push(member);
  }
  /** Takes the next record of the directory; `at` is where it starts. */
  confirm(bytes, at) {
    const central = parseCentral(bytes, at);
    const index = this.entries.length;
    const member = this.#members[index];
    if (member === void 0 || member === null) {
      refuse("zip-overlap", at, "a record without a member of its own");
    }
    if (central.disk !== 0) refuse("zip-split", at, `disk ${String(central.disk)}`);
    if (central.commentLength !== 0) refuse("zip-comment", at, "a comment on an entry");
    if (central.offset > member.offset) {
      refuse("zip-gap", member.offset, "a local record that the directory leaves out");
    }
    if (central.offset < member.offset) {
      refuse("zip-overlap", at, `a record for offset ${String(central.offset)} again`);
    }
    checkAgreement(member.record, central, at);
    const type = zipEntryType(central, at);
    const target = type === "symlink" ? this.links.target(index, central.size, at) : null;
    const entry = zipEntryOf(member, central, type, target, this.#fields);
    if (target !== null) checkSymlink(entry.path, target, at);
    this.#names.add(entry.path, type, at);
    const again = centralRecordOf(entry, central.crc, member.offset);
    if (!equalBytes(serialiseCentral(again), bytes)) {
      refuse("unaccounted-bytes", at, "a record that the model does not write again");
    }
    const local = localRecordOf(entry, central.crc);
    this.#localsAgain.update(serialiseLocal(local));
    if ((local.flags & DESCRIBED_LATER) !== 0) this.#localsAgain.update(serialiseDescriptor(again));
    this.entries.push(entry);
    this.#members[index] = null;
  }
  /** The directory is over; `at` is where. */
  close(at) {
    const member = this.#members[this.entries.length];
    if (member !== void 0 && member !== null) {
      refuse("zip-gap", member.offset, "a local record that the directory leaves out");
    }
    if (this.#localsRead.fingerprint().sha256 !== this.#localsAgain.fingerprint().sha256) {
      refuse("unaccounted-bytes", at, "local records that the model does not write again");
    }
  }
};

// src/core/archive/zip/zip-end.ts
var END_MAGIC = 101010256;
var END64_MAGIC = 101075792;
var LOCATOR_MAGIC = 117853008;
var END_LENGTH = 22;
var END64_LENGTH = 56;
var LOCATOR_LENGTH = 20;
function needsZip64({ count, size, offset }) {
  return count >= 65535 || size >= IN_ZIP64 || offset >= IN_ZIP64;
}
function checkEnd64(bytes, place, at) {
  const reader = new LittleEndianReader(bytes, 12);
  const versions = { madeBy: reader.u16(), needed: reader.u16() };
  if (!needsZip64(place)) refuse("zip-zip64", at, "a zip64 end record that is not needed");
  if (reader.u32() !== 0 || reader.u32() !== 0) refuse("zip-split", at, "another disk");
  const counts = [reader.u64(), reader.u64()];
  if (counts.some((count) => count !== place.count)) {
    refuse("zip-count", at, `${counts.join(" and ")} instead of ${String(place.count)}`);
  }
  if (!equalBytes(bytes, serialiseEnd64(place, versions))) {
    refuse("zip-zip64", at, "a zip64 end record that says something else");
  }
  return versions;
}
function serialiseEnd64(place, versions) {
  const { count, size, offset } = place;
  const writer = new LittleEndianWriter(END64_LENGTH).u32(END64_MAGIC).u64(END64_LENGTH - 12);
  writer.u16(versions.madeBy).u16(versions.needed).u32(0).u32(0);
  return writer.u64(count).u64(count).u64(size).u64(offset).bytes();
}
function checkLocator(bytes, at) {
  if (!equalBytes(bytes, serialiseLocator(at - END64_LENGTH))) {
    refuse("zip-zip64", at, "a zip64 locator that points elsewhere");
  }
}
function serialiseLocator(end64) {
  return new LittleEndianWriter(LOCATOR_LENGTH).u32(LOCATOR_MAGIC).u32(0).u64(end64).u32(1).bytes();
}
function checkEnd(bytes, place, at) {
  const reader = new LittleEndianReader(bytes, 4);
  if (reader.u16() !== 0 || reader.u16() !== 0) refuse("zip-split", at, "another disk");
  const [here, all] = [reader.u16(), reader.u16()];
  const count = Math.min(place.count, 65535);
  if (here !== count || all !== count) {
    refuse("zip-count", at, `${String(here)} and ${String(all)} instead of ${String(count)}`);
  }
  const [size, offset] = [reader.u32(), reader.u32()];
  if (size !== Math.min(place.size, IN_ZIP64) || offset !== Math.min(place.offset, IN_ZIP64)) {
    refuse("zip-cd-position", at, `a directory of ${String(size)} bytes at ${String(offset)}`);
  }
  return reader.u16();
}

// src/core/archive/zip/zip-ending.ts
var LENGTHS = /* @__PURE__ */ new Map([
  [END64_MAGIC, END64_LENGTH],
  [LOCATOR_MAGIC, LOCATOR_LENGTH],
  [END_MAGIC, END_LENGTH]
]);
var ZipEnding = class {
  #place;
  #expected;
  #versions = null;
  #commentLength = 0;
  #end = 0;
  #tail = new Uint8Array(0);
  #tailLength = 0;
  constructor(place) {
    this.#place = place;
    this.#expected = needsZip64(place) ? END64_MAGIC : END_MAGIC;
  }
  /** Whether a record with this signature can follow a directory. */
  static begins(magic) {
    return magic === END_MAGIC || magic === END64_MAGIC;
  }
  get versions() {
    return this.#versions;
  }
  /** Whether the end record was there; the rest of the file can only be too much. */
  get complete() {
    return this.#expected === 0;
  }
  /** Length of the record with this signature, at `at`; refused when another has to come. */
  lengthOf(magic, at) {
    const length = LENGTHS.get(magic);
    if (length === void 0 || magic !== this.#expected) {
      refuse("zip-zip64", at, `signature 0x${magic.toString(16)} among the end records`);
    }
    return length;
  }
  /** Takes the whole record that `lengthOf` measured. */
  take(bytes, at) {
    if (this.#expected === END64_MAGIC) {
      this.#versions = checkEnd64(bytes, this.#place, at);
      this.#expected = LOCATOR_MAGIC;
    } else if (this.#expected === LOCATOR_MAGIC) {
      checkLocator(bytes, at);
      this.#expected = END_MAGIC;
    } else {
      this.#commentLength = checkEnd(bytes, this.#place, at);
      this.#expected = 0;
      this.#end = at + END_LENGTH;
    }
  }
  /** Takes bytes behind the end record: their last ones tell which rule they break. */
  takeTail(bytes) {
    this.#tailLength += bytes.length;
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, END_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-END_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-END_LENGTH);
  }
  /** The file is over. */
  close() {
    if (this.#tailLength === 0 && this.#commentLength === 0) return;
    if (startsWith(this.#tail, 0, "PK")) {
      refuse("zip-cd-position", this.#end, "another end record at the end of the file");
    }
    const length = `${String(this.#tailLength)} bytes behind the end record`;
    refuse(
      this.#tailLength === this.#commentLength ? "zip-comment" : "zip-eocd",
      this.#end,
      length
    );
  }
};

// src/core/archive/zip/zip-reader.ts
var MAGIC_LENGTH = 4;
var ZipReader = class {
  #context;
  #fields = new InternedFields();
  #links = new LinkBodies();
  #directory = new ZipDirectory(this.#links, this.#fields);
  #atLeast = MAGIC_LENGTH;
  #offset = 0;
  #body = null;
  /** Set while the body is decoded, or read as a stream of its own. */
  #stream = null;
  #descriptorDue = false;
  #directoryOffset = null;
  #ending = null;
  #nested = null;
  constructor(context) {
    this.#context = context;
  }
  get need() {
    if (this.#stream !== null) return { kind: "stream", stream: this.#stream };
    const inPieces = this.#ending?.complete === true || this.#body !== null && !this.#descriptorDue;
    return { kind: "bytes", atLeast: inPieces ? 1 : this.#atLeast };
  }
  push(bytes) {
    let at = 0;
    while (this.#stream === null && at < bytes.length) {
      const taken = this.#step(bytes, at);
      if (taken === 0) break;
      at += taken;
      this.#offset += taken;
    }
    return at;
  }
  end(rest) {
    if (this.#ending?.complete !== true) {
      refuse("zip-eocd", this.#offset + rest.length, "the end of the file");
    }
    this.#ending.close();
  }
  result() {
    const versions = this.#ending?.versions ?? null;
    if (versions !== null) {
      this.#fields.add("zip.zip64-end", `${String(versions.madeBy)},${String(versions.needed)}`);
    }
    return {
      kind: "container",
      format: "zip",
      fields: this.#fields.take(),
      entries: this.#directory.entries,
      nested: this.#nested
    };
  }
  /** Takes the next thing whole, or a piece of a stored body; 0 when more bytes must come first. */
  #step(bytes, at) {
    const left = bytes.length - at;
    if (this.#descriptorDue) return this.#takeDescriptor(bytes.subarray(at));
    if (this.#body !== null) {
      const take = Math.min(this.#body.left, left);
      this.#body.take(bytes.subarray(at, at + take));
      if (this.#body.left === 0) this.#closeBody(this.#body);
      return take;
    }
    if (this.#ending?.complete === true) {
      this.#ending.takeTail(bytes.subarray(at));
      return left;
    }
    return this.#takeRecord(bytes.subarray(at));
  }
  #takeRecord(bytes) {
    if (bytes.length < MAGIC_LENGTH) return this.#wait(MAGIC_LENGTH);
    const magic = new LittleEndianReader(bytes, 0).u32();
    const length = this.#recordLength(magic, bytes);
    if (bytes.length < length) return this.#wait(length);
    this.#atLeast = MAGIC_LENGTH;
    const record = bytes.subarray(0, length);
    if (this.#ending !== null) this.#ending.take(record, this.#offset);
    else if (magic === LOCAL_MAGIC) this.#openBody(record);
    else this.#directory.confirm(record, this.#offset);
    return length;
  }
  #wait(length) {
    this.#atLeast = length;
    return 0;
  }
  /** Length of the next record as far as it is known; refused when no such record can come here. */
  #recordLength(magic, bytes) {
    if (this.#ending === null && magic === LOCAL_MAGIC && this.#directoryOffset === null) {
      return bytes.length < LOCAL_FIXED ? LOCAL_FIXED : localLength(bytes, 0);
    }
    if (this.#ending === null && magic === CENTRAL_MAGIC) {
      this.#directoryOffset ??= this.#offset;
      return bytes.length < CENTRAL_FIXED ? CENTRAL_FIXED : centralLength(bytes, 0);
    }
    if (this.#ending === null && ZipEnding.begins(magic)) this.#ending = this.#closeDirectory();
    if (this.#ending !== null) return this.#ending.lengthOf(magic, this.#offset);
    const found = `signature 0x${magic.toString(16)}`;
    if (this.#directoryOffset !== null) refuse("zip-cd-position", this.#offset, found);
    if (this.#offset > 0) refuse("zip-gap", this.#offset, found);
    refuse(magic === DESCRIPTOR_MAGIC ? "zip-split" : "zip-prefix", 0, found);
  }
  #closeDirectory() {
    this.#directory.close(this.#offset);
    const offset = this.#directoryOffset ?? this.#offset;
    const count = this.#directory.entries.length;
    return new ZipEnding({ count, size: this.#offset - offset, offset });
  }
  #openBody(bytes) {
    const { counters, crc32, descendTo, profile, sink } = this.#context;
    counters.countEntry(this.#offset);
    const record = parseLocal(bytes, this.#offset);
    checkLocal(record, profile, this.#offset);
    this.#directory.readLocal(bytes);
    const path = record.name.endsWith("/") ? record.name.slice(0, -1) : record.name;
    const body = new ZipBody(record, this.#offset, bytes.length, {
      path,
      sink: sink?.wants(path) === true ? sink : null,
      links: this.#links,
      counters,
      crc32
    });
    this.#body = body;
    const nested = path === descendTo ? this.#context.openNested() : null;
    if (nested !== null) this.#nested = nested;
    if (record.method !== 0 || nested !== null) this.#stream = this.#bodyStream(body, nested);
    else if (body.left === 0) this.#closeBody(body);
  }
  #bodyStream(body, into) {
    const { record } = body;
    const isDeflated = record.method !== 0;
    return {
      codec: isDeflated ? "deflate" : "none",
      packedSize: body.describedLater ? null : record.packedSize,
      sizeHint: body.describedLater ? null : record.size,
      into,
      consumed: (bytes) => {
        body.takePacked(bytes);
        this.#offset += bytes.length;
      },
      decoded: (bytes) => {
        if (isDeflated) this.#context.counters.countOutput(bytes.length, body.dataOffset);
        body.take(bytes);
      },
      ended: () => {
        this.#stream = null;
        if (!body.describedLater) {
          this.#closeBody(body);
          return;
        }
        this.#descriptorDue = true;
        this.#atLeast = DESCRIPTOR_LENGTH;
      },
      failed: (reason) => refuse(isDeflated ? "zip-deflate" : "zip-eocd", body.dataOffset, reason)
    };
  }
  #takeDescriptor(bytes) {
    if (bytes.length < DESCRIPTOR_LENGTH || this.#body === null) return 0;
    const descriptor = bytes.subarray(0, DESCRIPTOR_LENGTH);
    this.#body.checkDescriptor(descriptor, this.#offset);
    this.#directory.readLocal(descriptor);
    this.#descriptorDue = false;
    this.#atLeast = MAGIC_LENGTH;
    this.#closeBody(this.#body);
    return DESCRIPTOR_LENGTH;
  }
  #closeBody(body) {
    this.#directory.addMember(body.close(this.#directory.members));
    this.#body = null;
  }
};

// src/core/archive/registry.ts
var ZIP_STARTS = ["PK", "PK", "PK\x07\b"];
var FORMATS = [
  {
    id: "gzip",
    kind: "compressor",
    recognises: (head) => startsWith(head, 0, ""),
    open: (context) => new GzipReader(context)
  },
  {
    id: "zip",
    kind: "container",
    recognises: (head) => ZIP_STARTS.some((magic) => startsWith(head, 0, magic)),
    open: (context) => new ZipReader(context)
  },
  {
    id: "tar",
    kind: "container",
    recognises: looksLikeTar,
    open: (context) => new TarReader(context)
  }
];
function formatOf(head) {
  return FORMATS.find((format) => format.recognises(head)) ?? null;
}

export {
  TRAILER_LENGTH,
  HEAD_LENGTH,
  unreadFormat,
  unreadFormatByTail,
  startsWith,
  sha256Hex,
  newHasher,
  refusalFor,
  refuse,
  refusalOf,
  formatOf
};
