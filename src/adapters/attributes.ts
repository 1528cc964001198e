import { mkdir, writeFile } from "node:fs/promises";
import type { ProvenSource } from "../app/ports.ts";
import type { GitAttributes } from "../core/git/archive-form.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { foldersOf, onDisk } from "./disk-path.ts";
import type { Git } from "./git-process.ts";

/** A `.gitattributes` over this size is no list of patterns (git itself ignores larger ones). */
const LARGEST_ATTRIBUTES = 100 * 2 ** 20;

const ATTRIBUTES = [
  "text",
  "crlf",
  "eol",
  "ident",
  "filter",
  "working-tree-encoding",
  "export-subst",
] as const;

/**
 * What the commit's own `.gitattributes` files say of paths of its tree. Git answers, in an empty folder that holds
 * those files alone: neither `info/attributes` nor any configuration can. `directory` is empty and private.
 */
export async function readAttributes(
  git: Git,
  directory: string,
  source: Pick<ProvenSource, "tree" | "readBlob">,
  paths: readonly PathBytes[],
): Promise<ReadonlyMap<PathBytes, GitAttributes>> {
  const names = [...source.tree.files]
    .filter(([name, file]) => /(^|\/)\.gitattributes$/.test(name) && file.mode.startsWith("100"))
    .map(([name]) => name);
  if (names.length === 0) return new Map();
  for (const folder of foldersOf(names)) await mkdir(onDisk(directory, folder));
  for (const name of names) {
    const body = await source.readBlob(name, LARGEST_ATTRIBUTES);
    if (body !== undefined) await writeFile(onDisk(directory, name), body, { flag: "wx" });
  }
  await git.must({ args: ["init", "--quiet", "--template=", "."], directory });
  const answer = await git.must({
    args: ["check-attr", "-z", "--stdin", ...ATTRIBUTES],
    directory,
    input: Buffer.from(paths.map((name) => `${name}\0`).join(""), "latin1"),
  });
  return parseAnswer(answer);
}

/** `path NUL attribute NUL info NUL`, repeated (git-check-attr(1), "OUTPUT"). */
function parseAnswer(output: Buffer): ReadonlyMap<PathBytes, GitAttributes> {
  const found = new Map<PathBytes, Map<string, string>>();
  const fields = output.toString("latin1").split("\0");
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [name = "", attribute = "", value = ""] = fields.slice(at, at + 3);
    if (value === "unspecified") continue;
    const known = found.get(name as PathBytes) ?? new Map<string, string>();
    found.set(name as PathBytes, known.set(attribute, value));
  }
  return found;
}
