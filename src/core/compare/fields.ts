import type { FindingCode } from "../finding-codes.ts";
import { findingCodeOfValues } from "./field-findings.ts";
import type { Labelled } from "./field-findings.ts";

/**
 * The keys whose values differ, grouped by the finding code that stands for them. A key that no code stands for is
 * left out here on purpose: the account then finds it unequal and says so (`unaccounted-bytes`).
 */
export function differingFields(
  upload: Labelled,
  rebuilt: Labelled,
): ReadonlyMap<FindingCode, readonly string[]> {
  // Of the entries that both archives have, nearly all share theirs.
  if (upload.fields === rebuilt.fields) return NONE;
  const groups = new Map<FindingCode, string[]>();
  for (const key of new Set([...upload.fields.keys(), ...rebuilt.fields.keys()])) {
    if (upload.fields.get(key) === rebuilt.fields.get(key)) continue;
    const code = findingCodeOfValues(key, upload, rebuilt);
    if (code === null) continue;
    const group = groups.get(code);
    if (group) group.push(key);
    else groups.set(code, [key]);
  }
  return groups;
}

const NONE: ReadonlyMap<FindingCode, readonly string[]> = new Map();
