import { chmod } from "node:fs/promises";
import path from "node:path";
import { spawnGroup } from "../process-group.ts";
import type { ConfinedCommand, ConfinedProcess, Confiner } from "./confinement.ts";
import { openControlGroup, type ControlGroup } from "./control-group.ts";
import { drained } from "./drained.ts";
import { findFreeUser } from "./free-user.ts";
import { changeOwner, killUser } from "./own-user.ts";
import { endOf } from "./process-confiner.ts";
import { heldLimits, limitArguments } from "./process-limits.ts";

const DRAIN_MS = 500;
const SHELL = 'umask 022; exec 2>&1; cd -- "$1"; exec /bin/sh -ec "$2"';

/**
 * Level `user`, for root where the kernel allows no namespaces (most containers): a user id that nobody else has,
 * without capabilities and without a way to get any. It cannot read what belongs to the gate; it sees the machine's
 * network and processes, and may read whatever every user may.
 */
export function userConfiner(): Confiner {
  return {
    level: "user",
    holdsNetwork: false,
    async confine({ run, limits }) {
      const user = findFreeUser();
      const control = openControlGroup(limits);
      const held = heldLimits(limits, control.limits);
      // The way to the folder must be open, but not what lies beside it.
      await chmod(path.dirname(run), 0o711);
      let owned = false;
      return {
        root: run,
        temporary: path.join(run, "tmp"),
        limits: held,
        start(command) {
          if (user === null) return Promise.resolve(notStarted("no user id is free"));
          const complaint = owned ? null : changeOwner(run, user, user);
          if (complaint !== null) return Promise.resolve(notStarted(complaint));
          owned = true;
          return Promise.resolve(startAs(user, limitArguments(held), control, command));
        },
        giveBack() {
          control.remove();
          return Promise.resolve();
        },
      };
    },
  };
}

function startAs(
  user: number,
  limits: readonly string[],
  control: ControlGroup,
  { command, directory, environment }: ConfinedCommand,
): ConfinedProcess {
  const id = String(user);
  const privileges = [
    ...[`--reuid=${id}`, `--regid=${id}`, "--clear-groups", "--no-new-privs"],
    ...["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--pdeathsig=SIGKILL"],
  ];
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const [file, ...prefix] = [...control.enter, "/usr/bin/prlimit"];
  const group = spawnGroup(
    file,
    [
      ...[
        ...prefix,
        ...limits,
        "--",
        "/usr/bin/setpriv",
        ...privileges,
        "--",
        "/usr/bin/env",
        "-i",
      ],
      ...[...variables, "/bin/sh", "-c", SHELL, "sh", directory, command],
    ],
    { cwd: "/", env: {}, stdio: ["ignore", "pipe", "ignore"] },
  );
  return {
    output: group.child.stdout,
    ended: endOf(group),
    hit: () => control.hit(),
    ask: () => {
      group.signal("SIGTERM");
    },
    kill: () => {
      group.signal("SIGKILL");
    },
    async finish() {
      group.signal("SIGKILL");
      await killUser(user);
      await drained(group.child.stdout, DRAIN_MS);
      group.release();
    },
  };
}

/** A process that never was. */
export function notStarted(complaint: string): ConfinedProcess {
  return {
    output: null,
    ended: Promise.resolve({ kind: "not-started", complaint }),
    hit: () => null,
    ask: () => undefined,
    kill: () => undefined,
    finish: () => Promise.resolve(),
  };
}
