import type { InputError } from "../core/errors.ts";
import { documentation } from "../core/identifiers.ts";

/** The versions of Node that this program runs on, spelled as in package.json (a test holds the two together). */
export const SUPPORTED_NODE = "^22.22.2 || ^24.15.0 || >=26";

/** Oldest version of each line that is supported, and the major from which on every version is. */
const OLDEST = new Map([
  [22, [22, 2]],
  [24, [15, 0]],
]);
const EVERY_FROM = 26;

/** Whether `version` (`v24.15.0`, as Node tells its own) is in the range. A pre-release is in none. */
export function isSupportedNode(version: string): boolean {
  const parts = /^v(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (parts === undefined) return false;
  const [major = 0, minor = 0, patch = 0] = parts;
  if (major >= EVERY_FROM) return true;
  const [oldestMinor = Infinity, oldestPatch = 0] = OLDEST.get(major) ?? [];
  return minor > oldestMinor || (minor === oldestMinor && patch >= oldestPatch);
}

const CODE: InputError["code"] = "node-unsupported";

/** The refusal to run on `version`, in the shape of every other error. */
export function unsupportedNode(version: string): string {
  return [
    `rebuild-gate: ${CODE}`,
    `  expected  Node ${SUPPORTED_NODE}`,
    `  found     ${version}`,
    "  next      Install one of these (https://nodejs.org/en/download), or put its folder first on PATH.",
    `  docs      ${documentation("errors", CODE)}`,
    "",
  ].join("\n");
}
