import type { UploadTraits } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import type { Preset, RecipeFetch } from "./preset.ts";
import { unusable, type Project } from "./project.ts";
import { tarballForm, tarballForms, umaskOf, type TarballForm } from "./source-tarball.ts";

const MANIFEST = "meson.build";

/** Where meson is set up: a folder that no project has, and that git does not miss. */
const FOLDER = ".rebuild-gate";

/** What `meson dist` calls each form. */
const FORMATS: Partial<Record<TarballForm, string>> = {
  "tar.xz": "xztar",
  "tar.gz": "gztar",
  zip: "zip",
};

/** Releases of projects with Meson, made by `meson dist`. */
export const mesonPreset: Preset = {
  name: "meson",
  wants: (path) => path === MANIFEST,
  asks: () => false,
  detect(project, upload) {
    const name = nameOf(project);
    const form = tarballForm(upload.name);
    if (name === null || form === null || FORMATS[form] === undefined) return null;
    return bearsName(upload, name) ? `${MANIFEST} of ${name}` : null;
  },
  runs: (command) => /\bmeson\s+dist\b/.test(command),
  plan(project, uploads) {
    if (!project.has(MANIFEST)) throw unusable(`${MANIFEST} in the commit`, "none");
    const forms = tarballForms(uploads).filter((form) => FORMATS[form] !== undefined);
    if (forms.length === 0) {
      throw unusable(
        "a form that meson packs (tar.xz, tar.gz, zip)",
        uploads.map(({ name }) => name).join(", "),
      );
    }
    const formats = forms.map((form) => FORMATS[form]).join(",");
    return {
      fetch: fetchOf(project),
      prepare: null,
      build: {
        command: [
          // meson asks git for changes by time stamps alone, and a checkout of ours bears others.
          "git update-index -q --refresh",
          `meson setup ${FOLDER}`,
          `meson dist -C ${FOLDER} --no-tests --formats ${formats}`,
        ].join(" && "),
        evidence: "preset meson",
      },
      environment: [],
      // What git has it packs as git archive does, whatever the umask; scripts of the project add the rest.
      umask: umaskOf("made", project, uploads),
      outputs: forms.map((form) => `${FOLDER}/meson-dist/*.${form}`),
      materials: ["subprojects/**"],
      requires: [
        { program: "meson", from: "the package meson" },
        { program: "ninja", from: "the package ninja-build" },
        { program: "git", from: "the package git" },
      ],
      decisions: [],
    };
  },
};

/** The first argument of `project()`, which every such file begins with. */
function nameOf(project: Project): string | null {
  return /^\s*project\s*\(\s*'([^'\\\n]+)'/m.exec(project.text(MANIFEST) ?? "")?.[1] ?? null;
}

/** The folder inside has the project's name; a file that cannot be read has its own name alone. */
function bearsName({ archive, topFolder, name }: UploadTraits, project: string): boolean {
  const told = archive === null ? name : topFolder === null ? "" : displayPath(topFolder);
  return told.startsWith(`${project}-`);
}

/** What the wrap files name, each with its hash; projects without one fetch nothing. */
function fetchOf({ paths }: Project): RecipeFetch | null {
  const wrap = [...paths].find((path) => /^subprojects\/[^/]+\.wrap$/.test(path));
  if (wrap === undefined) return null;
  const kept = '"$GATE_MATERIALS/subprojects"';
  return {
    command: `meson subprojects download && cp -R subprojects ${kept}`,
    evidence: wrap,
    replay: `cp -R ${kept}/. subprojects/`,
  };
}
