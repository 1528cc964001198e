import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Git } from "../../src/adapters/git-process.ts";

let base: string;
let controller: AbortController;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "git-process-test-")));
  controller = new AbortController();
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

function open(binary: string, caller: Record<string, string> = {}): Promise<Git> {
  const home = path.join(base, "home");
  mkdirSync(home);
  return Git.open(binary, home, caller, controller.signal);
}

function program(script: string): string {
  const file = path.join(base, "program");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

describe("Git", () => {
  it("runs in an environment made from nothing but the way to the network", async () => {
    const caller = {
      HTTPS_PROXY: "http://proxy.test",
      SSL_CERT_FILE: "/ca.pem",
      ALL_PROXY: "",
      GIT_DIR: "/elsewhere",
      LD_PRELOAD: "x",
    };
    const git = await open(program("env"), caller);
    const said = (await git.must({ args: [], directory: base })).toString();
    const names = said
      .trim()
      .split("\n")
      .map((line) => line.split("=")[0])
      .filter((name) => !["_", "PWD", "SHLVL", "OLDPWD"].includes(name!));
    expect(names.toSorted((one, other) => one!.localeCompare(other!))).toEqual([
      "GIT_ALLOW_PROTOCOL",
      "GIT_ATTR_NOSYSTEM",
      "GIT_CONFIG_GLOBAL",
      "GIT_CONFIG_NOSYSTEM",
      "GIT_GRAFT_FILE",
      "GIT_NO_LAZY_FETCH",
      "GIT_NO_REPLACE_OBJECTS",
      "GIT_OPTIONAL_LOCKS",
      "GIT_SSL_CAINFO",
      "GIT_TERMINAL_PROMPT",
      "HOME",
      "HTTPS_PROXY",
      "LC_ALL",
      "PATH",
      "SSL_CERT_FILE",
      "TZ",
      "XDG_CONFIG_HOME",
    ]);
    expect(said).toContain("GIT_ALLOW_PROTOCOL=\n");
    expect(said).toContain(`HOME=${base}/home\n`);
  });

  it("answers with status, output and complaint", async () => {
    const git = await open(program("cat; echo complaint >&2; exit 3"));
    const answer = await git.run({ args: [], directory: base, input: Buffer.from("input") });
    expect([answer.status, answer.stdout.toString(), answer.stderr]).toEqual([
      3,
      "input",
      "complaint",
    ]);
    await expect(git.must({ args: ["fetch"], directory: base })).rejects.toThrow(
      /`git fetch` to succeed, found exit status 3: complaint/,
    );
  });

  it("keeps the beginning of a long complaint, and refuses too much output", async () => {
    const git = await open(program("yes | head -c 300000 >&2; yes | head -c 1000"));
    const call = { args: [], directory: base };
    expect((await git.run(call)).stderr.length).toBeLessThanOrEqual(64 * 1024);
    await expect(git.run({ ...call, mostOutput: 999 })).rejects.toMatchObject({
      code: "git-failed",
    });
    expect((await git.run({ ...call, mostOutput: 1000 })).stdout).toHaveLength(1000);
  });

  it("takes a death by signal for a failure", async () => {
    const git = await open(program("kill -9 $$"));
    expect((await git.run({ args: [], directory: base })).status).toBe(128);
  });

  it("does not mind a program that leaves its input unread", async () => {
    const git = await open(program("exit 0"));
    const input = Buffer.alloc(4 * 2 ** 20);
    expect((await git.run({ args: [], directory: base, input })).status).toBe(0);
  });

  it("reports a program that cannot be started", async () => {
    const git = await open(path.join(base, "absent"));
    await expect(git.run({ args: ["init"], directory: base })).rejects.toMatchObject({
      code: "git-failed",
    });
  });

  it("stops at an interruption, with everything it started", async () => {
    const git = await open(program("sleep 60 & wait"));
    const running = git.run({ args: [], directory: base });
    setTimeout(() => {
      controller.abort();
    }, 100);
    const start = performance.now();
    await expect(running).rejects.toMatchObject({ code: "interrupted" });
    expect(performance.now() - start).toBeLessThan(20_000);
    await expect(git.run({ args: [], directory: base })).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});
