import { createHash } from "node:crypto";
import { REBUILD_PREDICATE_TYPE } from "../../src/core/identifiers.ts";
import type { Expectations } from "../../src/core/statement/expectations.ts";
import { PROVENANCE_TYPE, provenanceOf } from "../../src/core/statement/provenance.ts";
import type { RebuildPredicate } from "../../src/core/statement/rebuild-predicate.ts";
import { STATEMENT_TYPE } from "../../src/core/statement/statement.ts";
import type { UploadDigests } from "../../src/core/statement/subject.ts";
import type { WorkflowClaims } from "../../src/core/statement/workflow-claims.ts";
import { COMMIT, ISSUER, SERVER, WORKFLOW } from "./forge.ts";

export const BODY = Buffer.from("the upload\n");

/** Digests of an upload with these bytes. */
export function uploadOf(body: Buffer = BODY, name = "app-1.0.0.tgz"): UploadDigests {
  return {
    name,
    size: body.length,
    sha256: createHash("sha256").update(body).digest("hex"),
    sha512: createHash("sha512").update(body).digest("hex"),
  };
}

/** Claims of an honest release run; they agree with the forge's honest certificate. */
export const CLAIMS: WorkflowClaims = {
  iss: ISSUER,
  ref: "refs/tags/v1.0.0",
  sha: COMMIT,
  repository: "octo/app",
  event_name: "push",
  job_workflow_ref: `${WORKFLOW}@refs/tags/v1.0.0`,
  workflow_ref: `${WORKFLOW}@refs/tags/v1.0.0`,
  repository_id: "1001",
  repository_owner_id: "2002",
  runner_environment: "github-hosted",
  run_id: "77",
  run_attempt: "1",
  ref_protected: "false",
  repository_visibility: "public",
};

/** A rebuild predicate for `upload`, equal byte for byte. */
export function rebuildPredicate(
  upload: UploadDigests = uploadOf(),
  overrides: Partial<RebuildPredicate> = {},
): RebuildPredicate {
  const { size, sha256 } = upload;
  return {
    source: {
      repository: `${SERVER}/octo/app`,
      commit: COMMIT,
      tree: "89abcdef0123456789abcdef0123456789abcdef",
      treeSha256: "c".repeat(64),
    },
    upload: { size, sha256 },
    rebuilt: { name: upload.name, size, sha256 },
    verdict: "identical",
    level: "L0",
    normalisers: [],
    findings: { total: 0, byCode: {}, byClass: {} },
    plan: [{ item: "command", value: "npm pack", evidence: "--build" }],
    sandbox: { requested: "auto", reached: "process" },
    network: { requested: "none", reached: "open" },
    jobIsolation: "same-job",
    claims: { tool: { name: "rebuild-gate", version: "0.1.0" } },
    ...overrides,
  };
}

/** Bytes of a statement; every part can be replaced by something wrong. */
export function statement(overrides: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const { name, sha256, sha512 } = uploadOf();
  return Buffer.from(
    JSON.stringify({
      _type: STATEMENT_TYPE,
      subject: [{ name, digest: { sha256, sha512 } }],
      predicateType: REBUILD_PREDICATE_TYPE,
      predicate: rebuildPredicate(),
      ...overrides,
    }),
  );
}

/** Bytes of the provenance statement of the same run. */
export function provenanceStatement(claims: WorkflowClaims = CLAIMS): Uint8Array {
  return statement({ predicateType: PROVENANCE_TYPE, predicate: provenanceOf(claims, SERVER) });
}

/** Everything that can be demanded of the honest run. */
export const DEMANDED: Expectations = {
  issuer: ISSUER,
  server: SERVER,
  repository: { name: "octo/app", id: "1001" },
  signerWorkflow: { path: WORKFLOW, ref: "refs/tags/v1.0.0" },
  signerDigest: COMMIT,
  commit: COMMIT,
  ref: "refs/tags/v1.0.0",
  runner: "github-hosted",
  subjectName: null,
};
