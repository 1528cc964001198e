import { StatementError, TrustError } from "../core/errors.ts";
import { REBUILD_PREDICATE_TYPE } from "../core/identifiers.ts";
import type { Report } from "../core/report.ts";
import { demandLocal, demandRun, demandSubjects } from "../core/statement/attestation-rules.ts";
import type { AttestationTerms } from "../core/statement/attestation-rules.ts";
import type { Check } from "../core/statement/check.ts";
import { judgeStatement } from "../core/statement/expectations.ts";
import type { Expectations } from "../core/statement/expectations.ts";
import { PROVENANCE_TYPE, provenanceOf } from "../core/statement/provenance.ts";
import { rebuildPredicateOf } from "../core/statement/rebuild-predicate.ts";
import { splitWorkflowIdentity } from "../core/statement/signer-identity.ts";
import { encodeStatement, newStatement } from "../core/statement/statement.ts";
import type { UploadDigests } from "../core/statement/subject.ts";
import type { WorkflowClaims } from "../core/statement/workflow-claims.ts";
import type {
  BundleVerifier,
  IdentityTokens,
  Progress,
  ReportStore,
  StatementSigner,
  TagReader,
  TrustedRootText,
  UploadReader,
} from "./ports.ts";

/** What is to be attested, and on which terms. */
export interface AttestRequest extends AttestationTerms {
  /** Parsed and checked against its schema; untrusted beyond that. */
  readonly report: Report;
  /** Folder or URL where a tag that the report names is read again. */
  readonly repository: string;
  /** The files that the report speaks of. */
  readonly uploads: readonly string[];
  readonly trustedRoot: TrustedRootText;
  /** Folder for the bundles. */
  readonly output: string;
}

/** What `attest` works through. */
export interface AttestPorts {
  readonly uploads: UploadReader;
  readonly tags: TagReader;
  readonly identity: IdentityTokens;
  readonly signer: StatementSigner;
  readonly verifier: BundleVerifier;
  readonly store: ReportStore;
  readonly progress: Progress;
}

/** One bundle that was written. */
export interface WrittenBundle {
  /** File name in the output folder. */
  readonly file: string;
  readonly upload: string;
  readonly sha256: string;
  readonly predicateType: string;
}

/** What was signed and written. */
export interface Attestation {
  readonly bundles: readonly WrittenBundle[];
  /** All bundles, one per line, in the output folder. */
  readonly bundleLines: string;
  /** Null outside a workflow: then there is no provenance either. */
  readonly claims: WorkflowClaims | null;
}

/** Name of the file with all bundles, one per line. */
export const BUNDLE_LINES = "attestations.sigstore.jsonl";

/**
 * Signs what a report says of its uploads: per upload a rebuild statement and, in a workflow run, its provenance. The
 * uploads are hashed again, and a tag that named the commit must still be what it was. Nothing is written before our own verifier accepted every bundle. Throws `StatementError`
 * for what may not be attested, `SourceError` (`tag-moved` among others), `TrustError` (`own-bundle-unverified` among others),
 * `RemoteError`.
 */
export async function attest(
  request: AttestRequest,
  ports: AttestPorts,
  signal: AbortSignal,
): Promise<Attestation> {
  const uploads: UploadDigests[] = [];
  for (const file of request.uploads) uploads.push(await ports.uploads.digests(file, signal));
  demandSubjects(request.report, uploads);
  // A report that may not be attested is refused before anybody is asked for a token.
  for (const upload of uploads) rebuildStatement(request, upload, null);
  const { source } = request.report;
  // The check read it at its end, perhaps in another job and long ago.
  if (source?.tag !== undefined) {
    await ports.tags.confirm(request.repository, source.tag, source.commit, signal);
  }
  const claims = await ports.identity.claims(signal);
  if (claims === null) demandLocal(request);
  else demandRun(request.report, claims, request);
  const drafts = uploads.flatMap((upload) => draftsFor(request, upload, claims));
  const signed: SignedDraft[] = [];
  for (const draft of drafts) {
    ports.progress.phase("sign", draft.file);
    signed.push(await signDraft(draft, request, claims, ports, signal));
  }
  const files = new Map(signed.map(({ draft, text }) => [draft.file, encode(`${text}\n`)]));
  files.set(BUNDLE_LINES, encode(signed.map(({ text }) => `${text}\n`).join("")));
  await ports.store.write(request.output, files);
  return {
    bundles: drafts.map(({ file, upload, predicateType }) => ({
      file,
      upload: upload.name,
      sha256: upload.sha256,
      predicateType,
    })),
    bundleLines: BUNDLE_LINES,
    claims,
  };
}

