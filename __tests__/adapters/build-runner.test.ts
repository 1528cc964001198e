import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BuildSandbox, type BuildSandboxOptions } from "../../src/adapters/build-runner.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { processConfiner } from "../../src/adapters/sandbox/process-confiner.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, SandboxRun, Scratch } from "../../src/app/ports.ts";
import type { BuildPlan } from "../../src/core/build-plan.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { planBuild, type BuildInputs } from "../../src/core/plan.ts";
import { FIRST_COMMIT_TIME, GitRepository, type FixtureFile } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let progress: RecordedProgress;
/** One source for all builds that do not need their own: each gets a fresh checkout of it. */
let shared: { readonly source: ProvenSource; readonly scratch: Scratch; readonly folder: string };

beforeAll(async () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "build-runner-test-")));
  const files = { "a.txt": "tracked\n", "run.sh": { executable: "exit 0\n" } };
  const own = await openScratch();
  shared = { source: await sourceOf(files, folder, own), scratch: own, folder };
});

afterAll(async () => {
  await shared.scratch[Symbol.asyncDispose]();
  rmSync(shared.folder, { recursive: true });
});

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "build-runner-test-")));
  scratch = await openScratch();
  progress = new RecordedProgress();
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

const DISK = { reserveBytes: 0, files: 2 ** 40, everyMs: 20 };

const QUICK: BuildSandboxOptions = {
  clock: systemClock,
  confiners: [processConfiner],
  tools: new Map(),
  steps: { graceMs: 300, logBytes: 8 * 2 ** 20, disk: DISK },
};

function sourceOf(
  files: Record<string, FixtureFile>,
  folder = base,
  own = scratch,
): Promise<ProvenSource> {
  const given = new GitRepository(path.join(folder, "given"));
  given.commit(files);
  return new GitSourceProver({ environment: {} }).prove(
    { repository: given.folder, revision: "HEAD" },
    own,
    new RecordedProgress(),
    new AbortController().signal,
  );
}

function plan(command: string, inputs: Partial<BuildInputs> = {}): BuildPlan {
  return planBuild(
    {
      command,
      fetchCommand: null,
      sandbox: "off",
      network: null,
      outputs: ["out/**"],
      uploads: [],
      environment: [],
      tools: [],
      timeoutMs: 20_000,
      caller: {},
      ...inputs,
    },
    { committedAt: FIRST_COMMIT_TIME },
  );
}

async function build(
  command: string,
  inputs: Partial<BuildInputs> = {},
  options: Partial<BuildSandboxOptions> = {},
  signal = new AbortController().signal,
): Promise<SandboxRun> {
  return new BuildSandbox({ ...QUICK, ...options }).run(
    plan(command, inputs),
    shared.source,
    scratch,
    progress,
    signal,
  );
}

function failure(run: SandboxRun): { reason: string; detail: string; logTail: string } {
  const { outcome } = run.record;
  if (outcome.kind !== "failed") throw new Error("expected a failed build");
  expect(run.copies.size).toBe(0);
  return outcome;
}

function output(run: SandboxRun, name: string): string {
  const copy = run.copies.get(name);
  if (copy === undefined)
    throw new Error(`expected the output ${name}: ${JSON.stringify(run.record)}`);
  return readFileSync(copy, "utf8");
}

const RESPONSIVE_MS = 10_000;

