import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { storedCredentials } from "../../src/adapters/stored-credentials.ts";

let checkout: string;

function git(...argv: string[]): void {
  execFileSync("git", argv, { cwd: checkout, env: { PATH: process.env["PATH"], HOME: checkout } });
}

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "credentials-"));
  git("init", "--quiet");
});

afterEach(() => {
  rmSync(checkout, { recursive: true });
});

describe("storedCredentials", () => {
  it("finds none in a fresh repository with a remote, or where there is no repository", async () => {
    git("remote", "add", "origin", "https://github.com/o/r");
    expect(await storedCredentials(checkout)).toBeNull();
    expect(await storedCredentials(join(checkout, "nope"))).toBeNull();
  });

  it.each([
    [
      "the header that actions/checkout wrote up to v5",
      "http.https://github.com/.extraheader",
      "AUTHORIZATION: basic eA==",
      "http.extraheader",
    ],
    ["a header for every host", "http.extraHeader", "A: b", "http.extraheader"],
    [
      "the file that it takes in since v6",
      "includeIf.gitdir:/x/.git.path",
      "/tmp/c",
      "include.path",
    ],
    ["any file taken in", "include.path", "/tmp/c", "include.path"],
    ["a credential helper", "credential.helper", "store", "credential.helper"],
    [
      "a credential helper for one host",
      "credential.https://github.com.helper",
      "store",
      "credential.helper",
    ],
    [
      "a password in the URL of a remote",
      "remote.origin.url",
      "https://x:y@github.com/o/r",
      "remote.url",
    ],
  ])("finds %s", async (_name, key, value, found) => {
    git("config", key, value);
    expect(await storedCredentials(checkout)).toBe(found);
  });
});
