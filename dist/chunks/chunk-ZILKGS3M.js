
// src/core/network-need.ts
var COMPLAINTS = [
  /\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b/,
  /Network is unreachable|network is unreachable|No route to host/,
  /Temporary failure (?:in name resolution|resolving)|Name or service not known/i,
  /could ?n[o']t resolve (?:host|proxy|hostname)|failed to lookup address|no such host/i,
  /UnknownHostException|NameResolutionError|NewConnectionError|nodename nor servname/,
  // What package managers say that were told to work offline and lack something.
  /No matching distribution found for|\bENOTCACHED\b|--offline was specified|offline mode\b/,
  /module lookup disabled by GOPROXY=off/,
  /dial tcp\b|spurious network error|network (?:error|failure) (?:while|talking)/i
];
function complainsOfNetwork(logTail) {
  return COMPLAINTS.some((complaint) => complaint.test(logTail));
}
function deadEnds(counters) {
  const lines = counters.split("\n");
  const [names = [], values = []] = lines.filter((line) => line.startsWith("Ip: ")).map((line) => line.split(" "));
  const fourth = Number(values[names.indexOf("OutNoRoutes")] ?? 0);
  const sixth = Number(/^Ip6OutNoRoutes\s+(\d+)$/m.exec(counters)?.[1] ?? 0);
  return (Number.isSafeInteger(fourth) ? fourth : 0) + sixth;
}

// src/adapters/sandbox/mount-table.ts
import { readFileSync } from "node:fs";
function readMountTable(file = "/proc/self/mountinfo") {
  return parseMountTable(readFileSync(file, "utf8"));
}
function parseMountTable(text) {
  const byPath = /* @__PURE__ */ new Map();
  for (const line of text.split("\n")) {
    const [, , , , place, options] = line.split(" ");
    if (place === void 0 || options === void 0) continue;
    const path3 = place.replaceAll(
      /\\([0-7]{3})/g,
      (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))
    );
    byPath.set(path3, { path: path3, options: options.split(",") });
  }
  return [...byPath.values()];
}
var LOCKED = /^(?:nosuid|nodev|noexec|noatime|nodiratime|relatime|nosymfollow)$/;
function readOnlyOptions({ options }) {
  const kept = options.filter((option) => LOCKED.test(option));
  return [.../* @__PURE__ */ new Set(["ro", "nosuid", "nodev", ...kept])].join(",");
}

// src/adapters/sandbox/root-layout.ts
import { existsSync as existsSync2, lstatSync, readdirSync as readdirSync2, readlinkSync, realpathSync as realpathSync2, statSync } from "node:fs";
import path2 from "node:path";

// src/adapters/sandbox/tool-folders.ts
import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
var PROGRAM_FOLDERS = /* @__PURE__ */ new Set(["bin", "sbin", ".bin", "condabin"]);
var MOST_ENTRIES = 2e3;
function toolRoots(folder, homes) {
  const roots = /* @__PURE__ */ new Set();
  const add = (place) => {
    const around = path.dirname(place);
    const isProgramFolder = PROGRAM_FOLDERS.has(path.basename(place));
    roots.add(isProgramFolder && !holdsMore(around, homes) ? around : place);
  };
  add(folder);
  add(realpathSync(folder));
  for (const entry of readdirSync(folder, { withFileTypes: true }).slice(0, MOST_ENTRIES)) {
    if (!entry.isSymbolicLink()) continue;
    try {
      const target = realpathSync(path.join(folder, entry.name));
      if (!isBelowAny(target, roots)) add(path.dirname(target));
    } catch {
    }
  }
  return [...roots];
}
function holdsMore(folder, homes) {
  const parent = path.dirname(folder);
  return folder === parent || path.basename(folder) === ".local" || ["/home", "/Users"].includes(parent) || homes.some((home) => home === folder || home.startsWith(`${folder}/`)) || existsSync(path.join(folder, ".git"));
}
function isBelowAny(place, folders) {
  for (const folder of folders) {
    if (place === folder || place.startsWith(folder === "/" ? "/" : `${folder}/`)) return true;
  }
  return false;
}

