import { describe, expect, it } from "@jest/globals";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";

function wheel(generator: string, tag = "py3-none-any"): string {
  return `Wheel-Version: 1.0\nGenerator: ${generator}\nRoot-Is-Purelib: true\nTag: ${tag}\n`;
}

const PATH = "demo-1.0.dist-info/WHEEL";
const honest = {
  path: PATH,
  upload: wheel("poetry-core 1.3.2"),
  rebuilt: wheel("poetry-core 1.4.0"),
};

describe("the generator-version rule", () => {
  it("names both versions and the pin", () => {
    const finding = explainContent(honest);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation).toEqual({
      rule: "generator-version",
      because:
        "Another version of the build tool: the upload was made by poetry-core 1.3.2, the rebuild used 1.4.0.",
      remedy:
        'Pin it in [build-system] of pyproject.toml: requires = ["poetry-core==1.3.2"] (or release again with the version that the rebuild used).',
      docs: "https://rebuild-gate.github.io/docs/rules#generator-version",
    });
  });

  it("reads the spelling of bdist_wheel and pins the package that provides it", () => {
    const finding = explainContent({
      path: PATH,
      upload: wheel("bdist_wheel (0.37.1)"),
      rebuilt: wheel("bdist_wheel (0.40.0)"),
    });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.remedy).toContain('"wheel==0.37.1"');
  });

  it("takes the version for the version where the name holds the same digits", () => {
    const finding = explainContent({
      ...honest,
      upload: wheel("tool1 1"),
      rebuilt: wheel("tool1 2"),
    });
    expect(finding.class).toBe("modified-explained");
  });

  it("only hints when the tools differ", () => {
    const finding = explainContent({ ...honest, rebuilt: wheel("hatchling 1.21.0") });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("the rebuild used hatchling 1.21.0");
  });

  it("only hints when another tool has the same version", () => {
    const finding = explainContent({ ...honest, rebuilt: wheel("poetry-cori 1.3.2") });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("the rebuild used poetry-cori 1.3.2");
  });

  it("only hints when another line differs too", () => {
    const finding = explainContent({
      ...honest,
      upload: wheel("poetry-core 1.3.2", "py2-none-any"),
    });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("more than the version differs");
  });

  it.each([
    ["a local segment, which is free text", "poetry-core 1.3.2+anything.goes"],
    ["words", "poetry-core one"],
    ["a second version", "poetry-core 1.3.2 1.4.0"],
    ["an open bracket", "poetry-core (1.3.2"],
    ["an endless number", `poetry-core 1.${"9".repeat(40)}`],
  ])("says nothing of a generator line with %s", (_, generator) => {
    const finding = explainContent({ ...honest, upload: wheel(generator) });
    expect(finding.explanation).toBeNull();
    expect(finding.class).toBe("unexplained");
  });

  it("says nothing when there are two generator lines", () => {
    const twice = `${wheel("poetry-core 1.3.2")}generator: evil 1.0\n`;
    expect(explainContent({ ...honest, upload: twice }).explanation).toBeNull();
  });

  it("says nothing when the versions are equal and something else differs", () => {
    const finding = explainContent({
      ...honest,
      rebuilt: wheel("poetry-core 1.3.2", "py2-none-any"),
    });
    expect(finding.explanation).toBeNull();
  });

  it("takes no file of that name for a WHEEL outside of .dist-info", () => {
    expect(explainContent({ ...honest, path: "demo/WHEEL" }).explanation).toBeNull();
    expect(
      explainContent({ ...honest, path: "a/demo-1.0.dist-info/WHEEL" }).explanation,
    ).toBeNull();
  });

  it("refuses a NUL that could stand for the version taken out", () => {
    const upload = wheel("poetry-core 1.3.2").replace("py3", "\0py3");
    const rebuilt = wheel("poetry-core 1.4.0").replace("py3", "\0py3");
    expect(explainContent({ ...honest, upload, rebuilt }).class).toBe("unexplained");
  });

  it.each([
    ["a leading zero", "poetry-core 1.03"],
    ["an epoch of zero", "poetry-core 0!1.3"],
  ])("version-spelling smuggled: %s is no version in normal form", (_, generator) => {
    const finding = explainContent({ ...honest, upload: wheel(generator) });
    expect(finding).toMatchObject({ class: "unexplained", explanation: null });
  });

  it.each([
    [
      "a carriage return in a line",
      (text: string) => text.replace("true", "true\rGenerator: evil 1"),
    ],
    ["a line separator", (text: string) => text.replace("true", "true\u2028Generator: evil 1")],
    ["a continuation", (text: string) => text.replace("Root", " folded\nRoot")],
    ["the generator in the body", (text: string) => text.replace("Generator", "\nGenerator")],
    ["a line that is no field", (text: string) => text.replace("Root-Is", "Root Is")],
    ["a field without value", (text: string) => text.replace(" true", "")],
  ])(
    "other-reading smuggled: says nothing of a WHEEL with %s, on both sides alike",
    (_, change) => {
      const finding = explainContent({
        ...honest,
        upload: change(wheel("poetry-core 1.3.2")),
        rebuilt: change(wheel("poetry-core 1.4.0")),
      });
      expect(finding).toMatchObject({ class: "unexplained", explanation: null });
    },
  );

  it("reads the empty line with which bdist_wheel ends, and takes its absence for a difference", () => {
    const [upload, rebuilt] = [`${honest.upload}\n`, `${honest.rebuilt}\n`];
    expect(explainContent({ ...honest, upload, rebuilt }).class).toBe("modified-explained");
    expect(explainContent({ ...honest, upload }).class).toBe("unexplained");
    expect(explainContent({ ...honest, upload: honest.upload.slice(0, -1) }).class).toBe(
      "unexplained",
    );
  });

  it("never accounts for a flipped byte beside the version", () => {
    expectFlipsUnexplained(honest, ["1.3.2"]);
  });
});
