import type { ArchiveModel, Entry, Reading } from "../archive/model.ts";
import { undecidedBy } from "../comparison.ts";
import type { Comparison } from "../comparison.ts";
import { sha256Hex } from "../digest.ts";
import type { Sha256 } from "../digest.ts";
import { commitPaths, pathsBySha256 } from "../explain/commit-paths.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { EvidenceClass, FindingValue } from "../finding.ts";
import { opensGitFolder } from "../git/path-rules.ts";
import { displayPath, pathFromText, pathToBytes } from "../path-bytes.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { SourceFile, SourceTree } from "../source-tree.ts";
import { commitCommentOf } from "./commit-comment.ts";
import { entryNotes } from "./entry-notes.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { byRisk } from "./risk-order.ts";
import { entryValue, fileValue, modeValue } from "./values.ts";

/** Bits of a mode that a commit can never have, and that are more than an umask. */
const FOREIGN_BITS = 0o7002;
const EXECUTABLE = 0o111;

/** The upload's reading, the commit, and how the one maps to the other. */
export interface CommitComparison {
  readonly name: string;
  readonly reading: Reading;
  readonly tree: SourceTree;
  /** Folder of the commit that the archive was made from, without a final slash; empty for the root. */
  readonly subdirectory: PathBytes;
  /**
   * By path in the commit, the digests that a file can have in an archive by the commit's own attributes, and the
   * attribute. A path that is absent has its blob's alone.
   */
  readonly archiveForms?: ArchiveDigests;
}

/** By path in the commit: digest in an archive → the attributes that make it so. */
export type ArchiveDigests = ReadonlyMap<PathBytes, ReadonlyMap<string, string>>;

const NO_FORMS: ArchiveDigests = new Map();

/** The tracked paths of an archive whose bytes are not the blob's: those whose archive forms matter. */
export function changedPaths(
  reading: Reading,
  tree: SourceTree,
  subdirectory: PathBytes,
): readonly PathBytes[] {
  if (reading.kind !== "archive") return [];
  const { entries } = reading.archive;
  const paths = commitPaths(entries, tree, subdirectory);
  const targets = new Map(entries.map((entry) => [entry.path, entry]));
  return entries.flatMap((entry) => {
    const path = paths.of(entry.path);
    const tracked = path === null ? undefined : tree.files.get(path);
    // mutant `path === null`: what maps to no path is no blob either
    if (path === null || !isBlob(tracked) || entry.type === "directory") return [];
    return isTracked(entry, digestOf(entry, targets), tracked) ? [] : [path];
  });
}

/**
 * Looks every file of the upload up in the commit, for `--no-build`. A changed tracked file is `tracked-file-changed`;
 * a file or folder that the commit does not have at that place is `not-rebuilt`, also when the same bytes lie elsewhere;
 * a `.git` is `git-folder-in-upload`, since no commit can have one.
 * The container itself (times, owners, order, compression) is compared with nothing: `container-not-rebuilt` says so,
 * and is what a pass rests on. That finding is of class `in-commit` and made only when at least one file was found in
 * the commit, so an empty archive proves nothing.
 */
export function compareWithCommit(parts: CommitComparison): Comparison {
  const { name, reading } = parts;
  const upload = { name, size: reading.file.size, sha256: reading.file.sha256 };
  const nothing = { rebuilt: null, level: null, files: {} } as const;
  if (reading.kind === "refused" || reading.kind === "unsupported") {
    const undecided = [undecidedBy(reading.refusal, "upload", [name])];
    return { ...nothing, upload, findings: [], undecided };
  }
  if (reading.kind === "opaque" && reading.layers.length > 0) {
    const values = { upload: fileValue(reading.file), rebuilt: null };
    const { finding } = located({ at: [name] }, "not-rebuilt", null, values);
    return { ...nothing, upload, findings: [finding], undecided: [] };
  }
  const model = reading.kind === "archive" ? reading.archive : null;
  const content = reading.kind === "opaque" ? reading.content : reading.archive.content;
  const found = model === null ? lookUpFile(parts) : lookUpEntries(model, parts);
  const { inCommit, others } = found;
  const whole = inCommit > 0 ? [container(parts, model, found)] : [];
  return {
    ...nothing,
    upload: { ...upload, contentSha256: content.sha256 },
    findings: byRisk([...found.findings, ...whole].map(({ finding }) => finding)),
    undecided:
      inCommit > 0 || found.findings.length > 0
        ? []
        : [
            {
              code: "no-evidence",
              message: "the archive has no files",
              path: [name],
              side: "upload",
            },
          ],
    files: {
      ...(inCommit > 0 ? { "in-commit": inCommit } : {}),
      ...(others > 0 ? { unexplained: others } : {}),
    },
  };
}

