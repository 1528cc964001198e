import { newHasher } from "../../digest.ts";

/** The records of an index: two numbers per block, kept as a digest, because a file can have millions. */
export class XzRecords {
  readonly #hasher = newHasher();
  readonly #text = new TextEncoder();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(unpaddedSize: bigint, size: bigint): void {
    this.#count += 1;
    this.#hasher.update(this.#text.encode(`${String(unpaddedSize)} ${String(size)}\n`));
  }

  /** Digest of all of them; to be asked for once. */
  digest(): string {
    return this.#hasher.fingerprint().sha256;
  }
}
