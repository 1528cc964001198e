import {
  VERSION
} from "./chunk-XHVXZRAQ.js";
import {
  CLASS_WORDS,
  CollectedBodies,
  HEAD_LENGTH,
  TRAILER_LENGTH,
  archiveFiles,
  assertRead,
  briefValue,
  commonEnd,
  commonStart,
  counted,
  displayPath,
  durationText,
  formatOf,
  grouped,
  hexOf,
  innerPath,
  isUtf8,
  lowerAscii,
  newHasher,
  openWorkshop,
  pathFromBytes,
  pathFromText,
  pathText,
  pathToBytes,
  profileOfMember,
  readEntry,
  readFile,
  remarkText,
  sha256Hex,
  shortId,
  sizeText,
  startsWith,
  unreadFormat,
  unreadFormatByTail,
  valueText
} from "./chunk-XX7SVKQN.js";
import {
  DEFAULT_LIMITS,
  InputError,
  RemoteError,
  SourceError,
  changedLimits,
  exitCodeFor,
  interrupted,
  mannerOf,
  overallVerdict,
  safeHtml,
  safeJson,
  safeLine,
  safeLines,
  safeMarkdown,
  safeMarkdownCode,
  spawnGroup
} from "./chunk-COCQMI2L.js";
import {
  REPORT_SCHEMA,
  documentation,
  isDocumentation
} from "./chunk-FPZJALNE.js";
import {
  __callDispose,
  __using
} from "./chunk-QLIL6GH6.js";

// src/entry/cli/run-compare.ts
import { basename } from "node:path";

// src/core/normalisers.ts
var NORMALISERS = {
  "compression-layout": "level, block layout and settings of the compressor; the decompressed bytes are equal",
  "gzip-header": "time, operating system and level hint in the gzip header",
  "tar-encoding": "accepted spellings of one value in tar headers, and the number of final zero blocks",
  "archive-owner": "owner names and numbers, where neither side sets a setuid or setgid bit",
  "zip-made-by": "the version number of the program that made a zip; the host byte is not covered",
  "archive-order": "order of entries where position decides nothing",
  "archive-mtime": "modification times, where no product becomes older than its prerequisite on one side only"
};
var DEFAULT_NORMALISERS = new Set(
  Object.keys(NORMALISERS)
);

// src/app/accepted-rules.ts
var ACCEPTED_FOR_REBUILD = {
  word: "normalized",
  normalisers: DEFAULT_NORMALISERS
};
var ACCEPTED_WITHOUT_BUILD = {
  word: "explained",
  normalisers: DEFAULT_NORMALISERS
};

// src/core/excerpt/excerpt.ts
var EXCERPT_CAPS = {
  /** Lines of one diff. */
  lines: 60,
  /** Lines of a diff of a file that only one side has. */
  linesAlone: 20,
  /** UTF-16 units of one line. */
  line: 240,
  /** Bytes of one window. */
  window: 64,
  /** Excerpts of one upload, given to the findings in their order. */
  perUpload: 100,
  /** UTF-16 units of text and hex of all excerpts in one report. */
  perReport: 1024 * 1024
};
var LONGEST_EXCERPT_LINE = 4 * EXCERPT_CAPS.line;
function lengthOf(excerpt) {
  if (excerpt.kind === "bytes") {
    return (excerpt.upload?.hex.length ?? 0) + (excerpt.rebuilt?.hex.length ?? 0);
  }
  return excerpt.hunks.flatMap(({ lines }) => lines).reduce((sum, { text }) => sum + text.length, 0);
}

// src/core/finding-codes.ts
function code(title, risk, normaliser = null) {
  return { title, risk, normaliser, standing: "open-to-evidence" };
}
function barring(title) {
  return { title, risk: "high", normaliser: null, standing: "barring" };
}
var FINDING_CODES = {
  // whole files
  "file-content": code("The file differs and is no archive", "high"),
  "upload-not-rebuilt": barring("The rebuild made no such file"),
  "container-format": code("The two files are different kinds of container", "high"),
  // presence
  "entry-only-in-upload": code("Only the upload has this entry", "high"),
  "entry-only-in-rebuild": code("Only the rebuild has this entry", "high"),
  // what an entry is
  "entry-content": code("The bytes of this file differ", "high"),
  "entry-type": code("File on one side, link or directory on the other", "high"),
  "entry-mode": code("Permission bits differ", "high"),
  "entry-link-target": code("The link points elsewhere", "high"),
  // metadata of an entry
  "entry-mtime": code("Modification time differs", "info", "archive-mtime"),
  "entry-mtime-build-relevant": code(
    "A product and its prerequisite change their order in time",
    "high"
  ),
  "entry-owner": code("Owner differs", "info", "archive-owner"),
  "entry-owner-privileged": code("Owner of a setuid or setgid file differs", "high"),
  "entry-order": code("Entries stand in another order", "info", "archive-order"),
  "entry-order-significant": code(
    "Entries stand in another order, and position has meaning",
    "medium"
  ),
  "entry-attributes": code("Attributes that a consumer may read differ", "medium"),
  "entry-compression": code("The same bytes, compressed otherwise", "info", "compression-layout"),
  "entry-compression-method": code("Stored on one side, deflated on the other", "low"),
  // spelling of the container
  "tar-encoding": code("The same values, spelled otherwise in tar", "info", "tar-encoding"),
  "zip-made-by": code("Another program version made the zip", "info", "zip-made-by"),
  "zip-encoding": code("Zip header fields differ", "medium"),
  "ar-encoding": code("The same values, spelled otherwise in ar", "low"),
  "compression-layout": code("The compressed stream differs", "info", "compression-layout"),
  "compressor-settings": code(
    "Window, checksum or another setting of the compressor differs",
    "info",
    "compression-layout"
  ),
  "gzip-header": code("Time, system or level in the gzip header differs", "info", "gzip-header"),
  "gzip-name": code("The file name stored in the gzip header differs", "low"),
  "gzip-extra": code("Extra data or comment in the gzip header differs", "medium"),
  "archive-comment": code("A comment in the archive differs", "medium"),
  "commit-comment": code("The commit id recorded in the archive differs", "medium"),
  "commit-comment-mismatch": code("The archive names another commit than the one released", "high"),
  // wheels
  "wheel-record-missing": barring("The wheel has no RECORD"),
  "wheel-record-duplicate": barring("RECORD lists a file twice"),
  "wheel-record-unlisted": barring("The wheel has a file that RECORD does not list"),
  "wheel-record-absent-file": barring("RECORD lists a file that the wheel does not have"),
  "wheel-record-hash": barring("RECORD gives another hash than the file has"),
  "wheel-record-size": barring("RECORD gives another size than the file has"),
  "wheel-record-malformed": barring("RECORD has a row that is not a path, a hash and a size"),
  // gems
  "gem-checksums-missing": barring("The gem has no checksums"),
  "gem-checksums-malformed": barring("The gem's checksums are not what RubyGems writes"),
  "gem-checksums-unlisted": barring("The gem has a member without a checksum"),
  "gem-checksums-absent-file": barring(
    "The gem gives a checksum of a member that it does not have"
  ),
  "gem-checksums-mismatch": barring("The gem gives another checksum than the member has"),
  "gem-checksums-derived": code(
    "The gem's checksums differ only as its members do",
    "info",
    "compression-layout"
  ),
  // against the commit, without a rebuild
  "tracked-file-changed": code("A file of the commit has other bytes in the upload", "high"),
  "not-rebuilt": {
    title: "The commit does not have this file, and nothing was rebuilt",
    risk: "high",
    normaliser: null,
    standing: "unanswered"
  },
  "git-folder-in-upload": barring("The upload has a .git, which no commit can have"),
  "container-not-rebuilt": code("The container was looked up in the commit, not rebuilt", "info"),
  // the account; nothing may ever accept it
  "unaccounted-bytes": barring("Bytes differ that no finding covers")
};
function factsOf(code2) {
  return FINDING_CODES[code2];
}

// src/core/comparison.ts
var ENTRY_REMARKS = [
  "mode-setuid",
  "mode-setgid",
  "mode-sticky",
  "mode-world-writable",
  "mode-executable",
  "link-absolute",
  "name-case",
  "name-hidden",
  "name-windows"
];
function undecidedBy(refusal2, side2, path4) {
  return {
    code: refusal2.code,
    message: `${refusal2.message} (at byte ${String(refusal2.offset)})`,
    side: side2,
    path: path4
  };
}
var NOT_APPLICABLE = "not-applicable";

// src/core/excerpt/excerpt-sides.ts
var SIDES = {
  "entry-content": "both",
  "file-content": "both",
  "tracked-file-changed": "both",
  "entry-only-in-upload": "upload",
  "not-rebuilt": "upload",
  "entry-only-in-rebuild": "rebuilt"
};
function excerptSides(code2) {
  return SIDES[code2] ?? null;
}

// src/core/compare/level.ts
var COMPRESSOR_CODES = /* @__PURE__ */ new Set([
  "compression-layout",
  "compressor-settings",
  "gzip-header",
  "gzip-name",
  "gzip-extra"
]);
var SUBSTANCE = /* @__PURE__ */ new Set([
  "file-content",
  "container-format",
  "upload-not-rebuilt",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "tracked-file-changed",
  "not-rebuilt",
  "git-folder-in-upload",
  "container-not-rebuilt",
  "unaccounted-bytes"
]);
function agreementOf(findings) {
  if (findings.length === 0) return null;
  if (findings.some(({ code: code2 }) => SUBSTANCE.has(code2))) return null;
  if (findings.every(({ code: code2, path: path4 }) => COMPRESSOR_CODES.has(code2) && path4.length === 1)) {
    return "L1";
  }
  return findings.every(({ code: code2 }) => factsOf(code2).normaliser !== null) ? "L2" : "L3";
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
var NOT_ON_WINDOWS = /(?:^|\/)(?:(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00B9\u00B2\u00B3]) *(?:\.[^/]*)?(?:\/|$)|[^/]*[. ](?:\/|$))|[<>|?*":]/i;
function isPrivileged(...sides) {
  return sides.some((entry) => ((entry?.mode ?? 0) & PRIVILEGED) !== 0);
}
function entryNotes(path4, upload, rebuilt) {
  const notes2 = [];
  for (const [bit, name] of REMARKABLE_BITS) {
    const inUpload = hasBit(upload, bit);
    const inRebuild = hasBit(rebuilt, bit);
    if (inUpload && inRebuild) notes2.push(`${name} on both sides`);
    else if (inUpload) notes2.push(`${name} in the upload`);
    else if (inRebuild) notes2.push(`${name} in the rebuild`);
  }
  if (hasHidden(path4)) notes2.push("the name has characters that are not shown");
  if (isOddOnWindows(path4)) {
    notes2.push("Windows cannot have a file of this name, or places it elsewhere");
  }
  if ([upload, rebuilt].some((entry) => entry !== void 0 && isAbsoluteLink(entry))) {
    notes2.push("the link leads to an absolute path");
  }
  return notes2;
}
function hasHidden(path4) {
  return HIDDEN.test(displayPath(path4));
}
function isOddOnWindows(path4) {
  return NOT_ON_WINDOWS.test(displayPath(path4));
}
function isAbsoluteLink({ type, linkTarget }) {
  return type === "symlink" && linkTarget?.startsWith("/") === true;
}
function hasBit(entry, bit) {
  return entry !== void 0 && entry.type !== "symlink" && ((entry.mode ?? 0) & bit) !== 0;
}

// src/core/compare/entry-remarks.ts
var SHOWN = 5;
var BITS = [
  ["mode-setuid", 2048],
  ["mode-setgid", 1024],
  ["mode-sticky", 512],
  ["mode-world-writable", 2],
  ["mode-executable", 73]
];
function entryRemarks(upload, rebuilt) {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  const pairs = upload.entries.flatMap((entry) => {
    const twin = others.get(entry.path);
    return twin === void 0 ? [] : [[entry, twin]];
  });
  const remark = (code2, has) => {
    const found = pairs.filter(([entry, twin]) => has(entry) && has(twin));
    if (found.length === 0) return [];
    return [
      remarkOn(
        code2,
        found.map(([{ path: path4 }]) => path4)
      )
    ];
  };
  const inRebuild = new Set(namesWithTwins(rebuilt));
  const twins = namesWithTwins(upload).filter((name) => inRebuild.has(name));
  return [
    ...BITS.flatMap(([code2, bits]) => remark(code2, (entry) => hasBits(entry, code2, bits))),
    ...remark("link-absolute", isAbsoluteLink),
    ...twins.length === 0 ? [] : [remarkOn("name-case", twins)],
    ...remark("name-hidden", ({ path: path4 }) => hasHidden(path4)),
    ...remark("name-windows", ({ path: path4 }) => isOddOnWindows(path4))
  ];
}
function remarkOn(code2, paths) {
  return { code: code2, count: paths.length, paths: paths.slice(0, SHOWN).map(displayPath) };
}
function namesWithTwins({ entries }) {
  const spellings = /* @__PURE__ */ new Map();
  const add = (name) => {
    const key = lowerAscii(name);
    const known = spellings.get(key);
    if (known === void 0) spellings.set(key, /* @__PURE__ */ new Set([name]));
    else known.add(name);
  };
  let last = "";
  for (const { path: path4 } of entries) {
    add(path4);
    const parent = path4.slice(0, Math.max(0, path4.lastIndexOf("/")));
    if (parent === last) continue;
    last = parent;
    for (let end = parent.length; end > 0; end = parent.lastIndexOf("/", end - 1)) {
      add(parent.slice(0, end));
    }
  }
  const several = [...spellings.values()].filter(({ size }) => size > 1);
  return several.flatMap((names2) => [...names2]);
}
function hasBits({ type, mode }, code2, bits) {
  if (type === "symlink" || type === "directory" && code2 === "mode-executable") return false;
  return ((mode ?? 0) & bits) !== 0;
}
function withMemberRemarks(outer, inner, member) {
  const within = inner.map((remark) => ({
    ...remark,
    paths: remark.paths.map((path4) => `${member} ▸ ${path4}`)
  }));
  return ENTRY_REMARKS.flatMap((code2) => {
    const all = [...outer, ...within].filter((remark) => remark.code === code2);
    if (all.length === 0) return [];
    const count = all.reduce((sum, remark) => sum + remark.count, 0);
    return [{ code: code2, count, paths: all.flatMap(({ paths }) => paths).slice(0, SHOWN) }];
  });
}

// src/core/finding.ts
var EVIDENCE_CLASSES = [
  "in-commit",
  "rebuilt",
  "modified-explained",
  "known-generated",
  "waived",
  "unstable",
  "unverifiable",
  "unexplained"
];
var RISKS = ["high", "medium", "low", "info"];

// src/core/compare/risk-order.ts
function byRisk(findings) {
  return [...findings].sort((one, other) => RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk));
}

