import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { isRoot, processesWith, SandboxBench } from "../../support/sandbox-bench.ts";

// Several builds a test, on machines that have other things to do.

const runner = isRoot() ? "root" : "nobody";
const ifRoot = isRoot() ? it : it.skip;

let bench: SandboxBench;
let server: Server;
let address: string;

beforeAll(async () => {
  bench = await SandboxBench.open({
    "a.txt": "tracked\n",
    "reach.mjs":
      'import net from "node:net"; const [host, port] = process.argv.slice(2); net.connect({ host, port: Number(port) }, () => process.exit(0)).on("error", ({ code }) => { console.log(code); process.exit(1); });\n',
  });
  server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  address = `127.0.0.1 ${String((server.address() as AddressInfo).port)}`;
});

afterAll(() => {
  server.close();
  bench[Symbol.dispose]();
});

describe("the network of a build in namespaces", () => {
  const tools = (): readonly string[] => [join(bench.node, "..")];

  it("is there for the fetch command alone, and what that left is there for the build", async () => {
    const end = await bench.build(runner, {
      inputs: {
        sandbox: "required",
        fetchCommand: `node reach.mjs ${address}; echo fetched > deps; echo kept > "$HOME/cache"`,
        command: `! node reach.mjs ${address}; mkdir out; cat deps "$HOME/cache" > out/x`,
        tools: tools(),
      },
    });
    expect(end.files).toEqual({ "out/x": "fetched\nkept\n" });
    expect(end.network).toEqual({ requested: "fetch", reached: "fetch" });
  });

  it("is there for everything when it is open, and recorded so", async () => {
    const end = await bench.build(runner, {
      inputs: {
        sandbox: "required",
        network: "open",
        command: `node reach.mjs ${address}; mkdir out; touch out/x`,
        tools: tools(),
      },
    });
    expect(end.outcome.kind).toBe("built");
    expect(end.network).toEqual({ requested: "open", reached: "open" });
    expect(end.sandbox.reached).toBe("namespaces");
  });

  it("is what a failed build wanted, by the kernel's count or by its own words, and both flags are named", async () => {
    for (const command of [
      "node reach.mjs 192.0.2.9 443 > /dev/null",
      "echo 'npm error code ENOTFOUND'; exit 1",
    ]) {
      const { outcome } = await bench.build(runner, {
        inputs: { sandbox: "required", command, tools: tools() },
      });
      expect([command, outcome.reason]).toEqual([command, "network-needed"]);
      expect(outcome.detail).toMatch(/^exit status 1; .*--fetch COMMAND.*--network open$/);
    }
    const other = await bench.build(runner, { inputs: { sandbox: "required", command: "exit 3" } });
    expect(other.outcome).toMatchObject({ reason: "exit", detail: "exit status 3" });
  });
});

describe("a build in namespaces", () => {
  it("may tidy up after SIGTERM", async () => {
    const end = await bench.build(runner, {
      inputs: {
        sandbox: "required",
        timeoutMs: 3000,
        command: "trap 'echo tidied; exit 0' TERM; echo on; sleep 600 & wait",
      },
    });
    expect(end.outcome).toMatchObject({ reason: "timeout", logTail: "on\ntidied" });
  });

  it("is told from one that a signal killed, and may not take its folder from a later command", async () => {
    const killed = await bench.build(runner, {
      inputs: { sandbox: "required", command: "kill -9 $$" },
    });
    expect(killed.outcome).toMatchObject({ reason: "signal", detail: "SIGKILL" });
    const gone = await bench.build(runner, {
      inputs: { sandbox: "required", fetchCommand: "rm -rf ../source", command: "true" },
    });
    expect(gone.error).toEqual({
      code: "build-not-started",
      found: "the folder /build/source is gone",
    });
  });

  it("runs declared tools out of a folder that is otherwise not there", async () => {
    const tools = join(bench.folder, "private", "venv", "bin");
    mkdirSync(tools, { recursive: true });
    mkdirSync(join(tools, "..", "lib"));
    writeFileSync(join(tools, "..", "lib", "data"), "from the installation\n");
    writeFileSync(join(tools, "greet"), '#!/bin/sh\ncat "$(dirname "$0")/../lib/data"\n');
    chmodSync(join(tools, "greet"), 0o755);
    writeFileSync(join(bench.folder, "private", "other"), "private\n");
    if (isRoot()) chmodSync(join(bench.folder, "private"), 0o700);
    const command = `mkdir out; greet > out/x; ! cat ${join(bench.folder, "private", "other")}; ! touch ${tools}/planted`;
    const end = await bench.build(runner, {
      inputs: { sandbox: "required", command, tools: [tools] },
    });
    expect(end.files).toEqual({ "out/x": "from the installation\n" });
  });
});

