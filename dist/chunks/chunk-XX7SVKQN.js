import {
  ArchiveError,
  InputError,
  InterruptedError,
  openScratch,
  safeJson,
  safeLine,
  safeLines,
  setEngineFlags
} from "./chunk-COCQMI2L.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/core/path-bytes.ts
function pathFromBytes(bytes) {
  let text2 = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    const piece = bytes.subarray(at, at + 4096);
    text2 += String.fromCharCode.apply(null, piece);
  }
  return text2;
}
function pathFromText(text2) {
  return pathFromBytes(new TextEncoder().encode(text2));
}
function pathToBytes(path) {
  const bytes = new Uint8Array(path.length);
  for (let at = 0; at < path.length; at++) bytes[at] = path.charCodeAt(at);
  return bytes;
}
function displayPath(path) {
  if (!/[\\\x80-\xff]/.test(path)) return path;
  const bytes = pathToBytes(path);
  let shown2 = "";
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    const first = bytes[at] ?? 0;
    if (length === 0 || first === 92) {
      shown2 += `\\x${first.toString(16).toUpperCase().padStart(2, "0")}`;
      at += 1;
    } else {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      shown2 += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return shown2;
}
function isUtf8(path) {
  const bytes = pathToBytes(path);
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}
function sequenceLength(bytes, at) {
  const first = bytes[at] ?? 0;
  const length = first < 128 ? 1 : first < 194 ? 0 : first < 224 ? 2 : first < 240 ? 3 : first < 245 ? 4 : 0;
  if (length < 2) return length;
  if (at + length > bytes.length) return 0;
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(at, at + length)
    );
    return length;
  } catch {
    return 0;
  }
}
function lowerAscii(path) {
  return path.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

// src/core/render/words.ts
function counted(count, noun, plural = `${noun}s`) {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
var UNITS = ["kB", "MB", "GB", "TB"];
function sizeText(bytes) {
  if (bytes < 1e3) return counted(bytes, "byte");
  let value = bytes / 1e3;
  let unit = 0;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1e3;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
function durationText(milliseconds) {
  if (milliseconds < 1e3) return `${String(Math.round(milliseconds))} ms`;
  if (milliseconds < 59950) return `${(milliseconds / 1e3).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1e3);
  return `${grouped(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}
function shortId(id) {
  return id.slice(0, 12);
}
function valueText(value) {
  if (value === null) return "not there";
  if (typeof value === "object") return `${counted(value.size, "byte")}, sha256 ${value.sha256}`;
  return String(value);
}
function briefValue(value) {
  return value !== null && typeof value === "object" ? `${counted(value.size, "byte")}, sha256 ${shortId(value.sha256)}…` : valueText(value);
}
function pathText(path) {
  return path.join(" ▸ ");
}
var REMARK_WORDS = {
  "mode-setuid": "setuid",
  "mode-setgid": "setgid",
  "mode-sticky": "sticky",
  "mode-world-writable": "writable for everybody",
  "mode-executable": "executable",
  "link-absolute": "linked to an absolute path",
  "name-case": "named like another but for the case of letters",
  "name-hidden": "named with characters that are not shown",
  "name-windows": "named as no file can be on Windows, or placed elsewhere there"
};
function remarkText({ code, count, paths }) {
  const subject = `${counted(count, "entry", "entries")} ${count === 1 ? "is" : "are"}`;
  const more = count > paths.length ? `, … (${grouped(count - paths.length)} more)` : "";
  return `${subject} ${REMARK_WORDS[code]} on both sides: ${paths.join(", ")}${more}`;
}
function innerPath(path) {
  return path.length > 1 ? path.slice(1) : path;
}
var CLASS_WORDS = {
  "in-commit": "as in the commit",
  rebuilt: "made again by the rebuild",
  "modified-explained": "changed, and the change is explained",
  "known-generated": "published output of a known tool",
  waived: "waived",
  unstable: "different from one rebuild to the next",
  unverifiable: "could not be verified here",
  unexplained: "not explained"
};

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

// src/adapters/collected-bodies.ts
var CollectedBodies = class {
  #wanted;
  #limit;
  #pieces = /* @__PURE__ */ new Map();
  #lengths = /* @__PURE__ */ new Map();
  constructor(paths, limit) {
    this.#wanted = new Set(paths);
    this.#limit = limit;
  }
  wants(path) {
    if (!this.#wanted.has(path)) return false;
    this.#pieces.set(path, []);
    this.#lengths.set(path, 0);
    return true;
  }
  body(path, bytes) {
    const length = (this.#lengths.get(path) ?? 0) + bytes.length;
    this.#lengths.set(path, length);
    if (length <= this.#limit) this.#pieces.get(path)?.push(bytes.slice());
    else this.#pieces.delete(path);
  }
  /** The bodies that were there and short enough. */
  bodies() {
    return new Map(
      Array.from(this.#pieces, ([path, pieces2]) => [path, new Uint8Array(Buffer.concat(pieces2))])
    );
  }
};

// src/adapters/plain-file.ts
import { constants, promises as fs } from "node:fs";

// src/adapters/carry-buffer.ts
var CarryBuffer = class {
  #bytes = new Uint8Array(1024);
  #start = 0;
  #end = 0;
  get length() {
    return this.#end - this.#start;
  }
  /** A view that holds until the next `append`. */
  view() {
    return this.#bytes.subarray(this.#start, this.#end);
  }
  append(bytes) {
    const length = this.length + bytes.length;
    if (this.#start + length > this.#bytes.length) {
      const larger = length > this.#bytes.length ? new Uint8Array(2 * length) : this.#bytes;
      larger.set(this.view());
      this.#bytes = larger;
      this.#end = this.length;
      this.#start = 0;
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }
  drop(count) {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }
};

// src/adapters/inflate.ts
import { createInflateRaw, inflateRawSync } from "node:zlib";

// src/adapters/zlib-decoder.ts
var ZlibDecoder = class {
  #stream;
  #error = null;
  #ended = false;
  #wake = () => void 0;
  constructor(stream) {
    this.#stream = stream;
    const wake = () => {
      this.#wake();
    };
    this.#stream.on("readable", wake);
    this.#stream.on("end", () => {
      this.#ended = true;
      wake();
    });
    this.#stream.on("error", (error) => {
      this.#error = error;
      wake();
    });
  }
  async *write(bytes) {
    const before = this.#stream.bytesWritten;
    let written = false;
    this.#stream.write(bytes, () => {
      written = true;
      this.#wake();
    });
    yield* this.#outputUntil(() => written);
    const consumed = this.#stream.bytesWritten - before;
    return { consumed, ended: consumed < bytes.length };
  }
  async *finish() {
    this.#stream.end();
    yield* this.#outputUntil(() => this.#ended);
    return { consumed: 0, ended: true };
  }
  close() {
    this.#stream.destroy();
  }
  async *#outputUntil(done) {
    for (; ; ) {
      const output = this.#stream.read();
      if (output !== null) {
        yield new Uint8Array(output.buffer, output.byteOffset, output.byteLength);
        release(output);
        continue;
      }
      if (this.#error !== null) throw this.#error;
      if (done()) return;
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
  }
};
var NEVER_SHARED = 64 * 1024;
function release({ buffer, byteLength }) {
  const isWhole = byteLength === buffer.byteLength && byteLength >= NEVER_SHARED;
  if (isWhole && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

// src/adapters/inflate.ts
var CHUNK = 256 * 1024;
function openInflate() {
  return new ZlibDecoder(createInflateRaw({ chunkSize: CHUNK }));
}
function inflateAtOnce(bytes, sizeHint, longest) {
  try {
    const result = inflateRawSync(bytes, {
      info: true,
      maxOutputLength: longest,
      chunkSize: Math.min(Math.max(sizeHint, 64), CHUNK)
    });
    return { output: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    if (error.code === "ERR_BUFFER_TOO_LARGE") return null;
    throw error;
  }
}

// src/adapters/decoders.ts
var DECODERS = {
  deflate: () => openInflate(),
  zstd: async () => (await import("./decode-zstd-PPRVMMOD.js")).openZstd(),
  xz: async () => (await import("./decode-xz-POBFEUYZ.js")).openXz(),
  bzip2: async () => (await import("./decode-bzip2-JPIZXSOQ.js")).openBzip2()
};
async function openDecoder(codec) {
  return codec === "none" ? null : DECODERS[codec]();
}

// src/adapters/stream-driver.ts
var AT_ONCE_INPUT = 1024 * 1024;
var AT_ONCE_OUTPUT = 16 * 1024 * 1024;
var NOTHING = { consumed: 0, ended: false };
var StreamDriver = class _StreamDriver {
  #reader;
  #signal;
  #carry = new CarryBuffer();
  #run = null;
  constructor(reader, signal) {
    this.#reader = reader;
    this.#signal = signal;
  }
  /** Takes the next bytes of the input; the buffer may be used again when the promise is settled. */
  async feed(bytes) {
    let rest = bytes;
    while (this.#carry.length > 0 || rest.length > 0) {
      const { need } = this.#reader;
      const missing = need.kind === "bytes" ? need.atLeast - this.#carry.length : 0;
      if (missing > rest.length || missing > 0 && this.#carry.length > 0) {
        if (rest.length === 0) return;
        this.#carry.append(rest.subarray(0, missing));
        rest = rest.subarray(missing);
        continue;
      }
      if (this.#carry.length > 0) this.#carry.drop(await this.#advance(this.#carry.view()));
      else rest = rest.subarray(await this.#advance(rest));
    }
  }
  /** Says that the input is over. */
  async end() {
    for (; ; ) {
      const left = this.#carry.view();
      const { need } = this.#reader;
      if (need.kind === "stream" && left.length === 0) {
        await this.#endRun(need.stream);
        continue;
      }
      if (left.length === 0) break;
      const taken = await this.#advance(left);
      this.#carry.drop(taken);
      const after = this.#reader.need;
      if (taken === 0 && after.kind === "bytes" && after.atLeast > left.length) break;
    }
    this.#reader.end(this.#carry.view());
  }
  /** Lets go of decoders that are still open. */
  close() {
    this.#run?.decoder?.close();
    this.#run?.child?.close();
    this.#run = null;
  }
  /** One step; gives how many of the bytes were taken. */
  async #advance(bytes) {
    const { need } = this.#reader;
    if (need.kind === "bytes") return this.#reader.push(bytes);
    const { packedSize } = need.stream;
    if (this.#run === null && isSmall(need.stream, bytes.length)) {
      const taken = await this.#decodeAtOnce(need.stream, bytes.subarray(0, packedSize ?? 0));
      if (taken !== null) return taken;
    }
    const run = this.#run ??= await this.#open(need.stream);
    const piece = this.#pieceOf(run, bytes);
    if (piece === null) return 0;
    const progress = piece.length === 0 ? NOTHING : await this.#decode(run, piece);
    if (progress === null) return 0;
    run.consumed += progress.consumed;
    this.#reader.consumed(piece.subarray(0, progress.consumed));
    if (progress.ended) await this.#close(run);
    else if (run.consumed === packedSize || this.#isMeasuredEnd(run, piece, bytes))
      await this.#endRun(need.stream);
    return progress.consumed;
  }
  async #open(stream) {
    const decoder = await openDecoder(stream.codec);
    return { stream, decoder, child: this.#childOf(stream), consumed: 0 };
  }
  /** The part of the bytes that belongs to the run, as far as anybody knows; null when the reader refused them. */
  #pieceOf({ stream, consumed }, bytes) {
    if (stream.packedSize !== null) return bytes.subarray(0, stream.packedSize - consumed);
    if (stream.measure === null) return bytes;
    const length = this.#reader.measure(bytes);
    if (this.#reader.need.kind === "bytes") {
      this.close();
      return null;
    }
    return bytes.subarray(0, length);
  }
  #isMeasuredEnd({ stream }, piece, bytes) {
    return stream.packedSize === null && stream.measure !== null && piece.length < bytes.length;
  }
  #childOf({ into }) {
    return into === null ? null : new _StreamDriver(into, this.#signal);
  }
  /** null when the reader refused meanwhile: then nothing of the piece counts as taken. */
  async #decode(run, piece) {
    if (run.decoder !== null) return this.#drain(run, run.decoder.write(piece));
    const going = await this.#deliver(run, piece);
    return going ? { consumed: piece.length, ended: false } : null;
  }
  /** Delivers all output of one call of the decoder; null when the reader refused or the decoder failed. */
  async #drain(run, output) {
    for (; ; ) {
      let next;
      try {
        next = await output.next();
      } catch (error) {
        this.#fail(error);
        return null;
      }
      if (next.done === true) return next.value;
      if (!await this.#deliver(run, next.value)) return null;
    }
  }
  async #deliver(run, bytes) {
    throwIfAborted(this.#signal);
    this.#reader.decoded(bytes);
    const { need } = this.#reader;
    if (need.kind === "bytes") {
      this.close();
      return false;
    }
    if (run.child !== null) await run.child.feed(bytes);
    return true;
  }
  #fail(error) {
    this.close();
    this.#reader.streamFailed(error instanceof Error ? error.message : String(error));
  }
  /** The input of a run is over; whether the run is, its decoder says. */
  async #endRun(stream) {
    const run = this.#run ??= await this.#open(stream);
    if (run.decoder === null && run.consumed < (stream.packedSize ?? 0)) {
      this.#fail(new Error("the end of the file"));
      return;
    }
    if (run.decoder !== null && await this.#drain(run, run.decoder.finish()) === null) return;
    await this.#close(run);
  }
  async #close(run) {
    await run.child?.end();
    this.close();
    this.#reader.streamEnded();
  }
  /** How many bytes the run had; null when its output is too long for one call. */
  async #decodeAtOnce(stream, bytes) {
    let result;
    try {
      result = inflateAtOnce(bytes, stream.sizeHint ?? 0, AT_ONCE_OUTPUT);
    } catch (error) {
      this.#fail(error);
      return 0;
    }
    if (result === null) return null;
    const run = { stream, decoder: null, child: this.#childOf(stream), consumed: 0 };
    this.#run = run;
    if (!await this.#deliver(run, result.output)) return 0;
    this.#reader.consumed(bytes.subarray(0, result.consumed));
    await this.#close(run);
    return result.consumed;
  }
};
function isSmall({ codec, packedSize }, available) {
  if (codec !== "deflate" || packedSize === null) return false;
  return packedSize <= Math.min(AT_ONCE_INPUT, available);
}
function throwIfAborted(signal) {
  if (!signal.aborted) return;
  throw new InterruptedError("interrupted", {
    expected: "to read to the end",
    found: "a request to stop",
    next: "Nothing was decided; run it again.",
    cause: signal.reason
  });
}

// src/adapters/plain-file.ts
var PIECE = 256 * 1024;
async function openPlain(file) {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let handle;
  try {
    handle = await fs.open(file, flags);
  } catch (error) {
    throw openError(file, error);
  }
  const stats = await handle.stat();
  const trouble = !stats.isFile() ? "something that is no regular file" : stats.nlink !== 1 ? `a file of ${String(stats.nlink)} names (hard links), which could change under another name` : null;
  if (trouble === null) {
    return { handle, size: stats.size, [Symbol.asyncDispose]: () => handle.close() };
  }
  await handle.close();
  throw unusable(file, trouble);
}
function openError(file, error) {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") {
    return new InputError("file-missing", {
      expected: `a file at ${JSON.stringify(file)}`,
      found: "none",
      next: "Check the path.",
      cause: error
    });
  }
  const found = error.code === "ELOOP" ? "a symbolic link" : `an error (${error.message})`;
  return unusable(file, found, error);
}
function unusable(file, found, cause) {
  return new InputError("file-unusable", {
    expected: `a readable regular file with one name at ${JSON.stringify(file)}`,
    found,
    next: "Copy it to a file of its own and name that one.",
    cause
  });
}
async function pieces({ handle, size }, file, signal, take) {
  const length = Math.min(PIECE, size + 1);
  const buffers = [new Uint8Array(length), new Uint8Array(length)];
  let total = 0;
  let turn = 0;
  let ahead = handle.read(buffers[turn], 0, length, 0);
  for (; ; ) {
    const { bytesRead } = await ahead;
    if (bytesRead === 0) break;
    throwIfAborted(signal);
    const piece = buffers[turn].subarray(0, bytesRead);
    total += bytesRead;
    if (total > size) throw changed(file);
    turn = turn === 0 ? 1 : 0;
    ahead = handle.read(buffers[turn], 0, length, total);
    try {
      await take(piece);
    } catch (error) {
      await ahead.catch(() => void 0);
      throw error;
    }
  }
  if (total < size) throw changed(file);
}
function changed(file) {
  return unusable(file, "a file that changed while it was read");
}

// src/adapters/strict-read.ts
import { crc32 } from "node:zlib";

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
  "limit-time": "to read the file within the cap on time",
  // formats without a reader
  "compressor-unsupported": "a compressor that has a strict reader",
  "container-unsupported": "a container that has a strict reader",
  // what every reader proves of itself
  "unaccounted-bytes": "bytes that the model writes again exactly",
  "nested-absent": "an entry of that name to read inside",
  // names and links
  "name-not-canonical": "a relative name without empty, `.` or `..` parts",
  "name-trailing-slash": "no slash at the end of a file's name",
  "name-separator": "a name without backslash and without a drive in front",
  "name-control": "a name without control characters",
  "name-decomposed": "a name in Unicode whose characters are composed (NFC)",
  "name-duplicate": "each name once",
  "name-collision": "names that stay distinct on every file system",
  "link-parent": "no entry below a file or a link",
  "link-escape": "a link target that stays inside the archive",
  "link-not-canonical": "a link target without two slashes in a row",
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
  // ar
  "ar-header": "whole member headers that end in a backquote and a line feed",
  "ar-name": "a short name, as all dialects of ar write it",
  "ar-number": "a canonical number in the field",
  "ar-truncated": "the whole body of the last member",
  "ar-padding": "a line feed after a body of odd length",
  // deb
  "deb-version": "version 2.0 of the package format",
  "deb-members": "debian-binary, control.tar and data.tar in this order, then only names with `_` in front",
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
  // zstd
  "zstd-header": "a whole zstd frame header without reserved flags",
  "zstd-skippable-frame": "no skippable frame",
  "zstd-dictionary": "a frame that needs no dictionary",
  "zstd-window": "a window of at most 128 MiB",
  "zstd-data": "a complete zstd frame",
  "zstd-checksum": "the checksum of the decompressed bytes",
  "zstd-size": "the declared size of the decompressed bytes",
  "zstd-multiple-frames": "a single zstd frame",
  "zstd-trailing-data": "nothing after the zstd frame",
  // xz
  "xz-header": "a whole xz stream header without reserved flags",
  "xz-check": "a check that all decoders know: CRC32, CRC64 or SHA-256",
  "xz-block-header": "a block header of the format's grammar",
  "xz-filter": "LZMA2 and no other filter",
  "xz-dictionary": "a dictionary of at most 128 MiB",
  "xz-data": "complete xz blocks, and the check of each to be right",
  "xz-size": "the sizes that the block headers declare",
  "xz-padding": "zeros after a block up to a multiple of four bytes",
  "xz-index": "an index that lists exactly the blocks",
  "xz-footer": "a footer that agrees with header and index",
  "xz-multiple-streams": "a single xz stream",
  "xz-stream-padding": "no padding after the xz stream",
  "xz-trailing-data": "nothing after the xz stream",
  // bzip2
  "bzip2-header": "a whole bzip2 header",
  "bzip2-data": "a complete bzip2 stream",
  "bzip2-crc": "the checksums of the decompressed bytes",
  "bzip2-padding": "zeros in the bits behind the end",
  "bzip2-multiple-streams": "a single bzip2 stream",
  "bzip2-trailing-data": "nothing after the bzip2 stream",
  // zip
  "zip-eocd": "the end record in the last 22 bytes",
  "zip-split": "a zip in one piece",
  "zip-comment": "a comment in which no record could be found, and none in a wheel",
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
  "zip-name-version": "a file's name without a semicolon and digits at its end",
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

// src/core/archive/limit-counters.ts
var LimitCounters = class _LimitCounters {
  limits;
  /** Size of the outermost file where it is known; bounds the ratio whatever the order of reading. */
  #fileSize;
  #deadline;
  #input = 0;
  #output = 0;
  #entries = 0;
  #folders = 0;
  constructor(limits, fileSize, deadline = null) {
    this.limits = limits;
    this.#deadline = deadline;
    this.#fileSize = fileSize;
  }
  /** Counters of the same file that go on from here, within a time of their own; these stay as they are. */
  continued(deadline = null) {
    const further = new _LimitCounters(this.limits, this.#fileSize, deadline);
    further.#input = this.#input;
    further.#output = this.#output;
    further.#entries = this.#entries;
    further.#folders = this.#folders;
    return further;
  }
  /** Refuses when the time is over, where the input stands then. */
  checkTime() {
    if (this.#deadline?.aborted !== true) return;
    const seconds = String(this.limits.time / 1e3);
    refuse("limit-time", this.#input, `more to read after ${seconds} seconds`);
  }
  /** How many of the next bytes of the outermost file may still be parsed. */
  inputLeft() {
    return this.limits.input - this.#input;
  }
  /** Entries so far, of all containers together. */
  get entries() {
    return this.#entries;
  }
  countInput(bytes) {
    this.#input += bytes;
  }
  /** Refuses when the input so far, and `more` bytes of it, are too many. */
  checkInput(more = 0) {
    const { input } = this.limits;
    if (this.#input + more > input)
      refuse("limit-input", input, `more than ${String(input)} bytes`);
  }
  /** Bytes that came out of a decoder; `offset` is where its input begins. */
  countOutput(bytes, offset) {
    this.#output += bytes;
    const { output, ratio, ratioFloor } = this.limits;
    if (this.#output > output) refuse("limit-output", offset, `more than ${String(output)} bytes`);
    const input = this.#fileSize ?? this.#input;
    if (this.#output > ratioFloor && this.#output > ratio * input) {
      refuse("limit-ratio", offset, `more than ${String(ratio)} bytes out for each byte in`);
    }
  }
  countEntry(offset) {
    this.#entries += 1;
    const { entries } = this.limits;
    if (this.#entries > entries) refuse("limit-entries", offset, `more than ${String(entries)}`);
  }
  /** A folder that no entry names yet: each name can imply hundreds of its own, which are kept as entries are. */
  countFolder(offset) {
    this.#folders += 1;
    const { entries } = this.limits;
    if (this.#folders > entries) {
      refuse("limit-entries", offset, `more than ${String(entries)} folders`);
    }
  }
  /** `more` bytes of a body, after `seen` ones; `offset` is where they stand. */
  checkBody(seen, more, offset) {
    const { entry } = this.limits;
    if (seen + more > entry) {
      refuse("limit-entry", offset + entry - seen, `more than ${String(entry)} bytes`);
    }
  }
  /** A metadata record, which is kept in memory until it is parsed; `own` is a lower cap of its kind. */
  checkMeta(size, offset, own = Infinity) {
    const meta = Math.min(this.limits.meta, own);
    if (size > meta) refuse("limit-meta", offset, `${String(size)} bytes, above ${String(meta)}`);
  }
};

// src/core/archive/format.ts
function compressor(name, bytes) {
  return { name, code: "compressor-unsupported", offset: 0, bytes };
}
function container(name, bytes, offset = 0) {
  return { name, code: "container-unsupported", offset, bytes };
}
var UNREAD = [
  compressor("lzip", "LZIP"),
  compressor("lz4", '"M'),
  compressor("lz4", "!L"),
  compressor("lzop", "LZO\0\r\n\n"),
  compressor("lrzip", "LRZI"),
  compressor("snappy", "ÿ\0\0sNaPpY"),
  compressor("compress", ""),
  compressor("pack", ""),
  compressor("lzma", "]\0\0"),
  // Frames of zstd before 1.0, which its library can still read.
  ...Array.from(
    `"#$%&'`,
    (first) => compressor("old zstd", first === "" ? "ý/µ" : `${first}µ/ý`)
  ),
  container("7z", "7z¼¯'"),
  container("rar", "Rar!\x07"),
  container("rpm", "í«îÛ"),
  container("thin ar", "!<thin>\n"),
  container("cab", "MSCF\0\0\0\0"),
  container("installshield cab", "ISc("),
  container("msi", "ÐÏà¡±á"),
  container("cpio", "070701"),
  container("cpio", "070702"),
  container("cpio", "070707"),
  container("cpio", "Çq"),
  container("cpio", "qÇ"),
  container("xar", "xar!"),
  container("arj", "`ê"),
  container("ace", "**ACE**", 7),
  container("zoo", "Ü§Äý", 20),
  ...Array.from("01234567d", (method) => container("lha", `-lh${method}-`, 2)),
  container("wim", "MSWIM\0\0\0"),
  container("chrome extension", "Cr24"),
  container("apk of Alpine 3", "ADBd"),
  container("squashfs", "hsqs"),
  container("squashfs", "sqsh"),
  container("cramfs", "E=Í("),
  container("erofs", "âáõà", 1024),
  container("romfs", "-rom1fs-"),
  container("qcow2", "QFIû"),
  container("vmdk", "KDMV"),
  container("vhdx", "vhdxfile"),
  container("flatpak", "flatpak\0"),
  // An AppImage is a program for the system's loader and an image behind it.
  container("AppImage", "AI", 8),
  container("AppImage", "AI", 8),
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

// src/core/archive/opaque-reader.ts
var WHOLE = "";
var ZIP_END_LENGTH = 22;
var ZIP_END_MAGIC = "PK";
var OpaqueReader = class {
  need = { kind: "bytes", atLeast: 1 };
  #sink;
  #tail = new Uint8Array(0);
  constructor(sink) {
    this.#sink = sink?.wants(WHOLE) === true ? sink : null;
  }
  push(bytes) {
    this.#sink?.body(WHOLE, bytes, null);
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, TRAILER_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-TRAILER_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-TRAILER_LENGTH);
    return bytes.length;
  }
  end() {
    const end = this.#tail.length - ZIP_END_LENGTH;
    if (end >= 0 && startsWith(this.#tail, end, ZIP_END_MAGIC)) {
      refuse("zip-prefix", 0, "other data in front of a zip");
    }
  }
  result() {
    return { kind: "opaque", unread: unreadFormatByTail(this.#tail) };
  }
};

// src/core/archive/names.ts
var LONGEST_NAME = 1024;
var LONGEST_PART = 255;
var CONTROL = /[\x00-\x1f\x7f]|\xc2[\x80-\x9f]/;
function checkName(name, offset) {
  if (CONTROL.test(name)) refuse("name-control", offset, shown(name));
  if (name.includes("\\") || /^[A-Za-z]:/.test(name)) refuse("name-separator", offset, shown(name));
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
function checkComposed(name, offset) {
  if (!/[\x80-\xff]/.test(name)) return;
  const text2 = new TextDecoder("utf-8", { ignoreBOM: true }).decode(pathToBytes(name));
  if (text2.normalize("NFC") !== text2) refuse("name-decomposed", offset, shown(name));
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

// src/core/archive/ar/ar-header.ts
var AR_HEADER = 60;
var AR_MAGIC = "!<arch>\n";
var HEADER_END = "`\n";
var NAME = 16;
var REGULAR = 32768;
function parseArHeader(bytes, offset) {
  const text2 = pathFromBytes(bytes);
  if (text2.slice(58) !== HEADER_END) refuse("ar-header", offset + 58, shown(text2.slice(58)));
  const number2 = (from, to, base) => numberOf(text2.slice(from, to), base, offset + from);
  const name = nameOf(text2.slice(0, NAME), offset);
  const whole = number2(40, 48, 8);
  const type = whole & ~4095;
  if (type !== 0 && type !== REGULAR) {
    refuse("ar-number", offset + 40, `mode ${whole.toString(8)}`);
  }
  return {
    ...name,
    mtime: number2(16, 28, 10),
    uid: number2(28, 34, 10),
    gid: number2(34, 40, 10),
    mode: whole & 4095,
    hasType: type === REGULAR,
    size: number2(48, 58, 10)
  };
}
function nameOf(field, offset) {
  const full = field.replace(/ +$/, "");
  const hasSlash = full.endsWith("/");
  const name = hasSlash ? full.slice(0, -1) : full;
  if (name === "" || /[ /]/.test(name) || full === "#1/" || name === "__.SYMDEF") {
    refuse("ar-name", offset, shown(field));
  }
  checkName(name, offset);
  return { path: name, hasSlash };
}
function numberOf(field, base, offset) {
  const [digits = ""] = field.split(" ", 1);
  const grammar = base === 8 ? /^(?:0|[1-7][0-7]*)$/ : /^(?:0|[1-9][0-9]*)$/;
  if (!grammar.test(digits) || digits !== field.trimEnd()) {
    refuse("ar-number", offset, shown(field));
  }
  return Number.parseInt(digits, base);
}
function serialiseArHeader(header) {
  const { path, hasSlash, mtime, uid, gid, mode, hasType, size } = header;
  const text2 = [
    (hasSlash ? `${path}/` : path).padEnd(NAME),
    String(mtime).padEnd(12),
    String(uid).padEnd(6),
    String(gid).padEnd(6),
    (mode | (hasType ? REGULAR : 0)).toString(8).padEnd(8),
    String(size).padEnd(10),
    HEADER_END
  ];
  return pathToBytes(text2.join(""));
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
var STRETCH = { longest: 4096, shortest: 64 };
function commonStart(a, b) {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (let length = STRETCH.longest; length >= STRETCH.shortest; ) {
    const end = at + length;
    if (end <= most && equalBytes(a.subarray(at, end), b.subarray(at, end))) at = end;
    else length >>= 1;
  }
  while (at < most && a[at] === b[at]) at += 1;
  return at;
}
function commonEnd(a, b) {
  const most = Math.min(a.length, b.length);
  let at = 0;
  for (let length = STRETCH.longest; length >= STRETCH.shortest; ) {
    const before = (bytes) => bytes.subarray(bytes.length - at - length, bytes.length - at);
    if (at + length <= most && equalBytes(before(a), before(b))) at += length;
    else length >>= 1;
  }
  while (at < most && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
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

// src/core/archive/profile.ts
var ANYWHERE = { atRoot: false, hasCase: false };
var SYSTEM = { atRoot: true, hasCase: true };
function placementOf(profile) {
  return profile === "system-files" ? SYSTEM : ANYWHERE;
}

// src/core/archive/name-index.ts
var NameIndex = class {
  #placement;
  #countFolder;
  /** By what a name is folded to; of several such names, the first. */
  #slots = /* @__PURE__ */ new Map();
  /** By the name itself, of those that are not the first. */
  #twins = /* @__PURE__ */ new Map();
  #names = [];
  #kinds = [];
  #lastParent = "";
  /** `countFolder` is told of each folder that only the names below it imply, and refuses when there are too many. */
  constructor(placement = ANYWHERE, countFolder = () => void 0) {
    this.#placement = placement;
    this.#countFolder = countFolder;
  }
  add(path, type, offset) {
    const slash = path.lastIndexOf("/");
    const parent = slash === -1 ? "" : path.slice(0, slash);
    if (parent !== this.#lastParent) {
      this.#addParents(parent, offset);
      this.#lastParent = parent;
    }
    const folded = foldName(path);
    const slot = this.#slotOf(folded, path, type, offset);
    if (slot === void 0) {
      this.#append(folded, path, type);
      return;
    }
    if (this.#kinds[slot] !== "implied") refuse("name-duplicate", offset, shown(path));
    if (type !== "directory") refuse("link-parent", offset, `entries below ${shown(path)}`);
    this.#kinds[slot] = "directory";
  }
  /** Whether an entry of exactly this name was added as a file. */
  isFile(path) {
    const first = this.#slots.get(foldName(path));
    const isFirst = first !== void 0 && this.#names[first] === path;
    const slot = isFirst ? first : this.#twins.get(path);
    return slot !== void 0 && this.#kinds[slot] === "file";
  }
  #addParents(parent, offset) {
    for (let slash = parent.indexOf("/"); slash !== -1; slash = parent.indexOf("/", slash + 1)) {
      this.#addParent(parent.slice(0, slash), offset);
    }
    if (parent !== "") this.#addParent(parent, offset);
  }
  #addParent(parent, offset) {
    const folded = foldName(parent);
    const slot = this.#slotOf(folded, parent, "implied", offset);
    if (slot === void 0) {
      this.#countFolder(offset);
      this.#append(folded, parent, "implied");
      return;
    }
    const kind = this.#kinds[slot];
    if (kind !== "implied" && kind !== "directory") {
      refuse("link-parent", offset, `an entry below ${shown(parent)}`);
    }
  }
  /** Where exactly this name stands; undefined where it is new and may come. */
  #slotOf(folded, name, kind, offset) {
    const slot = this.#slots.get(folded);
    if (slot === void 0 || this.#names[slot] === name) return slot;
    const there = this.#names[slot] ?? "";
    const isTwin = this.#placement.hasCase && lowerAscii(there) === lowerAscii(name) && areAlike(this.#kinds[slot], kind);
    if (!isTwin) refuse("name-collision", offset, `${shown(there)} and ${shown(name)}`);
    return this.#twins.get(name);
  }
  #append(folded, name, kind) {
    const at = this.#names.length;
    if (this.#slots.has(folded)) this.#twins.set(name, at);
    else this.#slots.set(folded, at);
    this.#names.push(name);
    this.#kinds.push(kind);
  }
};
function areAlike(one, other) {
  if (one === "file") return other === "file";
  return [one, other].every((kind) => kind === "directory" || kind === "implied");
}
function foldName(name) {
  if (!/[\x80-\xff]/.test(name)) return name.toLowerCase();
  return new TextDecoder().decode(pathToBytes(name)).normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

// src/core/archive/ar/deb-profile.ts
var VERSION_MEMBER = "debian-binary";
var VERSION = "2.0\n";
var COMPRESSED = "(?:\\.(?:gz|xz|zst|bz2|lzma))?";
var CONTROL2 = new RegExp(`^control\\.tar${COMPRESSED}$`);
var DATA = new RegExp(`^data\\.tar${COMPRESSED}$`);
var PARTS = [CONTROL2, DATA];
function profileOfMember({ format, entries }, path) {
  return profileIn(format === "ar" && entries[0]?.path === VERSION_MEMBER, path);
}
function profileIn(isDeb, path) {
  return isDeb && DATA.test(path) ? "system-files" : null;
}
var DebProfile = class {
  #members = 0;
  #isDeb = false;
  #version = "";
  /** Looks at the next member's name. */
  member(path, offset) {
    const at = this.#members;
    this.#members += 1;
    if (at === 0) this.#isDeb = path === VERSION_MEMBER;
    if (!this.#isDeb || at === 0) {
      if (at > 0 && path === VERSION_MEMBER)
        refuse("deb-members", offset, "the version further on");
      return;
    }
    const expected = PARTS[at - 1];
    if (!(expected?.test(path) ?? path.startsWith("_"))) refuse("deb-members", offset, shown(path));
  }
  /** As `profileOfMember`, of a member that was looked at. */
  profileOf(path) {
    return profileIn(this.#isDeb, path);
  }
  /** The next bytes of the member's body. */
  body(bytes) {
    const most = VERSION.length + 1;
    const seen = this.#version + String.fromCharCode(...bytes.subarray(0, most));
    this.#version = seen.slice(0, most);
  }
  /** The member whose body this was is over. */
  ended(offset) {
    if (!this.#isDeb || this.#members > 1 || this.#version === VERSION) return;
    refuse("deb-version", offset, shown(this.#version));
  }
  /** The archive is over. */
  finish(offset) {
    if (this.#isDeb && this.#members <= PARTS.length) {
      refuse("deb-members", offset, `${String(this.#members)} members`);
    }
  }
};

// src/core/archive/ar/ar-reader.ts
var LF = 10;
var ArReader = class {
  #context;
  #fields = new InternedFields();
  #names = new NameIndex();
  #deb = new DebProfile();
  #entries = [];
  #offset = 0;
  #member = null;
  #bodyLeft = 0;
  #hasPadding = false;
  #nested = null;
  constructor(context) {
    this.#context = context;
  }
  get need() {
    const stream = this.#member?.stream ?? null;
    if (stream !== null) return { kind: "stream", stream };
    return { kind: "bytes", atLeast: this.#member === null ? this.#nextLength() : 1 };
  }
  push(bytes) {
    let at = 0;
    for (; ; ) {
      if (this.#member !== null) {
        if (at === bytes.length || this.#member.stream !== null) return at;
        const piece = bytes.subarray(at, at + this.#bodyLeft);
        this.#countBody(this.#member, piece);
        at += piece.length;
        if (this.#bodyLeft === 0) this.#closeMember(this.#member);
        continue;
      }
      const length = this.#nextLength();
      if (bytes.length - at < length) return at;
      this.#takeWhole(bytes.subarray(at, at + length));
      at += length;
    }
  }
  end(rest) {
    const end = this.#offset + rest.length;
    if (this.#offset < AR_MAGIC.length || rest.length > 0) {
      refuse("ar-header", end, "the end of the file");
    }
    if (this.#member !== null) refuse("ar-truncated", end, "the end of the file");
    if (this.#hasPadding) refuse("ar-padding", end, "the end of the file");
    this.#deb.finish(end);
  }
  result() {
    return {
      kind: "container",
      format: "ar",
      fields: this.#fields.take(),
      entries: this.#entries,
      nested: this.#nested
    };
  }
  /** Length of what must come in one piece: the magic, padding, or a header. */
  #nextLength() {
    if (this.#offset === 0) return AR_MAGIC.length;
    return this.#hasPadding ? 1 : AR_HEADER;
  }
  #takeWhole(bytes) {
    if (this.#offset === 0) {
      this.#offset = AR_MAGIC.length;
    } else if (this.#hasPadding) {
      if (bytes[0] !== LF) refuse("ar-padding", this.#offset, "another byte");
      this.#offset += 1;
      this.#hasPadding = false;
    } else {
      this.#openMember(bytes);
    }
  }
  #openMember(bytes) {
    this.#context.counters.countEntry(this.#offset);
    const header = parseArHeader(bytes, this.#offset);
    this.#names.add(header.path, "file", this.#offset);
    this.#deb.member(header.path, this.#offset);
    if (!equalBytes(serialiseArHeader(header), bytes)) {
      refuse("unaccounted-bytes", this.#offset, "a header that the model does not write again");
    }
    this.#offset += AR_HEADER;
    this.#bodyLeft = header.size;
    const { sink, descendTo } = this.#context;
    const open = {
      header,
      digest: new BodyDigest(),
      sink: sink?.wants(header.path) === true ? sink : null,
      stream: null
    };
    if (header.path === descendTo) {
      this.#nested = this.#context.openNested(this.#deb.profileOf(header.path));
      this.#member = { ...open, stream: this.#bodyStream(open, this.#nested) };
    } else if (header.size === 0) {
      this.#closeMember(open);
    } else {
      this.#member = open;
    }
  }
  #countBody({ digest, sink, header }, piece) {
    this.#bodyLeft -= piece.length;
    this.#context.counters.checkBody(digest.size, piece.length, this.#offset);
    digest.update(piece, this.#bodyLeft === 0);
    sink?.body(header.path, piece, null);
    this.#deb.body(piece);
    this.#offset += piece.length;
  }
  #closeMember({ header, digest }) {
    this.#member = null;
    this.#deb.ended(this.#offset);
    this.#hasPadding = header.size % 2 === 1;
    const fields = this.#fields;
    fields.add("ar.uid", String(header.uid));
    fields.add("ar.gid", String(header.gid));
    if (header.hasSlash) fields.add("ar.name-slash", "1");
    if (!header.hasType) fields.add("ar.mode-type", "none");
    this.#entries.push({
      path: header.path,
      type: "file",
      mode: header.mode,
      size: header.size,
      sha256: digest.fingerprint().sha256,
      linkTarget: null,
      mtime: header.mtime,
      packed: null,
      fields: fields.take()
    });
  }
  /** The body of a member that is read on its own: handed on as it is. */
  #bodyStream(open, into) {
    return {
      codec: "none",
      packedSize: open.header.size,
      sizeHint: null,
      measure: null,
      into,
      consumed: (bytes) => {
        this.#countBody(open, bytes);
      },
      decoded: () => void 0,
      ended: () => {
        this.#closeMember(open);
      },
      failed: (reason) => refuse("ar-truncated", this.#offset, reason)
    };
  }
};

// src/core/archive/bzip2/bzip2-frame.ts
var HEADER = 4;
var END_MAGIC = 0x177245385090n;
var END_BITS = 80n;
var TAIL = 11;
function looksLikeBzip2(head) {
  return startsWith(head, 0, "BZh") && (isLevel(head[3]) || head.length < HEADER);
}
function isLevel(byte = 0) {
  return byte >= 49 && byte <= 57;
}
var BZIP2 = {
  format: "bzip2",
  codec: "bzip2",
  headerAtLeast: HEADER,
  tailAtLeast: HEADER,
  open: (bytes) => openFrame(bytes[3] ?? 0),
  cut: (at) => refuse("bzip2-header", at, "the end of the file"),
  behind(bytes, at) {
    if (startsWith(bytes, 0, "BZh") && isLevel(bytes[3])) {
      refuse("bzip2-multiple-streams", at, "another stream");
    }
    refuse("bzip2-trailing-data", at, "more bytes");
  }
};
function openFrame(level) {
  let tail = new Uint8Array(0);
  let offset = 0;
  return {
    header: Uint8Array.of(66, 90, 104, level),
    measure: null,
    consumed(bytes) {
      offset += bytes.length;
      const last = new Uint8Array(tail.length + Math.min(bytes.length, TAIL));
      last.set(tail);
      last.set(bytes.subarray(-TAIL), tail.length);
      tail = last.slice(-TAIL);
    },
    ended: () => {
      checkTail(tail, offset);
    },
    failed(reason) {
      refuse(/checksum/.test(reason) ? "bzip2-crc" : "bzip2-data", HEADER, reason);
    },
    fields: () => /* @__PURE__ */ new Map([["bzip2.level", String.fromCharCode(level)]])
  };
}
function checkTail(tail, offset) {
  const value = tail.reduce((whole, byte) => whole << 8n | BigInt(byte), 0n);
  for (let filling = 0n; filling < 8n; filling++) {
    const end = value >> filling & (1n << END_BITS) - 1n;
    if (end >> 32n !== END_MAGIC) continue;
    if ((value & (1n << filling) - 1n) !== 0n) {
      refuse("bzip2-padding", offset - 1, "bits that are not zero");
    }
    return;
  }
  refuse("bzip2-data", offset, "no end of a stream");
}

// src/core/archive/framed-reader.ts
var FramedReader = class {
  #context;
  #format;
  #content;
  #packed = newHasher();
  #frame = null;
  #stream = null;
  #headerAtLeast;
  #offset = 0;
  #size = 0;
  constructor(context, format) {
    this.#context = context;
    this.#format = format;
    this.#content = context.openContent();
    this.#headerAtLeast = format.headerAtLeast;
  }
  get need() {
    if (this.#frame === null) return { kind: "bytes", atLeast: this.#headerAtLeast };
    if (this.#stream !== null) return { kind: "stream", stream: this.#stream };
    return { kind: "bytes", atLeast: this.#format.tailAtLeast };
  }
  push(bytes) {
    if (this.#frame !== null) {
      if (bytes.length < this.#format.tailAtLeast) return 0;
      this.#format.behind(bytes, this.#offset);
    }
    if (bytes.length < this.#headerAtLeast) return 0;
    const frame = this.#format.open(bytes);
    if (frame === null) {
      this.#headerAtLeast = bytes.length + 1;
      return 0;
    }
    if (!equalBytes(frame.header, bytes.subarray(0, frame.header.length))) {
      refuse("unaccounted-bytes", 0, "a header that the model does not write again");
    }
    this.#frame = frame;
    this.#stream = this.#streamOf(frame);
    return 0;
  }
  end(rest) {
    if (this.#frame === null) this.#format.cut(rest.length);
    if (rest.length > 0) this.#format.behind(rest, this.#offset);
  }
  result() {
    return {
      kind: "compressor",
      format: this.#format.format,
      fields: this.#frame?.fields() ?? /* @__PURE__ */ new Map(),
      packed: this.#packed.fingerprint(),
      content: this.#content
    };
  }
  #streamOf(frame) {
    return {
      codec: this.#format.codec,
      packedSize: null,
      sizeHint: null,
      measure: frame.measure,
      into: this.#content,
      consumed: (bytes) => {
        this.#packed.update(bytes.subarray(Math.max(0, frame.header.length - this.#offset)));
        this.#offset += bytes.length;
        frame.consumed(bytes);
      },
      decoded: (bytes) => {
        this.#size += bytes.length;
        this.#context.counters.countOutput(bytes.length, 0);
      },
      ended: () => {
        frame.ended(this.#size);
        this.#stream = null;
      },
      failed: (reason) => frame.failed(reason)
    };
  }
};

// src/core/archive/hex.ts
function hexOf(bytes) {
  let text2 = "";
  for (const byte of bytes) text2 += byte.toString(16).padStart(2, "0");
  return text2;
}
function bytesOfHex(text2) {
  return Uint8Array.from(text2.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
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
function parseGzipHeader(bytes, crc322) {
  if (bytes.length < FIXED) return null;
  const flags = checkStart(bytes);
  const fields = /* @__PURE__ */ new Map();
  fields.set("gzip.mtime", String(new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true)));
  fields.set("gzip.xfl", String(bytes[8]));
  fields.set("gzip.os", String(bytes[9]));
  if ((flags & FTEXT) !== 0) fields.set("gzip.ftext", "1");
  let length = FIXED;
  for (const [flag, take] of PARTS2) {
    if ((flags & flag) === 0) continue;
    length = take(bytes, length, fields, crc322);
    if (length === null) return null;
  }
  return { fields, length };
}
function checkStart([id1, id2, method, flags = 0]) {
  if (id1 !== 31 || id2 !== 139 || method !== 8) refuse("gzip-header", 0, "another header");
  if (flags > 31) refuse("gzip-flags", 3, `flags 0x${flags.toString(16)}`);
  return flags;
}
var PARTS2 = [
  [FEXTRA, takeExtra],
  [FNAME, takeName],
  [FCOMMENT, takeComment],
  [FHCRC, takeChecksum]
];
function takeExtra(bytes, at, fields) {
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
function takeChecksum(bytes, at, fields, crc322) {
  if (bytes.length < at + 2) return null;
  if (uint16(bytes, at) !== (crc322(bytes.subarray(0, at), 0) & 65535)) {
    refuse("gzip-header-crc", at, "another checksum");
  }
  fields.set("gzip.fhcrc", "1");
  return at + 2;
}
function uint16(bytes, at) {
  return (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8;
}
function serialiseGzipHeader(fields, crc322) {
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
  if (fields.has("gzip.fhcrc")) bytes.push(...little(crc322(Uint8Array.from(bytes), 0) & 65535, 2));
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
      measure: null,
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

// src/core/archive/tar/tar-header-times.ts
var PREFIX_END = 475;
var TIMES = 476;
var TIMES_END = 500;
var TYPE_FLAG = 156;
var METADATA = "xgLK";
var BOTH = /^([0-7]{11})\0([0-7]{11})\0$/;
function headerTimesOf(block) {
  if (block[TIMES] === 0 || block[PREFIX_END] !== 0) return "";
  if (METADATA.includes(String.fromCharCode(block[TYPE_FLAG] ?? 0))) return "";
  const [, access, change] = BOTH.exec(pathFromBytes(block.subarray(TIMES, TIMES_END))) ?? [];
  return access === void 0 || change === void 0 ? "" : `${access},${change}`;
}
function endOfPrefix(headerTimes) {
  return headerTimes === "" ? TIMES_END : PREFIX_END;
}
function spelledHeaderTimes(headerTimes) {
  return [TIMES, headerTimes === "" ? "" : `${headerTimes.replace(",", "\0")}\0`];
}

// src/core/archive/tar/tar-number.ts
var NONE = "-";
var NUL = 0;
var SPACE = 32;
var ZERO = 48;
var SEVEN = 55;
var ENDS = /^(n+|s|sn|ns)$/;
function parseTarNumber(block, at, length, offset) {
  if (block[at] === 128) return parseBase256(block, at, length, offset);
  let spaces = 0;
  while (spaces < length && block[at + spaces] === SPACE) spaces += 1;
  const width = length - spaces;
  const first = at + spaces;
  let value = 0;
  let digits = 0;
  while (digits < width) {
    const byte = block[first + digits] ?? 0;
    if (byte < ZERO || byte > SEVEN) break;
    value = value * 8 + (byte - ZERO);
    digits += 1;
  }
  let end = "";
  for (let next = digits; next < width; next++) end += endLetter(block[first + next] ?? 0);
  if (digits === 0 || !ENDS.test(end)) refuse("tar-number", offset + at, hex(block, at, length));
  const front = spaces === 0 ? "" : `${String(spaces)}_`;
  return { value, spelling: `${front}${String(digits)}${end}` };
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
  const split = spelling.indexOf("_");
  const spaces = split === -1 ? 0 : Number.parseInt(spelling, 10);
  const digits = Number.parseInt(spelling.slice(split + 1), 10);
  const first = at + spaces;
  block.fill(SPACE, at, first);
  for (let next = digits - 1; next >= 0; next--) {
    block[first + next] = ZERO + rest % 8;
    rest = Math.floor(rest / 8);
  }
  const firstLetter = split + (digits < 10 ? 2 : 3);
  for (let next = digits; next < length - spaces; next++) {
    block[first + next] = spelling[firstLetter + next - digits] === "s" ? SPACE : NUL;
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
var TYPE_BITS = /* @__PURE__ */ new Map([
  ["nul", 32768],
  ["0", 32768],
  ["1", 32768],
  ["2", 40960],
  ["5", 16384]
]);
var LARGEST_ID = 4294967295;
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
  const headerTimes = dialect === "ustar" ? headerTimesOf(block) : "";
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
    prefix: text(block, 345, endOfPrefix(headerTimes), offset),
    headerTimes,
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
  const { type, size, linkname, dialect, mode } = header;
  const typeBits = mode.value - mode.value % 4096;
  if (typeBits !== 0 && typeBits !== TYPE_BITS.get(type)) {
    refuse("tar-number", offset + 100, `mode 0${mode.value.toString(8)} on type ${type}`);
  }
  for (const [at, { value }] of [
    [108, header.uid],
    [116, header.gid]
  ]) {
    if (value > LARGEST_ID) refuse("tar-number", offset + at, `owner or group ${String(value)}`);
  }
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
  writeText(block, ...spelledHeaderTimes(header.headerTimes));
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

// src/core/archive/tar/tar-pax.ts
var KEYS = {
  path: "text",
  linkpath: "text",
  size: "integer",
  mtime: "time",
  atime: "time",
  ctime: "time",
  uid: "id",
  gid: "id",
  uname: "line",
  gname: "line",
  "SCHILY.dev": "counter",
  "SCHILY.ino": "counter",
  "SCHILY.nlink": "counter",
  hdrcharset: "charset",
  "LIBARCHIVE.creationtime": "time"
};
var INTEGER = /^(0|[1-9][0-9]{0,15})$/;
var COUNTER = /^(0|[1-9][0-9]{0,19})$/;
var CHARSET = /^(BINARY|ISO-IR 10646 2000 UTF-8)$/;
var TIME = /^(0|[1-9][0-9]{0,15})(\.[0-9]+)?$/;
var FORMS = {
  integer: INTEGER,
  id: INTEGER,
  counter: COUNTER,
  time: TIME,
  charset: CHARSET
};
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
  const whole = body[at] !== 48 && body[at + digits] === 32 && length > digits + 1 && body[at + length - 1] === NEWLINE && !isOneTooLong(length);
  if (!whole) refuse("tar-pax-record-length", offset, `a record of length ${String(length)}`);
  return length;
}
function isOneTooLong(length) {
  return /^10+$/.test(String(length));
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
    if (grammar === "text") checkComposed(value, offset);
    if (grammar === "text" || !value.includes("\n")) return;
  } else if (FORMS[grammar].test(value) && isSafe(grammar, value)) {
    return;
  }
  refuse("tar-pax-value", offset, `${key} ${shown(value)}`);
}
function isSafe(grammar, value) {
  const isNumber = grammar === "integer" || grammar === "time";
  if (grammar === "id") return Number(value) <= LARGEST_ID;
  return !isNumber || Number.parseInt(value, 10) <= Number.MAX_SAFE_INTEGER;
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
    deviceSpelling: part(11),
    headerTimes: ""
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
function checkSymlink(path, target, offset, { atRoot } = ANYWHERE) {
  checkTargetText(target, offset);
  const escape = () => refuse("link-escape", offset, `${shown(path)} to ${shown(target)}`);
  const isAbsolute = target.startsWith("/");
  if (target === "" || isAbsolute && !atRoot) escape();
  if (target.includes("\\") || /^[A-Za-z]:/.test(target)) escape();
  if (target.includes("//")) {
    refuse("link-not-canonical", offset, `${shown(path)} to ${shown(target)}`);
  }
  if (isAbsolute) {
    if (target.slice(1).split("/").some(isNoName)) escape();
    return;
  }
  let depth = path.split("/").length - 1;
  let descended = false;
  for (const part of target.split("/")) {
    if (part === "..") {
      depth -= 1;
      if (descended || depth < 0) escape();
    } else if (part !== ".") {
      descended = true;
    }
  }
}
function isNoName(part) {
  return part === "" || part === "." || part === "..";
}

// src/core/archive/tar/tar-member.ts
var PLAIN_PAX = {
  atime: "tar.atime",
  ctime: "tar.ctime",
  "LIBARCHIVE.creationtime": "tar.creation-time",
  "SCHILY.dev": "tar.device",
  "SCHILY.ino": "tar.inode",
  "SCHILY.nlink": "tar.links",
  hdrcharset: "tar.pax-charset"
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
  if (main.headerTimes !== "") fields.add("tar.header-times", main.headerTimes);
  if (time !== void 0 && main.mtime.value !== Number.parseInt(time, 10)) {
    fields.add("tar.header-mtime", String(main.mtime.value));
  }
  addPax(head, name, fields);
  addLongTexts(head, name, fields);
  return {
    path: canonicalPath(slash ? name.slice(0, -1) : name, rootPrefix),
    type,
    mode: main.mode.value % 4096,
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
function hasLongName(head) {
  return head.longName !== null || head.pax?.records.has("path") === true;
}
function hasLongTarget(head) {
  return head.longLink !== null || head.pax?.records.has("linkpath") === true;
}
var SHORTEST_CUT = 99;
function cutOf(whole, written) {
  if (written === whole) return "whole";
  const isCut = written.length >= SHORTEST_CUT && whole.startsWith(written);
  return isCut ? `cut-${String(written.length)}` : null;
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
  if (main.mode.value >= 4096) fields.add("tar.mode-type", "written");
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
  return cut === "whole" ? whole : whole.slice(0, Number(cut.slice("cut-".length)));
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
  const typeBits = fields.has("tar.mode-type") ? TYPE_BITS.get(TYPE_FLAGS2[type]) ?? 0 : 0;
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
    mode: number2((member.mode ?? 0) + typeBits, "tar.mode-spelling"),
    uid: number2(Number(value("tar.header-uid", "tar.uid")), "tar.uid-spelling"),
    gid: number2(Number(value("tar.header-gid", "tar.gid")), "tar.gid-spelling"),
    size: number2(headerSize(member), "tar.size-spelling"),
    mtime: number2(Number(fields.get("tar.header-mtime") ?? member.mtime), "tar.mtime-spelling"),
    checksumSpelling: fields.get("tar.checksum-spelling") ?? "",
    deviceSpelling: fields.get("tar.device-spelling") ?? "",
    dialect: dialectFrom(fields.get("tar.magic")),
    uname: value("tar.header-uname", "tar.uname"),
    gname: value("tar.header-gname", "tar.gname"),
    headerTimes: fields.get("tar.header-times") ?? ""
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
  #placement;
  #names;
  #rootPrefix = null;
  constructor(placement, countFolder) {
    this.#placement = placement;
    this.#names = new NameIndex(placement, countFolder);
  }
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
    if (type === "symlink") checkSymlink(path, target, offset, this.#placement);
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

// src/core/archive/tar/tar-image.ts
function checkNoImage(path, offset) {
  if (path === "oci-layout") refuse("container-unsupported", offset, "an OCI image layout");
  if (path.startsWith(".wh.", path.lastIndexOf("/") + 1)) {
    refuse("container-unsupported", offset, "a whiteout of an image's layer");
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
  #check;
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
    this.#check = new TarHeadCheck(placementOf(context.profile), (offset) => {
      context.counters.countFolder(offset);
    });
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
    if (this.#openBody !== null || this.#openMetadata !== null) {
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
    checkNoImage(member.path, this.#offset);
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
    this.#nested = this.#context.openNested(null);
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
    sink?.body(member.path, piece, this.#offset);
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
      measure: null,
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

// src/core/archive/xz/xz-check.ts
var CHECKS = [
  { name: "crc32", id: 1, size: 4 },
  { name: "crc64", id: 4, size: 8 },
  { name: "sha256", id: 10, size: 32 }
];
function xzCheckOf(id) {
  return CHECKS.find((check) => check.id === id) ?? null;
}

// src/core/archive/xz/xz-header.ts
var XZ_HEADER = 12;
var XZ_MAGIC = "ý7zXZ\0";
function parseXzHeader(bytes, crc322) {
  if (readUint32(bytes, 8) !== crc322(bytes.subarray(6, 8), 0)) {
    refuse("xz-header", 8, "another checksum of the header");
  }
  const [flags = 0, id = 0] = bytes.subarray(6, 8);
  if (flags !== 0 || id > 15) refuse("xz-header", 6, "a reserved flag");
  return xzCheckOf(id) ?? refuse("xz-check", 7, `check number ${String(id)}`);
}
function serialiseXzHeader({ id }, crc322) {
  const bytes = new Uint8Array(XZ_HEADER);
  bytes.set(pathToBytes(XZ_MAGIC));
  bytes[7] = id;
  new DataView(bytes.buffer).setUint32(8, crc322(bytes.subarray(6, 8), 0), true);
  return bytes;
}
function readUint32(bytes, at) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}

// src/core/archive/xz/xz-vli.ts
var LONGEST = 9;
var XzVli = class {
  #value = 0n;
  #bytes = 0;
  /** The number once its last byte is in; null before. Undefined for a spelling with a needless byte. */
  take(byte) {
    this.#value |= BigInt(byte & 127) << BigInt(7 * this.#bytes);
    this.#bytes += 1;
    if ((byte & 128) !== 0) return this.#bytes === LONGEST ? void 0 : null;
    if (byte === 0 && this.#bytes > 1) return void 0;
    const value = this.#value;
    this.#value = 0n;
    this.#bytes = 0;
    return value;
  }
};

// src/core/archive/xz/xz-block-header.ts
var LARGEST_DICTIONARY = 128 * 1024 * 1024;
var FILTERS = 3;
var RESERVED = 60;
var PACKED_SIZE = 64;
var SIZE = 128;
var LZMA2 = 0x21n;
function blockHeaderLength(first) {
  return (first + 1) * 4;
}
function parseBlockHeader(bytes, offset, crc322) {
  const end = bytes.length - 4;
  if (readUint32(bytes, end) !== crc322(bytes.subarray(0, end), 0)) {
    refuse("xz-block-header", offset + end, "another checksum of the block header");
  }
  const malformed = (found) => refuse("xz-block-header", offset, found);
  const flags = bytes[1] ?? 0;
  if ((flags & RESERVED) !== 0) malformed("a reserved flag");
  let at = 2;
  const vli = new XzVli();
  const number2 = () => {
    for (; ; ) {
      if (at >= end) malformed("a number without end");
      const value = vli.take(bytes[at++] ?? 0);
      if (value === void 0) malformed("a number with a needless byte");
      else if (value !== null) return value;
    }
  };
  const packedSize = (flags & PACKED_SIZE) === 0 ? null : number2();
  const size = (flags & SIZE) === 0 ? null : number2();
  if ((flags & FILTERS) !== 0) refuse("xz-filter", offset, "another filter in front of LZMA2");
  const filter = number2();
  if (filter !== LZMA2) refuse("xz-filter", offset, `filter 0x${filter.toString(16)}`);
  if (number2() !== 1n || at >= end) malformed("properties of another length");
  const dictionary = dictionaryOf(bytes[at++] ?? 0, offset);
  if (bytes.subarray(at, end).some((byte) => byte !== 0)) malformed("padding that is not zero");
  return { packedSize, size, dictionary };
}
function dictionaryOf(property, offset) {
  if (property > 40) refuse("xz-block-header", offset, "a dictionary of no size");
  const size = (2 | property & 1) * 2 ** ((property >> 1) + 11);
  if (size > LARGEST_DICTIONARY) refuse("xz-dictionary", offset, `${String(size)} bytes`);
  return size;
}

// src/core/archive/xz/xz-index.ts
var XzRecords = class {
  #hasher = newHasher();
  #text = new TextEncoder();
  #count = 0;
  get count() {
    return this.#count;
  }
  add(unpaddedSize, size) {
    this.#count += 1;
    this.#hasher.update(this.#text.encode(`${String(unpaddedSize)} ${String(size)}
`));
  }
  /** Digest of all of them; to be asked for once. */
  digest() {
    return this.#hasher.fingerprint().sha256;
  }
};

// src/core/archive/xz/xz-walk.ts
var XzWalk = class {
  #check;
  #crc32;
  #blocks = new XzRecords();
  #listed = new XzRecords();
  #vli = new XzVli();
  #offset = 0;
  /** Bytes that are passed over. */
  #skip = XZ_HEADER;
  /** Bytes that must come in one piece, and what to do with them then. */
  #want = 1;
  #next = (bytes) => {
    this.#begin(bytes);
  };
  #held = [];
  #isComplete = false;
  #block = {
    header: { packedSize: null, size: null, dictionary: 0 },
    headerLength: 0,
    start: 0
  };
  #blockSize = 0;
  #contentSize = 0n;
  #largestDictionary = 0;
  #declaresSizes = false;
  #indexStart = 0;
  #indexCrc = 0;
  #indexLeft = 0n;
  #unpadded = null;
  constructor(check, crc322) {
    this.#check = check;
    this.#crc32 = crc322;
  }
  /** Whether the stream's last byte was seen. */
  get isComplete() {
    return this.#isComplete;
  }
  get offset() {
    return this.#offset;
  }
  get blockCount() {
    return this.#blocks.count;
  }
  /** Bytes of content that the index lists. */
  get contentSize() {
    return this.#contentSize;
  }
  get largestDictionary() {
    return this.#largestDictionary;
  }
  /** Whether a block header says how long the block is. */
  get declaresSizes() {
    return this.#declaresSizes;
  }
  /** How many of the next bytes belong to the stream. */
  take(bytes) {
    let at = 0;
    while (at < bytes.length && !this.#isComplete) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        this.#offset += step;
        at += step;
        continue;
      }
      this.#held.push(bytes[at] ?? 0);
      this.#offset += 1;
      at += 1;
      if (this.#held.length < this.#want) continue;
      const whole = Uint8Array.from(this.#held);
      this.#held = [];
      this.#next(whole);
    }
    return at;
  }
  /** Asks for so many bytes in one piece. */
  #expect(length, next) {
    this.#want = length;
    this.#next = next;
  }
  #expectBlock() {
    this.#expect(1, (bytes) => {
      this.#begin(bytes);
    });
  }
  /** The first byte of a block header, or the zero that begins the index. */
  #begin([first = 0]) {
    const start = this.#offset - 1;
    if (first === 0) {
      this.#indexStart = start;
      this.#indexCrc = this.#crc32(Uint8Array.of(0), 0);
      this.#expectIndexByte((value) => {
        this.#takeCount(value);
      });
      return;
    }
    const length = blockHeaderLength(first);
    this.#expect(length - 1, (rest) => {
      const header = parseBlockHeader(Uint8Array.of(first, ...rest), start, this.#crc32);
      this.#largestDictionary = Math.max(this.#largestDictionary, header.dictionary);
      if (header.packedSize !== null || header.size !== null) this.#declaresSizes = true;
      this.#block = { header, headerLength: length, start: this.#offset };
      this.#blockSize = 0;
      this.#expectChunk();
    });
  }
  #expectChunk() {
    this.#expect(1, ([control = 0]) => {
      this.#takeControl(control);
    });
  }
  /** The control byte of an LZMA2 chunk: the end, a stored chunk, a compressed one. */
  #takeControl(control) {
    if (control === 0) {
      this.#endBlock();
    } else if (control >= 128) {
      const hasProperties = (control >> 5 & 3) >= 2;
      this.#expect(4, ([high = 0, low = 0, packedHigh = 0, packedLow = 0]) => {
        this.#blockSize += ((control & 31) << 16) + (high << 8) + low + 1;
        this.#skip = (packedHigh << 8) + packedLow + 1 + (hasProperties ? 1 : 0);
        this.#expectChunk();
      });
    } else if (control <= 2) {
      this.#expect(2, ([high = 0, low = 0]) => {
        this.#skip = (high << 8) + low + 1;
        this.#blockSize += this.#skip;
        this.#expectChunk();
      });
    } else {
      refuse("xz-data", this.#offset - 1, `a chunk of kind ${String(control)}`);
    }
  }
  #endBlock() {
    const { header, headerLength, start } = this.#block;
    const packed = this.#offset - start;
    const size = BigInt(this.#blockSize);
    if (header.packedSize !== null && header.packedSize !== BigInt(packed)) {
      refuse("xz-size", start, `${String(packed)} compressed bytes in the block`);
    }
    if (header.size !== null && header.size !== size) {
      refuse("xz-size", start, `${String(size)} bytes of content in the block`);
    }
    this.#blocks.add(BigInt(headerLength + packed + this.#check.size), size);
    this.#contentSize += size;
    this.#expectPadding(packed, "xz-padding", () => {
      this.#skip = this.#check.size;
      this.#expectBlock();
    });
  }
  /** The zeros that fill `length` bytes up to a multiple of four. */
  #expectPadding(length, code, next) {
    const padding = (4 - length % 4) % 4;
    if (padding === 0) {
      next();
      return;
    }
    this.#expect(padding, (bytes) => {
      if (bytes.some((byte) => byte !== 0)) {
        refuse(code, this.#offset - padding, "padding that is not zero");
      }
      if (code === "xz-index") this.#indexCrc = this.#crc32(bytes, this.#indexCrc);
      next();
    });
  }
  #expectIndexByte(take) {
    this.#expect(1, (bytes) => {
      this.#indexCrc = this.#crc32(bytes, this.#indexCrc);
      const value = this.#vli.take(bytes[0] ?? 0);
      if (value === void 0)
        refuse("xz-index", this.#offset - 1, "a number with a needless byte");
      if (value === null) this.#expectIndexByte(take);
      else take(value);
    });
  }
  #takeCount(count) {
    if (count !== BigInt(this.#blocks.count)) {
      refuse("xz-index", this.#indexStart, `${String(count)} records`);
    }
    this.#indexLeft = count;
    this.#expectRecord();
  }
  #expectRecord() {
    if (this.#indexLeft === 0n) {
      this.#expectPadding(this.#offset - this.#indexStart, "xz-index", () => {
        this.#expectIndexEnd();
      });
      return;
    }
    this.#expectIndexByte((value) => {
      if (this.#unpadded === null) {
        this.#unpadded = value;
      } else {
        this.#listed.add(this.#unpadded, value);
        this.#unpadded = null;
        this.#indexLeft -= 1n;
      }
      this.#expectRecord();
    });
  }
  #expectIndexEnd() {
    if (this.#listed.digest() !== this.#blocks.digest()) {
      refuse("xz-index", this.#indexStart, "other sizes than the blocks have");
    }
    this.#expect(4, (bytes) => {
      if (readUint32(bytes, 0) !== this.#indexCrc) {
        refuse("xz-index", this.#offset - 4, "another checksum of the index");
      }
      const length = this.#offset - this.#indexStart;
      this.#expect(XZ_HEADER, (footer) => {
        this.#takeFooter(footer, length);
      });
    });
  }
  #takeFooter(footer, indexLength) {
    const again = serialiseFooter(indexLength, this.#check, this.#crc32);
    if (!equalBytes(footer, again)) refuse("xz-footer", this.#offset - XZ_HEADER, "another one");
    this.#isComplete = true;
  }
};
function serialiseFooter(indexLength, check, crc322) {
  const footer = new Uint8Array(XZ_HEADER);
  const view = new DataView(footer.buffer);
  view.setUint32(4, indexLength / 4 - 1, true);
  footer.set(serialiseXzHeader(check, crc322).subarray(6, 8), 8);
  footer.set([89, 90], 10);
  view.setUint32(0, crc322(footer.subarray(4, 10), 0), true);
  return footer;
}

// src/core/archive/xz/xz-frame.ts
function looksLikeXz(head) {
  return startsWith(head, 0, XZ_MAGIC);
}
var TAIL2 = 4;
function xzFormat(crc322) {
  return {
    format: "xz",
    codec: "xz",
    headerAtLeast: XZ_HEADER,
    tailAtLeast: TAIL2,
    open: (bytes) => openFrame2(parseXzHeader(bytes, crc322), crc322),
    cut: (at) => refuse("xz-header", at, "the end of the file"),
    behind(bytes, at) {
      const first = bytes.subarray(0, TAIL2);
      if (startsWith(first, 0, XZ_MAGIC.slice(0, TAIL2))) {
        refuse("xz-multiple-streams", at, "another stream");
      }
      if (first.every((byte) => byte === 0)) refuse("xz-stream-padding", at, "zeros");
      refuse("xz-trailing-data", at, "more bytes");
    }
  };
}
function openFrame2(check, crc322) {
  const walk = new XzWalk(check, crc322);
  return {
    header: serialiseXzHeader(check, crc322),
    measure: (bytes) => walk.take(bytes),
    consumed: () => void 0,
    ended(size) {
      if (!walk.isComplete) refuse("xz-data", walk.offset, "the end of the file");
      if (walk.contentSize !== BigInt(size)) {
        refuse("xz-size", 0, `${String(size)} bytes of content`);
      }
    },
    failed: (reason) => refuse("xz-data", XZ_HEADER, reason),
    fields() {
      const fields = /* @__PURE__ */ new Map([
        ["xz.check", check.name],
        ["xz.blocks", String(walk.blockCount)],
        ["xz.dictionary", String(walk.largestDictionary)]
      ]);
      if (walk.declaresSizes) fields.set("xz.sizes", "1");
      return fields;
    }
  };
}

// src/core/archive/zip/link-bodies.ts
var LONGEST2 = 1024;
var BUDGET = 8 * 1024 * 1024;
var LinkBodies = class {
  #kept = /* @__PURE__ */ new Map();
  #left = BUDGET;
  #pieces = [];
  #length = 0;
  /** More of the body that is being read. */
  update(bytes) {
    this.#length += bytes.length;
    if (this.#length <= LONGEST2) this.#pieces.push(bytes.slice());
  }
  /** The body is over; `member` is the number it is asked for by. */
  close(member) {
    const length = this.#length;
    const pieces2 = this.#pieces;
    this.#length = 0;
    this.#pieces = [];
    if (length === 0 || length > Math.min(LONGEST2, this.#left)) return;
    let text2 = "";
    for (const piece of pieces2) text2 += pathFromBytes(piece);
    if (/[\x00-\x1f]/.test(text2)) return;
    this.#left -= length;
    this.#kept.set(member, text2);
  }
  /** The body of a member that is a link; `size` is its length, `offset` where the directory says so. */
  target(member, size, offset) {
    const kept = this.#kept.get(member);
    if (kept !== void 0) return kept;
    if (size === 0) refuse("link-escape", offset, "an empty target");
    if (size > LONGEST2) refuse("limit-name", offset, `a link target of ${String(size)} bytes`);
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

// src/core/archive/zip/zip-descriptor.ts
var DESCRIPTOR_MAGIC = 134695760;
var DESCRIPTOR_LENGTH = 16;
var WIDE_DESCRIPTOR_LENGTH = 24;
function descriptorLength({ zip64 }) {
  return zip64 === "open" ? WIDE_DESCRIPTOR_LENGTH : DESCRIPTOR_LENGTH;
}
function serialiseDescriptor(record) {
  const writer = new LittleEndianWriter(descriptorLength(record));
  writer.u32(DESCRIPTOR_MAGIC).u32(record.crc);
  const { packedSize, size } = record;
  if (record.zip64 === "open") return writer.u64(packedSize).u64(size).bytes();
  return writer.u32(packedSize).u32(size).bytes();
}
function checkDescriptor(bytes, found, offset) {
  const tooLarge = Math.max(found.packedSize, found.size) >= IN_ZIP64;
  if (tooLarge && found.zip64 !== "open") {
    refuse("zip-data-descriptor", offset, "sizes that do not fit a descriptor without zip64");
  }
  if (!equalBytes(bytes, serialiseDescriptor(found))) {
    refuse("zip-data-descriptor", offset, "another signature, checksum or size");
  }
}
var WINDOW = 12;
var P = 80;
var DescriptorWatch = class {
  #tail = new Uint8Array(0);
  /** Where the tail starts in the packed data. */
  #offset = 0;
  /** Takes the next bytes; gives the offset of a false descriptor in the packed data, or null. */
  find(bytes) {
    const joined = new Uint8Array(this.#tail.length + bytes.length);
    joined.set(this.#tail);
    joined.set(bytes, this.#tail.length);
    const last = joined.length - WINDOW;
    for (let at = joined.indexOf(P); at !== -1 && at <= last; at = joined.indexOf(P, at + 1)) {
      if (this.#isDescriptor(joined, at)) return this.#offset + at;
    }
    const keep = Math.min(joined.length, WINDOW - 1);
    this.#tail = joined.slice(joined.length - keep);
    this.#offset += joined.length - keep;
    return null;
  }
  #isDescriptor(bytes, at) {
    const reader = new LittleEndianReader(bytes, at);
    if (reader.u32() !== DESCRIPTOR_MAGIC) return false;
    reader.u32();
    return reader.u32() === (this.#offset + at) % 2 ** 32;
  }
};

// src/core/archive/zip/zip-local-sizes.ts
var BOTH2 = 16;
function readLocalSizes({ packedSize, size }, extra, describedLater, offset) {
  const { zip64 } = extra;
  if (zip64 !== null && describedLater) {
    checkPair(zip64, [0, 0], offset);
    if (packedSize !== IN_ZIP64 || size !== IN_ZIP64) {
      refuse("zip-zip64", offset, "a zip64 field before data that is described later");
    }
    return { packedSize: 0, size: 0, zip64: "open" };
  }
  if (zip64 !== null && packedSize !== IN_ZIP64 && size !== IN_ZIP64) {
    checkPair(zip64, [size, packedSize], offset);
    return { packedSize, size, zip64: "repeated" };
  }
  const [wideSize = 0, widePacked = 0] = widen([size, packedSize], extra, true, offset);
  return { packedSize: widePacked, size: wideSize, zip64: "needed" };
}
function checkPair(zip64, expected, offset) {
  const reader = new LittleEndianReader(zip64, 0);
  const agrees = zip64.length === BOTH2 && reader.u64() === expected[0] && reader.u64() === expected[1];
  if (!agrees) refuse("zip-zip64", offset, "a zip64 field with other sizes");
}
function writeLocalSizes({ packedSize, size, zip64 }) {
  const writer = () => new LittleEndianWriter(BOTH2);
  if (zip64 === "open") {
    return { packedSize: IN_ZIP64, size: IN_ZIP64, zip64: writer().u64(0).u64(0).bytes() };
  }
  if (zip64 === "repeated") {
    return { packedSize, size, zip64: writer().u64(size).u64(packedSize).bytes() };
  }
  const { narrow: numbers, zip64: data } = narrow([size, packedSize], true);
  const [narrowSize = 0, narrowPacked = 0] = numbers;
  return { packedSize: narrowPacked, size: narrowSize, zip64: data };
}

// src/core/archive/zip/zip-extra.ts
var ZIP64 = 1;
var NTFS = 10;
var TIMES2 = 21589;
var OWNER = 30837;
var OWNER_OF_16_BITS = 30805;
var OLD_TIMES = 22613;
var JAR = 51966;
var ALIGNMENT = 55605;
var GROWTH_HINT = 41504;
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
    if (end > bytes.length || FORMS2.get(id)?.(data) !== true) {
      refuse("zip-extra", offset + at, `field 0x${name} of ${String(data.length)} bytes`);
    }
    if (parts.has(id)) refuse("zip-extra", offset + at, `field 0x${name} twice`);
    if (id === ZIP64) zip64 = data;
    parts.set(id, id === ZIP64 ? name : `${name}:${hexOf(data)}`);
    at = end;
  }
  return { text: [...parts.values()].join(","), zip64 };
}
var FORMS2 = /* @__PURE__ */ new Map([
  [ZIP64, ({ length }) => length > 0 && length % 8 === 0 && length <= 24],
  [NTFS, (data) => data.length === 32 && hasBytes(data, 4, [1, 0, 24, 0])],
  [TIMES2, isTimes],
  [OLD_TIMES, ({ length }) => length === 8 || length === 12],
  [OWNER, isOwner],
  [OWNER_OF_16_BITS, ({ length }) => length === 0 || length === 4],
  [JAR, ({ length }) => length === 0],
  [ALIGNMENT, (data) => data.length >= 2 && areZero(data, 2)],
  [GROWTH_HINT, (data) => data.length >= 4 && hasBytes(data, 0, [40, 160]) && areZero(data, 4)]
]);
function hasBytes(data, at, bytes) {
  return bytes.every((byte, next) => data[at + next] === byte);
}
function areZero(data, from) {
  return data.subarray(from).every((byte) => byte === 0);
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

// src/core/archive/zip/zip-record.ts
var LOCAL_MAGIC = 67324752;
var CENTRAL_MAGIC = 33639248;
var LOCAL_FIXED = 30;
var CENTRAL_FIXED = 46;
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
  const shared = readShared(reader);
  const nameEnd = LOCAL_FIXED + shared.nameLength;
  const extra = parseZipExtra(bytes.subarray(nameEnd), offset + nameEnd);
  const late = (shared.flags & DESCRIBED_LATER) !== 0;
  const sizes = readLocalSizes(shared, extra, late, offset);
  const name = pathFromBytes(bytes.subarray(LOCAL_FIXED, nameEnd));
  const { needed, flags, method, stamp, crc } = shared;
  return { needed, flags, method, stamp, crc, ...sizes, name, extra: extra.text };
}
function serialiseLocal(record) {
  const { packedSize, size, zip64 } = writeLocalSizes(record);
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const writer = new LittleEndianWriter(LOCAL_FIXED + record.name.length + extra.length);
  writeShared(writer.u32(LOCAL_MAGIC), record, packedSize, size, extra);
  return writer.latin1(record.name).append(extra).bytes();
}
function parseCentral(bytes, offset) {
  const reader = new LittleEndianReader(bytes, 4);
  const madeBy = reader.u16();
  const shared = readShared(reader);
  const nameEnd = CENTRAL_FIXED + shared.nameLength;
  const extraEnd = nameEnd + shared.extraLength;
  const commentLength = reader.u16();
  const disk = reader.u16();
  const internal = reader.u16();
  const external = reader.u32();
  const extra = parseZipExtra(bytes.subarray(nameEnd, extraEnd), offset + nameEnd);
  const wide = widen([shared.size, shared.packedSize, reader.u32()], extra, false, offset);
  const [size = 0, packedSize = 0, localOffset = 0] = wide;
  const { needed, flags, method, stamp, crc } = shared;
  return {
    ...{ madeBy, needed, flags, method, stamp, crc, packedSize, size },
    name: pathFromBytes(bytes.subarray(CENTRAL_FIXED, nameEnd)),
    ...{ extra: extra.text, disk, internal, external, offset: localOffset },
    comment: pathFromBytes(bytes.subarray(extraEnd, extraEnd + commentLength))
  };
}
function serialiseCentral(record) {
  const { name, comment } = record;
  const wide = [record.size, record.packedSize, record.offset];
  const { narrow: numbers, zip64 } = narrow(wide, false);
  const [size = 0, packedSize = 0, offset = 0] = numbers;
  const extra = serialiseZipExtra({ text: record.extra, zip64 });
  const length = CENTRAL_FIXED + name.length + extra.length + comment.length;
  const writer = new LittleEndianWriter(length);
  writeShared(writer.u32(CENTRAL_MAGIC).u16(record.madeBy), record, packedSize, size, extra);
  writer.u16(comment.length).u16(record.disk).u16(record.internal).u32(record.external);
  return writer.u32(offset).latin1(name).append(extra).latin1(comment).bytes();
}
function readShared(reader) {
  return {
    needed: reader.u16(),
    flags: reader.u16(),
    method: reader.u16(),
    stamp: reader.u16() + reader.u16() * 65536 >>> 0,
    crc: reader.u32(),
    packedSize: reader.u32(),
    size: reader.u32(),
    nameLength: reader.u16(),
    extraLength: reader.u16()
  };
}
function writeShared(writer, record, packedSize, size, extra) {
  writer.u16(record.needed).u16(record.flags).u16(record.method);
  writer.u16(record.stamp & 65535).u16(record.stamp >>> 16);
  writer.u32(record.crc).u32(packedSize).u32(size).u16(record.name.length).u16(extra.length);
}

// src/core/archive/zip/zip-body.ts
var FALSE_END = 11;
var ZipBody = class {
  record;
  /** Where the local record starts, and where the data does. */
  offset;
  dataOffset;
  #targets;
  #body = new BodyDigest();
  #packed;
  #watch;
  #crc = 0;
  constructor(record, offset, length, targets) {
    this.record = record;
    this.offset = offset;
    this.dataOffset = offset + length;
    this.#targets = targets;
    this.#packed = record.method === 0 ? null : new BodyDigest();
    this.#watch = this.describedLater ? new DescriptorWatch() : null;
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
    this.#lookForDescriptor(bytes);
    this.#packed.update(bytes, this.#packed.size + bytes.length === this.record.packedSize);
  }
  take(bytes) {
    const { counters, crc32: crc322, links, path, sink } = this.#targets;
    counters.checkBody(this.#body.size, bytes.length, this.dataOffset);
    this.#crc = crc322(bytes, this.#crc);
    this.#body.update(bytes, bytes.length === this.left);
    links.update(bytes);
    sink?.body(path, bytes, null);
  }
  /** What follows the data when its record left checksum and sizes open. */
  checkDescriptor(bytes, offset) {
    this.#lookForDescriptor(bytes.subarray(0, FALSE_END));
    checkDescriptor(bytes, this.#found(), offset);
  }
  /** The member as it was found; refused when its record claims something else. */
  close(member) {
    const found = this.#found();
    if (!this.describedLater) this.#checkClaims(found);
    const early = this.describedLater ? this.#earlyClaims(found) : "";
    if (found.name.endsWith("/") && found.size > 0) {
      refuse("zip-directory-data", this.offset, `${String(found.size)} bytes`);
    }
    this.#targets.links.close(member);
    return {
      offset: this.offset,
      record: found,
      early,
      sha256: this.#body.fingerprint().sha256,
      packed: this.#packed === null ? null : this.#packed.fingerprint()
    };
  }
  #lookForDescriptor(bytes) {
    const at = this.#watch?.find(bytes) ?? null;
    if (at !== null) {
      refuse("zip-data-descriptor", this.dataOffset + at, "what looks like one inside the data");
    }
  }
  /** What the record gives in front although a descriptor follows: nothing, or the truth. */
  #earlyClaims(found) {
    const claims = ["crc", "packedSize", "size"].filter((key) => this.record[key] !== 0);
    for (const key of claims) {
      if (this.record[key] !== found[key]) {
        const claim = `${key} ${String(this.record[key])} in front, ${String(found[key])} behind`;
        refuse("zip-data-descriptor", this.offset, claim);
      }
    }
    return claims.join(",");
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
var TYPE_BITS2 = { file: 8, directory: 4, symlink: 10, hardlink: NO_TYPE };
var ALL_ONES = 65535;
var ALL_TYPE_BITS = 15;
function zipEntryType(central, offset) {
  const { external, internal, name } = central;
  if (internal > TEXT) {
    refuse("zip-type", offset, `${shown(name)} with internal attributes ${String(internal)}`);
  }
  const bits = external >>> 28;
  const isDirectory = name.endsWith("/");
  const marked = (external & DOS_DIRECTORY) !== 0;
  const isUnix = central.madeBy >>> 8 === UNIX;
  const isLink = bits === TYPE_BITS2.symlink && isUnix && !isDirectory;
  const hasType = bits === NO_TYPE || bits === TYPE_BITS2[isDirectory ? "directory" : "file"];
  const fits = isLink || hasType || isOldMavenDirectory(central);
  const isLabel = (external & DOS_VOLUME_LABEL) !== 0;
  if (!fits || isLabel || marked && !isDirectory) {
    refuse("zip-type", offset, `${shown(name)} with attributes 0x${external.toString(16)}`);
  }
  return isLink ? "symlink" : isDirectory ? "directory" : "file";
}
function isOldMavenDirectory({ external, madeBy }) {
  const marked = (external & DOS_DIRECTORY) !== 0;
  return madeBy >>> 8 === UNIX && external >>> 16 === ALL_ONES && marked;
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
    addUnixType(central.external >>> 28, fields);
    addHex("zip.dos-attributes", central.external & 65535, fields);
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
function addUnixType(bits, fields) {
  if (bits === NO_TYPE) fields.add("zip.unix-type", "none");
  if (bits === ALL_TYPE_BITS) fields.add("zip.unix-type", "all");
}
function addHex(key, value, fields) {
  if (value !== 0) fields.add(key, value.toString(16));
}
function localRecordOf(entry, crc) {
  const { fields } = entry;
  const record = commonRecord(entry, crc);
  const late = (record.flags & DESCRIBED_LATER) !== 0;
  const early = fields.get("zip.local-early") ?? "";
  const given = (key) => !late || early.split(",").includes(key) ? record[key] : 0;
  const needed = fields.get("zip.local-version-needed");
  return {
    ...record,
    crc: given("crc"),
    packedSize: given("packedSize"),
    size: given("size"),
    zip64: fields.get("zip.local-zip64") ?? "needed",
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
    comment: fields.get("zip.entry-comment") ?? ""
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
  const unixType = fields.get("zip.unix-type");
  const bits = unixType === "none" ? NO_TYPE : unixType === "all" ? ALL_TYPE_BITS : TYPE_BITS2[type];
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
  if (/;[0-9]*$/.test(name)) refuse("zip-name-version", offset, shown(name));
  checkComposed(name, offset);
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
  const known = UTF8 | DESCRIBED_LATER | LEVEL;
  if ((flags & ~known) !== 0) refuse("zip-flags", offset, `flags 0x${flags.toString(16)}`);
}
function checkDescribedLater(record, profile, offset) {
  if (profile === "wheel" || record.method !== DEFLATE) {
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

// src/core/archive/zip/zip-end.ts
var END_MAGIC2 = 101010256;
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

// src/core/archive/zip/zip-comment.ts
var LONGEST3 = 4096;
var RECORD = /PK[\x01-\x08]/;
function checkComment(text2, before, profile, counters, at) {
  if (text2 === "") return;
  if (profile === "wheel") refuse("zip-comment", at, "a comment in a wheel");
  counters.checkMeta(text2.length, at, LONGEST3);
  if (RECORD.test(before + text2))
    refuse("zip-comment", at, "the signature of a record in a comment");
}
function endsLikeLocator(record) {
  return startsWith(record, record.length - LOCATOR_LENGTH, "PK\x07");
}

// src/core/archive/zip/zip-directory.ts
var ZipDirectory = class {
  entries = [];
  links;
  #fields;
  #counters;
  #profile;
  #names;
  #members = [];
  // Two digests stand in for the local records, which are gone when the entries that must write them are known.
  #localsRead = newHasher();
  #localsAgain = newHasher();
  #endsLikeLocator = false;
  constructor(links, fields, counters, profile) {
    this.links = links;
    this.#fields = fields;
    this.#counters = counters;
    this.#profile = profile;
    this.#names = new NameIndex(ANYWHERE, (offset) => {
      counters.countFolder(offset);
    });
  }
  /** Whether the last record ends in what would be a zip64 locator in front of an end record. */
  get endsLikeLocator() {
    return this.#endsLikeLocator;
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
    const member = this.#members[index] ?? null;
    if (member === null) {
      refuse("zip-overlap", at, "a record without a member of its own");
    }
    if (central.disk !== 0) refuse("zip-split", at, `disk ${String(central.disk)}`);
    checkComment(central.comment, "", this.#profile, this.#counters, at);
    this.#endsLikeLocator = endsLikeLocator(bytes);
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
    if ((local.flags & DESCRIBED_LATER) !== 0) {
      this.#localsAgain.update(serialiseDescriptor({ ...again, zip64: local.zip64 }));
    }
    this.entries.push(entry);
    this.#members[index] = null;
  }
  /** The directory is over; `at` is where. */
  close(at) {
    const member = this.#members[this.entries.length] ?? null;
    if (member !== null) {
      refuse("zip-gap", member.offset, "a local record that the directory leaves out");
    }
    if (this.#localsRead.fingerprint().sha256 !== this.#localsAgain.fingerprint().sha256) {
      refuse("unaccounted-bytes", at, "local records that the model does not write again");
    }
  }
};

// src/core/archive/zip/zip-ending.ts
var LENGTHS = /* @__PURE__ */ new Map([
  [END64_MAGIC, END64_LENGTH],
  [LOCATOR_MAGIC, LOCATOR_LENGTH],
  [END_MAGIC2, END_LENGTH]
]);
var ZipEnding = class {
  #place;
  /** Whether the directory ends in what looks like a zip64 locator. */
  #afterLocator;
  #expected;
  #versions = null;
  #record = new Uint8Array(0);
  #commentLength = 0;
  #comment = [];
  #end = 0;
  #tail = new Uint8Array(0);
  #tailLength = 0;
  constructor(place, afterLocator) {
    this.#place = place;
    this.#afterLocator = afterLocator;
    this.#expected = needsZip64(place) ? END64_MAGIC : END_MAGIC2;
  }
  /** Whether a record with this signature can follow a directory. */
  static begins(magic) {
    return magic === END_MAGIC2 || magic === END64_MAGIC;
  }
  get versions() {
    return this.#versions;
  }
  /** latin1; empty without one. */
  get comment() {
    return pathFromBytes(concatenate(this.#comment));
  }
  /** Whether the end record was there; only its comment can follow. */
  get complete() {
    return this.#expected === 0;
  }
  /** Length of the record with this signature, at `at`; refused when another has to come. */
  lengthOf(magic, at) {
    const length = magic === this.#expected ? LENGTHS.get(magic) : void 0;
    if (length === void 0) {
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
      this.#expected = END_MAGIC2;
    } else {
      this.#commentLength = checkEnd(bytes, this.#place, at);
      if (this.#versions === null && this.#afterLocator) {
        refuse("zip-zip64", at - LOCATOR_LENGTH, "what looks like a zip64 locator");
      }
      this.#record = bytes.slice();
      this.#expected = 0;
      this.#end = at + END_LENGTH;
    }
  }
  /** Takes bytes behind the end record: the comment, and the last ones, which tell what else it could be. */
  takeTail(bytes) {
    const missing = this.#commentLength - this.#tailLength;
    if (missing > 0) this.#comment.push(bytes.slice(0, missing));
    this.#tailLength += bytes.length;
    const joined = new Uint8Array(this.#tail.length + Math.min(bytes.length, END_LENGTH));
    joined.set(this.#tail);
    joined.set(bytes.subarray(-END_LENGTH), this.#tail.length);
    this.#tail = joined.slice(-END_LENGTH);
  }
  /** The file is over. */
  close(profile, counters) {
    if (startsWith(this.#tail, 0, "PK")) {
      refuse("zip-cd-position", this.#end, "another end record at the end of the file");
    }
    if (this.#tailLength !== this.#commentLength) {
      refuse("zip-eocd", this.#end, `${String(this.#tailLength)} bytes behind the end record`);
    }
    const fields = pathFromBytes(this.#record.subarray(1));
    checkComment(this.comment, fields, profile, counters, this.#end);
  }
};

// src/core/archive/zip/zip-reader.ts
var MAGIC_LENGTH = 4;
function isCommitId(comment) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(comment);
}
var ZipReader = class {
  #context;
  #fields = new InternedFields();
  #links = new LinkBodies();
  #directory;
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
    const { counters, profile } = context;
    this.#directory = new ZipDirectory(this.#links, this.#fields, counters, profile);
  }
  get need() {
    if (this.#stream !== null) return { kind: "stream", stream: this.#stream };
    const inPieces = (
      // mutant: bytes would come in other pieces, and none would be lost
      this.#ending?.complete === true || this.#body !== null && !this.#descriptorDue
    );
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
    this.#ending.close(this.#context.profile, this.#context.counters);
  }
  result() {
    const versions = this.#ending?.versions ?? null;
    if (versions !== null) {
      this.#fields.add("zip.zip64-end", `${String(versions.madeBy)},${String(versions.needed)}`);
    }
    const comment = this.#ending?.comment ?? "";
    if (comment !== "") {
      this.#fields.add(isCommitId(comment) ? "zip.commit-comment" : "zip.comment", comment);
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
    if (this.#ending !== null) return this.#ending.lengthOf(magic, this.#offset);
    if (magic === LOCAL_MAGIC && this.#directoryOffset === null) {
      return bytes.length < LOCAL_FIXED ? LOCAL_FIXED : localLength(bytes, 0);
    }
    if (magic === CENTRAL_MAGIC) {
      this.#directoryOffset ??= this.#offset;
      return bytes.length < CENTRAL_FIXED ? CENTRAL_FIXED : centralLength(bytes, 0);
    }
    if (ZipEnding.begins(magic)) {
      this.#ending = this.#closeDirectory();
      return this.#ending.lengthOf(magic, this.#offset);
    }
    const found = `signature 0x${magic.toString(16)}`;
    if (this.#directoryOffset !== null) refuse("zip-cd-position", this.#offset, found);
    if (this.#offset > 0) refuse("zip-gap", this.#offset, found);
    refuse(magic === DESCRIPTOR_MAGIC ? "zip-split" : "zip-prefix", 0, found);
  }
  #closeDirectory() {
    this.#directory.close(this.#offset);
    const offset = this.#directoryOffset ?? this.#offset;
    const count = this.#directory.entries.length;
    const place = { count, size: this.#offset - offset, offset };
    return new ZipEnding(place, this.#directory.endsLikeLocator);
  }
  #openBody(bytes) {
    const { counters, crc32: crc322, descendTo, profile, sink } = this.#context;
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
      crc32: crc322
    });
    this.#body = body;
    const nested = path === descendTo ? this.#context.openNested(null) : null;
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
      // mutant: a hint, which changes no result
      sizeHint: body.describedLater ? null : record.size,
      measure: null,
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
        this.#atLeast = descriptorLength(record);
      },
      failed: (reason) => refuse(isDeflated ? "zip-deflate" : "zip-eocd", body.dataOffset, reason)
    };
  }
  #takeDescriptor(bytes) {
    if (bytes.length < this.#atLeast || this.#body === null) return 0;
    const descriptor = bytes.subarray(0, this.#atLeast);
    this.#body.checkDescriptor(descriptor, this.#offset);
    this.#directory.readLocal(descriptor);
    this.#descriptorDue = false;
    this.#atLeast = MAGIC_LENGTH;
    this.#closeBody(this.#body);
    return descriptor.length;
  }
  #closeBody(body) {
    this.#directory.addMember(body.close(this.#directory.members));
    this.#body = null;
  }
};

// src/core/archive/zstd/zstd-header.ts
var LONGEST_WINDOW_LOG = 27;
var LONGEST_WINDOW = 2 ** LONGEST_WINDOW_LOG;
var SINGLE_SEGMENT = 32;
var UNUSED_AND_RESERVED = 24;
var CHECKSUM2 = 4;
var DICTIONARY_ID = 3;
var FIXED2 = 5;
var MAGIC2 = [40, 181, 47, 253];
function parseZstdHeader(bytes) {
  const descriptor = bytes[4];
  if (descriptor === void 0) return null;
  if ((descriptor & UNUSED_AND_RESERVED) !== 0) refuse("zstd-header", 4, "a reserved flag");
  if ((descriptor & DICTIONARY_ID) !== 0) refuse("zstd-dictionary", 4, "a dictionary's number");
  const isSingle = (descriptor & SINGLE_SEGMENT) !== 0;
  const width = sizeWidth(descriptor);
  const sizeAt = FIXED2 + (isSingle ? 0 : 1);
  const length = sizeAt + width;
  if (bytes.length < length) return null;
  const fields = /* @__PURE__ */ new Map();
  const contentSize = width === 0 ? null : littleEndian(bytes.subarray(sizeAt, length)) + bias(width);
  const windowSize = isSingle ? Number(contentSize) : windowOf(bytes[FIXED2] ?? 0);
  if (windowSize > LONGEST_WINDOW)
    refuse("zstd-window", FIXED2, `a window of ${String(windowSize)} bytes`);
  if (!isSingle) fields.set("zstd.window", String(windowSize));
  if (width > 0) fields.set("zstd.size-width", String(width));
  const hasChecksum2 = (descriptor & CHECKSUM2) !== 0;
  if (hasChecksum2) fields.set("zstd.checksum", "1");
  return { fields, length, hasChecksum: hasChecksum2, contentSize };
}
function sizeWidth(descriptor) {
  const flag = descriptor >> 6;
  if (flag === 0) return (descriptor & SINGLE_SEGMENT) === 0 ? 0 : 1;
  return 2 ** flag;
}
function bias(width) {
  return width === 2 ? 256n : 0n;
}
function windowOf(descriptor) {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + base / 8 * (descriptor & 7);
}
function littleEndian(bytes) {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}
function serialiseZstdHeader(fields, contentSize) {
  const width = Number(fields.get("zstd.size-width") ?? 0);
  const windowSize = fields.get("zstd.window");
  const sizeFlag = width < 2 ? 0 : Math.log2(width);
  const descriptor = sizeFlag << 6 | (windowSize === void 0 ? SINGLE_SEGMENT : 0) | (fields.has("zstd.checksum") ? CHECKSUM2 : 0);
  const bytes = [...MAGIC2, descriptor];
  if (windowSize !== void 0) bytes.push(windowDescriptor(Number(windowSize)));
  let rest = contentSize - bias(width);
  for (let at = 0; at < width; at++) {
    bytes.push(Number(rest & 255n));
    rest >>= 8n;
  }
  return Uint8Array.from(bytes);
}
function windowDescriptor(windowSize) {
  const exponent = Math.floor(Math.log2(windowSize));
  return exponent - 10 << 3 | (windowSize / 2 ** exponent - 1) * 8;
}

// src/core/archive/zstd/zstd-walk.ts
var BLOCK_HEADER = 3;
var RLE = 1;
var RESERVED2 = 3;
var CHECKSUM3 = 4;
var ZstdWalk = class {
  #checksum;
  /** Bytes up to the next block header, or to the end. */
  #skip;
  #header = 0;
  #headerBytes = 0;
  #isLast = false;
  #offset = 0;
  constructor(headerLength, hasChecksum2) {
    this.#skip = headerLength;
    this.#checksum = hasChecksum2 ? CHECKSUM3 : 0;
  }
  /** Whether the frame's last byte was seen. */
  get isComplete() {
    return this.#isLast && this.#skip === 0;
  }
  /** How many of the next bytes belong to the frame. */
  take(bytes) {
    let at = 0;
    while (at < bytes.length && !this.isComplete) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        at += step;
        this.#offset += step;
      } else {
        this.#takeHeaderByte(bytes[at] ?? 0);
        at += 1;
        this.#offset += 1;
      }
    }
    return at;
  }
  #takeHeaderByte(byte) {
    this.#header |= byte << 8 * this.#headerBytes;
    this.#headerBytes += 1;
    if (this.#headerBytes < BLOCK_HEADER) return;
    const type = this.#header >> 1 & 3;
    if (type === RESERVED2) refuse("zstd-data", this.#offset - 2, "a block of the reserved type");
    this.#isLast = (this.#header & 1) === 1;
    this.#skip = (type === RLE ? 1 : this.#header >> 3) + (this.#isLast ? this.#checksum : 0);
    this.#header = 0;
    this.#headerBytes = 0;
  }
};

// src/core/archive/zstd/zstd-frame.ts
var MAGIC3 = "(µ/ý";
function looksLikeZstd(head) {
  return startsWith(head, 0, MAGIC3) || isSkippable(head);
}
function isSkippable(bytes) {
  return ((bytes[0] ?? 0) & 240) === 80 && startsWith(bytes, 1, "*M");
}
var ZSTD = {
  format: "zstd",
  codec: "zstd",
  headerAtLeast: 5,
  tailAtLeast: 4,
  open(bytes) {
    if (isSkippable(bytes)) refuse("zstd-skippable-frame", 0, "a skippable frame in front");
    const header = parseZstdHeader(bytes);
    return header === null ? null : openFrame3(header);
  },
  cut: (at) => refuse("zstd-header", at, "the end of the file"),
  behind(bytes, at) {
    if (isSkippable(bytes)) refuse("zstd-skippable-frame", at, "a skippable frame behind");
    if (startsWith(bytes, 0, MAGIC3)) refuse("zstd-multiple-frames", at, "another frame");
    refuse("zstd-trailing-data", at, "more bytes");
  }
};
function openFrame3({ fields, length, hasChecksum: hasChecksum2, contentSize }) {
  const walk = new ZstdWalk(length, hasChecksum2);
  return {
    header: serialiseZstdHeader(fields, contentSize ?? 0n),
    measure: (bytes) => walk.take(bytes),
    consumed: () => void 0,
    ended(size) {
      if (!walk.isComplete) refuse("zstd-data", 0, "the end of the file");
      if (contentSize !== null && contentSize !== BigInt(size)) {
        refuse("zstd-size", 0, `${String(size)} bytes of content`);
      }
    },
    failed(reason) {
      refuse(/checksum/i.test(reason) ? "zstd-checksum" : "zstd-data", 0, reason);
    },
    fields: () => fields
  };
}

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
    id: "zstd",
    kind: "compressor",
    recognises: looksLikeZstd,
    open: (context) => new FramedReader(context, ZSTD)
  },
  {
    id: "xz",
    kind: "compressor",
    recognises: looksLikeXz,
    open: (context) => new FramedReader(context, xzFormat(context.crc32))
  },
  {
    id: "bzip2",
    kind: "compressor",
    recognises: looksLikeBzip2,
    open: (context) => new FramedReader(context, BZIP2)
  },
  {
    id: "zip",
    kind: "container",
    recognises: (head) => ZIP_STARTS.some((magic) => startsWith(head, 0, magic)),
    open: (context) => new ZipReader(context)
  },
  {
    id: "ar",
    kind: "container",
    recognises: (head) => startsWith(head, 0, AR_MAGIC),
    open: (context) => new ArReader(context)
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

// src/core/archive/stream-reader.ts
var StreamReader = class _StreamReader {
  #place;
  #hasher = newHasher();
  #outermost;
  /** Takes all bytes of this stream, where it is the container whose bodies are asked for. */
  #content = null;
  #state = { kind: "head" };
  #finished = null;
  #reading = null;
  constructor(place) {
    this.#place = place;
    this.#outermost = place.containers === 0 && place.compressors === 0;
  }
  get need() {
    if (this.#state.kind === "head") return { kind: "bytes", atLeast: HEAD_LENGTH };
    if (this.#state.kind === "reading") return this.#state.reader.need;
    return { kind: "bytes", atLeast: 1 };
  }
  push(bytes) {
    let taken = 0;
    this.#guard(() => {
      this.#place.counters.checkTime();
      const allowed = bytes.subarray(0, this.#inputLeft());
      taken = this.#parse(allowed);
      if (taken === 0 && allowed.length < bytes.length)
        this.#place.counters.checkInput(bytes.length);
    });
    if (!this.#isOpen) taken = bytes.length;
    this.#hashInput(bytes.subarray(0, taken));
    return taken;
  }
  measure(bytes) {
    let length = 0;
    this.#guard(() => {
      length = this.#stream()?.measure?.(bytes) ?? 0;
    });
    return length;
  }
  consumed(bytes) {
    this.#hashInput(bytes);
    this.#guard(() => {
      if (this.#outermost) this.#place.counters.checkInput();
      this.#stream()?.consumed(bytes);
    });
  }
  decoded(bytes) {
    this.#guard(() => {
      this.#place.counters.checkTime();
      this.#stream()?.decoded(bytes);
    });
  }
  streamEnded() {
    this.#guard(() => this.#stream()?.ended());
  }
  streamFailed(reason) {
    this.#guard(() => this.#stream()?.failed(reason));
  }
  end(rest) {
    this.#hashInput(rest);
    this.#guard(() => {
      this.#place.counters.checkTime();
      if (this.#state.kind === "head") this.#decide(rest);
      if (this.#state.kind === "reading") this.#state.reader.end(rest);
    });
  }
  reading() {
    this.#reading ??= this.#describe(this.#hasher.fingerprint());
    return this.#reading;
  }
  readingInside() {
    const own = this.reading();
    const asked = this.#place.inside.length > 0;
    if (!asked || own.kind === "refused" || own.kind === "unsupported") return own;
    const result = this.#result();
    if (result?.kind === "compressor") return result.content.readingInside();
    if (result?.kind === "container" && result.nested !== null)
      return result.nested.readingInside();
    const refusal = refusalFor("nested-absent", 0, "none");
    return { kind: "refused", file: own.file, format: own.kind, refusal };
  }
  /** How many more bytes may be parsed: up to the cap, so that it falls on the same byte for any chunking. */
  #inputLeft() {
    return this.#outermost ? this.#place.counters.inputLeft() : Infinity;
  }
  /** Whether there is still something to find out about the stream. */
  get #isOpen() {
    return this.#state.kind === "head" || this.#state.kind === "reading";
  }
  #hashInput(bytes) {
    this.#hasher.update(bytes);
    this.#content?.content?.(bytes);
    if (this.#outermost) this.#place.counters.countInput(bytes.length);
  }
  #parse(bytes) {
    if (this.#state.kind === "head") this.#decide(bytes);
    return this.#state.kind === "reading" ? this.#state.reader.push(bytes) : bytes.length;
  }
  #decide(head) {
    const format = formatOf(head);
    const unread = format === null ? unreadFormat(head) : null;
    if (unread !== null) {
      this.#state = { kind: "unsupported", format: unread.name, refusal: unreadRefusal(unread) };
    } else if (format === null) {
      const { sink, inside } = this.#place;
      const reader = new OpaqueReader(inside.length === 0 ? sink : null);
      this.#state = { kind: "reading", format: "opaque", reader };
    } else {
      const around = this.#place[format.kind === "container" ? "containers" : "compressors"];
      if (format.kind === "container" && this.#place.inside.length === 0) {
        this.#content = this.#place.sink;
      }
      const tooDeep = around >= this.#place.counters.limits.depth;
      const reader = format.open(this.#context());
      this.#state = { kind: "reading", format: format.id, reader };
      if (tooDeep) refuse("limit-depth", 0, `${format.id} inside ${String(around)} others`);
    }
  }
  #context() {
    const place = this.#place;
    const [descendTo = null, ...further] = place.inside;
    return {
      counters: place.counters,
      crc32: place.crc32,
      profile: place.profile,
      sink: descendTo === null ? place.sink : null,
      descendTo,
      openContent: () => new _StreamReader({ ...place, compressors: place.compressors + 1 }),
      openNested: (profile) => new _StreamReader({
        ...place,
        profile,
        inside: further,
        containers: place.containers + 1,
        compressors: 0
      })
    };
  }
  #stream() {
    if (this.#state.kind !== "reading") return null;
    const { need } = this.#state.reader;
    return need.kind === "stream" ? need.stream : null;
  }
  #result() {
    if (this.#state.kind === "reading") this.#finished ??= this.#state.reader.result();
    return this.#finished;
  }
  /**
   * Runs a step of the format's reader; a refusal ends it, and any other error goes on. What is known stands, with
   * its offset: neither time nor size makes another refusal of it.
   */
  #guard(step) {
    if (!this.#isOpen) return;
    try {
      step();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const format = this.#state.kind === "reading" ? this.#state.format : "unknown";
      this.#state = { kind: "refused", format, refusal };
    }
  }
  #describe(file) {
    const state = this.#state;
    if (state.kind === "refused" || state.kind === "unsupported") {
      return { kind: state.kind, file, format: state.format, refusal: state.refusal };
    }
    const result = this.#result();
    if (result?.kind === "compressor") return readingOfCompressor(file, result);
    if (result?.kind === "container") {
      const { format, fields, entries } = result;
      return {
        kind: "archive",
        file,
        layers: [],
        archive: { format, fields, entries, content: file }
      };
    }
    const unread = result?.unread ?? null;
    return unread === null ? { kind: "opaque", file, layers: [], content: file } : { kind: "unsupported", file, format: unread.name, refusal: unreadRefusal(unread) };
  }
};
function readingOfCompressor(file, { format, fields, packed, content }) {
  const inner = content.reading();
  if (inner.kind === "refused" || inner.kind === "unsupported") return { ...inner, file };
  return { ...inner, file, layers: [{ format, fields, packed }, ...inner.layers] };
}
function unreadRefusal({ name, code }) {
  return refusalFor(code, 0, name);
}

// src/adapters/thrift.ts
var MANY = 5e3;
function beThrifty(entries) {
  if (entries < MANY) return;
  setEngineFlags("--semi-space-growth-factor=1", "--heap-growing-percent=20");
}

// src/adapters/strict-read.ts
async function readFile(file, { inside, sink }, limits, signal) {
  var _stack = [];
  try {
    const opened = __using(_stack, await openPlain(file), true);
    const counters = new LimitCounters(limits, opened.size, AbortSignal.timeout(limits.time));
    const profile = file.endsWith(".whl") ? "wheel" : null;
    const place = { counters, crc32, profile, inside, sink, containers: 0, compressors: 0 };
    const reading = await readStream(
      place,
      signal,
      (feed) => pieces(opened, file, signal, async (bytes) => {
        await feed(bytes);
        beThrifty(counters.entries);
      })
    );
    return { reading, counters };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function readEntry(body, profile, { inside, sink }, counters, signal) {
  const place = {
    counters: counters.continued(AbortSignal.timeout(counters.limits.time)),
    crc32,
    profile,
    inside,
    sink,
    containers: 1,
    compressors: 0
  };
  return readStream(place, signal, (feed) => feed(body));
}
async function readStream(place, signal, deliver) {
  const reader = new StreamReader(place);
  const driver = new StreamDriver(reader, signal);
  try {
    await deliver((bytes) => driver.feed(bytes));
    await driver.end();
  } finally {
    driver.close();
  }
  return reader.readingInside();
}

// src/adapters/clock.ts
import { performance } from "node:perf_hooks";
var systemClock = {
  now: () => /* @__PURE__ */ new Date(),
  monotonic: () => performance.now()
};

// src/adapters/environment.ts
var HOSTILE = [
  /^(LD|DYLD)_/,
  /^NODE_(?!EXTRA_CA_CERTS$)/,
  /^GIT_(?!SSL_CAINFO$)/,
  /^XDG_/,
  /^SIGSTORE_/,
  /^(OPENSSL_CONF|OPENSSL_MODULES|TAR_OPTIONS|GZIP|MAKEFLAGS|CDPATH|BASH_ENV|ENV|IFS)$/
];
function scrubEnvironment(environment) {
  const dropped = Object.keys(environment).filter(
    (name) => HOSTILE.some((pattern) => pattern.test(name))
  );
  for (const name of dropped) Reflect.deleteProperty(environment, name);
  return dropped.sort();
}

// src/adapters/terminal.ts
import { StringDecoder } from "node:string_decoder";
var TITLES = {
  source: "proving the source tree",
  rebuild: "rebuilding",
  compare: "comparing",
  explain: "explaining",
  recheck: "rebuilding once more, to see whether the build is stable",
  sign: "signing",
  verify: "verifying"
};
var LONGEST_PENDING = 16 * 1024;
function terminalProgress(manner, clock) {
  const { write, isTerminal, colour, quiet, verbose } = manner;
  const talks = !quiet && (isTerminal || verbose);
  const showsBuild = !quiet && verbose;
  const start = clock.monotonic();
  const decoder = new StringDecoder("utf8");
  let pending = "";
  const paint = (code, text2) => colour ? `\x1B[${code}m${text2}\x1B[0m` : text2;
  const buildLines = (text2) => {
    for (const line of safeLines(text2)) write(`${paint("2", "  |")} ${line}
`);
  };
  const end = () => {
    pending += decoder.end();
    if (pending !== "" && showsBuild) buildLines(pending);
    pending = "";
  };
  return {
    phase(name, detail) {
      end();
      if (!talks) return;
      const seconds = ((clock.monotonic() - start) / 1e3).toFixed(1);
      write(
        `${paint("36", `[${seconds.padStart(6)} s]`)} ${TITLES[name]}: ${safeLine(detail, 200)}
`
      );
    },
    notice(code, message) {
      end();
      if (talks) write(`${paint("33", "notice")} ${safeLine(message)} (${safeLine(code, 80)})
`);
    },
    buildOutput(chunk) {
      if (!showsBuild) return;
      pending += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      const last = Math.max(
        pending.lastIndexOf("\n"),
        pending.length > LONGEST_PENDING ? pending.length - 1 : -1
      );
      if (last === -1) return;
      buildLines(pending.slice(0, last + 1));
      pending = pending.slice(last + 1);
    },
    end
  };
}

// src/entry/wire.ts
async function openWorkshop(shell, manner) {
  const dropped = scrubEnvironment(process.env);
  const scratch = await openScratch();
  const progress = terminalProgress(
    {
      write: (text2) => void shell.stderr.write(text2),
      isTerminal: shell.stderr.isTerminal,
      colour: manner.stderrColour,
      quiet: manner.quiet,
      verbose: manner.verbose
    },
    systemClock
  );
  if (dropped.length > 0) {
    progress.notice("environment-cleaned", `not obeyed, and dropped: ${dropped.join(", ")}`);
  }
  return {
    scratch,
    clock: systemClock,
    progress,
    signal: shell.signal,
    async [Symbol.asyncDispose]() {
      progress.end();
      await scratch[Symbol.asyncDispose]();
    }
  };
}

// src/adapters/archive-files.ts
var archiveFiles = {
  async size(file) {
    var _stack = [];
    try {
      const opened = __using(_stack, await openPlain(file), true);
      return opened.size;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  },
  async fingerprint(file, signal) {
    var _stack = [];
    try {
      const opened = __using(_stack, await openPlain(file), true);
      const hasher = newHasher();
      await pieces(opened, file, signal, (bytes) => {
        hasher.update(bytes);
        return Promise.resolve();
      });
      return hasher.fingerprint();
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  },
  async read(file, inside, limits, signal) {
    return (await readFile(file, { inside, sink: null }, limits, signal)).reading;
  },
  async pass(file, inside, sink, limits, signal) {
    return (await readFile(file, { inside, sink }, limits, signal)).reading;
  },
  async bodies(file, inside, paths, limit, limits, signal) {
    const collected = new CollectedBodies(paths, limit);
    const { reading } = await readFile(file, { inside, sink: collected }, limits, signal);
    assertRead(reading, file);
    return collected.bodies();
  }
};
function assertRead(reading, file) {
  if (reading.kind !== "refused" && reading.kind !== "unsupported") return;
  throw new ArchiveError(reading.refusal.code, {
    expected: `an archive that can be read to its end in ${JSON.stringify(file)}`,
    found: reading.refusal.message,
    next: `See docs/archives.md#${reading.refusal.code}.`
  });
}

// src/core/render/inspection.ts
function inspectionOf(reading) {
  switch (reading.kind) {
    case "archive":
      return {
        ok: true,
        format: [reading.archive.format, ...reading.layers.map(({ format }) => format)].join("+"),
        entries: reading.archive.entries.map(inspectedEntry)
      };
    case "opaque":
      return {
        ok: false,
        code: "not-an-archive",
        message: reading.layers.length === 0 ? "the first bytes are those of no archive" : `inside ${reading.layers.map(({ format }) => format).join("+")} is no archive`,
        offset: 0
      };
    case "unsupported":
    case "refused": {
      const { code, message, offset } = reading.refusal;
      return { ok: false, code, message, offset };
    }
  }
}
function inspectedEntry({ path, type, mode, size, sha256, linkTarget: linkTarget2 }) {
  return {
    path: displayPath(path),
    type,
    mode: mode === null ? null : mode.toString(8).padStart(4, "0"),
    size,
    sha256,
    ...linkTarget2 === null ? {} : { linkTarget: displayPath(linkTarget2) }
  };
}
var AT_A_TIME = 32;
function* inspectionJson(reading) {
  if (reading.kind !== "archive" || reading.archive.entries.length === 0) {
    yield `${safeJson(inspectionOf(reading))}
`;
    return;
  }
  const { entries } = reading.archive;
  const empty = inspectionOf({ ...reading, archive: { ...reading.archive, entries: [] } });
  yield safeJson(empty).slice(0, -"]\n}".length);
  for (let at = 0; at < entries.length; at += AT_A_TIME) {
    const some = entries.slice(at, at + AT_A_TIME).map(inspectedEntry);
    const inner = safeJson(some).slice("[".length, -"\n]".length).replaceAll("\n", "\n  ");
    yield at === 0 ? inner : `,${inner}`;
  }
  yield "\n  ]\n}\n";
}
function renderInspection(inspection) {
  if (!inspection.ok) {
    const { code, message, offset } = inspection;
    return `refused: ${safeLine(code)} at byte ${grouped(offset)}
  ${safeLine(message)}
`;
  }
  const { format, entries } = inspection;
  const width = entries.reduce((widest, { size }) => Math.max(widest, String(size).length), 4);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return [
    `${format}, ${counted(entries.length, "entry", "entries")}, ${sizeText(total)} of content; every byte is accounted for`,
    ...entries.map(
      (entry) => [
        permissions(entry),
        String(entry.size).padStart(width),
        (entry.sha256 ?? "-").slice(0, 12).padEnd(12),
        `${safeLine(entry.path, Infinity)}${arrow(entry)}`
      ].join("  ")
    ),
    ""
  ].join("\n");
}
var TYPE_LETTER = { file: "-", directory: "d", symlink: "l", hardlink: "h" };
function permissions({ type, mode }) {
  if (mode === null) return `${TYPE_LETTER[type]}?????????`;
  const bits = Number.parseInt(mode, 8);
  const letters = Array.from("rwxrwxrwx", (letter, at) => bits & 256 >> at ? letter : "-");
  const special = [
    [2048, 2, "s"],
    [1024, 5, "s"],
    [512, 8, "t"]
  ];
  for (const [bit, at, letter] of special) {
    if (bits & bit) letters[at] = letters[at] === "x" ? letter : letter.toUpperCase();
  }
  return `${TYPE_LETTER[type]}${letters.join("")}`;
}
function arrow({ type, linkTarget: linkTarget2 }) {
  if (linkTarget2 === void 0) return "";
  return `${type === "hardlink" ? " link to " : " -> "}${safeLine(linkTarget2)}`;
}

export {
  pathFromBytes,
  pathFromText,
  pathToBytes,
  displayPath,
  isUtf8,
  lowerAscii,
  TRAILER_LENGTH,
  HEAD_LENGTH,
  unreadFormat,
  unreadFormatByTail,
  startsWith,
  AR_MAGIC,
  serialiseArHeader,
  sha256Hex,
  newHasher,
  BodyDigest,
  commonStart,
  commonEnd,
  profileOfMember,
  hexOf,
  LARGEST_DICTIONARY,
  LONGEST_WINDOW_LOG,
  formatOf,
  ZlibDecoder,
  CollectedBodies,
  counted,
  grouped,
  sizeText,
  durationText,
  shortId,
  valueText,
  briefValue,
  pathText,
  remarkText,
  innerPath,
  CLASS_WORDS,
  systemClock,
  scrubEnvironment,
  openWorkshop,
  inspectionOf,
  inspectionJson,
  renderInspection,
  archiveFiles,
  assertRead,
  throwIfAborted,
  readFile,
  readEntry
};
