type Environment = Readonly<Record<string, string | undefined>>;

/** Loaded into this process by the dynamic linker. */
const LINKED = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/;

/** Options of Node that neither load code nor open a door; builds set them for their own Node. */
const HARMLESS_NODE_OPTION =
  /^(?:--max-old-space-size=\d+|--max-semi-space-size=\d+|--no-warnings|--no-deprecation|--disable-warning=\w+|--enable-source-maps|--unhandled-rejections=\w+)$/;

/** Where requests go and whose certificates they believe, of this process and of a build that fetches. */
const NETWORK =
  /^(?:(?:HTTPS?|ALL|FTP|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO|PIP_CERT|(?:REQUESTS|CURL)_CA_BUNDLE|CARGO_HTTP_CAINFO)$/i;

/**
 * Variables that acted on this process before its first line ran (an earlier step can have set them), sorted: nothing
 * that it does afterwards can be trusted. Values are never repeated.
 */
export function variablesThatActed(environment: Environment): readonly string[] {
  return namesWhere(environment, (name, value) => {
    if (LINKED.test(name)) return value !== "";
    if (name !== "NODE_OPTIONS" || value === "") return false;
    return !value.split(/\s+/).every((option) => HARMLESS_NODE_OPTION.test(option));
  });
}

/**
 * Variables that route requests or name certificate authorities, sorted. In a job any earlier step can have set them,
 * so a gate that shares the job goes without, unless it is told to keep them.
 */
export function networkVariables(environment: Environment): readonly string[] {
  return namesWhere(environment, (name) => NETWORK.test(name));
}

function namesWhere(
  environment: Environment,
  holds: (name: string, value: string) => boolean,
): readonly string[] {
  return Object.entries(environment)
    .filter(([name, value]) => value !== undefined && holds(name, value.trim()))
    .map(([name]) => name)
    .sort((a, b) => (a < b ? -1 : 1));
}
