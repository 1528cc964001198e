import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { BuildEnd } from "../../support/sandboxed-build.ts";
import {
  eventually,
  isRoot,
  processesWith,
  SandboxBench,
  type Runner,
} from "../../support/sandbox-bench.ts";

/** What a hostile build can find out and do; what came of it goes to out/facts. */
const SPY = `
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";

const [secret, port, canary] = process.argv.slice(2);
const tried = (action) => { try { return String(action() ?? "done"); } catch (error) { return error.code ?? error.message; } };
const facts = {};

facts.processes = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).length;
facts.secrets = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).flatMap((id) => {
  const found = [];
  if (tried(() => fs.readFileSync("/proc/" + id + "/environ", "latin1")).includes("SECRET=" + secret)) found.push("environ");
  return found;
});
facts.firstProcess = ["environ", "mem", "maps", "fd/2", "root", "cwd"].map((name) => tried(() => {
  if (name === "mem" || name === "fd/2") fs.closeSync(fs.openSync("/proc/1/" + name, "r+"));
  else if (name === "root" || name === "cwd") fs.readdirSync("/proc/1/" + name + "/");
  else fs.readFileSync("/proc/1/" + name);
}));
facts.signal = tried(() => process.kill(1, "SIGKILL"));

const reach = (options) => new Promise((resolve) => {
  const socket = net.connect(options);
  socket.setTimeout(3000, () => { socket.destroy(); resolve("timeout"); });
  socket.once("connect", () => { socket.destroy(); resolve("connected"); });
  socket.once("error", (error) => resolve(error.code));
});
facts.loopback = await reach({ host: "127.0.0.1", port: Number(port) });
facts.metadata = await reach({ host: "169.254.169.254", port: 80 });
facts.world = await reach({ host: "192.0.2.7", port: 443 });

facts.writes = Object.fromEntries([
  canary + "/file", canary + "/new", "/usr/planted", "/etc/planted", "/planted", "/opt/planted", "/home/planted",
  "/root/planted", "/run/planted", "/var/planted", "/dev/planted", "/etc/passwd", "/proc/sys/kernel/hostname",
  "/proc/sysrq-trigger", "/sys/kernel/planted",
].map((file) => [file.replace(canary, "CANARY"), tried(() => fs.appendFileSync(file, "stolen"))]));
facts.sockets = ["/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket"].filter((file) => fs.existsSync(file));
facts.root = fs.readdirSync("/").sort();

const status = fs.readFileSync("/proc/self/status", "utf8");
facts.status = Object.fromEntries(["NoNewPrivs", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((name) => [name, new RegExp(name + ":\\\\s*(\\\\S+)").exec(status)[1]]));
facts.user = [process.getuid(), process.getgid(), fs.readFileSync("/proc/self/uid_map", "utf8").trim().split(/\\s+/).length];
fs.copyFileSync("/bin/sh", "sh-with-setuid");
fs.chmodSync("sh-with-setuid", 0o6755);
facts.setuid = ["./sh-with-setuid -p -c 'id -u'", "su -c id", "mount -t tmpfs none /tmp", "umount /usr", "unshare -Ur id", "chown 0 sh-with-setuid", "mknod device c 1 3", "nsenter -t 1 -m id"].map((command) => {
  const { status, stdout } = spawnSync("/bin/sh", ["-c", command], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return status === 0 ? stdout.trim() : "refused";
});
facts.host = fs.readFileSync("/proc/sys/kernel/hostname", "utf8").trim();
facts.name = execFileSync("id", ["-un"], { encoding: "utf8" }).trim();
facts.shared = tried(() => fs.writeFileSync("/dev/shm/x", "x"));
facts.temporary = [tried(() => fs.writeFileSync("/tmp/x", "x")), tried(() => fs.writeFileSync("/var/tmp/y", "y")), fs.readdirSync("/tmp").sort().join()];
fs.mkdirSync("out");
fs.writeFileSync("out/facts", JSON.stringify(facts));
`;

interface Facts {
  readonly processes: number;
  readonly secrets: readonly string[];
  readonly firstProcess: readonly string[];
  readonly signal: string;
  readonly loopback: string;
  readonly metadata: string;
  readonly world: string;
  readonly writes: Readonly<Record<string, string>>;
  readonly sockets: readonly string[];
  readonly root: readonly string[];
  readonly status: Readonly<Record<string, string>>;
  readonly user: readonly number[];
  readonly setuid: readonly string[];
  readonly host: string;
  readonly name: string;
  readonly shared: string;
  readonly temporary: readonly string[];
}

