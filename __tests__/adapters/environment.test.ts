import { describe, expect, it } from "@jest/globals";
import { scrubEnvironment } from "../../src/adapters/environment.ts";

describe("scrubEnvironment", () => {
  it("drops what loads, trusts or runs something else, and names it", () => {
    const hostile = [
      "BASH_ENV",
      "CDPATH",
      "DYLD_INSERT_LIBRARIES",
      "ENV",
      "GIT_CONFIG_COUNT",
      "GIT_DIR",
      "GZIP",
      "IFS",
      "LD_LIBRARY_PATH",
      "LD_PRELOAD",
      "MAKEFLAGS",
      "NODE_OPTIONS",
      "NODE_PATH",
      "NODE_TLS_REJECT_UNAUTHORIZED",
      "OPENSSL_CONF",
      "OPENSSL_MODULES",
      "SIGSTORE_REKOR_URL",
      "TAR_OPTIONS",
      "XDG_DATA_HOME",
    ];
    const kept = {
      PATH: "/bin",
      HOME: "/root",
      HTTPS_PROXY: "http://proxy.test",
      NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
      SSL_CERT_FILE: "/etc/ca.pem",
      GIT_SSL_CAINFO: "/etc/ca.pem",
      GITHUB_TOKEN: "t",
      ENVIRONMENT: "x",
      OLD_LD_PRELOAD: "x",
    };
    const environment = { ...Object.fromEntries(hostile.map((name) => [name, "x"])), ...kept };
    expect(scrubEnvironment(environment)).toEqual(hostile);
    expect(environment).toEqual(kept);
    expect(scrubEnvironment(environment)).toEqual([]);
  });
});
