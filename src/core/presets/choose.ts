import { InputError } from "../errors.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { notApplicable } from "./not-applicable.ts";
import type { Preset, Recipe } from "./preset.ts";
import type { Project } from "./project.ts";

/** A recipe, whose it is, and what showed that it fits. */
export interface ChosenRecipe {
  readonly preset: string;
  readonly evidence: string;
  readonly recipe: Recipe;
}

/** What a run without a build command builds. */
export interface Choice {
  /** null: there is nothing to build, because no upload is of a kind that any preset makes. */
  readonly chosen: ChosenRecipe | null;
  /** Base names of the uploads that no preset makes, each with what it is. */
  readonly notApplicable: ReadonlyMap<string, string>;
}

/**
 * The preset that makes the uploads. Without `named` it is detected for each of them; an upload that nothing builds
 * from a commit (a container image, a signature) is set apart and stays undecided. Throws `InputError`
 * (`preset-undetected`, `preset-ambiguous`, `preset-unusable`).
 */
export function choosePreset(
  project: Project,
  uploads: readonly UploadTraits[],
  presets: readonly Preset[],
  named: string | null,
): Choice {
  const apart = new Map<string, string>();
  const makeable: UploadTraits[] = [];
  for (const upload of uploads) {
    const kind = notApplicable(upload);
    if (kind === null) makeable.push(upload);
    else apart.set(upload.name, kind);
  }
  if (makeable.length === 0) return { chosen: null, notApplicable: apart };
  const { preset, evidence } =
    named === null ? detectAll(project, makeable, presets) : byName(presets, named);
  const recipe = preset.plan(project, makeable, null);
  return { chosen: { preset: preset.name, evidence, recipe }, notApplicable: apart };
}

/**
 * The recipe that a command of the caller's own belongs to: it would run such a command, and makes one of the uploads
 * or was named. null where there is none; what the caller wrote then stands alone.
 */
export function inheritedRecipe(
  project: Project,
  uploads: readonly UploadTraits[],
  presets: readonly Preset[],
  { command, named }: { readonly command: string; readonly named: string | null },
): ChosenRecipe | null {
  if (named !== null) {
    const { preset, evidence } = byName(presets, named);
    return { preset: named, evidence, recipe: preset.plan(project, uploads, command) };
  }
  for (const preset of presets.filter(({ runs }) => runs(command))) {
    const [found] = uploads.flatMap((upload) => detection(project, upload, [preset]) ?? []);
    if (found === undefined) continue;
    const evidence = `${found.evidence}; --build runs what it runs`;
    return { preset: preset.name, evidence, recipe: preset.plan(project, uploads, command) };
  }
  return null;
}

interface Detection {
  readonly preset: Preset;
  readonly evidence: string;
}

function byName(presets: readonly Preset[], named: string): Detection {
  const preset = presets.find(({ name }) => name === named);
  if (preset !== undefined) return { preset, evidence: "--preset" };
  throw new InputError("usage", {
    expected: `--preset with one of ${presets.map(({ name }) => name).join(", ")}`,
    found: `"${named}"`,
    next: "Name one of them, or say how the release is built with --build COMMAND.",
  });
}

function detection(
  project: Project,
  upload: UploadTraits,
  presets: readonly Preset[],
): Detection | null {
  for (const preset of presets) {
    const evidence = preset.detect(project, upload);
    if (evidence !== null) return { preset, evidence };
  }
  return null;
}

function detectAll(
  project: Project,
  uploads: readonly UploadTraits[],
  presets: readonly Preset[],
): Detection {
  const found = uploads.map((upload) => ({ upload, it: detection(project, upload, presets) }));
  const unknown = found.filter(({ it }) => it === null).map(({ upload }) => upload.name);
  const [first, ...others] = found.flatMap(({ it }) => it ?? []);
  if (first === undefined || unknown.length > 0) {
    throw new InputError("preset-undetected", {
      expected: `files that one of the presets makes (${presets.map(({ name }) => name).join(", ")})`,
      found: unknown.join(", "),
      next: "Say how they are built with --build COMMAND, or name the preset with --preset NAME (in a workflow: the inputs build and preset).",
    });
  }
  const names = new Set([first, ...others].map(({ preset }) => preset.name));
  if (names.size > 1) {
    throw new InputError("preset-ambiguous", {
      expected: "uploads that one preset makes",
      found: found
        .map(({ upload, it }) => `${upload.name} by ${it?.preset.name ?? "none"}`)
        .join(", "),
      next: "Check them apart, each with its own run, or say how all are built with --build COMMAND.",
    });
  }
  return first;
}
