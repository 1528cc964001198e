import { belowTop, type UploadTraits } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import { shellWord } from "../shell-word.ts";
import {
  isBundling,
  isNpmManifest,
  npmPackageOf,
  packRunsScripts,
  type NpmPackage,
} from "./npm-package.ts";
import type { Preset, RecipeCommand, RecipeFetch } from "./preset.ts";
import { tableAt, textAt, unusable, type Project, type Table } from "./project.ts";

const LOCKS = ["npm-shrinkwrap.json", "package-lock.json"];

/** Lock files of other package managers: their projects are not npm's. */
const FOREIGN_LOCKS = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

const CACHE = '--cache "$GATE_MATERIALS/npm"';
const QUIET = "--no-audit --no-fund";

/** Packages of the npm registry, packed by npm. */
export const npmPreset: Preset = {
  name: "npm",
  wants: isNpmManifest,
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    if (FOREIGN_LOCKS.some((lock) => project.has(lock))) return null;
    const found = npmPackageOf(project, upload);
    // A package in a folder of its own is npm's to pack where the one at the top knows of it.
    const isKnown =
      found?.folder === "" || project.json("package.json")?.["workspaces"] !== undefined;
    return found !== null && isKnown ? found.evidence : null;
  },
  runs: (command) => /^\s*npm\s+(?:pack|run|exec)\b/.test(command),
  plan(project, uploads, command) {
    const top = project.json("package.json");
    if (top === null) throw unusable("a package.json in the commit", "none");
    const packages = uploads.map((upload) => npmPackageOf(project, upload));
    const manifests = packages.map((found) => found?.manifest ?? top);
    const script = command === null ? buildScript(project, top, uploads, packages) : null;
    const runsScripts = script !== null || manifests.some(packRunsScripts) || !isBarePack(command);
    const needsPackages = runsScripts || manifests.some(isBundling);
    const folders = new Set(packages.map((found) => found?.folder ?? ""));
    const pack = [...folders].map((folder) =>
      folder === "" ? "npm pack" : `npm pack --workspace ${shellWord(folder)}`,
    );
    return {
      fetch: needsPackages ? fetchOf(project, top) : null,
      prepare: null,
      build: {
        command: [...(script === null ? [] : [script.command]), ...pack].join(" && "),
        evidence: script === null ? "preset npm" : `preset npm; ${script.evidence}`,
      },
      // It would look for a newer npm, which the build cannot and must not do.
      environment: [{ name: "npm_config_update_notifier", value: "false", evidence: "preset npm" }],
      umask: null,
      outputs: ["*.tgz"],
      // The packages themselves; npm's own notes beside them bear the time.
      materials: ["npm/_cacache/content-v2/**", "npm/package-lock.json"],
      requires: [{ program: "npm", from: "Node.js, which brings it" }],
      decisions: [],
    };
  },
};

/** Packing alone runs no script but those of the package's own life cycle. */
function isBarePack(command: string | null): boolean {
  return command === null || /^\s*npm\s+pack\s*$/.test(command);
}

/**
 * The project's own `build` script, where the upload holds files that neither the commit has nor packing makes. That
 * it runs is the commit's word; that it is needed, the upload's.
 */
function buildScript(
  project: Project,
  manifest: Table,
  uploads: readonly UploadTraits[],
  packages: readonly (NpmPackage | null)[],
): RecipeCommand | null {
  const scripts = tableAt(manifest, "scripts");
  if (textAt(scripts, "build") === null || packRunsScripts(manifest)) return null;
  for (const [at, upload] of uploads.entries()) {
    const folder = packages[at]?.folder ?? "";
    const place = folder === "" ? "" : `${folder}/`;
    const made = upload.archive?.entries.find(
      ({ path, type }) =>
        type === "file" && !project.has(`${place}${belowTop(upload, displayPath(path))}`),
    );
    if (made === undefined) continue;
    const file = displayPath(made.path);
    return {
      command: "npm run build",
      evidence: `scripts.build of package.json, and ${file}, which the commit does not have`,
    };
  }
  return null;
}

/** What the lock file names; without a lock file, what the registry has now, which is then kept. */
function fetchOf(project: Project, manifest: Table): RecipeFetch | null {
  const lock = LOCKS.find((name) => project.has(name));
  if (lock !== undefined) {
    return {
      command: `npm ci --ignore-scripts ${QUIET} ${CACHE}`,
      evidence: lock,
      replay: `npm ci --ignore-scripts --offline ${QUIET} ${CACHE}`,
    };
  }
  const needs = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
  if (needs.every((need) => Object.keys(tableAt(manifest, need)).length === 0)) return null;
  return {
    command: [
      `npm install --ignore-scripts ${QUIET} ${CACHE}`,
      'mv package-lock.json "$GATE_MATERIALS/npm/package-lock.json"',
    ].join(" && "),
    evidence: "package.json, without a lock file: resolved now",
    replay: [
      'cp "$GATE_MATERIALS/npm/package-lock.json" package-lock.json',
      `npm ci --ignore-scripts --offline ${QUIET} ${CACHE}`,
      "rm package-lock.json",
    ].join(" && "),
  };
}
