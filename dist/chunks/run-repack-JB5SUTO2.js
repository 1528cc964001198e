import {
  F,
  ft
} from "./chunk-ZUMJATQO.js";
import {
  LEADING_MEMBERS,
  compareReadings,
  factsOf,
  inGroups,
  recordPaths
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  AR_MAGIC,
  archiveFiles,
  displayPath,
  isUtf8,
  pathText,
  pathToBytes,
  serialiseArHeader,
  sha256Hex,
  throwIfAborted
} from "./chunk-XX7SVKQN.js";
import {
  ArchiveError,
  GateError,
  InputError,
  RemoteError,
  mannerOf,
  safeJson,
  safeLine
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/core/repack-order.ts
function canonicalOrder(archive) {
  if (archive.format === "ar") return archive.entries;
  const records = new Set(recordPaths(archive));
  const rank = (entry) => {
    const leading = archive.format === "zip" ? LEADING_MEMBERS.indexOf(entry.path) : -1;
    if (leading >= 0) return leading - LEADING_MEMBERS.length;
    if (entry.type === "hardlink") return 1;
    return archive.format === "zip" && records.has(entry.path) ? 2 : 0;
  };
  return [...archive.entries].sort(
    (one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1)
  );
}

// src/app/repack.ts
var DEFAULT_EPOCH = 315532800;
var HELD_AT_ONCE = 64 * 1024 * 1024;
var LARGEST_BODY = 1024 * 1024 * 1024;
async function repackArchive(request, { files, packer: packer2 }, signal) {
  var _stack = [];
  try {
    const input = assertArchive(await files.read(request.file, [], request.limits, signal), request);
    const staged = __using(_stack, await packer2.stage(request.output, request.replace), true);
    const members = canonicalMembers(input.archive, request.epoch);
    await packer2.pack(
      staged.file,
      {
        format: input.archive.format,
        compressor: compressorFor(input, request),
        rootPrefix: input.archive.entries.some(({ path: path2 }) => path2 === "."),
        members,
        body: bodiesOf(input.archive, members, request, files, signal)
      },
      signal
    );
    const output = await files.read(staged.file, [], request.limits, signal);
    const changes = changesBetween(input, output, request);
    await staged.publish();
    return { input: input.file, output: output.file, changes };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function assertArchive(reading, { file }) {
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    const { code, message, offset } = reading.refusal;
    throw new ArchiveError(code, {
      expected: `an archive that the strict reader accepts in ${JSON.stringify(file)}`,
      found: `${message} (at byte ${String(offset)})`,
      next: `See docs/archives.md#${code}.`
    });
  }
  if (reading.kind === "archive" && reading.layers.length <= 1) return reading;
  throw new InputError("not-an-archive", {
    expected: "a tar, a compressed tar, a zip, a wheel or a Debian package",
    found: `${JSON.stringify(file)} is ${reading.kind === "archive" ? "compressed twice" : "none of them"}`,
    next: "Pass the archive itself."
  });
}
function compressorFor({ layers }, { file, output }) {
  const [format] = layers.map((layer) => layer.format);
  if (format !== "bzip2") return format ?? null;
  if (/\.(?:t|tar\.)gz$/i.test(output)) return "gzip";
  throw new InputError("compressor-not-written", {
    expected: `a compressor that can be written, for ${JSON.stringify(file)}`,
    found: "bzip2",
    next: "Name an output that ends in .tar.gz: then the same files are packed with gzip."
  });
}
function canonicalMembers(archive, epoch) {
  const modes = new Map(archive.entries.map(({ path: path2, mode }) => [path2, mode ?? 0]));
  return canonicalOrder(archive).map((entry) => {
    const { path: path2, type, size, linkTarget } = entry;
    const clamped = Math.min(entry.mtime, epoch);
    const own = type === "hardlink" && linkTarget !== null ? linkTarget : path2;
    const isExecutable = ((modes.get(own) ?? 0) & 73) !== 0;
    const fileMode = isExecutable ? 493 : 420;
    const mode = { file: fileMode, hardlink: fileMode, symlink: 511, directory: 493 }[type];
    const mtime = archive.format === "zip" ? Math.max(DEFAULT_EPOCH, clamped - clamped % 2) : clamped;
    return { path: path2, type, mode, mtime, size, linkTarget };
  });
}
function bodiesOf(archive, members, request, files, signal) {
  const entries = new Map(archive.entries.map((entry) => [entry.path, entry]));
  const wanted = members.filter(({ type }) => type === "file").map(({ path: path2 }) => path2);
  const groups = inGroups(wanted, (path2) => entries.get(path2)?.size ?? 0, HELD_AT_ONCE);
  const groupOf = new Map(groups.flatMap((group) => group.map((path2) => [path2, group])));
  let held = /* @__PURE__ */ new Map();
  return async (path2) => {
    if (!held.has(path2)) {
      const group = groupOf.get(path2) ?? [path2];
      held = await files.bodies(request.file, [], group, LARGEST_BODY, request.limits, signal);
    }
    const body = held.get(path2);
    if (body !== void 0 && sha256Hex(body) === entries.get(path2)?.sha256) return body;
    throw new InputError("file-unusable", {
      expected: `members of at most ${String(LARGEST_BODY)} bytes, in a file that nobody changes`,
      found: `${displayPath(path2)}: ${body === void 0 ? "a larger one" : "other bytes than before"}`,
      next: "Pack archives of this size with the tool that made them."
    });
  };
}
function changesBetween(input, output, { file }) {
  const name = "archive";
  const isOther = output.kind === "archive" && output.layers[0]?.format !== input.layers[0]?.format;
  const comparison = compareReadings(
    isOther ? withoutLayers(input) : input,
    isOther ? withoutLayers(output) : output,
    { upload: name, rebuilt: name },
    { at: [name], commit: null, tracked: null, manifest: null }
  );
  if (comparison.level === null) throw unfaithful(file, comparison);
  const changes = /* @__PURE__ */ new Map();
  if (isOther)
    changes.set("container-format", { code: "container-format", count: 1, example: [name] });
  for (const { code, path: path2 } of comparison.findings) {
    const known = changes.get(code);
    changes.set(
      code,
      known ? { ...known, count: known.count + 1 } : { code, count: 1, example: path2 }
    );
  }
  return [...changes.values()];
}
function withoutLayers(reading) {
  return { ...reading, file: reading.archive.content, layers: [] };
}
function unfaithful(file, { findings, undecided }) {
  const [first] = [...undecided.map(({ code }) => code), ...findings.map(({ code }) => code)];
  return new ArchiveError("repack-unfaithful", {
    expected: `the same files after packing ${JSON.stringify(file)} again`,
    found: first ?? "no level of agreement",
    next: "Nothing was written. Please report this with the archive."
  });
}

// src/adapters/pack.ts
import { createWriteStream } from "node:fs";
import { link, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable as Readable2 } from "node:stream";
import { pipeline as pipeline2 } from "node:stream/promises";

// src/adapters/pack-ar.ts
async function* arOf(plan) {
  yield Buffer.from(AR_MAGIC);
  for (const { path: path2, mode, mtime, size } of plan.members) {
    yield serialiseArHeader({
      path: path2,
      hasSlash: false,
      mtime,
      uid: 0,
      gid: 0,
      mode,
      hasType: true,
      size
    });
    yield await plan.body(path2);
    if (size % 2 === 1) yield Uint8Array.of(10);
  }
}

// src/adapters/pack-gzip.ts
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";
var HEADER = Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 2, 255);
async function* gzipped(source) {
  yield HEADER;
  let sum = 0;
  let size = 0;
  const counted = async function* () {
    for await (const bytes of source) {
      sum = crc32(bytes, sum);
      size += bytes.length;
      yield bytes;
    }
  };
  const deflate = createDeflateRaw({ level: 9 });
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => void 0);
  for await (const bytes of deflate) yield bytes;
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, sum, true);
  trailer.setUint32(4, size % 2 ** 32, true);
  yield new Uint8Array(trailer.buffer);
}

