import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { archiveFiles } from "../../src/adapters/archive-files.ts";
import { BuildSandbox } from "../../src/adapters/build-runner.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { manifestParsers } from "../../src/adapters/manifest-parsers.ts";
import { processConfiner } from "../../src/adapters/sandbox/process-confiner.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import { diffLines } from "../../src/adapters/line-diff.ts";
import { tarOpinion } from "../../src/adapters/second-opinion.ts";
import { ACCEPTED_FOR_REBUILD, ACCEPTED_WITHOUT_BUILD } from "../../src/app/accepted-rules.ts";
import { check } from "../../src/app/check.ts";
import { DEFAULT_LIMITS } from "../../src/core/archive/limits.ts";
import type { Report } from "../../src/core/report.ts";
import { reportSchema } from "../../src/core/report.ts";
import { gzipOf, tarOf } from "../support/archives.ts";
import type { TarEntry } from "../support/archives.ts";
import { FIRST_COMMIT_TIME, GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

const SOURCES = {
  ".gitignore": "*.m4\nout/\n",
  "src/a.txt": "alpha\n",
  "src/b.txt": "beta\n",
};

/** What GNU tar makes of the sources; `--format=ustar` keeps it within what every reader knows. */
const PACK =
  "mkdir -p out && tar --format=ustar --sort=name --owner=0 --group=0 --mtime=@$SOURCE_DATE_EPOCH --transform 's,^src,pkg-1.0,' -cf out/pkg.tar src/a.txt src/b.txt && gzip -n < out/pkg.tar > out/pkg-1.0.tar.gz && rm out/pkg.tar";

const HONEST: readonly TarEntry[] = [
  { path: "pkg-1.0/a.txt", body: "alpha\n", mtime: FIRST_COMMIT_TIME },
  { path: "pkg-1.0/b.txt", body: "beta\n", mtime: FIRST_COMMIT_TIME },
];

let folder = "";
let repository: GitRepository;
let progress: RecordedProgress;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-"));
  repository = new GitRepository(join(folder, "repository"));
  repository.commit(SOURCES);
  progress = new RecordedProgress();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function upload(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return name;
}

interface Asked {
  readonly revision?: string;
  readonly command?: string | null;
  readonly outputs?: readonly string[];
  readonly recheck?: boolean;
  readonly timeoutMs?: number;
}

/** Runs a check with every real part, and demands that its scratch folder is gone and its report valid. */
async function checked(names: readonly string[], asked: Asked = {}): Promise<Report> {
  const { command = PACK, outputs = ["out/*"], recheck = true, timeoutMs = 600_000 } = asked;
  const { revision = "HEAD" } = asked;
  const [first = "", ...others] = names;
  const parent = join(folder, "scratch");
  await using scratch = await openScratch(await mkdtemp(parent));
  const report = await check(
    {
      uploads: [
        { file: join(folder, first), name: first },
        ...others.map((name) => ({ file: join(folder, name), name })),
      ],
      source: { repository: repository.folder, revision },
      build:
        command === null
          ? null
          : {
              command,
              fetchCommand: null,
              sandbox: "auto",
              network: null,
              outputs,
              environment: [],
              tools: [],
              timeoutMs,
              caller: {},
            },
      recheck,
      accepted: command === null ? ACCEPTED_WITHOUT_BUILD : ACCEPTED_FOR_REBUILD,
      limits: DEFAULT_LIMITS,
      toolVersion: "0.0.0",
    },
    {
      clock: systemClock,
      scratch,
      progress,
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
    },
    new AbortController().signal,
  );
  return reportSchema.parse(JSON.parse(JSON.stringify(report)));
}

/** The upload as the build itself makes it. */
async function builtUpload(): Promise<string> {
  repository.gitWith({}, "clean", "-fdxq");
  const { execFileSync } = await import("node:child_process");
  execFileSync("/bin/sh", ["-ec", PACK], {
    cwd: repository.folder,
    env: { PATH: "/usr/bin:/bin", SOURCE_DATE_EPOCH: String(FIRST_COMMIT_TIME), LC_ALL: "C" },
  });
  const { rename } = await import("node:fs/promises");
  await rename(join(repository.folder, "out/pkg-1.0.tar.gz"), join(folder, "pkg-1.0.tar.gz"));
  return "pkg-1.0.tar.gz";
}

describe("check", () => {
  test("is identical for what the commit builds, and names source, plan and what was reached", async () => {
    const report = await checked([await builtUpload()]);
    expect(report).toMatchObject({
      verdict: "identical",
      level: "L0",
      exitCode: 0,
      mode: "rebuild",
    });
    expect(report.source?.commit).toBe(repository.git("rev-parse", "HEAD"));
    expect(report.source?.tree).toBe(repository.git("rev-parse", "HEAD^{tree}"));
    expect(report.build?.sandbox).toEqual({
      requested: "auto",
      reached: "process",
      limits: [],
    });
    expect(report.build?.network.reached).toBe("open");
    expect(Object.keys(report.timings)).toEqual(expect.arrayContaining(["rebuild", "compare"]));
    expect(progress.phases.some((phase) => phase.startsWith("recheck"))).toBe(false);
  });

  test("is equivalent for the same files with other times and another compressor", async () => {
    const later = HONEST.map((entry) => ({ ...entry, mtime: FIRST_COMMIT_TIME + 5 }));
    const name = await upload("pkg-1.0.tar.gz", gzipOf(tarOf(later), { level: 1 }));
    const report = await checked([name]);
    expect(report).toMatchObject({ verdict: "equivalent", level: "L2", exitCode: 0 });
    expect(report.artifacts[0]?.files).toEqual({ rebuilt: 2 });
  });

  test("is different for an ignored file that only the upload has; a stable build says so", async () => {
    const extra = [...HONEST, { path: "pkg-1.0/build-to-host.m4", body: "x", mtime: 0 }];
    const report = await checked([await upload("pkg-1.0.tar.gz", gzipOf(tarOf(extra)))]);
    expect(report).toMatchObject({ verdict: "different", level: null, exitCode: 1 });
    const [artifact] = report.artifacts;
    expect(artifact?.stability).toBe("stable");
    expect(artifact?.findings[0]).toMatchObject({
      code: "entry-only-in-upload",
      path: ["pkg-1.0.tar.gz", "pkg-1.0/build-to-host.m4"],
      class: "unexplained",
      risk: "high",
    });
    expect(artifact?.findings[0]?.notes.join()).toContain(".gitignore:1: *.m4");
    expect(report.timings["recheck"]).toBeGreaterThanOrEqual(0);
  });

  test("does not build again when told not to", async () => {
    const report = await checked([await upload("pkg-1.0.tar.gz", gzipOf(tarOf(HONEST.slice(1))))], {
      recheck: false,
    });
    expect(report.artifacts[0]).toMatchObject({ verdict: "different", stability: null });
    expect(report.timings["recheck"]).toBeUndefined();
  });

  test("puts what two rebuilds disagree on into a class of its own, and accepts none of it", async () => {
    const unstable = `date +%s%N > src/b.txt; ${PACK}`;
    const tampered = [{ ...HONEST[0]!, body: "ALPHA\n" }, HONEST[1]!];
    const name = await upload("pkg-1.0.tar.gz", gzipOf(tarOf(tampered)));
    const report = await checked([name], { command: unstable });
    const [artifact] = report.artifacts;
    expect(artifact).toMatchObject({ verdict: "different", stability: "unstable" });
    const classes = new Map(
      artifact?.findings
        .filter(({ code }) => code === "entry-content")
        .map((finding) => [finding.path.at(-1), finding.class]),
    );
    expect(classes).toEqual(
      new Map([
        ["pkg-1.0/a.txt", "unexplained"],
        ["pkg-1.0/b.txt", "unstable"],
      ]),
    );
    expect(artifact?.files).toMatchObject({ unexplained: 1, unstable: 1 });
  });

  test("leaves the verdict inconclusive when the build fails, and exits 4", async () => {
    const report = await checked([await builtUpload()], { command: "echo broken >&2; exit 3" });
    expect(report).toMatchObject({ verdict: "inconclusive", exitCode: 4 });
    expect(report.artifacts[0]?.reason?.code).toBe("build-failed");
    expect(report.build?.outcome).toMatchObject({ kind: "failed", reason: "exit" });
    expect(JSON.stringify(report.build?.outcome)).toContain("broken");
  });

  test("exits 4 when the build leaves nothing, or runs out of time", async () => {
    const name = await builtUpload();
    const nothing = await checked([name], { command: "true" });
    expect(nothing.build?.outcome).toMatchObject({ kind: "failed", reason: "no-output" });
    expect(nothing.exitCode).toBe(4);
    const late = await checked([name], { command: "sleep 60", timeoutMs: 300 });
    expect(late.build?.outcome).toMatchObject({ kind: "failed", reason: "timeout" });
    expect(late.exitCode).toBe(4);
  });

  test("says that the rebuild has no such file when it has others", async () => {
    const names = [await builtUpload(), await upload("other.tar.gz", gzipOf(tarOf(HONEST)))];
    const report = await checked(names, { recheck: false });
    expect(report.exitCode).toBe(1);
    expect(report.artifacts.map(({ verdict }) => verdict)).toEqual(["identical", "different"]);
    expect(report.artifacts[1]?.findings[0]?.code).toBe("upload-not-rebuilt");
  });

  test("refuses to guess between two outputs of one name", async () => {
    const command = `${PACK}; mkdir out/again; printf x > out/again/pkg-1.0.tar.gz`;
    await expect(
      checked([await builtUpload()], { command, outputs: ["out/**"] }),
    ).rejects.toMatchObject({ code: "upload-ambiguous" });
  });

  test("keeps the first verdict when the second build fails, and says that nothing is known of stability", async () => {
    const marker = join(folder, "built-once");
    const command = `test ! -e ${marker} || exit 9; touch ${marker}; ${PACK}`;
    const name = await upload("pkg-1.0.tar.gz", gzipOf(tarOf(HONEST.slice(1))));
    const report = await checked([name], { command });
    expect(report.artifacts[0]).toMatchObject({ verdict: "different", stability: null });
    expect(report.notices.map(({ code }) => code)).toContain("recheck-failed");
  });

  test("reads the upload before it builds anything", async () => {
    await expect(checked(["missing.tar.gz"])).rejects.toMatchObject({ code: "file-missing" });
    expect(progress.phases).toEqual([]);
  });

  test("notices a dirty work tree and builds the commit all the same", async () => {
    const name = await builtUpload();
    repository.write({ "src/a.txt": "changed\n" });
    const report = await checked([name]);
    expect(report.verdict).toBe("identical");
    expect(report.notices.map(({ code }) => code)).toContain("dirty-work-tree");
  });

  test("leaves nothing of a run behind", async () => {
    await checked([await builtUpload()]);
    for (const entry of await readdir(folder)) {
      if (!entry.startsWith("scratch")) continue;
      expect(await readdir(join(folder, entry))).toEqual([]);
    }
  });
});

describe("check of a commit that was named by a tag", () => {
  test("records the tag, and refuses when the build's time was enough for it to move", async () => {
    repository.git("tag", "-a", "v1", "-m", "one");
    const object = repository.git("rev-parse", "v1");
    const name = await builtUpload();
    const report = await checked([name], { revision: "v1" });
    expect(report.source?.tag).toEqual({ name: "refs/tags/v1", object });
    const move = `git -C ${repository.folder} tag -f -a v1 -m again v1^{}`;
    const identity = "GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x";
    const command = `${PACK}\n${identity} ${move} 2>/dev/null`;
    await expect(checked([name], { revision: "v1", command })).rejects.toMatchObject({
      code: "tag-moved",
    });
  });
});

describe("check without a build", () => {
  test("passes what `git archive` writes by the commit's own attributes, and nothing beside it", async () => {
    repository.commit({
      ".gitattributes": "*.bat eol=crlf\nversion.txt export-subst\nsecret.txt export-ignore\n",
      "run.bat": "echo 1\n",
      "version.txt": "$Format:%H %cI$\n",
      "secret.txt": "kept\n",
    });
    const file = join(folder, "pkg-1.0.tar.gz");
    repository.git("archive", "--format=tar.gz", "--prefix=pkg-1.0/", `--output=${file}`, "HEAD");
    const report = await checked(["pkg-1.0.tar.gz"], { command: null });
    expect(report).toMatchObject({ verdict: "equivalent", level: "L4", exitCode: 0 });
    const [artifact] = report.artifacts;
    expect(artifact?.files).toEqual({
      "in-commit": repository.git("ls-files").split("\n").length - 1,
    });
    expect(artifact?.findings.find(({ code }) => code === "container-not-rebuilt")?.notes).toEqual(
      expect.arrayContaining([
        "1 of them as the commit's eol=crlf writes them",
        "1 of them as the commit's export-subst writes them",
      ]),
    );
    const forged = [
      { path: "pkg-1.0/README", body: "read\n" },
      { path: "pkg-1.0/version.txt", body: `${"0".repeat(40)} 2023-11-14T22:13:20+00:00\n` },
    ];
    const other = await upload("forged.tar.gz", gzipOf(tarOf(forged)));
    expect((await checked([other], { command: null })).verdict).toBe("different");
  });

  test("is different for a `.git` in the upload", async () => {
    const entries = [
      { path: "pkg-1.0/src/a.txt", body: "alpha\n" },
      { path: "pkg-1.0/.git/config", body: "[core]\n" },
    ];
    const name = await upload("pkg-1.0.tar.gz", gzipOf(tarOf(entries)));
    const report = await checked([name], { command: null });
    expect(report).toMatchObject({ verdict: "different", exitCode: 1 });
    expect(report.artifacts[0]?.reason?.code).toBe("git-folder-in-upload");
  });

  test("is equivalent at L4 when every file is the commit's at its own place", async () => {
    const entries = [
      { path: "pkg-1.0/src/a.txt", body: "alpha\n" },
      { path: "pkg-1.0/src/b.txt", body: "beta\n" },
    ];
    const name = await upload("pkg-1.0.tar.gz", gzipOf(tarOf(entries)));
    const report = await checked([name], { command: null });
    expect(report).toMatchObject({
      mode: "no-build",
      verdict: "equivalent",
      level: "L4",
      exitCode: 0,
      build: null,
    });
  });

  test("is different for a changed tracked file, and cannot tell of an untracked one", async () => {
    const changed = await upload(
      "changed.tar.gz",
      gzipOf(tarOf([{ path: "pkg-1.0/src/a.txt", body: "ALPHA\n" }])),
    );
    expect(await checked([changed], { command: null })).toMatchObject({
      verdict: "different",
      exitCode: 1,
    });
    const untracked = await upload(
      "untracked.tar.gz",
      gzipOf(
        tarOf([
          { path: "pkg-1.0/src/a.txt", body: "alpha\n" },
          { path: "pkg-1.0/configure", body: "generated\n" },
        ]),
      ),
    );
    const report = await checked([untracked], { command: null });
    expect(report).toMatchObject({ verdict: "inconclusive", exitCode: 6 });
    expect(report.artifacts[0]?.reason?.code).toBe("not-rebuilt");
  });
});
