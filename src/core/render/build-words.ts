import type { BuildReport } from "../report.ts";

const ISOLATION: Readonly<Record<string, string>> = {
  namespaces: "the build ran as another user in namespaces of its own",
  user: "the build ran as another user, in no namespace of its own",
  process:
    "the build had its own folder, process group and a cleaned environment, but ran as the same user: it could read that user's files and processes",
  none: "the build was not shut in at all",
};

/** How far the build was shut in, as it was and not as it was wished. Untrusted: the surface escapes it. */
export function sandboxText({ sandbox }: BuildReport): string {
  return reachedText(sandbox, ISOLATION[sandbox.reached] ?? "a level this version does not know");
}

const NETWORK: Readonly<Record<string, string>> = {
  none: "the build could not reach the network",
  fetch: "only the fetch phase could reach the network",
  open: "the build could reach the network, and nothing kept it from fetching what it liked",
};

/** Whether the build could reach the network. Untrusted: the surface escapes it. */
export function networkText({ network }: BuildReport): string {
  return reachedText(network, NETWORK[network.reached] ?? "a mode this version does not know");
}

function reachedText(level: BuildReport["sandbox"], meaning: string): string {
  const { requested, reached } = level;
  return `${reached}${requested === reached ? "" : ` (asked for: ${requested})`} - ${meaning}`;
}
