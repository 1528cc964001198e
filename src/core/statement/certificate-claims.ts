/** Arc of the Fulcio extensions; the last number follows. */
export const FULCIO_ARC = "1.3.6.1.4.1.57264.1";

/**
 * Fulcio extensions that are DER UTF8Strings, by last number
 * (https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md).
 */
export const CLAIM_EXTENSIONS = {
  8: "issuer",
  9: "buildSignerUri",
  10: "buildSignerDigest",
  11: "runnerEnvironment",
  12: "sourceRepositoryUri",
  13: "sourceRepositoryDigest",
  14: "sourceRepositoryRef",
  15: "sourceRepositoryId",
  16: "sourceRepositoryOwnerUri",
  17: "sourceRepositoryOwnerId",
  18: "buildConfigUri",
  19: "buildConfigDigest",
  20: "buildTrigger",
  21: "runInvocationUri",
  22: "sourceRepositoryVisibility",
  23: "deploymentEnvironment",
  24: "tokenSubject",
} as const;

/** The deprecated extensions, raw strings, each said again by a newer one. */
export const DEPRECATED_EXTENSIONS = {
  1: "issuer",
  2: "trigger",
  3: "sha",
  4: "workflowName",
  5: "repository",
  6: "ref",
} as const;

/** Our names of the current extensions. */
export type ClaimName = (typeof CLAIM_EXTENSIONS)[keyof typeof CLAIM_EXTENSIONS];
/** Our names of the deprecated extensions. */
export type DeprecatedName = (typeof DEPRECATED_EXTENSIONS)[keyof typeof DEPRECATED_EXTENSIONS];

/** Who signed and in which run, as the certificate authority saw it in the identity token. */
export interface CertificateClaims {
  /** The one subject alternative name: a URI for workflows, an e-mail address for people. */
  readonly subject: { readonly kind: "uri" | "email"; readonly value: string };
  readonly claims: Readonly<Partial<Record<ClaimName, string>>>;
  readonly deprecated: Readonly<Partial<Record<DeprecatedName, string>>>;
}

/**
 * Fields in which an old extension and its successor disagree; empty when they agree or the old one is absent. Two
 * readers of one certificate would otherwise see two signers.
 */
export function claimContradictions(
  { claims, deprecated }: CertificateClaims,
  server: string,
): readonly string[] {
  const repository =
    deprecated.repository === undefined ? undefined : `${server}/${deprecated.repository}`;
  const pairs = [
    ["issuer", deprecated.issuer, claims.issuer],
    ["trigger", deprecated.trigger, claims.buildTrigger],
    ["sha", deprecated.sha, claims.sourceRepositoryDigest],
    ["repository", repository, claims.sourceRepositoryUri],
    ["ref", deprecated.ref, claims.sourceRepositoryRef],
  ] as const;
  return pairs
    .filter(([, old, successor]) => old !== undefined && old !== successor)
    .map(([name]) => name);
}
