import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { GitRepository } from "../support/git-repository.ts";
import { runOrThrow } from "./support/run.ts";
import { checkAlone, editedTwin, programObstacle } from "./support/zero-configuration.ts";

const FILES = {
  "CMakeLists.txt": [
    "cmake_minimum_required(VERSION 3.16)",
    "project(demo VERSION 1.0 LANGUAGES NONE)",
    'set(CPACK_SOURCE_IGNORE_FILES "/[.]git/;/b/")',
    "include(CPack)",
    "",
  ].join("\n"),
  "src/hello.c": "int main(void) { return 0; }\n",
  "run.sh": { executable: "#!/bin/sh\n" },
};

const obstacle = await programObstacle({ cmake: "cmake", make: "make" });
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
let source = "";
let released = "";

beforeAll(async () => {
  if (obstacle !== undefined) return;
  folder = await mkdtemp(join(tmpdir(), "cmake-"));
  source = join(folder, "source");
  new GitRepository(source).commit(FILES);
  const clone = join(folder, "clone");
  await runOrThrow("/bin/sh", [
    "-ec",
    [
      "umask 002",
      `git clone -q '${source}' '${clone}'`,
      `cd '${clone}'`,
      "{ cmake -S . -B b && cmake --build b --target package_source; } >../log 2>&1",
    ].join("\n"),
  ]);
  released = join(clone, "b", "demo-1.0-Source.tar.gz");
});

afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

scenario(`a source package of CPack${obstacle === undefined ? "" : `: ${obstacle}`}`, () => {
  test("is equivalent to its rebuild by the cmake preset, which nobody named", async () => {
    const { status, report, only } = await checkAlone(released, source);
    expect(only.findings.filter(({ accepted }) => accepted === null)).toEqual([]);
    expect(only).toMatchObject({ verdict: "equivalent", level: "L2" });
    expect(status).toBe(0);
    expect(report.build?.plan[0]).toMatchObject({ item: "preset", value: "cmake" });
  });

  test("with another byte in a file of the commit is refused, and the file named", async () => {
    const file = "demo-1.0-Source/src/hello.c";
    const twin = await editedTwin(released, join(folder, "demo-1.0-Source.tar.gz"), file);
    const { status, only } = await checkAlone(twin, source);
    expect(status).toBe(1);
    expect(only).toMatchObject({ verdict: "different", stability: "stable" });
    const [found, ...others] = only.findings.filter(({ accepted }) => accepted === null);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "entry-content", class: "unexplained", risk: "high" });
    expect(found?.path.at(-1)).toBe(file);
  });
});
