import fc from "fast-check";
import { expect } from "@jest/globals";
import type { Reading } from "../../src/core/archive/model.ts";
import { compareReadings } from "../../src/core/compare/readings.ts";
import type { Comparison } from "../../src/core/comparison.ts";
import { sha256Hex } from "../../src/core/digest.ts";
import { trackedEntries } from "../../src/core/explain/commit-paths.ts";
import { placeKey } from "../../src/core/explain/evidence.ts";
import type { CommitEvidence, Evidence, IgnoringLine } from "../../src/core/explain/evidence.ts";
import { explain } from "../../src/core/explain/explain.ts";
import type { Finding } from "../../src/core/finding.ts";
import { pathFromText } from "../../src/core/path-bytes.ts";
import { bytesOf } from "./archives.ts";
import type { Bytes } from "./archives.ts";
import { archiveOf, treeOf } from "./models.ts";
import type { ArchiveLiteral, EntryLiteral } from "./models.ts";

/** An entry whose body may be any bytes. */
export type BodiedEntry = Omit<EntryLiteral, "body"> & { readonly body?: Bytes };

/** An archive whose entries' bodies are kept for the evidence. */
export type BodiedArchive = Omit<ArchiveLiteral, "entries"> & {
  readonly entries: readonly BodiedEntry[];
};

export interface CommitLiteral {
  readonly files: Parameters<typeof treeOf>[0];
  readonly ignored?: Readonly<Record<string, IgnoringLine>>;
  readonly subdirectory?: string;
}

export interface Surroundings {
  /** Name of the uploaded file. */
  readonly file?: string;
  readonly commit?: CommitLiteral;
  /** Bodies that stay unknown, by entry. */
  readonly unknown?: readonly string[];
}

/** A reading of such an archive. */
export function readingOf({ entries, ...rest }: BodiedArchive): Reading & { kind: "archive" } {
  const named = entries.map(({ body, ...entry }) => ({
    ...entry,
    ...(body === undefined ? {} : { body: Buffer.from(bytesOf(body)).toString("hex") }),
  }));
  const reading = archiveOf({ ...rest, entries: named });
  const digested = reading.archive.entries.map((entry, at) => {
    const body = bytesOf(entries[at]?.body ?? "");
    return entry.type === "file" ? { ...entry, size: body.length, sha256: sha256Hex(body) } : entry;
  });
  return { ...reading, archive: { ...reading.archive, entries: digested } };
}

/** The bodies of an archive by place. */
export function bodiesOf(
  { entries }: BodiedArchive,
  unknown: readonly string[] = [],
): ReadonlyMap<string, Uint8Array> {
  return new Map(
    entries
      .filter(({ path, body }) => body !== undefined && !unknown.includes(path))
      .map(({ path, body }) => [placeKey([path]), bytesOf(body ?? "")]),
  );
}

/** Everything of a commit that a literal says. */
export function commitOf(literal: CommitLiteral): CommitEvidence {
  const tree = treeOf(literal.files);
  return {
    tree,
    subdirectory: pathFromText(literal.subdirectory ?? ""),
    blobs: new Map(
      Object.entries(literal.files).map(([path, value]) => [
        pathFromText(path),
        bytesOf(typeof value === "string" ? value : value[1]),
      ]),
    ),
    ignored: new Map(
      Object.entries(literal.ignored ?? {}).map(([path, rule]) => [pathFromText(path), rule]),
    ),
  };
}

/** Both archives and the commit as evidence. */
export function evidenceOf(
  upload: BodiedArchive,
  rebuilt: BodiedArchive,
  { commit, unknown = [] }: Surroundings = {},
): Evidence {
  const side = (of: BodiedArchive) => ({
    readings: new Map<string, Reading>([[placeKey([]), readingOf(of)]]),
    bodies: bodiesOf(of, unknown),
  });
  return {
    upload: side(upload),
    rebuilt: side(rebuilt),
    commit: commit === undefined ? null : commitOf(commit),
    oversize: new Set(),
  };
}

/** Compares two archives for real, then explains. */
export function explainPair(
  upload: BodiedArchive,
  rebuilt: BodiedArchive,
  surroundings: Surroundings = {},
): Comparison {
  const file = surroundings.file ?? "demo-1.0.tar.gz";
  const evidence = evidenceOf(upload, rebuilt, surroundings);
  const { commit } = evidence;
  const here = evidence.upload.readings.get(placeKey([])) as Reading & { kind: "archive" };
  const there = evidence.rebuilt?.readings.get(placeKey([])) as Reading;
  const comparison = compareReadings(
    here,
    there,
    { upload: file, rebuilt: file },
    {
      at: [file],
      commit: commit?.tree.commit ?? null,
      tracked:
        commit === null
          ? null
          : trackedEntries(here.archive.entries, commit.tree, commit.subdirectory),
      manifest: null,
    },
  );
  return explain(comparison, evidence);
}

/** The finding at an entry; the test fails when there is not exactly one. */
export function findingAt(comparison: Comparison, path: string): Finding {
  const found = comparison.findings.filter((finding) => finding.path.at(-1) === path);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** One file with two bodies, among neighbours that both archives share. */
export interface ContentCase extends Surroundings {
  readonly path: string;
  readonly upload: Bytes;
  readonly rebuilt: Bytes;
  /** Entries that stand beside it: the same on both sides, or one body each. */
  readonly beside?: readonly (BodiedEntry | readonly [BodiedEntry, BodiedEntry])[];
}

/** The finding about that file. */
export function explainContent(content: ContentCase): Finding {
  const { path, upload, rebuilt, beside = [], ...surroundings } = content;
  const archive = (side: 0 | 1, body: Bytes): BodiedArchive => ({
    entries: [...beside.map((entry) => ("path" in entry ? entry : entry[side])), { path, body }],
  });
  return findingAt(explainPair(archive(0, upload), archive(1, rebuilt), surroundings), path);
}

/**
 * Flips bytes of the upload outside of what the rule covers, one at a time, and demands that no flip is ever
 * accounted for. `covered` are the texts (of the upload) whose values the rule decodes.
 */
export function expectFlipsUnexplained(content: ContentCase, covered: readonly string[]): void {
  const bytes = bytesOf(content.upload);
  const text = Buffer.from(bytes).toString("latin1");
  const free = new Set(bytes.keys());
  for (const value of covered) {
    const needle = Buffer.from(value).toString("latin1");
    expect(text).toContain(needle);
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
      for (let inside = at; inside < at + needle.length; inside++) free.delete(inside);
    }
  }
  fc.assert(
    fc.property(fc.constantFrom(...free), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ mask;
      const finding = explainContent({ ...content, upload: flipped });
      expect(finding.class).toBe("unexplained");
    }),
    { numRuns: 150 },
  );
}
