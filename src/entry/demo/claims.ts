/** Name and numeric id that the demo's identity tokens claim. Nothing outside the demo believes them. */
export const DEMO_REPOSITORY = "rebuild-gate/rebuild-gate#1";

const REF = "refs/tags/demo";
const WORKFLOW = `rebuild-gate/rebuild-gate/.github/workflows/release.yml@${REF}`;

/** A release run that never was: what its tokens claim, and the variables a runner would set for it. */
export interface DemoRun {
  readonly claims: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** The run of a tag push at this commit. */
export function demoRun(commit: string): DemoRun {
  const claims = {
    sub: `repo:rebuild-gate/rebuild-gate:ref:${REF}`,
    ref: REF,
    sha: commit,
    repository: "rebuild-gate/rebuild-gate",
    repository_owner: "rebuild-gate",
    repository_id: "1",
    repository_owner_id: "1",
    repository_visibility: "public",
    event_name: "push",
    workflow: "Demo",
    workflow_ref: WORKFLOW,
    workflow_sha: commit,
    job_workflow_ref: WORKFLOW,
    job_workflow_sha: commit,
    runner_environment: "self-hosted",
    run_id: "1",
    run_attempt: "1",
    ref_protected: "true",
  };
  return {
    claims,
    environment: {
      GITHUB_REPOSITORY: claims.repository,
      GITHUB_REPOSITORY_ID: claims.repository_id,
      GITHUB_SHA: commit,
      GITHUB_REF: REF,
      GITHUB_EVENT_NAME: claims.event_name,
      GITHUB_RUN_ID: claims.run_id,
      GITHUB_RUN_ATTEMPT: claims.run_attempt,
    },
  };
}
