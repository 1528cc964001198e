import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GitSourceProver } from "../../src/adapters/git-source.ts";
import { openScratch } from "../../src/adapters/scratch.ts";
import type { ProvenSource, Scratch } from "../../src/app/ports.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { displayPath, pathFromText } from "../../src/core/path-bytes.ts";
import { GitRepository, type FixtureFile } from "../support/git-repository.ts";
import { RecordedProgress } from "../support/recorded-progress.ts";

let base: string;
let scratch: Scratch;
let given: GitRepository;

beforeEach(async () => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "archive-forms-test-")));
  scratch = await openScratch();
  given = new GitRepository(path.join(base, "given"));
});

afterEach(async () => {
  await scratch[Symbol.asyncDispose]();
  rmSync(base, { recursive: true, force: true });
});

function prove(revision = "main"): Promise<ProvenSource> {
  return new GitSourceProver({ environment: {} }).prove(
    { repository: given.folder, revision },
    scratch,
    new RecordedProgress(),
    new AbortController().signal,
  );
}

/** What git itself writes into an archive. */
function archived(revision: string): (name: string) => Buffer {
  const folder = path.join(base, `archive-${revision}`);
  mkdirSync(folder);
  const tar = path.join(base, `${revision}.tar`);
  given.git("archive", "--format=tar", `--output=${tar}`, revision);
  execFileSync("tar", ["-xf", tar, "-C", folder]);
  return (name) => readFileSync(path.join(folder, name));
}

async function formsOf(source: ProvenSource): Promise<Record<string, readonly string[]>> {
  const forms = await source.archiveForms([...source.tree.files.keys()]);
  return Object.fromEntries([...forms].map(([name, of]) => [displayPath(name), [...of.values()]]));
}

/** Files whose archive form is not the blob, and the attributes that make it so. */
const HONEST: Readonly<
  Record<string, readonly [FixtureFile, attributes: string, because: string]>
> = {
  "crlf.txt": ["one\ntwo\n", "eol=crlf", "eol=crlf"],
  "text-crlf.txt": ["one\ntwo\r\nthree", "text eol=crlf", "eol=crlf"],
  "auto-crlf.txt": ["one\ntwo\n", "text=auto eol=crlf", "eol=crlf"],
  "legacy.txt": ["one\n", "crlf eol=crlf", "eol=crlf"],
  "ident.c": ["/* $Id$ */\n$Id$\n", "ident", "ident"],
  "wide.rc": [
    "a\u00e9\u{1f600}\n",
    "working-tree-encoding=UTF-16LE-BOM",
    "working-tree-encoding=UTF-16LE-BOM",
  ],
  "big.rc": ["a\u00e9\n", "working-tree-encoding=UTF-16BE", "working-tree-encoding=UTF-16BE"],
  "plain16.rc": ["a\n", "working-tree-encoding=UTF-16", "working-tree-encoding=UTF-16"],
  "hashes.txt": ["$Format:%H %T %P|%h %t%%$ and $Format:%n$", "export-subst", "export-subst"],
  "times.txt": ["$Format:%ct %at %ci %ai %cI %aI %cs %as$", "export-subst", "export-subst"],
  "people.txt": ["$Format:%an <%ae> %cn <%ce> %s$", "export-subst", "export-subst"],
  "both.txt": [
    "id=$Format:%H$\n$Id$\n",
    "eol=crlf ident export-subst",
    "ident, eol=crlf, export-subst",
  ],
};

/** Files that an attribute leaves as they are, or that it makes something that the commit does not fix. */
const UNTOLD: Readonly<Record<string, readonly [FixtureFile, attributes: string]>> = {
  "binary-auto.bin": ["a\nb\0", "text=auto eol=crlf"],
  "mostly-control.bin": ["\x01\x02\n", "text=auto eol=crlf"],
  "has-cr.txt": ["a\r\nb\n", "text=auto eol=crlf"],
  "no-text.txt": ["a\nb\n", "-text eol=crlf"],
  "lf.txt": ["a\nb\n", "eol=lf"],
  "native.txt": ["a\nb\n", "text"],
  "expanded.c": ["$Id: was here $\n", "ident"],
  "filtered.bin": ["a\n", "filter=evil eol=crlf"],
  "refs.txt": ["$Format:%d$", "export-subst"],
  "describe.txt": ["$Format:%(describe)$", "export-subst"],
  "relative.txt": ["$Format:%cr$", "export-subst"],
  "body.txt": ["$Format:%b$", "export-subst"],
  "open.txt": ["$Format:%H", "export-subst"],
  "not-asked.txt": ["$Format:%H$", "-export-subst"],
};

