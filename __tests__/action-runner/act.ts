import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** Path of `act`, a workflow runner that needs no service; installed on the first use (Go is needed for that). */
export function findAct(): string {
  const installed = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "act"))
    .find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  const folder = execFileSync("bash", [join(root, ".ci", "tools"), "act"], { encoding: "utf8" });
  return join(folder.trim(), "act");
}

/** How a run of a workflow ended. */
export interface WorkflowEnd {
  readonly status: number | null;
  /** What the steps printed and the runner said, without the runner's own prefix of each line. */
  readonly log: string;
}

/** A project in a fresh repository, with a workflow; `make dist` packs `src` into `dist/demo-1.0.tar.gz`. */
export interface Project extends Disposable {
  readonly folder: string;
  readonly commit: string;
  /** Runs the workflow for a push of the tag v1.0. */
  push(environment?: Readonly<Record<string, string>>): Promise<WorkflowEnd>;
}

const makefile = `.PHONY: dist
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
dist:
\tmkdir -p dist
\ttar --format=ustar --sort=name --mtime=@$(SOURCE_DATE_EPOCH) --owner=0 --group=0 --numeric-owner --transform=s,^,demo-1.0/, -cf - src | gzip -n > dist/demo-1.0.tar.gz
`;

/**
 * Commits the project with these further files (the workflow is one). `actions` says where the actions lie that the
 * workflow uses, by `owner/name@ref`; the checkout is the runner's own.
 */
export function makeProject(
  files: Readonly<Record<string, string>>,
  actions: Readonly<Record<string, string>>,
): Project {
  const place = mkdtempSync(join(tmpdir(), "act-"));
  const folder = join(place, "demo");
  const all = {
    ".gitignore": "*.m4\ndist/\n",
    Makefile: makefile,
    "src/index.js": "export const one = 1;\n",
    ...files,
  };
  for (const [path, body] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  const base = {
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    HOME: join(place, "home"),
    XDG_CACHE_HOME: join(place, "cache"),
    LANG: "C.UTF-8",
  };
  mkdirSync(base.HOME);
  const git = (...argv: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...argv], {
      cwd: folder,
      env: base,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/octo/demo");
  git("add", "--all");
  git("commit", "--quiet", "--message=one");
  git("tag", "v1.0");
  const event = join(place, "event.json");
  writeFileSync(event, JSON.stringify({ ref: "refs/tags/v1.0" }));
  return {
    folder,
    commit: git("rev-parse", "HEAD"),
    async push(environment = {}) {
      const child = spawn(
        findAct(),
        [
          "push",
          "--platform=ubuntu-latest=-self-hosted",
          "--no-cache-server",
          `--eventpath=${event}`,
          ...Object.entries(actions).map(([name, path]) => `--local-repository=${name}=${path}`),
          ...Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`),
        ],
        { cwd: folder, env: base, stdio: ["ignore", "pipe", "pipe"] },
      );
      const pieces: string[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
      }
      const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
      return { status, log: pieces.join("").replace(/^\[[^\]\n]*\] ?/gm, "") };
    },
    [Symbol.dispose]() {
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** The text of an example of the documentation. */
export function example(name: string): string {
  return readFileSync(join(root, "docs", "examples", name), "utf8");
}
