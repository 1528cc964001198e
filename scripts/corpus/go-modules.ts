import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { run, runOrThrow } from "../../__tests__/real/support/run.ts";
import { filesBelow, only } from "./files-below.ts";
import { commandObstacle } from "./obstacle.ts";
import type { Source } from "./source.ts";

/** The programs of `.ci/tools` that Go installs. */
const PROGRAMS = [
  "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
  "github.com/nektos/act@v0.2.89",
];

/** What `go install` of the tools leaves in an empty module cache. */
export const goModules: Source = {
  id: "go",
  rule: "every zip in Go's module cache after `go install` of actionlint and act with an empty cache",

  obstacle: () => commandObstacle("go", ["version"]),

  async collect(folder) {
    const environment = await goEnvironment(folder);
    for (const program of PROGRAMS) {
      // -n loads all packages and their modules, and leaves out only the compiling.
      await runOrThrow("go", ["install", "-n", program], { env: environment });
    }
    return zipsOf(folder);
  },

  async fetch(names, folder) {
    const environment = await goEnvironment(folder);
    const modules = names.map((name) => name.slice(0, -".zip".length));
    const all = await run("go", ["mod", "download", ...modules], { env: environment, cwd: folder });
    if (all.status !== 0) {
      for (const module of modules) {
        await run("go", ["mod", "download", module], { env: environment, cwd: folder });
      }
    }
    return only(names, await zipsOf(folder));
  },
};

async function goEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
  await mkdir(folder, { recursive: true });
  const flags = "-buildvcs=false -modcacherw";
  return { ...process.env, GOMODCACHE: join(folder, "mod"), GOBIN: folder, GOFLAGS: flags };
}

/** `…/path/@v/v1.0.0.zip` as `path@v1.0.0.zip`; the cache writes a capital as `!` and the small letter. */
async function zipsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const root = join(folder, "mod", "cache", "download");
  const files = await filesBelow(root, [".zip"]);
  return new Map(
    files.map((file) => [
      relative(root, file)
        .replace("/@v/", "@")
        .replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      file,
    ]),
  );
}
