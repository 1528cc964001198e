import { FIELDS, isFieldKey } from "../archive/fields.ts";
import type { FindingCode } from "../finding-codes.ts";

/**
 * The one finding code that stands for an unequal value under this key; null for a key that the table of fields does
 * not have. No finding can cover such a key, so the account refuses it.
 */
export function findingCodeOfField(key: string): FindingCode | null {
  return isFieldKey(key) ? FIELDS[key].finding : null;
}