/** Waits for something another process does. */
async function eventually(condition: () => boolean): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < RESPONSIVE_MS;) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    // A killed process whose parent has not asked for its status is dead, too.
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${String(id)}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("BuildSandbox builds", () => {
  it("in a fresh checkout and hands out private copies with their digests", async () => {
    const run = await build("mkdir -p out/.hidden; cp a.txt out/b.txt; echo x > out/.hidden/c");
    expect(run.record.outcome).toEqual({
      kind: "built",
      files: [
        { path: "out/.hidden/c", name: "c", size: 2, sha256: sha256Hex(Buffer.from("x\n")) },
        { path: "out/b.txt", name: "b.txt", size: 8, sha256: sha256Hex(Buffer.from("tracked\n")) },
      ],
    });
    expect(output(run, "out/b.txt")).toBe("tracked\n");
    const copy = run.copies.get("out/b.txt")!;
    expect(statSync(path.dirname(copy)).mode & 0o777).toBe(0o700);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(run.record).toMatchObject({
      sandbox: { requested: "off", reached: "process" },
      network: { requested: "open", reached: "open" },
    });
    expect(run.record.durationMs).toBeGreaterThanOrEqual(0);
  });

  it("with an environment made from nothing", async () => {
    const before = { ...process.env };
    Object.assign(process.env, { SECRET: "s", GITHUB_TOKEN: "t", ACTIONS_RUNTIME_TOKEN: "t" });
    let run: SandboxRun;
    const mask = process.umask(0o077);
    try {
      run = await build("mkdir out; env | sort > out/env; umask > out/umask; pwd > out/pwd", {
        environment: ["GREETING=hello world", "TZ=Asia/Tokyo"],
        caller: { SECRET: "s", HTTPS_PROXY: "http://me:secret@proxy.test:3128" },
        tools: [base],
      });
    } finally {
      for (const name of ["SECRET", "GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN"]) {
        Reflect.deleteProperty(process.env, name);
      }
      Object.assign(process.env, before);
      process.umask(mask);
    }
    const lines = output(run, "out/env").trimEnd().split("\n");
    const variables = new Map(
      lines.map((line) => [line.split("=")[0]!, line.slice(line.indexOf("=") + 1)]),
    );
    const folder = path.dirname(output(run, "out/pwd").trim());
    expect(path.basename(output(run, "out/pwd").trim())).toBe("source");
    expect(Object.fromEntries(variables)).toEqual({
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
      GREETING: "hello world",
      HOME: `${folder}/home`,
      HTTPS_PROXY: "http://proxy.test:3128",
      LC_ALL: "C.UTF-8",
      PATH: expect.stringMatching(new RegExp(`^${base}:.*/usr/bin`)) as unknown,
      PWD: `${folder}/source`,
      PYTHONHASHSEED: "0",
      SOURCE_DATE_EPOCH: String(FIRST_COMMIT_TIME),
      TMPDIR: `${folder}/tmp`,
      TZ: "Asia/Tokyo",
      XDG_CACHE_HOME: `${folder}/home/.cache`,
      XDG_CONFIG_HOME: `${folder}/home/.config`,
      XDG_DATA_HOME: `${folder}/home/.local/share`,
      XDG_RUNTIME_DIR: `${folder}/runtime`,
      XDG_STATE_HOME: `${folder}/home/.local/state`,
      // Set by some shells for what they run.
      ...(variables.has("_") ? { _: expect.anything() } : {}),
      ...(variables.has("SHLVL") ? { SHLVL: expect.anything() } : {}),
      ...(variables.has("OLDPWD") ? { OLDPWD: expect.anything() } : {}),
    });
    expect(output(run, "out/umask").trim()).toBe("0022");
  });

  it("with folders that are there, private and empty", async () => {
    const run = await build(
      'mkdir out; for d in "$HOME" "$TMPDIR" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"; do' +
        ' stat -c "%a" "$d"; find "$d" -type f; done > out/modes',
    );
    expect(output(run, "out/modes")).toBe("700\n700\n700\n700\n");
  });

  it("without input, each run apart from the last", async () => {
    const source = await sourceOf({ "a.txt": "tracked\n" });
    const sandbox = new BuildSandbox(QUICK);
    const both = plan(
      'test ! -e mark; touch mark "$HOME/mark"; mkdir out; cat > out/input; ls "$HOME" >> out/input',
    );
    for (let round = 0; round < 2; round++) {
      const run = await sandbox.run(both, source, scratch, progress, new AbortController().signal);
      expect(output(run, "out/input")).toBe("mark\n");
    }
  });

  it("in the sub-folder that the plan names, and nowhere else", async () => {
    const source = await sourceOf({ "pkg/a.txt": "a\n", file: "x", link: { link: "pkg" } });
    const sandbox = new BuildSandbox(QUICK);
    const inFolder = (directory: string): Promise<SandboxRun> =>
      sandbox.run(
        { ...plan("mkdir out; cat a.txt > out/x"), directory },
        source,
        scratch,
        progress,
        new AbortController().signal,
      );
    const run = await inFolder("pkg");
    expect(run.record.outcome).toMatchObject({
      kind: "built",
      files: [{ path: "pkg/out/x", name: "x" }],
    });
    for (const directory of ["absent", "file", "link", ".."]) {
      await expect(inFolder(directory)).rejects.toMatchObject({ code: "build-not-started" });
    }
  });

  it("with a git repository at hand", async () => {
    const run = await build(
      "mkdir out; git ls-files > out/files; git status --porcelain >> out/files",
    );
    expect(output(run, "out/files")).toBe("a.txt\nrun.sh\n?? out/\n");
  });

  it("with the tools named first on PATH, and tells their versions", async () => {
    const tools = path.join(base, "tools");
    mkdirSync(tools);
    writeFileSync(path.join(tools, "make"), "#!/bin/sh\necho our make 1.0\necho more\n", {
      mode: 0o755,
    });
    writeFileSync(path.join(tools, "slow"), "#!/bin/sh\nsleep 60\n", { mode: 0o755 });
    writeFileSync(path.join(tools, "bad"), "#!/bin/sh\necho no; exit 1\n", { mode: 0o755 });
    writeFileSync(path.join(tools, "java"), '#!/bin/sh\necho openjdk >&2; touch "$HOME/x"\n', {
      mode: 0o755,
    });
    const asked = ["make", "bad", "java", "absent-tool"];
    const run = await build(
      'mkdir out; make > out/said; ls "$HOME" >> out/said',
      { tools: [tools] },
      { tools: new Map(asked.map((name) => [name, ["--version"]])) },
    );
    expect(output(run, "out/said")).toBe("our make 1.0\nmore\n");
    expect(Object.fromEntries(run.record.tools)).toEqual({ make: "our make 1.0", java: "openjdk" });
  });

  it("only with tools folders that exist", async () => {
    writeFileSync(path.join(base, "file"), "");
    mkdirSync(path.join(base, "a:b"));
    for (const folder of [
      "relative",
      path.join(base, "absent"),
      path.join(base, "file"),
      path.join(base, "a:b"),
    ]) {
      await expect(build("true", { tools: [folder] })).rejects.toMatchObject({
        code: "tools-unusable",
      });
    }
  });
});

