import { stat } from "node:fs/promises";
import path from "node:path";
import { SourceError } from "../core/errors.ts";
import { submoduleUrl } from "../core/git/submodule-url.ts";
import { displayPath, type PathBytes } from "../core/path-bytes.ts";
import { sha256Hex } from "../core/digest.ts";
import type { Git } from "./git-process.ts";
import { ObjectStream } from "./object-stream.ts";
import {
  pathIn,
  proveRepository,
  type ProofMeans,
  type ProvenRepository,
} from "./proven-repository.ts";
import type { ResolvedSource } from "./revision.ts";
import { wholeObject } from "./tree-proof.ts";

/** Beyond these a source is refused. */
const MOST_SUBMODULES = 1000;
const DEEPEST = 16;
const LARGEST_GITMODULES = 2 ** 20;

// eslint-disable-next-line no-control-regex -- these are what must not be there
const CONTROL = /[\0-\x1f\x7f]/;

/** What `.gitmodules` says of the submodule at one path. */
interface Section {
  readonly name: string;
  readonly url: string;
}

/**
 * Proves every submodule below a proven repository at exactly the commit of its gitlink, outer before inner. The
 * commit alone decides what is looked for; `.gitmodules` and the local clone only say where. Nothing that they say is
 * run, written to or used as a path to write to. Throws `SourceError` (`submodule-unsafe`, `submodule-unavailable`,
 * and what proving throws).
 */
