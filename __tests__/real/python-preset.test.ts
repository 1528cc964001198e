import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ArtifactReport, Report } from "../../src/core/report.ts";
import { reportSchema } from "../../src/core/report.ts";
import { GitRepository } from "../support/git-repository.ts";
import { pythonObstacle } from "./support/python-tools.ts";
import { run, runOrThrow } from "./support/run.ts";

const CLI = join(import.meta.dirname, "../../dist/cli.js");

/** A pure package by hatchling, which leaves out no time and no permission. */
const PURE = {
  "pyproject.toml":
    '[build-system]\nrequires = ["hatchling>=1.18"]\nbuild-backend = "hatchling.build"\n[project]\nname = "pure-demo"\nversion = "1.0"\n',
  "pure_demo/__init__.py": "answer = 42\n",
};

/** One with machine code by setuptools. Debug information would hold the random folder of the compiler. */
const NATIVE = {
  "pyproject.toml":
    '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "native-demo"\nversion = "1.0"\n',
  "setup.py":
    'from setuptools import Extension, setup\nsetup(ext_modules=[Extension("native_demo", ["native.c"], extra_compile_args=["-g0"])])\n',
  "native.c":
    '#include <Python.h>\nstatic struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "native_demo", "answer 42"};\nPyMODINIT_FUNC PyInit_native_demo(void) { return PyModule_Create(&module); }\n',
};

/** The build finds the system's Python, so that one must be able to compile. */
const COMPILES =
  'import os, shutil, sysconfig, venv, ensurepip; assert shutil.which("cc"); assert os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))';

const obstacle =
  (await pythonObstacle()) ??
  ((await run("/usr/bin/python3", ["-c", COMPILES]).catch(() => null))?.status === 0
    ? undefined
    : "no C compiler or no Python.h (Debian packages gcc and python3-dev)");
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
let programs = "";

beforeAll(async () => {
  if (obstacle !== undefined) return;
  folder = await mkdtemp(join(tmpdir(), "python-preset-"));
  await runOrThrow("/usr/bin/python3", ["-m", "venv", join(folder, "tools")]);
  programs = join(folder, "tools", "bin");
  await runOrThrow(join(programs, "python"), ["-m", "pip", "install", "--quiet", "build==1.2.2"]);
}, 600_000);
afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

/** What a maintainer publishes from a folder: the front end as everybody calls it, with whatever it resolves. */
async function published(source: string): Promise<readonly string[]> {
  const into = await mkdtemp(join(folder, "dist-"));
  await runOrThrow(join(programs, "python"), ["-m", "build", "--outdir", into, source]);
  return (await readdir(into)).map((name) => join(into, name));
}

async function check(uploads: readonly string[], source: string): Promise<Report> {
  const ran = await run(process.execPath, [
    CLI,
    "check",
    ...uploads,
    ...["--source", source, "--format", "json"],
  ]);
  return reportSchema.parse(JSON.parse(ran.stdout));
}

function wheelOf(report: Report): ArtifactReport {
  const found = report.artifacts.find(({ name }) => name.endsWith(".whl"));
  if (found === undefined) throw new Error("the report has no wheel");
  return found;
}

scenario(`the python preset${obstacle === undefined ? "" : `: ${obstacle}`}`, () => {
  test("makes both files of a pure package again, bit by bit, with zero configuration", async () => {
    const repository = new GitRepository(join(folder, "pure"));
    repository.commit(PURE);
    const report = await check(await published(repository.folder), repository.folder);
    expect(report.artifacts.map(({ verdict }) => verdict)).toEqual(["identical", "identical"]);
    const items = new Map(report.build?.plan.map(({ item, value }) => [item, value]));
    expect(items.get("preset")).toBe("python");
    expect(items.get("env SOURCE_DATE_EPOCH")).toBe("not set");
    expect(items.get("hatchling")).toMatch(/^\d+\.\d+/);
    expect(report.build?.network.requested).toBe("fetch");
    expect(report.build?.materials?.length).toBeGreaterThan(3);
  }, 600_000);

  test("makes the machine code of a package again, and sees another one", async () => {
    const repository = new GitRepository(join(folder, "native"));
    repository.commit(NATIVE);
    const honest = await check(await published(repository.folder), repository.folder);
    expect(wheelOf(honest).verdict).toMatch(/^(?:identical|equivalent)$/);
    expect(honest.exitCode).toBe(0);

    const dirty = join(folder, "dirty");
    await cp(repository.folder, dirty, { recursive: true });
    await writeFile(join(dirty, "native.c"), NATIVE["native.c"].replace("42", "43"));
    const tampered = await check(await published(dirty), repository.folder);
    expect(tampered.exitCode).toBe(1);
    const wheel = wheelOf(tampered);
    expect(wheel).toMatchObject({ verdict: "different", stability: "stable" });
    const names = wheel.findings
      .filter(({ accepted }) => accepted === null)
      .map(({ path }) => path.at(-1));
    expect(names).toContainEqual(expect.stringMatching(/^native_demo\..*\.so$/));
    // A plan that was made again would say so: the second build had the materials of the first.
    expect(tampered.notices.map(({ code }) => code)).not.toContain("recheck-failed");
  }, 600_000);
});