describe("BuildSandbox reports a build that fails as an outcome", () => {
  it("with exit status and the end of the log, errors and output in order", async () => {
    const run = await build("echo one; echo two >&2; echo three; exit 3; echo never");
    expect(failure(run)).toEqual({
      kind: "failed",
      reason: "exit",
      detail: "exit status 3",
      logTail: "one\ntwo\nthree",
    });
    expect(progress.output).toBe("one\ntwo\nthree\n");
  });

  it("stopping at the first command that fails", async () => {
    expect(failure(await build("mkdir out; false; touch out/x")).detail).toBe("exit status 1");
  });

  it("stopping at the first phase that fails", async () => {
    const source = await sourceOf({ a: "a" });
    const phases = ["echo first; exit 1", "echo second"].map((command) => ({
      name: "build" as const,
      command,
      network: "open" as const,
    }));
    const run = await new BuildSandbox(QUICK).run(
      { ...plan("true"), phases },
      source,
      scratch,
      progress,
      new AbortController().signal,
    );
    expect(failure(run).logTail).toBe("first");
  });

  it("killed by a signal", async () => {
    expect(failure(await build("kill -9 $$"))).toMatchObject({
      reason: "signal",
      detail: "SIGKILL",
    });
  });

  it("without output, or only with what was in the commit already", async () => {
    expect(failure(await build("true"))).toMatchObject({
      reason: "no-output",
      detail: "no new file matches out/**",
    });
    const tracked = failure(await build("cat a.txt", { outputs: ["*.txt"] }));
    expect(tracked.reason).toBe("no-output");
    expect(tracked.detail).toContain("a.txt is in the commit and was not made again");
  });

  it("over its time, also when it ignores the polite signal", async () => {
    for (const command of ["sleep 60", "trap '' TERM; echo on; while :; do sleep 0.05; done"]) {
      const start = Date.now();
      const run = await build(command, { timeoutMs: 300 });
      expect(failure(run).reason).toBe("timeout");
      expect(Date.now() - start).toBeLessThan(RESPONSIVE_MS);
    }
  });

  it("polite first: a build may tidy up after SIGTERM", async () => {
    const mark = path.join(base, "tidied");
    const run = await build(`trap 'touch "${mark}"; exit 0' TERM; sleep 60 & wait`, {
      timeoutMs: 300,
    });
    expect(failure(run).reason).toBe("timeout");
    expect(existsSync(mark)).toBe(true);
  });

  it("interrupted, before it starts and while it runs", async () => {
    const controller = new AbortController();
    const mark = path.join(base, "started");
    const running = build(`touch "${mark}"; sleep 60`, {}, {}, controller.signal);
    expect(await eventually(() => existsSync(mark))).toBe(true);
    controller.abort();
    expect(failure(await running)).toMatchObject({ reason: "interrupted" });
    rmSync(mark);
    expect(failure(await build(`touch "${mark}"`, {}, {}, controller.signal)).reason).toBe(
      "interrupted",
    );
    expect(existsSync(mark)).toBe(false);
  });

  it("for the first reason that came, whatever it does afterwards", async () => {
    const steps = { graceMs: 1000, logBytes: 2 ** 20, disk: DISK };
    const flood = "trap 'trap \"\" TERM; yes flood' TERM; sleep 60 & wait";
    const run = await build(flood, { timeoutMs: 300 }, { steps });
    expect(progress.outputBytes).toBeGreaterThan(steps.logBytes);
    expect(failure(run).reason).toBe("timeout");
  });

  it("talking too much", async () => {
    const logBytes = 4 * 2 ** 20;
    const run = await build(
      "yes 'a flood of words'",
      {},
      { steps: { graceMs: 300, logBytes, disk: DISK } },
    );
    expect(failure(run)).toMatchObject({
      reason: "log-limit",
      detail: "more than 4194304 bytes of output",
    });
    expect(progress.outputBytes).toBeGreaterThan(logBytes);
    expect(failure(run).logTail.length).toBeLessThanOrEqual(16 * 1024);
  });
});

