import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  agreementOf,
  bounded,
  byRisk,
  entryValue,
  fieldsValue,
  fileValue,
  modeValue,
  pathValue,
  timeValue
} from "./chunk-ZSKO4KEF.js";
import {
  sha256Hex
} from "./chunk-R67YSPQL.js";
import {
  displayPath,
  pathFromText,
  pathToBytes
} from "./chunk-2PK7QSDG.js";
import {
  factsOf
} from "./chunk-EPPP6VBZ.js";

// src/core/comparison.ts
function undecidedBy(refusal2, side2, path) {
  return {
    code: refusal2.code,
    message: `${refusal2.message} (at byte ${String(refusal2.offset)})`,
    side: side2,
    path
  };
}

// src/core/compare/coverage.ts
var body = ["size", "sha256", "packed"];
var COVERAGE = {
  "file-content": { body: true },
  "entry-only-in-upload": { presence: true },
  "entry-only-in-rebuild": { presence: true },
  "entry-content": { members: body },
  "entry-type": { members: [...body, "type", "linkTarget"] },
  "entry-mode": { members: ["mode"] },
  "entry-link-target": { members: ["linkTarget"] },
  "entry-mtime": { members: ["mtime"], fields: "entry-mtime" },
  "entry-mtime-build-relevant": { members: ["mtime"], fields: "entry-mtime" },
  "entry-owner": { fields: "entry-owner" },
  "entry-owner-privileged": { fields: "entry-owner" },
  "entry-order": { order: true },
  "entry-order-significant": { order: true },
  "entry-attributes": { fields: "entry-attributes" },
  "entry-compression": { members: ["packed"] },
  "entry-compression-method": { members: ["packed"] },
  "tar-encoding": { fields: "tar-encoding" },
  "zip-made-by": { fields: "zip-made-by" },
  "zip-encoding": { fields: "zip-encoding" },
  "compression-layout": { stream: true },
  "gzip-header": { fields: "gzip-header" },
  "gzip-name": { fields: "gzip-name" },
  "gzip-extra": { fields: "gzip-extra" },
  "commit-comment": { fields: "commit-comment" },
  "commit-comment-mismatch": { fields: "commit-comment" }
};
function coverageOf(code) {
  return COVERAGE[code] ?? {};
}

// src/core/archive/fields.ts
function field(about, finding2) {
  return { about, finding: finding2 };
}
var FIELDS = {
  // tar, the archive
  "tar.root-prefix": field("`./` when every name begins so; absent: none does", "entry-attributes"),
  "tar.end-blocks": field("number of zero blocks at the end", "tar-encoding"),
  "tar.commit-comment": field("commit id that `git archive` recorded", "commit-comment"),
  "tar.commit-header": field("header of the member that holds the commit id", "tar-encoding"),
  // tar, values of an entry
  "tar.uid": field("owner number", "entry-owner"),
  "tar.gid": field("group number", "entry-owner"),
  "tar.uname": field("owner name; absent: empty", "entry-owner"),
  "tar.gname": field("group name; absent: empty", "entry-owner"),
  "tar.mtime-fraction": field("digits after the point of the modification time", "entry-mtime"),
  "tar.atime": field("access time in a PAX record", "entry-mtime"),
  "tar.ctime": field("status change time in a PAX record", "entry-mtime"),
  "tar.creation-time": field("creation time in a PAX record", "entry-mtime"),
  "tar.device": field("device of the packed file in a PAX record", "tar-encoding"),
  "tar.inode": field("inode of the packed file in a PAX record", "tar-encoding"),
  "tar.links": field("link count of the packed file in a PAX record", "tar-encoding"),
  // tar, what the main header says where another record overrules it
  "tar.header-name": field(
    "name in the header, when it is no cut of the long one",
    "entry-attributes"
  ),
  "tar.header-linkname": field("as `tar.header-name`, for the link target", "entry-attributes"),
  "tar.header-mtime": field("time in the header, when not that of the PAX record", "entry-mtime"),
  "tar.header-uid": field(
    "owner number in the header, when not that of the PAX record",
    "entry-owner"
  ),
  "tar.header-gid": field(
    "group number in the header, when not that of the PAX record",
    "entry-owner"
  ),
  "tar.header-uname": field(
    "owner name in the header, when not that of the PAX record",
    "entry-owner"
  ),
  "tar.header-gname": field(
    "group name in the header, when not that of the PAX record",
    "entry-owner"
  ),
  // tar, spellings
  "tar.magic": field("`gnu`, `v7`; absent: POSIX ustar", "tar-encoding"),
  "tar.type-spelling": field("`nul`: the type flag of a file is NUL instead of 0", "tar-encoding"),
  "tar.directory-slash": field(
    "`none`: a directory's name has no slash at its end",
    "tar-encoding"
  ),
  "tar.mode-spelling": field("digits and end of the mode field", "tar-encoding"),
  "tar.uid-spelling": field("digits and end of the uid field", "tar-encoding"),
  "tar.gid-spelling": field("digits and end of the gid field", "tar-encoding"),
  "tar.size-spelling": field("digits and end of the size field", "tar-encoding"),
  "tar.mtime-spelling": field("digits and end of the mtime field", "tar-encoding"),
  "tar.checksum-spelling": field("digits and end of the checksum field", "tar-encoding"),
  "tar.device-spelling": field(
    "digits and end of the two device fields, which say zero",
    "tar-encoding"
  ),
  "tar.name-prefix": field("bytes of the name that stand in the prefix field", "tar-encoding"),
  "tar.header-name-spelling": field("how the header cuts a long name", "tar-encoding"),
  "tar.header-linkname-spelling": field("how the header cuts a long link target", "tar-encoding"),
  "tar.pax-keys": field("keys of the PAX records in their order", "tar-encoding"),
  "tar.pax-header": field("header of the PAX member", "tar-encoding"),
  "tar.gnu-order": field(
    "`KL`: long link target before long name; absent: the reverse",
    "tar-encoding"
  ),
  "tar.gnu-name-header": field("header of the member with the long name", "tar-encoding"),
  "tar.gnu-link-header": field("header of the member with the long link target", "tar-encoding"),
  // gzip
  "gzip.mtime": field("modification time, seconds since 1970", "gzip-header"),
  "gzip.os": field("number of the operating system", "gzip-header"),
  "gzip.xfl": field("number that hints at the level", "gzip-header"),
  "gzip.ftext": field("`1`: content is claimed to be text", "gzip-header"),
  "gzip.fhcrc": field("`1`: the header has a checksum of its own", "gzip-header"),
  "gzip.name": field("file name in the header", "gzip-name"),
  "gzip.comment": field("comment in the header", "gzip-extra"),
  "gzip.extra": field("extra data in the header, hex", "gzip-extra"),
  // zip, the archive
  "zip.zip64-end": field("versions in the zip64 end record", "zip-encoding"),
  // zip, an entry
  "zip.made-by-version": field("version of the program that made it", "zip-made-by"),
  "zip.made-by-host": field("system whose attributes it has: 3 Unix, 0 DOS", "zip-encoding"),
  "zip.version-needed": field("version needed to extract", "zip-encoding"),
  "zip.local-version-needed": field(
    "the same in the local record, when it differs",
    "zip-encoding"
  ),
  "zip.flags": field("general purpose flags, hex; absent: none", "zip-encoding"),
  "zip.dos-time": field(
    "DOS date and time, hex, when they name no real moment",
    "entry-attributes"
  ),
  "zip.unix-type": field("`none`: the Unix mode has no file type bits", "zip-encoding"),
  "zip.dos-attributes": field("low half of the external attributes, hex", "entry-attributes"),
  "zip.external-attributes": field(
    "all external attributes, hex, of another host than Unix",
    "entry-attributes"
  ),
  "zip.internal-attributes": field("internal attributes, hex; absent: zero", "zip-encoding"),
  "zip.extra-local": field(
    "extra fields of the local record, `id:data` in hex",
    "entry-attributes"
  ),
  "zip.extra-central": field(
    "extra fields of the central record, `id:data` in hex",
    "entry-attributes"
  )
};
function isFieldKey(text) {
  return Object.hasOwn(FIELDS, text);
}

