import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { openControlGroup } from "../../src/adapters/sandbox/control-group.ts";
import { eventually, isRoot, processesWith, SandboxBench } from "../support/sandbox-bench.ts";

/** Needs root to let somebody else become it: as on hosted runners, where the user may run everything by sudo. */
const ifSudo = isRoot() && existsSync("/usr/bin/sudo") ? describe : describe.skip;

/** Lets an account without rights become root, as long as the tests run. */
const permission = `/etc/sudoers.d/rebuild-gate-test-${randomBytes(6).toString("hex")}`;

ifSudo("a build of an ordinary user who may become root by sudo (needs root and sudo)", () => {
  let bench: SandboxBench;

  beforeAll(async () => {
    bench = await SandboxBench.open({ "a.txt": "tracked\n" });
    writeFileSync(permission, "nobody ALL=(ALL) NOPASSWD: ALL\n", { mode: 0o440 });
  });

  afterAll(() => {
    rmSync(permission, { force: true });
    bench[Symbol.dispose]();
  });

  it("is shut in like one of root's, as a user that is neither of them, and its outputs come back", async () => {
    const spy = [
      "mkdir out; chmod 700 out",
      "grep -E '^(NoNewPrivs|CapEff|CapBnd):' /proc/self/status | tr -d '\\t' > out/x",
      "grep -c . /proc/self/uid_map >> out/x",
      "awk '{ print ($2 >= 61184) }' /proc/self/uid_map >> out/x",
      "! sudo -n id 2> /dev/null",
    ].join("\n");
    const end = await bench.build("nobody", {
      inputs: { command: spy, sandbox: "required" },
      means: "sudo",
    });
    expect(end).toMatchObject({
      sandbox: { requested: "required", reached: "namespaces" },
      network: { requested: "none", reached: "none" },
      outcome: { kind: "built" },
    });
    expect(end.files["out/x"]?.trimEnd().split("\n").sort()).toEqual([
      "1",
      "1",
      "CapBnd:0000000000000000",
      "CapEff:0000000000000000",
      "NoNewPrivs:1",
    ]);
    expect(bench.leftovers("nobody")).toEqual([]);
  });

  it("is held by control groups where root can make them, and leaves neither these nor a process", async () => {
    const own = openControlGroup({ memoryBytes: 2 ** 30, processes: 100 });
    own.remove();
    const holdsMemory = own.limits.some(({ limit }) => limit === "memory");
    const mark = "86400.77";
    const end = await bench.build("nobody", {
      inputs: {
        command: `setsid env -i sleep ${mark} & head -c 200000000 /dev/zero | tail -c 150000000 > /dev/null; sleep 600`,
        sandbox: "required",
        ...(holdsMemory ? {} : { timeoutMs: 5000 }),
      },
      means: "sudo",
      processes: { memoryBytes: 64 * 2 ** 20 },
    });
    const kinds = (limits: readonly { readonly by: string; readonly limit: string }[] = []) =>
      limits.filter(({ by }) => by !== "rlimit").map(({ limit, by }) => `${limit} ${by}`);
    expect(kinds(end.sandbox.limits)).toEqual(kinds(own.limits));
    expect(end.outcome.reason).toBe(holdsMemory ? "memory-limit" : "timeout");
    expect(await eventually(() => processesWith(mark).length === 0)).toBe(true);
    expect(bench.leftovers("nobody")).toEqual([]);
  });
});
