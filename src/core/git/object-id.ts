import { createHash } from "node:crypto";
import type { ObjectFormat } from "../source-tree.ts";

/** Kinds of git objects that are hashed here. */
export type ObjectKind = "commit" | "tree" | "blob";

/** Computes one object id by git's rule while the body streams by. */
export interface ObjectIdHasher {
  update(bytes: Uint8Array): void;
  /** 40 or 64 lower-case hex digits. Call once. */
  objectId(): string;
}

/** Hashes `kind SP length NUL body` (gitformat-pack(5), "object id"); `size` is the length of the whole body. */
export function newObjectIdHasher(
  format: ObjectFormat,
  kind: ObjectKind,
  size: number,
): ObjectIdHasher {
  const hash = createHash(format);
  hash.update(`${kind} ${String(size)}\0`);
  return {
    update(bytes) {
      hash.update(bytes);
    },
    objectId: () => hash.digest("hex"),
  };
}

const HEX_DIGITS = { sha1: 40, sha256: 64 } as const;

/** Bytes of an object id as trees store it. */
export function objectIdBytes(format: ObjectFormat): number {
  return HEX_DIGITS[format] / 2;
}

/** The format whose full ids look like `text`; null for abbreviations, upper case and everything else. */
export function formatOfId(text: string): ObjectFormat | null {
  if (!/^[0-9a-f]+$/.test(text)) return null;
  return text.length === HEX_DIGITS.sha1
    ? "sha1"
    : text.length === HEX_DIGITS.sha256
      ? "sha256"
      : null;
}
