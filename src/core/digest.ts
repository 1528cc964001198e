import { createHash, hash } from "node:crypto";

/** 64 lower-case hex digits. Only hashing makes one, so an empty digest cannot exist. */
export type Sha256 = string & { readonly __brand: "Sha256" };

/** SHA-256 of bytes that are in memory. */
export function sha256Hex(bytes: Uint8Array): Sha256 {
  return hash("sha256", bytes, "hex") as Sha256;
}

/** Size in bytes and digest of a body, however large. */
export interface Fingerprint {
  readonly size: number;
  readonly sha256: Sha256;
}

/** Takes bytes in pieces; memory does not grow with their number. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  fingerprint(): Fingerprint;
}

/** A hasher that starts empty. */
export function newHasher(): Hasher {
  const hash = createHash("sha256");
  let size = 0;
  return {
    update(bytes) {
      hash.update(bytes);
      size += bytes.byteLength;
    },
    fingerprint: () => ({ size, sha256: hash.digest("hex") as Sha256 }),
  };
}
