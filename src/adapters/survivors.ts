import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Rounds of looking: a process may start another one between the look and the kill. */
const MOST_ROUNDS = 10;

/**
 * Kills every process that carries a folder of ours in its environment or works in it, wherever it stands in the
 * process tree: a daemon that left its group still has the `HOME` and `TMPDIR` it was started with. One that drops
 * its environment and leaves the folder is not found, and outside Linux none is. Returns how many were found.
 */
export function killSurvivors(folder: string): number {
  let killed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = processesOf(folder);
    for (const id of found) killOne(id);
    killed += found.length;
    if (found.length === 0) break;
  }
  return killed;
}

function processesOf(folder: string): readonly number[] {
  return readProcesses().filter(
    (id) => id !== process.pid && (worksIn(id, folder) || carries(id, folder)),
  );
}

function readProcesses(): readonly number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function worksIn(id: number, folder: string): boolean {
  try {
    const place = readlinkSync(`/proc/${String(id)}/cwd`);
    return place === folder || place.startsWith(`${folder}/`);
  } catch {
    // Gone, or not ours to look at.
    return false;
  }
}

function carries(id: number, folder: string): boolean {
  try {
    const variables = readFileSync(`/proc/${String(id)}/environ`).toString("latin1");
    return `${variables}\0`.replaceAll("\0", "/").includes(`${folder}/`);
  } catch {
    return false;
  }
}

function killOne(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // Gone by itself.
  }
}
