import path from "node:path";
import type { Confiner } from "./confinement.ts";
import { namespaceConfiner, type CallerFolders } from "./namespace-confiner.ts";
import { processConfiner } from "./process-confiner.ts";
import { userConfiner } from "./user-confiner.ts";

/**
 * The ways to shut a build in that this machine may have, the best first. `sudo` is asked on hosted runners alone,
 * where the machine is thrown away after the job, and wherever the sandbox is required.
 */
export function machineConfiners(
  environment: Readonly<Record<string, string | undefined>>,
  isRequired: boolean,
): readonly Confiner[] {
  if (process.platform !== "linux") return [processConfiner];
  const caller = callerFolders(environment);
  if (process.geteuid?.() === 0) {
    return [namespaceConfiner("root", caller), userConfiner(), processConfiner];
  }
  const isHosted = environment["RUNNER_ENVIRONMENT"] === "github-hosted";
  return [
    namespaceConfiner("any-user", caller),
    ...(isHosted || isRequired ? [namespaceConfiner("sudo", caller)] : []),
    processConfiner,
  ];
}

/** Folders that the runner keeps its own files in, or the checkout. */
const RUNNER_FOLDERS = ["RUNNER_TEMP", "RUNNER_WORKSPACE", "GITHUB_WORKSPACE"];
const RUNNER_FILES = ["ENV", "PATH", "OUTPUT", "STATE", "STEP_SUMMARY"];

function callerFolders(environment: Readonly<Record<string, string | undefined>>): CallerFolders {
  const hidden = [
    ...RUNNER_FOLDERS.map((name) => environment[name] ?? ""),
    ...RUNNER_FILES.map((name) => path.dirname(environment[`GITHUB_${name}`] ?? "")),
  ].filter((folder) => path.isAbsolute(folder));
  const homes = ["/root", environment["HOME"] ?? "", process.cwd(), ...hidden];
  return {
    homes: homes.filter((folder) => path.isAbsolute(folder)),
    hidden: [...new Set(hidden)],
  };
}
