import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { runOrThrow } from "../../__tests__/real/support/run.ts";
import { filesBelow, only } from "./files-below.ts";
import { commandObstacle } from "./obstacle.ts";
import type { Source } from "./source.ts";

/** A library with a test, as a test of the Maven preset would have it: no plugin is chosen, so Maven's own come. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>release</artifactId>
  <version>1.0.0</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <project.build.outputTimestamp>2024-01-01T00:00:00Z</project.build.outputTimestamp>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>5.10.2</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
</project>
`;

const GREETING = `package example;

public final class Greeting {
  public static String text() {
    return "hello";
  }
}
`;

const GREETING_TEST = `package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class GreetingTest {
  @Test
  void greets() {
    assertEquals("hello", Greeting.text());
  }
}
`;

/** What `mvn package` leaves in an empty local repository. */
export const mavenProject: Source = {
  id: "jar",
  rule: "every jar that `mvn package` (3.8.7) brings for a library with one JUnit test",

  obstacle: () => commandObstacle("mvn", ["--version"]),

  async collect(folder) {
    const main = join(folder, "project", "src", "main", "java", "example");
    const test = join(folder, "project", "src", "test", "java", "example");
    await mkdir(main, { recursive: true });
    await mkdir(test, { recursive: true });
    await writeFile(join(folder, "project", "pom.xml"), POM);
    await writeFile(join(main, "Greeting.java"), GREETING);
    await writeFile(join(test, "GreetingTest.java"), GREETING_TEST);
    const repository = join(folder, "repository");
    const flags = ["-B", "-q", "-ntp", `-Dmaven.repo.local=${repository}`];
    await runOrThrow("mvn", [...flags, "package"], { cwd: join(folder, "project") });
    const files = await filesBelow(repository, [".jar"]);
    return new Map(files.map((file) => [relative(repository, file), file]));
  },

  async fetch(names, folder) {
    return only(names, await mavenProject.collect(folder));
  },
};
