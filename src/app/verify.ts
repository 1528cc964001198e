import type { Instance } from "../core/instance.ts";
import { MOST_BUNDLES } from "../core/statement/bundle-file.ts";
import type { BundleText } from "../core/statement/bundle-file.ts";
import { judgeStatement, unjudged, unpinnedBy } from "../core/statement/expectations.ts";
import type { Expectations, JudgedPredicateType } from "../core/statement/expectations.ts";
import type { UploadDigests } from "../core/statement/subject.ts";
import { decideVerification } from "../core/statement/verification-report.ts";
import type { JudgedBundle, VerificationReport } from "../core/statement/verification-report.ts";
import type { BundleVerifier, TrustedRootText, UploadReader } from "./ports.ts";

/** The question: which file, which evidence, what is demanded, and whom to trust. */
export interface VerifyRequest {
  readonly upload: string;
  readonly bundles: readonly BundleText[];
  /** One bundle of each must pass. */
  readonly predicateTypes: readonly JudgedPredicateType[];
  readonly expectations: Expectations;
  readonly instance: Instance;
  readonly trustedRoot: TrustedRootText;
}

/** What `verify` works through. */
export interface VerifyPorts {
  readonly uploads: UploadReader;
  readonly verifier: BundleVerifier;
}

/**
 * Verifies an upload against bundles: all checks of all bundles are put and listed, and a pass needs evidence. Throws
 * only when the question cannot be put: the upload is missing (`InputError`) or the run was stopped.
 */
export async function verify(
  request: VerifyRequest,
  ports: VerifyPorts,
  signal: AbortSignal,
): Promise<VerificationReport> {
  const upload = await ports.uploads.digests(request.upload, signal);
  // A list without end is judged as one that is not there.
  const bundles = request.bundles.length > MOST_BUNDLES ? [] : request.bundles;
  const judged = bundles.map((bundle) => judgeBundle(bundle, upload, request, ports.verifier));
  return decideVerification(judged, request.predicateTypes, unpinnedBy(request.expectations));
}

/** One bundle, every check; anything thrown on the way is a failed check. */
function judgeBundle(
  bundle: BundleText,
  upload: UploadDigests,
  request: Pick<VerifyRequest, "expectations" | "instance" | "trustedRoot">,
  verifier: BundleVerifier,
): JudgedBundle {
  try {
    const proof = verifier.verify(bundle, request.instance, request.trustedRoot);
    const judgements =
      proof.verified === null
        ? unjudged("the bundle did not verify")
        : judgeStatement(proof.verified, upload, request.expectations);
    return { ...proof, checks: [...proof.checks, ...judgements] };
  } catch (error) {
    const got = error instanceof Error ? error.message : "an error that is none";
    return {
      name: bundle.name,
      checks: [
        { id: "verifier", passed: false, expected: "an answer", got },
        ...unjudged("the verifier failed"),
      ],
      verified: null,
    };
  }
}
