import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { InputError } from "../../core/errors.ts";

const execute = promisify(execFile);

/** The npm that the user has, and where it keeps what it downloaded. */
export interface Npm {
  readonly program: string;
  /** Contents there are checked against the lockfile's hashes when they are used. */
  readonly cache: string;
}

/** The first npm on the user's PATH that is not inside a package's own folder. Throws `InputError`. */
export async function findNpm(environment: NodeJS.ProcessEnv): Promise<Npm> {
  for (const folder of (environment["PATH"] ?? "").split(delimiter)) {
    const program = join(folder, "npm");
    if (!isAbsolute(folder) || folder.includes("node_modules") || !isProgram(program)) continue;
    const { stdout } = await execute(program, ["config", "get", "cache"], { env: environment });
    return { program, cache: stdout.trim() };
  }
  throw new InputError("usage", {
    expected: "npm on PATH",
    found: "none",
    next: "Install npm, or start the demo from a shell that has it.",
  });
}

/** Packs the package at `root` into `folder`, as a maintainer would; returns the tarball's path. */
export async function packPackage(
  npm: Npm,
  root: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { stdout } = await execute(npm.program, ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    env: { ...environment, PATH: pathWithNode(environment) },
  });
  const name = /"filename":\s*"([^"/]+\.tgz)"/.exec(stdout)?.[1];
  if (name === undefined) {
    throw new InputError("file-missing", {
      expected: "npm pack to name the tarball it wrote",
      found: stdout,
      next: "Run `npm pack --json` by hand to see why.",
    });
  }
  return join(folder, name);
}

/** PATH with the Node that runs this program in front, so that npm and its scripts run on it, too. */
function pathWithNode(environment: NodeJS.ProcessEnv): string {
  return [dirname(process.execPath), environment["PATH"] ?? ""].join(delimiter);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
