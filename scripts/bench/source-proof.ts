import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";

const FILES = 5000;
const BYTES = 9800;

/** One repository, as a work tree and as a bare clone. */
interface Places {
  readonly base: string;
  readonly work: string;
  readonly bare: string;
}

function git({ work }: Places, ...args: readonly string[]): void {
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

function prepare(places: Places): void {
  const { work, bare } = places;
  mkdirSync(work);
  git(places, "init", "--quiet", ".");
  for (let at = 0; at < FILES; at++) {
    const folder = join(work, `d${String(at % 100)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${String(at)}.txt`), text(at));
  }
  git(places, "add", "--all");
  git(places, "commit", "--quiet", "-m", "files");
  git(places, "gc", "--quiet");
  git(places, "clone", "--quiet", "--bare", "--no-local", ".", bare);
}

function checkOut(places: Places, round: number): void {
  git(places, "checkout-index", "-a", "-q", `--prefix=${join(places.base, String(round))}/`);
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

/** Medians of alternating runs: milliseconds of wall time, and the ratio of each proof to the checkout of its round. */
export interface ProofRatios {
  readonly checkOut: number;
  readonly proof: { readonly milliseconds: number; readonly ratio: number };
  /** The same for a folder, whose work tree is described as well. */
  readonly described: { readonly milliseconds: number; readonly ratio: number };
}

/** How long the source proof of 5,000 files takes against `git checkout-index -a`, in `count` alternating rounds. */
export async function proofRatios(count: number): Promise<ProofRatios> {
  const base = mkdtempSync(join(tmpdir(), "source-proof-ratio-"));
  const places = { base, work: join(base, "work"), bare: join(base, "bare.git") };
  try {
    prepare(places);
    const rounds: (readonly [checkOut: number, bare: number, folder: number])[] = [];
    for (let round = 0; round < count; round++) {
      rounds.push([
        await milliseconds(() => {
          checkOut(places, round);
        }),
        await milliseconds(() => prove(places.bare)),
        await milliseconds(() => prove(places.work)),
      ]);
      rmSync(join(base, String(round)), { recursive: true });
    }
    const of = (at: 0 | 1 | 2): number => median(rounds.map((one) => one[at]));
    const beside = (at: 1 | 2) => ({
      milliseconds: of(at),
      ratio: median(rounds.map((one) => one[at] / one[0])),
    });
    return { checkOut: of(0), proof: beside(1), described: beside(2) };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
