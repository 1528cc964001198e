import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { displayPath, pathFromText } from "../../src/core/path-bytes.ts";
import { GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let progress: RecordedProgress;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "submodules-test-")));
  scratch = await openScratch();
  progress = new RecordedProgress();
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

function prove(repository: string, submodules = true): Promise<ProvenSource> {
  return new GitSourceProver({ environment: {} }).prove(
    { repository, revision: "HEAD", submodules },
    scratch,
    progress,
    new AbortController().signal,
  );
}

function make(name: string): GitRepository {
  return new GitRepository(path.join(base, name));
}

/** Commits a gitlink and what `.gitmodules` says of it, as a hostile author would: by hand. */
function link(given: GitRepository, at: string, commit: string, gitmodules: string): string {
  given.write({ ".gitmodules": gitmodules, "main.c": "int main;\n" });
  given.git("add", ".gitmodules", "main.c");
  given.git("update-index", "--add", "--cacheinfo", `160000,${commit},${at}`);
  given.git("commit", "--quiet", "-m", "link");
  mkdirSync(path.join(given.folder, at), { recursive: true });
  return given.git("rev-parse", "HEAD");
}

function section(at: string, url: string, name = at): string {
  return `[submodule "${name}"]\n\tpath = ${at}\n\turl = ${url}\n`;
}

/** `app` with `vendor/lib`, which has `deep` in turn, all beside each other. */
function nested(): { readonly app: GitRepository; readonly lib: GitRepository } {
  const deep = make("deep");
  const deepCommit = deep.commit({ "deep.c": "int deep;\n" });
  const lib = make("lib");
  lib.commit({ "lib.c": "int lib;\n" });
  const libCommit = link(lib, "deep", deepCommit, section("deep", "../deep"));
  const app = make("app");
  link(app, "vendor/lib", libCommit, section("vendor/lib", "../lib"));
  // What comes later in the submodule is not what the commit names.
  lib.commit({ "lib.c": "later\n" });
  return { app, lib };
}