describe("nothing of a build survives it", () => {
  it("not a child that stays in the group", async () => {
    const pid = path.join(base, "pid");
    await build(`sleep 1000 & echo $! > "${pid}"; mkdir out; touch out/x`);
    expect(isAlive(Number(readFileSync(pid, "utf8")))).toBe(false);
  });

  it("not a daemon of another session, found by its environment or by its folder", async () => {
    const starts = ["cd /; setsid sh -c", "setsid env -i /bin/sh -c"];
    for (const [at, start] of starts.entries()) {
      const pid = path.join(base, `pid${String(at)}`);
      const run = await build(
        `(${start} 'echo $$ > "${pid}"; exec /bin/sleep 1000') > /dev/null 2>&1 &` +
          ` while ! test -s "${pid}"; do sleep 0.02; done; sleep 0.1; mkdir out; touch out/x`,
      );
      expect(run.record.outcome.kind).toBe("built");
      const id = Number(readFileSync(pid, "utf8"));
      expect(id).toBeGreaterThan(1);
      expect([start, isAlive(id)]).toEqual([start, false]);
    }
  });

  it("and a survivor that holds the output open does not hold us", async () => {
    const pid = path.join(base, "pid");
    const start = Date.now();
    // Without its environment and outside the folder it cannot be told from any other process (docs/build.md).
    const run = await build(
      `cd /; setsid env -i /bin/sh -c 'echo $$ > "${pid}"; exec /bin/sleep 60' & cd - > /dev/null;` +
        ` while ! test -s "${pid}"; do sleep 0.02; done; sleep 0.1; mkdir out; touch out/x`,
    );
    const id = Number(readFileSync(pid, "utf8"));
    try {
      expect(run.record.outcome.kind).toBe("built");
      expect(Date.now() - start).toBeLessThan(RESPONSIVE_MS);
    } finally {
      process.kill(id, "SIGKILL");
    }
  });
});