// src/core/compare/unusual-values.ts
var LONGEST_OWNER = 64;
var LONGEST_FRACTION = 20;
var LONGEST_TIME = 17 + LONGEST_FRACTION;
var isOddOwner = (value) => (
  // eslint-disable-next-line no-control-regex -- a control character in a name is what this looks for
  value.length > LONGEST_OWNER || /[\u0000-\u001f\u007f]/.test(value)
);
var isLongTime = (value) => value.length > LONGEST_TIME;
var PAX_NAMES = [
  /^(?:.+\/)?PaxHeaders?(?:\.(?:[0-9]+|X))?\/.+$/s,
  /^\.\/\.\/@PaxHeader$/,
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})\.paxheader$/
];
var isOddPaxName = (value) => {
  const [name = ""] = value.split("|", 1);
  if (name.startsWith("/") || name.split("/").includes("..")) return true;
  return !PAX_NAMES.some((pattern) => pattern.test(name));
};
function isNamed(expected2) {
  return (value) => value.split("|", 1)[0] !== expected2;
}
var isOddHeaderTime = (value, { fields, mtime }) => {
  const fraction = fields.get("tar.mtime-fraction") ?? "";
  return !(/^[5-9]/.test(fraction) && mtime !== void 0 && Number(value) === mtime + 1);
};
var UNUSUAL = /* @__PURE__ */ new Map([
  ["tar.uname", isOddOwner],
  ["tar.gname", isOddOwner],
  ["tar.header-uname", isOddOwner],
  ["tar.header-gname", isOddOwner],
  ["tar.mtime-fraction", (value) => value.length > LONGEST_FRACTION],
  ["tar.atime", isLongTime],
  ["tar.ctime", isLongTime],
  ["tar.creation-time", isLongTime],
  ["tar.header-mtime", isOddHeaderTime],
  // Some readers (BusyBox, by its build options) refuse a tar without a magic.
  ["tar.magic", (value) => value === "v7"],
  ["tar.pax-header", isOddPaxName],
  ["tar.gnu-name-header", isNamed("././@LongLink")],
  ["tar.gnu-link-header", isNamed("././@LongLink")],
  ["tar.commit-header", isNamed("pax_global_header")]
]);
function mayBeUnusual(key) {
  return UNUSUAL.has(key);
}
function isUnusual(key, side2) {
  const value = side2.fields.get(key);
  return value !== void 0 && UNUSUAL.get(key)?.(value, side2) === true;
}

