import { newHasher, sha256Hex, type Fingerprint, type Hasher } from "../digest.ts";

/** Fingerprint of a body that mostly comes in one piece: then no hasher is kept between calls. */
export class BodyDigest {
  #size = 0;
  #first: Fingerprint | null = null;
  #hasher: Hasher | null = null;

  get size(): number {
    return this.#size;
  }

  /** `last`: nothing will follow, so one piece can be hashed at once. */
  update(bytes: Uint8Array, last: boolean): void {
    // mutant: no bytes change no digest, it only costs time
    if (bytes.length === 0) return;
    this.#size += bytes.length;
    // mutant `last && this.#hasher === null`: piece by piece comes out the same, only slower
    if (last && this.#hasher === null) {
      this.#first = { size: bytes.length, sha256: sha256Hex(bytes) };
      return;
    }
    this.#hasher ??= newHasher();
    this.#hasher.update(bytes);
  }

  fingerprint(): Fingerprint {
    return this.#first ?? (this.#hasher ??= newHasher()).fingerprint();
  }
}
