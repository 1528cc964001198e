import { newObjectIdHasher } from "../../src/core/git/object-id.ts";
import type { ObjectKind } from "../../src/core/git/object-id.ts";
import type { ObjectFormat } from "../../src/core/source-tree.ts";

/** The id of an object that is in memory. */
export function objectIdOf(format: ObjectFormat, kind: ObjectKind, body: Uint8Array): string {
  const hasher = newObjectIdHasher(format, kind, body.byteLength);
  hasher.update(body);
  return hasher.objectId();
}
