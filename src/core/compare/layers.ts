import type { CompressorLayer } from "../archive/model.ts";
import type { Fingerprint } from "../digest.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { CompareContext } from "./context.ts";
import { differingFields } from "./fields.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { fieldsValue, fileValue } from "./values.ts";

/** Whether both files are wrapped in the same compressors, in the same order. */
export function sameLayers(
  upload: readonly CompressorLayer[],
  rebuilt: readonly CompressorLayer[],
): boolean {
  return (
    upload.length === rebuilt.length &&
    upload.every((layer, at) => layer.format === rebuilt[at]?.format)
  );
}

/** Whether two fingerprints name the same bytes. */
export function sameBytes(one: Fingerprint, other: Fingerprint): boolean {
  return one.sha256 === other.sha256 && one.size === other.size;
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
    const other = rebuilt[at];
    if (!other) return;
    for (const [code, keys] of differingFields(layer.fields, other.fields)) {
      const values = {
        upload: fieldsValue(layer.fields, keys),
        rebuilt: fieldsValue(other.fields, keys),
      };
      if (!found.has(code)) found.set(code, located(context, code, null, values));
    }
    if (!sameBytes(layer.packed, other.packed) && !found.has("compression-layout")) {
      const values = { upload: fileValue(layer.packed), rebuilt: fileValue(other.packed) };
      found.set("compression-layout", located(context, "compression-layout", null, values));
    }
  });
  return [...found.values()];
}
