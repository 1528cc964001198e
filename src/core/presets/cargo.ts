import { displayPath } from "../path-bytes.ts";
import { shellWord } from "../shell-word.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { homeLink } from "./home-link.ts";
import type { Preset, RecipeFetch } from "./preset.ts";
import { tableAt, textAt, unusable, type Project } from "./project.ts";

const HOME = 'export CARGO_HOME="$GATE_MATERIALS/cargo"';
const LOCKS = '"$GATE_MATERIALS/cargo/locks.tar"';

/** Packages of the Rust registry as `cargo package` makes them; nothing of them is compiled. */
export const cargoPreset: Preset = {
  name: "cargo",
  wants: (path) => /(?:^|\/)Cargo\.toml$/.test(path),
  asks: () => false,
  detect(project, upload) {
    const crate = crateOf(project, upload);
    return crate === null ? null : `${crate.manifest} of ${crate.name}`;
  },
  runs: (command) => /^\s*cargo\s+(?:package|publish|build)\b/.test(command),
  plan(project, uploads) {
    const crates = uploads.map((upload) => {
      const crate = crateOf(project, upload);
      if (crate !== null) return crate;
      throw unusable(`a Cargo.toml of the package that ${upload.name} is named after`, "none");
    });
    const commands = crates.map(
      ({ manifest }) => `cargo package --locked --offline --no-verify${manifestFlag(manifest)}`,
    );
    return {
      fetch: fetchOf(project, crates),
      prepare: homeLink("cargo", ".cargo", "preset cargo"),
      build: {
        command: [...new Set(commands)].join(" && "),
        evidence: "preset cargo",
      },
      environment: [
        // A member of a workspace would otherwise end up in a folder that depends on the workspace.
        { name: "CARGO_TARGET_DIR", value: "target", evidence: "preset cargo" },
        { name: "CARGO_TERM_COLOR", value: "never", evidence: "preset cargo" },
      ],
      umask: null,
      outputs: ["target/package/*.crate"],
      materials: ["cargo/registry/cache/**", "cargo/locks.tar"],
      requires: [{ program: "cargo", from: "the package cargo, or Rust's own toolchain" }],
      decisions: [],
    };
  },
};

interface Crate {
  readonly name: string;
  /** Path of its Cargo.toml. */
  readonly manifest: string;
}

/** The package of the commit that the upload is named after, the one nearest to the top. */
function crateOf(project: Project, { name, archive }: UploadTraits): Crate | null {
  const [, stem] = /^(.+)\.crate$/.exec(name) ?? [];
  if (stem === undefined) return null;
  const manifests = [...project.paths]
    .filter((path) => /(?:^|\/)Cargo\.toml$/.test(path))
    .sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
  for (const manifest of manifests) {
    const crate = textAt(tableAt(project.toml(manifest), "package"), "name");
    if (crate === null || !/^[A-Za-z0-9_-]+$/.test(crate) || !stem.startsWith(`${crate}-`))
      continue;
    // Names hold digits and hyphens, too: what is left has to be a version.
    const isVersion = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(stem.slice(crate.length + 1));
    const isFolder = archive?.entries.every(({ path }) => displayPath(path).startsWith(`${stem}/`));
    if (isVersion && isFolder !== false) return { name: crate, manifest };
  }
  return null;
}

function manifestFlag(manifest: string): string {
  return manifest === "Cargo.toml" ? "" : ` --manifest-path ${shellWord(manifest)}`;
}

function depth(path: string): number {
  return path.split("/").length;
}

/** What the lock files name; without them, what the registry has now, which is then kept. */
function fetchOf(project: Project, crates: readonly Crate[]): RecipeFetch {
  const each = (command: string) =>
    new Set(crates.map(({ manifest }) => `${command}${manifestFlag(manifest)}`));
  const locks = crates.map(({ manifest }) => lockOf(project, manifest));
  if (!locks.includes(null)) {
    return {
      command: [HOME, ...each("cargo fetch --locked")].join(" && "),
      evidence: [...new Set(locks)].join(", "),
      replay: null,
    };
  }
  return {
    command: [
      HOME,
      ...each("cargo fetch"),
      `find . -name Cargo.lock -exec tar -cf ${LOCKS} {} +`,
    ].join(" && "),
    evidence: "Cargo.toml, without a lock file: resolved now",
    replay: `tar -xf ${LOCKS}`,
  };
}

/** The lock file beside the manifest, or of a workspace around it. */
function lockOf(project: Project, manifest: string): string | null {
  const folders = manifest.split("/").slice(0, -1);
  for (let length = folders.length; length >= 0; length -= 1) {
    const lock = [...folders.slice(0, length), "Cargo.lock"].join("/");
    if (project.has(lock)) return lock;
  }
  return null;
}
