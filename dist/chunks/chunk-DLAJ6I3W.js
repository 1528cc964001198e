import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  HEAD_LENGTH,
  TRAILER_LENGTH,
  formatOf,
  newHasher,
  refusalFor,
  refusalOf,
  refuse,
  startsWith,
  unreadFormat,
  unreadFormatByTail
} from "./chunk-R67YSPQL.js";
import {
  ArchiveError,
  InputError,
  InterruptedError
} from "./chunk-LQXGX5TO.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/adapters/archive-files.ts
import { constants, promises as fs } from "node:fs";
import { crc32 } from "node:zlib";

// src/core/archive/limit-counters.ts
var LimitCounters = class {
  limits;
  /** Size of the outermost file where it is known; bounds the ratio whatever the order of reading. */
  #fileSize;
  #input = 0;
  #output = 0;
  #entries = 0;
  constructor(limits, fileSize) {
    this.limits = limits;
    this.#fileSize = fileSize;
  }
  /** How many of the next bytes of the outermost file may still be parsed. */
  inputLeft() {
    return this.limits.input - this.#input;
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
  /** `more` bytes of a body, after `seen` ones; `offset` is where they stand. */
  checkBody(seen, more, offset) {
    const { entry } = this.limits;
    if (seen + more > entry) {
      refuse("limit-entry", offset + entry - seen, `more than ${String(entry)} bytes`);
    }
  }
  /** A metadata record, which is kept in memory until it is parsed. */
  checkMeta(size, offset) {
    const { meta } = this.limits;
    if (size > meta) refuse("limit-meta", offset, `${String(size)} bytes, above ${String(meta)}`);
  }
};

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
    this.#sink?.body(WHOLE, bytes);
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

// src/core/archive/stream-reader.ts
var StreamReader = class _StreamReader {
  #place;
  #hasher = newHasher();
  #outermost;
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
      const allowed = bytes.subarray(0, this.#inputLeft());
      taken = this.#parse(allowed);
      if (taken === 0 && allowed.length < bytes.length)
        this.#place.counters.checkInput(bytes.length);
    });
    if (this.#state.kind === "refused" || this.#state.kind === "unsupported") taken = bytes.length;
    this.#hashInput(bytes.subarray(0, taken));
    return taken;
  }
  consumed(bytes) {
    this.#hashInput(bytes);
    this.#guard(() => {
      if (this.#outermost) this.#place.counters.checkInput();
      this.#stream()?.consumed(bytes);
    });
  }
  decoded(bytes) {
    this.#guard(() => this.#stream()?.decoded(bytes));
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
  #hashInput(bytes) {
    this.#hasher.update(bytes);
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
      openNested: () => new _StreamReader({
        ...place,
        profile: null,
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
  /** Runs a step of the format's reader; a refusal ends it, and any other error goes on. */
  #guard(step) {
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
var CHUNK = 256 * 1024;
var StreamingInflate = class {
  #inflate = createInflateRaw({ chunkSize: CHUNK });
  #error = null;
  #ended = false;
  #wake = () => void 0;
  constructor() {
    const wake = () => {
      this.#wake();
    };
    this.#inflate.on("readable", wake);
    this.#inflate.on("end", () => {
      this.#ended = true;
      wake();
    });
    this.#inflate.on("error", (error) => {
      this.#error = error;
      wake();
    });
  }
  /** Yields what these bytes decode to. Fewer are consumed than given only when the stream ended before. */
  async *write(bytes) {
    const before = this.#inflate.bytesWritten;
    let written = false;
    this.#inflate.write(bytes, () => {
      written = true;
      this.#wake();
    });
    yield* this.#outputUntil(() => written);
    const consumed = this.#inflate.bytesWritten - before;
    return { consumed, ended: consumed < bytes.length };
  }
  /** Yields what is left, and throws if the stream is not complete. */
  async *finish() {
    this.#inflate.end();
    yield* this.#outputUntil(() => this.#ended);
    return { consumed: 0, ended: true };
  }
  close() {
    this.#inflate.destroy();
  }
  async *#outputUntil(done) {
    for (; ; ) {
      const output = this.#inflate.read();
      if (output !== null) {
        yield output;
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

// src/adapters/stream-driver.ts
var AT_ONCE_INPUT = 1024 * 1024;
var AT_ONCE_OUTPUT = 16 * 1024 * 1024;
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
    this.#run?.inflate?.close();
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
    const run = this.#run ??= this.#open(need.stream);
    const piece = bytes.subarray(0, packedSize === null ? bytes.length : packedSize - run.consumed);
    const progress = await this.#decode(run, piece);
    if (progress === null) return 0;
    run.consumed += progress.consumed;
    this.#reader.consumed(piece.subarray(0, progress.consumed));
    if (progress.ended) await this.#close(run);
    else if (run.consumed === packedSize) await this.#endRun(need.stream);
    return progress.consumed;
  }
  #open(stream) {
    const inflate = stream.codec === "deflate" ? new StreamingInflate() : null;
    return { stream, inflate, child: this.#childOf(stream), consumed: 0 };
  }
  #childOf({ into }) {
    return into === null ? null : new _StreamDriver(into, this.#signal);
  }
  /** null when the reader refused meanwhile: then nothing of the piece counts as taken. */
  async #decode(run, piece) {
    if (run.inflate !== null) return this.#drain(run, run.inflate.write(piece));
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
    const run = this.#run ??= this.#open(stream);
    if (run.inflate === null && run.consumed < (stream.packedSize ?? 0)) {
      this.#fail(new Error("the end of the file"));
      return;
    }
    if (run.inflate !== null && await this.#drain(run, run.inflate.finish()) === null) return;
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
    const run = { stream, inflate: null, child: this.#childOf(stream), consumed: 0 };
    this.#run = run;
    if (!await this.#deliver(run, result.output)) return 0;
    this.#reader.consumed(bytes.subarray(0, result.consumed));
    await this.#close(run);
    return result.consumed;
  }
};
function isSmall({ codec, packedSize }, available) {
  if (codec === "none" || packedSize === null) return false;
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

// src/adapters/archive-files.ts
var PIECE = 256 * 1024;
var archiveFiles = {
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
  read(file, inside, limits, signal) {
    return readStrictly(file, inside, null, limits, signal);
  },
  async bodies(file, inside, paths, limit, limits, signal) {
    const collected = new CollectedBodies(paths, limit);
    const reading = await readStrictly(file, inside, collected, limits, signal);
    if (reading.kind === "refused" || reading.kind === "unsupported") {
      throw new ArchiveError(reading.refusal.code, {
        expected: `an archive that can be read to its end in ${JSON.stringify(file)}`,
        found: reading.refusal.message,
        next: `See docs/archives.md#${reading.refusal.code}.`
      });
    }
    return collected.bodies();
  }
};
async function readStrictly(file, inside, sink, limits, signal) {
  var _stack = [];
  try {
    const opened = __using(_stack, await openPlain(file), true);
    const reader = new StreamReader({
      counters: new LimitCounters(limits, opened.size),
      crc32,
      profile: file.endsWith(".whl") ? "wheel" : null,
      inside,
      sink,
      containers: 0,
      compressors: 0
    });
    const driver = new StreamDriver(reader, signal);
    try {
      await pieces(opened, file, signal, (bytes) => driver.feed(bytes));
      await driver.end();
    } finally {
      driver.close();
    }
    return reader.readingInside();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
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

export {
  throwIfAborted,
  archiveFiles
};
