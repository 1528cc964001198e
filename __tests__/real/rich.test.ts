import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ArtifactReport, Report } from "../../src/core/report.ts";
import { reportSchema } from "../../src/core/report.ts";
import { debianOrigTarball, debianSourceObstacle } from "./support/debian-source.ts";
import {
  pythonObstacle,
  publishedDistributions,
  virtualEnvironment,
} from "./support/python-tools.ts";
import { runOrThrow, run, type Ran } from "./support/run.ts";
import { tamperedTwin, type Tampering } from "./support/tamper.ts";

// rich 13.3.1: the upstream tarball of Debian's source package is the project's tag archive; the sdist and the wheel
// are the ones the Python index serves. poetry-core 1.3.2 made them.
const WHEEL = "rich-13.3.1-py3-none-any.whl";
const SDIST = "rich-13.3.1.tar.gz";
const WHEEL_SHA256 = "8aa57747f3fc3e977684f0176a88e789be314a99f99b43b75d1e9cb5dc6db9e9";
const BUILD = "python -m build --no-isolation --sdist --wheel";
const CLI = join(import.meta.dirname, "../../dist/cli.js");

const obstacle = debianSourceObstacle() ?? (await pythonObstacle());
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
let source = "";
let pinned = "";
let newer = "";
let published = "";
let rebuilt = "";

function cli(...args: string[]): Promise<Ran> {
  return run(process.execPath, [CLI, ...args]);
}

function reportOf(ran: Ran): Report {
  return reportSchema.parse(JSON.parse(ran.stdout));
}

function artifactOf(report: Report, name: string): ArtifactReport {
  const found = report.artifacts.find((artifact) => artifact.name === name);
  if (found === undefined) throw new Error(`the report has no ${name}`);
  return found;
}

async function check(tools: string): Promise<{ ran: Ran; report: Report }> {
  const ran = await cli(
    ...["check", join(published, WHEEL), join(published, SDIST), "--source", source],
    ...["--build", BUILD, "--output", "dist/*", "--tools", tools, "--format", "json"],
  );
  return { ran, report: reportOf(ran) };
}

beforeAll(async () => {
  if (obstacle !== undefined) return;
  folder = await mkdtemp(join(tmpdir(), "rich-"));
  source = join(folder, "source");
  published = join(folder, "published");
  rebuilt = join(folder, "rebuilt");
  await mkdir(source);
  await mkdir(rebuilt);
  const orig = await debianOrigTarball("rich", "13.3.1-1", folder);
  await runOrThrow("tar", ["-xf", orig, "-C", source, "--strip-components=1"]);
  const identity = ["-c", "user.name=Release", "-c", "user.email=release@example.invalid"];
  await runOrThrow("git", ["init", "-q", source]);
  await runOrThrow("git", ["-C", source, "add", "-A", "-f"]);
  await runOrThrow("git", ["-C", source, ...identity, "commit", "-q", "-m", "rich 13.3.1"]);
  pinned = await virtualEnvironment(join(folder, "pinned"), ["build==1.2.2", "poetry-core==1.3.2"]);
  newer = await virtualEnvironment(join(folder, "newer"), ["build==1.2.2", "poetry-core==1.4.0"]);
  await publishedDistributions(pinned, "rich==13.3.1", published);
  await runOrThrow("git", ["clone", "-q", source, join(folder, "clone")]);
  await runOrThrow(join(pinned, "python"), [
    "-m",
    "build",
    "--no-isolation",
    "--sdist",
    "--wheel",
    "--outdir",
    rebuilt,
    join(folder, "clone"),
  ]);
});

afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

