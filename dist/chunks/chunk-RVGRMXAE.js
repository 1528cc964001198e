import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/adapters/environment.ts
var HOSTILE = [
  /^(LD|DYLD)_/,
  /^NODE_(?!EXTRA_CA_CERTS$)/,
  /^GIT_(?!SSL_CAINFO$)/,
  /^XDG_/,
  /^SIGSTORE_/,
  /^(OPENSSL_CONF|OPENSSL_MODULES|TAR_OPTIONS|GZIP|MAKEFLAGS|CDPATH|BASH_ENV|ENV|IFS)$/
];
function scrubEnvironment(environment) {
  const dropped = Object.keys(environment).filter(
    (name) => HOSTILE.some((pattern) => pattern.test(name))
  );
  for (const name of dropped) Reflect.deleteProperty(environment, name);
  return dropped.sort();
}

export {
  scrubEnvironment
};