interface Draft {
  readonly file: string;
  readonly upload: UploadDigests;
  readonly predicateType: string;
  readonly payload: Uint8Array;
}

interface SignedDraft {
  readonly draft: Draft;
  readonly text: string;
}

function draftsFor(
  request: AttestRequest,
  upload: UploadDigests,
  claims: WorkflowClaims | null,
): readonly Draft[] {
  const rebuild: Draft = {
    file: `${upload.name}.rebuild.sigstore.json`,
    upload,
    predicateType: REBUILD_PREDICATE_TYPE,
    payload: rebuildStatement(request, upload, claims),
  };
  if (claims === null) return [rebuild];
  const provenance = provenanceOf(claims, request.instance.server);
  return [
    rebuild,
    {
      file: `${upload.name}.provenance.sigstore.json`,
      upload,
      predicateType: PROVENANCE_TYPE,
      payload: encodeStatement(newStatement(subjectOf(upload), PROVENANCE_TYPE, provenance)),
    },
  ];
}

function rebuildStatement(
  { report, instance, jobIsolation }: AttestRequest,
  upload: UploadDigests,
  claims: WorkflowClaims | null,
): Uint8Array {
  const artifact = report.artifacts.find(({ name }) => name === upload.name);
  // The report may name a folder of the runner; the token names the repository.
  const repository =
    claims === null ? (report.source?.repository ?? "") : `${instance.server}/${claims.repository}`;
  const reading =
    artifact === undefined
      ? { ok: false as const, reason: "the report does not speak of it" }
      : rebuildPredicateOf(report, artifact, { repository, jobIsolation });
  if (!reading.ok) {
    throw new StatementError("verdict-not-attestable", {
      expected: `a passed rebuild of ${upload.name}`,
      found: reading.reason,
      next: "Run `check` with a build, and attest once it passes.",
    });
  }
  return encodeStatement(
    newStatement(subjectOf(upload), REBUILD_PREDICATE_TYPE, reading.predicate),
  );
}

function subjectOf({ name, sha256, sha512 }: UploadDigests) {
  return { name, digest: { sha256, sha512 } };
}

async function signDraft(
  draft: Draft,
  request: AttestRequest,
  claims: WorkflowClaims | null,
  ports: AttestPorts,
  signal: AbortSignal,
): Promise<SignedDraft> {
  const text = await ports.signer.sign(draft.payload, request.instance, ports.identity, signal);
  const bundle = { name: draft.file, text };
  const proof = ports.verifier.verify(bundle, request.instance, request.trustedRoot);
  const checks: Check[] = [...proof.checks];
  if (proof.verified !== null) {
    checks.push({
      id: "payload",
      passed: sameBytes(proof.verified.payload, draft.payload),
      expected: "the statement that was to be signed",
      got: "another one",
    });
    if (claims !== null) {
      const expected = expectationsOf(claims, request);
      checks.push(...judgeStatement(proof.verified, draft.upload, expected));
    }
  }
  const failed = checks.find((check) => !check.passed);
  if (failed !== undefined || proof.verified === null) {
    throw new TrustError("own-bundle-unverified", {
      expected: `a bundle that verifies: ${failed?.expected ?? "all checks"} (${failed?.id ?? ""})`,
      found: failed?.got ?? "nothing",
      next: "Nothing was written. Check that instance and trusted root belong together.",
    });
  }
  return { draft, text };
}

/** What a consumer could demand of this run; our own bundle must meet all of it. */
function expectationsOf(claims: WorkflowClaims, { instance }: AttestRequest): Expectations {
  const signer = splitWorkflowIdentity(claims.job_workflow_ref);
  return {
    issuer: claims.iss,
    server: instance.server,
    repository: { name: claims.repository, id: claims.repository_id },
    signerWorkflow: { path: signer?.workflow ?? "", ref: signer?.ref ?? "" },
    signerDigest: null,
    commit: claims.sha,
    ref: claims.ref,
    runner: null,
    subjectName: null,
  };
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
