import {
  BUILD_ROOT,
  deadEnds,
  layOutRoot,
  readMountTable
} from "./chunk-ZILKGS3M.js";
import {
  isOfDeadRun,
  killSurvivors,
  runName,
  spawnGroup
} from "./chunk-COCQMI2L.js";
import "./chunk-FPZJALNE.js";
import "./chunk-QLIL6GH6.js";

// src/adapters/sandbox/confiners.ts
import path6 from "node:path";

// src/adapters/sandbox/namespace-confiner.ts
import { mkdir, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import path5 from "node:path";

// src/adapters/sandbox/control-group.ts
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync as readFileSync2 } from "node:fs";
import path2 from "node:path";

// src/adapters/sandbox/control-places.ts
import { readFileSync } from "node:fs";
import path from "node:path";
var CONTROLLERS = ["memory", "pids"];
function findControlPlaces(facts = ownFacts()) {
  const hierarchies = hierarchiesOf(facts);
  const second = hierarchies.find(({ version }) => version === 2);
  const places = second === void 0 ? [] : placeAbove(second, facts);
  for (const { version, folder, names } of hierarchies.filter((one) => one.version === 1)) {
    const controllers = CONTROLLERS.filter(
      (one) => names.includes(one) && !places.some((place) => place.controllers.includes(one))
    );
    if (controllers.length > 0) places.push({ version, folder, controllers });
  }
  return places;
}
function placeAbove({ mount, folder }, { handedOn }) {
  let best = [];
  for (let at = folder; isAtOrBelow(at, mount); at = path.dirname(at)) {
    const words = handedOn(at).split(/\s+/);
    const controllers = CONTROLLERS.filter((one) => words.includes(one));
    if (controllers.length > (best[0]?.controllers.length ?? 0)) {
      best = [{ version: 2, folder: at, controllers }];
    }
  }
  return best;
}
function hierarchiesOf({ groups, mounts }) {
  return mounts.split("\n").flatMap((line) => {
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
function ownGroup(groups, version, names) {
  for (const line of groups.split("\n")) {
    const [, id, controllers = "", place] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (place === void 0) continue;
    const isIt = version === 2 ? id === "0" && controllers === "" : controllers.split(",").some((one) => one !== "" && names.includes(one));
    if (isIt) return place.includes("/..") ? null : place;
  }
  return null;
}
function isAtOrBelow(place, folder) {
  return place === folder || place.startsWith(folder === "/" ? "/" : `${folder}/`);
}
function ownFacts() {
  return {
    groups: textOf("/proc/self/cgroup"),
    mounts: textOf("/proc/self/mountinfo"),
    handedOn: (folder) => textOf(path.join(folder, "cgroup.subtree_control"))
  };
}
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

// src/adapters/sandbox/control-group.ts
var MAKE = `
set -eu
folder=$1
shift
mkdir -- "$folder"
while [ $# -gt 0 ]; do
  if [ "\${1#\\?}" = "$1" ]; then printf %s "$2" > "$folder/$1"
  elif [ -e "$folder/\${1#\\?}" ]; then printf %s "$2" > "$folder/\${1#\\?}"; fi
  shift 2
done
echo 0 > "$folder/cgroup.procs"
`;
var ENTER = 'while [ "$1" != -- ]; do echo 0 > "$1" || exit 1; shift; done; shift; exec "$@"';
var REMOVE = `
for folder; do
  round=0
  while [ -d "$folder" ] && ! rmdir -- "$folder" 2> /dev/null; do
    if [ -e "$folder/cgroup.kill" ]; then echo 1 > "$folder/cgroup.kill"
    else for member in $(cat "$folder/cgroup.procs"); do kill -s KILL "$member" 2> /dev/null; done; fi
    round=$((round + 1))
    [ "$round" -lt 1000 ] || break
    sleep 0.01
  done
done
`;
var SETTINGS = {
  1: { memory: ["memory.limit_in_bytes", "?memory.memsw.limit_in_bytes"], pids: ["pids.max"] },
  // Swap is memory, too, only slower; and a build without one of its processes is none.
  2: { memory: ["memory.max", "?memory.swap.max", "?memory.oom.group"], pids: ["pids.max"] }
};
var COUNTERS = {
  1: { memory: ["memory.oom_control", "oom_kill"], pids: ["pids.events", "max"] },
  2: { memory: ["memory.events", "oom_kill"], pids: ["pids.events", "max"] }
};
function openControlGroup(limits, helper = [], places = findControlPlaces()) {
  const made = places.flatMap((place) => {
    sweep(place.folder, helper);
    const folder = path2.join(place.folder, `${runName()}-${randomBytes(6).toString("hex")}`);
    const settings = place.controllers.flatMap(
      (controller) => SETTINGS[place.version][controller].flatMap((file) => [
        file,
        valueOf(file, controller, limits)
      ])
    );
    if (run(helper, MAKE, [folder, ...settings])) return [{ ...place, folder }];
    run(helper, REMOVE, [folder]);
    return [];
  });
  const folders = made.map(({ folder }) => folder);
  const procs = folders.map((folder) => path2.join(folder, "cgroup.procs"));
  return {
    limits: made.flatMap(
      ({ version, controllers }) => controllers.map((controller) => ({
        ...limitOf(controller, limits),
        by: version === 2 ? "cgroup-v2" : "cgroup-v1"
      }))
    ),
    enter: procs.length === 0 ? [] : ["/bin/sh", "-c", ENTER, "rebuild-gate", ...procs, "--"],
    hit: () => {
      const hits = made.flatMap(
        ({ version, folder, controllers }) => controllers.filter((one) => count(folder, COUNTERS[version][one]) > 0)
      );
      const [first] = hits.sort();
      return first === void 0 ? null : hitOf(first, limits);
    },
    remove: () => {
      if (folders.length > 0) run(helper, REMOVE, folders);
    }
  };
}
function valueOf(file, controller, limits) {
  if (file === "?memory.swap.max") return "0";
  if (file === "?memory.oom.group") return "1";
  return String(limitOf(controller, limits).value);
}
function limitOf(controller, { memoryBytes, processes: processes2 }) {
  return controller === "memory" ? { limit: "memory", value: memoryBytes } : { limit: "processes", value: processes2 };
}
function hitOf(controller, { memoryBytes, processes: processes2 }) {
  return controller === "memory" ? { reason: "memory-limit", detail: `more than ${String(memoryBytes)} bytes of memory` } : { reason: "process-limit", detail: `more than ${String(processes2)} processes and threads` };
}
function count(folder, [file, key]) {
  try {
    const lines = readFileSync2(path2.join(folder, file), "utf8").split("\n");
    const line = lines.find((one) => one.startsWith(`${key} `));
    return Number(line?.slice(key.length + 1) ?? 0);
  } catch {
    return 0;
  }
}
function sweep(folder, helper) {
  const left = entriesOf(folder).filter(isOfDeadRun);
  if (left.length > 0)
    run(
      helper,
      REMOVE,
      left.map((name) => path2.join(folder, name))
    );
}
function entriesOf(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
function run(helper, script, args) {
  const [file = "", ...rest] = [...helper, "/bin/sh", "-c", script, "rebuild-gate", ...args];
  const { status } = spawnSync(file, rest, {
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
    stdio: "ignore"
  });
  return status === 0;
}

// src/adapters/sandbox/drained.ts
async function drained(stream, patienceMs) {
  if (stream === null || stream.closed) return;
  await new Promise((resolve) => {
    const enough = setTimeout(resolve, patienceMs);
    stream.once("close", () => {
      clearTimeout(enough);
      resolve();
    });
  });
  stream.destroy();
}

// src/adapters/sandbox/free-user.ts
import { readdirSync as readdirSync2, readFileSync as readFileSync3, statSync } from "node:fs";
import { randomInt } from "node:crypto";
var FIRST = 61184;
var COUNT = 4336;
function findFreeUser(proc = "/proc", accounts = "/etc/passwd") {
  const taken = /* @__PURE__ */ new Set([...usersWithProcesses(proc), ...usersWithAccounts(accounts)]);
  const mapped = mappedUsers(proc);
  const start = randomInt(COUNT);
  for (let at = 0; at < COUNT; at++) {
    const user = FIRST + (start + at) % COUNT;
    if (!taken.has(user) && mapped(user)) return user;
  }
  return null;
}
function processesOfUser(user, proc = "/proc") {
  return processes(proc).filter((process2) => process2.user === user).map(({ id }) => id).filter((id) => !/^\d+ \(.*\) [ZX]/s.test(readOr(`${proc}/${String(id)}/stat`, "0 () X")));
}
function processes(proc) {
  return readdirSync2(proc).filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [{ id: Number(name), user: statSync(`${proc}/${name}`).uid }];
    } catch {
      return [];
    }
  });
}
function usersWithProcesses(proc) {
  return processes(proc).map(({ user }) => user);
}
function usersWithAccounts(accounts) {
  return readOr(accounts, "").split("\n").map((line) => Number(line.split(":")[2]));
}
function mappedUsers(proc) {
  const ranges = readOr(`${proc}/self/uid_map`, `0 0 ${String(2 ** 32 - 1)}`).trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return (user) => ranges.some(([first = 0, , length = 0]) => user >= first && user < first + length);
}
function readOr(file, otherwise) {
  try {
    return readFileSync3(file, "utf8");
  } catch {
    return otherwise;
  }
}

// src/adapters/sandbox/namespace-script.ts
var FIRST_PROCESS = `
set -eu
PATH=/usr/bin:/usr/sbin:/bin:/sbin
export PATH
umask 022
exec 8<&0 </dev/null
root=$1 user=$2 groups=$3 network=$4 directory=$5 limits=$6
shift 6
mount -n -t tmpfs -o mode=755,nosuid,nodev,size=16m rebuild-gate "$root"
cd "$root"
while [ "$1" != -- ]; do
  at=.$2
  case $1 in
    folder) mkdir -p "$at" ;;
    file) mkdir -p "\${at%/*}"; [ -e "$at" ] || : > "$at" ;;
    link) ln -s "$3" "$at" ;;
    bind) mount -n --rbind "$3" "$at" ;;
    seal) mount -n -o "remount,bind,$3" "$at" ;;
    hide) mount -n -t tmpfs -o mode=755,nosuid,nodev,size=1m rebuild-gate "$at" ;;
    memory) mount -n -t tmpfs -o mode=1777,nosuid,nodev,size=256m rebuild-gate "$at" ;;
    proc) mount -n -t proc -o nosuid,nodev,noexec rebuild-gate "$at" ;;
    *) echo "no such step: $1" >&2; exit 1 ;;
  esac
  shift 3
done
shift
if [ "$network" = none ]; then ip link set lo up 2>/dev/null || :; fi
hostname build 2>/dev/null || :
mkfifo -m 600 .here .go
mkdir .old
pivot_root . .old
cd /
umount -n -l /.old
rmdir /.old
[ -d "$directory" ] || { echo "the folder $directory is gone" >&2; exit 1; }
(
  trap : TERM
  status=0
  unshare --user --keep-caps -- /bin/sh -c '
    set -eu
    printf "%s\\n" "$$" > /.here
    read -r go < /.go
    echo 0 > /proc/sys/user/max_user_namespaces
    echo 1000 > /proc/self/oom_score_adj
    groups=$1 limits=$2 directory=$3 command=$4
    shift 4
    exec prlimit $limits -- setpriv --reuid=1000 --regid=1000 "$groups" --no-new-privs \\
      --inh-caps=-all --ambient-caps=-all --bounding-set=-all -- \\
      env -i "$@" /bin/sh -c "cd -- \\"\\$1\\" && exec /bin/sh -ec \\"\\$2\\"" sh "$directory" "$command" 2>&1
  ' rebuild-gate "$groups" "$limits" "$directory" "$@" || status=$?
  [ -e /.here ] && echo failed > /.here
  exit "$status"
) 8<&- &
build=$!
read -r inner < /.here
[ "$inner" != failed ]
echo "1000 $user 1" > "/proc/$inner/uid_map"
echo "1000 $user 1" > "/proc/$inner/gid_map"
exec 3> /.go
rm /.here /.go
mount -n -o remount,bind,ro,nosuid,nodev /
echo ready >&2
echo go >&3
exec 3>&-
(
  trap '' TERM
  while read -r signal <&8; do kill -s "$signal" -- -1; done
  kill -s KILL -- -1
) > /dev/null 2>&1 &
exec 8<&-
status=0
wait "$build" || status=$?
echo "status $status" >&2
if [ "$network" = none ]; then cat /proc/net/snmp /proc/net/snmp6 >&2 2>/dev/null || :; fi
`;
function readFirstProcess(text) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => /^status \d+$/.test(line));
  return {
    ready: lines.includes("ready"),
    status: at === -1 ? null : Number(lines[at]?.slice("status ".length)),
    counters: at === -1 ? "" : lines.slice(at + 1).join("\n"),
    complaint: lines.find((line) => line !== "" && line !== "ready") ?? ""
  };
}