// src/adapters/pack-tar.ts
var BLOCK = 512;
var TYPES = {
  file: "File",
  directory: "Directory",
  symlink: "SymbolicLink",
  hardlink: "Link"
};
async function* tarOf(plan) {
  const prefix = plan.rootPrefix ? "./" : "";
  for (const member of plan.members) {
    yield head(member, prefix);
    if (member.type !== "file") continue;
    const body = await plan.body(member.path);
    yield body;
    if (body.length % BLOCK > 0) yield new Uint8Array(BLOCK - body.length % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}
function head(member, prefix) {
  const { type, linkTarget } = member;
  const name = member.path === "." ? "./" : prefix + text(member.path);
  const target = linkTarget === null ? "" : text(linkTarget);
  const values = {
    path: type === "directory" && !name.endsWith("/") ? `${name}/` : name,
    linkpath: type === "hardlink" ? prefix + target : target,
    mode: member.mode,
    uid: 0,
    gid: 0,
    uname: "",
    gname: "",
    size: member.size,
    mtime: new Date(member.mtime * 1e3),
    type: TYPES[type]
  };
  const header = new F(values);
  if (!header.encode()) return header.block ?? missingBlock();
  const { path: path2, linkpath } = values;
  const pax = paxMember(new ft({ path: path2, ...target === "" ? {} : { linkpath } }).encodeBody());
  return Buffer.concat([pax, header.block ?? missingBlock()]);
}
function paxMember(records) {
  const body = Buffer.from(records);
  const header = new F({
    path: "PaxHeader",
    mode: 420,
    uid: 0,
    gid: 0,
    size: body.length,
    mtime: /* @__PURE__ */ new Date(0),
    type: "ExtendedHeader"
  });
  header.encode();
  const padding = new Uint8Array((BLOCK - body.length % BLOCK) % BLOCK);
  return Buffer.concat([header.block ?? missingBlock(), body, padding]);
}
function missingBlock() {
  throw new TypeError("the tar package encoded a header without a block");
}
function text(path2) {
  if (isUtf8(path2)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(pathToBytes(path2));
  throw new InputError("file-unusable", {
    expected: "names in UTF-8",
    found: displayPath(path2),
    next: "Rename the file in the archive's source and pack it there."
  });
}

// src/adapters/pack-zip.ts
import { crc32 as crc322, deflateRawSync } from "node:zlib";
var MADE_BY = 3 * 256 + 20;
var NEEDED = 20;
var UTF8 = 2048;
var DEFLATED = 8;
var FOLDER = 16;
var TYPE_BITS = { file: 32768, directory: 16384, symlink: 40960 };
var MOST_MEMBERS = 65535;
var MOST_BYTES = 4294967295;
async function* zipOf(plan) {
  if (plan.members.length >= MOST_MEMBERS) throw tooLarge(`${String(plan.members.length)} members`);
  const central = [];
  let offset = 0;
  for (const member of plan.members) {
    const facts = await factsOf2(member, plan, offset);
    const local = record(67324752, facts, false);
    yield local;
    yield facts.packed;
    offset += local.length + facts.packed.length;
    if (offset >= MOST_BYTES) throw tooLarge(`4 GiB at ${displayPath(member.path)}`);
    central.push(record(33639248, facts, true));
  }
  const directory = Buffer.concat(central);
  yield directory;
  yield fields(
    [101010256, 4],
    [0, 2],
    [0, 2],
    [central.length, 2],
    [central.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2]
  );
}
async function factsOf2(member, plan, offset) {
  const { path: path2, type, mode, linkTarget } = member;
  if (type === "hardlink") throw new TypeError("a zip has no hard links");
  const folder = type === "directory";
  const name = Buffer.from(pathToBytes(path2));
  const body = type === "file" ? await plan.body(path2) : linkTarget === null ? new Uint8Array() : pathToBytes(linkTarget);
  if (body.length >= MOST_BYTES) throw tooLarge(`4 GiB in ${displayPath(path2)}`);
  const deflated = deflateRawSync(body, { level: 9 });
  const isStored = type !== "file" || path2 === "mimetype" || deflated.length >= body.length;
  return {
    name: folder ? Buffer.concat([name, Buffer.from("/")]) : name,
    flags: name.every((byte) => byte < 128) ? 0 : UTF8,
    method: isStored ? 0 : DEFLATED,
    ...dosTime(member.mtime),
    crc: crc322(body),
    packed: isStored ? body : deflated,
    size: body.length,
    external: (TYPE_BITS[type] | mode) * 65536 + (folder ? FOLDER : 0),
    offset
  };
}
function record(signature, facts, isCentral) {
  const { flags, method, time, date, crc, packed, size, name, external, offset } = facts;
  const head2 = fields(
    [signature, 4],
    ...isCentral ? [[MADE_BY, 2]] : [],
    [NEEDED, 2],
    [flags, 2],
    [method, 2],
    [time, 2],
    [date, 2],
    [crc, 4],
    [packed.length, 4],
    [size, 4],
    [name.length, 2],
    [0, 2]
  );
  const tail = isCentral ? fields([0, 2], [0, 2], [0, 2], [external, 4], [offset, 4]) : fields();
  return Buffer.concat([head2, tail, name]);
}
function fields(...values) {
  const length = values.reduce((sum, [, bytes]) => sum + bytes, 0);
  const buffer = Buffer.alloc(length);
  let at = 0;
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
function dosTime(mtime) {
  const at = new Date(mtime * 1e3);
  return {
    time: at.getUTCHours() << 11 | at.getUTCMinutes() << 5 | at.getUTCSeconds() >> 1,
    date: at.getUTCFullYear() - 1980 << 9 | at.getUTCMonth() + 1 << 5 | at.getUTCDate()
  };
}
function tooLarge(found) {
  return new InputError("file-unusable", {
    expected: "a zip of fewer than 65,535 members and 4 GiB",
    found,
    next: "Pack archives of this size with the tool that made them."
  });
}

// src/adapters/pack-zstd.ts
import { once } from "node:events";
import { constants, createZstdCompress } from "node:zlib";
var LEVEL = 12;
async function* zstdPacked(source) {
  const compress = createZstdCompress({
    // Node ends a stream twice, and the second end would be an empty frame of its own.
    finishFlush: constants.ZSTD_e_continue,
    params: {
      [constants.ZSTD_c_compressionLevel]: LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1
    }
  });
  feed(compress, source).catch((error) => compress.destroy(error));
  for await (const bytes of compress) yield bytes;
}
async function feed(compress, source) {
  for await (const bytes of source) {
    if (!compress.write(bytes)) await once(compress, "drain");
  }
  compress.flush(constants.ZSTD_e_end, () => compress.end());
}

// src/adapters/pack.ts
var packer = { stage, pack };
var CONTAINERS = {
  tar: tarOf,
  zip: zipOf,
  ar: arOf
};
var COMPRESSORS = {
  gzip: gzipped,
  zstd: zstdPacked,
  async *xz(source) {
    const { xzPacked } = await import("./pack-xz-XM6W46UV.js");
    yield* xzPacked(source);
  }
};
async function stage(output, replace) {
  const target = path.resolve(output);
  const folder = await mkdtemp(path.join(path.dirname(target), ".rebuild-gate-")).catch(
    (cause) => {
      throw diskFailed(target, cause);
    }
  );
  const file = path.join(folder, path.basename(target));
  const remove = () => rm(folder, { recursive: true, force: true });
  return {
    file,
    async publish() {
      try {
        await (replace ? rename(file, target) : link(file, target));
      } catch (cause) {
        const { code } = cause;
        throw code === "EEXIST" || code === "EISDIR" ? taken(target) : diskFailed(target, cause);
      }
      await remove();
    },
    [Symbol.asyncDispose]: remove
  };
}
async function pack(file, plan, signal) {
  throwIfAborted(signal);
  const bytes = CONTAINERS[plan.format](plan);
  const source = plan.compressor === null ? bytes : COMPRESSORS[plan.compressor](bytes);
  try {
    await pipeline2(
      Readable2.from(source, { objectMode: false }),
      createWriteStream(file, { flags: "wx", flush: true }),
      { signal }
    );
  } catch (cause) {
    throwIfAborted(signal);
    throw cause instanceof GateError ? cause : diskFailed(file, cause);
  }
}
function taken(target) {
  return new InputError("output-exists", {
    expected: `a free name at ${JSON.stringify(target)}`,
    found: "something of that name",
    next: "Choose another name, or allow a plain file to be replaced with --force."
  });
}
function diskFailed(target, cause) {
  return new RemoteError("disk-failed", {
    expected: `a folder that takes ${JSON.stringify(path.basename(target))}`,
    found: cause instanceof Error ? cause.message : String(cause),
    next: "Nothing was written. Check the folder, its permissions and free space.",
    cause
  });
}

// src/entry/cli/run-repack.ts
async function runRepack(request, given, shell) {
  const { archive, output, force, mtime, limits } = request;
  const { changes, ...files } = await repackArchive(
    {
      file: archive,
      output,
      epoch: mtime ?? DEFAULT_EPOCH,
      replace: force,
      limits
    },
    { files: archiveFiles, packer },
    shell.signal
  );
  const text2 = [
    `wrote ${safeLine(output)}, sha256 ${files.output.sha256}`,
    ...changes.length === 0 ? ["  It is what the archive was: nothing changed."] : [],
    ...changes.map(
      ({ code, count, example }) => `  ${String(count)} × ${factsOf(code).title} (${code}), such as ${safeLine(pathText(example))}`
    ),
    ""
  ].join("\n");
  await shell.stdout.write(
    mannerOf(given, shell).format === "json" ? `${safeJson({ ...files, changes })}
` : text2
  );
  return 0;
}
export {
  runRepack
};
