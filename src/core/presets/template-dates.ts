import type { PlanItem } from "../build-plan.ts";
import { belowTop, type UploadTraits } from "../inference/upload-traits.ts";
import { shellWord } from "../shell-word.ts";

/** How gettext writes the time at which a template was made: nothing of it can be a command. */
const DATE = /^"POT-Creation-Date: (\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4})\\n"$/m;

/** A command that dates message catalogues as the release has them, and what it was read from. */
export interface TemplateDates {
  readonly command: string;
  readonly decisions: readonly PlanItem[];
}

/**
 * gettext stamps its templates with the clock, and merging takes the stamp over into every translation beside them.
 * The date is in no message, so the one of the uploads' templates stands in, one for each folder. null: no template.
 */
export function templateDates(uploads: readonly UploadTraits[]): TemplateDates | null {
  const dates = new Map<string, { readonly date: string; readonly evidence: string }>();
  for (const upload of uploads) {
    for (const [path, text] of upload.metadata) {
      const place = belowTop(upload, path);
      const date = DATE.exec(text)?.[1];
      const folder = place.slice(0, place.lastIndexOf("/") + 1);
      if (!place.endsWith(".pot") || date === undefined || folder.split("/").includes("..")) {
        continue;
      }
      if (!dates.has(folder)) dates.set(folder, { date, evidence: `${path} in ${upload.name}` });
    }
  }
  if (dates.size === 0) return null;
  const commands = [...dates].map(([folder, { date }]) => stamp(folder, date));
  return {
    command: commands.join(" && "),
    decisions: [...dates.values()].map(({ date, evidence }) => ({
      item: "POT-Creation-Date",
      value: date,
      evidence,
    })),
  };
}

function stamp(folder: string, date: string): string {
  const find = `find ${shellWord(`./${folder}`)} -maxdepth 1 -type f`;
  const script = `s/^"POT-Creation-Date: .*/"POT-Creation-Date: ${date}\\\\n"/`;
  return `${find} '(' -name '*.po' -o -name '*.pot' ')' -exec sed -i ${shellWord(script)} {} +`;
}
