import type { Fields } from "../archive/model.ts";
import type { FindingCode } from "../finding-codes.ts";
import { findingCodeOfField } from "./field-findings.ts";

/**
 * The keys whose values differ, grouped by the finding code that stands for them. A key that no code stands for is
 * left out here on purpose: the account then finds it unequal and says so (`unaccounted-bytes`).
 */
export function differingFields(
  upload: Fields,
  rebuilt: Fields,
): ReadonlyMap<FindingCode, readonly string[]> {
  const groups = new Map<FindingCode, string[]>();
  for (const key of new Set([...upload.keys(), ...rebuilt.keys()])) {
    if (upload.get(key) === rebuilt.get(key)) continue;
    const code = findingCodeOfField(key);
    if (code === null) continue;
    const group = groups.get(code);
    if (group) group.push(key);
    else groups.set(code, [key]);
  }
  return groups;
}
