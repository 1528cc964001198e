import { readFileSync } from "node:fs";
import type { HeldLimit, LimitName } from "../../core/held-limit.ts";
import type { ProcessLimits } from "./confinement.ts";

/** Limits of `prlimit(1)`, their line in `/proc/self/limits` (proc(5)), and what they come down to. */
const NAMES: readonly (readonly [
  flag: string,
  line: string,
  limit: LimitName,
  value: (limits: ProcessLimits) => number,
])[] = [
  ["nproc", "Max processes", "processes", ({ processes }) => processes],
  ["fsize", "Max file size", "file-size", ({ fileBytes }) => fileBytes],
  ["cpu", "Max cpu time", "cpu-time", ({ cpuSeconds }) => cpuSeconds],
  // Private data and not the address space: runtimes reserve far more addresses than they ever use as memory.
  ["data", "Max data size", "process-memory", ({ memoryBytes }) => memoryBytes],
];

/**
 * What the kernel holds the processes of a build to: what its control groups hold, and by resource limits the rest. A
 * limit on the whole build makes the one on its single processes needless. Nobody but root may raise a resource limit,
 * so what is lower for us stays so.
 */
export function heldLimits(
  limits: ProcessLimits,
  byGroup: readonly HeldLimit[],
): readonly HeldLimit[] {
  const own = ownHardLimits();
  const isHeld = (name: LimitName): boolean => byGroup.some(({ limit }) => limit === name);
  const each = NAMES.filter(
    ([, , limit]) => !isHeld(limit) && !(limit === "process-memory" && isHeld("memory")),
  ).map(([, line, limit, value]): HeldLimit => ({
    limit,
    value: Math.min(value(limits), own.get(line) ?? Infinity),
    by: "rlimit",
  }));
  return [...byGroup, ...each];
}

/** Arguments of `prlimit` for what a build starts, without blanks inside. */
export function limitArguments(held: readonly HeldLimit[]): readonly string[] {
  return [
    "--core=0",
    ...NAMES.flatMap(([flag, , name]) =>
      held
        .filter(({ limit, by }) => limit === name && by === "rlimit")
        .map(({ value }) => `--${flag}=${String(value)}`),
    ),
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
