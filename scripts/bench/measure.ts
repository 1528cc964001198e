import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What one process (with all that it waited for) took. */
export interface Cost {
  readonly wallSeconds: number;
  /** User and system together. */
  readonly cpuSeconds: number;
  /** Of the largest single process. */
  readonly peakMiB: number;
}

/** A command as argv, and the exit codes that count as having worked. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly exits: readonly number[];
}

/** A command beside its baseline: medians, and ratios of the medians of runs that took turns. */
export interface Pair {
  readonly command: Cost;
  readonly baseline: Cost;
  readonly cpuRatio: number;
  readonly wallRatio: number;
  readonly runs: number;
}

/** Runs commands under GNU time, whose accounting is the kernel's own of the finished child. */
export class Stopwatch {
  readonly #record: string;

  /** `folder` takes the record of one run at a time. */
  constructor(folder: string) {
    this.#record = join(folder, "time.txt");
  }

  run({ argv, exits }: Command): Cost {
    const form = ["-q", "-f", "%e %U %S %M", "-o", this.#record];
    const start = performance.now();
    const ended = spawnSync("/usr/bin/time", [...form, ...argv], {
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    });
    const wallSeconds = (performance.now() - start) / 1000;
    if (ended.error !== undefined) throw ended.error;
    if (ended.status === null || !exits.includes(ended.status)) {
      throw new Error(`${argv.join(" ")}: exit ${String(ended.status)}\n${ended.stderr}`);
    }
    const [, user = 0, system = 0, peakKiB = 0] = readFileSync(this.#record, "utf8")
      .split(" ")
      .map(Number);
    return { wallSeconds, cpuSeconds: user + system, peakMiB: peakKiB / 1024 };
  }

  /** The median of each figure over several runs, after one that does not count. */
  median(command: Command, runs: number): Cost {
    this.run(command);
    return medians(Array.from({ length: runs }, () => this.run(command)));
  }

  /** The command and its baseline in turn, so that both meet the same machine. */
  pair(command: Command, baseline: Command, runs: number): Pair {
    this.run(command);
    this.run(baseline);
    const costs = Array.from(
      { length: runs },
      () => [this.run(command), this.run(baseline)] as const,
    );
    const ratio = (of: (cost: Cost) => number) =>
      middle(costs.map(([one, other]) => of(one) / Math.max(of(other), 0.001)));
    return {
      command: medians(costs.map(([one]) => one)),
      baseline: medians(costs.map(([, other]) => other)),
      cpuRatio: ratio(({ cpuSeconds }) => cpuSeconds),
      wallRatio: ratio(({ wallSeconds }) => wallSeconds),
      runs,
    };
  }
}

function medians(costs: readonly Cost[]): Cost {
  return {
    wallSeconds: middle(costs.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: middle(costs.map(({ cpuSeconds }) => cpuSeconds)),
    peakMiB: middle(costs.map(({ peakMiB }) => peakMiB)),
  };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
