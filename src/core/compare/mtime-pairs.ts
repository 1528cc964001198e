import type { PathBytes } from "../path-bytes.ts";

/**
 * Which files a build makes from which others, as `make` sees it: automake, autoconf, gettext, bison, flex, Cython,
 * texinfo and configure-time templates. It selects what is checked and excuses nothing.
 */
const NAMED_PRODUCTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["configure", ["configure.ac", "configure.in", "aclocal.m4", "m4/*"]],
  ["aclocal.m4", ["configure.ac", "configure.in", "acinclude.m4", "m4/*"]],
  ["config.h.in", ["configure.ac", "configure.in", "aclocal.m4", "m4/*"]],
  ["Makefile.in", ["Makefile.am"]],
  ["stamp-vti", ["configure.ac"]],
  ["version.texi", ["configure.ac"]],
]);

/** Automake writes these rules into every directory, with prerequisites beside the top `configure.ac`. */
const REMADE_WITH_CONFIGURE: ReadonlySet<string> = new Set(["Makefile.in", "config.h.in"]);

const GRAMMARS = [".y", ".l", ".yy", ".ll", ".ypp", ".lpp", ".rl", ".gperf", ".pyx", ".vala"];
const SUFFIX_PRODUCTS: ReadonlyMap<string, readonly string[]> = new Map([
  [".gmo", [".po"]],
  [".mo", [".po"]],
  [".c", GRAMMARS],
  [".cc", GRAMMARS],
  [".cpp", GRAMMARS],
  [".cxx", GRAMMARS],
  [".h", GRAMMARS],
  [".hh", GRAMMARS],
  [".hpp", GRAMMARS],
  [".info", [".texi", ".texinfo", ".txi"]],
  [".elc", [".el"]],
]);

/** Names of one side, as far as pairs need them. */
export interface NameIndex {
  has(path: PathBytes): boolean;
  /** Files directly inside this directory. */
  within(directory: string): readonly PathBytes[];
}

function split(path: string): { readonly directory: string; readonly name: string } {
  const cut = path.lastIndexOf("/") + 1;
  return { directory: path.slice(0, cut), name: path.slice(cut) };
}

/** The directories above, nearest first, each with its final slash; the top is the empty string. */
function above(directory: string): readonly string[] {
  const found: string[] = [];
  for (let at = directory; at !== "";) {
    at = at.slice(0, at.lastIndexOf("/", at.length - 2) + 1);
    found.push(at);
  }
  return found;
}

function configureInputs(directory: string, index: NameIndex): readonly string[] {
  const top = [directory, ...above(directory)].find((folder) =>
    index.has(`${folder}configure.ac` as PathBytes),
  );
  return top === undefined ? [] : [`${top}configure.ac`, `${top}aclocal.m4`];
}

/** Names of the files that `make` (or the tool's own rule) would hold this one against, if they are there. */
export function prerequisitesOf(product: PathBytes, index: NameIndex): readonly PathBytes[] {
  const { directory, name } = split(product);
  const found: string[] = [`${product}.in`];
  for (const prerequisite of NAMED_PRODUCTS.get(name) ?? []) {
    if (prerequisite.endsWith("/*")) {
      found.push(...index.within(directory + prerequisite.slice(0, -2)));
    } else {
      found.push(directory + prerequisite);
    }
  }
  if (REMADE_WITH_CONFIGURE.has(name)) found.push(...configureInputs(directory, index));
  const dot = name.lastIndexOf(".");
  if (dot > 0) {
    const stem = directory + name.slice(0, dot);
    for (const suffix of SUFFIX_PRODUCTS.get(name.slice(dot)) ?? []) found.push(stem + suffix);
  }
  return [...new Set(found as PathBytes[])];
}

/**
 * The source whose exact time a compiled Python file repeats in its header (PEP 3147, PEP 552): the interpreter
 * runs the compiled file only while they agree, so any change of that time decides which of the two runs. Empty for
 * every other file.
 */
export function recordedSourcesOf(path: PathBytes): readonly PathBytes[] {
  const { directory, name } = split(path);
  if (!name.endsWith(".pyc")) return [];
  const cache = "__pycache__/";
  if (!directory.endsWith(cache)) return [path.slice(0, -1) as PathBytes];
  const module = name.slice(0, name.indexOf("."));
  return [`${directory.slice(0, -cache.length)}${module}.py` as PathBytes];
}
