import type { Project } from "../presets/project.ts";
import type { BuildSystem } from "./build-system.ts";
import { isExact, parseRequirement } from "./requirement.ts";

/** Files in which projects pin what builds them. */
export const BUILD_LOCKS = [
  "requirements-build.txt",
  "build-requirements.txt",
  "requirements/build.txt",
  "build-constraints.txt",
];

/** A lock of the build's requirements. */
export interface BuildLock {
  readonly path: string;
  /** Whether every line has hashes, which then are enforced. */
  readonly hasHashes: boolean;
}

/** The commit's own lock: the first of the files that pins every requirement of the build; null where none does. */
export function buildLockOf(project: Project, { requires }: BuildSystem): BuildLock | null {
  for (const path of BUILD_LOCKS) {
    const text = project.text(path);
    const lock = text === null ? null : readLock(text);
    if (lock !== null && requires.every(({ name }) => lock.names.has(name))) {
      return { path, hasHashes: lock.hasHashes };
    }
  }
  return null;
}

interface Lines {
  readonly names: ReadonlySet<string>;
  readonly hasHashes: boolean;
}

/** null unless it is nothing but exact pins, so that an option in it cannot lead elsewhere. */
function readLock(text: string): Lines | null {
  const lines = text
    .replaceAll(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
  const names = new Set<string>();
  let hashed = 0;
  for (const line of lines) {
    const [pin = "", ...options] = line.split(/\s+(?=--)/);
    const requirement = parseRequirement(pin);
    if (requirement === null || !isExact(requirement)) return null;
    if (!options.every((option) => /^--hash=sha(?:256|384|512):[0-9a-f]+$/.test(option.trim()))) {
      return null;
    }
    names.add(requirement.name);
    hashed += options.length > 0 ? 1 : 0;
  }
  return { names, hasHashes: hashed === lines.length && hashed > 0 };
}
