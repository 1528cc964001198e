import { readdirSync, readFileSync, statSync } from "node:fs";
import { randomInt } from "node:crypto";

/** Ids that systems keep for users made on the fly (systemd's `DynamicUser=`): no account is there. */
const FIRST = 61_184;
const COUNT = 4336;

/**
 * A user id for one build: no account and no running process has it, so every process of it belongs to the build, and
 * limits per user count that build alone. null when this machine has none to give (a small user namespace).
 */
export function findFreeUser(proc = "/proc", accounts = "/etc/passwd"): number | null {
  const taken = new Set([...usersWithProcesses(proc), ...usersWithAccounts(accounts)]);
  const mapped = mappedUsers(proc);
  const start = randomInt(COUNT);
  for (let at = 0; at < COUNT; at++) {
    const user = FIRST + ((start + at) % COUNT);
    if (!taken.has(user) && mapped(user)) return user;
  }
  return null;
}

/** Ids of the processes of a user, from their `/proc` entries; one that is dead and not yet asked for is none. */
export function processesOfUser(user: number, proc = "/proc"): readonly number[] {
  return processes(proc)
    .filter((process) => process.user === user)
    .map(({ id }) => id)
    .filter((id) => !/^\d+ \(.*\) [ZX]/s.test(readOr(`${proc}/${String(id)}/stat`, "0 () X")));
}

interface Process {
  readonly id: number;
  readonly user: number;
}

function processes(proc: string): readonly Process[] {
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ id: Number(name), user: statSync(`${proc}/${name}`).uid }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

function usersWithProcesses(proc: string): readonly number[] {
  return processes(proc).map(({ user }) => user);
}

function usersWithAccounts(accounts: string): readonly number[] {
  return readOr(accounts, "")
    .split("\n")
    .map((line) => Number(line.split(":")[2]));
}

/** Which ids exist in our own user namespace: `inside outside length` per line. */
function mappedUsers(proc: string): (user: number) => boolean {
  const ranges = readOr(`${proc}/self/uid_map`, `0 0 ${String(2 ** 32 - 1)}`)
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return (user) =>
    ranges.some(([first = 0, , length = 0]) => user >= first && user < first + length);
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}
