import { describe, expect, it } from "@jest/globals";
import { readPom } from "../../../src/core/presets/pom.ts";

describe("readPom", () => {
  it("reads what stands directly below the project", () => {
    const pom = readPom(`<?xml version="1.0"?><!DOCTYPE project>
      <project xmlns="x"><!-- <artifactId>comment</artifactId> -->
        <parent><artifactId>parent</artifactId><relativePath/></parent>
        <artifactId> app </artifactId><packaging>war</packaging>
        <name><![CDATA[</project>]]></name>
        <properties><a.b>1</a.b></properties>
        <dependencies><dependency><artifactId>x</artifactId></dependency></dependencies>
      </project>`);
    expect(pom).toEqual({
      artifactId: "app",
      packaging: "war",
      properties: new Map([["a.b", "1"]]),
    });
  });

  it("takes a project that says no more for a jar", () => {
    expect(readPom("<project></project>")).toMatchObject({ artifactId: null, packaging: "jar" });
  });

  it.each(["", "text", "<a></a>", "<project>", "<project><a></b></project>", "</project>"])(
    "does not take %j for a POM",
    (text) => {
      expect(readPom(text)).toBeNull();
    },
  );
});
