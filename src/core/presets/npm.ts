import { belowTop, type UploadTraits } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import type { Preset, RecipeCommand, RecipeFetch } from "./preset.ts";
import { tableAt, textAt, textsAt, unusable, type Project, type Table } from "./project.ts";

const LOCKS = ["npm-shrinkwrap.json", "package-lock.json"];

/** Lock files of other package managers: their projects are not npm's. */
const FOREIGN_LOCKS = ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

/** Scripts that `npm pack` runs by itself. */
const PACK_SCRIPTS = ["prepack", "prepare", "postpack"];

const CACHE = '--cache "$GATE_MATERIALS/npm"';
const QUIET = "--no-audit --no-fund";

/** Packages of the npm registry, packed by npm. */
export const npmPreset: Preset = {
  name: "npm",
  wants: (path) => path === "package.json",
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    if (!/\.tgz$/i.test(upload.name) || FOREIGN_LOCKS.some((lock) => project.has(lock)))
      return null;
    const manifest = project.json("package.json");
    const name = textAt(manifest ?? {}, "name");
    if (name === null) return null;
    // Where the upload tells its name it must be this project's; a file that cannot be read tells none.
    const told = uploadedName(upload);
    return told === null || told === name ? `package.json of ${name}` : null;
  },
  runs: (command) => /^\s*npm\s+(?:pack|run|exec)\b/.test(command),
  plan(project, uploads, command) {
    const manifest = project.json("package.json");
    if (manifest === null) throw unusable("a package.json in the commit", "none");
    const script = command === null ? buildScript(project, manifest, uploads) : null;
    const runsScripts = script !== null || packRunsScripts(manifest) || !isBarePack(command);
    const needsPackages = runsScripts || isBundling(manifest);
    return {
      fetch: needsPackages ? fetchOf(project, manifest) : null,
      prepare: null,
      build: {
        command: script === null ? "npm pack" : `${script.command} && npm pack`,
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

/** Packages of others go into the package. */
function isBundling(manifest: Table): boolean {
  return ["bundleDependencies", "bundledDependencies"].some(
    (name) => manifest[name] === true || textsAt(manifest, name).length > 0,
  );
}

/** Packing alone runs no script but those of the package's own life cycle. */
function isBarePack(command: string | null): boolean {
  return command === null || /^\s*npm\s+pack\s*$/.test(command);
}

function uploadedName({ metadata }: UploadTraits): string | null {
  const text = metadata.get("package/package.json");
  if (text === undefined) return null;
  try {
    const value = JSON.parse(text) as unknown;
    return textAt(tableAt({ value }, "value"), "name");
  } catch {
    return null;
  }
}

function packRunsScripts(manifest: Table): boolean {
  const scripts = tableAt(manifest, "scripts");
  return PACK_SCRIPTS.some((name) => Object.hasOwn(scripts, name));
}

/**
 * The project's own `build` script, where the upload holds files that neither the commit has nor packing makes. That
 * it runs is the commit's word; that it is needed, the upload's.
 */
function buildScript(
  project: Project,
  manifest: Table,
  uploads: readonly UploadTraits[],
): RecipeCommand | null {
  const scripts = tableAt(manifest, "scripts");
  if (textAt(scripts, "build") === null || packRunsScripts(manifest)) return null;
  for (const upload of uploads) {
    const made = upload.archive?.entries.find(
      ({ path, type }) => type === "file" && !project.has(belowTop(upload, displayPath(path))),
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
