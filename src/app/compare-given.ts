import type { Limits } from "../core/archive/limits.ts";
import { makeReport } from "../core/make-report.ts";
import type { Report } from "../core/report.ts";
import type { AcceptedRules } from "../core/verdict.ts";
import type { CheckPorts } from "./check.ts";
import { judgePair } from "./judge.ts";
import type { NamedFile } from "./pair-reader.ts";
import type { SourceRequest } from "./ports.ts";
import { RunLog } from "./run-log.ts";

/** Two files that somebody hands in. */
export interface CompareGivenRequest {
  readonly upload: NamedFile;
  readonly rebuilt: NamedFile;
  /** null: nothing is attributed to a commit. */
  readonly source: SourceRequest | null;
  readonly accepted: AcceptedRules;
  readonly limits: Limits;
  readonly toolVersion: string;
}

/** Compares, explains and decides two given files. Throws as `check` does; nothing is built. */
export async function compareGiven(
  request: CompareGivenRequest,
  ports: Omit<CheckPorts, "sandbox">,
  signal: AbortSignal,
): Promise<Report> {
  const { upload, rebuilt, accepted, limits } = request;
  const createdAt = ports.clock.now();
  const log = new RunLog(ports.clock, ports.progress);
  log.limits(limits);
  // Before the long way to a proven source, which a file that cannot be used would make useless.
  for (const { file } of [upload, rebuilt]) await ports.files.size(file);
  const source =
    request.source === null
      ? null
      : await ports.prover.prove(request.source, ports.scratch, log, signal);
  log.phase("compare", `${upload.name} with ${rebuilt.name}`);
  const artifact = await judgePair(upload, rebuilt, {
    files: ports.files,
    secondOpinion: ports.secondOpinion,
    diffLines: ports.diffLines,
    limits,
    accepted,
    source,
    signal,
  });
  return makeReport({
    command: "compare",
    mode: "given",
    toolVersion: request.toolVersion,
    createdAt,
    source: source?.tree ?? null,
    build: null,
    artifacts: [artifact],
    accepted,
    notices: log.notices(),
    timings: log.timings(),
  });
}
