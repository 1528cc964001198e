import { lstat, readdir } from "node:fs/promises";
import { isAbsolute, join, posix, relative, resolve } from "node:path";
import picomatch from "picomatch";
import { InputError } from "../core/errors.ts";

/** A glob that finds more than this names something else than the files of one release. */
const MOST_UPLOADS = 1000;
const MOST_ENTRIES = 500_000;

/**
 * The files that the globs name, absolute, sorted, each once. `!` at the start takes files out again, wherever it
 * stands. Links are named, not followed, so that whoever opens them can refuse. Throws `InputError` (`no-upload`) when
 * a glob names no file, because one misspelt glob of two would leave an upload unchecked.
 */
export async function findUploads(
  globs: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const excluded = globs.filter((glob) => glob.startsWith("!"));
  const matchers = excluded.map((glob) => matcher(placed(glob.slice(1), folder)));
  const found = new Set<string>();
  for (const glob of globs.filter((candidate) => !excluded.includes(candidate))) {
    const files = await filesOf(placed(glob, folder));
    if (files.length === 0) throw nothing(glob, "no file of that name");
    for (const file of files) {
      if (!matchers.some((matches) => matches(file))) found.add(file);
    }
  }
  if (found.size === 0) throw nothing(globs.join(" "), "every file excluded again");
  if (found.size > MOST_UPLOADS) {
    throw nothing(
      globs.join(" "),
      `${String(found.size)} files, more than ${String(MOST_UPLOADS)}`,
    );
  }
  return [...found].sort((a, b) => (a < b ? -1 : 1));
}

/** A glob and the folder it starts from; characters of the folder's own path are no glob. */
interface Placed {
  readonly folder: string;
  readonly glob: string;
}

function placed(glob: string, folder: string): Placed {
  const home = resolve(folder);
  const normal = posix.normalize(glob);
  if (!isAbsolute(normal)) return { folder: home, glob: normal };
  // `${{ github.workspace }}/dist/*`: the part that the runner filled in is no glob either.
  return normal.startsWith(`${home}/`)
    ? { folder: home, glob: normal.slice(home.length + 1) }
    : { folder: "/", glob: normal.slice(1) };
}

function matcher({ folder, glob }: Placed): (file: string) => boolean {
  const matches = picomatch(glob, { dot: true });
  return (file) => matches(relative(folder, file));
}

async function filesOf(at: Placed): Promise<readonly string[]> {
  const literal = join(at.folder, at.glob);
  const facts = await lstat(literal).catch(() => null);
  if (facts !== null) return facts.isDirectory() ? [] : [literal];
  const matches = matcher(at);
  const found: string[] = [];
  const start = join(at.folder, picomatch.scan(at.glob).base);
  for await (const file of walk(start, { left: MOST_ENTRIES })) {
    if (matches(file)) found.push(file);
  }
  return found;
}

/** Every file below, not through links; a folder that cannot be read has none. */
async function* walk(folder: string, budget: { left: number }): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    budget.left -= 1;
    if (budget.left < 0) throw nothing(folder, `more than ${String(MOST_ENTRIES)} files`);
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, budget);
    else yield path;
  }
}

function nothing(glob: string, found: string): InputError {
  return new InputError("no-upload", {
    expected: `files about to be published under "${glob}"`,
    found,
    next: "Give the path of the files that the release job made, relative to the workspace.",
  });
}
