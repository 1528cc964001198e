import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  NORMALISERS
} from "./chunk-QR5SOYFG.js";
import {
  agreementOf,
  byRisk,
  fileValue
} from "./chunk-ZSKO4KEF.js";
import {
  exitCodeFor,
  overallVerdict
} from "./chunk-XJNHG5EC.js";
import {
  TRAILER_LENGTH,
  formatOf,
  unreadFormat,
  unreadFormatByTail
} from "./chunk-R67YSPQL.js";
import {
  factsOf
} from "./chunk-EPPP6VBZ.js";

// src/core/compare/nested.ts
var CONTAINER_NAME = /\.(?:tar|t?gz|t?xz|t?bz2?|t?zst|lzma|zip|whl|egg|jar|war|ear|aar|gem|crate|s?nupkg|vsix|xpi|apk|epub|conda|7z)$/i;
function unequalFiles(upload, rebuilt) {
  const other = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  return upload.entries.filter(({ path, type, sha256 }) => {
    const twin = other.get(path);
    return type === "file" && twin?.type === "file" && twin.sha256 !== sha256 && CONTAINER_NAME.test(path);
  }).map(({ path }) => path);
}
function isPacked(body) {
  return formatOf(body) !== null || unreadFormat(body) !== null || unreadFormatByTail(body.subarray(-TRAILER_LENGTH)) !== null;
}
var NOT_LOOKED_INTO = /* @__PURE__ */ new Set([
  "file-content",
  "container-format",
  "unaccounted-bytes"
]);
function withInner(outer, inner, at) {
  const stands = outer.findings.find(
    ({ code, path }) => code === "entry-content" && samePath(path, at)
  );
  if (!stands || !isOf(stands, inner)) return outer;
  const rest = outer.findings.filter((finding) => finding !== stands);
  if (inner.findings.length === 0) return leftUnread(outer, at, inner.undecided);
  if (inner.findings.some(({ code }) => NOT_LOOKED_INTO.has(code))) return outer;
  const findings = byRisk([...rest, ...inner.findings]);
  const undecided = [...outer.undecided, ...inner.undecided];
  return {
    ...outer,
    level: undecided.length > 0 ? null : agreementOf(findings),
    findings,
    undecided
  };
}
function leftUnread(outer, at, reasons) {
  if (reasons.length === 0) return outer;
  const notes = reasons.map(({ code, side }) => `not looked into: ${code} (${side})`);
  const findings = outer.findings.map((finding) => {
    if (finding.code !== "entry-content" || !samePath(finding.path, at)) return finding;
    return { ...finding, class: "unverifiable", notes: [...finding.notes, ...notes] };
  });
  return { ...outer, level: null, findings, undecided: [...outer.undecided, ...reasons] };
}
function isOf(finding, inner) {
  return isValue(finding.upload, inner.upload) && inner.rebuilt !== null && isValue(finding.rebuilt, inner.rebuilt);
}
function isValue(value, body) {
  return JSON.stringify(value) === JSON.stringify(fileValue(body));
}
function samePath(one, other) {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

// src/core/verdict.ts
function decide(comparison, accepted) {
  const judged = comparison.findings.map((finding) => ({
    finding,
    judgement: judge(finding, comparison.undecided, accepted)
  }));
  const findings = judged.map(({ finding, judgement }) => ({
    ...finding,
    accepted: "by" in judgement ? { by: judgement.by } : null
  }));
  const having = (kind) => findings.filter((_, at) => judged[at]?.judgement.kind === kind);
  const rejected = having("rejected");
  if (isNonEmpty(rejected)) {
    return { verdict: { kind: "different", level: null, rejected }, findings };
  }
  const reasons = [...comparison.undecided, ...having("unanswered").map(asReason)];
  if (isNonEmpty(reasons)) return { verdict: inconclusive(reasons), findings };
  const isExplained = having("explained").length > 0;
  return { verdict: passing(comparison, findings, isExplained), findings };
}
function canStillPass(findings, accepted) {
  return findings.every(({ code }) => {
    const { normaliser, standing } = factsOf(code);
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
function judge(finding, undecided, accepted) {
  const { normaliser, standing } = factsOf(finding.code);
  if (standing === "barring") return { kind: "rejected" };
  if (normaliser !== null && accepted.word !== "identical" && accepted.normalisers.has(normaliser)) {
    return { kind: "normalised", by: normaliser };
  }
  const evidence = accepted.word === "explained" ? evidenceOf(finding) : null;
  if (evidence !== null) return { kind: "explained", by: evidence };
  const isUnread = finding.code === "entry-content" && undecided.some(({ path }) => samePath(path, finding.path));
  const isOpen = standing === "unanswered" || finding.class === "unverifiable" || isUnread;
  return { kind: isOpen ? "unanswered" : "rejected" };
}
function evidenceOf(finding) {
  const { class: evidenceClass } = finding;
  return evidenceClass === null ? null : EVIDENCE[evidenceClass](finding);
}
var EVIDENCE = {
  // Only the container of `--no-build` has it: a finding about a file contradicts "as in the commit".
  "in-commit": ({ code }) => code === "container-not-rebuilt" ? "in-commit" : null,
  rebuilt: () => null,
  "modified-explained": ({ explanation }) => explanation?.rule ?? null,
  "known-generated": ({ explanation }) => explanation?.rule ?? null,
  waived: ({ accepted }) => accepted?.by ?? null,
  unstable: () => null,
  unverifiable: () => null,
  unexplained: () => null
};
function asReason(finding) {
  const { title } = factsOf(finding.code);
  return { code: finding.code, message: title, path: finding.path, side: "upload" };
}
function passing(comparison, findings, isExplained) {
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
  if (isExplained) return { kind: "equivalent", level: "L4", accepted: findings };
  if ((level === "L1" || level === "L2") && agreementOf(findings) === level) {
    return { kind: "equivalent", level, accepted: findings };
  }
  return contradiction(
    comparison,
    "evidence-contradicts",
    "the findings do not agree with the level of the comparison"
  );
}
function contradiction({ upload }, code, message) {
  return inconclusive([{ code, message, path: [upload.name], side: "both" }]);
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
  const hold = (path, stated, due, why) => {
    if (stated !== due) {
      found.push({ path, message: `says ${String(stated)}, but ${why} ${String(due)}` });
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
    for (const [index, finding] of findings.entries()) {
      const stated = artifact.findings[index]?.accepted?.by;
      const path = ["artifacts", at, "findings", index, "accepted"];
      hold(path, stated ?? "nothing", finding.accepted?.by ?? "nothing", "it is accepted by");
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
  hold(["build"], report.build !== null, report.mode === "rebuild", "having rebuilt is");
  if (report.command === "check") {
    hold(["source"], report.source === null, false, "of a check, having no source is");
  }
  return found;
}
function isNormaliser(id) {
  return Object.hasOwn(NORMALISERS, id);
}
function comparisonOf(artifact) {
  const { name, upload, rebuilt, agreement, findings, undecided, files } = artifact;
  return {
    upload: { name, size: upload.size, sha256: upload.sha256 },
    rebuilt: rebuilt === null ? null : { name: rebuilt.name, size: rebuilt.size, sha256: rebuilt.sha256 },
    level: agreement,
    findings,
    undecided,
    files
  };
}

export {
  unequalFiles,
  isPacked,
  withInner,
  leftUnread,
  decide,
  canStillPass,
  reportExitCode,
  contradictions
};
