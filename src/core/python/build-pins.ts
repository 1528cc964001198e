import type { PlanItem } from "../build-plan.ts";
import { providersOf, wheelGenerator } from "../explain/wheel-generator.ts";
import type { UploadTraits } from "../inference/upload-traits.ts";
import { PYPROJECT, type BuildSystem } from "./build-system.ts";
import { isExact, normalName, satisfies, type Requirement } from "./requirement.ts";

/** Versions for the requirements of a build, and why these. */
export interface BuildPins {
  /** `name==version`, or another bound. */
  readonly pins: readonly string[];
  readonly decisions: readonly PlanItem[];
}

/** The member of a wheel that names its generator. */
export const WHEEL_FILE = /^[^/]+\.dist-info\/WHEEL$/;

/**
 * The version of the back end that a wheel among the uploads names, where the commit requires that package and permits
 * that version. Whatever else an upload names is written down and not obeyed.
 */
export function pinsFor(system: BuildSystem, uploads: readonly UploadTraits[]): BuildPins {
  const pins: string[] = [];
  const decisions: PlanItem[] = [];
  for (const { name: upload, metadata } of uploads) {
    for (const [path, text] of metadata) {
      const generator = WHEEL_FILE.test(path) ? wheelGenerator(text) : null;
      if (generator === null) continue;
      const evidence = `${upload}, ${path}`;
      const required = requiredAs(system, providersOf(generator));
      const { version } = generator;
      if (required === null) {
        decisions.push({
          item: "not installed",
          value: `${generator.name} ${version}`,
          evidence: `${evidence} names it, the commit does not`,
        });
      } else if (!satisfies(version, required)) {
        decisions.push({
          item: "not pinned",
          value: `${required.name} ${version}`,
          evidence: `${evidence} names it, the commit permits ${required.text}`,
        });
      } else if (!pins.includes(`${required.name}==${version}`)) {
        pins.push(`${required.name}==${version}`, ...boundsBeside(system, required));
        decisions.push({
          item: required.name,
          value: version,
          evidence: `${evidence}; within ${required.text} of ${whereFrom(system, required)}`,
        });
      }
    }
  }
  const open = system.requires.filter(
    (one) =>
      !isExact(one) && !one.isAddress && !pins.some((pin) => pin.startsWith(`${one.name}==`)),
  );
  return {
    pins,
    decisions: [
      ...decisions,
      ...open.map(({ text }) => ({
        item: "not pinned",
        value: text,
        evidence: `${PYPROJECT}, and no upload tells the version: resolved now`,
      })),
    ],
  };
}

/** The first release of setuptools that packs wheels itself. */
const OWN_WHEELS = "70.1";
const BEFORE_OWN_WHEELS = "70.0.0";

/** A wheel that the package `wheel` packed was made by a setuptools that could not do it itself. */
function boundsBeside(system: BuildSystem, { name }: Requirement): readonly string[] {
  const setuptools = system.requires.find((one) => one.name === "setuptools");
  const isBound =
    name === "wheel" && setuptools !== undefined && satisfies(BEFORE_OWN_WHEELS, setuptools);
  return isBound ? [`setuptools<${OWN_WHEELS}`] : [];
}

function requiredAs(system: BuildSystem, names: readonly string[]): Requirement | null {
  const all = [...system.requires, ...system.mayAsk];
  for (const name of names.map(normalName)) {
    const found = all.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return null;
}

function whereFrom({ requires, backend }: BuildSystem, requirement: Requirement): string {
  return requires.includes(requirement) ? PYPROJECT : `what ${backend} asks for`;
}