// src/core/compare/field-findings.ts
function findingCodeOfField(key) {
  return isFieldKey(key) ? FIELDS[key].finding : null;
}
function findingCodeOfValues(key, ...sides) {
  const code = findingCodeOfField(key);
  return code !== null && sides.some((side2) => isUnusual(key, side2)) ? "entry-attributes" : code;
}
function coversField(codes, key, side2) {
  if (codes.has(findingCodeOfValues(key, side2))) return true;
  return mayBeUnusual(key) && codes.has("entry-attributes");
}

// src/core/compare/neutralise.ts
var NEUTRAL = "neutralised";
function covered(findings) {
  const container = [];
  const entries = /* @__PURE__ */ new Map();
  for (const { at, finding: finding2 } of findings) {
    const coverage = coverageOf(finding2.code);
    if (at === null) {
      container.push(coverage);
    } else {
      const known = entries.get(at);
      if (known) known.push(coverage);
      else entries.set(at, [coverage]);
    }
  }
  return { container, entries };
}
function neutralFields(of, by) {
  const codes = new Set(by.flatMap((coverage) => coverage.fields ?? []));
  return new Map([...of.fields].filter(([key]) => !coversField(codes, key, of)));
}
function neutralEntry(entry, by) {
  const members = by.flatMap((coverage) => coverage.members ?? []);
  return {
    ...entry,
    fields: neutralFields(entry, by),
    ...Object.fromEntries(members.map((member) => [member, NEUTRAL]))
  };
}
function neutralArchive(archive, by) {
  const kept = archive.entries.filter(
    ({ path }) => !(by.entries.get(path)?.some(({ presence }) => presence === true) ?? false)
  );
  if (by.container.some(({ order }) => order === true)) {
    kept.sort((one, other) => one.path < other.path ? -1 : 1);
  }
  return {
    ...archive,
    fields: neutralFields(archive, by.container),
    entries: kept.map((entry) => {
      const coverage = by.entries.get(entry.path);
      return coverage ? neutralEntry(entry, coverage) : entry;
    }),
    content: NEUTRAL
  };
}
function neutralise(reading, findings) {
  const by = covered(findings);
  const stream = by.container.some((coverage) => coverage.stream === true);
  const body2 = by.container.some((coverage) => coverage.body === true);
  const neutral = {
    ...reading,
    file: NEUTRAL,
    layers: reading.layers.map((layer) => ({
      ...layer,
      fields: neutralFields(layer, by.container),
      packed: stream ? NEUTRAL : layer.packed
    }))
  };
  return reading.kind === "archive" ? { ...neutral, archive: neutralArchive(reading.archive, by) } : { ...neutral, content: body2 ? NEUTRAL : reading.content };
}

// src/core/compare/account.ts
var MOST_PLACES = 5;
function unaccounted(upload, rebuilt, findings) {
  return [
    ...differing(neutralise(upload, findings), neutralise(rebuilt, findings), MOST_PLACES),
    ...unfoundedDigests(upload, rebuilt)
  ];
}
function unfoundedDigests(upload, rebuilt) {
  const isUnfounded = (digest, rest) => differing(digest(upload), digest(rebuilt), 1).length > 0 && differing(rest(upload), rest(rebuilt), 1).length === 0;
  const content = isUnfounded(
    (reading) => reading.kind === "archive" ? reading.archive.content : null,
    (reading) => reading.kind === "archive" ? { ...reading.archive, content: null } : null
  );
  const file = isUnfounded(
    (reading) => reading.file,
    (reading) => ({ ...reading, file: null })
  );
  return [...content ? ["archive.content"] : [], ...file ? ["file"] : []];
}
function isStructure(value) {
  return typeof value === "object" && value !== null;
}
function keysOf(value) {
  return value instanceof Map ? [...value.keys()] : Object.keys(value);
}
function memberOf(value, key) {
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : void 0;
}
function differing(one, other, most) {
  const places = [];
  const trail = [];
  const walk = (left, right) => {
    if (left === right || places.length >= most) return;
    if (!isStructure(left) || !isStructure(right)) {
      places.push(trail.join("."));
      return;
    }
    for (const key of keysOf(left)) {
      trail.push(String(key));
      walk(memberOf(left, key), memberOf(right, key));
      trail.pop();
    }
    for (const key of keysOf(right)) {
      if (memberOf(left, key) !== void 0) continue;
      trail.push(String(key));
      walk(void 0, memberOf(right, key));
      trail.pop();
    }
  };
  walk(one, other);
  return places;
}

// src/core/compare/located.ts
function located(context, code, at, values, notes2 = []) {
  const path = at === null ? context.at : [...context.at, displayPath(at)];
  return {
    at,
    finding: {
      code,
      path,
      upload: values.upload,
      rebuilt: values.rebuilt,
      class: null,
      risk: factsOf(code).risk,
      explanation: null,
      accepted: null,
      notes: notes2
    }
  };
}

// src/core/compare/commit-comment.ts
var COMMENT = "tar.commit-comment";
function compareComments(upload, rebuilt, context) {
  const values = {
    upload: upload.fields.get(COMMENT) ?? null,
    rebuilt: rebuilt.fields.get(COMMENT) ?? null
  };
  const { commit } = context;
  const isForeign = (comment) => commit !== null && comment !== null && comment !== commit;
  if (isForeign(values.upload) || isForeign(values.rebuilt)) {
    return [
      located(context, "commit-comment-mismatch", null, values, [`released: ${String(commit)}`])
    ];
  }
  return values.upload === values.rebuilt ? [] : [located(context, "commit-comment", null, values)];
}

