import { displayPath } from "../../path-bytes.ts";
import type { PathBytes } from "../../path-bytes.ts";
import type { Entry } from "../../archive/model.ts";
import type { SourceFile } from "../../source-tree.ts";
import { isTrackedAs } from "../commit-paths.ts";
import type { Difference } from "../difference.ts";
import { clipped } from "../text.ts";

/** How an entry stands to the commit: remarks, and whether an ignore rule hides the path from the commit. */
export interface CommitRelation {
  readonly notes: readonly string[];
  /** Untracked, and a rule of the commit covers the path: the shape of the xz backdoor. */
  readonly ignored: boolean;
}

const UNKNOWN: CommitRelation = { notes: [], ignored: false };

/** What the commit has to say about the place of a difference; nothing when no commit or no path is known. */
export function commitRelation(
  difference: Difference,
  bySha256: ReadonlyMap<string, readonly PathBytes[]>,
): CommitRelation {
  const { commitPath, tracked, upload, evidence } = difference;
  if (commitPath === null) return UNKNOWN;
  const executable = isExecutable(upload.entry);
  if (tracked !== null) {
    const gained = executable && tracked.mode === "100644";
    const notes = [
      ...trackedNotes(difference, tracked),
      ...(gained ? ["executable here, not in the commit"] : []),
    ];
    return { notes, ignored: false };
  }
  const rule = evidence.commit?.ignored.get(commitPath);
  const notes = untrackedNotes(difference, bySha256);
  if (rule !== undefined) {
    notes.push(`ignored by ${clipped(rule.file)}:${String(rule.line)}: ${clipped(rule.pattern)}`);
  }
  if (executable) notes.push("executable");
  return { notes, ignored: rule !== undefined };
}

function isExecutable(entry: Entry | null): boolean {
  return entry?.type === "file" && ((entry.mode ?? 0) & 0o111) !== 0;
}

function trackedNotes({ finding, upload }: Difference, tracked: SourceFile): readonly string[] {
  // A mode is no matter of bytes, and this code says by itself that the file is the commit's.
  if (finding.code === "entry-mode" || finding.code === "tracked-file-changed") return [];
  if (upload.entry === null) return ["in the commit"];
  return isTrackedAs(upload.entry.type, upload.entry.sha256, tracked)
    ? ["equal to the commit; the rebuild has it otherwise"]
    : ["tracked file, differs from the commit"];
}

function untrackedNotes(
  { finding, upload }: Difference,
  bySha256: ReadonlyMap<string, readonly PathBytes[]>,
): string[] {
  // The comparison with the commit said this already.
  if (finding.code === "not-rebuilt") return [];
  const sha256 = upload.entry?.sha256 ?? null;
  const elsewhere = sha256 === null ? undefined : bySha256.get(sha256)?.[0];
  return elsewhere === undefined
    ? ["not in the commit"]
    : [`not in the commit under this path; the same bytes are at ${displayPath(elsewhere)}`];
}