describe("a build that takes its own folder away", () => {
  it("cannot be collected from, and cannot be gone on with", async () => {
    await expect(build("rm -rf ../source")).rejects.toMatchObject({
      code: "output-unsafe",
      expected: "the build folder to be readable",
    });
    const phases = ["rm -rf ../source", "true"].map((command) => ({
      name: "build" as const,
      command,
      network: "open" as const,
    }));
    const twice = new BuildSandbox(QUICK).run(
      { ...plan("true"), phases },
      shared.source,
      scratch,
      progress,
      new AbortController().signal,
    );
    await expect(twice).rejects.toMatchObject({ code: "build-not-started" });
  });
});

describe("outputs are collected", () => {
  it.each([
    ["a symbolic link", "ln -s ../a.txt out/x"],
    ["no regular file", "mkfifo out/x"],
    ["a file with a second name (hard link)", "ln a.txt out/x"],
    ["a symbolic link", "ln -s /etc out/x"],
  ])("never through %s", async (found, command) => {
    await expect(build(`mkdir out; ${command}`)).rejects.toMatchObject({
      code: "output-unsafe",
      expected: 'the output "out/x" to be a regular file with one name',
      found,
    });
  });

  it("never from behind a link to a folder", async () => {
    for (const glob of ["out/**", "out/*", "**/hostname"]) {
      const run = await build("ln -s /etc out", { outputs: [glob] });
      expect([glob, failure(run).reason]).toEqual([glob, "no-output"]);
    }
  });

  it("with caps on files, bytes and entries", async () => {
    const limits = { files: 3, bytes: 1000, entries: 50 };
    for (const command of [
      "touch out/1 out/2 out/3 out/4",
      "head -c 600 /dev/zero > out/1; head -c 401 /dev/zero > out/2",
      "mkdir many; for i in $(seq 60); do touch many/$i; done; touch out/1",
    ]) {
      await expect(build(`mkdir out; ${command}`, {}, { outputs: limits })).rejects.toMatchObject({
        code: "output-limit",
      });
    }
    const within = await build(
      "mkdir out; head -c 600 /dev/zero > out/1; head -c 400 /dev/zero > out/2",
      {},
      { outputs: limits },
    );
    expect(within.copies.size).toBe(2);
  });

  it("when the build writes a tracked file again, and not from the repository it was given", async () => {
    const run = await build("rm a.txt; echo tracked > a.txt", { outputs: ["*.txt", "**/HEAD"] });
    expect(run.record.outcome).toMatchObject({ kind: "built", files: [{ path: "a.txt" }] });
  });

  it("by default like the upload: every new package of its kind, or the file of its name", async () => {
    const command =
      "mkdir -p dist node_modules/p; echo 1 > dist/p-1.0.tgz; echo 2 > p-2.0.tgz; echo 3 > node_modules/p/x.tgz;" +
      " echo 4 > 'a [1].bin'; echo 5 > b.bin; echo 6 > dist/p.txt";
    const names = async (uploads: readonly string[]): Promise<readonly string[]> => {
      const run = await build(command, { outputs: [], uploads });
      return [...run.copies.keys()];
    };
    expect(await names(["p-1.0.tgz"])).toEqual(["dist/p-1.0.tgz", "p-2.0.tgz"]);
    expect(await names(["a [1].bin"])).toEqual(["a [1].bin"]);
  });

  it("a glob with ! takes files out, and alone names nothing", async () => {
    const command = "mkdir out; touch out/a out/b";
    const run = await build(command, { outputs: ["./out/*", "!out/b"] });
    expect([...run.copies.keys()]).toEqual(["out/a"]);
    expect(failure(await build(command, { outputs: ["!out/b"] })).reason).toBe("no-output");
  });

  it("with names that are not UTF-8 in display form", async () => {
    const run = await build("mkdir out; touch \"out/$(printf 'x\\377')\"");
    expect(run.record.outcome).toMatchObject({ files: [{ path: "out/x\\xFF", name: "x\\xFF" }] });
  });
});

