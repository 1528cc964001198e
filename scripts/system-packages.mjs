// Debian packages that the tests call, per tier: installs what is missing when it can, names it otherwise. It never
// fails a run: a test that misses its program counts itself as skipped. Plain JavaScript without packages, because
// `.ci/run` starts it before anything is installed: `node scripts/system-packages.mjs TIER...`.
import { spawnSync } from "node:child_process";

/** What a tier calls: the package, and a command that only ends well (or at least starts) when it is there. */
const needs = {
  default: [
    ["git", "git", "--version"],
    ["tar", "tar", "--version"],
    ["gzip", "gzip", "--version"],
    ["libarchive-tools", "bsdtar", "--version"],
    ["busybox", "busybox", "true"],
    ["unzip", "unzip", "-v"],
    ["zip", "zip", "-v"],
    ["p7zip-full", "7z", "i"],
    ["python3", "python3", "--version"],
    ["golang-go", "go", "version"],
    ["xz-utils", "xz", "--version"],
    ["zstd", "zstd", "--version"],
    ["bzip2", "bzip2", "--help"],
    ["dpkg", "dpkg-deb", "--version"],
    ["binutils", "ar", "--version"],
  ],
  real: [
    ["git", "git", "--version"],
    ["xz-utils", "xz", "--version"],
    ["dpkg-dev", "dpkg-source", "--version"],
    ["libarchive-tools", "bsdtar", "--version"],
    ["busybox", "busybox", "true"],
    ["unzip", "unzip", "-v"],
    ["p7zip-full", "7z", "i"],
    ["ruby", "gem", "--version"],
    ["python3", "python3", "--version"],
    ["python3-venv", "python3", "-c", "import ensurepip, venv"],
    ["autoconf", "autoconf", "--version"],
    ["automake", "automake", "--version"],
    ["autopoint", "autopoint", "--version"],
    ["gettext", "msgfmt", "--version"],
    ["make", "make", "--version"],
    ["gcc", "cc", "--version"],
    ["meson", "meson", "--version"],
    ["ninja-build", "ninja", "--version"],
    ["cmake", "cmake", "--version"],
    ["cargo", "cargo", "--version"],
    ["golang-go", "go", "version"],
    ["default-jdk-headless", "javac", "-version"],
    ["maven", "mvn", "--version"],
    ["sudo", "sudo", "--version"],
  ],
  "action-runner": [["git", "git", "--version"]],
  bench: [["git", "git", "--version"]],
};

const INSTALL_MS = 600_000;

/** The packages of these tiers that are not there, each once. */
export function missingPackages(tiers, runs = starts) {
  const rows = tiers.flatMap((tier) => needs[tier] ?? []);
  return [...new Set(rows.filter(([, ...command]) => !runs(command)).map(([name]) => name))];
}

/** Installs what is missing, once and quietly; returns the sentence to print, or null when nothing was missing. */
export function providePackages(tiers, { runs = starts, install = aptInstall } = {}) {
  const missing = missingPackages(tiers, runs);
  if (missing.length === 0) return null;
  const obstacle = install(missing);
  const left = missingPackages(tiers, runs);
  if (left.length === 0) return `Installed for the tests: ${missing.join(", ")}.`;
  const why = obstacle ?? "the packages came without the programs";
  return `Missing for some tests, which are skipped: ${left.join(", ")} (${why}).`;
}

function starts([program, ...args]) {
  return spawnSync(program, args, { stdio: "ignore", timeout: 120_000 }).status === 0;
}

/** null when apt installed them all, otherwise why it did not. */
function aptInstall(packages) {
  if (!starts(["apt-get", "--version"])) return "apt-get is needed to install them";
  const prefix = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (prefix.length > 0 && !starts([...prefix, "true"])) return "root or sudo is needed";
  const apt = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
  const deadline = Date.now() + INSTALL_MS;
  const run = (...args) => {
    const [program, ...rest] = [...apt, ...args];
    const left = Math.max(1, deadline - Date.now());
    return spawnSync(program, rest, { stdio: "ignore", timeout: left }).status === 0;
  };
  run("update");
  const flags = ["install", "--yes", "--no-install-recommends"];
  if (run(...flags, ...packages)) return null;
  // One package that this release does not have must not keep the others away.
  const refused = packages.filter((name) => !run(...flags, name));
  return refused.length === 0 ? null : `apt-get did not install ${refused.join(", ")}`;
}

if (import.meta.main ?? process.argv[1]?.endsWith("system-packages.mjs")) {
  const tiers = process.argv.slice(2);
  console.log(
    providePackages(tiers.length > 0 ? tiers : Object.keys(needs)) ?? "Nothing is missing.",
  );
}
