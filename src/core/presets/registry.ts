import { autotoolsPreset } from "./autotools.ts";
import { cargoPreset } from "./cargo.ts";
import { cmakePreset } from "./cmake.ts";
import { gitArchivePreset } from "./git-archive.ts";
import { goPreset } from "./go.ts";
import { mavenPreset } from "./maven.ts";
import { mesonPreset } from "./meson.ts";
import { npmPreset } from "./npm.ts";
import type { Preset } from "./preset.ts";
import { pythonPreset } from "./python.ts";

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
];

/** What `--preset` takes. */
export const PRESET_NAMES: readonly string[] = PRESETS.map(({ name }) => name);
