import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BUILD, CliBench, SOURCES, TWIN, UPLOAD } from "../support/cli-bench.ts";
import { mainScenarios } from "../support/cli-scenarios.ts";

const root = join(import.meta.dirname, "..", "..");

let bench: CliBench;
let repository: string;
let temporary: string;

beforeAll(async () => {
  bench = await CliBench.open(SOURCES);
  ({ repository, temporary } = bench);
});

afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

const start = (args: readonly string[]) => bench.start(args);
const rebuildGate = (...args: readonly string[]) => bench.run(args);

describe("rebuild-gate", () => {
  mainScenarios(SOURCES);
});

describe("rebuild-gate check", () => {
  it("says with --no-recheck that stability was not checked", async () => {
    const { status, stdout } = await rebuildGate("check", ...TWIN, "--no-recheck");
    expect(status).toBe(1);
    expect(stdout).toMatch(/whether the build is stable was\s+not\s+checked/);
  });

  it("finds a build that is not stable", async () => {
    const command = `mkdir -p src && date +%s%N > src/stamp && ${BUILD}`;
    const { status, stdout } = await rebuildGate("check", UPLOAD, "--build", command);
    expect(status).toBe(1);
    expect(stdout).toContain("Your build is not stable here");
  });

  it("prints with --explain-plan what a preset would do, and does nothing", async () => {
    const archive = join(repository, "demo-tag.tar");
    execFileSync("git", ["archive", "--prefix=demo/", "-o", archive, "HEAD"], { cwd: repository });
    const text = await rebuildGate("check", archive, "--explain-plan");
    expect([text.status, text.stdout.split("\n")[0]]).toEqual([0, "PLAN"]);
    expect(text.stdout).toMatch(/preset +git-archive +\[demo-tag\.tar names the commit/);
    const json = await rebuildGate("check", archive, "--explain-plan", "--format", "json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      plan: expect.arrayContaining([expect.objectContaining({ item: "preset" })]),
      phases: [{ name: "build", network: "none" }],
      notApplicable: [],
    });
    const other = await rebuildGate("check", archive, "--explain-plan", "--format", "html");
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining("text or json")]);
    const named = await rebuildGate("check", archive, "--explain-plan", "--preset", "nmp");
    expect([named.status, named.stderr]).toEqual([2, expect.stringContaining("git-archive")]);
    await rm(archive);
  });

  it("accounts for every file with --no-build", async () => {
    const { status, stdout } = await rebuildGate("check", UPLOAD, "--no-build");
    expect(stdout).toContain("Nothing was rebuilt; every file is accounted for by the commit");
    expect(status).toBe(0);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    [
      "a build that fails",
      ["--build", "echo no rule; exit 3"],
      4,
      /it ended with exit status 3[^]*\| no rule/,
    ],
    [
      "a build that makes nothing",
      ["--build", "true"],
      4,
      /left no output to compare[^]*--output GLOB/,
    ],
    [
      "a build that takes too long",
      ["--build", "sleep 60", "--timeout", "300ms"],
      4,
      /took too long/,
    ],
  ])("ends with 4 for %s", async (_name, args, code, said) => {
    const { status, stdout } = await rebuildGate("check", UPLOAD, ...args);
    expect(stdout).toMatch(said);
    expect(status).toBe(code);
  });

  it.each<[string, readonly string[], string]>([
    ["a missing upload", ["check", "dist/none.tgz", "--build", "true"], "file-missing"],
    [
      "a commit that does not exist",
      ["check", UPLOAD, "--build", "true", "--commit", "nope"],
      "commit-unknown",
    ],
    [
      "a source that is no repository",
      ["check", UPLOAD, "--build", "true", "--source", "/"],
      "source-not-a-repository",
    ],
    [
      "two outputs for one upload",
      [
        "check",
        UPLOAD,
        "--build",
        `${BUILD} && mkdir x && echo other > x/pkg-1.0.tar.gz`,
        "--output",
        "**/*.gz",
      ],
      "upload-ambiguous",
    ],
    ["a report over a tracked file", ["check", UPLOAD, "--no-build", "--report", "."], "none"],
    ["a report that is none", ["explain", ".gitignore"], "report-invalid"],
    ["no command line of this tool", ["check", "--polciy"], "usage"],
    ["a command that does not exist", ["cehck"], "usage"],
  ])("ends with 2 and one clear message for %s", async (_name, args, code) => {
    if (code === "none") {
      await expectTrackedRefusal(args);
      return;
    }
    const { status, stdout, stderr } = await rebuildGate(...args);
    expect(stderr).toMatch(
      new RegExp(
        `^rebuild-gate: ${code}\n  expected  .+\n  found     .+\n[^]*  next      .+\n[^]*  docs      https://.+#${code}\n$`,
      ),
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([2, ""]);
  });

  async function expectTrackedRefusal(args: readonly string[]): Promise<void> {
    const git = (...words: string[]) => execFileSync("git", ["-C", repository, ...words]);
    await writeFile(join(repository, "report.md"), "mine\n");
    git("add", "report.md");
    const { status, stderr } = await rebuildGate(...args);
    git("rm", "-q", "--cached", "report.md");
    expect(await readFile(join(repository, "report.md"), "utf8")).toBe("mine\n");
    await rm(join(repository, "report.md"));
    expect([status, stderr.split("\n")[0]]).toEqual([2, "rebuild-gate: output-exists"]);
  }

  it("puts an error into the one JSON document, and a stack on stderr only with --verbose", async () => {
    const { status, stdout, stderr } = await rebuildGate(
      "check",
      "--format=json",
      "--verbose",
      "--polciy",
      "--timeout",
      "x",
    );
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "usage",
        exitCode: 2,
        problems: [
          'unknown flag "--polciy"',
          expect.stringContaining("at least 1 operand"),
          expect.stringContaining("--timeout"),
        ],
      },
    });
    expect(stderr).toMatch(/\n\s+at /);
  });

  it("ends with 130 on Ctrl-C during a build, and leaves nothing behind", async () => {
    const child = start(["check", UPLOAD, "--verbose", "--build", "echo started; sleep 60"]);
    let told = "";
    await new Promise<void>((resolve) => {
      child.stderr.on("data", (chunk: Buffer) => {
        told += chunk.toString();
        if (told.includes("| started")) resolve();
      });
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(told).toContain("rebuild-gate: interrupted");
    expect(await readdir(temporary)).toEqual([]);
  });

  it("does not mind a reader that goes away", async () => {
    const child = start(["check", "--help"]);
    child.stdout.destroy();
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(told).toBe("");
  });
});

