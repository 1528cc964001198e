import { installerOf } from "./installer.ts";
import { demandLockedPackage, isNpmManifest, lockedPackageOf } from "./npm-package.ts";
import { inFolder, PACK_FOLDER, packFolderFrom } from "./pack-folder.ts";
import type { Preset } from "./preset.ts";

const LOCK = "pnpm-lock.yaml";

/** Packages of the npm registry, packed by pnpm, which writes versions in the place of `workspace:`. */
export const pnpmPreset: Preset = {
  name: "pnpm",
  wants: isNpmManifest,
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    const found = lockedPackageOf(project, upload, LOCK);
    return found === null ? null : `${LOCK}, ${found.evidence}`;
  },
  runs: (command) => /^\s*pnpm\s/.test(command),
  plan(project, uploads) {
    const folders = uploads.map((upload) => demandLockedPackage(project, upload, LOCK).folder);
    const manager = installerOf(project, "pnpm", (version) => `pnpm@${version}`);
    const path = manager.path === null ? [] : [manager.path];
    const install = `pnpm install --frozen-lockfile --ignore-scripts ${STORE}`;
    return {
      fetch: {
        command: [...(manager.install === null ? [] : [manager.install]), ...path, install].join(
          " && ",
        ),
        evidence: LOCK,
        replay: [...path, `${install} --offline`].join(" && "),
      },
      prepare: null,
      build: {
        command: [...path, ...new Set(folders.map(packOf))].join(" && "),
        evidence: "preset pnpm",
      },
      environment: [
        // It would fetch and run another version of itself.
        {
          name: "npm_config_manage_package_manager_versions",
          value: "false",
          evidence: "preset pnpm",
        },
        { name: "npm_config_update_notifier", value: "false", evidence: "preset pnpm" },
      ],
      umask: null,
      outputs: [`${PACK_FOLDER}/*.tgz`],
      // The files of the packages; pnpm's own notes beside them bear times.
      materials: ["pnpm/v*/files/*/!(*.json)", "manager/package-lock.json"],
      requires: manager.requires,
      decisions: manager.decisions,
    };
  },
};

const STORE = '--store-dir "$GATE_MATERIALS/pnpm"';

function packOf(folder: string): string {
  const pack = `pnpm pack --pack-destination ${packFolderFrom(folder)}`;
  return `mkdir -p ${PACK_FOLDER} && ${inFolder(folder, pack)}`;
}
