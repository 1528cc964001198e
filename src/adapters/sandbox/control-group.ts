import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { HeldLimit } from "../../core/held-limit.ts";
import { isOfDeadRun, runName } from "../run-name.ts";
import { findControlPlaces, type ControlPlace, type Controller } from "./control-places.ts";

/** What all processes of a build may have together. */
export interface GroupLimits {
  readonly memoryBytes: number;
  /** With threads. */
  readonly processes: number;
}

/** A limit of a build as a whole that it ran into, and what it was. */
export interface LimitHit {
  readonly reason: "memory-limit" | "process-limit";
  readonly detail: string;
}

/** Control groups of one build; none where the machine lets us make none. */
export interface ControlGroup {
  /** What it holds. */
  readonly limits: readonly HeldLimit[];
  /** Stands before a command, which then starts as a member. */
  readonly enter: readonly string[];
  /** The limit that a member has run into, by the kernel's count. */
  hit(): LimitHit | null;
  /** Kills every member and removes the groups. */
  remove(): void;
}

/** Everything comes as an argument: FOLDER, then FILE VALUE pairs. The last step shows that processes may move there. */
const MAKE = `
set -eu
folder=$1
shift
mkdir -- "$folder"
while [ $# -gt 0 ]; do
  if [ "\${1#\\?}" = "$1" ]; then printf %s "$2" > "$folder/$1"
  elif [ -e "$folder/\${1#\\?}" ]; then printf %s "$2" > "$folder/\${1#\\?}"; fi
  shift 2
done
echo 0 > "$folder/cgroup.procs"
`;

/** FILE... -- COMMAND... */
const ENTER = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit 1; shift; done; shift; exec "$@"';

/** FOLDER... A member that was killed counts until its parent knows. */
const REMOVE = `
for folder; do
  round=0
  while [ -d "$folder" ] && ! rmdir -- "$folder" 2> /dev/null; do
    if [ -e "$folder/cgroup.kill" ]; then echo 1 > "$folder/cgroup.kill"
    else for member in $(cat "$folder/cgroup.procs"); do kill -s KILL "$member" 2> /dev/null; done; fi
    round=$((round + 1))
    [ "$round" -lt 1000 ] || break
    sleep 0.01
  done
done
`;

/** Settings, for each version and controller; with a question mark where a kernel may do without. */
const SETTINGS: Readonly<Record<1 | 2, Readonly<Record<Controller, readonly string[]>>>> = {
  1: { memory: ["memory.limit_in_bytes", "?memory.memsw.limit_in_bytes"], pids: ["pids.max"] },
  // Swap is memory, too, only slower; and a build without one of its processes is none.
  2: { memory: ["memory.max", "?memory.swap.max", "?memory.oom.group"], pids: ["pids.max"] },
};

/** Files and keys by which the kernel counts what it refused. */
const COUNTERS: Readonly<Record<1 | 2, Readonly<Record<Controller, readonly [string, string]>>>> = {
  1: { memory: ["memory.oom_control", "oom_kill"], pids: ["pids.events", "max"] },
  2: { memory: ["memory.events", "oom_kill"], pids: ["pids.events", "max"] },
};

/**
 * Makes the groups of one build, in each place that lets us, after sweeping those of runs that were killed. `helper`
 * stands before what needs rights that we lack, such as `sudo -n`.
 */
export function openControlGroup(
  limits: GroupLimits,
  helper: readonly string[] = [],
  places: readonly ControlPlace[] = findControlPlaces(),
): ControlGroup {
  const made = places.flatMap((place) => {
    sweep(place.folder, helper);
    const folder = path.join(place.folder, `${runName()}-${randomBytes(6).toString("hex")}`);
    const settings = place.controllers.flatMap((controller) =>
      SETTINGS[place.version][controller].flatMap((file) => [
        file,
        valueOf(file, controller, limits),
      ]),
    );
    if (run(helper, MAKE, [folder, ...settings])) return [{ ...place, folder }];
    run(helper, REMOVE, [folder]);
    return [];
  });
  const folders = made.map(({ folder }) => folder);
  const procs = folders.map((folder) => path.join(folder, "cgroup.procs"));
  return {
    limits: made.flatMap(({ version, controllers }) =>
      controllers.map((controller): HeldLimit => ({
        ...limitOf(controller, limits),
        by: version === 2 ? "cgroup-v2" : "cgroup-v1",
      })),
    ),
    enter: procs.length === 0 ? [] : ["/bin/sh", "-c", ENTER, "rebuild-gate", ...procs, "--"],
    hit: () => {
      const hits = made.flatMap(({ version, folder, controllers }) =>
        controllers.filter((one) => count(folder, COUNTERS[version][one]) > 0),
      );
      const [first] = hits.sort();
      return first === undefined ? null : hitOf(first, limits);
    },
    remove: () => {
      if (folders.length > 0) run(helper, REMOVE, folders);
    },
  };
}

function valueOf(file: string, controller: Controller, limits: GroupLimits): string {
  if (file === "?memory.swap.max") return "0";
  if (file === "?memory.oom.group") return "1";
  return String(limitOf(controller, limits).value);
}

function limitOf(
  controller: Controller,
  { memoryBytes, processes }: GroupLimits,
): Pick<HeldLimit, "limit" | "value"> {
  return controller === "memory"
    ? { limit: "memory", value: memoryBytes }
    : { limit: "processes", value: processes };
}

function hitOf(controller: Controller, { memoryBytes, processes }: GroupLimits): LimitHit {
  return controller === "memory"
    ? { reason: "memory-limit", detail: `more than ${String(memoryBytes)} bytes of memory` }
    : { reason: "process-limit", detail: `more than ${String(processes)} processes and threads` };
}

function count(folder: string, [file, key]: readonly [string, string]): number {
  try {
    const lines = readFileSync(path.join(folder, file), "utf8").split("\n");
    const line = lines.find((one) => one.startsWith(`${key} `));
    return Number(line?.slice(key.length + 1) ?? 0);
  } catch {
    return 0;
  }
}

function sweep(folder: string, helper: readonly string[]): void {
  const left = entriesOf(folder).filter(isOfDeadRun);
  if (left.length > 0)
    run(
      helper,
      REMOVE,
      left.map((name) => path.join(folder, name)),
    );
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a script of ours went well; what it complains of is nobody's business but its own. */
function run(helper: readonly string[], script: string, args: readonly string[]): boolean {
  const [file = "", ...rest] = [...helper, "/bin/sh", "-c", script, "rebuild-gate", ...args];
  const { status } = spawnSync(file, rest, {
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
    stdio: "ignore",
  });
  return status === 0;
}
