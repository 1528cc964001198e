/**
 * Variables that change what this process or a program it starts loads, trusts or runs. An earlier step of a job can
 * set them for us (through GITHUB_ENV), so they are dropped before anything else happens. `LD_*` was already obeyed
 * by then: only a job of its own protects from that.
 */
const HOSTILE = [
  /^(LD|DYLD)_/,
  /^NODE_(?!EXTRA_CA_CERTS$)/,
  /^GIT_(?!SSL_CAINFO$)/,
  /^XDG_/,
  /^SIGSTORE_/,
  /^(OPENSSL_CONF|OPENSSL_MODULES|TAR_OPTIONS|GZIP|MAKEFLAGS|CDPATH|BASH_ENV|ENV|IFS)$/,
];

/**
 * Removes hostile variables from an environment and returns their names, sorted. Proxies and certificate
 * authorities stay: without them nothing can be fetched, and they are recorded where they are used.
 */
export function scrubEnvironment(environment: NodeJS.ProcessEnv): readonly string[] {
  const dropped = Object.keys(environment).filter((name) =>
    HOSTILE.some((pattern) => pattern.test(name)),
  );
  for (const name of dropped) Reflect.deleteProperty(environment, name);
  return dropped.sort();
}
