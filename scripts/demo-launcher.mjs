// Plain JavaScript for Node 20 with nothing installed: it installs what the lockfile says, then hands
// over to the pinned Node and the bundled program.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const pinnedNode = join(modules, "node", "bin", "node");

/** Why the installed packages are not those of the lockfile, or null when they are. */
function staleness() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record) || !existsSync(pinnedNode)) return "nothing is installed yet";
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path]?.version;
    // Packages for other platforms are optional and absent.
    if (found !== version && !(optional && found === undefined)) {
      return `${path} is ${found ?? "absent"}, the lockfile says ${version}`;
    }
  }
  return null;
}

/** Runs npm ci on the Node that the user has; false when it failed. */
function install() {
  // `npm run` puts node_modules/.bin in front, which the install is about to delete.
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== modules && !folder.startsWith(modules + sep))
    .join(delimiter);
  const { status, error } = spawnSync(
    "npm",
    ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, PATH: path },
    },
  );
  if (status === 0) return true;
  process.stderr.write(
    `expected npm ci to install the packages, found ${error?.message ?? `exit ${status}`}. ` +
      "Run `npm ci` by hand to see why.\n",
  );
  return false;
}

/** Runs the bundled program; its exit code, or its signal, becomes ours. */
function run(args) {
  const child = spawn(pinnedNode, [join(root, "dist", "cli.js"), "demo", ...args], {
    cwd: root,
    stdio: "inherit",
  });
  const forward = (signal) => {
    // Ctrl-C in a terminal reaches the whole group; a second one would cut the child's clean-up short.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  child.on("error", (error) => {
    process.stderr.write(`expected ${pinnedNode} to start, found ${error.message}. Run npm ci.\n`);
    process.exitCode = 5;
  });
  child.on("exit", (code, signal) => {
    for (const name of signals) process.off(name, forward);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write(`expected Node 20 or newer, found ${process.version}.\n`);
  process.exitCode = 2;
} else {
  const stale = staleness();
  if (stale !== null) process.stderr.write(`Installing with npm ci (${stale}) ...\n`);
  if (stale === null || install()) run(process.argv.slice(2));
  else process.exitCode = 5;
}
