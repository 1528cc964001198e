import {
  rt
} from "./chunk-ZUMJATQO.js";
import {
  readContent
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  BodyDigest,
  displayPath,
  isUtf8,
  pathFromText,
  throwIfAborted
} from "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/second-opinion.ts
var tarOpinion = { review };
var PIECES = [256 * 1024, 64 * 1024 - 7];
async function review(file, reading, signal, content = readContent) {
  const unfit = unfitness(reading);
  if (unfit !== null) return { kind: "not-applicable", code: unfit };
  const entries = reading.kind === "archive" ? reading.archive.entries : [];
  let objection = null;
  for (const length of PIECES) {
    const listing = new Listing(entries);
    const pieces = new Pieces(length, (piece) => {
      throwIfAborted(signal);
      listing.take(piece);
    });
    const same = await content(file, reading, signal, (bytes) => {
      pieces.take(bytes);
    });
    pieces.end();
    objection = await listing.objection() ?? (same ? null : "the file has changed");
    if (objection === null) return { kind: "agrees" };
  }
  return { kind: "objects", objection: objection ?? "no agreement" };
}
var Pieces = class {
  #length;
  #give;
  #piece = null;
  #filled = 0;
  constructor(length, give) {
    this.#length = length;
    this.#give = give;
  }
  take(bytes) {
    for (let at = 0; at < bytes.length; ) {
      this.#piece ??= Buffer.allocUnsafe(this.#length);
      const part = bytes.subarray(at, at + this.#length - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#length) this.end();
    }
  }
  /** Gives what is left. */
  end() {
    if (this.#piece !== null) this.#give(this.#piece.subarray(0, this.#filled));
    this.#piece = null;
    this.#filled = 0;
  }
};
function unfitness(reading) {
  if (reading.kind !== "archive") return "not-read";
  if (reading.archive.format !== "tar") return "not-a-tar";
  if (reading.layers.length > 1) return "several-compressors";
  if (reading.archive.entries.length === 0) return "no-entries";
  const names = reading.archive.entries.flatMap(({ path, linkTarget }) => [path, linkTarget]);
  return names.every((name) => name === null || isUtf8(name)) ? null : "names-not-utf8";
}
var TYPES = {
  File: "file",
  OldFile: "file",
  Directory: "directory",
  SymbolicLink: "symlink",
  Link: "hardlink"
};
var Listing = class {
  #expected;
  #parser;
  #finished;
  #objections = [];
  #seen = 0;
  constructor(expected) {
    this.#expected = expected;
    this.#parser = new rt({
      strict: true,
      // Limits are ours to keep; past them nothing gets here.
      maxDecompressionRatio: Infinity,
      onReadEntry: (entry) => {
        const wanted = expected[this.#seen];
        this.#seen += 1;
        compareEntry(entry, wanted, this.#object);
      }
    });
    this.#finished = new Promise((resolve) => {
      this.#parser.on("end", resolve);
      this.#parser.on("error", (error) => {
        this.#object(error.message);
        resolve();
      });
    });
    this.#parser.on("warn", (code) => {
      this.#object(`it warns: ${code}`);
    });
    this.#parser.on("ignoredEntry", (entry) => {
      this.#object(`it ignores the entry ${shown(entry.path)}`);
    });
  }
  #object = (text) => {
    this.#objections.push(text);
  };
  take(piece) {
    if (this.#objections.length === 0) this.#parser.write(piece);
  }
  /** The first disagreement between the parser and our list, or null. */
  async objection() {
    if (this.#objections.length === 0) {
      this.#parser.end();
      await this.#finished;
    }
    if (this.#seen < this.#expected.length) {
      this.#object(
        `it lists ${String(this.#seen)} entries instead of ${String(this.#expected.length)}`
      );
    }
    return this.#objections[0] ?? null;
  }
};
function compareEntry(entry, wanted, object) {
  const body = new BodyDigest();
  entry.on("data", (bytes) => {
    body.update(bytes, body.size + bytes.length === wanted?.size);
  });
  entry.on("end", () => {
    if (wanted === void 0) {
      object(`it lists ${shown(entry.path)}, which the reader does not`);
      return;
    }
    const { size } = body;
    const isOther = wanted.type === "file" && body.fingerprint().sha256 !== wanted.sha256;
    const name = displayPath(wanted.path);
    if (canonical(entry.path) !== wanted.path) object(`it calls ${name} ${shown(entry.path)}`);
    else if (TYPES[entry.type] !== wanted.type) object(`it takes ${name} for a ${entry.type}`);
    else if (!sameTarget(entry, wanted)) object(`it lets ${name} link to ${shown(entry.linkpath)}`);
    else if (size !== wanted.size) object(`it reads ${String(size)} bytes of ${name}`);
    else if (isOther) object(`it reads other bytes of ${name}`);
  });
  entry.resume();
}
function sameTarget(entry, wanted) {
  if (wanted.linkTarget === null) return (entry.linkpath ?? "") === "";
  const target = entry.linkpath ?? "";
  return (wanted.type === "hardlink" ? canonical(target) : pathFromText(target)) === wanted.linkTarget;
}
function canonical(name) {
  return pathFromText(name.replace(/^\.\/(?=.)/, "").replace(/\/$/, ""));
}
function shown(name) {
  return JSON.stringify(name ?? "");
}
export {
  tarOpinion
};