describe("submodules", () => {
  it("are proven at the commits of their gitlinks, at every depth, and given to the build", async () => {
    const { app } = nested();
    const plain = await prove(app.folder, false);
    expect(progress.codes).toEqual(["submodule-unverified"]);
    progress = new RecordedProgress();
    const { tree, ...proven } = await prove(pathToFileURL(app.folder).href);
    expect(progress.codes).toEqual([]);
    // The digest is the commit's, with or without them.
    expect(tree.treeSha256).toBe(plain.tree.treeSha256);
    expect(tree.submodules?.map((one) => [displayPath(one.path), one.repository])).toEqual([
      ["vendor/lib", pathToFileURL(path.join(base, "lib")).href],
      ["vendor/lib/deep", pathToFileURL(path.join(base, "deep")).href],
    ]);
    expect(tree.files.get(pathFromText("vendor/lib/lib.c"))?.sha256).toBe(
      sha256Hex(Buffer.from("int lib;\n")),
    );
    const source = await prove(pathToFileURL(app.folder).href);
    expect(proven).toBeDefined();
    expect(await source.readBlob(pathFromText("vendor/lib/deep/deep.c"), 100)).toEqual(
      Buffer.from("int deep;\n"),
    );
    const folder = await source.checkOut(await scratch.directory("build"));
    expect(readFileSync(path.join(folder, "vendor/lib/deep/deep.c"), "utf8")).toBe("int deep;\n");
    expect(readFileSync(path.join(folder, "vendor/lib/lib.c"), "utf8")).toBe("int lib;\n");
    const ask = (at: string, ...args: string[]) =>
      execFileSync("git", ["-C", path.join(folder, at), ...args], { encoding: "utf8" }).trimEnd();
    for (const at of ["", "vendor/lib", "vendor/lib/deep"]) {
      expect([at, ask(at, "status", "--porcelain")]).toEqual([at, ""]);
    }
    expect(ask("vendor/lib", "rev-parse", "HEAD")).toBe(tree.submodules?.[0]?.commit);
    expect(ask("", "ls-files", "--recurse-submodules").split("\n")).toContain(
      "vendor/lib/deep/deep.c",
    );
  });

  it("come from the clone itself where it has them", async () => {
    const { app } = nested();
    const clone = path.join(base, "clone");
    const allow = ["-c", "protocol.file.allow=always"];
    app.git(...allow, "clone", "--quiet", "--recurse-submodules", app.folder, clone);
    // Nobody could answer any more.
    for (const gone of ["lib", "deep"]) rmSync(path.join(base, gone), { recursive: true });
    const { tree } = await prove(clone);
    expect(tree.submodules?.map(({ path: at }) => displayPath(at))).toEqual([
      "vendor/lib",
      "vendor/lib/deep",
    ]);
    expect(progress.codes).toEqual([]);
  });

  it("are refused when nobody has the commit, and not guessed at", async () => {
    const { app } = nested();
    // A clone without them, and a relative URL that is relative to nothing.
    await expect(prove(app.folder)).rejects.toMatchObject({ code: "submodule-unavailable" });
    const lost = make("lost");
    link(lost, "x", "1".repeat(40), section("y", "https://host.invalid/x"));
    await expect(prove(lost.folder)).rejects.toMatchObject({ code: "submodule-unavailable" });
    rmSync(path.join(base, "lib"), { recursive: true });
    await expect(prove(pathToFileURL(app.folder).href)).rejects.toMatchObject({
      code: expect.stringMatching(/^(git-failed|repository-unreachable)$/) as unknown,
    });
  });

  it("are proven from their bytes: a damaged one is refused", async () => {
    const { app, lib } = nested();
    const blob = lib.git("rev-parse", "HEAD~1:lib.c");
    const other = lib.store("blob", "tampered\n");
    const objects = path.join(lib.folder, ".git", "objects");
    const at = (id: string) => path.join(objects, id.slice(0, 2), id.slice(2));
    rmSync(at(blob));
    cpSync(at(other), at(blob));
    await expect(prove(pathToFileURL(app.folder).href)).rejects.toMatchObject({
      code: expect.stringMatching(/^(git-failed|object-mismatch)$/) as unknown,
    });
  });

  it("may be pointed into by links of the superproject, but lead nobody out of the tree", async () => {
    const lib = make("lib");
    const commit = lib.commit({ "x.c": "x", up: { link: "../.." } });
    const app = make("app");
    app.commit({ honest: { link: "vendor/lib/x.c" } });
    link(app, "vendor/lib", commit, section("vendor/lib", "../lib"));
    const url = pathToFileURL(app.folder).href;
    expect((await prove(url)).tree.files.has(pathFromText("honest"))).toBe(true);
    // Harmless as text on both sides: it takes both trees to see where it leads.
    app.write({ out: { link: "vendor/lib/up/../secret" } });
    app.git("add", "out");
    app.git("commit", "--quiet", "-m", "out");
    await expect(prove(url)).rejects.toMatchObject({ code: "path-unsafe" });
  });
});

