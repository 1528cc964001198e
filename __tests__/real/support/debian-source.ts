import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runOrThrow } from "./run.ts";

/**
 * The upstream tarball inside a Debian source package, from the archive this machine is configured for. The package
 * lists lie in `folder`, so the machine's own are not touched.
 */
export async function debianOrigTarball(
  name: string,
  version: string,
  folder: string,
): Promise<string> {
  const lists = await sourceLists(folder);
  const options = [
    `Dir::Etc::SourceList=${lists}`,
    "Dir::Etc::SourceParts=/dev/null",
    `Dir::State::Lists=${join(folder, "lists")}`,
    `Dir::Cache=${join(folder, "cache")}`,
  ].flatMap((option) => ["-o", option]);
  await runOrThrow("apt-get", [...options, "-q", "update"]);
  await runOrThrow(
    "apt-get",
    [...options, "-q", "source", "--download-only", `${name}=${version}`],
    { cwd: folder },
  );
  const orig = (await readdir(folder)).find(
    (file) => file.startsWith(`${name}_`) && file.includes(".orig.tar."),
  );
  if (orig === undefined) throw new Error(`no upstream tarball came with ${name} ${version}`);
  return join(folder, orig);
}

/** Why source packages cannot be had here, or undefined. */
export function debianSourceObstacle(): string | undefined {
  if (!existsSync("/usr/bin/apt-get")) return "apt-get is missing (no Debian)";
  if (!existsSync("/usr/bin/xz")) return "xz is missing (Debian package xz-utils)";
  return undefined;
}

/** The machine's own package sources, turned from binaries to sources. */
async function sourceLists(folder: string): Promise<string> {
  await mkdir(join(folder, "lists", "partial"), { recursive: true });
  await mkdir(join(folder, "cache", "archives", "partial"), { recursive: true });
  const deb822 = join("/etc/apt/sources.list.d", "debian.sources");
  if (existsSync(deb822)) {
    const target = join(folder, "debian.sources");
    await writeFile(
      target,
      (await readFile(deb822, "utf8")).replaceAll(/^Types:.*$/gm, "Types: deb-src"),
    );
    return target;
  }
  const target = join(folder, "sources.list");
  await writeFile(
    target,
    (await readFile("/etc/apt/sources.list", "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("deb "))
      .map((line) => line.replace(/^deb /, "deb-src "))
      .join("\n") + "\n",
  );
  return target;
}