interface LookUp {
  readonly inCommit: number;
  readonly others: number;
  /** Attributes by which files are in the commit although their bytes are not the blob's, with their number. */
  readonly mapped: ReadonlyMap<string, number>;
  readonly findings: readonly LocatedFinding[];
}

function container(
  { name, reading, tree }: CommitComparison,
  model: ArchiveModel | null,
  { inCommit, mapped }: LookUp,
): LocatedFinding {
  const notes = [
    `${String(inCommit)} files are in commit ${tree.commit}`,
    ...[...mapped].map(
      ([because, count]) => `${String(count)} of them as the commit's ${because} writes them`,
    ),
    ...(model === null ? [] : ["times, owners, order and compression were compared with nothing"]),
  ];
  const values = { upload: fileValue(reading.file), rebuilt: null };
  return classed(
    located({ at: [name] }, "container-not-rebuilt", null, values, notes),
    "in-commit",
  );
}

function classed(of: LocatedFinding, evidenceClass: EvidenceClass): LocatedFinding {
  return { at: of.at, finding: { ...of.finding, class: evidenceClass } };
}

/** A file that is no archive stands for itself: it must lie in the commit under its own name. */
function lookUpFile({ name, reading, tree, subdirectory }: CommitComparison): LookUp {
  const path = pathFromText(name);
  const own = (subdirectory === "" ? path : `${subdirectory}/${path}`) as PathBytes;
  const tracked = tree.files.get(own);
  const values = { upload: fileValue(reading.file), rebuilt: trackedValue(tracked) };
  if (isBlob(tracked) && tracked.sha256 === reading.file.sha256) {
    return { inCommit: 1, others: 0, mapped: new Map(), findings: [] };
  }
  const code = tracked === undefined ? "not-rebuilt" : "tracked-file-changed";
  const notes = tracked === undefined ? elsewhere(tree, reading.file.sha256) : [];
  const found = [located({ at: [name] }, code, null, values, notes)];
  return { inCommit: 0, others: 1, mapped: new Map(), findings: found };
}

function lookUpEntries(model: ArchiveModel, parts: CommitComparison): LookUp {
  const { name, tree, subdirectory, archiveForms = NO_FORMS } = parts;
  const mapped = new Map<string, number>();
  const paths = commitPaths(model.entries, tree, subdirectory);
  const targets = new Map(model.entries.map((entry) => [entry.path, entry]));
  const places = pathsBySha256(tree);
  const directories = directoriesOf(tree);
  const context = { at: [name] as const };
  const findings = [...commentFindings(model, tree, context)];
  let inCommit = 0;
  let others = 0;
  for (const entry of model.entries) {
    const add = (code: FindingCode, rebuilt: FindingValue, notes: readonly string[] = []) => {
      const values = {
        upload: code === "entry-mode" ? modeValue(entry.mode) : entryValue(entry),
        rebuilt,
      };
      findings.push(
        located(context, code, entry.path, values, [
          ...notes,
          ...entryNotes(entry.path, entry, undefined),
        ]),
      );
    };
    if (opensGitFolder(entry.path)) {
      add("git-folder-in-upload", null);
      if (entry.type !== "directory") others += 1;
      continue;
    }
    const path = paths.of(entry.path);
    const tracked = path === null ? undefined : tree.files.get(path);
    const foreign = foreignMode(entry, tracked);
    if (foreign !== null) add("entry-mode", foreign);
    if (entry.type === "directory") {
      if (isForeignFolder(path, directories)) add("not-rebuilt", null);
      continue;
    }
    const digest = digestOf(entry, targets);
    const forms = path === null ? undefined : archiveForms.get(path);
    const place = placeOf(entry, digest, tracked, forms);
    if (place.kind === "in-commit") {
      inCommit += 1;
      if (place.form !== null) mapped.set(place.form, (mapped.get(place.form) ?? 0) + 1);
      continue;
    }
    others += 1;
    if (place.kind === "absent") add("not-rebuilt", null, elsewhereIn(places, digest));
    else add("tracked-file-changed", trackedValue(tracked));
  }
  return { inCommit, others, mapped, findings };
}

