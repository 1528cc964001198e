import { createHash, sign } from "node:crypto";
import { dsse, pem } from "@sigstore/core";
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from "@sigstore/protobuf-specs";
import {
  authorityExtensions,
  distinguishedName,
  extension,
  newSerial,
  signCertificate,
  signerExtensions,
} from "../../src/adapters/local-sigstore/certificate.ts";
import { embeddedTimestamp } from "../../src/adapters/local-sigstore/certificate-log.ts";
import { element, sequence, utf8 } from "../../src/adapters/local-sigstore/der.ts";
import { newSigningKey } from "../../src/adapters/local-sigstore/key-pair.ts";
import { newTimestampAuthority } from "../../src/adapters/local-sigstore/timestamp-authority.ts";
import { newTransparencyLog } from "../../src/adapters/local-sigstore/transparency-log.ts";
import { parseInstance } from "../../src/core/instance.ts";
import type { Instance } from "../../src/core/instance.ts";
import { STATEMENT_PAYLOAD_TYPE } from "../../src/core/statement/statement.ts";

export const ISSUER = "https://token.actions.githubusercontent.com";
export const SERVER = "https://github.com";
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";
export const WORKFLOW = "octo/app/.github/workflows/release.yml";
export const SAN = `${SERVER}/${WORKFLOW}@refs/tags/v1.0.0`;

/** The extensions of an honest release run, by last number of their OID. */
export const HONEST: Readonly<Record<number, string>> = {
  1: ISSUER,
  2: "push",
  3: COMMIT,
  4: "Release",
  5: "octo/app",
  6: "refs/tags/v1.0.0",
  8: ISSUER,
  9: SAN,
  10: COMMIT,
  11: "github-hosted",
  12: `${SERVER}/octo/app`,
  13: COMMIT,
  14: "refs/tags/v1.0.0",
  15: "1001",
  16: `${SERVER}/octo`,
  17: "2002",
  18: SAN,
  19: COMMIT,
  20: "push",
  21: `${SERVER}/octo/app/actions/runs/77/attempts/1`,
  22: "public",
};

export interface Forgery {
  readonly payload: Uint8Array;
  readonly payloadType?: string;
  readonly san?: string;
  /** An e-mail address instead of a URI. */
  readonly email?: string;
  /** Values that replace the honest ones; null leaves the extension out. */
  readonly claims?: Readonly<Record<number, string | null>>;
  /** Raw extensions that are added. */
  readonly extra?: readonly Buffer[];
  readonly purpose?: string;
  readonly keyUsage?: Buffer;
  readonly sct?: boolean;
  /** The time that the certificate starts at, relative to the signature, in minutes. */
  readonly certificateAge?: number;
  /** A certificate from another authority of the same name. */
  readonly strangerAuthority?: boolean;
}

export interface BundleJson {
  mediaType: string;
  verificationMaterial: {
    certificate?: { rawBytes: string };
    tlogEntries?: Record<string, unknown>[];
    timestampVerificationData?: { rfc3161Timestamps: { signedTimestamp: string }[] };
    [key: string]: unknown;
  };
  dsseEnvelope: {
    payload: string;
    payloadType: string;
    signatures: { sig: string; keyid: string }[];
  };
}

/** A Sigstore deployment whose every part may be told to misbehave, without network. */
export interface Forge {
  readonly instance: Instance;
  readonly root: string;
  /** A log of the same deployment, for entries of one's own. */
  bundle(forgery: Forgery): BundleJson;
  /** What the log answers for these, as a bundle's log entry. */
  logEntry(envelope: BundleJson["dsseEnvelope"], certificate: Buffer): Record<string, unknown>;
  timestamp(signature: Buffer, at?: Date): string;
}

const NAME = distinguishedName("forge");
const MINUTE = 60_000;

