import * as z from "zod";
import { ISOLATION_LEVELS, NETWORK_MODES, SANDBOX_REQUESTS } from "./build-plan.ts";
import { ENTRY_REMARKS } from "./comparison.ts";
import { InputError } from "./errors.ts";
import { EXCERPT_CAPS, LONGEST_EXCERPT_LINE } from "./excerpt/excerpt.ts";
import { FINDING_CODES } from "./finding-codes.ts";
import type { FindingCode } from "./finding-codes.ts";
import { EVIDENCE_CLASSES, RISKS } from "./finding.ts";
import { LIMIT_MEANS, LIMIT_NAMES } from "./held-limit.ts";
import { REPORT_SCHEMA } from "./identifiers.ts";
import { FAILURE_REASONS } from "./rebuild-record.ts";
import { contradictions } from "./report-consistency.ts";
import { parseStrictJson } from "./statement/strict-json.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().nonnegative();
const objectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const verdict = z.enum(["identical", "equivalent", "different", "inconclusive"]);
const level = z.enum(["L0", "L1", "L2", "L4"]);

const fileValue = z.strictObject({ size, sha256 });
const findingValue = z.union([z.string(), z.number(), fileValue, z.null()]);

const excerptLine = z.strictObject({
  sign: z
    .enum([" ", "-", "+"])
    .describe("- stands in the rebuild (or the commit) alone, + in the upload alone."),
  text: z.string().max(LONGEST_EXCERPT_LINE),
  cut: z
    .enum(["start", "end", "both"])
    .optional()
    .describe("Something of the line stands before or after the text."),
  unended: z.literal(true).optional().describe("The file ends here without a line feed."),
});

const textExcerpt = z
  .strictObject({
    kind: z.literal("diff"),
    encoding: z
      .enum(["utf-8", "other"])
      .describe("other: bytes that are no valid UTF-8 are \\xNN, and a backslash is \\x5C."),
    hunks: z
      .array(
        z.strictObject({
          rebuiltStart: size,
          rebuiltCount: size,
          uploadStart: size,
          uploadCount: size,
          lines: z.array(excerptLine).min(1).max(EXCERPT_CAPS.lines),
        }),
      )
      .max(EXCERPT_CAPS.lines),
    whole: z.boolean().describe("False where more differs than is shown."),
  })
  .describe("A unified diff from the rebuild (or the commit) to the upload.");

const byteWindow = z
  .strictObject({
    format: z.string().nullable().describe("What the body is by its first bytes."),
    hex: z
      .string()
      .regex(/^([0-9a-f]{2})*$/)
      .max(2 * EXCERPT_CAPS.window),
  })
  .nullable();

const byteExcerpt = z
  .strictObject({
    kind: z.literal("bytes"),
    offset: size.describe("Of the first unequal byte, from 0."),
    start: size.describe("Of both windows."),
    upload: byteWindow,
    rebuilt: byteWindow,
  })
  .describe("The bytes around the first difference.");

const finding = z.strictObject({
  code: z
    .enum(Object.keys(FINDING_CODES) as [FindingCode, ...FindingCode[]], {
      error: "must be a finding code that docs/differences.md lists",
    })
    .describe("Stable code of the difference; docs/differences.md has a heading for each."),
  path: z
    .array(z.string())
    .min(1)
    .describe("From the file outside to the entry inside; bytes that are not UTF-8 as \\xNN."),
  upload: findingValue,
  rebuilt: findingValue,
  class: z.enum(EVIDENCE_CLASSES).nullable(),
  risk: z.enum(RISKS),
  explanation: z
    .strictObject({ rule: z.string(), because: z.string(), remedy: z.string(), docs: z.string() })
    .nullable(),
  accepted: z
    .strictObject({ by: z.string() })
    .nullable()
    .describe("The normaliser or rule that accepts it; null: nothing does."),
  notes: z.array(z.string()),
  excerpt: z
    .discriminatedUnion("kind", [textExcerpt, byteExcerpt])
    .nullable()
    .describe("What differs inside the file, bounded; null where that is not shown."),
});

const side = z.strictObject({ size, sha256, contentSha256: sha256.optional() });

const artifact = z.strictObject({
  name: z.string().min(1),
  upload: side,
  rebuilt: side.extend({ name: z.string() }).nullable(),
  verdict,
  level: level.nullable(),
  agreement: z
    .enum(["L0", "L1", "L2", "L3"])
    .nullable()
    .describe(
      "The level at which the bytes agree before anything is accepted; L3 appears only here.",
    ),
  reason: z
    .strictObject({ code: z.string(), message: z.string() })
    .nullable()
    .describe("Why not decided, or what the red result comes down to."),
  stability: z
    .enum(["stable", "unstable"])
    .nullable()
    .describe("After a self-check: unstable when two rebuilds under one plan disagree."),
  files: z.partialRecord(z.enum(EVIDENCE_CLASSES), size),
  findings: z.array(finding),
  undecided: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string(),
      path: z.array(z.string()),
      side: z.enum(["upload", "rebuilt", "both"]),
    }),
  ),
  remarks: z
    .array(z.strictObject({ code: z.enum(ENTRY_REMARKS), count: size, paths: z.array(z.string()) }))
    .describe(
      "Permissions, links and names that both sides have, worth knowing; they decide nothing.",
    ),
});