const SECRET = "identity-token-of-the-job";
const VARIABLES = ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"];

// Several builds a test, on machines that have other things to do.

let bench: SandboxBench;
let server: Server;
let victim: ChildProcess;
let canary: string;

beforeAll(async () => {
  bench = await SandboxBench.open({ "spy.mjs": SPY, "a.txt": "tracked\n" });
  canary = join(bench.folder, "canary");
  mkdirSync(canary, { mode: 0o777 });
  writeFileSync(join(canary, "file"), "untouched", { mode: 0o666 });
  for (const name of VARIABLES) writeFileSync(join(canary, name), "", { mode: 0o666 });
  server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  victim = spawn("/bin/sleep", ["600"], { env: { SECRET }, stdio: "ignore" });
});

afterAll(() => {
  victim.kill("SIGKILL");
  server.close();
  bench[Symbol.dispose]();
});

const spyCommand = (): string =>
  `node spy.mjs ${SECRET} ${String((server.address() as AddressInfo).port)} ${canary}`;
const tools = (): readonly string[] => [dirname(bench.node)];

function factsOf(end: BuildEnd): Facts {
  const text = end.files["out/facts"];
  if (text === undefined) throw new Error(JSON.stringify(end));
  return JSON.parse(text) as Facts;
}

/** Without root there is one user to run as. With root, each of these must work, or the test fails. */
const RUNNERS: readonly Runner[] = isRoot() ? ["root", "nobody"] : ["nobody"];

