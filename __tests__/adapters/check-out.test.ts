import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { foldsCase } from "../../src/adapters/case-folding.ts";
import { writeTree } from "../../src/adapters/check-out.ts";
import { Git } from "../../src/adapters/git-process.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { objectIdOf } from "../support/object-id.ts";
import { pathFromText, type PathBytes } from "../../src/core/path-bytes.ts";
import type { SourceFile, SourceTree } from "../../src/core/source-tree.ts";
import { GitRepository } from "../support/git-repository.ts";

let base: string;
let given: GitRepository;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "check-out-test-")));
  given = new GitRepository(path.join(base, "given"));
});

afterEach(() => {
  rmSync(base, { recursive: true });
});

function file(content: string, change: Partial<SourceFile> = {}): SourceFile {
  const body = Buffer.from(content);
  given.store("blob", body);
  return {
    mode: "100644",
    objectId: objectIdOf("sha1", "blob", body),
    sha256: sha256Hex(body),
    size: body.length,
    ...change,
  };
}

function treeOf(files: Record<string, SourceFile>): SourceTree {
  return {
    repository: "r",
    objectFormat: "sha1",
    commit: "1".repeat(40),
    tree: "2".repeat(40),
    treeSha256: sha256Hex(Buffer.alloc(0)),
    committedAt: 1_700_000_000,
    files: new Map(Object.entries(files).map(([name, one]) => [pathFromText(name), one])),
  };
}

async function write(
  files: Record<string, SourceFile>,
  options: { links?: Record<string, string>; folding?: boolean } = {},
): Promise<string> {
  const signal = new AbortController().signal;
  const home = mkdtempSync(path.join(base, "home-"));
  const parent = mkdtempSync(path.join(base, "parent-"));
  const links = new Map<PathBytes, PathBytes>();
  for (const [name, target] of Object.entries(options.links ?? {})) {
    links.set(pathFromText(name), pathFromText(target));
  }
  const tree = treeOf(files);
  return writeTree({
    git: await Git.open("/usr/bin/git", home, {}, signal),
    stored: [{ store: { path: given.folder, format: "sha1" }, files: tree.files }],
    tree,
    links,
    parent,
    signal,
    ...(options.folding === undefined ? {} : { folding: options.folding }),
  });
}

describe("writeTree", () => {
  it("refuses names that the file system would take for one", async () => {
    const files = { README: file("a"), readme: file("b") };
    await expect(write(files, { folding: true })).rejects.toMatchObject({ code: "path-unsafe" });
    expect(readdirSync(await write(files, { folding: false })).sort()).toEqual([
      "README",
      "readme",
    ]);
    const apart = await write({ README: file("a"), other: file("b") }, { folding: true });
    expect(readdirSync(apart)).toHaveLength(2);
  });

  it("refuses bytes that are not those that were proven, even under the same object id", async () => {
    const other = file("a", { sha256: sha256Hex(Buffer.from("b")) });
    await expect(write({ x: other })).rejects.toMatchObject({ code: "object-mismatch" });
  });

  it("never writes through a link: a file below one ends the writing", async () => {
    const outside = path.join(base, "outside");
    mkdirSync(outside);
    const files = { link: file(outside, { mode: "120000" }), "link/x": file("planted") };
    await expect(write(files, { links: { link: outside } })).rejects.toMatchObject({
      code: "disk-failed",
    });
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("foldsCase", () => {
  it("says what a file system does with upper and lower case, and leaves nothing", () => {
    const folder = mkdtempSync(path.join(base, "probe-"));
    writeFileSync(path.join(folder, "lower"), "");
    const here = readdirSync(folder).includes("lower") && foldsCase(folder);
    writeFileSync(path.join(folder, "LOWER"), "");
    expect(here).toBe(readdirSync(folder).length === 1);
  });
});
