import { bundleFromJSON } from "@sigstore/bundle";
import type { Bundle } from "@sigstore/bundle";
import { toSignedEntity } from "@sigstore/verify";
import type { BundleVerifier, TrustedRootText } from "../app/ports.ts";
import type { Instance } from "../core/instance.ts";
import type { BundleText } from "../core/statement/bundle-file.ts";
import type { CertificateClaims } from "../core/statement/certificate-claims.ts";
import { notEvaluated } from "../core/statement/check.ts";
import type { Check } from "../core/statement/check.ts";
import { parseStatement, STATEMENT_PAYLOAD_TYPE } from "../core/statement/statement.ts";
import type { AnyStatement } from "../core/statement/statement.ts";
import { parseStrictJson } from "../core/statement/strict-json.ts";
import type { JudgedBundle } from "../core/statement/verification-report.ts";
import { sealVerifiedStatement } from "../core/statement/verified-statement.ts";
import type { VerifiedTimes } from "../core/statement/verified-statement.ts";
import { readCertificateClaims } from "./fulcio-certificate.ts";
import { leafCertificate, proveEntity, readTrustedRoot } from "./sigstore-proof.ts";

/** The only bundle format that is accepted: one certificate, every log entry with its inclusion proof. */
const BUNDLE_MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

/** Verifies bundles with `@sigstore/verify` and closes what it leaves open. */
export function sigstoreVerifier(): BundleVerifier {
  return { verify: verifyBundle };
}

function verifyBundle(
  { name, text }: BundleText,
  instance: Instance,
  trustedRoot: TrustedRootText,
): JudgedBundle {
  const root = readTrustedRoot(trustedRoot.text);
  const rootCheck: Check = {
    id: "trusted-root",
    passed: root.ok,
    expected: "a trusted root whose logs and authorities say since when they are valid",
    got: root.ok
      ? `a usable trusted root: ${trustedRoot.origin}`
      : `${root.reason} (${trustedRoot.origin})`,
  };
  const read = readBundle(text);
  if (read.bundle === null) {
    const unproven = notEvaluated("signature", "no readable bundle");
    return { name, checks: [rootCheck, ...read.checks, unproven], verified: null };
  }
  const { bundle } = read;
  const envelope = envelopeChecks(bundle);
  const certificate = certificateReading(bundle);
  const proof = root.ok
    ? proveEntity(bundle, () => toSignedEntity(bundle), root.root, instance.thresholds)
    : [notEvaluated("signature", "no usable trusted root")];
  const checks = [
    rootCheck,
    ...read.checks,
    ...envelope.checks,
    ...proof,
    certificate.check,
  ] as const;
  const { statement, payload } = envelope;
  const sound = checks.every((check) => check.passed);
  const verified =
    sound && statement !== null && payload !== null && certificate.claims !== null
      ? sealVerifiedStatement({
          statement,
          payload,
          certificate: certificate.claims,
          times: verifiedTimes(bundle),
        })
      : null;
  return { name, checks, verified };
}

interface BundleReading {
  readonly checks: readonly Check[];
  readonly bundle: Bundle | null;
}

function readBundle(text: string): BundleReading {
  const json = parseStrictJson(text);
  const jsonCheck: Check = {
    id: "bundle-json",
    passed: json.ok,
    expected: "JSON in which no object names a key twice",
    got: json.ok ? "well-formed JSON, no key twice" : json.reason,
  };
  const mediaType = json.ok ? mediaTypeOf(json.value) : "nothing";
  const mediaTypeCheck: Check = {
    id: "bundle-media-type",
    passed: mediaType === BUNDLE_MEDIA_TYPE,
    expected: BUNDLE_MEDIA_TYPE,
    got: mediaType,
  };
  const checks = [jsonCheck, mediaTypeCheck];
  if (!json.ok) return { checks, bundle: null };
  try {
    // Refuses, among others, an envelope with more or fewer than one signature.
    return { checks, bundle: bundleFromJSON(json.value) };
  } catch (error) {
    const got = error instanceof Error ? error.message : "an error that is none";
    return {
      checks: [
        ...checks,
        {
          id: "bundle-shape",
          passed: false,
          expected: "a whole bundle with exactly one signature",
          got,
        },
      ],
      bundle: null,
    };
  }
}

function mediaTypeOf(json: unknown): string {
  const type =
    typeof json === "object" && json !== null && "mediaType" in json ? json.mediaType : undefined;
  return typeof type === "string" ? type : "nothing";
}

interface EnvelopeReading {
  readonly checks: readonly Check[];
  readonly statement: AnyStatement | null;
  readonly payload: Uint8Array | null;
}

function envelopeChecks({ content }: Bundle): EnvelopeReading {
  const contentCheck: Check = {
    id: "bundle-content",
    passed: content.$case === "dsseEnvelope",
    expected: "a DSSE envelope",
    got:
      content.$case === "dsseEnvelope"
        ? "a DSSE envelope"
        : "a message signature, which is out of scope",
  };
  if (content.$case !== "dsseEnvelope") {
    return { checks: [contentCheck], statement: null, payload: null };
  }
  const { payload, payloadType } = content.dsseEnvelope;
  const reading = parseStatement(payload);
  return {
    checks: [
      contentCheck,
      {
        id: "payload-type",
        passed: payloadType === STATEMENT_PAYLOAD_TYPE,
        expected: STATEMENT_PAYLOAD_TYPE,
        got: payloadType,
      },
      {
        id: "statement",
        passed: reading.ok,
        expected: "an in-toto Statement v1 with at least one subject",
        got: reading.ok
          ? `an in-toto Statement v1 about ${subjectsOf(reading.statement)}`
          : reading.reason,
      },
    ],
    statement: reading.ok ? reading.statement : null,
    payload,
  };
}

function subjectsOf({ subject }: AnyStatement): string {
  return subject.length === 1 ? "one file" : `${String(subject.length)} files`;
}

function certificateReading(bundle: Bundle): {
  readonly check: Check;
  readonly claims: CertificateClaims | null;
} {
  const id = "certificate-claims";
  const expected = "one certificate, no chain and no bare key, with well-formed claims";
  const { content } = bundle.verificationMaterial;
  if (content.$case !== "certificate") {
    const got =
      content.$case === "publicKey"
        ? "a managed key, which is out of scope"
        : "a certificate chain";
    return { check: { id, passed: false, expected, got }, claims: null };
  }
  const reading = readCertificateClaims(leafCertificate(bundle) ?? Buffer.alloc(0));
  return reading.ok
    ? {
        check: { id, passed: true, expected, got: "one certificate with well-formed claims" },
        claims: reading.claims,
      }
    : { check: { id, passed: false, expected, got: reading.reason }, claims: null };
}

function verifiedTimes({ verificationMaterial }: Bundle): VerifiedTimes {
  const promised = verificationMaterial.tlogEntries.filter(
    (entry) => entry.inclusionPromise !== undefined && entry.integratedTime !== "0",
  );
  return {
    log: promised.map((entry) => Number(entry.integratedTime)),
    authority: verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0,
  };
}
