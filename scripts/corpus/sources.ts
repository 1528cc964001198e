import { cargoProject } from "./cargo-project.ts";
import { debianPackages, debianSources } from "./debian-toolchain.ts";
import { goModules } from "./go-modules.ts";
import { mavenProject } from "./maven-project.ts";
import { npmCache } from "./npm-cache.ts";
import { pythonSdists, pythonWheels } from "./python-tools.ts";
import type { Source } from "./source.ts";

/** Where the corpus comes from. Each brings all that it brings, whatever the readers make of it. */
export const SOURCES: readonly Source[] = [
  npmCache,
  goModules,
  pythonWheels,
  pythonSdists,
  cargoProject,
  mavenProject,
  debianPackages,
  debianSources,
];