function write(files: Readonly<Record<string, readonly [FixtureFile, string, ...string[]]>>): void {
  const lines = Object.entries(files).map(([name, [, attributes]]) => `${name} ${attributes}\n`);
  // Blobs as they are written here: `git add` would convert some of them back.
  const all = {
    ...Object.fromEntries(Object.entries(files).map(([name, [body]]) => [name, body])),
    ".gitattributes": lines.join(""),
  };
  for (const [name, body] of Object.entries(all)) {
    const id = given.store("blob", body);
    given.git("update-index", "--add", "--cacheinfo", `100644,${id},${name}`);
  }
  given.git("commit", "--quiet", "-m", "subject of the commit\n\nbody");
}

describe("the form of a file in an archive of the commit", () => {
  it("is what git itself writes there, by the commit's own attributes", async () => {
    given.commit({});
    write(HONEST);
    const source = await prove();
    const git = archived("main");
    const forms = await source.archiveForms(Object.keys(HONEST).map(pathFromText));
    for (const [name, [body, , because]] of Object.entries(HONEST)) {
      const written = git(name);
      // Otherwise the row would show nothing.
      expect([name, written.equals(Buffer.from(body as string))]).toEqual([name, false]);
      expect([name, forms.get(pathFromText(name))?.get(sha256Hex(written))]).toEqual([
        name,
        because,
      ]);
    }
  });

  it("is not told where the commit alone does not fix it", async () => {
    given.commit({});
    write(UNTOLD);
    const forms = await formsOf(await prove());
    for (const name of Object.keys(UNTOLD)) expect([name, forms[name] ?? []]).toEqual([name, []]);
  });

  it("takes nothing from the clone: neither its attributes nor its settings", async () => {
    given.commit({ "a.txt": "a\n$Id$\n$Format:%H$\n" });
    mkdirSync(path.join(given.folder, ".git/info"), { recursive: true });
    writeFileSync(
      path.join(given.folder, ".git/info/attributes"),
      "* eol=crlf ident export-subst\n",
    );
    given.git("config", "core.autocrlf", "true");
    expect(await formsOf(await prove())).toEqual({});
    expect(archived("main")("a.txt").toString()).toContain("\r\n");
  });

  it("names the tag of the release for %d and %D where the commit was named by it, and nothing else", async () => {
    given.commit({});
    write({ "refs.txt": ["$Format:%d$|$Format:%D$", "export-subst"] });
    given.git("tag", "v1");
    given.git("checkout", "--quiet", "--detach", "v1");
    given.git("branch", "--quiet", "-D", "main");
    const forms = await (await prove("v1")).archiveForms([pathFromText("refs.txt")]);
    const digests = forms.get(pathFromText("refs.txt"));
    expect(digests?.get(sha256Hex(archived("v1")("refs.txt")))).toBe("export-subst");
    expect(digests?.has(sha256Hex(Buffer.from(" (tag: v2)|tag: v2")))).toBe(false);
    given.git("branch", "evil");
    given.git("tag", "v1-again");
    const again = await (
      await prove(given.git("rev-parse", "HEAD"))
    ).archiveForms([pathFromText("refs.txt")]);
    expect([...(again.get(pathFromText("refs.txt")) ?? [])]).toEqual([]);
  });

  it("is told of no file that could be anything, and of none in a commit that git would convert first", async () => {
    given.commit({});
    write({ "many.txt": ["$Format:%cI%cI%cI%cI%cI%cI%cI%cI%cI%cI$", "export-subst"] });
    expect((await formsOf(await prove()))["many.txt"]).toEqual([]);
    const tree = given.git("rev-parse", "HEAD^{tree}");
    const who = "A <a@example.test> 1700000000 +0000";
    const commit = given.store(
      "commit",
      `tree ${tree}\nauthor ${who}\ncommitter ${who}\nencoding ISO-8859-1\n\nx\n`,
    );
    expect(await formsOf(await prove(commit))).toEqual({});
  });
});
