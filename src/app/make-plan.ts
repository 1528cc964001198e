import type { Limits } from "../core/archive/limits.ts";
import type { BuildPlan } from "../core/build-plan.ts";
import { goBuildOf } from "../core/inference/go-build.ts";
import { uploadTraits, type UploadTraits } from "../core/inference/upload-traits.ts";
import { utf8Text } from "../core/explain/text.ts";
import { displayPath, isUtf8, pathFromText } from "../core/path-bytes.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import { planBuild, type BuildInputs } from "../core/plan.ts";
import { choosePreset, inheritedRecipe } from "../core/presets/choose.ts";
import type { Preset } from "../core/presets/preset.ts";
import { Project, type ManifestParsers } from "../core/presets/project.ts";
import { PRESETS } from "../core/presets/registry.ts";
import type { NamedFile } from "./pair-reader.ts";
import type { ArchiveFiles, ProvenSource } from "./ports.ts";

/** Of one file that a preset reads, in the commit or in an upload, bytes. */
const LARGEST_MANIFEST = 2 * 1024 * 1024;
/** Of a program that is searched for what it says of itself, bytes. */
const LARGEST_PROGRAM = 256 * 1024 * 1024;
/** Files that presets read, of the commit or of one upload. */
const MOST_MANIFESTS = 200;

/** What a build is planned from. */
export interface PlanRequest {
  readonly uploads: readonly NamedFile[];
  readonly inputs: Omit<BuildInputs, "uploads">;
  /** Name of the preset; null: detected. */
  readonly preset: string | null;
  readonly limits: Limits;
}

/** What planning asks of the outside. */
export interface PlanMeans {
  readonly files: ArchiveFiles;
  readonly parsers: () => Promise<ManifestParsers>;
  readonly source: ProvenSource;
  readonly signal: AbortSignal;
}

/** What will be built, and what nobody builds. */
export interface MadePlan {
  /** null: every upload is `notApplicable`. */
  readonly plan: BuildPlan | null;
  /** Base names of uploads that no preset makes, each with what it is. */
  readonly notApplicable: ReadonlyMap<string, string>;
}

/**
 * The plan of a check: from the caller's words alone where they say it all, otherwise with the recipe of a preset. Only
 * then are the commit's manifests and the uploads looked into. Throws `InputError` (`usage`, `preset-undetected`,
 * `preset-ambiguous`, `preset-unusable`).
 */
export async function makePlan(
  { uploads, inputs, preset, limits }: PlanRequest,
  means: PlanMeans,
): Promise<MadePlan> {
  const { command } = inputs;
  const { tree } = means.source;
  const planned = (chosen: Parameters<typeof planBuild>[2], names: readonly NamedFile[]) =>
    planBuild({ ...inputs, uploads: names.map(({ name }) => name) }, tree, chosen);
  if (command !== null && preset === null && !mayInherit(inputs, command)) {
    return { plan: planned(null, uploads), notApplicable: new Map() };
  }
  const project = await readProject(PRESETS, means);
  const traits: UploadTraits[] = [];
  for (const upload of uploads) traits.push(await readTraits(upload, project, limits, means));
  if (command !== null) {
    const inherited = inheritedRecipe(project, traits, PRESETS, { command, named: preset });
    return { plan: planned(inherited, uploads), notApplicable: new Map() };
  }
  const { chosen, notApplicable } = choosePreset(project, traits, PRESETS, preset);
  const built = uploads.filter(({ name }) => !notApplicable.has(name));
  return { plan: chosen === null ? null : planned(chosen, built), notApplicable };
}

/** Who says what fetches, or that nothing does, has said enough. */
function mayInherit({ fetchCommand, network }: PlanRequest["inputs"], command: string): boolean {
  const isOpen = fetchCommand === null && (network === null || network === "fetch");
  return isOpen && PRESETS.some(({ runs }) => runs(command));
}

/** The commit below the folder that is built, as the presets want to see it. */
async function readProject(
  presets: readonly Preset[],
  { source, parsers }: PlanMeans,
): Promise<Project> {
  const { tree } = source;
  const folder = tree.subdirectory === undefined ? "" : `${pathFromText(tree.subdirectory)}/`;
  const places = new Map<string, PathBytes>();
  for (const [path, { mode }] of tree.files) {
    const isFile = mode === "100644" || mode === "100755";
    if (!isFile || !path.startsWith(folder) || !isUtf8(path)) continue;
    places.set(displayPath(path.slice(folder.length) as PathBytes), path);
  }
  const texts = new Map<string, string>();
  for (const [path, place] of places) {
    if (!presets.some(({ wants }) => wants(path)) || texts.size >= MOST_MANIFESTS) continue;
    const text = utf8Text((await source.readBlob(place, LARGEST_MANIFEST)) ?? NO_BYTES);
    if (text !== null) texts.set(path, text);
  }
  const { commit, committedAt } = tree;
  return new Project(
    { paths: new Set(places.keys()), texts, commit, committedAt },
    await parsers(),
  );
}

const NO_BYTES = new Uint8Array();
/** The path of what a file that is no archive holds. */
const WHOLE = pathFromText("");

/** What an upload remembers; one that the strict reader refuses remembers nothing but its name. */
async function readTraits(
  { file, name }: NamedFile,
  project: Project,
  limits: Limits,
  { files, signal }: PlanMeans,
): Promise<UploadTraits> {
  const mayBeProgram = [...project.paths].some((path) => /(?:^|\/)go\.mod$/.test(path));
  const reading = await files.read(file, [], limits, signal);
  if (reading.kind !== "archive") {
    const isSmall = reading.kind === "opaque" && reading.content.size <= LARGEST_PROGRAM;
    if (!isSmall || !mayBeProgram) return uploadTraits(name, reading, new Map());
    const [program] = (
      await files.bodies(file, [], [WHOLE], LARGEST_PROGRAM, limits, signal)
    ).values();
    return uploadTraits(name, reading, new Map(), goBuildOf(program ?? NO_BYTES));
  }
  const wanted = reading.archive.entries
    .filter(({ path, type }) => {
      const shown = displayPath(path);
      return type === "file" && PRESETS.some(({ asks }) => asks(shown));
    })
    .map(({ path }) => path)
    .slice(0, MOST_MANIFESTS);
  const metadata = new Map<string, string>();
  if (wanted.length > 0) {
    const bodies = await files.bodies(file, [], wanted, LARGEST_MANIFEST, limits, signal);
    for (const [path, body] of bodies) {
      const text = utf8Text(body);
      if (text !== null) metadata.set(displayPath(path), text);
    }
  }
  return uploadTraits(name, reading, metadata);
}
