import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { SourceError } from "../core/errors.ts";
import { interrupted } from "./interruption.ts";
import { spawnGroup, type ProcessGroup } from "./process-group.ts";

/** Settings that could start a program or change what is read; they outrank the configuration of any repository. */
const QUIET_SETTINGS = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.pager=cat",
  "core.askPass=",
  "credential.helper=",
  "protocol.version=2",
  "gc.auto=0",
  // What it writes is gone with the run; waiting for the disk would save nothing.
  "core.fsync=none",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "fetch.recurseSubmodules=false",
  "advice.detachedHead=false",
  // A server that stops sending is given up on, not waited for.
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60",
];

/** The caller's variables that git's own network access may need; everything else stays outside. */
const NETWORK_VARIABLES = [
  "HTTPS_PROXY",
  "https_proxy",
  "ALL_PROXY",
  "all_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
];

const CONFIGURATION = "gitconfig";

/**
 * Containers often see the repository under another owner, and git then refuses to serve it. Owning it would not
 * make it true either: nothing it configures may run, and every object is hashed by us. A file, because git does
 * not hand `-c` settings on to the program that serves a local repository.
 */
const OWNERSHIP_IS_NO_EVIDENCE = "[safe]\n\tdirectory = *\n";

const MOST_OUTPUT = 256 * 1024 * 1024;
const MOST_ERRORS = 64 * 1024;

/** How git may reach another repository. */
export type Transport = "file" | "https";

/** One call of git. */
export interface GitCall {
  readonly args: readonly string[];
  /** Folder to work in. */
  readonly directory: string;
  /** Transports that this call may use; none unless said. */
  readonly transports?: readonly Transport[];
  /** More `-c` settings and variables, after ours. */
  readonly settings?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: Uint8Array;
  /** Bytes of output beyond which the call fails. */
  readonly mostOutput?: number;
}

/** How a call of git ended; a status other than 0 is a value. */
export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  /** Trimmed and capped. */
  readonly stderr: string;
}

/** Runs one git program in an environment built from nothing. */
export class Git {
  readonly #binary: string;
  readonly #home: string;
  readonly #network: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;

  /** `home` becomes git's home: an empty private folder that gets the one configuration file git will see. */
  static async open(
    binary: string,
    home: string,
    caller: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal,
  ): Promise<Git> {
    await writeFile(path.join(home, CONFIGURATION), OWNERSHIP_IS_NO_EVIDENCE, { flag: "wx" });
    return new Git(binary, home, caller, signal);
  }

  private constructor(
    binary: string,
    home: string,
    caller: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal,
  ) {
    this.#binary = binary;
    this.#home = home;
    this.#network = networkVariables(caller);
    this.#signal = signal;
  }

  /** Runs to the end; any exit status is an answer. Throws `InterruptedError`, `SourceError` (`git-failed`). */
  async run(call: GitCall): Promise<GitAnswer> {
    const group = this.start(call);
    const { child } = group;
    try {
      // A program that ends early closes its input: its exit status then says why.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(call.input);
      const [stdout, stderr, status] = await Promise.all([
        wholeOutput(child.stdout, call.mostOutput ?? MOST_OUTPUT),
        firstOf(child.stderr, MOST_ERRORS),
        exitOf(group),
      ]);
      this.#signal.throwIfAborted();
      return { status, stdout, stderr: stderr.toString("utf8").trim() };
    } catch (cause) {
      throw this.#explain(call, cause);
    } finally {
      group.release();
    }
  }

  /** As `run`, but anything other than success is a `SourceError` (`git-failed`). */
  async must(call: GitCall): Promise<Buffer> {
    const answer = await this.run(call);
    if (answer.status === 0) return answer.stdout;
    throw new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to succeed`,
      found: `exit status ${String(answer.status)}: ${answer.stderr}`,
      next: "Run the same on the repository by hand; `git fsck` tells whether it is whole.",
    });
  }

  /** Starts a program whose pipes the caller serves, and which the caller releases. */
  start(call: GitCall): ProcessGroup {
    const settings = [...QUIET_SETTINGS, ...(call.settings ?? [])].flatMap((one) => ["-c", one]);
    const group = spawnGroup(this.#binary, [...settings, ...call.args], {
      cwd: call.directory,
      env: { ...this.#environment(call.transports ?? []), ...call.environment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    if (this.#signal.aborted) {
      group.signal("SIGKILL");
    } else {
      const stop = (): void => {
        group.signal("SIGKILL");
      };
      this.#signal.addEventListener("abort", stop, { once: true });
      group.child.once("close", () => {
        this.#signal.removeEventListener("abort", stop);
      });
    }
    return group;
  }

  #environment(transports: readonly Transport[]): Record<string, string> {
    return {
      ...this.#network,
      PATH: "/usr/bin:/bin",
      HOME: this.#home,
      XDG_CONFIG_HOME: this.#home,
      LC_ALL: "C",
      TZ: "UTC",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: path.join(this.#home, CONFIGURATION),
      GIT_ATTR_NOSYSTEM: "1",
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_GRAFT_FILE: "/dev/null",
      GIT_NO_LAZY_FETCH: "1",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      // Outranks `protocol.*` of every configuration, and reaches the programs that git starts.
      GIT_ALLOW_PROTOCOL: transports.join(":"),
    };
  }

  #explain(call: GitCall, cause: unknown): Error {
    if (this.#signal.aborted) return interrupted("reading the source", cause);
    return new SourceError("git-failed", {
      expected: `\`git ${call.args[0] ?? ""}\` to run`,
      found: cause instanceof Error ? cause.message : String(cause),
      next: "Check that git works on this machine: `git --version`.",
      cause,
    });
  }
}

function networkVariables(
  caller: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of NETWORK_VARIABLES) {
    const value = caller[name];
    if (value !== undefined && value !== "") kept[name] = value;
  }
  // libcurl inside git does not read SSL_CERT_FILE by itself.
  const authorities = caller["GIT_SSL_CAINFO"] ?? caller["SSL_CERT_FILE"];
  if (authorities !== undefined && authorities !== "") kept["GIT_SSL_CAINFO"] = authorities;
  return kept;
}

/** Exit status once the pipes are closed; a signal counts as 128. */
function exitOf(group: ProcessGroup): Promise<number> {
  return new Promise((resolve, reject) => {
    group.child.once("error", reject);
    group.child.once("close", (status) => {
      resolve(status ?? 128);
    });
  });
}

async function wholeOutput(stream: Readable | null, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Error(`more than ${String(most)} bytes of output`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The beginning of what a stream says; the rest is read and dropped, so that the writer does not stall. */
async function firstOf(stream: Readable | null, most: number): Promise<Buffer> {
  let kept = Buffer.alloc(0);
  for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) {
    if (kept.length < most) kept = Buffer.concat([kept, chunk]).subarray(0, most);
  }
  return kept;
}
