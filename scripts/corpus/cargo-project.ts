import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, runOrThrow } from "../../__tests__/real/support/run.ts";
import { byBaseName, only } from "./files-below.ts";
import { commandObstacle } from "./obstacle.ts";
import type { Source } from "./source.ts";

/** A command line program as a test of the cargo preset would have it. */
const DEPENDENCIES = [
  'clap = { version = "4", features = ["derive"] }',
  'serde = { version = "1", features = ["derive"] }',
  'serde_json = "1"',
];

/** What `cargo fetch` leaves in an empty cargo home. */
export const cargoProject: Source = {
  id: "crate",
  rule: "every crate that `cargo fetch` brings for a project that depends on clap, serde and serde_json",

  obstacle: () => commandObstacle("cargo", ["--version"]),

  async collect(folder) {
    await project(folder, DEPENDENCIES);
    await runOrThrow("cargo", ["fetch", "--quiet"], options(folder));
    return byBaseName(join(folder, "home", "registry", "cache"), [".crate"]);
  },

  async fetch(names, folder) {
    const crates = names.map(dependencyOn);
    await project(folder, crates);
    await run("cargo", ["fetch", "--quiet"], options(folder));
    await mkdir(join(folder, "home", "registry", "cache"), { recursive: true });
    return only(names, await byBaseName(join(folder, "home", "registry", "cache"), [".crate"]));
  },
};

/** `name-1.0.0.crate` as a line of a manifest that asks for exactly that one. */
function dependencyOn(name: string, index: number): string {
  const [, crate, version] = /^(.*?)-(\d+\..*)\.crate$/.exec(name) ?? [];
  if (crate === undefined || version === undefined) {
    throw new Error(`expected the name of a crate, found ${name}`);
  }
  const [exact] = version.split("+");
  const feature = "default-features = false";
  return `listed-${String(index)} = { package = "${crate}", version = "=${exact ?? ""}", ${feature} }`;
}

async function project(folder: string, dependencies: readonly string[]): Promise<void> {
  await mkdir(join(folder, "project", "src"), { recursive: true });
  const manifest = [
    ...["[package]", 'name = "release"', 'version = "1.0.0"', 'edition = "2021"', ""],
    ...["[dependencies]", ...dependencies, ""],
  ];
  await writeFile(join(folder, "project", "Cargo.toml"), manifest.join("\n"));
  await writeFile(join(folder, "project", "src", "main.rs"), "fn main() {}\n");
}

function options(folder: string): { cwd: string; env: NodeJS.ProcessEnv } {
  return {
    cwd: join(folder, "project"),
    env: { ...process.env, CARGO_HOME: join(folder, "home") },
  };
}
