import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { IgnoreRule, ProvenSource } from "../app/ports.ts";
import { unsafeName } from "../core/git/path-rules.ts";
import { displayPath, pathFromBytes, type PathBytes } from "../core/path-bytes.ts";
import { foldersOf, onDisk } from "./disk-path.ts";
import type { Git } from "./git-process.ts";

/** A `.gitignore` over this size is no list of patterns. */
const LARGEST_IGNORE_FILE = 16 * 2 ** 20;

/**
 * Asks git which rule of the commit's own `.gitignore` files covers each path: in an empty folder that holds those
 * files alone, so that neither the user's excludes nor `info/exclude` of the given repository can answer.
 * `directory` is empty and private. Paths that no tree can have are covered by no rule. A path that ends in `/` is
 * asked for as a folder.
 */
export async function readIgnoreRules(
  git: Git,
  directory: string,
  source: Pick<ProvenSource, "tree" | "readBlob">,
  paths: readonly PathBytes[],
): Promise<ReadonlyMap<PathBytes, IgnoreRule>> {
  const asked = paths.filter(isSafePath);
  await writeIgnoreFiles(directory, source);
  await git.must({ args: ["init", "--quiet", "--template=", "."], directory });
  const answer = await git.run({
    args: ["check-ignore", "-v", "-z", "--stdin", "--no-index"],
    directory,
    // The prefix keeps a leading `:` from being read as pathspec magic.
    input: Buffer.from(asked.map((name) => `./${name}\0`).join(""), "latin1"),
  });
  return parseAnswer(answer.stdout);
}

async function writeIgnoreFiles(
  directory: string,
  source: Pick<ProvenSource, "tree" | "readBlob">,
): Promise<void> {
  const names = [...source.tree.files]
    .filter(([name, file]) => /(^|\/)\.gitignore$/.test(name) && file.mode.startsWith("100"))
    .map(([name]) => name);
  for (const folder of foldersOf(names)) await mkdir(onDisk(directory, folder));
  for (const name of names) {
    const body = await source.readBlob(name, LARGEST_IGNORE_FILE);
    if (body !== undefined) await writeFile(onDisk(directory, name), body, { flag: "wx" });
  }
}

/** `file NUL line NUL pattern NUL path NUL`, repeated (git-check-ignore(1), "OUTPUT"). */
function parseAnswer(output: Buffer): ReadonlyMap<PathBytes, IgnoreRule> {
  const rules = new Map<PathBytes, IgnoreRule>();
  const fields = output.toString("latin1").split("\0");
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file = "", line = "", pattern = "", name = ""] = fields.slice(at, at + 4);
    // The last pattern that matches decides, and one with `!` says "not ignored".
    if (pattern.startsWith("!")) continue;
    rules.set(name.slice("./".length) as PathBytes, {
      file: path.posix.normalize(shown(file)),
      line: Number(line),
      pattern: shown(pattern),
    });
  }
  return rules;
}

function shown(latin1: string): string {
  return displayPath(pathFromBytes(Buffer.from(latin1, "latin1")));
}

function isSafePath(name: PathBytes): boolean {
  const parts = (name.endsWith("/") ? name.slice(0, -1) : name).split("/") as PathBytes[];
  return !name.includes("\0") && parts.every((part) => unsafeName(part) === null);
}
