import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  findProgram,
  onlyArtifact,
  refusedPaths,
  ReleasedProject,
} from "./support/preset-check.ts";

const FILES = {
  "package.json": `${JSON.stringify(
    {
      name: "preset-yarn-example",
      version: "1.0.0",
      files: ["dist"],
      packageManager: "yarn@4.5.0",
      scripts: { prepack: "node build.mjs" },
    },
    null,
    2,
  )}\n`,
  ".yarnrc.yml": "nodeLinker: node-modules\n",
  "build.mjs":
    'import { mkdirSync, writeFileSync } from "node:fs";\nmkdirSync("dist", { recursive: true });\nwriteFileSync("dist/index.js", "exports.five = 5;\\n");\n',
  ".gitignore": "dist/\nnode_modules/\n.yarn/\n",
};
const BRING = 'npm install --silent --prefix "$HOME/yarn" @yarnpkg/cli-dist@4.5.0';
const YARN = 'YARN_ENABLE_TELEMETRY=0 "$HOME/yarn/node_modules/.bin/yarn"';
const UPLOAD = "preset-yarn-example-1.0.0.tgz";
const RELEASE = `${YARN} install --immutable && ${YARN} pack --out ${UPLOAD}`;

const npm = await findProgram("npm");
const scenario = npm === undefined ? describe.skip : describe;

scenario(`the yarn preset${npm === undefined ? ": npm is missing" : ""}`, () => {
  let project: ReleasedProject;
  beforeAll(async () => {
    project = await ReleasedProject.create(FILES, npm === undefined ? [] : [npm], [
      BRING,
      `${YARN} install --mode=update-lockfile`,
    ]);
  });
  afterAll(() => project[Symbol.asyncDispose]());
  const packer = (plan: readonly { item: string; value: string }[] = []) =>
    plan.find(({ item }) => item === "packer")?.value;

  test("packs with the Yarn that the commit names", async () => {
    const { status, report } = await project.check(await project.release(RELEASE, [UPLOAD]));
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(packer(report.build?.plan)).toBe("yarn");
  });

  test("packs with npm what npm packed", async () => {
    const { status, report } = await project.check(
      await project.release("npm pack --silent", [UPLOAD]),
    );
    expect(status).toBe(0);
    expect(onlyArtifact(report)).toMatchObject({ verdict: "identical", level: "L0" });
    expect(packer(report.build?.plan)).toBe("npm");
  });

  test("refuses a package whose script made something else, and names the file", async () => {
    const poisoned = { "build.mjs": FILES["build.mjs"].replace("= 5", "= 6") };
    const { status, report } = await project.check(
      await project.release(RELEASE, [UPLOAD], poisoned),
    );
    expect(status).toBe(1);
    const artifact = onlyArtifact(report);
    expect(artifact).toMatchObject({ verdict: "different", stability: "stable" });
    expect(refusedPaths(artifact)).toEqual(["package/dist/index.js"]);
  });
});