// src/adapters/sandbox/own-user.ts
import { spawnSync as spawnSync2 } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
var PATIENCE_MS = 5e3;
var ROUND_MS = 10;
function changeOwner(folder, user, group, helper = []) {
  const owner = `${String(user)}:${String(group)}`;
  const [file, ...args] = [...helper, "/bin/chown", "-Rh", owner, "--", folder];
  const { status, stderr, error } = spawnSync2(file, args, {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" }
  });
  if (status === 0) return null;
  return error?.message ?? stderr.trim().split("\n")[0] ?? `chown ended with ${String(status)}`;
}
async function killUser(user) {
  for (let waited = 0; waited < PATIENCE_MS; waited += ROUND_MS) {
    const left = processesOfUser(user);
    if (left.length === 0) return true;
    for (const id of left) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
      }
    }
    await pause(ROUND_MS);
  }
  return processesOfUser(user).length === 0;
}

// src/adapters/sandbox/process-limits.ts
import { readFileSync as readFileSync4 } from "node:fs";
var NAMES = [
  ["nproc", "Max processes", "processes", ({ processes: processes2 }) => processes2],
  ["fsize", "Max file size", "file-size", ({ fileBytes }) => fileBytes],
  ["cpu", "Max cpu time", "cpu-time", ({ cpuSeconds }) => cpuSeconds],
  // Private data and not the address space: runtimes reserve far more addresses than they ever use as memory.
  ["data", "Max data size", "process-memory", ({ memoryBytes }) => memoryBytes]
];
function heldLimits(limits, byGroup) {
  const own = ownHardLimits();
  const isHeld = (name) => byGroup.some(({ limit }) => limit === name);
  const each = NAMES.filter(
    ([, , limit]) => !isHeld(limit) && !(limit === "process-memory" && isHeld("memory"))
  ).map(([, line, limit, value]) => ({
    limit,
    value: Math.min(value(limits), own.get(line) ?? Infinity),
    by: "rlimit"
  }));
  return [...byGroup, ...each];
}
function limitArguments(held) {
  return [
    "--core=0",
    ...NAMES.flatMap(
      ([flag, , name]) => held.filter(({ limit, by }) => limit === name && by === "rlimit").map(({ value }) => `--${flag}=${String(value)}`)
    )
  ];
}
function ownHardLimits() {
  const limits = /* @__PURE__ */ new Map();
  for (const line of readFileSync4("/proc/self/limits", "utf8").split("\n")) {
    const [, name, hard] = /^(Max [a-z ]+?)\s{2,}\S+\s+(\d+)\s/.exec(line) ?? [];
    if (name !== void 0 && hard !== void 0) limits.set(name, Number(hard));
  }
  return limits;
}