describe("what is shown of the machine to a build in namespaces", () => {
  it("has the certificates that the caller's variables name, and nothing beside them", async () => {
    const folder = join(bench.folder, "certificates");
    mkdirSync(folder);
    writeFileSync(join(folder, "authority.pem"), "an authority\n");
    writeFileSync(join(folder, "key.pem"), "private\n");
    const end = await bench.build(runner, {
      inputs: {
        sandbox: "required",
        caller: { SSL_CERT_FILE: join(folder, "authority.pem") },
        command: `mkdir out; cat "$SSL_CERT_FILE" > out/x; ls ${folder} > out/y; ! echo more >> "$SSL_CERT_FILE"`,
      },
    });
    expect(end.files).toEqual({ "out/x": "an authority\n", "out/y": "authority.pem\n" });
  });

  ifRoot("has /opt, but the runner's folders there are empty and closed", async () => {
    const folder = mkdtempSync("/opt/rebuild-gate-");
    try {
      chmodSync(folder, 0o755);
      mkdirSync(join(folder, "_temp"));
      writeFileSync(join(folder, "_temp", "set_env"), "the job's\n");
      writeFileSync(join(folder, "tool"), "installed\n");
      const end = await bench.build(
        "root",
        {
          inputs: {
            sandbox: "required",
            command: `mkdir out; cat ${folder}/tool > out/x; ls -A ${folder}/_temp > out/y; ! touch ${folder}/_temp/planted`,
          },
        },
        { RUNNER_TEMP: join(folder, "_temp") },
      );
      expect(end.files).toEqual({ "out/x": "installed\n", "out/y": "" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("where there are no namespaces", () => {
  it("a build degrades with one notice, and its network is recorded open", async () => {
    const end = await bench.build(runner, {
      inputs: { command: "mkdir out; touch out/x" },
      levels: ["process"],
    });
    expect(end).toMatchObject({
      sandbox: { requested: "auto", reached: "process" },
      network: { requested: "none", reached: "open" },
      outcome: { kind: "built" },
    });
    expect(end.notices.map(({ code }) => code)).toEqual(["sandbox-degraded"]);
    expect(end.notices[0]?.message).toContain("could reach the network all the same");
  });

  it("nothing is built when they are required, or when a closed network is", async () => {
    const wishes = [
      [{ sandbox: "required" }, "sandbox-unavailable"],
      [{ network: "none" }, "network-not-enforced"],
      [{ fetchCommand: "true", network: "fetch" }, "network-not-enforced"],
    ] as const;
    for (const [inputs, code] of wishes) {
      const end = await bench.build(runner, {
        inputs: { command: "mkdir out; touch out/x", ...inputs },
        levels: ["user", "process"],
      });
      expect([code, end.error?.code, end.files]).toEqual([code, code, {}]);
    }
  });

  it("the sandbox may be switched off, which asks for an open network and needs no notice", async () => {
    const end = await bench.build(runner, {
      inputs: { command: "mkdir out; touch out/x", sandbox: "off" },
    });
    expect(end).toMatchObject({
      sandbox: { requested: "off", reached: "process" },
      network: { requested: "open", reached: "open" },
      notices: [],
    });
  });

  ifRoot("root still builds as a user of its own, of whom nothing is left", async () => {
    const mark = "86400.91";
    const spy = [
      "mkdir out",
      "id -u > out/x",
      "grep -E '^(NoNewPrivs|CapEff|CapBnd)' /proc/self/status >> out/x",
      `! cat /proc/$PPID/environ 2> /dev/null`,
      "! ls /root > /dev/null 2>&1",
      `setsid env -i sleep ${mark} > /dev/null 2>&1 < /dev/null &`,
      `until grep -qs ${mark} /proc/*/cmdline; do sleep 0.05; done`,
    ].join("\n");
    const end = await bench.build("root", {
      inputs: { command: spy },
      levels: ["user", "process"],
    });
    expect(end.sandbox.reached).toBe("user");
    expect(end.network.reached).toBe("open");
    const [user, ...status] = end.files["out/x"]?.trimEnd().split("\n") ?? [];
    expect(Number(user)).toBeGreaterThanOrEqual(61_184);
    expect(status.sort()).toEqual([
      "CapBnd:\t0000000000000000",
      "CapEff:\t0000000000000000",
      "NoNewPrivs:\t1",
    ]);
    expect(processesWith(mark)).toEqual([]);
    expect(bench.leftovers("root")).toEqual([]);
  });
});
