import type { Entry, Reading } from "../archive/model.ts";
import type { ClassCounts, Comparison } from "../comparison.ts";
import { factsOf } from "../finding-codes.ts";
import type { EvidenceClass, Finding } from "../finding.ts";
import { displayPath, pathToBytes } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { sha256Hex } from "../digest.ts";
import { commitPaths, isTrackedAs } from "./commit-paths.ts";
import { placeKey } from "./evidence.ts";
import type { CommitEvidence, Evidence } from "./evidence.ts";

/**
 * How many files (and links) of the upload fall into each class: in the commit under their own path, else the same in
 * the rebuild, else what the findings say of them. A file that nothing speaks for is unexplained. Without a reading
 * of the upload the counts stay what the comparison gave.
 */
export function attribute(
  comparison: Comparison,
  findings: readonly Finding[],
  evidence: Evidence,
): ClassCounts {
  const reading = evidence.upload.readings.get(placeKey([]));
  if (reading?.kind !== "archive") return comparison.files;
  const inCommit = commitJudge(reading.archive.entries, evidence.commit);
  const inRebuild = rebuildJudge(evidence.rebuilt?.readings.get(placeKey([])));
  const byName = classesByName(comparison, findings);
  const counts = new Map<EvidenceClass, number>();
  for (const entry of reading.archive.entries) {
    if (entry.type === "directory") continue;
    const found = inCommit(entry)
      ? "in-commit"
      : inRebuild(entry)
        ? "rebuilt"
        : (byName.get(displayPath(entry.path)) ?? "unexplained");
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

type Judge = (entry: Entry) => boolean;

function commitJudge(entries: readonly Entry[], commit: CommitEvidence | null): Judge {
  if (commit === null) return () => false;
  const paths = commitPaths(entries, commit.tree, commit.subdirectory);
  const bodies = new Map(entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const path = paths.of(entry.path);
    const file = path === null ? undefined : commit.tree.files.get(path);
    if (file === undefined) return false;
    if (entry.type === "symlink")
      return isTrackedAs("symlink", targetDigest(entry.linkTarget), file);
    // A hard link has no body of its own: it is the file that it links to (archives reference, section 2.1).
    const body =
      entry.type === "hardlink" && entry.linkTarget !== null ? bodies.get(entry.linkTarget) : entry;
    const digest = body?.sha256 ?? null;
    const forms = path === null ? undefined : commit.archiveForms?.get(path);
    return isTrackedAs("file", digest, file) || forms?.has(digest ?? "") === true;
  };
}

function targetDigest(target: PathBytes | null): string | null {
  return target === null ? null : sha256Hex(pathToBytes(target));
}

function rebuildJudge(reading: Reading | undefined): Judge {
  if (reading?.kind !== "archive") return () => false;
  const entries = new Map(reading.archive.entries.map((entry) => [entry.path, entry]));
  return (entry) => {
    const other = entries.get(entry.path);
    return (
      other?.type === entry.type &&
      other.sha256 === entry.sha256 &&
      other.linkTarget === entry.linkTarget
    );
  };
}

/** From best to worst: what one file is worth is the worst thing said about it. */
const BY_DOUBT = ["modified-explained", "unverifiable", "unexplained"] as const;
type Doubt = (typeof BY_DOUBT)[number];

function classesByName(
  comparison: Comparison,
  findings: readonly Finding[],
): ReadonlyMap<string, Doubt> {
  const doubts = new Map<string, number>();
  const say = (name: string, found: Doubt) => {
    doubts.set(name, Math.max(doubts.get(name) ?? 0, BY_DOUBT.indexOf(found)));
  };
  for (const finding of findings) say(nameIn(finding.path), standingOf(finding));
  for (const { path } of comparison.undecided) say(nameIn(path), "unverifiable");
  return new Map([...doubts].map(([name, doubt]) => [name, BY_DOUBT[doubt] ?? "unexplained"]));
}

/** The file of the upload in which a path ends; empty, which no file is called, for the archive itself. */
function nameIn(path: readonly string[]): string {
  return path[1] ?? "";
}

/** What a finding makes of the file it is about: one that a normaliser covers leaves its bytes accounted for. */
function standingOf(finding: Finding): Doubt {
  if (finding.class === "unverifiable" || finding.class === "modified-explained")
    return finding.class;
  return factsOf(finding.code).normaliser === null ? "unexplained" : "modified-explained";
}
