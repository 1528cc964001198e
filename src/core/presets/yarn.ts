import type { UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";
import { installerOf, type Installer } from "./installer.ts";
import { demandLockedPackage, isNpmManifest, lockedPackageOf } from "./npm-package.ts";
import { inFolder, PACK_FOLDER, packFolderFrom } from "./pack-folder.ts";
import type { Preset, RecipeVariable } from "./preset.ts";
import { textAt, type Project } from "./project.ts";

const LOCK = "yarn.lock";
const SETTINGS = ".yarnrc.yml";

/** Packages of the npm registry of a project that Yarn manages, packed by what the upload's times show. */
export const yarnPreset: Preset = {
  name: "yarn",
  wants: (path) => path === SETTINGS || isNpmManifest(path),
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    const found = lockedPackageOf(project, upload, LOCK);
    return found === null ? null : `${LOCK}, ${found.evidence}`;
  },
  runs: (command) => /^\s*yarn\s/.test(command),
  plan(project, uploads) {
    const packages = uploads.map((upload) => ({
      upload,
      folder: demandLockedPackage(project, upload, LOCK).folder,
    }));
    const yarn = yarnOf(project);
    const path = yarn.manager.path === null ? [] : [yarn.manager.path];
    const install = yarn.isClassic
      ? CLASSIC_INSTALL
      : `${yarn.command} install --immutable ${BUILD_NOTHING}`;
    const offline = yarn.isClassic ? `${install} --offline` : `YARN_ENABLE_NETWORK=0 ${install}`;
    const set = yarn.isClassic ? [] : ['export YARN_CACHE_FOLDER="$GATE_MATERIALS/yarn"'];
    const packing = packages.map(({ upload, folder }) => packOf(upload, folder, yarn));
    return {
      fetch: {
        command: [
          ...(yarn.manager.install === null ? [] : [yarn.manager.install]),
          ...path,
          ...set,
          install,
        ].join(" && "),
        evidence: LOCK,
        replay: [...path, ...set, offline].join(" && "),
      },
      prepare: null,
      build: {
        command: [
          ...path,
          ...set,
          `mkdir -p ${PACK_FOLDER}`,
          ...packing.map(({ command }) => command),
        ].join(" && "),
        evidence: "preset yarn",
      },
      environment: yarn.isClassic ? [] : BERRY,
      umask: null,
      outputs: [`${PACK_FOLDER}/*.tgz`],
      materials: ["yarn/**/*.zip", "yarn/**/.yarn-tarball.tgz", "manager/package-lock.json"],
      requires: yarn.isCommitted ? [{ program: "node", from: "Node.js" }] : yarn.manager.requires,
      decisions: [
        ...yarn.manager.decisions,
        ...packing.map(({ packer, evidence }) => ({ item: "packer", value: packer, evidence })),
      ],
    };
  },
};

const CLASSIC_INSTALL =
  'yarn install --frozen-lockfile --ignore-scripts --non-interactive --cache-folder "$GATE_MATERIALS/yarn"';
const BUILD_NOTHING = "--mode=skip-build";

/** Since its second version, Yarn is set by variables; the cache is to be ours and nothing sent home. */
const BERRY: readonly RecipeVariable[] = [
  { name: "YARN_ENABLE_GLOBAL_CACHE", value: "0", evidence: "preset yarn" },
  { name: "YARN_ENABLE_TELEMETRY", value: "0", evidence: "preset yarn" },
];

/** The one time of all files by which these packers are known, whole seconds. */
const NPM_TIME = 499_162_500;

interface Yarn {
  readonly isClassic: boolean;
  /** Whether the commit holds the program itself. */
  readonly isCommitted: boolean;
  readonly command: string;
  readonly manager: Installer;
}

/** Which Yarn: the one that the commit holds, the one that it names, or the machine's. */
function yarnOf(project: Project): Yarn {
  const committed = textAt(project.yaml(SETTINGS) ?? {}, "yarnPath");
  const named = installerOf(project, "yarn", (version) =>
    version.startsWith("1.") ? `yarn@${version}` : `@yarnpkg/cli-dist@${version}`,
  );
  if (committed !== null && project.has(committed)) {
    return {
      isClassic: false,
      isCommitted: true,
      command: `node ${shellWord(`./${committed}`)}`,
      manager: {
        ...named,
        path: null,
        install: null,
        decisions: [{ item: "package manager", value: committed, evidence: SETTINGS }],
      },
    };
  }
  const isClassic =
    named.version === null ? !project.has(SETTINGS) : named.version.startsWith("1.");
  return { isClassic, isCommitted: false, command: "yarn", manager: named };
}

/** npm and Yarn both pack such a project for its release; only npm gives every file the time of 1985. */
function packOf(
  upload: UploadTraits,
  folder: string,
  { isClassic, isCommitted, command }: Yarn,
): { readonly command: string; readonly packer: string; readonly evidence: string } {
  const target = packFolderFrom(folder);
  if (upload.memberTime === NPM_TIME) {
    return {
      command: inFolder(folder, `npm pack --pack-destination ${target}`),
      packer: "npm",
      evidence: `every file of ${upload.name} bears 1985-10-26, npm's own`,
    };
  }
  const file = shellWord(`${target}/${upload.name}`);
  // The program lies at the top, where the packages are put.
  const top = target.slice(0, -PACK_FOLDER.length);
  const program = isCommitted ? command.replace("./", top) : command;
  const pack = isClassic ? `yarn pack --filename ${file}` : `${program} pack --out ${file}`;
  return {
    command: inFolder(folder, pack),
    packer: "yarn",
    evidence: `the times in ${upload.name} are not npm's`,
  };
}
