import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { entries, type Entry } from "./entries.ts";
import { bundledPackages, licenceReport } from "./licences.ts";
import { keepTogether } from "./loaded-together.ts";

/** A file of `dist/`, by its path below it. */
export interface BundledFile {
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** What a build makes: files by path below `dist/`, in path order, and esbuild's account of them. */
export interface Bundle {
  readonly files: ReadonlyMap<string, BundledFile>;
  readonly metafile: Metafile;
}

// Bundled CommonJS calls require(), which an ES module lacks. The import is aliased, because any
// bundled source may import the plain name itself and the two would collide.
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/**
 * `@actions/core` brings an HTTP client (1.3 MB with its own) for the identity tokens that we ask for ourselves. Its
 * package does not say that the module may be left out where nothing uses it; it only defines a class.
 */
const withoutIdleClient: Plugin = {
  name: "without-idle-client",
  setup(building) {
    building.onResolve(
      { filter: /^\.\/oidc-utils\.js$/ },
      async ({ path, pluginData, ...from }) => {
        if (pluginData === withoutIdleClient) return null;
        const found = await building.resolve(path, { ...from, pluginData: withoutIdleClient });
        return { ...found, sideEffects: false };
      },
    );
  },
};

/**
 * Optional parts of packages that nothing here uses: iconv-lite (0.5 MB) would decode web pages in old
 * character sets. Left outside, they would be loaded from wherever the tool happens to be installed.
 */
const leftOut: Plugin = {
  name: "left-out",
  setup(build) {
    build.onResolve({ filter: /^iconv-lite$/ }, ({ path }) => ({ path, namespace: "left-out" }));
    build.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "" }));
  },
};

/** liblzma's program stays a file of its own in `dist/`, which whoever has it may replace, as the LGPL wants it. */
const LIBLZMA = "liblzma.wasm";

const besideTheEntries: Plugin = {
  name: "beside-the-entries",
  setup(building) {
    building.onLoad({ filter: /[\\/]src[\\/]adapters[\\/]liblzma-file\.ts$/ }, () => ({
      // It is loaded on demand only, so it is always in a chunk.
      contents: `export const liblzmaFile = new URL("../${LIBLZMA}", import.meta.url);`,
    }));
  },
};

/**
 * Bundles every entry of the repository at `root`, in memory. The result depends on the sources, the
 * lockfile and nothing else: not on the path of `root`, the working directory or the running Node.
 */
export async function bundle(root: string): Promise<Bundle> {
  const options: BuildOptions & { readonly metafile: true; readonly write: false } = {
    absWorkingDir: root,
    entryPoints: entries.map((entry) => `src/entry/${entry.name}.ts`),
    outdir: "dist",
    entryNames: "[name]",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // The published CLI supports Node 22; the Action brings Node 24.
    target: "node22",
    banner: { js: requireBanner },
    charset: "utf8",
    legalComments: "none",
    // Keeps `root` in front of each path when node_modules is a link, as in the dist check.
    preserveSymlinks: true,
    tsconfigRaw: {},
    metafile: true,
    write: false,
    logLevel: "silent",
  };
  const plugins = [leftOut, withoutIdleClient, besideTheEntries];
  // What is loaded together is known once the modules and their imports are.
  const { metafile } = await build({ ...options, plugins });
  const together = keepTogether(root, metafile);
  const result = await build({ ...options, plugins: [...plugins, together] });
  const warning = result.warnings[0];
  if (warning !== undefined) {
    throw new Error(
      `expected a build without warnings, found "${warning.text}" in ${warning.location?.file ?? "no file"}`,
    );
  }
  const dist = join(root, "dist") + "/";
  const files = new Map<string, BundledFile>();
  for (const output of result.outputFiles) {
    const path = output.path.slice(dist.length);
    const entry = entries.find((candidate) => `${candidate.name}.js` === path);
    files.set(path, finish(output.contents, entry));
  }
  if (bundledPackages(result.metafile).includes("node_modules/node-liblzma")) {
    const bytes = await readFile(join(root, "node_modules/node-liblzma/lib/wasm", LIBLZMA));
    files.set(LIBLZMA, { bytes, executable: false });
  }
  const licences = await licenceReport(root, result.metafile);
  files.set("licenses.txt", { bytes: Buffer.from(licences), executable: false });
  const ordered = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: new Map(ordered), metafile: result.metafile };
}

/** Making a `require` costs every chunk a part of a millisecond, and few of them call it. */
function withoutIdleBanner(text: string): string {
  const rest = text.replace(`${requireBanner}\n`, "");
  return /\brequire\b/.test(rest) ? text : rest;
}

function finish(contents: Uint8Array, entry: Entry | undefined): BundledFile {
  const text = withoutIdleBanner(Buffer.from(contents).toString("utf8"));
  if (entry?.executable !== true) return { bytes: Buffer.from(text), executable: false };
  const bytes = Buffer.from(text.startsWith("#!") ? text : `#!/usr/bin/env node\n${text}`);
  return { bytes, executable: true };
}
