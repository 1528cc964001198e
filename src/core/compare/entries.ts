import type { ArchiveModel, Entry } from "../archive/model.ts";
import type { Fingerprint } from "../digest.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { FindingValue } from "../finding.ts";
import type { PathBytes } from "../path-bytes.ts";
import type { CompareContext } from "./context.ts";
import { entryNotes, isPrivileged } from "./entry-notes.ts";
import { differingFields } from "./fields.ts";
import { sameBytes } from "./layers.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { buildRelevantTimes, fractionOf } from "./mtimes.ts";
import { entryValue, fieldsValue, fileValue, modeValue, timeValue } from "./values.ts";

type Entries = ReadonlyMap<PathBytes, Entry>;

/** A code together with its two values. */
type Difference = readonly [code: FindingCode, upload: FindingValue, rebuilt: FindingValue];

function byPath(model: ArchiveModel): Entries {
  return new Map(model.entries.map((entry) => [entry.path, entry]));
}

function time(entry: Entry): string {
  const fraction = fractionOf(entry);
  const whole = timeValue(entry.mtime);
  return fraction === "" ? whole : `${whole} + 0.${fraction} s`;
}

/** The time, and what else is said of times where the two sides say it differently. */
function times(entry: Entry, keys: readonly string[]): string {
  const more = keys.filter((key) => key !== "tar.mtime-fraction");
  return more.length === 0 ? time(entry) : `${time(entry)}, ${fieldsValue(entry.fields, more)}`;
}

function packing(upload: Entry, rebuilt: Entry): Difference | null {
  const left = upload.packed;
  const right = rebuilt.packed;
  if (left === null || right === null) {
    if (left === right) return null;
    const method = (packed: Fingerprint | null) => (packed === null ? "stored" : "deflated");
    return ["entry-compression-method", method(left), method(right)];
  }
  if (sameBytes(left, right)) return null;
  return ["entry-compression", fileValue(left), fileValue(right)];
}

/** What the entry is: its type, body, target, packing and permissions. */
function substance(upload: Entry, rebuilt: Entry): readonly Difference[] {
  const found: Difference[] = [];
  if (upload.type !== rebuilt.type) {
    found.push(["entry-type", entryValue(upload), entryValue(rebuilt)]);
  } else if (upload.sha256 !== rebuilt.sha256) {
    found.push(["entry-content", entryValue(upload), entryValue(rebuilt)]);
  } else {
    if (upload.linkTarget !== rebuilt.linkTarget) {
      found.push(["entry-link-target", entryValue(upload), entryValue(rebuilt)]);
    }
    const packed = packing(upload, rebuilt);
    if (packed) found.push(packed);
  }
  if (upload.mode !== rebuilt.mode) {
    found.push(["entry-mode", modeValue(upload.mode), modeValue(rebuilt.mode)]);
  }
  return found;
}

/** How the entry is labelled: owner, attributes, spelling, and its time unless `timeMatters` says more of it. */
function labels(upload: Entry, rebuilt: Entry, timeMatters: boolean): readonly Difference[] {
  const found: Difference[] = [];
  const fields = differingFields(upload, rebuilt);
  const timeKeys = fields.get("entry-mtime") ?? [];
  if (!timeMatters && (upload.mtime !== rebuilt.mtime || timeKeys.length > 0)) {
    found.push(["entry-mtime", times(upload, timeKeys), times(rebuilt, timeKeys)]);
  }
  for (const [code, keys] of fields) {
    if (code === "entry-mtime") continue;
    found.push([
      code === "entry-owner" && isPrivileged(upload, rebuilt) ? "entry-owner-privileged" : code,
      fieldsValue(upload.fields, keys),
      fieldsValue(rebuilt.fields, keys),
    ]);
  }
  return found;
}

/** Every difference of the entries but their order. */
export function compareEntries(
  upload: ArchiveModel,
  rebuilt: ArchiveModel,
  context: CompareContext,
): readonly LocatedFinding[] {
  const inUpload = byPath(upload);
  const inRebuild = byPath(rebuilt);
  const relevantTimes = buildRelevantTimes(inUpload, inRebuild, context.tracked);
  const found: LocatedFinding[] = [];
  for (const path of new Set([...inUpload.keys(), ...inRebuild.keys()])) {
    const left = inUpload.get(path);
    const right = inRebuild.get(path);
    const notes = () => entryNotes(path, left, right);
    const add = ([code, upload, rebuilt]: Difference, more: readonly string[] = []) => {
      found.push(located(context, code, path, { upload, rebuilt }, [...more, ...notes()]));
    };
    const timeNotes = relevantTimes.get(path);
    if (timeNotes) {
      const values = [left ? time(left) : null, right ? time(right) : null] as const;
      add(["entry-mtime-build-relevant", ...values], timeNotes);
    }
    if (left && right) {
      for (const difference of substance(left, right)) add(difference);
      for (const difference of labels(left, right, timeNotes !== undefined)) add(difference);
    } else if (left) {
      add(["entry-only-in-upload", entryValue(left), null]);
    } else if (right) {
      add(["entry-only-in-rebuild", null, entryValue(right)]);
    }
  }
  return found;
}
