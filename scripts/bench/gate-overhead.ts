import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Stopwatch } from "./measure.ts";
import type { Row } from "./workloads.ts";

const FILES = 5000;
const BYTES = 10_000;

/** A build that reads every file once and compresses little, so that hardly any time but the gate's own is measured. */
const BUILD =
  "mkdir -p dist && tar --sort=name --format=ustar --mtime=@0 --owner=0 --group=0 --mode=go=rX,u+rw -c src | gzip -1n > dist/pkg-1.0.tar.gz";

/**
 * What a check of one upload takes over the plain build, in a tree of 5,000 files: proof of the source, check-out,
 * sandbox, and the comparison of equal files, with every byte of the build's own time taken off.
 */
export function gateOverhead(
  folder: string,
  gate: (...args: readonly string[]) => Command,
  watch: Stopwatch,
  runs: number,
): Row {
  const repository = makeRepository(join(folder, "five-thousand"));
  const plain = join(folder, "plain");
  cpSync(join(repository, "src"), join(plain, "src"), { recursive: true });
  execFileSync("/bin/sh", ["-ec", BUILD], { cwd: plain });
  const upload = join(plain, "dist", "pkg-1.0.tar.gz");
  const build: Command = {
    argv: ["/bin/sh", "-ec", `cd "$1"; ${BUILD}`, "sh", plain],
    exits: [0],
  };
  const check = gate("check", upload, "--source", repository, "--build", BUILD, "--quiet");
  // A verdict other than a pass would be another measurement.
  const passing: Command = { ...check, exits: [0] };
  const { command, baseline } = watch.pair(passing, build, runs);
  const [cpu, wall] = (["cpuSeconds", "wallSeconds"] as const).map(
    (figure) => `${command[figure].toFixed(2)} s (plain: ${baseline[figure].toFixed(2)} s)`,
  );
  return {
    work: "check of an equal file, 5,000 files of 10 kB in the commit",
    baseline: "the build command alone",
    cpu: cpu ?? "",
    wall: wall ?? "",
    peak: `${command.peakMiB.toFixed(0)} MiB`,
    result: `+${(command.cpuSeconds - baseline.cpuSeconds).toFixed(2)} s CPU, +${(command.wallSeconds - baseline.wallSeconds).toFixed(2)} s`,
    budget: "+2 s",
  };
}

function makeRepository(folder: string): string {
  for (let at = 0; at < FILES; at++) {
    const place = join(folder, "src", `d${String(at % 50)}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `f${String(at)}.txt`), randomBytes(BYTES / 2).toString("hex"));
  }
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.test"];
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-C", folder, ...identity, ...args], { stdio: "ignore" });
  };
  git("init", "--quiet");
  git("add", "-A");
  git("commit", "--quiet", "-m", "five thousand files");
  return folder;
}
