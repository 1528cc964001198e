import { spawnSync } from "node:child_process";

/** Why a command cannot be used here, or undefined. */
export function commandObstacle(command: string, args: readonly string[]): string | undefined {
  const { status } = spawnSync(command, args, { stdio: "ignore" });
  return status === 0 ? undefined : `${command} is not installed`;
}
