import type { IsolationLevel, NetworkMode } from "../build-plan.ts";
import type { BuildReport } from "../report.ts";

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
