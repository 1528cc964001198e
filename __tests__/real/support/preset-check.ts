import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { ArtifactReport, Report } from "../../../src/core/report.ts";
import { reportSchema } from "../../../src/core/report.ts";
import { GitRepository, type FixtureFile } from "../../support/git-repository.ts";
import { run, runOrThrow } from "./run.ts";

const CLI = join(import.meta.dirname, "../../../src/entry/cli.ts");

/** Where a build looks for programs by itself. */
const SYSTEM = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** A program that a build will find, and the flags it needs for that: none where the system has it. */
export interface FoundProgram {
  readonly folder: string;
  readonly flags: readonly string[];
}

/** The program where the system has it, else where this run's own PATH leads; undefined when nobody has it. */
export async function findProgram(
  program: string,
  ...question: readonly string[]
): Promise<FoundProgram | undefined> {
  const own = (process.env["PATH"] ?? "").split(":");
  for (const folder of [...SYSTEM, ...own]) {
    const place = join(folder, program);
    if (!existsSync(place)) continue;
    const ran = await run(place, question.length > 0 ? question : ["--version"]).catch(() => null);
    if (ran?.status !== 0) continue;
    return { folder, flags: SYSTEM.includes(folder) ? [] : ["--tools", folder] };
  }
  return undefined;
}

/** A project in a repository of its own, and what somebody releases of it. */
export class ReleasedProject implements AsyncDisposable {
  readonly #folder: string;
  readonly #repository: GitRepository;
  readonly #tools: readonly FoundProgram[];

  private constructor(folder: string, repository: GitRepository, tools: readonly FoundProgram[]) {
    this.#folder = folder;
    this.#repository = repository;
    this.#tools = tools;
  }

  /** One commit, tagged `v1.0.0`; `prepare` runs in the folder before it, such as what writes a lock file. */
  static async create(
    files: Readonly<Record<string, FixtureFile>>,
    tools: readonly FoundProgram[],
    prepare: readonly string[] = [],
  ): Promise<ReleasedProject> {
    const folder = await mkdtemp(join(tmpdir(), "preset-"));
    const repository = new GitRepository(join(folder, "repository"));
    const project = new ReleasedProject(folder, repository, tools);
    repository.write(files);
    for (const command of prepare) await project.#shell(command, repository.folder);
    repository.commit();
    repository.git("tag", "v1.0.0");
    return project;
  }

  get folder(): string {
    return this.#folder;
  }

  /**
   * What the project's own command makes in a clone at another place, with files of it changed and not committed. Returns
   * private copies of the files that it names.
   */
  async release(
    command: string,
    outputs: readonly string[],
    changed: Readonly<Record<string, FixtureFile>> = {},
  ): Promise<readonly string[]> {
    const clone = await mkdtemp(join(this.#folder, "maintainer-"));
    await runOrThrow("git", ["clone", "-q", this.#repository.folder, join(clone, "work")]);
    GitRepository.prototype.write.call({ folder: join(clone, "work") }, changed);
    await this.#shell(command, join(clone, "work"));
    await mkdir(join(clone, "upload"));
    const uploads: string[] = [];
    for (const output of outputs) {
      const upload = join(clone, "upload", basename(output));
      await cp(join(clone, "work", output), upload);
      uploads.push(upload);
    }
    return uploads;
  }

  /** What `check` says of the uploads, with nothing but the repository given. */
  async check(
    uploads: readonly string[],
    ...flags: readonly string[]
  ): Promise<{ readonly status: number | null; readonly report: Report }> {
    const ran = await run(process.execPath, [
      CLI,
      "check",
      ...uploads,
      "--source",
      this.#repository.folder,
      ...this.#tools.flatMap((tool) => tool.flags),
      ...flags,
      "--format",
      "json",
    ]);
    const report = reportSchema.safeParse(JSON.parse(ran.stdout));
    if (report.success) return { status: ran.status, report: report.data };
    throw new Error(`no report, but ${ran.stdout.slice(-2000)}${ran.stderr.slice(-4000)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run("chmod", ["-R", "u+w", this.#folder]);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** As a maintainer would run it: another home, time zone and permissions than the rebuild has. */
  async #shell(command: string, cwd: string): Promise<void> {
    const home = join(this.#folder, "home");
    await mkdir(home, { recursive: true });
    const folders = [
      ...this.#tools.map(({ folder }) => folder),
      dirname(process.execPath),
      ...SYSTEM,
    ];
    const forwarded = Object.entries(process.env).filter(([name]) =>
      /(?:_PROXY|^npm_config_registry$|^GOPROXY$|CERT|CA_BUNDLE)/i.test(name),
    );
    await runOrThrow("/bin/sh", ["-ec", `umask 0002\n${command}`], {
      cwd,
      env: {
        ...Object.fromEntries(forwarded),
        PATH: [...new Set(folders)].join(":"),
        HOME: home,
        TZ: "Pacific/Auckland",
        LC_ALL: "C.UTF-8",
      },
    });
  }
}

/** The one artifact of a report. */
export function onlyArtifact({ artifacts }: Report): ArtifactReport {
  const [artifact, ...others] = artifacts;
  if (artifact === undefined || others.length > 0)
    throw new Error("the report has not one artifact");
  return artifact;
}

/** Paths of the findings that were not accepted, the last part of each. */
export function refusedPaths(artifact: ArtifactReport): readonly string[] {
  return artifact.findings
    .filter(({ accepted }) => accepted === null)
    .map(({ path }) => path.at(-1) ?? "");
}
