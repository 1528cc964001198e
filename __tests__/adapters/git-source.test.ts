import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GitSourceProver, type GitSourceOptions } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { displayPath, pathFromText, type PathBytes } from "../../src/core/path-bytes.ts";
import type { SourceFile } from "../../src/core/source-tree.ts";
import { FIRST_COMMIT_TIME, GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let progress: RecordedProgress;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "git-source-test-")));
  scratch = await openScratch();
  progress = new RecordedProgress();
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

function repository(format: "sha1" | "sha256" = "sha1"): GitRepository {
  return new GitRepository(path.join(base, "given"), { format });
}

function prove(
  from: string | GitRepository,
  revision = "HEAD",
  options: Partial<GitSourceOptions> = {},
  signal = new AbortController().signal,
): Promise<ProvenSource> {
  const named = typeof from === "string" ? from : from.folder;
  return new GitSourceProver({ environment: {}, ...options }).prove(
    { repository: named, revision },
    scratch,
    progress,
    signal,
  );
}

function code(value: string): unknown {
  return expect.objectContaining({ code: value });
}

/** Everything in a tree of files, as text, without `.git`. */
function written(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const place = path.join(folder, name);
    const facts = lstatSync(place);
    if (name === ".git" || name.startsWith(".git/")) continue;
    if (facts.isSymbolicLink()) found[name] = `-> ${readlinkSync(place)}`;
    else if (facts.isFile())
      found[name] = `${(facts.mode & 0o7777).toString(8)} ${readFileSync(place, "utf8")}`;
    else found[`${name}/`] = (facts.mode & 0o7777).toString(8);
  }
  return found;
}

const FILES = {
  "README.md": "hello\n",
  "bin/run": { executable: "#!/bin/sh\n" },
  "src/a.txt": "a\r\n",
  "src/deep/b.txt": "",
  link: { link: "src/a.txt" },
} as const;

/** A program that leaves a mark when it runs. */
function trap(name: string): { readonly program: string; readonly mark: string } {
  const mark = path.join(base, `${name}.ran`);
  const program = path.join(base, name);
  writeFileSync(program, `#!/bin/sh\ntouch "${mark}"\nexec cat\n`, { mode: 0o755 });
  return { program, mark };
}

