import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let before: NodeJS.ProcessEnv;
/** Made once: git starts slowly on some machines, and every row begins with the same repository. */
let kept: string;
let honest: Honest;

/** What a clean clone of the repository gives. */
interface Honest {
  readonly tree: ProvenSource["tree"];
  readonly files: Readonly<Record<string, string>>;
}

beforeAll(async () => {
  kept = realpathSync(mkdtempSync(path.join(tmpdir(), "git-tricks-kept-")));
  const given = new GitRepository(path.join(kept, "given"));
  given.commit({ "a.txt": "first\n" });
  given.commit(FILES);
  const folder = path.join(kept, "clean");
  given.git("clone", "--quiet", "--no-local", ".", folder);
  await using own = await openScratch();
  const proven = await prove(folder, own);
  honest = { tree: proven.tree, files: await checkedOut(proven, own) };
});

afterAll(() => {
  rmSync(kept, { recursive: true, force: true });
});

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "git-tricks-test-")));
  scratch = await openScratch();
  before = { ...process.env };
});

afterEach(async () => {
  for (const name of Object.keys(process.env)) {
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, before);
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

const FILES = {
  ".gitattributes": "*.txt filter=evil\n",
  ".gitignore": "*.m4\nnested/\n",
  "a.txt": "honest\n",
  "b.txt": "honest\n",
  "src/c.c": "int c;\n",
} as const;

const TRAP = "trap.ran";

/** A program that leaves a mark when it runs. */
function trap(name: string): string {
  const program = path.join(base, name);
  writeFileSync(program, `#!/bin/sh\ntouch "${path.join(base, TRAP)}"\nexec cat\n`);
  chmodSync(program, 0o755);
  return program;
}

function inGitFolder(given: GitRepository, name: string, content: string): void {
  const place = path.join(given.folder, ".git", name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content, { mode: 0o755 });
}

/** What a user sees who asks git itself, in that repository and with this environment. */
function ask(given: GitRepository, ...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: given.folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: process.env,
  }).trimEnd();
}

function trapRan(given: GitRepository, ...args: readonly string[]): boolean {
  const mark = path.join(base, TRAP);
  rmSync(mark, { force: true });
  try {
    ask(given, ...args);
  } catch {
    // Only whether the trap ran matters.
  }
  const ran = existsSync(mark);
  rmSync(mark, { force: true });
  return ran;
}

interface Trick {
  readonly name: string;
  readonly plant: (given: GitRepository) => void;
  /** That git itself falls for it: without this the row would prove nothing. */
  readonly fools: (given: GitRepository) => boolean;
}

