import { shellWord } from "../shell-word.ts";
import { isNpmManifest, npmPackageOf } from "./npm-package.ts";
import { installerOf } from "./installer.ts";
import type { Preset } from "./preset.ts";
import { unusable } from "./project.ts";

const LOCK = "pnpm-lock.yaml";

/** Packages of the npm registry, packed by pnpm, which writes versions in the place of `workspace:`. */
export const pnpmPreset: Preset = {
  name: "pnpm",
  wants: isNpmManifest,
  asks: (path) => path === "package/package.json",
  detect(project, upload) {
    const found = project.has(LOCK) ? npmPackageOf(project, upload) : null;
    return found === null ? null : `${LOCK}, ${found.evidence}`;
  },
  runs: (command) => /^\s*pnpm\s/.test(command),
  plan(project, uploads) {
    const folders = uploads.map((upload) => {
      const found = npmPackageOf(project, upload);
      if (found !== null && project.has(LOCK)) return found.folder;
      throw unusable(`${LOCK} and the package.json of ${upload.name}`, "none");
    });
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
      outputs: [`${OUTPUT}/*.tgz`],
      // The files of the packages; pnpm's own notes beside them bear times.
      materials: ["pnpm/v*/files/*/!(*.json)", "manager/package-lock.json"],
      requires: manager.requires,
      decisions: manager.decisions,
    };
  },
};

const STORE = '--store-dir "$GATE_MATERIALS/pnpm"';
/** Where the packages are put: a folder that no project has. */
const OUTPUT = ".rebuild-gate";

function packOf(folder: string): string {
  const up = folder === "" ? "." : folder.replaceAll(/[^/]+/g, "..");
  const place = folder === "" ? "." : `./${folder}`;
  return `mkdir -p ${OUTPUT} && (cd ${shellWord(place)} && pnpm pack --pack-destination ${up}/${OUTPUT})`;
}
