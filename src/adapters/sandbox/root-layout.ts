import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { readOnlyOptions, type MountPoint } from "./mount-table.ts";
import { isBelowAny, toolRoots } from "./tool-folders.ts";

/** One step of laying out a root folder, done by `FIRST_PROCESS`: what, where, and from where or with what. */
export type LayoutStep = readonly [
  kind: "folder" | "file" | "link" | "bind" | "seal" | "hide" | "memory" | "proc",
  at: string,
  detail: string,
];

/** What a build is to see besides the system. */
export interface RootRequest {
  /** Folder of the run, shown as `/build`, writable. */
  readonly run: string;
  /** Shown as `/tmp`, writable, made for this layout. */
  readonly temporary: string;
  /** `--tools`, shown at their own places. */
  readonly tools: readonly string[];
  /** Files that the environment names, such as certificates, shown at their own places. */
  readonly files: readonly string[];
  /** Own files for these places of the system, such as `/etc/passwd`. */
  readonly instead: ReadonlyMap<string, string>;
  /** Home folders and work folders of the caller: never shown as a whole. */
  readonly homes: readonly string[];
  /** Folders to cover where the system would show them, such as the runner's own files below /opt. */
  readonly hidden: readonly string[];
  readonly mounts: readonly MountPoint[];
}

/** Where a build finds its folder, on every machine. */
export const BUILD_ROOT = "/build";

/** What every program needs, and what systems keep toolchains in. Everything else is absent, not merely unreadable. */
const SYSTEM = /^(?:bin|sbin|lib|lib32|lib64|libx32|usr|etc|opt|nix|gnu)$/;

/** State that tools of the system read; the rest of /var is other people's data. */
const SYSTEM_STATE = [
  "/var/lib/aspell",
  "/var/lib/dictionaries-common",
  "/var/lib/dpkg",
  "/var/lib/gems",
  "/var/lib/ghostscript",
  "/var/lib/sgml-base",
  "/var/lib/texmf",
  "/var/lib/xml-core",
  "/var/cache/fontconfig",
];

const DEVICES = ["null", "zero", "full", "random", "urandom"];

/** The root folder of a build: the system read-only, its own folders writable, nothing else. */
export function layOutRoot(request: RootRequest): readonly LayoutStep[] {
  const { mounts, run, temporary } = request;
  const shown: string[] = [];
  const steps: LayoutStep[] = [
    ...["/proc", "/dev", "/dev/shm", "/home", "/root", "/run", "/tmp", "/var", BUILD_ROOT].map(
      (at): LayoutStep => ["folder", at, ""],
    ),
    ["proc", "/proc", ""],
    ["bind", BUILD_ROOT, run],
    ["bind", "/tmp", temporary],
    ["link", "/var/tmp", "/tmp"],
    ["link", "/var/run", "/run"],
    ...deviceSteps(),
  ];
  for (const name of readdirSync("/").filter((entry) => SYSTEM.test(entry))) {
    const place = `/${name}`;
    if (lstatSync(place).isSymbolicLink()) steps.push(["link", place, readlinkSync(place)]);
    else {
      steps.push(...readOnly(place, mounts));
      shown.push(place);
    }
  }
  for (const place of SYSTEM_STATE.filter((state) => existsSync(state))) {
    steps.push(...readOnly(place, mounts));
    shown.push(place);
  }
  const hidden = request.hidden.filter((place) => isBelowAny(place, ["/opt"]) && isFolder(place));
  steps.push(...hidden.map((place): LayoutStep => ["hide", place, ""]));
  const isShown = (place: string): boolean =>
    isBelowAny(place, shown) && !isBelowAny(place, hidden);
  const extra = [
    ...request.tools.flatMap((folder) => toolRoots(folder, request.homes)),
    ...request.files.filter((file) => path.isAbsolute(file) && isFile(file)),
  ];
  for (const place of outermost(extra.filter((one) => !isShown(one)))) {
    steps.push(...readOnly(place, mounts));
    shown.push(place);
  }
  steps.push(...hidden.map((place): LayoutStep => ["seal", place, "ro,nosuid,nodev"]));
  for (const [place, file] of request.instead) steps.push(...insteadOf(place, file, shown));
  return steps;
}

/** Devices without a state, and shared memory, which some tools insist on. */
function deviceSteps(): readonly LayoutStep[] {
  return [
    ...DEVICES.flatMap((name): readonly LayoutStep[] => [
      ["file", `/dev/${name}`, ""],
      ["bind", `/dev/${name}`, `/dev/${name}`],
    ]),
    ["memory", "/dev/shm", ""],
    ["link", "/dev/fd", "/proc/self/fd"],
    ["link", "/dev/stdin", "/proc/self/fd/0"],
    ["link", "/dev/stdout", "/proc/self/fd/1"],
    ["link", "/dev/stderr", "/proc/self/fd/2"],
  ];
}

/** A folder or file of the machine at its own place, it and every file system mounted below it read-only. */
function readOnly(place: string, mounts: readonly MountPoint[]): readonly LayoutStep[] {
  const carrier = mounts
    .filter(({ path: point }) => isBelowAny(place, [point]))
    .reduce<MountPoint>((best, one) => (one.path.length >= best.path.length ? one : best), {
      path: "/",
      options: [],
    });
  const below = mounts.filter(({ path: point }) => point.startsWith(`${place}/`));
  return [
    [isFolder(place) ? "folder" : "file", place, ""],
    ["bind", place, place],
    ["seal", place, readOnlyOptions(carrier)],
    ...below.map((mount): LayoutStep => ["seal", mount.path, readOnlyOptions(mount)]),
  ];
}

/** A file of ours where the system has one; where it is a link out of what is shown, its target is made. */
function insteadOf(place: string, file: string, shown: readonly string[]): readonly LayoutStep[] {
  let target: string;
  try {
    target = realpathSync(place);
  } catch {
    return [];
  }
  const steps: LayoutStep[] = [
    ["bind", target, file],
    ["seal", target, "ro,nosuid,nodev"],
  ];
  return isBelowAny(target, shown) ? steps : [["file", target, ""], ...steps];
}

/** Without those that lie below another one. */
function outermost(places: readonly string[]): readonly string[] {
  const sorted = [...new Set(places)].sort((one, other) => (one < other ? -1 : 1));
  return sorted.filter(
    (place) => !sorted.some((other) => other !== place && isBelowAny(place, [other])),
  );
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}
