import type { PhaseNetwork, RequiredTool } from "../core/build-plan.ts";
import { shellWord } from "../core/shell-word.ts";
import { BuildLog } from "./build-log.ts";
import type { Step, StepEnd, StepFailure } from "./build-step.ts";

/** Where the output of a step goes. */
export type StepLog = Pick<Step, "log" | "onOutput">;

/**
 * The first of these programs that the build would not find, as a failure that says what to install; null when all are
 * there. They are looked for where the build will run, with its own PATH.
 */
export async function missingTool(
  tools: readonly RequiredTool[],
  step: (command: string, network: PhaseNetwork, into: StepLog) => Promise<StepEnd>,
): Promise<StepFailure | null> {
  if (tools.length === 0) return null;
  let said = "";
  const look = tools.map(({ program }, at) => {
    return `command -v ${shellWord(program)} > /dev/null || echo missing ${String(at)}`;
  });
  const end = await step(look.join("\n"), "none", {
    log: new BuildLog(),
    onOutput: (chunk) => {
      said += Buffer.from(chunk).toString("latin1");
    },
  });
  // A confinement that cannot be made is said by the first phase.
  if (end.kind === "not-started") return null;
  const missing = tools.find((_, at) => said.split("\n").includes(`missing ${String(at)}`));
  return missing === undefined
    ? end.failure
    : {
        reason: "tool-missing",
        detail: `${missing.program} is not on the PATH of the build; install ${missing.from}, or name its folder with --tools`,
      };
}
