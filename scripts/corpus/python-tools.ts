import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { run, runOrThrow } from "../../__tests__/real/support/run.ts";
import { byBaseName, only } from "./files-below.ts";
import { commandObstacle } from "./obstacle.ts";
import type { Source } from "./source.ts";

/** The linter of `.ci/tools`, the judges of our bundles, the front end and the back ends of the Python preset. */
const TOOLS = [
  ...["zizmor==1.32.0", "sigstore==4.5.1", "pypi-attestations==0.0.30", "build==1.6.1"],
  ...["hatchling==1.33.0", "poetry-core==2.5.0", "flit-core==4.2.0", "pdm-backend==2.5.0"],
  ...["setuptools==84.2.1", "uv-build==0.13.6", "maturin==1.16.0", "meson-python==0.22.1"],
];
/** What `npm run test:real` installs and compares, each without what it depends on. */
const TESTED = ["rich==13.3.1", "build==1.2.2", "poetry-core==1.3.2", "poetry-core==1.4.0"];

const obstacle = () => commandObstacle("python3", ["-c", "import ensurepip, venv"]);

export const pythonWheels: Source = {
  id: "wheel",
  rule:
    "the wheels of zizmor, sigstore, pypi-attestations, build and the back ends of the Python preset with all they " +
    "depend on, and those of the rich test, by `pip download`",
  obstacle,

  async collect(folder) {
    await download(["--only-binary", ":all:", ...TOOLS], folder, runOrThrow);
    for (const requirement of TESTED) await download(wheelOf([requirement]), folder, runOrThrow);
    return byBaseName(join(folder, "files"), [".whl"]);
  },

  async fetch(names, folder) {
    await downloadListed(names, folder, wheelOf);
    return only(names, await filesOf(folder));
  },
};

export const pythonSdists: Source = {
  id: "sdist",
  rule: "the source distributions of the same tools and of rich, by `pip download --no-binary`",
  obstacle,

  async collect(folder) {
    for (const requirement of [...TOOLS, "rich==13.3.1"]) {
      await download(sdistOf([requirement]), folder, runOrThrow);
    }
    return filesOf(folder);
  },

  async fetch(names, folder) {
    await downloadListed(names, folder, sdistOf);
    return only(names, await filesOf(folder));
  },
};

function wheelOf(requirements: readonly string[]): readonly string[] {
  return ["--no-deps", "--only-binary", ":all:", ...requirements];
}

function sdistOf(requirements: readonly string[]): readonly string[] {
  // Not `:all:`, or pip builds the back ends that it needs to ask for the metadata, too.
  const names = requirements.map((requirement) => requirement.split("==")[0] ?? "");
  return ["--no-deps", "--no-binary", names.join(","), ...requirements];
}

/** All at once; where that fails, or a project is listed in two versions, one by one. */
async function downloadListed(
  names: readonly string[],
  folder: string,
  form: (requirements: readonly string[]) => readonly string[],
): Promise<void> {
  const left: string[] = [];
  const first = new Map<string, string>();
  for (const name of names) {
    const [project = "", version = ""] = projectAndVersion(name);
    const requirement = `${project}==${version}`;
    if (first.has(project)) left.push(requirement);
    else first.set(project, requirement);
  }
  const together = await download(form([...first.values()]), folder, run);
  if (together.status !== 0) left.push(...first.values());
  for (const requirement of left) await download(form([requirement]), folder, run);
}

/** Both file names begin `project-version`, and in neither part is a hyphen. */
function projectAndVersion(name: string): readonly string[] {
  return name
    .replace(/\.tar\.gz$/, "")
    .split("-")
    .slice(0, 2);
}

async function download<Outcome>(
  args: readonly string[],
  folder: string,
  start: (program: string, args: readonly string[], options: object) => Promise<Outcome>,
): Promise<Outcome> {
  const python = join(folder, "venv", "bin", "python");
  if (!existsSync(python)) {
    await mkdir(folder, { recursive: true });
    await runOrThrow("python3", ["-m", "venv", join(folder, "venv")]);
  }
  // Some back ends pin a Rust toolchain, for metadata that any toolchain gives.
  const env = { ...process.env, RUSTUP_TOOLCHAIN: "stable" };
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check"];
  return start(python, [...pip, "--dest", join(folder, "files"), ...args], { env });
}

async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(join(folder, "files"), { recursive: true });
  return byBaseName(join(folder, "files"), [".whl", ".tar.gz", ".tar.bz2", ".zip"]);
}
