import { describe, expect, it } from "@jest/globals";
import { judgeEnvironment } from "../../src/core/hostile-environment.ts";

describe("judgeEnvironment", () => {
  it.each([
    ["LD_PRELOAD", "/tmp/x.so"],
    ["LD_AUDIT", "/tmp/x.so"],
    ["DYLD_INSERT_LIBRARIES", "/tmp/x.dylib"],
    ["NODE_OPTIONS", "--require /tmp/x.js"],
    ["NODE_OPTIONS", "--max-old-space-size=4096 --import=/tmp/x.mjs"],
    ["NODE_OPTIONS", "--inspect"],
    ["NODE_OPTIONS", "--tls-min-v1.0"],
  ])("refuses %s=%s, which acted on this process before it could look", (name, value) => {
    expect(judgeEnvironment({ [name]: value })).toEqual({ refused: [name], dropped: [] });
  });

  it.each([
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "NODE_EXTRA_CA_CERTS",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "NODE_PATH",
    "GIT_CONFIG_COUNT",
    "GIT_DIR",
    "SSL_CERT_FILE",
    "OPENSSL_CONF",
    "SIGSTORE_ROOT_FILE",
    "TUF_ROOT",
    "XDG_DATA_HOME",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "FTP_PROXY",
    "NO_PROXY",
    "https_proxy",
    "TAR_OPTIONS",
    "GZIP",
    "MAKEFLAGS",
    "CDPATH",
    "BASH_ENV",
    "ENV",
  ])("drops %s, which would steer what this process does", (name) => {
    expect(judgeEnvironment({ [name]: "x" })).toEqual({ refused: [], dropped: [name] });
  });

  it("drops options of Node that only size it or quiet it", () => {
    const value =
      " --max-old-space-size=4096 --no-warnings  --no-deprecation --disable-warning=X --enable-source-maps --max-semi-space-size=64 --unhandled-rejections=strict ";
    expect(judgeEnvironment({ NODE_OPTIONS: value })).toEqual({
      refused: [],
      dropped: ["NODE_OPTIONS"],
    });
  });

  it("drops an empty variable that could not act", () => {
    expect(judgeEnvironment({ LD_PRELOAD: "", NODE_OPTIONS: " " })).toEqual({
      refused: [],
      dropped: ["LD_PRELOAD", "NODE_OPTIONS"],
    });
  });

  it("leaves what a workflow needs, and a variable that is not set", () => {
    const environment = {
      PATH: "/usr/bin",
      HOME: "/home/x",
      GITHUB_SHA: "a",
      RUNNER_TEMP: "/t",
      ACTIONS_ID_TOKEN_REQUEST_URL: "u",
      INPUT_ENV: "A=B",
      GITHUB_ENV: "/f",
      LD_LIBRARY_PATH: undefined,
    };
    expect(judgeEnvironment(environment)).toEqual({ refused: [], dropped: [] });
  });

  it("names all of them in order", () => {
    const environment = { XDG_CACHE_HOME: "x", LD_PRELOAD: "a", LD_AUDIT: "b", GIT_DIR: "c" };
    expect(judgeEnvironment(environment)).toEqual({
      refused: ["LD_AUDIT", "LD_PRELOAD"],
      dropped: ["GIT_DIR", "XDG_CACHE_HOME"],
    });
  });
});
