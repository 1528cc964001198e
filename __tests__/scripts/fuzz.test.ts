import { execFile } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { fuzz } from "../support/fuzz/fuzzer.ts";
import { TARGETS, type Target } from "../support/fuzz/targets.ts";

const script = join(import.meta.dirname, "..", "..", "scripts", "fuzz.ts");
const seed = Number(process.env["REBUILD_GATE_SEED"] ?? (Date.now() % 2 ** 31) + 1);
/** Beyond the seeds of each target; by number, so that a slow machine tries as much as a fast one. */
const INPUTS = 160;

interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { PATH: process.env["PATH"] } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr });
      },
    );
  });
}

describe(`mutated inputs break no promise (REBUILD_GATE_SEED=${String(seed)})`, () => {
  let all: Ended;
  beforeAll(async () => {
    all = await run(["--target", "all", "--inputs", String(INPUTS), "--seed", String(seed)]);
  });

  it.each(Object.keys(TARGETS))("of %s", (name) => {
    expect(all.stderr).not.toContain(`${name}: broken promise`);
    const [, inputs] = new RegExp(`^${name}: ([0-9]+) inputs`, "m").exec(all.stdout) ?? [];
    const seeds = TARGETS[name]?.seeds.length ?? 0;
    expect(Number(inputs)).toBe(seeds + INPUTS);
  });

  it("to the end", () => {
    expect(all).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a fuzzer", () => {
  const BOUNDS = { seconds: 20, seed: 1, inputMs: 60_000 };
  const planted = (run: Target["run"]): Target => ({
    seeds: [Buffer.from("seed")],
    repair: null,
    run,
  });
  const promise = async (target: Target): Promise<string> => {
    const { broken } = await fuzz(target, BOUNDS);
    return broken === null ? "none" : broken.promise.split(":")[0]!;
  };

  it("finds an input that makes a reader throw, and gives it", async () => {
    const target = planted((input) =>
      input.includes(0x80) ? Promise.reject(new Error("planted")) : Promise.resolve(null),
    );
    const { broken } = await fuzz(target, BOUNDS);
    expect(broken?.promise).toMatch(/^a refusal is a value: Error: planted/);
    expect([...(broken?.input ?? [])]).toContain(0x80);
  });

  it("finds a result that depends on how the input is cut", async () => {
    expect(await promise(planted((_, pieces) => Promise.resolve(pieces === null)))).toBe(
      "any chunking gives the same",
    );
  });

  it("finds an input that takes long", async () => {
    const slow = planted(() => {
      const start = process.cpuUsage();
      while (process.cpuUsage(start).user < 60_000);
      return Promise.resolve(null);
    });
    const { broken } = await fuzz(slow, { ...BOUNDS, inputMs: 100 });
    expect(broken?.promise).toMatch(/^no input takes long/);
  });

  it("finds an input that takes much memory", async () => {
    const kept: Buffer[] = [];
    const greedy = planted(() => {
      kept.push(Buffer.alloc(200 * 1024 * 1024, 1));
      return Promise.resolve(null);
    });
    expect(await promise(greedy)).toBe("no input takes much memory");
    kept.length = 0;
  });

  it("says what it expects of its flags", async () => {
    const { code, stderr } = await run(["--target", "none"]);
    expect(code).toBe(2);
    expect(stderr).toContain("expected --target all or one of tar, pax");
  });
});
