import { commitCommentOf } from "../compare/commit-comment.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { displayPath, isUtf8 } from "../path-bytes.ts";
import { shellWord } from "../shell-word.ts";
import type { Preset, RecipeVariable } from "./preset.ts";
import { unusable, type Project } from "./project.ts";

/** Where the archives are made: a folder that no project has. */
const OUTPUT = ".rebuild-gate";

/** What compresses each kind of archive; git itself does it for gzip and zip. */
const FORMS: readonly (readonly [ending: RegExp, form: Form])[] = [
  [/\.zip$/i, { format: "zip", pipe: null }],
  [/\.(?:tar\.gz|tgz)$/i, { format: "tar.gz", pipe: null }],
  [/\.tar$/i, { format: "tar", pipe: null }],
  [/\.(?:tar\.xz|txz)$/i, { format: "tar", pipe: "xz" }],
  [/\.(?:tar\.bz2|tbz2?)$/i, { format: "tar", pipe: "bzip2" }],
  [/\.(?:tar\.zst|tzst)$/i, { format: "tar", pipe: "zstd" }],
];

interface Form {
  readonly format: "zip" | "tar.gz" | "tar";
  readonly pipe: "xz" | "bzip2" | "zstd" | null;
}

/** Archives of a commit as `git archive` writes them, such as the ones that a host offers for a tag. */
export const gitArchivePreset: Preset = {
  name: "git-archive",
  wants: () => false,
  asks: () => false,
  detect(project, { archive, name }) {
    const comment = archive === null ? null : commitCommentOf(archive);
    if (comment === null || formOf(name) === null) return null;
    return comment === project.commit
      ? `${name} names the commit, as git archive writes it`
      : `${name} names a commit, as git archive writes it`;
  },
  runs: () => false,
  plan(project, uploads) {
    const made = uploads.map((upload) => archiveOf(project, upload));
    const pipes = new Set(made.flatMap(({ form }) => form.pipe ?? []));
    return {
      fetch: null,
      prepare: null,
      build: {
        command: [`mkdir -p ${OUTPUT}`, ...made.map(({ command }) => command)].join(" && "),
        evidence: "preset git-archive",
      },
      environment: uploads.flatMap((upload) => zone(project, upload) ?? []).slice(0, 1),
      umask: null,
      outputs: made.map(({ output }) => output),
      materials: [],
      requires: [
        { program: "git", from: "the package git" },
        ...[...pipes].map((program) => ({ program, from: `the package ${PACKAGES[program]}` })),
      ],
      decisions: made.flatMap(({ decisions }) => decisions),
    };
  },
};

const PACKAGES = { xz: "xz-utils", bzip2: "bzip2", zstd: "zstd" };

function formOf(name: string): Form | null {
  return FORMS.find(([ending]) => ending.test(name))?.[1] ?? null;
}

function archiveOf(project: Project, upload: UploadTraits) {
  const { name } = upload;
  const form = formOf(name);
  if (form === null) {
    throw unusable("an archive that git makes (tar, tar.gz, tar.xz, tar.bz2, tar.zst, zip)", name);
  }
  const prefix = prefixOf(project, upload);
  const umask = form.format === "zip" ? null : umaskOf(upload);
  const target = `./${OUTPUT}/${name}`;
  const parts = [
    "git",
    ...(umask === null ? [] : ["-c", `tar.umask=${umask}`]),
    "archive",
    `--format=${form.format}`,
    ...(prefix === null ? [] : [`--prefix=${shellWord(`${prefix}/`)}`]),
    "HEAD",
  ].join(" ");
  const command =
    form.pipe === null
      ? `${parts} > ${shellWord(target)}`
      : // Not through a pipe: a failing git would go unseen in front of one.
        `${parts} > ./${OUTPUT}/plain.tar && ${form.pipe} -c < ./${OUTPUT}/plain.tar > ${shellWord(target)}`;
  return {
    form,
    command,
    output: `${OUTPUT}/${name.replaceAll(/[\\*?[\]{}()!+@|$^]/g, "\\$&")}`,
    decisions: [
      ...(prefix === null
        ? []
        : [{ item: "prefix", value: `${prefix}/`, evidence: `the one folder in ${name}` }]),
      ...(umask === null
        ? []
        : [{ item: "tar.umask", value: umask, evidence: `the modes in ${name}` }]),
    ],
  };
}

/** The folder that was put in front of every path; a folder of the commit is none. */
function prefixOf(project: Project, { topFolder, archive, name }: UploadTraits): string | null {
  if (topFolder === null || archive === null) return null;
  const isOwn = archive.entries.every(
    ({ path, type }) => type === "directory" || project.has(displayPath(path)),
  );
  if (isOwn) return null;
  if (isUtf8(topFolder)) return displayPath(topFolder);
  throw unusable(`a prefix of ${name} in UTF-8`, displayPath(topFolder));
}

/** git takes 002 away unless it is told otherwise; only another value is worth saying. */
function umaskOf({ umask }: UploadTraits): string | null {
  return umask === 0o022 ? "0022" : umask === 0 ? "0000" : null;
}

/** A zip holds local time: the difference to the commit's own is the time zone it was made in. */
function zone(project: Project, upload: UploadTraits): RecipeVariable | null {
  const { archive, memberTime, name } = upload;
  if (archive?.format !== "zip" || memberTime === null) return null;
  // Zip times are even.
  const quarters = Math.round((memberTime - project.committedAt) / 900);
  const isZone =
    Math.abs(memberTime - quarters * 900 - project.committedAt) <= 2 && Math.abs(quarters) <= 56;
  if (!isZone || quarters === 0) return null;
  const minutes = Math.abs(quarters) * 15;
  const clock = `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, "0")}`;
  // POSIX counts to the west.
  const value = `<local>${quarters > 0 ? "-" : ""}${clock}`;
  return { name: "TZ", value, evidence: `the times in ${name} against the commit's` };
}
