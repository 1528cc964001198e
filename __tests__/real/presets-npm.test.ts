import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
} from "./support/preset-check.ts";

// A package as the registry has many: TypeScript that a script of its own turns into what is published.
const FILES = {
  "package.json": JSON.stringify({
    name: "preset-npm-example",
    version: "1.0.0",
    type: "module",
    main: "dist/index.js",
    files: ["dist"],
    scripts: { prepack: "node build.mjs" },
    devDependencies: { "is-number": "^7.0.0" },
  }),
  "build.mjs": [
    'import isNumber from "is-number";',
    'import { mkdirSync, readFileSync, writeFileSync } from "node:fs";',
    'mkdirSync("dist", { recursive: true });',
    'const source = readFileSync("src/index.js", "utf8");',
    'writeFileSync("dist/index.js", source.replace("__NUMBER__", String(isNumber(5))));',
  ].join("\n"),
  "src/index.js": "export const isFive = __NUMBER__;\n",
  ".gitignore": "dist/\nnode_modules/\n",
};
const RELEASE = "npm ci --silent && npm pack --silent";
const UPLOAD = "preset-npm-example-1.0.0.tgz";

const npm = await findProgram("npm");
const scenario = npm === undefined ? describe.skip : describe;

scenario(`the npm preset on a real project${npm === undefined ? ": npm is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    const lock = "npm install --package-lock-only --silent";
    project = await ReleasedProject.create(FILES, npm === undefined ? [] : [npm], [lock]);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  test("makes what the project's own script and its locked packages make", async () => {
    const { status, report } = await project.check(await project.release(RELEASE, [UPLOAD]));
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(report.build?.plan.find(({ item }) => item === "preset")?.value).toBe("npm");
    expect(report.build?.network).toMatchObject({ requested: "fetch" });
    expect(report.build?.materials?.length).toBeGreaterThan(0);
  });

  test("refuses a package that was packed from another work tree, and names the file", async () => {
    const poisoned = { "src/index.js": "export const isFive = __NUMBER__;\nglobalThis.x = 1;\n" };
    const uploads = await project.release(RELEASE, [UPLOAD], poisoned);
    const { status, report } = await project.check(uploads);
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toEqual(["package/dist/index.js"]);
  });
});
