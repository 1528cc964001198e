import type { CompressorLayer } from "../archive/model.ts";
import type { Fingerprint } from "../digest.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { CompareContext } from "./context.ts";
import { differingFields } from "./fields.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { fieldsValue, fileValue } from "./values.ts";

/** Whether two fingerprints name the same bytes. */
export function sameBytes(one: Fingerprint, other: Fingerprint): boolean {
  return one.sha256 === other.sha256;
}

/**
 * Differences of the compressor's header and stream. A stream that differs is named also where the content differs:
 * nobody can tell then whether the compressor alone would have made it differ.
 */
export function compareLayers(
  upload: readonly CompressorLayer[],
  rebuilt: readonly CompressorLayer[],
  context: CompareContext,
): readonly LocatedFinding[] {
  const found = new Map<FindingCode, LocatedFinding>();
  upload.forEach((layer, at) => {
    for (const other of rebuilt.slice(at, at + 1)) {
      for (const [code, keys] of differingFields(layer, other)) {
        const values = {
          upload: fieldsValue(layer.fields, keys),
          rebuilt: fieldsValue(other.fields, keys),
        };
        found.set(code, located(context, code, null, values));
      }
      if (sameBytes(layer.packed, other.packed)) continue;
      const values = { upload: fileValue(layer.packed), rebuilt: fileValue(other.packed) };
      found.set("compression-layout", located(context, "compression-layout", null, values));
    }
  });
  return [...found.values()];
}
