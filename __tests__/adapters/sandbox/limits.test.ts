import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdirSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { openControlGroup } from "../../../src/adapters/sandbox/control-group.ts";
import { findControlPlaces } from "../../../src/adapters/sandbox/control-places.ts";
import { heldLimits, limitArguments } from "../../../src/adapters/sandbox/process-limits.ts";
import { isRoot, SandboxBench } from "../../support/sandbox-bench.ts";

/** What this machine lets us hold by control groups; where that is nothing, no test here can be made. */
const held = openControlGroup({ memoryBytes: 2 ** 30, processes: 100 });
held.remove();
const holds = (limit: string): boolean => held.limits.some((one) => one.limit === limit);
const ifMemory = isRoot() && holds("memory") ? it : it.skip;
const ifProcesses = isRoot() && holds("processes") ? it : it.skip;

/** Groups of ours that are there now. */
function groups(): readonly string[] {
  return findControlPlaces().flatMap(({ folder }) =>
    readdirSync(folder).filter((name) => name.startsWith("rebuild-gate-")),
  );
}

let bench: SandboxBench;

beforeAll(async () => {
  bench = await SandboxBench.open({ "a.txt": "tracked\n" });
});

afterAll(() => {
  bench[Symbol.dispose]();
});

describe.each(["namespaces", "user"] as const)("a build at level %s", (level) => {
  const levels = [level] as const;

  ifMemory("is stopped when it takes more memory than it has, and called so", async () => {
    const end = await bench.build("root", {
      inputs: {
        // What it takes is held by several processes, of which none is large; and it would go on.
        command:
          "for i in 1 2 3 4; do (x=$(head -c 30000000 /dev/zero | tr '\\0' x); sleep 600) & done; wait; sleep 600",
      },
      levels,
      processes: { memoryBytes: 64 * 2 ** 20 },
    });
    expect(end.outcome).toMatchObject({
      reason: "memory-limit",
      detail: "more than 67108864 bytes of memory",
    });
    expect(groups()).toEqual([]);
  });

  ifMemory("has the limits recorded that were held, each with what held it", async () => {
    const end = await bench.build("root", {
      inputs: { command: "mkdir out; grep -E 'data size|file size' /proc/self/limits > out/x" },
      levels,
      processes: { memoryBytes: 2 ** 28, processes: 50, fileBytes: 2 ** 20, cpuSeconds: 99 },
    });
    expect(end.sandbox).toMatchObject({ reached: level, limits: expect.any(Array) as unknown });
    expect(end.sandbox.limits).toEqual([
      ...held.limits.map(({ limit, by }) => ({
        limit,
        value: limit === "memory" ? 2 ** 28 : 50,
        by,
      })),
      ...(holds("processes") ? [] : [{ limit: "processes", value: 50, by: "rlimit" }]),
      { limit: "file-size", value: 2 ** 20, by: "rlimit" },
      { limit: "cpu-time", value: 99, by: "rlimit" },
    ]);
    expect(end.files["out/x"]).toMatch(/file size +1048576 +1048576/);
    expect(end.files["out/x"]).toMatch(/data size +unlimited/);
  });
});

describe("a build", () => {
  ifMemory("fails for want of memory even if it puts up with the loss and succeeds", async () => {
    const end = await bench.build("root", {
      inputs: {
        command: "mkdir out; echo x > out/x; head -c 200000000 /dev/zero | tail -c 150000000 || :",
      },
      processes: { memoryBytes: 64 * 2 ** 20 },
    });
    expect(end.outcome).toMatchObject({ kind: "failed", reason: "memory-limit" });
    expect(end.files).toEqual({});
  });

  ifProcesses("is stopped when it starts more processes than it may, and called so", async () => {
    const end = await bench.build("root", {
      inputs: { command: "b() { b | b & }; b; sleep 600" },
      levels: ["user"],
      processes: { processes: 40 },
    });
    expect(end.outcome).toMatchObject({
      reason: "process-limit",
      detail: "more than 40 processes and threads",
    });
    expect(groups()).toEqual([]);
  });
});

describe("where no control group can be made", () => {
  it("nothing is claimed of memory as a whole; single processes are held instead", async () => {
    const end = await bench.build("nobody", {
      inputs: {
        command:
          "mkdir out; grep 'data size' /proc/self/limits > out/x; ! head -c 300000000 /dev/zero | tail -c 250000000",
        sandbox: "required",
      },
      processes: { memoryBytes: 2 ** 27 },
    });
    const limits = end.sandbox.limits?.filter(({ limit }) => /memory/.test(limit));
    if (!isRoot() && holds("memory")) return;
    expect(limits).toEqual([{ limit: "process-memory", value: 2 ** 27, by: "rlimit" }]);
    expect(end.files["out/x"]).toMatch(/data size +134217728/);
  });

  it("the group is empty, and every resource limit takes its place", () => {
    const limits = { memoryBytes: 1e9, processes: 100, fileBytes: 1e6, cpuSeconds: 60 };
    const none = openControlGroup(
      limits,
      [],
      [{ version: 2, folder: join(bench.folder, "absent"), controllers: ["memory", "pids"] }],
    );
    expect([none.limits, none.enter, none.hit()]).toEqual([[], [], null]);
    expect(limitArguments(heldLimits(limits, none.limits))).toEqual([
      ...["--core=0", "--nproc=100", "--fsize=1000000", "--cpu=60", "--data=1000000000"],
    ]);
  });
});

ifMemory(
  "groups that a killed run left are removed by the next one, and those of others are not",
  () => {
    const [place] = findControlPlaces().filter(({ controllers }) => controllers.includes("memory"));
    if (place === undefined) throw new Error("no place for a group");
    const mine = openControlGroup({ memoryBytes: 1e9, processes: 100 });
    const [name = ""] = groups();
    // No process has this id: it is above what Linux gives out.
    const dead = join(place.folder, name.replace(/^(rebuild-gate-)\d+/, "$14999999"));
    mkdirSync(dead);
    openControlGroup({ memoryBytes: 1e9, processes: 100 }).remove();
    expect([existsSync(dead), groups().includes(name)]).toEqual([false, true]);
    mine.remove();
    expect(groups()).toEqual([]);
  },
);
