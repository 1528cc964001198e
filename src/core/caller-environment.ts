/** Values that are URLs, or lists of them: user name and password are cut out before a build sees them. */
const ADDRESSES = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "npm_config_registry",
  "NPM_CONFIG_REGISTRY",
  "PIP_INDEX_URL",
  "UV_DEFAULT_INDEX",
  "GOPROXY",
] as const;

/** Host lists and files with certificates; they hold no secret. */
const PLAIN = [
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_EXTRA_CA_CERTS",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "CARGO_HTTP_CAINFO",
  "GIT_SSL_CAINFO",
] as const;

/** A variable of the caller that a build may have. */
export interface ForwardedVariable {
  readonly name: string;
  readonly value: string;
  /** Whether something was cut out of the value. */
  readonly withoutCredentials: boolean;
}

/**
 * What a build gets from the environment of its caller: the way to the network, because behind a proxy or a mirror
 * no dependency could be fetched otherwise (docs/build.md). Every other variable stays outside. A value that still
 * looks as if it held credentials after the cut is not forwarded.
 */
export function forwardedVariables(
  caller: Readonly<Record<string, string | undefined>>,
): readonly ForwardedVariable[] {
  const forwarded: ForwardedVariable[] = [];
  for (const name of ADDRESSES) {
    const given = caller[name];
    if (given === undefined || given === "") continue;
    // Lists are separated by commas, bars or blanks; the separators stay.
    const parts = given.split(/([,|\s])/).map(withoutCredentials);
    if (parts.includes(null)) continue;
    const value = parts.join("");
    forwarded.push({ name, value, withoutCredentials: value !== given });
  }
  for (const name of PLAIN) {
    const value = caller[name];
    if (value !== undefined && value !== "")
      forwarded.push({ name, value, withoutCredentials: false });
  }
  return forwarded;
}

/**
 * One address without user information and without a query, which is where access tokens stand. null when the
 * boundary of the host cannot be told: a password with a raw slash looks like a host with a path.
 */
function withoutCredentials(address: string): string | null {
  const [, scheme = "", authority = "", rest = ""] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const [, port = ""] = /^(?:\[[^\]]*\]|[^:]*)(.*)$/s.exec(host) ?? [];
  if (!/^(:\d*)?$/.test(port) || (port !== "" && rest.includes("@"))) return null;
  return scheme + host + rest;
}