scenario(`rich 13.3.1 from the indexes${obstacle === undefined ? "" : `: ${obstacle}`}`, () => {
  test("the tag's tree has 521 files and poetry-core 1.3.2 makes the published wheel, byte for byte", async () => {
    const { ran, report } = await check(pinned);
    expect(ran.status).toBe(0);
    const git = (...words: string[]) => runOrThrow("git", ["-C", source, ...words]);
    const files = await git("ls-tree", "-r", "--name-only", "-z", "HEAD");
    expect(files.split("\0").slice(0, -1)).toHaveLength(521);
    expect(report.source?.tree).toBe((await git("rev-parse", "HEAD^{tree}")).trim());
    const wheel = artifactOf(report, WHEEL);
    expect(wheel).toMatchObject({ verdict: "identical", level: "L0", findings: [] });
    expect(wheel.upload.sha256).toBe(WHEEL_SHA256);
    expect(wheel.rebuilt?.sha256).toBe(WHEEL_SHA256);
    const sdist = artifactOf(report, SDIST);
    expect(sdist).toMatchObject({ verdict: "equivalent", level: "L2" });
    const times = sdist.findings.filter((finding) => finding.code === "entry-mtime");
    expect(times).toHaveLength(82);
    const others = new Set(sdist.findings.map((finding) => finding.code));
    others.delete("entry-mtime");
    expect(others).toContain("compression-layout");
    for (const code of others)
      expect(["compression-layout", "gzip-header", "tar-encoding"]).toContain(code);
    for (const finding of sdist.findings) expect(finding.accepted).not.toBeNull();
    expect(Object.values(sdist.files).reduce((sum, count) => sum + count, 0)).toBe(84);
  });

  test("with the repository and the two files alone, the preset pins poetry-core 1.3.2 by itself", async () => {
    const ran = await cli(
      ...["check", join(published, WHEEL), join(published, SDIST), "--source", source],
      ...["--format", "json"],
    );
    const report = reportOf(ran);
    expect(ran.status).toBe(0);
    expect(artifactOf(report, WHEEL)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(artifactOf(report, WHEEL).rebuilt?.sha256).toBe(WHEEL_SHA256);
    expect(artifactOf(report, SDIST)).toMatchObject({ verdict: "equivalent", level: "L2" });
    expect(report.build?.plan).toEqual(
      expect.arrayContaining([
        { item: "preset", value: "python", evidence: "pyproject.toml of rich" },
        {
          item: "poetry-core",
          value: "1.3.2",
          evidence: `${WHEEL}, rich-13.3.1.dist-info/WHEEL; within poetry-core>=1.0.0 of pyproject.toml`,
        },
      ]),
    );
    expect(report.build?.materials?.map(({ path }) => path)).toContain(
      "python/poetry_core-1.3.2-py3-none-any.whl",
    );
  }, 600_000);

  test("poetry-core 1.4.0 makes another release, and the report names both versions and the pin", async () => {
    const { ran, report } = await check(newer);
    expect(ran.status).toBe(1);
    const changed = (name: string) =>
      new Set(
        artifactOf(report, name)
          .findings.filter((finding) => finding.accepted === null)
          .map((finding) => finding.path.at(-1)?.split("/").at(-1)),
      );
    expect(artifactOf(report, WHEEL).verdict).toBe("different");
    expect(changed(WHEEL)).toEqual(new Set(["METADATA", "RECORD", "WHEEL"]));
    expect(artifactOf(report, SDIST).verdict).toBe("different");
    expect(changed(SDIST)).toEqual(new Set(["PKG-INFO"]));
    const wheel = artifactOf(report, WHEEL).findings.find(
      ({ code, path }) => code === "entry-content" && path.at(-1)?.endsWith("/WHEEL"),
    );
    expect(wheel?.explanation?.because).toContain("poetry-core 1.3.2");
    expect(wheel?.explanation?.because).toContain("1.4.0");
    expect(wheel?.explanation?.remedy).toContain("poetry-core==1.3.2");
    const text = await cli(
      ...["check", join(published, WHEEL), "--source", source, "--build", BUILD, "--no-recheck"],
      ...["--output", "dist/*.whl", "--tools", newer],
    );
    expect(text.status).toBe(1);
    expect(text.stdout).toContain("poetry-core==1.3.2");
  });

  const refusals: [Tampering, string, string][] = [
    ["changed-byte", "entry-content", "rich/color.py"],
    ["added-file", "entry-only-in-upload", "rich/extra.py"],
    ["added-ignored-file", "entry-only-in-upload", "rich/_speedups.so"],
    ["removed-file", "entry-only-in-rebuild", "rich/color.py"],
    ["exec-bit", "entry-mode", "rich/color.py"],
  ];
  for (const name of [WHEEL, SDIST]) {
    test.each(refusals)(`${name} with %s is refused as %s`, async (tampering, code, path) => {
      const twins = await mkdtemp(join(folder, "twin-"));
      const twin = await tamperedTwin(
        join(pinned, "python"),
        join(published, name),
        twins,
        tampering,
      );
      const ran = await cli(
        ...[
          "compare",
          twin,
          join(rebuilt, name),
          "--source",
          source,
          "--commit",
          "HEAD",
          "--format",
          "json",
        ],
      );
      const artifact = artifactOf(reportOf(ran), name);
      expect(artifact.verdict).toBe("different");
      expect(ran.status).toBe(1);
      const first = artifact.findings[0];
      const named = artifact.findings.filter(
        (finding) => finding.code === code && finding.path.at(-1)?.endsWith(path),
      );
      expect(named).toHaveLength(1);
      expect(named[0]?.accepted).toBeNull();
      expect(named[0]?.class).not.toBe("modified-explained");
      expect(first?.risk).toBe("high");
      if (tampering === "added-ignored-file") {
        expect(first).toEqual(named[0]);
        expect(named[0]?.notes.join("\n")).toContain(".gitignore:18: *.so");
      }
    });

    test(`${name} with a second entry of one name is not decided`, async () => {
      const twins = await mkdtemp(join(folder, "twin-"));
      const twin = await tamperedTwin(
        join(pinned, "python"),
        join(published, name),
        twins,
        "second-entry",
      );
      const ran = await cli("compare", twin, join(rebuilt, name), "--format", "json");
      expect(ran.status).toBe(6);
      const artifact = artifactOf(reportOf(ran), name);
      expect(artifact.verdict).toBe("inconclusive");
      expect(artifact.reason?.code).toBe("name-duplicate");
    });
  }

  test("check itself refuses a twin whose only change is an ignored file, and names the rule", async () => {
    const twins = await mkdtemp(join(folder, "twin-"));
    const twin = await tamperedTwin(
      join(pinned, "python"),
      join(published, SDIST),
      twins,
      "added-ignored-file",
    );
    const ran = await cli(
      ...["check", twin, "--source", source, "--build", BUILD, "--output", "dist/*.tar.gz"],
      ...["--tools", pinned, "--report", join(twins, "report")],
    );
    expect(ran.status).toBe(1);
    expect(ran.stdout.split("\n").slice(0, 12).join("\n")).toContain("rich/_speedups.so");
    expect(ran.stdout).toContain(".gitignore:18: *.so");
  });

  test("check itself refuses a wheel with one changed byte, and names the file", async () => {
    const twins = await mkdtemp(join(folder, "twin-"));
    const twin = await tamperedTwin(
      join(pinned, "python"),
      join(published, WHEEL),
      twins,
      "changed-byte",
    );
    const ran = await cli(
      ...["check", twin, "--source", source, "--build", BUILD, "--output", "dist/*.whl"],
      ...["--tools", pinned, "--format", "json"],
    );
    expect(ran.status).toBe(1);
    const artifact = artifactOf(reportOf(ran), WHEEL);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    const changed = artifact.findings.filter(({ code }) => code === "entry-content");
    expect(changed.map(({ path }) => path)).toEqual([[WHEEL, "rich/color.py"]]);
    expect(changed[0]?.accepted).toBeNull();
    expect(changed[0]?.class).toBe("unexplained");
  });
});
