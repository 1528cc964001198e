import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, runOrThrow } from "../../__tests__/real/support/run.ts";
import { byBaseName, only } from "./files-below.ts";
import type { Source } from "./source.ts";

/** What `scripts/system-packages.mjs` installs for the tests, and what the autotools preset builds with. */
const PACKAGES = [
  ...["git", "tar", "gzip", "libarchive-tools", "busybox", "unzip", "zip", "p7zip-full", "python3"],
  ...["xz-utils", "dpkg-dev", "python3-venv"],
  ...["build-essential", "autoconf", "automake", "libtool", "autopoint", "gettext"],
];
/** Of what build-essential stands for, the packages with a source of their own that it names itself. */
const SOURCES = [...PACKAGES, "libc6-dev", "gcc", "g++", "make"];

const PACKAGE_LISTS = "/etc/apt/sources.list.d/debian.sources";

function obstacle(): string | undefined {
  if (!existsSync("/usr/bin/apt-get")) return "apt-get is missing (no Debian)";
  return existsSync(PACKAGE_LISTS) ? undefined : `${PACKAGE_LISTS} is missing`;
}

/** What `apt-get install` downloads on a system without any package. */
export const debianPackages: Source = {
  id: "deb",
  rule:
    "every package that `apt-get install --no-install-recommends` downloads for git, tar, gzip, libarchive-tools, " +
    "busybox, unzip, zip, p7zip-full, python3, xz-utils, dpkg-dev, python3-venv, build-essential, autoconf, " +
    "automake, libtool, autopoint and gettext on a system that has none",
  obstacle,

  async collect(folder) {
    const options = await aptOptions(folder, "deb");
    const flags = ["-qq", "--yes", "install", "--download-only", "--no-install-recommends"];
    await runOrThrow("apt-get", [...options, ...flags, ...PACKAGES]);
    return byBaseName(join(folder, "archives"), [".deb"]);
  },

  async fetch(names, folder) {
    const options = await aptOptions(folder, "deb");
    const wanted = names.map((name) => {
      const [packageName = "", version = ""] = name.split("_");
      return `${packageName}=${version.replaceAll("%3a", ":")}`;
    });
    await allOrEach([...options, "-q", "download"], wanted, join(folder, "files"));
    return only(names, await byBaseName(join(folder, "files"), [".deb"]));
  },
};

/** The sources of the packages that are asked for by name. */
export const debianSources: Source = {
  id: "deb-src",
  rule: "every tar that `apt-get source --download-only` brings for the same packages and for libc6-dev, gcc, g++ and make",
  obstacle,

  async collect(folder) {
    // Which source a package is of, apt knows from the packages.
    const options = await aptOptions(folder, "deb deb-src");
    const cwd = join(folder, "files");
    // An archive server need not have every source; what does not come, apt says, and so does the page.
    await allOrEach([...options, "-q", "source", "--download-only"], SOURCES, cwd);
    return byBaseName(cwd, TARS);
  },

  async fetch(names, folder) {
    // A tar is asked for by its source package; which version lists it, apt knows.
    const options = await aptOptions(folder, "deb-src");
    const packages = names.map((name) => name.split("_")[0] ?? "");
    await allOrEach(
      [...options, "-q", "source", "--download-only", "--only-source"],
      [...new Set(packages)],
      join(folder, "files"),
    );
    return only(names, await byBaseName(join(folder, "files"), TARS));
  },
};

const TARS = [".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"];

/** One call for all; where it fails, one for each, so that a package that is gone takes no other with it. */
async function allOrEach(
  command: readonly string[],
  wanted: readonly string[],
  cwd: string,
): Promise<void> {
  await mkdir(cwd, { recursive: true });
  const together = await run("apt-get", [...command, ...wanted], { cwd });
  if (together.status === 0) return;
  console.error(complaints(together.stderr));
  for (const name of wanted) await run("apt-get", [...command, name], { cwd });
}

function complaints(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => line.startsWith("E: "))
    .join("\n");
}

/** The machine's own package sources, but for these types, in lists and folders that are not the machine's. */
async function aptOptions(
  folder: string,
  types: "deb" | "deb-src" | "deb deb-src",
): Promise<readonly string[]> {
  for (const part of ["lists/partial", "cache", "archives/partial"]) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const status = join(folder, "status");
  await writeFile(status, "");
  const list = join(folder, "debian.sources");
  const text = await readFile(PACKAGE_LISTS, "utf8");
  await writeFile(list, text.replaceAll(/^Types:.*$/gm, `Types: ${types}`));
  const options = [
    ...[`Dir::Etc::SourceList=${list}`, "Dir::Etc::SourceParts=/dev/null"],
    ...[`Dir::State::Lists=${join(folder, "lists")}`, `Dir::State::status=${status}`],
    ...[`Dir::Cache=${join(folder, "cache")}`, `Dir::Cache::archives=${join(folder, "archives")}`],
    ...["APT::Sandbox::User=root", "Debug::NoLocking=1"],
  ].flatMap((option) => ["-o", option]);
  await runOrThrow("apt-get", [...options, "-q", "update"]);
  return options;
}
