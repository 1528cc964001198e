import { inferEpoch } from "../inference/epoch.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { displayPath } from "../path-bytes.ts";
import { BUILD_LOCKS, buildLockOf, type BuildLock } from "../python/build-lock.ts";
import { pinsFor, WHEEL_FILE } from "../python/build-pins.ts";
import { buildSystemOf, PYPROJECT, type BuildSystem } from "../python/build-system.ts";
import { normalName } from "../python/requirement.ts";
import { shellWord } from "../shell-word.ts";
import type { Preset } from "./preset.ts";
import { tableAt, textAt, unusable, type Project } from "./project.ts";

/** The front end that calls the back end, and what it needs; its version changes nothing in what is built. */
const FRONT_END = ["build==1.2.2", "packaging==24.1", "pyproject_hooks==1.2.0"];

const MANIFESTS = [PYPROJECT, "setup.py", "setup.cfg"];

/** Where the packages lie that were fetched. */
const PACKAGES = '"$GATE_MATERIALS/python"';

const DOWNLOAD = [
  '"$HOME/python/bin/python" -m pip download --quiet --disable-pip-version-check --no-input',
  // A source package would be built here and now, with the network.
  `--only-binary :all: --dest ${PACKAGES}`,
].join(" ");

/** Source distributions and wheels, by the back end that the commit names (PEP 517). */
export const pythonPreset: Preset = {
  name: "python",
  wants: (path) => path === PYPROJECT || BUILD_LOCKS.includes(path),
  asks: (path) => WHEEL_FILE.test(path),
  detect(project, upload) {
    const manifest = MANIFESTS.find((path) => project.has(path));
    const told = distributionName(upload);
    if (manifest === undefined || told === null) return null;
    const own = projectName(project);
    // A project that computes its name is told by the form of the upload alone.
    if (own !== null && normalName(own) !== normalName(told)) return null;
    return own === null ? manifest : `${manifest} of ${own}`;
  },
  runs: (command) =>
    /^\s*python3?(?:\.\d+)?\s+-m\s+build\b/.test(command) &&
    !/\s(?:-\w*n\w*|--no-isolation)(?:\s|$)/.test(command),
  plan(project, uploads) {
    if (!MANIFESTS.some((path) => project.has(path))) {
      throw unusable(`one of ${MANIFESTS.join(", ")} in the commit`, "none");
    }
    const system = buildSystemOf(project);
    const lock = buildLockOf(project, system);
    const { pins, decisions } = lock === null ? pinsFor(system, uploads) : locked(lock);
    const python = interpreterFor(uploads);
    const umask = uploads.find((upload) => upload.umask === 0o002);
    const epoch = inferEpoch(uploads, project.committedAt);
    return {
      fetch: {
        command: [
          environmentBy(python),
          `${DOWNLOAD} ${FRONT_END.join(" ")}`,
          `${DOWNLOAD} ${requirements(system, lock, pins)}`,
        ].join(" && "),
        evidence:
          lock?.path ?? `${project.has(PYPROJECT) ? PYPROJECT : "PEP 517"}, ${system.backend}`,
        replay: null,
      },
      prepare: { command: prepareCommand(python), evidence: "preset python" },
      build: {
        command: [
          // Files of the commit had the same permissions as those that were made beside them.
          ...(umask === undefined ? [] : ["chmod -R g=u ."]),
          `"$HOME/python/bin/python" -m build --outdir dist${formFlags(uploads)}`,
        ].join(" && "),
        evidence: "preset python",
      },
      environment: epoch === null ? [] : [{ name: "SOURCE_DATE_EPOCH", ...epoch }],
      umask: umask === undefined ? null : { value: "002", evidence: `the modes in ${umask.name}` },
      outputs: outputsFor(uploads),
      materials: ["python/*"],
      requires: [{ program: python, from: `the packages ${python} and ${python}-venv` }],
      decisions: [
        { item: "back end", value: system.backend, evidence: backendEvidence(project) },
        ...decisions,
      ],
    };
  },
};

