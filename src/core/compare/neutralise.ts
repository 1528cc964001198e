import type { ArchiveModel, Entry, Fields } from "../archive/model.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { PathBytes } from "../path-bytes.ts";
import { coverageOf } from "./coverage.ts";
import type { Coverage } from "./coverage.ts";
import { coversField } from "./field-findings.ts";
import type { Labelled } from "./field-findings.ts";
import { LazyList } from "./lazy-list.ts";
import type { LocatedFinding } from "./located.ts";
import type { ReadFile } from "./read-file.ts";

/** Takes the place of what a finding covers, so that both sides read alike there. */
const NEUTRAL = "neutralised";

interface Covered {
  readonly container: readonly Coverage[];
  readonly entries: ReadonlyMap<PathBytes, readonly Coverage[]>;
}

function covered(findings: readonly LocatedFinding[]): Covered {
  const container: Coverage[] = [];
  const entries = new Map<PathBytes, Coverage[]>();
  for (const { at, finding } of findings) {
    const coverage = coverageOf(finding.code);
    if (at === null) {
      container.push(coverage);
    } else {
      const known = entries.get(at);
      if (known) known.push(coverage);
      else entries.set(at, [coverage]);
    }
  }
  return { container, entries };
}

function neutralFields(of: Labelled, by: readonly Coverage[]): Fields {
  const codes = new Set<FindingCode | null>(by.flatMap((coverage) => coverage.fields ?? []));
  const kept = [...of.fields].filter(([key]) => !coversField(codes, key, of));
  return kept.length === of.fields.size ? of.fields : new Map(kept);
}

function neutralEntry(entry: Entry, by: readonly Coverage[]): unknown {
  const members = by.flatMap((coverage) => coverage.members ?? []);
  return {
    ...entry,
    fields: neutralFields(entry, by),
    ...Object.fromEntries(members.map((member) => [member, NEUTRAL])),
  };
}

function neutralArchive(archive: ArchiveModel, by: Covered): unknown {
  const kept = archive.entries.filter(
    ({ path }) => !(by.entries.get(path)?.some(({ presence }) => presence === true) ?? false),
  );
  if (by.container.some(({ order }) => order === true)) {
    kept.sort((one, other) => (one.path < other.path ? -1 : 1));
  }
  return {
    ...archive,
    fields: neutralFields(archive, by.container),
    entries: new LazyList(kept, (entry) => {
      const coverage = by.entries.get(entry.path);
      return coverage ? neutralEntry(entry, coverage) : entry;
    }),
    content: NEUTRAL,
  };
}

/**
 * The reading with exactly that taken out which these findings cover, and without the digests of the whole file and
 * of the whole container, which follow from the rest (the account holds them against it). Members that this code has never heard of stay
 * in, so a reader that learns to see more makes the account fail instead of making it blind.
 */
export function neutralise(reading: ReadFile, findings: readonly LocatedFinding[]): unknown {
  const by = covered(findings);
  const stream = by.container.some((coverage) => coverage.stream === true);
  const body = by.container.some((coverage) => coverage.body === true);
  const neutral = {
    ...reading,
    file: NEUTRAL,
    layers: reading.layers.map((layer) => ({
      ...layer,
      fields: neutralFields(layer, by.container),
      packed: stream ? NEUTRAL : layer.packed,
    })),
  };
  return reading.kind === "archive"
    ? { ...neutral, archive: neutralArchive(reading.archive, by) }
    : { ...neutral, content: body ? NEUTRAL : reading.content };
}
