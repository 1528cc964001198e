import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  labelled
} from "./chunk-YGR2HKEP.js";
import {
  FINDING_CODES
} from "./chunk-EPPP6VBZ.js";
import {
  CLASS_WORDS,
  counted,
  innerPath,
  pathText,
  shortId,
  valueText
} from "./chunk-VGKXAESQ.js";
import {
  documentation,
  isDocumentation
} from "./chunk-FPZJALNE.js";

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
  const rejected = artifact.findings.filter((finding2) => finding2.accepted === null);
  const finding = rejected.find((candidate) => candidate.class !== "unstable") ?? rejected.at(0);
  return finding === void 0 ? null : { path: pathText(innerPath(finding.path)), cause: cause(finding), fix: fix(finding, report) };
}
function firstDoubt({ name, undecided }) {
  const [doubt2] = undecided;
  return doubt2 === void 0 ? null : {
    path: pathText(doubt2.path.length === 0 ? [name] : doubt2.path),
    cause: `${doubt2.code}: ${doubt2.message}`,
    fix: `Look up ${doubt2.code} in docs/archives.md; what no strict reader accounts for is never passed.`
  };
}
function failedBuild(artifact, outcome) {
  return {
    path: artifact.name,
    cause: failure(outcome),
    fix: outcome.reason === "no-output" ? "Let the build leave the file inside the source tree, and name it with --output GLOB." : "Read the end of the build log below; the same command must succeed on a clean checkout of the commit."
  };
}
function cause(finding) {
  return finding.explanation?.because ?? [FINDING_CODES[finding.code].title, ...finding.notes].join("; ");
}
function fix(finding, report) {
  if (finding.explanation !== null) return finding.explanation.remedy;
  if (finding.class === "unstable") {
    return "Make the build give the same bytes twice; docs/differences.md lists the usual causes.";
  }
  return REMEDIES[finding.code] ?? (report.mode === "given" ? "Look at both values; if neither is what you expect, build again from a clean checkout." : "Build the upload again from a clean checkout of this commit; if it still differs, do not publish it.");
}
var REMEDIES = {
  "entry-only-in-upload": "Find out what put this file into the upload. If it belongs there, commit it or let the build make it; otherwise do not publish.",
  "entry-only-in-rebuild": "Find out what removed this file from the upload, and build the upload again.",
  "upload-not-rebuilt": "Let the build make this file and name it with --output, or leave it out of the release.",
  "not-rebuilt": "Commit this file, or check with --build, so that it can be rebuilt."
};

// src/core/render/finding-text.ts
var COLUMN = { indent: 4, column: 14 };
function documentationOf(finding) {
  const docs = finding.explanation?.docs;
  return docs !== void 0 && isDocumentation(docs) ? docs : documentation("differences", finding.code);
}
function findingLines(report, finding, ink) {
  const risk = finding.risk.padEnd(7);
  const [path = "", ...rest] = labelled("", pathText(innerPath(finding.path)), {
    indent: 2,
    column: 9
  });
  return [
    "",
    `  ${finding.risk === "high" ? ink.bad(risk) : risk}${ink.bold(path.trimStart())}`,
    ...rest.map((line) => ink.bold(line)),
    ...labelled("what", `${FINDING_CODES[finding.code].title} (${finding.code})`, COLUMN),
    ...labelled("upload", valueText(finding.upload), COLUMN),
    ...labelled(
      report.mode === "no-build" ? "commit" : "rebuilt",
      valueText(finding.rebuilt),
      COLUMN
    ),
    ...finding.class === null ? [] : labelled("class", CLASS_WORDS[finding.class], COLUMN),
    ...finding.notes.flatMap((note) => labelled("note", note, COLUMN)),
    ...finding.explanation === null ? [] : labelled("cause", cause(finding), COLUMN),
    ...labelled("fix", fix(finding, report), COLUMN),
    ...labelled("docs", documentationOf(finding), COLUMN)
  ];
}

export {
  headline,
  statement,
  failure,
  cause,
  fix,
  documentationOf,
  findingLines
};
