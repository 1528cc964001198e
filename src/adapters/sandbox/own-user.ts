import { spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { processesOfUser } from "./free-user.ts";

/** How long killed processes may take to be gone. */
const PATIENCE_MS = 5000;
const ROUND_MS = 10;

/**
 * Makes a user the owner of a folder and of everything in it. Links themselves change hands and never what they point
 * to. `helper` stands before the command, such as `sudo -n`. Returns what went wrong, or null.
 */
export function changeOwner(
  folder: string,
  user: number,
  group: number,
  helper: readonly string[] = [],
): string | null {
  const owner = `${String(user)}:${String(group)}`;
  const [file, ...args] = [...helper, "/bin/chown", "-Rh", owner, "--", folder];
  const { status, stderr, error } = spawnSync(file, args, {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
  });
  if (status === 0) return null;
  return error?.message ?? stderr.trim().split("\n")[0] ?? `chown ended with ${String(status)}`;
}

/** Kills every process of a user until there is none, and says whether that came about. */
export async function killUser(user: number): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += ROUND_MS) {
    const left = processesOfUser(user);
    if (left.length === 0) return true;
    for (const id of left) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // Gone by itself.
      }
    }
    await pause(ROUND_MS);
  }
  return processesOfUser(user).length === 0;
}
