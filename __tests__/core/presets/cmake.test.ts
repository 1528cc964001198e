import { describe, expect, it } from "@jest/globals";
import { cmakePreset } from "../../../src/core/presets/cmake.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const OWN = { "CMakeLists.txt": "project(demo)\ninclude(CPack)\n" };
const released = (name = "demo-1.0-Source.tar.xz", mode = 0o644) =>
  uploadOf(name, [{ path: "demo-1.0-Source/CMakeLists.txt", mode }]);

describe("the cmake preset", () => {
  it("is detected where the commit includes CPack and the upload is its source package", () => {
    const project = projectOf(OWN);
    expect(cmakePreset.detect(project, released())).toBe(
      "CMakeLists.txt of the commit, which includes CPack",
    );
    expect(cmakePreset.detect(project, uploadOf("demo.tar.gz", null))).not.toBeNull();
    const binary = uploadOf("demo-1.0-Linux.tar.gz", [{ path: "demo-1.0-Linux/bin/demo" }]);
    expect(cmakePreset.detect(project, binary)).toBeNull();
    expect(cmakePreset.detect(project, uploadOf("demo.deb", null))).toBeNull();
    const elsewhere = { "CMakeLists.txt": "", "cmake/pack.cmake": "INCLUDE( CPack )\n" };
    expect(cmakePreset.detect(projectOf(elsewhere), released())).toContain("cmake/pack.cmake");
    const without = { "CMakeLists.txt": "# include(CPack)\n" };
    expect(cmakePreset.detect(projectOf(without), released())).toBeNull();
    expect(
      cmakePreset.detect(projectOf({ "cmake/pack.cmake": "include(CPack)" }), released()),
    ).toBeNull();
  });

  it.each([
    ["a.tar.gz", "TGZ", "tar.gz"],
    ["a.tar.xz", "TXZ", "tar.xz"],
    ["a.tar.bz2", "TBZ2", "tar.bz2"],
    ["a.tar.zst", "TZST", "tar.zst"],
    ["a.zip", "ZIP", "zip"],
  ])("packs %s by %s, outside of the source tree", (name, generator, ending) => {
    const recipe = cmakePreset.plan(projectOf(OWN), [uploadOf(name, null)], null);
    expect(recipe.build.command).toContain(`-G ${generator})`);
    expect(recipe.build.command).toMatch(/^cmake -S \. -B "\$TMPDIR\/cmake" &&/);
    expect(recipe.outputs).toEqual([`.rebuild-gate/*.${ending}`]);
    expect(recipe.fetch).toBeNull();
  });

  it("fetches what FetchContent declares, and lets the build fetch no more", () => {
    const text = `${OWN["CMakeLists.txt"]}FetchContent_Declare(a URL b)\n`;
    const recipe = cmakePreset.plan(projectOf({ "CMakeLists.txt": text }), [released()], null);
    expect(recipe.fetch).toMatchObject({ evidence: "CMakeLists.txt", replay: null });
    expect(recipe.fetch?.command).toContain("GATE_MATERIALS/cmake");
    expect(recipe.build.command).toContain("-DFETCHCONTENT_FULLY_DISCONNECTED=ON");
    expect(recipe.materials).toEqual(["cmake/*-src/**"]);
  });

  it("takes umask 002 from the permissions of the upload", () => {
    const plan = (mode: number) =>
      cmakePreset.plan(projectOf(OWN), [released("a.zip", mode)], null);
    expect(plan(0o664).umask?.value).toBe("002");
    expect(plan(0o664).build.command).toMatch(/^find .*chmod g\+w/);
    expect(plan(0o644).umask).toBeNull();
  });

  it("knows the commands that it would run itself", () => {
    expect(cmakePreset.runs("cmake --build b --target package_source")).toBe(true);
    expect(cmakePreset.runs("cd b && cpack -G TGZ")).toBe(true);
    expect(cmakePreset.runs("make package_source")).toBe(true);
    expect(cmakePreset.runs("cmake --build b")).toBe(false);
  });

  it("makes no plan without CMakeLists.txt, or for a form that CPack does not pack", () => {
    const plan = (files: Readonly<Record<string, string>>, name: string) =>
      thrown(() => cmakePreset.plan(projectOf(files), [uploadOf(name, null)], null));
    expect(plan({}, "a.tar.xz")).toMatch(/^preset-unusable: .*CMakeLists\.txt/);
    expect(plan(OWN, "a.deb")).toMatch(/^preset-unusable: .*a\.deb/);
  });
});
