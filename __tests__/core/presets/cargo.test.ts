import { describe, expect, it } from "@jest/globals";
import { cargoPreset } from "../../../src/core/presets/cargo.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const crate = (name: string) => `[package]\nname = "${name}"\nversion = "1.0.0"\n`;
const upload = uploadOf("my-crate-1.0.0.crate", [{ path: "my-crate-1.0.0/Cargo.toml" }]);

function recipeOf(files: Readonly<Record<string, string>>): ReturnType<typeof cargoPreset.plan> {
  return cargoPreset.plan(projectOf(files), [upload], null);
}

describe("the cargo preset", () => {
  it("is detected where a package of the commit has the name that the upload bears", () => {
    const project = projectOf({ "Cargo.toml": crate("my-crate") });
    expect(cargoPreset.detect(project, upload)).toBe("Cargo.toml of my-crate");
    expect(cargoPreset.detect(projectOf({ "Cargo.toml": crate("crate") }), upload)).toBeNull();
    expect(cargoPreset.detect(project, uploadOf("my-crate-1.0.0.tgz", null))).toBeNull();
    expect(cargoPreset.detect(projectOf({}), upload)).toBeNull();
    const hostile = projectOf({ "Cargo.toml": crate("$(id)") });
    expect(cargoPreset.detect(hostile, uploadOf("$(id)-1.0.0.crate", null))).toBeNull();
  });

  it("tells names apart of which one begins with the other", () => {
    const project = projectOf({ "a/Cargo.toml": crate("my"), "b/Cargo.toml": crate("my-crate") });
    expect(cargoPreset.detect(project, upload)).toBe("b/Cargo.toml of my-crate");
    expect(cargoPreset.detect(project, uploadOf("my-1.0.0-rc.1.crate", null))).toBe(
      "a/Cargo.toml of my",
    );
  });

  it("takes no upload whose files lie in another folder than cargo makes", () => {
    const other = uploadOf("my-crate-1.0.0.crate", [{ path: "x/Cargo.toml" }]);
    expect(cargoPreset.detect(projectOf({ "Cargo.toml": crate("my-crate") }), other)).toBeNull();
  });

  it("packs without compiling, without a network, and never a changed work tree", () => {
    const { build, fetch, outputs } = recipeOf({
      "Cargo.toml": crate("my-crate"),
      "Cargo.lock": "",
    });
    expect(build.command).toContain("cargo package --locked --offline --no-verify");
    expect(build.command).not.toContain("--allow-dirty");
    expect(fetch).toMatchObject({ evidence: "Cargo.lock", replay: null });
    expect(fetch?.command).toContain("cargo fetch --locked");
    expect(outputs).toEqual(["target/package/*.crate"]);
  });

  it("packs a member of a workspace with the lock file above it", () => {
    const { build, fetch } = recipeOf({
      "Cargo.toml": "[workspace]\n",
      "Cargo.lock": "",
      "crates/a b/Cargo.toml": crate("my-crate"),
    });
    expect(build.command).toMatch(/ --manifest-path 'crates\/a b\/Cargo.toml'$/);
    expect(fetch?.evidence).toBe("Cargo.lock");
  });

  it("keeps what it resolved where there is no lock file, for the repetition", () => {
    const { fetch, materials } = recipeOf({ "Cargo.toml": crate("my-crate") });
    expect(fetch?.evidence).toContain("without a lock file");
    expect(fetch?.command).not.toContain("--locked");
    expect(fetch?.replay).toContain("locks.tar");
    expect(materials).toContain("cargo/locks.tar");
  });

  it("would run cargo, and nothing that only sounds like it", () => {
    expect(cargoPreset.runs("cargo package -p x")).toBe(true);
    expect(cargoPreset.runs("cargo-deb")).toBe(false);
  });

  it("makes no plan for a package that the commit does not have", () => {
    expect(thrown(() => recipeOf({ "Cargo.toml": crate("other") }))).toMatch(
      /^preset-unusable: .*my-crate-1\.0\.0\.crate/,
    );
    expect(thrown(() => recipeOf({ "Cargo.toml": "[package" }))).toMatch(/^preset-unusable: /);
  });
});
