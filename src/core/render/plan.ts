import type { BuildPlan } from "../build-plan.ts";
import { safeJson, safeLine } from "../safe-text.ts";
import { labelled, wrapped, WIDTH } from "./lines.ts";

/** A plan that was made and not carried out; everything in it is untrusted. */
export interface PlanPreview {
  /** null: nothing would be built. */
  readonly plan: BuildPlan | null;
  /** Base names of uploads that no preset makes, each with what it is. */
  readonly notApplicable: ReadonlyMap<string, string>;
}

/** Wide enough for SOURCE_DATE_EPOCH. */
const COLUMN = { column: 20 } as const;

/** What would run, item by item with the evidence for each, for a terminal. */
export function renderPlan({ plan, notApplicable }: PlanPreview): string {
  const lines = [
    ...(plan === null
      ? wrapped("Nothing would be built: no preset makes any of these files.", WIDTH)
      : ["PLAN", ...plan.items.flatMap(planLines)]),
    ...[...notApplicable].flatMap(([name, kind]) =>
      labelled("not applicable", `${name}: ${kind}`, COLUMN),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function planLines({ item, value, evidence }: BuildPlan["items"][number]): readonly string[] {
  const label = safeLine(item.replace(/^env /, ""), 40);
  return labelled(label, `${value}  [${evidence}]`, COLUMN);
}

/** The same as one JSON document. */
export function planJson({ plan, notApplicable }: PlanPreview): string {
  const document = {
    plan: plan === null ? null : plan.items,
    phases:
      plan === null
        ? []
        : plan.phases.map(({ name, command, network }) => ({ name, command, network })),
    notApplicable: [...notApplicable].map(([name, kind]) => ({ name, kind })),
  };
  return `${safeJson(document)}\n`;
}
