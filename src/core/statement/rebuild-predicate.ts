import * as z from "zod";
import { ISOLATION_LEVELS, NETWORK_MODES, SANDBOX_REQUESTS } from "../build-plan.ts";
import { sha256Hex } from "../digest.ts";
import { LIMIT_MEANS, LIMIT_NAMES } from "../held-limit.ts";
import type { ArtifactReport, BuildReport, Report } from "../report.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().nonnegative();
const objectId = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const text = z.string().min(1);

/** `same-job`: build and signature in one job of a workflow. `local`: on somebody's machine. */
const JOB_ISOLATIONS = ["same-job", "local"] as const;
/** One of `JOB_ISOLATIONS`. */
export type JobIsolation = (typeof JOB_ISOLATIONS)[number];

/** Of more files than this a statement gives the digest of the list alone; the report has the list. */
const MOST_MATERIALS = 500;

const fields = z.strictObject({
  source: z.strictObject({
    repository: text,
    commit: objectId,
    tree: objectId,
    treeSha256: sha256,
    tag: z.strictObject({ name: text, object: objectId }).optional(),
    submodules: z
      .array(
        z.strictObject({
          path: text,
          repository: text,
          commit: objectId,
          tree: objectId,
          treeSha256: sha256,
        }),
      )
      .optional(),
  }),
  upload: z.strictObject({ size, sha256, contentSha256: sha256.optional() }),
  rebuilt: z.strictObject({ name: text, size, sha256, contentSha256: sha256.optional() }),
  verdict: z.enum(["identical", "equivalent"]),
  level: z.enum(["L0", "L1", "L2", "L4"]),
  normalisers: z.array(text),
  findings: z.strictObject({
    total: size,
    byCode: z.record(z.string(), z.int().positive()),
    byClass: z.record(z.string(), z.int().positive()),
  }),
  plan: z.array(z.strictObject({ item: text, value: z.string(), evidence: z.string() })),
  sandbox: z.strictObject({
    requested: z.enum(SANDBOX_REQUESTS),
    reached: z.enum(ISOLATION_LEVELS),
    limits: z
      .array(z.strictObject({ limit: z.enum(LIMIT_NAMES), value: size, by: z.enum(LIMIT_MEANS) }))
      .optional(),
  }),
  network: z.strictObject({
    requested: z.enum(NETWORK_MODES),
    reached: z.enum(NETWORK_MODES),
  }),
  /** What the fetch phase brought; the digest is of the list as `sha256sum` prints it, in the order of the paths. */
  materials: z
    .strictObject({
      total: size,
      sha256,
      files: z
        .array(z.strictObject({ path: text, size, sha256 }))
        .max(MOST_MATERIALS)
        .optional(),
    })
    .optional(),
  jobIsolation: z.enum(JOB_ISOLATIONS),
  /** What the tool says of itself; nothing but the signer's word stands behind it. */
  claims: z.strictObject({ tool: z.strictObject({ name: text, version: text }) }),
});

/**
 * Rebuild predicate v1 (docs/predicate.md). Strict: a field that this version does not know could qualify the verdict.
 * The verdict must follow from the digests beside it.
 */
export const rebuildPredicateSchema = fields.superRefine((predicate, context) => {
  const sameBytes =
    predicate.upload.sha256 === predicate.rebuilt.sha256 &&
    predicate.upload.size === predicate.rebuilt.size;
  const identical = predicate.verdict === "identical";
  if (identical !== (predicate.level === "L0") || identical !== sameBytes) {
    context.addIssue({
      code: "custom",
      path: ["verdict"],
      message: "verdict, level and digests do not agree",
    });
  }
  if (identical && (predicate.findings.total > 0 || predicate.normalisers.length > 0)) {
    context.addIssue({
      code: "custom",
      path: ["findings"],
      message: "equal bytes have no findings",
    });
  }
});

/** What a rebuild statement says (docs/predicate.md). */
export type RebuildPredicate = z.infer<typeof fields>;

/** What a report leaves open about how it came to be. */
export interface PredicateContext {
  /** As the identity token names it, or the report's own. */
  readonly repository: string;
  readonly jobIsolation: JobIsolation;
}

/** What a rebuild statement says of one upload, or why nothing may be said. */
export type PredicateReading =
  | { readonly ok: true; readonly predicate: RebuildPredicate }
  | { readonly ok: false; readonly reason: string };

/** The predicate for one upload of a report of a rebuild that passed. Timings stay out: they would name the run, not the result. */
export function rebuildPredicateOf(
  report: Report,
  artifact: ArtifactReport,
  context: PredicateContext,
): PredicateReading {
  const { source, build } = report;
  if (report.mode !== "rebuild" || source === null || build === null) {
    return { ok: false, reason: `mode "${report.mode}" rebuilt nothing from a commit` };
  }
  if (build.outcome.kind !== "built") return { ok: false, reason: "the build failed" };
  const refusal = verdictRefusal(report, artifact);
  if (refusal !== null) return { ok: false, reason: refusal };
  const parsed = rebuildPredicateSchema.safeParse({
    source: {
      repository: context.repository,
      commit: source.commit,
      tree: source.tree,
      treeSha256: source.treeSha256,
      ...(source.tag === undefined ? {} : { tag: source.tag }),
      ...(source.submodules === undefined ? {} : { submodules: source.submodules }),
    },
    upload: artifact.upload,
    rebuilt: artifact.rebuilt,
    verdict: artifact.verdict,
    level: artifact.level,
    normalisers: normalisersUsed(artifact),
    findings: {
      total: artifact.findings.length,
      byCode: countBy(artifact.findings.map((finding) => finding.code)),
      byClass: Object.fromEntries(Object.entries(artifact.files).filter(([, count]) => count > 0)),
    },
    plan: build.plan,
    sandbox: build.sandbox,
    network: build.network,
    ...(build.materials === undefined ? {} : { materials: materialsOf(build.materials) }),
    jobIsolation: context.jobIsolation,
    claims: { tool: report.tool },
  });
  return parsed.success
    ? { ok: true, predicate: parsed.data }
    : { ok: false, reason: z.prettifyError(parsed.error) };
}

function materialsOf(files: NonNullable<BuildReport["materials"]>): RebuildPredicate["materials"] {
  const list = files.map(({ path, sha256: digest }) => `${digest}  ${path}\n`).join("");
  return {
    total: files.length,
    sha256: sha256Hex(new TextEncoder().encode(list)),
    ...(files.length > MOST_MATERIALS ? {} : { files }),
  };
}

/** Why a passed artifact of a report may still not be attested, or null. */
function verdictRefusal(report: Report, artifact: ArtifactReport): string | null {
  if (report.verdict !== "identical" && report.verdict !== "equivalent") {
    return `the verdict of the run is ${report.verdict}`;
  }
  if (report.exitCode !== 0) return `the run ended with exit code ${String(report.exitCode)}`;
  if (artifact.level === "L4" && report.accepted.word !== "explained") {
    return "level L4 was not asked for";
  }
  return null;
}

/** The normalisers that a finding needed, not those that the run was ready to accept. */
function normalisersUsed(artifact: ArtifactReport): readonly string[] {
  const used = new Set(artifact.findings.flatMap((finding) => finding.accepted?.by ?? []));
  return [...used].sort((a, b) => (a < b ? -1 : 1));
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
