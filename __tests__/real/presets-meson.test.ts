import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { GitRepository } from "../support/git-repository.ts";
import { runOrThrow } from "./support/run.ts";
import { checkAlone, editedTwin, programObstacle } from "./support/zero-configuration.ts";

// No compiler is asked for: a release is packed from what git has, and from what a script of the commit adds.
const FILES = {
  "meson.build": "project('demo', version: '1.0')\nmeson.add_dist_script('stamp.sh')\n",
  "stamp.sh": { executable: '#!/bin/sh\necho "demo 1.0" > "$MESON_DIST_ROOT/VERSION"\n' },
  "src/hello.c": "int main(void) { return 0; }\n",
  ".gitignore": "VERSION\n",
};

const obstacle = await programObstacle({ meson: "meson", ninja: "ninja-build", xz: "xz-utils" });
const scenario = obstacle === undefined ? describe : describe.skip;

let folder = "";
let source = "";
let released = "";

beforeAll(async () => {
  if (obstacle !== undefined) return;
  folder = await mkdtemp(join(tmpdir(), "meson-"));
  source = join(folder, "source");
  new GitRepository(source).commit(FILES);
  const clone = join(folder, "clone");
  await runOrThrow("/bin/sh", [
    "-ec",
    [
      "umask 002",
      `git clone -q '${source}' '${clone}'`,
      `cd '${clone}'`,
      "{ meson setup b && meson dist -C b --no-tests; } >../log 2>&1",
    ].join("\n"),
  ]);
  released = join(clone, "b", "meson-dist", "demo-1.0.tar.xz");
});

afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

scenario(`a release of meson dist${obstacle === undefined ? "" : `: ${obstacle}`}`, () => {
  test("is equivalent to its rebuild by the meson preset, which nobody named", async () => {
    const { status, report, only } = await checkAlone(released, source);
    expect(only.findings.filter(({ accepted }) => accepted === null)).toEqual([]);
    expect(only).toMatchObject({ verdict: "equivalent", level: "L2" });
    expect(status).toBe(0);
    expect(report.build?.plan[0]).toMatchObject({ item: "preset", value: "meson" });
  });

  test("with another word in the file that only the release has is refused, file and rule named", async () => {
    const twin = await editedTwin(released, join(folder, "demo-1.0.tar.xz"), "demo-1.0/VERSION");
    const { status, only } = await checkAlone(twin, source);
    expect(status).toBe(1);
    expect(only).toMatchObject({ verdict: "different", stability: "stable" });
    const [found, ...others] = only.findings.filter(({ accepted }) => accepted === null);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "entry-content", class: "unexplained" });
    expect(found?.path.at(-1)).toBe("demo-1.0/VERSION");
    expect(found?.notes.join("\n")).toContain(".gitignore:1: VERSION");
  });
});
