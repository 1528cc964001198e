import type { Limits } from "../core/archive/limits.ts";
import type { JudgedArtifact } from "../core/make-report.ts";
import { makeReport } from "../core/make-report.ts";
import type { BuildInputs } from "../core/plan.ts";
import type { ManifestParsers } from "../core/presets/project.ts";
import type { RebuildRecord } from "../core/rebuild-record.ts";
import type { Report } from "../core/report.ts";
import type { BuildPlan } from "../core/build-plan.ts";
import type { LineDiff } from "../core/excerpt/line-diff.ts";
import type { AcceptedRules, NonEmpty } from "../core/verdict.ts";
import {
  judgeByCommit,
  judgeNotApplicable,
  judgePair,
  judgeUnbuilt,
  judgeUnmatched,
  selfCheck,
} from "./judge.ts";
import type { JudgeMeans } from "./judge.ts";
import { makePlan, type MadePlan } from "./make-plan.ts";
import type { NamedFile } from "./pair-reader.ts";
import { pairUploads } from "./pairing.ts";
import type { Pair } from "./pairing.ts";
import type {
  ArchiveFiles,
  Clock,
  Progress,
  ProvenSource,
  Sandbox,
  SandboxRun,
  Scratch,
  SecondOpinion,
  SourceProver,
  SourceRequest,
} from "./ports.ts";
import { RunLog } from "./run-log.ts";

/** What a check is asked for. */
export interface CheckRequest {
  readonly uploads: NonEmpty<NamedFile>;
  readonly source: SourceRequest;
  /** null: nothing is rebuilt, the uploads are looked up in the commit. */
  readonly build: Omit<BuildInputs, "uploads"> | null;
  /** Name of the preset that builds; absent or null: detected where `build` has no command. */
  readonly preset?: string | null;
  /** Whether to build once more when an upload differs. */
  readonly recheck: boolean;
  readonly accepted: AcceptedRules;
  readonly limits: Limits;
  readonly toolVersion: string;
}

/** The outside of a check. */
export interface CheckPorts {
  readonly clock: Clock;
  readonly scratch: Scratch;
  readonly progress: Progress;
  readonly prover: SourceProver;
  readonly sandbox: Sandbox;
  readonly files: ArchiveFiles;
  /** Loaded when a project is looked into. */
  readonly parsers: () => Promise<ManifestParsers>;
  readonly secondOpinion: SecondOpinion;
  readonly diffLines: LineDiff;
}

/**
 * Rebuilds from the commit, compares with the uploads, explains and decides. A build that fails, files that differ or
 * cannot be read are in the report; throws only when the question could not be put (`InputError`, `SourceError`,
 * `BuildError`, `RemoteError`, `InterruptedError`).
 */
export async function check(
  request: CheckRequest,
  ports: CheckPorts,
  signal: AbortSignal,
): Promise<Report> {
  const createdAt = ports.clock.now();
  const log = new RunLog(ports.clock, ports.progress);
  log.limits(request.limits);
  // An upload that cannot be read is said before a build runs for an hour.
  for (const { file } of request.uploads) await ports.files.fingerprint(file, signal);
  const source = await ports.prover.prove(request.source, ports.scratch, log, signal);
  const means: JudgeMeans = {
    files: ports.files,
    secondOpinion: ports.secondOpinion,
    diffLines: ports.diffLines,
    limits: request.limits,
    accepted: request.accepted,
    source,
    signal,
  };
  const { build, artifacts } =
    request.build === null
      ? { build: null, artifacts: await lookUp(request, source, means, log) }
      : await rebuild(request, request.build, source, ports, means, log);
  // A tag that moved while we worked: what was judged is not what it names any more.
  await source.confirm();
  return makeReport({
    command: "check",
    mode: request.build === null ? "no-build" : "rebuild",
    toolVersion: request.toolVersion,
    createdAt,
    source: source.tree,
    build,
    artifacts,
    accepted: request.accepted,
    notices: log.notices(),
    timings: log.timings(),
  });
}

/** What a check is asked for, as far as its plan goes. */
export type PlanTerms = Pick<CheckRequest, "uploads" | "source" | "preset" | "limits"> & {
  readonly build: NonNullable<CheckRequest["build"]>;
};

/**
 * The plan of a check, and nothing of it run: the source is proven, because the plan follows from it. Throws as `check`
 * does.
 */
export async function previewPlan(
  terms: PlanTerms,
  ports: CheckPorts,
  signal: AbortSignal,
): Promise<MadePlan> {
  const log = new RunLog(ports.clock, ports.progress);
  for (const { file } of terms.uploads) await ports.files.fingerprint(file, signal);
  const source = await ports.prover.prove(terms.source, ports.scratch, log, signal);
  return planOf(terms, source, ports, signal);
}

function planOf(
  { uploads, build, preset = null, limits }: PlanTerms,
  source: ProvenSource,
  { files, parsers }: CheckPorts,
  signal: AbortSignal,
): Promise<MadePlan> {
  return makePlan({ uploads, inputs: build, preset, limits }, { files, parsers, source, signal });
}

async function lookUp(
  { uploads }: CheckRequest,
  source: ProvenSource,
  means: JudgeMeans,
  log: RunLog,
): Promise<NonEmpty<JudgedArtifact>> {
  log.phase("compare", "with the files of the commit");
  return each(uploads, (upload) => judgeByCommit(upload, source, means));
}