// src/core/compare/entry-notes.ts
var REMARKABLE_BITS = [
  [2048, "setuid"],
  [1024, "setgid"],
  [512, "sticky"],
  [2, "world-writable"]
];
var PRIVILEGED = 3072;
var HIDDEN = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;
function isPrivileged(...sides) {
  return sides.some((entry) => ((entry?.mode ?? 0) & PRIVILEGED) !== 0);
}
function entryNotes(path, upload, rebuilt) {
  const notes2 = [];
  for (const [bit, name] of REMARKABLE_BITS) {
    const inUpload = hasBit(upload, bit);
    const inRebuild = hasBit(rebuilt, bit);
    if (inUpload && inRebuild) notes2.push(`${name} on both sides`);
    else if (inUpload) notes2.push(`${name} in the upload`);
    else if (inRebuild) notes2.push(`${name} in the rebuild`);
  }
  if (HIDDEN.test(displayPath(path))) {
    notes2.push("the name has characters that are not shown");
  }
  return notes2;
}
function hasBit(entry, bit) {
  return entry !== void 0 && entry.type !== "symlink" && ((entry.mode ?? 0) & bit) !== 0;
}

// src/core/compare/fields.ts
function differingFields(upload, rebuilt) {
  const groups = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...upload.fields.keys(), ...rebuilt.fields.keys()])) {
    if (upload.fields.get(key) === rebuilt.fields.get(key)) continue;
    const code = findingCodeOfValues(key, upload, rebuilt);
    if (code === null) continue;
    const group = groups.get(code);
    if (group) group.push(key);
    else groups.set(code, [key]);
  }
  return groups;
}

// src/core/compare/layers.ts
function sameBytes(one, other) {
  return one.sha256 === other.sha256;
}
function compareLayers(upload, rebuilt, context) {
  const found = /* @__PURE__ */ new Map();
  upload.forEach((layer, at) => {
    for (const other of rebuilt.slice(at, at + 1)) {
      for (const [code, keys] of differingFields(layer, other)) {
        const values2 = {
          upload: fieldsValue(layer.fields, keys),
          rebuilt: fieldsValue(other.fields, keys)
        };
        found.set(code, located(context, code, null, values2));
      }
      if (sameBytes(layer.packed, other.packed)) continue;
      const values = { upload: fileValue(layer.packed), rebuilt: fileValue(other.packed) };
      found.set("compression-layout", located(context, "compression-layout", null, values));
    }
  });
  return [...found.values()];
}

// src/core/compare/mtime-pairs.ts
var NAMED_PRODUCTS = /* @__PURE__ */ new Map([
  ["configure", ["configure.ac", "configure.in", "aclocal.m4", "m4/*"]],
  ["aclocal.m4", ["configure.ac", "configure.in", "acinclude.m4", "m4/*"]],
  ["config.h.in", ["configure.ac", "configure.in", "aclocal.m4", "m4/*"]],
  ["Makefile.in", ["Makefile.am"]],
  ["stamp-vti", ["configure.ac"]],
  ["version.texi", ["configure.ac"]]
]);
var REMADE_WITH_CONFIGURE = /* @__PURE__ */ new Set(["Makefile.in", "config.h.in"]);
var GRAMMARS = [".y", ".l", ".yy", ".ll", ".ypp", ".lpp", ".rl", ".gperf", ".pyx", ".vala"];
var SUFFIX_PRODUCTS = /* @__PURE__ */ new Map([
  [".gmo", [".po"]],
  [".mo", [".po"]],
  [".c", GRAMMARS],
  [".cc", GRAMMARS],
  [".cpp", GRAMMARS],
  [".cxx", GRAMMARS],
  [".h", GRAMMARS],
  [".hh", GRAMMARS],
  [".hpp", GRAMMARS],
  [".info", [".texi", ".texinfo", ".txi"]],
  [".elc", [".el"]]
]);
function split(path) {
  const cut = path.lastIndexOf("/") + 1;
  return { directory: path.slice(0, cut), name: path.slice(cut) };
}
function above(directory) {
  const found = [];
  for (let at = directory; at !== ""; ) {
    at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1);
    found.push(at);
  }
  return found;
}
function configureInputs(directory, index) {
  const top = [directory, ...above(directory)].find(
    (folder) => index.has(`${folder}configure.ac`)
  );
  return top === void 0 ? [] : [`${top}configure.ac`, `${top}aclocal.m4`];
}
function prerequisitesOf(product, index) {
  const { directory, name } = split(product);
  const found = [`${product}.in`];
  for (const prerequisite of NAMED_PRODUCTS.get(name) ?? []) {
    if (prerequisite.endsWith("/*")) {
      found.push(...index.within(directory + prerequisite.slice(0, -2)));
    } else {
      found.push(directory + prerequisite);
    }
  }
  if (REMADE_WITH_CONFIGURE.has(name)) found.push(...configureInputs(directory, index));
  const dot = name.lastIndexOf(".");
  if (dot > 0) {
    const stem = directory + name.slice(0, dot);
    for (const suffix of SUFFIX_PRODUCTS.get(name.slice(dot)) ?? []) found.push(stem + suffix);
  }
  return [...new Set(found)];
}
function recordedSourcesOf(path) {
  const { directory, name } = split(path);
  if (!name.endsWith(".pyc")) return [];
  const cache = "__pycache__/";
  if (!directory.endsWith(cache)) return [path.slice(0, -1)];
  const module = name.slice(0, name.indexOf("."));
  return [`${directory.slice(0, -cache.length)}${module}.py`];
}

