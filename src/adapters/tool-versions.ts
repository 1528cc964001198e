import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { spawnGroup } from "./process-group.ts";

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
const REST_MS = 500;
const LONGEST_LINE = 200;

/**
 * First lines of what the programs on a build's PATH say of themselves. Best effort: a program that is absent, fails
 * or takes over five seconds is left out.
 */
export async function toolVersions(
  environment: Readonly<Record<string, string>>,
  directory: string,
  tools: ReadonlyMap<string, readonly string[]> = KNOWN_TOOLS,
  patienceMs = PATIENCE_MS,
): Promise<ReadonlyMap<string, string>> {
  const folders = (environment["PATH"] ?? "").split(":");
  const ask = (program: string, args: readonly string[]): Promise<string | null> =>
    firstLine(program, args, { directory, environment, patienceMs });
  const asked = [...tools].map(async ([name, args]) => {
    const program = await findProgram(name, folders);
    return [name, program === null ? null : await ask(program, args)] as const;
  });
  const versions = new Map<string, string>();
  for (const [name, line] of await Promise.all(asked)) if (line !== null) versions.set(name, line);
  return versions;
}

async function findProgram(name: string, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const place = path.join(folder, name);
    try {
      await access(place, constants.X_OK);
      return place;
    } catch {
      // The next folder.
    }
  }
  return null;
}

function firstLine(
  program: string,
  args: readonly string[],
  question: {
    readonly directory: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly patienceMs: number;
  },
): Promise<string | null> {
  const group = spawnGroup(program, args, {
    cwd: question.directory,
    env: question.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const patience = setTimeout(() => {
    group.signal("SIGKILL");
  }, question.patienceMs);
  let said = "";
  // `java -version` answers on the error stream.
  for (const stream of [group.child.stdout, group.child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      if (said.length < LONGEST_LINE) said += chunk.toString("utf8");
    });
  }
  return new Promise((resolve) => {
    const done = (line: string | null): void => {
      clearTimeout(patience);
      group.release();
      group.child.stdout?.destroy();
      group.child.stderr?.destroy();
      resolve(line);
    };
    group.child.once("error", () => {
      done(null);
    });
    group.child.once("exit", (status) => {
      const answer = (): void => {
        clearTimeout(rest);
        const line = said.split("\n")[0]?.trim().slice(0, LONGEST_LINE) ?? "";
        done(status === 0 && line !== "" ? line : null);
      };
      // What was written before the end may still be on its way; a child that keeps the pipe is not waited for.
      const rest = setTimeout(answer, REST_MS);
      group.child.once("close", answer);
    });
  });
}
