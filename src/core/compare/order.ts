import type { ArchiveModel, Entry } from "../archive/model.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { FieldKey } from "../archive/fields.ts";
import type { CompareContext } from "./context.ts";
import { isPrivileged } from "./entry-notes.ts";
import { LinkGroups } from "./link-groups.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { bounded, pathValue } from "./values.ts";

/** Names shown of each side, from the first place where the orders part. */
const SHOWN = 5;

/**
 * Zip members that readers look for at the start: the manifest of a JAR (java.util.jar.JarInputStream takes it only
 * as first or second entry) and the type of an EPUB or OpenDocument file (OCF 3.3, section 4.3: first entry).
 */
export const LEADING_MEMBERS: readonly string[] = ["mimetype", "META-INF", "META-INF/MANIFEST.MF"];

/**
 * Members whose place decides something: a streaming reader of a JAR takes the manifest only at the start and checks
 * signatures of what comes after them; both names are compared without case (java.util.jar.JarInputStream).
 */
const PLACED =
  /^(?:mimetype|META-INF\/(?:MANIFEST\.MF|INDEX\.LIST|SIG-[^/]*|[^/]+\.(?:SF|RSA|DSA|EC)))$/i;

const OWNER_FIELDS: readonly FieldKey[] = ["tar.uid", "tar.gid", "tar.uname", "tar.gname"];

/** Everything up to the last member whose place decides something. */
function placed(model: ArchiveModel): readonly PathBytes[] {
  const paths = model.entries.map(({ path }) => path);
  return paths.slice(0, paths.findLastIndex((path) => PLACED.test(path)) + 1);
}

function positions(entries: readonly Entry[]): ReadonlyMap<PathBytes, number> {
  return new Map(entries.map((entry, at) => [entry.path, at]));
}

/** Links that stand before what they link to; extracting them fails or takes an older file. */
function earlyLinks(model: ArchiveModel): readonly PathBytes[] {
  const at = positions(model.entries);
  return model.entries
    .filter((entry, here) => {
      if (entry.type !== "hardlink") return false;
      return (at.get(entry.linkTarget ?? entry.path) ?? Infinity) > here;
    })
    .map((entry) => entry.path);
}

/**
 * Files with several names of which another one comes last, with other permissions or, where those let it run as
 * somebody else, another owner: an unpacker that sets them with each name leaves those of the last.
 */
function disputedFiles(upload: ArchiveModel, rebuilt: ArchiveModel): readonly PathBytes[] {
  const lastNames = ({ entries }: ArchiveModel) =>
    new LinkGroups(new Map(entries.map((entry) => [entry.path, entry]))).lastNames;
  const others = lastNames(rebuilt);
  return [...lastNames(upload)]
    .filter(([path, last]) => {
      const other = others.get(path);
      if (other === undefined || other.path === last.path) return false;
      return last.mode !== other.mode || (isPrivileged(last) && ownerOf(last) !== ownerOf(other));
    })
    .map(([path]) => path);
}

function ownerOf({ fields }: Entry): string {
  return OWNER_FIELDS.map((key) => fields.get(key) ?? "").join("\n");
}

function significant(upload: ArchiveModel, rebuilt: ArchiveModel): readonly string[] {
  const notes: string[] = [];
  if (upload.format === "zip") {
    const left = placed(upload);
    const right = placed(rebuilt);
    const at = left.findIndex((path, here) => path !== right[here]);
    if (at >= 0 || left.length !== right.length) {
      const last = left.at(-1) ?? right.at(-1);
      notes.push(
        `readers look at what stands before ${last === undefined ? "it" : pathValue(last)}`,
      );
    }
  }
  // A linker takes what it needs from the members in their order.
  if (upload.format === "ar") notes.push("readers of ar go by the place of a member");
  const [disputed] = disputedFiles(upload, rebuilt);
  if (disputed !== undefined) {
    notes.push(`another name of ${pathValue(disputed)} comes last and has other permissions`);
  }
  const [early] = [...earlyLinks(upload), ...earlyLinks(rebuilt)];
  if (early !== undefined) notes.push(`a hard link stands before its target: ${pathValue(early)}`);
  return notes;
}

function names(paths: readonly PathBytes[], from: number): string {
  const shown = paths.slice(from, from + SHOWN).map(pathValue);
  const rest = paths.length - from - shown.length;
  return bounded(`${shown.join(", ")}${rest > 0 ? `, … (${String(rest)} more)` : ""}`);
}

/** The order of the entries that both sides have; one finding for all that moved, or none. */
export function compareOrder(
  upload: ArchiveModel,
  rebuilt: ArchiveModel,
  context: CompareContext,
): LocatedFinding | null {
  const inRebuild = positions(rebuilt.entries);
  const inUpload = positions(upload.entries);
  const left = upload.entries.map(({ path }) => path).filter((path) => inRebuild.has(path));
  const right = rebuilt.entries.map(({ path }) => path).filter((path) => inUpload.has(path));
  const first = left.findIndex((path, at) => path !== right[at]);
  if (first < 0) return null;
  const moved = left.filter((path, at) => path !== right[at]).length;
  const notes = significant(upload, rebuilt);
  return located(
    context,
    notes.length > 0 ? "entry-order-significant" : "entry-order",
    null,
    { upload: names(left, first), rebuilt: names(right, first) },
    [`${String(moved)} of ${String(left.length)} entries stand at another place`, ...notes],
  );
}
