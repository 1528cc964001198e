import { REBUILD_PREDICATE_TYPE } from "../identifiers.ts";
import { rebuildDisagreements, provenanceDisagreements } from "./agreement.ts";
import { claimContradictions } from "./certificate-claims.ts";
import { exactly, notEvaluated } from "./check.ts";
import type { Check } from "./check.ts";
import { PROVENANCE_TYPE } from "./provenance.ts";
import { splitWorkflowIdentity } from "./signer-identity.ts";
import type { RepositoryIdentity, SignerWorkflow } from "./signer-identity.ts";
import { matchSubject } from "./subject.ts";
import type { UploadDigests } from "./subject.ts";
import type { VerifiedStatement } from "./verified-statement.ts";
import { TRUSTED_TRIGGERS } from "./workflow-claims.ts";

/** Predicate types that `verify` can judge. */
export type JudgedPredicateType = typeof REBUILD_PREDICATE_TYPE | typeof PROVENANCE_TYPE;

/** What the verifier demands of the signer and the run. null: not demanded, and then listed as unpinned. */
export interface Expectations {
  /** OIDC issuer, exact. */
  readonly issuer: string;
  /** Where repositories live, e.g. `https://github.com`. */
  readonly server: string;
  readonly repository: RepositoryIdentity;
  /** null: any workflow file of the repository itself, at any ref. */
  readonly signerWorkflow: SignerWorkflow | null;
  /** Commit of the signer's workflow file. */
  readonly signerDigest: string | null;
  readonly commit: string | null;
  /** Full ref, `refs/tags/v1.2.3`. */
  readonly ref: string | null;
  readonly runner: "github-hosted" | null;
  /** Name of the subject when it is not the upload's base name (npm names packages by purl). */
  readonly subjectName: string | null;
}

/** The checks of `judgeStatement`, in order. */
export const STATEMENT_CHECKS = [
  "subject-digest",
  "subject-name",
  "issuer",
  "signer-workflow",
  "signer-ref",
  "signer-uri",
  "signer-digest",
  "repository",
  "repository-id",
  "commit",
  "ref",
  "build-trigger",
  "runner-environment",
  "certificate-agrees",
  "predicate-agrees",
  "subject-count",
] as const;

/** The same checks, all failed, for a bundle that did not verify. */
export function unjudged(reason: string): readonly Check[] {
  return STATEMENT_CHECKS.map((id) => notEvaluated(id, reason));
}

/** Puts every question to a verified statement; all are answered, also after the first failure. */
export function judgeStatement(
  { statement, certificate }: VerifiedStatement,
  upload: UploadDigests,
  expected: Expectations,
): readonly Check[] {
  const { claims } = certificate;
  const repository = `${expected.server}/${expected.repository.name}`;
  const disagreements = predicateDisagreements(statement, certificate, upload);
  const signer = splitWorkflowIdentity(certificate.subject.value);
  const contradictions = claimContradictions(certificate, expected.server);
  return [
    ...matchSubject(statement, upload, expected.subjectName ?? upload.name),
    exactly("issuer", expected.issuer, claims.issuer),
    signerWorkflow(certificate.subject, expected),
    pinned("signer-ref", expected.signerWorkflow?.ref ?? null, signer?.ref),
    // The subject name and extension .1.9 are two spellings of one signer.
    exactly("signer-uri", certificate.subject.value, claims.buildSignerUri),
    pinned("signer-digest", expected.signerDigest, claims.buildSignerDigest),
    exactly("repository", repository, claims.sourceRepositoryUri),
    pinned("repository-id", expected.repository.id, claims.sourceRepositoryId),
    pinned("commit", expected.commit, claims.sourceRepositoryDigest),
    pinned("ref", expected.ref, claims.sourceRepositoryRef),
    {
      id: "build-trigger",
      passed: TRUSTED_TRIGGERS.has(claims.buildTrigger ?? ""),
      expected: [...TRUSTED_TRIGGERS].join(" or "),
      got: claims.buildTrigger ?? "nothing",
    },
    pinned("runner-environment", expected.runner, claims.runnerEnvironment),
    {
      id: "certificate-agrees",
      passed: contradictions.length === 0,
      expected: "old and new extensions of the certificate agree",
      got: contradictions.join(", ") || "old and new extensions of the certificate agree",
    },
    {
      id: "predicate-agrees",
      passed: disagreements.length === 0,
      expected: "the predicate agrees with the certificate",
      got: disagreements.join("; ") || "the predicate agrees with the certificate",
    },
    {
      // A verdict about one file must not be read as one about its neighbour.
      id: "subject-count",
      passed: statement.predicateType !== REBUILD_PREDICATE_TYPE || statement.subject.length === 1,
      expected: "one subject in a rebuild statement",
      got: `${String(statement.subject.length)} in a statement of type ${statement.predicateType}`,
    },
  ];
}

/** What these expectations leave to the signer, by check id. */
export function unpinnedBy(expected: Expectations): readonly string[] {
  const questions = [
    ["repository-id", expected.repository.id],
    ["signer-workflow", expected.signerWorkflow],
    ["signer-ref", expected.signerWorkflow?.ref ?? null],
    ["signer-digest", expected.signerDigest],
    ["commit", expected.commit],
    ["ref", expected.ref],
    ["runner-environment", expected.runner],
  ] as const;
  return questions.filter(([, answer]) => answer === null).map(([id]) => id);
}

/** Recorded in any case; demanded only when there is something to demand. */
function pinned(id: string, expected: string | null, got: string | undefined): Check {
  return expected === null
    ? { id, passed: true, expected: "anything (not pinned)", got: got ?? "nothing" }
    : exactly(id, expected, got);
}

function signerWorkflow(
  subject: { readonly kind: string; readonly value: string },
  expected: Expectations,
): Check {
  const workflow =
    subject.kind === "uri" ? splitWorkflowIdentity(subject.value)?.workflow : undefined;
  if (expected.signerWorkflow !== null) {
    const check = exactly(
      "signer-workflow",
      `${expected.server}/${expected.signerWorkflow.path}`,
      workflow,
    );
    return { ...check, got: subject.value };
  }
  const folder = `${expected.server}/${expected.repository.name}/.github/workflows/`;
  const file = workflow?.startsWith(folder) === true ? workflow.slice(folder.length) : "";
  return {
    id: "signer-workflow",
    passed: /^[A-Za-z0-9._-]+\.ya?ml$/.test(file),
    expected: `a workflow in ${folder}`,
    got: subject.value,
  };
}

function predicateDisagreements(
  statement: VerifiedStatement["statement"],
  certificate: VerifiedStatement["certificate"],
  upload: UploadDigests,
): readonly string[] {
  switch (statement.predicateType) {
    case REBUILD_PREDICATE_TYPE:
      return rebuildDisagreements(statement.predicate, certificate, upload);
    case PROVENANCE_TYPE:
      return provenanceDisagreements(statement.predicate, certificate);
    default:
      return [`the predicate type ${statement.predicateType} is not one that can be judged`];
  }
}