function backendEvidence(project: Project): string {
  return textAt(tableAt(project.toml(PYPROJECT), "build-system"), "build-backend") === null
    ? "the default of PEP 517"
    : `[build-system] of ${PYPROJECT}`;
}

/** The commit's own lock wins over whatever an upload says. */
function locked({ path, hasHashes }: BuildLock): ReturnType<typeof pinsFor> {
  const value = hasHashes ? `${path}, with hashes` : path;
  return { pins: [], decisions: [{ item: "lock", value, evidence: "the commit" }] };
}

function requirements(
  system: BuildSystem,
  lock: BuildLock | null,
  pins: readonly string[],
): string {
  if (lock?.hasHashes === true) return `--require-hashes -r ${shellWord(`./${lock.path}`)}`;
  const texts = [...system.requires, ...system.mayAsk].map(({ text }) => text);
  return [
    ...(lock === null ? [] : [`-c ${shellWord(`./${lock.path}`)}`]),
    ...[...texts, ...pins].map(shellWord),
  ].join(" ");
}

/** An environment with an installer and nothing else; a repetition has not got the one that fetched. */
function environmentBy(python: string): string {
  return `{ test -x "$HOME/python/bin/python" || ${python} -m venv "$HOME/python"; }`;
}

/** The front end from the materials, and an installer that knows of nothing else. */
function prepareCommand(python: string): string {
  return [
    'mkdir -p "$XDG_CONFIG_HOME/pip"',
    `printf '[global]\\nno-index = true\\nfind-links = %s\\n' ${PACKAGES} > "$XDG_CONFIG_HOME/pip/pip.conf"`,
    environmentBy(python),
    `"$HOME/python/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check ${FRONT_END.join(" ")}`,
  ].join(" && ");
}

/** The wheel is made from the source distribution, as installers would make it. */
function formFlags(uploads: readonly UploadTraits[]): string {
  return uploads.every(({ name }) => !isWheel(name)) ? " --sdist" : "";
}

function outputsFor(uploads: readonly UploadTraits[]): readonly string[] {
  const wheels = uploads.some(({ name }) => isWheel(name)) ? ["dist/*.whl"] : [];
  const sources = uploads.some(({ name }) => !isWheel(name)) ? ["dist/*.tar.gz"] : [];
  return [...sources, ...wheels];
}

function isWheel(name: string): boolean {
  return name.endsWith(".whl");
}

/** The interpreter that a wheel with machine code was made for; any other does for everything else. */
function interpreterFor(uploads: readonly UploadTraits[]): string {
  const tags = uploads.flatMap(({ name }) => {
    const [, major, minor] = /-cp(3)(\d{1,2})-cp3\d{1,2}t?-[^-]+\.whl$/.exec(name) ?? [];
    return major === undefined || minor === undefined ? [] : [`python${major}.${minor}`];
  });
  const [first = "python3", ...others] = new Set(tags);
  if (others.length === 0) return first;
  throw unusable("wheels for one version of Python", [first, ...others].join(", "));
}

/** The name that a distribution bears, by its file name; null for another kind of file. */
function distributionName(upload: UploadTraits): string | null {
  const { name, archive } = upload;
  if (isWheel(name))
    return /^([^-]+)-[^-]+(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(name)?.[1] ?? null;
  const told = /^(.+)-\d[^-]*\.tar\.gz$/.exec(name)?.[1] ?? null;
  if (archive === null) return told;
  const isSource = archive.entries.some(({ path }) => /^[^/]+\/PKG-INFO$/.test(displayPath(path)));
  return isSource ? told : null;
}

function projectName(project: Project): string | null {
  const manifest = project.toml(PYPROJECT);
  return (
    textAt(tableAt(manifest, "project"), "name") ??
    textAt(tableAt(manifest, "tool", "poetry"), "name") ??
    textAt(tableAt(manifest, "tool", "flit", "metadata"), "dist-name") ??
    textAt(tableAt(manifest, "tool", "flit", "metadata"), "module")
  );
}
