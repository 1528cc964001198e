import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The lowest Node that package.json's `engines` admits, and one that it does not. */
const OLDEST = "22.22.2";
const TOO_OLD = "20.19.5";
const root = join(import.meta.dirname, "..", "..");

/** A Node, installed once into the cache folder, or the reason why it is not there. */
export type InstalledNode =
  | { readonly path: string; readonly missing: null }
  | { readonly path: null; readonly missing: string };

/** The oldest supported Node. */
export function oldestNode(): InstalledNode {
  return installedNode(OLDEST);
}

/** A Node that many still have, and that is not supported. */
export function tooOldNode(): InstalledNode {
  return installedNode(TOO_OLD);
}

/** Finds or installs a Node, from the registry, as npm's own `node` package. */
function installedNode(version: string): InstalledNode {
  const cache = join(root, ".cache");
  const home = join(cache, `node-${version}`);
  const path = join(home, "node_modules", "node", "bin", "node");
  if (existsSync(path)) return { path, missing: null };
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, "node-install-"));
  try {
    writeFileSync(
      join(fresh, "package.json"),
      JSON.stringify({ private: true, allowScripts: { node: true } }),
    );
    const install = spawnSync("npm", ["install", "--no-audit", "--no-fund", `node@${version}`], {
      cwd: fresh,
      encoding: "utf8",
      timeout: 600_000,
    });
    if (install.status !== 0 || !existsSync(join(fresh, "node_modules", "node", "bin", "node"))) {
      const why = install.error?.message ?? install.stderr.trim().split("\n")[0] ?? "no message";
      return { path: null, missing: `npm could not install node@${version}: ${why}` };
    }
    // Another test file may have been faster; both copies are the same.
    if (!existsSync(home)) renameSync(fresh, home);
    return { path, missing: null };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