describe.each(RUNNERS)("a hostile build in namespaces, for %s,", (runner) => {
  let end: BuildEnd;
  let facts: Facts;

  beforeAll(async () => {
    end = await bench.build(
      runner,
      { inputs: { command: spyCommand(), sandbox: "required", network: "none", tools: tools() } },
      {
        SECRET,
        ...Object.fromEntries(VARIABLES.map((name) => [`GITHUB_${name}`, join(canary, name)])),
      },
    );
    facts = factsOf(end);
  });

  it("is recorded as what it was", () => {
    expect(end).toMatchObject({
      sandbox: { requested: "required", reached: "namespaces" },
      network: { requested: "none", reached: "none" },
      outcome: { kind: "built" },
    });
    expect(end.notices.map(({ code }) => code)).toEqual(["network-attempted"]);
  });

  it("sees no process but its own, and no environment or memory of another", () => {
    expect(facts.processes).toBeLessThan(10);
    expect(facts.secrets).toEqual([]);
    expect(new Set(facts.firstProcess)).toEqual(new Set(["EACCES"]));
    // Where it is the same user of the machine, the signal is taken and has no effect.
    expect(facts.signal).toBe(runner === "root" ? "EPERM" : "true");
  });

  it("reaches neither this machine nor the metadata service nor the world", () => {
    expect(facts.loopback).toBe("ECONNREFUSED");
    expect([facts.metadata, facts.world]).toEqual(["ENETUNREACH", "ENETUNREACH"]);
  });

  it("writes nowhere but into its own folders", () => {
    for (const [file, came] of Object.entries(facts.writes)) {
      expect([file, came]).toEqual([
        file,
        expect.stringMatching(/^(?:EROFS|ENOENT|EACCES|EPERM)$/),
      ]);
    }
    expect([facts.writes["CANARY/file"], facts.writes["CANARY/new"]]).toEqual(["ENOENT", "ENOENT"]);
    expect(readFileSync(join(canary, "file"), "utf8")).toBe("untouched");
    expect(facts.shared).toBe("done");
    expect(facts.temporary.slice(0, 2)).toEqual(["done", "done"]);
    expect(facts.temporary[2]).toContain("x,y");
  });

  it("finds no home, no socket, and no file of the runner", () => {
    expect(facts.sockets).toEqual([]);
    const system = /^(?:bin|build|dev|etc|gnu|home|lib\w*|nix|opt|proc|root|run|sbin|tmp|usr|var)$/;
    expect(facts.root.filter((name) => !system.test(name))).toEqual([]);
    for (const name of VARIABLES) expect(readFileSync(join(canary, name), "utf8")).toBe("");
  });

  it("has no capability, cannot get one, and is the only user there is", () => {
    const none = "0000000000000000";
    expect(facts.status).toEqual({
      NoNewPrivs: "1",
      CapInh: none,
      CapPrm: none,
      CapEff: none,
      CapBnd: none,
      CapAmb: none,
    });
    expect(facts.user).toEqual([1000, 1000, 3]);
    expect(facts.setuid).toEqual(["1000", ...Array<string>(7).fill("refused")]);
    expect([facts.host, facts.name]).toEqual(["build", "build"]);
  });

  it("leaves no daemon, whatever session, group and environment it takes on", async () => {
    const mark = `86400.${runner === "root" ? "1" : "2"}1`;
    const daemon = `cd /; setsid env -i /bin/sh -c 'exec sleep ${mark} > /dev/null 2>&1 < /dev/null' & cd - > /dev/null`;
    const wait = `until grep -qs ${mark} /proc/*/cmdline; do sleep 0.05; done`;
    for (const [last, inputs] of [
      ["touch out/x", {}],
      ["sleep 600", { timeoutMs: 3000 }],
    ] as const) {
      const left = await bench.build(runner, {
        inputs: {
          command: `${daemon}; ${wait}; mkdir out; ${last}`,
          sandbox: "required",
          ...inputs,
        },
      });
      expect(left.outcome).toMatchObject(
        last === "sleep 600" ? { reason: "timeout" } : { kind: "built" },
      );
      expect(processesWith(mark)).toEqual([]);
    }
    expect(bench.leftovers(runner)).toEqual([]);
  });

  it.each(["SIGINT", "SIGKILL"] as const)("ends with us when we end by %s", async (signal) => {
    const mark = `86400.${runner === "root" ? "3" : "4"}${signal === "SIGINT" ? "1" : "2"}`;
    const child = bench.start(runner, {
      inputs: {
        command: `setsid env -i sleep ${mark} & trap '' TERM INT; sleep ${mark}`,
        sandbox: "required",
      },
    });
    const gone = new Promise((resolve) => child.once("close", resolve));
    expect(await eventually(() => processesWith(mark).length >= 2)).toBe(true);
    child.kill(signal);
    await gone;
    expect(await eventually(() => processesWith(mark).length === 0)).toBe(true);
  });

  it("cannot have links, pipes or second names collected", async () => {
    for (const [command, found] of [
      ["mkfifo out/x", "no regular file"],
      ["ln -s /etc/passwd out/x", "a symbolic link"],
      ["ln a.txt out/x", "a file with a second name (hard link)"],
    ] as const) {
      const { error } = await bench.build(runner, {
        inputs: { command: `mkdir out; ${command}`, sandbox: "required" },
      });
      expect([command, error]).toEqual([command, { code: "output-unsafe", found }]);
    }
  });

  it("is stopped before a million files, and they are removed", async () => {
    const many =
      "i=0; while [ $i -lt 1000 ]; do mkdir $i; (cd $i; seq -f f%g 1000 | xargs touch); i=$((i+1)); done";
    const full = await bench.build(runner, {
      inputs: { command: many, sandbox: "required" },
      files: 5000,
    });
    expect(full.outcome).toMatchObject({
      reason: "disk-limit",
      detail: "more than 5000 new files",
    });
    expect(bench.leftovers(runner)).toEqual([]);
  });

  it("cannot have more processes or larger files than it may, and the limit is named", async () => {
    const processes = { processes: 40, fileBytes: 2 ** 20 };
    const bomb = await bench.build(runner, {
      inputs: {
        command: "b() { b | b & }; b; sleep 2; ls /proc | grep -c '^[0-9]*$'; sleep 600",
        sandbox: "required",
        timeoutMs: 5000,
      },
      processes,
    });
    expect(bomb.outcome.kind).toBe("failed");
    expect(bomb.outcome.logTail).toMatch(/fork/i);
    const large = await bench.build(runner, {
      inputs: { command: "exec head -c 3000000 /dev/zero > large", sandbox: "required" },
      processes,
    });
    expect(large.outcome).toMatchObject({
      reason: "signal",
      detail: "SIGXFSZ: a file grew over the limit for one file",
    });
  });
});
