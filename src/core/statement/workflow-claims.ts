import * as z from "zod";

const claim = z.string().min(1);

/** Claims of a GitHub Actions identity token that a statement needs; others are dropped. */
export const workflowClaimsSchema = z.object({
  iss: claim,
  ref: claim,
  sha: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
  repository: claim,
  event_name: claim,
  job_workflow_ref: claim,
  workflow_ref: claim,
  repository_id: claim,
  repository_owner_id: claim,
  runner_environment: claim,
  run_id: claim,
  run_attempt: claim,
  ref_protected: claim.optional(),
  repository_visibility: claim.optional(),
});

/** Who runs, where and why: read from a token whose signature was verified. */
export type WorkflowClaims = z.infer<typeof workflowClaimsSchema>;

/** What the runner's environment says of the same run; undefined where it says nothing. */
export interface RunEnvironment {
  readonly serverUrl?: string | undefined;
  readonly repository?: string | undefined;
  readonly repositoryId?: string | undefined;
  readonly sha?: string | undefined;
  readonly ref?: string | undefined;
  readonly eventName?: string | undefined;
  readonly runId?: string | undefined;
  readonly runAttempt?: string | undefined;
}

/** Fields in which environment and token speak of two different runs; empty when they agree. */
export function runContradictions(
  claims: WorkflowClaims,
  environment: RunEnvironment,
  server: string,
): readonly string[] {
  const pairs = [
    ["GITHUB_SERVER_URL", environment.serverUrl, server],
    ["GITHUB_REPOSITORY", environment.repository, claims.repository],
    ["GITHUB_REPOSITORY_ID", environment.repositoryId, claims.repository_id],
    ["GITHUB_SHA", environment.sha, claims.sha],
    ["GITHUB_REF", environment.ref, claims.ref],
    ["GITHUB_EVENT_NAME", environment.eventName, claims.event_name],
    ["GITHUB_RUN_ID", environment.runId, claims.run_id],
    ["GITHUB_RUN_ATTEMPT", environment.runAttempt, claims.run_attempt],
  ] as const;
  return pairs
    .filter(([, said, claimed]) => said !== undefined && said !== "" && said !== claimed)
    .map(([name, said, claimed]) => `${name} is ${said ?? ""}, the token says ${claimed}`);
}

/**
 * Events under which nothing from outside the repository runs with its identity. `pull_request_target`,
 * `workflow_run` and `issue_comment` are absent because strangers trigger them.
 */
export const TRUSTED_TRIGGERS: ReadonlySet<string> = new Set([
  "push",
  "release",
  "workflow_dispatch",
  "schedule",
  "create",
]);

/**
 * Why a run may not sign, or null: only a tag push, a release, and a push or dispatch on a protected ref may. A token
 * that does not say whether its ref is protected counts as not protected.
 */
export function eventRefusal(claims: WorkflowClaims): string | null {
  const isProtected = claims.ref_protected === "true";
  switch (claims.event_name) {
    case "release":
      return null;
    case "push":
      return claims.ref.startsWith("refs/tags/") || isProtected
        ? null
        : `push to the unprotected ref ${claims.ref}`;
    case "workflow_dispatch":
      return isProtected ? null : `workflow_dispatch on the unprotected ref ${claims.ref}`;
    default:
      return claims.event_name;
  }
}
