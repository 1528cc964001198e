import { FIELDS, isFieldKey } from "../archive/fields.ts";
import type { Fields } from "../archive/model.ts";
import type { FindingCode } from "../finding-codes.ts";
import { isUnusual, mayBeUnusual } from "./unusual-values.ts";

/** What has fields: an entry, an archive or a layer. Only entries have a time. */
export interface Labelled {
  readonly fields: Fields;
  readonly mtime?: number;
}

/**
 * The one finding code that stands for an unequal value under this key; null for a key that the table of fields does
 * not have. No finding can cover such a key, so the account refuses it.
 */
export function findingCodeOfField(key: string): FindingCode | null {
  return isFieldKey(key) ? FIELDS[key].finding : null;
}

/** As `findingCodeOfField`, where one of the two values may be one that no packer writes or that some reader minds. */
export function findingCodeOfValues(
  key: string,
  ...sides: readonly Labelled[]
): FindingCode | null {
  const code = findingCodeOfField(key);
  return code !== null && sides.some((side) => isUnusual(key, side)) ? "entry-attributes" : code;
}

/** Whether findings with these codes cover what one side says under the key. */
export function coversField(
  codes: ReadonlySet<FindingCode | null>,
  key: string,
  side: Labelled,
): boolean {
  if (codes.has(findingCodeOfValues(key, side))) return true;
  // The usual value, beside an unusual one on the other side.
  return mayBeUnusual(key) && codes.has("entry-attributes");
}