describe("a hostile .gitmodules", () => {
  const COMMIT = "1".repeat(40);

  it.each([
    ["an absolute file: URL (CVE-2022-39253)", section("x", "file:///etc/repository")],
    ["a path", section("x", "/etc/repository")],
    ["a command (ext:)", section("x", "ext::sh -c touch% ran")],
    ["ssh:", section("x", "ssh://-oProxyCommand=touch/x")],
    ["the scp form", section("x", "git@host.invalid:owner/name")],
    ["plain http:", section("x", "http://host.invalid/x")],
    ["an option for a URL (CVE-2018-17456)", section("x", "--upload-pack=touch ran")],
    ["an option behind the colon (CVE-2018-17456)", section("x", "-u./payload")],
    ["a user name (host confusion)", section("x", "https://good.test@host.invalid/x")],
    ["a backslash (host confusion)", section("x", '"https://host.invalid\\\\@good.test/x"')],
    [
      "a line break in the URL (CVE-2020-5260)",
      section("x", '"https://host.invalid/a\\nhost=good.test"'),
    ],
    ["a name that climbs (CVE-2018-11235)", section("x", "https://host.invalid/x", "../../x")],
    ["a name that is an option", section("x", "https://host.invalid/x", "--x")],
    ["two sections for one path", section("x", "../a", "a") + section("x", "../b", "b")],
    ["two URLs for one name", section("x", "../a") + '[submodule "x"]\n\turl = ../b\n'],
    ["a file that git cannot read", "[submodule"],
  ])("with %s is refused", async (_, gitmodules) => {
    const app = make("app");
    link(app, "x", COMMIT, gitmodules);
    await expect(prove(pathToFileURL(app.folder).href)).rejects.toMatchObject({
      code: "submodule-unsafe",
    });
    expect(existsSync(path.join(base, "ran"))).toBe(false);
  });

  it("with a path that ends in a carriage return is refused (CVE-2025-48384)", async () => {
    const app = make("app");
    app.write({ ".gitmodules": '[submodule "x"]\n\tpath = "x\r"\n\turl = ../lib\n' });
    app.git("add", ".gitmodules");
    const blob = app.git("rev-parse", ":.gitmodules");
    const commit = app.commitTree(
      app.storeTree([
        ["100644", ".gitmodules", blob],
        ["160000", "x\r", COMMIT],
      ]),
    );
    app.git("update-ref", "HEAD", commit);
    await expect(prove(pathToFileURL(app.folder).href)).rejects.toMatchObject({
      code: "submodule-unsafe",
    });
  });

  it("includes no file, and its update command is never run (CVE-2019-19604)", async () => {
    const lib = make("lib");
    const commit = lib.commit({ "x.c": "x" });
    writeFileSync(path.join(base, "included"), section("x", "https://host.invalid/x"));
    const app = make("app");
    const ran = path.join(base, "ran");
    const include = `[include]\n\tpath = ${path.join(base, "included")}\n`;
    link(app, "x", commit, `${section("x", "../lib")}\tupdate = !touch ${ran}\n${include}`);
    const source = await prove(pathToFileURL(app.folder).href);
    await source.checkOut(await scratch.directory("build"));
    expect(existsSync(ran)).toBe(false);
    expect(source.tree.submodules).toHaveLength(1);
  });

  it("that is a link, or is not there, names nothing", async () => {
    const app = make("app");
    app.commit({});
    const target = app.store("blob", "real");
    const real = app.store("blob", section("x", "../lib"));
    const lines = [
      ["120000", ".gitmodules", target],
      ["100644", "real", real],
      ["160000", "x", COMMIT],
    ] as const;
    for (const tree of [lines, lines.slice(1)]) {
      const commit = app.commitTree(app.storeTree(tree));
      app.git("update-ref", "HEAD", commit);
      await expect(prove(pathToFileURL(app.folder).href)).rejects.toMatchObject({
        code: "submodule-unavailable",
      });
    }
  });
});

describe("a hostile local clone", () => {
  it("whose submodule runs a program when it is served, or lends objects by hard links, does nothing", async () => {
    const { app } = nested();
    const clone = path.join(base, "clone");
    const allow = ["-c", "protocol.file.allow=always"];
    app.git(...allow, "clone", "--quiet", "--recurse-submodules", app.folder, clone);
    const ran = path.join(base, "ran");
    const program = path.join(base, "program");
    writeFileSync(program, `#!/bin/sh\ntouch ${ran}\nexit 1\n`, { mode: 0o755 });
    const modules = path.join(clone, ".git/modules/vendor/lib");
    for (const [key, value] of [
      ["uploadpack.packObjectsHook", program],
      ["core.fsmonitor", program],
      ["remote.origin.uploadpack", program],
      ["remote.origin.promisor", "true"],
      ["extensions.partialClone", "origin"],
    ] as const) {
      execFileSync("git", ["config", "--file", path.join(modules, "config"), key, value]);
    }
    const source = await prove(clone);
    const folder = await source.checkOut(await scratch.directory("build"));
    expect(existsSync(ran)).toBe(false);
    // CVE-2024-32020: a file of the clone that is linked into the build could be written from there.
    const packs = (at: string) =>
      readdirSync(at, { recursive: true, encoding: "utf8" })
        .map((name) => statSync(path.join(at, name)))
        .filter((facts) => facts.isFile());
    const built = packs(path.join(folder, "vendor/lib/.git/objects"));
    expect(built.length).toBeGreaterThan(0);
    expect(built.every(({ nlink }) => nlink === 1)).toBe(true);
  });
});
