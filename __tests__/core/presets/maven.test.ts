import { describe, expect, it } from "@jest/globals";
import { mavenPreset } from "../../../src/core/presets/maven.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const pom = (artifactId: string, more = "") =>
  `<project><artifactId>${artifactId}</artifactId>${more}</project>`;
const TIMED = [{ path: "a", mtime: 1_714_979_290 }];
const jar = uploadOf("app-core-1.0.jar", TIMED, { format: "zip" });

function recipeOf(files: Readonly<Record<string, string>>, upload = jar) {
  return mavenPreset.plan(projectOf(files), [upload], null);
}

describe("the maven preset", () => {
  it("is detected where a module of the commit has the name that the upload begins with", () => {
    const files = {
      "pom.xml": pom("app", "<packaging>pom</packaging>"),
      "core/pom.xml": pom("app-core"),
      "other/pom.xml": pom("ap"),
    };
    const project = projectOf(files);
    expect(mavenPreset.detect(project, jar)).toBe("core/pom.xml of app-core");
    expect(mavenPreset.detect(project, uploadOf("app-core.jar", null))).not.toBeNull();
    expect(mavenPreset.detect(project, uploadOf("app-1.0.jar", null))).toBeNull();
    expect(mavenPreset.detect(project, uploadOf("app-core-1.0.zip", null))).toBeNull();
    expect(mavenPreset.detect(projectOf({}), jar)).toBeNull();
    expect(mavenPreset.detect(projectOf({ "pom.xml": "<project>" }), jar)).toBeNull();
  });

  it("fetches in a copy, and packs offline with what that brought", () => {
    const { fetch, build, outputs, materials } = recipeOf({ "pom.xml": pom("app-core") });
    expect(fetch?.command).toContain('cd "$TMPDIR/fetch" && mvn ');
    expect(fetch?.command).not.toContain(" -o ");
    expect(fetch?.replay).toBeNull();
    expect(build.command).toMatch(/mvn .* -o .*package$/);
    expect(outputs).toEqual(["**/target/*.jar", "!**/target/original-*"]);
    expect(materials).toContain("m2/**/*.jar");
  });

  it("takes the one time of the upload only where the commit's own POMs leave it open", () => {
    const { build, decisions } = recipeOf({ "pom.xml": pom("app-core") });
    expect(build.command).toContain("-Dproject.build.outputTimestamp=2024-05-06T07:08:10Z");
    expect(decisions[0]?.evidence).toBe("the one time of all files in app-core-1.0.jar");
    const property = "<project.build.outputTimestamp>1</project.build.outputTimestamp>";
    const set = recipeOf({ "pom.xml": pom("app-core", `<properties>${property}</properties>`) });
    expect(set.build.command).not.toContain("outputTimestamp");
    const several = uploadOf("app-core-1.0.jar", [...TIMED, { path: "b", mtime: 2 }]);
    expect(recipeOf({ "pom.xml": pom("app-core") }, several).decisions).toEqual([]);
  });

  it("runs the project's own wrapper where the commit has all of it", () => {
    const wrapper = { mvnw: "", ".mvn/wrapper/maven-wrapper.properties": "" };
    const { build, requires } = recipeOf({ "pom.xml": pom("app-core"), ...wrapper });
    expect(build.command).toContain("sh ./mvnw -B");
    expect(requires.map(({ program }) => program)).toEqual(["java"]);
    const half = recipeOf({ "pom.xml": pom("app-core"), mvnw: "" });
    expect(half.requires.map(({ program }) => program)).toEqual(["java", "mvn"]);
  });

  it("builds the only module that is asked for where there is no POM at the top", () => {
    expect(recipeOf({ "a/pom.xml": pom("app-core") }).build.command).toContain(" -f a/pom.xml ");
    const project = projectOf({ "a/pom.xml": pom("app-core"), "b/pom.xml": pom("web") });
    const both = [jar, uploadOf("web-1.0.war", null)];
    expect(thrown(() => mavenPreset.plan(project, both, null))).toMatch(/^preset-unusable: /);
  });

  it("would run Maven or its wrapper", () => {
    expect(mavenPreset.runs("mvn package")).toBe(true);
    expect(mavenPreset.runs("./mvnw -B package")).toBe(true);
    expect(mavenPreset.runs("mvnd package")).toBe(false);
  });

  it("makes no plan for a file that no module is called like", () => {
    expect(thrown(() => recipeOf({ "pom.xml": pom("x") }))).toMatch(/^preset-unusable: .*app-core/);
  });
});