// src/adapters/sandbox/user-confiner.ts
import { chmod } from "node:fs/promises";
import path4 from "node:path";

// src/adapters/sandbox/process-confiner.ts
import path3 from "node:path";
var SHELL = 'umask 022; exec 2>&1; exec /bin/sh -ec "$1"';
var DRAIN_MS = 500;
var processConfiner = {
  level: "process",
  holdsNetwork: false,
  confine: ({ run: run2 }) => Promise.resolve({
    root: run2,
    temporary: path3.join(run2, "tmp"),
    limits: [],
    start: ({ command, directory, environment }) => {
      const group = spawnGroup("/bin/sh", ["-c", SHELL, "sh", command], {
        cwd: directory,
        env: environment,
        stdio: ["ignore", "pipe", "ignore"]
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
          killSurvivors(run2);
          await drained(group.child.stdout, DRAIN_MS);
          group.release();
        }
      });
    },
    giveBack: () => Promise.resolve()
  })
};
function endOf(group) {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("exit", (status, signal) => {
      resolve({ kind: "ended", status, signal, deadEnds: 0 });
    });
  });
}

// src/adapters/sandbox/user-confiner.ts
var DRAIN_MS2 = 500;
var SHELL2 = 'umask 022; exec 2>&1; cd -- "$1"; exec /bin/sh -ec "$2"';
function userConfiner() {
  return {
    level: "user",
    holdsNetwork: false,
    async confine({ run: run2, limits }) {
      const user = findFreeUser();
      const control = openControlGroup(limits);
      const held = heldLimits(limits, control.limits);
      await chmod(path4.dirname(run2), 457);
      let owned = false;
      return {
        root: run2,
        temporary: path4.join(run2, "tmp"),
        limits: held,
        start(command) {
          if (user === null) return Promise.resolve(notStarted("no user id is free"));
          const complaint = owned ? null : changeOwner(run2, user, user);
          if (complaint !== null) return Promise.resolve(notStarted(complaint));
          owned = true;
          return Promise.resolve(startAs(user, limitArguments(held), control, command));
        },
        giveBack() {
          control.remove();
          return Promise.resolve();
        }
      };
    }
  };
}
function startAs(user, limits, control, { command, directory, environment }) {
  const id = String(user);
  const privileges = [
    ...[`--reuid=${id}`, `--regid=${id}`, "--clear-groups", "--no-new-privs"],
    ...["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--pdeathsig=SIGKILL"]
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
        "-i"
      ],
      ...[...variables, "/bin/sh", "-c", SHELL2, "sh", directory, command]
    ],
    { cwd: "/", env: {}, stdio: ["ignore", "pipe", "ignore"] }
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
      await drained(group.child.stdout, DRAIN_MS2);
      group.release();
    }
  };
}
function notStarted(complaint) {
  return {
    output: null,
    ended: Promise.resolve({ kind: "not-started", complaint }),
    hit: () => null,
    ask: () => void 0,
    kill: () => void 0,
    finish: () => Promise.resolve()
  };
}

