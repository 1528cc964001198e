import type { ArchiveModel, Reading } from "../core/archive/model.ts";
import {
  checkGemChecksums,
  followsFromMembers,
  GEM_CHECKSUMS,
  gemMembers,
} from "../core/compare/gem-checksums.ts";
import type { GemSide } from "../core/compare/gem-checksums.ts";
import type { ManifestCheck, ManifestChecks } from "../core/compare/manifest-check.ts";
import { checkRecord, recordPaths } from "../core/compare/wheel-record.ts";
import type { PathBytes } from "../core/path-bytes.ts";
import type { Pair, PairReader } from "./pair-reader.ts";

/** A `RECORD` larger than this is not checked, bytes; it has room for 300,000 files. */
const LARGEST_RECORD = 32 * 1024 * 1024;
/** Checksums of a gem have some 500 bytes. */
const LARGEST_CHECKSUMS = 64 * 1024;
/** A member of a gem larger than this is not hashed, bytes: it has to be held for that. */
const LARGEST_MEMBER = 64 * 1024 * 1024;

/** What the lists of their own files that packages carry gave. */
export interface PackageManifest {
  readonly checks: ManifestChecks;
  /** The member whose difference follows from those of others; null when there is none. */
  readonly derived: PathBytes | null;
}

/** Checks the list that a package of this name carries of its own files; null where no such list is known. */
export async function packageManifest(
  reader: PairReader,
  pair: Pair,
  inside: readonly PathBytes[],
  name: string,
): Promise<PackageManifest | null> {
  if (/\.whl$/i.test(name)) return wheelManifest(reader, pair, inside);
  if (/\.gem$/i.test(name)) return gemManifest(reader, pair, inside);
  return null;
}

async function wheelManifest(
  reader: PairReader,
  pair: Pair,
  inside: readonly PathBytes[],
): Promise<PackageManifest> {
  const check = async (side: keyof Pair): Promise<ManifestCheck | null> => {
    const archive = archiveOf(pair[side]);
    if (archive === null) return null;
    const [path, ...more] = recordPaths(archive);
    if (path === undefined || more.length > 0) return checkRecord(archive, null);
    const wanted = new Set([path]);
    const bodies = await reader.bodies(side, inside, archive, wanted, LARGEST_RECORD);
    return checkRecord(archive, bodies.get(path) ?? null);
  };
  const checks = { upload: await check("upload"), rebuilt: await check("rebuilt") };
  return { checks: { ...checks, unchecked: "wheel-record-unchecked" }, derived: null };
}

async function gemManifest(
  reader: PairReader,
  pair: Pair,
  inside: readonly PathBytes[],
): Promise<PackageManifest> {
  const checksums = await reader.read([...inside, GEM_CHECKSUMS]);
  const side = async (which: keyof Pair): Promise<GemSide | null> => {
    const archive = archiveOf(pair[which]);
    if (archive === null) return null;
    const place = [...inside, GEM_CHECKSUMS];
    const text = await reader.content(which, place, checksums[which], LARGEST_CHECKSUMS);
    const wanted = new Set(gemMembers(archive).map(({ path }) => path));
    const bodies = await reader.bodies(which, inside, archive, wanted, LARGEST_MEMBER);
    return { archive, text, bodies };
  };
  const upload = await side("upload");
  const rebuilt = await side("rebuilt");
  return {
    checks: {
      upload: upload && checkGemChecksums(upload),
      rebuilt: rebuilt && checkGemChecksums(rebuilt),
      unchecked: "gem-checksums-unchecked",
    },
    derived: upload && rebuilt && followsFromMembers(upload, rebuilt) ? GEM_CHECKSUMS : null,
  };
}

function archiveOf(reading: Reading): ArchiveModel | null {
  return reading.kind === "archive" ? reading.archive : null;
}
