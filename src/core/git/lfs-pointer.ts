import type { Sha256 } from "../digest.ts";

/** git-lfs writes pointers of less than this many bytes (its specification, "The Pointer"). */
export const LARGEST_LFS_POINTER = 1024;

const FIRST_LINE = "version https://git-lfs.github.com/spec/v1\n";

/** The file that a pointer stands for, by digest and size: together they prove it wherever it comes from. */
export interface LfsObject {
  readonly sha256: Sha256;
  readonly size: number;
}

/** Whether a whole blob is a git-lfs pointer: the tree then holds the name of a file, not the file. */
export function isLfsPointer(body: Uint8Array): boolean {
  return body.byteLength < LARGEST_LFS_POINTER && textOf(body).startsWith(FIRST_LINE);
}

/**
 * What a pointer names, or null for one that names nothing plainly: another digest than SHA-256, a line that is not
 * `oid` or `size`, as extensions write them (the file is then not the object but something made from it).
 */
export function parseLfsPointer(body: Uint8Array): LfsObject | null {
  if (!isLfsPointer(body)) return null;
  const rest = textOf(body).slice(FIRST_LINE.length);
  const [, sha256, size] = /^oid sha256:([0-9a-f]{64})\nsize (0|[1-9]\d{0,14})\n$/.exec(rest) ?? [];
  return sha256 === undefined ? null : { sha256: sha256 as Sha256, size: Number(size) };
}

function textOf(body: Uint8Array): string {
  return new TextDecoder("latin1").decode(body);
}
