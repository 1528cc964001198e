import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
} from "./support/preset-check.ts";

const POM = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <artifactId>no</artifactId> -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test.example</groupId>
  <artifactId>preset-maven-example</artifactId>
  <version>1.0.0</version>
  <properties>
    <maven.compiler.source>11</maven.compiler.source>
    <maven.compiler.target>11</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build><plugins>
    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.13.0</version></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.2.5</version></plugin>
    <plugin><artifactId>maven-jar-plugin</artifactId><version>3.4.1</version></plugin>
  </plugins></build>
</project>
`;
const FILES = {
  "pom.xml": POM,
  "src/main/java/test/example/Five.java":
    "package test.example;\n\npublic final class Five {\n  public static int five() { return 5; }\n}\n",
  "src/main/resources/text.txt": "five\n",
  ".gitignore": "target/\n",
};
const TIME = "-Dproject.build.outputTimestamp=2024-05-06T07:08:10Z";
const UPLOAD = "target/preset-maven-example-1.0.0.jar";

const mvn = await findProgram("mvn");
const scenario = mvn === undefined ? describe.skip : describe;

scenario(`the maven preset${mvn === undefined ? ": mvn is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    project = await ReleasedProject.create(FILES, mvn === undefined ? [] : [mvn]);
  });
  afterAll(() => project[Symbol.asyncDispose]());
  const release = (poisoned = {}) =>
    project.release(`mvn -B -q ${TIME} package`, [UPLOAD], poisoned);

  test("sees in the jar that it was packed with one time, and packs it so", async () => {
    const { status, report } = await project.check(await release());
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(report.build?.plan).toContainEqual({
      item: "project.build.outputTimestamp",
      value: "2024-05-06T07:08:10Z",
      evidence: "the one time of all files in preset-maven-example-1.0.0.jar",
    });
    expect(report.build?.materials?.length).toBeGreaterThan(10);
  });

  test("refuses a jar with another resource and another class, and names both", async () => {
    const source = "src/main/java/test/example/Five.java";
    const poisoned = {
      "src/main/resources/text.txt": "six\n",
      [source]: FILES[source].replace("5", "6"),
    };
    const { status, report } = await project.check(await release(poisoned));
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toEqual(
      expect.arrayContaining(["text.txt", "test/example/Five.class"]),
    );
  });
});
