import type { IsolationLevel, NetworkMode } from "../build-plan.ts";
import type { LimitName } from "../held-limit.ts";
import type { BuildReport } from "../report.ts";
import { durationText, sizeText } from "./words.ts";

const ISOLATION: Readonly<Record<IsolationLevel, string>> = {
  namespaces: "the build ran as another user in namespaces of its own",
  user: "the build ran as another user, in no namespace of its own",
  process:
    "the build had its own folder, process group and a cleaned environment, but ran as the same user: it could read that user's files and processes",
  none: "the build was not shut in at all",
};

/** How far the build was shut in, as it was and not as it was wished. */
export function sandboxText({ sandbox }: BuildReport): string {
  return reachedText(sandbox, ISOLATION[sandbox.reached]);
}

const LIMITS: Readonly<Record<LimitName, (value: number) => string>> = {
  memory: (value) => `${sizeText(value)} of memory`,
  processes: (value) => `${String(value)} processes and threads`,
  "process-memory": (value) =>
    `${sizeText(value)} of data for one process (memory as a whole is not limited)`,
  "file-size": (value) => `${sizeText(value)} for one file`,
  "cpu-time": (value) => `${durationText(value * 1000)} of processor time for one process`,
};

/** What the kernel held the build to, and by which means. */
export function limitsText({ sandbox: { limits = [] } }: BuildReport): string {
  if (limits.length === 0) return "none that the kernel held";
  return limits.map(({ limit, value, by }) => `${LIMITS[limit](value)} (${by})`).join(", ");
}

const NETWORK: Readonly<Record<NetworkMode, string>> = {
  none: "the build could not reach the network",
  fetch: "only the fetch phase could reach the network",
  open: "the build could reach the network, and nothing kept it from fetching what it liked",
};

/** Whether the build could reach the network. */
export function networkText({ network }: BuildReport): string {
  return reachedText(network, NETWORK[network.reached]);
}

function reachedText(
  { requested, reached }: BuildReport["sandbox" | "network"],
  meaning: string,
): string {
  return `${reached}${requested === reached ? "" : ` (asked for: ${requested})`} - ${meaning}`;
}
