import { describe, expect, it } from "@jest/globals";
import {
  changedLimits,
  LIMIT_NAMES,
  readLimits,
} from "../../../src/core/archive/limit-settings.ts";
import { DEFAULT_LIMITS, type Limits } from "../../../src/core/archive/limits.ts";

function read(...settings: readonly string[]): {
  readonly limits: Limits;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const limits = readLimits(settings, (expected, found) => {
    problems.push(`${expected} / ${found}`);
  });
  return { limits, problems };
}

describe("the settings of limits", () => {
  it("leave the defaults where nothing is said", () => {
    expect(read()).toEqual({ limits: DEFAULT_LIMITS, problems: [] });
  });

  it.each([
    ["input=4GiB", { input: 2 ** 32 }],
    ["output=1TiB", { output: 2 ** 40 }],
    ["entry=1", { entry: 1 }],
    ["ratio=1000", { ratio: 1000 }],
    ["ratio-floor=1MiB", { ratioFloor: 2 ** 20 }],
    ["entries=1000000", { entries: 1_000_000 }],
    ["meta=64MiB", { meta: 2 ** 26 }],
    ["meta=1KiB", { meta: 1024 }],
    ["depth=0", { depth: 0 }],
    ["depth=64", { depth: 64 }],
    ["time=1s", { time: 1000 }],
    ["time=10m", { time: 600_000 }],
    ["time=24h", { time: 86_400_000 }],
  ])("take %s, higher or lower", (setting, changed) => {
    expect(read(setting)).toEqual({ limits: { ...DEFAULT_LIMITS, ...changed }, problems: [] });
  });

  it.each([
    "entries",
    "entrys=5",
    "constructor=5",
    "entries=",
    "entries=0",
    "entries=-1",
    "entries=1.5",
    "entries=1e6",
    "entries=5KiB",
    "entries=9007199254740992",
    "entries=5constructor",
    "output=5KB",
    "output=0",
    "depth=65",
    "depth=",
    "depth=x",
    "meta=65MiB",
    "time=5",
    "time=0s",
    "time=25h",
    "time=500ms",
  ])("refuse %s, and the default stands", (setting) => {
    const { limits, problems } = read(setting);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(` / ${setting}`);
    expect(limits).toEqual(DEFAULT_LIMITS);
  });

  it("take each name once", () => {
    const { limits, problems } = read("entries=5", "entries=6", "depth=3");
    expect(problems).toEqual(["entries once / entries=6"]);
    expect(limits).toEqual({ ...DEFAULT_LIMITS, entries: 5, depth: 3 });
  });

  it("say what may be set, and of what kind it is", () => {
    expect(read("x=1").problems[0]).toContain(LIMIT_NAMES.join(", "));
    expect(read("entries").problems[0]).toContain("NAME=VALUE");
    expect(read("time=1").problems[0]).toContain("s, m or h");
    expect(read("output=1k").problems[0]).toContain("KiB");
    expect(read("depth=99").problems[0]).toContain("up to 64");
  });

  it("can be named again as far as they differ from the defaults", () => {
    expect(changedLimits(DEFAULT_LIMITS)).toEqual([]);
    const settings = ["entries=7", "time=90s", "ratio-floor=1"];
    const { limits } = read(...settings);
    const again = changedLimits(limits);
    expect([...again].sort()).toEqual([...settings].sort());
    expect(read(...again).limits).toEqual(limits);
  });
});
