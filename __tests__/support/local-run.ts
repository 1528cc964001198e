import { startLocalSigstore } from "../../src/adapters/local-sigstore/local-sigstore.ts";
import type { LocalSigstore } from "../../src/adapters/local-sigstore/local-sigstore.ts";
import { workflowIdentity } from "../../src/adapters/identity-token.ts";
import type { Clock, IdentityTokens } from "../../src/app/ports.ts";
import { COMMIT, WORKFLOW } from "./forge.ts";

export const clock: Clock = { now: () => new Date(), monotonic: () => performance.now() };

/** Claims of a release run as GitHub's issuer would put them into a token. */
export const RUN_CLAIMS = {
  sub: "repo:octo/app:ref:refs/tags/v1.0.0",
  ref: "refs/tags/v1.0.0",
  sha: COMMIT,
  repository: "octo/app",
  repository_owner: "octo",
  repository_id: "1001",
  repository_owner_id: "2002",
  repository_visibility: "public",
  event_name: "push",
  workflow: "Release",
  workflow_ref: `${WORKFLOW}@refs/tags/v1.0.0`,
  workflow_sha: COMMIT,
  job_workflow_ref: `${WORKFLOW}@refs/tags/v1.0.0`,
  job_workflow_sha: COMMIT,
  runner_environment: "github-hosted",
  run_id: "77",
  run_attempt: "1",
  ref_protected: "false",
};

/** A local instance that speaks for that run, or for one with other claims. */
export function startRun(
  claims: Readonly<Record<string, string>> = RUN_CLAIMS,
): Promise<LocalSigstore> {
  return startLocalSigstore(claims, clock);
}

/** The tokens of the run, as the Action would get them. */
export function identityOf(local: LocalSigstore): IdentityTokens {
  return workflowIdentity(
    {
      requestUrl: local.environment.ACTIONS_ID_TOKEN_REQUEST_URL,
      requestToken: local.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    },
    local.instance,
    clock,
  );
}
