import type { Limits } from "../core/archive/limits.ts";
import type { BodySink } from "../core/archive/push-reader.ts";
import type { Reading } from "../core/archive/model.ts";
import type { Comparison } from "../core/comparison.ts";
import { cutExcerpt, partAround, type Cut } from "../core/excerpt/byte-excerpt.ts";
import { EXCERPT_CAPS, type Excerpt } from "../core/excerpt/excerpt.ts";
import { BodyOutline, PassingSlice, type BodyTap } from "../core/excerpt/passing-body.ts";
import { placeKey } from "../core/explain/evidence.ts";
import { placeBytes } from "../core/explain/place-bytes.ts";
import type { FindingCode } from "../core/finding-codes.ts";
import type { Finding } from "../core/finding.ts";
import { pathFromText, type PathBytes } from "../core/path-bytes.ts";
import type { ArchiveFiles } from "./ports.ts";

/** One of the two files, with the readings of the archives in which findings stand. */
export interface ReadSide {
  readonly file: string;
  readonly readings: ReadonlyMap<string, Reading>;
}

/** How the files are read again. */
export interface LargeMeans {
  readonly files: ArchiveFiles;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

/** Each costs two more passes over both files. */
const MOST = 8;
/** Longest body that is gone through for an excerpt, bytes. */
const LARGEST = 1024 * 1024 * 1024;

/** Findings about one file that both sides have. */
const BOTH: ReadonlySet<FindingCode> = new Set<FindingCode>(["entry-content", "file-content"]);

/**
 * The comparison with bytes for the first findings about a file that is larger than `held` bytes on one side: it is not
 * held, but goes by twice, once to find the block in which the sides differ, once to keep that. What is no longer the
 * compared file, or cannot be read to its end, is not shown.
 */
export async function withLargeExcerpts(
  comparison: Comparison,
  sides: { readonly upload: ReadSide; readonly rebuilt: ReadSide | null },
  held: number,
  means: LargeMeans,
): Promise<Comparison> {
  const { upload, rebuilt } = sides;
  if (rebuilt === null) return comparison;
  let left = EXCERPT_CAPS.perUpload - comparison.findings.filter(hasExcerpt).length;
  left = Math.min(left, MOST);
  const findings: Finding[] = [];
  for (const finding of comparison.findings) {
    const place = finding.path.slice(1);
    const bodies = [bodyAt(upload, place), bodyAt(rebuilt, place)] as const;
    const [one, other] = bodies;
    const isWanted = left > 0 && BOTH.has(finding.code) && finding.excerpt === null;
    if (!isWanted || one === null || other === null) findings.push(finding);
    else if (!bodies.some((body) => body !== null && body.size > held)) findings.push(finding);
    else if (Math.max(one.size, other.size) > LARGEST) findings.push(finding);
    else {
      left -= 1;
      findings.push({ ...finding, excerpt: await excerptOf(one, other, means) });
    }
  }
  return { ...comparison, findings };
}

function hasExcerpt({ excerpt }: Finding): boolean {
  return excerpt !== null;
}

/** A body of one file, as it was compared. */
interface ComparedBody {
  readonly file: string;
  readonly inside: readonly PathBytes[];
  readonly path: PathBytes;
  readonly size: number;
  readonly sha256: string;
}

function bodyAt({ file, readings }: ReadSide, place: readonly string[]): ComparedBody | null {
  const bytes = placeBytes(place, readings);
  if (bytes === null) return null;
  const inside = bytes.slice(0, -1);
  const around = readings.get(placeKey(place.slice(0, -1)));
  const print = printIn(around, bytes.at(-1));
  // The content of a file that is no archive has the empty path.
  const path = bytes.at(-1) ?? pathFromText("");
  return print === null ? null : { file, inside, path, ...print };
}

function printIn(
  reading: Reading | undefined,
  path: PathBytes | undefined,
): { readonly size: number; readonly sha256: string } | null {
  if (path === undefined) return reading?.kind === "opaque" ? reading.content : null;
  if (reading?.kind !== "archive") return null;
  const entry = reading.archive.entries.find((candidate) => candidate.path === path);
  if (entry === undefined || entry.sha256 === null) return null;
  return { size: entry.size, sha256: entry.sha256 };
}

async function excerptOf(
  upload: ComparedBody,
  rebuilt: ComparedBody,
  means: LargeMeans,
): Promise<Excerpt | null> {
  const outlines = [new BodyOutline(), new BodyOutline()] as const;
  const [one, other] = outlines;
  if (!(await bothPass([upload, rebuilt], outlines, means))) return null;
  const { start, length } = partAround(one.firstUnequalBlock(other));
  const slices = [new PassingSlice(start, length), new PassingSlice(start, length)] as const;
  if (!(await bothPass([upload, rebuilt], slices, means))) return null;
  const cut = (at: 0 | 1): Cut => ({
    head: outlines[at].head,
    from: start,
    bytes: slices[at].bytes(),
  });
  return cutExcerpt(cut(0), cut(1));
}

/** Whether both bodies went by, and were the compared ones. */
async function bothPass(
  bodies: readonly [ComparedBody, ComparedBody],
  taps: readonly [BodyTap, BodyTap],
  { files, limits, signal }: LargeMeans,
): Promise<boolean> {
  for (const at of [0, 1] as const) {
    const { file, inside, path, sha256 } = bodies[at];
    const sink: BodySink = {
      wants: (wanted) => wanted === path,
      body: (_, bytes) => {
        taps[at].push(bytes);
      },
    };
    const reading = await files.pass(file, inside, sink, limits, signal);
    const read = printIn(reading, reading.kind === "opaque" ? undefined : path);
    if (read?.sha256 !== sha256) return false;
  }
  return true;
}
