import type { ArchiveModel, Entry } from "../../archive/model.ts";
import type { Rule } from "../rule.ts";

/** Order of entries: how each side was sorted. */
export const orderRule: Rule = {
  id: "order",
  codes: ["entry-order"],
  explain({ at: { upload, rebuilt } }) {
    if (upload === null || rebuilt === null) return null;
    const here = sharedNames(upload, rebuilt);
    if (here.join("\0") === sharedNames(rebuilt, upload).join("\0")) return null;
    return {
      because: `The same entries in another order: ${orderOf(upload)} in the upload, ${orderOf(rebuilt)} in the rebuild.`,
      remedy:
        "Pack in a fixed order: `tar --sort=name` under LC_ALL=C, or hand the packer a sorted list.",
      complete: isSet(upload.entries) && isSet(rebuilt.entries),
    };
  },
};

function orderOf(model: ArchiveModel): string {
  const names = model.entries.map((entry) => entry.path);
  if (names.every((name, at) => (names[at - 1] ?? "") < name)) return "byte order";
  if (names[0]?.endsWith("package.json") === true) return "package.json first, as old npm packs,";
  return "the order in which the packer met the files";
}

/** The names that another archive has as well, in the order of this one. */
function sharedNames({ entries }: ArchiveModel, other: ArchiveModel): readonly string[] {
  const names = new Set(other.entries.map((entry) => entry.path));
  return entries.map((entry) => entry.path).filter((name) => names.has(name));
}

/** Each name once: where one stands twice, the order decides which is extracted. */
function isSet(entries: readonly Entry[]): boolean {
  return new Set(entries.map((entry) => entry.path)).size === entries.length;
}
