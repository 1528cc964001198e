import type { ListedArchive } from "./archive-list.ts";
import { judgeAll, type Judgement } from "./judge-all.ts";
import { obtain } from "./obtain.ts";
import { readAll, refusalCode } from "./read-all.ts";
import type { Source } from "./source.ts";

/** An archive that our reader did not read, and what it said. */
export interface RefusedArchive {
  readonly archive: ListedArchive;
  readonly code: string;
  readonly message: string;
}

/** An archive that could not be had as listed. */
export interface MissingArchive {
  readonly archive: ListedArchive;
  readonly reason: string;
}

/** What the corpus says of the readers. Every archive of the list is read, refused or missing. */
export interface Measurement {
  readonly read: readonly ListedArchive[];
  readonly refused: readonly RefusedArchive[];
  readonly missing: readonly MissingArchive[];
  readonly judgement: Judgement;
}

/** Obtains these archives into `folder`, reads all of them, and asks the judges about those that were read. */
export async function measure(
  list: readonly ListedArchive[],
  sources: readonly Source[],
  folder: string,
  tell: (progress: string) => void,
  ask: "everybody" | "nobody" = "everybody",
): Promise<Measurement> {
  const obtained = await obtain(list, sources, folder);
  const readings = await readAll(obtained);
  const read: ListedArchive[] = [];
  const refused: RefusedArchive[] = [];
  for (const each of readings) {
    const { archive, reading } = each;
    const code = refusalCode(each);
    if (code === null) read.push(archive);
    else
      refused.push({ archive, code, message: "refusal" in reading ? reading.refusal.message : "" });
  }
  tell(`${String(read.length)} read, ${String(refused.length)} refused`);
  const missing = obtained.flatMap((it) =>
    it.file === null ? [{ archive: it.archive, reason: it.reason }] : [],
  );
  return { read, refused, missing, judgement: await judgeAll(readings, folder, tell, ask) };
}
