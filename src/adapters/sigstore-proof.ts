import type { Bundle } from "@sigstore/bundle";
import { RFC3161Timestamp } from "@sigstore/core";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { toTrustMaterial, Verifier } from "@sigstore/verify";
import type { SignedEntity } from "@sigstore/verify";
import type { Check } from "../core/statement/check.ts";
import { keyUsageComplaint } from "./fulcio-certificate.ts";
import { loggedCertificate } from "./log-entry-body.ts";
import { parseStrictJson } from "../core/statement/strict-json.ts";
import type { Instance } from "../core/instance.ts";

/** More entries or timestamps than an honest bundle has; each costs signature checks. */
const MOST_WITNESSES = 32;

/** What reading a trusted root gave. */
export type TrustedRootReading =
  | { readonly ok: true; readonly root: TrustedRoot }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a `trusted_root.json`. A log or authority that does not say from when it is valid is refused:
 * `@sigstore/verify` would take it as valid since ever.
 */
export function readTrustedRoot(text: string): TrustedRootReading {
  const json = parseStrictJson(text);
  if (!json.ok) return json;
  let root: TrustedRoot;
  try {
    root = TrustedRoot.fromJSON(json.value);
  } catch {
    return { ok: false, reason: "not a trusted root" };
  }
  if (root.certificateAuthorities.length === 0) {
    return { ok: false, reason: "it names no certificate authority" };
  }
  const logs = [...root.tlogs, ...root.ctlogs].map((log) => ({
    name: log.baseUrl,
    start: log.publicKey?.validFor?.start,
  }));
  const authorities = [...root.certificateAuthorities, ...root.timestampAuthorities].map(
    (authority) => ({ name: authority.uri, start: authority.validFor?.start }),
  );
  const undated = [...logs, ...authorities].find(({ start }) => start === undefined);
  return undated === undefined
    ? { ok: true, root }
    : { ok: false, reason: `${undated.name} has no start of validity` };
}

/**
 * The cryptographic checks of a bundle: signature, certificate chain at every verified time, log entries with proof,
 * timestamps, key usage, and that each log entry is about this certificate. All are put, whatever fails
 * first, unless there are too many witnesses to ask.
 */
export function proveEntity(
  bundle: Bundle,
  entity: () => SignedEntity,
  root: TrustedRoot,
  thresholds: Instance["thresholds"],
): readonly Check[] {
  const witnesses = witnessCountCheck(bundle);
  if (!witnesses.passed) return [witnesses];
  const certificate = leafCertificate(bundle);
  return [
    witnesses,
    signatureCheck(entity, root, thresholds),
    keyUsageCheck(certificate),
    logCertificateCheck(bundle, certificate),
    distinctLogsCheck(bundle, thresholds.tlog),
    distinctTimesCheck(bundle, thresholds.timestamp),
  ];
}

/** DER of the signing certificate, or undefined when the bundle carries none (a bare key, nothing). */
export function leafCertificate(bundle: Bundle): Buffer | undefined {
  const { content } = bundle.verificationMaterial;
  switch (content.$case) {
    case "certificate":
      return content.certificate.rawBytes;
    case "x509CertificateChain":
      return content.x509CertificateChain.certificates[0]?.rawBytes;
    case "publicKey":
      return undefined;
  }
}

/** Comes first: nothing is verified ten thousand times. */
function witnessCountCheck({ verificationMaterial }: Bundle): Check {
  const { tlogEntries, timestampVerificationData } = verificationMaterial;
  const count = tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0);
  return {
    id: "witness-count",
    passed: count <= MOST_WITNESSES,
    expected: `at most ${String(MOST_WITNESSES)} log entries and timestamps`,
    got: `${String(count)} log entries and timestamps`,
  };
}

