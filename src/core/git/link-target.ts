import type { PathBytes } from "../path-bytes.ts";

/** More steps than any kernel follows; a chain as long as this is a loop and opens nothing. */
const MOST_HOPS = 64;

/**
 * Whether opening the symbolic link at `path` could lead out of the tree, other links of the tree followed on the
 * way: `y -> deep/x/../..` is harmless as text and leaves the tree when `deep/x` is a link to the root.
 */
export function leavesTree(
  path: PathBytes,
  target: PathBytes,
  links: ReadonlyMap<PathBytes, PathBytes>,
): boolean {
  const at = folderOf(path);
  const left = [target as string];
  for (let hops = 0; hops < MOST_HOPS;) {
    const step = left.pop();
    if (step === undefined) return false;
    if (step.startsWith("/") || step === "" || step.includes("\0")) return true;
    const slash = step.indexOf("/");
    const name = slash < 0 ? step : step.slice(0, slash);
    const rest = slash < 0 ? "" : step.slice(slash).replace(/^\/+/, "");
    if (rest !== "") left.push(rest);
    if (name === ".") continue;
    if (name === "..") {
      if (at.pop() === undefined) return true;
      continue;
    }
    const next = links.get([...at, name].join("/") as PathBytes);
    if (next === undefined) {
      at.push(name);
    } else {
      hops += 1;
      left.push(next);
    }
  }
  return false;
}

function folderOf(path: PathBytes): string[] {
  return path.split("/").slice(0, -1);
}
