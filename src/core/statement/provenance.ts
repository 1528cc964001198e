import * as z from "zod";
import type { WorkflowClaims } from "./workflow-claims.ts";

/** SLSA Provenance v1, https://slsa.dev/spec/v1.0/provenance */
export const PROVENANCE_TYPE = "https://slsa.dev/provenance/v1";

/** Build type of GitHub workflows as `@actions/attest` writes it; readers of its statements take ours. */
export const WORKFLOW_BUILD_TYPE = "https://actions.github.io/buildtypes/workflow/v1";

/** The older build type of the same shape, without a runner and with the runner as builder (npm writes it). */
export const RUNNER_BUILD_TYPE =
  "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1";

const text = z.string().min(1);

/** Provenance of a workflow run; loose, because somebody else's may carry fields that we do not judge. */
export const provenanceSchema = z.looseObject({
  buildDefinition: z.looseObject({
    buildType: text,
    externalParameters: z.looseObject({
      workflow: z.looseObject({ ref: text, repository: text, path: text }),
    }),
    internalParameters: z.looseObject({
      github: z.looseObject({
        event_name: text,
        repository_id: text,
        repository_owner_id: text,
        runner_environment: text.optional(),
      }),
    }),
    resolvedDependencies: z
      .array(z.looseObject({ uri: text, digest: z.looseObject({ gitCommit: text }) }))
      .length(1),
  }),
  runDetails: z.looseObject({
    builder: z.looseObject({ id: text }),
    metadata: z.looseObject({ invocationId: text }),
  }),
});

/** A provenance predicate of a workflow run. */
export type Provenance = z.infer<typeof provenanceSchema>;

/** The provenance of a run at `server` (`https://github.com`), every value from the identity token. */
export function provenanceOf(claims: WorkflowClaims, server: string): Provenance {
  const prefix = `${claims.repository}/`;
  const path = claims.workflow_ref.startsWith(prefix)
    ? claims.workflow_ref.slice(prefix.length)
    : claims.workflow_ref;
  const repository = `${server}/${claims.repository}`;
  return {
    buildDefinition: {
      buildType: WORKFLOW_BUILD_TYPE,
      externalParameters: {
        workflow: { ref: claims.ref, repository, path: path.split("@", 1)[0] ?? "" },
      },
      internalParameters: {
        github: {
          event_name: claims.event_name,
          repository_id: claims.repository_id,
          repository_owner_id: claims.repository_owner_id,
          runner_environment: claims.runner_environment,
        },
      },
      resolvedDependencies: [
        { uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } },
      ],
    },
    runDetails: {
      builder: { id: `${server}/${claims.job_workflow_ref}` },
      metadata: {
        invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`,
      },
    },
  };
}
