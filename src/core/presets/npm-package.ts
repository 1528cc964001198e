import type { UploadTraits } from "../inference/upload-traits.ts";
import { tableAt, textAt, textsAt, unusable, type Project, type Table } from "./project.ts";

/** Manifests of packages; those of a repository's own packages lie a few folders deep. */
const MANIFEST = /^(?!(?:.*\/)?node_modules\/)(?:[^/]+\/){0,3}package\.json$/;

/** Scripts that packing runs by itself. */
const PACK_SCRIPTS = ["prepack", "prepare", "postpack"];

/** A package of the commit that an upload was packed from. */
export interface NpmPackage {
  readonly name: string;
  readonly manifest: Table;
  /** Of its package.json; empty for the folder that is built. */
  readonly folder: string;
  /** For the reader: where its name stands. */
  readonly evidence: string;
}

/** Whether a file of the commit is the manifest of a package. */
export function isNpmManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/**
 * The package of the commit that the upload says it is, in its own package.json; one that cannot be read is taken for
 * the package at the top. null where the commit has no package of that name.
 */
export function npmPackageOf(project: Project, upload: UploadTraits): NpmPackage | null {
  if (!/\.tgz$/i.test(upload.name)) return null;
  const told = uploadedName(upload);
  const files = [...project.paths].filter((path) => MANIFEST.test(path));
  // The one at the top first.
  files.sort((one, other) => one.length - other.length);
  for (const file of files) {
    const manifest = project.json(file);
    const name = textAt(manifest ?? {}, "name");
    if (manifest === null || name === null) continue;
    if (told === null ? file !== "package.json" : told !== name) continue;
    const folder = file.slice(0, -"/package.json".length);
    return { name, manifest, folder, evidence: `${file} of ${name}` };
  }
  return null;
}

/** As `npmPackageOf`, in a project that has this lock file; null in any other. */
export function lockedPackageOf(
  project: Project,
  upload: UploadTraits,
  lock: string,
): NpmPackage | null {
  return project.has(lock) ? npmPackageOf(project, upload) : null;
}

/** The same for a plan that cannot do without it. Throws `InputError` (`preset-unusable`). */
export function demandLockedPackage(
  project: Project,
  upload: UploadTraits,
  lock: string,
): NpmPackage {
  const found = lockedPackageOf(project, upload, lock);
  if (found !== null) return found;
  throw unusable(`${lock} and the package.json of ${upload.name}`, "none");
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

/** Whether packing runs a script of the package's own life cycle. */
export function packRunsScripts(manifest: Table): boolean {
  const scripts = tableAt(manifest, "scripts");
  return PACK_SCRIPTS.some((name) => Object.hasOwn(scripts, name));
}

/** Whether packages of others go into the package. */
export function isBundling(manifest: Table): boolean {
  return ["bundleDependencies", "bundledDependencies"].some(
    (name) => manifest[name] === true || textsAt(manifest, name).length > 0,
  );
}
