import { readFileSync } from "node:fs";
import path from "node:path";

/** What is limited by control groups. */
const CONTROLLERS = ["memory", "pids"] as const;
/** One of `CONTROLLERS`. */
export type Controller = (typeof CONTROLLERS)[number];

/** A folder of a control group hierarchy in which a group of a build can be made, if we may. */
export interface ControlPlace {
  readonly version: 1 | 2;
  readonly folder: string;
  /** What a group in it can limit. */
  readonly controllers: readonly Controller[];
}

/** What the kernel says of our own groups: `/proc/self/cgroup`, `/proc/self/mountinfo`, and what a folder hands on. */
export interface ControlFacts {
  readonly groups: string;
  readonly mounts: string;
  /** `cgroup.subtree_control` of a folder (version 2). */
  readonly handedOn: (folder: string) => string;
}

/**
 * Where groups for a build can be made, so that each controller is in one of them at most (cgroups(7)). In version 2 a
 * group that has processes cannot hand its controllers on, so it is a folder above ours that does. In version 1 it is our own folder in each hierarchy. Empty where there are none.
 */
export function findControlPlaces(facts: ControlFacts = ownFacts()): readonly ControlPlace[] {
  const hierarchies = hierarchiesOf(facts);
  const second = hierarchies.find(({ version }) => version === 2);
  const places = second === undefined ? [] : placeAbove(second, facts);
  for (const { version, folder, names } of hierarchies.filter((one) => one.version === 1)) {
    const controllers = CONTROLLERS.filter(
      (one) => names.includes(one) && !places.some((place) => place.controllers.includes(one)),
    );
    if (controllers.length > 0) places.push({ version, folder, controllers });
  }
  return places;
}

/** A process is in one group of version 2 alone, so it is one place or none: the nearest that limits the most. */
function placeAbove({ mount, folder }: Hierarchy, { handedOn }: ControlFacts): ControlPlace[] {
  let best: ControlPlace[] = [];
  for (let at = folder; isAtOrBelow(at, mount); at = path.dirname(at)) {
    const words = handedOn(at).split(/\s+/);
    const controllers = CONTROLLERS.filter((one) => words.includes(one));
    if (controllers.length > (best[0]?.controllers.length ?? 0)) {
      best = [{ version: 2, folder: at, controllers }];
    }
  }
  return best;
}

interface Hierarchy {
  readonly version: 1 | 2;
  readonly mount: string;
  /** Of our own group. */
  readonly folder: string;
  /** Controllers of version 1. */
  readonly names: readonly string[];
}

function hierarchiesOf({ groups, mounts }: ControlFacts): readonly Hierarchy[] {
  return mounts.split("\n").flatMap((line): readonly Hierarchy[] => {
    // `36 35 98:0 ROOT PLACE OPTIONS … - TYPE SOURCE SUPER-OPTIONS` (proc(5)).
    const [front = "", back = ""] = line.split(" - ");
    const [, , , root = "", mount = ""] = front.split(" ");
    const [type, , options = ""] = back.split(" ");
    if (type !== "cgroup" && type !== "cgroup2") return [];
    const version = type === "cgroup2" ? 2 : 1;
    const names = version === 2 ? [] : options.split(",");
    const own = ownGroup(groups, version, names);
    if (own === null) return [];
    const below = root !== "/" && isAtOrBelow(own, root) ? own.slice(root.length) : own;
    return [{ version, mount, folder: path.resolve(mount, `.${below}`), names }];
  });
}

/** Our own path in a hierarchy: lines are `ID:CONTROLLERS:PATH`, and version 2 has no controllers there. */
function ownGroup(groups: string, version: 1 | 2, names: readonly string[]): string | null {
  for (const line of groups.split("\n")) {
    const [, id, controllers = "", place] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (place === undefined) continue;
    const isIt =
      version === 2
        ? id === "0" && controllers === ""
        : controllers.split(",").some((one) => one !== "" && names.includes(one));
    // A group outside of what this container was given.
    if (isIt) return place.includes("/..") ? null : place;
  }
  return null;
}

function isAtOrBelow(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder === "/" ? "/" : `${folder}/`);
}

function ownFacts(): ControlFacts {
  return {
    groups: textOf("/proc/self/cgroup"),
    mounts: textOf("/proc/self/mountinfo"),
    handedOn: (folder) => textOf(path.join(folder, "cgroup.subtree_control")),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
