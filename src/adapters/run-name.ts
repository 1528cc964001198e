import { readlinkSync } from "node:fs";

const PREFIX = "rebuild-gate";

/** What a run calls what it leaves behind when it is killed; whoever finds it can tell whether that run still lives. */
export function runName(): string {
  return `${PREFIX}-${String(process.pid)}-${processSpace()}`;
}

/** Whether something carries the name of a run of this machine whose process is gone. */
export function isOfDeadRun(name: string): boolean {
  const [, id] = new RegExp(`^${PREFIX}-(\\d+)-${processSpace()}-`).exec(name) ?? [];
  return id !== undefined && !isRunning(Number(id));
}

/** Two containers may share a folder, and a process id of one says nothing in the other. */
function processSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "0";
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    // EPERM: it runs, and belongs to somebody else.
    const { code } = cause as NodeJS.ErrnoException;
    return code !== "ESRCH";
  }
}
