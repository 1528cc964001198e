import { createHash } from "node:crypto";

/** Hash of a leaf (RFC 6962 section 2.1): the prefix keeps leaves and nodes apart. */
export function leafHash(leaf: Uint8Array): Buffer {
  return createHash("sha256")
    .update(Buffer.from([0]))
    .update(leaf)
    .digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256")
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

/** Merkle tree hash over leaf hashes (RFC 6962 section 2.1). */
export function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash("sha256").digest();
  if (leaves.length === 1) return only;
  const split = splitPoint(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

/** Audit path for the leaf at `index`, from the leaf up (RFC 6962 section 2.1.1). */
export function auditPath(leaves: readonly Buffer[], index: number): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitPoint(leaves.length);
  return index < split
    ? [...auditPath(leaves.slice(0, split), index), treeHash(leaves.slice(split))]
    : [...auditPath(leaves.slice(split), index - split), treeHash(leaves.slice(0, split))];
}

/** The largest power of two below `size`. */
function splitPoint(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
