import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitSourceProver } from "../src/adapters/git-source.ts";
import { openScratch } from "../src/adapters/scratch.ts";

/** How long the source proof of 5,000 files takes against `git checkout-index -a`, in alternating runs (docs/performance.md). */

const FILES = 5000;
const BYTES = 9800;
const PAIRS = Number(process.argv[2] ?? "9");

const base = mkdtempSync(join(tmpdir(), "source-proof-ratio-"));
const work = join(base, "work");
const bare = join(base, "bare.git");

function git(...args: readonly string[]): void {
  execFileSync("/usr/bin/git", ["-c", "user.name=a", "-c", "user.email=a@example.test", ...args], {
    cwd: work,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Text that compresses about as well as source code, and no two files alike. */
function text(seed: number): string {
  let lines = "";
  for (let line = 0; lines.length < BYTES; line++) {
    const digest = createHash("sha256")
      .update(`${String(seed)} ${String(line)}`)
      .digest("hex");
    lines += `  line ${digest.slice(0, 30)} and more text that repeats\n`;
  }
  return lines;
}

function prepare(): void {
  mkdirSync(work);
  git("init", "--quiet", ".");
  for (let at = 0; at < FILES; at++) {
    const folder = join(work, `d${String(at % 100)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${String(at)}.txt`), text(at));
  }
  git("add", "--all");
  git("commit", "--quiet", "-m", "files");
  git("gc", "--quiet");
  git("clone", "--quiet", "--bare", "--no-local", ".", bare);
}

function checkOut(round: number): void {
  git("checkout-index", "-a", "-q", `--prefix=${join(base, String(round))}/`);
}

async function prove(repository: string): Promise<void> {
  await using scratch = await openScratch();
  const quiet = { phase() {}, notice() {}, buildOutput() {} };
  const signal = new AbortController().signal;
  const request = { repository, revision: "HEAD" };
  const { tree } = await new GitSourceProver({ environment: {} }).prove(
    request,
    scratch,
    quiet,
    signal,
  );
  if (tree.files.size !== FILES) throw new Error(`proved ${String(tree.files.size)} files`);
}

async function milliseconds(what: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await what();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  prepare();
  const rounds: (readonly [checkOut: number, bare: number, folder: number])[] = [];
  for (let round = 0; round < PAIRS; round++) {
    rounds.push([
      await milliseconds(() => {
        checkOut(round);
      }),
      await milliseconds(() => prove(bare)),
      await milliseconds(() => prove(work)),
    ]);
    rmSync(join(base, String(round)), { recursive: true });
  }
  const of = (at: 0 | 1 | 2): string => `${median(rounds.map((one) => one[at])).toFixed(0)} ms`;
  const ratio = (at: 1 | 2): string => median(rounds.map((one) => one[at] / one[0])).toFixed(2);
  process.stdout.write(
    `checkout-index ${of(0)}; proof ${of(1)}, ratio ${ratio(1)}; with its work tree described ${of(2)}, ratio ${ratio(2)}; ${String(PAIRS)} rounds\n`,
  );
} finally {
  rmSync(base, { recursive: true, force: true });
}
