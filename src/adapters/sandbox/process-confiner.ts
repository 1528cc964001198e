import path from "node:path";
import { spawnGroup, type ProcessGroup } from "../process-group.ts";
import { killSurvivors } from "../survivors.ts";
import type { ConfinedEnd, Confiner } from "./confinement.ts";
import { drained } from "./drained.ts";

/** umask for every file the build makes, and one stream, so that output and errors stay in order. */
const SHELL = 'umask 022; exec 2>&1; exec /bin/sh -ec "$1"';

/** How long output may still arrive once every process of the build is dead. */
const DRAIN_MS = 500;

/**
 * Level `process`: the same user, own folders, own environment, own process group. It keeps a build from leaning on
 * its surroundings and does not hold a hostile one. What leaves the group is found by the folder it carries.
 */
export const processConfiner: Confiner = {
  level: "process",
  holdsNetwork: false,
  confine: ({ run }) =>
    Promise.resolve({
      root: run,
      temporary: path.join(run, "tmp"),
      limits: [],
      start: ({ command, directory, environment }) => {
        const group = spawnGroup("/bin/sh", ["-c", SHELL, "sh", command], {
          cwd: directory,
          env: environment,
          stdio: ["ignore", "pipe", "ignore"],
        });
        return Promise.resolve({
          output: group.child.stdout,
          ended: endOf(group),
          hit: () => null,
          ask: () => {
            group.signal("SIGTERM");
          },
          kill: () => {
            group.signal("SIGKILL");
          },
          async finish() {
            group.signal("SIGKILL");
            killSurvivors(run);
            await drained(group.child.stdout, DRAIN_MS);
            group.release();
          },
        });
      },
      giveBack: () => Promise.resolve(),
    }),
};

/** The leader's end. `exit`, not `close`: a daemon may hold the pipe open for ever. */
export function endOf(group: ProcessGroup): Promise<ConfinedEnd> {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("exit", (status, signal) => {
      resolve({ kind: "ended", status, signal, deadEnds: 0 });
    });
  });
}
