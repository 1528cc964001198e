import { NOT_APPLICABLE } from "../comparison.ts";
import { FINDING_CODES } from "../finding-codes.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { ArtifactReport, BuildReport, Report, ReportFinding } from "../report.ts";
import { counted, innerPath, pathText, shortId } from "./words.ts";

/** The file to look at first. All untrusted: each surface escapes. */
export interface FirstFile {
  readonly path: string;
  readonly cause: string;
  readonly fix: string;
}

/** What every surface says first. All untrusted: each surface escapes. */
export interface Headline {
  readonly verdict: Report["verdict"];
  /** The verdict and whom it is about, in one plain sentence. */
  readonly sentence: string;
  readonly first: FirstFile | null;
}

/** The first lines of a report: what was found, and on red which file, why, and what to do. */
export function headline(report: Report): Headline {
  const { verdict } = report;
  const artifact = report.artifacts.find((candidate) => candidate.verdict === verdict);
  if (artifact === undefined) return { verdict, sentence: verdict, first: null };
  return {
    verdict,
    sentence: `${subject(report, verdict)}: ${statement(report, artifact)}`,
    first: firstFile(report, artifact),
  };
}

/** One upload of a report in one sentence, without its name. */
export function statement(report: Report, artifact: ArtifactReport): string {
  switch (artifact.verdict) {
    case "identical":
      return report.command === "compare"
        ? "identical. Both files have the same bytes."
        : `identical. The rebuild ${ofCommit(report)} made the same bytes.`;
    case "equivalent":
      return `equivalent (${String(artifact.level)}). ${sameness(report, artifact)}`;
    case "different":
      return `different. ${difference(report, artifact)}`;
    case "inconclusive":
      return `could not tell. ${doubt(report, artifact)}`;
  }
}

function subject(report: Report, verdict: Report["verdict"]): string {
  const { artifacts } = report;
  const concerned = artifacts.filter((artifact) => artifact.verdict === verdict);
  const [first] = concerned;
  if (concerned.length === 1 && first !== undefined) return first.name;
  return concerned.length === artifacts.length
    ? counted(concerned.length, "upload")
    : `${String(concerned.length)} of ${counted(artifacts.length, "upload")}`;
}

function ofCommit(report: Report): string {
  return report.source === null ? "" : `of commit ${shortId(report.source.commit)}`;
}

function sameness(report: Report, artifact: ArtifactReport): string {
  const accepted = counted(artifact.findings.length, "difference");
  switch (artifact.level) {
    case "L1":
      return "The content is the same to the last byte; only its compression differs.";
    case "L2":
      return `Same files, same contents; ${accepted} that no consumer can observe.`;
    case "L4":
      return report.mode === "no-build"
        ? `Nothing was rebuilt; every file is accounted for by the commit ${shortId(report.source?.commit ?? "")}.`
        : `Every one of ${accepted} is explained.`;
    case "L0":
    case null:
      return `${accepted} accepted.`;
  }
}

