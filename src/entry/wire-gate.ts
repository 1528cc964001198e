import { archiveFiles } from "../adapters/archive-files.ts";
import { ProcessSandbox } from "../adapters/build-runner.ts";
import { GitSourceProver } from "../adapters/git-source.ts";
import { tarOpinion } from "../adapters/second-opinion.ts";
import type { CheckPorts } from "../app/check.ts";
import type { Clock, Progress, Scratch } from "../app/ports.ts";

/** What of a run the ports of a check are made from. */
export interface Gate {
  readonly scratch: Scratch;
  readonly clock: Clock;
  readonly progress: Progress;
  /** The caller's environment, before it was cleaned; only proxies and certificate authorities are taken from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The ports of `check` and `compare`, each with its real adapter. */
export function gatePorts({ scratch, clock, progress, environment }: Gate): CheckPorts {
  return {
    clock,
    scratch,
    progress,
    prover: new GitSourceProver({ environment }),
    sandbox: new ProcessSandbox({ clock }),
    files: archiveFiles,
    secondOpinion: tarOpinion,
  };
}
