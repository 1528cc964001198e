import { inferEpoch } from "../inference/epoch.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";
import type { Preset } from "./preset.ts";
import { unusable, type Project } from "./project.ts";

/** Gems, as `gem build` packs them from a specification of the commit. */
export const gemPreset: Preset = {
  name: "gem",
  wants: (path) => GEMSPEC.test(path),
  asks: () => false,
  detect(project, upload) {
    return gemspecOf(project, upload);
  },
  runs: (command) => /^\s*gem\s+build\b/.test(command),
  plan(project, uploads) {
    const gemspecs = uploads.map((upload) => {
      const gemspec = gemspecOf(project, upload);
      if (gemspec !== null) return gemspec;
      throw unusable(`a specification that ${upload.name} is named after`, "none");
    });
    const asksGit = gemspecs.some((gemspec) => /\bgit\b/.test(project.text(gemspec) ?? ""));
    const epoch = inferEpoch(uploads, project.committedAt);
    return {
      // A specification lists files; what it depends on is not looked at.
      fetch: null,
      prepare: null,
      build: {
        command: [...new Set(gemspecs)].map(buildOf).join(" && "),
        evidence: "preset gem",
      },
      environment: epoch === null ? [] : [{ name: "SOURCE_DATE_EPOCH", ...epoch }],
      umask: null,
      outputs: ["**/*.gem"],
      materials: [],
      requires: [
        { program: "gem", from: "Ruby (the package ruby)" },
        ...(asksGit ? [{ program: "git", from: "the package git" }] : []),
      ],
      decisions: [],
    };
  },
};

const GEMSPEC = /^(?:[^/]+\/){0,2}[^/]+\.gemspec$/;

/** The specification of the commit that the upload is named after: what is left of the name is a version. */
function gemspecOf(project: Project, { name }: UploadTraits): string | null {
  for (const file of project.paths) {
    const gem = /([^/]+)\.gemspec$/.exec(file)?.[1];
    if (gem === undefined || !GEMSPEC.test(file) || !name.startsWith(`${gem}-`)) continue;
    // Behind the version may stand a platform: such a gem holds what a compiler made.
    if (/^\d+(?:\.[0-9A-Za-z]+)*\.gem$/.test(name.slice(gem.length + 1))) return file;
  }
  return null;
}

/** In the folder of the specification, from which it names its files. */
function buildOf(gemspec: string): string {
  const at = gemspec.lastIndexOf("/");
  const build = `gem build ${shellWord(`./${gemspec.slice(at + 1)}`)}`;
  return at < 0 ? build : `(cd ${shellWord(`./${gemspec.slice(0, at)}`)} && ${build})`;
}
