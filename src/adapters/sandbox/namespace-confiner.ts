import { mkdir, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { deadEnds } from "../../core/network-need.ts";
import { spawnGroup, type ProcessGroup } from "../process-group.ts";
import type { HeldLimit } from "../../core/held-limit.ts";
import type {
  ConfinedCommand,
  ConfinedEnd,
  ConfinedProcess,
  Confinement,
  ConfinementRequest,
  Confiner,
} from "./confinement.ts";
import { openControlGroup, type ControlGroup, type LimitHit } from "./control-group.ts";
import { drained } from "./drained.ts";
import { findFreeUser } from "./free-user.ts";
import { readMountTable } from "./mount-table.ts";
import { FIRST_PROCESS, readFirstProcess } from "./namespace-script.ts";
import { changeOwner, killUser } from "./own-user.ts";
import { heldLimits, limitArguments } from "./process-limits.ts";
import { BUILD_ROOT, layOutRoot } from "./root-layout.ts";
import { notStarted } from "./user-confiner.ts";

/**
 * Where the right to make namespaces comes from: we are root; the kernel lets every user make them; `sudo` makes us
 * root without asking for a password.
 */
export type NamespaceMeans = "root" | "any-user" | "sudo";

/** What a namespace confiner must know of the caller, so as not to show it. */
export interface CallerFolders {
  /** Home and work folders. */
  readonly homes: readonly string[];
  /** Folders of the workflow runner. */
  readonly hidden: readonly string[];
}

const SUDO = ["/usr/bin/sudo", "-n", "--"];

/** Where everything inside is dead, the pipes close by themselves. */
const DRAIN_MS = 5000;

/** What the first process may say; it says a few lines. */
const MOST_SAID = 64 * 1024;

/**
 * Level `namespaces`: an own user, mount, pid, ipc and uts namespace, and an own network namespace without a way out
 * for a command that is to have no network. Inside there are the system (read-only), the declared tools (read-only),
 * the folders of the build, and nothing else: no home, no /run, no other process, no second user, no capability.
 */
export function namespaceConfiner(means: NamespaceMeans, caller: CallerFolders): Confiner {
  return {
    level: "namespaces",
    holdsNetwork: true,
    async confine(request) {
      const user = means === "any-user" ? null : findFreeUser();
      const instead = await ownSystemFiles(await request.scratch.directory("system"));
      const group = openControlGroup(request.limits, helperOf(means));
      return new NamespaceConfinement(means, user, { ...request, ...caller }, instead, group);
    },
  };
}

/** What stands before a command that only root may run. */
function helperOf(means: NamespaceMeans): readonly string[] {
  return means === "sudo" ? SUDO : [];
}

interface SystemFiles {
  readonly accounts: ReadonlyMap<string, string>;
  /** Names a resolver that no route leads to, so that a question for a name fails at once and is counted. */
  readonly noResolver: string;
}

/** Where a name server would be, from the addresses that are for documentation alone (RFC 5737). */
const NOWHERE = "192.0.2.1";

/** The same accounts on every machine: the build is `build`, and nobody else has a name. */
async function ownSystemFiles(folder: string): Promise<SystemFiles> {
  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o644 });
    return file;
  };
  return {
    accounts: new Map([
      [
        "/etc/passwd",
        await write(
          "passwd",
          `root:x:0:0:root:/root:/bin/sh\nbuild:x:1000:1000:build:${BUILD_ROOT}/home:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n`,
        ),
      ],
      ["/etc/group", await write("group", "root:x:0:\nbuild:x:1000:\nnogroup:x:65534:\n")],
    ]),
    noResolver: await write("resolv.conf", `nameserver ${NOWHERE}\noptions timeout:1 attempts:1\n`),
  };
}

class NamespaceConfinement implements Confinement {
  readonly root = BUILD_ROOT;
  readonly temporary = "/tmp";
  readonly limits: readonly HeldLimit[];
  readonly #means: NamespaceMeans;
  readonly #user: number | null;
  readonly #request: ConfinementRequest & CallerFolders;
  readonly #system: SystemFiles;
  readonly #control: ControlGroup;
  #owned = false;

  constructor(
    means: NamespaceMeans,
    user: number | null,
    request: ConfinementRequest & CallerFolders,
    system: SystemFiles,
    control: ControlGroup,
  ) {
    this.#means = means;
    this.#user = user;
    this.#request = request;
    this.#system = system;
    this.#control = control;
    this.limits = heldLimits(request.limits, control.limits);
  }