// src/core/compare/mtimes.ts
var MOST_NOTES = 3;
function fractionOf(entry) {
  return (entry.fields.get("tar.mtime-fraction") ?? "").replace(/0+$/, "");
}
function headerTime(entry) {
  return Number(entry.fields.get("tar.header-mtime") ?? entry.mtime);
}
function isNewer(one, other) {
  if (one.mtime !== other.mtime) return one.mtime > other.mtime;
  return fractionOf(one) > fractionOf(other);
}
var VIEWS = [isNewer, (one, other) => headerTime(one) > headerTime(other)];
function isOutdated(product, prerequisite, side2, newer) {
  const made = side2.get(product);
  const from = side2.get(prerequisite);
  return made !== void 0 && from !== void 0 && newer(from, made);
}
function sameTime(one, other) {
  return one.mtime === other.mtime && fractionOf(one) === fractionOf(other) && headerTime(one) === headerTime(other);
}
function indexOf(sides) {
  const inside = /* @__PURE__ */ new Map();
  for (const side2 of sides) {
    for (const path of side2.keys()) {
      const directory = /^((?:.*\/)?m4)\/[^/]+$/s.exec(path)?.[1];
      if (directory === void 0) continue;
      const known = inside.get(directory);
      if (known) known.add(path);
      else inside.set(directory, /* @__PURE__ */ new Set([path]));
    }
  }
  return {
    has: (path) => sides.some((side2) => side2.has(path)),
    within: (directory) => [...inside.get(directory) ?? []]
  };
}
function buildRelevantTimes(upload, rebuilt, tracked) {
  const notes2 = /* @__PURE__ */ new Map();
  const tell = (path, note) => {
    const told = notes2.get(path) ?? [];
    notes2.set(path, told);
    if (told.length < MOST_NOTES) told.push(note);
  };
  const index = indexOf([upload, rebuilt]);
  for (const path of /* @__PURE__ */ new Set([...upload.keys(), ...rebuilt.keys()])) {
    for (const source of recordedSourcesOf(path)) {
      const left = upload.get(source);
      const right = rebuilt.get(source);
      if (left === void 0 || right === void 0 || sameTime(left, right)) continue;
      tell(
        source,
        `${displayPath(path)} may hold the time of this file, and runs only while it does`
      );
    }
    if (tracked?.has(path) === true) continue;
    for (const prerequisite of prerequisitesOf(path, index)) {
      const inUpload = VIEWS.map((newer) => isOutdated(path, prerequisite, upload, newer));
      const inRebuild = VIEWS.map((newer) => isOutdated(path, prerequisite, rebuilt, newer));
      const view = VIEWS.findIndex((_, which) => inUpload[which] !== inRebuild[which]);
      if (view < 0) continue;
      const where = inUpload[view] === true ? "upload" : "rebuild";
      tell(
        path,
        `${displayPath(prerequisite)} is newer in the ${where} only, so make would remake this`
      );
    }
  }
  return notes2;
}

// src/core/compare/entries.ts
function byPath(model) {
  return new Map(model.entries.map((entry) => [entry.path, entry]));
}
function time(entry) {
  const fraction = fractionOf(entry);
  const whole = timeValue(entry.mtime);
  return fraction === "" ? whole : `${whole} + 0.${fraction} s`;
}
function times(entry, keys) {
  const more = keys.filter((key) => key !== "tar.mtime-fraction");
  return more.length === 0 ? time(entry) : `${time(entry)}, ${fieldsValue(entry.fields, more)}`;
}
function packing(upload, rebuilt) {
  const left = upload.packed;
  const right = rebuilt.packed;
  if (left === null || right === null) {
    if (left === right) return null;
    const method = (packed) => packed === null ? "stored" : "deflated";
    return ["entry-compression-method", method(left), method(right)];
  }
  if (sameBytes(left, right)) return null;
  return ["entry-compression", fileValue(left), fileValue(right)];
}
function substance(upload, rebuilt) {
  const found = [];
  if (upload.type !== rebuilt.type) {
    found.push(["entry-type", entryValue(upload), entryValue(rebuilt)]);
  } else if (upload.sha256 !== rebuilt.sha256) {
    found.push(["entry-content", entryValue(upload), entryValue(rebuilt)]);
  } else {
    if (upload.linkTarget !== rebuilt.linkTarget) {
      found.push(["entry-link-target", entryValue(upload), entryValue(rebuilt)]);
    }
    const packed = packing(upload, rebuilt);
    if (packed) found.push(packed);
  }
  if (upload.mode !== rebuilt.mode) {
    found.push(["entry-mode", modeValue(upload.mode), modeValue(rebuilt.mode)]);
  }
  return found;
}
function labels(upload, rebuilt, timeMatters) {
  const found = [];
  const fields = differingFields(upload, rebuilt);
  const timeKeys = fields.get("entry-mtime") ?? [];
  if (!timeMatters && (upload.mtime !== rebuilt.mtime || timeKeys.length > 0)) {
    found.push(["entry-mtime", times(upload, timeKeys), times(rebuilt, timeKeys)]);
  }
  for (const [code, keys] of fields) {
    if (code === "entry-mtime") continue;
    found.push([
      code === "entry-owner" && isPrivileged(upload, rebuilt) ? "entry-owner-privileged" : code,
      fieldsValue(upload.fields, keys),
      fieldsValue(rebuilt.fields, keys)
    ]);
  }
  return found;
}
function compareEntries(upload, rebuilt, context) {
  const inUpload = byPath(upload);
  const inRebuild = byPath(rebuilt);
  const relevantTimes = buildRelevantTimes(inUpload, inRebuild, context.tracked);
  const found = [];
  for (const path of /* @__PURE__ */ new Set([...inUpload.keys(), ...inRebuild.keys()])) {
    const left = inUpload.get(path);
    const right = inRebuild.get(path);
    const notes2 = () => entryNotes(path, left, right);
    const add = ([code, upload2, rebuilt2], more = []) => {
      found.push(located(context, code, path, { upload: upload2, rebuilt: rebuilt2 }, [...more, ...notes2()]));
    };
    const timeNotes = relevantTimes.get(path);
    if (timeNotes) {
      const values = [left ? time(left) : null, right ? time(right) : null];
      add(["entry-mtime-build-relevant", ...values], timeNotes);
    }
    if (left && right) {
      for (const difference of substance(left, right)) add(difference);
      for (const difference of labels(left, right, timeNotes !== void 0)) add(difference);
    } else if (left) {
      add(["entry-only-in-upload", entryValue(left), null]);
    } else if (right) {
      add(["entry-only-in-rebuild", null, entryValue(right)]);
    }
  }
  return found;
}

