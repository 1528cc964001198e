import { compareVersions, versionParts, type VersionParts } from "./version-order.ts";

/** One requirement by PEP 508, as far as it says which version of which package. */
export interface Requirement {
  /** In the normal form of PEP 503. */
  readonly name: string;
  /** `>=1.0,<2`; empty for any version. */
  readonly specifiers: string;
  /** Whether an address stands in place of versions. */
  readonly isAddress: boolean;
  /** As the commit spells it. */
  readonly text: string;
}

/** The one spelling of a package's name (PEP 503). */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** A requirement; null for a text that is none, such as an option of an installer. */
export function parseRequirement(text: string): Requirement | null {
  const match =
    /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\][]*\])?\s*(@\s*\S+|\(?[^;@]*?\)?)\s*(?:;.*)?$/s.exec(
      text.trim(),
    );
  if (match === null || /[\0\n\r]/.test(text)) return null;
  const [, name = "", rest = ""] = match;
  const isAddress = rest.startsWith("@");
  const specifiers = isAddress ? "" : rest.replace(/^\((.*)\)$/, "$1").trim();
  if (specifiers.split(",").some((one) => one.trim() !== "" && !SPECIFIER.test(one.trim()))) {
    return null;
  }
  return { name: normalName(name), specifiers, isAddress, text: text.trim() };
}

const SPECIFIER = /^(===|==|!=|<=|>=|~=|<|>)\s*([A-Za-z0-9][A-Za-z0-9.!+*_-]*)$/;

/** Whether a version lies within every one of the specifiers (PEP 440, "Version specifiers"). */
export function satisfies(version: string, { specifiers, isAddress }: Requirement): boolean {
  const parts = versionParts(version);
  if (isAddress || parts === null) return false;
  return specifiers
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .every((one) => {
      const [, operator = "", bound = ""] = SPECIFIER.exec(one) ?? [];
      return operator === "==="
        ? bound.toLowerCase() === version.toLowerCase()
        : within(parts, operator, bound);
    });
}

/** Whether exactly one version satisfies it. */
export function isExact({ specifiers }: Requirement): boolean {
  return specifiers.split(",").some((one) => /^={2,3}\s*[^*\s]+$/.test(one.trim()));
}

function within(version: VersionParts, operator: string, bound: string): boolean {
  if (bound.endsWith(".*")) {
    const isPrefix = hasPrefix(version, versionParts(bound.slice(0, -2)));
    return operator === "==" ? isPrefix === true : operator === "!=" && isPrefix === false;
  }
  const limit = versionParts(bound);
  if (limit === null) return false;
  return OPERATORS.get(operator)?.(compareVersions(version, limit), version, limit) === true;
}

type Operator = (order: number, version: VersionParts, limit: VersionParts) => boolean;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["==", (order) => order === 0],
  ["!=", (order) => order !== 0],
  ["<=", (order) => order <= 0],
  [">=", (order) => order >= 0],
  // What only leads up to the bound does not count as below it, nor what only follows it as above.
  [
    "<",
    (order, version, limit) =>
      order < 0 && (isEarly(limit) || !isEarly(version) || !isSameRelease(version, limit)),
  ],
  [
    ">",
    (order, version, limit) =>
      order > 0 && (limit.post !== null || isEarly(limit) || !isSameRelease(version, limit)),
  ],
  [
    "~=",
    (order, version, { epoch, release }) =>
      order >= 0 &&
      release.length > 1 &&
      hasPrefix(version, { ...BARE, epoch, release: release.slice(0, -1) }) === true,
  ],
]);

const BARE: VersionParts = { epoch: 0, release: [], pre: null, post: null, dev: null };

function isEarly({ pre, dev }: VersionParts): boolean {
  return pre !== null || dev !== null;
}

function isSameRelease(one: VersionParts, other: VersionParts): boolean {
  const bare = ({ epoch, release }: VersionParts): VersionParts => ({ ...BARE, epoch, release });
  return compareVersions(bare(one), bare(other)) === 0;
}

function hasPrefix(version: VersionParts, prefix: VersionParts | null): boolean | null {
  if (prefix === null) return null;
  const { epoch, release } = prefix;
  return (
    version.epoch === epoch && release.every((part, at) => (version.release[at] ?? 0) === part)
  );
}
