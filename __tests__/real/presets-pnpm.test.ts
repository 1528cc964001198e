import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
} from "./support/preset-check.ts";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const FILES = {
  "package.json": json({ name: "top", private: true, packageManager: "pnpm@9.15.9" }),
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "packages/five/package.json": json({ name: "five", version: "5.0.0", main: "five.js" }),
  "packages/five/five.js": "module.exports = 5;\n",
  "packages/example/package.json": json({
    name: "preset-pnpm-example",
    version: "1.0.0",
    files: ["dist"],
    scripts: { prepack: "node build.mjs" },
    dependencies: { five: "workspace:^" },
    devDependencies: { "is-number": "^7.0.0" },
  }),
  "packages/example/build.mjs": [
    'import isNumber from "is-number";',
    'import { mkdirSync, writeFileSync } from "node:fs";',
    'mkdirSync("dist", { recursive: true });',
    'writeFileSync("dist/index.js", `exports.isFive = ${isNumber(5)};\\n`);',
  ].join("\n"),
  ".gitignore": "dist/\nnode_modules/\n",
};
const BRING = 'npm install --silent --prefix "$HOME/pnpm" pnpm@9.15.9';
const PNPM = '"$HOME/pnpm/node_modules/.bin/pnpm"';
const RELEASE = [
  `${PNPM} install --silent --frozen-lockfile`,
  `(cd packages/example && ${PNPM} pack)`,
].join(" && ");
const UPLOAD = "packages/example/preset-pnpm-example-1.0.0.tgz";

const npm = await findProgram("npm");
const scenario = npm === undefined ? describe.skip : describe;

scenario(`the pnpm preset${npm === undefined ? ": npm is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    project = await ReleasedProject.create(FILES, npm === undefined ? [] : [npm], [
      BRING,
      `${PNPM} install --silent --lockfile-only`,
    ]);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  test("packs a package of a workspace with the pnpm that the commit names", async () => {
    const { status, report } = await project.check(await project.release(RELEASE, [UPLOAD]));
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(report.build?.plan).toContainEqual({
      item: "package manager",
      value: "pnpm@9.15.9",
      evidence: "packageManager of package.json",
    });
  });

  test("refuses a package whose script made something else, and names the file", async () => {
    const script = "packages/example/build.mjs";
    const poisoned = { [script]: FILES[script].replace("exports.isFive", "exports.isSix") };
    const { status, report } = await project.check(
      await project.release(RELEASE, [UPLOAD], poisoned),
    );
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toEqual(["package/dist/index.js"]);
  });
});
