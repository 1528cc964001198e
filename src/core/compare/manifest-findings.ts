import type { Undecided } from "../comparison.ts";
import type { CompareContext } from "./context.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import type { ManifestCheck, ManifestChecks, ManifestProblem } from "./manifest-check.ts";
import { bounded } from "./values.ts";

interface ManifestFindings {
  readonly findings: readonly LocatedFinding[];
  readonly undecided: readonly Undecided[];
}

/** The same problem on one side or both. */
interface Shared {
  readonly problem: ManifestProblem;
  readonly upload?: ManifestProblem;
  readonly rebuilt?: ManifestProblem;
}

/**
 * What is wrong with a package's own list of its files on either side, also when both sides share it: installers trust
 * that list, so no agreement makes it right. Nothing for a package without one.
 */
export function compareManifests(context: CompareContext): ManifestFindings {
  const { manifest } = context;
  if (!manifest?.upload || !manifest.rebuilt) return { findings: [], undecided: [] };
  const { upload, rebuilt, unchecked } = manifest;
  return {
    findings: shared(upload, rebuilt).map((problem) => finding(problem, context)),
    undecided: [
      ...undecided(upload.undecidable, "upload", unchecked, context),
      ...undecided(rebuilt.undecidable, "rebuilt", unchecked, context),
    ],
  };
}

function shared(left: ManifestCheck, right: ManifestCheck): readonly Shared[] {
  const pairs = new Map<string, Shared>();
  const key = ({ code, at }: ManifestProblem) => `${code} ${at ?? ""}`;
  for (const problem of left.problems) pairs.set(key(problem), { problem, upload: problem });
  for (const problem of right.problems) {
    pairs.set(key(problem), { problem, ...pairs.get(key(problem)), rebuilt: problem });
  }
  return [...pairs.values()];
}

function finding(shared: Shared, context: CompareContext): LocatedFinding {
  const says = (of: ManifestProblem | undefined) => (of === undefined ? null : bounded(of.says));
  const values = { upload: says(shared.upload), rebuilt: says(shared.rebuilt) };
  const { code, at } = shared.problem;
  return located(context, code, at, values, notes(shared));
}

function notes({ upload, rebuilt }: Shared): readonly string[] {
  return [
    ...(upload ? [`in the upload, ${upload.note}`] : []),
    ...(rebuilt ? [`in the rebuild, ${rebuilt.note}`] : []),
  ];
}

function undecided(
  messages: readonly string[],
  side: Undecided["side"],
  code: ManifestChecks["unchecked"],
  context: CompareContext,
): readonly Undecided[] {
  return [...new Set(messages)].map((message) => ({ code, message, path: context.at, side }));
}