describe("materials", () => {
  /** As a preset plans it: what is fetched is kept, and a repetition is given it again. */
  const planned = (fetch: string, command: string, more: Partial<BuildPlan> = {}): BuildPlan => ({
    ...plan(command),
    phases: [
      { name: "fetch", command: fetch, network: "open", replay: null },
      { name: "build", command, network: "none" },
    ],
    materials: ["kept/**"],
    ...more,
  });
  const runPlan = (one: BuildPlan, kept?: SandboxRun["materials"]): Promise<SandboxRun> =>
    new BuildSandbox(QUICK).run(
      one,
      shared.source,
      scratch,
      progress,
      new AbortController().signal,
      kept,
    );
  const fetch = `mkdir "$GATE_MATERIALS/kept"; echo "$(date +%s%N)" > "$GATE_MATERIALS/kept/a"; echo b > "$GATE_MATERIALS/b"; ln -s /etc/passwd "$GATE_MATERIALS/kept/link"; mkfifo "$GATE_MATERIALS/kept/pipe"`;
  const spoil =
    'mkdir out; cat "$GATE_MATERIALS/kept/a" "$GATE_MATERIALS/b" > out/x; echo spoilt > "$GATE_MATERIALS/kept/a"';

  it("are recorded by digest as they were fetched, and given again instead of fetched again", async () => {
    const one = planned(fetch, spoil);
    const first = await runPlan(one);
    const output = readFileSync(first.copies.get("out/x")!, "utf8");
    const [digits = ""] = output.split("\n");
    expect(first.record.materials).toEqual([
      { path: "kept/a", size: digits.length + 1, sha256: sha256Hex(Buffer.from(`${digits}\n`)) },
    ]);
    const second = await runPlan(one, first.materials);
    expect(readFileSync(second.copies.get("out/x")!, "utf8")).toBe(output);
    expect(second.record.materials).toEqual(first.record.materials);
  });

  it("are put in place again by the command for that, which has no network", async () => {
    const one = planned(fetch, "mkdir out; cp put out/x");
    const [get, last] = one.phases as [BuildPlan["phases"][number], BuildPlan["phases"][number]];
    const put = 'cp "$GATE_MATERIALS/kept/a" put';
    const both = {
      ...one,
      phases: [{ ...get, command: `${fetch}; ${put}`, replay: put }, last],
    };
    const first = await runPlan(both);
    const second = await runPlan(both, first.materials);
    const bytes = (run: SandboxRun) => readFileSync(run.copies.get("out/x")!, "utf8");
    expect(bytes(second)).toBe(bytes(first));
  });

  it("are none where fetching fails, and nothing is built", async () => {
    const run = await runPlan(planned("exit 7", "touch never"));
    expect(run.record.outcome).toMatchObject({
      kind: "failed",
      detail: expect.stringContaining("7"),
    });
    expect(run.materials).toBeUndefined();
    expect(progress.phases.filter((phase) => phase.startsWith("rebuild: build:"))).toEqual([]);
  });

  it("have no folder where a plan keeps none", async () => {
    const { record } = await build('[ -z "${GATE_MATERIALS+set}" ]; mkdir out; touch out/x');
    expect(record.outcome.kind).toBe("built");
    expect(record.materials).toBeUndefined();
  });
});

describe("a program that a plan needs", () => {
  const needing = (program: string): BuildPlan => ({
    ...plan("mkdir out; touch out/x"),
    requires: [
      { program: "sh", from: "nothing" },
      { program, from: "the package of it" },
    ],
  });
  const runPlan = (one: BuildPlan): Promise<SandboxRun> =>
    new BuildSandbox(QUICK).run(
      one,
      shared.source,
      scratch,
      progress,
      new AbortController().signal,
    );

  it("is named with its package where it is missing, before anything runs", async () => {
    const { record } = await runPlan(needing("no-such-program-$(id)"));
    expect(record.outcome).toMatchObject({
      kind: "failed",
      reason: "tool-missing",
      detail:
        "no-such-program-$(id) is not on the PATH of the build; install the package of it, or name its folder with --tools",
    });
    expect(progress.phases).toEqual([]);
  });

  it("is no matter where it is there", async () => {
    expect((await runPlan(needing("true"))).record.outcome.kind).toBe("built");
  });
});
