import type { UploadTraits } from "./upload-traits.ts";

/** What `SOURCE_DATE_EPOCH` is to be. */
export interface InferredEpoch {
  /** null: not set at all. */
  readonly value: string | null;
  readonly evidence: string;
}

/** The times that packers give every file when no epoch is set, and whose they are. */
const OWN_TIMES: ReadonlyMap<number, string> = new Map([
  [0, "1970-01-01"],
  [315_532_800, "1980-01-01, the first time of a zip"],
  [499_162_500, "1985-10-26, npm's own"],
  [1_153_704_088, "2006-07-24, cargo's own"],
  [1_451_606_400, "2016-01-01, flit's and poetry's own"],
  [1_580_601_600, "2020-02-02, hatchling's own"],
]);

/** The first second that a zip can hold. */
const FIRST_OF_ZIP = 315_532_800;

/**
 * The epoch that the uploads were made with, where the one time of their files shows another than the commit's; null
 * where they show the commit's own, or nothing. A time that a packer takes by itself says that none was set.
 */
export function inferEpoch(
  uploads: readonly UploadTraits[],
  committedAt: number,
): InferredEpoch | null {
  const timed = uploads.flatMap(({ name, archive, memberTime }) => {
    if (archive === null || memberTime === null) return [];
    // A zip counts in steps of two seconds.
    const isCommits =
      memberTime === committedAt ||
      (archive.format === "zip" && memberTime === committedAt - (committedAt % 2));
    return [{ name, time: memberTime, isCommits }];
  });
  if (timed.some(({ isCommits }) => isCommits)) return null;
  const set = timed.find(({ time }) => !OWN_TIMES.has(time) && time >= FIRST_OF_ZIP);
  if (set !== undefined) {
    return { value: String(set.time), evidence: `every file of ${set.name} bears it` };
  }
  const [own] = timed;
  if (own === undefined) return null;
  const whose = OWN_TIMES.get(own.time) ?? "no time at all";
  return { value: null, evidence: `every file of ${own.name} bears ${whose}` };
}
