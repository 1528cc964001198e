import { execFileSync, spawnSync } from "node:child_process";
import { copyFile, cp, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { findMutants } from "./find.ts";
import { instrument, type Mutant } from "./mutant.ts";
import { TestProcess } from "./test-process.ts";

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

/** A copy of the tree with every mutant built in, for test processes. The tree itself is only read. */
export class Workplace {
  readonly root: string;
  readonly #switches: string;
  #bundled = false;

  constructor(root: string) {
    this.root = root;
    this.#switches = join(root, ".mutants");
  }

  /** Copies, instruments and commits, so that HEAD is the copy. */
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
    await this.#commit();
    await this.#shareCachedTools(from);
  }

  async #laySwitches(): Promise<void> {
    await mkdir(this.#switches);
    for (const path of ["switchboard.cjs", "in-jest/begin.mjs", "in-jest/silent.cjs"]) {
      await copyFile(join(import.meta.dirname, path), join(this.#switches, basename(path)));
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

  /** Bundles what is instrumented, once: tests that start the program then meet the mutants, too. */
  async bundle(): Promise<void> {
    if (this.#bundled) return;
    this.#bundled = true;
    const build = join(this.root, "scripts", "build.ts");
    if (!existsSync(build)) return;
    const { status, stderr } = spawnSync(process.execPath, [build], {
      cwd: this.root,
      encoding: "utf8",
    });
    if (status === 0) {
      await this.#commit();
      return;
    }
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
    git("commit", "-q", "--allow-empty", "-m", "copy");
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

  /** Does what notes which mutants are reached, with none active. */
  async recording<T>(work: () => Promise<T>): Promise<T> {
    await this.activate(-1);
    // Children may run as another user.
    await writeFile(join(this.#switches, "reached"), "", { mode: 0o666 });
    await writeFile(join(this.#switches, "record"), "");
    try {
      return await work();
    } finally {
      await rm(join(this.#switches, "record"));
    }
  }

  /** A process for test files of this copy; `alone` is one whose mutant is active from its start on. */
  testProcess(kind: "in-process" | "alone" | "jest"): TestProcess {
    const common = { folder: this.root };
    if (kind === "jest") {
      return new TestProcess({
        ...common,
        path: join(import.meta.dirname, "in-jest", "main.ts"),
        args: [this.#switches, join(this.root, "mutants.config.mjs")],
        nodeArgs: ["--experimental-vm-modules"],
        lifetime: 40,
      });
    }
    return new TestProcess({
      ...common,
      path: join(import.meta.dirname, "in-process", "main.ts"),
      args: [this.#switches, kind],
      nodeArgs: ["--max-old-space-size=1500"],
      lifetime: Infinity,
    });
  }
}
