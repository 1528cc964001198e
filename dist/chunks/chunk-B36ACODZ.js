import {
  LIMIT_MEANS,
  LIMIT_NAMES
} from "./chunk-EANPBMFH.js";
import {
  readWholeFile
} from "./chunk-EA3AGO37.js";
import {
  parseStrictJson
} from "./chunk-4AH4GH2R.js";
import {
  iso_exports
} from "./chunk-S4X7ZEPV.js";
import {
  _enum,
  _null,
  array,
  boolean,
  discriminatedUnion,
  int,
  literal,
  number,
  partialRecord,
  prettifyError,
  record,
  strictObject,
  string,
  union
} from "./chunk-QJHEDYDG.js";
import {
  ISOLATION_LEVELS,
  NETWORK_MODES,
  SANDBOX_REQUESTS
} from "./chunk-IVE75K52.js";
import {
  ENTRY_REMARKS,
  EVIDENCE_CLASSES,
  EXCERPT_CAPS,
  FINDING_CODES,
  LONGEST_EXCERPT_LINE,
  RISKS,
  contradictions
} from "./chunk-ME4NGRWJ.js";
import {
  InputError
} from "./chunk-COCQMI2L.js";
import {
  REPORT_SCHEMA
} from "./chunk-FPZJALNE.js";

// src/core/rebuild-record.ts
var FAILURE_REASONS = [
  "exit",
  "tool-missing",
  "network-needed",
  "signal",
  "timeout",
  "log-limit",
  "disk-limit",
  "memory-limit",
  "process-limit",
  "no-output",
  "interrupted"
];

