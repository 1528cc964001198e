import type { ArchiveModel, Entry } from "../archive/model.ts";
import { ENTRY_REMARKS, type EntryRemark } from "../comparison.ts";
import { hasHidden, isAbsoluteLink, isOddOnWindows } from "./entry-notes.ts";
import { displayPath, lowerAscii, type PathBytes } from "../path-bytes.ts";

type Code = EntryRemark["code"];

/** Paths that a remark names; it counts all. */
const SHOWN = 5;

const BITS: readonly (readonly [Code, bits: number])[] = [
  ["mode-setuid", 0o4000],
  ["mode-setgid", 0o2000],
  ["mode-sticky", 0o1000],
  ["mode-world-writable", 0o0002],
  ["mode-executable", 0o0111],
];

/**
 * What entries have on both sides alike and is worth knowing: permissions that give more power than the bytes have, links
 * that lead to a place of the whole system, names that some systems do not tell apart, do not show or cannot have. No
 * difference, so no finding: but that a rebuild has them, too, makes them reproducible and not harmless.
 */
export function entryRemarks(upload: ArchiveModel, rebuilt: ArchiveModel): readonly EntryRemark[] {
  const others = new Map(rebuilt.entries.map((entry) => [entry.path, entry]));
  const pairs = upload.entries.flatMap((entry) => {
    const twin = others.get(entry.path);
    return twin === undefined ? [] : [[entry, twin] as const];
  });
  const remark = (code: Code, has: (entry: Entry) => boolean): readonly EntryRemark[] => {
    const found = pairs.filter(([entry, twin]) => has(entry) && has(twin));
    if (found.length === 0) return [];
    return [
      remarkOn(
        code,
        found.map(([{ path }]) => path),
      ),
    ];
  };
  const inRebuild = new Set(namesWithTwins(rebuilt));
  const twins = namesWithTwins(upload).filter((name) => inRebuild.has(name));
  return [
    ...BITS.flatMap(([code, bits]) => remark(code, (entry) => hasBits(entry, code, bits))),
    ...remark("link-absolute", isAbsoluteLink),
    ...(twins.length === 0 ? [] : [remarkOn("name-case", twins)]),
    ...remark("name-hidden", ({ path }) => hasHidden(path)),
    ...remark("name-windows", ({ path }) => isOddOnWindows(path)),
  ];
}

function remarkOn(code: Code, paths: readonly PathBytes[]): EntryRemark {
  return { code, count: paths.length, paths: paths.slice(0, SHOWN).map(displayPath) };
}

/** The names, those of folders included, that differ from another one only in the case of letters. */
function namesWithTwins({ entries }: ArchiveModel): readonly PathBytes[] {
  const spellings = new Map<string, Set<string>>();
  const add = (name: string): void => {
    const key = lowerAscii(name);
    const known = spellings.get(key);
    if (known === undefined) spellings.set(key, new Set([name]));
    else known.add(name);
  };
  let last = "";
  for (const { path } of entries) {
    add(path);
    const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    // mutant: what is added again changes nothing, it only costs time
    if (parent === last) continue;
    last = parent;
    for (let end = parent.length; end > 0; end = parent.lastIndexOf("/", end - 1)) {
      add(parent.slice(0, end));
    }
  }
  const several = [...spellings.values()].filter(({ size }) => size > 1);
  return several.flatMap((names) => [...names] as PathBytes[]);
}

/** Symbolic links have no permissions of their own, and to enter a directory is not to execute it. */
function hasBits({ type, mode }: Entry, code: Code, bits: number): boolean {
  if (type === "symlink" || (type === "directory" && code === "mode-executable")) return false;
  return ((mode ?? 0) & bits) !== 0;
}

/** Remarks on an archive together with those on a member of it, which stands at `member`. */
export function withMemberRemarks(
  outer: readonly EntryRemark[],
  inner: readonly EntryRemark[],
  member: string,
): readonly EntryRemark[] {
  const within = inner.map((remark) => ({
    ...remark,
    paths: remark.paths.map((path) => `${member} ▸ ${path}`),
  }));
  return ENTRY_REMARKS.flatMap((code): readonly EntryRemark[] => {
    const all = [...outer, ...within].filter((remark) => remark.code === code);
    if (all.length === 0) return [];
    const count = all.reduce((sum, remark) => sum + remark.count, 0);
    return [{ code, count, paths: all.flatMap(({ paths }) => paths).slice(0, SHOWN) }];
  });
}
