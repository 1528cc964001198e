import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { judged, type Judge, type ReadFile } from "../../__tests__/support/judges/judge.ts";
import { TAR_JUDGES, ZIP_JUDGES } from "../../__tests__/support/judges/judges.ts";
import type { ListedArchive } from "./archive-list.ts";
import { digestOf } from "./digest-of.ts";
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
  /** Archives that each judge was asked about, by its name. */
  readonly asked: ReadonlyMap<string, number>;
  /** Judges that could not be asked, and why. */
  readonly missing: ReadonlyMap<string, string>;
}

interface Candidate extends ReadFile {
  readonly listed: ListedArchive;
}

/**
 * Asks every judge about every archive that was read. `folder` is for what they unpack; `tell` hears how it goes.
 * Asking nobody gives what they said in earlier runs, and counts only that.
 */
export async function judgeAll(
  archives: readonly ReadArchive[],
  folder: string,
  tell: (progress: string) => void,
  ask: "everybody" | "nobody" = "everybody",
): Promise<Judgement> {
  const kept = await KeptAnswers.open(join(folder, "answers.json"));
  const scratch = await mkdtemp(join(folder, "judged-"));
  const disagreements: Disagreement[] = [];
  const asked = new Map<string, number>();
  const missing = new Map<string, string>();
  try {
    const { tars, zips } = await candidates(archives, scratch, disagreements, asked);
    for (const [judges, all] of [[TAR_JUDGES, tars] as const, [ZIP_JUDGES, zips] as const]) {
      for (const judge of judges) {
        if (judge.missing !== undefined) {
          missing.set(judge.name, judge.missing);
          continue;
        }
        if (ask === "everybody") await askAbout(judge, all, kept, scratch);
        const answers = all.flatMap((candidate) => {
          const differences = kept.get(keyOf(judge, candidate));
          return differences === undefined ? [] : [{ archive: candidate.listed, differences }];
        });
        asked.set(judge.name, answers.length);
        const unequal = answers.filter(({ differences }) => differences.length > 0);
        disagreements.push(...unequal.map((answer) => ({ ...answer, judge: judge.name })));
        tell(`${judge.name}: asked about ${String(answers.length)}`);
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return { disagreements, asked, missing };
}

/** How many archives a judge is asked about before its answers are kept. */
const BATCH = 64;

async function askAbout(
  judge: Judge,
  all: readonly Candidate[],
  kept: KeptAnswers,
  scratch: string,
): Promise<void> {
  judge.prepare?.();
  const open = all.filter((candidate) => kept.get(keyOf(judge, candidate)) === undefined);
  for (let at = 0; at < open.length; at += BATCH) {
    const batch = open.slice(at, at + BATCH);
    const answers = await judged(judge, batch, scratch);
    await kept.keep(batch.map((it, place) => [keyOf(judge, it), answers[place] ?? ["no answer"]]));
  }
}

function keyOf({ name }: Judge, { listed, archive }: Candidate): string {
  return answerKey(name, listed.sha256, archive);
}

/** The archives under the endings that the judges know them by; what only some of them unpack is unpacked before. */
async function candidates(
  archives: readonly ReadArchive[],
  scratch: string,
  disagreements: Disagreement[],
  asked: Map<string, number>,
): Promise<{ readonly tars: readonly Candidate[]; readonly zips: readonly Candidate[] }> {
  const tars: Candidate[] = [];
  const zips: Candidate[] = [];
  for (const { archive: listed, file, reading } of archives) {
    if (reading.kind !== "archive") continue;
    const { archive, layers } = reading;
    // The judges of tar and zip have nothing to say of other containers.
    if (archive.format !== "tar" && archive.format !== "zip") continue;
    const place = join(scratch, String(tars.length + zips.length));
    const [compressor] = layers.map(({ format }) => format);
    const isZip = archive.format === "zip";
    const ending = isZip ? "zip" : compressor === "gzip" ? "tgz" : "tar";
    const target = `${place}.${ending}`;
    const unpacker = UNPACKERS.get(compressor ?? "");
    if (unpacker === undefined) await symlink(file, target);
    else {
      asked.set(unpacker, (asked.get(unpacker) ?? 0) + 1);
      await unpack(unpacker, file, target);
      const { sha256 } = await digestOf(target);
      if (sha256 !== archive.content.sha256) {
        const differences = [`content ${archive.content.sha256} / ${sha256}`];
        disagreements.push({ archive: listed, judge: unpacker, differences });
      }
    }
    (isZip ? zips : tars).push({ file: target, archive, listed });
  }
  return { tars, zips };
}

/** The programs that take off what not every judge can. */
const UNPACKERS: ReadonlyMap<string, string> = new Map([
  ["xz", "xz"],
  ["zstd", "zstd"],
  ["bzip2", "bzip2"],
]);

async function unpack(program: string, file: string, target: string): Promise<void> {
  const child = spawn(program, ["-dc", file], { stdio: ["ignore", "pipe", "inherit"] });
  await pipeline(child.stdout, createWriteStream(target));
}