function commentFindings(
  model: ArchiveModel,
  { commit }: SourceTree,
  context: { readonly at: readonly [string] },
): readonly LocatedFinding[] {
  const comment = commitCommentOf(model);
  if (comment === null || comment === commit) return [];
  const values = { upload: comment, rebuilt: commit };
  return [located(context, "commit-comment-mismatch", null, values)];
}

/** Whether the commit has no such folder; the top folder of the archive, which maps to no path, is none of its. */
function isForeignFolder(path: PathBytes | null, directories: ReadonlySet<string>): boolean {
  return path !== null && path !== "." && !directories.has(path);
}

/** How a file of the archive stands to its place in the commit; `form` names the attributes that changed it. */
type Place =
  | { readonly kind: "in-commit"; readonly form: string | null }
  | { readonly kind: "absent" | "changed" };

function placeOf(
  entry: Entry,
  digest: Sha256 | null,
  tracked: SourceFile | undefined,
  forms: ReadonlyMap<string, string> | undefined,
): Place {
  if (tracked === undefined) return { kind: "absent" };
  if (isTracked(entry, digest, tracked)) return { kind: "in-commit", form: null };
  // The text of a link is never converted.
  const form = entry.type === "symlink" || digest === null ? undefined : forms?.get(digest);
  return form === undefined ? { kind: "changed" } : { kind: "in-commit", form };
}

/** Folders of the commit: those above its files, and its submodules, which archives hold as empty folders. */
function directoriesOf({ files }: SourceTree): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, { mode }] of files) {
    if (mode === "160000") found.add(path);
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      // mutant: the folders above are in already, and adding them again changes nothing
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}

function isBlob(file: SourceFile | undefined): file is SourceFile & { readonly sha256: Sha256 } {
  return file !== undefined && file.mode !== "120000" && file.sha256 !== null;
}

/** Digest that git has of such an entry: of a hard link its target's body, of a symbolic link the target's text. */
function digestOf(entry: Entry, entries: ReadonlyMap<PathBytes, Entry>): Sha256 | null {
  if (entry.linkTarget === null) return entry.sha256;
  if (entry.type === "hardlink") return entries.get(entry.linkTarget)?.sha256 ?? null;
  return sha256Hex(pathToBytes(entry.linkTarget));
}

function isTracked(entry: Entry, digest: Sha256 | null, tracked: SourceFile): boolean {
  const isLink = entry.type === "symlink";
  if (isLink !== (tracked.mode === "120000") || digest === null) return false;
  // The pointer is proven, and names the file by its digest: whoever packed a checkout has that one.
  return digest === tracked.sha256 || digest === tracked.lfs?.sha256;
}

/**
 * What the mode should be where it says something that the commit does not: another executable bit, or a bit that
 * git cannot store at all. Everything else is an umask.
 */
function foreignMode(entry: Entry, tracked: SourceFile | undefined): string | null {
  if (entry.mode === null || entry.type === "symlink") return null;
  const isExecutable = (entry.mode & EXECUTABLE) !== 0;
  const wanted = entry.type === "directory" || tracked?.mode === "100755" ? 0o755 : 0o644;
  const mustBeExecutable = tracked === undefined ? isExecutable : (wanted & EXECUTABLE) !== 0;
  const isForeign = (entry.mode & FOREIGN_BITS) !== 0;
  const differs = entry.type === "file" && isExecutable !== mustBeExecutable;
  return isForeign || differs ? modeValue(wanted) : null;
}

function trackedValue(tracked: SourceFile | undefined): FindingValue {
  if (tracked === undefined) return null;
  return tracked.sha256 === null
    ? `submodule ${tracked.objectId}`
    : { size: tracked.size, sha256: tracked.sha256 };
}

function elsewhere(tree: SourceTree, digest: Sha256): readonly string[] {
  return elsewhereIn(pathsBySha256(tree), digest);
}

function elsewhereIn(
  places: ReadonlyMap<string, readonly PathBytes[]>,
  digest: Sha256 | null,
): readonly string[] {
  const [place] = (digest === null ? undefined : places.get(digest)) ?? [];
  return place === undefined ? [] : [`the commit has the same bytes at ${displayPath(place)}`];
}
