import type { PlanItem, RequiredTool } from "../build-plan.ts";
import { shellWord } from "../shell-word.ts";
import { textAt, type Project } from "./project.ts";

/** How a package manager of the Node world comes to be there. */
export interface Installer {
  /** Run in front of every command of it, so that scripts of the project find it, too. */
  readonly path: string | null;
  /** Brings it, with a network; null where the machine has it. */
  readonly install: string | null;
  readonly requires: readonly RequiredTool[];
  readonly decisions: readonly PlanItem[];
  /** Such as `4.5.0`; null where the commit names none. */
  readonly version: string | null;
}

/**
 * The version that the commit's `packageManager` names (nodejs.org/api/packages.html#packagemanager), taken from the
 * registry of npm by `npm`; without one, the machine's own. `requirement` says what a version is called there.
 */
export function installerOf(
  project: Project,
  name: string,
  requirement: (version: string) => string,
): Installer {
  const named = textAt(project.json("package.json") ?? {}, "packageManager") ?? "";
  const [, manager, version] =
    /^([a-z]+)@(\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?)(?:\+.*)?$/.exec(named) ?? [];
  if (manager !== name || version === undefined) {
    return {
      path: null,
      install: null,
      requires: [{ program: name, from: `${name}, or name its version in packageManager` }],
      decisions: [],
      version: null,
    };
  }
  const pinned = requirement(version);
  return {
    path: 'export PATH="$GATE_MATERIALS/manager/node_modules/.bin:$PATH"',
    install: [
      `npm install --ignore-scripts --no-audit --no-fund --cache "$HOME/.npm"`,
      `--prefix "$GATE_MATERIALS/manager" ${shellWord(pinned)}`,
    ].join(" "),
    requires: [{ program: "npm", from: "Node.js, which brings it" }],
    decisions: [
      { item: "package manager", value: pinned, evidence: "packageManager of package.json" },
    ],
    version,
  };
}
