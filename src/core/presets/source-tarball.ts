import type { UploadTraits } from "../inference/upload-traits.ts";
import { belowTop } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import type { Project } from "./project.ts";

/** Kinds of archive that tools make of a source tree, each by its usual ending. */
export type TarballForm = "tar.gz" | "tar.xz" | "tar.bz2" | "tar.zst" | "zip";

const ENDINGS: readonly (readonly [ending: RegExp, form: TarballForm])[] = [
  [/\.(?:tar\.gz|tgz)$/i, "tar.gz"],
  [/\.(?:tar\.xz|txz)$/i, "tar.xz"],
  [/\.(?:tar\.bz2|tbz2?)$/i, "tar.bz2"],
  [/\.(?:tar\.zst|tzst)$/i, "tar.zst"],
  [/\.zip$/i, "zip"],
];

/** The form that the ending of a name says; null for every other ending. */
export function tarballForm(name: string): TarballForm | null {
  return ENDINGS.find(([ending]) => ending.test(name))?.[1] ?? null;
}

/** The forms of all uploads, each once, in the order of the uploads. */
export function tarballForms(uploads: readonly UploadTraits[]): readonly TarballForm[] {
  return [...new Set(uploads.flatMap(({ name }) => tarballForm(name) ?? []))];
}

/** Whether the upload has this file in its top folder, and the commit does not. */
export function isGenerated(project: Project, upload: UploadTraits, file: string): boolean {
  if (project.has(file) || upload.topFolder === null) return false;
  return (upload.archive?.entries ?? []).some(
    ({ path, type }) => type === "file" && belowTop(upload, displayPath(path)) === file,
  );
}

/** A umask other than 022 that a release was made with, and where that shows. */
export interface InferredUmask {
  readonly value: "002";
  readonly evidence: string;
}

/**
 * The umask that a release was made with: 002 where the group may write every file that the commit has, too, or every
 * file that it does not have. One that it may not write says that no umask did it. null: 022, or nothing known.
 */
export function umaskOf(
  files: "of-the-commit" | "made",
  project: Project,
  uploads: readonly UploadTraits[],
): InferredUmask | null {
  for (const upload of uploads) {
    const modes = (upload.archive?.entries ?? [])
      .filter(({ type }) => type === "file")
      .filter(({ path }) => {
        const isOwn = project.has(belowTop(upload, displayPath(path)));
        return isOwn === (files === "of-the-commit");
      })
      .map(({ mode }) => mode);
    const isLoose = modes.every((mode) => mode !== null && (mode & 0o022) === 0o020);
    if (modes.length > 0 && isLoose) {
      return { value: "002", evidence: `the modes in ${upload.name}` };
    }
  }
  return null;
}

/** Gives the files of the commit the permissions that a clone under umask 002 gives them. */
export const LOOSEN = [
  "find . -name .git -prune -o ! -type l -exec chmod g+w {} +",
  // What asks git for changes by time stamps alone must not see any.
  "git update-index -q --refresh",
].join(" && ");
