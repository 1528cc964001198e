import type { ArchiveModel, Entry } from "../archive/model.ts";
import type { ModeRemark } from "../comparison.ts";
import { displayPath } from "../path-bytes.ts";

/** Paths that a remark names; it counts all. */
const SHOWN = 5;

const BITS: readonly (readonly [ModeRemark["code"], bits: number])[] = [
  ["mode-setuid", 0o4000],
  ["mode-setgid", 0o2000],
  ["mode-sticky", 0o1000],
  ["mode-world-writable", 0o0002],
  ["mode-executable", 0o0111],
];

/**
 * Permissions that give an entry more power than its bytes, on both sides alike. No difference, so no finding: but that
 * a rebuild has them, too, makes them reproducible and not harmless. Symbolic links have none of their own, and to enter
 * a directory is not to execute it.
 */
export function modeRemarks(upload: ArchiveModel, rebuilt: ArchiveModel): readonly ModeRemark[] {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  return BITS.flatMap(([code, bits]): readonly ModeRemark[] => {
    const found = upload.entries.filter((entry) => {
      const twin = others.get(entry.path);
      return twin !== undefined && has(entry, code, bits) && has(twin, code, bits);
    });
    if (found.length === 0) return [];
    const paths = found.slice(0, SHOWN).map(({ path }) => displayPath(path));
    return [{ code, count: found.length, paths }];
  });
}

function has({ type, mode }: Entry, code: ModeRemark["code"], bits: number): boolean {
  if (type === "symlink" || (type === "directory" && code === "mode-executable")) return false;
  return ((mode ?? 0) & bits) !== 0;
}
