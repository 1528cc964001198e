import { X509Certificate } from "@sigstore/core";
import {
  CLAIM_EXTENSIONS,
  DEPRECATED_EXTENSIONS,
  FULCIO_ARC,
} from "../core/statement/certificate-claims.ts";
import type { CertificateClaims } from "../core/statement/certificate-claims.ts";
import { decodeUtf8 } from "../core/statement/strict-json.ts";

const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
const EXTENDED_KEY_USAGE = "2.5.29.37";
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

/** Tags of GeneralName (RFC 5280 section 4.2.1.6), context class. */
const RFC822_NAME = 0x81;
const URI_NAME = 0x86;
const UTF8_STRING = 0x0c;

/** What decoding a signing certificate gave; doubts are values, the certificate is untrusted here. */
export type CertificateReading =
  | { readonly ok: true; readonly claims: CertificateClaims }
  | { readonly ok: false; readonly reason: string };

/**
 * Decodes the Fulcio claims of a certificate. Refuses an extension that stands twice, a subject alternative name that
 * is not exactly one URI or e-mail address, and a claim that is not one minimal DER UTF8String.
 */
export function readCertificateClaims(der: Uint8Array): CertificateReading {
  const extensions = readExtensions(der);
  if (!extensions.ok) return extensions;
  const subject = subjectName(extensions.byOid.get(SUBJECT_ALTERNATIVE_NAME));
  if (subject === null) {
    return { ok: false, reason: "the subject alternative name is not one URI or e-mail address" };
  }
  const claims: Record<string, string> = {};
  for (const [number, name] of Object.entries(CLAIM_EXTENSIONS)) {
    const value = extensions.byOid.get(`${FULCIO_ARC}.${number}`);
    if (value === undefined) continue;
    const text = utf8String(value);
    if (text === null) return { ok: false, reason: `extension .1.${number} is no DER UTF8String` };
    claims[name] = text;
  }
  const deprecated: Record<string, string> = {};
  for (const [number, name] of Object.entries(DEPRECATED_EXTENSIONS)) {
    const value = extensions.byOid.get(`${FULCIO_ARC}.${number}`);
    if (value === undefined) continue;
    const text = decodeUtf8(value);
    if (text === null) return { ok: false, reason: `extension .1.${number} is no UTF-8` };
    deprecated[name] = text;
  }
  return { ok: true, claims: { subject, claims, deprecated } };
}

/** Why a certificate may not sign code, or null: it needs digitalSignature and codeSigning and is no authority. */
export function keyUsageComplaint(der: Uint8Array): string | null {
  const extensions = readExtensions(der);
  if (!extensions.ok) return extensions.reason;
  const certificate = X509Certificate.parse(Buffer.from(der));
  if (certificate.extKeyUsage?.digitalSignature !== true) return "no key usage digitalSignature";
  if (certificate.extBasicConstraints?.isCA === true) return "it is a certificate authority";
  const usages = extensions.byOid.get(EXTENDED_KEY_USAGE);
  const purposes = usages === undefined ? [] : (sequenceOf(usages) ?? []);
  return purposes.some(({ bytes }) => bytes.equals(encodedOid(CODE_SIGNING)))
    ? null
    : "no extended key usage codeSigning";
}

type ExtensionReading =
  | { readonly ok: true; readonly byOid: ReadonlyMap<string, Buffer> }
  | { readonly ok: false; readonly reason: string };

function readExtensions(der: Uint8Array): ExtensionReading {
  const byOid = new Map<string, Buffer>();
  try {
    for (const extension of X509Certificate.parse(Buffer.from(der)).extensions) {
      const oid = extension.subs[0]?.toOID();
      const value = extension.subs.at(-1);
      if (oid === undefined || value?.tag.isOctetString() !== true) {
        return { ok: false, reason: "an extension without value" };
      }
      if (byOid.has(oid)) return { ok: false, reason: `the extension ${oid} stands twice` };
      byOid.set(oid, value.value);
    }
  } catch {
    return { ok: false, reason: "no X.509 certificate" };
  }
  return { ok: true, byOid };
}

function subjectName(extension: Buffer | undefined): CertificateClaims["subject"] | null {
  const names = extension === undefined ? null : sequenceOf(extension);
  const [name] = names ?? [];
  if (name === undefined || names?.length !== 1) return null;
  const value = decodeUtf8(name.content);
  if (value === null || value === "") return null;
  if (name.tag === URI_NAME) return { kind: "uri", value };
  return name.tag === RFC822_NAME ? { kind: "email", value } : null;
}

function utf8String(extension: Buffer): string | null {
  const element = readElement(extension, 0);
  if (element?.tag !== UTF8_STRING || element.end !== extension.length) return null;
  return decodeUtf8(element.content);
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content. */
  readonly bytes: Buffer;
  readonly end: number;
}

/** The elements of a DER SEQUENCE that fills `bytes`, or null. */
function sequenceOf(bytes: Buffer): readonly Element[] | null {
  const outer = readElement(bytes, 0);
  if (outer?.tag !== 0x30 || outer.end !== bytes.length) return null;
  const elements: Element[] = [];
  for (let at = 0; at < outer.content.length;) {
    const element = readElement(outer.content, at);
    if (element === null) return null;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** One DER element with a one-byte tag and a length of minimal form (X.690 section 10.1). */
function readElement(bytes: Buffer, start: number): Element | null {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x83) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const contentStart = start + 2 + lengthBytes;
  if (contentStart > bytes.length) return null;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(start + 2, lengthBytes);
  const minimal = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
  const end = contentStart + length;
  if (minimal !== lengthBytes || end > bytes.length) return null;
  return {
    tag,
    content: bytes.subarray(contentStart, end),
    bytes: bytes.subarray(start, end),
    end,
  };
}

/** An object identifier of small arcs, as DER. */
function encodedOid(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split(".").map(Number);
  return Buffer.from([0x06, rest.length + 1, first * 40 + second, ...rest]);
}
