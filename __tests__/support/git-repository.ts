import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const IDENTITY = {
  GIT_AUTHOR_NAME: "Author",
  GIT_AUTHOR_EMAIL: "author@example.test",
  GIT_COMMITTER_NAME: "Committer",
  GIT_COMMITTER_EMAIL: "committer@example.test",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  // Fixtures need not outlive a power cut, and some machines sync slowly.
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "core.fsync",
  GIT_CONFIG_VALUE_0: "none",
};

/** Committer time of the first commit of every fixture. */
export const FIRST_COMMIT_TIME = 1_700_000_000;

/** A file of a fixture: text or bytes, or what else a tree can hold. */
export type FixtureFile =
  string | Uint8Array | { readonly executable: string } | { readonly link: string };

/** A real repository in a folder, driven by the system's git in a quiet environment. */
export class GitRepository {
  readonly folder: string;
  #commits = 0;

  constructor(folder: string, options: { readonly format?: "sha1" | "sha256" } = {}) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.git("init", "--quiet", `--object-format=${options.format ?? "sha1"}`, "-b", "main");
  }

  git(...args: readonly string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(
    options: { readonly input?: string | Uint8Array; readonly env?: Record<string, string> },
    ...args: readonly string[]
  ): string {
    const time = `${String(FIRST_COMMIT_TIME + this.#commits * 60)} +0000`;
    return execFileSync("/usr/bin/git", args, {
      cwd: this.folder,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "pipe"],
      input: options.input ?? "",
      maxBuffer: 2 ** 28,
      env: {
        PATH: "/usr/bin:/bin",
        HOME: this.folder,
        ...IDENTITY,
        GIT_AUTHOR_DATE: time,
        GIT_COMMITTER_DATE: time,
        ...options.env,
      },
    }).trimEnd();
  }

  write(files: Readonly<Record<string, FixtureFile>>): this {
    for (const [name, content] of Object.entries(files)) {
      const place = path.join(this.folder, name);
      mkdirSync(path.dirname(place), { recursive: true });
      if (typeof content === "string" || content instanceof Uint8Array) {
        writeFileSync(place, content);
      } else if ("link" in content) {
        symlinkSync(content.link, place);
      } else {
        writeFileSync(place, content.executable);
        chmodSync(place, 0o755);
      }
    }
    return this;
  }

  /** Commits everything in the folder (ignored files too, if `force`) and returns the id. */
  commit(files: Readonly<Record<string, FixtureFile>> = {}, message = "change"): string {
    this.write(files);
    this.git("add", "--all", ".");
    this.git("commit", "--quiet", "--allow-empty", "-m", message);
    this.#commits += 1;
    return this.git("rev-parse", "HEAD");
  }

  /** Stores an object without any check of git's and returns its id. */
  store(kind: "blob" | "tree" | "commit", body: string | Uint8Array): string {
    return this.gitWith({ input: body }, "hash-object", "-t", kind, "-w", "--stdin", "--literally");
  }

  /** Stores a tree with exactly these lines, in this order. */
  storeTree(lines: readonly (readonly [mode: string, name: string, id: string])[]): string {
    return this.store(
      "tree",
      Buffer.concat(
        lines.flatMap(([mode, name, id]) => [
          Buffer.from(`${mode} ${name}\0`, "latin1"),
          Buffer.from(id, "hex"),
        ]),
      ),
    );
  }

  /** Stores a commit of a tree without parents and points a branch at it. */
  commitTree(tree: string, branch = "planted"): string {
    const who = `<a@example.test> ${String(FIRST_COMMIT_TIME)} +0000`;
    const id = this.store(
      "commit",
      `tree ${tree}\nauthor A ${who}\ncommitter C ${who}\n\nplanted\n`,
    );
    this.git("update-ref", `refs/heads/${branch}`, id);
    return id;
  }
}
