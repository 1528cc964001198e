/** Core metadata (PKG-INFO, METADATA) as its header fields and the body after the first empty line. */
export interface CoreMetadata {
  /** Name as written and the raw value, continuation lines included, in file order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** The fields that may occur more than once (core metadata specification 2.4). */
const REPEATABLE: ReadonlySet<string> = new Set([
  "classifier",
  "dynamic",
  "import-name",
  "import-namespace",
  "license-file",
  "obsoletes",
  "obsoletes-dist",
  "platform",
  "project-url",
  "provides",
  "provides-dist",
  "provides-extra",
  "requires",
  "requires-dist",
  "requires-external",
  "supported-platform",
]);

/** Reads core metadata; null unless fields and body spell the same text again. */
export function coreMetadata(text: string): CoreMetadata | null {
  const end = text.indexOf("\n\n");
  const head = end === -1 ? text.replace(/\n$/, "") : text.slice(0, end);
  const fields: [string, string][] = [];
  for (const line of head.split("\n")) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] += `\n${line}`;
      continue;
    }
    // `.` matches no carriage return: a text with CRLF is not read.
    const parts = /^([A-Za-z][A-Za-z0-9-]{0,63}):(.*)$/.exec(line);
    if (parts === null) return null;
    fields.push([parts[1] ?? "", parts[2] ?? ""]);
  }
  return { fields, body: end === -1 ? "" : text.slice(end) };
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

/** Whether some reader could take another value when fields change their order: a single field that stands twice. */
export function orderMatters({ fields }: CoreMetadata): boolean {
  const single = fields.map(([name]) => name.toLowerCase()).filter((name) => !REPEATABLE.has(name));
  return new Set(single).size !== single.length;
}
