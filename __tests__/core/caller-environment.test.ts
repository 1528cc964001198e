import { describe, expect, it } from "@jest/globals";
import { forwardedVariables } from "../../src/core/caller-environment.ts";

function forwarded(caller: Record<string, string>): Record<string, string> {
  return Object.fromEntries(forwardedVariables(caller).map(({ name, value }) => [name, value]));
}

describe("forwardedVariables", () => {
  it("passes the way to the network on, and nothing else", () => {
    const kept = {
      HTTP_PROXY: "http://proxy.test:3128",
      https_proxy: "proxy.test:3128",
      ALL_PROXY: "socks5h://[::1]:1080",
      no_proxy: "localhost,.internal",
      SSL_CERT_FILE: "/etc/ca.pem",
      NODE_EXTRA_CA_CERTS: "/etc/ca.pem",
      PIP_CERT: "/etc/ca.pem",
      REQUESTS_CA_BUNDLE: "/etc/ca.pem",
      npm_config_registry: "https://mirror.test/npm/feed@Release/",
      PIP_INDEX_URL: "https://mirror.test/simple",
      GOPROXY: "https://mirror.test/go,direct",
    };
    const left = {
      PATH: "/bin",
      HOME: "/root",
      GITHUB_TOKEN: "t",
      NODE_AUTH_TOKEN: "t",
      npm_config__authToken: "t",
      LD_PRELOAD: "x",
      NODE_OPTIONS: "x",
      PIP_CERT_X: "x",
      HTTPS_PROXY: "",
      PIP_INDEX: "",
    };
    expect(forwarded({ ...kept, ...left })).toEqual(kept);
  });

  it.each([
    ["http://user:secret@proxy.test:3128", "http://proxy.test:3128"],
    ["http://secret@proxy.test/", "http://proxy.test/"],
    ["user:secret@proxy.test:3128", "proxy.test:3128"],
    ["http://u:se@cret@proxy.test", "http://proxy.test"],
    ["https://proxy.test/simple?token=secret#secret", "https://proxy.test/simple"],
    ["http://u:secret@[::1]:1", "http://[::1]:1"],
    [
      "https://a:secret@one.test|https://b:secret@two.test,direct",
      "https://one.test|https://two.test,direct",
    ],
  ])("cuts credentials out of %s", (given, kept) => {
    expect(forwardedVariables({ GOPROXY: given })).toEqual([
      { name: "GOPROXY", value: kept, withoutCredentials: true },
    ]);
  });

  it.each([
    "http://user:se/cret@proxy.test",
    "http://user:12/cret@proxy.test",
    "https://user:secret",
  ])("does not pass on %s, where credentials cannot be told from the rest", (given) => {
    expect(forwarded({ HTTPS_PROXY: given, NO_PROXY: "x" })).toEqual({ NO_PROXY: "x" });
  });
});
