import type { Reading } from "../archive/model.ts";
import { undecidedBy } from "../comparison.ts";
import type { ArtifactSide, ClassCounts, Comparison, Undecided } from "../comparison.ts";
import type { Fingerprint } from "../digest.ts";
import { unaccounted } from "./account.ts";
import { compareComments } from "./commit-comment.ts";
import type { CompareContext } from "./context.ts";
import { compareEntries } from "./entries.ts";
import { entryRemarks } from "./entry-remarks.ts";
import { differingFields } from "./fields.ts";
import { compareLayers, sameBytes } from "./layers.ts";
import { agreementOf } from "./level.ts";
import { located } from "./located.ts";
import type { LocatedFinding } from "./located.ts";
import { compareManifests } from "./manifest-findings.ts";
import { compareOrder } from "./order.ts";
import { isUnread } from "./read-file.ts";
import type { ReadArchive, ReadBody, ReadFile } from "./read-file.ts";
import { byRisk } from "./risk-order.ts";
import { fieldsValue, fileValue } from "./values.ts";

/** Names of the two files, for the report. */
export interface SideNames {
  readonly upload: string;
  readonly rebuilt: string;
}

/** Equal bytes: nothing was parsed and nothing needs to be. */
export function identicalFiles(
  names: SideNames,
  upload: Fingerprint,
  rebuilt: Fingerprint,
): Comparison | null {
  if (!sameBytes(upload, rebuilt)) return null;
  return {
    upload: { name: names.upload, ...upload },
    rebuilt: { name: names.rebuilt, ...rebuilt },
    level: "L0",
    findings: [],
    undecided: [],
    files: {},
  };
}

/**
 * Compares two readings: every byte that differs is covered by a finding, or `unaccounted-bytes` says that it is not,
 * or `undecided` says why nothing can be said. Equal files are L0 without looking further.
 */
export function compareReadings(
  upload: Reading,
  rebuilt: Reading,
  names: SideNames,
  context: CompareContext,
): Comparison {
  const identical = identicalFiles(names, upload.file, rebuilt.file);
  if (identical) return identical;
  const sides = { upload: side(names.upload, upload), rebuilt: side(names.rebuilt, rebuilt) };
  const undecided = [
    ...refusal(upload, "upload", context),
    ...refusal(rebuilt, "rebuilt", context),
  ];
  if (isUnread(upload) || isUnread(rebuilt)) {
    return { ...sides, level: null, findings: [], undecided, files: {} };
  }
  const found = differences(upload, rebuilt, context);
  const manifest = compareManifests(context);
  const findings = byRisk([...found, ...manifest.findings].map(({ finding }) => finding));
  return {
    ...sides,
    level: manifest.undecided.length > 0 ? null : agreementOf(findings),
    findings,
    undecided: manifest.undecided,
    files: counts(upload, rebuilt),
    ...(upload.kind === "archive" && rebuilt.kind === "archive"
      ? { remarks: entryRemarks(upload.archive, rebuilt.archive) }
      : {}),
  };
}

/** A comparison for an upload that no output of the rebuild stands for. */
export function uploadNotRebuilt(name: string, upload: Fingerprint): Comparison {
  const values = { upload: fileValue(upload), rebuilt: null };
  const { finding } = located({ at: [name] }, "upload-not-rebuilt", null, values);
  return {
    upload: { name, ...upload },
    rebuilt: null,
    level: null,
    findings: [finding],
    undecided: [],
    files: {},
  };
}

function refusal(
  reading: Reading,
  which: Undecided["side"],
  context: CompareContext,
): readonly Undecided[] {
  return isUnread(reading) ? [undecidedBy(reading.refusal, which, context.at)] : [];
}

function side(name: string, reading: Reading): ArtifactSide {
  const { size, sha256 } = reading.file;
  if (isUnread(reading)) return { name, size, sha256 };
  const content = reading.kind === "archive" ? reading.archive.content : reading.content;
  return { name, size, sha256, contentSha256: content.sha256 };
}

