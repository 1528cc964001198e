/** A number in the normal form of PEP 440: no leading zero, so that one version has one spelling. */
const NUMBER = String.raw`(?:0|[1-9]\d{0,7})`;
const PUBLIC = new RegExp(
  String.raw`^([1-9]\d{0,3}!)?${NUMBER}(\.${NUMBER}){0,5}((a|b|rc)${NUMBER})?(\.post${NUMBER})?(\.dev${NUMBER})?$`,
);

/**
 * Whether this is a public version by PEP 440 in its normal form, of bounded length. Local segments (`+…`) are left
 * out: they are free text, and a covered value must have no room for any.
 */
export function isPublicVersion(text: string): boolean {
  return text.length <= 32 && PUBLIC.test(text);
}

const DIRTY = String.raw`d20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const LOCAL = new RegExp(`^(?:g[0-9a-f]{7,40}(?:\\.${DIRTY})?|${DIRTY})$`);

/**
 * Whether this is a version as tools derive it from a repository: a public version, then at most the abbreviated
 * commit id and the date of a dirty tree (`1.2.dev3+g1a2b3c4.d20240131`).
 */
export function isScmVersion(text: string): boolean {
  const plus = text.indexOf("+");
  if (plus === -1) return isPublicVersion(text);
  return isPublicVersion(text.slice(0, plus)) && LOCAL.test(text.slice(plus + 1));
}

/** Whether two versions in normal form are one version: zeros that end a release do not count (PEP 440). */
export function isSameVersion(a: string, b: string): boolean {
  return withoutEndingZeros(a) === withoutEndingZeros(b);
}

function withoutEndingZeros(version: string): string {
  return version.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?=$|[^.\d]|\.[a-z])/, "$1");
}
