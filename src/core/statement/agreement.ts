import * as z from "zod";
import type { CertificateClaims } from "./certificate-claims.ts";
import { provenanceSchema, RUNNER_BUILD_TYPE, WORKFLOW_BUILD_TYPE } from "./provenance.ts";
import type { Provenance } from "./provenance.ts";
import { rebuildPredicateSchema } from "./rebuild-predicate.ts";
import { splitWorkflowIdentity } from "./signer-identity.ts";

/**
 * What a predicate says against the certificate that signed it; empty when they agree. The certificate is the
 * authority's word, the predicate only the workflow's.
 */
export function provenanceDisagreements(
  predicate: unknown,
  certificate: CertificateClaims,
): readonly string[] {
  const parsed = provenanceSchema.safeParse(predicate);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const provenance = parsed.data;
  const { claims } = certificate;
  const { workflow } = provenance.buildDefinition.externalParameters;
  const { github } = provenance.buildDefinition.internalParameters;
  const [source] = provenance.buildDefinition.resolvedDependencies;
  const caller = splitWorkflowIdentity(claims.buildConfigUri ?? "")?.workflow;
  const uri = `git+${claims.sourceRepositoryUri ?? ""}@${claims.sourceRepositoryRef ?? ""}`;
  return disagreements([
    ...builderPairs(provenance, claims),
    ["workflow.ref", workflow.ref, claims.sourceRepositoryRef],
    ["workflow.repository", workflow.repository, claims.sourceRepositoryUri],
    ["workflow.path", `${workflow.repository}/${workflow.path}`, caller],
    ["event_name", github.event_name, claims.buildTrigger],
    ["repository_id", github.repository_id, claims.sourceRepositoryId],
    ["repository_owner_id", github.repository_owner_id, claims.sourceRepositoryOwnerId],
    ["resolvedDependencies.uri", source?.uri, uri],
    ["resolvedDependencies.gitCommit", source?.digest.gitCommit, claims.sourceRepositoryDigest],
    ["invocationId", provenance.runDetails.metadata.invocationId, claims.runInvocationUri],
  ]);
}

/** As `provenanceDisagreements`, for a rebuild predicate; `upload` is the sha256 of the file in hand. */
export function rebuildDisagreements(
  predicate: unknown,
  certificate: CertificateClaims,
  upload: { readonly sha256: string; readonly size: number },
): readonly string[] {
  const parsed = rebuildPredicateSchema.safeParse(predicate);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const { source, upload: recorded } = parsed.data;
  return disagreements([
    ["source.repository", source.repository, certificate.claims.sourceRepositoryUri],
    ["source.commit", source.commit, certificate.claims.sourceRepositoryDigest],
    ...tagPairs(source.tag?.name, certificate.claims.sourceRepositoryRef),
    ["upload.sha256", recorded.sha256, upload.sha256],
    ["upload.size", String(recorded.size), String(upload.size)],
  ]);
}

/** A run for a tag speaks of that tag; a run for a branch may have rebuilt any. */
function tagPairs(tag: string | undefined, ref: string | undefined): readonly Pair[] {
  return tag === undefined || ref?.startsWith("refs/tags/") !== true
    ? []
    : [["source.tag.name", tag, ref]];
}

type Pair = readonly [name: string, said: string | undefined, certified: string | undefined];

/** Each build type names its builder in its own way; an unknown one cannot be held against a certificate. */
function builderPairs(
  provenance: Provenance,
  claims: CertificateClaims["claims"],
): readonly Pair[] {
  const builder = provenance.runDetails.builder.id;
  const runner = provenance.buildDefinition.internalParameters.github.runner_environment;
  switch (provenance.buildDefinition.buildType) {
    case WORKFLOW_BUILD_TYPE:
      return [
        ["builder.id", builder, claims.buildSignerUri],
        ["runner_environment", runner, claims.runnerEnvironment],
      ];
    case RUNNER_BUILD_TYPE: {
      const runnerUri = `https://github.com/actions/runner/${claims.runnerEnvironment ?? ""}`;
      return [["builder.id", builder, runnerUri]];
    }
    default:
      return [["buildType", provenance.buildDefinition.buildType, WORKFLOW_BUILD_TYPE]];
  }
}

function disagreements(pairs: readonly Pair[]): readonly string[] {
  return pairs
    .filter(([, said, certified]) => said === undefined || said !== certified)
    .map(
      ([name, said, certified]) => `${name}: ${said ?? "nothing"}, not ${certified ?? "nothing"}`,
    );
}