export async function proveSubmodules(
  top: ProvenRepository,
  folderOf: (at: number) => string,
  means: ProofMeans,
): Promise<readonly ProvenRepository[]> {
  const found: ProvenRepository[] = [];
  const waiting = [{ parent: top, depth: 1 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { parent, depth } = next;
    const gitlinks = gitlinksOf(parent);
    if (gitlinks.length > 0 && depth > DEEPEST) throw tooMany(`${String(DEEPEST)} levels of them`);
    const sections = gitlinks.length === 0 ? new Map() : await sectionsOf(parent, means);
    for (const [name, commit] of gitlinks) {
      if (found.length >= MOST_SUBMODULES) throw tooMany(String(MOST_SUBMODULES));
      const section = sectionAt(sections, name);
      const source = await placeOf(parent.source, name, commit, section, means.git);
      const place = pathIn(parent, name);
      const child = await proveRepository(place, folderOf(found.length), source, means);
      found.push(child);
      waiting.push({ parent: child, depth: depth + 1 });
    }
  }
  return found;
}

function gitlinksOf({ proven }: ProvenRepository): readonly (readonly [PathBytes, string])[] {
  return [...proven.files]
    .filter(([, { mode }]) => mode === "160000")
    .map(([name, { objectId }]) => [name, objectId] as const);
}

type Sections = ReadonlyMap<PathBytes, readonly Section[]>;

/** Git reads the file, as the bytes that were proven and without following includes. */
async function sectionsOf(
  { store, source, proven }: ProvenRepository,
  { git, signal }: ProofMeans,
): Promise<Sections> {
  const file = proven.files.get(".gitmodules" as PathBytes);
  if (file === undefined || file.mode === "120000" || file.sha256 === null) return new Map();
  const objects = new ObjectStream(git, store.path, source.format, signal);
  let body: Uint8Array;
  try {
    body = await wholeObject(objects, file.objectId, "blob", LARGEST_GITMODULES);
  } finally {
    objects.close();
  }
  if (sha256Hex(body) !== file.sha256) throw unsafe("the bytes that were proven", "other bytes");
  const answer = await git.run({
    args: ["config", "--file", "-", "--no-includes", "-z", "--list"],
    directory: store.path,
    input: body,
  });
  if (answer.status !== 0) throw unsafe("a file that git can read", answer.stderr);
  return parseSections(answer.stdout.toString("latin1"));
}

/** `submodule.NAME.KEY LF VALUE NUL`, repeated (git-config(1), `--null`). */
function parseSections(listed: string): Sections {
  const values = new Map<string, Map<string, string>>();
  for (const item of listed.split("\0")) {
    const [, name, key, value] = /^submodule\.(.*)\.(path|url)\n(.*)$/s.exec(item) ?? [];
    if (name === undefined || key === undefined || value === undefined) continue;
    const known = values.get(name) ?? new Map<string, string>();
    if (known.has(key)) throw unsafe(`one ${key} for "${name}"`, "two");
    values.set(name, known.set(key, value));
  }
  const sections = new Map<PathBytes, Section[]>();
  for (const [name, known] of values) {
    const at = known.get("path") as PathBytes | undefined;
    const url = known.get("url");
    if (at === undefined || url === undefined) continue;
    sections.set(at, [...(sections.get(at) ?? []), { name, url }]);
  }
  return sections;
}

function sectionAt(sections: Sections, name: PathBytes): Section | null {
  // A path that ends in a carriage return is one thing to the writer of a configuration and another to its reader
  // (CVE-2025-48384).
  if (CONTROL.test(name)) throw unsafe("a path without control characters", name);
  const [section, another] = sections.get(name) ?? [];
  if (another !== undefined) throw unsafe(`one section for "${displayPath(name)}"`, "two");
  if (section === undefined) return null;
  // The name becomes a folder below `.git/modules` in a clone (CVE-2018-11235).
  if (CONTROL.test(section.name) || /\\|^-|(^|\/)\.{0,2}(\/|$)/.test(section.name)) {
    throw unsafe("a name that is a plain folder", section.name);
  }
  return section;
}

/** The local clone's own copy where it has the commit, else the address in `.gitmodules`. */
async function placeOf(
  parent: ResolvedSource,
  name: PathBytes,
  commit: string,
  section: Section | null,
  git: Git,
): Promise<ResolvedSource> {
  const common = { ...parent, commit, workTree: null, subdirectory: "", ref: null, tag: null };
  for (const gitFolder of localCopies(parent, name, section)) {
    if (await hasCommit(git, gitFolder, commit)) {
      return { ...common, remote: gitFolder, gitFolder, transport: "file", credentials: null };
    }
  }
  const base = parent.gitFolder === null ? parent.remote : null;
  const url = section === null ? null : submoduleUrl(section.url, base);
  if (url === null) throw unavailable(name, section);
  const same = base !== null && new URL(url).origin === new URL(base).origin;
  return {
    ...common,
    remote: url,
    gitFolder: null,
    transport: url.startsWith("https:") ? "https" : "file",
    // Whoever writes .gitmodules must not send a password to another host.
    credentials: same ? parent.credentials : null,
  };
}

function localCopies(
  { gitFolder }: ResolvedSource,
  name: PathBytes,
  section: Section | null,
): readonly string[] {
  if (gitFolder === null || section === null) return [];
  const plain = /^[\x20-\x7e]+$/.test(name + section.name);
  return plain ? [path.join(gitFolder, "modules", section.name)] : [];
}

async function hasCommit(git: Git, gitFolder: string, commit: string): Promise<boolean> {
  try {
    if (!(await stat(path.join(gitFolder, "objects"))).isDirectory()) return false;
  } catch {
    return false;
  }
  const answer = await git.run({
    args: [`--git-dir=${gitFolder}`, "cat-file", "-e", commit],
    directory: gitFolder,
  });
  return answer.status === 0;
}

function unavailable(name: PathBytes, section: Section | null): SourceError {
  return new SourceError("submodule-unavailable", {
    expected: `the commit of the submodule "${displayPath(name)}"`,
    found:
      section === null
        ? "no section of .gitmodules that names its path"
        : `a clone without it, and the relative URL "${section.url}"`,
    next: "Run `git submodule update --init --recursive` in the clone, or name the repository by its URL.",
  });
}

function unsafe(expected: string, found: string): SourceError {
  return new SourceError("submodule-unsafe", {
    expected: `in .gitmodules ${expected}`,
    found: `"${found}"`,
    next: "Change .gitmodules; a file that two readers may read in two ways is not followed.",
  });
}

function tooMany(most: string): SourceError {
  return new SourceError("source-too-large", {
    expected: `at most ${most} submodules`,
    found: "more",
    next: "The limits are fixed (docs/source.md); a larger source cannot be proven.",
  });
}
