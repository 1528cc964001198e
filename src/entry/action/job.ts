import { scrubEnvironment } from "../../adapters/environment.ts";
import { InputError } from "../../core/errors.ts";
import { networkVariables, variablesThatActed } from "../../core/hostile-environment.ts";
import type { TokenVariables } from "../../adapters/identity-token.ts";
import type { RunEnvironment } from "../../core/statement/workflow-claims.ts";
import { runEnvironment } from "../run-environment.ts";
import type { ActionInputs } from "./inputs.ts";

/** What the job handed over, taken out of the environment before anything else runs. */
export interface Job {
  /** Absolute; relative paths of the inputs start here. */
  readonly workspace: string;
  /** The runner's folder for temporary files, or null. */
  readonly temporary: string | null;
  readonly tokens: TokenVariables;
  readonly run: RunEnvironment;
  /** What is left for a build to be given from, by the rules of the plan. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of the variables that are gone. */
  readonly dropped: readonly string[];
}

/** Credentials of the job. No child process gets them, and nothing of ours but the signer asks for one. */
const CREDENTIALS = /^(?:ACTIONS_.*|GITHUB_TOKEN|GH_TOKEN|RUNNER_TRACKING_ID)$/;

/**
 * Refuses an environment that already acted on this process (`InputError`, `environment-unsafe`); then removes from it
 * what would steer this process or what it starts, and the job's credentials, which the signer alone gets back.
 */
export function takeOverJob(environment: NodeJS.ProcessEnv, inputs: ActionInputs): Job {
  const acted = variablesThatActed(environment);
  if (acted.length > 0) {
    throw new InputError("environment-unsafe", {
      expected: "a process that nobody loaded code into",
      found: `${acted.join(", ")} in the environment`,
      next: "Find the earlier step that sets it for the whole job, and set it for that step alone.",
    });
  }
  const tokens = {
    requestUrl: environment["ACTIONS_ID_TOKEN_REQUEST_URL"],
    requestToken: environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
  };
  const steering = scrubEnvironment(environment);
  const network = inputs.allowProxy ? [] : networkVariables(environment);
  const credentials = Object.keys(environment).filter((name) => CREDENTIALS.test(name));
  for (const name of [...network, ...credentials]) Reflect.deleteProperty(environment, name);
  return {
    workspace: environment["GITHUB_WORKSPACE"] ?? process.cwd(),
    temporary: environment["RUNNER_TEMP"] ?? null,
    tokens,
    run: runEnvironment(environment),
    environment: { ...environment },
    dropped: [...steering, ...network].sort((a, b) => (a < b ? -1 : 1)),
  };
}
