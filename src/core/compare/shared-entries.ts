import type { Entry, Fields, Reading } from "../archive/model.ts";

/**
 * The second reading with the entries of the first where they say the same, and their fields where those do. It reads as
 * before; but two models that are mostly equal take little more memory than one, and what is one object needs no
 * comparing. Only entries at the same place are looked at: nearly all equal ones are.
 */
export function sharingEntries(first: Reading, second: Reading): Reading {
  if (first.kind !== "archive" || second.kind !== "archive") return second;
  const isSame = newFieldsJudge();
  const entries = second.archive.entries.map((entry, at) => {
    const twin = first.archive.entries[at];
    if (twin?.path !== entry.path || !isSame(twin.fields, entry.fields)) return entry;
    return isEqual(twin, entry) ? twin : { ...entry, path: twin.path, fields: twin.fields };
  });
  return { ...second, archive: { ...second.archive, entries } };
}

/** Every member but the fields. */
type Members = Omit<Entry, "fields">;

function isEqual(one: Members, other: Members): boolean {
  return (
    one.type === other.type &&
    one.mode === other.mode &&
    one.size === other.size &&
    one.sha256 === other.sha256 &&
    one.linkTarget === other.linkTarget &&
    one.mtime === other.mtime &&
    one.packed?.size === other.packed?.size &&
    one.packed?.sha256 === other.packed?.sha256
  );
}

/** Whether two sets of fields are the same; each pair of objects is compared once, and entries have few. */
function newFieldsJudge(): (one: Fields, other: Fields) => boolean {
  const known = new Map<Fields, Map<Fields, boolean>>();
  return (one, other) => {
    const ofOne = known.get(one) ?? new Map<Fields, boolean>();
    known.set(one, ofOne);
    const same = ofOne.get(other) ?? isSameFields(one, other);
    ofOne.set(other, same);
    return same;
  };
}

/** Also in their order, which readers keep. */
function isSameFields(one: Fields, other: Fields): boolean {
  if (one.size !== other.size) return false;
  const others = [...other];
  return [...one].every(([key, value], at) => others[at]?.[0] === key && others[at][1] === value);
}