// src/core/compare/order.ts
var SHOWN = 5;
var LEADING_MEMBERS = ["mimetype", "META-INF", "META-INF/MANIFEST.MF"];
var PLACED = /^(?:mimetype|META-INF\/(?:MANIFEST\.MF|INDEX\.LIST|SIG-[^/]*|[^/]+\.(?:SF|RSA|DSA|EC)))$/i;
function placed(model) {
  const paths = model.entries.map(({ path }) => path);
  return paths.slice(0, paths.findLastIndex((path) => PLACED.test(path)) + 1);
}
function positions(entries) {
  return new Map(entries.map((entry, at) => [entry.path, at]));
}
function earlyLinks(model) {
  const at = positions(model.entries);
  return model.entries.filter((entry, here) => {
    if (entry.type !== "hardlink") return false;
    return (at.get(entry.linkTarget ?? entry.path) ?? Infinity) > here;
  }).map((entry) => entry.path);
}
function significant(upload, rebuilt) {
  const notes2 = [];
  if (upload.format === "zip") {
    const left = placed(upload);
    const right = placed(rebuilt);
    const at = left.findIndex((path, here) => path !== right[here]);
    if (at >= 0 || left.length !== right.length) {
      const last = left.at(-1) ?? right.at(-1);
      notes2.push(
        `readers look at what stands before ${last === void 0 ? "it" : pathValue(last)}`
      );
    }
  }
  const [early] = [...earlyLinks(upload), ...earlyLinks(rebuilt)];
  if (early !== void 0) notes2.push(`a hard link stands before its target: ${pathValue(early)}`);
  return notes2;
}
function names(paths, from) {
  const shown = paths.slice(from, from + SHOWN).map(pathValue);
  const rest = paths.length - from - shown.length;
  return bounded(`${shown.join(", ")}${rest > 0 ? `, … (${String(rest)} more)` : ""}`);
}
function compareOrder(upload, rebuilt, context) {
  const inRebuild = positions(rebuilt.entries);
  const inUpload = positions(upload.entries);
  const left = upload.entries.map(({ path }) => path).filter((path) => inRebuild.has(path));
  const right = rebuilt.entries.map(({ path }) => path).filter((path) => inUpload.has(path));
  const first = left.findIndex((path, at) => path !== right[at]);
  if (first < 0) return null;
  const moved = left.filter((path, at) => path !== right[at]).length;
  const notes2 = significant(upload, rebuilt);
  return located(
    context,
    notes2.length > 0 ? "entry-order-significant" : "entry-order",
    null,
    { upload: names(left, first), rebuilt: names(right, first) },
    [`${String(moved)} of ${String(left.length)} entries stand at another place`, ...notes2]
  );
}

// src/core/compare/read-file.ts
function isUnread(reading) {
  return reading.kind === "unsupported" || reading.kind === "refused";
}

// src/core/compare/csv.ts
function readCsv(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  const rows = [];
  let row = [];
  for (let at = 0; at < text.length || row.length > 0; ) {
    const field2 = text[at] === '"' ? quoted(text, at) : plain(text, at);
    if (field2 === null) return null;
    row.push(field2.value);
    if (text[field2.end] === ",") {
      at = field2.end + 1;
      continue;
    }
    const next = lineEnd(text, field2.end);
    if (next === null) return null;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    at = next;
  }
  return rows;
}
function plain(text, start) {
  const run = /[^",\r\n]*/y;
  run.lastIndex = start;
  const value = run.exec(text)?.[0] ?? "";
  return { value, end: start + value.length };
}
function quoted(text, start) {
  let value = "";
  for (let at = start + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, end: close + 1 };
    value += '"';
    at = close + 2;
  }
}
function lineEnd(text, at) {
  if (at >= text.length) return at;
  if (text[at] === "\n") return at + 1;
  return text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : null;
}

