import { describe, expect, it } from "@jest/globals";
import { complainsOfNetwork, deadEnds } from "../../src/core/network-need.ts";

describe("complainsOfNetwork", () => {
  it.each([
    "npm error code ENOTFOUND",
    "npm error code EAI_AGAIN",
    "curl: (6) Could not resolve host: example.org",
    "curl: (7) Couldn't connect: Network is unreachable",
    "fatal: unable to access 'https://x/': Could not resolve host: x",
    "Temporary failure in name resolution",
    "pip._vendor.urllib3.exceptions.NewConnectionError: <x>",
    "warning: spurious network error (3 tries remaining)",
    "dial tcp: lookup mirror.example.org: no such host",
    "Caused by: java.net.UnknownHostException: repo",
    "connect EHOSTUNREACH 10.0.0.1:443",
    "ERROR: No matching distribution found for setuptools_scm",
    "npm error code ENOTCACHED",
    "attempting to make an HTTP request, but --offline was specified",
    "Cannot access central (https://repo.test) in offline mode and the artifact x:jar:1 has not been downloaded",
    "a.go:3:8: module lookup disabled by GOPROXY=off",
  ])("knows %j", (line) => {
    expect(complainsOfNetwork(`one\n${line}\ntwo`)).toBe(true);
  });

  it.each(["make: *** [all] Error 2", "error: cannot find module 'network'", ""])(
    "leaves %j alone",
    (line) => {
      expect(complainsOfNetwork(line)).toBe(false);
    },
  );
});

describe("deadEnds", () => {
  const counters = (fourth: string, sixth: string): string =>
    `Ip: Forwarding OutDiscards OutNoRoutes ReasmTimeout\nIp: 2 7 ${fourth} 9\nIcmp: InMsgs\nIcmp: 3\nIp6InReceives   \t8\nIp6OutNoRoutes                  \t${sixth}\n`;

  it("adds what both protocols count, by the name of the column", () => {
    expect(deadEnds(counters("4", "0"))).toBe(4);
    expect(deadEnds(counters("0", "12"))).toBe(12);
    expect(deadEnds(counters("4", "12"))).toBe(16);
  });

  it("is nothing where there are no counters", () => {
    expect(deadEnds("")).toBe(0);
    expect(deadEnds("Ip: A B\nIp: 1 2\n")).toBe(0);
    expect(deadEnds(counters("x", "0"))).toBe(0);
  });
});
