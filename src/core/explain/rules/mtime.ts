import { committedBackend } from "../backend.ts";
import { entryRule } from "../entry-rule.ts";
import type { EntryPair } from "../entry-rule.ts";
import { perArchive, perPair } from "../per-archive.ts";
import { counted } from "../text.ts";
import { utcTime } from "../times.ts";

/** Times that packers write for every entry, and who does. */
const FIXED_TIMES: ReadonlyMap<number, string> = new Map([
  [0, "the start of 1970, a fixed time"],
  [315_532_800, "the start of 1980, the earliest time in a zip"],
  [499_162_500, "npm's fixed time"],
  [1_153_704_088, "cargo's fixed time"],
  [1_580_601_600, "hatchling's fixed time"],
]);

/** Modification times: whose clock they come from, and how to make them one. */
export const mtimeRule = entryRule("mtime", ["entry-mtime"], (pair) => {
  if (pair.upload.mtime === pair.rebuilt.mtime) return FRACTION;
  const { archives, difference } = pair;
  const zone = zoneBetween(archives.upload, archives.rebuilt);
  if (zone !== null) {
    return {
      because: `Every time is off by ${String(zone / 3600)} hours: a zip stores local time, and the two builds ran in different time zones.`,
      remedy: "Set TZ=UTC in the release job.",
      complete: true,
    };
  }
  const upload = timesIn(archives.upload);
  const rebuilt = timesIn(archives.rebuilt);
  const committedAt = difference.evidence.commit?.tree.committedAt ?? null;
  return {
    because: `Modification times: ${sentence(upload, committedAt)} in the upload, ${sentence(rebuilt, committedAt)} in the rebuild.`,
    remedy: remedyFor(pair),
    complete: true,
  };
});

const FRACTION = {
  because:
    "The times agree to the second; a fraction of it, or another time in a PAX record, differs.",
  remedy: "Pack whole seconds: `tar --format=ustar`, or `--pax-option=delete=atime,delete=ctime`.",
  complete: true,
};

function remedyFor({ archives, difference }: EntryPair): string {
  const backend = committedBackend(difference.evidence.commit);
  if (backend !== null) return backend.remedy;
  return archives.upload.format === "zip"
    ? "Set SOURCE_DATE_EPOCH in the release job to the commit's time, or set the files' times before packing."
    : "Pack with `tar --mtime=@$SOURCE_DATE_EPOCH --clamp-mtime`, with SOURCE_DATE_EPOCH set to the commit's time.";
}

interface Times {
  readonly entries: number;
  readonly distinct: number;
  /** The time of all entries; null when they have several. */
  readonly only: number | null;
}

const timesIn = perArchive(({ entries }): Times => {
  const times = new Set(entries.map((entry) => entry.mtime));
  const [first = null] = times;
  return { entries: entries.length, distinct: times.size, only: times.size === 1 ? first : null };
});

function sentence({ entries, distinct, only }: Times, committedAt: number | null): string {
  if (only === null) {
    return `${counted(distinct, "time")} for ${counted(entries, "entry", "entries")} (the files' own)`;
  }
  const origin = only === committedAt ? "the commit's time" : FIXED_TIMES.get(only);
  return `one time for all, ${utcTime(only)}${origin === undefined ? "" : ` (${origin})`}`;
}

/** The one offset of a time zone by which all entries of a zip differ, in seconds; null if there is none. */
const zoneBetween = perPair((upload, rebuilt): number | null => {
  if (upload.format !== "zip") return null;
  const times = new Map(rebuilt.entries.map((entry) => [entry.path, entry.mtime]));
  const both = upload.entries.filter(({ path }) => times.has(path));
  const offsets = new Set(both.map(({ path, mtime }) => mtime - (times.get(path) ?? 0)));
  const [only = 0] = offsets;
  // Zones lie between -12 and +14 hours, in quarters of an hour.
  return offsets.size === 1 && only % 900 === 0 && Math.abs(only) <= 26 * 3600 ? only : null;
});