function differences(
  upload: ReadFile,
  rebuilt: ReadFile,
  context: CompareContext,
): readonly LocatedFinding[] {
  const pair = pairOf(upload, rebuilt);
  if (pair === null) {
    const shapes = { upload: shapeOf(upload), rebuilt: shapeOf(rebuilt) };
    return [located(context, "container-format", null, shapes)];
  }
  const found = [
    ...compareLayers(upload.layers, rebuilt.layers, context),
    ...(pair.kind === "archives"
      ? insideArchives(pair.upload, pair.rebuilt, context)
      : compareBodies(pair.upload, pair.rebuilt, context)),
  ];
  const places = unaccounted(upload, rebuilt, found);
  if (places.length > 0) {
    const values = { upload: fileValue(upload.file), rebuilt: fileValue(rebuilt.file) };
    const note = `still unequal: ${places.join(", ")}`;
    found.push(located(context, "unaccounted-bytes", null, values, [note]));
  }
  return found;
}

type Pair =
  | { readonly kind: "archives"; readonly upload: ReadArchive; readonly rebuilt: ReadArchive }
  | { readonly kind: "bodies"; readonly upload: ReadBody; readonly rebuilt: ReadBody };

/** The two files as one kind of thing, in the same wrapping; null when they are not. */
function pairOf(upload: ReadFile, rebuilt: ReadFile): Pair | null {
  if (wrappingOf(upload) !== wrappingOf(rebuilt)) return null;
  if (upload.kind === "archive" && rebuilt.kind === "archive") {
    const isSame = upload.archive.format === rebuilt.archive.format;
    return isSame ? { kind: "archives", upload, rebuilt } : null;
  }
  if (upload.kind === "opaque" && rebuilt.kind === "opaque") {
    return { kind: "bodies", upload, rebuilt };
  }
  return null;
}

function compareBodies(
  upload: ReadBody,
  rebuilt: ReadBody,
  context: CompareContext,
): readonly LocatedFinding[] {
  if (sameBytes(upload.content, rebuilt.content)) return [];
  const values = { upload: fileValue(upload.content), rebuilt: fileValue(rebuilt.content) };
  const code = context.isDerived === true ? "gem-checksums-derived" : "file-content";
  return [located(context, code, null, values)];
}

function insideArchives(
  upload: ReadArchive,
  rebuilt: ReadArchive,
  context: CompareContext,
): readonly LocatedFinding[] {
  const left = upload.archive;
  const right = rebuilt.archive;
  const found = [...compareEntries(left, right, context)];
  const order = compareOrder(left, right, context);
  if (order) found.push(order);
  for (const [code, keys] of differingFields(left, right)) {
    if (code === "commit-comment") continue;
    const values = {
      upload: fieldsValue(left.fields, keys),
      rebuilt: fieldsValue(right.fields, keys),
    };
    found.push(located(context, code, null, values));
  }
  found.push(...compareComments(left, right, context));
  return found;
}

/** What kind of container this is, from the outside in: `gzip > tar`. */
function shapeOf(reading: ReadFile): string {
  return wrappingOf(reading) + (reading.kind === "archive" ? reading.archive.format : "plain file");
}

function wrappingOf({ layers }: ReadFile): string {
  return layers.map(({ format }) => `${format} > `).join("");
}

/** How many files of the upload the rebuild has with the same bytes, and how many it has not. */
function counts(upload: ReadFile, rebuilt: ReadFile): ClassCounts {
  let same = 0;
  let other = 0;
  if (upload.kind === "archive" && rebuilt.kind === "archive") {
    const bodies = new Map(rebuilt.archive.entries.map((entry) => [entry.path, entry]));
    for (const entry of upload.archive.entries) {
      if (entry.type === "directory") continue;
      const twin = bodies.get(entry.path);
      const equal =
        twin?.type === entry.type &&
        twin.sha256 === entry.sha256 &&
        twin.linkTarget === entry.linkTarget;
      if (equal) same += 1;
      else other += 1;
    }
  } else if (upload.kind === "opaque" && rebuilt.kind === "opaque") {
    if (sameBytes(upload.content, rebuilt.content)) same = 1;
    else other = 1;
  } else {
    other = 1;
  }
  return { ...(same > 0 ? { rebuilt: same } : {}), ...(other > 0 ? { unexplained: other } : {}) };
}
