import { BuildLog } from "./build-log.ts";
import { runStep, type StepEnd, type StepLimits } from "./build-step.ts";
import type { Confinement } from "./sandbox/confinement.ts";

/** Programs that builds use, and how each says its version. */
export const KNOWN_TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["node", ["--version"]],
  ["npm", ["--version"]],
  ["python3", ["--version"]],
  ["pip", ["--version"]],
  ["cargo", ["--version"]],
  ["go", ["version"]],
  ["java", ["-version"]],
  ["make", ["--version"]],
]);

const PATIENCE_MS = 5000;
const LONGEST_LINE = 200;

/** What is asked, of whom, and how long an answer may take. */
export interface ToolQuestion {
  readonly confinement: Confinement;
  readonly environment: Readonly<Record<string, string>>;
  readonly tools: ReadonlyMap<string, readonly string[]>;
  readonly limits: StepLimits;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}

/** What the tools said, or why nothing could be asked. */
export type ToolAnswer =
  | { readonly kind: "asked"; readonly versions: ReadonlyMap<string, string> }
  | Extract<StepEnd, { kind: "not-started" }>;

/**
 * First lines of what the programs on a build's PATH say of themselves, asked where the build will run: so they are
 * those that the build sees, and a confinement that cannot be made shows here, before anything was built. Best effort:
 * a program that is absent, fails or takes over five seconds is left out.
 */
export async function toolVersions(question: ToolQuestion): Promise<ToolAnswer> {
  const { confinement, environment, tools, limits, signal } = question;
  let said = "";
  const end = await runStep(
    {
      confinement,
      command: {
        command: [...[...tools].map(([name, args]) => ask(name, args)), "wait"].join("\n"),
        directory: confinement.root,
        environment,
        network: "none",
      },
      folder: "/",
      deadlineMs: question.patienceMs ?? PATIENCE_MS,
      log: new BuildLog(),
      onOutput: (chunk) => {
        said += Buffer.from(chunk).toString("utf8");
      },
      signal,
    },
    { ...limits, graceMs: 0 },
  );
  if (end.kind === "not-started") return end;
  // The questions themselves never fail: what failed is the way in, such as a folder that cannot be reached.
  if (end.failure?.reason === "exit") {
    return { kind: "not-started", complaint: said.trim() || end.failure.detail };
  }
  const versions = new Map<string, string>();
  for (const name of tools.keys()) {
    const line = said.split("\n").find((one) => one.startsWith(`${name}\t`));
    const version =
      line
        ?.slice(name.length + 1)
        .trim()
        .slice(0, LONGEST_LINE) ?? "";
    if (version !== "") versions.set(name, version);
  }
  return { kind: "asked", versions };
}

/** Both streams: `java -version` answers on the error stream. One line, written at once, so that answers do not mix. */
function ask(name: string, args: readonly string[]): string {
  const call = [name, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return `(said=$(${call} 2>&1 < /dev/null) && printf '%s\\t%.300s\\n' '${name}' "$(printf '%s\\n' "$said" | head -n 1)") 2> /dev/null &`;
}
