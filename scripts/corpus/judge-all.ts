import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { judged, type Judge } from "../../__tests__/support/judges/judge.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "../../__tests__/support/judges/judges.ts";
import type { ListedArchive } from "./archive-list.ts";
import { exhibitsOf, type Exhibit } from "./exhibits.ts";
import { answerKey, KeptAnswers } from "./kept-answers.ts";
import type { ReadArchive } from "./read-all.ts";

/** What one judge sees otherwise than our reader, a line each. */
export interface Disagreement {
  readonly archive: ListedArchive;
  readonly judge: string;
  readonly differences: readonly string[];
}

/** How the judges were asked about all archives that our reader read. */
export interface Judgement {
  readonly disagreements: readonly Disagreement[];
  /** Archives that each judge was asked about, by its name; of a package, the tars in it. */
  readonly asked: ReadonlyMap<string, number>;
  /** Judges that could not be asked, and why. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Asks every judge about every archive that was read, and about the tars in packages. `folder` is for what they unpack;
 * `tell` hears how it goes. Asking nobody gives what they said in earlier runs, and counts only that.
 */
export async function judgeAll(
  archives: readonly ReadArchive[],
  folder: string,
  tell: (progress: string) => void,
  ask: "everybody" | "nobody" = "everybody",
): Promise<Judgement> {
  const kept = await KeptAnswers.open(join(folder, "answers.json"));
  const scratch = await mkdtemp(join(folder, "judged-"));
  try {
    const { tars, zips, unwrapped, missing: gone } = await exhibitsOf(archives, scratch);
    const missing = new Map(gone);
    const asked = new Map<string, number>();
    const disagreements: Disagreement[] = [];
    for (const { program, listed, difference } of unwrapped) {
      asked.set(program, (asked.get(program) ?? 0) + 1);
      if (difference === null) continue;
      disagreements.push({ archive: listed, judge: program, differences: [difference] });
    }
    for (const [judges, all] of [[TAR_JUDGES, tars] as const, [ZIP_JUDGES, zips] as const]) {
      for (const judge of judges) {
        if (judge.missing !== undefined) {
          missing.set(judge.name, judge.missing);
          continue;
        }
        if (ask === "everybody") await askAbout(judge, all, kept, scratch);
        const answers = all.flatMap((exhibit) => {
          const differences = kept.get(keyOf(judge, exhibit));
          return differences === undefined ? [] : [{ archive: exhibit.listed, differences }];
        });
        asked.set(judge.name, answers.length);
        const unequal = answers.filter(({ differences }) => differences.length > 0);
        disagreements.push(...unequal.map((answer) => ({ ...answer, judge: judge.name })));
        tell(`${judge.name}: asked about ${String(answers.length)}`);
      }
    }
    return { disagreements, asked, missing };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** How many archives a judge is asked about before its answers are kept. */
const BATCH = 64;

async function askAbout(
  judge: Judge,
  all: readonly Exhibit[],
  kept: KeptAnswers,
  scratch: string,
): Promise<void> {
  judge.prepare?.();
  const open = all.filter((exhibit) => kept.get(keyOf(judge, exhibit)) === undefined);
  for (let at = 0; at < open.length; at += BATCH) {
    const batch = open.slice(at, at + BATCH);
    const answers = await judged(judge, batch, scratch);
    await kept.keep(batch.map((it, place) => [keyOf(judge, it), answers[place] ?? ["no answer"]]));
  }
}

function keyOf({ name }: Judge, { sha256, archive }: Exhibit): string {
  return answerKey(name, sha256, archive);
}
