import { readFileSync } from "node:fs";
import type { ProcessLimits } from "./confinement.ts";

/** Limits of `prlimit(1)` and their line in `/proc/self/limits` (proc(5)). */
const NAMES = [
  ["nproc", "Max processes", "processes"],
  ["fsize", "Max file size", "fileBytes"],
  ["cpu", "Max cpu time", "cpuSeconds"],
] as const;

/**
 * Arguments of `prlimit` for what a build starts, without blanks inside. Nobody but root may raise a limit, so what
 * is lower for us stays so.
 */
export function limitArguments(limits: ProcessLimits): readonly string[] {
  const own = ownHardLimits();
  return [
    "--core=0",
    ...NAMES.map(([flag, line, key]) => {
      const most = Math.min(limits[key], own.get(line) ?? Infinity);
      return `--${flag}=${String(most)}`;
    }),
  ];
}

function ownHardLimits(): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const line of readFileSync("/proc/self/limits", "utf8").split("\n")) {
    const [, name, hard] = /^(Max [a-z ]+?)\s{2,}\S+\s+(\d+)\s/.exec(line) ?? [];
    if (name !== undefined && hard !== undefined) limits.set(name, Number(hard));
  }
  return limits;
}
