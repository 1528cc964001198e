import type { PlanItem, RequiredTool } from "../build-plan.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import type { Project } from "./project.ts";

/** A command of a recipe, run as `/bin/sh -ec`, and why it is that one. */
export interface RecipeCommand {
  readonly command: string;
  readonly evidence: string;
}

/** The command that fetches; it has the network and none of our secrets. */
export interface RecipeFetch extends RecipeCommand {
  /**
   * What a repetition runs in its place, without a network, from the materials of the first run; null: nothing has to
   * be run, because the later phases use the materials themselves.
   */
  readonly replay: string | null;
}

/** A variable of the whole build. */
export interface RecipeVariable {
  readonly name: string;
  /** null: it is not set, not even as every other build has it. */
  readonly value: string | null;
  readonly evidence: string;
}

/**
 * How a preset would build the uploads. Commands find the folder for what they fetch in `$GATE_MATERIALS`, a new home in
 * `$HOME`; whatever they take from an upload or a commit is one word by `shellWord`.
 */
export interface Recipe {
  /** null: nothing has to be fetched. */
  readonly fetch: RecipeFetch | null;
  /** Sets up what the build runs with, from the materials alone, also for a command of the caller; null: nothing. */
  readonly prepare: RecipeCommand | null;
  readonly build: RecipeCommand;
  readonly environment: readonly RecipeVariable[];
  /** Other permissions than 022 takes away from new files; null: that. */
  readonly umask: { readonly value: string; readonly evidence: string } | null;
  /** Globs of the files that the build leaves, relative to its folder. */
  readonly outputs: readonly string[];
  /** Globs of what is recorded by digest of all that was fetched, relative to `$GATE_MATERIALS`. */
  readonly materials: readonly string[];
  /** Programs without which it cannot work. */
  readonly requires: readonly RequiredTool[];
  /** Further decisions, such as versions that were pinned. */
  readonly decisions: readonly PlanItem[];
}

/** How the releases of one ecosystem are built: data and pure functions, one file each (docs/presets.md). */
export interface Preset {
  /** As `--preset` takes it. */
  readonly name: string;
  /** Whether the text of a file of the commit is needed, by its path below the folder that is built. */
  readonly wants: (path: string) => boolean;
  /** Whether the body of a small member of an upload is needed, by its path in the archive. */
  readonly asks: (path: string) => boolean;
  /**
   * What shows that this project makes such an upload, in a few words; null where nothing does. A name that only the
   * upload gives is no evidence for what may run.
   */
  readonly detect: (project: Project, upload: UploadTraits) => string | null;
  /** Whether the recipe would run a command like this one of the caller's, so that its fetch phase fits. */
  readonly runs: (command: string) => boolean;
  /**
   * How to build these uploads, all of which it detected or was named for. `command` is what the caller runs in place
   * of the recipe's own build; null where the recipe is to say it. Throws `InputError` (`preset-unusable`) for a
   * project of which no plan can be made.
   */
  readonly plan: (
    project: Project,
    uploads: readonly UploadTraits[],
    command: string | null,
  ) => Recipe;
}
