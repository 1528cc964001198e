
// src/entry/run-environment.ts
function runEnvironment(environment) {
  return {
    serverUrl: environment["GITHUB_SERVER_URL"],
    repository: environment["GITHUB_REPOSITORY"],
    repositoryId: environment["GITHUB_REPOSITORY_ID"],
    sha: environment["GITHUB_SHA"],
    ref: environment["GITHUB_REF"],
    eventName: environment["GITHUB_EVENT_NAME"],
    runId: environment["GITHUB_RUN_ID"],
    runAttempt: environment["GITHUB_RUN_ATTEMPT"]
  };
}

export {
  runEnvironment
};
