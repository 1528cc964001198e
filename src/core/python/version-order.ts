/** A version by PEP 440, taken apart so that two can be put in order; local segments are dropped. */
export interface VersionParts {
  readonly epoch: number;
  readonly release: readonly number[];
  /** Phase (`a`, `b`, `rc`) and number; null where there is none. */
  readonly pre: readonly [phase: string, number: number] | null;
  readonly post: number | null;
  readonly dev: number | null;
}

/** Appendix B of PEP 440, without what Python alone would accept for white space. */
const VERSION =
  /^v?(?:(\d{1,9})!)?(\d{1,9}(?:\.\d{1,9}){0,9})(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d{0,9}))?(?:-(\d{1,9})|[-_.]?(?:post|rev|r)[-_.]?(\d{0,9}))?([-_.]?dev[-_.]?(\d{0,9}))?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/;

const PHASES: Readonly<Record<string, string>> = {
  alpha: "a",
  beta: "b",
  c: "rc",
  pre: "rc",
  preview: "rc",
};

/** The parts of a version; null for a text that is none. */
export function versionParts(text: string): VersionParts | null {
  const match = VERSION.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const [, epoch, release = "", phase, pre, implicit, post, dev, devNumber] = match;
  return {
    epoch: Number(epoch ?? 0),
    release: release.split(".").map(Number),
    pre: phase === undefined ? null : [PHASES[phase] ?? phase, Number(pre ?? 0)],
    post: implicit === undefined && post === undefined ? null : Number(implicit ?? post),
    dev: dev === undefined ? null : Number(devNumber ?? 0),
  };
}

/** Below 0 where the first comes before the second, 0 where they are one version (PEP 440, "Summary"). */
export function compareVersions(one: VersionParts, other: VersionParts): number {
  const length = Math.max(one.release.length, other.release.length);
  const releases = Array.from(
    { length },
    (_, at) => (one.release[at] ?? 0) - (other.release[at] ?? 0),
  );
  const steps = [
    one.epoch - other.epoch,
    ...releases,
    compareText(preKey(one), preKey(other)),
    (one.pre?.[1] ?? 0) - (other.pre?.[1] ?? 0),
    (one.post ?? -1) - (other.post ?? -1),
    (one.dev ?? Infinity) === (other.dev ?? Infinity)
      ? 0
      : (one.dev ?? Infinity) - (other.dev ?? Infinity),
  ];
  return steps.find((step) => step !== 0) ?? 0;
}

/** A development release comes before every pre-release, and a release after all of them. */
function preKey({ pre, post, dev }: VersionParts): string {
  if (pre !== null) return pre[0];
  return post === null && dev !== null ? "" : "z";
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
