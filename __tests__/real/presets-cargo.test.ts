import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
  type FoundProgram,
} from "./support/preset-check.ts";
import { run } from "./support/run.ts";

/** rustup's `cargo` is a front for others, which it looks up in the caller's home: the real one is asked for. */
async function findCargo(): Promise<FoundProgram | undefined> {
  const asked = await run("rustup", ["which", "cargo"]).catch(() => null);
  if (asked?.status !== 0) return findProgram("cargo");
  const folder = dirname(asked.stdout.trim());
  return { folder, flags: ["--tools", folder] };
}

const FILES = {
  "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\nresolver = "2"\n',
  "crates/example/Cargo.toml": [
    "[package]",
    'name = "preset-cargo-example"',
    'version = "1.0.0"',
    'edition = "2021"',
    'license = "MIT"',
    'description = "An example"',
    'homepage = "https://example.test"',
    "",
  ].join("\n"),
  "crates/example/src/lib.rs": "pub fn five() -> u8 {\n    5\n}\n",
  "crates/other/Cargo.toml":
    '[package]\nname = "preset-cargo"\nversion = "1.0.0"\nedition = "2021"\n',
  "crates/other/src/lib.rs": "",
  ".gitignore": "/target\n",
};
const RELEASE = "cargo package --quiet --offline --no-verify -p preset-cargo-example";
const UPLOAD = "target/package/preset-cargo-example-1.0.0.crate";

const cargo = await findCargo();
const scenario = cargo === undefined ? describe.skip : describe;

scenario(`the cargo preset${cargo === undefined ? ": cargo is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    const lock = "cargo generate-lockfile --quiet --offline";
    project = await ReleasedProject.create(FILES, cargo === undefined ? [] : [cargo], [lock]);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  test("makes the package of a member of a workspace, with the commit in it", async () => {
    const { status, report } = await project.check(await project.release(RELEASE, [UPLOAD]));
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(report.build?.plan[0]).toMatchObject({
      value: "cargo",
      evidence: "crates/example/Cargo.toml of preset-cargo-example",
    });
  });

  test("refuses a package with something that the commit does not have, and names the file", async () => {
    const poisoned = { "crates/example/src/lib.rs": "pub fn five() -> u8 {\n    6\n}\n" };
    const uploads = await project.release(`${RELEASE} --allow-dirty`, [UPLOAD], poisoned);
    const { status, report } = await project.check(uploads);
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toContain("preset-cargo-example-1.0.0/src/lib.rs");
  });
});
