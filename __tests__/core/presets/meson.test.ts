import { describe, expect, it } from "@jest/globals";
import { mesonPreset } from "../../../src/core/presets/meson.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const OWN = { "meson.build": "# a comment\nproject(\n  'demo', 'c', version: '1.0')\n" };
const released = () => uploadOf("demo-1.0.tar.xz", [{ path: "demo-1.0/meson.build" }]);

describe("the meson preset", () => {
  it("is detected where the folder inside has the name that meson.build gives the project", () => {
    const project = projectOf(OWN);
    expect(mesonPreset.detect(project, released())).toBe("meson.build of demo");
    expect(mesonPreset.detect(project, uploadOf("demo-1.0.tar.xz", null))).not.toBeNull();
    const foreign = uploadOf("demo-1.0.tar.xz", [{ path: "other-1.0/meson.build" }]);
    expect(mesonPreset.detect(project, foreign)).toBeNull();
    expect(mesonPreset.detect(project, uploadOf("demo-1.0.tar.xz", [{ path: "a" }]))).toBeNull();
    expect(mesonPreset.detect(project, uploadOf("other-1.0.tar.xz", null))).toBeNull();
    expect(mesonPreset.detect(project, uploadOf("demo-1.0.tar.bz2", null))).toBeNull();
    expect(mesonPreset.detect(project, uploadOf("demo-1.0.deb", null))).toBeNull();
    expect(mesonPreset.detect(projectOf({ "meson.build": "" }), released())).toBeNull();
    expect(mesonPreset.detect(projectOf({}), released())).toBeNull();
  });

  it.each([
    ["demo-1.0.tar.xz", "xztar", "tar.xz"],
    ["demo-1.0.tar.gz", "gztar", "tar.gz"],
    ["demo-1.0.zip", "zip", "zip"],
  ])("packs %s as %s", (name, format, ending) => {
    const recipe = mesonPreset.plan(projectOf(OWN), [uploadOf(name, null)], null);
    expect(recipe.build.command).toMatch(new RegExp(` --formats ${format}$`));
    expect(recipe.outputs).toEqual([`.rebuild-gate/meson-dist/*.${ending}`]);
  });

  it("packs several forms in one go", () => {
    const uploads = ["a-1.tar.xz", "a-1.zip"].map((name) => uploadOf(name, null));
    expect(mesonPreset.plan(projectOf(OWN), uploads, null).build.command).toContain("xztar,zip");
  });

  it("fetches what wrap files name, and nothing without one", () => {
    const plan = (files: Readonly<Record<string, string>>) =>
      mesonPreset.plan(projectOf({ ...OWN, ...files }), [released()], null);
    expect(plan({}).fetch).toBeNull();
    expect(plan({ "subprojects/a/meson.build": "", "a.wrap": "" }).fetch).toBeNull();
    const { fetch, materials } = plan({ "subprojects/a.wrap": "" });
    expect(fetch?.evidence).toBe("subprojects/a.wrap");
    expect(fetch?.command).toMatch(/^meson subprojects download && .*GATE_MATERIALS/);
    expect(fetch?.replay).toMatch(/^cp .*GATE_MATERIALS.* subprojects\/$/);
    expect(materials).toEqual(["subprojects/**"]);
  });

  it("takes umask 002 from what scripts of the project added, because git's files show none", () => {
    const umask = (...made: readonly number[]) => {
      const members = made.map((mode, at) => ({ path: `demo-1.0/made-${String(at)}`, mode }));
      const own = { path: "demo-1.0/meson.build", mode: 0o664 };
      const upload = uploadOf("demo-1.0.tar.xz", [own, ...members]);
      return mesonPreset.plan(projectOf(OWN), [upload], null).umask;
    };
    expect(umask(0o664)?.value).toBe("002");
    expect(umask(0o664, 0o644)).toBeNull();
    expect(umask(0o644)).toBeNull();
    expect(umask()).toBeNull();
  });

  it("lets git look at the checkout first, which meson asks for changes by time stamps", () => {
    const { build } = mesonPreset.plan(projectOf(OWN), [released()], null);
    expect(build.command).toMatch(/^git update-index -q --refresh && meson setup /);
  });

  it("knows the commands that it would run itself", () => {
    expect(mesonPreset.runs("meson setup b && meson dist -C b")).toBe(true);
    expect(mesonPreset.runs("meson setup b && meson compile -C b")).toBe(false);
  });

  it("makes no plan without meson.build, or for a form that meson does not pack", () => {
    const plan = (files: Readonly<Record<string, string>>, name: string) =>
      thrown(() => mesonPreset.plan(projectOf(files), [uploadOf(name, null)], null));
    expect(plan({}, "a.tar.xz")).toMatch(/^preset-unusable: .*meson\.build/);
    expect(plan(OWN, "a.tar.bz2")).toMatch(/^preset-unusable: .*a\.tar\.bz2/);
  });
});
