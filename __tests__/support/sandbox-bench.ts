import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { GitRepository, type FixtureFile } from "./git-repository.ts";
import type { BuildEnd, BuildJob } from "./sandboxed-build.ts";

/** An account without rights that every Linux has. */
const NOBODY = 65_534;

/** Who runs a build. */
export type Runner = "root" | "nobody";

/** A repository, and the program that builds it as this user or as another. */
export class SandboxBench implements Disposable {
  readonly folder: string;
  /** Node that everybody may run, in a folder of its own. */
  readonly node: string;
  readonly repository: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.repository = join(folder, "repository");
    this.node = join(folder, "node", "bin", "node");
  }

  static async open(files: Readonly<Record<string, FixtureFile>>): Promise<SandboxBench> {
    const bench = new SandboxBench(realpathSync(mkdtempSync(join(tmpdir(), "sandbox-bench-"))));
    chmodSync(bench.folder, 0o755);
    new GitRepository(bench.repository).commit(files);
    mkdirSync(dirname(bench.node), { recursive: true });
    copyFileSync(process.execPath, bench.node, constants.COPYFILE_FICLONE);
    for (const name of ["root", "nobody"]) mkdirSync(join(bench.folder, name), { mode: 0o711 });
    if (isRoot()) chownSync(join(bench.folder, "nobody"), NOBODY, NOBODY);
    // The folder may be in a home of root's; this file is not.
    await build({
      entryPoints: [join(import.meta.dirname, "sandboxed-build.ts")],
      outfile: join(bench.folder, "sandboxed-build.mjs"),
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node24",
      logLevel: "silent",
      banner: {
        js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
      },
    });
    return bench;
  }

  /** Starts a build in a process of its own. */
  start(
    runner: Runner,
    job: Omit<BuildJob, "repository" | "temporary">,
    environment: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    const given: BuildJob = {
      ...job,
      repository: this.repository,
      temporary: join(this.folder, runner),
    };
    const call = [this.node, join(this.folder, "sandboxed-build.mjs"), JSON.stringify(given)];
    const id = String(NOBODY);
    const as =
      runner === "root" || !isRoot()
        ? []
        : ["/usr/bin/setpriv", `--reuid=${id}`, `--regid=${id}`, "--clear-groups", "--"];
    const [file = "", ...args] = [...as, ...call];
    return spawn(file, args, {
      cwd: "/",
      env: { PATH: "/usr/bin:/bin", HOME: this.folder, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
  }

  async build(
    runner: Runner,
    job: Omit<BuildJob, "repository" | "temporary">,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<BuildEnd> {
    const child = this.start(runner, job, environment);
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    return JSON.parse(said) as BuildEnd;
  }

  /** What is left of builds in a temporary folder. */
  leftovers(runner: Runner): readonly string[] {
    return readdirSync(join(this.folder, runner));
  }

  [Symbol.dispose](): void {
    execFileSync("/bin/rm", ["-rf", "--", this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether these tests may become other users. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** Processes of this machine that have a word in their command line. */
export function processesWith(word: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        return readFileSync(`/proc/${String(id)}/cmdline`, "latin1")
          .split("\0")
          .includes(word);
      } catch {
        return false;
      }
    });
}

/** Whether a file is there for everybody to run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Waits for something that another process does. */
export async function eventually(condition: () => boolean, patienceMs = 300_000): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < patienceMs;) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
