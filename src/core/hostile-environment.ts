/** What is done about one variable that an earlier step of the job may have left. */
export interface EnvironmentJudgement {
  /** They acted on this process before its first line ran; nothing it does afterwards can be trusted. */
  readonly refused: readonly string[];
  /** They would act on what this process does or starts; it goes on without them. */
  readonly dropped: readonly string[];
}

/** Loaded into this process by the dynamic linker. */
const LINKED = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/;

/** Options of Node that neither load code nor open a door; builds set them for their own Node. */
const HARMLESS_NODE_OPTION =
  /^(?:--max-old-space-size=\d+|--max-semi-space-size=\d+|--no-warnings|--no-deprecation|--disable-warning=\w+|--enable-source-maps|--unhandled-rejections=\w+)$/;

/**
 * Variables that steer the linker, Node, Git, TLS, proxies, Sigstore or the tools we start:
 * none of them is a channel for our own inputs.
 */
const STEERING =
  /^(?:(?:LD|DYLD|NODE|GIT|SSL|SIGSTORE|TUF|XDG|OPENSSL)_.*|(?:HTTPS?|ALL|FTP|NO)_PROXY|TAR_OPTIONS|GZIP|MAKEFLAGS|CDPATH|BASH_ENV|ENV)$/i;

/** Judges the environment that a job handed over. Names come back sorted; a value is never repeated. */
export function judgeEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): EnvironmentJudgement {
  const names = Object.keys(environment).filter((name) => environment[name] !== undefined);
  const refused = names.filter((name) => hasActed(name, environment[name] ?? "")).sort(byName);
  const dropped = names
    .filter((name) => STEERING.test(name) && !refused.includes(name))
    .sort(byName);
  return { refused, dropped };
}

function hasActed(name: string, value: string): boolean {
  if (LINKED.test(name)) return value.trim() !== "";
  if (name !== "NODE_OPTIONS") return false;
  const options = value.trim().split(/\s+/);
  return value.trim() !== "" && !options.every((option) => HARMLESS_NODE_OPTION.test(option));
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
