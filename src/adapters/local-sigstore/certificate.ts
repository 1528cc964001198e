import { createHash, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import {
  bits,
  context,
  element,
  integer,
  NULL,
  octets,
  oid,
  sequence,
  setOf,
  TRUE,
  utcTime,
  utf8,
} from "./der.ts";

const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

/** Key usage bits (RFC 5280 section 4.2.1.3) as the one byte that holds them, and its unused bits. */
const DIGITAL_SIGNATURE = bits(Buffer.from([0x80]), 7);
const CERT_AND_CRL_SIGN = bits(Buffer.from([0x06]), 1);

/** A name of organisation and common name. */
export function distinguishedName(commonName: string): Buffer {
  const attribute = (type: string, value: string) => setOf(sequence(oid(type), utf8(value)));
  return sequence(
    attribute("2.5.4.10", "rebuild-gate local instance"),
    attribute("2.5.4.3", commonName),
  );
}

/** One X.509 extension around a DER value. */
export function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
}

/** The extensions of an authority that signs certificates. */
export function authorityExtensions(publicKey: Buffer): readonly Buffer[] {
  return [
    extension("2.5.29.19", sequence(TRUE), true),
    extension("2.5.29.15", CERT_AND_CRL_SIGN, true),
    extension("2.5.29.14", octets(keyIdentifier(publicKey))),
  ];
}

/** The extensions of an end entity that signs for one purpose. */
export function signerExtensions(
  publicKey: Buffer,
  issuerPublicKey: Buffer,
  purpose: string,
  critical: boolean,
): readonly Buffer[] {
  return [
    extension("2.5.29.15", DIGITAL_SIGNATURE, true),
    extension("2.5.29.37", sequence(oid(purpose)), critical),
    extension("2.5.29.14", octets(keyIdentifier(publicKey))),
    extension("2.5.29.35", sequence(element(0x80, keyIdentifier(issuerPublicKey)))),
  ];
}

/** What a certificate says, before it is signed. */
export interface CertificateContent {
  readonly serial: Uint8Array;
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly extensions: readonly Buffer[];
}

/** TBSCertificate, version 3 (RFC 5280 section 4.1). */
export function toBeSigned(content: CertificateContent): Buffer {
  return sequence(
    context(0, integer(2)),
    integer(content.serial),
    ECDSA_WITH_SHA256,
    content.issuer,
    sequence(utcTime(content.notBefore), utcTime(content.notAfter)),
    content.subject,
    content.publicKey,
    context(3, sequence(...content.extensions)),
  );
}

/** The certificate, DER, signed by `key` (ECDSA P-256). */
export function signCertificate(content: CertificateContent, key: KeyObject): Buffer {
  const tbs = toBeSigned(content);
  return sequence(tbs, ECDSA_WITH_SHA256, bits(sign("sha256", tbs, key)));
}

/** Sixteen random bytes, positive and without leading zero. */
export function newSerial(): Buffer {
  const serial = randomBytes(16);
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0);
  return serial;
}

/** AlgorithmIdentifier of SHA-256. */
export const SHA256 = sequence(oid("2.16.840.1.101.3.4.2.1"), NULL);
/** AlgorithmIdentifier of ECDSA with SHA-256. */
export const ECDSA_SHA256 = ECDSA_WITH_SHA256;

/** Any value unique to the key will do (RFC 5280 section 4.2.1.2). */
function keyIdentifier(publicKey: Buffer): Buffer {
  return createHash("sha256").update(publicKey).digest().subarray(0, 20);
}
