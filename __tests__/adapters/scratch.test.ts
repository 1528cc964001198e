import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openScratch } from "../../src/adapters/scratch.ts";

let base: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "scratch-test-")));
});

afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

function module(name: string): string {
  return pathToFileURL(path.resolve(`src/adapters/${name}.ts`)).href;
}

/** A process that opens a scratch below `base`, starts a sleeper in it and then does what `script` says. */
function start(script: string): ChildProcess {
  const program = `
    import { openScratch } from ${JSON.stringify(module("scratch"))};
    import { listenForInterruption } from ${JSON.stringify(module("interruption"))};
    import { spawnGroup } from ${JSON.stringify(module("process-group"))};
    import { writeFileSync } from "node:fs";
    const scratch = await openScratch(${JSON.stringify(base)});
    const folder = await scratch.directory("build");
    const { child } = spawnGroup("/bin/sleep", ["1000"], { cwd: folder, env: {}, stdio: "ignore" });
    writeFileSync(${JSON.stringify(path.join(base, "pid"))}, String(child.pid));
    ${script}
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "pipe" });
}

function ended(child: ChildProcess): Promise<{ status: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.once("exit", (status, signal) => {
      resolve({ status, signal });
    });
  });
}

const PATIENCE_MS = 20_000;

async function eventually(condition: () => boolean): Promise<boolean> {
  for (const begin = Date.now(); Date.now() - begin < PATIENCE_MS;) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function sleeperIsAlive(): boolean {
  try {
    const stat = readFileSync(`/proc/${readFileSync(path.join(base, "pid"), "utf8")}/stat`, "utf8");
    return !/^\d+ \(.*\) [ZX]/s.test(stat);
  } catch {
    return false;
  }
}

function leftovers(): readonly string[] {
  return readdirSync(base).filter((name) => name.startsWith("rebuild-gate-"));
}

describe("openScratch", () => {
  it("gives private folders of its own and removes them with everything in them", async () => {
    let first: string;
    {
      await using scratch = await openScratch(base);
      first = await scratch.directory("build");
      const second = await scratch.directory("build");
      expect(second).not.toBe(first);
      expect(path.basename(first)).toContain("build");
      for (const folder of [first, second, path.dirname(first)]) {
        expect(statSync(folder).mode & 0o777).toBe(0o700);
        expect(folder.startsWith(`${base}/rebuild-gate-${String(process.pid)}-`)).toBe(true);
      }
      mkdirSync(path.join(first, "a", "b"), { recursive: true });
      writeFileSync(path.join(first, "a", "b", "c"), "x");
    }
    expect(existsSync(first)).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  it("leaves what a link in it points at", async () => {
    const outside = path.join(base, "outside");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "keep"), "x");
    {
      await using scratch = await openScratch(base);
      symlinkSync(outside, path.join(await scratch.directory("build"), "link"));
    }
    expect(existsSync(path.join(outside, "keep"))).toBe(true);
  });

  it("removes read-only trees and paths that are too long to name, as an ordinary user too", () => {
    const program = `
      import { openScratch } from ${JSON.stringify(module("scratch"))};
      import { execFileSync } from "node:child_process";
      import { mkdirSync } from "node:fs";
      const scratch = await openScratch(${JSON.stringify(base)});
      const folder = await scratch.directory("build");
      execFileSync("/bin/sh", ["-ec",
        "mkdir -p go/pkg; touch go/pkg/x; chmod 0444 go/pkg/x; chmod 0555 go/pkg; chmod 0000 go"],
        { cwd: folder });
      process.chdir(folder);
      for (let depth = 0; depth < 60; depth++) {
        mkdirSync("d".repeat(100));
        process.chdir("d".repeat(100));
      }
      process.chdir("/");
      await scratch[Symbol.asyncDispose]();
    `;
    const root = process.getuid?.() === 0;
    if (root) chmodSync(base, 0o777);
    const ran = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
      ...(root ? { uid: 65534, gid: 65534 } : {}),
    });
    expect([ran.status, ran.stderr]).toEqual([0, ""]);
    expect(leftovers()).toEqual([]);
  });

  it("refuses a parent that is no folder", async () => {
    await expect(openScratch(path.join(base, "absent"))).rejects.toMatchObject({
      code: "disk-failed",
    });
    const scratch = await openScratch(base);
    await scratch[Symbol.asyncDispose]();
    await expect(scratch.directory("late")).rejects.toMatchObject({ code: "disk-failed" });
  });
});

describe("the end of the process removes scratch folders and ends what ran in them", () => {
  it.each([
    ["an ordinary end", "process.exitCode = 3; child.unref();", 3],
    ["an uncaught error", 'setTimeout(() => { throw new Error("uncaught"); }, 10);', 1],
    ["an unhandled rejection", 'void Promise.reject(new Error("unhandled"));', 1],
  ])("at %s", async (_what, script, expected) => {
    const child = start(script);
    const { status } = await ended(child);
    expect(status).toBe(expected);
    expect(leftovers()).toEqual([]);
    expect(await eventually(() => !sleeperIsAlive())).toBe(true);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("at %s, in order", async (name) => {
    const child = start(`
      using interruption = listenForInterruption();
      const stopped = new Promise((resolve) => interruption.signal.addEventListener("abort", resolve));
      const wait = setInterval(() => {}, 1000);
      writeFileSync(${JSON.stringify(path.join(base, "ready"))}, "");
      await stopped;
      clearInterval(wait);
      child.unref();
      await scratch[Symbol.asyncDispose]();
      process.exitCode = interruption.received() === "${name}" ? 42 : 1;
    `);
    const end = ended(child);
    expect(await eventually(() => existsSync(path.join(base, "ready")))).toBe(true);
    child.kill(name);
    expect(await end).toEqual({ status: 42, signal: null });
    expect(leftovers()).toEqual([]);
    expect(await eventually(() => !sleeperIsAlive())).toBe(true);
  });

  it("at a second signal, at once and with its usual effect", async () => {
    const child = start(`
      const interruption = listenForInterruption();
      interruption.signal.addEventListener("abort", () => {
        writeFileSync(${JSON.stringify(path.join(base, "aborted"))}, "");
      });
      setInterval(() => {}, 1000);
      writeFileSync(${JSON.stringify(path.join(base, "ready"))}, "");
    `);
    const end = ended(child);
    expect(await eventually(() => existsSync(path.join(base, "ready")))).toBe(true);
    child.kill("SIGTERM");
    expect(await eventually(() => existsSync(path.join(base, "aborted")))).toBe(true);
    child.kill("SIGTERM");
    expect(await end).toEqual({ status: null, signal: "SIGTERM" });
    expect(leftovers()).toEqual([]);
    expect(await eventually(() => !sleeperIsAlive())).toBe(true);
  });
});

describe("openScratch sweeps", () => {
  it("what a killed process left, and stops what it left running", async () => {
    const child = start(
      `writeFileSync(${JSON.stringify(path.join(base, "ready"))}, ""); setInterval(() => {}, 1000);`,
    );
    const end = ended(child);
    expect(await eventually(() => existsSync(path.join(base, "ready")))).toBe(true);
    child.kill("SIGKILL");
    await end;
    expect(leftovers()).toHaveLength(1);
    expect(sleeperIsAlive()).toBe(true);
    await using scratch = await openScratch(base);
    expect(leftovers()).toHaveLength(1);
    expect((await scratch.directory("x")).startsWith(path.join(base, leftovers()[0]!))).toBe(true);
    expect(await eventually(() => !sleeperIsAlive())).toBe(true);
  });

  it("nothing of a process that runs, of another user, of another container, or of anybody else", async () => {
    const space = leftoverSpace();
    const dead = deadProcess();
    const running = `rebuild-gate-${String(process.ppid)}-${space}-abcdef`;
    const elsewhere = `rebuild-gate-${String(dead)}-1-abcdef`;
    const other = `rebuild-gate-${String(dead)}-${space}-other1`;
    const link = `rebuild-gate-${String(dead)}-${space}-link12`;
    const unrelated = `rebuild-gate-${String(dead)}x`;
    const stale = `rebuild-gate-${String(dead)}-${space}-stale1`;
    for (const name of [running, elsewhere, unrelated, stale]) mkdirSync(path.join(base, name));
    const target = path.join(base, "target");
    mkdirSync(target);
    writeFileSync(path.join(target, "keep"), "x");
    symlinkSync(target, path.join(base, link));
    const kept = [running, elsewhere, unrelated, link];
    if (process.getuid?.() === 0) {
      mkdirSync(path.join(base, other));
      chownSync(path.join(base, other), 65534, 65534);
      kept.push(other);
    }
    await (await openScratch(base))[Symbol.asyncDispose]();
    expect(leftovers()).toEqual(kept.sort());
    expect(existsSync(path.join(target, "keep"))).toBe(true);
  });

  function leftoverSpace(): string {
    return (
      spawnSync("readlink", ["/proc/self/ns/pid"], { encoding: "utf8" }).stdout.replace(
        /\D/g,
        "",
      ) || "0"
    );
  }

  function deadProcess(): number {
    return spawnSync("/bin/true").pid;
  }
});
