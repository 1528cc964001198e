import { describe, expect, it } from "@jest/globals";
import { choosePreset, inheritedRecipe } from "../../../src/core/presets/choose.ts";
import type { Preset } from "../../../src/core/presets/preset.ts";
import { PRESETS } from "../../../src/core/presets/registry.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const NPM = projectOf({ "package.json": '{"name": "pkg", "scripts": {"prepack": "x"}}' });
const tgz = uploadOf("pkg-1.0.0.tgz", [{ path: "package/package.json", text: '{"name": "pkg"}' }]);
const tag = uploadOf("pkg-1.0.zip", [{ path: "pkg-1.0/a" }], {
  format: "zip",
  fields: { "zip.commit-comment": "b".repeat(40) },
});
const sums = uploadOf("SHA256SUMS", null);
const strange = uploadOf("pkg.bin", null);

const choose = (uploads: Parameters<typeof choosePreset>[1], named: string | null = null) =>
  choosePreset(NPM, uploads, PRESETS, named);

describe("choosePreset", () => {
  it("takes the preset that makes the upload, with the evidence", () => {
    expect(choose([tgz])).toMatchObject({
      chosen: { preset: "npm", evidence: "package.json of pkg" },
      notApplicable: new Map(),
    });
  });

  it("sets apart what nobody builds, and builds the rest", () => {
    const { chosen, notApplicable } = choose([sums, tgz]);
    expect(chosen?.preset).toBe("npm");
    expect(notApplicable).toEqual(new Map([["SHA256SUMS", "a list of checksums"]]));
  });

  it("builds nothing where nothing can be built", () => {
    expect(choose([sums]).chosen).toBeNull();
  });

  it("refuses to guess: an unknown file, two presets, a name that is none", () => {
    expect(thrown(() => choose([tgz, strange]))).toMatch(/^preset-undetected: .*pkg\.bin/);
    expect(thrown(() => choose([tgz, tag]))).toMatch(
      /^preset-ambiguous: .*pkg-1\.0\.0\.tgz by npm, pkg-1\.0\.zip by git-archive/,
    );
    expect(thrown(() => choose([tgz], "nmp"))).toMatch(/^usage: .*git-archive.*"nmp"/);
  });

  it("does what it was told instead of looking", () => {
    expect(choose([tag], "npm").chosen).toMatchObject({ preset: "npm", evidence: "--preset" });
  });

  it("of several that fit takes the first", () => {
    const eager: Preset = { ...PRESETS[0]!, name: "eager", detect: () => "always" };
    expect(choosePreset(NPM, [tag], [...PRESETS, eager], null).chosen?.preset).toBe("git-archive");
    expect(choosePreset(NPM, [tag], [eager, ...PRESETS], null).chosen?.preset).toBe("eager");
  });
});

describe("inheritedRecipe", () => {
  const inherited = (command: string, uploads = [tgz], named: string | null = null) =>
    inheritedRecipe(NPM, uploads, PRESETS, { command, named })?.preset ?? null;

  it("is that of the preset that would run such a command for such an upload", () => {
    expect(inherited("npm pack")).toBe("npm");
    expect(inherited("npm run build && npm pack")).toBe("npm");
  });

  it("is none for another command, another upload, or another project", () => {
    expect(inherited("make dist")).toBeNull();
    expect(inherited("npm pack", [strange])).toBeNull();
    expect(
      inheritedRecipe(projectOf({}), [tgz], PRESETS, { command: "npm pack", named: null }),
    ).toBeNull();
  });

  it("is the named one, whatever the command", () => {
    expect(inherited("make dist", [strange], "npm")).toBe("npm");
  });
});