function signatureCheck(
  entity: () => SignedEntity,
  root: TrustedRoot,
  thresholds: Instance["thresholds"],
): Check {
  const expected =
    `a valid signature and certificate chain, ${String(thresholds.tlog)} log entries, ` +
    `${String(thresholds.timestamp)} verified times, ${String(thresholds.ctlog)} certificate timestamps`;
  const id = "signature";
  try {
    const verifier = new Verifier(toTrustMaterial(root), {
      ctlogThreshold: thresholds.ctlog,
      tlogThreshold: thresholds.tlog,
      timestampThreshold: thresholds.timestamp,
    });
    // Identity is compared by us: the library takes a policy's text as an unanchored regular expression.
    verifier.verify(entity());
    return { id, passed: true, expected, got: provenText(thresholds) };
  } catch (error) {
    return { id, passed: false, expected, got: reasonOf(error) };
  }
}

/** What a verifier that did not complain has found. */
function provenText(thresholds: Instance["thresholds"]): string {
  return (
    "made over exactly this statement by the certificate's key; the certificate comes from the trusted root, with " +
    `at least ${String(thresholds.tlog)} proven log entries, ${String(thresholds.timestamp)} verified times ` +
    `and ${String(thresholds.ctlog)} certificate timestamps`
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

function keyUsageCheck(certificate: Buffer | undefined): Check {
  const complaint = certificate === undefined ? "no certificate" : keyUsageComplaint(certificate);
  return {
    id: "certificate-key-usage",
    passed: complaint === null,
    expected: "a certificate for code signing",
    got: complaint ?? "a certificate for code signing",
  };
}

/** `@sigstore/verify` compares signature and digest of an entry, not the certificate in it. */
function logCertificateCheck(bundle: Bundle, certificate: Buffer | undefined): Check {
  const id = "log-entry-certificate";
  const expected = "every log entry names the certificate of the bundle";
  const { tlogEntries } = bundle.verificationMaterial;
  const strangers = tlogEntries.filter((entry) => {
    const logged = loggedCertificate(entry.canonicalizedBody);
    return logged === null || certificate === undefined || !logged.equals(certificate);
  });
  return {
    id,
    passed: strangers.length === 0,
    expected,
    got:
      strangers.length > 0
        ? `${String(strangers.length)} of ${String(tlogEntries.length)} log entries name another`
        : tlogEntries.length === 0
          ? "no log entry, so none names another certificate"
          : `every log entry (${String(tlogEntries.length)}) names the certificate of the bundle`,
  };
}

/** Entries of one log count once. */
function distinctLogsCheck(bundle: Bundle, threshold: number): Check {
  const logs = new Set(
    bundle.verificationMaterial.tlogEntries.map((entry) => entry.logId?.keyId.toString("hex")),
  );
  return {
    id: "log-entries",
    passed: logs.size >= threshold,
    expected: `entries of at least ${String(threshold)} logs`,
    got: `entries of ${counted(logs.size, "log")}`,
  };
}

/** A second timestamp of one authority, or a second entry of one log, is no second witness of the time. */
function distinctTimesCheck(bundle: Bundle, threshold: number): Check {
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  const promised = tlogEntries.filter(
    (entry) => entry.inclusionPromise !== undefined && entry.integratedTime !== "0",
  );
  const tokens = timestampVerificationData?.rfc3161Timestamps ?? [];
  const sources = new Set([
    ...promised.map((entry) => `log ${entry.logId?.keyId.toString("hex") ?? ""}`),
    ...tokens.map(({ signedTimestamp }) => authorityOf(signedTimestamp)),
  ]);
  return {
    id: "verified-times",
    passed: sources.size >= threshold,
    expected: `times from at least ${String(threshold)} witnesses`,
    got: `times from ${counted(sources.size, "witness", "witnesses")}`,
  };
}

function authorityOf(token: Buffer): string {
  try {
    const { signerIssuer, signerSerialNumber } = RFC3161Timestamp.parse(Buffer.from(token));
    return `authority ${signerIssuer.toString("hex")} ${signerSerialNumber.toString("hex")}`;
  } catch {
    // The signature check fails on such a token; here it must only not count as one more.
    return "unreadable";
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an error that is none";
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${code}${error.message}${cause}`;
}
