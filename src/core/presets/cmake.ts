import { belowTop, type UploadTraits } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import type { Preset, RecipeFetch } from "./preset.ts";
import { unusable, type Project } from "./project.ts";
import { LOOSEN, tarballForm, tarballForms, umaskOf, type TarballForm } from "./source-tarball.ts";

const MANIFEST = "CMakeLists.txt";

/** Where the archives are put when they are made: a folder that no project has. */
const OUTPUT = ".rebuild-gate";

/** Not in the source tree: CPack packs whatever lies there. */
const FOLDER = '"$TMPDIR/cmake"';

/** What CPack calls each form. */
const GENERATORS: Record<TarballForm, string> = {
  "tar.gz": "TGZ",
  "tar.xz": "TXZ",
  "tar.bz2": "TBZ2",
  "tar.zst": "TZST",
  zip: "ZIP",
};

const FETCHED = '-DFETCHCONTENT_BASE_DIR="$GATE_MATERIALS/cmake"';

/** Source packages of projects with CMake, made by CPack. */
export const cmakePreset: Preset = {
  name: "cmake",
  wants: isScript,
  asks: () => false,
  detect(project, upload) {
    const packer = scriptWith(project, /^\s*include\s*\(\s*CPack\s*\)/im);
    if (packer === null || tarballForm(upload.name) === null) return null;
    return isSource(upload) ? `${packer} of the commit, which includes CPack` : null;
  },
  runs: (command) =>
    /\bcpack\b|--target\s+package_source\b|\bmake\s+package_source\b/.test(command),
  plan(project, uploads) {
    if (!project.has(MANIFEST)) throw unusable(`${MANIFEST} in the commit`, "none");
    const forms = tarballForms(uploads);
    if (forms.length === 0) {
      throw unusable(
        "a form that CPack packs (tar.gz, tar.xz, tar.bz2, tar.zst, zip)",
        uploads.map(({ name }) => name).join(", "),
      );
    }
    const fetching = fetchOf(project);
    const umask = umaskOf("of-the-commit", project, uploads);
    const options = fetching === null ? "" : ` ${FETCHED} -DFETCHCONTENT_FULLY_DISCONNECTED=ON`;
    return {
      fetch: fetching,
      prepare: null,
      build: {
        command: [
          ...(umask === null ? [] : [LOOSEN]),
          `cmake -S . -B ${FOLDER}${options}`,
          ...forms.map(
            (form) =>
              `(cd ${FOLDER} && cpack --config CPackSourceConfig.cmake -G ${GENERATORS[form]})`,
          ),
          `mkdir ${OUTPUT}`,
          `mv ${forms.map((form) => `${FOLDER}/*.${form}`).join(" ")} ${OUTPUT}/`,
        ].join(" && "),
        evidence: "preset cmake",
      },
      environment: [],
      umask,
      outputs: forms.map((form) => `${OUTPUT}/*.${form}`),
      materials: ["cmake/*-src/**"],
      requires: [
        { program: "cmake", from: "the package cmake" },
        { program: "make", from: "the package make" },
      ],
      decisions: [],
    };
  },
};

/** The scripts that say how a project is packed and what it fetches, as far as such things are said. */
function isScript(path: string): boolean {
  return path === MANIFEST || /^cmake\/[^/]+\.cmake$/i.test(path);
}

function scriptWith(project: Project, pattern: RegExp): string | null {
  if (!project.has(MANIFEST)) return null;
  const scripts = [...project.paths].filter(isScript);
  return scripts.find((path) => pattern.test(project.text(path) ?? "")) ?? null;
}

/** Binary packages of CPack have what was installed, not what it was made from. */
function isSource(upload: UploadTraits): boolean {
  return (
    upload.archive === null ||
    upload.archive.entries.some(({ path }) => belowTop(upload, displayPath(path)) === MANIFEST)
  );
}

/** What FetchContent declares is downloaded while configuring, so that is what the fetch phase does. */
function fetchOf(project: Project): RecipeFetch | null {
  const script = scriptWith(project, /\bFetchContent_(?:Declare|MakeAvailable|Populate)\b/i);
  if (script === null) return null;
  return {
    command: `cmake -S . -B ${FOLDER} ${FETCHED}`,
    evidence: script,
    // The later phases use it where it lies.
    replay: null,
  };
}