const source = z.strictObject({
  repository: z.string(),
  objectFormat: z.enum(["sha1", "sha256"]),
  commit: objectId,
  tree: objectId,
  treeSha256: sha256,
  committedAt: z.iso.datetime(),
  tag: z
    .strictObject({ name: z.string().startsWith("refs/tags/"), object: objectId })
    .describe("The tag by which the commit was named: still the same object when the run ended.")
    .optional(),
  submodules: z
    .array(
      z.strictObject({
        path: z.string(),
        repository: z.string(),
        commit: objectId,
        tree: objectId,
        treeSha256: sha256,
      }),
    )
    .describe("Submodules that the build saw, each proven at the commit of its gitlink.")
    .optional(),
});

const heldLimit = z.strictObject({
  limit: z.enum(LIMIT_NAMES),
  value: size,
  by: z.enum(LIMIT_MEANS),
});

const build = z.strictObject({
  plan: z.array(z.strictObject({ item: z.string(), value: z.string(), evidence: z.string() })),
  sandbox: z
    .strictObject({
      requested: z.enum(SANDBOX_REQUESTS),
      reached: z.enum(ISOLATION_LEVELS),
      limits: z
        .array(heldLimit)
        .describe("What the kernel held the build to; what it could not hold is not listed.")
        .optional(),
    })
    .describe("How far the build was shut in, as asked for and as it was."),
  network: z
    .strictObject({ requested: z.enum(NETWORK_MODES), reached: z.enum(NETWORK_MODES) })
    .describe("What the build may reach, as asked for and as it was."),
  tools: z.record(z.string(), z.string()),
  materials: z
    .array(z.strictObject({ path: z.string(), size, sha256 }))
    .describe("What the fetch phase brought, and a repetition of the build is given again.")
    .optional(),
  durationMs: z.int().nonnegative(),
  outcome: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("built"),
      files: z.array(z.strictObject({ path: z.string(), name: z.string(), size, sha256 })),
    }),
    z.strictObject({
      kind: z.literal("failed"),
      reason: z.enum(FAILURE_REASONS),
      detail: z.string(),
      logTail: z.string(),
    }),
  ]),
});

const shape = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  tool: z.strictObject({ name: z.literal("rebuild-gate"), version: z.string() }),
  command: z
    .enum(["check", "compare"])
    .describe("check rebuilt, or looked at the commit alone; compare was given both files."),
  mode: z.enum(["rebuild", "no-build", "given"]),
  createdAt: z.iso.datetime(),
  verdict,
  level: level.nullable(),
  exitCode: z.int().min(0).max(6),
  source: source.nullable(),
  build: build.nullable(),
  artifacts: z.array(artifact).min(1),
  accepted: z
    .strictObject({
      word: z.enum(["identical", "normalized", "explained"]),
      normalisers: z.array(z.string()),
    })
    .describe("What this run was ready to accept."),
  policy: z.null(),
  notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  timings: z.record(z.string(), z.int().nonnegative()).describe("Milliseconds per stage."),
});

/** Everything that one run found (docs/report.md). */
export type Report = z.infer<typeof shape>;
/** What one run found of one upload. */
export type ArtifactReport = Report["artifacts"][number];
/** One difference as a report carries it: text and numbers only, all of it untrusted. */
export type ReportFinding = ArtifactReport["findings"][number];
/** The rebuild of a run, and how far it was shut in. */
export type BuildReport = NonNullable<Report["build"]>;

/**
 * Report v1: everything that one run found. The only input of `attest`, `explain` and every renderer, and untrusted
 * again when it is read back: unknown keys, unknown codes, other schema ids and a verdict that the report's own
 * findings contradict are refused.
 */
export const reportSchema = shape.superRefine((report, context) => {
  for (const { path, message } of contradictions(report)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});

/** Characters of JSON that `parseReport` takes; a report of 100,000 findings has about 60 million. */
export const LONGEST_REPORT = 64 * 1024 * 1024;

/** The report that `text` spells. Throws `InputError` (`report-invalid`) that names each bad field. */
export function parseReport(text: string): Report {
  if (text.length > LONGEST_REPORT) {
    throw invalid(
      `${String(text.length)} characters`,
      `at most ${String(LONGEST_REPORT)} characters of JSON`,
    );
  }
  const json = parseStrictJson(text);
  if (!json.ok) throw invalid(json.reason, "a report as `--report` writes it");
  const parsed = reportSchema.safeParse(json.value);
  if (!parsed.success) {
    throw invalid(
      z.prettifyError(parsed.error),
      `a report of schema ${REPORT_SCHEMA}`,
      parsed.error,
    );
  }
  return parsed.data;
}

function invalid(found: string, expected: string, cause?: unknown): InputError {
  return new InputError("report-invalid", {
    expected,
    found,
    next: "Pass the report.json of a `check` or `compare` run of this version, unchanged.",
    cause,
  });
}
