import { describe, expect, it } from "@jest/globals";
import { networkVariables, variablesThatActed } from "../../src/core/hostile-environment.ts";

describe("variablesThatActed", () => {
  it.each([
    ["LD_PRELOAD", "/tmp/x.so"],
    ["LD_AUDIT", "/tmp/x.so"],
    ["DYLD_INSERT_LIBRARIES", "/tmp/x.dylib"],
    ["NODE_OPTIONS", "--require /tmp/x.js"],
    ["NODE_OPTIONS", "--max-old-space-size=4096 --import=/tmp/x.mjs"],
    ["NODE_OPTIONS", "--inspect"],
    ["NODE_OPTIONS", "--tls-min-v1.0"],
    ["NODE_OPTIONS", "x--no-warnings"],
    ["NODE_OPTIONS", "--no-warnings=x"],
  ])("names %s=%s", (name, value) => {
    expect(variablesThatActed({ [name]: value })).toEqual([name]);
  });

  it("takes options of Node that only size it or quiet it for harmless", () => {
    const value =
      " --max-old-space-size=4096 --no-warnings  --no-deprecation --disable-warning=X --enable-source-maps --max-semi-space-size=64 --unhandled-rejections=strict ";
    expect(variablesThatActed({ NODE_OPTIONS: value })).toEqual([]);
  });

  it("takes an empty or missing variable for one that did nothing", () => {
    expect(variablesThatActed({ LD_PRELOAD: " ", NODE_OPTIONS: "", LD_AUDIT: undefined })).toEqual(
      [],
    );
  });

  it("leaves what setup steps set for the tools they install", () => {
    expect(variablesThatActed({ LD_LIBRARY_PATH: "/opt/python/lib", PATH: "/x" })).toEqual([]);
  });

  it("names all of them in order", () => {
    expect(variablesThatActed({ NODE_OPTIONS: "-r x", LD_PRELOAD: "a", LD_AUDIT: "b" })).toEqual([
      "LD_AUDIT",
      "LD_PRELOAD",
      "NODE_OPTIONS",
    ]);
  });
});

describe("networkVariables", () => {
  it.each([
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "FTP_PROXY",
    "NO_PROXY",
    "https_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NODE_EXTRA_CA_CERTS",
    "GIT_SSL_CAINFO",
    "PIP_CERT",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "CARGO_HTTP_CAINFO",
  ])("names %s", (name) => {
    expect(networkVariables({ [name]: "x" })).toEqual([name]);
  });

  it("leaves what is none, in order", () => {
    expect(
      networkVariables({
        SSL_CERT_DIR: "b",
        PATH: "/x",
        ALL_PROXY: "a",
        MY_PROXY: "c",
        NO_PROXY: undefined,
      }),
    ).toEqual(["ALL_PROXY", "SSL_CERT_DIR"]);
  });
});
