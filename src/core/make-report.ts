import type { ArtifactSide, Comparison } from "./comparison.ts";
import { SourceError } from "./errors.ts";
import { EXCERPT_CAPS, lengthOf } from "./excerpt/excerpt.ts";
import type { Excerpt } from "./excerpt/excerpt.ts";
import { overallVerdict } from "./exit-code.ts";
import type { Finding } from "./finding.ts";
import { FINDING_CODES } from "./finding-codes.ts";
import { REPORT_SCHEMA } from "./identifiers.ts";
import type { RebuildRecord } from "./rebuild-record.ts";
import { displayPath } from "./path-bytes.ts";
import { reportExitCode } from "./report-consistency.ts";
import type { ArtifactReport, BuildReport, Report, ReportFinding } from "./report.ts";
import type { SourceTree } from "./source-tree.ts";
import type { AcceptedRules, Decision, NonEmpty, Verdict } from "./verdict.ts";

/** A stable code and a sentence for it. */
export interface Remark {
  readonly code: string;
  readonly message: string;
}

/** One upload, compared and decided. */
export interface JudgedArtifact {
  readonly comparison: Comparison;
  /** `decide(comparison, accepted)`, by the `accepted` of the report. */
  readonly decision: Decision;
  /** Says more than the gravest finding would; null: that finding, or the first reason for not deciding. */
  readonly reason: Remark | null;
  /** Of the self-check; null when the build was not repeated. */
  readonly stability: "stable" | "unstable" | null;
}

/** Everything that a report is made from. */
export interface ReportParts {
  readonly command: Report["command"];
  readonly mode: Report["mode"];
  readonly toolVersion: string;
  readonly createdAt: Date;
  readonly source: SourceTree | null;
  readonly build: RebuildRecord | null;
  readonly artifacts: NonEmpty<JudgedArtifact>;
  readonly accepted: AcceptedRules;
  readonly notices: readonly Remark[];
  /** Stage name to milliseconds. */
  readonly timings: ReadonlyMap<string, number>;
}

/** The report of a run: a value of its own that shares nothing with the parts and lists first what nobody accepts. */
export function makeReport(parts: ReportParts): Report {
  const [first, ...others] = parts.artifacts;
  const overall = overallVerdict([
    first.decision.verdict,
    ...others.map(({ decision }) => decision.verdict),
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
      parts.build?.outcome.kind === "failed",
    ),
    source: parts.source === null ? null : sourceReport(parts.source),
    build: parts.build === null ? null : buildReport(parts.build),
    artifacts: withinCap(parts.artifacts.map(artifactReport)),
    accepted: { word: parts.accepted.word, normalisers: [...parts.accepted.normalisers].sort() },
    policy: null,
    notices: parts.notices.map(({ code, message }) => ({ code, message })),
    timings: Object.fromEntries(
      [...parts.timings].map(([stage, milliseconds]) => [stage, Math.round(milliseconds)]),
    ),
  };
}

function artifactReport(artifact: JudgedArtifact): ArtifactReport {
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
    undecided: comparison.undecided.map(({ code, message, path, side }) => ({
      code,
      message,
      path: [...path],
      side,
    })),
    remarks: (comparison.remarks ?? []).map(({ code, count, paths }) => ({
      code,
      count,
      paths: [...paths],
    })),
  };
}

function sideReport({ size, sha256, contentSha256 }: ArtifactSide): ArtifactReport["upload"] {
  return { size, sha256, ...(contentSha256 === undefined ? {} : { contentSha256 }) };
}

function derivedReason(verdict: Verdict): Remark | null {
  switch (verdict.kind) {
    case "identical":
    case "equivalent":
      return null;
    case "different": {
      const [{ code, path, explanation }] = verdict.rejected;
      return {
        code,
        message: `${path.join(" ▸ ")}: ${explanation?.because ?? FINDING_CODES[code].title}`,
      };
    }
    case "inconclusive": {
      const [{ code, message }] = verdict.reasons;
      return { code, message };
    }
  }
}

