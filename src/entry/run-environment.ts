import type { RunEnvironment } from "../core/statement/workflow-claims.ts";

/** What the workflow runner says of its run; every field is undefined where there is none. */
export function runEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): RunEnvironment {
  return {
    serverUrl: environment["GITHUB_SERVER_URL"],
    repository: environment["GITHUB_REPOSITORY"],
    repositoryId: environment["GITHUB_REPOSITORY_ID"],
    sha: environment["GITHUB_SHA"],
    ref: environment["GITHUB_REF"],
    eventName: environment["GITHUB_EVENT_NAME"],
    runId: environment["GITHUB_RUN_ID"],
    runAttempt: environment["GITHUB_RUN_ATTEMPT"],
  };
}
