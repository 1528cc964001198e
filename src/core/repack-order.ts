import type { ArchiveModel, Entry } from "./archive/model.ts";
import { LEADING_MEMBERS } from "./compare/order.ts";
import { recordPaths } from "./compare/wheel-record.ts";

/**
 * The one order for the entries of an archive: by the bytes of their names, except where position has meaning.
 * Members that readers look for at the start come first, hard links after everything they could link to, and a
 * wheel's RECORD last, as its specification recommends. An ar keeps its order.
 */
export function canonicalOrder(archive: ArchiveModel): readonly Entry[] {
  // Its readers go by the place of a member.
  if (archive.format === "ar") return archive.entries;
  const records = new Set(recordPaths(archive));
  const rank = (entry: Entry): number => {
    const leading = archive.format === "zip" ? LEADING_MEMBERS.indexOf(entry.path) : -1;
    if (leading >= 0) return leading - LEADING_MEMBERS.length;
    if (entry.type === "hardlink") return 1;
    return archive.format === "zip" && records.has(entry.path) ? 2 : 0;
  };
  return [...archive.entries].sort(
    (one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1),
  );
}
