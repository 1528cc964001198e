import { execFileSync, fork, spawnSync, type ChildProcess } from "node:child_process";
import { copyFile, cp, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { findMutants } from "./find.ts";
import { instrument, type Mutant } from "./mutant.ts";

/** How one run of test files ended. */
export interface Run {
  readonly timedOut: boolean;
  /** The first failing test; null when all passed. */
  readonly failure: string | null;
  readonly milliseconds: number;
}

/** Files a commit of the tree would hold, also those that are not committed yet. */
export function treeFiles(root: string): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-coz", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split("\0"))].filter(
    (path) => path !== "" && existsSync(join(root, path)),
  );
}

/** Every mutant of src, in file and line order; the index in this list is its number. */
export async function allMutants(
  root: string,
  files: readonly string[],
): Promise<readonly Mutant[]> {
  const found: Mutant[] = [];
  for (const file of files.filter((path) => /^src\/.*\.ts$/.test(path)).sort()) {
    found.push(...findMutants(file, await readFile(join(root, file), "utf8")));
  }
  return found;
}

/**
 * A copy of the tree with every mutant built in and a test process beside it. The tree itself is only read.
 */
export class Workplace {
  readonly root: string;
  readonly #switches: string;
  #session: ChildProcess | null = null;
  #runs = 0;

  constructor(root: string) {
    this.root = root;
    this.#switches = join(root, ".mutants");
  }

  /** Copies, instruments, bundles what is instrumented and commits it, so that HEAD is the copy. */
  async lay(from: string, files: readonly string[], mutants: readonly Mutant[]): Promise<void> {
    for (const file of files.filter((path) => !path.startsWith("dist/"))) {
      const target = join(this.root, file);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(from, file), target);
    }
    await symlink(join(from, "node_modules"), join(this.root, "node_modules"));
    await this.#laySwitches();
    const numbers = new Map(mutants.map((mutant, number) => [mutant, number]));
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const own = mutants.filter((mutant) => mutant.file === file);
      const target = join(this.root, file);
      const text = instrument(
        await readFile(target, "utf8"),
        own,
        (mutant) => numbers.get(mutant) ?? -1,
        join(this.#switches, "switchboard.cjs"),
      );
      await writeFile(target, text);
    }
    this.#bundle();
    await this.#commit();
    await this.#shareCachedTools(from);
  }

  async #laySwitches(): Promise<void> {
    await mkdir(this.#switches);
    for (const name of ["switchboard.cjs", "begin.mjs", "silent.cjs"]) {
      await copyFile(join(import.meta.dirname, name), join(this.#switches, name));
    }
    await this.activate(-1);
    const config = {
      reporters: ["<rootDir>/.mutants/silent.cjs"],
      setupFilesAfterEnv: ["<rootDir>/.mutants/begin.mjs"],
      collectCoverage: false,
    };
    await writeFile(
      join(this.root, "mutants.config.mjs"),
      `import base from "./jest.config.js";\nexport default { ...base, ...${JSON.stringify(config)} };\n`,
    );
    // A package.json above may say that .js is a module; these files are not.
    await writeFile(join(this.#switches, "package.json"), '{ "type": "commonjs" }\n');
  }

  /** Tests that start the bundled program then meet the mutants, too. */
  #bundle(): void {
    const build = join(this.root, "scripts", "build.ts");
    if (!existsSync(build)) return;
    const { status, stderr } = spawnSync(process.execPath, [build], {
      cwd: this.root,
      encoding: "utf8",
    });
    if (status === 0) return;
    const why = stderr.split("\n").find((line) => line.includes("ERROR")) ?? "no reason given";
    process.stderr.write(`dist is left out, because its build fails: ${why.trim()}\n`);
  }

  async #commit(): Promise<void> {
    const git = (...args: readonly string[]): void => {
      execFileSync("git", ["-c", "user.name=m", "-c", "user.email=m@example.org", ...args], {
        cwd: this.root,
        stdio: "ignore",
      });
    };
    git("init", "-q", "-b", "main");
    await writeFile(
      join(this.root, ".git", "info", "exclude"),
      "/node_modules\n/.cache/\n/.mutants/\n/mutants.config.mjs\n",
    );
    git("add", "-A");
    git("commit", "-q", "-m", "copy");
  }

  /** What tests install into the cache once is taken over, not installed again. */
  async #shareCachedTools(from: string): Promise<void> {
    const cache = join(from, ".cache");
    await mkdir(join(this.root, ".cache"), { recursive: true });
    if (!existsSync(cache)) return;
    await cp(cache, join(this.root, ".cache"), {
      recursive: true,
      filter: async (path) =>
        path === cache || !path.includes("jest") || !(await stat(path)).isDirectory(),
    });
  }

  /** Switches one mutant on, or none with -1. */
  async activate(number: number): Promise<void> {
    await writeFile(join(this.#switches, "active"), String(number));
  }

  /** Runs test files with no mutant active and tells which ones they reach. */
  async record(test: string, limit: number): Promise<{ run: Run; reached: readonly number[] }> {
    const log = join(this.#switches, "reached");
    await this.activate(-1);
    await writeFile(log, "", { mode: 0o666 });
    await writeFile(join(this.#switches, "record"), "");
    const run = await this.run([test], limit);
    await rm(join(this.#switches, "record"));
    const reached = new Set(
      (await readFile(log, "utf8")).split("\n").filter((line) => line !== ""),
    );
    return { run, reached: [...reached].map(Number) };
  }

  /** Runs test files in the given order up to the first failure; a run over the limit is cut off. */
  async run(tests: readonly string[], limit: number): Promise<Run> {
    const files = tests.map((test) => join(this.root, test));
    // Modules of past runs pile up in a test process.
    if (this.#runs % 40 === 39) this.close();
    this.#runs += 1;
    const session = this.#session ?? (await this.#start());
    const start = performance.now();
    return await new Promise((resolve) => {
      const end = (outcome: Omit<Run, "milliseconds">): void => {
        clearTimeout(timer);
        session.removeAllListeners("message").removeAllListeners("exit");
        resolve({ ...outcome, milliseconds: Math.round(performance.now() - start) });
      };
      const timer = setTimeout(() => {
        this.close();
        end({ timedOut: true, failure: "took too long" });
      }, limit);
      session.once("message", (message: { failure: string | null }) => {
        end({ timedOut: false, failure: message.failure });
      });
      session.once("exit", () => {
        this.#session = null;
        end({ timedOut: false, failure: "the test process ended" });
      });
      session.send({ config: join(this.root, "mutants.config.mjs"), files });
    });
  }

  async #start(): Promise<ChildProcess> {
    const session = fork(join(import.meta.dirname, "session.mjs"), {
      cwd: this.root,
      execArgv: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      detached: true,
    });
    this.#session = session;
    await new Promise((resolve, reject) => {
      session.once("message", resolve);
      session.once("exit", (code) => {
        reject(new Error(`expected a test process to start, found exit ${String(code)}`));
      });
    });
    session.removeAllListeners("exit");
    return session;
  }

  /** Ends the test process and everything it started. */
  close(): void {
    const session = this.#session;
    this.#session = null;
    if (session?.pid === undefined) return;
    session.removeAllListeners();
    try {
      process.kill(-session.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
