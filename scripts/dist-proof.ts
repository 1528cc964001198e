import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Metafile } from "esbuild";
import { bundle, type Bundle, type BundledFile } from "./bundle.ts";
import type { Entry } from "./entries.ts";

/**
 * Bundles a copy of the repository that lies in a fresh folder. Equality with `dist/` then also
 * proves that nothing of the path went into it.
 */
export async function bundleElsewhere(root: string): Promise<Bundle> {
  const elsewhere = await mkdtemp(join(tmpdir(), "rebuild-gate-dist-"));
  try {
    for (const name of ["src", "package.json", "LICENSE"]) {
      await cp(join(root, name), join(elsewhere, name), { recursive: true });
    }
    await symlink(join(root, "node_modules"), join(elsewhere, "node_modules"));
    return await bundle(elsewhere);
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

/** One sentence for each file of the folder `dist` that is new, missing, changed or of another mode. */
export async function distDifferences(
  dist: string,
  expected: ReadonlyMap<string, BundledFile>,
): Promise<readonly string[]> {
  const present = await filesBelow(dist);
  const differences = present
    .filter((path) => !expected.has(path))
    .map((path) => `${path} is in dist, but a build does not make it`);
  for (const [path, file] of expected) {
    if (!present.includes(path)) {
      differences.push(`${path} is made by a build, but is not in dist`);
      continue;
    }
    const target = join(dist, path);
    if (!(await readFile(target)).equals(file.bytes)) {
      differences.push(`${path} has other bytes than a build makes`);
    }
    const executable = ((await stat(target)).mode & 0o111) !== 0;
    if (executable !== file.executable) {
      differences.push(`${path} is ${executable ? "" : "not "}executable, against the build`);
    }
  }
  return differences;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Starts an entry by its probe under the given Node; the failure as a sentence, or null. */
export function probeFailure(dist: string, entry: Entry, node: string): string | null {
  const run = spawnSync(node, [join(dist, `${entry.name}.js`), ...entry.probe.args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    timeout: 300_000,
  });
  if (run.error !== undefined) return `${entry.name} did not start: ${run.error.message}`;
  if (run.status === entry.probe.exit && entry.probe.stdout.test(run.stdout)) return null;
  return [
    `${entry.name} ${entry.probe.args.join(" ")}`.trim() + " under " + node,
    `expected exit ${String(entry.probe.exit)} and stdout like ${String(entry.probe.stdout)}`,
    `found exit ${String(run.status)}, stdout "${run.stdout.slice(0, 400)}", stderr "${run.stderr.slice(0, 800)}"`,
  ].join("; ");
}

/** The outputs that are loaded when an entry starts: itself and what it imports statically, through all levels. */
export function startClosure(metafile: Metafile, entry: Entry): readonly string[] {
  const closure = new Set<string>();
  const waiting = [`dist/${entry.name}.js`];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const output = metafile.outputs[path];
    if (closure.has(path) || output === undefined) continue;
    closure.add(path);
    for (const { path: next, kind, external } of output.imports) {
      if (kind !== "dynamic-import" && external !== true) waiting.push(next);
    }
  }
  return [...closure].sort();
}

/** The packages with at least one byte in the given outputs. */
export function packagesIn(metafile: Metafile, outputs: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const path of outputs) {
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[path]?.inputs ?? {})) {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(
        input,
      )?.[1];
      if (bytesInOutput > 0 && name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}
