import {
  NORMALISERS,
  WIDTH,
  cause,
  documentationOf,
  excerptText,
  factsOf,
  fix,
  labelled,
  wrapped
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  CLASS_WORDS,
  counted,
  pathText,
  valueText
} from "./chunk-XX7SVKQN.js";
import {
  InputError
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/core/render/explanation.ts
var COLUMN = { indent: 2, column: 12 };
function findingsOf(report) {
  return report.artifacts.flatMap(({ findings }) => findings);
}
function selectFindings(report, path) {
  const all = findingsOf(report);
  if (path === null) return all;
  const exact = all.filter((finding) => spellings(finding).includes(path));
  const found = exact.length > 0 ? exact : all.filter((finding) => finding.path.at(-1)?.endsWith(`/${path}`) === true);
  if (found.length > 0) return found;
  throw new InputError("usage", {
    expected: `a path of one of the ${counted(all.length, "finding")} of this report`,
    found: `"${path}"`,
    next: "Run `rebuild-gate explain REPORT` without a path for the list; a file without a finding is equal on both sides."
  });
}
function spellings({ path }) {
  return path.flatMap((_, at) => [path.slice(at).join(" ▸ "), path.slice(at).join("/")]);
}
function renderExplanation(report, findings, ink) {
  if (findings.length === 0) return "This report has no findings: nothing differs.\n";
  return `${findings.map((finding) => findingInDepth(report, finding, ink).join("\n")).join("\n\n")}
`;
}
function findingInDepth(report, finding, ink) {
  return [
    ...wrapped(pathText(finding.path), WIDTH).map((line) => ink.bold(line)),
    ...labelled("what", `${factsOf(finding.code).title} (${finding.code})`, COLUMN),
    ...labelled("upload", valueText(finding.upload), COLUMN),
    ...labelled(
      report.mode === "no-build" ? "commit" : "rebuilt",
      valueText(finding.rebuilt),
      COLUMN
    ),
    ...labelled("why", cause(finding), COLUMN),
    ...finding.explanation === null ? [] : finding.notes.flatMap((note) => labelled("note", note, COLUMN)),
    ...labelled("class", finding.class === null ? "none" : CLASS_WORDS[finding.class], COLUMN),
    ...labelled("risk", finding.risk, COLUMN),
    ...labelled("accepted", acceptance(report, finding), COLUMN),
    ...labelled("fix", fix(finding, report), COLUMN),
    ...labelled("docs", documentationOf(finding), COLUMN),
    ...excerptText(report, finding, Infinity, ink)
  ];
}
function acceptance(report, finding) {
  const { normaliser, standing } = factsOf(finding.code);
  if (finding.accepted !== null) {
    const by = finding.accepted.by;
    return by === normaliser ? `by ${by}: ${NORMALISERS[normaliser]}` : `by ${by}`;
  }
  if (normaliser !== null) return `no; ${normaliser} would, but this run does not accept it`;
  switch (standing) {
    case "barring":
      return "no, and nothing may ever accept it";
    case "unanswered":
      return "no; it was not proven either way";
    case "open-to-evidence":
      return report.accepted.word === "explained" ? "no; only a proven cause could, and none was proven" : `no; this run accepts ${report.accepted.word}, and no difference of content is that`;
  }
}
function explanationJson(report, findings) {
  return {
    findings: findings.map((finding) => ({
      ...finding,
      title: factsOf(finding.code).title,
      why: cause(finding),
      acceptance: acceptance(report, finding),
      fix: fix(finding, report),
      docs: documentationOf(finding)
    }))
  };
}
export {
  explanationJson,
  renderExplanation,
  selectFindings
};