  async start(command: ConfinedCommand): Promise<ConfinedProcess> {
    if (this.#user === null && this.#means !== "any-user") return notStarted("no user id is free");
    const { scratch, run } = this.#request;
    // New for each command: mounting on what a command has left would follow its links.
    const place = await scratch.directory("sandbox");
    const [root, temporary] = [path.join(place, "root"), path.join(place, "tmp")];
    for (const folder of [root, temporary]) await mkdir(folder, { mode: 0o700 });
    const complaint = this.#own(temporary) ?? (this.#owned ? null : this.#own(run));
    if (complaint !== null) return notStarted(complaint);
    this.#owned = true;

    const hasNetwork = command.network === "open";
    const steps = layOutRoot({
      ...this.#request,
      temporary,
      instead: new Map([
        ...this.#system.accounts,
        ["/etc/resolv.conf", hasNetwork ? "/etc/resolv.conf" : this.#system.noResolver],
      ]),
      mounts: readMountTable(),
    });
    const [file = "", ...prefix] = this.#unshare(hasNetwork);
    const variables = Object.entries(command.environment).map(
      ([name, value]) => `${name}=${value}`,
    );
    const group = spawnGroup(
      file,
      [
        ...[...prefix, "/bin/sh", "-c", FIRST_PROCESS, "rebuild-gate", root],
        ...[String(this.#user ?? 0), this.#user === null ? "--keep-groups" : "--clear-groups"],
        ...[hasNetwork ? "open" : "none", command.directory, limitArguments(this.limits).join(" ")],
        ...[...steps.flat(), "--", command.command, ...variables],
      ],
      { cwd: "/", env: { PATH: "/usr/bin:/bin", LC_ALL: "C" }, stdio: ["pipe", "pipe", "pipe"] },
    );
    return new NamespacedProcess(group, this.#control, this.#user);
  }

  giveBack(): Promise<void> {
    this.#control.remove();
    const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    if (this.#means === "sudo") changeOwner(this.#request.run, user, group, SUDO);
    return Promise.resolve();
  }

  #own(folder: string): string | null {
    return this.#user === null
      ? null
      : changeOwner(folder, this.#user, this.#user, helperOf(this.#means));
  }

  #unshare(hasNetwork: boolean): readonly string[] {
    return [
      ...helperOf(this.#means),
      ...this.#control.enter,
      // When we are killed, so is what follows, and with it everything inside.
      ...["/usr/bin/setpriv", "--pdeathsig=SIGKILL", "--", "/usr/bin/unshare"],
      ...(this.#means === "any-user" ? ["--user", "--map-root-user"] : []),
      ...(hasNetwork ? [] : ["--net"]),
      ...["--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--propagation=private"],
      "--",
    ];
  }
}

/** A first process and what it runs. */
class NamespacedProcess implements ConfinedProcess {
  readonly output: Readable | null;
  readonly ended: Promise<ConfinedEnd>;
  readonly #group: ProcessGroup;
  readonly #limits: ControlGroup;
  readonly #control: Writable | null;
  readonly #user: number | null;

  constructor(group: ProcessGroup, limits: ControlGroup, user: number | null) {
    const { stdin, stdout, stderr } = group.child;
    this.#group = group;
    this.#limits = limits;
    this.#control = stdin;
    this.#user = user;
    this.output = stdout;
    // The other end is gone before we know: that is an end like any other.
    stdin?.on("error", () => undefined);
    let said = "";
    stderr?.on("data", (chunk: Buffer) => {
      if (said.length < MOST_SAID) said += chunk.toString("latin1");
    });
    this.ended = new Promise((resolve, reject) => {
      group.child.once("error", reject);
      group.child.once("exit", () => {
        void drained(stderr, DRAIN_MS).then(() => {
          resolve(endOf(said));
        });
      });
    });
  }

  hit(): LimitHit | null {
    return this.#limits.hit();
  }

  /** By the control channel: in a group's signal the first process and its helpers would be meant, too. */
  ask(): void {
    this.#control?.write("TERM\n");
  }

  kill(): void {
    this.#control?.end("KILL\n");
    this.#group.signal("SIGKILL");
  }

  async finish(): Promise<void> {
    this.kill();
    if (this.#user !== null) await killUser(this.#user);
    await drained(this.output, DRAIN_MS);
    this.#group.release();
  }
}

/** A shell reports a command that a signal ended as 128 and its number. */
function endOf(text: string): ConfinedEnd {
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
    deadEnds: deadEnds(said.counters),
  };
}

function signalName(number: number): string | null {
  return Object.entries(constants.signals).find(([, one]) => one === number)?.[0] ?? null;
}