// src/core/compare/values.ts
var LAST_DATE = 864e10;
var LONGEST = 300;
function bounded(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${String(text.length - LONGEST)} more characters)`;
}
function timeValue(seconds) {
  if (Math.abs(seconds) > LAST_DATE) return `@${String(seconds)}`;
  return new Date(seconds * 1e3).toISOString().replace(".000Z", "Z");
}
function modeValue(mode) {
  return mode === null ? null : mode.toString(8).padStart(4, "0");
}
function fileValue(of) {
  return { size: of.size, sha256: of.sha256 };
}
function entryValue(entry) {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  return entry.linkTarget === null ? entry.type : `${entry.type} to ${pathValue(entry.linkTarget)}`;
}
function pathValue(path4) {
  return bounded(displayPath(path4));
}
function fieldsValue(fields, keys2) {
  return bounded(keys2.map((key) => `${key}=${fields.get(key) ?? "absent"}`).join(", "));
}

// src/core/compare/nested.ts
var CONTAINER_NAME = /\.(?:tar|t?gz|t?xz|t?bz2?|t?zst|lzma|zip|whl|egg|jar|war|ear|aar|gem|crate|s?nupkg|vsix|xpi|apk|epub|conda|u?deb|7z)$/i;
function unequalFiles(upload, rebuilt) {
  const other = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  return upload.entries.filter(({ path: path4, type, sha256 }) => {
    const twin = other.get(path4);
    return type === "file" && twin?.type === "file" && twin.sha256 !== sha256 && CONTAINER_NAME.test(path4);
  }).map(({ path: path4 }) => path4);
}
function isPacked(body2) {
  return formatOf(body2) !== null || unreadFormat(body2) !== null || unreadFormatByTail(body2.subarray(-TRAILER_LENGTH)) !== null;
}
var NOT_LOOKED_INTO = /* @__PURE__ */ new Set([
  "file-content",
  "container-format",
  "unaccounted-bytes"
]);
function withInner(outer, inner, at) {
  const stands = outer.findings.find(
    ({ code: code2, path: path4 }) => code2 === "entry-content" && samePath(path4, at)
  );
  if (!stands || !isOf(stands, inner)) return outer;
  const rest = outer.findings.filter((finding2) => finding2 !== stands);
  if (inner.findings.length === 0) return leftUnread(outer, at, inner.undecided);
  if (inner.findings.some(({ code: code2 }) => NOT_LOOKED_INTO.has(code2))) return outer;
  const findings = byRisk([...rest, ...inner.findings]);
  const undecided2 = [...outer.undecided, ...inner.undecided];
  return {
    ...outer,
    level: undecided2.length > 0 ? null : agreementOf(findings),
    findings,
    undecided: undecided2,
    remarks: withMemberRemarks(outer.remarks ?? [], inner.remarks ?? [], at.at(-1) ?? "")
  };
}
function leftUnread(outer, at, reasons) {
  if (reasons.length === 0) return outer;
  const notes2 = reasons.map(({ code: code2, side: side2 }) => `not looked into: ${code2} (${side2})`);
  const findings = outer.findings.map((finding2) => {
    if (finding2.code !== "entry-content" || !samePath(finding2.path, at)) return finding2;
    return { ...finding2, class: "unverifiable", notes: [...finding2.notes, ...notes2] };
  });
  return { ...outer, level: null, findings, undecided: [...outer.undecided, ...reasons] };
}
function isOf(finding2, inner) {
  return isValue(finding2.upload, inner.upload) && inner.rebuilt !== null && isValue(finding2.rebuilt, inner.rebuilt);
}
function isValue(value2, body2) {
  return JSON.stringify(value2) === JSON.stringify(fileValue(body2));
}
function samePath(one, other) {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

// src/core/verdict.ts
function decide(comparison, accepted) {
  const judgements = comparison.findings.map(
    (finding2) => judge(finding2, comparison.undecided, accepted)
  );
  const findings = comparison.findings.map((finding2, at) => accepting(finding2, judgements[at]));
  const having = (kind) => findings.filter((_, at) => judgements[at]?.kind === kind);
  const rejected = having("rejected");
  if (isNonEmpty(rejected)) {
    return { verdict: { kind: "different", level: null, rejected }, findings };
  }
  const reasons = [...comparison.undecided, ...having("unanswered").map(asReason)];
  if (isNonEmpty(reasons)) return { verdict: inconclusive(reasons), findings };
  const isExplained2 = having("explained").length > 0;
  return { verdict: passing(comparison, findings, isExplained2), findings };
}
function accepting(finding2, judgement) {
  if (judgement !== void 0 && "by" in judgement) {
    return { ...finding2, accepted: { by: judgement.by } };
  }
  return finding2.accepted === null ? finding2 : { ...finding2, accepted: null };
}
function canStillPass(findings, accepted) {
  return findings.every(({ code: code2 }) => {
    const { normaliser, standing } = factsOf(code2);
    if (standing === "barring") return false;
    if (accepted.word === "explained") return true;
    return accepted.word === "normalized" && normaliser !== null && accepted.normalisers.has(normaliser);
  });
}
function isNonEmpty(list) {
  return list.length > 0;
}
function inconclusive(reasons) {
  return { kind: "inconclusive", level: null, reasons };
}
function judge(finding2, undecided2, accepted) {
  const { normaliser, standing } = factsOf(finding2.code);
  if (standing === "barring") return REJECTED;
  if (normaliser !== null && accepted.word !== "identical" && accepted.normalisers.has(normaliser)) {
    return { kind: "normalised", by: normaliser };
  }
  const evidence = accepted.word === "explained" ? evidenceOf(finding2) : null;
  if (evidence !== null) return { kind: "explained", by: evidence };
  const isUnread2 = finding2.code === "entry-content" && undecided2.some(({ path: path4 }) => samePath(path4, finding2.path));
  const isOpen = standing === "unanswered" || finding2.class === "unverifiable" || isUnread2;
  return isOpen ? { kind: "unanswered" } : REJECTED;
}
var REJECTED = { kind: "rejected" };
function evidenceOf(finding2) {
  const { class: evidenceClass } = finding2;
  return evidenceClass === null ? null : EVIDENCE[evidenceClass](finding2);
}
var EVIDENCE = {
  // Only the container of `--no-build` has it: a finding about a file contradicts "as in the commit".
  "in-commit": ({ code: code2 }) => code2 === "container-not-rebuilt" ? "in-commit" : null,
  rebuilt: () => null,
  "modified-explained": ({ explanation }) => explanation?.rule ?? null,
  "known-generated": ({ explanation }) => explanation?.rule ?? null,
  waived: ({ accepted }) => accepted?.by ?? null,
  unstable: () => null,
  unverifiable: () => null,
  unexplained: () => null
};
function asReason(finding2) {
  const { title } = factsOf(finding2.code);
  return { code: finding2.code, message: title, path: finding2.path, side: "upload" };
}
function passing(comparison, findings, isExplained2) {
  const { upload, rebuilt, level } = comparison;
  const isSameFile = rebuilt?.sha256 === upload.sha256 && rebuilt.size === upload.size;
  if (!isNonEmpty(findings)) {
    if (level === "L0" && isSameFile) return { kind: "identical", level: "L0" };
    return contradiction(
      comparison,
      "no-evidence",
      "nothing was found to differ, and nothing to be equal"
    );
  }
  if (isSameFile || level === "L0") {
    return contradiction(comparison, "evidence-contradicts", "equal files have findings");
  }
  if (isExplained2) return { kind: "equivalent", level: "L4", accepted: findings };
  if ((level === "L1" || level === "L2") && agreementOf(findings) === level) {
    return { kind: "equivalent", level, accepted: findings };
  }
  return contradiction(
    comparison,
    "evidence-contradicts",
    "the findings do not agree with the level of the comparison"
  );
}
function contradiction({ upload }, code2, message) {
  return inconclusive([{ code: code2, message, path: [upload.name], side: "both" }]);
}

// src/core/report-consistency.ts
function reportExitCode(verdicts, buildFailed) {
  return exitCodeFor([
    ...verdicts.map((verdict) => ({ kind: "verdict", verdict })),
    ...buildFailed ? [{ kind: "build-failed" }] : []
  ]);
}
function contradictions(report) {
  const found = [];
  const hold = (path4, stated, due, why) => {
    if (stated !== due) {
      found.push({ path: path4, message: `says ${String(stated)}, but ${why} ${String(due)}` });
    }
  };
  const unknown = report.accepted.normalisers.filter((id) => !isNormaliser(id));
  hold(["accepted", "normalisers"], unknown.join(", "), "", "no normaliser is called");
  const accepted = {
    word: report.accepted.word,
    normalisers: new Set(report.accepted.normalisers.filter(isNormaliser))
  };
  for (const [at, artifact] of report.artifacts.entries()) {
    const { verdict, findings } = decide(comparisonOf(artifact), accepted);
    hold(["artifacts", at, "verdict"], artifact.verdict, verdict.kind, "its findings make it");
    hold(["artifacts", at, "level"], artifact.level, verdict.level, "its findings make it");
    for (const [index, finding2] of findings.entries()) {
      const stated = artifact.findings[index]?.accepted?.by;
      const path4 = ["artifacts", at, "findings", index, "accepted"];
      hold(path4, stated ?? "nothing", finding2.accepted?.by ?? "nothing", "it is accepted by");
      const says = excerptContradiction(finding2);
      if (says !== null) {
        found.push({ path: ["artifacts", at, "findings", index, "excerpt"], message: says });
      }
    }
  }
  const [first, ...others] = report.artifacts.map(({ verdict, level }) => ({
    kind: verdict,
    level
  }));
  if (first === void 0) return found;
  const overall = overallVerdict([first, ...others]);
  hold(["verdict"], report.verdict, overall.kind, "the uploads make it");
  hold(["level"], report.level, overall.level, "the uploads make it");
  const exitCode = reportExitCode(
    report.artifacts.map(({ verdict }) => verdict),
    report.build?.outcome.kind === "failed"
  );
  hold(["exitCode"], report.exitCode, exitCode, "the verdicts make it");
  hold(["mode"], report.mode === "given", report.command === "compare", "given both files is");
  const isBuilt = report.mode === "rebuild" && report.artifacts.some(({ undecided: undecided2 }) => undecided2[0]?.code !== NOT_APPLICABLE);
  hold(["build"], report.build !== null, isBuilt, "having rebuilt is");
  if (report.build !== null) holdBuild(report.build, hold);
  if (report.command === "check") {
    hold(["source"], report.source === null, false, "of a check, having no source is");
  }
  return found;
}
function holdBuild({ sandbox, network }, hold) {
  const held = network.reached === "open" || sandbox.reached === "namespaces";
  hold(["build", "network", "reached"], held, true, "having been held without namespaces is");
  const { limits = [] } = sandbox;
  const canLimit = sandbox.reached === "namespaces" || sandbox.reached === "user";
  const place = ["build", "sandbox", "limits"];
  hold(place, limits.length > 0 && !canLimit, false, "having limits at this level is");
  const names2 = new Set(limits.map(({ limit }) => limit));
  hold(place, limits.length, names2.size, "the number of its limits is");
}
function excerptContradiction({ code: code2, excerpt }) {
  if (excerpt === null) return null;
  const sides = excerptSides(code2);
  if (sides === null) return `a finding of ${code2} is about no content`;
  if (excerpt.kind === "bytes") {
    const has = { upload: excerpt.upload !== null, rebuilt: excerpt.rebuilt !== null };
    const isFit2 = has.upload === (sides !== "rebuilt") && has.rebuilt === (sides !== "upload") && excerpt.start <= excerpt.offset;
    return isFit2 ? null : `shows other sides than a finding of ${code2} has`;
  }
  const isFit = excerpt.hunks.every(({ rebuiltCount, uploadCount, lines }) => {
    const rebuilt = lines.filter(({ sign }) => sign !== "+").length;
    const upload = lines.filter(({ sign }) => sign !== "-").length;
    return rebuiltCount === rebuilt && uploadCount === upload;
  });
  if (!isFit) return "counts other lines than it shows";
  const signs = excerpt.hunks.flatMap(({ lines }) => lines.map(({ sign }) => sign));
  const alone = { both: null, upload: "+", rebuilt: "-" }[sides];
  return alone === null || signs.every((sign) => sign === alone) ? null : `shows lines of a side that a finding of ${code2} has not`;
}
function isNormaliser(id) {
  return Object.hasOwn(NORMALISERS, id);
}
function comparisonOf(artifact) {
  const { name, upload, rebuilt, agreement, findings, undecided: undecided2, files } = artifact;
  return {
    upload: { name, size: upload.size, sha256: upload.sha256 },
    rebuilt: rebuilt === null ? null : { name: rebuilt.name, size: rebuilt.size, sha256: rebuilt.sha256 },
    level: agreement,
    findings,
    undecided: undecided2,
    files
  };
}

// src/core/make-report.ts
function makeReport(parts) {
  const [first, ...others] = parts.artifacts;
  const overall = overallVerdict([
    first.decision.verdict,
    ...others.map(({ decision }) => decision.verdict)
  ]);
  return {
    schema: REPORT_SCHEMA,
    tool: { name: "rebuild-gate", version: parts.toolVersion },
    command: parts.command,
    mode: parts.mode,
    createdAt: parts.createdAt.toISOString(),
    verdict: overall.kind,
    level: overall.level,
    exitCode: reportExitCode(
      parts.artifacts.map(({ decision }) => decision.verdict.kind),
      parts.build?.outcome.kind === "failed"
    ),
    source: parts.source === null ? null : sourceReport(parts.source),
    build: parts.build === null ? null : buildReport(parts.build),
    artifacts: withinCap(parts.artifacts.map(artifactReport)),
    accepted: { word: parts.accepted.word, normalisers: [...parts.accepted.normalisers].sort() },
    policy: null,
    notices: parts.notices.map(({ code: code2, message }) => ({ code: code2, message })),
    timings: Object.fromEntries(
      [...parts.timings].map(([stage, milliseconds]) => [stage, Math.round(milliseconds)])
    )
  };
}
function artifactReport(artifact) {
  const { comparison, decision, reason, stability } = artifact;
  const { verdict, findings } = decision;
  const { upload, rebuilt } = comparison;
  return {
    name: upload.name,
    upload: sideReport(upload),
    rebuilt: rebuilt === null ? null : { name: rebuilt.name, ...sideReport(rebuilt) },
    verdict: verdict.kind,
    level: verdict.level,
    agreement: comparison.level,
    reason: reason ?? derivedReason(verdict),
    stability,
    files: { ...comparison.files },
    findings: unacceptedFirst(findings).map(findingReport),
    undecided: comparison.undecided.map(({ code: code2, message, path: path4, side: side2 }) => ({
      code: code2,
      message,
      path: [...path4],
      side: side2
    })),
    remarks: (comparison.remarks ?? []).map(({ code: code2, count, paths }) => ({
      code: code2,
      count,
      paths: [...paths]
    }))
  };
}
function sideReport({ size, sha256, contentSha256 }) {
  return { size, sha256, ...contentSha256 === void 0 ? {} : { contentSha256 } };
}
function derivedReason(verdict) {
  switch (verdict.kind) {
    case "identical":
    case "equivalent":
      return null;
    case "different": {
      const [{ code: code2, path: path4, explanation }] = verdict.rejected;
      return {
        code: code2,
        message: `${path4.join(" ▸ ")}: ${explanation?.because ?? FINDING_CODES[code2].title}`
      };
    }
    case "inconclusive": {
      const [{ code: code2, message }] = verdict.reasons;
      return { code: code2, message };
    }
  }
}
function findingReport(finding2) {
  return {
    code: finding2.code,
    path: [...finding2.path],
    upload: finding2.upload,
    rebuilt: finding2.rebuilt,
    class: finding2.class,
    risk: finding2.risk,
    explanation: finding2.explanation === null ? null : { ...finding2.explanation },
    accepted: finding2.accepted === null ? null : { by: finding2.accepted.by },
    notes: [...finding2.notes],
    excerpt: finding2.excerpt === null ? null : excerptReport(finding2.excerpt)
  };
}
function excerptReport(excerpt) {
  if (excerpt.kind === "bytes") {
    const { upload, rebuilt } = excerpt;
    return { ...excerpt, upload: upload && { ...upload }, rebuilt: rebuilt && { ...rebuilt } };
  }
  return {
    ...excerpt,
    hunks: excerpt.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) => ({ ...line }))
    }))
  };
}
function withinCap(artifacts) {
  let left = EXCERPT_CAPS.perReport;
  const findings = (artifact) => artifact.findings.map((finding2) => {
    left -= finding2.excerpt === null ? 0 : lengthOf(finding2.excerpt);
    return left < 0 ? { ...finding2, excerpt: null } : finding2;
  });
  return artifacts.map((artifact) => ({ ...artifact, findings: findings(artifact) }));
}
function unacceptedFirst(findings) {
  return [
    ...findings.filter(({ accepted }) => accepted === null),
    ...findings.filter(({ accepted }) => accepted !== null)
  ];
}
var END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59) / 1e3;
function sourceReport(source) {
  const { committedAt } = source;
  if (!Number.isInteger(committedAt) || committedAt < 0 || committedAt > END_OF_TIME) {
    throw new SourceError("object-unsupported", {
      expected: "a commit time between 1970 and 9999",
      found: `${String(committedAt)} seconds`,
      next: "Release from a commit with a sound committer date; a build takes its time from it."
    });
  }
  return {
    repository: source.repository,
    objectFormat: source.objectFormat,
    commit: source.commit,
    tree: source.tree,
    treeSha256: source.treeSha256,
    committedAt: new Date(committedAt * 1e3).toISOString(),
    ...source.tag === void 0 ? {} : { tag: { ...source.tag } },
    ...source.submodules === void 0 ? {} : {
      submodules: source.submodules.map((one) => ({
        path: displayPath(one.path),
        repository: one.repository,
        commit: one.commit,
        tree: one.tree,
        treeSha256: one.treeSha256
      }))
    }
  };
}
function buildReport(record) {
  const { plan, sandbox, network, tools, materials, durationMs, outcome } = record;
  return {
    plan: plan.items.map(({ item, value: value2, evidence }) => ({ item, value: value2, evidence })),
    sandbox: {
      requested: sandbox.requested,
      reached: sandbox.reached,
      ...sandbox.limits === void 0 ? {} : { limits: sandbox.limits.map(({ limit, value: value2, by }) => ({ limit, value: value2, by })) }
    },
    network: { requested: network.requested, reached: network.reached },
    tools: Object.fromEntries(tools),
    ...materials === void 0 ? {} : { materials: materials.map(({ path: path4, size, sha256 }) => ({ path: path4, size, sha256 })) },
    durationMs: Math.round(durationMs),
    outcome: outcome.kind === "built" ? {
      kind: "built",
      files: outcome.files.map(({ path: path4, name, size, sha256 }) => ({
        path: path4,
        name,
        size,
        sha256
      }))
    } : {
      kind: "failed",
      reason: outcome.reason,
      detail: outcome.detail,
      logTail: outcome.logTail
    }
  };
}

// src/core/compare/lazy-list.ts
var LazyList = class {
  length;
  #from;
  #make;
  constructor(from, make) {
    this.length = from.length;
    this.#from = from;
    this.#make = make;
  }
  /** undefined behind the end. */
  at(index) {
    const member = this.#from[index];
    return member === void 0 ? void 0 : this.#make(member);
  }
};

// src/core/compare/coverage.ts
var body = ["size", "sha256", "packed"];
var COVERAGE = {
  "file-content": { body: true },
  "gem-checksums-derived": { body: true },
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
  "ar-encoding": { fields: "ar-encoding" },
  "compression-layout": { stream: true },
  "compressor-settings": { fields: "compressor-settings" },
  "gzip-header": { fields: "gzip-header" },
  "gzip-name": { fields: "gzip-name" },
  "gzip-extra": { fields: "gzip-extra" },
  "archive-comment": { fields: "archive-comment" },
  "commit-comment": { fields: "commit-comment" },
  "commit-comment-mismatch": { fields: "commit-comment" }
};
function coverageOf(code2) {
  return COVERAGE[code2] ?? {};
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
  "tar.header-times": field(
    "access and change time behind the prefix in the header, octal, as npm wrote them once",
    "entry-mtime"
  ),
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
  "tar.mode-type": field("`written`: the mode field repeats the type of the entry", "tar-encoding"),
  "tar.pax-charset": field("what a PAX header calls its character set", "tar-encoding"),
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
  // ar
  "ar.uid": field("owner number", "entry-owner"),
  "ar.gid": field("group number", "entry-owner"),
  "ar.name-slash": field("`1`: a slash ends the name", "ar-encoding"),
  "ar.mode-type": field("`none`: the mode does not say that it is a file", "ar-encoding"),
  // gzip
  "gzip.mtime": field("modification time, seconds since 1970", "gzip-header"),
  "gzip.os": field("number of the operating system", "gzip-header"),
  "gzip.xfl": field("number that hints at the level", "gzip-header"),
  "gzip.ftext": field("`1`: content is claimed to be text", "gzip-header"),
  "gzip.fhcrc": field("`1`: the header has a checksum of its own", "gzip-header"),
  "gzip.name": field("file name in the header", "gzip-name"),
  "gzip.comment": field("comment in the header", "gzip-extra"),
  "gzip.extra": field("extra data in the header, hex", "gzip-extra"),
  // zstd
  "zstd.window": field(
    "bytes of the window; absent: the content's own length",
    "compressor-settings"
  ),
  "zstd.size-width": field(
    "bytes in which the content's length is declared; absent: it is not",
    "compressor-settings"
  ),
  "zstd.checksum": field("`1`: the content has a checksum", "compressor-settings"),
  // xz
  "xz.check": field("kind of the check", "compressor-settings"),
  "xz.blocks": field("number of blocks", "compressor-settings"),
  "xz.dictionary": field("bytes of the largest dictionary", "compressor-settings"),
  "xz.sizes": field("`1`: block headers declare sizes", "compressor-settings"),
  // bzip2
  "bzip2.level": field("size of a block in units of 100,000 bytes", "compressor-settings"),
  // zip, the archive
  "zip.comment": field("comment in the end record", "archive-comment"),
  "zip.commit-comment": field(
    "commit id that `git archive` put into the comment",
    "commit-comment"
  ),
  "zip.zip64-end": field("versions in the zip64 end record", "zip-encoding"),
  // zip, an entry
  "zip.made-by-version": field("version of the program that made it", "zip-made-by"),
  "zip.made-by-host": field("system whose attributes it has: 3 Unix, 0 DOS", "zip-encoding"),
  "zip.version-needed": field("version needed to extract", "zip-encoding"),
  "zip.local-version-needed": field(
    "the same in the local record, when it differs",
    "zip-encoding"
  ),
  "zip.local-zip64": field(
    "`repeated`: a zip64 field repeats the sizes; `open`: one leaves them to the descriptor",
    "zip-encoding"
  ),
  "zip.local-early": field(
    "what the local record gives although a descriptor follows",
    "zip-encoding"
  ),
  "zip.entry-comment": field("comment in the directory", "archive-comment"),
  "zip.flags": field("general purpose flags, hex; absent: none", "zip-encoding"),
  "zip.dos-time": field(
    "DOS date and time, hex, when they name no real moment",
    "entry-attributes"
  ),
  "zip.unix-type": field(
    "`none`: the Unix mode has no file type bits; `all`: it has all",
    "zip-encoding"
  ),
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
function fieldOf(fields, key) {
  return fields.get(key);
}

// src/core/compare/unusual-values.ts
var LONGEST_OWNER = 64;
var LONGEST_FRACTION = 20;
var LONGEST_TIME = 17 + LONGEST_FRACTION;
var CONTROL = /[\u0000-\u001f\u007f]/;
var isOddOwner = (value2) => value2.length > LONGEST_OWNER || CONTROL.test(value2);
var isLongTime = (value2) => value2.length > LONGEST_TIME;
var PAX_NAMES = [
  /^(?:.+\/)?PaxHeaders?(?:\.(?:[0-9]+|X))?\/.+$/s,
  /^\.\/\.\/@PaxHeader$/,
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})\.paxheader$/
];
var isOddPaxName = (value2) => {
  if (CONTROL.test(value2)) return true;
  const [name = ""] = value2.split("|", 1);
  if (name.startsWith("/") || name.split("/").includes("..")) return true;
  return !PAX_NAMES.some((pattern) => pattern.test(name));
};
function isNamed(expected2) {
  return (value2) => value2.split("|", 1)[0] !== expected2 || CONTROL.test(value2);
}
var isOddHeaderTime = (value2, { fields, mtime }) => {
  const fraction = fields.get("tar.mtime-fraction") ?? "";
  return !(/^[5-9]/.test(fraction) && mtime !== void 0 && Number(value2) === mtime + 1);
};
var UNUSUAL = /* @__PURE__ */ new Map([
  ["tar.uname", isOddOwner],
  ["tar.gname", isOddOwner],
  ["tar.header-uname", isOddOwner],
  ["tar.header-gname", isOddOwner],
  ["tar.mtime-fraction", (value2) => value2.length > LONGEST_FRACTION],
  ["tar.atime", isLongTime],
  ["tar.ctime", isLongTime],
  ["tar.creation-time", isLongTime],
  ["tar.header-mtime", isOddHeaderTime],
  // Some readers (BusyBox, by its build options) refuse a tar without a magic.
  ["tar.magic", (value2) => value2 === "v7"],
  ["tar.pax-header", isOddPaxName],
  ["tar.gnu-name-header", isNamed("././@LongLink")],
  ["tar.gnu-link-header", isNamed("././@LongLink")],
  ["tar.commit-header", isNamed("pax_global_header")]
]);
function mayBeUnusual(key) {
  return UNUSUAL.has(key);
}
function isUnusual(key, side2) {
  const value2 = side2.fields.get(key);
  return value2 !== void 0 && UNUSUAL.get(key)?.(value2, side2) === true;
}

// src/core/compare/field-findings.ts
function findingCodeOfField(key) {
  return isFieldKey(key) ? FIELDS[key].finding : null;
}
function findingCodeOfValues(key, ...sides) {
  const code2 = findingCodeOfField(key);
  return code2 !== null && sides.some((side2) => isUnusual(key, side2)) ? "entry-attributes" : code2;
}
function coversField(codes, key, side2) {
  if (codes.has(findingCodeOfValues(key, side2))) return true;
  return mayBeUnusual(key) && codes.has("entry-attributes");
}

// src/core/compare/neutralise.ts
var NEUTRAL = "neutralised";
function covered(findings) {
  const container2 = [];
  const entries = /* @__PURE__ */ new Map();
  for (const { at, finding: finding2 } of findings) {
    const coverage = coverageOf(finding2.code);
    if (at === null) {
      container2.push(coverage);
    } else {
      const known = entries.get(at);
      if (known) known.push(coverage);
      else entries.set(at, [coverage]);
    }
  }
  return { container: container2, entries };
}
function neutralFields(of, by) {
  const codes = new Set(by.flatMap((coverage) => coverage.fields ?? []));
  const kept = [...of.fields].filter(([key]) => !coversField(codes, key, of));
  return kept.length === of.fields.size ? of.fields : new Map(kept);
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
    ({ path: path4 }) => !(by.entries.get(path4)?.some(({ presence }) => presence === true) ?? false)
  );
  if (by.container.some(({ order }) => order === true)) {
    kept.sort((one, other) => one.path < other.path ? -1 : 1);
  }
  return {
    ...archive,
    fields: neutralFields(archive, by.container),
    entries: new LazyList(kept, (entry) => {
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
function isStructure(value2) {
  return typeof value2 === "object" && value2 !== null;
}
function isList(value2) {
  return Array.isArray(value2) || value2 instanceof LazyList;
}
function keysOf(value2) {
  return value2 instanceof Map ? [...value2.keys()] : Object.keys(value2);
}
function memberOf(value2, key) {
  if (value2 instanceof Map) return value2.get(key);
  return Object.hasOwn(value2, key) ? Reflect.get(value2, key) : void 0;
}
function differing(one, other, most) {
  const places = [];
  const trail = [];
  const step = (key, left, right) => {
    trail.push(key);
    walk(left, right);
    trail.pop();
  };
  const walkLists = (left, right) => {
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      step(String(at), left.at(at), right.at(at));
      if (places.length >= most) return;
    }
  };
  const walk = (left, right) => {
    if (left === right || places.length >= most) return;
    if (!isStructure(left) || !isStructure(right) || isList(left) !== isList(right)) {
      places.push(trail.join("."));
      return;
    }
    if (isList(left) && isList(right)) {
      walkLists(left, right);
      return;
    }
    for (const key of keysOf(left)) step(String(key), memberOf(left, key), memberOf(right, key));
    for (const key of keysOf(right)) {
      if (memberOf(left, key) === void 0) step(String(key), void 0, memberOf(right, key));
    }
  };
  walk(one, other);
  return places;
}

// src/core/compare/located.ts
function located(context, code2, at, values, notes2 = []) {
  const path4 = at === null ? context.at : [...context.at, displayPath(at)];
  return {
    at,
    finding: {
      code: code2,
      path: path4,
      upload: values.upload,
      rebuilt: values.rebuilt,
      class: null,
      risk: factsOf(code2).risk,
      explanation: null,
      accepted: null,
      notes: notes2,
      excerpt: null
    }
  };
}

// src/core/compare/commit-comment.ts
function commitCommentOf({ fields }) {
  return fieldOf(fields, "tar.commit-comment") ?? fieldOf(fields, "zip.commit-comment") ?? null;
}
function compareComments(upload, rebuilt, context) {
  const values = {
    upload: commitCommentOf(upload),
    rebuilt: commitCommentOf(rebuilt)
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

// src/core/compare/fields.ts
function differingFields(upload, rebuilt) {
  if (upload.fields === rebuilt.fields) return NONE;
  const groups = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...upload.fields.keys(), ...rebuilt.fields.keys()])) {
    if (upload.fields.get(key) === rebuilt.fields.get(key)) continue;
    const code2 = findingCodeOfValues(key, upload, rebuilt);
    if (code2 === null) continue;
    const group = groups.get(code2);
    if (group) group.push(key);
    else groups.set(code2, [key]);
  }
  return groups;
}
var NONE = /* @__PURE__ */ new Map();

// src/core/compare/layers.ts
function sameBytes(one, other) {
  return one.sha256 === other.sha256;
}
function compareLayers(upload, rebuilt, context) {
  const found = /* @__PURE__ */ new Map();
  upload.forEach((layer, at) => {
    for (const other of rebuilt.slice(at, at + 1)) {
      for (const [code2, keys2] of differingFields(layer, other)) {
        const values2 = {
          upload: fieldsValue(layer.fields, keys2),
          rebuilt: fieldsValue(other.fields, keys2)
        };
        found.set(code2, located(context, code2, null, values2));
      }
      if (sameBytes(layer.packed, other.packed)) continue;
      const values = { upload: fileValue(layer.packed), rebuilt: fileValue(other.packed) };
      found.set("compression-layout", located(context, "compression-layout", null, values));
    }
  });
  return [...found.values()];
}

// src/core/compare/link-groups.ts
var MOST_LINKS = 40;
var LinkGroups = class {
  #entries;
  /** By the entry with the body, the last name of the file. */
  #last = /* @__PURE__ */ new Map();
  #hasSymlinks;
  constructor(entries) {
    this.#entries = entries;
    let hasSymlinks = false;
    for (const entry of entries.values()) {
      if (entry.type === "hardlink") this.#last.set(ownerOf(entry), entry);
      if (entry.type === "symlink") hasSymlinks = true;
    }
    this.#hasSymlinks = hasSymlinks;
  }
  /** By the entry with the body, the last name of each file that has several. */
  get lastNames() {
    return this.#last;
  }
  /** The entry itself, the one that its links lead to, and the last name of that one's file; null where it is none. */
  holders(path4) {
    const own = this.#entries.get(path4);
    if (own === void 0) return null;
    const found = own.type === "symlink" && this.#hasSymlinks ? this.#followed(path4) : own;
    const target = this.#entries.get(ownerOf(found)) ?? found;
    return [own, target, this.#last.get(target.path) ?? target];
  }
  /** What a path leads to through symbolic links on any part of it; the link itself where that is not in the archive. */
  #followed(path4) {
    let ahead = path4.split("/");
    let behind2 = [];
    for (let links = 0; ahead.length > 0; ) {
      const [part = "", ...rest] = ahead;
      ahead = rest;
      if (part === "" || part === ".") continue;
      if (part === "..") {
        behind2 = behind2.slice(0, -1);
        continue;
      }
      const here = [...behind2, part];
      const link = this.#entries.get(here.join("/"));
      if (link?.type !== "symlink" || link.linkTarget === null) {
        behind2 = here;
        continue;
      }
      links += 1;
      if (links > MOST_LINKS) break;
      if (link.linkTarget.startsWith("/")) behind2 = [];
      ahead = [...link.linkTarget.split("/"), ...ahead];
    }
    const end = ahead.length === 0 ? behind2.join("/") : path4;
    return this.#entries.get(end) ?? this.#entries.get(path4);
  }
};
function ownerOf({ type, linkTarget, path: path4 }) {
  return type === "hardlink" && linkTarget !== null ? linkTarget : path4;
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
function split(path4) {
  const cut2 = path4.lastIndexOf("/") + 1;
  return { directory: path4.slice(0, cut2), name: path4.slice(cut2) };
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
function recordedSourcesOf(path4) {
  const { directory, name } = split(path4);
  if (!name.endsWith(".pyc")) return [];
  const cache = "__pycache__/";
  if (!directory.endsWith(cache)) return [path4.slice(0, -1)];
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
var CLOCKS = [isNewer, (one, other) => headerTime(one) > headerTime(other)];
var HOLDERS = [0, 1, 2];
var VIEWS = CLOCKS.flatMap((newer) => HOLDERS.map((holder) => ({ newer, holder })));
function outdated(product, prerequisite, side2) {
  const made = side2.holders(product);
  const from = side2.holders(prerequisite);
  return VIEWS.map(
    ({ newer, holder }) => made !== null && from !== null && newer(from[holder], made[holder])
  );
}
function sameTime(one, other) {
  return one.mtime === other.mtime && fractionOf(one) === fractionOf(other) && headerTime(one) === headerTime(other);
}
function hasOtherTime(path4, upload, rebuilt) {
  const left = upload.holders(path4);
  const right = rebuilt.holders(path4);
  if (left === null || right === null) return false;
  return HOLDERS.some((holder) => !sameTime(left[holder], right[holder]));
}
function indexOf(sides) {
  const inside = /* @__PURE__ */ new Map();
  for (const side2 of sides) {
    for (const path4 of side2.keys()) {
      const directory = /^((?:.*\/)?m4)\/[^/]+$/s.exec(path4)?.[1];
      if (directory === void 0) continue;
      const known = inside.get(directory);
      if (known) known.add(path4);
      else inside.set(directory, /* @__PURE__ */ new Set([path4]));
    }
  }
  return {
    has: (path4) => sides.some((side2) => side2.has(path4)),
    within: (directory) => [...inside.get(directory) ?? []]
  };
}
function buildRelevantTimes(upload, rebuilt, tracked2) {
  const notes2 = /* @__PURE__ */ new Map();
  const tell = (path4, note) => {
    const told = notes2.get(path4) ?? [];
    notes2.set(path4, told);
    if (told.length < MOST_NOTES) told.push(note);
  };
  const index = indexOf([upload, rebuilt]);
  const inUpload = new LinkGroups(upload);
  const inRebuild = new LinkGroups(rebuilt);
  for (const path4 of /* @__PURE__ */ new Set([...upload.keys(), ...rebuilt.keys()])) {
    for (const source of recordedSourcesOf(path4)) {
      if (!hasOtherTime(source, inUpload, inRebuild)) continue;
      tell(
        source,
        `${displayPath(path4)} may hold the time of this file, and runs only while it does`
      );
    }
    if (tracked2?.has(path4) === true) continue;
    for (const prerequisite of prerequisitesOf(path4, index)) {
      if (!index.has(prerequisite)) continue;
      const left = outdated(path4, prerequisite, inUpload);
      const right = outdated(path4, prerequisite, inRebuild);
      const view = left.findIndex((stale, which) => stale !== right[which]);
      if (view < 0) continue;
      const where = left[view] === true ? "upload" : "rebuild";
      tell(
        path4,
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
  const whole2 = timeValue(entry.mtime);
  return fraction === "" ? whole2 : `${whole2} + 0.${fraction} s`;
}
function times(entry, keys2) {
  const more = keys2.filter((key) => key !== "tar.mtime-fraction");
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
  for (const [code2, keys2] of fields) {
    if (code2 === "entry-mtime") continue;
    found.push([
      code2 === "entry-owner" && isPrivileged(upload, rebuilt) ? "entry-owner-privileged" : code2,
      fieldsValue(upload.fields, keys2),
      fieldsValue(rebuilt.fields, keys2)
    ]);
  }
  return found;
}
function compareEntries(upload, rebuilt, context) {
  const inUpload = byPath(upload);
  const inRebuild = byPath(rebuilt);
  const relevantTimes = buildRelevantTimes(inUpload, inRebuild, context.tracked);
  const found = [];
  for (const path4 of /* @__PURE__ */ new Set([...inUpload.keys(), ...inRebuild.keys()])) {
    const left = inUpload.get(path4);
    const right = inRebuild.get(path4);
    const notes2 = () => entryNotes(path4, left, right);
    const add = ([code2, upload2, rebuilt2], more = []) => {
      found.push(located(context, code2, path4, { upload: upload2, rebuilt: rebuilt2 }, [...more, ...notes2()]));
    };
    const timeNotes = relevantTimes.get(path4);
    if (timeNotes) {
      const values = [left ? time(left) : null, right ? time(right) : null];
      add(["entry-mtime-build-relevant", ...values], timeNotes);
    }
    if (left && right) {
      for (const difference2 of substance(left, right)) add(difference2);
      for (const difference2 of labels(left, right, timeNotes !== void 0)) add(difference2);
    } else if (left) {
      add(["entry-only-in-upload", entryValue(left), null]);
    } else if (right) {
      add(["entry-only-in-rebuild", null, entryValue(right)]);
    }
  }
  return found;
}

// src/core/compare/manifest-findings.ts
function compareManifests(context) {
  const { manifest: manifest2 } = context;
  if (!manifest2?.upload || !manifest2.rebuilt) return { findings: [], undecided: [] };
  const { upload, rebuilt, unchecked } = manifest2;
  return {
    findings: shared(upload, rebuilt).map((problem) => finding(problem, context)),
    undecided: [
      ...undecided(upload.undecidable, "upload", unchecked, context),
      ...undecided(rebuilt.undecidable, "rebuilt", unchecked, context)
    ]
  };
}
function shared(left, right) {
  const pairs = /* @__PURE__ */ new Map();
  const key = ({ code: code2, at }) => `${code2} ${at ?? ""}`;
  for (const problem of left.problems) pairs.set(key(problem), { problem, upload: problem });
  for (const problem of right.problems) {
    pairs.set(key(problem), { problem, ...pairs.get(key(problem)), rebuilt: problem });
  }
  return [...pairs.values()];
}
function finding(shared2, context) {
  const says = (of) => of === void 0 ? null : bounded(of.says);
  const values = { upload: says(shared2.upload), rebuilt: says(shared2.rebuilt) };
  const { code: code2, at } = shared2.problem;
  return located(context, code2, at, values, notes(shared2));
}
function notes({ upload, rebuilt }) {
  return [
    ...upload ? [`in the upload, ${upload.note}`] : [],
    ...rebuilt ? [`in the rebuild, ${rebuilt.note}`] : []
  ];
}
function undecided(messages, side2, code2, context) {
  return [...new Set(messages)].map((message) => ({ code: code2, message, path: context.at, side: side2 }));
}

// src/core/compare/order.ts
var SHOWN2 = 5;
var LEADING_MEMBERS = ["mimetype", "META-INF", "META-INF/MANIFEST.MF"];
var PLACED = /^(?:mimetype|META-INF\/(?:MANIFEST\.MF|INDEX\.LIST|SIG-[^/]*|[^/]+\.(?:SF|RSA|DSA|EC)))$/i;
var OWNER_FIELDS = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"];
function placed(model) {
  const paths = model.entries.map(({ path: path4 }) => path4);
  return paths.slice(0, paths.findLastIndex((path4) => PLACED.test(path4)) + 1);
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
function disputedFiles(upload, rebuilt) {
  const lastNames = ({ entries }) => new LinkGroups(new Map(entries.map((entry) => [entry.path, entry]))).lastNames;
  const others = lastNames(rebuilt);
  return [...lastNames(upload)].filter(([path4, last]) => {
    const other = others.get(path4);
    if (other === void 0 || other.path === last.path) return false;
    return last.mode !== other.mode || isPrivileged(last) && ownerOf2(last) !== ownerOf2(other);
  }).map(([path4]) => path4);
}
function ownerOf2({ fields }) {
  return OWNER_FIELDS.map((key) => fields.get(key) ?? "").join("\n");
}
function significant(upload, rebuilt) {
  const notes2 = [];
  if (upload.format === "zip") {
    const left = placed(upload);
    const right = placed(rebuilt);
    const at = left.findIndex((path4, here) => path4 !== right[here]);
    if (at >= 0 || left.length !== right.length) {
      const last = left.at(-1) ?? right.at(-1);
      notes2.push(
        `readers look at what stands before ${last === void 0 ? "it" : pathValue(last)}`
      );
    }
  }
  if (upload.format === "ar") notes2.push("readers of ar go by the place of a member");
  const [disputed] = disputedFiles(upload, rebuilt);
  if (disputed !== void 0) {
    notes2.push(`another name of ${pathValue(disputed)} comes last and has other permissions`);
  }
  const [early] = [...earlyLinks(upload), ...earlyLinks(rebuilt)];
  if (early !== void 0) notes2.push(`a hard link stands before its target: ${pathValue(early)}`);
  return notes2;
}
function names(paths, from) {
  const shown3 = paths.slice(from, from + SHOWN2).map(pathValue);
  const rest = paths.length - from - shown3.length;
  return bounded(`${shown3.join(", ")}${rest > 0 ? `, … (${String(rest)} more)` : ""}`);
}
function compareOrder(upload, rebuilt, context) {
  const inRebuild = positions(rebuilt.entries);
  const inUpload = positions(upload.entries);
  const left = upload.entries.map(({ path: path4 }) => path4).filter((path4) => inRebuild.has(path4));
  const right = rebuilt.entries.map(({ path: path4 }) => path4).filter((path4) => inUpload.has(path4));
  const first = left.findIndex((path4, at) => path4 !== right[at]);
  if (first < 0) return null;
  const moved = left.filter((path4, at) => path4 !== right[at]).length;
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
  const manifest2 = compareManifests(context);
  const findings = byRisk([...found, ...manifest2.findings].map(({ finding: finding2 }) => finding2));
  return {
    ...sides,
    level: manifest2.undecided.length > 0 ? null : agreementOf(findings),
    findings,
    undecided: manifest2.undecided,
    files: counts(upload, rebuilt),
    ...upload.kind === "archive" && rebuilt.kind === "archive" ? { remarks: entryRemarks(upload.archive, rebuilt.archive) } : {}
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
  const code2 = context.isDerived === true ? "gem-checksums-derived" : "file-content";
  return [located(context, code2, null, values)];
}
function insideArchives(upload, rebuilt, context) {
  const left = upload.archive;
  const right = rebuilt.archive;
  const found = [...compareEntries(left, right, context)];
  const order = compareOrder(left, right, context);
  if (order) found.push(order);
  for (const [code2, keys2] of differingFields(left, right)) {
    if (code2 === "commit-comment") continue;
    const values = {
      upload: fieldsValue(left.fields, keys2),
      rebuilt: fieldsValue(right.fields, keys2)
    };
    found.push(located(context, code2, null, values));
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

// src/core/explain/commit-paths.ts
var NOWHERE = "";
function commitPaths(entries, tree, subdirectory) {
  const front = subdirectory === "" ? "" : `${subdirectory}/`;
  const top = singleTopFolder(entries);
  const stripped2 = top !== "" && tracked(entries, tree, front, "") > tracked(entries, tree, front, top) ? "" : top;
  return { stripped: stripped2, of: (path4) => mapped(path4, front, stripped2) };
}
function mapped(path4, front, stripped2) {
  return path4.startsWith(stripped2) ? `${front}${path4.slice(stripped2.length)}` : null;
}
function tracked(entries, tree, front, stripped2) {
  let count = 0;
  for (const entry of entries) {
    if (tree.files.has(mapped(entry.path, front, stripped2) ?? NOWHERE)) count += 1;
  }
  return count;
}
function singleTopFolder(entries) {
  let top = null;
  for (const { path: path4, type } of entries) {
    const slash = path4.indexOf("/");
    if (slash === -1 && type !== "directory") return "";
    const first = slash === -1 ? path4 : path4.slice(0, slash);
    if (top !== null && top !== first) return "";
    top = first;
  }
  return top === null ? "" : `${top}/`;
}
function trackedEntries(entries, tree, subdirectory) {
  const paths = commitPaths(entries, tree, subdirectory);
  const found = /* @__PURE__ */ new Set();
  for (const { path: path4, type } of entries) {
    if (type !== "directory" && tree.files.has(paths.of(path4) ?? NOWHERE)) found.add(path4);
  }
  return found;
}
function pathsBySha256(tree) {
  return Map.groupBy(tree.files.keys(), (path4) => tree.files.get(path4)?.sha256 ?? "");
}
function isTrackedAs(type, sha256, file) {
  const kind = file.mode === "120000" ? "symlink" : file.mode === "160000" ? null : "file";
  return kind === type && sha256 !== null && (sha256 === file.sha256 || sha256 === file.lfs?.sha256);
}

// src/core/git/path-rules.ts
var IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
function unsafeName(name) {
  if (name === "") return "an empty name";
  if (name === "." || name === "..") return `the name "${name}"`;
  if (name.includes("/")) return "a slash inside a name";
  if (opensGitFolder(name)) return "a name that some file systems read as .git";
  return null;
}
function opensGitFolder(path4) {
  return path4.split(/[/\\]/).some(isGitFolder);
}
function isGitFolder(part) {
  const visible = isUtf8(part) ? new TextDecoder().decode(pathToBytes(part)).replace(IGNORED_BY_HFS, "") : part;
  const folded = visible.toLowerCase().replace(/:.*$/s, "").replace(/[. ]+$/, "");
  return folded === ".git" || folded === "git~1";
}
function foldedDuplicate(paths) {
  const seen = /* @__PURE__ */ new Map();
  for (const path4 of paths) {
    for (const prefix of prefixes(path4)) {
      const folded = new TextDecoder().decode(pathToBytes(prefix)).normalize("NFC").toLowerCase();
      const other = seen.get(folded);
      if (other !== void 0 && other !== prefix) return [other, prefix];
      seen.set(folded, prefix);
    }
  }
  return null;
}
function* prefixes(path4) {
  for (let at = path4.indexOf("/"); at >= 0; at = path4.indexOf("/", at + 1)) {
    yield path4.slice(0, at);
  }
  yield path4;
}

// src/core/compare/with-commit.ts
var FOREIGN_BITS = 3586;
var EXECUTABLE = 73;
var NO_FORMS = /* @__PURE__ */ new Map();
function changedPaths(reading, tree, subdirectory) {
  if (reading.kind !== "archive") return [];
  const { entries } = reading.archive;
  const paths = commitPaths(entries, tree, subdirectory);
  const targets = new Map(entries.map((entry) => [entry.path, entry]));
  return entries.flatMap((entry) => {
    const path4 = paths.of(entry.path);
    const tracked2 = path4 === null ? void 0 : tree.files.get(path4);
    if (path4 === null || !isBlob(tracked2) || entry.type === "directory") return [];
    return isTracked(entry, digestOf(entry, targets), tracked2) ? [] : [path4];
  });
}
function compareWithCommit(parts) {
  const { name, reading } = parts;
  const upload = { name, size: reading.file.size, sha256: reading.file.sha256 };
  const nothing = { rebuilt: null, level: null, files: {} };
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    const undecided2 = [undecidedBy(reading.refusal, "upload", [name])];
    return { ...nothing, upload, findings: [], undecided: undecided2 };
  }
  if (reading.kind === "opaque" && reading.layers.length > 0) {
    const values = { upload: fileValue(reading.file), rebuilt: null };
    const { finding: finding2 } = located({ at: [name] }, "not-rebuilt", null, values);
    return { ...nothing, upload, findings: [finding2], undecided: [] };
  }
  const model = reading.kind === "archive" ? reading.archive : null;
  const content = reading.kind === "opaque" ? reading.content : reading.archive.content;
  const found = model === null ? lookUpFile(parts) : lookUpEntries(model, parts);
  const { inCommit, others } = found;
  const whole2 = inCommit > 0 ? [container(parts, model, found)] : [];
  return {
    ...nothing,
    upload: { ...upload, contentSha256: content.sha256 },
    findings: byRisk([...found.findings, ...whole2].map(({ finding: finding2 }) => finding2)),
    undecided: inCommit > 0 || found.findings.length > 0 ? [] : [
      {
        code: "no-evidence",
        message: "the archive has no files",
        path: [name],
        side: "upload"
      }
    ],
    files: {
      ...inCommit > 0 ? { "in-commit": inCommit } : {},
      ...others > 0 ? { unexplained: others } : {}
    }
  };
}
function container({ name, reading, tree }, model, { inCommit, mapped: mapped2 }) {
  const notes2 = [
    `${String(inCommit)} files are in commit ${tree.commit}`,
    ...[...mapped2].map(
      ([because, count]) => `${String(count)} of them as the commit's ${because} writes them`
    ),
    ...model === null ? [] : ["times, owners, order and compression were compared with nothing"]
  ];
  const values = { upload: fileValue(reading.file), rebuilt: null };
  return classed(
    located({ at: [name] }, "container-not-rebuilt", null, values, notes2),
    "in-commit"
  );
}
function classed(of, evidenceClass) {
  return { at: of.at, finding: { ...of.finding, class: evidenceClass } };
}
function lookUpFile({ name, reading, tree, subdirectory }) {
  const path4 = pathFromText(name);
  const own = subdirectory === "" ? path4 : `${subdirectory}/${path4}`;
  const tracked2 = tree.files.get(own);
  const values = { upload: fileValue(reading.file), rebuilt: trackedValue(tracked2) };
  if (isBlob(tracked2) && tracked2.sha256 === reading.file.sha256) {
    return { inCommit: 1, others: 0, mapped: /* @__PURE__ */ new Map(), findings: [] };
  }
  const code2 = tracked2 === void 0 ? "not-rebuilt" : "tracked-file-changed";
  const notes2 = tracked2 === void 0 ? elsewhere(tree, reading.file.sha256) : [];
  const found = [located({ at: [name] }, code2, null, values, notes2)];
  return { inCommit: 0, others: 1, mapped: /* @__PURE__ */ new Map(), findings: found };
}
function lookUpEntries(model, parts) {
  const { name, tree, subdirectory, archiveForms = NO_FORMS } = parts;
  const mapped2 = /* @__PURE__ */ new Map();
  const paths = commitPaths(model.entries, tree, subdirectory);
  const targets = new Map(model.entries.map((entry) => [entry.path, entry]));
  const places = pathsBySha256(tree);
  const directories = directoriesOf(tree);
  const context = { at: [name] };
  const findings = [...commentFindings(model, tree, context)];
  let inCommit = 0;
  let others = 0;
  for (const entry of model.entries) {
    const add = (code2, rebuilt, notes2 = []) => {
      const values = {
        upload: code2 === "entry-mode" ? modeValue(entry.mode) : entryValue(entry),
        rebuilt
      };
      findings.push(
        located(context, code2, entry.path, values, [
          ...notes2,
          ...entryNotes(entry.path, entry, void 0)
        ])
      );
    };
    if (opensGitFolder(entry.path)) {
      add("git-folder-in-upload", null);
      if (entry.type !== "directory") others += 1;
      continue;
    }
    const path4 = paths.of(entry.path);
    const tracked2 = path4 === null ? void 0 : tree.files.get(path4);
    const foreign = foreignMode(entry, tracked2);
    if (foreign !== null) add("entry-mode", foreign);
    if (entry.type === "directory") {
      if (isForeignFolder(path4, directories)) add("not-rebuilt", null);
      continue;
    }
    const digest = digestOf(entry, targets);
    const forms = path4 === null ? void 0 : archiveForms.get(path4);
    const place = placeOf(entry, digest, tracked2, forms);
    if (place.kind === "in-commit") {
      inCommit += 1;
      if (place.form !== null) mapped2.set(place.form, (mapped2.get(place.form) ?? 0) + 1);
      continue;
    }
    others += 1;
    if (place.kind === "absent") add("not-rebuilt", null, elsewhereIn(places, digest));
    else add("tracked-file-changed", trackedValue(tracked2));
  }
  return { inCommit, others, mapped: mapped2, findings };
}
function commentFindings(model, { commit }, context) {
  const comment = commitCommentOf(model);
  if (comment === null || comment === commit) return [];
  const values = { upload: comment, rebuilt: commit };
  return [located(context, "commit-comment-mismatch", null, values)];
}
function isForeignFolder(path4, directories) {
  return path4 !== null && path4 !== "." && !directories.has(path4);
}
function placeOf(entry, digest, tracked2, forms) {
  if (tracked2 === void 0) return { kind: "absent" };
  if (isTracked(entry, digest, tracked2)) return { kind: "in-commit", form: null };
  const form = entry.type === "symlink" || digest === null ? void 0 : forms?.get(digest);
  return form === void 0 ? { kind: "changed" } : { kind: "in-commit", form };
}
function directoriesOf({ files }) {
  const found = /* @__PURE__ */ new Set();
  for (const [path4, { mode }] of files) {
    if (mode === "160000") found.add(path4);
    for (let at = path4.lastIndexOf("/"); at > 0; at = path4.lastIndexOf("/", at - 1)) {
      const folder = path4.slice(0, at);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}
function isBlob(file) {
  return file !== void 0 && file.mode !== "120000" && file.sha256 !== null;
}
function digestOf(entry, entries) {
  if (entry.linkTarget === null) return entry.sha256;
  if (entry.type === "hardlink") return entries.get(entry.linkTarget)?.sha256 ?? null;
  return sha256Hex(pathToBytes(entry.linkTarget));
}
function isTracked(entry, digest, tracked2) {
  const isLink = entry.type === "symlink";
  if (isLink !== (tracked2.mode === "120000") || digest === null) return false;
  return digest === tracked2.sha256 || digest === tracked2.lfs?.sha256;
}
function foreignMode(entry, tracked2) {
  if (entry.mode === null || entry.type === "symlink") return null;
  const isExecutable3 = (entry.mode & EXECUTABLE) !== 0;
  const wanted = entry.type === "directory" || tracked2?.mode === "100755" ? 493 : 420;
  const mustBeExecutable = tracked2 === void 0 ? isExecutable3 : (wanted & EXECUTABLE) !== 0;
  const isForeign = (entry.mode & FOREIGN_BITS) !== 0;
  const differs = entry.type === "file" && isExecutable3 !== mustBeExecutable;
  return isForeign || differs ? modeValue(wanted) : null;
}
function trackedValue(tracked2) {
  if (tracked2 === void 0) return null;
  return tracked2.sha256 === null ? `submodule ${tracked2.objectId}` : { size: tracked2.size, sha256: tracked2.sha256 };
}
function elsewhere(tree, digest) {
  return elsewhereIn(pathsBySha256(tree), digest);
}
function elsewhereIn(places, digest) {
  const [place] = (digest === null ? void 0 : places.get(digest)) ?? [];
  return place === void 0 ? [] : [`the commit has the same bytes at ${displayPath(place)}`];
}

// src/core/self-check.ts
function markUnstable(comparison, again) {
  if (again.undecided.length > 0) return { comparison, stability: null };
  const disagreeing = again.findings.filter((finding2) => finding2.accepted === null);
  if (disagreeing.length === 0) return { comparison, stability: "stable" };
  const places = new Set(disagreeing.map(placeOf2));
  const moved = /* @__PURE__ */ new Map();
  const findings = comparison.findings.map((finding2) => {
    const place = placeOf2(finding2);
    if (finding2.accepted !== null || !places.has(place)) return finding2;
    if (!moved.has(place)) moved.set(place, finding2.class);
    return { ...finding2, class: "unstable" };
  });
  return {
    comparison: { ...comparison, findings, files: recount(comparison.files, [...moved.values()]) },
    stability: "unstable"
  };
}
function placeOf2(finding2) {
  return JSON.stringify(finding2.path.slice(1));
}
function recount(counts2, from) {
  const next = new Map(Object.entries(counts2));
  const add = (to, by) => next.set(to, (next.get(to) ?? 0) + by);
  for (const left of from) {
    if (left === null) continue;
    add(left, -1);
    add("unstable", 1);
  }
  return Object.fromEntries([...next].filter(([, count]) => count !== 0));
}

// src/core/compare/gem-checksums.ts
import { hash } from "node:crypto";
var GEM_CHECKSUMS = pathFromText("checksums.yaml.gz");
var EXEMPT = /* @__PURE__ */ new Set([
  "checksums.yaml.gz",
  "checksums.yaml.gz.sig",
  "metadata.gz.sig",
  "data.tar.gz.sig"
]);
function gemMembers(archive) {
  return archive.entries.filter(({ path: path4 }) => !EXEMPT.has(path4));
}
function readGemChecksums(text) {
  const lines = new TextDecoder("latin1").decode(text).split("\n");
  if (lines.shift() !== "---" || lines.pop() !== "") return null;
  const sections = /* @__PURE__ */ new Map();
  for (const line of lines) {
    if (!addLine(sections, line)) return null;
  }
  const isFilled = [...sections.values()].every(({ size }) => size > 0);
  return sections.size > 0 && isFilled ? sections : null;
}
function addLine(sections, line) {
  const [, algorithm] = /^([A-Z0-9]+):$/.exec(line) ?? [];
  if (algorithm !== void 0) {
    if (sections.has(algorithm)) return false;
    sections.set(algorithm, /* @__PURE__ */ new Map());
    return true;
  }
  const row2 = /^ {2}([\w.-]+): ('?)([0-9a-f]+)\2$/.exec(line);
  const rows = [...sections.values()].at(-1);
  if (row2 === null || rows === void 0) return false;
  const [, name = "", , digest = ""] = row2;
  const path4 = pathFromText(name);
  if (rows.has(path4)) return false;
  rows.set(path4, digest);
  return true;
}
function checkGemChecksums({ archive, text, bodies }) {
  const at = GEM_CHECKSUMS;
  if (!archive.entries.some(({ path: path4, type }) => path4 === at && type === "file")) {
    const note = "there is no checksums.yaml.gz";
    return only({ code: "gem-checksums-missing", at: null, says: "nothing", note });
  }
  if (text === null) {
    return { problems: [], undecidable: ["checksums.yaml.gz could not be read"] };
  }
  const checksums = readGemChecksums(text);
  if (checksums === null) {
    const note = "it is not what RubyGems writes";
    return only({ code: "gem-checksums-malformed", at, says: "", note });
  }
  if (!checksums.has("SHA256") && !checksums.has("SHA512")) {
    const says = [...checksums.keys()].join(", ");
    const note = "it gives neither SHA256 nor SHA512";
    return only({ code: "gem-checksums-malformed", at, says, note });
  }
  return checkRows(checksums, archive, bodies);
}
function only(problem) {
  return { problems: [problem], undecidable: [] };
}
function checkRows(checksums, archive, bodies) {
  const problems = [];
  const undecidable = [];
  const entries = new Map(archive.entries.map((entry) => [entry.path, entry]));
  for (const [algorithm, rows] of checksums) {
    for (const [path4, digest] of rows) {
      const says = `${algorithm} ${digest}`;
      const entry = entries.get(path4);
      if (entry === void 0) {
        const note = "there is no such member";
        problems.push({ code: "gem-checksums-absent-file", at: path4, says, note });
        continue;
      }
      const has = digestOf2(entry, algorithm, bodies.get(path4));
      if (has === null) undecidable.push(`${algorithm} of ${path4} cannot be computed`);
      else if (has !== digest) {
        const note = `the member has ${algorithm} ${has}`;
        problems.push({ code: "gem-checksums-mismatch", at: path4, says, note });
      }
    }
    for (const { path: path4 } of gemMembers(archive)) {
      if (rows.has(path4)) continue;
      const note = `it has no ${algorithm}`;
      problems.push({ code: "gem-checksums-unlisted", at: path4, says: "nothing", note });
    }
  }
  return { problems, undecidable };
}
function digestOf2(entry, algorithm, body2) {
  if (entry.sha256 === null) return "of no file";
  if (algorithm === "SHA256") return entry.sha256;
  if (body2 === void 0 || algorithm !== "SHA512" && algorithm !== "SHA1") return null;
  return hash(algorithm.toLowerCase(), body2, "hex");
}
function followsFromMembers(upload, rebuilt) {
  const lists = [upload, rebuilt].map((side2) => {
    const { problems, undecidable } = checkGemChecksums(side2);
    if (problems.length > 0 || undecidable.length > 0 || side2.text === null) return null;
    const sections = [...readGemChecksums(side2.text) ?? []];
    return JSON.stringify(sections.map(([algorithm, rows]) => [algorithm, [...rows.keys()]]));
  });
  return lists[0] !== null && lists[0] === lists[1];
}

// src/core/compare/csv.ts
var MOST_COLUMNS = 8;
function* csvRows(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    yield null;
    return;
  }
  let row2 = [];
  let isOpen = false;
  for (let at = 0; at < text.length || isOpen; ) {
    const field2 = text[at] === '"' ? quoted(text, at) : plain(text, at);
    const next = field2 === null ? null : text[field2.end] === "," ? field2.end + 1 : lineEnd(text, field2.end);
    if (field2 === null || next === null) {
      yield null;
      return;
    }
    if (row2.length < MOST_COLUMNS) row2.push(field2.value);
    isOpen = text[field2.end] === ",";
    at = next;
    if (isOpen) continue;
    if (row2.length > 1 || row2[0] !== "") yield row2;
    row2 = [];
  }
}
function plain(text, start) {
  const run = /[^",\r\n]*/y;
  run.lastIndex = start;
  const value2 = run.exec(text)?.[0] ?? "";
  return { value: value2, end: start + value2.length };
}
function quoted(text, start) {
  for (let at = start + 1; ; ) {
    const close = text.indexOf('"', at);
    if (close < 0) return null;
    if (text[close + 1] !== '"') {
      return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
    }
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
  return model.entries.map(({ path: path4 }) => path4).filter((path4) => /^[^/]+\.dist-info\/RECORD$/.test(path4));
}
function isExempt(path4, record) {
  return path4 === record || path4 === `${record}.jws` || path4 === `${record}.p7s`;
}
var MOST_PROBLEMS = 1e4;
function checkRecord(model, body2) {
  const [record, second] = recordPaths(model);
  if (record === void 0) {
    return only2({
      code: "wheel-record-missing",
      at: null,
      says: "nothing",
      note: "there is no RECORD"
    });
  }
  if (second !== void 0) {
    return only2({
      code: "wheel-record-duplicate",
      at: second,
      says: "a second RECORD",
      note: "this is another RECORD"
    });
  }
  if (body2 === null) return { problems: [], undecidable: ["RECORD is too large to be checked"] };
  return checkRows2(model, record, body2);
}
function only2(problem) {
  return { problems: [problem], undecidable: [] };
}
function checkRows2(model, record, body2) {
  const problems = [];
  const undecidable = [];
  const malformed = { code: "wheel-record-malformed", at: record };
  const files = new Map(
    model.entries.filter(({ type }) => type !== "directory").map((entry) => [entry.path, entry])
  );
  const listed2 = /* @__PURE__ */ new Set();
  for (const fields of csvRows(body2)) {
    if (fields === null) return only2({ ...malformed, says: "", note: "it is no CSV in UTF-8" });
    if (problems.length >= MOST_PROBLEMS) {
      const note = `more than ${String(MOST_PROBLEMS)} things are wrong; the rest was not looked at`;
      return { problems: [...problems, { ...malformed, says: "", note }], undecidable };
    }
    const row2 = rowOf(fields);
    if (row2 === null) {
      const says = fields.join(",");
      problems.push({ ...malformed, says, note: "a row has not three columns" });
      continue;
    }
    if (listed2.has(row2.path)) {
      const says = `${row2.hash},${row2.size}`;
      problems.push({
        code: "wheel-record-duplicate",
        at: row2.path,
        says,
        note: "it is listed twice"
      });
    }
    listed2.add(row2.path);
    const entry = files.get(row2.path);
    if (entry === void 0) {
      const says = `${row2.hash},${row2.size}`;
      problems.push({
        code: "wheel-record-absent-file",
        at: row2.path,
        says,
        note: "there is no such file"
      });
    } else if (!isExempt(row2.path, record)) {
      problems.push(...checkRow(row2, entry, undecidable));
    }
  }
  for (const path4 of files.keys()) {
    if (listed2.has(path4) || isExempt(path4, record)) continue;
    problems.push({
      code: "wheel-record-unlisted",
      at: path4,
      says: "nothing",
      note: "it is not listed"
    });
  }
  return { problems, undecidable };
}
function rowOf(fields) {
  const [path4 = "", hash2 = "", size = ""] = fields;
  if (fields.length !== 3 || path4 === "") return null;
  return { path: pathFromText(path4), hash: hash2, size };
}
function expected(entry) {
  if (entry.sha256 !== null) return { size: entry.size, sha256: entry.sha256 };
  const target = pathToBytes(entry.linkTarget ?? "");
  return { size: target.length, sha256: sha256Hex(target) };
}
function checkRow(row2, entry, undecidable) {
  const problems = [];
  const has = expected(entry);
  const [algorithm, value2, ...more] = row2.hash.split("=");
  if ((algorithm === "sha384" || algorithm === "sha512") && value2 !== void 0 && more.length === 0) {
    undecidable.push(`RECORD gives a ${algorithm} hash, which is not checked`);
  } else if (row2.hash !== `sha256=${urlSafeBase64(has.sha256)}`) {
    const note = `the file has sha256=${urlSafeBase64(has.sha256)}`;
    problems.push({ code: "wheel-record-hash", at: row2.path, says: row2.hash, note });
  }
  if (row2.size !== String(has.size)) {
    const note = `the file has ${String(has.size)} bytes`;
    problems.push({ code: "wheel-record-size", at: row2.path, says: row2.size, note });
  }
  return problems;
}
function urlSafeBase64(digest) {
  const bytes = digest.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

// src/app/package-manifest.ts
var LARGEST_RECORD = 32 * 1024 * 1024;
var LARGEST_CHECKSUMS = 64 * 1024;
var LARGEST_MEMBER = 64 * 1024 * 1024;
async function packageManifest(reader, pair, inside, name) {
  if (/\.whl$/i.test(name)) return wheelManifest(reader, pair, inside);
  if (/\.gem$/i.test(name)) return gemManifest(reader, pair, inside);
  return null;
}
async function wheelManifest(reader, pair, inside) {
  const check = async (side2) => {
    const archive = archiveOf(pair[side2]);
    if (archive === null) return null;
    const [path4, ...more] = recordPaths(archive);
    if (path4 === void 0 || more.length > 0) return checkRecord(archive, null);
    const wanted = /* @__PURE__ */ new Set([path4]);
    const bodies = await reader.bodies(side2, inside, archive, wanted, LARGEST_RECORD);
    return checkRecord(archive, bodies.get(path4) ?? null);
  };
  const checks = { upload: await check("upload"), rebuilt: await check("rebuilt") };
  return { checks: { ...checks, unchecked: "wheel-record-unchecked" }, derived: null };
}
async function gemManifest(reader, pair, inside) {
  const checksums = await reader.read([...inside, GEM_CHECKSUMS]);
  const side2 = async (which) => {
    const archive = archiveOf(pair[which]);
    if (archive === null) return null;
    const place = [...inside, GEM_CHECKSUMS];
    const text = await reader.content(which, place, checksums[which], LARGEST_CHECKSUMS);
    const wanted = new Set(gemMembers(archive).map(({ path: path4 }) => path4));
    const bodies = await reader.bodies(which, inside, archive, wanted, LARGEST_MEMBER);
    return { archive, text, bodies };
  };
  const upload = await side2("upload");
  const rebuilt = await side2("rebuilt");
  return {
    checks: {
      upload: upload && checkGemChecksums(upload),
      rebuilt: rebuilt && checkGemChecksums(rebuilt),
      unchecked: "gem-checksums-unchecked"
    },
    derived: upload && rebuilt && followsFromMembers(upload, rebuilt) ? GEM_CHECKSUMS : null
  };
}
function archiveOf(reading) {
  return reading.kind === "archive" ? reading.archive : null;
}

// src/core/compare/shared-entries.ts
function sharingEntries(first, second) {
  if (first.kind !== "archive" || second.kind !== "archive") return second;
  const isSame = newFieldsJudge();
  const entries = second.archive.entries.map((entry, at) => {
    const twin = first.archive.entries[at];
    if (twin?.path !== entry.path || !isSame(twin.fields, entry.fields)) return entry;
    return isEqual(twin, entry) ? twin : { ...entry, path: twin.path, fields: twin.fields };
  });
  return { ...second, archive: { ...second.archive, entries } };
}
function isEqual(one, other) {
  return one.type === other.type && one.mode === other.mode && one.size === other.size && one.sha256 === other.sha256 && one.linkTarget === other.linkTarget && one.mtime === other.mtime && one.packed?.size === other.packed?.size && one.packed?.sha256 === other.packed?.sha256;
}
function newFieldsJudge() {
  const known = /* @__PURE__ */ new Map();
  return (one, other) => {
    const ofOne = known.get(one) ?? /* @__PURE__ */ new Map();
    known.set(one, ofOne);
    const same = ofOne.get(other) ?? isSameFields(one, other);
    ofOne.set(other, same);
    return same;
  };
}
function isSameFields(one, other) {
  if (one.size !== other.size) return false;
  const others = [...other];
  return [...one].every(([key, value2], at) => others[at]?.[0] === key && others[at][1] === value2);
}

// src/app/body-groups.ts
function inGroups(paths, sizeOf, most) {
  const groups = [];
  let room = 0;
  for (const path4 of paths) {
    const size = sizeOf(path4);
    const group = groups.at(-1);
    if (group && size <= room) {
      group.push(path4);
      room -= size;
    } else {
      groups.push([path4]);
      room = most - size;
    }
  }
  return groups;
}

// src/app/pair-reader.ts
var SNIFFED_AT_ONCE = 64 * 1024 * 1024;
var WHOLE = pathFromText("");
var PairReader = class {
  #request;
  #files;
  #signal;
  constructor(request, files, signal) {
    this.#request = request;
    this.#files = files;
    this.#signal = signal;
  }
  async read(inside) {
    const { upload, rebuilt, limits } = this.#request;
    const read = ({ file }) => this.#files.read(file, inside, limits, this.#signal);
    const [first, second] = await Promise.allSettled([read(upload), read(rebuilt)]);
    const reading = settled(first);
    return { upload: reading, rebuilt: sharingEntries(reading, settled(second)) };
  }
  /** Bodies of one side, each of them the one that the model was made from. */
  async bodies(side2, inside, model, wanted, limit) {
    const { file } = this.#request[side2];
    const { limits } = this.#request;
    const found = await this.#files.bodies(file, inside, [...wanted], limit, limits, this.#signal);
    const proven2 = /* @__PURE__ */ new Map();
    for (const { path: path4, sha256 } of model.entries) {
      const body2 = wanted.has(path4) ? found.get(path4) : void 0;
      if (body2 !== void 0 && sha256Hex(body2) === sha256) proven2.set(path4, body2);
    }
    return proven2;
  }
  /**
   * The decompressed content at this place of one side, the one that the reading is of; null when it is no compressed
   * file, or longer than `limit` bytes.
   */
  async content(side2, inside, reading, limit) {
    if (reading.kind !== "opaque" || reading.layers.length === 0) return null;
    const { file } = this.#request[side2];
    const { limits } = this.#request;
    const found = await this.#files.bodies(file, inside, [WHOLE], limit, limits, this.#signal);
    const content = found.get(WHOLE);
    return content !== void 0 && sha256Hex(content) === reading.content.sha256 ? content : null;
  }
};
function settled(outcome) {
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
async function packedMembers(reader, models, inside) {
  const unequal = unequalFiles(models.upload, models.rebuilt);
  const packed = /* @__PURE__ */ new Set();
  for (const side2 of ["upload", "rebuilt"]) {
    const sizes = new Map(models[side2].entries.map(({ path: path4, size }) => [path4, size]));
    for (const group of inGroups(unequal, (path4) => sizes.get(path4) ?? 0, SNIFFED_AT_ONCE)) {
      const wanted = new Set(group);
      const bodies = await reader.bodies(side2, inside, models[side2], wanted, SNIFFED_AT_ONCE);
      for (const path4 of group) {
        const body2 = bodies.get(path4);
        if (body2 === void 0 || isPacked(body2)) packed.add(path4);
      }
    }
  }
  return unequal.filter((path4) => packed.has(path4));
}

// src/app/compare.ts
var MOST_NESTED = 32;
async function compareFiles(request, ports, signal) {
  const { upload, rebuilt } = request;
  const names2 = { upload: upload.name, rebuilt: rebuilt.name };
  const reader = new PairReader(request, ports.files, signal);
  let pair;
  if (await ports.files.size(upload.file) === await ports.files.size(rebuilt.file)) {
    const uploadPrint = await ports.files.fingerprint(upload.file, signal);
    const rebuiltPrint = await ports.files.fingerprint(rebuilt.file, signal);
    const identical = identicalFiles(names2, uploadPrint, rebuiltPrint);
    if (identical) return { comparison: identical, upload: null, rebuilt: null };
    pair = await reader.read([]);
    assertUnchanged(upload, uploadPrint, pair.upload);
    assertUnchanged(rebuilt, rebuiltPrint, pair.rebuilt);
  } else {
    pair = await reader.read([]);
  }
  const compared = await compareAt(reader, pair, [], [upload.name], request);
  const objections = canStillPass(compared.findings, request.accepted) ? await objectionsTo(pair, request, ports.secondOpinion, signal) : [];
  const comparison = objections.length === 0 ? compared : { ...compared, level: null, undecided: [...compared.undecided, ...objections] };
  return { comparison, ...pair };
}
async function compareAt(reader, pair, inside, at, request, isDerived = false) {
  const { upload, rebuilt } = request;
  const innermost = at.at(-1) ?? upload.name;
  const names2 = inside.length === 0 ? { upload: upload.name, rebuilt: rebuilt.name } : { upload: innermost, rebuilt: innermost };
  const manifest2 = await packageManifest(reader, pair, inside, innermost);
  const comparison = compareReadings(pair.upload, pair.rebuilt, names2, {
    at,
    commit: inside.length === 0 ? request.commit?.tree.commit ?? null : null,
    tracked: inside.length === 0 ? trackedOnEitherSide(pair, request) : null,
    manifest: manifest2?.checks ?? null,
    isDerived
  });
  const derived = manifest2?.derived ?? null;
  return lookInside(reader, pair, { comparison, inside, at, derived }, request);
}
function trackedOnEitherSide(pair, { commit }) {
  if (commit === null) return null;
  const { tree, subdirectory } = commit;
  const of = (reading) => reading.kind === "archive" ? [...trackedEntries(reading.archive.entries, tree, subdirectory)] : [];
  return /* @__PURE__ */ new Set([...of(pair.upload), ...of(pair.rebuilt)]);
}
async function lookInside(reader, pair, { comparison, inside, at, derived }, request) {
  if (pair.upload.kind !== "archive" || pair.rebuilt.kind !== "archive") return comparison;
  const models = { upload: pair.upload.archive, rebuilt: pair.rebuilt.archive };
  const members = await packedMembers(reader, models, inside);
  let found = comparison;
  for (const [count, member] of members.entries()) {
    const place = [...at, displayPath(member)];
    const deeper = [...inside, member];
    if (count >= MOST_NESTED) {
      const message = `more than ${String(MOST_NESTED)} nested archives differ`;
      found = leftUnread(found, place, [
        { code: "limit-nested", message, path: place, side: "both" }
      ]);
      continue;
    }
    const bodies = await reader.read(deeper);
    const follows = member === derived;
    const inner = await compareAt(reader, bodies, deeper, place, request, follows);
    found = withInner(found, inner, place);
  }
  return found;
}
async function objectionsTo(pair, request, secondOpinion, signal) {
  const found = [];
  for (const side2 of ["upload", "rebuilt"]) {
    const opinion = await secondOpinion.review(request[side2].file, pair[side2], signal);
    if (opinion.kind !== "objects") continue;
    const message = `an independent parser disagrees: ${opinion.objection}`;
    found.push({ code: "second-opinion", message, path: [request.upload.name], side: side2 });
  }
  return found;
}
function assertUnchanged({ name }, before, reading) {
  if (reading.file.sha256 === before.sha256 && reading.file.size === before.size) return;
  throw new InputError("file-unusable", {
    expected: `${name} to stay as it is while it is compared`,
    found: `sha256 ${before.sha256}, then ${reading.file.sha256}`,
    next: "Run again when nothing writes to the file."
  });
}

// src/core/explain/text.ts
var MOST_KEPT = 8;
var texts = /* @__PURE__ */ new Map();
function utf8Text(bytes) {
  const known = texts.get(bytes);
  if (known !== void 0) return known;
  const text = decoded(bytes);
  for (const oldest of texts.keys()) {
    if (texts.size < MOST_KEPT) break;
    texts.delete(oldest);
  }
  texts.set(bytes, text);
  return text;
}
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
function clipped(text, longest = 80) {
  const shown3 = text.slice(0, longest).replaceAll(new RegExp("\\p{Cc}", "gu"), "?").toWellFormed();
  return text.length <= longest ? shown3 : `${shown3}…`;
}
function counted2(count, one, many = `${one}s`) {
  return `${String(count)} ${count === 1 ? one : many}`;
}
function listed(items, most = 5) {
  const shown3 = items.slice(0, most).join(", ");
  return items.length <= most ? shown3 : `${shown3} and ${String(items.length - most)} more`;
}

// src/core/explain/backend.ts
var SET_EPOCH = "Set SOURCE_DATE_EPOCH in the release job to the commit's time (`git log -1 --pretty=%ct`).";
var REPACK = "Publish a re-packed archive (`rebuild-gate repack`), or build with a backend that sets all entries alike.";
var BACKENDS = /* @__PURE__ */ new Map([
  [
    "setuptools.build_meta",
    {
      requirement: "setuptools",
      remedy: `setuptools does not use SOURCE_DATE_EPOCH for source archives (setuptools#2133): take setuptools-reproducible as the backend. ${REPACK}`
    }
  ],
  [
    "poetry.core.masonry.api",
    {
      requirement: "poetry-core",
      remedy: `poetry-core 2 gives every entry one time; versions before it pack the files' own. ${REPACK}`
    }
  ],
  ["flit_core.buildapi", { requirement: "flit_core", remedy: SET_EPOCH }],
  ["hatchling.build", { requirement: "hatchling", remedy: SET_EPOCH }],
  [
    "pdm.backend",
    {
      requirement: "pdm-backend",
      remedy: `pdm-backend writes the time into the gzip header. ${REPACK}`
    }
  ],
  ["mesonpy", { requirement: "meson-python", remedy: SET_EPOCH }],
  ["maturin", { requirement: "maturin", remedy: SET_EPOCH }],
  ["uv_build", { requirement: "uv_build", remedy: SET_EPOCH }]
]);
function projectFile(subdirectory) {
  const name = "pyproject.toml";
  return pathFromTextBelow(subdirectory, name);
}
function pathFromTextBelow(subdirectory, name) {
  return subdirectory === "" ? pathFromText(name) : `${subdirectory}/${name}`;
}
function committedBackend(commit) {
  const blob = commit?.blobs.get(projectFile(commit.subdirectory));
  const text = blob === void 0 ? null : utf8Text(blob);
  const named = text === null ? null : /^build-backend[ \t]*=[ \t]*["']([\w.:]+)["'][ \t]*(#.*)?$/m.exec(text);
  return BACKENDS.get(named?.[1] ?? "") ?? null;
}

// src/core/explain/evidence.ts
function placeKey(below) {
  return JSON.stringify(below);
}

// src/core/explain/attribute.ts
function attribute(comparison, findings, evidence) {
  const reading = evidence.upload.readings.get(placeKey([]));
  if (reading?.kind !== "archive") return comparison.files;
  const inCommit = commitJudge(reading.archive.entries, evidence.commit);
  const inRebuild = rebuildJudge(evidence.rebuilt?.readings.get(placeKey([])));
  const byName2 = classesByName(comparison, findings);
  const counts2 = /* @__PURE__ */ new Map();
  for (const entry of reading.archive.entries) {
    if (entry.type === "directory") continue;
    const found = inCommit(entry) ? "in-commit" : inRebuild(entry) ? "rebuilt" : byName2.get(displayPath(entry.path)) ?? "unexplained";
    counts2.set(found, (counts2.get(found) ?? 0) + 1);
  }
  return Object.fromEntries(counts2);
}
function commitJudge(entries, commit) {
  if (commit === null) return () => false;
  const paths = commitPaths(entries, commit.tree, commit.subdirectory);
  const bodies = new Map(entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const path4 = paths.of(entry.path);
    const file = path4 === null ? void 0 : commit.tree.files.get(path4);
    if (file === void 0) return false;
    if (entry.type === "symlink")
      return isTrackedAs("symlink", targetDigest(entry.linkTarget), file);
    const body2 = entry.type === "hardlink" && entry.linkTarget !== null ? bodies.get(entry.linkTarget) : entry;
    const digest = body2?.sha256 ?? null;
    const forms = path4 === null ? void 0 : commit.archiveForms?.get(path4);
    return isTrackedAs("file", digest, file) || forms?.has(digest ?? "") === true;
  };
}
function targetDigest(target) {
  return target === null ? null : sha256Hex(pathToBytes(target));
}
function rebuildJudge(reading) {
  if (reading?.kind !== "archive") return () => false;
  const entries = new Map(reading.archive.entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const other = entries.get(entry.path);
    return other?.type === entry.type && other.sha256 === entry.sha256 && other.linkTarget === entry.linkTarget;
  };
}
var BY_DOUBT = ["modified-explained", "unverifiable", "unexplained"];
function classesByName(comparison, findings) {
  const doubts = /* @__PURE__ */ new Map();
  const say = (name, found) => {
    doubts.set(name, Math.max(doubts.get(name) ?? 0, BY_DOUBT.indexOf(found)));
  };
  for (const finding2 of findings) say(nameIn(finding2.path), standingOf(finding2));
  for (const { path: path4 } of comparison.undecided) say(nameIn(path4), "unverifiable");
  return new Map([...doubts].map(([name, doubt2]) => [name, BY_DOUBT[doubt2] ?? "unexplained"]));
}
function nameIn(path4) {
  return path4[1] ?? "";
}
function standingOf(finding2) {
  if (finding2.class === "unverifiable" || finding2.class === "modified-explained")
    return finding2.class;
  return factsOf(finding2.code).normaliser === null ? "unexplained" : "modified-explained";
}

// src/core/explain/entry-index.ts
var NONE2 = /* @__PURE__ */ new Map();
var indexes = /* @__PURE__ */ new WeakMap();
function entriesByName(reading) {
  if (reading?.kind !== "archive") return NONE2;
  const known = indexes.get(reading);
  if (known !== void 0) return known;
  const made = new Map(reading.archive.entries.map((entry) => [displayPath(entry.path), entry]));
  indexes.set(reading, made);
  return made;
}

// src/core/explain/difference.ts
var NOTHING = { entry: null, body: null };
function newResolver(evidence) {
  const side2 = (of, below, compared = null) => {
    if (of === null) return NOTHING;
    const body2 = of.bodies.get(placeKey(below));
    const name = below.at(-1);
    if (name === void 0) {
      const reading = of.readings.get(placeKey([]));
      const whole2 = reading?.kind === "opaque" ? reading.content.sha256 : null;
      return { entry: null, body: proven(body2, whole2, compared) };
    }
    const entry = entriesByName(of.readings.get(placeKey(below.slice(0, -1)))).get(name) ?? null;
    return { entry, body: proven(body2, entry?.sha256 ?? null, compared) };
  };
  const outermost = evidence.upload.readings.get(placeKey([]));
  const paths = evidence.commit !== null && outermost?.kind === "archive" ? commitPaths(outermost.archive.entries, evidence.commit.tree, evidence.commit.subdirectory) : null;
  const inCommit = (entry, depth) => {
    const outer = depth === 1 ? entry : null;
    const path4 = outer === null ? null : paths?.of(outer.path) ?? null;
    return {
      path: path4,
      tracked: evidence.commit?.tree.files.get(path4 ?? NOWHERE) ?? null,
      blob: evidence.commit?.blobs.get(path4 ?? NOWHERE)
    };
  };
  const resolve = (finding2) => {
    const below = finding2.path.slice(1);
    const folder = below.slice(0, -1);
    const ofCommit2 = finding2.code === "tracked-file-changed";
    const upload = side2(evidence.upload, below, finding2.upload);
    const rebuilt = side2(evidence.rebuilt, below, finding2.rebuilt);
    const commit = inCommit(upload.entry ?? rebuilt.entry, below.length);
    const ofBlob = proven(commit.blob, commit.tracked?.sha256 ?? null, finding2.rebuilt);
    return {
      finding: finding2,
      name: below.at(-1) ?? "",
      upload,
      other: ofCommit2 ? { entry: null, body: ofBlob } : rebuilt,
      around: containers(evidence, folder),
      at: containers(evidence, below),
      commitPath: commit.path,
      tracked: commit.tracked,
      neighbour: (name) => ({
        upload: side2(evidence.upload, [...folder, name]),
        other: side2(evidence.rebuilt, [...folder, name])
      }),
      evidence
    };
  };
  return { resolve, paths };
}
function proven(body2, sha256, compared) {
  if (body2 === void 0) return null;
  if (compared !== null && typeof compared === "object" && compared.sha256 !== sha256) return null;
  return digestOf3(body2) === sha256 ? body2 : null;
}
var digests = /* @__PURE__ */ new WeakMap();
function digestOf3(body2) {
  const known = digests.get(body2) ?? sha256Hex(body2);
  digests.set(body2, known);
  return known;
}
function containers(evidence, below) {
  const key = placeKey(below);
  const upload = evidence.upload.readings.get(key);
  const rebuilt = evidence.rebuilt?.readings.get(key);
  return {
    upload: upload?.kind === "archive" ? upload.archive : null,
    rebuilt: rebuilt?.kind === "archive" ? rebuilt.archive : null,
    uploadLayers: layersOf(upload),
    rebuiltLayers: layersOf(rebuilt),
    uploadContent: contentOf(upload),
    rebuiltContent: contentOf(rebuilt)
  };
}
function layersOf(reading) {
  return reading?.kind === "archive" || reading?.kind === "opaque" ? reading.layers : [];
}
function contentOf(reading) {
  if (reading?.kind === "archive") return reading.archive.content;
  return reading?.kind === "opaque" ? reading.content : null;
}

// src/core/explain/notes/autoload.ts
var AUTOLOADED = [
  [/\.pth$/, "Python runs the lines of a .pth file at every start"],
  [/(^|\/)(site|user)customize\.py$/, "Python imports this at every start"],
  [/(^|\/)conftest\.py$/, "pytest imports this"],
  [/(^|\/)entry_points\.txt$/, "tools load the plug-ins named here"],
  [/(^|\/)setup\.(py|cfg)$/, "runs, or is obeyed, when the package is built"],
  [/(^|\/)pyproject\.toml$/, "names what runs when the package is built"],
  [
    /(^|\/)(\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.c?js|binding\.gyp)$/,
    "npm and its kin obey this on install"
  ],
  [/(^|\/)\.git(modules|attributes|config)?(\/|$)/i, "git obeys this"],
  [/(^|\/)git~\d+(\/|$)/i, "Windows opens this name as .git"],
  [
    /(^|\/)(configure|configure\.(ac|in)|aclocal\.m4|acinclude\.m4|autogen\.sh|bootstrap)$/,
    "runs when the package is built"
  ],
  [/(^|\/)m4\/[^/]+\.m4$/, "becomes part of configure"],
  [/(^|\/)(GNUm|M|m)akefile(\.(am|in))?$|\.mk$/, "make runs what stands here"],
  [
    /(^|\/)(CMakeLists\.txt|meson\.build|build\.rs|build\.gradle(\.kts)?|pom\.xml|Rakefile|extconf\.rb)$|\.(cmake|gemspec)$/,
    "runs when the package is built"
  ],
  [
    /(^|\/)(\.envrc|\.vscode\/.*|\.idea\/.*|\.github\/workflows\/.*)$/,
    "runs when somebody opens or builds the source"
  ]
];
function autoloadNote(name) {
  return AUTOLOADED.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

// src/core/explain/notes/commit.ts
var UNKNOWN = { notes: [], ignored: false };
function commitRelation(difference2, bySha256) {
  const { commitPath, tracked: tracked2, upload, evidence } = difference2;
  if (commitPath === null) return UNKNOWN;
  const executable = isExecutable(upload.entry);
  if (tracked2 !== null) {
    const gained = executable && tracked2.mode === "100644";
    const notes3 = [
      ...trackedNotes(difference2, tracked2),
      ...gained ? ["executable here, not in the commit"] : []
    ];
    return { notes: notes3, ignored: false };
  }
  const rule = evidence.commit?.ignored.get(commitPath);
  const notes2 = untrackedNotes(difference2, bySha256);
  if (rule !== void 0) {
    notes2.push(`ignored by ${clipped(rule.file)}:${String(rule.line)}: ${clipped(rule.pattern)}`);
  }
  if (executable) notes2.push("executable");
  return { notes: notes2, ignored: rule !== void 0 };
}
function isExecutable(entry) {
  return entry?.type === "file" && ((entry.mode ?? 0) & 73) !== 0;
}
function trackedNotes({ finding: finding2, upload }, tracked2) {
  if (finding2.code === "entry-mode" || finding2.code === "tracked-file-changed") return [];
  if (upload.entry === null) return ["in the commit"];
  return isTrackedAs(upload.entry.type, upload.entry.sha256, tracked2) ? ["equal to the commit; the rebuild has it otherwise"] : ["tracked file, differs from the commit"];
}
function untrackedNotes({ finding: finding2, upload }, bySha256) {
  if (finding2.code === "not-rebuilt") return [];
  const sha256 = upload.entry?.sha256 ?? null;
  const elsewhere2 = sha256 === null ? void 0 : bySha256.get(sha256)?.[0];
  return elsewhere2 === void 0 ? ["not in the commit"] : [`not in the commit under this path; the same bytes are at ${displayPath(elsewhere2)}`];
}

// src/core/explain/json-document.ts
var INDENTS = ["  ", "	", "    ", "", " ", "   ", "        "];
function jsonObject(text) {
  if (depthOf(text) > DEEPEST) return null;
  let value2;
  try {
    value2 = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value2 !== "object" || value2 === null || Array.isArray(value2)) return null;
  const members = new Map(Object.entries(value2));
  for (const indent of INDENTS) {
    const written = JSON.stringify(value2, null, indent);
    if (text === written || text === `${written}
`) {
      const end = text.endsWith("\n") ? "" : ", no final line end";
      return { members, lossless: { members, style: `${indentName(indent)}${end}` } };
    }
  }
  return { members, lossless: null };
}
var DEEPEST = 256;
function depthOf(text) {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth -= 1;
  }
  return deepest;
}
function indentName(indent) {
  if (indent === "") return "on one line";
  return indent === "	" ? "indented by tabs" : `indented by ${String(indent.length)}`;
}

// src/core/explain/notes/install-scripts.ts
var RUN_ON_INSTALL = /* @__PURE__ */ new Set([
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "prepublish"
]);
function scriptChange({ name, upload, other }) {
  if (!/(^|\/)package\.json$/.test(name) || upload.body === null) return null;
  const here = scriptsIn(upload.body);
  const there = other.body === null ? /* @__PURE__ */ new Map() : scriptsIn(other.body);
  const changed = [.../* @__PURE__ */ new Set([...here.keys(), ...there.keys()])].filter(
    (key) => here.get(key) !== there.get(key)
  );
  if (changed.length === 0) return null;
  const onInstall = changed.filter((key) => RUN_ON_INSTALL.has(key) && here.has(key));
  const names2 = [...onInstall, ...changed.filter((key) => !onInstall.includes(key))].map(
    (key) => clipped(key, 40)
  );
  const runs = onInstall.length === 0 ? "" : "; npm runs these on install";
  return { note: `scripts that differ: ${listed(names2)}${runs}`, onInstall: onInstall.length > 0 };
}
function scriptsIn(body2) {
  const text = utf8Text(body2);
  const scripts = text === null ? null : jsonObject(text)?.members.get("scripts");
  return typeof scripts === "object" && scripts !== null ? new Map(Object.entries(scripts)) : /* @__PURE__ */ new Map();
}

// src/core/explain/unpaired-lines.ts
var LINE_FEED = 10;
var MOST_VAIN = 200;
var AHEAD = [2, 16];
function unpairedLines(upload, other) {
  const left = [];
  const right = [];
  const alike = equalLines(upload, 0, other, 0);
  let at = alike;
  let to = alike;
  for (let vain = 0; at <= upload.length && to <= other.length && vain < MOST_VAIN; vain++) {
    const [more, furtherOn] = stepsToMeet(upload, at, other, to);
    left.push(...linesFrom(upload, at, more));
    right.push(...linesFrom(other, to, furtherOn));
    at = behind(upload, at, more);
    to = behind(other, to, furtherOn);
    const equal = equalLines(upload, at, other, to);
    at += equal;
    to += equal;
    if (equal > 0) vain = 0;
  }
  return {
    before: linesBefore(upload, alike),
    first: { upload: linesFrom(upload, alike, 1)[0], other: linesFrom(other, alike, 1)[0] },
    upload: left.concat(linesFrom(upload, at)),
    other: right.concat(linesFrom(other, to))
  };
}
function equalLines(upload, at, other, to) {
  if (at > upload.length || to > other.length) return 0;
  const same = commonStart(upload.subarray(at), other.subarray(to));
  if (isLineEnd(upload, at + same) && isLineEnd(other, to + same)) return same + 1;
  return same === 0 ? 0 : Math.max(at, upload.lastIndexOf(LINE_FEED, at + same - 1) + 1) - at;
}
function isLineEnd(text, at) {
  return at === text.length || text[at] === LINE_FEED;
}
function linesFrom(text, start, most = Infinity) {
  if (start > text.length || most === 0) return [];
  const end = most === Infinity ? text.length + 1 : behind(text, start, most);
  return DECODER.decode(text.subarray(start, end - 1)).split("\n");
}
var DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
function behind(text, start, lines) {
  let at = start;
  for (let left = lines; left > 0 && at <= text.length; left--) {
    const feed = text.indexOf(LINE_FEED, at);
    at = (feed === -1 ? text.length : feed) + 1;
  }
  return at;
}
function linesBefore(text, start) {
  let count = 0;
  for (let at = 0; at < start; at = behind(text, at, 1)) count += 1;
  return count;
}
function stepsToMeet(upload, at, other, to) {
  for (const ahead of AHEAD) {
    const here = linesFrom(upload, at, ahead);
    const there = linesFrom(other, to, ahead);
    for (let far = 0; far < ahead; far++) {
      for (let near = 0; near <= far; near++) {
        if (here[far] === there[near]) return [far, near];
        if (here[near] === there[far]) return [near, far];
      }
    }
  }
  return [1, 1];
}

// src/core/explain/notes/text-change.ts
function textChangeNotes(difference2) {
  const { upload, other } = difference2;
  if (upload.body === null || other.body === null) return [];
  const changed = changedLines(difference2);
  if (changed === null || hasNul(upload.body) || hasNul(other.body)) {
    return [
      `binary; the first unequal byte is number ${String(commonStart(upload.body, other.body))}`
    ];
  }
  const { upload: left, other: right, first } = changed;
  return [
    `text; ${counted2(linesWithout(left, right).length, "line")} only in the upload, ${counted2(linesWithout(right, left).length, "line")} only in the other`,
    `first at line ${String(changed.before + 1)}: ${shown(first.upload)} in the upload, ${shown(first.other)} in the other`
  ];
}
function hasNul(body2) {
  return utf8Text(body2)?.includes("\0") === true;
}
function changedLines({ upload, other }) {
  const here = upload.body ?? NOTHING2;
  const there = other.body ?? NOTHING2;
  return utf8Text(here) === null || utf8Text(there) === null ? null : unpairedLines(here, there);
}
var NOTHING2 = new Uint8Array();
function shown(line) {
  return line === void 0 ? "nothing" : `"${clipped(line, 100)}"`;
}
function linesWithout(lines, others) {
  const left = /* @__PURE__ */ new Map();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

// src/core/explain/notes/m4.ts
function m4Serial(text) {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => /^\s*(AC_DEFUN|AU_DEFUN|m4_define|define)\b/.test(line));
  for (const line of end === -1 ? lines : lines.slice(0, end)) {
    const serial = /^(?:#|dnl)\s*(?:\S+\.m4\s+)?serial\s+(\d{1,9})\b/.exec(line)?.[1];
    if (serial !== void 0) return Number(serial);
  }
  return null;
}
function serialNotes({ name, upload, other }) {
  if (!name.endsWith(".m4")) return [];
  const here = serialIn(upload.body);
  const there = serialIn(other.body);
  if (here === null) return [];
  if (there === null) return [`serial ${String(here)}`];
  if (there === here) return [`serial ${String(here)} on both sides, with other bytes`];
  const wins = here > there ? "; aclocal keeps the higher one" : "";
  return [`serial ${String(there)} -> ${String(here)}${wins}`];
}
function serialIn(body2) {
  return m4Serial(utf8Text(body2 ?? new Uint8Array()) ?? "");
}
var MADE_FROM_MACROS = /(^|\/)(configure|aclocal\.m4|Makefile\.in|config\.h\.in)$/;
function concernsMacros(name) {
  return name.endsWith(".m4") || MADE_FROM_MACROS.test(name);
}
function macroNotes(differences2) {
  const notes2 = /* @__PURE__ */ new Map();
  const tell = ({ finding: finding2 }, note) => {
    notes2.set(finding2, [...notes2.get(finding2) ?? [], note]);
  };
  const macros = differences2.filter(({ name }) => name.endsWith(".m4"));
  if (macros.length === 0) return notes2;
  const products = differences2.filter(({ name }) => MADE_FROM_MACROS.test(name)).map((product) => ({ product, lines: ownLines(product) }));
  for (const macro of macros) {
    const own = ownLines(macro);
    const readers = [];
    for (const { product, lines } of products) {
      if (product === macro) continue;
      if (!sharesLine(own, lines) && !includes(product, macro)) continue;
      readers.push(product.name);
      tell(product, `derived from ${macro.name}, which differs`);
    }
    const reader = readers.find((name) => /(^|\/)configure$/.test(name)) ?? readers[0];
    if (reader !== void 0) tell(macro, `read by ${reader}`);
    else if (isIncluded(macro)) tell(macro, "read by aclocal.m4");
  }
  return notes2;
}
function ownLines(difference2) {
  const changed = difference2.upload.body === null ? null : changedLines(difference2);
  if (changed === null) return /* @__PURE__ */ new Set();
  const trimmed = (lines) => lines.map((line) => line.trim());
  const own = linesWithout(trimmed(changed.upload), trimmed(changed.other));
  return new Set(own.filter((line) => line.length >= 8));
}
function sharesLine(lines, others) {
  for (const line of others) if (lines.has(line)) return true;
  return false;
}
function includes(product, macro) {
  return product.name.endsWith("aclocal.m4") && includesMacro(product.upload, product.name, macro);
}
function isIncluded(macro) {
  const name = aclocalBeside(macro.name);
  return includesMacro(macro.neighbour(name).upload, name, macro);
}
function includesMacro({ body: body2 }, aclocal, { name }) {
  const folder = aclocal.slice(0, aclocal.lastIndexOf("/") + 1);
  if (!name.startsWith(folder)) return false;
  const text = utf8Text(body2 ?? new Uint8Array());
  return text?.includes(`m4_include([${name.slice(folder.length)}])`) === true;
}
function aclocalBeside(macroName) {
  const parts = macroName.split("/");
  return [...parts.slice(0, -2), "aclocal.m4"].join("/");
}

// src/core/explain/risk-order.ts
var ALARMS = ["ignored", "autoloaded", null];
function inRiskOrder(ranked) {
  return [...ranked].sort(compare).map(({ finding: finding2 }) => finding2);
}
function compare(a, b) {
  return RISKS.indexOf(a.finding.risk) - RISKS.indexOf(b.finding.risk) || ALARMS.indexOf(a.alarm) - ALARMS.indexOf(b.alarm) || Number(isExplained(a.finding)) - Number(isExplained(b.finding)) || byPath2(a.finding.path, b.finding.path) || byBytes(a.finding.code, b.finding.code);
}
function isExplained(finding2) {
  return finding2.class === "modified-explained";
}
function byPath2(a, b) {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = byBytes(a[at] ?? "", b[at] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
function byBytes(a, b) {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

// src/core/explain/content-rule.ts
function contentRule(parts) {
  return {
    id: parts.id,
    codes: parts.codes,
    explain(difference2) {
      const { name, upload, other } = difference2;
      if (upload.body === null || other.body === null || !parts.names.test(name)) return null;
      const here = parts.decode(upload.body, name);
      const there = parts.decode(other.body, name);
      return here === null || there === null ? null : parts.account(here, there, difference2);
    }
  };
}
function textRule(parts) {
  return contentRule({ ...parts, decode: ofText((text) => parts.decode(text)) });
}
function ofText(decode) {
  return (body2) => {
    const text = utf8Text(body2);
    return text === null ? null : decode(text);
  };
}

// src/core/explain/rules/cargo-vcs-info.ts
var cargoVcsInfoRule = textRule({
  id: "cargo-vcs-info",
  codes: ["entry-content"],
  names: /(?:^|\/)\.cargo_vcs_info\.json$/,
  decode: vcsInfo,
  account(upload, rebuilt) {
    const changed = upload.isDirty ? ", with changes that were not committed" : "";
    if (upload.commit === rebuilt.commit && changed === "") return null;
    return {
      because: `The upload was packed from ${upload.commit ?? "no commit"}${changed}; the rebuild is of ${rebuilt.commit ?? "no commit"}.`,
      remedy: "Pack from a clean checkout of the commit that is released, without --allow-dirty, or check the upload against the commit that it names.",
      complete: false
    };
  }
});
function vcsInfo(text) {
  const git = jsonObject(text)?.members.get("git");
  if (typeof git !== "object" || git === null) return null;
  const { sha1, dirty } = git;
  const commit = typeof sha1 === "string" && /^[0-9a-f]{40,64}$/.test(sha1) ? sha1 : null;
  return { commit, isDirty: dirty === true };
}

// src/core/explain/per-archive.ts
function perArchive(compute) {
  const known = /* @__PURE__ */ new WeakMap();
  return (archive) => {
    const made = known.get(archive) ?? { value: compute(archive) };
    known.set(archive, made);
    return made.value;
  };
}
function perPair(compute) {
  const ofUpload = perArchive((upload) => perArchive((rebuilt) => compute(upload, rebuilt)));
  return (upload, rebuilt) => ofUpload(upload)(rebuilt);
}

// src/core/explain/rules/deflate.ts
var deflateRule = {
  id: "deflate",
  codes: ["compression-layout", "entry-compression"],
  explain(difference2) {
    const sizes = difference2.finding.code === "entry-compression" ? memberSizes(difference2) : streamSizes(difference2);
    return sizes === null ? null : accountOf(sizes, difference2);
  }
};
function accountOf({ upload, rebuilt, content }, difference2) {
  const sizes = `${String(upload)} bytes in the upload, ${String(rebuilt)} in the rebuild`;
  if (content === null) {
    return {
      because: `The compressed bytes differ because what they hold does: ${sizes}.`,
      remedy: "Look at the other findings of this archive; this one follows from them.",
      complete: false
    };
  }
  return {
    because: `The compressor differs, not the content: ${sizes}; decompressed, ${String(content)} equal bytes on both sides.`,
    remedy: remedyFor(difference2),
    complete: true
  };
}
function memberSizes({ upload, other }) {
  const here = upload.entry?.packed;
  const there = other.entry?.packed;
  if (!here || !there) return null;
  return { upload: here.size, rebuilt: there.size, content: upload.entry.size };
}
function streamSizes({ at }) {
  const here = at.uploadLayers[0];
  const there = at.rebuiltLayers[0];
  if (here === void 0 || there === void 0) return null;
  const equal = at.uploadContent?.sha256 === at.rebuiltContent?.sha256;
  const content = equal ? at.uploadContent?.size ?? null : null;
  return { upload: here.packed.size, rebuilt: there.packed.size, content };
}
function remedyFor({ at, around }) {
  const archive = at.upload ?? around.upload;
  const packer = archive === null ? null : packerOf(archive);
  const publish = "publish the digest of the decompressed content beside the file";
  if (packer === "npm") {
    return `npm compresses with the zlib inside Node: pack with the Node version that made the upload, or ${publish}.`;
  }
  return packer === "python" ? `Python compresses with the zlib it was built with: build with the same Python, or ${publish}.` : `Pin the compressor's version and level, or ${publish}.`;
}
var packerOf = perArchive(({ entries }) => {
  const names2 = entries.map((entry) => entry.path);
  if (names2.includes("package/package.json")) return "npm";
  return names2.some((name) => /(^|\/)(PKG-INFO|METADATA)$/.test(name)) ? "python" : null;
});

// src/core/explain/rules/eol.ts
var EITHER_LINE_END = /\.(css|html?|json|md|pyi?|xml|[cm]?[jt]s)$/;
var eolRule = textRule({
  id: "eol",
  codes: ["entry-content", "tracked-file-changed", "file-content"],
  names: /^/,
  decode: (text) => text.includes("\0") ? null : { text, end: lineEnd2(text) },
  account(upload, other, difference2) {
    const { finding: finding2, name } = difference2;
    if (upload.text.replaceAll("\r\n", "\n") !== other.text.replaceAll("\r\n", "\n")) return null;
    const all = upload.end !== "mixed" && other.end !== "mixed";
    const harmless = EITHER_LINE_END.test(name) && !upload.text.startsWith("#!") && !isExecutable2(difference2);
    const otherSide = finding2.code === "tracked-file-changed" ? "commit" : "rebuild";
    return {
      because: all ? `Only the line ends differ: ${upload.end} in the upload, ${other.end} in the ${otherSide}, on every line.` : "Only line ends differ, but not on every line: one side mixes CRLF and LF.",
      remedy: "Commit `* text=auto eol=lf` in .gitattributes, so that no checkout converts line ends.",
      complete: all && harmless
    };
  }
});
function isExecutable2({ upload, other }) {
  return [upload, other].some(({ entry }) => ((entry?.mode ?? 0) & 73) !== 0);
}
function lineEnd2(text) {
  if (!text.includes("\r")) return "LF";
  return text.replaceAll("\r\n", "").match(/[\r\n]/) === null ? "CRLF" : "mixed";
}

// src/core/explain/versions.ts
var NUMBER = String.raw`(?:0|[1-9]\d{0,7})`;
var PUBLIC = new RegExp(
  String.raw`^([1-9]\d{0,3}!)?${NUMBER}(\.${NUMBER}){0,5}((a|b|rc)${NUMBER})?(\.post${NUMBER})?(\.dev${NUMBER})?$`
);
function isPublicVersion(text) {
  return text.length <= 32 && PUBLIC.test(text);
}
var DIRTY = String.raw`d20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
var LOCAL = new RegExp(`^(?:g[0-9a-f]{7,40}(?:\\.${DIRTY})?|${DIRTY})$`);
function isScmVersion(text) {
  const plus = text.indexOf("+");
  if (plus === -1) return isPublicVersion(text);
  return isPublicVersion(text.slice(0, plus)) && LOCAL.test(text.slice(plus + 1));
}
function isSameVersion(a, b) {
  return withoutEndingZeros(a) === withoutEndingZeros(b);
}
function withoutEndingZeros(version) {
  return version.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?=$|[^.\d]|\.[a-z])/, "$1");
}

// src/core/explain/wheel-generator.ts
function wheelGenerator(text) {
  const lines = text.split("\n");
  if (!lines.slice(0, lastFields(lines)).every((line2) => FIELD.test(line2))) return null;
  const found = lines.filter((line2) => /^generator[ \t]*:/i.test(line2));
  const parts = /^Generator: ([A-Za-z][A-Za-z0-9._-]{0,40}) (?:\(([^()]*)\)|(\S+))$/.exec(
    found.join("\n")
  );
  if (parts === null) return null;
  const [, name = "", bracketed, plain2 = ""] = parts;
  const version = bracketed ?? plain2;
  if (!isPublicVersion(version)) return null;
  const [line = ""] = found;
  const at = line.lastIndexOf(version);
  const without2 = `${line.slice(0, at)}\0${line.slice(at + version.length)}`;
  const rest = lines.map((other) => other === line ? without2 : other).join("\n");
  return { name, version, rest };
}
var FIELD = /^[A-Za-z][A-Za-z-]{0,63}: [^\p{Cc}\u2028\u2029]+$/u;
function lastFields(lines) {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === "") end -= 1;
  return end;
}
function generatorsBeside(difference2) {
  const folder = /^([^/]+\.dist-info)\//.exec(difference2.name)?.[1] ?? "";
  const { upload, other } = difference2.neighbour(`${folder}/WHEEL`);
  const here = generatorIn(upload.body);
  const there = generatorIn(other.body);
  return here === null || there === null ? null : { upload: here, rebuilt: there };
}
function generatorIn(body2) {
  return wheelGenerator(utf8Text(body2 ?? new Uint8Array()) ?? "");
}
var REQUIREMENTS = /* @__PURE__ */ new Map([
  ["bdist_wheel", "wheel"],
  ["flit", "flit_core"],
  ["poetry", "poetry-core"]
]);
function providersOf({ name }) {
  const requirement = REQUIREMENTS.get(name);
  return requirement === void 0 ? [name] : [requirement, name];
}
function pinFor(generator) {
  const [requirement = generator.name] = providersOf(generator);
  return `Pin it in [build-system] of pyproject.toml: requires = ["${requirement}==${generator.version}"] (or release again with the version that the rebuild used).`;
}
function madeBy({ upload, rebuilt }) {
  const newer = upload.name === rebuilt.name ? rebuilt.version : `${rebuilt.name} ${rebuilt.version}`;
  return `the upload was made by ${upload.name} ${upload.version}, the rebuild used ${newer}`;
}

// src/core/explain/rules/generator-version.ts
var generatorVersionRule = textRule({
  id: "generator-version",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/WHEEL$/,
  decode: wheelGenerator,
  account(upload, rebuilt) {
    if (upload.name === rebuilt.name && upload.version === rebuilt.version) return null;
    const complete = upload.rest === rebuilt.rest;
    return {
      because: `Another version of the build tool: ${madeBy({ upload, rebuilt })}${complete ? "" : "; more than the version differs"}.`,
      remedy: pinFor(upload),
      complete
    };
  }
});

// src/core/inference/go-build.ts
var MAGIC = latin1("ÿ Go buildinf:");
var INLINE = 2;
var HEADER = 32;
var SENTINEL = 16;
var HEAD = 32 * 1024;
function goBuildOf(program) {
  for (let at = find(program, MAGIC, 0); at >= 0; at = find(program, MAGIC, at + 1)) {
    const [version, info] = at % 16 === 0 ? stringsAt(program, at) : [];
    if (version === void 0 || info === void 0 || !/^go\d/.test(version)) continue;
    return {
      version,
      ...moduleLines(info),
      hasBuildId: hasBuildId(program),
      stripped: stripped(program)
    };
  }
  return null;
}
function stringsAt(program, at) {
  if (((program[at + MAGIC.length + 1] ?? 0) & INLINE) === 0) return [];
  const version = stringAt(program, at + HEADER);
  const info = version === null ? null : stringAt(program, version.end);
  return version === null || info === null ? [] : [version.text, info.text];
}
function stringAt(bytes, at) {
  let length = 0;
  let scale = 1;
  let next = at;
  for (; ; ) {
    const byte = bytes[next];
    if (byte === void 0 || next - at > 4) return null;
    next += 1;
    length += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) break;
  }
  const end = next + length;
  return end > bytes.length ? null : { text: textOf(bytes.subarray(next, end)), end };
}
function moduleLines(wrapped2) {
  const settings = /* @__PURE__ */ new Map();
  let path4 = "";
  for (const line of wrapped2.slice(SENTINEL, -SENTINEL).split("\n")) {
    const [kind, value2 = ""] = line.split("	");
    if (kind === "path") path4 = value2;
    if (kind !== "build") continue;
    const [, name = "", said = ""] = /^([^=]*)=(.*)$/s.exec(value2) ?? [];
    settings.set(name, unquoted(said));
  }
  return { path: path4, settings };
}
function unquoted(value2) {
  if (/^`[^`]*`$/.test(value2)) return value2.slice(1, -1);
  if (!value2.startsWith('"')) return value2;
  try {
    return String(JSON.parse(value2));
  } catch {
    return value2;
  }
}
function hasBuildId(program) {
  const head = program.subarray(0, HEAD);
  const asText = find(head, latin1('ÿ Go build ID: "'), 0) >= 0;
  return asText || find(head, latin1("\0\0\0Go\0\0"), 0) >= 0;
}
function stripped(program) {
  if (find(program.subarray(0, 6), latin1("ELF"), 0) !== 0) return null;
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  try {
    const table2 = Number(view.getBigUint64(40, true));
    const [size, count, names2] = [58, 60, 62].map((at) => view.getUint16(at, true));
    if (size === void 0 || count === void 0 || names2 === void 0) return null;
    const texts3 = Number(view.getBigUint64(table2 + names2 * size + 24, true));
    const sections = Array.from({ length: count }, (_, at) => {
      const start = texts3 + view.getUint32(table2 + at * size, true);
      return textOf(program.subarray(start, program.indexOf(0, start)));
    });
    const lacks = (pattern) => !sections.some((name) => pattern.test(name));
    return [
      ...lacks(/^\.symtab$/) ? ["-s"] : [],
      ...lacks(/^\.z?debug_/) ? ["-w"] : []
    ];
  } catch {
    return null;
  }
}
function find(bytes, wanted, from) {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
function latin1(text) {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
function textOf(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

// src/core/explain/rules/go-build.ts
var goBuildRule = contentRule({
  id: "go-build",
  codes: ["file-content", "entry-content"],
  // A program may have any name; what it is shows in its bytes.
  names: /(?:)/,
  decode: goBuildOf,
  account(upload, rebuilt) {
    const there = facts(rebuilt);
    const changed = [...facts(upload)].filter(([fact, value2]) => there.get(fact) !== value2);
    const names2 = new Set(facts(upload).keys());
    const missing = [...there].filter(([fact]) => !names2.has(fact));
    if (changed.length + missing.length === 0) return null;
    const said = [
      ...changed.map(([fact, value2]) => `${fact} ${value2}, not ${there.get(fact) ?? "unset"}`),
      ...missing.map(([fact, value2]) => `${fact} unset, not ${value2}`)
    ];
    return {
      because: `The upload says that it was built otherwise: ${listed(said.map((one) => clipped(one, 120)))}.`,
      remedy: remedyFor2(upload, rebuilt),
      complete: false
    };
  }
});
function facts({ version, path: path4, settings }) {
  return new Map([["Go", version], ["package", path4], ...settings]);
}
function remedyFor2({ version, settings }, rebuilt) {
  if (settings.get("vcs.modified") === "true") {
    return "Build from a clean checkout of the commit that is released.";
  }
  if (version !== rebuilt.version) {
    return `Build with the Go that made the upload: write "toolchain ${clipped(version, 40)}" into go.mod.`;
  }
  return settings.get("-trimpath") === "true" ? "Release with the flags of the rebuild, or say the command of the release with --build." : "Release with go build -trimpath: without it the folders of the machine are in the program.";
}

// src/core/explain/times.ts
function utcTime(seconds) {
  const date = new Date(seconds * 1e3);
  return Number.isNaN(date.getTime()) ? `${String(seconds)} s since 1970` : date.toISOString().replace(".000Z", "Z");
}

// src/core/explain/rules/gzip-header.ts
var SYSTEMS = /* @__PURE__ */ new Map([
  ["0", "FAT (0x00)"],
  ["3", "Unix (0x03)"],
  ["7", "Macintosh (0x07)"],
  ["10", "NTFS (0x0a)"],
  ["11", "NTFS (0x0b)"],
  ["19", "macOS (0x13)"],
  ["255", "unknown (0xff)"]
]);
var EFFORTS = /* @__PURE__ */ new Map([
  ["0", "default level"],
  ["2", "slowest level"],
  ["4", "fastest level"]
]);
var gzipHeaderRule = {
  id: "gzip-header",
  codes: ["gzip-header", "gzip-name"],
  explain(difference2) {
    const pair = headers(difference2);
    if (pair === null) return null;
    const [here, there] = pair;
    const wanted = difference2.finding.code === "gzip-name" ? ["gzip.name"] : ["gzip.mtime", "gzip.os", "gzip.xfl"];
    const parts = wanted.filter((field2) => here.get(field2) !== there.get(field2)).map(
      (field2) => `${MEANING[field2] ?? field2} ${shown2(field2, here)} in the upload, ${shown2(field2, there)} in the rebuild`
    );
    if (parts.length === 0) return null;
    const names2 = [here, there].map((fields) => fields.get("gzip.name") ?? "");
    const own = ownName(difference2.finding.path.at(-1) ?? "");
    return {
      because: `The gzip header says: ${parts.join("; ")}.`,
      remedy: "Compress with `gzip -n`, which stores neither name nor time; the decompressed bytes are not affected.",
      complete: difference2.finding.code === "gzip-header" || names2.every((name) => name === "" || name === own)
    };
  }
};
var MEANING = {
  "gzip.mtime": "time",
  "gzip.os": "system",
  "gzip.xfl": "compression",
  "gzip.name": "stored name"
};
function headers(difference2) {
  const here = difference2.at.uploadLayers[0];
  const there = difference2.at.rebuiltLayers[0];
  return here === void 0 || there === void 0 ? null : [here.fields, there.fields];
}
function shown2(field2, fields) {
  const value2 = fields.get(field2) ?? "";
  if (value2 === "") return "none";
  if (field2 === "gzip.os") return SYSTEMS.get(value2) ?? `number ${clipped(value2, 16)}`;
  if (field2 === "gzip.xfl") return EFFORTS.get(value2) ?? `hint ${clipped(value2, 16)}`;
  if (field2 !== "gzip.mtime") return `"${clipped(value2)}"`;
  return value2 === "0" ? "none" : utcTime(Number(value2));
}
function ownName(file) {
  const base = file.slice(file.lastIndexOf("/") + 1);
  const plain2 = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}$/.test(base) ? base : "";
  const packed = /^(.+)\.(gz|tgz)$/.exec(plain2);
  if (packed === null) return null;
  return packed[2] === "tgz" ? `${packed[1] ?? ""}.tar` : packed[1] ?? "";
}

// src/core/explain/rules/jar-manifest.ts
var TOOLS = [
  ["Build-Jdk-Spec", /^()(\d{1,2}(?:\.\d{1,2})?)$/],
  ["Build-Jdk", /^()(\d{1,2}(?:\.\d{1,3}){0,3})$/],
  ["Created-By", /^([A-Za-z][A-Za-z ]{0,40} )(\d{1,3}(?:\.\d{1,5}){0,3})$/]
];
var jarManifestRule = textRule({
  id: "jar-manifest",
  codes: ["entry-content"],
  names: /^META-INF\/MANIFEST\.MF$/,
  decode: manifest,
  account(upload, rebuilt) {
    const changed = [...upload.versions].filter(
      ([header, version]) => rebuilt.versions.get(header) !== version
    );
    if (changed.length === 0) return null;
    const said = changed.map(([header, version]) => {
      const there = rebuilt.versions.get(header);
      return `${header} ${version} in the upload, ${there ?? "none"} in the rebuild`;
    });
    const complete = upload.rest === rebuilt.rest;
    const java = upload.versions.get("Build-Jdk-Spec") ?? upload.versions.get("Build-Jdk");
    const isJava = changed.some(([header]) => header.startsWith("Build-Jdk"));
    return {
      because: `Made by other tools: ${listed(said)}${complete ? "" : "; more than that differs"}.`,
      remedy: isJava && java !== void 0 ? `Build with Java ${java.replace(/^1\./, "")}, as the upload was: name its folder with --tools (in a workflow: install it before, java-version: "${java}").` : "Pin the version of the plugin that packs, in pom.xml.",
      complete
    };
  }
});
function manifest(text) {
  const versions = /* @__PURE__ */ new Map();
  const rest = [];
  for (const line of text.split("\n")) {
    const [, header = "", value2 = ""] = /^([A-Za-z0-9_-]{1,70}): ([^\r]*)\r?$/.exec(line) ?? [];
    const grammar = TOOLS.find(([name]) => name === header)?.[1];
    const [, before = "", version] = grammar?.exec(value2) ?? [];
    if (version === void 0 || versions.has(header) || rest.includes("\r") || rest.includes("")) {
      rest.push(line);
      continue;
    }
    versions.set(header, version);
    rest.push(`${header}: ${before}\0${line.endsWith("\r") ? "\r" : ""}`);
  }
  return versions.size === 0 ? null : { versions, rest: rest.join("\n") };
}

// src/core/explain/core-metadata.ts
var CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
function coreMetadata(text) {
  const end = headEnd(text);
  const head = text.slice(0, end);
  if (CONTROLS.test(head)) return null;
  const fields = [];
  for (const line of head.split("\n")) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== void 0) {
      last[1] += `
${line}`;
      continue;
    }
    const parts = /^([A-Za-z][A-Za-z0-9-]{0,63}):(.*)$/.exec(line);
    if (parts === null) return null;
    fields.push([parts[1] ?? "", parts[2] ?? ""]);
  }
  return { fields, body: text.slice(end) };
}
function headEnd(text) {
  const empty = text.indexOf("\n\n");
  if (empty !== -1) return empty;
  return text.endsWith("\n") ? text.length - 1 : text.length;
}
function fieldDifferences(upload, other) {
  const names2 = new Set([...upload.fields, ...other.fields].map(([name]) => name));
  return [...names2].flatMap((field2) => {
    const here = valuesOf(upload, field2);
    const there = valuesOf(other, field2);
    const difference2 = { field: field2, upload: without(here, there), other: without(there, here) };
    return difference2.upload.length + difference2.other.length === 0 ? [] : [difference2];
  });
}
function valuesOf({ fields }, field2) {
  return fields.filter(([name]) => name === field2).map(([, value2]) => value2);
}
function without(values, others) {
  const left = [...others];
  return values.filter((value2) => {
    const at = left.indexOf(value2);
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}
function sameForReaders(upload, other) {
  return upload.body === other.body && byName(upload.fields) === byName(other.fields);
}
function byName(fields) {
  const keyed = fields.map((field2) => [field2[0].toLowerCase(), field2]);
  keyed.sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
  return JSON.stringify(keyed);
}
function hasBlankContinuation({ fields }) {
  return fields.some(([, value2]) => /\n[ \t]*(\n|$)/.test(value2));
}

// src/core/explain/rules/metadata.ts
var metadataRule = textRule({
  id: "metadata",
  codes: ["entry-content"],
  names: /(^|\/)(PKG-INFO|METADATA)$/,
  decode: coreMetadata,
  account(here, there, difference2) {
    const fields = fieldDifferences(here, there);
    const generators = twoVersionsBeside(difference2);
    const cause2 = generators === null ? "" : ` The WHEEL beside it says why: ${madeBy(generators)}.`;
    return {
      because: `${sentence(fields, here, there)}${cause2}`,
      remedy: generators === null ? remedyFor3(difference2) : pinFor(generators.upload),
      complete: generators !== null && sameForReaders(here, there) && !hasBlankContinuation(here)
    };
  }
});
function twoVersionsBeside(difference2) {
  const pair = generatorsBeside(difference2);
  if (pair === null || pair.upload.name !== pair.rebuilt.name) return null;
  return pair.upload.version === pair.rebuilt.version ? null : pair;
}
function sentence(fields, here, there) {
  const parts = fields.map(({ field: field2, upload, other }) => {
    const values = Math.max(upload.length, other.length);
    const spelling = sameButSpaces(upload, other) ? ", spaces only" : "";
    return `${field2} (${counted2(values, "value")}${spelling})`;
  });
  if (here.body !== there.body) parts.push("the description");
  return parts.length === 0 ? "The same metadata fields in another order." : `Metadata differs in ${listed(parts)}.`;
}
function sameButSpaces(upload, other) {
  const bare = (values) => values.map((value2) => value2.replaceAll(/[ \t]/g, "")).join("\n");
  return bare(upload) === bare(other);
}
function remedyFor3(difference2) {
  const backend = committedBackend(difference2.evidence.commit);
  return backend === null ? "Pin the build backend in [build-system] of pyproject.toml to the version that made the upload." : `Pin ${backend.requirement} in [build-system] of pyproject.toml to the version that made the upload; the WHEEL file of the same release names it.`;
}

// src/core/explain/entry-rule.ts
function entryRule(id, codes, account) {
  return {
    id,
    codes,
    explain(difference2) {
      const { upload, other, around } = difference2;
      if (upload.entry === null || other.entry === null) return null;
      if (around.upload === null || around.rebuilt === null) return null;
      const archives = { upload: around.upload, rebuilt: around.rebuilt };
      return account({ upload: upload.entry, rebuilt: other.entry, archives, difference: difference2 });
    }
  };
}

// src/core/explain/rules/mode.ts
var UMASKS = [2, 18, 7, 23, 63];
var modeRule = entryRule("mode", ["entry-mode"], ({ upload, rebuilt, archives }) => {
  const [possible] = umaskPairs(upload, rebuilt);
  if (possible === void 0) return null;
  const fitting = commonPair(archives.upload, archives.rebuilt);
  const [mask, otherMask] = fitting ?? possible;
  const masks = `${octal(mask)} in the upload, ${octal(otherMask)} in the rebuild`;
  return {
    because: fitting === null ? `Two umasks could give these modes (${masks}), but the other entries of the archive do not show them.` : `The umask differs: ${masks}; all modes of both archives follow from it.`,
    remedy: "Set `umask 022` before the build, or pack with `tar --mode=go+u,go-w`.",
    complete: fitting !== null
  };
});
function octal(mask) {
  return mask.toString(8).padStart(3, "0");
}
function umasksOf({ type, mode }) {
  const asked = type === "directory" || ((mode ?? 0) & 64) !== 0 ? 511 : 438;
  return UMASKS.filter((mask) => (asked & ~mask) === mode);
}
function umaskPairs(upload, rebuilt) {
  if ((((upload.mode ?? 0) ^ (rebuilt.mode ?? 0)) & 64) !== 0) return [];
  return umasksOf(upload).flatMap((a) => umasksOf(rebuilt).map((b) => [a, b]));
}
var commonPair = perPair((upload, rebuilt) => {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  let differing2 = 0;
  for (const entry of upload.entries) {
    const other = others.get(entry.path);
    if (other === void 0 || other.mode === entry.mode) continue;
    if (umaskPairs(entry, other).length === 0) return null;
    differing2 += 1;
  }
  const [here] = umasksOfAll(upload);
  const [there] = umasksOfAll(rebuilt);
  return differing2 < 2 || here === void 0 || there === void 0 ? null : [here, there];
});
function umasksOfAll({ entries }) {
  return entries.filter(({ type }) => type !== "symlink").reduce((left, entry) => {
    const fitting = umasksOf(entry);
    return left.filter((mask) => fitting.includes(mask));
  }, UMASKS);
}

// src/core/explain/rules/mtime.ts
var FIXED_TIMES = /* @__PURE__ */ new Map([
  [0, "the start of 1970, a fixed time"],
  [315532800, "the start of 1980, the earliest time in a zip"],
  [499162500, "npm's fixed time"],
  [1153704088, "cargo's fixed time"],
  [1580601600, "hatchling's fixed time"]
]);
var mtimeRule = entryRule("mtime", ["entry-mtime"], (pair) => {
  if (pair.upload.mtime === pair.rebuilt.mtime) return FRACTION;
  const { archives, difference: difference2 } = pair;
  const zone = zoneBetween(archives.upload, archives.rebuilt);
  if (zone !== null) {
    return {
      because: `Every time is off by ${String(zone / 3600)} hours: a zip stores local time, and the two builds ran in different time zones.`,
      remedy: "Set TZ=UTC in the release job.",
      complete: true
    };
  }
  const upload = timesIn(archives.upload);
  const rebuilt = timesIn(archives.rebuilt);
  const committedAt = difference2.evidence.commit?.tree.committedAt ?? null;
  return {
    because: `Modification times: ${sentence2(upload, committedAt)} in the upload, ${sentence2(rebuilt, committedAt)} in the rebuild.`,
    remedy: remedyFor4(pair),
    complete: true
  };
});
var FRACTION = {
  because: "The times agree to the second; a fraction of it, or another time in a PAX record, differs.",
  remedy: "Pack whole seconds: `tar --format=ustar`, or `--pax-option=delete=atime,delete=ctime`.",
  complete: true
};
function remedyFor4({ archives, difference: difference2 }) {
  const backend = committedBackend(difference2.evidence.commit);
  if (backend !== null) return backend.remedy;
  return archives.upload.format === "zip" ? "Set SOURCE_DATE_EPOCH in the release job to the commit's time, or set the files' times before packing." : "Pack with `tar --mtime=@$SOURCE_DATE_EPOCH --clamp-mtime`, with SOURCE_DATE_EPOCH set to the commit's time.";
}
var timesIn = perArchive(({ entries }) => {
  const times2 = new Set(entries.map((entry) => entry.mtime));
  const [first = null] = times2;
  return { entries: entries.length, distinct: times2.size, only: times2.size === 1 ? first : null };
});
function sentence2({ entries, distinct, only: only4 }, committedAt) {
  if (only4 === null) {
    return `${counted2(distinct, "time")} for ${counted2(entries, "entry", "entries")} (the files' own)`;
  }
  const origin = only4 === committedAt ? "the commit's time" : FIXED_TIMES.get(only4);
  return `one time for all, ${utcTime(only4)}${origin === void 0 ? "" : ` (${origin})`}`;
}
var zoneBetween = perPair((upload, rebuilt) => {
  if (upload.format !== "zip") return null;
  const times2 = new Map(rebuilt.entries.map((entry) => [entry.path, entry.mtime]));
  const both = upload.entries.filter(({ path: path4 }) => times2.has(path4));
  const offsets = new Set(both.map(({ path: path4, mtime }) => mtime - (times2.get(path4) ?? 0)));
  const [only4 = 0] = offsets;
  return offsets.size === 1 && only4 % 900 === 0 && Math.abs(only4) <= 26 * 3600 ? only4 : null;
});

// src/core/explain/rules/order.ts
var orderRule = {
  id: "order",
  codes: ["entry-order"],
  explain({ at: { upload, rebuilt } }) {
    if (upload === null || rebuilt === null) return null;
    const here = sharedNames(upload, rebuilt);
    if (here.join("\0") === sharedNames(rebuilt, upload).join("\0")) return null;
    return {
      because: `The same entries in another order: ${orderOf(upload)} in the upload, ${orderOf(rebuilt)} in the rebuild.`,
      remedy: "Pack in a fixed order: `tar --sort=name` under LC_ALL=C, or hand the packer a sorted list.",
      complete: isSet(upload.entries) && isSet(rebuilt.entries)
    };
  }
};
function orderOf(model) {
  const names2 = model.entries.map((entry) => entry.path);
  if (names2.every((name, at) => (names2[at - 1] ?? "") < name)) return "byte order";
  if (names2[0]?.endsWith("package.json") === true) return "package.json first, as old npm packs,";
  return "the order in which the packer met the files";
}
function sharedNames({ entries }, other) {
  const names2 = new Set(other.entries.map((entry) => entry.path));
  return entries.map((entry) => entry.path).filter((name) => names2.has(name));
}
function isSet(entries) {
  return new Set(entries.map((entry) => entry.path)).size === entries.length;
}

// src/core/explain/rules/owner.ts
var OWNER_FIELDS2 = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"];
var ownerRule = entryRule("owner", ["entry-owner"], ({ upload, rebuilt }) => {
  const here = upload.fields;
  const there = rebuilt.fields;
  if (OWNER_FIELDS2.every((field2) => here.get(field2) === there.get(field2))) return null;
  return {
    because: `Packed by another account: ${ownerOf3(here)} in the upload, ${ownerOf3(there)} in the rebuild.`,
    remedy: "Pack with `tar --owner=0 --group=0 --numeric-owner`.",
    complete: true
  };
});
function ownerOf3(fields) {
  const value2 = (field2) => clipped(fields.get(field2) ?? "", 32);
  const names2 = `${value2("tar.uname")}:${value2("tar.gname")}`;
  return `${value2("tar.uid")}:${value2("tar.gid")}${names2 === ":" ? "" : ` (${names2})`}`;
}

// src/core/explain/rules/package-json.ts
var packageJsonRule = textRule({
  id: "package-json",
  codes: ["entry-content", "tracked-file-changed"],
  names: /(^|\/)package\.json$/,
  decode: jsonObject,
  account(here, there, difference2) {
    const added = only3(here.members, there.members);
    const removed = only3(there.members, here.members);
    const changed = [...here.members.keys()].filter(
      (key) => there.members.has(key) && !sameValue(here.members.get(key), there.members.get(key))
    );
    const parts = [
      ...added.length === 0 ? [] : [`added: ${keys(added)}`],
      ...removed.length === 0 ? [] : [`removed: ${keys(removed)}`],
      ...changed.length === 0 ? [] : [`changed: ${keys(changed)}`]
    ];
    const complete = changed.length === 0 && registryKeysOnly(here.lossless, added, difference2) && registryKeysOnly(there.lossless, removed, difference2);
    return {
      because: parts.length === 0 ? `package.json has the same values in another layout or key order${styles(here.lossless, there.lossless)}.` : `package.json was rewritten (${parts.join("; ")}).`,
      remedy: "Pack in the rebuild with the command that publishes; a publisher that rewrites package.json has to run there too.",
      complete
    };
  }
});
function only3(a, b) {
  return [...a.keys()].filter((key) => !b.has(key));
}
function sameValue(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
function keys(names2) {
  return listed(names2.map((name) => clipped(name, 40)));
}
function styles(here, there) {
  return here === null || there === null || here.style === there.style ? "" : ` (${here.style} in the upload, ${there.style} in the other)`;
}
function registryKeysOnly(document, names2, { evidence }) {
  if (document === null) return false;
  const { members } = document;
  return names2.every((name) => {
    const value2 = members.get(name);
    switch (name) {
      case "gitHead":
        return value2 === evidence.commit?.tree.commit;
      case "_id":
        return value2 === idOf(members);
      // `_nodeVersion` and `_npmVersion` are not among them: nothing that is known here proves their values.
      default:
        return false;
    }
  });
}
function idOf(members) {
  const [name, version] = [members.get("name"), members.get("version")];
  return typeof name === "string" && typeof version === "string" ? `${name}@${version}` : void 0;
}

// src/core/explain/pot-date.ts
var DATE = String.raw`(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d(?:-(?:0\d|1[0-2])|\+(?:0\d|1[0-4]))(?:00|15|30|45)`;
var PO_LINE = new RegExp(String.raw`^"POT-Creation-Date: (${DATE})\\n"$`);
var MO_LINE = new RegExp(`^POT-Creation-Date: (${DATE})$`);
function poDate(text) {
  if (text.includes("\0")) return null;
  const lines = text.split("\n");
  const start = lines.findIndex((line, at2) => line === 'msgid ""' && lines[at2 + 1] === 'msgstr ""');
  if (start === -1 || lines.slice(0, start).some((line) => line !== "" && !line.startsWith("#")))
    return null;
  const found = dateLine(lines, start + 2);
  if (found === null) return null;
  const { at, date } = found;
  lines[at] = (lines[at] ?? "").replace(date, "\0");
  return { date, rest: lines.join("\n") };
}
function dateLine(lines, from) {
  const found = [];
  for (let at = from; lines[at]?.startsWith('"') === true; at++) {
    const date = PO_LINE.exec(lines[at] ?? "")?.[1];
    if (date !== void 0) found.push({ at, date });
  }
  const [only4, ...others] = found;
  if (only4 === void 0 || others.length > 0 || !isOfCalendar(only4.date)) return null;
  return only4.at === from || /^".*\\n"$/.test(lines[only4.at - 1] ?? "") ? only4 : null;
}
function moDate(bytes) {
  const tables = moTables(bytes);
  const header = tables === null ? null : headerMessage(tables);
  if (header === null) return null;
  const whole2 = latin12(bytes);
  const message = whole2.slice(header.start, header.end - 1);
  if (message.includes("\0") || whole2[header.end - 1] !== "\0") return null;
  const lines = message.split("\n");
  const dated = lines.filter((line2) => MO_LINE.test(line2));
  if (dated.length !== 1) return null;
  const [line = ""] = dated;
  const date = MO_LINE.exec(line)?.[1] ?? "";
  if (!isOfCalendar(date)) return null;
  const before = lines.slice(0, lines.indexOf(line)).reduce((sum, one) => sum + one.length + 1, 0);
  const from = header.start + before + "POT-Creation-Date: ".length;
  return {
    date,
    rest: `${String(from)}\0${whole2.slice(0, from)}\0${whole2.slice(from + date.length)}`
  };
}
function moTables(bytes) {
  if (bytes.length < 28) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint32(0, true) === 2500072158;
  if (!little && view.getUint32(0, false) !== 2500072158) return null;
  const word = (at) => view.getUint32(at, little);
  const count = word(8);
  const originals = { start: word(12), end: word(12) + 8 * count };
  const translations = { start: word(16), end: word(16) + 8 * count };
  if (word(4) !== 0 || Math.max(originals.end, translations.end) > bytes.length) return null;
  const messages = ({ start }) => Array.from({ length: count }, (_, at) => {
    const offset = word(start + 8 * at + 4);
    return { start: offset, end: offset + word(start + 8 * at) + 1 };
  });
  const hashes = { start: word(24), end: word(24) + 4 * word(20) };
  return {
    spans: [{ start: 0, end: 28 }, originals, translations, hashes],
    originals: messages(originals),
    translations: messages(translations)
  };
}
function headerMessage({ spans, originals, translations }) {
  const [header, ...others] = translations;
  const isEmpty = (span) => span.end - span.start === 1;
  if (header === void 0 || !originals.slice(0, 1).every(isEmpty)) return null;
  const isApart = (span) => span.end <= header.start || span.start >= header.end;
  return [spans, originals, others].every((all) => all.every(isApart)) ? header : null;
}
function isOfCalendar(date) {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
function latin12(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

// src/core/explain/rules/pot-creation-date.ts
var ofPo = ofText(poDate);
var potCreationDateRule = contentRule({
  id: "pot-creation-date",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.(pot?|g?mo)$/,
  decode: (body2, name) => name.endsWith("mo") ? moDate(body2) : ofPo(body2),
  account(upload, other) {
    if (upload.date === other.date) return null;
    const complete = upload.rest === other.rest;
    return {
      because: `gettext stamped another POT-Creation-Date (${upload.date} in the upload, ${other.date} in the other)${complete ? "" : "; more than the date differs"}.`,
      remedy: "Set DIST_DEPENDS_ON_UPDATE_PO = no in po/Makevars, or strip the line before packing.",
      complete
    };
  }
});

// src/core/explain/version-tuple.ts
var SPELLINGS = /* @__PURE__ */ new Map([
  [
    "setuptools-scm",
    [
      ({ epoch, release, pre, post, dev, local }, _, quoted2) => [
        ...texts2([epoch === void 0 ? void 0 : `${epoch}!`], quoted2),
        ...release,
        ...texts2([pre, post, dev, local], quoted2)
      ],
      ["'"]
    ]
  ],
  [
    "setuptools-scm before 8",
    [({ release, dev, local }, _, quoted2) => [...release, ...texts2([dev, local], quoted2)], ["'"]]
  ],
  [
    "versioningit by PEP 440",
    [
      ({ epoch, release, pre, post, dev, local }, _, quoted2) => [
        epoch,
        ...release,
        ...texts2([pre, post, dev, local === void 0 ? void 0 : `+${local}`], quoted2)
      ],
      ['"', "'"]
    ]
  ],
  [
    "versioningit",
    [
      (_, version, quoted2) => version.split(/[.+!]/).map((part) => /^\d+$/.test(part) ? part : quoted2(part)),
      ['"', "'"]
    ]
  ]
]);
function texts2(parts, quoted2) {
  return parts.map((part) => part === void 0 ? void 0 : quoted2(part));
}
function tupleWriters(version, literal) {
  const parts = partsOf(version);
  const writers = /* @__PURE__ */ new Set();
  for (const [tool, [spelling, quotes]] of SPELLINGS) {
    for (const quote of quotes) {
      const items = spelling(parts, version, (text) => `${quote}${text}${quote}`).filter(
        (item) => item !== void 0
      );
      if (literal === tupleOf(items)) writers.add(`${tool} ${quote}`);
    }
  }
  return writers;
}
function tupleOf(items) {
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}
function partsOf(version) {
  const [main = "", local] = version.split("+");
  const release = /^(?:(\d+)!)?([\d.]*\d)/.exec(main);
  return {
    epoch: release?.[1],
    release: (release?.[2] ?? "").split("."),
    pre: /(?:a|b|rc)\d+/.exec(main)?.[0],
    post: /post\d+/.exec(main)?.[0],
    dev: /dev\d+/.exec(main)?.[0],
    local
  };
}

// src/core/explain/version-file.ts
var VERSION2 = /^(?<before>(?:(?:__version__|version|VERSION) = )+(?<quote>['"]))(?<value>[^'"\\]{1,80})(?<after>\k<quote>)$/;
var TUPLE = /^(?<before>(?:(?:__version_tuple__|version_tuple) = )+)(?<value>\([^()]{1,96}\))(?<after>)$/;
var COMMIT = /^(?<before>(?:(?:__commit_id__|commit_id) = )+)(?<value>None|'g[0-9a-f]{7,40}')(?<after>)$/;
function versionFile(text) {
  if (text.includes("\0")) return null;
  const versions = /* @__PURE__ */ new Set();
  const tuples = [];
  const commits = [];
  const rest = text.split("\n").map((line) => {
    const version2 = VERSION2.exec(line)?.groups;
    const tuple = TUPLE.exec(line)?.groups;
    const commit = COMMIT.exec(line)?.groups;
    if (version2 !== void 0) versions.add(version2["value"] ?? "");
    else if (tuple !== void 0) tuples.push(tuple["value"] ?? "");
    else if (commit !== void 0) commits.push(...commitIn(commit["value"] ?? ""));
    const { before, after } = version2 ?? tuple ?? commit ?? {};
    return before === void 0 ? line : `${before}\0${after ?? ""}`;
  });
  const [version = ""] = versions;
  if (versions.size !== 1 || !isScmVersion(version)) return null;
  const writers = sharedWriters(tuples.map((tuple) => tupleWriters(version, tuple)));
  if (writers?.size === 0) return null;
  const local = /\+g([0-9a-f]{7,40})/.exec(version)?.[1];
  return {
    version,
    commits: local === void 0 ? commits : [...commits, local],
    writers,
    rest: rest.join("\n")
  };
}
function commitIn(literal) {
  return literal === "None" ? [] : [literal.slice(2, -1)];
}
function sharedWriters(sets) {
  const [first, ...others] = sets.filter((set) => set !== null);
  if (first === void 0) return null;
  return new Set([...first].filter((writer) => others.every((other) => other.has(writer))));
}

// src/core/explain/rules/version-file.ts
var versionFileRule = textRule({
  id: "version-file",
  codes: ["entry-content", "tracked-file-changed"],
  names: /\.py$/,
  decode: versionFile,
  account(here, there, difference2) {
    if (isSameVersion(here.version, there.version)) return null;
    const oneTool = sharedWriters([here.writers, there.writers])?.size !== 0;
    const complete = here.rest === there.rest && oneTool && isReleased(difference2, here, there);
    return {
      because: `The version was derived from the repository: ${here.version} in the upload, ${there.version} in the other${complete ? "" : "; more than that differs, or it is not the released version"}.`,
      remedy: "Give the build the history and tags (`fetch-depth: 0`), or set SETUPTOOLS_SCM_PRETEND_VERSION to the released version.",
      complete
    };
  }
});
function isReleased(difference2, here, there) {
  const { evidence, tracked: tracked2, finding: finding2 } = difference2;
  if (evidence.commit === null || tracked2 !== null) return false;
  const { commit } = evidence.commit.tree;
  return versionNamed(finding2.path[0] ?? "") === here.version && [...here.commits, ...there.commits].every((id) => commit.startsWith(id));
}
function versionNamed(file) {
  const wheel = /^[^-]+-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file);
  const source = /^.+-([^-]+?)\.(?:tar|tar\.gz|tgz|zip)$/.exec(file);
  return wheel?.[1] ?? source?.[1] ?? null;
}

// src/core/explain/wheel-record.ts
var CONTROLS2 = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;
function wheelRecord(text) {
  if (!text.endsWith("\n") || CONTROLS2.test(text)) return null;
  const rows = /* @__PURE__ */ new Map();
  for (const line of text.slice(0, -1).split("\n")) {
    const row2 = recordRow(line);
    if (row2 === null || rows.has(row2.path)) return null;
    rows.set(row2.path, row2);
  }
  return rows;
}
function recordRow(line) {
  const parts = /^(?:"((?:[^"]|"")+)"|([^",]+)),((?:sha256=[A-Za-z0-9_-]{43})?),((?:0|[1-9]\d{0,15})?)$/.exec(
    line
  );
  if (parts === null) return null;
  const [, quoted2, plain2 = "", hash2 = "", size = ""] = parts;
  const path4 = quoted2?.replaceAll('""', '"') ?? plain2;
  if (quoted2 !== void 0 && !/[",]/.test(path4)) return null;
  return { path: path4, hash: hash2, size };
}
function recordHash(sha256) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let bits = 0n;
  for (const digit of sha256) bits = bits * 16n + BigInt(parseInt(digit, 16));
  bits <<= 2n;
  let spelled = "";
  for (let at = 0; at < 43; at++) {
    spelled = `${alphabet.charAt(Number(bits & 63n))}${spelled}`;
    bits >>= 6n;
  }
  return `sha256=${spelled}`;
}

// src/core/explain/rules/wheel-record.ts
var wheelRecordRule = textRule({
  id: "wheel-record",
  codes: ["entry-content"],
  names: /^[^/]+\.dist-info\/RECORD$/,
  decode: wheelRecord,
  account(here, there, { around }) {
    const paths = [.../* @__PURE__ */ new Set([...here.keys(), ...there.keys()])].filter(
      (path4) => !sameRow(here.get(path4), there.get(path4))
    );
    const files = entriesByPath(around);
    const derived = paths.every(
      (path4) => isTrue(here.get(path4), files.upload.get(pathFromText(path4))) && isTrue(there.get(path4), files.rebuilt.get(pathFromText(path4)))
    );
    const rows = paths.length === 0 ? "the order of its rows" : `${counted2(paths.length, "row")} (${listed(paths.map((path4) => clipped(path4)))})`;
    return {
      because: derived ? `RECORD lists the other files, and follows them in ${rows}.` : `RECORD differs in ${rows}, and not all of that follows from the files it lists.`,
      remedy: derived ? "Nothing to do here: it becomes equal when those files do." : "Build the wheel again with the tool that the commit names; do not edit it afterwards.",
      complete: derived
    };
  }
});
function sameRow(a, b) {
  return a?.hash === b?.hash && a?.size === b?.size;
}
function entriesByPath(around) {
  const index = (entries) => new Map((entries ?? []).map((entry) => [entry.path, entry]));
  return { upload: index(around.upload?.entries), rebuilt: index(around.rebuilt?.entries) };
}
function isTrue(row2, entry) {
  const sha256 = entry?.sha256 ?? null;
  const hash2 = sha256 === null ? void 0 : recordHash(sha256);
  return row2?.hash === hash2 && row2?.size === (entry === void 0 ? void 0 : String(entry.size));
}

// src/core/explain/rules/registry.ts
var RULES = [
  mtimeRule,
  orderRule,
  ownerRule,
  modeRule,
  gzipHeaderRule,
  deflateRule,
  eolRule,
  generatorVersionRule,
  wheelRecordRule,
  metadataRule,
  packageJsonRule,
  potCreationDateRule,
  versionFileRule,
  cargoVcsInfoRule,
  jarManifestRule,
  goBuildRule
];

// src/core/explain/explain.ts
var SUBSTANCE2 = /* @__PURE__ */ new Set([
  "file-content",
  "entry-only-in-upload",
  "entry-only-in-rebuild",
  "entry-content",
  "entry-type",
  "entry-link-target",
  "entry-mode",
  "tracked-file-changed",
  "not-rebuilt",
  "git-folder-in-upload"
]);
var OPEN_TO_ACCOUNTS = /* @__PURE__ */ new Set([
  "file-content",
  "entry-content",
  "entry-mode",
  "gzip-name"
]);
function explain(comparison, evidence, rules = RULES) {
  const resolver = newResolver(evidence);
  const bySha256 = evidence.commit === null ? /* @__PURE__ */ new Map() : pathsBySha256(evidence.commit.tree);
  const macros = macroNotes(
    comparison.findings.filter((finding2) => SUBSTANCE2.has(finding2.code) && concernsMacros(finding2.path.at(-1) ?? "")).map((finding2) => resolver.resolve(finding2))
  );
  const asked = rulesByCode(rules);
  const ranked = comparison.findings.map(
    (finding2) => explained(
      resolver.resolve(finding2),
      asked.get(finding2.code) ?? [],
      bySha256,
      macros.get(finding2) ?? []
    )
  );
  const findings = inRiskOrder(ranked);
  return { ...comparison, findings, files: attribute(comparison, findings, evidence) };
}
function rulesByCode(rules) {
  const byCode = /* @__PURE__ */ new Map();
  for (const rule of rules) {
    for (const code2 of rule.codes) byCode.set(code2, [...byCode.get(code2) ?? [], rule]);
  }
  return byCode;
}
function explained(difference2, rules, bySha256, macros) {
  const { finding: finding2 } = difference2;
  const found = bestAccount(difference2, rules);
  const evidenceClass = classOf(finding2, found?.account ?? null);
  const remarks = SUBSTANCE2.has(finding2.code) ? remarksOn(difference2, bySha256) : NO_REMARKS;
  const settled2 = evidenceClass === "modified-explained";
  const alarm = settled2 ? null : remarks.alarm;
  return {
    alarm,
    finding: {
      ...finding2,
      class: evidenceClass,
      risk: settled2 ? "low" : alarm === null ? finding2.risk : raised(finding2.risk),
      explanation: found === null ? null : explanationOf(found.rule, found.account),
      notes: [...finding2.notes, ...remarks.notes, ...macros]
    }
  };
}
function bestAccount(difference2, rules) {
  let hint = null;
  for (const rule of rules) {
    const account = rule.explain(difference2);
    if (account?.complete === true) return { rule, account };
    if (account !== null) hint ??= { rule, account };
  }
  return hint;
}
function explanationOf(rule, account) {
  return {
    rule: rule.id,
    because: account.because,
    remedy: account.remedy,
    docs: documentation("rules", rule.id)
  };
}
function classOf(finding2, account) {
  if (finding2.class === "unverifiable" || finding2.class === "in-commit") return finding2.class;
  if (factsOf(finding2.code).normaliser !== null) return null;
  if (finding2.code === "not-rebuilt") return "unverifiable";
  return account?.complete === true && OPEN_TO_ACCOUNTS.has(finding2.code) ? "modified-explained" : "unexplained";
}
function raised(risk) {
  return risk === "info" ? "low" : "high";
}
var NO_REMARKS = { notes: [], alarm: null };
function remarksOn(difference2, bySha256) {
  const { finding: finding2, name } = difference2;
  const commit = commitRelation(difference2, bySha256);
  const autoload = autoloadNote(name);
  const scripts = scriptChange(difference2);
  const notes2 = [...commit.notes];
  if (autoload !== null) notes2.push(autoload);
  if (scripts !== null) notes2.push(scripts.note);
  if (finding2.code === "entry-mode") notes2.push(...executableNotes(difference2));
  else notes2.push(...serialNotes(difference2), ...textChangeNotes(difference2));
  if (difference2.evidence.oversize.has(placeKey(finding2.path.slice(1)))) {
    notes2.push("too large to be looked into, so no cause was searched");
  }
  const autoloaded = autoload !== null || scripts?.onInstall === true;
  return { notes: notes2, alarm: commit.ignored ? "ignored" : autoloaded ? "autoloaded" : null };
}
function executableNotes({ upload, other }) {
  if (upload.entry === null || other.entry === null) return [];
  const here = ((upload.entry.mode ?? 0) & 73) !== 0;
  const there = ((other.entry.mode ?? 0) & 73) !== 0;
  if (here === there) return [];
  return [here ? "executable in the upload only" : "executable in the rebuild only"];
}

// src/core/explain/place-bytes.ts
function placeBytes(place, readings) {
  const bytes = [];
  for (const [depth, name] of place.entries()) {
    const entry = entriesByName(readings.get(placeKey(place.slice(0, depth)))).get(name);
    if (entry === void 0) return null;
    bytes.push(entry.path);
  }
  return bytes;
}

// src/core/excerpt/binary-format.ts
function magic(name, bytes, offset = 0) {
  return { name, offset, bytes };
}
var MAGICS = [
  magic("ELF", "ELF"),
  magic("Mach-O", "þíúÎ"),
  magic("Mach-O", "þíúÏ"),
  magic("Mach-O", "Îúíþ"),
  magic("Mach-O", "Ïúíþ"),
  magic("WebAssembly", "\0asm"),
  magic("Dalvik bytecode", "dex\n"),
  magic("LLVM bitcode", "BCÀÞ"),
  magic("PNG", "PNG\r\n\n"),
  magic("JPEG", "ÿØÿ"),
  magic("GIF", "GIF8"),
  magic("WebP", "WEBP", 8),
  magic("PDF", "%PDF-"),
  magic("WOFF", "wOFF"),
  magic("WOFF2", "wOF2"),
  magic("OpenType", "OTTO"),
  magic("TrueType", "\0\0\0"),
  magic("SQLite", "SQLite format 3\0"),
  magic("gettext catalogue", "Þ"),
  magic("gettext catalogue", "Þ")
];
var FIRST_CLASS_VERSION = 45;
function binaryFormat(body2) {
  const archive = formatOf(body2)?.id ?? unreadFormat(body2)?.name;
  if (archive !== void 0) return archive;
  const known = MAGICS.find(({ offset, bytes }) => startsWith(body2, offset, bytes));
  if (known !== void 0) return known.name;
  if (startsWith(body2, 0, "Êþº¾")) {
    return (body2[7] ?? 0) >= FIRST_CLASS_VERSION ? "Java class" : "Mach-O";
  }
  if (isPortableExecutable(body2)) return "PE";
  return isCompiledPython(body2) ? "compiled Python" : null;
}
function isPortableExecutable(body2) {
  if (!startsWith(body2, 0, "MZ") || body2.length < 64) return false;
  const view = new DataView(body2.buffer, body2.byteOffset, body2.byteLength);
  return startsWith(body2, view.getUint32(60, true), "PE\0\0");
}
function isCompiledPython(body2) {
  if (body2.length < 16 || !startsWith(body2, 2, "\r\n")) return false;
  const view = new DataView(body2.buffer, body2.byteOffset, body2.byteLength);
  return view.getUint32(4, true) < 4;
}

// src/core/excerpt/passing-body.ts
var BLOCK = 64 * 1024;
var BodyOutline = class {
  #head = new PassingSlice(0, HEAD_LENGTH);
  #digests = [];
  #hasher = newHasher();
  #filled = 0;
  /** As many of the first bytes as tell a format. */
  get head() {
    return this.#head.bytes();
  }
  push(bytes) {
    this.#head.push(bytes);
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#hasher.update(piece);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled < BLOCK) continue;
      this.#digests.push(this.#hasher.fingerprint().sha256);
      this.#hasher = newHasher();
      this.#filled = 0;
    }
  }
  /** Offset of the first block in which the two differ, or of what lies behind the blocks that both have whole. */
  firstUnequalBlock(other) {
    const at = this.#digests.findIndex((digest, block) => digest !== other.#digests[block]);
    return BLOCK * (at === -1 ? this.#digests.length : at);
  }
};
var PassingSlice = class {
  #start;
  #end;
  #pieces = [];
  #at = 0;
  constructor(start, length) {
    this.#start = start;
    this.#end = start + length;
  }
  push(bytes) {
    const from = Math.max(0, this.#start - this.#at);
    const piece = bytes.slice(from, Math.max(from, this.#end - this.#at));
    if (piece.length > 0) this.#pieces.push(piece);
    this.#at += bytes.length;
  }
  bytes() {
    const whole2 = new Uint8Array(this.#pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      whole2.set(piece, at);
      at += piece.length;
    }
    return whole2;
  }
};

// src/core/excerpt/text-window.ts
var LINE_FEED2 = 10;
var CONTEXT = 3;
var REACH = 2e3;
var LEAD = 80;
var MOST_COMPARED = 128 * 1024;
function firstUnequal(upload, rebuilt) {
  return commonStart(upload, rebuilt);
}
function textWindow(upload, rebuilt) {
  const first = firstUnequal(upload, rebuilt);
  const tail = commonEnd(upload.subarray(first), rebuilt.subarray(first));
  const start = startOf(upload, first);
  const isInLine = [upload, rebuilt].some((body2) => {
    const end = body2.length - tail;
    return end > 0 && body2[end - 1] !== LINE_FEED2;
  });
  const ending = endingOf(upload, tail, isInLine);
  const side2 = (body2) => sideTo(body2, start.offset, body2.length - tail + ending);
  return {
    line: 1 + feedsIn(upload, start.offset),
    upload: side2(upload),
    rebuilt: side2(rebuilt),
    start: start.offset,
    startsInside: start.isInside
  };
}
function startOf(body2, first) {
  let offset = lineStart(body2, first);
  if (first - offset > REACH) {
    return { offset: characterStart(body2, first - LEAD), isInside: true };
  }
  for (let above2 = 0; above2 < CONTEXT && offset > 0; above2++) {
    const earlier = lineStart(body2, offset - 1);
    if (offset - earlier > REACH) break;
    offset = earlier;
  }
  return { offset, isInside: false };
}
function lineStart(body2, at) {
  return at === 0 ? 0 : body2.lastIndexOf(LINE_FEED2, at - 1) + 1;
}
function endingOf(body2, tail, isInLine) {
  const begin = body2.length - tail;
  let end = begin;
  for (let lines = isInLine ? 0 : 1; lines <= CONTEXT && end < body2.length; lines++) {
    const feed = body2.indexOf(LINE_FEED2, end);
    const next = feed === -1 ? body2.length : feed + 1;
    if (next - end > REACH) {
      if (lines === 0) end = characterStart(body2, end + LEAD);
      break;
    }
    end = next;
  }
  return end - begin;
}
function sideTo(body2, start, end) {
  if (end - start <= MOST_COMPARED) return closed(body2, end, false);
  const feed = body2.lastIndexOf(LINE_FEED2, start + MOST_COMPARED - 1);
  return closed(body2, feed > start ? feed + 1 : characterStart(body2, start + MOST_COMPARED), true);
}
function closed(body2, end, isCut) {
  return { end, endsInside: end < body2.length && body2[end - 1] !== LINE_FEED2, isCut };
}
function characterStart(body2, at) {
  let offset = at;
  while (at - offset < 3 && offset > 0 && ((body2[offset] ?? 0) & 192) === 128) offset -= 1;
  return offset;
}
function feedsIn(body2, end) {
  let count = 0;
  for (let at = body2.indexOf(LINE_FEED2); at !== -1 && at < end; at = body2.indexOf(LINE_FEED2, at + 1))
    count += 1;
  return count;
}

// src/core/excerpt/byte-excerpt.ts
var ROW = 16;
function byteExcerpt({ upload, rebuilt }) {
  const offset = upload === null || rebuilt === null ? 0 : firstUnequal(upload, rebuilt);
  const side2 = (body2) => body2 === null ? null : { head: body2, from: 0, bytes: body2 };
  return excerptAt(offset, side2(upload), side2(rebuilt));
}
function partAround(block) {
  const start = Math.max(0, block - ROW);
  return { start, length: block - start + BLOCK + EXCERPT_CAPS.window };
}
function cutExcerpt(upload, rebuilt) {
  const offset = upload.from + firstUnequal(upload.bytes, rebuilt.bytes);
  return excerptAt(offset, upload, rebuilt);
}
function excerptAt(offset, upload, rebuilt) {
  const start = Math.max(0, offset - offset % ROW - ROW);
  const side2 = (cut2) => {
    if (cut2 === null) return null;
    const at = start - cut2.from;
    const part = cut2.bytes.subarray(at, at + EXCERPT_CAPS.window);
    return { format: binaryFormat(cut2.head), hex: hexOf(part) };
  };
  return { kind: "bytes", offset, start, upload: side2(upload), rebuilt: side2(rebuilt) };
}

// src/core/excerpt/readable.ts
var LOOKED_AT = 8 * 1024;
var PER_CONTROL = 100;
var PER_STRANGER = 4;
function isReadable(body2) {
  if (binaryFormat(body2) !== null) return false;
  const text = utf8Text(body2);
  if (text === null ? body2.includes(0) : text.includes("\0")) return false;
  const head = body2.subarray(0, LOOKED_AT);
  let controls = 0;
  let strangers = 0;
  for (const byte of head) {
    if (byte >= 128) strangers += 1;
    else if (byte < 32 || byte === 127) controls += Number(isControl(byte));
  }
  if (controls * PER_CONTROL > head.length) return false;
  return strangers * PER_STRANGER <= head.length || text !== null;
}
function isControl(byte) {
  return byte < 32 && (byte < 9 || byte > 13) && byte !== 27 || byte === 127;
}

// src/core/excerpt/text-excerpt.ts
var MOST_EDITS = 400;
var UNENDED = "\0";
function textExcerpt(bodies, diff) {
  const upload = bodies.upload ?? new Uint8Array();
  const rebuilt = bodies.rebuilt ?? new Uint8Array();
  const isUtf82 = utf8Text(upload) !== null && utf8Text(rebuilt) !== null;
  const stretch = textWindow(upload, rebuilt);
  const left = linesOf(rebuilt, stretch.rebuilt, stretch.start, isUtf82);
  const right = linesOf(upload, stretch.upload, stretch.start, isUtf82);
  const runs = diff(left.texts, right.texts, MOST_EDITS) ?? replaced(left, right);
  const most = bodies.upload === null || bodies.rebuilt === null ? "linesAlone" : "lines";
  const { hunks, isWhole } = hunksOf(runs, { left, right, stretch, isUtf8: isUtf82 }, EXCERPT_CAPS[most]);
  return {
    kind: "diff",
    encoding: isUtf82 ? "utf-8" : "other",
    hunks,
    whole: isWhole && !stretch.upload.isCut && !stretch.rebuilt.isCut
  };
}
function linesOf(body2, side2, start, isUtf82) {
  const part = body2.subarray(start, side2.end);
  const text = isUtf82 ? utf8Text(part) ?? "" : pathFromBytes(part);
  const texts3 = text.split("\n");
  const last = texts3.pop() ?? "";
  if (last !== "") texts3.push(side2.endsInside ? last : last + UNENDED);
  return { texts: texts3, side: side2 };
}
function replaced(left, right) {
  return [
    { fate: "removed", count: left.texts.length },
    { fate: "added", count: right.texts.length }
  ];
}
function hunksOf(runs, { left, right, stretch, isUtf8: isUtf82 }, most) {
  const hunks = [];
  let open2 = [];
  const at = { left: 0, right: 0 };
  let room = most;
  const close = () => {
    const behind2 = { rebuilt: stretch.line + at.left, upload: stretch.line + at.right };
    if (open2.length > 0) hunks.push(hunkOf(open2, behind2));
    open2 = [];
  };
  const show = (sign, twin) => {
    const [side2, which] = sign === "-" ? [left, at.left] : [right, at.right];
    const inside = {
      startsInside: which === 0 && stretch.startsInside,
      endsInside: which === side2.texts.length - 1 && side2.side.endsInside
    };
    open2.push(excerptLine(sign, side2.texts[which] ?? "", twin, inside, isUtf82));
    room -= 1;
  };
  for (const [which, { fate, count }] of runs.entries()) {
    const skipped = fate === "kept" ? skippedOf(runs, which) : { from: count, to: count };
    const twins = { kept: void 0, removed: runs[which + 1], added: runs[which - 1] }[fate];
    for (let step = 0; step < count; step++) {
      if (step === skipped.from) {
        close();
        step = skipped.to;
        at.left += skipped.to - skipped.from;
        at.right += skipped.to - skipped.from;
        if (step === count) break;
      }
      if (room === 0) {
        close();
        return { hunks, isWhole: false };
      }
      const hasTwin = twins !== void 0 && twins.fate !== "kept" && step < twins.count;
      if (fate === "kept") show(" ", void 0);
      else if (fate === "removed") show("-", hasTwin ? right.texts[at.right + step] : void 0);
      else show("+", hasTwin ? left.texts[at.left - twins.count + step] : void 0);
      if (fate !== "added") at.left += 1;
      if (fate !== "removed") at.right += 1;
    }
  }
  close();
  return { hunks, isWhole: true };
}
function skippedOf(runs, which) {
  const count = runs[which]?.count ?? 0;
  const from = which === 0 ? 0 : CONTEXT;
  const to = which === runs.length - 1 ? count : count - CONTEXT;
  return from < to ? { from, to } : { from: count, to: count };
}
var LEAD2 = 60;
function excerptLine(sign, line, twin, inside, isUtf82) {
  const unended = line.endsWith(UNENDED);
  const whole2 = unended ? line.slice(0, -1) : line;
  const change = twin === void 0 ? 0 : firstUnequalUnit(whole2, twin);
  const isLong = whole2.length > EXCERPT_CAPS.line;
  const start = isLong && change > EXCERPT_CAPS.line - LEAD2 ? between(whole2, change - LEAD2) : 0;
  const end = isLong ? between(whole2, start + EXCERPT_CAPS.line) : whole2.length;
  const cutStart = start > 0 || inside.startsInside;
  const cutEnd = end < whole2.length || inside.endsInside;
  const text = whole2.slice(start, end);
  return {
    sign,
    text: isUtf82 ? copied(text) : displayPath(text),
    ...cutStart || cutEnd ? { cut: cutStart ? cutEnd ? "both" : "start" : "end" } : {},
    ...unended ? { unended: true } : {}
  };
}
function firstUnequalUnit(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
function between(text, at) {
  return (text.codePointAt(at - 1) ?? 0) > 65535 ? at - 1 : at;
}
function copied(text) {
  return DECODER2.decode(ENCODER.encode(text));
}
var ENCODER = new TextEncoder();
var DECODER2 = new TextDecoder("utf-8", { ignoreBOM: true });
function hunkOf(lines, behind2) {
  const rebuiltCount = lines.filter(({ sign }) => sign !== "+").length;
  const uploadCount = lines.filter(({ sign }) => sign !== "-").length;
  return {
    rebuiltStart: behind2.rebuilt - rebuiltCount,
    rebuiltCount,
    uploadStart: behind2.upload - uploadCount,
    uploadCount,
    lines
  };
}

// src/core/excerpt/excerpts.ts
function withExcerpts(comparison, evidence, diff) {
  const resolver = newResolver(evidence);
  let left = EXCERPT_CAPS.perUpload;
  const findings = comparison.findings.map((finding2) => {
    if (left === 0 || excerptSides(finding2.code) === null) return finding2;
    const bodies = bodiesOf(resolver.resolve(finding2));
    if (bodies === null) return finding2;
    left -= 1;
    return { ...finding2, excerpt: excerptOf(bodies, diff) };
  });
  return { ...comparison, findings };
}
function bodiesOf({ finding: finding2, upload, other }) {
  switch (excerptSides(finding2.code)) {
    case "both":
      if (upload.body === null || other.body === null) return null;
      return { upload: upload.body, rebuilt: other.body };
    case "upload":
      return upload.body === null ? null : { upload: upload.body, rebuilt: null };
    case "rebuilt":
      return other.body === null ? null : { upload: null, rebuilt: other.body };
    case null:
      return null;
  }
}
function excerptOf(bodies, diff) {
  const isText = [bodies.upload, bodies.rebuilt].every((body2) => body2 === null || isReadable(body2));
  return isText ? textExcerpt(bodies, diff) : byteExcerpt(bodies);
}

// src/core/explain/wanted.ts
var BODY_CAPS = { each: 4 * 1024 * 1024, total: 32 * 1024 * 1024 };
var LARGEST_ALONE = 1024 * 1024;
var CONTENT = /* @__PURE__ */ new Set([
  "entry-content",
  "file-content",
  "tracked-file-changed"
]);
var READ_ALONE = /\.m4$|(^|\/)package\.json$/;
function wantedBodies(comparison, upload, rebuilt, caps) {
  const sizes = { upload: sizesIn(upload), rebuilt: sizesIn(rebuilt ?? /* @__PURE__ */ new Map()) };
  const wanted = {
    upload: /* @__PURE__ */ new Map(),
    rebuilt: /* @__PURE__ */ new Map()
  };
  const oversize = /* @__PURE__ */ new Set();
  let left = caps.total;
  const take = (side2, place) => {
    const key = placeKey(place);
    const size = sizes[side2](place);
    if (size === null || wanted[side2].has(key)) return;
    if (size > caps.each || size > left) {
      oversize.add(key);
      return;
    }
    left -= size;
    wanted[side2].set(key, place);
  };
  for (const finding2 of byUrgency(comparison.findings)) {
    for (const place of placesOf(finding2)) {
      take("upload", place);
      take("rebuilt", place);
    }
  }
  for (const { side: side2, place } of lonePlaces(comparison.findings)) {
    if ((sizes[side2](place) ?? 0) <= Math.min(LARGEST_ALONE, left)) take(side2, place);
  }
  return { upload: [...wanted.upload.values()], rebuilt: [...wanted.rebuilt.values()], oversize };
}
function lonePlaces(findings) {
  return findings.flatMap(({ code: code2, path: path4 }) => {
    const side2 = excerptSides(code2);
    return side2 === "upload" || side2 === "rebuilt" ? [{ side: side2, place: path4.slice(1) }] : [];
  }).slice(0, EXCERPT_CAPS.perUpload);
}
function byUrgency(findings) {
  const urgent = (finding2) => autoloadNote(finding2.path.at(-1) ?? "") !== null;
  return [...findings.filter(urgent), ...findings.filter((finding2) => !urgent(finding2))];
}
function placesOf(finding2) {
  const place = finding2.path.slice(1);
  const name = place.at(-1) ?? "";
  const alone = READ_ALONE.test(name) && ["entry-only-in-upload", "not-rebuilt"].includes(finding2.code);
  if (!CONTENT.has(finding2.code) && !alone) return [];
  const folder = place.slice(0, -1);
  const info = /^([^/]+\.dist-info)\/METADATA$/.exec(name)?.[1];
  if (info !== void 0) return [place, [...folder, `${info}/WHEEL`]];
  return name.endsWith(".m4") ? [place, [...folder, aclocalBeside(name)]] : [place];
}
function sizesIn(readings) {
  return (place) => {
    const name = place.at(-1);
    if (name === void 0) {
      const reading = readings.get(placeKey([]));
      return reading?.kind === "opaque" ? reading.content.size : null;
    }
    const entry = entriesByName(readings.get(placeKey(place.slice(0, -1)))).get(name);
    return entry?.type === "file" ? entry.size : null;
  };
}
var WHOLE2 = /* @__PURE__ */ new Set([
  "gzip-header",
  "gzip-name",
  "gzip-extra",
  "compression-layout",
  "compressor-settings",
  "entry-order"
]);
function nestedPlaces(comparison) {
  const places = /* @__PURE__ */ new Map();
  for (const { code: code2, path: path4 } of comparison.findings) {
    const whole2 = path4.slice(1);
    const deepest = WHOLE2.has(code2) ? whole2.length : whole2.length - 1;
    for (let depth = 1; depth <= deepest; depth++) {
      const place = whole2.slice(0, depth);
      places.set(placeKey(place), place);
    }
  }
  return [...places.values()];
}
function wantedPaths(comparison, reading, tree, subdirectory) {
  const blobs = /* @__PURE__ */ new Set();
  const untracked = /* @__PURE__ */ new Set();
  if (reading.kind === "archive") {
    const paths = commitPaths(reading.archive.entries, tree, subdirectory);
    for (const { code: code2, path: path4 } of comparison.findings) {
      const entry = path4.length === 2 ? entriesByName(reading).get(path4[1] ?? "") : void 0;
      const own = entry === void 0 ? null : paths.of(entry.path);
      if (own === null) continue;
      if (!tree.files.has(own)) untracked.add(own);
      else if (code2 === "tracked-file-changed") blobs.add(own);
    }
  }
  return { blobs: [...blobs], untracked: [...untracked] };
}

// src/app/large-excerpts.ts
var MOST = 8;
var LARGEST = 1024 * 1024 * 1024;
var BOTH = /* @__PURE__ */ new Set(["entry-content", "file-content"]);
async function withLargeExcerpts(comparison, sides, held, means) {
  const { upload, rebuilt } = sides;
  if (rebuilt === null) return comparison;
  let left = EXCERPT_CAPS.perUpload - comparison.findings.filter(hasExcerpt).length;
  left = Math.min(left, MOST);
  const findings = [];
  for (const finding2 of comparison.findings) {
    const place = finding2.path.slice(1);
    const bodies = [bodyAt(upload, place), bodyAt(rebuilt, place)];
    const [one, other] = bodies;
    const isWanted = left > 0 && BOTH.has(finding2.code) && finding2.excerpt === null;
    if (!isWanted || one === null || other === null) findings.push(finding2);
    else if (!bodies.some((body2) => body2 !== null && body2.size > held)) findings.push(finding2);
    else if (Math.max(one.size, other.size) > LARGEST) findings.push(finding2);
    else {
      left -= 1;
      findings.push({ ...finding2, excerpt: await excerptOf2(one, other, means) });
    }
  }
  return { ...comparison, findings };
}
function hasExcerpt({ excerpt }) {
  return excerpt !== null;
}
function bodyAt({ file, readings }, place) {
  const bytes = placeBytes(place, readings);
  if (bytes === null) return null;
  const inside = bytes.slice(0, -1);
  const around = readings.get(placeKey(place.slice(0, -1)));
  const print = printIn(around, bytes.at(-1));
  const path4 = bytes.at(-1) ?? pathFromText("");
  return print === null ? null : { file, inside, path: path4, ...print };
}
function printIn(reading, path4) {
  if (path4 === void 0) return reading?.kind === "opaque" ? reading.content : null;
  if (reading?.kind !== "archive") return null;
  const entry = reading.archive.entries.find((candidate) => candidate.path === path4);
  if (entry === void 0 || entry.sha256 === null) return null;
  return { size: entry.size, sha256: entry.sha256 };
}
async function excerptOf2(upload, rebuilt, means) {
  const outlines = [new BodyOutline(), new BodyOutline()];
  const [one, other] = outlines;
  if (!await bothPass([upload, rebuilt], outlines, means)) return null;
  const { start, length } = partAround(one.firstUnequalBlock(other));
  const slices = [new PassingSlice(start, length), new PassingSlice(start, length)];
  if (!await bothPass([upload, rebuilt], slices, means)) return null;
  const cut2 = (at) => ({
    head: outlines[at].head,
    from: start,
    bytes: slices[at].bytes()
  });
  return cutExcerpt(cut2(0), cut2(1));
}
async function bothPass(bodies, taps, { files, limits, signal }) {
  for (const at of [0, 1]) {
    const { file, inside, path: path4, sha256 } = bodies[at];
    const sink = {
      wants: (wanted) => wanted === path4,
      body: (_, bytes) => {
        taps[at].push(bytes);
      }
    };
    const reading = await files.pass(file, inside, sink, limits, signal);
    const read = printIn(reading, reading.kind === "opaque" ? void 0 : path4);
    if (read?.sha256 !== sha256) return false;
  }
  return true;
}

// src/app/explain.ts
async function explainComparison(request, means) {
  const { comparison, upload, rebuilt } = request;
  const readings = {
    upload: await readingsOf(upload, comparison, means),
    rebuilt: rebuilt === null ? null : await readingsOf(rebuilt, comparison, means)
  };
  const wanted = wantedBodies(
    comparison,
    readings.upload,
    readings.rebuilt,
    means.caps ?? BODY_CAPS
  );
  const side2 = async (of, known, places) => ({
    readings: known,
    bodies: await bodiesOf2(of, known, places, means)
  });
  const evidence = {
    upload: await side2(upload, readings.upload, wanted.upload),
    rebuilt: rebuilt === null || readings.rebuilt === null ? null : await side2(rebuilt, readings.rebuilt, wanted.rebuilt),
    commit: await commitEvidence(request, means.caps ?? BODY_CAPS),
    oversize: wanted.oversize
  };
  const shown3 = withExcerpts(explain(comparison, evidence), evidence, means.diffLines);
  const sides = {
    upload: { file: upload.file, readings: readings.upload },
    rebuilt: rebuilt === null || readings.rebuilt === null ? null : { file: rebuilt.file, readings: readings.rebuilt }
  };
  return withLargeExcerpts(shown3, sides, (means.caps ?? BODY_CAPS).each, means);
}
async function readingsOf(of, comparison, { files, limits, signal }) {
  const readings = /* @__PURE__ */ new Map([[placeKey([]), of.reading]]);
  for (const place of nestedPlaces(comparison)) {
    const inside = placeBytes(place, readings);
    if (inside === null) continue;
    readings.set(placeKey(place), await files.read(of.file, inside, limits, signal));
  }
  return readings;
}
async function bodiesOf2(of, readings, places, { files, limits, signal, caps = BODY_CAPS }) {
  const byContainer = /* @__PURE__ */ new Map();
  for (const place of places) {
    const key = placeKey(place.slice(0, -1));
    const group = byContainer.get(key);
    if (group === void 0) byContainer.set(key, [place]);
    else group.push(place);
  }
  const bodies = /* @__PURE__ */ new Map();
  for (const group of byContainer.values()) {
    const keys2 = /* @__PURE__ */ new Map();
    let inside = [];
    for (const place of group) {
      const bytes = placeBytes(place, readings);
      if (bytes === null) continue;
      inside = bytes.slice(0, -1);
      keys2.set(bytes.at(-1) ?? pathFromText(""), placeKey(place));
    }
    const found = await files.bodies(of.file, inside, [...keys2.keys()], caps.each, limits, signal);
    for (const [path4, body2] of found) {
      const key = keys2.get(path4);
      if (key !== void 0) bodies.set(key, body2);
    }
  }
  return bodies;
}
async function commitEvidence({ comparison, upload, source, subdirectory, archiveForms = /* @__PURE__ */ new Map() }, caps) {
  if (source === null) return null;
  const { tree } = source;
  const wanted = wantedPaths(comparison, upload.reading, tree, subdirectory);
  const blobs = /* @__PURE__ */ new Map();
  let left = caps.total;
  for (const path4 of [projectFile(subdirectory), ...wanted.blobs]) {
    const size = tree.files.get(path4)?.size ?? Infinity;
    if (size > caps.each || size > left) continue;
    const blob = await source.readBlob(path4, caps.each);
    if (blob === void 0) continue;
    blobs.set(path4, blob);
    left -= blob.length;
  }
  const ignored = await source.ignoreRules(wanted.untracked);
  return { tree, subdirectory, blobs, ignored, archiveForms };
}

// src/app/judge.ts
async function judgePair(upload, rebuilt, means) {
  return judged(await explainedPair(upload, rebuilt, means), means);
}
async function judgeByCommit(upload, source, means) {
  const reading = await means.files.read(upload.file, [], means.limits, means.signal);
  const subdirectory = subdirectoryOf(source);
  const { tree } = source;
  const archiveForms = await source.archiveForms(changedPaths(reading, tree, subdirectory));
  const compared = compareWithCommit({
    name: upload.name,
    reading,
    tree,
    subdirectory,
    archiveForms
  });
  return judged(await explained2(compared, { upload, reading, archiveForms }, null, means), means);
}
async function judgeUnmatched(upload, means) {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  return judged(uploadNotRebuilt(upload.name, fingerprint), means);
}
async function judgeUnbuilt(upload, outcome, means) {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  const message = `there is no rebuild to compare with: ${outcome.detail}`;
  const comparison = {
    upload: { name: upload.name, ...fingerprint },
    rebuilt: null,
    level: null,
    findings: [],
    undecided: [{ code: "build-failed", message, path: [upload.name], side: "rebuilt" }],
    files: {}
  };
  return judged(comparison, means);
}
async function judgeNotApplicable(upload, kind, means) {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  const message = `${kind}, which no preset builds from a commit`;
  const comparison = {
    upload: { name: upload.name, ...fingerprint },
    rebuilt: null,
    level: null,
    findings: [],
    undecided: [{ code: NOT_APPLICABLE, message, path: [upload.name], side: "upload" }],
    files: {}
  };
  return judged(comparison, means);
}
async function selfCheck(artifact, first, second, means) {
  if (second === null) return { ...artifact, stability: "unstable" };
  const { comparison: again } = await compareFiles(
    {
      upload: first,
      rebuilt: second,
      limits: means.limits,
      commit: null,
      accepted: means.accepted
    },
    means,
    means.signal
  );
  const { findings } = decide(again, means.accepted);
  const checked = markUnstable(artifact.comparison, { ...again, findings });
  return { ...judged(checked.comparison, means), stability: checked.stability };
}
async function explainedPair(upload, rebuilt, means) {
  const { source, limits, accepted } = means;
  const commit = source === null ? null : { tree: source.tree, subdirectory: subdirectoryOf(source) };
  const compared = await compareFiles(
    { upload, rebuilt, limits, commit, accepted },
    means,
    means.signal
  );
  if (compared.upload === null || compared.rebuilt === null) return compared.comparison;
  return explained2(
    compared.comparison,
    { upload, reading: compared.upload },
    { file: rebuilt.file, reading: compared.rebuilt },
    means
  );
}
function explained2(comparison, { upload, reading, archiveForms = /* @__PURE__ */ new Map() }, rebuilt, means) {
  const { source, files, diffLines: diffLines3, limits, signal } = means;
  return explainComparison(
    {
      comparison,
      upload: { file: upload.file, reading },
      rebuilt,
      source,
      subdirectory: source === null ? pathFromText("") : subdirectoryOf(source),
      archiveForms
    },
    { files, diffLines: diffLines3, limits, signal }
  );
}
function judged(comparison, { accepted }) {
  return { comparison, decision: decide(comparison, accepted), reason: null, stability: null };
}
function subdirectoryOf({ tree }) {
  return pathFromText(tree.subdirectory ?? "");
}

// src/app/run-log.ts
var RunLog = class {
  #clock;
  #next;
  #notices = [];
  #timings = /* @__PURE__ */ new Map();
  #phase = null;
  constructor(clock, next) {
    this.#clock = clock;
    this.#next = next;
  }
  phase(name, detail) {
    this.#close();
    this.#phase = { name, since: this.#clock.monotonic() };
    this.#next.phase(name, detail);
  }
  notice(code2, message) {
    const known = this.#notices.some((said) => said.code === code2 && said.message === message);
    if (known) return;
    this.#notices.push({ code: code2, message });
    this.#next.notice(code2, message);
  }
  /** Limits that the caller set otherwise go into the report: with others the same files could be refused, or read. */
  limits(limits) {
    const changed = changedLimits(limits);
    if (changed.length > 0) this.notice("limits-changed", `limits set to ${changed.join(", ")}`);
  }
  buildOutput(chunk) {
    this.#next.buildOutput(chunk);
  }
  /** Each notice once, in the order they were given. */
  notices() {
    return this.#notices;
  }
  /** Phase to milliseconds; ends the phase that is running. */
  timings() {
    this.#close();
    return this.#timings;
  }
  #close() {
    if (this.#phase === null) return;
    const { name, since } = this.#phase;
    const spent = this.#clock.monotonic() - since;
    this.#timings.set(name, (this.#timings.get(name) ?? 0) + spent);
    this.#phase = null;
  }
};

// src/app/compare-given.ts
async function compareGiven(request, ports, signal) {
  const { upload, rebuilt, accepted, limits } = request;
  const createdAt = ports.clock.now();
  const log = new RunLog(ports.clock, ports.progress);
  log.limits(limits);
  for (const { file } of [upload, rebuilt]) await ports.files.size(file);
  const source = request.source === null ? null : await ports.prover.prove(request.source, ports.scratch, log, signal);
  log.phase("compare", `${upload.name} with ${rebuilt.name}`);
  const artifact = await judgePair(upload, rebuilt, {
    files: ports.files,
    secondOpinion: ports.secondOpinion,
    diffLines: ports.diffLines,
    limits,
    accepted,
    source,
    signal
  });
  return makeReport({
    command: "compare",
    mode: "given",
    toolVersion: request.toolVersion,
    createdAt,
    source: source?.tree ?? null,
    build: null,
    artifacts: [artifact],
    accepted,
    notices: log.notices(),
    timings: log.timings()
  });
}

// src/adapters/container-content.ts
var readContent = async (file, reading, signal, take) => {
  if (reading.kind !== "archive") return false;
  const { content, entries } = reading.archive;
  const limits = {
    ...DEFAULT_LIMITS,
    input: Math.max(DEFAULT_LIMITS.input, reading.file.size),
    output: content.size,
    entry: content.size,
    meta: content.size,
    ratio: Infinity,
    entries: Math.max(DEFAULT_LIMITS.entries, entries.length)
  };
  const sink = { wants: () => false, body: () => void 0, content: take };
  const again = (await readFile(file, { inside: [], sink }, limits, signal)).reading;
  return again.kind === "archive" && again.archive.content.sha256 === content.sha256;
};
function rememberedContent(files) {
  return async (file, reading, signal, take) => {
    const pieces = files.content(file, reading);
    if (pieces === null) return readContent(file, reading, signal, take);
    for (const piece of pieces) take(piece);
    return true;
  };
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value2) => {
      value2 = this.postProcess(value2, options);
      if (callback) {
        setTimeout(function() {
          callback(value2);
        }, 0);
        return void 0;
      } else {
        return value2;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path4, added, removed, oldPosInc, options) {
    const last = path4.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
      return {
        oldPos: path4.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path4.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value2, options) {
    return value2;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value2, options) {
    return Array.from(value2);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value2 = newTokens.slice(newPos, newPos + component.count);
          value2 = value2.map(function(value3, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value3.length ? oldValue : value3;
          });
          component.value = this.join(value2);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
  tokenize(value2) {
    return value2.slice();
  }
  join(value2) {
    return value2;
  }
  removeEmpty(value2) {
    return value2;
  }
};
var arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}

// src/adapters/line-diff.ts
var diffLines = (from, to, mostEdits) => {
  const runs = diffArrays([...from], [...to], { maxEditLength: mostEdits });
  if (runs === void 0) return null;
  return runs.map(({ added, removed, count }) => ({
    fate: added ? "added" : removed ? "removed" : "kept",
    count
  }));
};

// src/adapters/pass-memory.ts
var MEMORY_ROOM = {
  content: 32 * 1024 * 1024,
  bodyBytes: 32 * 1024 * 1024,
  bodies: 8192
};
var PassMemory = class {
  #bodies = /* @__PURE__ */ new Map();
  #bodiesLeft;
  #bodyRoom;
  #lostBody = false;
  #content = [];
  #contentRoom;
  constructor(room) {
    this.#bodiesLeft = room.bodies;
    this.#bodyRoom = room.bodyBytes;
    this.#contentRoom = room.content;
  }
  wants(path4) {
    if (this.#bodiesLeft === 0) {
      this.#lostBody = true;
      return false;
    }
    this.#bodiesLeft -= 1;
    this.#bodies.set(path4, []);
    return true;
  }
  body(path4, bytes, offset) {
    const known = this.#bodies.get(path4);
    if (known === void 0) return;
    if (offset !== null && this.#content !== null) {
      const start = isSpan(known) ? known.start : offset;
      this.#bodies.set(path4, { start, end: offset + bytes.length });
    } else if (!isSpan(known) && offset === null && bytes.length <= this.#bodyRoom) {
      this.#bodyRoom -= bytes.length;
      this.#bodies.set(path4, [...known, bytes.slice()]);
    } else {
      this.#forget(path4, known);
    }
  }
  content(bytes) {
    if (this.#content === null) return;
    this.#contentRoom -= bytes.length;
    if (this.#contentRoom >= 0) {
      this.#content.push(bytes.slice());
      return;
    }
    this.#content = null;
    for (const [path4, known] of this.#bodies) if (isSpan(known)) this.#forget(path4, known);
  }
  /** The body of an entry: null when there is no such file, undefined when nobody knows any more. */
  bodyOf(path4) {
    const known = this.#bodies.get(path4);
    if (known === void 0) return this.#lostBody ? void 0 : null;
    const pieces = isSpan(known) ? piecesOf(this.#content ?? [], known) : known;
    const [only4, ...more] = pieces;
    const whole2 = only4 !== void 0 && more.length === 0 ? only4 : new Uint8Array(Buffer.concat(pieces));
    this.#bodies.set(path4, [whole2]);
    return whole2;
  }
  /** The whole container in pieces; null when it was too long to be kept. */
  pieces() {
    return this.#content;
  }
  #forget(path4, known) {
    if (!isSpan(known)) for (const piece of known) this.#bodyRoom += piece.length;
    this.#bodies.delete(path4);
    this.#lostBody = true;
  }
};
function isSpan(known) {
  return "start" in known;
}
function piecesOf(content, { start, end }) {
  const found = [];
  let at = 0;
  for (const piece of content) {
    if (at >= end) break;
    if (at + piece.length > start) found.push(piece.subarray(Math.max(0, start - at), end - at));
    at += piece.length;
  }
  return found;
}

// src/adapters/remembered-files.ts
var MOST_FILES = 2;
var RememberedFiles = class {
  #known = /* @__PURE__ */ new Map();
  #room;
  constructor(room = MEMORY_ROOM) {
    this.#room = room;
  }
  size(file) {
    return archiveFiles.size(file);
  }
  fingerprint(file, signal) {
    return archiveFiles.fingerprint(file, signal);
  }
  async read(file, inside, limits, signal) {
    const [outer, ...further] = inside;
    if (outer === void 0) return this.#readWhole(file, limits, signal);
    const known = this.#knownBody(file, outer, limits);
    if (known === null) return archiveFiles.read(file, inside, limits, signal);
    return readEntry(
      known.body,
      known.profile,
      { inside: further, sink: null },
      known.counters,
      signal
    );
  }
  async bodies(file, inside, paths, limit, limits, signal) {
    const [outer, ...further] = inside;
    if (outer === void 0) {
      const bodies = this.#knownBodies(file, paths, limit, limits);
      return bodies ?? archiveFiles.bodies(file, inside, paths, limit, limits, signal);
    }
    const known = this.#knownBody(file, outer, limits);
    if (known === null) return archiveFiles.bodies(file, inside, paths, limit, limits, signal);
    const sink = new CollectedBodies(paths, limit);
    assertRead(
      await readEntry(known.body, known.profile, { inside: further, sink }, known.counters, signal),
      file
    );
    return sink.bodies();
  }
  /** What is asked for so is too large to be remembered. */
  pass(file, inside, sink, limits, signal) {
    return archiveFiles.pass(file, inside, sink, limits, signal);
  }
  /** The bytes of the container that this reading is of, in pieces; null when they are not known any more. */
  content(file, reading) {
    const known = this.#known.get(file);
    return known?.print === reading.file ? known.memory.pieces() : null;
  }
  async #readWhole(file, limits, signal) {
    this.#known.delete(file);
    const memory = new PassMemory(this.#room);
    const { reading, counters } = await readFile(
      file,
      { inside: [], sink: memory },
      limits,
      signal
    );
    if (reading.kind === "archive" || reading.kind === "opaque") {
      const container2 = reading.kind === "archive" ? beginningOf(reading.archive) : null;
      this.#known.set(file, { print: reading.file, container: container2, memory, counters, limits });
      for (const oldest of this.#known.keys()) {
        if (this.#known.size <= MOST_FILES) break;
        this.#known.delete(oldest);
      }
    }
    return reading;
  }
  #knownBody(file, path4, limits) {
    const known = this.#known.get(file);
    if (known?.limits !== limits) return null;
    const body2 = known.memory.bodyOf(path4) ?? null;
    if (body2 === null || known.container === null) return null;
    const profile = profileOfMember(known.container, path4);
    return { body: body2, profile, counters: known.counters };
  }
  /** null when one of them is not known, whether it is there or not. */
  #knownBodies(file, paths, limit, limits) {
    const known = this.#known.get(file);
    if (known?.limits !== limits) return null;
    const found = /* @__PURE__ */ new Map();
    for (const path4 of paths) {
      const body2 = known.memory.bodyOf(path4);
      if (body2 === void 0) return null;
      if (body2 !== null && body2.length <= limit) found.set(path4, body2);
    }
    return found;
  }
};
function beginningOf({ format, entries }) {
  return { format, entries: entries.slice(0, 1) };
}

// src/entry/wire-gate.ts
function gatePorts({ scratch, clock, progress, environment }) {
  const files = new RememberedFiles();
  return {
    clock,
    scratch,
    progress,
    prover: lateProver(environment),
    sandbox: lateSandbox(clock, environment),
    files,
    parsers: async () => (await import("./manifest-parsers-RHASWXHA.js")).manifestParsers,
    secondOpinion: lateOpinion(files),
    diffLines
  };
}
function lateProver(environment) {
  return {
    async prove(request, ...rest) {
      const { GitSourceProver } = await import("./git-source-66GZYIK3.js");
      return new GitSourceProver({ environment }).prove(request, ...rest);
    }
  };
}
function lateSandbox(clock, environment) {
  let sandbox = null;
  return {
    async run(plan, ...rest) {
      await import("./second-opinion-ZNH6TNKV.js");
      const { BuildSandbox } = await import("./build-runner-AZQ3TIBG.js");
      const { machineConfiners } = await import("./confiners-FEUATC76.js");
      const isDemanded = plan.sandbox === "required" || plan.network.insisted && plan.network.mode !== "open";
      const confiners = machineConfiners(environment, isDemanded);
      sandbox ??= new BuildSandbox({ clock, confiners });
      return sandbox.run(plan, ...rest);
    }
  };
}
function lateOpinion(files) {
  return {
    async review(...review) {
      const { tarOpinion } = await import("./second-opinion-ZNH6TNKV.js");
      return tarOpinion.review(...review, rememberedContent(files));
    }
  };
}

// src/adapters/report-store.ts
import { lstat as lstat2, mkdir, mkdtemp, open, realpath as realpath2, rename, rm, stat } from "node:fs/promises";
import path2 from "node:path";

// src/adapters/git-binary.ts
import { lstat, realpath } from "node:fs/promises";
var SYSTEM_GITS = [
  "/usr/bin/git",
  "/bin/git",
  "/usr/local/bin/git",
  "/Library/Developer/CommandLineTools/usr/bin/git",
  "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
  "/run/current-system/sw/bin/git"
];
var WRITABLE_BY_OTHERS = 18;
async function findGit(candidates = SYSTEM_GITS) {
  for (const candidate of candidates) {
    if (await isRootsProgram(candidate)) return candidate;
  }
  throw new SourceError("git-missing", {
    expected: "git in a system folder, owned by root and writable by root alone",
    found: `none at ${candidates.join(", ")}`,
    next: "Install git with the system's package manager."
  });
}
async function isRootsProgram(candidate) {
  try {
    const facts2 = await lstat(await realpath(candidate));
    return facts2.isFile() && facts2.uid === 0 && (facts2.mode & WRITABLE_BY_OTHERS) === 0;
  } catch {
    return false;
  }
}

// src/adapters/git-process.ts
import { writeFile } from "node:fs/promises";
import path from "node:path";
var QUIET_SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.pager=cat",
  "core.askPass=",
  "credential.helper=",
  "protocol.version=2",
  "gc.auto=0",
  // What it writes is gone with the run; waiting for the disk would save nothing.
  "core.fsync=none",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "advice.detachedHead=false",
  // A server that stops sending is given up on, not waited for.
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60"
];
var NETWORK_VARIABLES = [
  "HTTPS_PROXY",
  "https_proxy",
  "ALL_PROXY",
  "all_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR"
];
var CONFIGURATION = "gitconfig";
var OWNERSHIP_IS_NO_EVIDENCE = "[safe]\n	directory = *\n";
var MOST_OUTPUT = 256 * 1024 * 1024;
var MOST_ERRORS = 64 * 1024;
var Git = class _Git {
  #binary;
  #home;
  #network;
  #signal;
  /** `home` becomes git's home: an empty private folder that gets the one configuration file git will see. */
  static async open(binary, home, caller, signal) {
    await writeFile(path.join(home, CONFIGURATION), OWNERSHIP_IS_NO_EVIDENCE, { flag: "wx" });
    return new _Git(binary, home, caller, signal);
  }
  constructor(binary, home, caller, signal) {
    this.#binary = binary;
    this.#home = home;
    this.#network = networkVariables(caller);
    this.#signal = signal;
  }
  /** Runs to the end; any exit status is an answer. Throws `InterruptedError`, `SourceError` (`git-failed`). */
  async run(call) {
    const group = this.start(call);
    const { child } = group;
    try {
      child.stdin?.on("error", () => void 0);
      child.stdin?.end(call.input);
      const [stdout, stderr, status] = await Promise.all([
        wholeOutput(child.stdout, call.mostOutput ?? MOST_OUTPUT),
        firstOf(child.stderr, MOST_ERRORS),
        exitOf(group)
      ]);
      this.#signal.throwIfAborted();
      return { status, stdout, stderr: stderr.toString("utf8").trim() };
    } catch (cause2) {
      throw this.#explain(call, cause2);
    } finally {
      group.release();
    }
  }
  /** As `run`, but anything other than success is a `SourceError` (`git-failed`). */
  async must(call) {
    const answer = await this.run(call);
    if (answer.status === 0) return answer.stdout;
    throw new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to succeed`,
      found: `exit status ${String(answer.status)}: ${answer.stderr}`,
      next: "Run the same on the repository by hand; `git fsck` tells whether it is whole."
    });
  }
  /** Starts a program whose pipes the caller serves, and which the caller releases. */
  start(call) {
    const settings = [...QUIET_SETTINGS, ...call.settings ?? []].flatMap((one) => ["-c", one]);
    const group = spawnGroup(this.#binary, [...settings, ...call.args], {
      cwd: call.directory,
      env: { ...this.#environment(call.transports ?? []), ...call.environment },
      stdio: ["pipe", "pipe", "pipe"]
    });
    if (this.#signal.aborted) {
      group.signal("SIGKILL");
    } else {
      const stop = () => {
        group.signal("SIGKILL");
      };
      this.#signal.addEventListener("abort", stop, { once: true });
      group.child.once("close", () => {
        this.#signal.removeEventListener("abort", stop);
      });
    }
    return group;
  }
  #environment(transports) {
    return {
      ...this.#network,
      PATH: "/usr/bin:/bin",
      HOME: this.#home,
      XDG_CONFIG_HOME: this.#home,
      LC_ALL: "C",
      TZ: "UTC",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: path.join(this.#home, CONFIGURATION),
      GIT_ATTR_NOSYSTEM: "1",
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_GRAFT_FILE: "/dev/null",
      GIT_NO_LAZY_FETCH: "1",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      // Outranks `protocol.*` of every configuration, and reaches the programs that git starts.
      GIT_ALLOW_PROTOCOL: transports.join(":")
    };
  }
  #explain(call, cause2) {
    if (this.#signal.aborted) return interrupted("reading the source", cause2);
    return new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to run`,
      found: cause2 instanceof Error ? cause2.message : String(cause2),
      next: "Check that git works on this machine: `git --version`.",
      cause: cause2
    });
  }
};
function networkVariables(caller) {
  const kept = {};
  for (const name of NETWORK_VARIABLES) {
    const value2 = caller[name];
    if (value2 !== void 0 && value2 !== "") kept[name] = value2;
  }
  const authorities = caller["GIT_SSL_CAINFO"] ?? caller["SSL_CERT_FILE"];
  if (authorities !== void 0 && authorities !== "") kept["GIT_SSL_CAINFO"] = authorities;
  return kept;
}
function exitOf(group) {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("close", (status) => {
      resolve(status ?? 128);
    });
  });
}
async function wholeOutput(stream, most) {
  const chunks = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.length;
    if (size > most) throw new Error(`more than ${String(most)} bytes of output`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
async function firstOf(stream, most) {
  let kept = Buffer.alloc(0);
  for await (const chunk of stream ?? []) {
    if (kept.length < most) kept = Buffer.concat([kept, chunk]).subarray(0, most);
  }
  return kept;
}

// src/adapters/report-store.ts
function reportStore() {
  return { write: writeAllOrNone };
}
async function writeAllOrNone(directory, files) {
  const folder = path2.resolve(directory);
  for (const name of files.keys()) {
    if (path2.basename(name) !== name || name === "." || name === "..") {
      throw new InputError("output-exists", {
        expected: "plain file names for a report folder",
        found: name,
        next: "Name the uploads without folders."
      });
    }
    await assertReplaceable(path2.join(folder, name));
  }
  try {
    await makeFolder(folder);
    const staging = await mkdtemp(path2.join(folder, ".rebuild-gate-"));
    try {
      for (const [name, bytes] of files) await writeFlushed(path2.join(staging, name), bytes);
      await moveAll(staging, folder, [...files.keys()]);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (cause2) {
    throw new RemoteError("disk-failed", {
      expected: `a folder that takes ${String(files.size)} files`,
      found: `${folder}: ${cause2 instanceof Error ? cause2.message : String(cause2)}`,
      next: "Nothing was written. Check the folder, its permissions and free space.",
      cause: cause2
    });
  }
}
async function makeFolder(folder) {
  let at = await nearestFolder(folder, isFolder);
  for (const name of path2.relative(at, folder).split(path2.sep)) {
    at = path2.join(at, name);
    if (name !== "") await makeOne(at);
  }
}
async function makeOne(folder) {
  await mkdir(folder).catch(async (error) => {
    if (!await isFolder(folder)) throw error;
  });
}
async function isFolder(at) {
  try {
    return (await stat(at)).isDirectory();
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}
async function writeFlushed(file, bytes) {
  var _stack = [];
  try {
    const handle = __using(_stack, await open(file, "wx", 420), true);
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function moveAll(staging, folder, names2) {
  const undo = [];
  try {
    for (const name of names2) {
      const target = path2.join(folder, name);
      const kept = path2.join(staging, `${name}.before`);
      if (await kindOf(target) === "file") {
        await rename(target, kept);
        undo.push(() => rename(kept, target));
      }
      await rename(path2.join(staging, name), target);
      undo.push(() => rm(target, { force: true }));
    }
  } catch (cause2) {
    for (const step of undo.reverse()) await step();
    throw cause2;
  }
}
async function kindOf(file) {
  try {
    return (await lstat2(file)).isFile() ? "file" : "other";
  } catch {
    return "nothing";
  }
}
async function assertReplaceable(file) {
  if (await kindOf(file) !== "other") return;
  throw new InputError("output-exists", {
    expected: "a free name or a plain file to replace",
    found: `${file} is a folder, a link or a device`,
    next: "Choose another folder."
  });
}
async function assertUntracked(directory, names2, home, signal) {
  const existing = await nearestFolder(
    path2.resolve(directory),
    (at) => (
      // What cannot be looked at holds nothing that git tracks; writing there will say why.
      isFolder(at).catch(() => false)
    )
  );
  const folder = await realpath2(existing);
  const inside = path2.relative(existing, path2.resolve(directory));
  const git = await Git.open(await findGit(), home, {}, signal);
  const { status, stdout } = await git.run({
    directory: folder,
    args: ["ls-files", "-z", "--", ...names2.map((name) => `:(literal)${path2.join(inside, name)}`)]
  });
  const [tracked2] = status === 0 ? stdout.toString("utf8").split("\0") : [];
  if (tracked2 === void 0 || tracked2 === "") return;
  throw new InputError("output-exists", {
    expected: "a report folder whose files git does not track",
    found: `${path2.join(folder, tracked2)} is tracked`,
    next: "Choose a folder outside the source tree, or an ignored one such as build/."
  });
}
async function nearestFolder(folder, isThere) {
  let at = folder;
  while (path2.dirname(at) !== at && !await isThere(at)) at = path2.dirname(at);
  return at;
}

// src/core/render/build-words.ts
var ISOLATION = {
  namespaces: "the build ran as another user in namespaces of its own",
  user: "the build ran as another user, in no namespace of its own",
  process: "the build had its own folder, process group and a cleaned environment, but ran as the same user: it could read that user's files and processes",
  none: "the build was not shut in at all"
};
function sandboxText({ sandbox }) {
  return reachedText(sandbox, ISOLATION[sandbox.reached]);
}
var LIMITS = {
  memory: (value2) => `${sizeText(value2)} of memory`,
  processes: (value2) => `${String(value2)} processes and threads`,
  "process-memory": (value2) => `${sizeText(value2)} of data for one process (memory as a whole is not limited)`,
  "file-size": (value2) => `${sizeText(value2)} for one file`,
  "cpu-time": (value2) => `${durationText(value2 * 1e3)} of processor time for one process`
};
function limitsText({ sandbox: { limits = [] } }) {
  if (limits.length === 0) return "none that the kernel held";
  return limits.map(({ limit, value: value2, by }) => `${LIMITS[limit](value2)} (${by})`).join(", ");
}
var NETWORK = {
  none: "the build could not reach the network",
  fetch: "only the fetch phase could reach the network",
  open: "the build could reach the network, and nothing kept it from fetching what it liked"
};
function networkText({ network }) {
  return reachedText(network, NETWORK[network.reached]);
}
function reachedText({ requested, reached }, meaning) {
  return `${reached}${requested === reached ? "" : ` (asked for: ${requested})`} - ${meaning}`;
}

// src/core/render/headline.ts
function headline(report) {
  const { verdict } = report;
  const artifact = report.artifacts.find((candidate) => candidate.verdict === verdict);
  if (artifact === void 0) return { verdict, sentence: verdict, first: null };
  return {
    verdict,
    sentence: `${subject(report, verdict)}: ${statement(report, artifact)}`,
    first: firstFile(report, artifact)
  };
}
function statement(report, artifact) {
  switch (artifact.verdict) {
    case "identical":
      return report.command === "compare" ? "identical. Both files have the same bytes." : `identical. The rebuild ${ofCommit(report)} made the same bytes.`;
    case "equivalent":
      return `equivalent (${String(artifact.level)}). ${sameness(report, artifact)}`;
    case "different":
      return `different. ${difference(report, artifact)}`;
    case "inconclusive":
      return `could not tell. ${doubt(report, artifact)}`;
  }
}
function subject(report, verdict) {
  const { artifacts } = report;
  const concerned = artifacts.filter((artifact) => artifact.verdict === verdict);
  const [first] = concerned;
  if (concerned.length === 1 && first !== void 0) return first.name;
  return concerned.length === artifacts.length ? counted(concerned.length, "upload") : `${String(concerned.length)} of ${counted(artifacts.length, "upload")}`;
}
function ofCommit(report) {
  return report.source === null ? "" : `of commit ${shortId(report.source.commit)}`;
}
function sameness(report, artifact) {
  const accepted = counted(artifact.findings.length, "difference");
  switch (artifact.level) {
    case "L1":
      return "The content is the same to the last byte; only its compression differs.";
    case "L2":
      return `Same files, same contents; ${accepted} that no consumer can observe.`;
    case "L4":
      return report.mode === "no-build" ? `Nothing was rebuilt; every file is accounted for by the commit ${shortId(report.source?.commit ?? "")}.` : `Every one of ${accepted} is explained.`;
    case "L0":
    case null:
      return `${accepted} accepted.`;
  }
}
function difference(report, artifact) {
  if (report.mode === "given") return "The two files do not hold the same.";
  if (report.mode === "no-build") return "The upload is not what the commit holds.";
  if (artifact.reason?.code === "upload-not-rebuilt") return "The build makes no such file.";
  switch (artifact.stability) {
    case "unstable":
      return "Your build is not stable here: two rebuilds of one commit disagree.";
    case "stable":
      return "The upload is not what a stable build makes: two rebuilds agree, the upload does not.";
    case null:
      return "The upload is not what the rebuild made; whether the build is stable was not checked.";
  }
}
function doubt(report, artifact) {
  if (report.build?.outcome.kind === "failed") {
    return `The build failed: ${failure(report.build.outcome)}. Nothing was compared.`;
  }
  const first = artifact.undecided.length === 0 ? firstFinding(report, artifact) : null;
  if (first !== null) return `${first.path}: ${first.cause}.`;
  return artifact.reason?.message ?? artifact.undecided[0]?.message ?? "No reason was recorded.";
}
function failure(outcome) {
  const { reason, detail } = outcome;
  switch (reason) {
    case "exit":
      return `it ended with ${/^\d+$/.test(detail) ? `exit status ${detail}` : detail}`;
    case "tool-missing":
      return `it lacks a program (${detail})`;
    case "network-needed":
      return `it wanted the network, which it does not have (${detail})`;
    case "disk-limit":
      return `it filled the disk (${detail})`;
    case "memory-limit":
      return `it wanted too much memory (${detail})`;
    case "process-limit":
      return `it started too many processes (${detail})`;
    case "signal":
      return `it was ended by ${detail}`;
    case "timeout":
      return `it took too long (${detail})`;
    case "log-limit":
      return `it printed too much (${detail})`;
    case "no-output":
      return `it left no output to compare (${detail})`;
    case "interrupted":
      return `it was interrupted (${detail})`;
  }
}
function firstFile(report, artifact) {
  switch (artifact.verdict) {
    case "identical":
    case "equivalent":
      return null;
    case "different":
      return firstFinding(report, artifact);
    case "inconclusive":
      return report.build?.outcome.kind === "failed" ? failedBuild(artifact, report.build.outcome) : firstDoubt(artifact) ?? firstFinding(report, artifact);
  }
}
function firstFinding(report, artifact) {
  const rejected = artifact.findings.filter((finding3) => finding3.accepted === null);
  const finding2 = rejected.find((candidate) => candidate.class !== "unstable") ?? rejected.at(0);
  return finding2 === void 0 ? null : { path: pathText(innerPath(finding2.path)), cause: cause(finding2), fix: fix(finding2, report) };
}
function firstDoubt({ name, undecided: undecided2 }) {
  const [doubt2] = undecided2;
  return doubt2 === void 0 ? null : {
    path: pathText(doubt2.path.length === 0 ? [name] : doubt2.path),
    cause: `${doubt2.code}: ${doubt2.message}`,
    fix: doubt2.code === NOT_APPLICABLE ? "Leave it out of the uploads, or check it apart and say how it is built with --build COMMAND." : `Look up ${doubt2.code} in docs/archives.md; what no strict reader accounts for is never passed.`
  };
}
function failedBuild(artifact, outcome) {
  return {
    path: artifact.name,
    cause: failure(outcome),
    fix: failureFix(outcome)
  };
}
function failureFix({ reason }) {
  switch (reason) {
    case "no-output":
      return "Let the build leave the file inside the source tree, and name it with --output GLOB.";
    case "tool-missing":
      return "Install the program, or name its folder with --tools DIR (in a workflow: the input tools).";
    case "network-needed":
      return "Say what to fetch beforehand, such as --fetch 'npm ci --ignore-scripts', or let the whole build have the network with --network open (in a workflow: the inputs fetch and network).";
    case "disk-limit":
      return "Free space below TMPDIR, or find out what the build writes.";
    case "memory-limit":
      return "Build with less in parallel, or on a machine with more memory; seven eighths of it are for the build.";
    case "process-limit":
      return "Build with less in parallel, or find out what keeps starting processes.";
    case "exit":
    case "signal":
    case "timeout":
    case "log-limit":
    case "interrupted":
      return "Read the end of the build log below; the same command must succeed on a clean checkout of the commit.";
  }
}
function cause(finding2) {
  return finding2.explanation?.because ?? [FINDING_CODES[finding2.code].title, ...finding2.notes].join("; ");
}
function fix(finding2, report) {
  if (finding2.explanation !== null) return finding2.explanation.remedy;
  if (finding2.class === "unstable") {
    return "Make the build give the same bytes twice; docs/differences.md lists the usual causes.";
  }
  return REMEDIES[finding2.code] ?? (report.mode === "given" ? "Look at both values; if neither is what you expect, build again from a clean checkout." : "Build the upload again from a clean checkout of this commit; if it still differs, do not publish it.");
}
var REMEDIES = {
  "entry-only-in-upload": "Find out what put this file into the upload. If it belongs there, commit it or let the build make it; otherwise do not publish.",
  "entry-only-in-rebuild": "Find out what removed this file from the upload, and build the upload again.",
  "upload-not-rebuilt": "Let the build make this file and name it with --output, or leave it out of the release.",
  "git-folder-in-upload": "Pack without .git (`git archive` does), and do not publish this file.",
  "not-rebuilt": "Commit this file, or check with --build, so that it can be rebuilt."
};

// src/core/render/html-build.ts
function buildHtml(build) {
  const { plan, tools, durationMs, outcome } = build;
  return [
    '<section aria-labelledby="build"><h2 id="build">Build</h2>',
    `<dl><dt>Isolation</dt><dd>${safeHtml(sandboxText(build))}</dd>`,
    `<dt>Limits</dt><dd>${safeHtml(limitsText(build))}</dd>`,
    `<dt>Network</dt><dd>${safeHtml(networkText(build))}</dd>`,
    `<dt>Duration</dt><dd>${durationText(durationMs)}</dd></dl>`,
    table(
      "What ran, and who said so",
      ["Item", "Value", "Evidence"],
      plan.map(({ item, value: value2, evidence }) => [item, value2, evidence])
    ),
    table("Tools the build could see", ["Tool", "Version"], Object.entries(tools)),
    outcome.kind === "built" ? table(
      "What the build made",
      ["Path", "SHA-256", "Size"],
      outcome.files.map(({ path: path4, sha256, size }) => [path4, sha256, sizeText(size)])
    ) : [
      `<p>The build failed: ${safeHtml(failure(outcome))}.</p>`,
      `<pre>${safeLines(outcome.logTail).map((line) => safeHtml(line, Infinity)).join("\n")}</pre>`
    ].join("\n"),
    "</section>"
  ].join("\n");
}
function table(caption, titles, rows) {
  if (rows.length === 0) return "";
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>`,
    `<thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>
<tbody>`,
    ...rows.map(
      ([first = "", ...rest]) => `<tr><th scope="row">${safeHtml(first)}</th>${rest.map((cell) => `<td class="value">${safeHtml(cell)}</td>`).join("")}</tr>`
    ),
    "</tbody></table></div>"
  ].join("\n");
}

// src/core/render/excerpt-lines.ts
var KINDS = { " ": "same", "-": "removed", "+": "added" };
var TAB = "⇥ ";
function excerptLines({ mode }, excerpt, most = Infinity) {
  const lines = excerpt.kind === "diff" ? diffLines2(excerpt) : byteLines(excerpt);
  const isWhole = excerpt.kind === "bytes" || excerpt.whole;
  const left = Math.max(0, lines.length - most);
  const remark = left > 0 ? `… ${counted(left, "more line")} in report.json` : "… and more";
  return [
    { kind: "removed", text: mode === "no-build" ? "--- commit" : "--- rebuilt" },
    { kind: "added", text: "+++ upload" },
    ...lines.slice(0, most),
    ...left > 0 || !isWhole ? [{ kind: "remark", text: remark }] : []
  ];
}
function diffLines2({
  hunks,
  encoding
}) {
  const remark = { kind: "remark", text: "not UTF-8; other bytes are shown as \\xNN" };
  return [
    ...encoding === "utf-8" ? [] : [remark],
    ...hunks.flatMap((hunk) => [
      { kind: "place", text: placeText(hunk) },
      ...hunk.lines.flatMap(({ sign, text, cut: cut2, unended }) => {
        const start = cut2 === "start" || cut2 === "both" ? "…" : "";
        const end = cut2 === "end" || cut2 === "both" ? "…" : "";
        return [
          { kind: KINDS[sign], text: `${sign}${start}${text.replaceAll("	", TAB)}${end}` },
          ...unended === true ? [{ kind: "remark", text: "\\ no line feed at the end of the file" }] : []
        ];
      })
    ])
  ];
}
function placeText({ rebuiltStart, rebuiltCount, uploadStart, uploadCount }) {
  const side2 = (start, count) => `${String(start)},${String(count)}`;
  return `@@ -${side2(rebuiltStart, rebuiltCount)} +${side2(uploadStart, uploadCount)} @@`;
}
var ROW2 = 16;
function byteLines(excerpt) {
  const { offset, start, upload, rebuilt } = excerpt;
  const formats = [
    ...new Set([rebuilt?.format, upload?.format].filter((one) => typeof one === "string"))
  ];
  const what = formats.length === 0 ? "bytes" : formats.join(", then ");
  const rows = (side2, kind) => {
    const pairs = side2?.hex.match(/../g) ?? [];
    return Array.from({ length: Math.ceil(pairs.length / ROW2) }, (_, row2) => {
      const sign = kind === "added" ? "+" : "-";
      const bytes = pairs.slice(row2 * ROW2, (row2 + 1) * ROW2).join(" ");
      return {
        kind,
        text: `${sign}${(start + row2 * ROW2).toString(16).padStart(8, "0")}  ${bytes}`
      };
    });
  };
  return [
    { kind: "place", text: `@@ ${what}; the first difference is at byte ${String(offset)} @@` },
    ...rows(rebuilt, "removed"),
    ...rows(upload, "added")
  ];
}

// src/core/explain/groups.ts
var FIRST_PATHS = 3;
function summarise(findings) {
  const groups = /* @__PURE__ */ new Map();
  findings.forEach((finding2, at) => {
    const { code: code2, explanation, risk, accepted } = finding2;
    const own = risk === "high" && accepted === null ? at : null;
    const key = JSON.stringify([
      code2,
      explanation?.rule ?? null,
      finding2.class,
      risk,
      accepted?.by ?? null,
      own
    ]);
    const known = groups.get(key);
    if (known === void 0) groups.set(key, [finding2]);
    else known.push(finding2);
  });
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === void 0 ? [] : [groupOf(first, members)];
  });
}
function groupOf(first, members) {
  const { explanation } = first;
  return {
    code: first.code,
    rule: explanation?.rule ?? null,
    class: first.class,
    risk: first.risk,
    acceptedBy: first.accepted?.by ?? null,
    count: members.length,
    members,
    paths: members.slice(0, FIRST_PATHS).map(({ path: path4 }) => path4),
    because: explanation?.because ?? null,
    remedy: explanation?.remedy ?? null,
    uniform: members.every(
      (member) => member.explanation?.because === explanation?.because && member.explanation?.remedy === explanation?.remedy
    )
  };
}

// src/core/render/finding-groups.ts
var REJECTED2 = [
  {
    title: "Not explained",
    meaning: "Nothing known accounts for these. Read them before anything else.",
    holds: ({ class: evidence }) => evidence !== "unstable" && evidence !== "unverifiable" && evidence !== "modified-explained" && evidence !== "known-generated"
  },
  {
    title: "Not verifiable here",
    meaning: "Nothing here can say whether these are right: nothing was rebuilt, or the tool that makes them is missing.",
    holds: ({ class: evidence }) => evidence === "unverifiable"
  },
  {
    title: "Explained, not accepted",
    meaning: "The cause is known; this run accepts no differences of content.",
    holds: ({ class: evidence }) => evidence === "modified-explained" || evidence === "known-generated"
  },
  {
    title: "Not stable",
    meaning: "Two rebuilds of the same commit disagree here, so the upload cannot be judged by them.",
    holds: ({ class: evidence }) => evidence === "unstable"
  }
];
function rejectedGroups(artifact) {
  const rejected = artifact.findings.filter((finding2) => finding2.accepted === null);
  return REJECTED2.flatMap(({ title, meaning, holds }) => {
    const findings = rejected.filter(holds);
    const risk = RISKS.find((candidate) => findings.some((finding2) => finding2.risk === candidate));
    return risk === void 0 ? [] : [{ title, meaning, risk, findings }];
  });
}
function acceptedGroups(artifact) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding2 of artifact.findings) {
    if (finding2.accepted === null) continue;
    const key = JSON.stringify([finding2.code, finding2.accepted.by]);
    const group = groups.get(key) ?? {
      title: FINDING_CODES[finding2.code].title,
      by: finding2.accepted.by,
      findings: []
    };
    group.findings.push(finding2);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.findings.length - a.findings.length);
}
function kindsOf(findings) {
  return summarise(findings).flatMap(({ members }) => {
    const [first, ...others] = members;
    return first === void 0 ? [] : [{ first, others }];
  });
}

// src/core/render/lines.ts
var WIDTH = 96;
var LONGEST_VALUE = 400;
function wrapped(text, width) {
  const lines = [];
  let line = "";
  const push = () => {
    lines.push(safeLine(line, Infinity));
    line = "";
  };
  for (const word of safeLine(text, LONGEST_VALUE).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) push();
    line = line === "" ? word : `${line} ${word}`;
    while (line.length > width) {
      const rest = line.slice(cut(line, width));
      line = line.slice(0, cut(line, width));
      push();
      line = rest;
    }
  }
  if (line !== "" || lines.length === 0) push();
  return lines;
}
function cut(line, width) {
  return (line.codePointAt(width - 1) ?? 0) > 65535 ? width - 1 : width;
}
function labelled(label, text, { indent = 2, column = 12 } = {}) {
  const lines = wrapped(text, WIDTH - column).map((line) => `${" ".repeat(column)}${line}`);
  const [first = "", ...rest] = lines;
  return label.length < column - indent ? [`${" ".repeat(indent)}${label}`.padEnd(column) + first.slice(column), ...rest] : [...paragraph(label, indent), ...lines];
}
function paragraph(text, indent = 2) {
  return wrapped(text, WIDTH - indent).map((line) => `${" ".repeat(indent)}${line}`);
}

// src/core/render/finding-text.ts
var COLUMN = { indent: 4, column: 14 };
function documentationOf(finding2) {
  const docs = finding2.explanation?.docs;
  return docs !== void 0 && isDocumentation(docs) ? docs : documentation("differences", finding2.code);
}
function findingLines(report, finding2, ink) {
  const risk = finding2.risk.padEnd(7);
  const [path4 = "", ...rest] = labelled("", pathText(innerPath(finding2.path)), {
    indent: 2,
    column: 9
  });
  return [
    "",
    `  ${finding2.risk === "high" ? ink.bad(risk) : risk}${ink.bold(path4.trimStart())}`,
    ...rest.map((line) => ink.bold(line)),
    ...labelled("what", `${FINDING_CODES[finding2.code].title} (${finding2.code})`, COLUMN),
    ...labelled("upload", valueText(finding2.upload), COLUMN),
    ...labelled(
      report.mode === "no-build" ? "commit" : "rebuilt",
      valueText(finding2.rebuilt),
      COLUMN
    ),
    ...finding2.class === null ? [] : labelled("class", CLASS_WORDS[finding2.class], COLUMN),
    ...finding2.notes.flatMap((note) => labelled("note", note, COLUMN)),
    ...finding2.explanation === null ? [] : labelled("cause", cause(finding2), COLUMN),
    ...labelled("fix", fix(finding2, report), COLUMN),
    ...labelled("docs", documentationOf(finding2), COLUMN),
    ...excerptText(report, finding2, MOST_EXCERPT_LINES, ink)
  ];
}
var MOST_EXCERPT_LINES = 16;
var LONGEST_EXCERPT_LINE2 = 300;
function excerptText(report, finding2, most, ink) {
  if (finding2.excerpt === null) return [];
  const inks = {
    place: ink.dim,
    same: ink.dim,
    removed: ink.bad,
    added: ink.good,
    remark: ink.dim
  };
  return excerptLines(report, finding2.excerpt, most).map(
    ({ kind, text }) => `  | ${inks[kind](safeLine(text, LONGEST_EXCERPT_LINE2))}`
  );
}

// src/core/render/html-findings.ts
var MOST_OPEN = 30;
function rejectedHtml(report, artifact, id) {
  return rejectedGroups(artifact).map(({ title, meaning, findings, risk }, at) => {
    const heading = `${id}-group-${String(at)}`;
    return [
      `<section aria-labelledby="${heading}"><h3 id="${heading}">${title} (${grouped(findings.length)})`,
      ` <span class="badge ${risk}">${risk} risk</span></h3>`,
      `<p class="soft">${meaning}</p>`,
      ...findings.map((finding2) => findingHtml(report, finding2, findings.length <= MOST_OPEN)),
      "</section>"
    ].join("\n");
  }).join("\n");
}
function findingHtml(report, finding2, open2) {
  const { title } = FINDING_CODES[finding2.code];
  const rows = [
    ["Upload", value(finding2.upload)],
    [report.mode === "no-build" ? "Commit" : "Rebuild", value(finding2.rebuilt)],
    ...finding2.class === null ? [] : [["Class", CLASS_WORDS[finding2.class]]],
    ...finding2.notes.map((note) => ["Note", safeHtml(note)]),
    ...finding2.explanation === null ? [] : [["Cause", safeHtml(cause(finding2))]],
    ["Fix", safeHtml(fix(finding2, report))],
    [
      "Read on",
      `<a href="${documentationOf(finding2)}">${safeHtml(finding2.explanation?.rule ?? finding2.code)}</a>`
    ]
  ];
  return [
    `<details${open2 ? " open" : ""}><summary><span class="badge ${finding2.risk}">${finding2.risk}</span>`,
    ` <code>${path3(finding2)}</code> – ${safeHtml(title)}</summary>`,
    `<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join("")}</dl>${excerptHtml(report, finding2)}</details>`
  ].join("");
}
function excerptHtml(report, { excerpt }) {
  if (excerpt === null) return "";
  const lines = excerptLines(report, excerpt).map(
    ({ kind, text }) => `<span class="${kind}">${safeHtml(text)}</span>`
  );
  return `<pre class="excerpt">${lines.join("\n")}</pre>`;
}
function value(side2) {
  return `<span class="value">${safeHtml(valueText(side2))}</span>`;
}
function path3(finding2) {
  return safeHtml(pathText(innerPath(finding2.path)), Infinity);
}
function acceptedHtml(artifact) {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return "";
  return [
    "<h3>Accepted</h3>",
    ...groups.map(
      ({ title, by, findings }) => [
        `<details><summary>${grouped(findings.length)} × ${safeHtml(title)} – accepted by <code>${safeHtml(by)}</code></summary>`,
        '<ul class="paths">',
        ...findings.map(
          (finding2) => `<li><code>${path3(finding2)}</code> <span class="soft">${safeHtml(`${valueText(finding2.upload)} → ${valueText(finding2.rebuilt)}`)}</span></li>`
        ),
        "</ul></details>"
      ].join("\n")
    )
  ].join("\n");
}
function undecidedHtml(artifact) {
  if (artifact.undecided.length === 0) return "";
  return [
    "<h3>Not decided</h3>\n<ul>",
    ...artifact.undecided.map(
      ({ code: code2, message, path: place, side: side2 }) => `<li>${safeHtml(side2)}: <code>${safeHtml(pathText(place), Infinity)}</code> ${safeHtml(message)} (<code>${safeHtml(code2)}</code>)</li>`
    ),
    "</ul>"
  ].join("\n");
}

// src/core/render/html-style.ts
import { createHash } from "node:crypto";
var STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa;
  --good: #116329; --good-bg: #e3f5e7; --bad: #a40e26; --bad-bg: #ffebe9; --doubt: #7a4d00; --doubt-bg: #fff4d6; --link: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --soft: #9aa4af; --line: #30363d; --card: #161b22;
  --good: #5fd27a; --good-bg: #10291a; --bad: #ff8f87; --bad-bg: #34161a; --doubt: #e9b949; --doubt-bg: #2d2410; --link: #7ab7ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--bg); padding: .5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
code, pre, .value { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.verdict { border-left: .5rem solid; border-radius: .375rem; padding: 1rem 1.25rem; margin: 1.5rem 0 1rem; }
.identical, .equivalent { border-color: var(--good); background: var(--good-bg); }
.different { border-color: var(--bad); background: var(--bad-bg); }
.inconclusive { border-color: var(--doubt); background: var(--doubt-bg); }
.verdict dl { margin: .75rem 0 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .125rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } .verdict dt { color: inherit; font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .5rem 0; padding: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .375rem .625rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 400; overflow-wrap: anywhere; }
.badge { display: inline-block; border-radius: 1rem; padding: 0 .625rem; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.badge.identical, .badge.equivalent { color: var(--good); } .badge.different, .badge.high { color: var(--bad); background: var(--bad-bg); }
.badge.inconclusive, .badge.medium { color: var(--doubt); background: var(--doubt-bg); } .badge.low, .badge.info { color: var(--soft); background: var(--card); }
details { border: 1px solid var(--line); border-radius: .375rem; margin: .5rem 0; background: var(--card); }
summary { cursor: pointer; padding: .5rem .75rem; overflow-wrap: anywhere; } details > :not(summary) { margin-left: .75rem; margin-right: .75rem; }
ul.paths { columns: 24rem; padding-left: 1.25rem; } ul.paths li { break-inside: avoid; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .375rem; padding: .75rem; white-space: pre-wrap; }
.excerpt .added { color: var(--good); } .excerpt .removed { color: var(--bad); } .excerpt .place, .excerpt .same, .excerpt .remark { color: var(--soft); }
.soft { color: var(--soft); } footer { padding-top: 2rem; padding-bottom: 2rem; color: var(--soft); }
@media print { details { border: 0; } body { font-size: 11px; } }
`;
var CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'"
].join("; ");

// src/core/render/text.ts
var MOST_FINDINGS = 20;
var MOST_ROWS = 200;
function renderText(report, ink = PLAIN) {
  const sections = [
    headlineLines(report, ink),
    noticeLines(report),
    tableLines(report, ink),
    ...report.artifacts.slice(0, MOST_ROWS).map((artifact) => artifactLines(report, artifact, ink)),
    sourceLines(report, ink),
    report.build === null ? [] : buildLines(report.build, ink),
    closingLines(report, ink)
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function headlineLines(report, ink) {
  const { verdict, sentence: sentence3, first } = headline(report);
  const paint = verdictInk(ink, verdict);
  const [head = "", ...rest] = wrapped(sentence3, WIDTH);
  return [
    paint(ink.bold(head)),
    ...rest.map((line) => paint(line)),
    ...first === null ? [] : [
      ...labelled("first", first.path),
      ...labelled("cause", first.cause),
      ...labelled("fix", first.fix)
    ]
  ];
}
function noticeLines(report) {
  return report.notices.flatMap(({ code: code2, message }) => labelled("notice", `${message} (${code2})`));
}
function tableLines(report, ink) {
  const shown3 = report.artifacts.slice(0, MOST_ROWS);
  const more = report.artifacts.length - shown3.length;
  return [
    ink.bold("UPLOADS"),
    ink.dim(
      `  ${"verdict".padEnd(14)}${"level".padEnd(7)}${"sha256".padEnd(14)}${"rebuilt".padEnd(14)}${"size".padEnd(11)}name`
    ),
    ...shown3.map(({ verdict, level, upload, rebuilt, name }) => {
      const paint = verdictInk(ink, verdict);
      return [
        `  ${paint(verdict.padEnd(14))}${(level ?? "-").padEnd(7)}`,
        `${shortId(upload.sha256).padEnd(14)}${shortId(rebuilt?.sha256 ?? "-").padEnd(14)}`,
        `${sizeText(upload.size).padEnd(11)}${safeLine(name, 80)}`
      ].join("");
    }),
    ...more === 0 ? [] : [`  ${counted(more, "more upload")} in report.json`]
  ];
}
function artifactLines(report, artifact, ink) {
  if (artifact.verdict === "identical") return [];
  const { undecided: undecided2, reason } = artifact;
  const doubts = undecided2.filter(({ message }) => message !== reason?.message);
  const paint = verdictInk(ink, artifact.verdict);
  return [
    ...wrapped(artifact.name, WIDTH).map((line) => ink.bold(line)),
    ...paragraph(statement(report, artifact)).map((line) => paint(line)),
    ...labelled("files", countsText(artifact)),
    ...reason === null ? [] : labelled("reason", `${reason.message} (${reason.code})`),
    ...doubts.slice(0, MOST_FINDINGS).flatMap(
      ({ code: code2, message, side: side2, path: path4 }) => labelled("undecided", `${[...path4, message].join(": ")} (${code2}, ${side2})`)
    ),
    ...moreLines(doubts.length - MOST_FINDINGS),
    ...artifact.remarks.flatMap((remark) => labelled("remark", remarkText(remark))),
    ...rejectedGroups(artifact).flatMap((group) => groupLines(report, group, ink)),
    ...acceptedLines(artifact, ink)
  ];
}
function countsText(artifact) {
  const counts2 = EVIDENCE_CLASSES.flatMap((evidence) => {
    const count = artifact.files[evidence] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${CLASS_WORDS[evidence]}`];
  });
  return counts2.length === 0 ? "none classified" : counts2.join(", ");
}
function groupLines(report, group, ink) {
  const kinds = kindsOf(group.findings);
  return [
    "",
    `  ${ink.bold(`${group.title.toUpperCase()} (${grouped(group.findings.length)})`)}`,
    ...paragraph(group.meaning),
    ...kinds.slice(0, MOST_FINDINGS).flatMap(({ first, others }) => [
      ...findingLines(report, first, ink),
      ...othersLines(others)
    ]),
    ...moreLines(
      kinds.slice(MOST_FINDINGS).reduce((sum, { others }) => sum + 1 + others.length, 0)
    )
  ];
}
var MOST_OTHERS = 5;
function othersLines(others) {
  if (others.length === 0) return [];
  const shown3 = others.slice(0, MOST_OTHERS).map(({ path: path4 }) => pathText(innerPath(path4)));
  const left = others.length - shown3.length;
  return [
    `    and ${grouped(others.length)} more of this kind:`,
    ...shown3.flatMap((path4) => paragraph(path4, 6)),
    ...left === 0 ? [] : [`      ... and ${grouped(left)} more; all of them are in report.json`]
  ];
}
function moreLines(count) {
  return count <= 0 ? [] : ["", `  ... and ${grouped(count)} more; all of them are in report.json`];
}
function acceptedLines(artifact, ink) {
  const groups = acceptedGroups(artifact);
  if (groups.length === 0) return [];
  return [
    "",
    `  ${ink.bold(`ACCEPTED (${grouped(artifact.findings.filter(({ accepted }) => accepted !== null).length)})`)}`,
    ...groups.flatMap(
      ({ title, by, findings }) => labelled(grouped(findings.length), `${title} - accepted by ${by}`)
    )
  ];
}
function sourceLines({ source }, ink) {
  if (source === null) return [];
  return [
    ink.bold("SOURCE"),
    ...labelled("repository", source.repository, { column: 14 }),
    ...labelled("commit", `${source.commit} (${source.committedAt})`, { column: 14 }),
    ...labelled("tree", `${source.tree}, sha256 ${source.treeSha256}`, { column: 14 })
  ];
}
function buildLines(build, ink) {
  const { outcome } = build;
  return [
    ink.bold("BUILD"),
    ...planLines(build),
    ...labelled("tools", pairsText(Object.entries(build.tools)), BUILD_COLUMN),
    ...labelled("isolation", sandboxText(build), BUILD_COLUMN),
    ...labelled("limits", limitsText(build), BUILD_COLUMN),
    ...labelled("network", networkText(build), BUILD_COLUMN),
    ...labelled("duration", durationText(build.durationMs), BUILD_COLUMN),
    ...outcome.kind === "built" ? [] : logLines(outcome.logTail, ink)
  ];
}
var BUILD_COLUMN = { column: 20 };
function planLines({ plan }) {
  const chosen = plan.filter(({ evidence }) => evidence !== "default" && evidence !== "caller");
  const given = (by) => plan.filter(({ evidence }) => evidence === by).map(({ item, value: value2 }) => [item, value2]);
  return [
    ...chosen.flatMap(
      ({ item, value: value2, evidence }) => labelled(safeLine(item.replace(/^env /, ""), 40), `${value2}  [${evidence}]`, BUILD_COLUMN)
    ),
    ...labelled("defaults", pairsText(given("default")), BUILD_COLUMN),
    ...labelled("from caller", pairsText(given("caller")), BUILD_COLUMN)
  ];
}
function pairsText(pairs) {
  return pairs.length === 0 ? "none" : pairs.map(([name, value2]) => `${name.replace(/^env /, "")} ${value2}`).join(", ");
}
var LONGEST_LOG_TAIL = 40;
function logLines(log, ink) {
  const lines = safeLines(log, 400).slice(-LONGEST_LOG_TAIL);
  return lines.length === 0 ? ["  The build printed nothing."] : ["  The build log ended with:", ...lines.map((line) => ink.dim(`  | ${line}`))];
}
function closingLines(report, ink) {
  return [
    ...wrapped(
      `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.`,
      WIDTH
    ).map((line) => ink.dim(line)),
    ...report.artifacts.some(({ findings }) => findings.length > 0) ? [ink.dim("One finding in depth: rebuild-gate explain report.json PATH")] : []
  ];
}

// src/core/render/html.ts
function renderHtml(report) {
  const { sentence: sentence3 } = headline(report);
  return [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${safeHtml(CONTENT_SECURITY_POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">',
    `<title>${safeHtml(`${report.verdict}: ${sentence3}`, 120)}</title>`,
    `<style>${STYLE}</style>
</head>
<body>`,
    '<a class="skip" href="#findings">Skip to the findings</a>',
    headHtml(report),
    '<main id="findings">',
    artifactTable(report),
    ...report.artifacts.map((artifact, at) => artifactHtml(report, artifact, at)),
    sourceHtml(report),
    report.build === null ? "" : buildHtml(report.build),
    "</main>",
    footHtml(report),
    "</body>\n</html>\n"
  ].join("\n");
}
function whole(text) {
  return safeHtml(text, Infinity);
}
function headHtml(report) {
  const { verdict, sentence: sentence3, first } = headline(report);
  return [
    `<header>
<div class="verdict ${verdict}">
<h1>${safeHtml(sentence3)}</h1>`,
    first === null ? "" : [
      `<dl><dt>First file</dt><dd><code>${whole(first.path)}</code></dd>`,
      `<dt>Cause</dt><dd>${safeHtml(first.cause)}</dd><dt>Fix</dt><dd>${safeHtml(first.fix)}</dd></dl>`
    ].join("\n"),
    "</div>",
    report.notices.length === 0 ? "" : `<ul>${report.notices.map(({ code: code2, message }) => `<li>${safeHtml(message)} <code>${safeHtml(code2)}</code></li>`).join("")}</ul>`,
    '<nav aria-label="Sections"><ul>',
    '<li><a href="#uploads">Uploads</a></li>',
    ...report.artifacts.map(
      (artifact, at) => artifact.verdict === "identical" ? "" : `<li><a href="#upload-${String(at)}">${safeHtml(artifact.name, 80)}</a></li>`
    ),
    report.source === null ? "" : '<li><a href="#source">Source</a></li>',
    report.build === null ? "" : '<li><a href="#build">Build</a></li>',
    "</ul></nav>\n</header>"
  ].join("\n");
}
function artifactTable(report) {
  return [
    '<section aria-labelledby="uploads"><h2 id="uploads">Uploads</h2>',
    '<div class="scroll" tabindex="0" role="region" aria-labelledby="uploads"><table>',
    `<caption>${counted(report.artifacts.length, "upload")}, one verdict each</caption>`,
    "<thead><tr>",
    ...["Name", "Verdict", "Level", "SHA-256", "Rebuilt SHA-256", "Size"].map(
      (title) => `<th scope="col">${title}</th>`
    ),
    "</tr></thead>\n<tbody>",
    ...report.artifacts.map(
      ({ name, verdict, level, upload, rebuilt }) => [
        `<tr><th scope="row"><code>${whole(name)}</code></th>`,
        `<td><span class="badge ${verdict}">${verdict}</span></td><td>${level ?? "–"}</td>`,
        `<td><code title="${upload.sha256}">${shortId(upload.sha256)}</code></td>`,
        rebuilt === null ? "<td>–</td>" : `<td><code title="${rebuilt.sha256}">${shortId(rebuilt.sha256)}</code></td>`,
        `<td>${sizeText(upload.size)}</td></tr>`
      ].join("")
    ),
    "</tbody></table></div></section>"
  ].join("\n");
}
function artifactHtml(report, artifact, at) {
  if (artifact.verdict === "identical") return "";
  const id = `upload-${String(at)}`;
  const { reason } = artifact;
  return [
    `<section aria-labelledby="${id}"><h2 id="${id}">${whole(artifact.name)}</h2>`,
    `<p>${safeHtml(statement(report, artifact))}</p>`,
    `<dl><dt>Files</dt><dd>${safeHtml(countsText(artifact))}</dd>`,
    reason === null ? "" : `<dt>Reason</dt><dd>${safeHtml(reason.message)} <code>${safeHtml(reason.code)}</code></dd>`,
    `<dt>Bytes agree at</dt><dd>${artifact.agreement ?? "no level"}</dd></dl>`,
    artifact.remarks.length === 0 ? "" : `<ul>${artifact.remarks.map((remark) => `<li>${safeHtml(remarkText(remark))}</li>`).join("")}</ul>`,
    undecidedHtml(artifact),
    rejectedHtml(report, artifact, id),
    acceptedHtml(artifact),
    "</section>"
  ].join("\n");
}
function sourceHtml({ source }) {
  if (source === null) return "";
  return [
    '<section aria-labelledby="source"><h2 id="source">Source</h2>',
    `<dl><dt>Repository</dt><dd><code>${whole(source.repository)}</code></dd>`,
    `<dt>Commit</dt><dd><code>${source.commit}</code>, ${safeHtml(source.committedAt)}</dd>`,
    `<dt>Tree</dt><dd><code>${source.tree}</code></dd>`,
    `<dt>Tree, SHA-256</dt><dd><code>${source.treeSha256}</code></dd></dl></section>`
  ].join("\n");
}
function footHtml(report) {
  return [
    `<footer><p>rebuild-gate ${safeHtml(report.tool.version, 40)}, ${safeHtml(report.createdAt)}.`,
    `Accepted in this run: ${report.accepted.word}. Exit code ${String(report.exitCode)}.</p></footer>`
  ].join("\n");
}

// src/core/render/capped.ts
function cappedDocument(blocks, tail, limit, more) {
  const encoder = new TextEncoder();
  const all = blocks.reduce((sum, { findings }) => sum + findings, 0);
  let room = limit - encoder.encode(tail).length - encoder.encode(more(all)).length;
  const kept = [];
  for (const { text } of blocks) {
    room -= encoder.encode(text).length;
    if (room < 0) break;
    kept.push(text);
  }
  const left = blocks.slice(kept.length).reduce((sum, { findings }) => sum + findings, 0);
  return `${kept.join("")}${kept.length === blocks.length ? "" : more(left)}${tail}`;
}

// src/core/render/markdown.ts
var LONGEST_SUMMARY = 900 * 1024;
var LONGEST_CELL = 300;
var MOST_PLAN_ITEMS = 60;
var MOST_EXCERPTS = 20;
var MOST_EXCERPT_LINES2 = 24;
var MARK = {
  identical: "✅",
  equivalent: "✅",
  different: "❌",
  inconclusive: "⚠️"
};
function renderMarkdown(report, limit = LONGEST_SUMMARY) {
  return cappedDocument(
    [
      { text: headMarkdown(report), findings: 0 },
      ...artifactTable2(report),
      ...report.artifacts.flatMap((artifact) => artifactBlocks(report, artifact))
    ],
    tailMarkdown(report),
    limit,
    (findings) => `

**${counted(findings, "more file")} in the report.** This page is cut to what a job summary may hold.
`
  );
}
function headMarkdown(report) {
  const { verdict, sentence: sentence3, first } = headline(report);
  return [
    `## ${MARK[verdict]} ${safeMarkdown(sentence3)}
`,
    ...first === null ? [] : [
      [
        `**First file:** ${safeMarkdownCode(first.path, LONGEST_CELL)}`,
        `**Cause:** ${safeMarkdown(first.cause)}`,
        `**Fix:** ${safeMarkdown(first.fix)}`
      ].join("  \n"),
      ""
    ],
    ...report.notices.map((notice) => `> ${safeMarkdown(`${notice.message} (${notice.code})`)}
`),
    ""
  ].join("\n");
}
function artifactTable2(report) {
  return [
    {
      text: "| Upload | Verdict | Level | sha256 | Rebuilt sha256 | Size |\n|---|---|---|---|---|---|\n",
      findings: 0
    },
    ...report.artifacts.map(({ name, verdict, level, upload, rebuilt }) => ({
      text: row([
        safeMarkdownCode(name, LONGEST_CELL),
        `${MARK[verdict]} ${verdict}`,
        level ?? "–",
        `\`${shortId(upload.sha256)}\``,
        rebuilt === null ? "–" : `\`${shortId(rebuilt.sha256)}\``,
        sizeText(upload.size)
      ]),
      findings: 0
    }))
  ];
}
function row(cells) {
  return `| ${cells.join(" | ")} |
`;
}
function artifactBlocks(report, artifact) {
  if (artifact.verdict === "identical") return [];
  const accepted = acceptedGroups(artifact);
  return [
    {
      text: [
        `
### ${safeMarkdown(artifact.name, LONGEST_CELL)}
`,
        `${safeMarkdown(statement(report, artifact))}
`,
        `Files: ${safeMarkdown(countsText(artifact))}.
`
      ].join("\n"),
      findings: 0
    },
    ...artifact.undecided.map(({ code: code2, message, path: path4, side: side2 }) => ({
      text: `- undecided, ${side2}: ${safeMarkdown([...path4, message].join(": "))} (${safeMarkdownCode(code2, 100)})
`,
      findings: 1
    })),
    ...artifact.remarks.map((remark) => ({
      text: `- remark: ${safeMarkdown(remarkText(remark), LONGEST_CELL)}
`,
      findings: 0
    })),
    ...rejectedGroups(artifact).flatMap((group) => groupBlocks(report, group)),
    ...accepted.length === 0 ? [] : [{ text: "\n#### Accepted\n\n", findings: 0 }],
    ...accepted.map(({ title, by, findings }) => ({
      text: `- ${grouped(findings.length)} × ${safeMarkdown(title)} – accepted by ${safeMarkdownCode(by, 100)}
`,
      findings: findings.length
    }))
  ];
}
function groupBlocks(report, group) {
  const other = report.mode === "no-build" ? "Commit" : "Rebuild";
  return [
    {
      text: [
        `
#### ${group.title} (${grouped(group.findings.length)})
`,
        `${group.meaning}
`,
        `| Risk | File | What | Upload | ${other} | Cause | Fix |`,
        "|---|---|---|---|---|---|---|\n"
      ].join("\n"),
      findings: 0
    },
    ...group.findings.map((finding2) => ({ text: findingRow(report, finding2), findings: 1 })),
    ...group.findings.filter(({ excerpt }) => excerpt !== null).slice(0, MOST_EXCERPTS).map((finding2) => ({ text: excerptMarkdown(report, finding2), findings: 0 }))
  ];
}
function excerptMarkdown(report, { path: path4, excerpt }) {
  const lines = excerpt === null ? [] : excerptLines(report, excerpt, MOST_EXCERPT_LINES2);
  return [
    `
${safeMarkdownCode(pathText(innerPath(path4)), LONGEST_CELL)}:
`,
    ...lines.map(({ text }) => `    ${safeLine(text, LONGEST_CELL)}`),
    ""
  ].join("\n");
}
function findingRow(report, finding2) {
  return row([
    finding2.risk,
    safeMarkdownCode(pathText(innerPath(finding2.path)), LONGEST_CELL),
    `[${safeMarkdown(FINDING_CODES[finding2.code].title)}](${documentationOf(finding2)})`,
    safeMarkdownCode(briefValue(finding2.upload), LONGEST_CELL),
    safeMarkdownCode(briefValue(finding2.rebuilt), LONGEST_CELL),
    safeMarkdown(
      [cause(finding2), ...finding2.explanation === null ? [] : finding2.notes].join("; "),
      LONGEST_CELL
    ),
    safeMarkdown(fix(finding2, report), LONGEST_CELL)
  ]);
}
function tailMarkdown(report) {
  const { source, build } = report;
  return [
    "",
    ...source === null ? [] : [
      `**Source:** ${safeMarkdownCode(source.repository, LONGEST_CELL)} at commit \`${source.commit}\`, tree \`${shortId(source.tree)}\`
`
    ],
    ...build === null ? [] : buildMarkdown(build),
    `Accepted in this run: ${report.accepted.word}. rebuild-gate ${safeMarkdown(report.tool.version, 40)}, exit code ${String(report.exitCode)}.`,
    ""
  ].join("\n");
}
function buildMarkdown(build) {
  const left = build.plan.length - MOST_PLAN_ITEMS;
  return [
    "<details><summary>How it was rebuilt</summary>\n",
    "| Item | Value | Evidence |\n|---|---|---|",
    ...build.plan.slice(0, MOST_PLAN_ITEMS).map(
      ({ item, value: value2, evidence }) => row([
        safeMarkdown(item, 100),
        safeMarkdownCode(value2, LONGEST_CELL),
        safeMarkdown(evidence, LONGEST_CELL)
      ]).trimEnd()
    ),
    row(["isolation", safeMarkdown(sandboxText(build)), "measured"]).trimEnd(),
    row(["limits", safeMarkdown(limitsText(build)), "measured"]).trimEnd(),
    row(["network", safeMarkdown(networkText(build)), "measured"]).trimEnd(),
    row(["duration", durationText(build.durationMs), "measured"]),
    ...left <= 0 ? [] : [`${counted(left, "more item")} in the report.
`],
    "</details>\n",
    ...build.outcome.kind === "built" ? [] : logMarkdown(build.outcome.logTail)
  ];
}
function logMarkdown(log) {
  const lines = safeLines(log, LONGEST_CELL).slice(-40);
  return [
    "The build log ended with:\n",
    ...lines.length === 0 ? ["    (nothing was printed)"] : lines.map((line) => `    ${line}`),
    ""
  ];
}

// src/core/render/formats.ts
function renderReport(report, format, ink) {
  switch (format) {
    case "text":
      return renderText(report, ink);
    case "json":
      return `${safeJson(report)}
`;
    case "markdown":
      return renderMarkdown(report);
    case "html":
      return renderHtml(report);
  }
}
function reportFiles(report) {
  return /* @__PURE__ */ new Map([
    ["report.json", `${safeJson(report)}
`],
    ["report.md", renderMarkdown(report)],
    ["report.html", renderHtml(report)],
    ["report.txt", renderText(report)]
  ]);
}

// src/entry/cli/finish-report.ts
var REPORT_FILES = ["report.json", "report.md", "report.html", "report.txt"];
async function checkReportFolder(manner, workshop) {
  if (manner.reportFolder === null) return;
  const home = await workshop.scratch.directory("report-home");
  await assertUntracked(manner.reportFolder, REPORT_FILES, home, workshop.signal);
}
async function finishReport(report, manner, shell) {
  if (manner.reportFolder !== null) {
    const files = new Map(
      [...reportFiles(report)].map(([name, text]) => [name, new TextEncoder().encode(text)])
    );
    await reportStore().write(manner.reportFolder, files);
  }
  await shell.stdout.write(
    renderReport(report, manner.format, manner.stdoutColour ? COLOURED : PLAIN)
  );
  return report.exitCode;
}

// src/entry/cli/run-compare.ts
async function runCompare(request, given, shell) {
  var _stack = [];
  try {
    const manner = mannerOf(given, shell);
    const workshop = __using(_stack, await openWorkshop(shell, manner), true);
    await checkReportFolder(manner, workshop);
    const report = await compareGiven(
      {
        upload: { file: request.upload, name: basename(request.upload) },
        rebuilt: { file: request.rebuilt, name: basename(request.rebuilt) },
        source: request.source,
        accepted: ACCEPTED_FOR_REBUILD,
        limits: request.limits,
        toolVersion: VERSION
      },
      gatePorts({ ...workshop, environment: shell.environment }),
      workshop.signal
    );
    workshop.progress.end();
    return await finishReport(report, manner, shell);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/core/render/ink.ts
var PLAIN = {
  bold: (text) => text,
  dim: (text) => text,
  good: (text) => text,
  bad: (text) => text,
  doubtful: (text) => text
};
function sgr(on, off) {
  return (text) => `\x1B[${String(on)}m${text}\x1B[${String(off)}m`;
}
var COLOURED = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  good: sgr(32, 39),
  bad: sgr(31, 39),
  doubtful: sgr(33, 39)
};
function verdictInk(ink, verdict) {
  switch (verdict) {
    case "identical":
    case "equivalent":
      return (text) => ink.good(text);
    case "different":
      return (text) => ink.bad(text);
    default:
      return (text) => ink.doubtful(text);
  }
}

export {
  FINDING_CODES,
  factsOf,
  commitCommentOf,
  utf8Text,
  wheelGenerator,
  providersOf,
  NORMALISERS,
  ACCEPTED_FOR_REBUILD,
  ACCEPTED_WITHOUT_BUILD,
  EXCERPT_CAPS,
  LONGEST_EXCERPT_LINE,
  ENTRY_REMARKS,
  EVIDENCE_CLASSES,
  RISKS,
  contradictions,
  makeReport,
  LEADING_MEMBERS,
  compareReadings,
  unsafeName,
  foldedDuplicate,
  recordPaths,
  inGroups,
  goBuildOf,
  judgePair,
  judgeByCommit,
  judgeUnmatched,
  judgeUnbuilt,
  judgeNotApplicable,
  selfCheck,
  RunLog,
  readContent,
  findGit,
  Git,
  reportStore,
  assertUntracked,
  headline,
  statement,
  cause,
  fix,
  WIDTH,
  wrapped,
  labelled,
  documentationOf,
  excerptText,
  renderMarkdown,
  PLAIN,
  COLOURED,
  verdictInk,
  renderText,
  renderReport,
  reportFiles,
  checkReportFolder,
  finishReport,
  gatePorts,
  runCompare
};