describe("rebuild-gate inspect", () => {
  it("ends with 6 for a file that is no archive", async () => {
    const { status, stdout, stderr } = await rebuildGate(
      "inspect",
      ".gitignore",
      "--format",
      "json",
    );
    expect([status, JSON.parse(stdout), stderr]).toEqual([
      6,
      expect.objectContaining({ ok: false, code: "not-an-archive", offset: 0 }),
      "",
    ]);
  });
});

describe("--limit", () => {
  it("sets a cap lower, which never passes, and is told in the report", async () => {
    const low = await rebuildGate("inspect", UPLOAD, "--limit", "entries=1", "--format=json");
    expect([low.status, JSON.parse(low.stdout)]).toEqual([
      6,
      expect.objectContaining({ ok: false, code: "limit-entries" }),
    ]);
    const bytes = await readFile(join(repository, UPLOAD));
    await writeFile(join(repository, "dist", "other.tar.gz"), bytes.fill(9, 4, 8));
    const files = ["compare", UPLOAD, "dist/other.tar.gz", "--format=json"];
    const limited = await rebuildGate(...files, "--limit=time=1m", "--limit", "entries=1");
    const report = JSON.parse(limited.stdout) as { readonly notices: unknown };
    expect([limited.status, report.notices]).toEqual([
      6,
      [{ code: "limits-changed", message: "limits set to entries=1, time=60s" }],
    ]);
    const usual = await rebuildGate(...files);
    expect([usual.status, (JSON.parse(usual.stdout) as typeof report).notices]).toEqual([0, []]);
  });

  it("holds for check and repack as well", async () => {
    const check = await rebuildGate("check", UPLOAD, "--no-build", "--limit", "entries=1");
    expect(check.status).toBe(6);
    expect(check.stdout).toContain("limit-entries");
    const repack = await rebuildGate("repack", UPLOAD, "-o", "dist/y", "--limit", "entries=1");
    expect(repack.status).toBe(6);
    expect(repack.stderr).toContain("limit-entries");
  });

  it.each(["check", "compare", "inspect", "repack"])(
    "is complained of by %s, with all that is wrong",
    async (command) => {
      const wrong = ["--limit", "entrys=5", "--limit", "time=5"];
      const { status, stderr } = await rebuildGate(command, ...wrong);
      expect(status).toBe(2);
      expect(stderr).toMatch(/--limit takes NAME=VALUE with a name of input[^]*found "entrys=5"/);
      expect(stderr).toMatch(/--limit takes time=a whole number of s, m or h[^]*found "time=5"/);
    },
  );
});

describe("rebuild-gate repack", () => {
  it("ends with 2 for a file that is no archive, and with 6 for one that is refused", async () => {
    const none = await rebuildGate("repack", ".gitignore", "-o", "dist/x.tar");
    expect([none.status, none.stderr.split("\n")[0]]).toEqual([2, "rebuild-gate: not-an-archive"]);
    const bytes = await readFile(join(repository, UPLOAD));
    await writeFile(join(repository, "dist", "cut.tar.gz"), bytes.subarray(0, bytes.length - 3));
    const refused = await rebuildGate("repack", "dist/cut.tar.gz", "-o", "dist/x.tar.gz");
    expect(refused.stderr).toMatch(/docs +https:\/\/[^ ]+\/docs\/archives#/);
    expect(refused.status).toBe(6);
  });
});

describe("rebuild-gate", () => {
  it("tells its version, which is the package's", async () => {
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect((await rebuildGate("--version")).stdout).toBe(`rebuild-gate ${manifest.version}\n`);
  });

  it("lists its commands, and tells where to read on when it is asked for nothing", async () => {
    const help = await rebuildGate("--help");
    expect([help.status, help.stderr]).toEqual([0, ""]);
    expect(help.stdout).toContain("inspect  show what the strict reader sees");
    const nothing = await rebuildGate();
    expect([nothing.status, nothing.stdout]).toEqual([2, ""]);
    expect((await rebuildGate("help", "check")).stdout).toContain("--no-recheck");
  });

  it("verifies nothing without evidence", async () => {
    await writeFile(join(repository, "dist", "empty.jsonl"), "{}\n");
    await writeFile(join(repository, "dist", "root.json"), "{}\n");
    const args = [
      "verify",
      UPLOAD,
      "--bundle",
      "dist/empty.jsonl",
      "--repository",
      "o/r",
      "--offline",
    ];
    const { status, stderr } = await rebuildGate(...args, "--trusted-root", "dist/root.json");
    expect([status, stderr.split("\n")[0]]).toEqual([2, "rebuild-gate: trusted-root-invalid"]);
    const none = await rebuildGate(...args);
    expect(none.stderr).toContain("--offline needs --trusted-root FILE");
  });
});
