import { createPublicKey, verify } from "node:crypto";
import {
  CLAIM_EXTENSIONS,
  DEPRECATED_EXTENSIONS,
  FULCIO_ARC,
} from "../../core/statement/certificate-claims.ts";
import type { ClaimName, DeprecatedName } from "../../core/statement/certificate-claims.ts";
import {
  authorityExtensions,
  distinguishedName,
  extension,
  newSerial,
  signCertificate,
  signerExtensions,
} from "./certificate.ts";
import { embeddedTimestamp } from "./certificate-log.ts";
import { element, sequence, utf8 } from "./der.ts";
import type { TokenClaims } from "./identity-issuer.ts";
import { newSigningKey } from "./key-pair.ts";
import type { SigningKey } from "./key-pair.ts";

const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
const TEN_MINUTES = 10 * 60 * 1000;
const YEAR = 365 * 24 * 60 * 60 * 1000;
const NAME = distinguishedName("local certificate authority");

/** A certificate authority that, like Fulcio, certifies for ten minutes what an identity token says. */
export interface CertificateAuthority {
  readonly root: Buffer;
  /**
   * A certificate for the key, its claims from a token that was verified. null when the proof of possession does not
   * hold: a signature over the subject by that key.
   */
  issue(request: CertificateRequest, claims: TokenClaims, now: Date): Buffer | null;
}

/** A key, and the proof that whoever asks holds it. */
export interface CertificateRequest {
  /** PEM. */
  readonly publicKey: string;
  readonly proofOfPossession: Buffer;
}

/** An authority with a new key, whose certificates carry a timestamp of `log`. */
export function newCertificateAuthority(
  log: SigningKey,
  server: string,
  now: Date,
): CertificateAuthority {
  const key = newSigningKey();
  const root = signCertificate(
    {
      serial: newSerial(),
      issuer: NAME,
      subject: NAME,
      notBefore: now,
      notAfter: new Date(now.getTime() + YEAR),
      publicKey: key.spki,
      extensions: authorityExtensions(key.spki),
    },
    key.privateKey,
  );
  return {
    root,
    issue: (request, claims, time) => issue(request, claims, time, { key, log, server }),
  };
}

interface Authority {
  readonly key: SigningKey;
  readonly log: SigningKey;
  readonly server: string;
}

function issue(
  request: CertificateRequest,
  claims: TokenClaims,
  now: Date,
  { key, log, server }: Authority,
): Buffer | null {
  const publicKey = createPublicKey(request.publicKey);
  const subject = Buffer.from(claims["sub"] ?? "");
  if (!verify("sha256", subject, publicKey, request.proofOfPossession)) return null;
  const spki = publicKey.export({ format: "der", type: "spki" });
  const identity = `${server}/${claims["job_workflow_ref"] ?? ""}`;
  const content = {
    serial: newSerial(),
    issuer: NAME,
    subject: sequence(),
    notBefore: now,
    notAfter: new Date(now.getTime() + TEN_MINUTES),
    publicKey: spki,
    extensions: [
      ...signerExtensions(spki, key.spki, CODE_SIGNING, false),
      extension("2.5.29.17", sequence(element(0x86, Buffer.from(identity))), true),
      ...claimExtensions(claims, server),
    ],
  };
  const timestamp = embeddedTimestamp(content, key.spki, log, now);
  return signCertificate(
    { ...content, extensions: [...content.extensions, timestamp] },
    key.privateKey,
  );
}

/** GitHub's claims as Fulcio extensions; a claim that the token lacks gives none. */
function claimExtensions(claims: TokenClaims, server: string): readonly Buffer[] {
  const at = (name: string) =>
    claims[name] === undefined ? undefined : `${server}/${claims[name]}`;
  const run =
    `${server}/${claims["repository"] ?? ""}/actions/runs/` +
    `${claims["run_id"] ?? ""}/attempts/${claims["run_attempt"] ?? ""}`;
  const current: Record<ClaimName, string | undefined> = {
    issuer: claims["iss"],
    buildSignerUri: at("job_workflow_ref"),
    buildSignerDigest: claims["job_workflow_sha"],
    runnerEnvironment: claims["runner_environment"],
    sourceRepositoryUri: at("repository"),
    sourceRepositoryDigest: claims["sha"],
    sourceRepositoryRef: claims["ref"],
    sourceRepositoryId: claims["repository_id"],
    sourceRepositoryOwnerUri: at("repository_owner"),
    sourceRepositoryOwnerId: claims["repository_owner_id"],
    buildConfigUri: at("workflow_ref"),
    buildConfigDigest: claims["workflow_sha"],
    buildTrigger: claims["event_name"],
    runInvocationUri: run,
    sourceRepositoryVisibility: claims["repository_visibility"],
    deploymentEnvironment: claims["environment"],
    tokenSubject: claims["sub"],
  };
  const deprecated: Record<DeprecatedName, string | undefined> = {
    issuer: claims["iss"],
    trigger: claims["event_name"],
    sha: claims["sha"],
    workflowName: claims["workflow"],
    repository: claims["repository"],
    ref: claims["ref"],
  };
  return [
    ...Object.entries(DEPRECATED_EXTENSIONS).flatMap(([number, name]) =>
      claimExtension(number, deprecated[name], (text) => Buffer.from(text)),
    ),
    ...Object.entries(CLAIM_EXTENSIONS).flatMap(([number, name]) =>
      claimExtension(number, current[name], utf8),
    ),
  ];
}

function claimExtension(
  number: string,
  value: string | undefined,
  encode: (text: string) => Buffer,
): readonly Buffer[] {
  return value === undefined ? [] : [extension(`${FULCIO_ARC}.${number}`, encode(value))];
}
