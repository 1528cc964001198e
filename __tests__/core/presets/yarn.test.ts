import { describe, expect, it } from "@jest/globals";
import { yarnPreset } from "../../../src/core/presets/yarn.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const packed = (mtime: number) =>
  uploadOf("pkg-1.0.0.tgz", [{ path: "package/package.json", text: '{"name": "pkg"}', mtime }]);
const byYarn = packed(456_789_000);
const byNpm = packed(499_162_500);
const files = (named: string, more: Readonly<Record<string, string>> = {}) => ({
  "package.json": JSON.stringify({ name: "pkg", packageManager: named }),
  "yarn.lock": "",
  ...more,
});

function recipeOf(texts: Readonly<Record<string, string>>, upload = byYarn) {
  return yarnPreset.plan(projectOf(texts), [upload], null);
}

describe("the yarn preset", () => {
  it("is detected by its lock file and the name that the upload bears", () => {
    const project = projectOf(files("yarn@4.5.0"));
    expect(yarnPreset.detect(project, byYarn)).toBe("yarn.lock, package.json of pkg");
    expect(yarnPreset.detect(projectOf({ "package.json": '{"name": "pkg"}' }), byYarn)).toBeNull();
  });

  it("packs with npm what bears npm's own time, and with Yarn the rest", () => {
    const texts = files("yarn@4.5.0");
    expect(recipeOf(texts).build.command).toContain(
      "yarn pack --out ./.rebuild-gate/pkg-1.0.0.tgz",
    );
    expect(recipeOf(texts, byNpm).build.command).toContain("npm pack --pack-destination");
    expect(recipeOf(texts, byNpm).decisions.at(-1)).toMatchObject({ item: "packer", value: "npm" });
  });

  it("installs by the lock file, without scripts, and can repeat that offline", () => {
    const { fetch, environment } = recipeOf(files("yarn@4.5.0"));
    expect(fetch?.command).toContain("@yarnpkg/cli-dist@4.5.0");
    expect(fetch?.command).toContain("yarn install --immutable --mode=skip-build");
    expect(fetch?.replay).toContain("YARN_ENABLE_NETWORK=0");
    expect(environment.map(({ name }) => name)).toContain("YARN_ENABLE_GLOBAL_CACHE");
  });

  it("knows the first Yarn by its version, or by the settings that only later ones have", () => {
    const named = recipeOf(files("yarn@1.22.22"));
    expect(named.fetch?.command).toContain("yarn@1.22.22");
    expect(named.fetch?.command).toContain("--frozen-lockfile --ignore-scripts");
    expect(named.fetch?.replay).toMatch(/ --offline$/);
    expect(named.build.command).toContain("yarn pack --filename ");
    const unnamed = { "package.json": '{"name": "pkg"}', "yarn.lock": "" };
    expect(recipeOf(unnamed).fetch?.command).toContain("--frozen-lockfile");
    const later = { ...unnamed, ".yarnrc.yml": "nodeLinker: pnp\n" };
    expect(recipeOf(later).fetch?.command).toContain("--immutable");
  });

  it("runs the Yarn that the commit holds, and no other file that it names", () => {
    const yarnrc = { ".yarnrc.yml": "yarnPath: .yarn/releases/yarn.cjs\n" };
    const held = files("yarn@4.5.0", { ...yarnrc, ".yarn/releases/yarn.cjs": "" });
    const { fetch, build, requires } = recipeOf(held);
    expect(fetch?.command).toContain("node ./.yarn/releases/yarn.cjs install --immutable");
    expect(build.command).toContain("node ./.yarn/releases/yarn.cjs pack --out");
    expect(requires.map(({ program }) => program)).toEqual(["node"]);
    expect(recipeOf(files("yarn@4.5.0", yarnrc)).fetch?.command).toContain("cli-dist@4.5.0");
  });

  it("packs in the folder of a package of a workspace", () => {
    const texts = {
      "package.json": '{"name": "top"}',
      "yarn.lock": "",
      ".yarnrc.yml": "yarnPath: y.cjs\n",
      "y.cjs": "",
      "packages/a/package.json": '{"name": "pkg"}',
    };
    expect(recipeOf(texts).build.command).toContain(
      "(cd ./packages/a && node ../../y.cjs pack --out ../../.rebuild-gate/pkg-1.0.0.tgz)",
    );
  });

  it("would run yarn, and nothing that only sounds like it", () => {
    expect(yarnPreset.runs("yarn pack")).toBe(true);
    expect(yarnPreset.runs("yarnx pack")).toBe(false);
  });

  it("makes no plan for a package that the commit does not have", () => {
    const none = { "package.json": "{}", "yarn.lock": "" };
    expect(thrown(() => recipeOf(none))).toMatch(/^preset-unusable: .*pkg-1\.0\.0\.tgz/);
  });
});
