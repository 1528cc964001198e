import { z } from "zod";
import { FINDING_CODES, isFindingCode } from "./finding-codes.ts";
import { EVIDENCE_CLASSES, RISKS } from "./finding.ts";
import { REPORT_SCHEMA } from "./identifiers.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().nonnegative();
const objectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

const fileValue = z.strictObject({ size, sha256 });
const findingValue = z.union([z.string(), z.number(), fileValue, z.null()]);

const finding = z.strictObject({
  code: z.string().refine(isFindingCode, { error: `must be one of ${Object.keys(FINDING_CODES).join(", ")}` }),
  path: z.array(z.string()).min(1),
  upload: findingValue,
  rebuilt: findingValue,
  class: z.enum(EVIDENCE_CLASSES).nullable(),
  risk: z.enum(RISKS),
  explanation: z
    .strictObject({ rule: z.string(), because: z.string(), remedy: z.string(), docs: z.string() })
    .nullable(),
  accepted: z.strictObject({ by: z.string() }).nullable(),
  notes: z.array(z.string()),
});

const side = z.strictObject({ size, sha256, contentSha256: sha256.optional() });

const artifact = z.strictObject({
  name: z.string().min(1),
  upload: side,
  rebuilt: side.extend({ name: z.string() }).nullable(),
  verdict: z.enum(["identical", "equivalent", "different", "inconclusive"]),
  level: z.enum(["L0", "L1", "L2", "L4"]).nullable(),
  /** The level at which the bytes agree before anything is accepted; L3 appears only here. */
  agreement: z.enum(["L0", "L1", "L2", "L3"]).nullable(),
  /** Why not decided, or what the red result comes down to. */
  reason: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** After a self-check: `stable`, or `unstable` when two rebuilds under one plan disagree. */
  stability: z.enum(["stable", "unstable"]).nullable(),
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
});

const source = z.strictObject({
  repository: z.string(),
  objectFormat: z.enum(["sha1", "sha256"]),
  commit: objectId,
  tree: objectId,
  treeSha256: sha256,
  committedAt: z.iso.datetime(),
});

const requestedReached = z.strictObject({ requested: z.string(), reached: z.string() });

const build = z.strictObject({
  plan: z.array(z.strictObject({ item: z.string(), value: z.string(), evidence: z.string() })),
  sandbox: requestedReached,
  network: requestedReached,
  tools: z.record(z.string(), z.string()),
  durationMs: z.int().nonnegative(),
  outcome: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("built"),
      files: z.array(z.strictObject({ path: z.string(), name: z.string(), size, sha256 })),
    }),
    z.strictObject({
      kind: z.literal("failed"),
      reason: z.enum(["exit", "signal", "timeout", "log-limit", "no-output", "interrupted"]),
      detail: z.string(),
      logTail: z.string(),
    }),
  ]),
});

/**
 * Report v1: everything that one run found. The only input of `attest`, `explain` and every renderer, and untrusted
 * again when it is read back: unknown keys, unknown codes and other schema ids are refused.
 */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  tool: z.strictObject({ name: z.literal("rebuild-gate"), version: z.string() }),
  /** `check` rebuilt (or, with `--no-build`, looked at the commit alone); `compare` was given both files. */
  command: z.enum(["check", "compare"]),
  mode: z.enum(["rebuild", "no-build", "given"]),
  createdAt: z.iso.datetime(),
  verdict: z.enum(["identical", "equivalent", "different", "inconclusive"]),
  level: z.enum(["L0", "L1", "L2", "L4"]).nullable(),
  exitCode: z.int().min(0).max(6),
  source: source.nullable(),
  build: build.nullable(),
  artifacts: z.array(artifact).min(1),
  /** No policy file is read yet: the word and the normalisers that were accepted. */
  accepted: z.strictObject({
    word: z.enum(["identical", "normalized", "explained"]),
    normalisers: z.array(z.string()),
  }),
  policy: z.null(),
  notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  timings: z.record(z.string(), z.int().nonnegative()),
});

export type Report = z.infer<typeof reportSchema>;
export type ArtifactReport = Report["artifacts"][number];