// src/core/compare/wheel-record.ts
function recordPaths(model) {
  return model.entries.map(({ path }) => path).filter((path) => /^[^/]+\.dist-info\/RECORD$/.test(path));
}
function isExempt(path, record) {
  return path === record || path === `${record}.jws` || path === `${record}.p7s`;
}
function checkRecord(model, body2) {
  const [record, second] = recordPaths(model);
  if (record === void 0) {
    return only({
      code: "wheel-record-missing",
      at: null,
      says: "nothing",
      note: "there is no RECORD"
    });
  }
  if (second !== void 0) {
    return only({
      code: "wheel-record-duplicate",
      at: second,
      says: "a second RECORD",
      note: "this is another RECORD"
    });
  }
  if (body2 === null) return { problems: [], undecidable: ["RECORD is too large to be checked"] };
  return checkRows(model, record, body2);
}
function only(problem) {
  return { problems: [problem], undecidable: [] };
}
function checkRows(model, record, body2) {
  const problems = [];
  const undecidable = [];
  const rows = readCsv(body2);
  if (rows === null) {
    return only({
      code: "wheel-record-malformed",
      at: record,
      says: "",
      note: "it is no CSV in UTF-8"
    });
  }
  const files = new Map(
    model.entries.filter(({ type }) => type !== "directory").map((entry) => [entry.path, entry])
  );
  const listed = /* @__PURE__ */ new Set();
  for (const fields of rows) {
    const row = rowOf(fields);
    if (row === null) {
      const says = fields.join(",");
      problems.push({
        code: "wheel-record-malformed",
        at: record,
        says,
        note: "a row has not three columns"
      });
      continue;
    }
    if (listed.has(row.path)) {
      const says = `${row.hash},${row.size}`;
      problems.push({
        code: "wheel-record-duplicate",
        at: row.path,
        says,
        note: "it is listed twice"
      });
    }
    listed.add(row.path);
    const entry = files.get(row.path);
    if (entry === void 0) {
      const says = `${row.hash},${row.size}`;
      problems.push({
        code: "wheel-record-absent-file",
        at: row.path,
        says,
        note: "there is no such file"
      });
    } else if (!isExempt(row.path, record)) {
      problems.push(...checkRow(row, entry, undecidable));
    }
  }
  for (const path of files.keys()) {
    if (listed.has(path) || isExempt(path, record)) continue;
    problems.push({
      code: "wheel-record-unlisted",
      at: path,
      says: "nothing",
      note: "it is not listed"
    });
  }
  return { problems, undecidable };
}
function rowOf(fields) {
  const [path = "", hash = "", size = ""] = fields;
  if (fields.length !== 3 || path === "") return null;
  return { path: pathFromText(path), hash, size };
}
function expected(entry) {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  const target = pathToBytes(entry.linkTarget ?? "");
  return { size: target.length, sha256: sha256Hex(target) };
}
function checkRow(row, entry, undecidable) {
  const problems = [];
  const has = expected(entry);
  const [algorithm, value, ...more] = row.hash.split("=");
  if ((algorithm === "sha384" || algorithm === "sha512") && value !== void 0 && more.length === 0) {
    undecidable.push(`RECORD gives a ${algorithm} hash, which is not checked`);
  } else if (row.hash !== `sha256=${urlSafeBase64(has.sha256)}`) {
    const note = `the file has sha256=${urlSafeBase64(has.sha256)}`;
    problems.push({ code: "wheel-record-hash", at: row.path, says: row.hash, note });
  }
  if (row.size !== String(has.size)) {
    const note = `the file has ${String(has.size)} bytes`;
    problems.push({ code: "wheel-record-size", at: row.path, says: row.size, note });
  }
  return problems;
}
function urlSafeBase64(digest) {
  const bytes = digest.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// src/core/compare/wheel-record-findings.ts
function compareRecords(upload, rebuilt, context) {
  const { records } = context;
  if (records === null || upload.kind !== "archive" || rebuilt.kind !== "archive") {
    return { findings: [], undecided: [] };
  }
  const left = checkRecord(upload.archive, records.upload);
  const right = checkRecord(rebuilt.archive, records.rebuilt);
  const pairs = /* @__PURE__ */ new Map();
  const key = ({ code, at }) => `${code} ${at ?? ""}`;
  for (const problem of left.problems) pairs.set(key(problem), { problem, upload: problem });
  for (const problem of right.problems) {
    pairs.set(key(problem), { problem, ...pairs.get(key(problem)), rebuilt: problem });
  }
  return {
    findings: [...pairs.values()].map((shared) => finding(shared, context)),
    undecided: [
      ...undecided(left.undecidable, "upload", context),
      ...undecided(right.undecidable, "rebuilt", context)
    ]
  };
}
function finding(shared, context) {
  const says = (of) => of === void 0 ? null : bounded(of.says);
  const values = { upload: says(shared.upload), rebuilt: says(shared.rebuilt) };
  const { code, at } = shared.problem;
  return located(context, code, at, values, notes(shared));
}
function notes({ upload, rebuilt }) {
  return [
    ...upload ? [`in the upload, ${upload.note}`] : [],
    ...rebuilt ? [`in the rebuild, ${rebuilt.note}`] : []
  ];
}
function undecided(messages, side2, context) {
  return [...new Set(messages)].map((message) => ({
    code: "wheel-record-unchecked",
    message,
    path: context.at,
    side: side2
  }));
}

// src/core/compare/readings.ts
function identicalFiles(names2, upload, rebuilt) {
  if (!sameBytes(upload, rebuilt)) return null;
  return {
    upload: { name: names2.upload, ...upload },
    rebuilt: { name: names2.rebuilt, ...rebuilt },
    level: "L0",
    findings: [],
    undecided: [],
    files: {}
  };
}
function compareReadings(upload, rebuilt, names2, context) {
  const identical = identicalFiles(names2, upload.file, rebuilt.file);
  if (identical) return identical;
  const sides = { upload: side(names2.upload, upload), rebuilt: side(names2.rebuilt, rebuilt) };
  const undecided2 = [
    ...refusal(upload, "upload", context),
    ...refusal(rebuilt, "rebuilt", context)
  ];
  if (isUnread(upload) || isUnread(rebuilt)) {
    return { ...sides, level: null, findings: [], undecided: undecided2, files: {} };
  }
  const found = differences(upload, rebuilt, context);
  const records = compareRecords(upload, rebuilt, context);
  const findings = byRisk([...found, ...records.findings].map(({ finding: finding2 }) => finding2));
  return {
    ...sides,
    level: records.undecided.length > 0 ? null : agreementOf(findings),
    findings,
    undecided: records.undecided,
    files: counts(upload, rebuilt)
  };
}
function uploadNotRebuilt(name, upload) {
  const values = { upload: fileValue(upload), rebuilt: null };
  const { finding: finding2 } = located({ at: [name] }, "upload-not-rebuilt", null, values);
  return {
    upload: { name, ...upload },
    rebuilt: null,
    level: null,
    findings: [finding2],
    undecided: [],
    files: {}
  };
}
function refusal(reading, which, context) {
  return isUnread(reading) ? [undecidedBy(reading.refusal, which, context.at)] : [];
}
function side(name, reading) {
  const { size, sha256 } = reading.file;
  if (isUnread(reading)) return { name, size, sha256 };
  const content = reading.kind === "archive" ? reading.archive.content : reading.content;
  return { name, size, sha256, contentSha256: content.sha256 };
}
function differences(upload, rebuilt, context) {
  const pair = pairOf(upload, rebuilt);
  if (pair === null) {
    const shapes = { upload: shapeOf(upload), rebuilt: shapeOf(rebuilt) };
    return [located(context, "container-format", null, shapes)];
  }
  const found = [
    ...compareLayers(upload.layers, rebuilt.layers, context),
    ...pair.kind === "archives" ? insideArchives(pair.upload, pair.rebuilt, context) : compareBodies(pair.upload, pair.rebuilt, context)
  ];
  const places = unaccounted(upload, rebuilt, found);
  if (places.length > 0) {
    const values = { upload: fileValue(upload.file), rebuilt: fileValue(rebuilt.file) };
    const note = `still unequal: ${places.join(", ")}`;
    found.push(located(context, "unaccounted-bytes", null, values, [note]));
  }
  return found;
}
function pairOf(upload, rebuilt) {
  if (wrappingOf(upload) !== wrappingOf(rebuilt)) return null;
  if (upload.kind === "archive" && rebuilt.kind === "archive") {
    const isSame = upload.archive.format === rebuilt.archive.format;
    return isSame ? { kind: "archives", upload, rebuilt } : null;
  }
  if (upload.kind === "opaque" && rebuilt.kind === "opaque") {
    return { kind: "bodies", upload, rebuilt };
  }
  return null;
}
function compareBodies(upload, rebuilt, context) {
  if (sameBytes(upload.content, rebuilt.content)) return [];
  const values = { upload: fileValue(upload.content), rebuilt: fileValue(rebuilt.content) };
  return [located(context, "file-content", null, values)];
}
function insideArchives(upload, rebuilt, context) {
  const left = upload.archive;
  const right = rebuilt.archive;
  const found = [...compareEntries(left, right, context)];
  const order = compareOrder(left, right, context);
  if (order) found.push(order);
  for (const [code, keys] of differingFields(left, right)) {
    if (code === "commit-comment") continue;
    const values = {
      upload: fieldsValue(left.fields, keys),
      rebuilt: fieldsValue(right.fields, keys)
    };
    found.push(located(context, code, null, values));
  }
  found.push(...compareComments(left, right, context));
  return found;
}
function shapeOf(reading) {
  return wrappingOf(reading) + (reading.kind === "archive" ? reading.archive.format : "plain file");
}
function wrappingOf({ layers }) {
  return layers.map(({ format }) => `${format} > `).join("");
}
function counts(upload, rebuilt) {
  let same = 0;
  let other = 0;
  if (upload.kind === "archive" && rebuilt.kind === "archive") {
    const bodies = new Map(rebuilt.archive.entries.map((entry) => [entry.path, entry]));
    for (const entry of upload.archive.entries) {
      if (entry.type === "directory") continue;
      const twin = bodies.get(entry.path);
      const equal = twin?.type === entry.type && twin.sha256 === entry.sha256 && twin.linkTarget === entry.linkTarget;
      if (equal) same += 1;
      else other += 1;
    }
  } else if (upload.kind === "opaque" && rebuilt.kind === "opaque") {
    if (sameBytes(upload.content, rebuilt.content)) same = 1;
    else other = 1;
  } else {
    other = 1;
  }
  return { ...same > 0 ? { rebuilt: same } : {}, ...other > 0 ? { unexplained: other } : {} };
}

// src/app/body-groups.ts
function inGroups(paths, sizeOf, most) {
  const groups = [];
  let room = 0;
  for (const path of paths) {
    const size = sizeOf(path);
    const group = groups.at(-1);
    if (group && size <= room) {
      group.push(path);
      room -= size;
    } else {
      groups.push([path]);
      room = most - size;
    }
  }
  return groups;
}

export {
  undecidedBy,
  located,
  entryNotes,
  LEADING_MEMBERS,
  recordPaths,
  identicalFiles,
  compareReadings,
  uploadNotRebuilt,
  inGroups
};
