import { execFile } from "node:child_process";
import type { Listing } from "./listing.ts";

const DEADLINE_MS = 600_000;

/**
 * Asks a program that reads the names of archives, a line each, and answers each with a line of JSON: an object of
 * lines by path, or a text that is its complaint.
 */
export async function askByLine(
  command: string,
  args: readonly string[],
  files: readonly string[],
): Promise<readonly (Listing | string)[]> {
  if (files.length === 0) return [];
  const answer = await new Promise<string>((resolve, reject) => {
    const options = { timeout: DEADLINE_MS, maxBuffer: 2 ** 30, encoding: "utf8" } as const;
    const child = execFile(command, args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command}: ${error.message}`));
    });
    child.stdin?.end(files.join("\n"));
  });
  return answer
    .trimEnd()
    .split("\n")
    .map((line): Listing | string => {
      const listing = JSON.parse(line) as Record<string, string> | string;
      return typeof listing === "string" ? listing : new Map(Object.entries(listing));
    });
}