// src/adapters/sandbox/namespace-confiner.ts
var SUDO = ["/usr/bin/sudo", "-n", "--"];
var DRAIN_MS3 = 5e3;
var MOST_SAID = 64 * 1024;
function namespaceConfiner(means, caller) {
  return {
    level: "namespaces",
    holdsNetwork: true,
    async confine(request) {
      const user = means === "any-user" ? null : findFreeUser();
      const instead = await ownSystemFiles(await request.scratch.directory("system"));
      const group = openControlGroup(request.limits, helperOf(means));
      return new NamespaceConfinement(means, user, { ...request, ...caller }, instead, group);
    }
  };
}
function helperOf(means) {
  return means === "sudo" ? SUDO : [];
}
var NOWHERE = "192.0.2.1";
async function ownSystemFiles(folder) {
  const write = async (name, text) => {
    const file = path5.join(folder, name);
    await writeFile(file, text, { mode: 420 });
    return file;
  };
  return {
    accounts: /* @__PURE__ */ new Map([
      [
        "/etc/passwd",
        await write(
          "passwd",
          `root:x:0:0:root:/root:/bin/sh
build:x:1000:1000:build:${BUILD_ROOT}/home:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/bin/false
`
        )
      ],
      ["/etc/group", await write("group", "root:x:0:\nbuild:x:1000:\nnogroup:x:65534:\n")]
    ]),
    noResolver: await write("resolv.conf", `nameserver ${NOWHERE}
options timeout:1 attempts:1
`)
  };
}
var NamespaceConfinement = class {
  root = BUILD_ROOT;
  temporary = "/tmp";
  limits;
  #means;
  #user;
  #request;
  #system;
  #control;
  #owned = false;
  constructor(means, user, request, system, control) {
    this.#means = means;
    this.#user = user;
    this.#request = request;
    this.#system = system;
    this.#control = control;
    this.limits = heldLimits(request.limits, control.limits);
  }
  async start(command) {
    if (this.#user === null && this.#means !== "any-user") return notStarted("no user id is free");
    const { scratch, run: run2 } = this.#request;
    const place = await scratch.directory("sandbox");
    const [root, temporary] = [path5.join(place, "root"), path5.join(place, "tmp")];
    for (const folder of [root, temporary]) await mkdir(folder, { mode: 448 });
    const complaint = this.#own(temporary) ?? (this.#owned ? null : this.#own(run2));
    if (complaint !== null) return notStarted(complaint);
    this.#owned = true;
    const hasNetwork = command.network === "open";
    const steps = layOutRoot({
      ...this.#request,
      temporary,
      instead: new Map([
        ...this.#system.accounts,
        ["/etc/resolv.conf", hasNetwork ? "/etc/resolv.conf" : this.#system.noResolver]
      ]),
      mounts: readMountTable()
    });
    const [file = "", ...prefix] = this.#unshare(hasNetwork);
    const variables = Object.entries(command.environment).map(
      ([name, value]) => `${name}=${value}`
    );
    const group = spawnGroup(
      file,
      [
        ...[...prefix, "/bin/sh", "-c", FIRST_PROCESS, "rebuild-gate", root],
        ...[String(this.#user ?? 0), this.#user === null ? "--keep-groups" : "--clear-groups"],
        ...[hasNetwork ? "open" : "none", command.directory, limitArguments(this.limits).join(" ")],
        ...[...steps.flat(), "--", command.command, ...variables]
      ],
      { cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C" }, stdio: ["pipe", "pipe", "pipe"] }
    );
    return new NamespacedProcess(group, this.#control, this.#user);
  }
  giveBack() {
    this.#control.remove();
    const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    if (this.#means === "sudo") changeOwner(this.#request.run, user, group, SUDO);
    return Promise.resolve();
  }
  #own(folder) {
    return this.#user === null ? null : changeOwner(folder, this.#user, this.#user, helperOf(this.#means));
  }
  #unshare(hasNetwork) {
    return [
      ...helperOf(this.#means),
      ...this.#control.enter,
      // When we are killed, so is what follows, and with it everything inside.
      ...["/usr/bin/setpriv", "--pdeathsig=SIGKILL", "--", "/usr/bin/unshare"],
      ...this.#means === "any-user" ? ["--user", "--map-root-user"] : [],
      ...hasNetwork ? [] : ["--net"],
      ...["--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--propagation=private"],
      "--"
    ];
  }
};
var NamespacedProcess = class {
  output;
  ended;
  #group;
  #limits;
  #control;
  #user;
  constructor(group, limits, user) {
    const { stdin, stdout, stderr } = group.child;
    this.#group = group;
    this.#limits = limits;
    this.#control = stdin;
    this.#user = user;
    this.output = stdout;
    stdin?.on("error", () => void 0);
    let said = "";
    stderr?.on("data", (chunk) => {
      if (said.length < MOST_SAID) said += chunk.toString("latin1");
    });
    this.ended = new Promise((resolve, reject) => {
      group.child.once("error", reject);
      group.child.once("exit", () => {
        void drained(stderr, DRAIN_MS3).then(() => {
          resolve(endOf2(said));
        });
      });
    });
  }
  hit() {
    return this.#limits.hit();
  }
  /** By the control channel: in a group's signal the first process and its helpers would be meant, too. */
  ask() {
    this.#control?.write("TERM\n");
  }
  kill() {
    this.#control?.end("KILL\n");
    this.#group.signal("SIGKILL");
  }
  async finish() {
    this.kill();
    if (this.#user !== null) await killUser(this.#user);
    await drained(this.output, DRAIN_MS3);
    this.#group.release();
  }
};
function endOf2(text) {
  const said = readFirstProcess(text);
  if (!said.ready) {
    return { kind: "not-started", complaint: said.complaint || "the first process said nothing" };
  }
  const { status } = said;
  const signal = status === null ? "SIGKILL" : signalName(status - 128);
  return {
    kind: "ended",
    status: signal === null ? status : null,
    signal,
    deadEnds: deadEnds(said.counters)
  };
}
function signalName(number) {
  return Object.entries(constants.signals).find(([, one]) => one === number)?.[0] ?? null;
}

// src/adapters/sandbox/confiners.ts
function machineConfiners(environment, isRequired) {
  if (process.platform !== "linux") return [processConfiner];
  const caller = callerFolders(environment);
  if (process.geteuid?.() === 0) {
    return [namespaceConfiner("root", caller), userConfiner(), processConfiner];
  }
  const isHosted = environment["RUNNER_ENVIRONMENT"] === "github-hosted";
  return [
    namespaceConfiner("any-user", caller),
    ...isHosted || isRequired ? [namespaceConfiner("sudo", caller)] : [],
    processConfiner
  ];
}
var RUNNER_FOLDERS = ["RUNNER_TEMP", "RUNNER_WORKSPACE", "GITHUB_WORKSPACE"];
var RUNNER_FILES = ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"];
function callerFolders(environment) {
  const hidden = [
    ...RUNNER_FOLDERS.map((name) => environment[name] ?? ""),
    ...RUNNER_FILES.map((name) => path6.dirname(environment[`GITHUB_${name}`] ?? ""))
  ].filter((folder) => path6.isAbsolute(folder));
  const homes = ["/root", environment["HOME"] ?? "", process.cwd(), ...hidden];
  return {
    homes: homes.filter((folder) => path6.isAbsolute(folder)),
    hidden: [...new Set(hidden)]
  };
}
export {
  machineConfiners
};
