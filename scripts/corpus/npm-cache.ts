import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, runOrThrow } from "../../__tests__/real/support/run.ts";
import { byBaseName, filesBelow } from "./files-below.ts";
import type { Source } from "./source.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** From here on one installation costs less than asking for each package alone. */
const MANY = 40;

/** What `npm ci` of this project leaves in an empty cache. */
export const npmCache: Source = {
  id: "npm",
  rule: "every package tarball in npm's cache after `npm ci` of this project with an empty cache",

  obstacle: () => undefined,

  async collect(folder) {
    const project = join(folder, "project");
    await mkdir(project, { recursive: true });
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
      await copyFile(join(ROOT, name), join(project, name));
    }
    const cache = join(folder, "cache");
    await runOrThrow("npm", ["ci", "--cache", cache], { cwd: project });
    return tarballsOf(join(cache, "_cacache"), join(folder, "tarballs"));
  },

  async fetch(names, folder) {
    const have = new Map(names.length > MANY ? await npmCache.collect(folder) : []);
    const missing = names.filter((name) => !have.has(name));
    const target = join(folder, "packed");
    await mkdir(target, { recursive: true });
    for (const name of missing) {
      // One by one, so that a package that is gone takes no other with it.
      const alone = join(target, String(have.size));
      await mkdir(alone, { recursive: true });
      const args = ["pack", specOf(name), "--pack-destination", alone];
      await run("npm", [...args, "--cache", join(folder, "cache")], { cwd: target });
      for (const file of (await byBaseName(alone, [".tgz"])).values()) have.set(name, file);
    }
    return new Map([...have].filter(([name]) => names.includes(name)));
  },
};

/** `@scope/name-1.0.0.tgz` as `@scope/name@1.0.0`. */
function specOf(name: string): string {
  const [, packageName, version] = /^(.*?)-(\d+\..*)\.tgz$/.exec(name) ?? [];
  if (packageName === undefined || version === undefined) {
    throw new Error(`expected the name of a package tarball, found ${name}`);
  }
  return `${packageName}@${version}`;
}

/** The tarballs of a cache, copied under their names. The index says which content belongs to which address. */
async function tarballsOf(cacache: string, target: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const bucket of await filesBelow(join(cacache, "index-v5"), [""])) {
    for (const { key, integrity } of indexEntries(await readFile(bucket, "utf8"))) {
      const name = tarballName(key);
      if (name === null) continue;
      const file = join(target, String(files.size) + ".tgz");
      await mkdir(target, { recursive: true });
      await writeFile(file, await readFile(contentOf(cacache, integrity)));
      files.set(name, file);
    }
  }
  return files;
}

interface IndexEntry {
  readonly key: string;
  readonly integrity: string;
}

/** Lines of a bucket, each `digest TAB json`; the last one of a key counts, and one without content deletes it. */
function indexEntries(bucket: string): readonly IndexEntry[] {
  const entries = new Map<string, IndexEntry>();
  for (const line of bucket.split("\n").filter((text) => text.includes("\t"))) {
    const { key, integrity } = JSON.parse(line.slice(line.indexOf("\t") + 1)) as {
      readonly key: string;
      readonly integrity: string | null;
    };
    if (integrity === null) entries.delete(key);
    else entries.set(key, { key, integrity });
  }
  return [...entries.values()];
}

/** `…/@scope/name/-/name-1.0.0.tgz` as `@scope/name-1.0.0.tgz`; null for what is no tarball. */
function tarballName(key: string): string | null {
  const [, packageName, file] = /^[^ ]*?:\/\/[^/]+\/(.+)\/-\/([^/]+\.tgz)$/.exec(key) ?? [];
  if (packageName === undefined || file === undefined) return null;
  const scope = packageName.startsWith("@")
    ? packageName.slice(0, packageName.indexOf("/") + 1)
    : "";
  return scope + file;
}

function contentOf(cacache: string, integrity: string): string {
  const [algorithm = "", digest = ""] = integrity.split(/-(.*)/s);
  const hex = Buffer.from(digest, "base64").toString("hex");
  return join(cacache, "content-v2", algorithm, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
}