// src/adapters/sandbox/root-layout.ts
var BUILD_ROOT = "/build";
var SYSTEM = /^(?:bin|sbin|lib|lib32|lib64|libx32|usr|etc|opt|nix|gnu)$/;
var SYSTEM_STATE = [
  "/var/lib/aspell",
  "/var/lib/dictionaries-common",
  "/var/lib/dpkg",
  "/var/lib/gems",
  "/var/lib/ghostscript",
  "/var/lib/sgml-base",
  "/var/lib/texmf",
  "/var/lib/xml-core",
  "/var/cache/fontconfig"
];
var DEVICES = ["null", "zero", "full", "random", "urandom"];
function layOutRoot(request) {
  const { mounts, run, temporary } = request;
  const shown = [];
  const steps = [
    ...["/proc", "/dev", "/dev/shm", "/home", "/root", "/run", "/tmp", "/var", BUILD_ROOT].map(
      (at) => ["folder", at, ""]
    ),
    ["proc", "/proc", ""],
    ["bind", BUILD_ROOT, run],
    ["bind", "/tmp", temporary],
    ["link", "/var/tmp", "/tmp"],
    ["link", "/var/run", "/run"],
    ...deviceSteps()
  ];
  for (const name of readdirSync2("/").filter((entry) => SYSTEM.test(entry))) {
    const place = `/${name}`;
    if (lstatSync(place).isSymbolicLink()) steps.push(["link", place, readlinkSync(place)]);
    else {
      steps.push(...readOnly(place, mounts));
      shown.push(place);
    }
  }
  for (const place of SYSTEM_STATE.filter((state) => existsSync2(state))) {
    steps.push(...readOnly(place, mounts));
    shown.push(place);
  }
  const hidden = request.hidden.filter((place) => isBelowAny(place, ["/opt"]) && isFolder(place));
  steps.push(...hidden.map((place) => ["hide", place, ""]));
  const isShown = (place) => isBelowAny(place, shown) && !isBelowAny(place, hidden);
  const extra = [
    ...request.tools.flatMap((folder) => toolRoots(folder, request.homes)),
    ...request.files.filter((file) => path2.isAbsolute(file) && isFile(file))
  ];
  for (const place of outermost(extra.filter((one) => !isShown(one)))) {
    steps.push(...readOnly(place, mounts));
    shown.push(place);
  }
  steps.push(...hidden.map((place) => ["seal", place, "ro,nosuid,nodev"]));
  for (const [place, file] of request.instead) steps.push(...insteadOf(place, file, shown));
  return steps;
}
function deviceSteps() {
  return [
    ...DEVICES.flatMap((name) => [
      ["file", `/dev/${name}`, ""],
      ["bind", `/dev/${name}`, `/dev/${name}`]
    ]),
    ["memory", "/dev/shm", ""],
    ["link", "/dev/fd", "/proc/self/fd"],
    ["link", "/dev/stdin", "/proc/self/fd/0"],
    ["link", "/dev/stdout", "/proc/self/fd/1"],
    ["link", "/dev/stderr", "/proc/self/fd/2"]
  ];
}
function readOnly(place, mounts) {
  const carrier = mounts.filter(({ path: point }) => isBelowAny(place, [point])).reduce((best, one) => one.path.length >= best.path.length ? one : best, {
    path: "/",
    options: []
  });
  const below = mounts.filter(({ path: point }) => point.startsWith(`${place}/`));
  return [
    [isFolder(place) ? "folder" : "file", place, ""],
    ["bind", place, place],
    ["seal", place, readOnlyOptions(carrier)],
    ...below.map((mount) => ["seal", mount.path, readOnlyOptions(mount)])
  ];
}
function insteadOf(place, file, shown) {
  let target;
  try {
    target = realpathSync2(place);
  } catch {
    return [];
  }
  const steps = [
    ["bind", target, file],
    ["seal", target, "ro,nosuid,nodev"]
  ];
  return isBelowAny(target, shown) ? steps : [["file", target, ""], ...steps];
}
function outermost(places) {
  const sorted = [...new Set(places)].sort((one, other) => one < other ? -1 : 1);
  return sorted.filter(
    (place) => !sorted.some((other) => other !== place && isBelowAny(place, [other]))
  );
}
function isFolder(place) {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
function isFile(place) {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}

export {
  complainsOfNetwork,
  deadEnds,
  readMountTable,
  BUILD_ROOT,
  layOutRoot
};
