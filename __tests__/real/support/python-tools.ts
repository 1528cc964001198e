import { join } from "node:path";
import { run, runOrThrow } from "./run.ts";

/** Why virtual environments cannot be made here, or undefined. */
export async function pythonObstacle(): Promise<string | undefined> {
  const ran = await run("python3", ["-c", "import venv, ensurepip"]).catch(() => undefined);
  return ran?.status === 0
    ? undefined
    : "python3 with venv is missing (Debian package python3-venv)";
}

/** A new virtual environment with exactly these packages; returns its folder of programs, for `--tools`. */
export async function virtualEnvironment(
  folder: string,
  packages: readonly string[],
): Promise<string> {
  await runOrThrow("python3", ["-m", "venv", folder]);
  await runOrThrow(join(folder, "bin", "python"), [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    ...packages,
  ]);
  return join(folder, "bin");
}

/** Downloads one release's sdist and wheel as they were published. */
export async function publishedDistributions(
  programs: string,
  requirement: string,
  folder: string,
): Promise<void> {
  for (const form of ["--no-binary", "--only-binary"]) {
    await runOrThrow(join(programs, "python"), [
      "-m",
      "pip",
      "download",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "--no-build-isolation",
      form,
      ":all:",
      "--dest",
      folder,
      requirement,
    ]);
  }
}
