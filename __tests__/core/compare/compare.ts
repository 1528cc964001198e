import { compareReadings } from "../../../src/core/compare/readings.ts";
import type { CompareContext } from "../../../src/core/compare/context.ts";
import type { Comparison } from "../../../src/core/comparison.ts";
import type { Reading } from "../../../src/core/archive/model.ts";
import { archiveOf } from "../../support/models.ts";
import type { ArchiveLiteral, EntryLiteral } from "../../support/models.ts";

const NAMES = { upload: "a.tar", rebuilt: "b.tar" };

/** Compares with a context that knows nothing but what is given. */
export function compare(
  upload: Reading,
  rebuilt: Reading,
  context: Partial<CompareContext> = {},
): Comparison {
  return compareReadings(upload, rebuilt, NAMES, {
    at: ["a.tar"],
    commit: null,
    tracked: null,
    manifest: null,
    ...context,
  });
}

/** Compares two archives from literals. */
export function compareArchives(
  upload: ArchiveLiteral,
  rebuilt: ArchiveLiteral,
  context: Partial<CompareContext> = {},
): Comparison {
  return compare(archiveOf(upload), archiveOf(rebuilt), context);
}

/** Compares two tars of one entry each. */
export function compareEntry(upload: EntryLiteral, rebuilt: EntryLiteral): Comparison {
  return compareArchives({ entries: [upload] }, { entries: [rebuilt] });
}

/** Codes with their place below the archive: `entry-mode at x`. */
export function shown(comparison: Comparison): readonly string[] {
  return comparison.findings.map(({ code, path }) =>
    path.length === 1 ? code : `${code} at ${path.slice(1).join(" > ")}`,
  );
}
