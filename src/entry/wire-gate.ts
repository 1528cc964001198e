import { rememberedContent } from "../adapters/container-content.ts";
import { diffLines } from "../adapters/line-diff.ts";
import { RememberedFiles } from "../adapters/remembered-files.ts";
import type { CheckPorts } from "../app/check.ts";
import type {
  Clock,
  Progress,
  Sandbox,
  Scratch,
  SecondOpinion,
  SourceProver,
} from "../app/ports.ts";

/** What of a run the ports of a check are made from. */
export interface Gate {
  readonly scratch: Scratch;
  readonly clock: Clock;
  readonly progress: Progress;
  /**
   * The caller's environment, before it was cleaned. Proxies and certificate authorities are taken from it, and folders
   * that a build must not see.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The ports of `check` and `compare`, each with its real adapter. What not every run needs is loaded when it is used:
 * comparing two files takes no longer than reading them, so what is loaded in vain would be a good part of it.
 */
export function gatePorts({ scratch, clock, progress, environment }: Gate): CheckPorts {
  const files = new RememberedFiles();
  return {
    clock,
    scratch,
    progress,
    prover: lateProver(environment),
    sandbox: lateSandbox(clock, environment),
    files,
    parsers: async () => (await import("../adapters/manifest-parsers.ts")).manifestParsers,
    secondOpinion: lateOpinion(files),
    diffLines,
  };
}

function lateProver(environment: Gate["environment"]): SourceProver {
  return {
    async prove(request, ...rest) {
      const { GitSourceProver } = await import("../adapters/git-source.ts");
      return new GitSourceProver({ environment }).prove(request, ...rest);
    },
  };
}

function lateSandbox(clock: Clock, environment: Gate["environment"]): Sandbox {
  let sandbox: Sandbox | null = null;
  return {
    async run(plan, ...rest) {
      // Before the build, not after it: code of ours that lies on the disk meanwhile could be changed by it.
      await import("../adapters/second-opinion.ts");
      const { BuildSandbox } = await import("../adapters/build-runner.ts");
      const { machineConfiners } = await import("../adapters/sandbox/confiners.ts");
      const isDemanded =
        plan.sandbox === "required" || (plan.network.insisted && plan.network.mode !== "open");
      const confiners = machineConfiners(environment, isDemanded);
      sandbox ??= new BuildSandbox({ clock, confiners });
      return sandbox.run(plan, ...rest);
    },
  };
}

function lateOpinion(files: RememberedFiles): SecondOpinion {
  return {
    async review(...review) {
      const { tarOpinion } = await import("../adapters/second-opinion.ts");
      return tarOpinion.review(...review, rememberedContent(files));
    },
  };
}
