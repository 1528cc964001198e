import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findProgram, onlyArtifact, ReleasedProject } from "./support/preset-check.ts";

const FILES = {
  "go.mod": "module example.test/tool\n\ngo 1.19\n",
  "cmd/tool/main.go":
    'package main\n\nimport "example.test/tool/five"\n\nfunc main() { println(five.Five()) }\n',
  "five/five.go": "package five\n\n// Five is five.\nfunc Five() int { return 5 }\n",
};
const RELEASE = "CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o tool_linux_amd64 ./cmd/tool";
const UPLOAD = "tool_linux_amd64";

const go = await findProgram("go", "version");
const scenario = go === undefined ? describe.skip : describe;

scenario(`the go preset on a real program${go === undefined ? ": go is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    project = await ReleasedProject.create(FILES, go === undefined ? [] : [go]);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  test("reads in the program how it was built, and makes it again", async () => {
    const { status, report } = await project.check(await project.release(RELEASE, [UPLOAD]));
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    const plan = new Map(report.build?.plan.map(({ item, value }) => [item, value]));
    expect(plan.get("preset")).toBe("go");
    expect(plan.get(`package of ${UPLOAD}`)).toBe("example.test/tool/cmd/tool");
    expect(plan.get(`flags of ${UPLOAD}`)).toContain("-trimpath");
    expect(plan.get(`flags of ${UPLOAD}`)).toContain("-s -w");
  });

  test("refuses a program in which the commit is not all there is", async () => {
    const poisoned = { "five/five.go": "package five\n\nfunc Five() int { return 6 }\n" };
    const uploads = await project.release(RELEASE, [UPLOAD], poisoned);
    const { status, report } = await project.check(uploads);
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(artifact.findings.map(({ path }) => path[0])).toContain(UPLOAD);
  });
});
