import type { PlanItem, RequiredTool } from "../build-plan.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";
import type { Preset, RecipeCommand } from "./preset.ts";
import { unusable, type Project } from "./project.ts";
import { templateDates } from "./template-dates.ts";
import {
  isGenerated,
  LOOSEN,
  tarballForm,
  tarballForms,
  umaskOf,
  type TarballForm,
} from "./source-tarball.ts";
import { tarOptionsOf } from "./tar-options.ts";

interface Packer {
  readonly target: string;
  readonly program: string;
  readonly from: string;
}

/** Targets that automake gives every project, and the program each packs with. */
const PACKERS: Partial<Record<TarballForm, Packer>> = {
  "tar.gz": { target: "dist-gzip", program: "gzip", from: "the package gzip" },
  "tar.xz": { target: "dist-xz", program: "xz", from: "the package xz-utils" },
  "tar.bz2": { target: "dist-bzip2", program: "bzip2", from: "the package bzip2" },
  "tar.zst": { target: "dist-zstd", program: "zstd", from: "the package zstd" },
};

const CONFIGURES = ["configure.ac", "configure.in"];

/** What a project calls the script that makes its `configure`. */
const SCRIPTS = ["autogen.sh", "bootstrap", "bootstrap.sh"];

/** Macros that need a program beyond autoconf and automake, and the package that has it. */
const MACROS: readonly (readonly [macro: RegExp, program: string, from: string])[] = [
  [/^\s*(?:LT_INIT|A[CM]_PROG_LIBTOOL)\b/m, "libtoolize", "the package libtool"],
  [/^\s*AM_GNU_GETTEXT/m, "autopoint", "the package autopoint"],
  [/^\s*AM_GNU_GETTEXT/m, "msgfmt", "the package gettext"],
  [/^\s*PKG_(?:CHECK|PROG)_/m, "pkg-config", "the package pkg-config"],
];

/** Releases of projects with autoconf and automake, made by `make dist`. */
export const autotoolsPreset: Preset = {
  name: "autotools",
  wants: (path) => CONFIGURES.includes(path),
  asks: (path) => /\.pot$/.test(path),
  detect(project, upload) {
    const configure = configureOf(project);
    const form = tarballForm(upload.name);
    if (configure === null || form === null || PACKERS[form] === undefined) return null;
    // Without a look inside, the commit alone has to do; a tag archive has no `configure` of its own.
    const isMade =
      upload.archive === null ||
      isGenerated(project, upload, "configure") ||
      project.has("configure");
    return isMade ? `${configure} and Makefile.am of the commit` : null;
  },
  runs: (command) => /\bmake\s+(?:[\w=./-]+\s+)*\w*dist\b/.test(command),
  plan(project, uploads) {
    const configure = configureOf(project);
    if (configure === null) {
      throw unusable("configure.ac and Makefile.am in the commit", "one of them is missing");
    }
    const packers = tarballForms(uploads).flatMap((form) => PACKERS[form] ?? []);
    if (packers.length === 0) {
      throw unusable(
        "a form that automake packs (tar.gz, tar.xz, tar.bz2, tar.zst)",
        uploads.map(({ name }) => name).join(", "),
      );
    }
    const umask = umaskOf("of-the-commit", project, uploads);
    const start = startOf(project);
    const dates = templateDates(uploads);
    const packing = packingOf(uploads);
    return {
      fetch: null,
      prepare: null,
      build: {
        command: [
          ...(umask === null ? [] : [LOOSEN]),
          ...(start === null ? [] : [start.command]),
          "./configure",
          // The first run refreshes the catalogues, the next ones keep what is only dated otherwise.
          ...(dates === null ? [] : ["make distdir", dates.command]),
          ...packers.map(({ target }) => `${packing?.prefix ?? ""}make ${target}`),
        ].join(" && "),
        evidence: `preset autotools; ${start?.evidence ?? "configure of the commit"}`,
      },
      environment: [
        {
          name: "NOCONFIGURE",
          value: "1",
          evidence: "preset autotools: autogen.sh is not to configure",
        },
      ],
      umask,
      outputs: tarballForms(uploads).map((form) => `*.${form}`),
      materials: [],
      requires: [
        ...(start === null ? [] : startTools(project.text(configure) ?? "")),
        ...(hasPo4a(project) ? [{ program: "po4a", from: "the package po4a" }] : []),
        { program: "make", from: "the package make" },
        ...packers.map(({ program, from }) => ({ program, from })),
      ],
      decisions: [...(packing?.decisions ?? []), ...(dates?.decisions ?? [])],
    };
  },
};

function configureOf(project: Project): string | null {
  const configure = CONFIGURES.find((name) => project.has(name));
  return configure !== undefined && project.has("Makefile.am") ? configure : null;
}

/** What makes `configure`; null where the commit has it. */
function startOf(project: Project): RecipeCommand | null {
  if (project.has("configure") && project.has("Makefile.in")) return null;
  const script = SCRIPTS.find((name) => project.has(name));
  if (script === undefined) return { command: "autoreconf -fi", evidence: "configure.ac" };
  const command = `if test -x ${script}; then ./${script}; else sh ./${script}; fi`;
  return { command, evidence: `${script} of the commit` };
}

function hasPo4a({ paths }: Project): boolean {
  return [...paths].some((path) => path === "po4a.conf" || path.endsWith("/po4a.conf"));
}

function startTools(configure: string): readonly RequiredTool[] {
  return [
    { program: "autoconf", from: "the package autoconf" },
    { program: "automake", from: "the package automake" },
    ...MACROS.filter(([macro]) => macro.test(configure)).map(([, program, from]) => ({
      program,
      from,
    })),
  ];
}

interface Packing {
  readonly prefix: string;
  readonly decisions: readonly PlanItem[];
}

/** For tar alone: the other programs of a build are not to see its options. */
function packingOf(uploads: readonly UploadTraits[]): Packing | null {
  const found = uploads.map(tarOptionsOf).find((options) => options !== null);
  if (found === undefined) return null;
  const value = found.options.join(" ");
  return {
    prefix: `TAR_OPTIONS=${shellWord(value)} `,
    decisions: [{ item: "TAR_OPTIONS", value, evidence: found.evidence }],
  };
}
