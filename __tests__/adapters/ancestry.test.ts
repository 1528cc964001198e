import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { GitRepository } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let given: GitRepository;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "ancestry-test-")));
  scratch = await openScratch();
  given = new GitRepository(path.join(base, "given"));
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

function prove(
  revision: string,
  reachableFrom: readonly string[],
  repository = given.folder,
): Promise<ProvenSource> {
  return new GitSourceProver({ environment: {} }).prove(
    { repository, revision, reachableFrom },
    scratch,
    new RecordedProgress(),
    new AbortController().signal,
  );
}

const UNREACHABLE = { code: "commit-unreachable" };

describe("a commit that must be in the history of an allowed ref", () => {
  it("passes at its tip and anywhere below it, also through a merge and by a tag object", async () => {
    const first = given.commit({ a: "1" });
    given.git("checkout", "--quiet", "-b", "topic");
    const merged = given.commit({ b: "1" });
    given.git("checkout", "--quiet", "main");
    given.commit({ c: "1" });
    given.git("merge", "--quiet", "--no-edit", "topic");
    given.git("branch", "--quiet", "-D", "topic");
    given.git("tag", "-a", "v1", "-m", "one");
    const tip = given.commit({ a: "2" });
    const url = pathToFileURL(given.folder).href;
    for (const repository of [given.folder, url]) {
      for (const commit of [first, merged, tip]) {
        expect((await prove(commit, ["main"], repository)).tree.commit).toBe(commit);
      }
      expect((await prove(merged, ["none", "v*"], repository)).tree.commit).toBe(merged);
      await expect(prove(tip, ["refs/tags/v1"], repository)).rejects.toMatchObject(UNREACHABLE);
    }
  });

  it("is refused beside it, ahead of it, and where no such ref is", async () => {
    given.commit({ a: "1" });
    given.git("checkout", "--quiet", "-b", "fork");
    const fork = given.commit({ a: "evil" });
    given.git("tag", "v1.0.0");
    given.git("checkout", "--quiet", "main");
    given.commit({ a: "2" });
    const url = pathToFileURL(given.folder).href;
    for (const repository of [given.folder, url]) {
      // The tag alone is what an attacker can point at a fork's commit.
      await expect(prove("v1.0.0", ["main"], repository)).rejects.toMatchObject(UNREACHABLE);
      await expect(prove(fork, ["ma"], repository)).rejects.toMatchObject({
        ...UNREACHABLE,
        found: "no ref ma",
      });
      expect((await prove("v1.0.0", ["f*k"], repository)).tree.commit).toBe(fork);
      // A dot is a dot.
      await expect(prove(fork, ["f.rk"], repository)).rejects.toMatchObject(UNREACHABLE);
    }
  });

  it("is not let through by a graft or a replaced parent", async () => {
    const main = given.commit({ a: "1" });
    given.git("checkout", "--quiet", "--orphan", "fork");
    const fork = given.commit({ a: "evil" });
    given.git("checkout", "--quiet", "main");
    given.git("replace", "--graft", main, fork);
    expect(given.git("rev-list", "main").split("\n")).toContain(fork);
    await expect(prove(fork, ["main"])).rejects.toMatchObject(UNREACHABLE);
  });

  it("is looked for as far as a shallow clone goes, and the refusal says that it ends", async () => {
    const old = given.commit({ a: "1" });
    given.commit({ a: "2" });
    given.commit({ a: "3" });
    const tip = given.commit({ a: "4" });
    const shallow = path.join(base, "shallow");
    given.git("clone", "--quiet", "--depth=2", pathToFileURL(given.folder).href, shallow);
    given.git("-C", shallow, "fetch", "--quiet", "--depth=1", "origin", `${old}:refs/heads/old`);
    expect((await prove(tip, ["main"], shallow)).tree.commit).toBe(tip);
    await expect(prove(old, ["main"], shallow)).rejects.toMatchObject({
      ...UNREACHABLE,
      found: expect.stringContaining("as far as this shallow clone has it") as unknown,
    });
    expect((await prove(old, ["main"])).tree.commit).toBe(old);
  });

  it("is found in the branches of the remote that a clone knows", async () => {
    given.commit({ a: "1" });
    const clone = path.join(base, "clone");
    given.git("clone", "--quiet", given.folder, clone);
    given.git("-C", clone, "checkout", "--quiet", "--detach");
    given.git("-C", clone, "branch", "--quiet", "-D", "main");
    expect((await prove("HEAD", ["main"], clone)).tree.files.size).toBe(1);
  });
});

describe("a tag by which a commit was named", () => {
  it("is bound by the ids of its object and its commit, and confirmed while it stays", async () => {
    const commit = given.commit({ a: "1" });
    given.git("tag", "-a", "v1", "-m", "one");
    given.git("tag", "light");
    const object = given.git("rev-parse", "v1");
    expect(object).not.toBe(commit);
    const url = pathToFileURL(given.folder).href;
    for (const repository of [given.folder, url]) {
      const source = await prove("v1", [], repository);
      expect(source.tree.tag).toEqual({ name: "refs/tags/v1", object });
      expect((await prove("light", [], repository)).tree.tag).toEqual({
        name: "refs/tags/light",
        object: commit,
      });
      await expect(source.confirm()).resolves.toBeUndefined();
      for (const other of ["main", commit]) {
        expect((await prove(other, [], repository)).tree.tag).toBeUndefined();
      }
    }
  });

  it.each([
    ["to another commit", ["tag", "-f", "v1", "main"]],
    ["to another object of the same commit", ["tag", "-f", "-a", "v1", "-m", "again", "v1^{}"]],
    ["away", ["tag", "-d", "v1"]],
  ])("is refused once it moved %s", async (_, move) => {
    given.commit({ a: "1" });
    given.git("tag", "-a", "v1", "-m", "one");
    given.commit({ a: "2" });
    const url = pathToFileURL(given.folder).href;
    const sources = [await prove("v1", []), await prove("v1", [], url)];
    given.git(...move);
    for (const source of sources) {
      await expect(source.confirm()).rejects.toMatchObject({ code: "tag-moved" });
    }
  });

  it("is nothing to confirm where the commit was named otherwise", async () => {
    given.commit({ a: "1" });
    const source = await prove("main", []);
    given.commit({ a: "2" });
    await expect(source.confirm()).resolves.toBeUndefined();
  });
});
