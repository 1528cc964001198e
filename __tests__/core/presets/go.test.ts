import { describe, expect, it } from "@jest/globals";
import { goBuildOf } from "../../../src/core/inference/go-build.ts";
import type { UploadTraits } from "../../../src/core/inference/upload-traits.ts";
import { goPreset } from "../../../src/core/presets/go.ts";
import { goProgram, type GoProgram } from "../../support/go-program.ts";
import { projectOf, thrown, uploadOf } from "../../support/preset-project.ts";

const FILES = { "go.mod": "module example.test/tool\n\ngo 1.22\n", "cmd/tool/main.go": "" };

function program(says: GoProgram = {}, name = "tool"): UploadTraits {
  return { ...uploadOf(name, null), goBuild: goBuildOf(goProgram(says)) };
}

function recipeOf(says: GoProgram, files: Readonly<Record<string, string>> = FILES) {
  return goPreset.plan(projectOf(files), [program(says)], null);
}

function variable(recipe: ReturnType<typeof recipeOf>, name: string) {
  return recipe.environment.find((one) => one.name === name);
}

describe("the go preset", () => {
  it("is detected where the commit has the package that the program says it is of", () => {
    const project = projectOf(FILES);
    expect(goPreset.detect(project, program())).toBe(
      "go.mod of example.test/tool, and cmd/tool in the commit",
    );
    expect(goPreset.detect(project, uploadOf("tool", null))).toBeNull();
    expect(goPreset.detect(project, program({ path: "example.test/tool/cmd/x" }))).toBeNull();
    expect(goPreset.detect(project, program({ path: "example.test/toolbox" }))).toBeNull();
    expect(goPreset.detect(projectOf({ "cmd/tool/main.go": "" }), program())).toBeNull();
    expect(goPreset.detect(projectOf({ ...FILES, "go.mod": "go 1.22\n" }), program())).toBeNull();
  });

  it("builds in the folder of the module that has the package", () => {
    const files = { "tools/go.mod": FILES["go.mod"], "tools/cmd/tool/main.go": "" };
    const { build, fetch } = recipeOf({}, files);
    expect(build.command).toContain("cd tools && ");
    expect(build.command).toMatch(/ \.\/cmd\/tool && cd "\$OLDPWD"$/);
    expect(fetch?.command).toContain("(cd tools && go mod download)");
    const top = { "go.mod": FILES["go.mod"], "main.go": "" };
    expect(recipeOf({ path: "example.test/tool" }, top).build.command).toContain("/tool . && ");
  });

  it("takes the machine and the flags that say nothing of its content from the program", () => {
    const settings = {
      ...{ GOOS: "windows", GOARCH: "arm64", CGO_ENABLED: "0", "-trimpath": "true" },
      ...{ "-tags": "netgo,osusergo", "-buildmode": "exe", "vcs.revision": "x", CGO_CFLAGS: "-x" },
    };
    const { build, requires, decisions } = recipeOf({ settings });
    expect(build.command).toContain("GOOS=windows GOARCH=arm64 CGO_ENABLED=0 GOPROXY=off go build");
    expect(build.command).toContain("-trimpath -buildvcs=true -tags=netgo,osusergo -buildmode=exe");
    expect(build.command).not.toContain("CGO_CFLAGS");
    expect(requires.map(({ program }) => program)).toEqual(["go", "git"]);
    expect(decisions.every(({ evidence }) => evidence.includes("tool"))).toBe(true);
    expect(recipeOf({}).build.command).toContain("-buildvcs=false");
    expect(recipeOf({ settings: { "-tags": "a b" } }).build.command).not.toContain("-tags");
  });

  it("takes away the symbols and the build id that the upload does not have", () => {
    const { build } = recipeOf({ sections: ["", ".text"], buildId: false });
    expect(build.command).toContain("'-ldflags=-s -w -buildid='");
    expect(recipeOf({}).build.command).not.toContain("-ldflags");
  });

  it("puts nothing into the program that only the upload says, and says so", () => {
    const settings = { "-ldflags": '"-s -X main.url=https://evil.test -extld=/tmp/x"' };
    const { build, decisions } = recipeOf({ settings });
    expect(build.command).toContain(" -ldflags=-s ");
    expect(build.command).not.toContain("evil");
    expect(build.command).not.toContain("extld");
    const left = decisions.filter(({ item }) => item === "flag not taken");
    expect(left.map(({ value }) => value)).toEqual([
      "-X",
      "main.url=https://evil.test",
      "-extld=/tmp/x",
    ]);
  });

  it("lets Go fetch the version that made the upload only where go.mod permits it", () => {
    const chosen = (version: string) => variable(recipeOf({ version }), "GOTOOLCHAIN");
    expect(chosen("go1.24.1")).toMatchObject({
      value: "go1.24.1",
      evidence: "the build information in tool; go.mod permits Go 1.22 or later",
    });
    expect(chosen("go1.22")?.value).toBe("go1.22");
    expect(chosen("go1.21.9")?.value).toBe("local");
    expect(chosen("go1.24.1-evil")?.value).toBe("local");
    expect(chosen("go1.20.3")?.value).toBe("local");
    expect(chosen("go2.1.1")?.value).toBe("local");
    const two = [program({ version: "go1.24.1" }, "a"), program({ version: "go1.24.2" }, "b")];
    const both = goPreset.plan(projectOf(FILES), two, null);
    expect(variable(both, "GOTOOLCHAIN")?.value).toBe("local");
    expect(both.outputs).toEqual([".rebuild-gate/a", ".rebuild-gate/b"]);
  });

  it("would run go build, also with variables before it", () => {
    expect(goPreset.runs("CGO_ENABLED=0 go build ./cmd/tool")).toBe(true);
    expect(goPreset.runs("go test ./...")).toBe(false);
    expect(goPreset.runs("gofmt")).toBe(false);
  });

  it("makes no plan for what is no Go program of the commit", () => {
    const project = projectOf(FILES);
    expect(thrown(() => goPreset.plan(project, [uploadOf("tool", null)], null))).toMatch(
      /^preset-unusable: .*tool/,
    );
  });
});
