import { readFileSync } from "node:fs";

/** One mounted file system, as `/proc/self/mountinfo` tells it. */
export interface MountPoint {
  readonly path: string;
  /** Options of the mount itself (`ro`, `nosuid` …), not of the file system below it. */
  readonly options: readonly string[];
}

/** The mounts of this process; of two at one place the upper one. */
export function readMountTable(file = "/proc/self/mountinfo"): readonly MountPoint[] {
  return parseMountTable(readFileSync(file, "utf8"));
}

/** Parses `mountinfo` (proc(5)): the fifth field is the place, the sixth its options, blanks are `\040`. */
export function parseMountTable(text: string): readonly MountPoint[] {
  const byPath = new Map<string, MountPoint>();
  for (const line of text.split("\n")) {
    const [, , , , place, options] = line.split(" ");
    if (place === undefined || options === undefined) continue;
    const path = place.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    byPath.set(path, { path, options: options.split(",") });
  }
  return [...byPath.values()];
}

/** Options that a mount inside another user's namespace may not lose (mount_namespaces(7)): they are said again. */
const LOCKED = /^(?:nosuid|nodev|noexec|noatime|nodiratime|relatime|nosymfollow)$/;

/** What a read-only copy of a mount is mounted with. */
export function readOnlyOptions({ options }: MountPoint): string {
  const kept = options.filter((option) => LOCKED.test(option));
  return [...new Set(["ro", "nosuid", "nodev", ...kept])].join(",");
}