function findingReport(finding: Finding): ArtifactReport["findings"][number] {
  return {
    code: finding.code,
    path: [...finding.path],
    upload: finding.upload,
    rebuilt: finding.rebuilt,
    class: finding.class,
    risk: finding.risk,
    explanation: finding.explanation === null ? null : { ...finding.explanation },
    accepted: finding.accepted === null ? null : { by: finding.accepted.by },
    notes: [...finding.notes],
    excerpt: finding.excerpt === null ? null : excerptReport(finding.excerpt),
  };
}

function excerptReport(excerpt: Excerpt): NonNullable<ReportFinding["excerpt"]> {
  if (excerpt.kind === "bytes") {
    const { upload, rebuilt } = excerpt;
    return { ...excerpt, upload: upload && { ...upload }, rebuilt: rebuilt && { ...rebuilt } };
  }
  return {
    ...excerpt,
    hunks: excerpt.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) => ({ ...line })),
    })),
  };
}

/** The artifacts with excerpts up to the cap of a report, in the order in which they are read. */
function withinCap(artifacts: readonly ArtifactReport[]): ArtifactReport[] {
  let left: number = EXCERPT_CAPS.perReport;
  const findings = (artifact: ArtifactReport) =>
    artifact.findings.map((finding) => {
      left -= finding.excerpt === null ? 0 : lengthOf(finding.excerpt);
      return left < 0 ? { ...finding, excerpt: null } : finding;
    });
  return artifacts.map((artifact) => ({ ...artifact, findings: findings(artifact) }));
}

/** What nobody accepts before what somebody does; within both, the order of the explanation stands. */
function unacceptedFirst(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...findings.filter(({ accepted }) => accepted === null),
    ...findings.filter(({ accepted }) => accepted !== null),
  ];
}

/** The last second that RFC 3339 can write. */
const END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

function sourceReport(source: SourceTree): NonNullable<Report["source"]> {
  const { committedAt } = source;
  if (!Number.isInteger(committedAt) || committedAt < 0 || committedAt > END_OF_TIME) {
    throw new SourceError("object-unsupported", {
      expected: "a commit time between 1970 and 9999",
      found: `${String(committedAt)} seconds`,
      next: "Release from a commit with a sound committer date; a build takes its time from it.",
    });
  }
  return {
    repository: source.repository,
    objectFormat: source.objectFormat,
    commit: source.commit,
    tree: source.tree,
    treeSha256: source.treeSha256,
    committedAt: new Date(committedAt * 1000).toISOString(),
    ...(source.tag === undefined ? {} : { tag: { ...source.tag } }),
    ...(source.submodules === undefined
      ? {}
      : {
          submodules: source.submodules.map((one) => ({
            path: displayPath(one.path),
            repository: one.repository,
            commit: one.commit,
            tree: one.tree,
            treeSha256: one.treeSha256,
          })),
        }),
  };
}

function buildReport(record: RebuildRecord): BuildReport {
  const { plan, sandbox, network, tools, materials, durationMs, outcome } = record;
  return {
    plan: plan.items.map(({ item, value, evidence }) => ({ item, value, evidence })),
    sandbox: {
      requested: sandbox.requested,
      reached: sandbox.reached,
      ...(sandbox.limits === undefined
        ? {}
        : { limits: sandbox.limits.map(({ limit, value, by }) => ({ limit, value, by })) }),
    },
    network: { requested: network.requested, reached: network.reached },
    tools: Object.fromEntries(tools),
    ...(materials === undefined
      ? {}
      : { materials: materials.map(({ path, size, sha256 }) => ({ path, size, sha256 })) }),
    durationMs: Math.round(durationMs),
    outcome:
      outcome.kind === "built"
        ? {
            kind: "built",
            files: outcome.files.map(({ path, name, size, sha256 }) => ({
              path,
              name,
              size,
              sha256,
            })),
          }
        : {
            kind: "failed",
            reason: outcome.reason,
            detail: outcome.detail,
            logTail: outcome.logTail,
          },
  };
}