/** Every trick that makes a clean `git status`, a log or a checkout say something else than the commit. */
const TRICKS: readonly Trick[] = [
  {
    name: "a changed file that the index is told to assume unchanged",
    plant(given) {
      given.git("update-index", "--assume-unchanged", "a.txt");
      given.write({ "a.txt": "tampered\n" });
    },
    fools: (given) => !ask(given, "status", "--porcelain").includes("a.txt"),
  },
  {
    name: "a changed file that the index is told to skip",
    plant(given) {
      given.git("update-index", "--skip-worktree", "b.txt");
      given.write({ "b.txt": "tampered\n" });
    },
    fools: (given) => !ask(given, "diff", "HEAD", "--name-only").includes("b.txt"),
  },
  {
    name: "a replaced commit",
    plant(given) {
      const blob = given.store("blob", "replaced\n");
      const fake = given.commitTree(given.storeTree([["100644", "a.txt", blob]]), "fake");
      given.git("replace", given.git("rev-parse", "HEAD"), fake);
    },
    fools: (given) => ask(given, "show", "HEAD:a.txt") === "replaced",
  },
  {
    name: "a grafted history",
    plant(given) {
      inGitFolder(given, "info/grafts", `${given.git("rev-parse", "HEAD")}\n`);
    },
    fools: (given) => ask(given, "rev-list", "--count", "HEAD") === "1",
  },
  {
    name: "a smudge filter with a matching clean filter",
    plant(given) {
      given.git("config", "filter.evil.smudge", trap("smudge"));
      given.git("config", "filter.evil.clean", trap("clean-filter"));
    },
    fools: (given) => trapRan(given, "cat-file", "--filters", "HEAD:a.txt"),
  },
  {
    name: "a file system monitor",
    plant(given) {
      given.git("config", "core.fsmonitor", trap("monitor"));
    },
    fools: (given) => trapRan(given, "status"),
  },
  {
    name: "hooks",
    plant(given) {
      const hook = readFileSync(trap("hook"), "utf8");
      for (const name of ["post-checkout", "reference-transaction", "post-index-change"]) {
        inGitFolder(given, `hooks/${name}`, hook);
      }
    },
    fools: (given) => trapRan(given, "checkout", "--detach"),
  },
  {
    name: "attributes that only this clone has",
    plant(given) {
      inGitFolder(given, "info/attributes", "src/* export-ignore\n");
    },
    fools: (given) => !ask(given, "archive", "--format=tar", "HEAD").includes("src/c.c"),
  },
  {
    name: "an ignored file",
    plant(given) {
      given.write({ "build-to-host.m4": "serial 30\n" });
    },
    fools: (given) => !ask(given, "status", "--porcelain").includes("build-to-host.m4"),
  },
  {
    name: "a nested repository",
    plant(given) {
      new GitRepository(path.join(given.folder, "nested")).commit({ "n.c": "x" });
    },
    fools(given) {
      ask(given, "clean", "-q", "-fd");
      return existsSync(path.join(given.folder, "nested", "n.c"));
    },
  },
  {
    name: "variables that point git elsewhere",
    plant() {
      const decoy = new GitRepository(path.join(base, "decoy"));
      decoy.commit({ decoy: "decoy" });
      process.env["GIT_DIR"] = path.join(decoy.folder, ".git");
      process.env["GIT_CONFIG_COUNT"] = "1";
      process.env["GIT_CONFIG_KEY_0"] = "core.pager";
      process.env["GIT_CONFIG_VALUE_0"] = trap("pager");
    },
    fools: (given) => ask(given, "ls-tree", "--name-only", "HEAD") === "decoy",
  },
  {
    name: "credentials and further files in the configuration",
    plant(given) {
      const more = path.join(base, "more.config");
      writeFileSync(more, "[core]\n\tpager = false\n[evil]\n\tincluded = yes\n");
      given.git("config", "http.extraheader", "Authorization: Basic c2VjcmV0");
      given.git("config", `includeIf.gitdir:${given.folder}/.git.path`, more);
    },
    fools: (given) => ask(given, "config", "evil.included") === "yes",
  },
  {
    name: "a fake git first in PATH",
    plant() {
      process.env["PATH"] = `${path.dirname(trap("git"))}:${process.env["PATH"] ?? ""}`;
    },
    fools: (given) => trapRan(given, "version"),
  },
];

/** The repository of every row, fresh. */
function planted(): GitRepository {
  const folder = path.join(base, "given");
  cpSync(path.join(kept, "given"), folder, { recursive: true });
  return new GitRepository(folder);
}

function prove(folder: string, below: Scratch = scratch): Promise<ProvenSource> {
  return new GitSourceProver({ environment: process.env }).prove(
    { repository: folder, revision: "HEAD" },
    below,
    new RecordedProgress(),
    new AbortController().signal,
  );
}

/** Everything that a build would find, but for its own repository. */
async function checkedOut(
  source: ProvenSource,
  below: Scratch = scratch,
): Promise<Record<string, string>> {
  const folder = await source.checkOut(await below.directory("build"));
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (name === ".git" || name.startsWith(".git/")) continue;
    const place = path.join(folder, name);
    found[name] = name.includes(".") ? readFileSync(place, "utf8") : "";
  }
  return found;
}

async function expectHonest(given: GitRepository): Promise<void> {
  const mark = path.join(base, TRAP);
  const proven = await prove(given.folder);
  expect(proven.tree.commit).toBe(honest.tree.commit);
  expect(proven.tree.treeSha256).toBe(honest.tree.treeSha256);
  expect(await checkedOut(proven)).toEqual(honest.files);
  expect(existsSync(mark)).toBe(false);
}

describe("a trick that git falls for changes nothing of a proven source", () => {
  it.each(TRICKS)("$name", async ({ plant, fools }) => {
    const given = planted();
    plant(given);
    await expectHonest(given);
    expect(fools(given)).toBe(true);
  });

  it("a `.git` that is a file, and a linked work tree, lead to bytes that are proven all the same", async () => {
    const given = planted();
    const linked = path.join(base, "linked");
    given.git("worktree", "add", "--quiet", "--detach", linked, "HEAD");
    expect(readFileSync(path.join(linked, ".git"), "utf8")).toMatch(/^gitdir: /);
    writeFileSync(path.join(linked, "a.txt"), "tampered\n");
    expect((await prove(linked)).tree.treeSha256).toBe(honest.tree.treeSha256);
  });

  it("all of them planted at once give the digest of a clean clone", async () => {
    const given = planted();
    for (const { plant } of TRICKS) plant(given);
    await expectHonest(given);
  });
});
