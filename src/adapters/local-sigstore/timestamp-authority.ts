import { createHash, sign } from "node:crypto";
import * as z from "zod";
import {
  authorityExtensions,
  distinguishedName,
  ECDSA_SHA256,
  newSerial,
  SHA256,
  signCertificate,
  signerExtensions,
} from "./certificate.ts";
import { context, element, generalizedTime, integer, octets, oid, sequence, setOf } from "./der.ts";
import { newSigningKey } from "./key-pair.ts";
import type { SigningKey } from "./key-pair.ts";

const YEAR = 365 * 24 * 60 * 60 * 1000;
const ROOT_NAME = distinguishedName("local timestamp root");
const NAME = distinguishedName("local timestamp authority");
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const POLICY = "1.3.6.1.4.1.57264.2";
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

const requestSchema = z.looseObject({
  artifactHash: z.base64(),
  hashAlgorithm: z.literal("sha256"),
});

/** A timestamp authority (RFC 3161) behind Sigstore's JSON request. */
export interface TimestampAuthority {
  /** Signing certificate and root, DER, leaf first. */
  readonly chain: readonly [Buffer, Buffer];
  /** A granted TimeStampResp, DER, or null for a request that is not one for SHA-256. */
  timestamp(request: unknown, now: Date): Buffer | null;
}

/** An authority with new keys, its certificates valid from `now` for a year. */
export function newTimestampAuthority(now: Date): TimestampAuthority {
  const root = newSigningKey();
  const key = newSigningKey();
  const validity = { notBefore: now, notAfter: new Date(now.getTime() + YEAR) };
  const serial = newSerial();
  const rootCertificate = signCertificate(
    {
      ...validity,
      serial: newSerial(),
      issuer: ROOT_NAME,
      subject: ROOT_NAME,
      publicKey: root.spki,
      extensions: authorityExtensions(root.spki),
    },
    root.privateKey,
  );
  const certificate = signCertificate(
    {
      ...validity,
      serial,
      issuer: ROOT_NAME,
      subject: NAME,
      publicKey: key.spki,
      // RFC 3161 section 2.3: time stamping alone, and critical.
      extensions: signerExtensions(key.spki, root.spki, TIME_STAMPING, true),
    },
    root.privateKey,
  );
  const signer = { key, serial, certificate };
  return {
    chain: [certificate, rootCertificate],
    timestamp(request, time) {
      const parsed = requestSchema.safeParse(request);
      if (!parsed.success) return null;
      const imprint = Buffer.from(parsed.data.artifactHash, "base64");
      return imprint.length === 32 ? granted(imprint, time, signer) : null;
    },
  };
}

interface TimestampSigner {
  readonly key: SigningKey;
  readonly serial: Buffer;
  readonly certificate: Buffer;
}

function granted(imprint: Buffer, time: Date, signer: TimestampSigner): Buffer {
  const info = sequence(
    integer(1),
    oid(POLICY),
    sequence(SHA256, octets(imprint)),
    integer(newSerial()),
    generalizedTime(time),
  );
  const attributes = [
    sequence(oid(CONTENT_TYPE), setOf(oid(TIMESTAMP_INFO))),
    sequence(oid(MESSAGE_DIGEST), setOf(octets(digest(info)))),
    // RFC 5816: the token names the certificate that signed it.
    sequence(
      oid(SIGNING_CERTIFICATE_V2),
      setOf(sequence(sequence(sequence(octets(digest(signer.certificate)))))),
    ),
  ];
  const signature = sign("sha256", setOf(...attributes), signer.key.privateKey);
  const signerInfo = sequence(
    integer(1),
    sequence(ROOT_NAME, integer(signer.serial)),
    SHA256,
    // The same set under an implicit tag (RFC 5652 section 5.4).
    element(0xa0, contentOf(setOf(...attributes))),
    ECDSA_SHA256,
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    setOf(SHA256),
    sequence(oid(TIMESTAMP_INFO), context(0, octets(info))),
    setOf(signerInfo),
  );
  return sequence(sequence(integer(0)), sequence(oid(SIGNED_DATA), context(0, signedData)));
}

/** The content of an element whose length fits two length bytes at most. */
function contentOf(encoded: Buffer): Buffer {
  const first = encoded.readUInt8(1);
  return encoded.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
