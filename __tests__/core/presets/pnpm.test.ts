import { describe, expect, it } from "@jest/globals";
import { pnpmPreset } from "../../../src/core/presets/pnpm.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const upload = uploadOf("pkg-1.0.0.tgz", [
  { path: "package/package.json", text: '{"name": "pkg"}' },
]);
const FILES = {
  "package.json": '{"name": "top", "packageManager": "pnpm@9.15.9"}',
  "pnpm-lock.yaml": "",
  "packages/a b/package.json": '{"name": "pkg"}',
};

describe("the pnpm preset", () => {
  it("is detected by its lock file and the name that the upload bears", () => {
    expect(pnpmPreset.detect(projectOf(FILES), upload)).toBe(
      "pnpm-lock.yaml, packages/a b/package.json of pkg",
    );
    const { "pnpm-lock.yaml": lock, ...unlocked } = FILES;
    expect(lock).toBe("");
    expect(pnpmPreset.detect(projectOf(unlocked), upload)).toBeNull();
    const foreign = uploadOf("x.tgz", [{ path: "package/package.json", text: '{"name":"x"}' }]);
    expect(pnpmPreset.detect(projectOf(FILES), foreign)).toBeNull();
  });

  it("fetches what the lock file names, runs no script of it, and can repeat that offline", () => {
    const { fetch, requires } = pnpmPreset.plan(projectOf(FILES), [upload], null);
    expect(fetch?.command).toContain("pnpm@9.15.9");
    expect(fetch?.command).toContain("pnpm install --frozen-lockfile --ignore-scripts");
    expect(fetch?.replay).not.toContain("npm install --ignore-scripts");
    expect(fetch?.replay).toContain("--offline");
    expect(requires.map(({ program }) => program)).toEqual(["npm"]);
    const own = projectOf({ "package.json": '{"name": "pkg"}', "pnpm-lock.yaml": "" });
    expect(pnpmPreset.plan(own, [upload], null).fetch?.command).toMatch(/^pnpm install /);
  });

  it("packs in the folder of the package", () => {
    const { build, outputs } = pnpmPreset.plan(projectOf(FILES), [upload], null);
    expect(build.command).toContain(
      "(cd './packages/a b' && pnpm pack --pack-destination ../../.rebuild-gate)",
    );
    expect(outputs).toEqual([".rebuild-gate/*.tgz"]);
  });

  it("would run pnpm, and not npm", () => {
    expect(pnpmPreset.runs("pnpm pack")).toBe(true);
    expect(pnpmPreset.runs("npm pack")).toBe(false);
  });

  it("makes no plan for a package that the commit does not have", () => {
    const project = projectOf({ "package.json": "{}", "pnpm-lock.yaml": "" });
    expect(thrown(() => pnpmPreset.plan(project, [upload], null))).toMatch(/^preset-unusable: /);
  });
});
