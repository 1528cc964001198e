import { NOT_APPLICABLE } from "../core/comparison.ts";
import { uploadNotRebuilt } from "../core/compare/readings.ts";
import {
  changedPaths,
  compareWithCommit,
  type ArchiveDigests,
} from "../core/compare/with-commit.ts";
import type { Limits } from "../core/archive/limits.ts";
import type { Reading } from "../core/archive/model.ts";
import type { Comparison } from "../core/comparison.ts";
import type { JudgedArtifact } from "../core/make-report.ts";
import type { LineDiff } from "../core/excerpt/line-diff.ts";
import { pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import type { BuildOutcome } from "../core/rebuild-record.ts";
import { markUnstable } from "../core/self-check.ts";
import type { AcceptedRules } from "../core/verdict.ts";
import { decide } from "../core/verdict.ts";
import { compareFiles } from "./compare.ts";
import { explainComparison } from "./explain.ts";
import type { NamedFile } from "./pair-reader.ts";
import type { ArchiveFiles, ProvenSource, SecondOpinion } from "./ports.ts";

/** What judging one upload needs besides the files themselves. */
export interface JudgeMeans {
  readonly files: ArchiveFiles;
  readonly secondOpinion: SecondOpinion;
  readonly diffLines: LineDiff;
  readonly limits: Limits;
  readonly accepted: AcceptedRules;
  /** null: no commit is known, so nothing is attributed to one. */
  readonly source: ProvenSource | null;
  readonly signal: AbortSignal;
}

/** Compares, explains and decides one upload and the file that was rebuilt for it. */
export async function judgePair(
  upload: NamedFile,
  rebuilt: NamedFile,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  return judged(await explainedPair(upload, rebuilt, means), means);
}

/** Looks one upload up in the commit alone (`--no-build`). */
export async function judgeByCommit(
  upload: NamedFile,
  source: ProvenSource,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  const reading = await means.files.read(upload.file, [], means.limits, means.signal);
  const subdirectory = subdirectoryOf(source);
  const { tree } = source;
  const archiveForms = await source.archiveForms(changedPaths(reading, tree, subdirectory));
  const compared = compareWithCommit({
    name: upload.name,
    reading,
    tree,
    subdirectory,
    archiveForms,
  });
  return judged(await explained(compared, { upload, reading, archiveForms }, null, means), means);
}

/** An upload for which the rebuild has no file, while it has others. */
export async function judgeUnmatched(
  upload: NamedFile,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  return judged(uploadNotRebuilt(upload.name, fingerprint), means);
}

/** An upload whose build failed: nothing can be said of it. */
export async function judgeUnbuilt(
  upload: NamedFile,
  outcome: Extract<BuildOutcome, { kind: "failed" }>,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  const message = `there is no rebuild to compare with: ${outcome.detail}`;
  const comparison: Comparison = {
    upload: { name: upload.name, ...fingerprint },
    rebuilt: null,
    level: null,
    findings: [],
    undecided: [{ code: "build-failed", message, path: [upload.name], side: "rebuilt" }],
    files: {},
  };
  return judged(comparison, means);
}

/** An upload of a kind that no preset builds from a commit: it is counted, and nothing is said of it. */
export async function judgeNotApplicable(
  upload: NamedFile,
  kind: string,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  const fingerprint = await means.files.fingerprint(upload.file, means.signal);
  const message = `${kind}, which no preset builds from a commit`;
  const comparison: Comparison = {
    upload: { name: upload.name, ...fingerprint },
    rebuilt: null,
    level: null,
    findings: [],
    undecided: [{ code: NOT_APPLICABLE, message, path: [upload.name], side: "upload" }],
    files: {},
  };
  return judged(comparison, means);
}

/**
 * Holds two rebuilds of one plan against each other and says in `artifact` where they disagree. `first` is the rebuild
 * that the artifact was compared with, `second` the one made afterwards; null when it made no such file.
 */
export async function selfCheck(
  artifact: JudgedArtifact,
  first: NamedFile,
  second: NamedFile | null,
  means: JudgeMeans,
): Promise<JudgedArtifact> {
  if (second === null) return { ...artifact, stability: "unstable" };
  const { comparison: again } = await compareFiles(
    {
      upload: first,
      rebuilt: second,
      limits: means.limits,
      commit: null,
      accepted: means.accepted,
    },
    means,
    means.signal,
  );
  const { findings } = decide(again, means.accepted);
  const checked = markUnstable(artifact.comparison, { ...again, findings });
  return { ...judged(checked.comparison, means), stability: checked.stability };
}

async function explainedPair(
  upload: NamedFile,
  rebuilt: NamedFile,
  means: JudgeMeans,
): Promise<Comparison> {
  const { source, limits, accepted } = means;
  const commit =
    source === null ? null : { tree: source.tree, subdirectory: subdirectoryOf(source) };
  const compared = await compareFiles(
    { upload, rebuilt, limits, commit, accepted },
    means,
    means.signal,
  );
  if (compared.upload === null || compared.rebuilt === null) return compared.comparison;
  return explained(
    compared.comparison,
    { upload, reading: compared.upload },
    { file: rebuilt.file, reading: compared.rebuilt },
    means,
  );
}

interface ReadUpload {
  readonly upload: NamedFile;
  readonly reading: Reading;
  readonly archiveForms?: ArchiveDigests;
}

function explained(
  comparison: Comparison,
  { upload, reading, archiveForms = new Map() }: ReadUpload,
  rebuilt: { readonly file: string; readonly reading: Reading } | null,
  means: JudgeMeans,
): Promise<Comparison> {
  const { source, files, diffLines, limits, signal } = means;
  return explainComparison(
    {
      comparison,
      upload: { file: upload.file, reading },
      rebuilt,
      source,
      subdirectory: source === null ? pathFromText("") : subdirectoryOf(source),
      archiveForms,
    },
    { files, diffLines, limits, signal },
  );
}

function judged(comparison: Comparison, { accepted }: JudgeMeans): JudgedArtifact {
  return { comparison, decision: decide(comparison, accepted), reason: null, stability: null };
}

function subdirectoryOf({ tree }: ProvenSource): PathBytes {
  return pathFromText(tree.subdirectory ?? "");
}