interface Rebuilt {
  /** null: nothing could be built, because every upload is of a kind that no preset makes. */
  readonly build: RebuildRecord | null;
  readonly artifacts: NonEmpty<JudgedArtifact>;
}

async function rebuild(
  request: CheckRequest,
  inputs: Omit<BuildInputs, "uploads">,
  source: ProvenSource,
  ports: CheckPorts,
  means: JudgeMeans,
  log: RunLog,
): Promise<Rebuilt> {
  const made = await planOf({ ...request, build: inputs }, source, ports, means.signal);
  const { plan } = made;
  const uploads = request.uploads.filter(({ name }) => !made.notApplicable.has(name));
  if (plan === null || !isNonEmpty(uploads)) {
    return { build: null, artifacts: await withOthers(request.uploads, [], made, means) };
  }
  const rebuilt = await rebuildPlanned({ ...request, uploads }, plan, source, ports, means, log);
  const artifacts = await withOthers(request.uploads, rebuilt.artifacts, made, means);
  return { build: rebuilt.build, artifacts };
}

/** All artifacts in the order of the uploads: those that were built, and those that nobody builds. */
async function withOthers(
  uploads: NonEmpty<NamedFile>,
  built: readonly JudgedArtifact[],
  { notApplicable }: MadePlan,
  means: JudgeMeans,
): Promise<NonEmpty<JudgedArtifact>> {
  const left = [...built];
  return each(uploads, async (upload) => {
    const kind = notApplicable.get(upload.name);
    if (kind !== undefined) return judgeNotApplicable(upload, kind, means);
    const next = left.shift();
    if (next === undefined) throw new Error(`nothing was decided of ${upload.name}`);
    return next;
  });
}

function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}

async function rebuildPlanned(
  request: Pick<CheckRequest, "uploads" | "recheck">,
  plan: BuildPlan,
  source: ProvenSource,
  ports: CheckPorts,
  means: JudgeMeans,
  log: RunLog,
): Promise<Rebuilt> {
  const { uploads } = request;
  log.phase("rebuild", plan.phases.at(-1)?.command ?? "");
  const first = await ports.sandbox.run(plan, source, ports.scratch, log, means.signal);
  const { outcome } = first.record;
  if (outcome.kind === "failed") {
    const artifacts = await each(uploads, (upload) => judgeUnbuilt(upload, outcome, means));
    return { build: first.record, artifacts };
  }
  const pairs = pairUploads(uploads, outcome.files) as NonEmpty<Pair<NamedFile>>;
  log.phase("compare", `${String(pairs.length)} of ${String(outcome.files.length)} outputs`);
  const artifacts = await each(pairs, ({ upload, built }) =>
    built === null
      ? judgeUnmatched(upload, means)
      : judgePair(upload, { file: copyOf(first, built.path), name: built.name }, means),
  );
  const isWorthIt = artifacts.some(isDifferent) && request.recheck;
  if (!isWorthIt) return { build: first.record, artifacts };
  log.phase("recheck", "building once more, to see whether the build is stable");
  const { materials } = first;
  const second = await ports.sandbox.run(
    plan,
    source,
    ports.scratch,
    log,
    means.signal,
    // Of the same materials: what a registry answers meanwhile is no property of the build.
    materials,
  );
  return {
    build: first.record,
    artifacts: await recheck(artifacts, pairs, { first, second }, means, log),
  };
}

interface TwoRuns {
  readonly first: SandboxRun;
  readonly second: SandboxRun;
}

/** Says of each different upload whether the two rebuilds agree on it. */
async function recheck(
  artifacts: NonEmpty<JudgedArtifact>,
  pairs: NonEmpty<Pair<NamedFile>>,
  { first, second }: TwoRuns,
  means: JudgeMeans,
  log: RunLog,
): Promise<NonEmpty<JudgedArtifact>> {
  const { outcome } = second.record;
  if (outcome.kind === "failed") {
    log.notice(
      "recheck-failed",
      `the second build of the same plan failed (${outcome.detail}), so nothing is known of its stability`,
    );
    return artifacts;
  }
  return each(artifacts, async (artifact, at) => {
    const built = pairs[at]?.built ?? null;
    if (!isDifferent(artifact) || built === null) return artifact;
    const again = outcome.files.find(({ path }) => path === built.path);
    return selfCheck(
      artifact,
      { file: copyOf(first, built.path), name: built.name },
      again === undefined ? null : { file: copyOf(second, again.path), name: again.name },
      means,
    );
  });
}

function isDifferent({ decision }: JudgedArtifact): boolean {
  return decision.verdict.kind === "different";
}

/** The private copy of an output. The runner made one for each; a missing one is its bug, not an input. */
function copyOf(run: SandboxRun, path: string): string {
  const copy = run.copies.get(path);
  if (copy === undefined) throw new Error(`no copy was kept of the output ${path}`);
  return copy;
}

/** One after the other: archives are read with bounded memory only if they do not share it. */
async function each<T, R>(
  items: NonEmpty<T>,
  judge: (item: T, at: number) => Promise<R>,
): Promise<NonEmpty<R>> {
  const [first, ...others] = items;
  const done: [R, ...R[]] = [await judge(first, 0)];
  for (const [at, item] of others.entries()) done.push(await judge(item, at + 1));
  return done;
}
