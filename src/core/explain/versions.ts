/**
 * Whether this is a public version by PEP 440 in its normal form, of bounded length. Local segments (`+…`) are left
 * out: they are free text, and a covered value must have no room for any.
 */
export function isPublicVersion(text: string): boolean {
  return (
    text.length <= 32 &&
    /^(\d{1,4}!)?\d{1,8}(\.\d{1,8}){0,5}((a|b|rc)\d{1,8})?(\.post\d{1,8})?(\.dev\d{1,8})?$/.test(
      text,
    )
  );
}

/** Whether this is a plain semantic version without pre-release and build parts. */
export function isPlainSemver(text: string): boolean {
  return /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(text);
}

/**
 * Whether this is a version as tools derive it from a repository: a public version, then at most the abbreviated
 * commit id and the date of a dirty tree (`1.2.dev3+g1a2b3c4.d20240131`).
 */
export function isScmVersion(text: string): boolean {
  const plus = text.indexOf("+");
  if (plus === -1) return isPublicVersion(text);
  return (
    isPublicVersion(text.slice(0, plus)) &&
    /^(g[0-9a-f]{7,40})?(\.?d20\d{6})?$/.test(text.slice(plus + 1)) &&
    text.at(plus + 1) !== "." &&
    plus + 1 < text.length
  );
}
