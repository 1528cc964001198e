/** Core metadata (PKG-INFO, METADATA) as its header fields and the body after the first empty line. */
export interface CoreMetadata {
  /** Name as written and the raw value, continuation lines included, in file order. */
  readonly fields: readonly Field[];
  /** Everything behind the last field, from its line end on. */
  readonly body: string;
}

type Field = readonly [name: string, value: string];

/** What some reader takes for the end of a line, or drops: all controls but tab and line feed, and Unicode's own. */
// eslint-disable-next-line no-control-regex -- these are what must not be there
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

/** Reads core metadata; null unless fields and body spell the same text again. */
export function coreMetadata(text: string): CoreMetadata | null {
  const end = headEnd(text);
  const head = text.slice(0, end);
  if (CONTROLS.test(head)) return null;
  const fields: [string, string][] = [];
  for (const line of head.split("\n")) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] += `\n${line}`;
      continue;
    }
    const parts = /^([A-Za-z][A-Za-z0-9-]{0,63}):(.*)$/.exec(line);
    if (parts === null) return null;
    fields.push([parts[1] ?? "", parts[2] ?? ""]);
  }
  return { fields, body: text.slice(end) };
}

/** Where the head ends: at the first empty line, else at the last line end. */
function headEnd(text: string): number {
  const empty = text.indexOf("\n\n");
  if (empty !== -1) return empty;
  return text.endsWith("\n") ? text.length - 1 : text.length;
}

/** The values of one field that stand on one side only, as a multiset. */
export interface FieldDifference {
  readonly field: string;
  readonly upload: readonly string[];
  readonly other: readonly string[];
}

/** Fields whose values differ, order aside. */
export function fieldDifferences(
  upload: CoreMetadata,
  other: CoreMetadata,
): readonly FieldDifference[] {
  const names = new Set([...upload.fields, ...other.fields].map(([name]) => name));
  return [...names].flatMap((field) => {
    const here = valuesOf(upload, field);
    const there = valuesOf(other, field);
    const difference = { field, upload: without(here, there), other: without(there, here) };
    return difference.upload.length + difference.other.length === 0 ? [] : [difference];
  });
}

function valuesOf({ fields }: CoreMetadata, field: string): readonly string[] {
  return fields.filter(([name]) => name === field).map(([, value]) => value);
}

function without(values: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return values.filter((value) => {
    const at = left.indexOf(value);
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
}

/**
 * Whether every reader finds the same in both: the same body, and under each name (which readers take in any case)
 * the same fields in the same order. Fields of different names may stand in another order.
 */
export function sameForReaders(upload: CoreMetadata, other: CoreMetadata): boolean {
  return upload.body === other.body && byName(upload.fields) === byName(other.fields);
}

/** The fields sorted by name; those of one name keep their order, and with it their spelling. */
function byName(fields: readonly Field[]): string {
  const keyed = fields.map((field) => [field[0].toLowerCase(), field] as const);
  // Code units, not a locale; sorting is stable.
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(keyed);
}

/** Whether a continuation line is blank: to some readers the head ends there, so what stands behind it is another text. */
export function hasBlankContinuation({ fields }: CoreMetadata): boolean {
  return fields.some(([, value]) => /\n[ \t]*(\n|$)/.test(value));
}