export function newForge(thresholds = { ctlog: 1, tlog: 1, timestamp: 1 }): Forge {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const start = new Date(now.getTime() - 24 * 60 * MINUTE);
  const [ca, stranger, ct, log] = [
    newSigningKey(),
    newSigningKey(),
    newSigningKey(),
    newSigningKey(),
  ];
  const ledger = newTransparencyLog(log, start);
  const clockwork = newTimestampAuthority(start);
  const rootCertificate = signCertificate(
    {
      serial: newSerial(),
      issuer: NAME,
      subject: NAME,
      notBefore: start,
      notAfter: new Date(start.getTime() + 30 * 24 * 60 * MINUTE),
      publicKey: ca.spki,
      extensions: authorityExtensions(ca.spki),
    },
    ca.privateKey,
  );
  const logEntry: Forge["logEntry"] = (envelope, certificate) => {
    const submission = ledger.submit(
      {
        apiVersion: "0.0.1",
        kind: "dsse",
        spec: {
          proposedContent: {
            envelope: JSON.stringify(envelope),
            verifiers: [Buffer.from(pem.fromDER(certificate)).toString("base64")],
          },
        },
      },
      now,
    );
    if (submission.kind === "refused") throw new Error(submission.reason);
    const [entry] = Object.values(ledger.entry(submission.uuid) as Record<string, RekorEntry>);
    return bundleEntry(entry!);
  };
  const timestamp: Forge["timestamp"] = (signature, at = now) => {
    const artifactHash = createHash("sha256").update(signature).digest("base64");
    return clockwork.timestamp({ artifactHash, hashAlgorithm: "sha256" }, at)!.toString("base64");
  };
  return {
    instance: parseInstance(
      JSON.stringify({
        version: 1,
        name: "forge",
        issuer: ISSUER,
        server: SERVER,
        fulcio: "https://fulcio.invalid",
        rekor: { url: "https://rekor.invalid", version: 1 },
        tsa: "https://tsa.invalid",
        thresholds,
        trustedRoot: { kind: "file" },
        publicLog: false,
      }),
      "the test",
    ),
    root: JSON.stringify(trustedRoot()),
    bundle(forgery) {
      const key = newSigningKey();
      const notBefore = new Date(now.getTime() - (forgery.certificateAge ?? 1) * MINUTE);
      const authority = forgery.strangerAuthority === true ? stranger : ca;
      const content = {
        serial: newSerial(),
        issuer: NAME,
        subject: sequence(),
        notBefore,
        notAfter: new Date(notBefore.getTime() + 10 * MINUTE),
        publicKey: key.spki,
        extensions: [
          ...signerExtensions(
            key.spki,
            authority.spki,
            forgery.purpose ?? "1.3.6.1.5.5.7.3.3",
            false,
          ).map((one, at) => (at === 0 ? (forgery.keyUsage ?? one) : one)),
          extension("2.5.29.17", sequence(subjectName(forgery)), true),
          ...claimExtensions({ ...HONEST, ...forgery.claims }),
          ...(forgery.extra ?? []),
        ],
      };
      const timestamps =
        forgery.sct === false ? [] : [embeddedTimestamp(content, authority.spki, ct, now)];
      const certificate = signCertificate(
        { ...content, extensions: [...content.extensions, ...timestamps] },
        authority.privateKey,
      );
      const payloadType = forgery.payloadType ?? STATEMENT_PAYLOAD_TYPE;
      const payload = Buffer.from(forgery.payload);
      const signature = sign("sha256", dsse.preAuthEncoding(payloadType, payload), key.privateKey);
      const envelope = {
        payload: payload.toString("base64"),
        payloadType,
        signatures: [{ sig: signature.toString("base64"), keyid: "" }],
      };
      return {
        mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        verificationMaterial: {
          certificate: { rawBytes: certificate.toString("base64") },
          tlogEntries: [logEntry(envelope, certificate)],
          timestampVerificationData: {
            rfc3161Timestamps: [{ signedTimestamp: timestamp(signature) }],
          },
        },
        dsseEnvelope: envelope,
      };
    },
    logEntry,
    timestamp,
  };

  function trustedRoot(): unknown {
    const logOf = (baseUrl: string, key: typeof log) => ({
      baseUrl,
      hashAlgorithm: HashAlgorithm.SHA2_256,
      publicKey: {
        rawBytes: key.spki,
        keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
        validFor: { start },
      },
      logId: { keyId: key.id },
      checkpointKeyId: undefined,
      operator: "",
    });
    const authorityOf = (chain: readonly Buffer[]) => ({
      subject: { organization: "forge", commonName: "forge" },
      uri: "https://forge.invalid",
      certChain: { certificates: chain.map((rawBytes) => ({ rawBytes })) },
      validFor: { start },
      operator: "",
    });
    return TrustedRoot.toJSON({
      mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
      tlogs: [logOf("https://log.rebuild-gate.invalid", log)],
      ctlogs: [logOf("https://ct.invalid", ct)],
      certificateAuthorities: [authorityOf([rootCertificate])],
      timestampAuthorities: [authorityOf(clockwork.chain)],
    });
  }
}

function subjectName({ email, san }: Forgery): Buffer {
  return email === undefined
    ? element(0x86, Buffer.from(san ?? SAN))
    : element(0x81, Buffer.from(email));
}

function claimExtensions(claims: Readonly<Record<number, string | null>>): readonly Buffer[] {
  return Object.entries(claims).flatMap(([number, value]) => {
    if (value === null) return [];
    const encoded = Number(number) < 8 ? Buffer.from(value) : utf8(value);
    return [extension(`1.3.6.1.4.1.57264.1.${number}`, encoded)];
  });
}

interface RekorEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly checkpoint: string;
      readonly hashes: readonly string[];
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
    };
  };
}

/** Rekor's answer in the spelling of bundles. */
function bundleEntry({ verification, ...entry }: RekorEntry): Record<string, unknown> {
  const hex = (text: string) => Buffer.from(text, "hex").toString("base64");
  const { inclusionProof } = verification;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: hex(entry.logID) },
    kindVersion: { kind: "dsse", version: "0.0.1" },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: verification.signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(inclusionProof.logIndex),
      rootHash: hex(inclusionProof.rootHash),
      treeSize: String(inclusionProof.treeSize),
      hashes: inclusionProof.hashes.map(hex),
      checkpoint: { envelope: inclusionProof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}
