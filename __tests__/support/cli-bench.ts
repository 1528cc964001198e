import { execFileSync, spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** The program as it is tested, and the Node that runs it. */
export interface Program {
  readonly node: string;
  readonly file: string;
}

/** The sources, under the pinned Node. */
export const SOURCES: Program = {
  node: join(root, "node_modules", "node", "bin", "node"),
  file: join(root, "src", "entry", "cli.ts"),
};

const pack = (output: string) =>
  `mkdir -p dist && tar --sort=name --mtime=@0 --owner=0 --group=0 --format=ustar -cf - src | gzip -n > dist/${output}`;

/** The build command of the fixture; what it makes is the honest upload. */
export const BUILD = pack("pkg-1.0.tar.gz");
/** The honest upload. */
export const UPLOAD = "dist/pkg-1.0.tar.gz";
/** The tampered one, and how it is checked: a file that git ignores is only in the upload. */
export const TWIN = ["dist/evil.tar.gz", "--build", BUILD];

/** How a run of the program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real repository with a release and its twin, and the program to run on them as a process. */
export class CliBench implements AsyncDisposable {
  readonly folder: string;
  readonly repository: string;
  /** The temporary folder of the program: empty when it has tidied up. */
  readonly temporary: string;
  readonly #program: Program;

  private constructor(folder: string, program: Program) {
    this.folder = folder;
    this.repository = join(folder, "repo");
    this.temporary = join(folder, "tmp");
    this.#program = program;
  }

  static async open(program: Program): Promise<CliBench> {
    const bench = new CliBench(await mkdtemp(join(tmpdir(), "cli-test-")), program);
    const { repository } = bench;
    await mkdir(join(repository, "src"), { recursive: true });
    await mkdir(bench.temporary);
    await writeFile(join(repository, "src", "a.txt"), "hello\n");
    await writeFile(join(repository, ".gitignore"), "dist/\nsrc/*.m4\n");
    const identity = ["-c", "user.name=n", "-c", "user.email=e@x"];
    bench.git("init", "-q");
    bench.git("add", ".");
    bench.git(...identity, "commit", "-q", "-m", "one");
    bench.shell(BUILD);
    await writeFile(join(repository, "src", "evil.m4"), "evil\n");
    bench.shell(pack("evil.tar.gz"));
    await rm(join(repository, "src", "evil.m4"));
    return bench;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  git(...words: readonly string[]): string {
    return execFileSync("git", ["-C", this.repository, ...words], { encoding: "utf8" }).trim();
  }

  shell(command: string): void {
    execFileSync("/bin/sh", ["-ec", command], { cwd: this.repository });
  }

  start(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): ChildProcessWithoutNullStreams {
    return spawn(this.#program.node, [this.#program.file, ...args], {
      cwd: this.repository,
      env: {
        PATH: process.env["PATH"],
        HOME: this.folder,
        TMPDIR: this.temporary,
        ...environment,
      },
    });
  }

  run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, environment);
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.on("error", reject);
      child.on("close", (status) => {
        resolve({ status, stdout, stderr });
      });
    });
  }
}
