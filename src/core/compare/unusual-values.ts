import type { Fields } from "../archive/model.ts";

/** Names of owners that are longer are storage, bytes. */
const LONGEST_OWNER = 64;
/** Digits after the point of a time: nanoseconds have nine, a printed double has fewer than 20. */
const LONGEST_FRACTION = 20;
/** A whole time: 16 digits, the point and a fraction. */
const LONGEST_TIME = 17 + LONGEST_FRACTION;

interface Side {
  readonly fields: Fields;
  readonly mtime?: number;
}

type Unusual = (value: string, side: Side) => boolean;

// eslint-disable-next-line no-control-regex -- a control character in a name is what this looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

const isOddOwner: Unusual = (value) => value.length > LONGEST_OWNER || CONTROL.test(value);

const isLongTime: Unusual = (value) => value.length > LONGEST_TIME;

/**
 * Names that packers give to the member with the metadata, as patterns of the entry's name: a reader that does not
 * know PAX writes the member out under that name, so it must never be a name that somebody uses.
 */
const PAX_NAMES: readonly RegExp[] = [
  /^(?:.+\/)?PaxHeaders?(?:\.(?:[0-9]+|X))?\/.+$/s,
  /^\.\/\.\/@PaxHeader$/,
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})\.paxheader$/,
];

const isOddPaxName: Unusual = (value) => {
  // In the owner's names: storage there, as it is in those of an entry.
  if (CONTROL.test(value)) return true;
  const [name = ""] = value.split("|", 1);
  if (name.startsWith("/") || name.split("/").includes("..")) return true;
  return !PAX_NAMES.some((pattern) => pattern.test(name));
};

function isNamed(expected: string): Unusual {
  return (value) => value.split("|", 1)[0] !== expected || CONTROL.test(value);
}

/** The time in the header is neither the PAX time cut nor (as Python writes it) rounded to whole seconds. */
const isOddHeaderTime: Unusual = (value, { fields, mtime }) => {
  const fraction = fields.get("tar.mtime-fraction") ?? "";
  return !(/^[5-9]/.test(fraction) && mtime !== undefined && Number(value) === mtime + 1);
};

const UNUSUAL: ReadonlyMap<string, Unusual> = new Map<string, Unusual>([
  ["tar.uname", isOddOwner],
  ["tar.gname", isOddOwner],
  ["tar.header-uname", isOddOwner],
  ["tar.header-gname", isOddOwner],
  ["tar.mtime-fraction", (value) => value.length > LONGEST_FRACTION],
  ["tar.atime", isLongTime],
  ["tar.ctime", isLongTime],
  ["tar.creation-time", isLongTime],
  ["tar.header-mtime", isOddHeaderTime],
  // Some readers (BusyBox, by its build options) refuse a tar without a magic.
  ["tar.magic", (value) => value === "v7"],
  ["tar.pax-header", isOddPaxName],
  ["tar.gnu-name-header", isNamed("././@LongLink")],
  ["tar.gnu-link-header", isNamed("././@LongLink")],
  ["tar.commit-header", isNamed("pax_global_header")],
]);

/** Whether a value under this key can be one that no normaliser covers although its key belongs to one. */
export function mayBeUnusual(key: string): boolean {
  return UNUSUAL.has(key);
}

/**
 * Whether what the side says under this key is more than a spelling: free storage, a name that some reader would
 * write out, a time that a reader without PAX takes for true. An absent value never is.
 */
export function isUnusual(key: string, side: Side): boolean {
  const value = side.fields.get(key);
  return value !== undefined && UNUSUAL.get(key)?.(value, side) === true;
}
