import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** Groups that may still have members; `killLiveGroups` is for the moment when nobody can wait any more. */
const live = new Set<number>();

/** A child that leads a process group of its own, so that everything it starts can be stopped with it. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Sends a signal to every process of the group; quiet when there is none left. */
  signal(name: NodeJS.Signals): void;
  /** Kills what is left and forgets the group. */
  release(): void;
}

/** Starts a group. A program that cannot be started is reported by the child's `error` event. */
export function spawnGroup(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): ProcessGroup {
  const child = spawn(command, args, { ...options, detached: true });
  const id = child.pid;
  if (id !== undefined) live.add(id);
  const signal = (name: NodeJS.Signals): void => {
    if (id !== undefined && live.has(id)) signalGroup(id, name);
  };
  return {
    child,
    signal,
    release() {
      signal("SIGKILL");
      if (id !== undefined) live.delete(id);
    },
  };
}

/** Kills every group that was not released. Synchronous: it runs while the process exits. */
export function killLiveGroups(): void {
  for (const id of live) signalGroup(id, "SIGKILL");
  live.clear();
}

function signalGroup(id: number, name: NodeJS.Signals): void {
  try {
    process.kill(-id, name);
  } catch {
    // ESRCH: the last member is gone, which is what was wanted.
  }
}
