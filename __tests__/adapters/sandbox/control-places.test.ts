import { describe, expect, it } from "@jest/globals";
import { findControlPlaces } from "../../../src/adapters/sandbox/control-places.ts";

const unified = "29 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
const v1 = (name: string, root = "/"): string =>
  `31 30 0:28 ${root} /sys/fs/cgroup/${name} rw shared:9 - cgroup cgroup rw,${name}`;

function places(
  groups: readonly string[],
  mounts: readonly string[],
  handedOn: Readonly<Record<string, string>> = {},
): readonly unknown[] {
  return findControlPlaces({
    groups: groups.join("\n"),
    mounts: ["22 1 8:1 / / rw - ext4 /dev/sda1 rw", ...mounts].join("\n"),
    handedOn: (folder) => handedOn[folder] ?? "",
  });
}

describe("findControlPlaces", () => {
  it("takes the nearest folder above us that hands both controllers on", () => {
    const own = ["0::/system.slice/agent.service"];
    const handedOn = {
      "/sys/fs/cgroup": "cpu memory pids\n",
      "/sys/fs/cgroup/system.slice": "memory pids\n",
    };
    expect(places(own, [unified], handedOn)).toEqual([
      { version: 2, folder: "/sys/fs/cgroup/system.slice", controllers: ["memory", "pids"] },
    ]);
  });

  it("takes one place of version 2 alone, the one that can limit the most", () => {
    const handedOn = { "/sys/fs/cgroup": "memory pids", "/sys/fs/cgroup/a": "pids io" };
    expect(places(["0::/a/b"], [unified], handedOn)).toEqual([
      { version: 2, folder: "/sys/fs/cgroup", controllers: ["memory", "pids"] },
    ]);
  });

  it("takes our own folder in each hierarchy of version 1, and leaves to it what version 2 lacks", () => {
    const own = ["8:pids:/", "4:cpu,memory:/jobs/7", "1:name=systemd:/x", "0::/"];
    const hybrid = unified.replace("/sys/fs/cgroup ", "/sys/fs/cgroup/unified ");
    expect(places(own, [v1("memory"), v1("pids"), v1("blkio"), hybrid])).toEqual([
      { version: 1, folder: "/sys/fs/cgroup/memory/jobs/7", controllers: ["memory"] },
      { version: 1, folder: "/sys/fs/cgroup/pids", controllers: ["pids"] },
    ]);
    expect(places(own, [v1("memory"), hybrid], { "/sys/fs/cgroup/unified": "memory" })).toEqual([
      { version: 2, folder: "/sys/fs/cgroup/unified", controllers: ["memory"] },
    ]);
  });

  it("finds our folder where a container shows a part of the hierarchy alone", () => {
    expect(places(["4:memory:/docker/c1/sub"], [v1("memory", "/docker/c1")])).toEqual([
      { version: 1, folder: "/sys/fs/cgroup/memory/sub", controllers: ["memory"] },
    ]);
  });

  it("has no place where nothing is mounted, handed on, or within what we were given", () => {
    expect(places(["0::/a"], [unified])).toEqual([]);
    expect(places(["4:memory:/a"], [])).toEqual([]);
    expect(places(["0::/../other"], [unified], { "/sys/fs/cgroup": "memory pids" })).toEqual([]);
  });
});