describe("GitSourceProver proves a commit", () => {
  it("with the ids that git itself has, and digests of the raw blobs", async () => {
    const given = repository();
    const commit = given.commit(FILES);
    const { tree } = await prove(given);
    expect(tree.repository).toBe(given.folder);
    expect(tree.objectFormat).toBe("sha1");
    expect(tree.commit).toBe(commit);
    expect(tree.tree).toBe(given.git("rev-parse", "HEAD^{tree}"));
    expect(tree.committedAt).toBe(FIRST_COMMIT_TIME);
    const listed = given.git("ls-tree", "-r", "--full-tree", "HEAD").split("\n");
    expect(
      [...tree.files].map(([name, file]) => `${file.mode} blob ${file.objectId}\t${name}`).sort(),
    ).toEqual(listed.sort());
    expect(tree.files.get(pathFromText("src/a.txt"))).toMatchObject({
      size: 3,
      sha256: sha256Hex(Buffer.from("a\r\n")),
    });
    expect(progress.notices).toEqual([]);
  });

  it("in a SHA-256 repository, from the proof to the build's own repository", async () => {
    const given = repository("sha256");
    const commit = given.commit(FILES);
    const proven = await prove(given, "main");
    expect(proven.tree.objectFormat).toBe("sha256");
    expect(proven.tree.commit).toBe(commit);
    expect(commit).toHaveLength(64);
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "README.md"), "utf8")).toBe("hello\n");
    expect(execFileSync("git", ["-C", folder, "rev-parse", "HEAD"]).toString().trim()).toBe(commit);
  });

  it("with a digest that does not depend on the object format", async () => {
    const one = repository("sha1");
    one.commit(FILES);
    const other = new GitRepository(path.join(base, "other"), { format: "sha256" });
    other.commit(FILES);
    expect((await prove(one)).tree.treeSha256).toBe((await prove(other)).tree.treeSha256);
  });

  it("from a bare repository, a linked work tree, a shallow clone and a file: URL alike", async () => {
    const given = repository();
    given.commit({ "old.txt": "old" });
    const commit = given.commit(FILES);
    const expected = (await prove(given)).tree.treeSha256;
    given.git("clone", "--quiet", "--bare", ".", path.join(base, "bare.git"));
    given.git("worktree", "add", "--quiet", "--detach", path.join(base, "linked"), "HEAD");
    const url = pathToFileURL(given.folder).href;
    given.git("clone", "--quiet", "--depth=1", url, path.join(base, "shallow"));
    for (const from of ["bare.git", "linked", "shallow"]) {
      const { tree } = await prove(path.join(base, from));
      expect([from, tree.commit, tree.treeSha256]).toEqual([from, commit, expected]);
      expect(tree.repository).toBe(path.join(base, from));
    }
    for (const revision of ["HEAD", "main", "refs/heads/main", commit]) {
      const { tree } = await prove(url, revision);
      expect([tree.repository, tree.commit, tree.treeSha256]).toEqual([url, commit, expected]);
    }
    expect(progress.notices).toEqual([]);
  });

  it("and remembers the sub-folder that was named", async () => {
    const given = repository();
    given.commit(FILES);
    const { tree } = await prove(path.join(given.folder, "src", "deep"));
    expect(tree.subdirectory).toBe("src/deep");
    expect(tree.files.has(pathFromText("README.md"))).toBe(true);
    expect((await prove(given)).tree.subdirectory).toBeUndefined();
  });

  it("when the repository belongs to somebody else, as in containers", async () => {
    const given = repository();
    given.commit(FILES);
    if (process.getuid?.() === 0) execFileSync("chown", ["-R", "65534:65534", given.folder]);
    expect((await prove(given)).tree.files.size).toBe(5);
  });

  it("with names that are not UTF-8, and group-writable files as old git wrote them", async () => {
    const given = repository();
    given.commit({});
    const blob = given.store("blob", "x");
    const commit = given.commitTree(
      given.storeTree([
        ["100664", "a", blob],
        ["100644", "\xff", blob],
      ]),
    );
    const proven = await prove(given, commit);
    expect([...proven.tree.files].map(([name, file]) => [displayPath(name), file.mode])).toEqual([
      ["a", "100644"],
      ["\\xFF", "100644"],
    ]);
    const folder = await proven.checkOut(await scratch.directory("build"));
    const names = readdirSync(folder, { encoding: "buffer" }).map((name) =>
      name.toString("latin1"),
    );
    expect(names).toContain("\xff");
  });

  it("of 5,000 files without a process for each", async () => {
    const given = repository();
    const files: Record<string, string> = {};
    for (let at = 0; at < 5000; at++) {
      files[`d${String(at % 50)}/f${String(at)}`] = `file ${String(at)}\n`.repeat(50);
    }
    given.commit(files);
    rmSync(path.join(given.folder, "d0"), { recursive: true });
    const before = performance.now();
    for (let at = 0; at < 20; at++) given.git("version");
    const oneProcess = (performance.now() - before) / 20;
    const start = performance.now();
    const proven = await prove(given, "main");
    expect(proven.tree.files.size).toBe(5000);
    // A process for each file would take 5,000 times that, on this machine under its present load.
    expect(performance.now() - start).toBeLessThan(1500 * oneProcess);
  });
});

