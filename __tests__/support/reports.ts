import { reportExitCode } from "../../src/core/report-consistency.ts";
import { overallVerdict } from "../../src/core/exit-code.ts";
import { decide } from "../../src/core/verdict.ts";
import type { NonEmpty, Verdict } from "../../src/core/verdict.ts";
import { DEFAULT_NORMALISERS } from "../../src/core/normalisers.ts";
import { REPORT_SCHEMA } from "../../src/core/identifiers.ts";
import type { Comparison } from "../../src/core/comparison.ts";
import type { ArtifactReport, Report, ReportFinding } from "../../src/core/report.ts";

/** A digest of which the first characters are these. */
export function digest(start: string): string {
  return start.padEnd(64, "0");
}

/** A finding of a changed file that nothing explains. */
export function finding(overrides: Partial<ReportFinding> = {}): ReportFinding {
  return {
    code: "entry-content",
    path: ["pkg-1.0.tgz", "package/index.js"],
    upload: { size: 120, sha256: digest("aa") },
    rebuilt: { size: 119, sha256: digest("bb") },
    class: "unexplained",
    risk: "high",
    explanation: null,
    accepted: null,
    notes: [],
    excerpt: null,
    ...overrides,
  };
}

/** A modification time that `archive-mtime` accepts. */
export function mtime(path: string, overrides: Partial<ReportFinding> = {}): ReportFinding {
  return finding({
    code: "entry-mtime",
    path: ["pkg-1.0.tgz", path],
    upload: "2024-01-01T00:00:00Z",
    rebuilt: "2024-01-02T00:00:00Z",
    class: "modified-explained",
    risk: "info",
    explanation: {
      rule: "mtime",
      because: "the archive has the time of packing",
      remedy: "set SOURCE_DATE_EPOCH",
      docs: "https://rebuild-gate.github.io/docs/differences#entry-mtime",
    },
    accepted: { by: "archive-mtime" },
    ...overrides,
  });
}

type ArtifactParts = Partial<Omit<ArtifactReport, "verdict" | "level">>;

/** An upload with these findings; its verdict is what the product's own function makes of them. */
export function artifact(parts: ArtifactParts = {}): ArtifactReport {
  const findings = parts.findings ?? [];
  const whole = {
    name: "pkg-1.0.tgz",
    upload: { size: 2_500_000, sha256: digest("aaaa") },
    rebuilt: {
      name: "pkg-1.0.tgz",
      size: 2_500_000,
      sha256: digest(findings.length === 0 ? "aaaa" : "bbbb"),
    },
    agreement:
      findings.length === 0
        ? ("L0" as const)
        : findings.every((one) => one.code === "entry-mtime")
          ? ("L2" as const)
          : null,
    reason: null,
    stability: null,
    files: {},
    undecided: [],
    remarks: [],
    ...parts,
    findings,
  };
  const decision = decide(
    {
      ...whole,
      upload: { name: whole.name, ...whole.upload },
      level: whole.agreement,
    } as unknown as Comparison,
    { word: "normalized", normalisers: DEFAULT_NORMALISERS },
  );
  return {
    ...whole,
    verdict: decision.verdict.kind,
    level: decision.verdict.level,
    findings: decision.findings.map((one) => structuredClone(one) as ReportFinding),
  };
}

/** A build that made its file. */
export function build(
  overrides: Partial<NonNullable<Report["build"]>> = {},
): NonNullable<Report["build"]> {
  return {
    plan: [
      { item: "command", value: "npm pack", evidence: "--build" },
      { item: "SOURCE_DATE_EPOCH", value: "1704067200", evidence: "commit" },
    ],
    sandbox: { requested: "auto", reached: "process", limits: [] },
    network: { requested: "none", reached: "open" },
    tools: { node: "v24.21.0" },
    durationMs: 12_345,
    outcome: {
      kind: "built",
      files: [
        { path: "pkg-1.0.tgz", name: "pkg-1.0.tgz", size: 2_500_000, sha256: digest("aaaa") },
      ],
    },
    ...overrides,
  };
}

/** A whole report of a check that agrees with itself. */
export function report(
  artifacts: readonly [ArtifactReport, ...ArtifactReport[]] = [artifact()],
  overrides: Partial<Report> = {},
): Report {
  const [first, ...others] = artifacts.map(({ verdict, level }) => ({ kind: verdict, level }));
  const overall = overallVerdict([first!, ...others] as unknown as NonEmpty<
    Pick<Verdict, "kind" | "level">
  >) as {
    kind: Report["verdict"];
    level: Report["level"];
  };
  const made = overrides.build === undefined ? build() : overrides.build;
  return {
    schema: REPORT_SCHEMA,
    tool: { name: "rebuild-gate", version: "0.1.0" },
    command: "check",
    mode: "rebuild",
    createdAt: "2024-01-02T03:04:05.000Z",
    verdict: overall.kind,
    level: overall.level,
    exitCode: reportExitCode(
      artifacts.map(({ verdict }) => verdict),
      made?.outcome.kind === "failed",
    ),
    source: {
      repository: "/home/someone/pkg",
      objectFormat: "sha1",
      commit: "0123456789abcdef0123456789abcdef01234567",
      tree: "89abcdef0123456789abcdef0123456789abcdef",
      treeSha256: digest("cc"),
      committedAt: "2024-01-01T00:00:00.000Z",
    },
    build: made,
    artifacts: [...artifacts],
    accepted: { word: "normalized", normalisers: [...DEFAULT_NORMALISERS] },
    policy: null,
    notices: [],
    timings: { source: 100, rebuild: 12_345 },
    ...overrides,
  };
}
