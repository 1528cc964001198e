import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Scratch } from "../app/ports.ts";
import type { BuildPlan } from "../core/build-plan.ts";
import { BuildError } from "../core/errors.ts";
import type { Confinement, RunFolders } from "./sandbox/confinement.ts";
import { BUILD_ROOT } from "./sandbox/root-layout.ts";

/** Where systems keep their programs. The caller's PATH is not asked: `--tools` adds to this. */
const SYSTEM_PATH = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
  "/opt/homebrew/bin",
];

/** Home and more of a build, by the folder that they lie in. */
const HOME_FOLDERS = {
  HOME: "home",
  XDG_CONFIG_HOME: "home/.config",
  XDG_CACHE_HOME: "home/.cache",
  XDG_DATA_HOME: "home/.local/share",
  XDG_STATE_HOME: "home/.local/state",
  XDG_RUNTIME_DIR: "runtime",
};

/** Folder of a run for what is fetched. */
export const MATERIALS = "materials";

/** New folders of one build, all empty and private. */
export async function makeRunFolders(scratch: Scratch): Promise<RunFolders> {
  const run = await scratch.directory("build");
  for (const place of [...Object.values(HOME_FOLDERS), "tmp", MATERIALS]) {
    await mkdir(path.join(run, place), { recursive: true, mode: 0o700 });
  }
  return { run, scratch };
}

/** The whole environment of a build: the plan's variables, and what belongs to this run as seen from inside. */
export async function buildEnvironment(
  plan: BuildPlan,
  { root, temporary }: Pick<Confinement, "root" | "temporary">,
): Promise<Readonly<Record<string, string>>> {
  const system: string[] = [];
  for (const folder of SYSTEM_PATH) if (await isFolder(folder)) system.push(folder);
  return {
    ...Object.fromEntries(plan.environment),
    ...Object.fromEntries(
      Object.entries(HOME_FOLDERS).map(([name, place]) => [name, path.join(root, place)]),
    ),
    ...(plan.materials === undefined ? {} : { GATE_MATERIALS: path.join(root, MATERIALS) }),
    TMPDIR: temporary,
    PATH: [...plan.tools, ...system].join(":"),
  };
}

/** Throws `BuildError` (`tools-unusable`) unless every `--tools` folder can stand on a PATH. */
export async function checkTools(plan: BuildPlan): Promise<void> {
  for (const folder of plan.tools) {
    const isPath = path.isAbsolute(folder) && !folder.includes(":");
    const isOurs = folder === BUILD_ROOT || folder.startsWith(`${BUILD_ROOT}/`);
    if (isPath && !isOurs && (await isFolder(folder))) continue;
    throw new BuildError("tools-unusable", {
      expected: `--tools with absolute folders that exist, lie outside of ${BUILD_ROOT} and have no colon in their name`,
      found: `"${folder}"`,
      next: "Pass the folder that holds the programs, such as the bin folder of a virtual environment.",
    });
  }
}

/** Variables that name a file which a build needs in order to trust a server. */
const FILE_VARIABLES = [
  "SSL_CERT_FILE",
  "NODE_EXTRA_CA_CERTS",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "CARGO_HTTP_CAINFO",
  "GIT_SSL_CAINFO",
];

/** Files that the plan's environment names, outside of what every build sees. */
export function namedFiles(plan: BuildPlan): readonly string[] {
  return FILE_VARIABLES.flatMap((name) => plan.environment.get(name) ?? []);
}

/** Whether a path leads to a folder. */
export async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