function difference(report: Report, artifact: ArtifactReport): string {
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

function doubt(report: Report, artifact: ArtifactReport): string {
  if (report.build?.outcome.kind === "failed") {
    return `The build failed: ${failure(report.build.outcome)}. Nothing was compared.`;
  }
  const first = artifact.undecided.length === 0 ? firstFinding(report, artifact) : null;
  if (first !== null) return `${first.path}: ${first.cause}.`;
  return artifact.reason?.message ?? artifact.undecided[0]?.message ?? "No reason was recorded.";
}

type FailedBuild = Extract<BuildReport["outcome"], { kind: "failed" }>;

/** Why a build failed, in plain words. */
export function failure(outcome: FailedBuild): string {
  const { reason, detail } = outcome;
  switch (reason) {
    case "exit":
      return `it ended with ${/^\d+$/.test(detail) ? `exit status ${detail}` : detail}`;
    case "tool-missing":
      return `it lacks a program (${detail})`;
    case "network-needed":
      return `it wanted the network, which it does not have (${detail})`;
    case "disk-limit":
      return `it filled the disk (${detail})`;
    case "memory-limit":
      return `it wanted too much memory (${detail})`;
    case "process-limit":
      return `it started too many processes (${detail})`;
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

function firstFile(report: Report, artifact: ArtifactReport): FirstFile | null {
  switch (artifact.verdict) {
    case "identical":
    case "equivalent":
      return null;
    case "different":
      return firstFinding(report, artifact);
    case "inconclusive":
      return report.build?.outcome.kind === "failed"
        ? failedBuild(artifact, report.build.outcome)
        : (firstDoubt(artifact) ?? firstFinding(report, artifact));
  }
}

/** Of the findings that nobody accepts the first; one that only says the build is unstable comes last. */
function firstFinding(report: Report, artifact: ArtifactReport): FirstFile | null {
  const rejected = artifact.findings.filter((finding) => finding.accepted === null);
  const finding = rejected.find((candidate) => candidate.class !== "unstable") ?? rejected.at(0);
  return finding === undefined
    ? null
    : { path: pathText(innerPath(finding.path)), cause: cause(finding), fix: fix(finding, report) };
}

function firstDoubt({ name, undecided }: ArtifactReport): FirstFile | null {
  const [doubt] = undecided;
  return doubt === undefined
    ? null
    : {
        path: pathText(doubt.path.length === 0 ? [name] : doubt.path),
        cause: `${doubt.code}: ${doubt.message}`,
        fix:
          doubt.code === NOT_APPLICABLE
            ? "Leave it out of the uploads, or check it apart and say how it is built with --build COMMAND."
            : `Look up ${doubt.code} in docs/archives.md; what no strict reader accounts for is never passed.`,
      };
}

function failedBuild(artifact: ArtifactReport, outcome: FailedBuild): FirstFile {
  return {
    path: artifact.name,
    cause: failure(outcome),
    fix: failureFix(outcome),
  };
}

function failureFix({ reason }: FailedBuild): string {
  switch (reason) {
    case "no-output":
      return "Let the build leave the file inside the source tree, and name it with --output GLOB.";
    case "tool-missing":
      return "Install the program, or name its folder with --tools DIR (in a workflow: the input tools).";
    case "network-needed":
      return "Say what to fetch beforehand, such as --fetch 'npm ci --ignore-scripts', or let the whole build have the network with --network open (in a workflow: the inputs fetch and network).";
    case "disk-limit":
      return "Free space below TMPDIR, or find out what the build writes.";
    case "memory-limit":
      return "Build with less in parallel, or on a machine with more memory; seven eighths of it are for the build.";
    case "process-limit":
      return "Build with less in parallel, or find out what keeps starting processes.";
    case "exit":
    case "signal":
    case "timeout":
    case "log-limit":
    case "interrupted":
      return "Read the end of the build log below; the same command must succeed on a clean checkout of the commit.";
  }
}

/** Why there is a finding: its explanation, or what its code means and what is known of the file. */
export function cause(finding: ReportFinding): string {
  return (
    finding.explanation?.because ?? [FINDING_CODES[finding.code].title, ...finding.notes].join("; ")
  );
}

/** What to do about a finding. */
export function fix(finding: ReportFinding, report: Pick<Report, "mode">): string {
  if (finding.explanation !== null) return finding.explanation.remedy;
  if (finding.class === "unstable") {
    return "Make the build give the same bytes twice; docs/differences.md lists the usual causes.";
  }
  return (
    REMEDIES[finding.code] ??
    (report.mode === "given"
      ? "Look at both values; if neither is what you expect, build again from a clean checkout."
      : "Build the upload again from a clean checkout of this commit; if it still differs, do not publish it.")
  );
}

const REMEDIES: Readonly<Partial<Record<FindingCode, string>>> = {
  "entry-only-in-upload":
    "Find out what put this file into the upload. If it belongs there, commit it or let the build make it; otherwise do not publish.",
  "entry-only-in-rebuild":
    "Find out what removed this file from the upload, and build the upload again.",
  "upload-not-rebuilt":
    "Let the build make this file and name it with --output, or leave it out of the release.",
  "git-folder-in-upload": "Pack without .git (`git archive` does), and do not publish this file.",
  "not-rebuilt": "Commit this file, or check with --build, so that it can be rebuilt.",
};