describe("GitSourceProver resolves a revision once", () => {
  it("peeling tags, in a folder and at a URL", async () => {
    const given = repository();
    const commit = given.commit(FILES);
    given.git("tag", "-a", "v1", "-m", "one");
    given.git("tag", "-a", "v1-again", "-m", "tag of a tag", "v1");
    given.commit({ "later.txt": "later" });
    const tagObject = given.git("rev-parse", "v1");
    const url = pathToFileURL(given.folder).href;
    for (const from of [given.folder, url]) {
      for (const revision of ["v1", "v1-again", "refs/tags/v1", tagObject, commit]) {
        expect([revision, (await prove(from, revision)).tree.commit]).toEqual([revision, commit]);
      }
    }
    expect((await prove(given, "HEAD~1")).tree.commit).toBe(commit);
    expect((await prove(given, commit.slice(0, 9))).tree.commit).toBe(commit);
  });

  it("and refuses one that names no commit", async () => {
    const given = repository();
    given.commit(FILES);
    const url = pathToFileURL(given.folder).href;
    const absent = "1".repeat(40);
    for (const revision of ["nope", absent, "HEAD:README.md", "", "a\nb", "a\0b", "--all", "-h"]) {
      await expect(prove(given, revision)).rejects.toEqual(code("commit-unknown"));
    }
    for (const revision of ["nope", absent, "README.md", "--upload-pack=x"]) {
      await expect(prove(url, revision)).rejects.toEqual(code("commit-unknown"));
    }
  });

  it("and says that a shallow clone lacks the commit", async () => {
    const given = repository();
    const old = given.commit({ a: "1" });
    given.commit({ a: "2" });
    const shallow = path.join(base, "shallow");
    given.git("clone", "--quiet", "--depth=1", pathToFileURL(given.folder).href, shallow);
    await expect(prove(shallow, old)).rejects.toThrow(/commit-unknown|shallow/);
  });

  it("and refuses an abbreviation or a name that two commits share", async () => {
    const given = repository();
    given.commit(FILES);
    given.git("tag", "both");
    given.commit({ "later.txt": "later" });
    given.git("branch", "both");
    await expect(prove(given, "both")).rejects.toMatchObject({
      code: "commit-ambiguous",
      found: "refname 'both' is ambiguous",
    });
    await expect(prove(pathToFileURL(given.folder).href, "both")).rejects.toEqual(
      code("commit-ambiguous"),
    );
    expect((await prove(given, "refs/tags/both")).tree.files.size).toBe(5);

    // Four hex digits are shared by two of a few hundred commits.
    const tree = given.git("rev-parse", "HEAD^{tree}");
    const seen = new Set<string>();
    for (let at = 0; ; at++) {
      const who = `A <a@example.test> ${String(at)} +0000`;
      const body = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n`;
      const id = given.store("commit", body);
      if (seen.has(id.slice(0, 4))) {
        const refused = prove(given, id.slice(0, 4));
        await expect(refused).rejects.toEqual(code("commit-ambiguous"));
        // Git's sentence and the candidates, on one line and without its advice.
        await expect(refused).rejects.toMatchObject({
          found: expect.stringMatching(
            /^short object ID [0-9a-f]{4} is ambiguous(: [0-9a-f]{4,40})?(, [0-9a-f]{4,40})+$/,
          ) as unknown,
        });
        return;
      }
      seen.add(id.slice(0, 4));
    }
  });

  it("taking a full id for the id, also where a branch is called like it", async () => {
    const given = repository();
    const commit = given.commit(FILES);
    const other = given.commit({ "later.txt": "later" });
    given.git("update-ref", `refs/heads/${commit}`, other);
    expect((await prove(given, commit)).tree.commit).toBe(commit);
  });

  it("and refuses what is no repository", async () => {
    const plain = path.join(base, "plain");
    mkdirSync(plain);
    const file = path.join(base, "file");
    writeFileSync(file, "");
    for (const from of [
      plain,
      file,
      path.join(base, "absent"),
      "http://host.test/x",
      "ssh://host.test/x",
      "git@host.test:owner/name",
      "ext::sh -c true",
      "https://",
      "file://host.test/x",
    ]) {
      await expect(prove(from)).rejects.toEqual(code("source-not-a-repository"));
    }
    await expect(prove(pathToFileURL(plain).href)).rejects.toEqual(code("repository-unreachable"));
    await expect(prove("ssh://user:secret@host.test/x")).rejects.not.toThrow(/secret/);
  });
});

describe("GitSourceProver takes nothing from the given work tree, index or configuration", () => {
  /** A clean clone's answer, against which every trick is held. */
  async function clean(given: GitRepository): Promise<string> {
    const clone = path.join(base, "clean");
    given.git("clone", "--quiet", "--no-local", ".", clone);
    return (await prove(clone)).tree.treeSha256;
  }

  it("under every trick at once: the same tree as a clean clone", async () => {
    const given = repository();
    given.commit({ "src/a.txt": "first\n" });
    const commit = given.commit({
      ...FILES,
      ".gitattributes": "*.txt filter=evil export-subst\n",
      ".gitignore": "*.m4\n",
      "assumed.txt": "honest\n",
      "skipped.txt": "honest\n",
    });
    const expected = await clean(given);

    given.git("update-index", "--assume-unchanged", "assumed.txt");
    given.git("update-index", "--skip-worktree", "skipped.txt");
    given.write({
      "assumed.txt": "tampered\n",
      "skipped.txt": "tampered\n",
      "build-to-host.m4": "serial 30\n",
      "untracked.c": "x",
    });
    // A replaced commit, and a history that claims another parent.
    given.git("checkout", "--quiet", "--orphan", "fake");
    const fake = given.commit({ "src/a.txt": "replaced\n" });
    given.git("checkout", "--quiet", "-f", "main");
    given.git("replace", commit, fake);
    mkdirSync(path.join(given.folder, ".git", "info"), { recursive: true });
    writeFileSync(path.join(given.folder, ".git", "info", "grafts"), `${commit} ${fake}\n`);
    writeFileSync(path.join(given.folder, ".git", "info", "attributes"), "* export-ignore\n");
    // Programs that git would run.
    const traps = ["filter", "monitor", "hook", "pack", "fetcher", "ssh", "pager"].map(trap);
    const [filter, monitor, hook, pack, fetcher, ssh, pager] = traps.map((one) => one.program);
    given.git("config", "filter.evil.smudge", filter!);
    given.git("config", "filter.evil.clean", filter!);
    given.git("config", "filter.evil.required", "true");
    given.git("config", "core.fsmonitor", monitor!);
    given.git("config", "uploadpack.packObjectsHook", pack!);
    given.git("config", "core.sshCommand", ssh!);
    given.git("config", "core.pager", pager!);
    given.git("config", "remote.origin.url", base);
    given.git("config", "remote.origin.uploadpack", fetcher!);
    given.git("config", "remote.origin.promisor", "true");
    given.git("config", "extensions.partialClone", "origin");
    given.git("config", "protocol.ext.allow", "always");
    given.git("config", "http.extraheader", "Authorization: Basic c2VjcmV0");
    for (const name of [
      "post-checkout",
      "reference-transaction",
      "pre-auto-gc",
      "post-index-change",
    ]) {
      const place = path.join(given.folder, ".git", "hooks", name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, readFileSync(hook!), { mode: 0o755 });
    }

    const proven = await prove(given, commit);
    expect(proven.tree.commit).toBe(commit);
    expect(proven.tree.treeSha256).toBe(expected);
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "assumed.txt"), "utf8")).toBe("honest\n");
    expect(readFileSync(path.join(folder, "skipped.txt"), "utf8")).toBe("honest\n");
    expect(readFileSync(path.join(folder, "src/a.txt"), "utf8")).toBe("a\r\n");
    expect(existsSync(path.join(folder, "build-to-host.m4"))).toBe(false);
    expect(existsSync(path.join(folder, "untracked.c"))).toBe(false);
    for (const { mark } of traps) expect([mark, existsSync(mark)]).toEqual([mark, false]);
    const copied = readFileSync(path.join(folder, ".git", "config"), "utf8");
    expect(copied).not.toMatch(/extraheader|filter|remote|fsmonitor/i);
  });

  it("with variables of the caller that point git elsewhere", async () => {
    const given = repository();
    given.commit(FILES);
    const decoy = new GitRepository(path.join(base, "decoy"));
    decoy.commit({ decoy: "decoy" });
    const { program, mark } = trap("askpass");
    const hostile = {
      GIT_DIR: path.join(decoy.folder, ".git"),
      GIT_WORK_TREE: decoy.folder,
      GIT_OBJECT_DIRECTORY: path.join(decoy.folder, ".git", "objects"),
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: program,
      GIT_SSH_COMMAND: program,
      GIT_TEMPLATE_DIR: decoy.folder,
    };
    const before = { ...process.env };
    Object.assign(process.env, hostile);
    try {
      const { tree } = await prove(given, "HEAD", { environment: process.env });
      expect(tree.files.has(pathFromText("README.md"))).toBe(true);
    } finally {
      for (const name of Object.keys(hostile)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
    }
    expect(existsSync(mark)).toBe(false);
  });

  it("with a fake git first in PATH", async () => {
    const given = repository();
    given.commit(FILES);
    const { program, mark } = trap("git");
    const before = process.env["PATH"];
    process.env["PATH"] = `${path.dirname(program)}:${before ?? ""}`;
    try {
      expect((await prove(given)).tree.files.size).toBe(5);
    } finally {
      process.env["PATH"] = before;
    }
    expect(existsSync(mark)).toBe(false);
  });

  it("through alternates, whose objects are proven like any other", async () => {
    const given = repository();
    given.commit(FILES);
    const expected = (await prove(given)).tree.treeSha256;
    const shared = path.join(base, "shared");
    given.git("clone", "--quiet", "--shared", ".", shared);
    expect(existsSync(path.join(shared, ".git/objects/info/alternates"))).toBe(true);
    expect((await prove(shared)).tree.treeSha256).toBe(expected);
  });

  it("and fails on a partial clone instead of fetching for it", async () => {
    const given = repository();
    given.commit(FILES);
    given.git("config", "uploadpack.allowFilter", "true");
    const partial = path.join(base, "partial");
    const url = pathToFileURL(given.folder).href;
    given.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", url, partial);
    const { program, mark } = trap("fetcher");
    execFileSync("git", ["-C", partial, "config", "remote.origin.uploadpack", program]);
    await expect(prove(partial)).rejects.toEqual(code("git-failed"));
    expect(existsSync(mark)).toBe(false);
  });
});

describe("GitSourceProver refuses what it cannot prove", () => {
  it("a blob, a tree or a commit whose bytes have another id", async () => {
    for (const kind of ["blob", "tree", "commit"] as const) {
      const given = new GitRepository(path.join(base, `damaged-${kind}`));
      const commit = given.commit({ "src/a.txt": "honest\n" });
      const named = { blob: "HEAD:src/a.txt", tree: "HEAD:src", commit: "HEAD" }[kind];
      const id = given.git("rev-parse", named);
      const forged = {
        blob: "tampered\n",
        tree: given.gitWith({}, "cat-file", "-p", "HEAD:src") && treeOf(given),
        commit: given.git("cat-file", "commit", "HEAD").replace("change", "chance") + "\n",
      }[kind];
      const other = given.store(kind, forged);
      // The forged object's file under the honest id: what a thief of the object folder would leave.
      const objects = path.join(given.folder, ".git", "objects");
      const place = path.join(objects, id.slice(0, 2), id.slice(2));
      chmodSync(place, 0o644);
      writeFileSync(place, readFileSync(path.join(objects, other.slice(0, 2), other.slice(2))));
      // git itself notices on the way into the store, or we do: it must never come through.
      await expect(prove(given, commit)).rejects.toMatchObject({
        code: expect.stringMatching(/^(git-failed|object-mismatch|commit-unknown)$/) as unknown,
      });
    }
    function treeOf(given: GitRepository): Buffer {
      const blob = given.store("blob", "tampered\n");
      return Buffer.concat([Buffer.from("100644 a.txt\0"), Buffer.from(blob, "hex")]);
    }
  });

  it.each([
    ["..", "path-unsafe"],
    [".", "path-unsafe"],
    [".git", "path-unsafe"],
    [".GIT", "path-unsafe"],
    ["git~1", "path-unsafe"],
    [".git. .", "path-unsafe"],
    [".git::$INDEX_ALLOCATION", "path-unsafe"],
    [".g\xe2\x80\x8cit", "path-unsafe"],
    ["a\\.git", "path-unsafe"],
    ["a/b", "path-unsafe"],
  ])("a tree with an entry called %j", async (name, expected) => {
    const given = repository();
    given.commit({});
    const commit = given.commitTree(given.storeTree([["100644", name, given.store("blob", "x")]]));
    await expect(prove(given, commit)).rejects.toEqual(code(expected));
  });

  it("a link that leaves the tree, also through another link", async () => {
    for (const links of [
      { out: "/etc/passwd" },
      { out: "../secret" },
      { "deep/x": "..", out: "deep/x/../secret" },
    ] as Record<string, string>[]) {
      const given = new GitRepository(mkdtempSync(path.join(base, "links-")));
      const files = Object.entries(links).map(([name, link]) => [name, { link }] as const);
      given.commit(Object.fromEntries(files));
      await expect(prove(given)).rejects.toEqual(code("path-unsafe"));
    }
  });

  it("a path or a link target that no system opens", async () => {
    const given = repository();
    given.commit({});
    const blob = given.store("blob", "x");
    const nested = (levels: number): string => {
      let tree = given.storeTree([["100644", "f", blob]]);
      for (let at = 0; at < levels; at++)
        tree = given.storeTree([["40000", "d".repeat(240), tree]]);
      return tree;
    };
    await expect(prove(given, given.commitTree(nested(17)))).rejects.toEqual(code("path-unsafe"));
    expect((await prove(given, given.commitTree(nested(16)))).tree.files.size).toBe(1);
    for (const [length, expected] of [
      [4097, "path-unsafe"],
      [0, "path-unsafe"],
    ] as const) {
      const target = given.store("blob", "t".repeat(length));
      const commit = given.commitTree(given.storeTree([["120000", "link", target]]));
      await expect(prove(given, commit)).rejects.toEqual(code(expected));
    }
  });

  it("more paths or bytes than the limits allow, counting one tree at many places each time", async () => {
    const given = repository();
    given.commit({});
    let tree = given.storeTree([["100644", "f", given.store("blob", "x".repeat(100))]]);
    for (let depth = 0; depth < 12; depth++) {
      const below = tree;
      tree = given.storeTree(["a", "b", "c", "d"].map((name) => ["40000", name, below]));
    }
    const commit = given.commitTree(tree);
    const paths = { paths: 20_000, objectBytes: 1e6, totalBytes: 1e6 };
    await expect(prove(given, commit, { limits: paths })).rejects.toEqual(code("source-too-large"));

    const limits = { paths: 10, objectBytes: 1000, totalBytes: 1000 };
    const small = new GitRepository(path.join(base, "small"));
    small.commit({ a: "a".repeat(1001) });
    await expect(prove(small, "HEAD", { limits })).rejects.toEqual(code("source-too-large"));
    small.commit({ a: "a" }, "m".repeat(2000));
    await expect(prove(small, "HEAD", { limits })).rejects.toEqual(code("source-too-large"));
  });

  it("to work with a git that anybody but root could have written", async () => {
    const given = repository();
    given.commit(FILES);
    const { program } = trap("git");
    if (process.getuid?.() === 0) chownSync(program, 65534, 65534);
    await expect(prove(given, "HEAD", { gitCandidates: [program] })).rejects.toEqual(
      code("git-missing"),
    );
    const writable = path.join(base, "writable-git");
    writeFileSync(writable, "", { mode: 0o755 });
    chmodSync(writable, 0o775);
    const absent = path.join(base, "absent");
    await expect(prove(given, "HEAD", { gitCandidates: [writable, absent] })).rejects.toEqual(
      code("git-missing"),
    );
  });

  it("to go on once it is interrupted", async () => {
    const given = repository();
    given.commit(FILES);
    const controller = new AbortController();
    controller.abort();
    await expect(prove(given, "HEAD", {}, controller.signal)).rejects.toEqual(code("interrupted"));
    const later = new AbortController();
    const proven = await prove(given, "HEAD", {}, later.signal);
    later.abort();
    const parent = await scratch.directory("build");
    await expect(proven.checkOut(parent)).rejects.toEqual(code("interrupted"));
  });
});

describe("GitSourceProver tells", () => {
  it("of a dirty work tree, tracked, untracked and ignored, and builds the commit", async () => {
    const given = repository();
    given.commit({ ...FILES, ".gitignore": "*.m4\nbuild/\n" });
    given.write({ "README.md": "changed\n", "new.c": "x", "m.m4": "x", "build/x.o": "x" });
    rmSync(path.join(given.folder, "src/deep/b.txt"));
    chmodSync(path.join(given.folder, "bin/run"), 0o644);
    const proven = await prove(given);
    expect(progress.notices).toEqual([
      {
        code: "dirty-work-tree",
        message:
          "The work tree differs from the commit: 3 changed (README.md, bin/run, src/deep/b.txt), " +
          "1 not in the commit (new.c), 2 ignored (build/, m.m4). The commit is built, not the work tree.",
      },
    ]);
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "README.md"), "utf8")).toBe("hello\n");
    expect(existsSync(path.join(folder, "m.m4"))).toBe(false);
  });

  it("of a change of the same length, and of a link that points elsewhere", async () => {
    const given = repository();
    given.commit(FILES);
    given.write({ "README.md": "hellO\n" });
    rmSync(path.join(given.folder, "link"));
    given.write({ link: { link: "README.md" } });
    await prove(given);
    expect(progress.notices[0]?.message).toContain("2 changed (README.md, link)");
  });

  it("of no more than is there: a folder that became a link is not entered", async () => {
    const given = repository();
    given.commit(FILES);
    const outside = path.join(base, "outside");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "foreign"), "x");
    rmSync(path.join(given.folder, "src/deep"), { recursive: true });
    given.write({ "src/deep": { link: outside } });
    await prove(given);
    expect(progress.notices[0]?.message).toContain("1 changed (src/deep/b.txt)");
    expect(progress.notices[0]?.message).not.toContain("foreign");
  });

  it("nothing of a work tree that is at another commit", async () => {
    const given = repository();
    const old = given.commit(FILES);
    given.commit({ "README.md": "newer\n" });
    given.write({ "untracked.c": "x" });
    await prove(given, old);
    expect(progress.notices).toEqual([]);
  });

  it("of submodules, which stay empty, and of LFS pointers", async () => {
    const given = repository();
    given.commit({
      "big.bin": `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 1\n`,
    });
    given.git("update-index", "--add", "--cacheinfo", `160000,${"b".repeat(40)},vendor/lib`);
    given.git("commit", "--quiet", "-m", "submodule");
    given.git("checkout", "--quiet", "--detach");
    mkdirSync(path.join(given.folder, "vendor/lib"), { recursive: true });
    const proven = await prove(given);
    expect(progress.codes).toEqual(["submodule-unverified", "lfs-pointer"]);
    expect(progress.notices[0]?.message).toContain("vendor/lib");
    expect(progress.notices[1]?.message).toContain("big.bin");
    expect(proven.tree.files.get(pathFromText("vendor/lib"))).toEqual({
      mode: "160000",
      objectId: "b".repeat(40),
      sha256: null,
      size: 0,
    });
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(readdirSync(path.join(folder, "vendor/lib"))).toEqual([]);
    expect(await proven.readBlob(pathFromText("vendor/lib"), 100)).toBeUndefined();
  });
});

describe("a proven source is written out", () => {
  it("as raw blobs with plain modes and the commit's time, whatever the umask", async () => {
    const given = repository();
    given.commit(FILES);
    const proven = await prove(given);
    const mask = process.umask(0o077);
    let folder: string;
    try {
      folder = await proven.checkOut(await scratch.directory("build"));
    } finally {
      process.umask(mask);
    }
    expect(written(folder)).toEqual({
      "README.md": "644 hello\n",
      "bin/": "755",
      "bin/run": "755 #!/bin/sh\n",
      link: "-> src/a.txt",
      "src/": "755",
      "src/a.txt": "644 a\r\n",
      "src/deep/": "755",
      "src/deep/b.txt": "644 ",
    });
    for (const name of ["README.md", "bin", "link", "src/deep", "src/deep/b.txt"]) {
      expect([name, lstatSync(path.join(folder, name)).mtimeMs]).toEqual([
        name,
        FIRST_COMMIT_TIME * 1000,
      ]);
    }
  });

  it("with a repository of its own: clean, detached, with tags and history, without a remote", async () => {
    const given = repository();
    given.commit({ a: "1" });
    given.git("tag", "-a", "v1.0", "-m", "one");
    const commit = given.commit(FILES);
    given.git("tag", "light");
    given.commit({ a: "later" });
    given.git("tag", "later");
    const proven = await prove(given, commit);
    const folder = await proven.checkOut(await scratch.directory("build"));
    const ask = (...args: string[]): string =>
      execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" }).trimEnd();
    expect(ask("status", "--porcelain", "--ignored")).toBe("");
    expect(ask("diff-index", "HEAD")).toBe("");
    expect(ask("describe", "--tags", "--match", "v*", "--dirty")).toBe(
      `v1.0-1-g${commit.slice(0, 7)}`,
    );
    expect(ask("tag")).toBe("light\nv1.0");
    expect(ask("rev-list", "--count", "HEAD")).toBe("2");
    expect(ask("ls-files").split("\n")).toHaveLength(6);
    expect(ask("remote")).toBe("");
    expect(ask("for-each-ref", "--format=%(refname)")).toBe("refs/tags/light\nrefs/tags/v1.0");
    expect(existsSync(path.join(folder, ".git", "hooks"))).toBe(false);
    expect(readFileSync(path.join(folder, ".git", "HEAD"), "utf8").trim()).toBe(commit);
  });

  it("as shallow as the source is, with the tags of the commit", async () => {
    const given = repository();
    given.commit({ a: "1" });
    given.commit(FILES);
    given.git("tag", "v2");
    const shallow = path.join(base, "shallow");
    given.git("clone", "--quiet", "--depth=1", pathToFileURL(given.folder).href, shallow);
    const proven = await prove(shallow);
    const folder = await proven.checkOut(await scratch.directory("build"));
    expect(execFileSync("git", ["-C", folder, "describe", "--tags"], { encoding: "utf8" })).toBe(
      "v2\n",
    );
  });

  it("twice, each apart from the other and from the proven store", async () => {
    const given = repository();
    given.commit(FILES);
    const proven = await prove(given);
    const first = await proven.checkOut(await scratch.directory("build"));
    writeFileSync(path.join(first, "README.md"), "poisoned");
    rmSync(path.join(first, ".git"), { recursive: true });
    const second = await proven.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(second, "README.md"), "utf8")).toBe("hello\n");
    expect(await proven.readBlob(pathFromText("README.md"), 100)).toEqual(Buffer.from("hello\n"));
  });

  it("never over something that is there already", async () => {
    const given = repository();
    given.commit(FILES);
    const proven = await prove(given);
    const parent = await scratch.directory("build");
    mkdirSync(path.join(parent, "source"));
    await expect(proven.checkOut(parent)).rejects.toEqual(code("disk-failed"));
  });
});

describe("a proven source reads blobs", () => {
  it("by path, within the limit, and nothing else", async () => {
    const given = repository();
    given.commit(FILES);
    const proven = await prove(given);
    expect(await proven.readBlob(pathFromText("README.md"), 6)).toEqual(Buffer.from("hello\n"));
    expect(await proven.readBlob(pathFromText("README.md"), 5)).toBeUndefined();
    expect(await proven.readBlob(pathFromText("src/deep/b.txt"), 0)).toEqual(Buffer.alloc(0));
    expect(await proven.readBlob(pathFromText("absent"), 100)).toBeUndefined();
    const many = await Promise.all(
      Array.from({ length: 50 }, () => proven.readBlob(pathFromText("README.md"), 6)),
    );
    expect(new Set(many.map((one) => String(Buffer.from(one!))))).toEqual(new Set(["hello\n"]));
  });
});

describe("a proven source reads no blob", () => {
  it("whose bytes are not those that were proven, or that is gone", async () => {
    const given = repository();
    given.commit(FILES);
    const proven = await prove(given);
    const name = pathFromText("README.md");
    // What a collision in SHA-1 would look like: the id holds and the digest does not.
    const files = proven.tree.files as Map<PathBytes, SourceFile>;
    const honest = files.get(name)!;
    files.set(name, { ...honest, sha256: sha256Hex(Buffer.from("other")) });
    await expect(proven.readBlob(name, 100)).rejects.toEqual(code("object-mismatch"));
    files.set(name, { ...honest, objectId: "1".repeat(40) });
    await expect(proven.readBlob(name, 100)).rejects.toEqual(code("git-failed"));
    files.set(name, honest);
    expect(await proven.readBlob(name, 100)).toEqual(Buffer.from("hello\n"));
  });
});

describe("a proven source names ignore rules", () => {
  it("of the commit's own files alone", async () => {
    const given = repository();
    given.commit({
      ".gitignore": "*.log\n!keep.log\n/build/\n",
      "m4/.gitignore": "# gettext\nbuild-to-host.m4\n",
      "src/a.c": "x",
    });
    mkdirSync(path.join(given.folder, ".git", "info"), { recursive: true });
    appendFileSync(path.join(given.folder, ".git", "info", "exclude"), "*.secret\n");
    given.git("config", "core.excludesFile", path.join(base, "excludes"));
    writeFileSync(path.join(base, "excludes"), "*.personal\n");
    given.write({ ".gitignore": "*.dirty\n" });
    const proven = await prove(given);
    const asked = [
      "m4/build-to-host.m4",
      "build-to-host.m4",
      "a.log",
      "deep/er/b.log",
      "keep.log",
      ":(top)c.log",
      "build/x.o",
      "build/",
      "src/a.c",
      "x.secret",
      "x.personal",
      "x.dirty",
      "../out.log",
      "/abs.log",
      "nul\0.log",
      ".git/x.log",
    ];
    const rules = await proven.ignoreRules(asked.map(pathFromText));
    expect(Object.fromEntries([...rules].map(([name, rule]) => [displayPath(name), rule]))).toEqual(
      {
        "m4/build-to-host.m4": { file: "m4/.gitignore", line: 2, pattern: "build-to-host.m4" },
        "a.log": { file: ".gitignore", line: 1, pattern: "*.log" },
        "deep/er/b.log": { file: ".gitignore", line: 1, pattern: "*.log" },
        ":(top)c.log": { file: ".gitignore", line: 1, pattern: "*.log" },
        "build/x.o": { file: ".gitignore", line: 3, pattern: "/build/" },
        "build/": { file: ".gitignore", line: 3, pattern: "/build/" },
      },
    );
    expect((await proven.ignoreRules([])).size).toBe(0);
  });
});
