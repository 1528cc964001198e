import { describe, expect, it } from "@jest/globals";
import { expectFlipsUnexplained, explainContent } from "../../../support/explained.ts";

const manifest = (jdk: string, packer = "Maven JAR Plugin 3.4.1") =>
  `Manifest-Version: 1.0\r\nCreated-By: ${packer}\r\nBuild-Jdk-Spec: ${jdk}\r\n\r\n`;
const PATH = "META-INF/MANIFEST.MF";
const honest = { path: PATH, upload: manifest("17"), rebuilt: manifest("21") };

describe("the jar-manifest rule", () => {
  it("names both versions of Java and the one to build with", () => {
    const finding = explainContent(honest);
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.rule).toBe("jar-manifest");
    expect(finding.explanation?.because).toContain("Build-Jdk-Spec 17 in the upload, 21 in the");
    expect(finding.explanation?.remedy).toContain('java-version: "17"');
  });

  it("names another version of the packer", () => {
    const finding = explainContent({
      ...honest,
      rebuilt: manifest("17", "Maven JAR Plugin 3.3.0"),
    });
    expect(finding.class).toBe("modified-explained");
    expect(finding.explanation?.remedy).toContain("Pin the version of the plugin");
  });

  it.each([
    ["another packer", manifest("21", "Gradle 8.5")],
    ["one more header", manifest("21").replace("\r\n\r\n", "\r\nMain-Class: x\r\n\r\n")],
    [
      "a header that is gone",
      "Manifest-Version: 1.0\r\nCreated-By: Maven JAR Plugin 3.4.0\r\n\r\n",
    ],
    ["a version further down", `${manifest("21")}Name: x\r\nBuild-Jdk-Spec: 22\r\n\r\n`],
  ])("only hints at %s", (_, rebuilt) => {
    const finding = explainContent({ ...honest, rebuilt });
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("more than that differs");
  });

  it.each([
    ["no version", manifest("17; x")],
    ["a version of another section", "Manifest-Version: 1.0\r\n\r\nBuild-Jdk-Spec: 18\r\n"],
  ])("does not take out %s", (_, upload) => {
    expect(explainContent({ ...honest, upload }).class).toBe("unexplained");
  });

  it("takes out a header once: another line of the same name is a difference", () => {
    const twice = (first: string, second: string) =>
      manifest(first).replace("\r\n\r\n", `\r\nBuild-Jdk-Spec: ${second}\r\n\r\n`);
    const pair = { ...honest, upload: twice("17", "18"), rebuilt: twice("21", "19") };
    const finding = explainContent(pair);
    expect(finding.class).toBe("unexplained");
    expect(finding.explanation?.because).toContain("more than that differs");
  });

  it("accounts for no other byte", () => {
    expectFlipsUnexplained(honest, ["17", "3.4.1"]);
  });
});
