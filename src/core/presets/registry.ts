import { autotoolsPreset } from "./autotools.ts";
import { cargoPreset } from "./cargo.ts";
import { cmakePreset } from "./cmake.ts";
import { gemPreset } from "./gem.ts";
import { gitArchivePreset } from "./git-archive.ts";
import { goPreset } from "./go.ts";
import { mavenPreset } from "./maven.ts";
import { mesonPreset } from "./meson.ts";
import { npmPreset } from "./npm.ts";
import { pnpmPreset } from "./pnpm.ts";
import type { Preset } from "./preset.ts";
import { pythonPreset } from "./python.ts";
import { yarnPreset } from "./yarn.ts";

/** Every preset; of several that fit an upload the first is taken, so the more specific stand first. */
export const PRESETS: readonly Preset[] = [
  gitArchivePreset,
  npmPreset,
  pythonPreset,
  autotoolsPreset,
  mesonPreset,
  cmakePreset,
  cargoPreset,
  goPreset,
  mavenPreset,
  gemPreset,
  pnpmPreset,
  yarnPreset,
];

/** What `--preset` takes. */
export const PRESET_NAMES: readonly string[] = PRESETS.map(({ name }) => name);