// src/core/report.ts
var sha256 = string().regex(/^[0-9a-f]{64}$/);
var size = int().nonnegative();
var objectId = string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
var verdict = _enum(["identical", "equivalent", "different", "inconclusive"]);
var level = _enum(["L0", "L1", "L2", "L4"]);
var fileValue = strictObject({ size, sha256 });
var findingValue = union([string(), number(), fileValue, _null()]);
var excerptLine = strictObject({
  sign: _enum([" ", "-", "+"]).describe("- stands in the rebuild (or the commit) alone, + in the upload alone."),
  text: string().max(LONGEST_EXCERPT_LINE),
  cut: _enum(["start", "end", "both"]).optional().describe("Something of the line stands before or after the text."),
  unended: literal(true).optional().describe("The file ends here without a line feed.")
});
var textExcerpt = strictObject({
  kind: literal("diff"),
  encoding: _enum(["utf-8", "other"]).describe("other: bytes that are no valid UTF-8 are \\xNN, and a backslash is \\x5C."),
  hunks: array(
    strictObject({
      rebuiltStart: size,
      rebuiltCount: size,
      uploadStart: size,
      uploadCount: size,
      lines: array(excerptLine).min(1).max(EXCERPT_CAPS.lines)
    })
  ).max(EXCERPT_CAPS.lines),
  whole: boolean().describe("False where more differs than is shown.")
}).describe("A unified diff from the rebuild (or the commit) to the upload.");
var byteWindow = strictObject({
  format: string().nullable().describe("What the body is by its first bytes."),
  hex: string().regex(/^([0-9a-f]{2})*$/).max(2 * EXCERPT_CAPS.window)
}).nullable();
var byteExcerpt = strictObject({
  kind: literal("bytes"),
  offset: size.describe("Of the first unequal byte, from 0."),
  start: size.describe("Of both windows."),
  upload: byteWindow,
  rebuilt: byteWindow
}).describe("The bytes around the first difference.");
var finding = strictObject({
  code: _enum(Object.keys(FINDING_CODES), {
    error: "must be a finding code that docs/differences.md lists"
  }).describe("Stable code of the difference; docs/differences.md has a heading for each."),
  path: array(string()).min(1).describe("From the file outside to the entry inside; bytes that are not UTF-8 as \\xNN."),
  upload: findingValue,
  rebuilt: findingValue,
  class: _enum(EVIDENCE_CLASSES).nullable(),
  risk: _enum(RISKS),
  explanation: strictObject({ rule: string(), because: string(), remedy: string(), docs: string() }).nullable(),
  accepted: strictObject({ by: string() }).nullable().describe("The normaliser or rule that accepts it; null: nothing does."),
  notes: array(string()),
  excerpt: discriminatedUnion("kind", [textExcerpt, byteExcerpt]).nullable().describe("What differs inside the file, bounded; null where that is not shown.")
});
var side = strictObject({ size, sha256, contentSha256: sha256.optional() });
var artifact = strictObject({
  name: string().min(1),
  upload: side,
  rebuilt: side.extend({ name: string() }).nullable(),
  verdict,
  level: level.nullable(),
  agreement: _enum(["L0", "L1", "L2", "L3"]).nullable().describe(
    "The level at which the bytes agree before anything is accepted; L3 appears only here."
  ),
  reason: strictObject({ code: string(), message: string() }).nullable().describe("Why not decided, or what the red result comes down to."),
  stability: _enum(["stable", "unstable"]).nullable().describe("After a self-check: unstable when two rebuilds under one plan disagree."),
  files: partialRecord(_enum(EVIDENCE_CLASSES), size),
  findings: array(finding),
  undecided: array(
    strictObject({
      code: string(),
      message: string(),
      path: array(string()),
      side: _enum(["upload", "rebuilt", "both"])
    })
  ),
  remarks: array(strictObject({ code: _enum(ENTRY_REMARKS), count: size, paths: array(string()) })).describe(
    "Permissions, links and names that both sides have, worth knowing; they decide nothing."
  )
});
var source = strictObject({
  repository: string(),
  objectFormat: _enum(["sha1", "sha256"]),
  commit: objectId,
  tree: objectId,
  treeSha256: sha256,
  committedAt: iso_exports.datetime(),
  tag: strictObject({ name: string().startsWith("refs/tags/"), object: objectId }).describe("The tag by which the commit was named: still the same object when the run ended.").optional(),
  submodules: array(
    strictObject({
      path: string(),
      repository: string(),
      commit: objectId,
      tree: objectId,
      treeSha256: sha256
    })
  ).describe("Submodules that the build saw, each proven at the commit of its gitlink.").optional()
});
var heldLimit = strictObject({
  limit: _enum(LIMIT_NAMES),
  value: size,
  by: _enum(LIMIT_MEANS)
});
var build = strictObject({
  plan: array(strictObject({ item: string(), value: string(), evidence: string() })),
  sandbox: strictObject({
    requested: _enum(SANDBOX_REQUESTS),
    reached: _enum(ISOLATION_LEVELS),
    limits: array(heldLimit).describe("What the kernel held the build to; what it could not hold is not listed.").optional()
  }).describe("How far the build was shut in, as asked for and as it was."),
  network: strictObject({ requested: _enum(NETWORK_MODES), reached: _enum(NETWORK_MODES) }).describe("What the build may reach, as asked for and as it was."),
  tools: record(string(), string()),
  materials: array(strictObject({ path: string(), size, sha256 })).describe("What the fetch phase brought, and a repetition of the build is given again.").optional(),
  durationMs: int().nonnegative(),
  outcome: discriminatedUnion("kind", [
    strictObject({
      kind: literal("built"),
      files: array(strictObject({ path: string(), name: string(), size, sha256 }))
    }),
    strictObject({
      kind: literal("failed"),
      reason: _enum(FAILURE_REASONS),
      detail: string(),
      logTail: string()
    })
  ])
});
var shape = strictObject({
  schema: literal(REPORT_SCHEMA),
  tool: strictObject({ name: literal("rebuild-gate"), version: string() }),
  command: _enum(["check", "compare"]).describe("check rebuilt, or looked at the commit alone; compare was given both files."),
  mode: _enum(["rebuild", "no-build", "given"]),
  createdAt: iso_exports.datetime(),
  verdict,
  level: level.nullable(),
  exitCode: int().min(0).max(6),
  source: source.nullable(),
  build: build.nullable(),
  artifacts: array(artifact).min(1),
  accepted: strictObject({
    word: _enum(["identical", "normalized", "explained"]),
    normalisers: array(string())
  }).describe("What this run was ready to accept."),
  policy: _null(),
  notices: array(strictObject({ code: string(), message: string() })),
  timings: record(string(), int().nonnegative()).describe("Milliseconds per stage.")
});
var reportSchema = shape.superRefine((report, context) => {
  for (const { path, message } of contradictions(report)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});
var LONGEST_REPORT = 64 * 1024 * 1024;
function parseReport(text) {
  if (text.length > LONGEST_REPORT) {
    throw invalid(
      `${String(text.length)} characters`,
      `at most ${String(LONGEST_REPORT)} characters of JSON`
    );
  }
  const json = parseStrictJson(text);
  if (!json.ok) throw invalid(json.reason, "a report as `--report` writes it");
  const parsed = reportSchema.safeParse(json.value);
  if (!parsed.success) {
    throw invalid(
      prettifyError(parsed.error),
      `a report of schema ${REPORT_SCHEMA}`,
      parsed.error
    );
  }
  return parsed.data;
}
function invalid(found, expected, cause) {
  return new InputError("report-invalid", {
    expected,
    found,
    next: "Pass the report.json of a `check` or `compare` run of this version, unchanged.",
    cause
  });
}

// src/adapters/report-file.ts
async function readReport(file) {
  const bytes = await readWholeFile(file, LONGEST_REPORT, "a report.json");
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError("report-invalid", {
      expected: "a report.json in UTF-8",
      found: `bytes that are not (${file})`,
      next: "Pass the report.json of a `check` or `compare` run, unchanged.",
      cause
    });
  }
  return parseReport(text);
}

export {
  readReport
};
