import { describe, expect, it } from "@jest/globals";
import { npmPreset } from "../../../src/core/presets/npm.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const manifest = (more: object = {}) => JSON.stringify({ name: "pkg", ...more });
const PREPACK = { scripts: { prepack: "x" } };
const upload = uploadOf("pkg-1.0.0.tgz", [
  { path: "package/package.json", text: '{"name": "pkg"}' },
  { path: "package/lib/index.js" },
]);

function recipeOf(
  files: Readonly<Record<string, string>>,
  command: string | null = null,
): ReturnType<typeof npmPreset.plan> {
  return npmPreset.plan(projectOf({ "lib/index.js": "", ...files }), [upload], command);
}

describe("the npm preset", () => {
  it("is detected where the commit's package.json has the name that the upload bears", () => {
    const project = projectOf({ "package.json": manifest() });
    expect(npmPreset.detect(project, upload)).toBe("package.json of pkg");
    expect(npmPreset.detect(project, uploadOf("pkg.tgz", null))).toBe("package.json of pkg");
    const foreign = uploadOf("x.tgz", [{ path: "package/package.json", text: '{"name":"x"}' }]);
    expect(npmPreset.detect(project, foreign)).toBeNull();
    expect(npmPreset.detect(project, uploadOf("pkg.tar.gz", null))).toBeNull();
    expect(npmPreset.detect(projectOf({}), upload)).toBeNull();
    expect(npmPreset.detect(projectOf({ "package.json": "{}" }), upload)).toBeNull();
  });

  it.each(["pnpm-lock.yaml", "yarn.lock", "bun.lock"])("leaves a project with %s alone", (lock) => {
    const project = projectOf({ "package.json": manifest(), [lock]: "" });
    expect(npmPreset.detect(project, upload)).toBeNull();
  });

  it("fetches nothing where packing runs no script", () => {
    const files = {
      "package.json": manifest({ devDependencies: { a: "1" } }),
      "package-lock.json": "",
    };
    expect(recipeOf(files)).toMatchObject({ fetch: null, build: { command: "npm pack" } });
  });

  it.each([[["a"]], [true]])(
    "fetches what goes into the package itself: %j",
    (bundleDependencies) => {
      const files = { "package.json": manifest({ bundleDependencies }), "package-lock.json": "" };
      expect(recipeOf(files).fetch).not.toBeNull();
    },
  );

  it("fetches what the lock file names, runs no script of it, and can repeat that offline", () => {
    const { fetch } = recipeOf({ "package.json": manifest(PREPACK), "package-lock.json": "" });
    expect(fetch?.evidence).toBe("package-lock.json");
    expect(fetch?.command).toMatch(/^npm ci --ignore-scripts /);
    expect(fetch?.replay).toMatch(/^npm ci --ignore-scripts --offline /);
  });

  it("keeps what it resolved where there is no lock file, for the repetition", () => {
    const dependent = manifest({ ...PREPACK, devDependencies: { a: "^1" } });
    const { fetch, materials } = recipeOf({ "package.json": dependent });
    expect(fetch?.evidence).toContain("without a lock file");
    expect(fetch?.command).toContain("npm install --ignore-scripts");
    expect(fetch?.replay).toContain("--offline");
    expect(materials).toContain("npm/package-lock.json");
    expect(recipeOf({ "package.json": manifest(PREPACK) }).fetch).toBeNull();
  });

  it("runs the commit's own build script only where the upload has more than the commit", () => {
    const scripts = { scripts: { build: "x" } };
    expect(recipeOf({ "package.json": manifest(scripts) }).build.command).toBe("npm pack");
    const project = projectOf({ "package.json": manifest(scripts) });
    expect(npmPreset.plan(project, [upload], null).build).toEqual({
      command: "npm run build && npm pack",
      evidence:
        "preset npm; scripts.build of package.json, and package/lib/index.js, which the commit does not have",
    });
    const none = projectOf({ "package.json": manifest() });
    expect(npmPreset.plan(none, [upload], null).build.command).toBe("npm pack");
  });

  it("fetches for a command of the caller's that runs scripts", () => {
    const files = { "package.json": manifest(), "package-lock.json": "" };
    expect(recipeOf(files, "npm run build && npm pack").fetch).not.toBeNull();
    expect(recipeOf(files, "npm pack").fetch).toBeNull();
  });

  it("packs a package of a workspace that the top knows of", () => {
    const files = {
      "package.json": manifest({ name: "top", workspaces: ["packages/*"] }),
      "packages/a b/package.json": manifest(),
      "packages/a b/lib/index.js": "",
      "node_modules/pkg/package.json": manifest(),
    };
    const project = projectOf(files);
    expect(npmPreset.detect(project, upload)).toBe("packages/a b/package.json of pkg");
    const { build } = npmPreset.plan(project, [upload], null);
    expect(build.command).toBe("npm pack --workspace 'packages/a b'");
    const alone = projectOf({ ...files, "package.json": manifest({ name: "top" }) });
    expect(npmPreset.detect(alone, upload)).toBeNull();
  });

  it("would run npm, and nothing that only sounds like it", () => {
    expect(npmPreset.runs("npm pack")).toBe(true);
    expect(npmPreset.runs("  npm run build && npm pack")).toBe(true);
    expect(npmPreset.runs("npmx pack")).toBe(false);
    expect(npmPreset.runs("make npm pack")).toBe(false);
  });

  it("makes no plan without a package.json", () => {
    expect(thrown(() => recipeOf({}))).toMatch(/^preset-unusable: /);
  });
});
