import {
  resultOf
} from "./chunk-PPQGIQ55.js";
import {
  WIDTH,
  labelled,
  wrapped
} from "./chunk-ME4NGRWJ.js";
import "./chunk-XHVXZRAQ.js";
import {
  counted
} from "./chunk-XX7SVKQN.js";
import "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/core/render/verification.ts
function renderVerification(name, report, ink) {
  const failed = report.checks.filter((check) => !check.passed);
  const paint = report.result === "PASSED" ? ink.good : ink.bad;
  const sentence = report.result === "PASSED" ? `${name}: PASSED. ${counted(report.checks.length, "check")}, all of them hold.` : `${name}: FAILED. ${String(failed.length)} of ${counted(report.checks.length, "check")} failed.`;
  return [
    ...wrapped(sentence, WIDTH).map((line) => paint(ink.bold(line))),
    ...failed.flatMap((check) => checkLines(check, ink)),
    ...report.unpinned.length === 0 ? [] : labelled("unpinned", `not demanded, so any value passes: ${report.unpinned.join(", ")}`),
    ...report.checks.filter((check) => check.passed).flatMap((check) => labelled("holds", `${check.id}: ${check.got}`)),
    ""
  ].join("\n");
}
function checkLines(check, ink) {
  return [
    ...labelled("failed", check.id).map((line) => ink.bad(line)),
    ...labelled("expected", check.expected, { indent: 4, column: 14 }),
    ...labelled("got", check.got, { indent: 4, column: 14 })
  ];
}
function verificationJson(name, report) {
  return {
    result: report.result,
    upload: name,
    checks: report.checks.map(({ id, passed, expected, got }) => ({ id, passed, expected, got })),
    unpinned: report.unpinned,
    bundles: report.bundles.map((bundle) => ({
      name: bundle.name,
      result: resultOf(bundle.checks),
      predicateType: bundle.verified?.statement.predicateType ?? null
    }))
  };
}
export {
  renderVerification,
  verificationJson
};
