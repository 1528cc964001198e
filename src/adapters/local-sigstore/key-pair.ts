import { createHash, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";

/** An ECDSA P-256 key with the encodings that trusted roots and logs use. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
  /** SHA-256 of the SPKI: the id of a log with this key. */
  readonly id: Buffer;
}

/** A key that nobody has used. */
export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ format: "der", type: "spki" });
  return { privateKey, spki, id: createHash("sha256").update(spki).digest() };
}
