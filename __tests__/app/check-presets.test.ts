import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { BuildSandbox } from "../../src/adapters/build-runner.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { diffLines } from "../../src/adapters/line-diff.ts";
import { manifestParsers } from "../../src/adapters/manifest-parsers.ts";
import { processConfiner } from "../../src/adapters/sandbox/process-confiner.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { ACCEPTED_FOR_REBUILD } from "../../src/app/accepted-rules.ts";
import { check, previewPlan, type CheckPorts, type PlanTerms } from "../../src/app/check.ts";
import type { MadePlan } from "../../src/app/make-plan.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { Report } from "../../src/core/report.ts";
import { reportSchema } from "../../src/core/report.ts";
import { gzipOf, tarOf } from "../support/archives.ts";
import { GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let folder = "";
let repository: GitRepository;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-presets-"));
  repository = new GitRepository(join(folder, "repository"));
  repository.commit({ "a.txt": "alpha\n", "src/b.txt": "beta\n" });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Asked {
  readonly command?: string | null;
  readonly preset?: string | null;
}

function terms(names: readonly string[], { command = null, preset = null }: Asked): PlanTerms {
  const [first = "", ...others] = names.map((name) => ({ file: join(folder, name), name }));
  return {
    uploads: [first as { file: string; name: string }, ...others],
    source: { repository: repository.folder, revision: "HEAD" },
    preset,
    limits: DEFAULT_LIMITS,
    build: {
      ...{ command, fetchCommand: null, sandbox: "auto", network: null, outputs: [] },
      ...{ environment: [], tools: [], timeoutMs: 60_000, caller: {} },
    },
  };
}

async function withPorts<T>(use: (ports: CheckPorts) => Promise<T>): Promise<T> {
  await using scratch = await openScratch(await mkdtemp(join(folder, "scratch")));
  return await use({
    clock: systemClock,
    scratch,
    progress: new RecordedProgress(),
    prover: new GitSourceProver({ environment: {} }),
    sandbox: new BuildSandbox({
      clock: systemClock,
      confiners: [processConfiner],
      tools: new Map(),
    }),
    files: archiveFiles,
    parsers: () => Promise.resolve(manifestParsers),
    secondOpinion: tarOpinion,
    diffLines,
  });
}

async function checked(names: readonly string[], asked: Asked = {}): Promise<Report> {
  const report = await withPorts((ports) =>
    check(
      {
        ...terms(names, asked),
        recheck: true,
        accepted: ACCEPTED_FOR_REBUILD,
        toolVersion: "0.0.0",
      },
      ports,
      new AbortController().signal,
    ),
  );
  return reportSchema.parse(JSON.parse(JSON.stringify(report)));
}

function previewed(names: readonly string[], asked: Asked = {}): Promise<MadePlan> {
  return withPorts((ports) =>
    previewPlan(terms(names, asked), ports, new AbortController().signal),
  );
}

function archived(name: string, ...options: readonly string[]): string {
  repository.git("archive", "--prefix=demo-1.0/", ...options, "-o", join(folder, name), "HEAD");
  return name;
}

describe("a check without a build command", () => {
  test("makes a tag archive by itself, and says in the plan why", async () => {
    const report = await checked([archived("demo-1.0.tar.gz"), archived("demo-1.0.zip")]);
    expect(report).toMatchObject({ verdict: "identical", exitCode: 0, mode: "rebuild" });
    expect(report.build?.plan).toEqual(
      expect.arrayContaining([
        {
          item: "preset",
          value: "git-archive",
          evidence: "demo-1.0.tar.gz names the commit, as git archive writes it",
        },
      ]),
    );
  });

  test("sees a tag archive in which something else stands, and rebuilt twice to be sure", async () => {
    const name = archived("demo-1.0.tar");
    const file = join(folder, name);
    execFileSync("/bin/sh", ["-ec", `LC_ALL=C sed -i s/alpha/alpho/ '${file}'`]);
    const report = await checked([name]);
    expect(report).toMatchObject({ verdict: "different", exitCode: 1 });
    expect(report.artifacts[0]).toMatchObject({ stability: "stable" });
    expect(report.artifacts[0]?.findings[0]?.path).toEqual([name, "demo-1.0/a.txt"]);
  });

  test("counts what no preset builds and never passes it", async () => {
    const name = archived("demo-1.0.tar");
    await writeFile(join(folder, "SHA256SUMS"), "0\n");
    const report = await checked(["SHA256SUMS", name]);
    expect(report).toMatchObject({ verdict: "inconclusive", exitCode: 6 });
    expect(
      report.artifacts.map(({ name, verdict, reason }) => [name, verdict, reason?.code]),
    ).toEqual([
      ["SHA256SUMS", "inconclusive", "not-applicable"],
      [name, "identical", undefined],
    ]);
  });

  test("builds nothing for a container image alone, and ends undecided", async () => {
    const image = tarOf([
      { path: "oci-layout", body: "{}" },
      { path: "index.json", body: "{}" },
    ]);
    await writeFile(join(folder, "image.tar"), image);
    await writeFile(join(folder, "image.tar.gz"), gzipOf(image));
    const report = await checked(["image.tar", "image.tar.gz"]);
    expect(report).toMatchObject({ verdict: "inconclusive", exitCode: 6, build: null });
    for (const { reason } of report.artifacts) {
      expect(reason?.code).toBe("not-applicable");
      expect(reason?.message).toContain("a container image");
    }
  });

  test("refuses to guess for a file of which the commit says nothing", async () => {
    await writeFile(join(folder, "x.tar.gz"), gzipOf(tarOf([{ path: "x/a.txt", body: "1" }])));
    await expect(checked(["x.tar.gz"])).rejects.toMatchObject({ code: "preset-undetected" });
  });

  test("follows --preset where nothing shows which it is", async () => {
    const listed = ["demo-1.0/a.txt", "demo-1.0/src/b.txt"].map((path) => ({ path, body: "1" }));
    await writeFile(join(folder, "demo-1.0.tar"), tarOf(listed));
    const report = await checked(["demo-1.0.tar"], { preset: "git-archive" });
    expect(report.build?.plan[0]).toEqual({
      item: "preset",
      value: "git-archive",
      evidence: "--preset",
    });
    expect(report.build?.outcome.kind).toBe("built");
  });
});

describe("the plan of a check", () => {
  test("is made and nothing of it run", async () => {
    const { plan } = await previewed([archived("demo-1.0.tar")]);
    expect(plan?.phases).toHaveLength(1);
    expect(plan?.items[0]).toMatchObject({ item: "preset", value: "git-archive" });
  });

  test("gives a command that a preset would run its fetch phase, and no other command", async () => {
    repository.commit({
      "package.json": '{"name": "demo", "scripts": {"prepack": "true"}}',
      "package-lock.json": "{}",
    });
    await writeFile(
      join(folder, "demo-1.0.0.tgz"),
      gzipOf(tarOf([{ path: "package/a", body: "" }])),
    );
    const phases = async (command: string) =>
      (await previewed(["demo-1.0.0.tgz"], { command })).plan?.phases.map(({ name }) => name);
    expect(await phases("npm pack")).toEqual(["fetch", "build"]);
    expect(await phases("make dist")).toEqual(["build"]);
  });

  test("reads the manifests of the folder that is built, and of no other", async () => {
    repository.commit({ "sub/package.json": '{"name": "sub"}', "package.json": '{"name": "top"}' });
    await writeFile(
      join(folder, "sub-1.0.0.tgz"),
      gzipOf(tarOf([{ path: "package/package.json", body: '{"name": "sub"}' }])),
    );
    await expect(previewed(["sub-1.0.0.tgz"])).rejects.toMatchObject({ code: "preset-undetected" });
    repository = Object.assign(Object.create(repository) as GitRepository, {
      folder: join(repository.folder, "sub"),
    });
    expect((await previewed(["sub-1.0.0.tgz"])).plan?.items[0]?.evidence).toBe(
      "package.json of sub",
    );
  });
});
